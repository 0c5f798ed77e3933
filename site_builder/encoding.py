"""The bytes of a file that a curator wrote made text, and the characters it may not hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from site_builder.findings import Finding, finding
from site_builder.places import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

# The first kind is what the YAML parser refuses outright.
REFUSED = [
    (what, re.compile(f"[{characters}]"))
    for what, characters in {
        "a control character": r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
        r"\ud800-\udfff\ufffe\uffff",
        "a bidirectional control character": r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069",
        "a line separator": r"\x85\u2028\u2029",
        "a byte order mark inside the file": r"\ufeff",
    }.items()
]
# All others: a text of nothing else is looked through once, in no time.
_ALLOWED = re.compile(
    "[\t\n\r -~\xa0-\u061b\u061d-\u200d\u2010-\u2027\u202f-\u2065\u206a-\ud7ff"
    "\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]*"
)


def decode(name: str, data: bytes) -> tuple[Source | None, list[Finding]]:
    """Return the file's text if its bytes are UTF-8, and what its characters do wrong.

    A byte order mark at the start is dropped. Findings: `yaml-encoding` (there is no source then),
    `yaml-control` (one for each kind of refused character, at the first; the text is kept).
    """
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        data.decode()
        source = Source(name=name, text=data)
    except UnicodeDecodeError as error:
        return None, [_not_utf8(name, data, error)]
    if data.count(0) > len(data) // 4:
        hint = "the file looks like UTF-16: save it as UTF-8"
        nul = data.index(0)
        where = (source, nul, nul + 1)
        return None, [finding("yaml-encoding", where, "the file is not UTF-8 text", hint=hint)]
    return source, list(controls(source))


def _not_utf8(name: str, data: bytes, error: UnicodeDecodeError) -> Finding:
    at = len(data[: error.start].decode())
    source = Source(name=name, text=data.decode(errors="replace"))
    message = f"the byte 0x{data[error.start]:02X} is not UTF-8"
    return finding("yaml-encoding", (source, at, at + 1), message, hint=likely(data, error))


def likely(data: bytes, error: UnicodeDecodeError) -> str:
    """Return what encoding bytes that are not UTF-8 seem to have, and what to do."""
    shown = data[error.start : error.start + 1].decode("cp1252", "replace")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "the file looks like UTF-16: save it as UTF-8"
    if error.end - error.start > 1:
        return "a character is cut off here: write it again and save the file as UTF-8"
    if shown.isprintable() and shown != "\N{REPLACEMENT CHARACTER}":
        return f"the file looks like Windows-1252, where this byte is “{shown}”: save it as UTF-8"
    return "save the file as UTF-8"


def controls(source: Source) -> Iterator[Finding]:
    """Yield a finding for each kind of refused character, at the first of its kind."""
    if _ALLOWED.fullmatch(source.text):
        return
    for what, refused in REFUSED:
        found = refused.search(source.text)
        if found:
            others = refused.subn("", source.text)[1] - 1
            more = f"; {others} more further on" if others else ""
            message = f"U+{ord(found[0]):04X} is {what}{more}"
            where = (source, *found.span())
            hint = "delete it; if nothing is to be seen, delete the words around it and type them"
            yield finding("yaml-control", where, message, hint=hint)
