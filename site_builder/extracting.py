"""The bytes of a file made the text of an article: plain text, a web page or a PDF.

Plain text in UTF-8 is kept byte for byte. Nothing here reaches the network.
"""

from __future__ import annotations

import codecs
import re

from site_builder.extracts import SAVE_AS, Extracted, decoded, fault
from site_builder.pdf import pdf
from site_builder.webpage import HEAD, page

_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|article)\b",
    re.IGNORECASE | re.DOTALL,
)
_PAGES = (".html", ".htm", ".xhtml")
# What a file begins with that is none of these, and what it is.
_OTHERS = (
    (b"PK\x03\x04", "a Word, OpenDocument, EPUB or zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"{\\rtf", "a file in Rich Text Format"),
    (b"bplist00", "a web archive of Safari"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
)
_ARCHIVE = re.compile(rb"^(?:From|MIME-Version|Content-Type):.*?multipart/related", re.DOTALL)


def extracted(name: str, data: bytes, encoding: str | None = None) -> Extracted:
    """Return the text of an article in the file `name`; `encoding` is how it is written, if known.

    Raises FaultError: seed-encoding, seed-empty, file-unreadable.
    """
    if not data.strip():
        raise fault("seed-empty", name, "the file is empty", SAVE_AS)
    if b"%PDF-" in data[:1024]:
        return pdf(name, data)
    other = next((what for start, what in _OTHERS if data.startswith(start)), "")
    if not other and _ARCHIVE.match(data[:2_000]):
        other = "a web archive (.mht)"
    if other:
        raise fault("file-unreadable", name, f"this is {other}, not text", SAVE_AS)
    if name.lower().endswith(_PAGES) or _HTML.match(data.removeprefix(codecs.BOM_UTF8)[:HEAD]):
        return page(name, data, encoding)
    text = decoded(name, data, encoding)
    if not text.strip():
        raise fault("seed-empty", name, "the file has no words", SAVE_AS)
    if encoding is None or codecs.lookup(encoding).name == "utf-8":
        return Extracted(data=data)
    how = f"It was written in {encoding}, and is UTF-8 now."
    return Extracted(data=text.encode(), kept=".original", how=how)
