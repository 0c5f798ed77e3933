"""A scalar of a YAML file given another value: only the characters concerned are changed.

Comments, layout and quoting style stay. What was made is read again by our own reader, and counts
only if that one value changed and nothing else did. Offsets are code points, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from site_builder.places import Source, Text
from site_builder.yamltext import Listing, parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from site_builder.yamltext import Node


@dataclass(frozen=True, slots=True, eq=False)
class Edit:
    """A scalar of a file and the value that it is to have.

    Two are never equal: the same words in another place are another scalar.
    """

    text: Text
    new: str


class Piece(NamedTuple):
    """Characters [start, end) of a file and what stands there instead."""

    start: int
    end: int
    new: str


def edited(source: Source, edits: Sequence[Edit]) -> tuple[str, list[Edit]]:
    """Return the file's text with the edits made, and those of them that could be made.

    One that cannot be written in its scalar's style, or would change anything else, is left out.
    """
    if (made := _if_right(source, edits)) is not None:
        return made, list(edits)
    if len(edits) < 2:
        return source.text, []
    half = len(edits) // 2  # each of the few that cannot be made costs a few readings, not one each
    first, good = edited(source, edits[:half])
    _, others = edited(source, edits[half:])
    made = _if_right(source, [*good, *others])
    return (first, good) if made is None else (made, [*good, *others])


def _if_right(source: Source, edits: Sequence[Edit]) -> str | None:
    """Return the text with all of the edits made; None where it does not say what it should."""
    made = _with(source, edits)
    wanted = _outline(source, {edit.text.start: edit.new for edit in edits})
    return made if _outline(Source(name=source.name, text=made)) == wanted else None


def pieces(edit: Edit) -> Iterator[Piece]:
    """Yield the smallest changes of the file that give a scalar its new value, in order."""
    from rapidfuzz.distance import Levenshtein

    text, new = edit.text, edit.new
    for step in Levenshtein.opcodes(str(text), new):
        if step.tag == "equal":
            continue
        start = text.at(step.src_start)
        end = text.at(step.src_end) if step.src_end > step.src_start else start
        yield Piece(start, end, _written(new[step.dest_start : step.dest_end], text.style))


def _written(words: str, style: str) -> str:
    """Return characters as a scalar of this style has them."""
    if style == "'":
        return words.replace("'", "''")
    if style == '"':
        return words.replace("\\", "\\\\").replace('"', '\\"')
    return words


def _with(source: Source, edits: Sequence[Edit]) -> str:
    changes = sorted(piece for edit in edits for piece in pieces(edit))
    parts: list[str] = []
    done = 0
    for start, end, new in changes:
        parts += source.text[done:start], new
        done = max(done, end)
    return "".join([*parts, source.text[done:]])


class _Outline(NamedTuple):
    """All that a file says, in order, and the codes of its faults."""

    said: list[tuple[str, str]]
    faults: list[str]


def _outline(source: Source, new: Mapping[int, str] = MappingProxyType({})) -> _Outline:
    """Return what a file says; `new` are other values of scalars, by where these start."""
    node, findings = parse(source)
    said: list[tuple[str, str]] = []
    waiting: list[Node] = [] if node is None else [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Text):
            what = "nothing" if part.is_null else f"text {part.style}"
            said.append((what, new.get(part.start, str(part))))
        elif isinstance(part, Listing):
            said.append(("list", str(len(part.items))))
            waiting += reversed(part.items)
        else:
            said.append(("mapping", str(len(part.entries))))
            for key, value in reversed(part.entries.items()):
                waiting += [value, key]
    return _Outline(said, [found.code for found in findings])


def scalars(source: Source) -> Iterator[Text]:
    """Yield every scalar of a file, keys too."""
    node, _ = parse(source)
    waiting: list[Node] = [] if node is None else [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Text):
            yield part
        elif isinstance(part, Listing):
            waiting += part.items
        else:
            waiting += [*part.entries, *part.entries.values()]
