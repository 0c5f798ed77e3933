"""What a printed briefing holds, read by pypdf, and what is wrong with it.

`faults` is for any briefing: the tests hold a small one to it, `make audit` the shipped one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pypdf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_builder.proof import Proved

_ANCHOR = re.compile(r'<h[12] id="([^"]+)"|<(?:div|span|tr|th)[^>]* id="([^"]+)"')
_HEADING = re.compile(r"<h([12])[^>]*>(.*?)</h\1>")
_CONTENTS = re.compile(r'<section class="contents">(.*?)</section>', re.DOTALL)
_LINK = re.compile(r'<a href="#([^"]+)">(.*?)</a>')
_NOTE = re.compile(r'<span class="note" id="(([^"_]+)_[^"]+)">')


def bare(text: str) -> str:
    """Return a text without white space, which the lines of a page change, and word joiners."""
    return re.sub(r"[\s\u2060]+", "", text)


@dataclass(frozen=True, kw_only=True)
class BookPdf:
    """A PDF and the HTML it was made from."""

    data: bytes
    html: str

    @cached_property
    def reader(self) -> pypdf.PdfReader:
        return pypdf.PdfReader(BytesIO(self.data))

    @cached_property
    def texts(self) -> list[str]:
        """The text of each page."""
        return [page.extract_text() for page in self.reader.pages]

    @cached_property
    def bare_texts(self) -> list[str]:
        return [bare(text) for text in self.texts]

    @cached_property
    def places(self) -> dict[str, int]:
        """On which page, from 1, each anchor stands."""
        numbers = {page.indirect_reference.idnum: n for n, page in enumerate(self.reader.pages, 1)}
        return {
            name: numbers[place.page.idnum]
            for name, place in self.reader.named_destinations.items()
        }

    @property
    def root(self) -> Any:
        return self.reader.trailer["/Root"]

    @cached_property
    def elements(self) -> list[Any]:
        """Every element of the structure, from the top."""
        return list(_below(self.root["/StructTreeRoot"]))

    @property
    def headings(self) -> list[str]:
        return [_plain(words) for _, words in _HEADING.findall(self.html)]

    @property
    def bookmarks(self) -> list[str]:
        return list(_titles(self.reader.outline))

    @property
    def contents(self) -> list[tuple[str, str]]:
        """Each line of the contents: the anchor, and the words."""
        found = _CONTENTS.search(self.html)
        assert found is not None
        return [(anchor, _plain(words)) for anchor, words in _LINK.findall(found[1])]

    @property
    def notes(self) -> list[tuple[str, str]]:
        """Each footnote: its anchor, and that of its statement."""
        return _NOTE.findall(self.html)


def _plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))


def _titles(outline: list[Any]) -> Iterator[str]:
    for item in outline:
        if isinstance(item, list):
            yield from _titles(item)
        else:
            yield str(item.title)


def _below(element: Any) -> Iterator[Any]:
    kids = element.get("/K", [])
    kids = kids.get_object() if hasattr(kids, "get_object") else kids
    for kid in kids if isinstance(kids, list) else [kids]:
        found = kid.get_object() if hasattr(kid, "get_object") else kid
        if isinstance(found, dict) and "/S" in found:
            yield found
            yield from _below(found)


def faults(book: BookPdf, proved: Proved) -> Iterator[str]:
    """Yield what is wrong with the PDF of a briefing."""
    yield from _access_faults(book)
    if book.bookmarks != book.headings:
        yield f"bookmarks and headings differ: {set(book.bookmarks) ^ set(book.headings)}"
    last = max(book.places[anchor] for anchor, _ in book.contents[:1]) - 1
    listed = "".join(book.bare_texts[1:last])
    for anchor, words in book.contents:
        page = book.places.get(anchor, 0)
        if bare(f"{words}{page}") not in listed:
            yield f"the contents do not give page {page} for “{words}”"
        if bare(words) not in book.bare_texts[page - 1]:
            yield f"page {page} has no heading “{words}”"
    yield from _quote_faults(book, proved)
    for page, text in enumerate(book.texts, 1):
        if page > 1 and f"Page {page} of {len(book.texts)}" not in text:
            yield f"page {page} does not say which it is"


def _access_faults(book: BookPdf) -> Iterator[str]:
    """Yield what PDF/UA asks for and is not there, as far as that can be seen without a checker."""
    root, info = book.root, book.reader.metadata
    wanted = {
        "tagged": root.get("/MarkInfo", {}).get("/Marked"),
        "structured": bool(book.elements),
        "in a language": root.get("/Lang"),
        "shown by its title": root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"),
        "titled": info is not None and info.title,
        "said to be PDF/UA-1": b'pdfuaid:part="1"' in root["/Metadata"].get_data(),
    }
    yield from (f"it is not {what}" for what, there in wanted.items() if not there)
    kinds = [str(element["/S"]) for element in book.elements]
    levels = [int(kind[2]) for kind in kinds if re.fullmatch("/H[1-6]", kind)]
    if levels[:1] != [1] or any(b > a + 1 for a, b in pairwise(levels)):
        yield "a level of heading is left out"
    ids = [element.get("/ID") for element in book.elements if element["/S"] == "/Note"]
    if len(ids) != len(book.notes) or len(set(ids)) != len(ids) or None in ids:
        yield f"{len(ids)} notes are tagged, and {len(book.notes)} there"
    for element in book.elements:
        if element["/S"] == "/Table" and "/TH" not in {e["/S"] for e in _below(element)}:
            yield "a table has no header"
    for number, page in enumerate(book.reader.pages, 1):
        if page.get("/Tabs") != "/S":
            yield f"page {number} has no order for the keyboard"
        for link in page.get("/Annots", []):
            if not link.get_object().get("/Contents"):
                yield f"a link on page {number} does not say where it leads"


def _quote_faults(book: BookPdf, proved: Proved) -> Iterator[str]:
    """Yield what is not there word for word, and what note is not on the page of its statement."""
    whole = "".join(book.bare_texts)
    for entry in proved.briefing.citing():
        passage = proved.passages[entry.quote]
        text = proved.seeds[passage.seed].text
        for part in passage.parts:
            if bare(text[part.start : part.end]) not in whole:
                yield f"not in it: {text[part.start : part.end]}"
    for number, (note, statement) in enumerate(book.notes, 1):
        if book.places.get(note) != book.places.get(statement, 0):
            yield f"note {number} is on page {book.places.get(note)}, not with {statement}"
        elif not re.search(rf"(?m)^{number}\b", book.texts[book.places[note] - 1]):
            yield f"page {book.places[note]} has no note {number}"
