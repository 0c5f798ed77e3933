"""What style sheets refer to by `url(…)`: found, held to the files there are, and renamed."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from site_builder.findings import Finding, finding

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from site_builder.places import Source

# Comments, strings and what an at-rule begins with are passed over whole: no file is meant there.
_ADDRESS = re.compile(
    r"""/\*.*?(?:\*/|\Z) | @[^;{}]* | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*'
    | (?<![\w-]) url\( \s*
      (?: "(?P<double>(?:[^"\\\n]|\\.)*)" | '(?P<single>(?:[^'\\\n]|\\.)*)'
        | (?P<bare>(?:[^"'()\\\s]|\\.)*) )
      \s* \)""",
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
_ESCAPE = re.compile(r"\\(?:([0-9A-Fa-f]{1,6})[ \t]?|([^\n]))")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_END = re.compile(r"[?#]")


def renamed(text: str, sheet: str, *, into: str, names: Mapping[str, str]) -> str:
    """Return a piece of a sheet in which each file of `names` has its other name.

    An address counts from the folder of its `sheet`, and in what is returned from that of the sheet
    `into` which the piece is put.
    """

    def other(found: re.Match[str]) -> str:
        address = _address(found)
        path, rest = _parted(address)
        name = names.get(_target(sheet, path)) if address is not None else None
        if name is None:
            return found.group()
        return f'url("{posixpath.relpath(name, posixpath.dirname(into))}{rest}")'

    return _ADDRESS.sub(other, text)


def address_faults(sheet: Source, files: Container[str]) -> Iterator[Finding]:
    """Yield what is wrong with each address in a sheet that is to be one of `files`."""
    for found in _ADDRESS.finditer(sheet.text):
        address = _address(found)
        path, _ = _parted(address)
        if address is None or not path or _SCHEME.match(path) or path.startswith("//"):
            continue
        where = (sheet, found.start(), found.end())
        target = _target(sheet.name, path)
        if path.startswith("/"):
            message = "this address is right only where the site is all that its host has"
            hint = "write where the file stands as seen from this sheet"
            yield finding("style-fault", where, message, hint=hint)
        elif target not in files:
            hint = "mend the name, or take the reference out"
            yield finding("file-missing", where, f"there is no {target}", hint=hint)
        elif target.endswith(".css"):
            message = "a style sheet is brought in by @import, not by an address"
            hint = 'write @import url("x.css") layer(y); in a sheet that no other imports'
            yield finding("style-fault", where, message, hint=hint)


def _address(found: re.Match[str]) -> str | None:
    """Return the address that was found, without its escapes; None where it is something else."""
    for written in found.group("double", "single", "bare"):
        if written is not None:
            return unescaped(written)
    return None


def _parted(address: str | None) -> tuple[str, str]:
    """Return the path of an address, and what follows it: `?…` or `#…`."""
    end = _END.search(address or "")
    at = end.start() if end else len(address or "")
    return (address or "")[:at], (address or "")[at:]


def _target(sheet: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(sheet), path))


def unescaped(text: str) -> str:
    """Return what CSS reads where characters are written by their numbers or after a backslash."""
    return _ESCAPE.sub(_unescaped, text)


def _unescaped(found: re.Match[str]) -> str:
    if found[1] is None:
        return found[2]
    number = int(found[1], 16)
    return chr(number) if number < 0x110000 else ""
