"""Static files as they ship: style sheets that import others are joined into one."""

from __future__ import annotations

import posixpath
import re
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING

from site_builder.findings import Finding, finding
from site_builder.places import Place, Source
from site_builder.urls import name_fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

FOLDER = "static"
BOOK = "static/css/book.css"
"""The sheet of the printed briefing, which is no part of the site."""

_IMPORT = re.compile(r'@import url\("(?P<file>[^"]+)"\)(?: layer\((?P<layer>[\w-]+)\))?;[ \t]*\n?')
_COMMENT = re.compile(r"/\*.*?(?:\*/\s*|\Z)", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:([0-9A-Fa-f]{1,6})[ \t]?|([^\n]))")
_OTHER_IMPORT = re.compile(r"@import\b", re.IGNORECASE)
_ELSEWHERE = re.compile(r"https?:\s*//|(?:url\(|[\"'])\s*//|^\s*//", re.IGNORECASE)


def shipped(
    own: Mapping[str, bytes], ours: Mapping[str, bytes] = MappingProxyType({})
) -> tuple[dict[str, bytes], list[Finding]]:
    """Return the static files to publish by path, and what is wrong with any of them.

    `own` are the project's: each takes the place of the builder's (`ours`) of the same path. A
    style sheet of the builder's that no sheet imports any more is not published.

    A style sheet's `@import url("x.css") layer(y);` is replaced by the file in that layer: one
    request for a reader, one file a component for whoever changes it. Files so joined, the sheet of
    the printed briefing, notes (README.md) and hidden files are not published. What is has a name
    that every disk takes and that no other shares by case, and no style sheet refers to another
    site.
    """
    findings: list[Finding] = []
    files = {**ours, **own}
    sheets = {
        name: Source(name=name, text=data.decode("utf-8", "replace"))
        for name, data in files.items()
        if name.endswith(".css")
    }
    importing = [sheet for sheet in sheets.values() if _IMPORT.search(sheet.text)]
    joined: dict[str, str] = {}
    out = {
        sheet.name: _COMMENT.sub("", "".join(_join(sheet, sheets, joined, findings))).encode()
        for sheet in importing
    }
    for sheet in sheets.values():
        findings += _sheet_faults(sheet, files[sheet.name], whole=sheet.name not in joined)
    out.pop(BOOK, None)
    for name, data in files.items():
        path = PurePosixPath(name)
        hidden = any(part.startswith(".") for part in path.parts) or path.name == "README.md"
        left = name == BOOK or (name in sheets and name not in own)
        if name not in joined and name not in out and not hidden and not left:
            out[name] = data
    findings += _name_faults(sorted(out))
    return dict(sorted(out.items())), findings


def printed(own: Mapping[str, bytes], ours: Mapping[str, bytes]) -> tuple[str, list[Finding]]:
    """Return the style sheet of the printed briefing, and what is wrong with it."""
    data = own.get(BOOK, ours[BOOK])
    sheet = Source(name=BOOK, text=data.decode("utf-8", "replace"))
    return sheet.text, list(_sheet_faults(sheet, data, whole=False))


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
    sheet: Source, sheets: Mapping[str, Source], joined: dict[str, str], findings: list[Finding]
) -> Iterator[str]:
    """Yield the parts of a sheet with those that it imports; `joined` is who imports each."""
    end = 0
    told: set[str] = set()
    for match in _IMPORT.finditer(sheet.text):
        yield sheet.text[end : match.start()]
        end = match.end()
        target = posixpath.normpath(posixpath.join(posixpath.dirname(sheet.name), match["file"]))
        fault = None
        if target in joined:
            hint = "delete one of the two lines"
            fault = ("style-fault", f"{joined[target]} imports {target} already", hint)
        elif target not in sheets:
            hint = "mend the name, or delete the line"
            fault = ("file-missing", f"there is no {target}", hint)
        joined.setdefault(target, sheet.name)
        if fault is None:
            layer, inner = match["layer"], sheets[target].text.strip()
            yield f"@layer {layer} {{\n{inner}\n}}\n" if layer else f"{inner}\n"
        elif fault[1] not in told:
            told.add(fault[1])
            code, message, hint = fault
            where = (sheet, match.start(), match.end() - 1)
            findings.append(finding(code, where, message, hint=hint))
    yield sheet.text[end:]


def _sheet_faults(sheet: Source, data: bytes, *, whole: bool) -> Iterator[Finding]:
    """Yield what a sheet may not hold; one that is imported (not `whole`) imports nothing."""
    if sheet.text.encode() != data:
        at = sheet.text.find("\N{REPLACEMENT CHARACTER}")
        where = (sheet, at, at + 1)
        yield finding("style-fault", where, "this is not UTF-8", hint="save the file as UTF-8")
    if not re.search(r"@|//|\\", sheet.text):
        return
    text = _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), sheet.text)
    if whole:
        text = _IMPORT.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)
    start = 0
    for line in text.splitlines(keepends=True):
        plain = _ESCAPE.sub(_unescaped, line)
        where = (sheet, start, start + len(line.rstrip()))
        start += len(line)
        if _OTHER_IMPORT.search(plain):
            message = "this import is not joined: it would be one more request, or one elsewhere"
            hint = (
                'write @import url("x.css") layer(y); in a sheet that no other imports'
                if whole
                else "only the sheet that imports this one may import others: move the line there"
            )
            yield finding("style-fault", where, message, hint=hint)
        elif _ELSEWHERE.search(plain):
            message = "this refers to another site, from which no page loads anything"
            hint = "put the file in static/ and refer to it there"
            yield finding("style-fault", where, message, hint=hint)


def _unescaped(found: re.Match[str]) -> str:
    if found[1] is None:
        return found[2]
    number = int(found[1], 16)
    return chr(number) if number < 0x110000 else ""
