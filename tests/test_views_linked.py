"""What a page says of itself to programs: true, small, and unable to end its script element."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import inert
import jsonlds
import pytest
import tiny
from jsonlds import RDF, SCHEMA
from test_exports_claims import TERMS
from tiny import statement, theme

from site_builder.assets import shipped as static_files
from site_builder.render import Renderer
from site_builder.stock import looks
from site_builder.views.index import Index
from site_builder.views.linked import page, script
from site_builder.views.pages import book

if TYPE_CHECKING:
    from pathlib import Path

SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
TRICKS = (
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]>",
    "&lt;/script&gt; & <b>",
    '"\\',
    "{{ 7 * 7 }}",
)
CHANGES = [
    {
        "date": "2024-05-01",
        "kind": "correction",
        "statement": "closed",
        "was": "It closed in May.",
        "now": "Statement closed.",
        "why": "a slip",
    },
    {
        "date": "2024-05-02",
        "kind": "correction",
        "statement": "gone",
        "was": "It fell.",
        "now": None,
        "theme": "bridge",
        "why": "no article says so",
    },
]


def index(content: Any = None, **records: Any) -> Index:
    return Index(proved=tiny.placed(tiny.inputs(content, **records)))


class _Elements(HTMLParser):
    """The start tags of a page, as a browser would find them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)


def elements(html: str) -> list[str]:
    parser = _Elements()
    parser.feed(html)
    parser.close()
    return parser.found


@pytest.fixture(scope="module")
def said(built_site: Path) -> dict[str, Any]:
    """What each page of the briefing says of itself, by path."""
    pages = {p.relative_to(built_site).as_posix(): p for p in built_site.rglob("*.html")}
    found = {path: SCRIPT.findall(p.read_text()) for path, p in pages.items()}
    assert all(len(ones) == (path != "404.html") for path, ones in found.items())
    return {path: json.loads(ones[0]) for path, ones in found.items() if ones}


def test_every_page_says_what_it_is_in_the_words_of_schema_org(said: dict[str, Any]) -> None:
    known = {f"{SCHEMA}{term}" for term in TERMS}
    for path, document in said.items():
        for _, predicate, value in jsonlds.triples(document):
            assert (value if predicate == f"{RDF}type" else predicate) in known, path


def test_a_theme_is_an_article_with_its_claims_beside_it(said: dict[str, Any]) -> None:
    one = said["themes/com-networks.html"]
    assert (one["@type"], one["headline"]) == ("Article", "Com networks")
    assert (one["version"], one["dateModified"]) == ("1.0", "2026-11-21")
    assert one["encoding"]["contentUrl"] == "com-networks.jsonld"
    assert "publisher" not in one
    assert "correction" not in one


def test_an_article_states_what_it_states_and_no_more(said: dict[str, Any]) -> None:
    one, other = (said[f"articles/{name}.html"]["mainEntity"] for name in ("004", "001"))
    assert one["publisher"] == {"@type": "Organization", "name": "Metro"}
    assert "publisher" not in other
    assert other["name"] == said["articles/001.html"]["headline"]
    for facts in (one, other):
        assert not {"author", "datePublished", "url"} & {*facts}


def test_an_article_that_states_all_says_all() -> None:
    words = {"publisher": "name", "author": "name", "title": "text", "url": "text"}
    facts = {
        name: {key: "https://example.org/" if name == "url" else "Old", "basis": "old bridge"}
        for name, key in words.items()
    }
    facts["published"] = {"text": "2024-03-05", "basis": "old bridge"}
    one = page(index(one=facts), "articles/one.html", "One")["mainEntity"]
    assert (one["author"], one["datePublished"]) == ("Old", "2024-03-05")
    assert one["url"] == "https://example.org/"
    facts["published"] = {"text": "last month", "basis": "old bridge"}
    one = page(index(one=facts), "articles/one.html", "One")["mainEntity"]
    assert "datePublished" not in one


def test_each_page_links_to_its_data(built_site: Path) -> None:
    for path in built_site.rglob("*.html"):
        text = path.read_text()
        (href, kind) = re.findall(r'<link rel="alternate" href="([^"]*)" type="([^"]*)">', text)[0]
        data = json.loads((path.parent / href).read_bytes())
        theme = path.parent.name == "themes"
        assert kind == ("application/ld+json" if theme else "application/json")
        assert ("@graph" if theme else "statements") in data
        (line,) = re.findall(r'<p class="colophon__data">Data: (.*?)</p>', text)
        for link in re.findall(r'href="([^"#]*)', line):
            assert (path.parent / link).is_file() if link else path.name == "method.html"


def test_the_method_page_names_files_that_are_there(built_site: Path) -> None:
    text = (built_site / "method.html").read_text().partition('id="data_files"')[2]
    names = re.findall(r'<dt><a href="([^"]*)">', text)
    assert len(names) == 8
    assert all((built_site / name).is_file() for name in names)


def test_changes_are_comments_on_the_page_that_shows_them() -> None:
    content = {"themes/bridge": theme(statement("closed")), "changes": CHANGES}
    made = index(content)
    gone, one = page(made, "themes/bridge.html", "Bridge")["correction"]
    assert gone["text"] == "Withdrawn. no article says so."
    assert one == {
        "@type": "CorrectionComment",
        "@id": "../corrections.html#change_2024-05-01_closed",
        "datePublished": "2024-05-01",
        "text": "Before: It closed in May. Now: Statement closed. a slip.",
    }
    every = page(made, "corrections.html", "Corrections")["correction"]
    assert every[0]["text"] == "Before: It fell. Withdrawn. no article says so."
    assert "correction" not in page(made, "index.html", "Bridge")


def test_a_change_that_names_a_person_without_office_is_no_comment() -> None:
    changes = [{**CHANGES[0], "was": "Ann Dell closed it."}]
    content = {"themes/bridge": theme(statement("closed")), "changes": changes}
    made = index({**content, "site": {"named": ["Ann Dell"]}})
    assert "correction" not in page(made, "themes/bridge.html", "Bridge")


def test_a_page_without_a_heading_says_nothing() -> None:
    assert script(index(), "404.html", "") == ""


def test_addresses_are_whole_where_they_are_known() -> None:
    made = index({"site": {"base_url": "https://example.org/b"}})
    one = page(made, "themes/bridge.html", "Bridge")
    assert one["@id"] == "https://example.org/b/themes/bridge.html"
    assert one["isPartOf"]["@id"] == "https://example.org/b/"
    assert one["encoding"]["contentUrl"] == "https://example.org/b/themes/bridge.jsonld"
    assert page(index(), "themes/bridge.html", "Bridge")["isPartOf"]["@id"] == "../"
    assert page(index(), "index.html", "Bridge")["isPartOf"]["@id"] == "./"


@pytest.mark.parametrize("trick", [*TRICKS, "\u2028 \u200f é"])
def test_no_words_can_end_the_script(trick: str) -> None:
    made = script(index(), "index.html", trick)
    assert json.loads(made)["headline"] == trick
    assert made.isascii()
    assert not {"<", ">", "&"} & {*made}


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return replace(Renderer.of(looks("templates")), static=static_files(looks("static"))[0].names)


@pytest.mark.parametrize("trick", TRICKS)
def test_a_hostile_title_adds_no_element_to_a_page(trick: str, renderer: Renderer) -> None:
    """The same page with another title has the same elements, and is inert."""
    pages = []
    for words in (trick, "Plain"):
        facts = {"title": {"text": words, "basis": "old bridge"}}
        facts["publisher"] = {"name": words, "basis": "old bridge"}
        content = {
            "site": {"title": words},
            "themes/bridge": {**theme(statement("a")), "title": words},
        }
        proved = tiny.placed(tiny.inputs(content, one=facts))
        made = book(Index(proved=proved))
        pages.append(
            [renderer.page(made[path]()) for path in ("themes/bridge.html", "articles/one.html")]
        )
    for hostile, plain in zip(*pages, strict=True):
        assert elements(hostile.decode()) == elements(plain.decode())
        assert [fault for fault in inert.faults(hostile) if "direction" not in fault] == []
        assert json.loads(SCRIPT.findall(hostile.decode())[0])["headline"] == trick
