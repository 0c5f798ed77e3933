"""What a web page shows a reader and the text that was taken out of it has not, or has otherwise.

It is a guess from how pages are commonly made, for a curator to look: a byline, a date, tables.
"""

from __future__ import annotations

import re
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST = 2_000_000  # characters of a page that are looked at
_LONGEST = 160  # characters of a byline or date, and of a cell that is compared
_OPEN = 6  # bylines, dates and tables that may stand in one another
_FEWEST = 3  # characters of a cell by which a table is known again
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
# What stands in these is not shown, or is about other articles.
_ASIDE = frozenset("aside footer head nav noscript script style svg template".split())
_WHOLE = frozenset("article body html main".split())
_NAMED = {
    "byline": re.compile(r"(?<![a-z])(?:bylines?|authors?)(?![a-z])", re.IGNORECASE),
    "date": re.compile(
        r"(?<![a-z])(?:date|dateline|date-?time|timestamp|pub-?date|(?:date-?)?published)(?![a-z])",
        re.IGNORECASE,
    ),
}


def losses(page: str, text: str) -> tuple[str, ...]:
    """Return what a curator should look for in the page (HTML), in words; () where nothing is."""
    reader = _Shown()
    with suppress(AssertionError, ValueError):  # of a page that is broken; what was read counts
        reader.feed(page[:_MOST])
    have = _plain(text)
    return (*_lost_lines(reader, have), *_tables(reader, have))


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _lost_lines(reader: _Shown, have: str) -> Iterator[str]:
    """Yield the first byline and the first date that the text has no part of."""
    for what in _NAMED:
        words = next(iter(reader.lines[what]), [])
        line = " ".join(words)
        telling = [part for part in words if _tells(what, part)] or [line]
        if line and not any(_plain(part) in have for part in telling):
            yield f"the page shows “{line}”, perhaps its {what}, and the text does not have it"


def _tables(reader: _Shown, have: str) -> Iterator[str]:
    """Yield that tables were made lines, and that tables were left out."""
    count: Counter[bool] = Counter()
    for cells in reader.tables:
        known = [cell for cell in cells if _FEWEST <= len(cell) <= _LONGEST]
        there = sum(_plain(cell) in have for cell in known)
        count[2 * there >= len(known)] += 1
    for kept, what in ((True, "as lines only, without its columns"), (False, "left out")):
        if count[kept]:
            many = "a table" if count[kept] == 1 else f"{count[kept]} tables"
            yield f"{many} of the page: {what}; read the text against the page"


@dataclass(slots=True)
class _Part:
    """An element that may be a byline or a date, or is a table, while it is read."""

    what: str
    depth: int
    words: list[str] = field(default_factory=list)
    size: int = 0
    rows: list[list[str]] = field(default_factory=list)


class _Shown(HTMLParser):
    """Collects what looks like bylines, dates and tables, outside menus and the like."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: dict[str, list[list[str]]] = {what: [] for what in _NAMED}
        self.tables: list[list[str]] = []
        self._inside: list[str] = []
        self._open: Counter[str] = Counter()  # how often each element is open
        self._aside = 0
        self._parts: list[_Part] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin what may be one, and rows and cells of a table."""
        if tag in _VOID:
            return
        self._inside.append(tag)
        self._open[tag] += 1
        self._aside += tag in _ASIDE
        table = next((part for part in reversed(self._parts) if part.what == "table"), None)
        if table is not None and tag == "tr":
            table.rows.append([])
        elif table is not None and tag in {"td", "th"} and table.rows:
            table.rows[-1].append("")
        what = _kind(tag, dict(attrs))
        if what and not self._aside and len(self._parts) < _OPEN:
            self._parts.append(_Part(what, len(self._inside)))

    def handle_endtag(self, tag: str) -> None:
        """End what is open; an end of what is not open counts for nothing."""
        while self._open[tag]:
            ended = self._inside.pop()
            self._open[ended] -= 1
            self._aside -= ended in _ASIDE
            while self._parts and self._parts[-1].depth > len(self._inside):
                self._end(self._parts.pop())
            if ended == tag:
                return

    def handle_data(self, data: str) -> None:
        """Take the words to all that is open."""
        words = " ".join(data.split())
        if not words or self._aside:
            return
        for part in self._parts:
            part.size += len(words)
            if part.what != "table" and part.size <= _LONGEST:
                part.words.append(words)
            elif part.rows and part.rows[-1] and len(part.rows[-1][-1]) <= _LONGEST:
                part.rows[-1][-1] = f"{part.rows[-1][-1]} {words}".strip()

    def _end(self, part: _Part) -> None:
        if part.what == "table":
            # One that is there for the layout has long cells, or a single one in each row.
            if sum(len(row) > 1 for row in part.rows) > 1:
                self.tables.append([cell for row in part.rows for cell in row])
        elif part.size <= _LONGEST and _tells(part.what, " ".join(part.words)):
            self.lines[part.what].append(part.words)


def _kind(tag: str, given: dict[str, str | None]) -> str:
    """Return what an element may be by its name and its attributes; "" if none of these."""
    if tag == "table":
        return "" if given.get("role") in {"none", "presentation"} else "table"
    if tag in _WHOLE:
        return ""
    if tag == "time":
        return "date"
    named = " ".join(given.get(key) or "" for key in ("class", "id", "itemprop", "rel"))
    return next((what for what, look in _NAMED.items() if look.search(named)), "")


def _tells(what: str, words: str) -> bool:
    """Tell whether words can be a byline, with two of them at least, or a date, with its digits."""
    return len(words.split()) > 1 if what == "byline" else re.search("[0-9]", words) is not None
