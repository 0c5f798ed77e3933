"""Static files as they ship: style sheets joined, and each name saying which bytes it has."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING

from site_builder.findings import Finding, finding
from site_builder.places import Place, Source
from site_builder.sheeturls import address_faults, renamed, unescaped
from site_builder.urls import LONGEST_NAME, Fault, name_fault

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

FOLDER = "static"
BOOK = "static/css/book.css"
"""The sheet of the printed briefing, which is no part of the site."""

_IMPORT = re.compile(r'@import url\("(?P<file>[^"]+)"\)(?: layer\((?P<layer>[\w-]+)\))?;[ \t]*\n?')
_MARK = 12  # hexadecimal digits of 64: that two files share them is as good as impossible
_LONGEST = LONGEST_NAME - _MARK - 1
_COMMENT = re.compile(r"/\*.*?(?:\*/\s*|\Z)", re.DOTALL)
_OTHER_IMPORT = re.compile(r"@import\b", re.IGNORECASE)
_ELSEWHERE = re.compile(r"https?:\s*//|(?:url\(|[\"'])\s*//|^\s*//", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Static:
    """The static files to publish, by path; `names` has the path of each by its name.

    A name is that in static/ (`css/site.css`), a path that of the site
    (`static/css/site.0123456789ab.css`).
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


def shipped(
    own: Mapping[str, bytes], ours: Mapping[str, bytes] = MappingProxyType({})
) -> tuple[Static, list[Finding]]:
    """Return the static files to publish, and what is wrong with any of them.

    `own` are the project's: each takes the place of the builder's (`ours`) of the same path. A
    style sheet of the builder's that no sheet imports any more is not published.

    A style sheet's `@import url("x.css") layer(y);` is replaced by the file in that layer: one
    request for a reader, one file a component for whoever changes it. Files so joined, the sheet of
    the printed briefing, notes (README.md) and hidden files are not published. What is has a name
    that every disk takes and that no other shares by case, and no style sheet refers to another
    site.

    Each is published under a name with the SHA-256 of its bytes, so that a copy of it holds for
    ever; what a style sheet refers to is renamed in it first.
    """
    files = {**ours, **own}
    left = {name for name in files if _is_left(PurePosixPath(name)) or name == BOOK}
    sheets = {
        name: Source(name=name, text=data.decode("utf-8", "replace"))
        for name, data in files.items()
        if name.endswith(".css")
    }
    plain = {name: data for name, data in files.items() if name not in sheets.keys() | left}
    names = {name: fingerprinted(name, data) for name, data in plain.items()}
    whole, findings = _whole(sheets, files, names, own.keys())
    whole = {name: data for name, data in whole.items() if name not in left}
    names |= {name: fingerprinted(name, data) for name, data in whole.items()}
    findings += _name_faults(sorted(names))
    return Static(
        files={names[name]: data for name, data in sorted({**plain, **whole}.items())},
        names={name.removeprefix(f"{FOLDER}/"): names[name] for name in sorted(names)},
    ), findings


def fingerprinted(name: str, data: bytes) -> str:
    """Return the name of a file with what tells its bytes from any others, before its suffix."""
    path = PurePosixPath(name)
    mark = sha256(data).hexdigest()[:_MARK]
    return path.with_name(f"{path.stem}.{mark}{path.suffix}").as_posix()


def _is_left(path: PurePosixPath) -> bool:
    """Tell whether a file is a note or hidden."""
    return path.name == "README.md" or any(part.startswith(".") for part in path.parts)


def _whole(
    sheets: Mapping[str, Source],
    files: Mapping[str, bytes],
    names: Mapping[str, str],
    own: Container[str],
) -> tuple[dict[str, bytes], list[Finding]]:
    """Return the style sheets to publish, in which files have their names, and what is wrong."""
    findings: list[Finding] = []
    joined: dict[str, str] = {}
    importing = [sheet for sheet in sheets.values() if _IMPORT.search(sheet.text)]
    out = {
        sheet.name: _COMMENT.sub("", "".join(_join(sheet, sheets, joined, names, findings)))
        for sheet in importing
    }
    for sheet in sheets.values():
        data = files[sheet.name]
        findings += _sheet_faults(sheet, data, whole=sheet.name not in joined)
        if sheet.name != BOOK:
            findings += address_faults(sheet, sheets.keys() | names.keys())
        if sheet.name in own and sheet.name not in joined and sheet.name not in out:
            out[sheet.name] = renamed(sheet.text, sheet.name, into=sheet.name, names=names)
    return {name: text.encode() for name, text in out.items()}, findings


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
            if fault is None and depth == len(parts) and len(part) > _LONGEST:
                hint = f"use {_LONGEST} characters at most; the build adds {_MARK + 1}"
                fault = Fault("is too long", hint)
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
    sheet: Source,
    sheets: Mapping[str, Source],
    joined: dict[str, str],
    names: Mapping[str, str],
    findings: list[Finding],
) -> Iterator[str]:
    """Yield the parts of a sheet with those that it imports; `joined` is who imports each."""

    def piece(text: str, written: Source) -> str:
        return renamed(text, written.name, into=sheet.name, names=names)

    end = 0
    told: set[str] = set()
    for match in _IMPORT.finditer(sheet.text):
        yield piece(sheet.text[end : match.start()], sheet)
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
            layer, inner = match["layer"], piece(sheets[target].text.strip(), sheets[target])
            yield f"@layer {layer} {{\n{inner}\n}}\n" if layer else f"{inner}\n"
        elif fault[1] not in told:
            told.add(fault[1])
            code, message, hint = fault
            where = (sheet, match.start(), match.end() - 1)
            findings.append(finding(code, where, message, hint=hint))
    yield piece(sheet.text[end:], sheet)


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
        plain = unescaped(line)
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
