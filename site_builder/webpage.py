"""The article of a web page, by trafilatura, and what the page says of itself."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from html.parser import HTMLParser

from site_builder.extracts import FEWEST, Extracted, as_seed, cleaned, decoded, fault, hush, needed
from site_builder.losses import losses

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
HEAD = 4_096
"""Bytes of a page in which it says how it is encoded."""

_MOST_HEAD = 200_000  # characters of a page in which its tags say something of it
# The tags that say something of a page, by the field of the record that it is about.
_TAGS = {
    "title": ("og:title", "twitter:title", "title"),
    "author": ("author", "article:author", "parsely-author"),
    "publisher": ("og:site_name", "publisher"),
    "published": ("article:published_time", "date", "parsely-pub-date", "pubdate"),
    "url": ("canonical", "og:url"),
}


def page(name: str, data: bytes, encoding: str | None) -> Extracted:
    """Return the article of a web page."""
    try:
        import trafilatura  # it takes a second
    except ImportError as error:
        raise needed("trafilatura", "web pages", name, error) from None
    hush("trafilatura", "htmldate", "courlan", "justext", "charset_normalizer")
    page = decoded(name, data, _named_encoding(data, encoding))
    try:
        text = trafilatura.extract(page, include_comments=False, include_tables=True)
    except Exception as error:  # noqa: BLE001 - whatever a page does to it is the page's fault
        message = f"no article can be taken out of this page ({type(error).__name__})"
        raise fault("file-unreadable", name, message, "copy its text into a .txt file") from None
    if not text or len(text.split()) < FEWEST:
        message = "no article was found in this page: it has menus, a notice or a picture only"
        hint = "open it in a browser, copy the article’s text into a .txt file, and add that"
        raise fault("seed-empty", name, message, hint)
    return Extracted(
        data=as_seed(name, cleaned(text), "copy the article’s text into a .txt file"),
        kept=".html",
        how=f"Its text was taken out of the page by trafilatura {trafilatura.__version__}: "
        "read it against the page, for what was left out.",
        tells=_told(page),
        remarks=losses(page, text),
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
    found = None if data.startswith(codecs.BOM_UTF8) else _CHARSET.search(data[:HEAD])
    if found is None:
        return None
    named = found[1].decode().lower()
    try:
        codecs.lookup(named)
    except LookupError:
        return None
    latin = {"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"}
    return "windows-1252" if named in latin else named  # as the HTML standard has it
