"""What is to fit: a statement, an account or a glossary entry, with its passages read."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from site_builder.checks.desk import claimed, joined
from site_builder.folding import fold
from site_builder.language.names import may_speak
from site_builder.language.said import prose
from site_builder.language.words import contents, is_number
from site_builder.lazy import lazy
from site_builder.model import Account, Statement, Term, Theme

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from site_builder.checks.desk import Desk
    from site_builder.checks.parts import Part
    from site_builder.folding import Folding
    from site_builder.language.names import Name
    from site_builder.language.said import Governed, Said
    from site_builder.model import Acceptance, Difference, Evidence, Voice
    from site_builder.quotes import Span
    from site_builder.seeds import Seed

LONGEST = 2_000
"""The characters that a statement, an account, a heading, a question or a note has at most."""
CLOSE = 0.72
"""The closeness from which a sentence is held to each word that limits or denies."""
NEAR = 0.5
"""The closeness from which a sentence says its passages in other words: it is held to those words
that nothing else in it, or in its passages, can stand for."""

_GOVERNED = 2  # stems that a phrase governs
_ENDS = ".,;: "
_OPENS_SHORT = (
    "the ",
    "its ",
    "a ",
    "’s ",
    "eir ",
)  # what stands before "council" for one named before


class Support:
    """A passage under a claim, and what shows who speaks in it.

    Made by the ten thousand, so a plain class: a frozen one takes four times as long to make.
    """

    def __init__(
        self,
        desk: Desk,
        entry: Evidence,
        seed: Seed,
        parts: tuple[Span, ...],
        context: tuple[Span, ...],
    ) -> None:
        """Keep a passage (its parts, and those of its context) with its entry of evidence."""
        self.desk = desk
        self.entry = entry
        self.seed = seed
        self.parts = parts
        self.context = context

    @lazy
    def text(self) -> str:
        """The passage's characters, its parts joined."""
        return joined(self.seed, self.parts)

    @lazy
    def said(self) -> Said:
        """The words of the passage."""
        return self.desk.read(self.text)

    @lazy
    def folded(self) -> list[Folding]:
        """The text of each of its parts with its typography folded."""
        return [fold(self.seed.text[part.start : part.end]) for part in self.parts]

    @lazy
    def shown(self) -> tuple[Said, ...]:
        """The words that may show who speaks: the passage and its context."""
        if not self.context:
            return (self.said,)
        return (self.said, self.desk.said(self.seed, self.context))

    @lazy
    def named(self) -> tuple[Name, ...]:
        """The speakers that the passage names."""
        return self.desk.named(self.said)

    @lazy
    def names(self) -> tuple[Name, ...]:
        """The speakers that the passage or its context names, also as "the council"."""
        found = [name for said in self.shown for name in self.desk.named(said)]
        for said in self.shown:
            found += [
                name
                for name in self.desk.short_names.find(said)
                if said.text[max(name.start - 4, 0) : name.start].lower().endswith(_OPENS_SHORT)
            ]
        return tuple(found)

    @lazy
    def speaking(self) -> list[Name]:
        """The speakers whom the passage lets say something, by name or as "the agency"."""
        if not may_speak(self.said):
            return []
        found = (*self.named, *self.desk.short_names.find(self.said))
        return [name for name in found if name.speaks]

    @lazy
    def voices(self) -> list[Voice]:
        """The voices declared over the passage."""
        return self.desk.voices(self.seed, self.parts)

    @lazy
    def shows(self) -> frozenset[str]:
        """The ids of all who are shown: named, or declared as a voice, and whom they speak for."""
        ids = {name.id for name in self.names}
        for voice in self.voices:
            ids.update(map(str, (*voice.by, *voice.via)))
        return frozenset(ids | {self.desk.of(one) for one in ids}) - {""}

    @property
    def where(self) -> str:
        """The place of the passage as a finding names it."""
        return f"{self.seed.id}, paragraph {self.seed.paragraph_at(self.parts[0].start)}"


class Claim:
    """A statement, an account of a difference or a glossary entry, with its passages.

    `statement` is None for the last two; `on` is what an account's difference is on. All quotes of
    a claim were found. A glossary entry is of nobody: its passages alone say who speaks in them.
    """

    def __init__(
        self,
        desk: Desk,
        source: Statement | Account | Term,
        supports: tuple[Support, ...],
        also: tuple[Support, ...],
        on: str = "",
    ) -> None:
        """Keep a statement, an account of a difference on `on`, or an entry, with its passages."""
        self.desk = desk
        self.source = source
        self.text = claimed(source)
        self.by, self.via = ((), ()) if isinstance(source, Term) else (source.by, source.via)
        self.supports = supports
        self.also = also
        self.statement = source if isinstance(source, Statement) else None
        self.term = source if isinstance(source, Term) else None
        self.called = "statement" if self.term is None else "entry"
        self.on = on

    @lazy
    def said(self) -> Said:
        """The claim's words, without a statement's Markdown; offsets are those of its text."""
        return self.desk.words(self.source)

    @property
    def accept(self) -> tuple[Acceptance, ...]:
        """What the curator answers for."""
        return self.statement.accept if self.statement is not None else ()

    @lazy
    def is_verbatim(self) -> bool:
        """Whether it says all that its passages say, word for word, and nothing else.

        Typography is folded, and the mark at its end is free.
        """
        mine, theirs = prose(self.text), " ".join([support.text for support in self.supports])
        if mine == theirs or _bare(mine) == _bare(theirs):
            return True
        if self.said.tokens != [token for s in self.supports for token in s.said.tokens]:
            return False
        return fold(_bare(mine)).text == fold(_bare(theirs)).text

    @lazy
    def stems(self) -> frozenset[str]:
        """The stems of all its passages."""
        if len(self.supports) == 1:
            return self.supports[0].said.stems
        return frozenset().union(*(support.said.stems for support in self.supports))

    @lazy
    def own_names(self) -> frozenset[str]:
        """The stems of the names of those who speak, which an article may give elsewhere."""
        if self.term is not None:  # what it explains, an entry may name as no passage does
            return frozenset().union(*map(contents, (self.term.name, *self.term.also)))
        return self.desk.stems_of((*self.by, *self.via))

    @lazy
    def shown_stems(self) -> frozenset[str]:
        """The stems of all its passages and of what shows their speakers."""
        around = [s.shown[1].stems for s in self.supports if s.context]
        return self.stems.union(*around) if around else self.stems

    def closeness(self, said: Said, but: frozenset[str] = frozenset()) -> float:
        """Return the share, 0 to 1, of a sentence's own stems that its passages have.

        Names of those who speak are left out, numbers that the passages do not state, and `but`.
        """
        stems = said.stems
        if stems <= self.shown_stems:  # then all that is its own is shared
            return 0.0 if stems <= self.own_names else 1.0
        shared = stems & self.shown_stems
        own = shared.union(s for s in stems - shared if not is_number(s))
        own -= self.own_names | (but - shared)
        return len(own & shared) / len(own) if own else 0.0

    @lazy
    def close(self) -> tuple[Said, ...]:
        """The sentences that keep to the words of the passages.

        Only those can be held to each word that limits or denies: who says "shut" for "not open"
        says the same, and no table knows it.
        """
        return tuple(one for one, share in self._shares if share >= CLOSE)

    @lazy
    def near(self) -> tuple[Said, ...]:
        """The sentences that say in other words what the passages say, and those that are close."""
        return tuple(one for one, share in self._shares if share >= NEAR)

    @lazy
    def _shares(self) -> list[tuple[Said, float]]:
        """The sentences, each with its closeness.

        A term of the briefing does not count against a sentence: it may stand for "these groups".
        """
        terms = self.desk.term_stems
        return [(one, self.closeness(one, terms)) for one in self.said.sentences]

    def covers(self, support: Support, found: Governed) -> bool:
        """Tell whether it says in other words what a phrase of a passage governs.

        It has half of the stems of that sentence, and one of those that the phrase governs.
        """
        stems = support.said.sentence_at(found.start).stems - self.own_names
        around = found.stems - self.own_names  # a long sentence says more than that
        governed = [stem for stem in found.after if not is_number(stem)][:_GOVERNED]
        shared = any(
            len(one & self.said.stems) >= max(len(one) * NEAR, 2 if one is around else 1)
            for one in (stems, around)
        )
        return shared and not self.said.unquoted.isdisjoint(governed)

    @lazy
    def _keeps(self) -> bool:
        """Whether its passages have all of its stems, and none of them names a speaker."""
        stems = self.said.stems
        return stems <= self.shown_stems and stems.isdisjoint(self.own_names)

    def is_close(self, offset: int) -> bool:
        """Tell whether the sentence at this offset of the text keeps to the passages' words."""
        return self._is_among(self.close, offset)

    def is_near(self, offset: int) -> bool:
        """Tell whether it says what they say in other words, or keeps to theirs."""
        return self._is_among(self.near, offset)

    def _is_among(self, sentences: tuple[Said, ...], offset: int) -> bool:
        if isinstance(self.source, Account):  # a few words, chosen for what sets it apart
            return True
        if self._keeps and self.text[offset : offset + 1].isdigit():
            return True  # the number itself is a stem of its sentence, and all are shared
        if len(self.said.sentences) == 1:
            return bool(sentences)
        return any(one.at <= offset < one.at + len(one.text) for one in sentences)


def _bare(text: str) -> str:
    return " ".join(text.split()).rstrip(_ENDS)


def claims(desk: Desk, part: Part) -> Iterator[Claim]:
    """Yield every claim of a part (a theme, the differences, the terms) whose quotes were found."""
    if isinstance(part.source, Theme):
        yield from _of_theme(desk, part, part.source)
    elif part.source is desk.all_terms:
        yield from _of_terms(desk, part)
    else:
        yield from _of_differences(desk, part)


def _of_theme(desk: Desk, part: Part, theme: Theme) -> Iterator[Claim]:
    for statement in theme.statements():
        if len(statement.text) > LONGEST:  # `lengths` reports it
            continue
        found = supports(desk, part, statement.evidence)
        also = supports(desk, part, statement.also) if statement.also else ()
        if found and len(also) == len(statement.also):
            yield Claim(desk, statement, found, also)


def _of_differences(desk: Desk, part: Part) -> Iterator[Claim]:
    for difference in cast("tuple[Difference, ...]", part.source):
        for account in difference.accounts:
            found = supports(desk, part, account.evidence)
            if found and len(account.says) <= LONGEST:
                yield Claim(desk, account, found, (), str(difference.on))


def _of_terms(desk: Desk, part: Part) -> Iterator[Claim]:
    for term in desk.all_terms:
        if term.text is not None and len(term.text) <= LONGEST:
            found = supports(desk, part, term.evidence)
            if found:
                yield Claim(desk, term, found, ())


def supports(desk: Desk, part: Part, entries: Iterable[Evidence]) -> tuple[Support, ...]:
    """Return the passages of the entries; nothing where one of them was not found."""
    made = []
    for entry in entries:
        seed = part.seeds[entry.quote.seed]
        passage = part.passages.get(entry.quote)
        if seed is None or passage is None:
            return ()
        around = part.passages.get(entry.context) if entry.context is not None else None
        context = around.parts if around is not None else ()
        made.append(Support(desk, entry, seed, passage.parts, context))
    return tuple(made)
