"""Names: every name in a claim is shown by its passages, and spelt as they spell it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from site_builder.checks.misfits import Misfit, passages
from site_builder.language.names import distance
from site_builder.language.words import stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from site_builder.checks.claims import Claim, Support

_CAPITAL = re.compile(r"(?<![\w’'])[^\W\d_a-z]\w*(?:[’']\w+)*")
_PLAIN = frozenset("i i'm i've i'd i'll mr mrs ms miss dr prof professor sir lord lady dame st".split())
_SHORTEST = 4  # letters of a name whose spelling is compared
_SENTENCE = re.compile(r"(?:^|[.!?…:]|\n)[”’\"')\]]*\s*[“‘\"'(\[]*$")


def rule(claim: Claim) -> Iterator[Misfit]:
    """Yield a misfit for each name that the passages do not show, or spell otherwise."""
    shown = _shown(claim)
    known = list(_known(claim, shown))
    yield from known
    told = [misfit.span for misfit in known if misfit.span]
    for start, end, opens in _capitals(claim.said.text):
        if claim.said.is_quoted(start) or any(a <= start < b for a, b in told):
            continue
        misfit = _unknown(claim, shown, start, end, opens=opens)
        if misfit is not None:
            yield misfit


def _known(claim: Claim, shown: _Shown) -> Iterator[Misfit]:
    """Yield a misfit for each speaker whom the text names and no passage shows."""
    desk, said = claim.desk, claim.said
    allowed = {str(one) for one in (*claim.by, *claim.via)}
    for support in claim.supports:
        allowed.update(map(str, (*support.entry.by, *support.entry.via)), support.shows)
    allowed |= {desk.of(one) for one in allowed}
    for name in desk.names.find(said.text, said.words):
        if name.id in allowed or said.is_quoted(name.start):
            continue
        words = said.text[name.start : name.end]
        if _is_own_seed(claim, words) or all(map(shown.has_name, words.split())):
            continue
        yield Misfit(
            code="name-unshown",
            words=words,
            message=f"the text names {desk.name(name.id)}, whom no passage of it shows",
            hint="name whom the passage names, or cite the words that name this one",
            span=(name.start, name.end),
            notes=passages(claim.supports),
        )


def lacking(claim: Claim, support: Support) -> list[str]:
    """Return the names of the claim's text that this passage does not give and no speaker explains."""
    shown = _Shown([*_speaking(claim, support), *(said.text for said in support.shown)])
    said = claim.said
    return [
        said.text[start:end]
        for start, end, opens in _capitals(said.text)
        if not (opens or said.is_quoted(start) or shown.has(said.text[start:end]))
    ]


def _is_own_seed(claim: Claim, words: str) -> bool:
    """Tell whether the words name one of the articles that are cited."""
    for support in claim.supports:
        record = support.seed.record
        names = [str(record.short), *(str(f.text) for _, f in record.stated() if f is not None)]
        if any(words.casefold() in name.casefold() for name in names):
            return True
    return False


def _capitals(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield the words with a capital: where they stand, and whether they open a sentence."""
    for found in _CAPITAL.finditer(text):
        start = found.start()
        before = text[max(start - 8, 0) : start]
        yield start, found.end(), _SENTENCE.search(before if start > 8 else text[:start]) is not None


class _Shown:
    """The words that the passages of a claim, and what is known of its speakers, show."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.plain: set[str] = set()
        self.capital: dict[str, str] = {}
        initials: list[str] = []
        for text in texts:
            words = re.findall(r"[^\W_]+(?:[’'][^\W_]+)*", text)
            for word in words:
                bare = _bare(word)
                self.plain.add(bare)
                self.plain.add(stem(bare))
                if word[0].isupper():
                    self.capital.setdefault(bare, word)
            initials.append("".join(w[0] for w in words if w[0].isupper()).casefold())
        self.initials = " ".join(initials)

    def has(self, word: str) -> bool:
        bare = _bare(word)
        if bare in self.plain or bare in _PLAIN or stem(bare) in self.plain:
            return True
        return word.isupper() and 2 <= len(bare) <= 6 and bare in self.initials

    def has_name(self, word: str) -> bool:
        """Tell whether the word stands here with a capital."""
        return _bare(word) in self.capital

    def near(self, word: str) -> str:
        """Return the name that differs by a letter or two, if there is one."""
        bare = _bare(word)
        if len(bare) < _SHORTEST:
            return ""
        most = 1 if len(bare) < 6 else 2
        for other, shown in self.capital.items():
            if len(other) >= _SHORTEST and distance(bare, other, most) <= most:
                return shown
        return ""


def _bare(word: str) -> str:
    return re.sub(r"[’']s?$", "", word.casefold())


def _shown(claim: Claim) -> _Shown:
    return _Shown(_texts(claim))


def _texts(claim: Claim) -> Iterator[str]:
    for support in claim.supports:
        yield from (said.text for said in support.shown)
        yield from _speaking(claim, support)


def _speaking(claim: Claim, support: Support) -> Iterator[str]:
    """Yield what is known of who speaks in a passage, and of the article it is from."""
    desk = claim.desk
    ids = {str(one) for one in (*claim.by, *claim.via)}
    ids |= {str(one) for one in (*support.entry.by, *support.entry.via)} | support.shows
    record = support.seed.record
    yield str(record.short)
    yield from (str(fact.text) for _, fact in record.stated() if fact is not None)
    for one in ids | {desk.of(one) for one in ids}:
        speaker = desk.speakers.get(one)
        if speaker is not None:
            yield from (str(speaker.name), *map(str, speaker.also), str(speaker.role or ""))
    origin = claim.statement.origin if claim.statement is not None else None
    yield from desk.also_called(" ".join(said.text for said in support.shown))
    yield from (str(o.name) for o in desk.briefing.origins if o.id == origin)


def _unknown(claim: Claim, shown: _Shown, start: int, end: int, *, opens: bool) -> Misfit | None:
    word = claim.said.text[start:end]
    if shown.has(word):
        return None
    near = shown.near(word)
    if near:
        return Misfit(
            code="name-misspelt",
            words=word,
            message=f"“{word}” is spelt otherwise than “{near}” in what the passages show",
            hint=f"write “{near}”",
            span=(start, end),
            notes=passages(claim.supports, near),
        )
    if opens:
        return None
    return Misfit(
        code="name-unshown",
        words=word,
        message=f"no passage of this statement names “{word}”",
        hint="leave the name out, or cite the words that give it",
        span=(start, end),
        notes=passages(claim.supports),
    )

