"""A paragraph as tokens: overlapping passages become properly nested, anchored marks."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from site_builder.coverage import Cover
from site_builder.quotes import Span
from site_builder.views.shapes import Token

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

DEEPEST = 32  # passages open at once: browsers flatten what nests deeper than a few hundred


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
    *,
    fresh: Sequence[Span] = (),
) -> Iterator[Token]:
    """Yield the paragraph's words with cited passages opened and closed around them.

    HTML nests, passages may cross: where a passage ends inside one that began later, the later
    one is closed and opened again, without its anchor. Where DEEPEST are open, one that begins has
    only its anchor there and its letter where it ends. Hidden spans are replaced by their note.
    `fresh` are those that nobody has reviewed.
    """
    if not (cites or aside or hidden or fresh):  # most paragraphs of a long article
        yield Token(kind="words", text=text[slice(*paragraph)])
        return
    inside = sorted(
        (c for c in cites if _overlap(c.whole, paragraph)),
        key=lambda c: (c.whole.start, -c.whole.end),
    )
    aside = [span for span in aside if _overlap(span, paragraph)]
    hidden = [(span, note) for span, note in hidden if _overlap(span, paragraph)]
    marked = Cover(part for cite in inside for part in cite.parts)
    set_aside, unread = Cover(aside), Cover(fresh)
    covered = Cover(span for span, _ in hidden)
    notes = {max(span.start, paragraph.start): note for span, note in hidden}
    spans = [cite.whole for cite in inside]
    spans += [span for cite in inside for span in cite.parts]
    spans += [*aside, *fresh, *(span for span, _ in hidden)]
    edges = sorted({*paragraph, *(p for span in spans for p in span if _within(p, paragraph))})
    stack = _Stack(paragraph, inside)
    for start, end in pairwise(edges):
        yield from stack.at(start)
        if covered.holds(start):
            if start in notes:
                yield Token(kind="hidden", text=notes[start])
            continue
        yield Token(
            kind="words",
            text=text[start:end],
            marked=marked.holds(start),
            aside=set_aside.holds(start),
            fresh=unread.holds(start),
        )
    yield from stack.end()


class _Stack:
    """The passages that are open as a paragraph is gone through, the first opened first."""

    def __init__(self, paragraph: Span, inside: Iterable[Cite]) -> None:
        self._paragraph = paragraph
        self._open: list[Cite] = []
        self._beginning: dict[int, list[Cite]] = {}
        self._ending: set[int] = set()
        self._bare: dict[int, list[Cite]] = {}  # too deep to be opened, by where they end
        for cite in inside:
            begins = max(cite.whole.start, paragraph.start)
            self._beginning.setdefault(begins, []).append(cite)
            self._ending.add(cite.whole.end)

    def at(self, offset: int) -> Iterator[Token]:
        """Close what ends here, and open what begins."""
        if offset in self._ending:
            yield from _close(self._open, offset)
            yield from self._letters(offset)
        for cite in self._beginning.get(offset, ()):
            yield Token(kind="open", id=cite.anchor if cite.whole.start == offset else "")
            if len(self._open) < DEEPEST:
                self._open.append(cite)
            else:
                yield Token(kind="close")
                end = min(cite.whole.end, self._paragraph.end)
                self._bare.setdefault(end, []).append(cite)

    def end(self) -> Iterator[Token]:
        """Close what is open: it ends, or goes on in the next paragraph without its letter."""
        yield from _close(self._open, self._paragraph.end)
        for cite in reversed(self._open):
            yield Token(kind="close", letter=cite.letter, href=cite.href)
        yield from self._letters(self._paragraph.end)

    def _letters(self, offset: int) -> Iterator[Token]:
        for cite in self._bare.pop(offset, ()):
            yield Token(kind="open")
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


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _within(offset: int, span: Span) -> bool:
    return span.start <= offset <= span.end
