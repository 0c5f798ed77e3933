"""A paragraph as tokens: overlapping passages become properly nested, anchored marks."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from site_builder.quotes import Span
from site_builder.views.shapes import Token

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Cite:
    """A passage as an article's page shows it: its anchor, its letter and where that leads."""

    anchor: str
    parts: tuple[Span, ...]
    letter: str
    href: str

    @property
    def whole(self) -> Span:
        """From the first part's first character to the last part's last."""
        return Span(self.parts[0].start, self.parts[-1].end)


def tokens(
    text: str,
    paragraph: Span,
    cites: Sequence[Cite],
    aside: Sequence[Span],
    hidden: Sequence[tuple[Span, str]],
) -> Iterator[Token]:
    """Yield the paragraph's words with cited passages opened and closed around them.

    HTML nests, passages may cross: where a passage ends inside one that began later, the later
    one is closed and opened again, without its anchor. Hidden spans are replaced by their note.
    """
    inside = sorted(
        (c for c in cites if _overlap(c.whole, paragraph)),
        key=lambda c: (c.whole.start, -c.whole.end),
    )
    hidden = [(span, note) for span, note in hidden if _overlap(span, paragraph)]
    marked = _Cover([part for cite in inside for part in cite.parts])
    set_aside = _Cover(aside)
    covered = _Cover([span for span, _ in hidden])
    notes = {max(span.start, paragraph.start): note for span, note in hidden}
    spans = [cite.whole for cite in inside]
    spans += [span for cite in inside for span in cite.parts]
    spans += [*aside, *(span for span, _ in hidden)]
    edges = sorted({*paragraph, *(p for span in spans for p in span if _within(p, paragraph))})
    open_: list[Cite] = []
    for start, end in pairwise(edges):
        yield from _close(open_, start)
        for cite in inside:
            begins = max(cite.whole.start, paragraph.start)
            if begins == start:
                fresh = cite.whole.start == start
                yield Token(kind="open", id=cite.anchor if fresh else "")
                open_.append(cite)
        if covered.holds(start):
            if start in notes:
                yield Token(kind="hidden", text=notes[start])
            continue
        yield Token(
            kind="words",
            text=text[start:end],
            marked=marked.holds(start),
            aside=set_aside.holds(start),
        )
    yield from _close(open_, paragraph.end)
    for cite in reversed(open_):  # goes on in the next paragraph; its letter belongs to this one
        yield Token(kind="close", letter=cite.letter, href=cite.href)


def _close(open_: list[Cite], at: int) -> Iterator[Token]:
    """Close what ends here, and what began after it; open the latter again."""
    ending = [number for number, cite in enumerate(open_) if cite.whole.end == at]
    if not ending:
        return
    above = open_[ending[0] :]
    del open_[ending[0] :]
    for cite in reversed(above):
        over = cite.whole.end == at
        yield Token(
            kind="close",
            letter=cite.letter if over else "",
            href=cite.href if over else "",
        )
    for cite in above:
        if cite.whole.end != at:
            yield Token(kind="open")
            open_.append(cite)


class _Cover:
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
        number = bisect_right(self._starts, offset) - 1
        return number >= 0 and offset < self._ends[number]


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _within(offset: int, span: Span) -> bool:
    return span.start <= offset <= span.end
