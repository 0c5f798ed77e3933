"""Find the stretch of a seed that was selected on a page: white space and notes may differ.

Offsets are code points into the seed's text, end exclusive. Rapidfuzz is imported where it is used.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from site_builder.folding import fold, is_unseen
from site_builder.quotes import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_builder.seeds import Seed

_LONGEST = 20_000  # characters of a selection that are looked for
_SMALL = 200_000  # characters of a seed that is looked at whole
_HEAD = 400  # of these, that lead to a first guess
_REACH = 40  # characters that a guess at an edge may be wrong by
_LIKE = 85.0  # similarity, 0 to 100, from which a stretch is what was selected


class Selected(NamedTuple):
    """Where the words stand, and at how many places as far as the selection tells."""

    span: Span
    places: int


class _Squeezed(NamedTuple):
    """A text without white space and furniture, typography folded, and where each came from."""

    text: str
    starts: list[int]
    ends: list[int]

    def span(self, start: int, end: int) -> Span:
        return Span(self.starts[start], self.ends[end - 1])

    def index_of(self, offset: int) -> int:
        """Return the index of the first character that stands at this offset or later."""
        return bisect_left(self.starts, offset)


def place_of(
    seed: Seed, words: str, *, paragraph: int | None = None, before: str = ""
) -> Selected | None:
    """Return where the selected words stand in the seed; None where nothing is like them.

    White space, typography and furniture are no difference; where the words are not there even so,
    the likest stretch counts, if it is very like. `paragraph` is the number of the one in which the
    selection begins, and `before` what of it stands before: of several places the nearest counts.
    """
    needle = _bare(words[:_LONGEST])
    number = paragraph if paragraph and 1 <= paragraph <= len(seed.paragraphs) else None
    told = number is not None
    view = _squeezed(seed, _window(seed, number, len(words) + len(before)))
    if not needle or not view.text:
        return None
    near = 0 if number is None else _begins(seed, view, number, before)
    if told and view.text.startswith(needle, near):
        return Selected(view.span(near, near + len(needle)), 1)
    places = list(_places(needle, view.text))
    if places:
        at = min(places, key=lambda place: abs(place - near))
        return Selected(view.span(at, at + len(needle)), 1 if told else len(places))
    found = _likest(needle, view, near)
    return None if found is None else Selected(found, 1)


def _bare(text: str) -> str:
    return "".join(char for char in fold(text).text if not is_unseen(char))


def _window(seed: Seed, paragraph: int | None, size: int) -> Span:
    """Return what of the seed is looked at: of a long one, what follows the paragraph's start."""
    whole = Span(0, len(seed.text))
    if paragraph is None or whole.end <= _SMALL:
        return whole
    start = seed.paragraphs[paragraph - 1].start
    return Span(start, min(start + _SMALL // 4 + 4 * min(size, _LONGEST), whole.end))


def _squeezed(seed: Seed, window: Span) -> _Squeezed:
    hay, folded = seed.haystack, seed.haystack.folded
    blocked = iter([*hay.blocked, Span(len(hay.text), len(hay.text))])
    furniture = next(blocked)
    text, starts, ends = [], [], []
    first, last = folded.index(window.start), folded.index(window.end)
    for index, char in enumerate(folded.text[first:last], start=first):
        start = folded.start(index)
        while start >= furniture.end < len(hay.text):
            furniture = next(blocked)
        if start < furniture.start and not is_unseen(char):
            text.append(char)
            starts.append(start)
            ends.append(folded.end(index))
    return _Squeezed("".join(text), starts, ends)


def _begins(seed: Seed, view: _Squeezed, paragraph: int, before: str) -> int:
    """Return the index at which the selection begins, by what stands before it."""
    start = view.index_of(seed.paragraphs[paragraph - 1].start)
    end = view.index_of(seed.paragraphs[paragraph - 1].end)
    return min(start + len(_bare(before[-_LONGEST:])), max(end - 1, start))


def _places(needle: str, text: str) -> Iterator[int]:
    at = text.find(needle)
    while at >= 0:
        yield at
        at = text.find(needle, at + 1)


def _likest(needle: str, view: _Squeezed, near: int) -> Span | None:
    """Return the stretch most like the words: a page puts letters and notes between them."""
    from rapidfuzz import fuzz

    reach = 2 * len(needle) + 10 * _REACH
    low = max(near - reach, 0) if near else 0
    region = view.text[low : near + reach] if near else view.text
    head, tail = needle[:_HEAD], needle[-_HEAD:]
    first = fuzz.partial_ratio_alignment(head, region, score_cutoff=_LIKE - 15)
    last = fuzz.partial_ratio_alignment(tail, region, score_cutoff=_LIKE - 15)
    if first is None or last is None:
        return None

    def like(start: int, end: int) -> float:
        return fuzz.ratio(needle, region[start:end]) if start < end else 0.0

    def spots(at: int) -> range:
        return range(max(at - _REACH, 0), min(at + _REACH, len(region)) + 1)

    end = last.dest_end
    start = max(spots(first.dest_start), key=lambda at: like(at, end))
    end = max(spots(end), key=lambda at: like(start, at))
    start = max(spots(start), key=lambda at: like(at, end))
    if like(start, end) < _LIKE:
        return None
    return view.span(low + start, low + end)
