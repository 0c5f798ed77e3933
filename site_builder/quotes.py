"""Find where a quote stands in a text.

Offsets are code points, end exclusive; paragraphs count from 1.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from site_builder.folding import Folding, fold, is_edge, is_unseen

if TYPE_CHECKING:
    from collections.abc import Iterator

KEPT = 10  # places of an ambiguous quote that are told
_LONGEST_WORD = 80  # characters on each side of an edge that a message shows
_LONGEST_BESIDE = 1_000  # characters of a prefix or suffix that are compared
_MOST_PARTS = 100  # of a quote: one that skips more often proves nothing
_RAREST_OF = 8  # parts of a quote, the longest, of which the rarest leads the search
_SKIP = re.compile(r"\[(?:…|\.\.\.)\]")


class Span(NamedTuple):
    """A stretch of a text: offsets in code points, end exclusive."""

    start: int
    end: int


NOWHERE = Span(0, 0)


@dataclass(frozen=True, kw_only=True, eq=False)
class Haystack:
    """A text prepared for finding: its paragraphs in order, and what of it is furniture.

    Paragraphs are sorted and do not overlap; furniture may come in any order.
    """

    text: str
    paragraphs: tuple[Span, ...]
    furniture: tuple[Span, ...] = ()

    @cached_property
    def folded(self) -> Folding:
        """The text with its typography folded; made when it is first asked for."""
        return fold(self.text)

    @cached_property
    def _edges(self) -> frozenset[int]:
        """The edges of paragraphs and furniture that no word has."""
        every = (at for span in chain(self.paragraphs, self.furniture) for at in span)
        return frozenset(at for at in every if not is_edge(self.text, at))

    @cached_property
    def blocked(self) -> list[Span]:
        """The furniture in order, spans that touch or overlap made one."""
        merged: list[Span] = []
        for span in sorted(self.furniture):
            if merged and span.start <= merged[-1].end:
                merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
            else:
                merged.append(span)
        return merged

    def is_edge(self, at: int) -> bool:
        """Tell whether a quote may begin or end here: at a word, paragraph or furniture edge."""
        return is_edge(self.text, at) or at in self._edges

    def in_furniture(self, span: Span) -> bool:
        """Tell whether any character of the span is furniture."""
        k = bisect_left(self.blocked, (span.end,)) - 1
        return k >= 0 and self.blocked[k].end > span.start

    def paragraph_of(self, span: Span) -> int | None:
        """Return the number, from 1, of the paragraph that holds the whole span, if one does."""
        number = bisect_right(self.paragraphs, (span.start, len(self.text)))
        return number if number and span.end <= self.paragraphs[number - 1].end else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The quote stands at exactly one place: one span for each of its parts around […]."""

    parts: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ambiguous:
    """The quote stands at several places, of which the first ten are kept."""

    places: tuple[tuple[Span, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CutsWord:
    """The quote stands in the text, but the offset `edge` is inside `word`."""

    parts: tuple[Span, ...]
    edge: int
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutOfOrder:
    """Each part of the quote is in the text, but not in this order within one paragraph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InFurniture:
    """The quote stands in the text only where it touches furniture."""

    parts: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """The quote is not in the text."""


Result = Found | Ambiguous | CutsWord | OutOfOrder | InFurniture | Missing


def parts_of(quote: str) -> tuple[Span, ...]:
    """Return where in the quote its parts around […] or [...] stand, stripped.

    What holds nothing that can be seen is no part.
    """
    spans, start = [], 0
    for end, after in (*(skip.span() for skip in _SKIP.finditer(quote)), (len(quote), 0)):
        part = quote[start:end]
        if not all(map(is_unseen, part)):
            spans.append(Span(end - len(part.lstrip()), start + len(part.rstrip())))
        start = after
    return tuple(spans)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Search:
    """What is looked for, as it is in `view`, and what a place must be like to count."""

    hay: Haystack
    view: Folding
    needles: tuple[str, ...]
    prefix: str
    suffix: str
    within: Span
    cuts: bool  # whether a place may cut a word
    marks: bool  # whether it may cut a letter from its marks
    furniture: bool  # whether it may touch furniture

    def placements(self) -> Iterator[tuple[Span, ...]]:
        """Yield each way to place all needles, in the order of the text."""
        low, high = self.indexes()
        if len(self.needles) == 1:
            yield from ((span,) for _, span in self.places(0, low, high))
            return
        text = self.view.text
        longest = sorted(set(self.needles), key=lambda needle: (-len(needle), needle))[:_RAREST_OF]
        rarest = min(longest, key=lambda needle: text.count(needle, low, high))
        while (at := text.find(rarest, low, high)) >= 0:
            low = at + 1
            number = self.hay.paragraph_of(Span(self.view.start(at), self.view.end(at)))
            if number is not None:
                start, low = self.indexes(self.hay.paragraphs[number - 1])
                yield from self._in_order(start, low)

    def _in_order(self, low: int, high: int) -> Iterator[tuple[Span, ...]]:
        """Yield the ways to take one place of each needle, in order and not overlapping."""
        ends = self._latest(low, high)
        if not ends:
            return
        # Each place that ends by then leads to a placement, so this never walks in vain.
        way: list[Span] = []
        walks = [self.places(0, low, ends[0])]
        while walks:
            del way[len(walks) - 1 :]
            index, span = next(walks[-1], (-1, NOWHERE))
            if index < 0:
                walks.pop()
                continue
            way.append(span)
            if len(way) == len(self.needles):
                yield tuple(way)
                continue
            past = index + len(self.needles[len(way) - 1])
            walks.append(self.places(len(way), past, ends[len(way)]))

    def _latest(self, low: int, high: int) -> list[int]:
        """Return by when each needle ends at the latest; nothing if they cannot be in order."""
        at = low
        for needle in self.needles:  # most paragraphs are ruled out by this, and quickly
            at = self.view.text.find(needle, at, high)
            if at < 0:
                return []
            at += len(needle)
        ends: list[int] = []
        for number in reversed(range(len(self.needles))):
            index = self._last(number, low, high)
            if index < 0:
                return []
            ends.append(index + len(self.needles[number]))
            high = index
        return ends[::-1]

    def _last(self, number: int, low: int, high: int) -> int:
        """Return the index of the last place of a needle that counts; -1 if there is none."""
        needle = self.needles[number]
        index = self.view.text.rfind(needle, low, high)
        while index >= 0 and self._place(index, number) is None:
            index = self.view.text.rfind(needle, low, index + len(needle) - 1)
        return index

    def places(self, number: int, low: int, high: int) -> Iterator[tuple[int, Span]]:
        """Yield the places of one needle that count, between two indexes of the view."""
        needle = self.needles[number]
        index = self.view.text.find(needle, low, high)
        while index >= 0:
            span = self._place(index, number)
            if span is not None:
                yield index, span
            index = self.view.text.find(needle, index + 1, high)

    def _place(self, index: int, number: int) -> Span | None:
        """Return the span of the needle at this index of the view, if it counts."""
        start = self.view.start(index)
        if not (self.cuts or self.hay.is_edge(start)):
            return None
        past = index + len(self.needles[number])
        span = Span(start, self.view.end(past - 1))
        whole = self.marks or self.view.is_whole(index, past)
        return span if whole and self._counts(span) and self._is_meant(span, number) else None

    def indexes(self, span: Span | None = None) -> tuple[int, int]:
        """Return the indexes of the view between which the span (or all that is searched) is."""
        span = span or self.within
        return self.view.index(span.start), self.view.index(span.end)

    def _counts(self, span: Span) -> bool:
        whole = self.cuts or self.hay.is_edge(span.end)
        return whole and (self.furniture or not self.hay.in_furniture(span))

    def _is_meant(self, span: Span, number: int) -> bool:
        text = self.hay.folded.text
        if self.prefix and number == 0:
            end = self.hay.folded.index(span.start)
            end -= text.startswith(" ", end - 1) if end else 0
            if not text.endswith(self.prefix, 0, end):
                return False
        if self.suffix and number == len(self.needles) - 1:
            start = self.hay.folded.index(span.end)
            return text.startswith(self.suffix, start + text.startswith(" ", start))
        return True


def find(
    quote: str,
    hay: Haystack,
    *,
    prefix: str = "",
    suffix: str = "",
    paragraph: int | None = None,
    in_furniture: bool = False,
    whole_words: bool = True,
) -> Result:
    """Return where the quote stands: exactly or else with typography folded, whole words only.

    The quote is stripped. Parts around […], 100 at most, stand in order within one paragraph;
    other quotes may run over paragraphs. `prefix` and `suffix` are what stands directly before and
    after (their nearest 1,000 characters are compared), and `paragraph` is where all of it stands.
    `in_furniture` lets furniture be quoted too; without `whole_words` a quote may cut a word, as
    what marks furniture glued to the text must.
    """
    if paragraph is not None and not 1 <= paragraph <= len(hay.paragraphs):
        return Missing()
    if not (prefix or suffix or paragraph) and whole_words and "[" not in quote:
        alone = _alone(quote.strip(), hay, in_furniture=in_furniture)
        if alone is not None:
            return Found(parts=(alone,))
    search = _Search(
        hay=hay,
        view=Folding(text=hay.text),
        needles=(),
        prefix=fold(prefix).text.strip()[-_LONGEST_BESIDE:].lstrip() if prefix else "",
        suffix=fold(suffix).text.strip()[:_LONGEST_BESIDE].rstrip() if suffix else "",
        within=Span(0, len(hay.text)) if paragraph is None else hay.paragraphs[paragraph - 1],
        cuts=not whole_words,
        marks=False,
        furniture=in_furniture,
    )
    reason: Result = Missing()
    for needles in _forms(quote, hay.text):
        form, places = _exact_or_folded(replace(search, needles=needles))
        if places:
            return Found(parts=places[0]) if len(places) == 1 else Ambiguous(places=places[:KEPT])
        if isinstance(reason, Missing):
            reason = _why_not(form)
    return reason


def _alone(quote: str, hay: Haystack, *, in_furniture: bool) -> Span | None:
    """Return where a quote stands that the text has exactly once, letter by letter, as it should.

    Most quotes are such; what is otherwise takes the long way.
    """
    at = hay.text.find(quote) if len(quote) > 1 else -1
    if at < 0 or hay.text.find(quote, at + 1) >= 0:
        return None
    span = Span(at, at + len(quote))
    edged = hay.is_edge(span.start) and hay.is_edge(span.end)
    seen = not all(map(is_unseen, quote[:1]))
    allowed = edged and seen and (in_furniture or not hay.in_furniture(span))
    return span if allowed else None


def _forms(quote: str, text: str) -> Iterator[tuple[str, ...]]:
    """Yield the quote as its parts, and before that as a whole if the text itself has a […]."""
    if _SKIP.search(quote) and _SKIP.search(text):
        yield (quote.strip(),)
    if 1 <= len(parts := parts_of(quote)) <= _MOST_PARTS:
        yield tuple(quote[slice(*part)] for part in parts)


def _exact_or_folded(exact: _Search) -> tuple[_Search, tuple[tuple[Span, ...], ...]]:
    places = tuple(islice(exact.placements(), KEPT + 1))
    if places:
        return exact, places
    needles = tuple(fold(needle).text.strip() for needle in exact.needles)
    folded = replace(exact, needles=needles, view=exact.hay.folded)
    if needles == exact.needles and folded.view.text == exact.view.text:
        return folded, ()
    return folded, tuple(islice(folded.placements(), KEPT + 1))


def _why_not(search: _Search) -> Result:
    """Return why no place counts, for a quote that stands nowhere as it should."""
    loose = replace(search, cuts=True, marks=True)
    if cut := next(loose.placements(), None):
        return _cuts_word(search.hay, cut)
    inside = replace(loose, furniture=True).placements()
    if search.hay.furniture and (parts := next(inside, None)):
        return InFurniture(parts=parts)
    numbers = range(len(search.needles))
    if len(numbers) > 1 and all(any(search.places(k, *search.indexes())) for k in numbers):
        return OutOfOrder()
    return Missing()


def _cuts_word(hay: Haystack, parts: tuple[Span, ...]) -> CutsWord:
    """Name the first edge that cuts; a quote that cuts off a mark cuts what the mark is on."""
    edge = next((at for span in parts for at in span if not hay.is_edge(at)), parts[0].end)
    before = range(edge - 1, max(edge - _LONGEST_WORD, 0), -1)
    after = range(edge, min(edge + _LONGEST_WORD, len(hay.text)))
    start = next(filter(hay.is_edge, before), max(edge - _LONGEST_WORD, 0))
    end = next(filter(hay.is_edge, after), min(edge + _LONGEST_WORD, len(hay.text)))
    return CutsWord(parts=parts, edge=edge, word=hay.text[start:end])
