"""Static files as they ship: style sheets that import others are joined into one."""

from __future__ import annotations

import posixpath
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from site_builder.findings import Finding, finding
from site_builder.places import Place, Source
from site_builder.urls import name_fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

FOLDER = "static"

_IMPORT = re.compile(r'@import url\("(?P<file>[^"]+)"\)(?: layer\((?P<layer>[\w-]+)\))?;[ \t]*\n?')
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)


def shipped(files: Mapping[str, bytes]) -> tuple[dict[str, bytes], list[Finding]]:
    """Return the static files to publish by path, and what is wrong with any of them.

    A style sheet's `@import url("x.css") layer(y);` is replaced by the file in that layer: one
    request for a reader, one file a component for whoever changes it. Files so joined, notes
    (README.md) and hidden files are not published. What is has a name that every disk takes and
    that no other shares by case.
    """
    findings: list[Finding] = []
    sheets = {
        name: data.decode("utf-8", "replace")
        for name, data in files.items()
        if name.endswith(".css")
    }
    joined: set[str] = set()
    out: dict[str, bytes] = {}
    for name, text in sheets.items():
        if _IMPORT.search(text):
            parts = _join(name, text, sheets, joined, findings)
            out[name] = _COMMENT.sub("", "".join(parts)).encode()
    for name, data in files.items():
        path = PurePosixPath(name)
        hidden = any(part.startswith(".") for part in path.parts) or path.name == "README.md"
        if name not in joined and name not in out and not hidden:
            out[name] = data
    findings += _name_faults(sorted(out))
    return dict(sorted(out.items())), findings


def _name_faults(names: Iterable[str]) -> Iterator[Finding]:
    """Yield a finding for each published name that some disk cannot store, or not beside another.

    Folders count: `css/a.css` and `CSS/b.css` are in one folder on a Mac or on Windows.
    """
    seen: dict[str, str] = {}
    for name in names:
        parts = PurePosixPath(name).parts
        for depth, part in enumerate(parts, start=1):
            fault, path = name_fault(part), "/".join(parts[:depth])
            twin = seen.setdefault(path.lower(), path)
            if fault is not None:
                message = f"its name becomes an address: “{part}” {fault.message}"
                yield finding("file-name", Place(file=name), message, hint=fault.hint)
                break
            if twin != path:
                message = f"on a Mac or on Windows this is the same as {twin}"
                hint = "give one of the two another name"
                yield finding("file-name", Place(file=name), message, hint=hint)
                break


def _join(
    name: str, text: str, sheets: Mapping[str, str], joined: set[str], findings: list[Finding]
) -> Iterator[str]:
    end = 0
    for match in _IMPORT.finditer(text):
        yield text[end : match.start()]
        end = match.end()
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), match["file"]))
        if target not in sheets:
            where = (Source(name=name, text=text), match.start(), match.end() - 1)
            hint = "mend the name, or delete the line"
            findings.append(finding("file-missing", where, f"there is no {target}", hint=hint))
            continue
        joined.add(target)
        layer, inner = match["layer"], sheets[target].strip()
        yield f"@layer {layer} {{\n{inner}\n}}\n" if layer else f"{inner}\n"
    yield text[end:]
