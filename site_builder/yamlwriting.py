"""Text written as a YAML value: one that `yamltext` reads back to the very same text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from site_builder.encoding import REFUSED

if TYPE_CHECKING:
    from collections.abc import Iterator

# What cannot stand unquoted on the line of its key, or would be read as something else.
_FIRST = frozenset("-?:,[]{}#&*!|>'\"%@`=<")
_INSIDE = re.compile(r":(?:[ \t]|\Z)|[ \t]#|[\t\n\r]")
# What another YAML tool would read as a number, a date, a truth or nothing.
_TYPED = re.compile(
    r"~|null|true|false|yes|no|on|off|y|n|[-+.]?[0-9][0-9a-fx_.,:+-]*(?:[ t][0-9:.z+-]+)?"
    r"|[-+]?\.(?:inf|nan)",
    re.IGNORECASE,
)
_LINE_END = re.compile(r"\r\n?")


def holdable(text: str) -> str:
    """Return the text with one kind of line end, and white space that YAML refuses as a space."""
    text = _LINE_END.sub("\n", text)
    for _, refused in REFUSED:
        text = refused.sub(lambda found: " " if found[0].isspace() else found[0], text)
    return text


def refused(text: str) -> Iterator[tuple[str, str]]:
    """Yield (character, what it is) for the first of each kind that content may not hold."""
    for what, pattern in REFUSED:
        if found := pattern.search(text):
            yield found[0], what


def value(text: str, indent: int) -> str:
    """Return what stands after `key: ` for this text: as it is where YAML lets it, else quoted.

    `indent` is the column, from 0, of the key: what goes on the next lines stands two further in.
    The text has no white space around it, no carriage return and nothing that `refused` tells.
    """
    if not text or (_TYPED.fullmatch(text) and text.isascii()):
        return f'"{text}"'
    if "\n" in text:
        margin = " " * (indent + 2)
        lines = (f"{margin}{line}" if line else "" for line in text.split("\n"))
        return "\n".join(["|-", *lines])
    if text[0] in _FIRST or _INSIDE.search(text):
        return f">-\n{' ' * (indent + 2)}{text}"
    return text


def entry(pairs: list[tuple[str, str]], indent: int = 0) -> str:
    """Return one entry of a list in block style, its keys in this order, with a final line end.

    The values are as `value` returns them for keys at `indent` + 2.
    """
    margin = " " * indent
    lines = [f"{key}: {written}" for key, written in pairs]
    return f"{margin}- " + f"\n{margin}  ".join(lines) + "\n"
