"""Entries: who a speaker is said to be, and what an origin is called, is what articles say."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from site_builder.checks.claims import supports
from site_builder.checks.misfits import passages
from site_builder.findings import Finding, finding
from site_builder.folding import fold
from site_builder.language.offices import ASIDE, KINDS, LIKE, OFFICES, RANKS, ranked
from site_builder.language.spelling import bare, capitals
from site_builder.language.words import content, plain_words, spans, stem
from site_builder.lazy import lazy
from site_builder.model import Speaker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from site_builder.checks.case import Case
    from site_builder.checks.claims import Support
    from site_builder.checks.desk import Desk
    from site_builder.checks.parts import Part
    from site_builder.model import Origin
    from site_builder.places import Text

_START = 4  # letters that two forms of one word have in common: defence, defending
_ARTICLES = 16  # whose words are kept: entries that follow one another often share an article


class _Read(NamedTuple):
    """An article as entries are held to it: its words in a line, each once, and how they begin."""

    line: str
    words: frozenset[str]
    starts: frozenset[str]


class _Proof:
    """The passages of an entry, and the articles that they are from."""

    def __init__(self, found: tuple[Support, ...], read: Callable[[str], _Read]) -> None:
        """Keep the passages, and what reads the articles."""
        self.found = found
        self._read = read
        self.lines = [_line(said.text) for support in found for said in support.shown]
        self.words = frozenset(word for line in self.lines for word in line.split())
        self.stems = frozenset(map(stem, self.words))

    @lazy
    def named(self) -> frozenset[str]:
        """The speakers that a passage names, but for those who are told something."""
        return frozenset(name.id for s in self.found for name in s.names if not name.hears)

    @lazy
    def articles(self) -> list[_Read]:
        """The articles of the passages, each once."""
        return [self._read(text) for text in dict.fromkeys(s.seed.text for s in self.found)]

    def prints(self, forms: Iterable[str]) -> bool:
        """Tell whether a passage has one of these forms of a name, word for word."""
        return any(_form(form) in line for form in forms for line in self.lines)

    def tells(self, forms: Iterable[str]) -> bool:
        """Tell whether an article has one of these forms of a name, word for word."""
        return any(_form(form) in article.line for form in forms for article in self.articles)

    def has(self, word: str) -> bool:
        """Tell whether a passage, or else its article, has the word as it stands."""
        return word in self.words or any(word in article.words for article in self.articles)

    def means(self, word: str) -> bool:
        """Tell whether a passage has a form of the word, or its article what may be one."""
        if stem(word) in self.stems or not LIKE.get(word, frozenset()).isdisjoint(self.words):
            return True
        return any(
            word[:_START] in article.starts if len(word) > _START else word in article.words
            for article in self.articles
        )


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for what an entry says of a speaker or an origin and no article does.

    Of an entry without evidence nothing is said: what its statements rest on shows who speaks.
    """
    for entries in (case.briefing.speakers, case.briefing.origins):
        if entries:
            part = case.part(entries)
            made = partial(_all, case.desk, part, entries)
            yield from case.memory.once("entries", (part, *case.names), made)


def _all(desk: Desk, part: Part, entries: Iterable[Speaker | Origin]) -> list[Finding]:
    """Return what is wrong with a list of entries; it hangs on their passages and all names."""
    read = lru_cache(maxsize=_ARTICLES)(_article)
    made: list[Finding] = []
    for entry in entries:
        found = supports(desk, part, entry.evidence)
        if found:
            proof = _Proof(found, read)
            if isinstance(entry, Speaker):
                made += _speaker(desk, entry, proof)
            else:
                made += _origin(desk, entry, proof)
    return made


def _speaker(desk: Desk, speaker: Speaker, proof: _Proof) -> Iterator[Finding]:
    yield from _named(speaker, proof)
    if speaker.role is not None:
        known = desk.with_offices((speaker.id,))
        yield from _role(speaker.role, proof, frozenset(_words(desk, known)))
    if speaker.of is not None and speaker.of in desk.speakers:
        yield from _of(desk, speaker, speaker.of, proof)


def _named(speaker: Speaker, proof: _Proof) -> Iterator[Finding]:
    """Yield a finding where no passage has the name; another form of it will do, if all is there.

    A passage of "Dell said" proves Ann Dell, who is so called further up, and not Jim Dell.
    """
    own = _form(speaker.name).split()
    if proof.prints([speaker.name]) or (proof.prints(speaker.also) and all(map(proof.has, own))):
        return
    yield _unproved(
        speaker.name,
        proof,
        f"no passage of this speaker names “{speaker.name}”",
        "write the name as the article does, or cite the words that name this one",
    )


def _role(role: Text, proof: _Proof, known: frozenset[str]) -> Iterator[Finding]:
    """Yield a finding for each name, number and office of a role that is not there, or for all.

    An office and a number stand in a passage; what else an article says of somebody may stand in
    another place of it, in other forms of the words.
    """
    hint = "write the role in the article’s words, or cite the words that give it"
    lacking = [*_strange(role, proof, known)]
    words = plain_words(role)
    ranks = ranked(line.split() for line in proof.lines)
    for token, (start, end) in zip(words, spans(role), strict=True):
        like = LIKE.get(token, frozenset())
        if stem(token) in OFFICES and stem(token) not in proof.stems and not like & proof.words:
            lacking.append((start, end))
        above = ranks.get(stem(token), {""})
        if token not in RANKS and "" not in above and above.isdisjoint(words):
            message = f"the passage says “{min(above)}” before “{token}”, and this role does not"
            yield _unproved(role, proof, message, f"write “{min(above)}” too", (start, end))
            break
    for start, end in sorted(lacking):
        message = f"no passage of this speaker shows “{role[start:end]}”"
        yield _unproved(role, proof, message, hint, (start, end))
    if not lacking and _is_unlike(role, proof, known, ASIDE):
        message = "the articles of this speaker’s passages have few words of this role, or none"
        yield _unproved(role, proof, message, hint)


def _of(desk: Desk, speaker: Speaker, of: Text, proof: _Proof) -> Iterator[Finding]:
    """Yield a finding where somebody is put to an organisation that no article has, or to another.

    "Its chief executive" may be of one that the article names further up.
    """
    if of in proof.named:
        return
    others = [
        one
        for one in sorted(proof.named - {str(speaker.id)})
        if one in desk.speakers and desk.speakers[one].kind == "organisation"
    ]
    name = desk.name(of)
    if others:
        names = " and ".join(map(desk.name, others))
        message = f"the passages of this speaker name {names}, not {name}"
    elif not proof.tells((desk.speakers[of].name, *desk.speakers[of].also, *desk.short(of))):
        message = f"no article of this speaker’s passages names {name}"
    else:
        return
    hint = "write `of:` whom the passage says, cite the words that say it, or take `of` out"
    yield _unproved(of, proof, message, hint)


def _origin(desk: Desk, origin: Origin, proof: _Proof) -> Iterator[Finding]:
    """Yield a finding for each name and number of an origin's name that is not there, or for all.

    What it is by, and whom its passages name, it may be called after.
    """
    ids = proof.named.union(map(str, origin.by))
    known = frozenset(_words(desk, ids | {desk.of(one) for one in ids}))
    hint = "call it what the articles call it, or cite the words that do"
    lacking = [*_strange(origin.name, proof, known)]
    for start, end in lacking:
        message = f"no passage of this origin shows “{origin.name[start:end]}”"
        yield _unproved(origin.name, proof, message, hint, (start, end))
    if not lacking and _is_unlike(origin.name, proof, known, KINDS):
        message = "the articles of this origin’s passages have few words of its name, or none"
        yield _unproved(origin.name, proof, message, hint)


def _strange(text: Text, proof: _Proof, known: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield where the names stand that no article of an entry has, and its unproved numbers."""
    for start, end, opens in capitals(text):
        word = bare(text[start:end])
        if not (opens or word in known or stem(word) in proof.stems or proof.has(word)):
            yield start, end
    for token, (start, end) in zip(plain_words(text), spans(text), strict=True):
        if not token.isalpha() and any(map(str.isdigit, token)) and token not in proof.words:
            yield start, end


def _is_unlike(text: str, proof: _Proof, known: frozenset[str], aside: frozenset[str]) -> bool:
    """Tell whether articles have fewer than half of the words that a text is about."""
    words = {word for word in plain_words(text) if (root := content(word)) and root not in aside}
    lacking = sum(bare(word) not in known and not proof.means(word) for word in words)
    return lacking * 2 > len(words)


def _words(desk: Desk, ids: Iterable[str]) -> Iterator[str]:
    """Yield the words of all forms of the names of these speakers."""
    for one in ids:
        if (speaker := desk.speakers.get(one)) is not None:
            for form in (speaker.name, *speaker.also):
                yield from _line(form).split()


def _article(text: str) -> _Read:
    line = _line(text)
    words = frozenset(line.split())
    return _Read(line, words, frozenset(word[:_START] for word in words))


def _line(text: str) -> str:
    """Return the words of a text in lower case, typography folded, with a space around each."""
    words = plain_words(fold(text).text)
    return " ".join(["", *[bare(word) if "'" in word else word for word in words], ""])


def _form(name: str) -> str:
    """Return a name as it stands in such a line; a leading "the" is no part of it."""
    line = _line(name)
    return line.removeprefix(" the") if line.startswith(" the ") and line != " the " else line


def _unproved(
    text: Text, proof: _Proof, message: str, hint: str, span: tuple[int, int] | None = None
) -> Finding:
    notes = passages(proof.found)
    return finding("entry-unproved", text, message, hint=hint, notes=notes, span=span)
