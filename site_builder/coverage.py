"""What of a seed the briefing has looked at, sentence by sentence.

A word is a run of letters and digits. Offsets are code points into the seed's text, end exclusive.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from site_builder.quotes import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from site_builder.seeds import Seed

LEAST = 8
"""The number of unreviewed words from which a sentence is not done with."""

_WORD = re.compile(r"[^\W_]+")
_MARK = re.compile("[.!?…]")  # without one there is no end of a sentence; see seeds.sentence_spans


class Status(StrEnum):
    """What became of a sentence."""

    CITED = "cited"  # in part, and fewer than eight words of it are left
    PARTLY = "partly"  # cited in part, and eight words or more are left
    ASIDE = "aside"  # not cited, set aside in part, and fewer than eight words are left
    FURNITURE = "furniture"  # all of it
    UNREVIEWED = "unreviewed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A sentence, what became of it, and the `words` in it that nothing covers, in runs (`left`).

    A run goes from its first word to its last.
    """

    span: Span
    status: Status
    left: tuple[Span, ...]
    words: int


class Cover:
    """Which offsets lie in any of the spans."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in sorted(spans):
            if self._ends and span.start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], span.end)
            else:
                self._starts.append(span.start)
                self._ends.append(span.end)

    def holds(self, offset: int) -> bool:
        """Tell whether this offset lies in any."""
        number = bisect_right(self._starts, offset) - 1
        return number >= 0 and offset < self._ends[number]

    def touches(self, span: Span) -> bool:
        """Tell whether any of the span does."""
        number = bisect_left(self._starts, span.end) - 1
        return number >= 0 and span.start < self._ends[number]

    def covers(self, span: Span) -> bool:
        """Tell whether all of the span does."""
        number = bisect_right(self._starts, span.start) - 1
        return number >= 0 and span.end <= self._ends[number]

    def inside(self, span: Span) -> Iterator[Span]:
        """Yield the parts of the span that do."""
        number = bisect_right(self._ends, span.start)
        while number < len(self._starts) and self._starts[number] < span.end:
            yield Span(max(self._starts[number], span.start), min(self._ends[number], span.end))
            number += 1

    def outside(self, span: Span) -> Iterator[Span]:
        """Yield the parts of the span that do not."""
        start = span.start
        for part in self.inside(span):
            if start < part.start:
                yield Span(start, part.start)
            start = part.end
        if start < span.end:
            yield Span(start, span.end)


def judged(seed: Seed, cited: Iterable[Span]) -> Iterator[Judged]:
    """Yield every sentence of the seed that has words; `cited` is in any order."""
    sheet = _Sheet(seed, cited)
    for number in range(1, len(seed.paragraphs) + 1):
        yield from sheet.sentences(number)


def unreviewed(seed: Seed, cited: Iterable[Span]) -> Iterator[Judged]:
    """Yield the sentences that are unreviewed or partly so, as `judged` would.

    Where all is reviewed no paragraph is split into sentences.
    """
    sheet = _Sheet(seed, cited)
    for number in sheet.doubtful():
        for sentence in sheet.sentences(number):
            if sentence.status in {Status.PARTLY, Status.UNREVIEWED}:
                yield sentence


def tally(seed: Seed, cited: Iterable[Span]) -> Counter[Status]:
    """Return how many sentences of the seed have each status, as `judged` would."""
    sheet = _Sheet(seed, cited)
    counts: Counter[Status] = Counter()
    for number, paragraph in enumerate(seed.paragraphs, start=1):
        every = sheet.whole(paragraph)
        for span in seed.sentences(number):
            if _has_word(seed.text, span):
                counts[every or sheet.whole(span) or sheet.sentence(span).status] += 1
    return counts


def is_cited(seed: Seed, stretch: Iterable[Span], cited: Cover) -> bool:
    """Tell whether no word of a stretch of the seed is left that nothing cites."""
    left = (part for span in stretch for part in cited.outside(span))
    return not any(_has_word(seed.text, part) for part in left)


class _Sheet:
    """A seed with what covers it."""

    def __init__(self, seed: Seed, cited: Iterable[Span]) -> None:
        self._seed = seed
        self._text = seed.text
        self._spans = list(cited)

    @cached_property
    def _cited(self) -> Cover:
        return Cover(self._spans)

    @cached_property
    def _aside(self) -> Cover:
        return Cover(span for span, _ in self._seed.set_aside)

    @cached_property
    def _furniture(self) -> Cover:
        return Cover(self._seed.furniture)

    @cached_property
    def _every(self) -> list[Span]:
        # What is set aside is in order already, and sorting makes use of that.
        spans = [span for span, _ in self._seed.set_aside]
        spans += self._seed.furniture
        spans += self._spans
        return spans

    @cached_property
    def _all(self) -> Cover:
        return Cover(self._every)

    def _gaps(self) -> list[Span]:
        """Return the stretches with words that nothing covers; most are a space, and passed by."""
        text, gaps, reach = self._text, [], 0
        for start, end in sorted(self._every):
            if start > reach and (start - reach > 1 or text[reach] not in " \n"):
                gaps.append(Span(reach, start))
            if end > reach:  # noqa: PLR1730 - a call of max takes longer than the rest of the loop
                reach = end
        gaps.append(Span(reach, len(text)))
        return [gap for gap in gaps if _has_word(text, gap)]

    def doubtful(self) -> Iterator[int]:
        """Yield the paragraphs that may have a sentence which is not done with."""
        left: dict[int, list[tuple[Span, int]]] = {}
        for gap in self._gaps():
            number = self._seed.paragraph_at(gap.start)
            if gap.end <= self._seed.paragraphs[number - 1].end:
                left.setdefault(number, []).extend(_runs(self._text, (gap,)))
                continue
            for number in self._seed.paragraphs_of(gap):
                paragraph = self._seed.paragraphs[number - 1]
                clipped = Span(max(gap.start, paragraph.start), min(gap.end, paragraph.end))
                left.setdefault(number, []).extend(_runs(self._text, (clipped,)))
        for number, runs in left.items():
            words = runs[0][1] if len(runs) == 1 else sum(count for _, count in runs)
            if words >= LEAST or (words and self._may_hold(number, runs)):
                yield number

    def _may_hold(self, number: int, runs: Sequence[tuple[Span, int]]) -> bool:
        """Tell whether a sentence may have all its words in one run, or in runs and furniture."""
        paragraph = self._seed.paragraphs[number - 1]
        if self._seed.furniture and self._furniture.touches(paragraph):
            return True
        for (one, _), (other, _) in pairwise(runs):
            if not _has_word(self._text, Span(one.end, other.start)):
                return True
        for run, _ in runs:
            if self._may_begin(run.start, paragraph) and self._may_end(run.end, paragraph):
                return True
            if _MARK.search(self._text, *run):
                return True
        return False

    def _may_begin(self, at: int, paragraph: Span) -> bool:
        before = at
        while before > paragraph.start and not self._text[before - 1].isalnum():
            before -= 1
        return before == paragraph.start or _MARK.search(self._text, before, at) is not None

    def _may_end(self, at: int, paragraph: Span) -> bool:
        following = _WORD.search(self._text, at, paragraph.end)
        return following is None or _MARK.search(self._text, at, following.start()) is not None

    def whole(self, span: Span) -> Status | None:
        """Return the status of all sentences of a paragraph, or of one, where it shows at once."""
        if self._cited.covers(span):
            return Status.CITED
        if self._cited.touches(span):
            return None
        if self._furniture.covers(span):
            return Status.FURNITURE
        if self._furniture.touches(span):
            return None
        if self._aside.covers(span):
            return Status.ASIDE
        return None if self._aside.touches(span) else Status.UNREVIEWED

    def sentences(self, number: int) -> Iterator[Judged]:
        """Yield the sentences of a paragraph that have words."""
        for span in self._seed.sentences(number):
            if _has_word(self._text, span):
                yield self.sentence(span)

    def sentence(self, span: Span) -> Judged:
        """Return the sentence, which has words, as it is judged."""
        runs = _runs(self._text, self._all.outside(span))
        words = sum(count for _, count in runs)
        return Judged(
            span=span,
            status=self._status(span, words),
            left=tuple(run for run, _ in runs),
            words=words,
        )

    def _status(self, span: Span, left: int) -> Status:
        if self._has_words_of(self._cited, span):
            return Status.CITED if left < LEAST else Status.PARTLY
        if not any(_has_word(self._text, part) for part in self._furniture.outside(span)):
            return Status.FURNITURE
        aside = left < LEAST and self._has_words_of(self._aside, span)
        return Status.ASIDE if aside else Status.UNREVIEWED

    def _has_words_of(self, cover: Cover, span: Span) -> bool:
        return any(_has_word(self._text, part) for part in cover.inside(span))


def _has_word(text: str, span: Span) -> bool:
    if text[span.start : span.start + 1].isalnum() and span.start < span.end:
        return True  # most sentences, and sooner than by a search
    return _WORD.search(text, *span) is not None


def _runs(text: str, gaps: Iterable[Span]) -> list[tuple[Span, int]]:
    """Return what each gap holds from its first word to its last, with the number of its words."""
    found: list[tuple[Span, int]] = []
    for gap in gaps:
        words = [word.span() for word in _WORD.finditer(text, *gap)]
        if words:
            found.append((Span(words[0][0], words[-1][1]), len(words)))
    return found
