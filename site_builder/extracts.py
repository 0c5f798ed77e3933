"""What comes out of a file that holds an article, and what its making has in common."""

from __future__ import annotations

import codecs
import logging
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from site_builder.findings import FaultError, Finding, finding
from site_builder.places import Place, Source

if TYPE_CHECKING:
    from collections.abc import Mapping

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\u202b\u202d\u202e\u2067]")
_MOST_TEXT = 16 << 20  # bytes of a seed
FEWEST = 25
"""How many words an article has at least."""

SAVE_AS = "save the article as plain text (UTF-8), as a web page (.html) or as a PDF"
"""What can be done with a file that is none of these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """The bytes of a seed, where they come from, and what the file says that the text does not.

    `kept` is the ending of the file's name under which the original is kept; "" where the seed is
    the file itself. `tells` has title, author, publisher, published and url, where its own data say
    something of them.
    """

    data: bytes
    kept: str = ""
    how: str = ""
    tells: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The seed's text."""
        return self.data.removeprefix(codecs.BOM_UTF8).decode()


def fault(code: str, name: str, message: str, hint: str) -> FaultError:
    """Return what ends the adding of the file `name`."""
    return FaultError(finding(code, Place(file=name), message, hint=hint))


def decoded(name: str, data: bytes, encoding: str | None) -> str:
    """Return text that is in UTF-8, or in the encoding that is named."""
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        raise FaultError(_undecoded(name, data, encoding, error)) from None
    except (LookupError, UnicodeError, ValueError):
        message = f"there is no encoding “{encoding}” for text"
        hint = "common ones are utf-8, windows-1252, iso-8859-15 and utf-16"
        raise fault("seed-encoding", name, message, hint) from None
    if "\0" in text or len(_CONTROL.findall(text)) > len(text) // 20:
        message = "this file is not text"
        hint = "add --encoding utf-16, if it was saved so" if "\0" in text[:200] else SAVE_AS
        raise fault("seed-encoding", name, message, hint)
    return text


def _undecoded(name: str, data: bytes, encoding: str | None, error: UnicodeDecodeError) -> Finding:
    data = data.removeprefix(codecs.BOM_UTF8)
    start = error.start
    try:
        before = data[:start].decode(encoding or "utf-8", "replace")
    except UnicodeError:  # not every encoding of Python can replace
        before = data[:start].decode("latin-1")
    place = Source(name=name, text=before).place(len(before))
    byte = data[start] if start < len(data) else 0
    message = f"byte {start + 1:,} of the file, 0x{byte:02X}, is not {encoding or 'UTF-8'}"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        hint = "the file looks like UTF-16: add --encoding utf-16"
    elif b"\0" in data[:1000]:
        return finding("seed-encoding", place, "this file is not text", hint=SAVE_AS)
    elif encoding is None:
        shown = bytes([byte]).decode("windows-1252", "replace")
        so = f", where this byte is “{shown}”" if shown.isprintable() and shown != "\ufffd" else ""
        hint = f"if it is Windows-1252{so}: add --encoding windows-1252"
    else:
        hint = "name another encoding, or save the file as UTF-8"
    return finding("seed-encoding", place, message, hint=hint)


def cleaned(text: str) -> str:
    """Return text that was taken out of something without control characters and trailing space."""
    lines = (_CONTROL.sub("", line).rstrip() for line in text.replace("\r\n", "\n").split("\n"))
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def as_seed(name: str, text: str, hint: str) -> bytes:
    """Return the bytes of a seed of this text. Raises FaultError where they are too many."""
    data = text.encode("utf-8", "ignore")  # halves of a surrogate pair, which a PDF may have
    if len(data) > _MOST_TEXT:
        message = f"its text is larger than {_MOST_TEXT >> 20} MB"
        raise fault("file-unreadable", name, message, hint)
    return data


def needed(package: str, what: str, name: str, error: ImportError) -> FaultError:
    """Return what is said where an optional package is not there, or cannot be used."""
    why = "this Python does not have it"
    if getattr(error, "name", None) != package:
        why = f"it cannot be used: {error}"
    message = f"the Python package {package} is needed for {what}, and {why}"
    hint = "the command `doctor` says how to install it; or save the article as plain text"
    return fault("file-unreadable", name, message, hint)


def hush(*names: str) -> None:
    """Keep libraries from writing to the terminal by themselves."""
    for name in names:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
