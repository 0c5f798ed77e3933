"""Which character of a file each character of a YAML scalar came from."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_BREAK = r"(?:\r\n|[\n\r\x85\u2028\u2029])"
_BLANK = r"[ \t\n\r\x85\u2028\u2029]"
_LINE = re.compile(rf"([^\n\r\x85\u2028\u2029]*)({_BREAK}|\Z)")
# White space is tried where a run of it begins (or after an escaped space), not at every character
# of the run: megabytes of spaces would take for ever.
_FOLD = re.compile(rf"(?:(?:(?<![ \t])|(?<=\\[ \t]))[ \t]+)?{_BREAK}{_BLANK}*")
_BREAKS = re.compile(_BREAK)
_KEPT = "\u2028\u2029"  # line breaks that are never folded away
# What stands for another number of characters than it has, by the style of the scalar.
_SPECIAL = {
    "": _FOLD,
    "'": re.compile(rf"''|{_FOLD.pattern}"),
    '"': re.compile(rf"\\{_BREAK}{_BLANK}*|\\(?:x..|u.{{4}}|U.{{8}}|.)|{_FOLD.pattern}", re.DOTALL),
}


class Offsets:
    """Where each character of a scalar came from, kept as runs of neighbours that stay neighbours.

    Offsets are code points into the scalar as the file has it; they never decrease.
    """

    __slots__ = ("_end", "_indexes", "_known", "_length", "_starts")

    def __init__(self, runs: Iterator[tuple[int, int]], length: int, end: int) -> None:
        self._indexes, self._starts = array("q"), array("q")
        self._length, self._known = length, 0
        next_start = -1
        for start, size in runs:
            if self._known >= length:
                break
            if start != next_start:
                self._indexes.append(self._known)
                self._starts.append(start)
            self._known += size
            next_start = start + size
        self._known = min(self._known, length)
        self._end = max(end, self._of(length - 1))

    def at(self, index: int) -> int:
        """Return the offset of character `index`, or of the end for what lies beyond the last."""
        return self._end if index >= self._length else self._of(index)

    def _of(self, index: int) -> int:
        index = min(index, self._known - 1)
        if index < 0:
            return 0
        run = bisect_right(self._indexes, index) - 1
        return self._starts[run] + index - self._indexes[run]


def offsets(raw: str, style: str, value: str) -> Offsets:
    """Return where in `raw` each character of the scalar `value` came from, and where it ends.

    `raw` is the scalar as the file has it, from its first character, opening quotation mark or
    indicator; `style` is "" (plain) or one of ' " | >. A folded line break comes from the line
    break, an escape from its backslash. Where `raw` and `value` do not line up, the nearest earlier
    offset stands in: nothing is raised.
    """
    if style in ("|", ">"):
        return Offsets(_block(raw, value, folded=style == ">"), len(value), len(raw))
    quoted = int(bool(style))
    end = len(raw) - quoted
    return Offsets(_flow(raw, style, quoted, end), len(value), max(end, 0))


def _flow(raw: str, style: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the runs (offset, length) of a plain or quoted scalar, whose line breaks are folded."""
    for special in _SPECIAL.get(style, _FOLD).finditer(raw, start, max(end, start)):
        yield start, special.start() - start
        start = special.end()
        breaks = (found.start() for found in _BREAKS.finditer(raw, special.start(), start))
        first, second = next(breaks, None), next(breaks, None)
        if first is None:
            yield special.start(), 1
            continue
        # The first break is folded away: an escaped one always, any where blank lines follow.
        escaped = raw[special.start()] == "\\"
        if not escaped and (second is None or raw[first] in _KEPT):
            yield first, 1
        if second is not None:
            yield second, 1
            yield from ((at, 1) for at in breaks)
    yield start, max(end - start, 0)


def _block(raw: str, value: str, *, folded: bool) -> Iterator[tuple[int, int]]:
    """Yield the runs of a literal or folded scalar, as libyaml joins their lines."""
    header = _LINE.match(raw)
    start = header.end() if header else len(raw)
    indent = _indent(raw, start, value)
    pending = array("q")  # line breaks since the last line with content
    after_blank = True  # whether that line began with white space; before the first, all are kept
    for line in _LINE.finditer(raw, start):
        if line.start() == len(raw):  # after the last line
            break
        first, last = line.start() + indent, line.end(1)
        if first >= last:
            pending.append(last)
            continue
        begins_blank = raw[first] in " \t"
        is_text = not (after_blank or begins_blank)
        if folded and is_text and len(pending) > 1 and raw[pending[0]] not in _KEPT:
            del pending[0]
        yield from ((at, 1) for at in pending)
        yield first, last - first
        pending, after_blank = array("q", [last]), begins_blank
    yield from ((at, 1) for at in pending)


def _indent(raw: str, start: int, value: str) -> int:
    """Return how many spaces before each line of a block scalar do not belong to its value."""
    for line in _LINE.finditer(raw, start):
        content = line[1].lstrip(" ")
        if content:
            lines = (found[1] for found in _LINE.finditer(value))
            own = next((text for text in lines if text.strip(" ")), "")
            return len(line[1]) - len(content) - (len(own) - len(own.lstrip(" ")))
        if line.end() == len(raw):
            break
    return 0
