"""The sitemap: every page that searches may list, and when it last changed (sitemaps.org, 0.9).

Only a site whose address is known has one. More pages than one file may name go into several, and
`sitemap.xml` lists these. A page last changed on the day of the edition, which every page shows:
no change is later (change-date).
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from site_builder import urls
from site_builder.views.indexed import is_indexed
from site_builder.views.pages import paths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from site_builder.views.index import Index

_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST = 50_000
"""Addresses of one file, by the protocol."""

LARGEST = 50 * 1024 * 1024 - 1024
"""Bytes of one file, by the protocol, without its first and last lines."""

_AROUND = 80  # bytes that stand around an address, its day counted


def files(index: Index) -> dict[str, Callable[[], bytes]]:
    """Return what makes the sitemap of a site whose address is known, by path."""
    settings = index.proved.briefing.settings
    if not settings.base_url:
        return {}
    date = str(settings.edition.date)
    parts = list(_parts(addresses(index)))
    if len(parts) == 1:
        return {urls.SITEMAP: partial(_file, "urlset", "url", parts[0], date)}
    named = {urls.sitemap_part(number): part for number, part in enumerate(parts, start=1)}
    listed = [settings.base_url + path for path in named]
    made = {path: partial(_file, "urlset", "url", part, date) for path, part in named.items()}
    return {urls.SITEMAP: partial(_file, "sitemapindex", "sitemap", listed, date), **made}


def addresses(index: Index) -> Iterator[str]:
    """Yield the address of each page that may be listed, in the order of the site."""
    settings = index.proved.briefing.settings
    for path in paths(index):
        if is_indexed(path, settings):
            yield urls.known_at(path, settings.base_url)


def _parts(every: Iterable[str]) -> Iterator[list[str]]:
    """Yield the addresses in parts, each of which one file can hold; at least one part."""
    part: list[str] = []
    size = 0
    for address in every:
        # An address is ASCII; of what stands in it only & is escaped, with four characters more.
        own = len(address) + 4 * address.count("&") + _AROUND
        if len(part) == MOST or (part and size + own > LARGEST):
            yield part
            part, size = [], 0
        part.append(address)
        size += own
    yield part


def _file(root: str, each: str, part: Iterable[str], date: str) -> bytes:
    made = ET.Element(root, {"xmlns": _SITEMAPS})
    for address in part:
        one = ET.SubElement(made, each)
        ET.SubElement(one, "loc").text = address
        ET.SubElement(one, "lastmod").text = date
    ET.indent(made, "")
    return bytes(ET.tostring(made, encoding="utf-8", xml_declaration=True)) + b"\n"
