"""The sitemap: the pages that searches may list, in files no larger than the protocol allows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
import tiny

from site_builder.exports import sitemap
from site_builder.exports.sitemap import files
from site_builder.views.index import Index
from site_builder.views.pages import pages

if TYPE_CHECKING:
    from site_builder.proof import Proved

BASE = "https://example.org/a&b/"
NS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def proved(**site: Any) -> Proved:
    return tiny.proved({"site": {"base_url": BASE, **site}})


def listed(data: bytes) -> list[tuple[str, str]]:
    """Return the addresses of a sitemap, or of an index of them, each with its day."""
    root = ET.fromstring(data)
    each = {"urlset": "url", "sitemapindex": "sitemap"}[root.tag.removeprefix(NS)]
    assert {child.tag for child in root} <= {f"{NS}{each}"}
    return [(str(c.findtext(f"{NS}loc")), str(c.findtext(f"{NS}lastmod"))) for c in root]


def test_there_is_a_sitemap_only_where_the_address_of_the_site_is_known() -> None:
    assert files(Index(proved=tiny.proved())) == {}
    assert list(files(Index(proved=proved()))) == ["sitemap.xml"]


def test_every_page_is_listed_that_a_search_may_list() -> None:
    for seed_text, hidden in (("full", {"articles/one.html"}), ("excerpts", set())):
        made = proved(seed_text=seed_text)
        found = listed(files(Index(proved=made))["sitemap.xml"]())
        paths = (
            {page.path for page in pages(Index(proved=made))} - {"404.html", "search.html"} - hidden
        )
        every = {BASE + ("" if path == "index.html" else path) for path in paths}
        assert {address for address, _ in found} == every
        assert {date for _, date in found} == {"2024-06-01"}


def test_an_address_is_escaped() -> None:
    data = files(Index(proved=proved()))["sitemap.xml"]()
    assert b"https://example.org/a&amp;b/themes/bridge.html" in data
    assert data.startswith(b"<?xml version='1.0' encoding='utf-8'?>\n<urlset xmlns=")


@pytest.mark.parametrize(
    ("limit", "value", "counts"), [("MOST", 5, [5, 5, 1]), ("LARGEST", 600, [5, 4, 2])]
)
def test_what_one_file_cannot_hold_is_in_several(
    limit: str, value: int, counts: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    (whole,) = files(Index(proved=proved())).values()
    monkeypatch.setattr(sitemap, limit, value)
    index, *parts = (make() for make in files(Index(proved=proved())).values())
    assert [len(listed(part)) for part in parts] == counts
    assert [line for part in parts for line in listed(part)] == listed(whole())
    names = [f"{BASE}sitemap-{number}.xml" for number in (1, 2, 3)]
    assert listed(index) == [(name, "2024-06-01") for name in names]
    assert all(len(part) < 800 for part in parts)
