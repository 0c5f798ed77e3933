"""A text read once: its words, numbers, quotations, and what limits, denies or strengthens it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from site_builder.language import hedges
from site_builder.language.lexicon import before, scope
from site_builder.language.numbers import has_numbers, numbers
from site_builder.language.opposites import OPPOSED
from site_builder.language.speech import has_marks, is_quoted, own_quotations
from site_builder.language.spelling import Spellings, bare, capitals
from site_builder.language.words import (
    GRAMMAR,
    Word,
    content,
    head,
    plain_words,
    runs,
    spans,
    stem,
)
from site_builder.lazy import lazy
from site_builder.quotes import Span
from site_builder.seeds import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from site_builder.language.lexicon import Lexicon, Phrase
    from site_builder.language.numerals import Value
    from site_builder.language.stated import Number

_OF = re.compile(r"(?:\s+[\w’'-]+){0,2}\s+(?:out\s+)?of\s+(?:[\w’'-]+\s+){0,4}")
_IN_YEAR = re.compile(r"[^.;:,\d]{0,20}\bin\s+", re.IGNORECASE)
_YEAR_OF = re.compile(
    r",?\s+(?:(?:it|there|they|the \w+) )?(?:was|were|had been|stood at|averaged|came to)\s+[£$€]?",
    re.IGNORECASE,
)
_IN = re.compile(r"\bin\s+$", re.IGNORECASE)
_SHORT = 6  # characters before a year in which "in" stands
_TO = re.compile(r"(?: votes)?(?: to |[-–])")
_COUNTS = frozenset({"count", "plain"})
_MOST = 300  # phrases of a table that are looked at in one text
_NEVER = Span(1 << 62, 1 << 62)
_NO_STEM = frozenset({""})
_MAY_END = re.compile(r"[.!?…][”’\"')\]»]*\s")
# A star between spaces is a star; beside a word it is emphasis.
# Each way begins with a mark, so that it is looked for where a mark stands alone.
_MARKDOWN = re.compile(r"\]\([^)\n]*\)|[*_`\\](?:(?<=\S[*_`\\])|(?=\S))|[\[\]]")
_MARKED = re.compile(r"[*_`\[\]\\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Governed:
    """A phrase of a table at text[start:end], its class, and the stems that stand around it.

    `after` are those that follow it in its clause, `before` those that stand before it, the nearest
    first; `stems` is what it governs as far as can be told: three after it and two before.
    """

    name: str
    start: int
    end: int
    after: tuple[str, ...]
    before: tuple[str, ...]
    stems: frozenset[str]


class Said:
    """A text as the checks of fit read it; every part is made when it is first asked for.

    `at` is where it begins in the text that it is a sentence of.
    """

    def __init__(self, text: str, at: int = 0) -> None:
        """Read the words of the text."""
        self.text = text
        self.at = at
        self.tokens = plain_words(text)
        self.vocabulary = frozenset(self.tokens)

    @lazy
    def spans(self) -> list[tuple[int, int]]:
        """Where each of the words stands."""
        return spans(self.text)

    @lazy
    def words(self) -> list[Word]:
        """The words in lower case, and where they stand."""
        pairs = zip(self.tokens, self.spans, strict=True)
        return [Word(token, start, end) for token, (start, end) in pairs]

    @lazy
    def proper(self) -> frozenset[str]:
        """Its words with a capital, bare; one that opens a sentence has it for that reason."""
        found = capitals(self.text)
        return frozenset(bare(self.text[a:b]) for a, b, opens in found if not opens) - GRAMMAR

    def has_run(self, words: Sequence[str]) -> bool:
        """Tell whether these words stand in it one after the other."""
        if len(words) > 1:
            return tuple(words) in self.runs(len(words))
        return words[0] in self.vocabulary

    def runs(self, size: int) -> frozenset[tuple[str, ...]]:
        """Return each run of so many of its words."""
        if size not in self._runs:
            self._runs[size] = frozenset(runs(self.tokens, size))
        return self._runs[size]

    @lazy
    def _runs(self) -> dict[int, frozenset[tuple[str, ...]]]:
        """What `runs` has found, by size."""
        return {}

    @lazy
    def spelling(self) -> Spellings:
        """How its names are spelt."""
        return Spellings((self.text,))

    @lazy
    def stems(self) -> frozenset[str]:
        """The stems of the words that carry what the text is about."""
        return frozenset(map(content, self.vocabulary)) - _NO_STEM

    @lazy
    def every_stem(self) -> frozenset[str]:
        """The stems of all its words."""
        return frozenset(map(stem, self.vocabulary))

    @lazy
    def numbers(self) -> tuple[Number, ...]:
        """The numbers in their order."""
        return numbers(self) if has_numbers(self) else ()

    @lazy
    def by_value(self) -> dict[tuple[Value, ...], list[Number]]:
        """The numbers by their values."""
        found: dict[tuple[Value, ...], list[Number]] = {}
        for number in self.numbers:
            found.setdefault(number.values, []).append(number)
        return found

    @lazy
    def wholes(self) -> dict[int, Number]:
        """What each number is a part of, by where that begins: 22 in "14 of the building’s 22"."""
        return {part.start: whole for part, whole in self._parted}

    @lazy
    def parts(self) -> dict[int, tuple[Value, ...]]:
        """How many of each number are told of, by where that begins: 14 of the building’s 22."""
        return {whole.start: part.values for part, whole in self._parted}

    @lazy
    def years(self) -> dict[int, tuple[Value, ...]]:
        """The year of each number beside which it stands: "212 in 2021", "in 2021 it was 212"."""
        found: dict[int, tuple[Value, ...]] = {}
        for one, other in pairwise(self.numbers):
            between = self.text[one.end : other.start]
            if other.role == "year" != one.role and _IN_YEAR.fullmatch(between):
                found[one.start] = other.values
            elif one.role == "year" != other.role and _YEAR_OF.fullmatch(between):
                dated = _IN.search(self.text, max(one.start - _SHORT, 0), one.start)
                found.update({other.start: one.values} if dated else {})
        return found

    @lazy
    def scores(self) -> frozenset[tuple[Value, Value]]:
        """The scores, and votes: 11 to 10, 3–1; never a range, which begins with the smaller."""
        pairs = pairwise(self.numbers)
        return frozenset(
            (a.values[0], b.values[0])
            for a, b in pairs
            if len(a.values) == len(b.values) == 1
            and {a.role, b.role} <= _COUNTS
            and _TO.fullmatch(self.text, a.end, b.start)
        )

    @lazy
    def among(self) -> dict[int, frozenset[str]]:
        """The words among which a number stands, by where it begins, once asked for."""
        return {}

    @lazy
    def _parted(self) -> list[tuple[Number, Number]]:
        """Each number that is so many of another, with that."""
        pairs = pairwise(self.numbers)
        return [(a, b) for a, b in pairs if _OF.fullmatch(self.text, a.end, b.start)]

    @lazy
    def quotations(self) -> tuple[Span, ...]:
        """What stands in quotation marks, without them."""
        return tuple(own_quotations(self.text)) if has_marks(self.text) else ()

    @lazy
    def hedges(self) -> tuple[Governed, ...]:
        """What limits the text: entries of hedges.HEDGES; "some 300" is a number's, not a hedge."""
        found = self._governed(hedges.HEDGED)
        if any(one.name == "some" for one in found) and self.numbers:
            starts = {number.start for number in self.numbers}
            return tuple(
                one
                for one in found
                if one.name != "some" or not starts & {one.end + 1, one.end + 2}
            )
        return found

    @lazy
    def denials(self) -> tuple[Governed, ...]:
        """What denies outright: entries of hedges.DENIALS."""
        return self._governed(hedges.DENIED)

    @lazy
    def denying(self) -> tuple[Governed, ...]:
        """What denies outright ("not"), or in other words ("other")."""
        return self._governed(hedges.DENIES)

    @lazy
    def strong(self) -> tuple[Governed, ...]:
        """What makes the text strong: entries of hedges.STRENGTH."""
        return self._governed(hedges.STRONG)

    @lazy
    def opposed(self) -> tuple[Governed, ...]:
        """The words that have an opposite: entries of opposites.PAIRS."""
        return self._governed(OPPOSED)

    def supports(self, name: str) -> tuple[Governed, ...]:
        """Return what in this text supports a strong word of the class in another.

        Its `name` is "own" where it is of the class, or "other".
        """
        if name not in self._supporting:
            self._supporting[name] = self._governed(hedges.SUPPORTED[name])
        return self._supporting[name]

    @lazy
    def _supporting(self) -> dict[str, tuple[Governed, ...]]:
        """What `supports` has found, by class."""
        return {}

    def keeps(self, name: str, passage: Said) -> bool:
        """Tell whether this text keeps a hedge of the class that stands in a passage.

        It does by a word of the class, or by another that claims as little; but what stands in both
        texts is no substitute for what stands in one.
        """
        return any(
            found.name == "own" or not passage.has_run(self.tokens[found.first : found.last])
            for found in hedges.KEPT[name].find(self)
        )

    def keeping(self, name: str, *, own: bool) -> list[int]:
        """Return which of its words keep a hedge of the class: its own words, or the others."""
        found = hedges.KEPT[name].find(self)
        return [one.first for one in found if (one.name == "own") == own]

    @lazy
    def sentences(self) -> tuple[Said, ...]:
        """The sentences, each read by itself."""
        if _MAY_END.search(self.text) is None:
            return (self,)
        spans = tuple(sentence_spans(self.text, Span(0, len(self.text))))
        return (self,) if len(spans) < 2 else tuple(Said(self.text[a:b], a) for a, b in spans)

    def sentence_at(self, offset: int) -> Said:
        """Return the sentence that holds the offset."""
        return next((s for s in reversed(self.sentences) if s.at <= offset), self)

    @lazy
    def own_stems(self) -> frozenset[str]:
        """The stems outside quotation marks, also of saying, and each quotation's first two."""
        if not self.quotations:
            return frozenset(map(head, self.vocabulary)) - _NO_STEM
        found: set[str] = set()
        pieces = iter(self.quotations)
        (start, end), left = next(pieces), 2
        for token, (at, _) in zip(self.tokens, self.spans, strict=True):
            while at >= end:
                (start, end), left = next(pieces, _NEVER), 2
            if at < start:
                found.add(head(token))
            elif left and (stem := head(token)):
                found.add(stem)
                left -= 1
        return frozenset(found) - _NO_STEM

    @lazy
    def unquoted(self) -> frozenset[str]:
        """The stems outside quotation marks, also of saying."""
        if not self.quotations:
            return self.own_stems
        pairs = zip(self.tokens, self.spans, strict=True)
        return frozenset(head(token) for token, (at, _) in pairs if not self.is_quoted(at))

    def is_quoted(self, offset: int) -> bool:
        """Tell whether the character stands in quotation marks."""
        return bool(self.quotations) and is_quoted(self.quotations, offset, offset + 1)

    def _governed(self, lexicon: Lexicon) -> tuple[Governed, ...]:
        if not lexicon.may_find(self.vocabulary):
            return ()
        return tuple(self._one(found) for found in islice(lexicon.find(self), _MOST))

    def _one(self, found: Phrase) -> Governed:
        after, ahead = scope(self, found.last), before(self, found.first)
        return Governed(
            name=found.name,
            start=self.spans[found.first][0],
            end=self.spans[found.last - 1][1],
            after=after,
            before=ahead,
            stems=frozenset(s for s in (*after[:3], *ahead[:2]) if not s.isdigit()),
        )


def prose(text: str) -> str:
    """Return a text with its Markdown blanked out: every other character keeps its place."""
    if not _MARKED.search(text):
        return str(text)
    return _MARKDOWN.sub(lambda found: " " * len(found.group()), text)
