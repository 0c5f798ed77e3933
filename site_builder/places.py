"""Where a thing stands: a file the curator wrote, a place in it, and text that remembers both."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from site_builder.scalars import Offsets, offsets

_new = str.__new__  # there are hundreds of thousands of texts
_SIGNS = ("", "'", '"', "|", ">")
_STYLES = {sign: number for number, sign in enumerate(_SIGNS)}
_BITS = 36  # of the place where a text ends
_ENDS = (1 << _BITS) - 1
_NULLS = ("", "null", "~")  # compared faster than a long text is hashed
_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Place:
    """A character of a file: line and column from 1, in code points; 0 means the whole file."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


class Source:
    """One file that a curator wrote: its name below the project's folder and its decoded text.

    Of a file that was read only the bytes are kept, which whoever read it holds too: the texts of
    a hundred thousand articles' records would be a gigabyte.
    """

    __slots__ = ("_held", "_lines", "name")

    def __init__(self, *, name: str, text: str | bytes) -> None:
        """Take the text, or its bytes, which are UTF-8."""
        self.name = name
        self._held = text
        self._lines: array[int] | None = None

    def __repr__(self) -> str:
        return f"Source(name={self.name!r})"

    @property
    def text(self) -> str:
        """The decoded text."""
        return self._held if isinstance(self._held, str) else _decoded(self._held)

    @property
    def _starts(self) -> array[int]:
        if self._lines is None:
            self._lines = array("q", [0])
            self._lines.extend(end.end() for end in _LINE_END.finditer(self.text))
        return self._lines

    def place(self, offset: int) -> Place:
        """Return the place of the character at this offset of the text."""
        line = bisect_right(self._starts, offset)
        return Place(file=self.name, line=line, column=offset - self._starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """Return line `number` (from 1) without its line end; an empty string past the last."""
        if not 1 <= number <= len(self._starts):
            return ""
        start = self._starts[number - 1]
        end = self._starts[number] if number < len(self._starts) else None
        return self.text[start:end].rstrip("\r\n")


@lru_cache(maxsize=16)
def _decoded(data: bytes) -> str:
    return data.decode()


class Text(str):
    """What a curator wrote as one YAML scalar: a string that knows where each character stands.

    Equality and hash are the string's, so a Text serves as a key. Whatever is made from it by a
    string method is a plain string again: only what stands in the file has a place.
    """

    __slots__ = ("_at", "_offsets", "source")

    source: Source
    _at: int  # where it starts and ends and its style in one number: there are millions
    _offsets: Offsets | None

    @staticmethod
    def of(value: str, source: Source, start: int, end: int, style: str = "") -> Text:
        """Return the text of a scalar that stands at `source.text[start:end]`.

        `style` is the scalar's indicator: "" for plain, or one of ' " | >.
        """
        text = _new(Text, value)
        text.source = source
        text._at = (start << _BITS | end) << 3 | _STYLES[style]  # noqa: SLF001 - it is its own
        text._offsets = None  # noqa: SLF001
        return text

    @property
    def start(self) -> int:
        """Where in the source it starts."""
        return self._at >> _BITS + 3

    @property
    def end(self) -> int:
        """Where in the source it ends."""
        return self._at >> 3 & _ENDS

    @property
    def style(self) -> str:
        """The scalar's indicator."""
        return _SIGNS[self._at & 7]

    @property
    def place(self) -> Place:
        """The place of the first character (of the opening quotation mark or indicator)."""
        return self.source.place(self.start)

    @property
    def is_null(self) -> bool:
        """Whether the curator wrote nothing, `null` or `~`, unquoted."""
        return self in _NULLS and not self.style

    @property
    def is_blank(self) -> bool:
        """Whether there is no word in it."""
        return not self or self.isspace() or (self in _NULLS and not self.style)

    def at(self, index: int) -> int:
        """Return the offset in the source of character `index` of the value (or of its end)."""
        if self._offsets is None:
            self._offsets = offsets(self.source.text[self.start : self.end], self.style, str(self))
        return self.start + self._offsets.at(index)
