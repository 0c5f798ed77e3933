"""The bytes of a file made the text of an article: plain text, a web page or a PDF.

Plain text in UTF-8 is kept byte for byte. A page goes through trafilatura and a PDF through pypdf,
which are brought in only then. Nothing here reaches the network.
"""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from site_builder.findings import FaultError, Finding, finding
from site_builder.places import Place, Source

if TYPE_CHECKING:
    from collections.abc import Mapping

_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|article)\b",
    re.IGNORECASE | re.DOTALL,
)
_PAGES = (".html", ".htm", ".xhtml")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_HEAD = 4_096  # bytes of a page in which it says how it is encoded
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\u202b\u202d\u202e\u2067]")
_MOST_HEAD = 200_000  # characters of a page in which its tags say something of it
# The tags that say something of a page, by the field of the record that it is about.
_TAGS = {
    "title": ("og:title", "twitter:title", "title"),
    "author": ("author", "article:author", "parsely-author"),
    "publisher": ("og:site_name", "publisher"),
    "published": ("article:published_time", "date", "parsely-pub-date", "pubdate"),
    "url": ("canonical", "og:url"),
}
_MOST_TEXT = 16 << 20  # bytes of a seed
_MOST_PAGES = 3_000
_FEWEST = 25  # words of an article
_PARTED = re.compile(r"([^\W\d_]+)-\Z")
_FIRST = re.compile(r"[^\W\d_]+")
_SAVE_AS = "save the article as plain text (UTF-8), as a web page (.html) or as a PDF"

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


def extracted(name: str, data: bytes, encoding: str | None = None) -> Extracted:
    """Return the text of an article in the file `name`; `encoding` is how it is written, if known.

    Raises FaultError: seed-encoding, seed-empty, file-unreadable.
    """
    if not data.strip():
        raise _fault("seed-empty", name, "the file is empty", _SAVE_AS)
    if b"%PDF-" in data[:1024]:
        return _pdf(name, data)
    other = next((what for start, what in _OTHERS if data.startswith(start)), "")
    if not other and _ARCHIVE.match(data[:2_000]):
        other = "a web archive (.mht)"
    if other:
        raise _fault("file-unreadable", name, f"this is {other}, not text", _SAVE_AS)
    if name.lower().endswith(_PAGES) or _HTML.match(data.removeprefix(codecs.BOM_UTF8)[:_HEAD]):
        return _page(name, data, encoding)
    text = _decoded(name, data, encoding)
    if not text.strip():
        raise _fault("seed-empty", name, "the file has no words", _SAVE_AS)
    if encoding is None or codecs.lookup(encoding).name == "utf-8":
        return Extracted(data=data)
    how = f"It was written in {encoding}, and is UTF-8 now."
    return Extracted(data=text.encode(), kept=".original", how=how)


def _fault(code: str, name: str, message: str, hint: str) -> FaultError:
    return FaultError(finding(code, Place(file=name), message, hint=hint))


def _decoded(name: str, data: bytes, encoding: str | None) -> str:
    """Return text that is in UTF-8, or in the encoding that is named."""
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        raise FaultError(_undecoded(name, data, encoding, error)) from None
    except (LookupError, UnicodeError, ValueError):
        message = f"there is no encoding “{encoding}” for text"
        hint = "common ones are utf-8, windows-1252, iso-8859-15 and utf-16"
        raise _fault("seed-encoding", name, message, hint) from None
    if "\0" in text or len(_CONTROL.findall(text)) > len(text) // 20:
        message = "this file is not text"
        hint = "add --encoding utf-16, if it was saved so" if "\0" in text[:200] else _SAVE_AS
        raise _fault("seed-encoding", name, message, hint)
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
        return finding("seed-encoding", place, "this file is not text", hint=_SAVE_AS)
    elif encoding is None:
        shown = bytes([byte]).decode("windows-1252", "replace")
        so = f", where this byte is “{shown}”" if shown.isprintable() and shown != "\ufffd" else ""
        hint = f"if it is Windows-1252{so}: add --encoding windows-1252"
    else:
        hint = "name another encoding, or save the file as UTF-8"
    return finding("seed-encoding", place, message, hint=hint)


def _cleaned(text: str) -> str:
    """Return text that was taken out of something without control characters and trailing space."""
    lines = (_CONTROL.sub("", line).rstrip() for line in text.replace("\r\n", "\n").split("\n"))
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def _seed(name: str, text: str, hint: str) -> bytes:
    data = text.encode("utf-8", "ignore")  # halves of a surrogate pair, which a PDF may have
    if len(data) > _MOST_TEXT:
        message = f"its text is larger than {_MOST_TEXT >> 20} MB"
        raise _fault("file-unreadable", name, message, hint)
    return data


def _needed(package: str, what: str, name: str) -> FaultError:
    message = f"the Python package {package} is needed for {what}, and this Python does not have it"
    hint = "python -m pip install -e '.[import]'; or save the article as plain text"
    return _fault("file-unreadable", name, message, hint)


def _page(name: str, data: bytes, encoding: str | None) -> Extracted:
    """Return the article of a web page."""
    try:
        import trafilatura  # noqa: PLC0415 - only a page needs it, and it takes a second
    except ImportError:
        raise _needed("trafilatura", "web pages", name) from None
    _hush("trafilatura", "htmldate", "courlan", "justext", "charset_normalizer")
    page = _decoded(name, data, _named_encoding(data, encoding))
    try:
        text = trafilatura.extract(page, include_comments=False, include_tables=True)
    except Exception as error:  # noqa: BLE001 - whatever a page does to it is the page's fault
        message = f"no article can be taken out of this page ({type(error).__name__})"
        raise _fault("file-unreadable", name, message, "copy its text into a .txt file") from None
    if not text or len(text.split()) < _FEWEST:
        message = "no article was found in this page: it has menus, a notice or a picture only"
        hint = "open it in a browser, copy the article’s text into a .txt file, and add that"
        raise _fault("seed-empty", name, message, hint)
    return Extracted(
        data=_seed(name, _cleaned(text), "copy the article’s text into a .txt file"),
        kept=".html",
        how=f"Its text was taken out of the page by trafilatura {trafilatura.__version__}: "
        "read it against the page, for what was left out.",
        tells=_told(page),
    )


class _Head(HTMLParser):
    """What a page says of itself by its tags."""

    def __init__(self) -> None:
        super().__init__()
        self.said: dict[str, str] = {}
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag says; what is said first counts."""
        have = {key: value or "" for key, value in attrs}
        self._in_title = tag == "title"
        if tag == "meta":
            name = (have.get("property") or have.get("name") or "").lower()
            self.said.setdefault(name, have.get("content", ""))
        elif tag == "link" and have.get("rel", "").lower() == "canonical":
            self.said.setdefault("canonical", have.get("href", ""))

    def handle_data(self, data: str) -> None:
        """Note the words of <title>."""
        if self._in_title:
            self.said.setdefault("title", data)
            self._in_title = False


def _told(page: str) -> dict[str, str]:
    """Return what the tags of a page say, which no reader sees; nothing is guessed."""
    head = _Head()
    with suppress(AssertionError, ValueError):  # of a page that is broken; what was read counts
        head.feed(page[:_MOST_HEAD])
    found = {
        key: next((head.said[tag] for tag in tags if head.said.get(tag, "").strip()), "")
        for key, tags in _TAGS.items()
    }
    return {key: " ".join(value.split())[:300] for key, value in found.items() if value}


def _named_encoding(data: bytes, encoding: str | None) -> str | None:
    """Return how a page is written: as the curator says, as its BOM, or as it says of itself."""
    if encoding is not None:
        return encoding
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    found = None if data.startswith(codecs.BOM_UTF8) else _CHARSET.search(data[:_HEAD])
    if found is None:
        return None
    named = found[1].decode().lower()
    try:
        codecs.lookup(named)
    except LookupError:
        return None
    latin = {"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"}
    return "windows-1252" if named in latin else named  # as the HTML standard has it


def _pdf(name: str, data: bytes) -> Extracted:
    """Return the text of a PDF, its lines joined to paragraphs."""
    try:
        import pypdf  # noqa: PLC0415 - only a PDF needs it
    except ImportError:
        raise _needed("pypdf", "PDFs", name) from None
    from io import BytesIO  # noqa: PLC0415 - as above

    _hush("pypdf")
    locked = _fault(
        "file-unreadable",
        name,
        "this PDF is encrypted",
        "save a copy without a password (print it to a PDF), and add that",
    )
    try:
        reader = pypdf.PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise locked
        number = len(reader.pages)
        pages = [page.extract_text() for page in reader.pages] if number <= _MOST_PAGES else []
        about = reader.metadata
        said = {"title": about.title, "author": about.author} if about else {}
    except FaultError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a PDF does to it is the PDF's fault
        if type(error).__name__ in {"DependencyError", "FileNotDecryptedError"}:
            raise locked from None
        message = f"this PDF cannot be read ({type(error).__name__})"
        hint = "open it in a reader and save or print it as a new PDF, or copy its text"
        raise _fault("file-unreadable", name, message, hint) from None
    if number > _MOST_PAGES:
        message = f"this PDF has {number:,} pages"
        raise _fault("file-unreadable", name, message, "save the pages of the article alone")
    return _of_pages(name, pages, said, f"pypdf {pypdf.__version__}")


def _of_pages(name: str, pages: list[str], said: Mapping[str, object], version: str) -> Extracted:
    bare = [number for number, page in enumerate(pages, 1) if len(page.split()) < 3]
    if len(" ".join(pages).split()) < _FEWEST:
        message = "this PDF has no text: its pages are pictures, perhaps scanned"
        hint = "have the text recognised (OCR) by another program, and add what it makes"
        raise _fault("seed-empty", name, message, hint)
    listed = ", ".join(map(str, bare[:12])) + (", …" if bare[12:] else "")
    remarks = (f"there is next to no text on these of its {len(pages)} pages: {listed}",)
    return Extracted(
        data=_seed(name, _cleaned(paragraphed("\n\n".join(pages))), "add a part of it"),
        kept=".pdf",
        how=f"Its text was taken out of the PDF by {version}, lines joined to paragraphs: "
        "read it against the PDF, for columns, notes and the heads of pages.",
        tells={
            key: " ".join(str(value).split())[:300]
            for key, value in said.items()
            if value and str(value).strip()
        },
        remarks=remarks if bare else (),
    )


def paragraphed(text: str) -> str:
    """Return text whose lines are cut at the edge of a page as paragraphs of one line each.

    A line goes on in the next unless it ends a sentence or is much shorter than the others. A word
    that is parted at the end of a line is joined where the text has it joined elsewhere; else it
    keeps its hyphen.
    """
    whole = set(re.findall(r"\w+", text.lower()))
    lengths = sorted(len(line) for line in text.splitlines() if line.strip())
    usual = lengths[len(lengths) * 3 // 4] if lengths else 0
    made: list[str] = []
    before = ""  # the line before, if no blank one stands between
    for line in (line.strip() for line in text.splitlines()):
        if line and before and _goes_on(before, line, usual):
            made[-1] = _joined(made[-1], line, whole)
        elif line:
            made.append(line)
        before = line
    return "\n".join(made)


def _joined(start: str, line: str, whole: set[str]) -> str:
    parted = _PARTED.search(start), _FIRST.match(line)
    if parted[0] is None or parted[1] is None:
        return f"{start} {line}"
    joined = parted[0][1] + parted[1][0]
    return (start[:-1] if joined.lower() in whole else start) + line


def _goes_on(line: str, following: str, usual: int) -> bool:
    """Tell whether a line, of those that are `usual` characters long, goes on in the next."""
    ended = line.rstrip("”’\"')]").endswith((".", "!", "?", ":"))
    if len(line) < usual * 0.7:
        return not ended and following[0].islower()
    return not ended or len(line) > usual * 0.9


def _hush(*names: str) -> None:
    """Keep libraries from writing to the terminal by themselves."""
    import logging  # noqa: PLC0415 - as above

    for name in names:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
