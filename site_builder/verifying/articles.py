"""An article's page, read back: which words stand at which offsets, and what rests on them.

A passage's anchor is its offsets, so each anchor says where in the article the words around it
stand. With the article itself every word that is shown is held to it; without, the anchors are held
to one another.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from site_builder.verifying.links import within
from site_builder.verifying.pages import PageReader, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from site_builder.quotes import Span
    from site_builder.seeds import SeedText
    from site_builder.verifying.markup import Element, Spot

_PASSAGE = re.compile(r"c([0-9]{1,9}-[0-9]{1,9}(?:_[0-9]{1,9}-[0-9]{1,9})*)")
_PARAGRAPH = re.compile(r"p([0-9]{1,7})")

Parts = tuple[tuple[int, int], ...]


def parts_of(anchor: str) -> Parts | None:
    """Return the offsets that the anchor of a passage says; None where it is none."""
    found = _PASSAGE.fullmatch(anchor)
    if found is None:
        return None
    pairs = (part.split("-") for part in found[1].split("_"))
    parts = tuple((int(start), int(end)) for start, end in pairs)
    edges = [at for part in parts for at in part]
    rising = all(one < other for one, other in pairwise(edges))
    return parts if rising else None


@dataclass(slots=True)
class Stretch:
    """Words that stand in the article one after the other, as a paragraph shows them.

    Positions are from its first character. `base` is that character's offset, if it is known.
    """

    spot: Spot
    text: str = ""
    marks: list[tuple[int, int]] = field(default_factory=list)
    anchors: list[tuple[int, str, Spot]] = field(default_factory=list)
    letters: list[tuple[int, str]] = field(default_factory=list)
    base: int | None = None

    @property
    def end(self) -> int:
        """The offset after its last character; nought where it is not known."""
        return (self.base or 0) + len(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """An item of the margin: its letters, where it leads from the site's root, and its words."""

    spot: Spot
    letters: frozenset[str]
    address: str
    words: str


@dataclass(slots=True)
class Paragraph:
    """A paragraph: its number, its stretches (`first` begins it), and what the margin names."""

    number: int
    first: bool = True
    stretches: list[Stretch] = field(default_factory=list)
    margin: list[Beside] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A passage as its article's page marks it.

    `words` is None where it is not known which they are. `back` is what the margin says of it.
    """

    parts: Parts
    words: str | None
    back: frozenset[str]
    spot: Spot


class ArticleReader(PageReader):
    """Reads the paragraphs of an article, as templates/macros/seedtext.html writes them."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.paragraphs: list[Paragraph] = []
        self.digest = ""
        self._path = path
        self._now: Paragraph | None = None
        self._item: Spot | None = None
        self._letters: list[str] = []
        self._leads = ""
        self._says: list[str] = []

    def began(self, element: Element) -> None:
        """Begin a paragraph, a passage, an item of the margin."""
        super().began(element)
        name = element.given.get("id", "")
        if element.tag == "div" and "para" in element.classes:
            number = _PARAGRAPH.fullmatch(name)
            self._now = Paragraph(number=int(number[1]) if number else 0)
            self.paragraphs.append(self._now)
        elif self._now is None:
            return
        elif element.tag == "p" and "para__text" in element.classes:
            self._now.stretches.append(Stretch(self.spot))
        elif "omitted" in element.classes:
            self._now.first = self._now.first and bool(self._now.stretches[-1:][0].text)
            self._now.stretches.append(Stretch(self.spot))
        elif "margin__item" in element.classes:
            self._item, self._letters, self._leads, self._says = self.spot, [], "", []
        elif self._item is not None and element.tag == "a":
            self._leads = within(self._path, element.given.get("href", ""))
        elif name and self.within("para__text"):
            stretch = self._now.stretches[-1]
            stretch.anchors.append((len(stretch.text), name, self.spot))

    def ended(self, element: Element) -> None:
        """End what was begun."""
        super().ended(element)
        if self._now is None:
            return
        if "margin__item" in element.classes and self._item is not None:
            item = Beside(
                spot=self._item,
                letters=frozenset(self._letters),
                address=self._leads,
                words=one_line("".join(self._says)),
            )
            self._now.margin.append(item)
            self._item = None
        elif element.tag == "div" and "para" in element.classes:
            self._now = None

    def heard(self, words: str) -> None:
        """Take the words to where they belong."""
        super().heard(words)
        if self.within("hash") and self.within("provenance"):
            self.digest += words.strip()
        if self._now is None:
            return
        if self._item is not None and self.inside[-1].tag == "b":
            self._letters += words.split()
        elif self._item is not None and any(element.tag == "a" for element in self.inside):
            self._says.append(words)
        elif self.within("para__text") and not self.within("omitted"):
            stretch = self._now.stretches[-1]
            if any(element.tag == "sup" for element in self.inside):
                stretch.letters.append((len(stretch.text), words))
                return
            start = len(stretch.text)
            stretch.text += words
            if any(element.tag == "mark" for element in self.inside):
                stretch.marks.append((start, len(stretch.text)))


@dataclass(slots=True, kw_only=True)
class Article:
    """What an article's page came to: its passages by anchor, what is wrong, what was held to."""

    passages: dict[str, Marked]
    beside: tuple[Beside, ...]
    faults: list[tuple[Spot, str]]
    characters: int = 0
    unknown: int = 0


def proved(paragraphs: Sequence[Paragraph], seed: SeedText | None) -> Article:
    """Return the passages of an article's page, held to its anchors and, if given, to the seed."""
    beside = tuple(item for paragraph in paragraphs for item in paragraph.margin)
    article = Article(passages={}, beside=beside, faults=[])
    for paragraph in paragraphs:
        _place(paragraph, seed, article.faults)
        if seed is not None:
            _hold(paragraph, seed, article)
    if seed is None:
        _infer(paragraphs)
    placed = sorted(
        (stretch for paragraph in paragraphs for stretch in paragraph.stretches
         if stretch.base is not None and stretch.text),
        key=lambda stretch: stretch.base or 0,
    )  # fmt: skip
    _in_order(paragraphs, article.faults)
    every = [
        (paragraph, anchor, spot)
        for paragraph in paragraphs
        for stretch in paragraph.stretches
        for _, anchor, spot in stretch.anchors
    ]
    parts: list[tuple[int, int]] = []
    for paragraph, anchor, spot in every:
        found = parts_of(anchor)
        if found is None:
            article.faults.append((spot, f"#{anchor} is no anchor of a passage"))
            continue
        parts += found
        words, wrong = _words(found, placed, seed)
        if wrong:
            article.faults.append((spot, f"#{anchor}: {wrong}"))
        article.unknown += words is None
        article.passages[anchor] = Marked(
            parts=found, words=words, back=_back(paragraph, found), spot=spot
        )
    article.faults += _marks(placed, parts)
    return article


def _place(paragraph: Paragraph, seed: SeedText | None, faults: list[tuple[Spot, str]]) -> None:
    """Find at which offset each stretch of a paragraph begins."""
    for number, stretch in enumerate(paragraph.stretches):
        for position, anchor, spot in stretch.anchors:
            parts = parts_of(anchor)
            if parts is None:
                continue
            base = parts[0][0] - position
            if stretch.base is None and base >= 0:
                stretch.base = base
            elif stretch.base != base:
                message = f"#{anchor} does not stand where its offsets say, beside the others"
                faults.append((spot, message))
        if stretch.base is not None or seed is None:
            continue
        span = _span(paragraph, seed)
        if span is None:
            continue
        if number == 0 and paragraph.first:
            stretch.base = span.start
            continue
        before = [other.end for other in paragraph.stretches[:number] if other.base is not None]
        found = seed.text.find(stretch.text, max([span.start, *before]), span.end)
        stretch.base = found if found >= 0 else None


def _infer(paragraphs: Sequence[Paragraph]) -> None:
    """Place words after something left out by the part of a passage that is marked in them."""
    every = [stretch for paragraph in paragraphs for stretch in paragraph.stretches]
    anchors = [parts_of(anchor) for stretch in every for _, anchor, _ in stretch.anchors]
    named = _merged([part for parts in anchors for part in parts or ()])
    last = 0
    for stretch in every:
        if stretch.base is None and stretch.marks:
            start, end = _merged(stretch.marks)[0]
            part = next((part for part in named if part[1] > last), None)
            if part is not None and part[0] >= last:
                stretch.base = max(part[0] - start, 0)
            elif part is not None and end < len(stretch.text):  # it began in what stands before
                stretch.base = max(part[1] - end, 0)
        if stretch.base is not None:
            last = max(last, stretch.end)


def _span(paragraph: Paragraph, seed: SeedText) -> Span | None:
    count = len(seed.paragraphs)
    return seed.paragraphs[paragraph.number - 1] if 0 < paragraph.number <= count else None


def _hold(paragraph: Paragraph, seed: SeedText, article: Article) -> None:
    """Hold every word that a paragraph shows to the article."""
    span = _span(paragraph, seed)
    if span is None:
        spot = paragraph.stretches[0].spot if paragraph.stretches else None
        if spot is not None:
            message = f"the article has no paragraph {paragraph.number}"
            article.faults.append((spot, message))
        return
    for stretch in paragraph.stretches:
        if not stretch.text.strip():
            continue
        start = stretch.base
        there = start is not None and seed.text[start : stretch.end] == stretch.text
        if start is None or not there or start < span.start or stretch.end > span.end:
            message = "the words shown here are not those of the article"
            article.faults.append((stretch.spot, f"{message}, paragraph {paragraph.number}"))
            continue
        article.characters += len(stretch.text)


def _in_order(paragraphs: Sequence[Paragraph], faults: list[tuple[Spot, str]]) -> None:
    """Tell of paragraphs and stretches that do not follow one another."""
    last = number = 0
    for paragraph in paragraphs:
        for stretch in paragraph.stretches:
            if paragraph.number <= number:
                faults.append((stretch.spot, "the paragraphs are not in order"))
            number = max(number, paragraph.number - 1)
            if stretch.base is None:
                continue
            if stretch.base < last:
                faults.append((stretch.spot, "these words do not follow those before them"))
            last = max(last, stretch.end)
        number = paragraph.number


def _words(
    parts: Parts, placed: Sequence[Stretch], seed: SeedText | None
) -> tuple[str | None, str]:
    """Return the words of a passage as the page shows them, and what is wrong with them."""
    starts = [stretch.base or 0 for stretch in placed]
    pieces: list[str] = []
    for start, end in parts:
        at = start
        first = max(bisect_left(starts, start + 1) - 1, 0)
        for stretch in placed[first:]:
            base = stretch.base or 0
            if base >= end or at >= end:
                break
            if stretch.end <= at:
                continue
            if base > at and not _blank(seed, at, base):
                return None, "some of its words are not shown" if seed else ""
            begin = max(at, base)
            pieces.append(stretch.text[begin - base : end - base])
            pieces.append(" " if stretch.end < end else "")
            at = min(stretch.end, end)
        if at < end and not _blank(seed, at, end):
            return None, "some of its words are not shown" if seed else ""
        pieces.append(" ")
    return one_line("".join(pieces)), ""


def _blank(seed: SeedText | None, start: int, end: int) -> bool:
    """Tell whether what stands between is what parts two paragraphs, so far as that is known."""
    if seed is None:
        return end - start <= 8  # line ends; more could be words that are not shown
    return not seed.text[start:end].strip()


def _marks(placed: Sequence[Stretch], parts: list[tuple[int, int]]) -> Iterator[tuple[Spot, str]]:
    """Yield where what is marked is not what the anchors name."""
    named = _merged(parts)
    ends = [end for _, end in named]
    for stretch in placed:
        base = stretch.base or 0
        wanted = []
        for start, end in named[bisect_left(ends, base + 1) :]:
            if start >= stretch.end:
                break
            wanted.append((max(start, base) - base, min(end, stretch.end) - base))
        if _merged(stretch.marks) != wanted:
            yield stretch.spot, "what is marked here is not what the passages’ anchors name"


def _merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif end > start:
            merged.append((start, end))
    return merged


def _back(paragraph: Paragraph, parts: Parts) -> frozenset[str]:
    """Return what the margin names beside the letters that stand where a passage ends."""
    end = parts[-1][1]
    letters: set[str] = set()
    last = paragraph.stretches[-1]
    for one in paragraph.stretches:
        if one.base is None:  # it may end there
            letters |= {letter for _, letter in one.letters}
            continue
        here = min(end, last.end) if one is last else end
        letters |= {letter for at, letter in one.letters if one.base + at == here}
    return frozenset(item.address for item in paragraph.margin if item.letters & letters)
