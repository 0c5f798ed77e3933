from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder import urls
from site_builder.model import Passage
from site_builder.quotes import Span

PASSAGE = Passage(seed="001", parts=(Span(3, 9), Span(12, 20)))


def test_addresses() -> None:
    assert urls.theme("the-pool") == "themes/the-pool.html"
    assert urls.article("001") == "articles/001.html"
    assert urls.paragraph_anchor(4) == "p4"
    assert urls.section_anchor(2) == "section-2"
    assert urls.passage_anchor(PASSAGE) == "c3-9_12-20"
    assert urls.passage(PASSAGE) == "articles/001.html#c3-9_12-20"


@pytest.mark.parametrize(
    ("target", "page", "expected"),
    [
        ("index.html", "index.html", "index.html"),
        ("index.html#help", "index.html", "#help"),
        ("method.html", "index.html", "method.html"),
        ("themes/a.html", "index.html", "themes/a.html"),
        ("themes/a.html#b", "themes/a.html", "#b"),
        ("themes/a.html", "themes/a.html", "a.html"),
        ("themes/b.html#c", "themes/a.html", "b.html#c"),
        ("articles/001.html#p3", "themes/a.html", "../articles/001.html#p3"),
        ("index.html", "themes/a.html", "../index.html"),
        ("a/b/c.html", "a/d/e.html", "../b/c.html"),
        ("a/b/c.html", "a/e.html", "b/c.html"),
        ("a/e.html", "a/b/c.html", "../e.html"),
        ("a", "a/b.html", "../a"),
    ],
)
def test_an_address_as_a_page_writes_it(target: str, page: str, expected: str) -> None:
    assert urls.relative(target, page) == expected


@pytest.mark.parametrize(
    ("page", "expected"), [("index.html", ""), ("a/b.html", "../"), ("a/b/c.html", "../../")]
)
def test_the_way_to_the_root(page: str, expected: str) -> None:
    assert urls.root(page) == expected


NAMES = st.sampled_from(["a", "b", "c"])
PATHS = st.lists(NAMES, max_size=3).map(lambda parts: "/".join([*parts, "x.html"]))


@given(PATHS, PATHS, st.sampled_from(["", "#p1"]))
def test_a_browser_follows_a_relative_address_to_its_target(
    target: str, page: str, anchor: str
) -> None:
    written = urls.relative(target + anchor, page)
    assert urljoin(f"file:///site/{page}", written) == f"file:///site/{target}{anchor}"
    assert not urlsplit(written).path.startswith("/")


@pytest.mark.parametrize("name", ["main", "help", "top", "edition", "summary", "section-12"])
def test_names_that_the_pages_use_themselves(name: str) -> None:
    assert urls.is_reserved(name)


@pytest.mark.parametrize("name", ["mains", "the-summary", "section", "section-one", "section-1-a"])
def test_other_names_are_free(name: str) -> None:
    assert not urls.is_reserved(name)
