"""Which character of a file each character of a YAML scalar came from."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_BREAK = r"(?:\r\n|[\n\r\x85\u2028\u2029])"
_LINE = re.compile(rf"([^\n\r\x85\u2028\u2029]*)({_BREAK}|\Z)")
_FOLD = re.compile(rf"[ \t]*{_BREAK}(?:[ \t]|{_BREAK})*")
_BREAKS = re.compile(_BREAK)
# What stands for another number of characters than it has, by the style of the scalar.
_SPECIAL = {
    "": _FOLD,
    "'": re.compile(rf"''|{_FOLD.pattern}"),
    '"': re.compile(
        rf"\\{_BREAK}(?:[ \t]|{_BREAK})*|\\(?:x..|u.{{4}}|U.{{8}}|.)|{_FOLD.pattern}", re.DOTALL
    ),
}


@lru_cache(maxsize=16)
def offsets(raw: str, style: str, value: str) -> tuple[int, ...]:
    """Return where in `raw` each character of the scalar `value` came from, and where it ends.

    `raw` is the scalar as the file has it, from its first character, opening quotation mark or
    indicator; `style` is "" (plain) or one of ' " | >. There is one offset (in code points) for
    each character of the value and a last one for its end; they never decrease. A folded line
    break comes from the line break, an escape from its backslash. Where `raw` and `value` do not
    line up, the nearest earlier offset stands in: nothing is raised.
    """
    if style in ("|", ">"):
        spots, end = list(_block(raw, value, folded=style == ">")), len(raw)
    else:
        quoted = int(bool(style))
        spots = list(_flow(raw, style, quoted, len(raw) - quoted))
        end = max(len(raw) - quoted, 0)
    del spots[len(value) :]
    nearest = spots[-1] if spots else 0
    spots += [nearest] * (len(value) - len(spots))
    return (*spots, max(end, nearest))


def _flow(raw: str, style: str, start: int, end: int) -> Iterator[int]:
    """Yield the offsets of a plain or quoted scalar, whose line breaks are folded."""
    for special in _SPECIAL.get(style, _FOLD).finditer(raw, start, max(end, start)):
        yield from range(start, special.start())
        start = special.end()
        escape = special.group()[0] in "'\\"
        breaks = [found.start() for found in _BREAKS.finditer(raw, special.start(), start)]
        if not breaks:
            yield special.start()
        elif len(breaks) > 1 or escape:
            # The first break is folded away: an escaped one always, any where blank lines follow.
            yield from breaks[1:]
        else:
            yield breaks[0]
    yield from range(start, end)


def _block(raw: str, value: str, *, folded: bool) -> Iterator[int]:
    """Yield the offsets of a literal or folded scalar, as libyaml joins their lines."""
    header = _LINE.match(raw)
    start = header.end() if header else len(raw)
    indent = _indent(raw, start, value)
    pending: list[int] = []  # line breaks since the last line with content
    after_blank = True  # whether that line began with white space; before the first, all are kept
    while start < len(raw):
        line = _LINE.match(raw, start)
        if line is None:  # pragma: no cover - the pattern matches at every offset
            return
        first, last, start = line.start() + indent, line.end(1), line.end()
        if first >= last:
            pending.append(last)
            continue
        begins_blank = raw[first] in " \t"
        if folded and not after_blank and not begins_blank and len(pending) > 1:
            del pending[0]
        yield from pending
        yield from range(first, last)
        pending, after_blank = [last], begins_blank
    yield from pending


def _indent(raw: str, start: int, value: str) -> int:
    """Return how many spaces before each line of a block scalar do not belong to its value."""
    for line in _LINE.finditer(raw, start):
        content = line[1].lstrip(" ")
        if content:
            own = next((ln for ln in _BREAKS.split(value) if ln.strip(" ")), "")
            return len(line[1]) - len(content) - (len(own) - len(own.lstrip(" ")))
        if line.end() == len(raw):
            break
    return 0
