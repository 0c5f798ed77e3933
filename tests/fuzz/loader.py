"""What must hold of any bytes as a content file, from decoding to the report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from site_builder.content import read_briefing
from site_builder.encoding import decode
from site_builder.findings import as_text, report
from site_builder.places import Text
from site_builder.scalars import offsets
from site_builder.yamltext import Listing, Mapping, parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from site_builder.findings import Finding
    from site_builder.places import Source
    from site_builder.yamltext import Node

NAMES = (
    "content/site.yaml",
    "content/themes/the-pool.yaml",
    "content/sources/100.yaml",
    *(
        f"content/{name}.yaml"
        for name in ("speakers", "origins", "terms", "differences", "gaps", "notes", "changes")
    ),
)


def holds(data: bytes) -> None:
    """Read the bytes after the first as the file that the first stands for ("0" is site.yaml)."""
    name, data = NAMES[(data[0] if data else 0) % len(NAMES)], data[1:]
    source, findings = decode(name, data)
    bare = data.removeprefix(b"\xef\xbb\xbf")
    told(findings, name, bare.decode(errors="replace"))
    if source is None:
        assert findings
    else:
        assert source.text.encode() == bare
        node, faults = parse(source)
        told(faults, name, source.text)
        placed(node, source)
        if not faults:
            assert (values(node) or None) == (as_yaml_reads(source.text) or None)
    briefing, findings = read_briefing({NAMES[0]: b"title: T\n"} | {name: data})
    assert briefing is not None or findings
    told([each for each in findings if each.place.file == name], name, source and source.text)


def told(findings: Sequence[Finding], name: str, text: str | None) -> None:
    """Hold that findings stand in the file and can be printed."""
    lines = None if text is None else text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for found in findings:
        place, shown = found.place, found.snippet
        assert place.file == name
        assert found.message
        if place.line and lines is not None:
            assert 1 <= place.line <= len(lines)
            assert 1 <= place.column <= len(lines[place.line - 1]) + 2
            assert shown is not None
            assert 0 <= shown.start < shown.end
            assert shown.text in lines[place.line - 1]
        printed = as_text(found)
        assert all(char == "\n" or char.isprintable() for char in printed)
        assert len(printed) < 3_000
    printed = report(findings)
    assert bool(printed) is bool(findings)
    assert len(printed) < 64_000


def placed(node: Node | None, source: Source) -> None:
    """Hold that every node lies in the file, and every character of a text where it says."""
    for part in nodes(node):
        assert 0 <= part.start <= part.end <= len(source.text)
        if not isinstance(part, Text) or not part.strip():  # nothing that could be pointed at
            continue
        inside = offsets(source.text[part.start : part.end], part.style, str(part))
        spots = [part.start + inside.at(k) for k in range(len(part) + 1)]
        assert spots == sorted(spots)
        assert spots[-1] == part.at(len(part))
        assert part.start <= spots[0]
        assert spots[-1] <= part.end
        for char, spot in zip(part, spots, strict=False):
            here = source.text[spot : spot + 1]
            assert here == char or came(here, char, part.style), (char, here, part, part.style)


def came(here: str, char: str, style: str) -> bool:
    """Tell whether a character may have been written as another: an escape or a line's end."""
    if style == '"' and here == "\\":
        return True
    breaks = "\r\n\x85\u2028\u2029"
    return char in f" {breaks}" and (here == "" or here in breaks)


def nodes(node: Node | None) -> Iterator[Node]:
    """Yield the node and all below it."""
    if node is not None:
        yield node
    if isinstance(node, Listing):
        for item in node.items:
            yield from nodes(item)
    elif isinstance(node, Mapping):
        for key, value in node.entries.items():
            yield key
            yield from nodes(value)


def values(node: Node | None) -> Any:
    """Return a node as strings, lists and dicts."""
    if isinstance(node, Listing):
        return [values(item) for item in node.items]
    if isinstance(node, Mapping):
        return {str(key): values(value) for key, value in node.entries.items()}
    return None if node is None else str(node)


def as_yaml_reads(text: str) -> Any:
    """Return what PyYAML itself makes of a file, all scalars text."""
    return yaml.load(text, Loader=yaml.CBaseLoader)
