"""Where a thing stands: a file the curator wrote, a place in it, and text that remembers both."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from site_builder.scalars import Offsets, offsets

_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Place:
    """A character of a file: line and column from 1, in code points; 0 means the whole file."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, kw_only=True, eq=False)
class Source:
    """One file that a curator wrote: its name below the project's folder and its decoded text."""

    name: str
    text: str = field(repr=False)

    @cached_property
    def _starts(self) -> array[int]:
        starts = array("q", [0])
        starts.extend(end.end() for end in _LINE_END.finditer(self.text))
        return starts

    def place(self, offset: int) -> Place:
        """Return the place of the character at this offset of the text."""
        line = bisect_right(self._starts, offset)
        return Place(file=self.name, line=line, column=offset - self._starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """Return line `number` (from 1) without its line end; an empty string past the last."""
        if not 1 <= number <= len(self._starts):
            return ""
        start = self._starts[number - 1]
        end = self._starts[number] if number < len(self._starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")


class Text(str):
    """What a curator wrote as one YAML scalar: a string that knows where each character stands.

    Equality and hash are the string's, so a Text serves as a key. Whatever is made from it by a
    string method is a plain string again: only what stands in the file has a place.
    """

    __slots__ = ("_offsets", "end", "source", "start", "style")

    source: Source
    start: int
    end: int
    style: str
    _offsets: Offsets | None

    @classmethod
    def of(cls, value: str, source: Source, start: int, end: int, style: str = "") -> Text:
        """Return the text of a scalar that stands at `source.text[start:end]`.

        `style` is the scalar's indicator: "" for plain, or one of ' " | >.
        """
        text = cls(value)
        text.source, text.start, text.end, text.style = source, start, end, style
        text._offsets = None
        return text

    @property
    def place(self) -> Place:
        """The place of the first character (of the opening quotation mark or indicator)."""
        return self.source.place(self.start)

    @property
    def is_null(self) -> bool:
        """Whether the curator wrote nothing, `null` or `~`, unquoted."""
        return not self.style and self in {"", "null", "~"}

    def at(self, index: int) -> int:
        """Return the offset in the source of character `index` of the value (or of its end)."""
        if self._offsets is None:
            self._offsets = offsets(self.source.text[self.start : self.end], self.style, str(self))
        return self.start + self._offsets.at(index)
