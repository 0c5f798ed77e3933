"""Which pages there are, what each is made from, and what stands around them."""

from __future__ import annotations

import dataclasses
import inspect
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import tiny
from fairs import CONTENT, SEEDS
from tiny import statement, theme

from site_builder.views import heads, ledgers, revised, shapes, shares, sheets
from site_builder.views.index import Index
from site_builder.views.ledgers import MethodPage
from site_builder.views.pages import page_count, pages
from site_builder.views.shapes import DifferencesPage
from site_builder.views.sheets import HomePage, ThemePage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from site_builder.proof import Proved
    from site_builder.views.shapes import SiteView


def views(proved: Proved) -> dict[str, Any]:
    return {page.path: page.view for page in pages(Index(proved=proved))}


def test_every_page_is_counted_and_has_an_address_of_its_own() -> None:
    proved = tiny.placed(tiny.inputs(CONTENT, SEEDS))
    paths = [page.path for page in pages(Index(proved=proved))]
    assert paths == [
        "index.html",
        "differences.html",
        "not-stated.html",
        "people.html",
        "dates.html",
        "words.html",
        "meeting-note.html",
        "articles/index.html",
        "method.html",
        "corrections.html",
        "search.html",
        "404.html",
        "themes/fair.html",
        "themes/bridge.html",
        "articles/one.html",
        "articles/two.html",
    ]
    assert len(paths) == page_count(proved)


def test_the_home_page() -> None:
    home = views(tiny.placed(tiny.inputs(CONTENT, SEEDS)))["index.html"]
    assert isinstance(home, HomePage)
    assert [point.statement.id for point in home.summary] == ["fair-drew"]
    assert [s.id for s in home.figures] == ["count"]
    assert [s.id for s in home.asks] == ["ask"]
    assert [d.id for d in home.differences] == ["big", "some"]
    assert [gap.id for gap in home.gaps] == ["who"]
    assert [(link.text, link.href, count) for link, count in home.themes] == [
        ("The fair", "themes/fair.html", "1 statement"),
        ("The bridge", "themes/bridge.html", "3 statements"),
    ]
    assert [(item.number, item.label, item.href) for item in home.tally] == [
        (2, "articles read", "articles/index.html"),
        (4, "statements", ""),
        (3, "quotations found", "method.html"),
        (3, "points on which articles differ", "differences.html"),
        (1, "question no article answers", "not-stated.html"),
    ]


def test_the_home_page_shows_every_figure_or_those_that_are_chosen() -> None:
    figure = {"kind": "count", "value": "1", "measure": "bridges"}
    figures = (statement(name, figure=figure) for name in "abc")
    content = {"themes/bridge": theme(*figures, statement("closed"))}
    home = views(tiny.placed(tiny.inputs(content)))["index.html"]
    assert [s.id for s in home.figures] == ["a", "b", "c"]
    chosen = {**content, "site": {"figures": ["c", "a"]}}
    home = views(tiny.placed(tiny.inputs(chosen)))["index.html"]
    assert [s.id for s in home.figures] == ["c", "a"]


def test_a_theme_has_what_bears_on_it() -> None:
    made = views(tiny.placed(tiny.inputs(CONTENT, SEEDS)))
    fair, bridge = made["themes/fair.html"], made["themes/bridge.html"]
    assert isinstance(fair, ThemePage)
    assert isinstance(bridge, ThemePage)
    assert (fair.title, fair.sensitive) == ("The fair", "rain")
    assert [(link.text, link.href) for link in fair.summary] == [
        ("Statement closed.", "bridge.html#closed")
    ]
    assert [gap.id for gap in fair.gaps] == ["who"]
    assert (fair.differences, fair.notes) == ((), ())
    assert [d.id for d in bridge.differences] == ["some", "small"]
    assert [note.id for note in bridge.notes] == ["height"]
    assert [s.id for section in bridge.sections for s in section.statements] == [
        "closed",
        "ask",
        "count",
    ]
    assert bridge.gaps == ()


def test_the_matrix_tells_which_article_gives_which_account() -> None:
    page = views(tiny.placed(tiny.inputs(CONTENT, SEEDS)))["differences.html"]
    assert isinstance(page, DifferencesPage)
    assert [link.text for link in page.articles] == ["one", "two"]
    assert [(row.question.href, row.cells) for row in page.matrix] == [
        ("#big", ("b", "a b")),
        ("#some", ("b", "a b")),
        ("#small", ("b", "a b")),
    ]
    assert [d.id for d in page.differences] == ["big", "some", "small"]


def test_the_method_page_leads_to_corrections_and_lists_outside_notes() -> None:
    page = views(tiny.placed(tiny.inputs(CONTENT, SEEDS)))["method.html"]
    assert isinstance(page, MethodPage)
    assert page.corrections.text.endswith("the latest on 2 May 2024")
    assert page.corrections.href == "corrections.html"
    assert [note.id for note in page.notes] == ["height"]
    assert page.overruled == ()


def around(path: str = "index.html", seeds: Mapping[str, str] = SEEDS, **more: Any) -> SiteView:
    site = {**CONTENT["site"], **more.pop("site", {})}
    proved = tiny.placed(tiny.inputs({**CONTENT, "site": site}, seeds, **more))
    (page,) = (page for page in pages(Index(proved=proved)) if page.path == path)
    return page.site


def test_what_stands_around_a_page() -> None:
    site = around("articles/one.html", site={"contact": "us", "caution": "care"})
    assert (site.root, site.home) == ("../", "../index.html")
    assert [(link.href, link.current) for link in site.themes] == [
        ("../themes/fair.html", False),
        ("../themes/bridge.html", False),
    ]
    assert (site.contact, site.caution, site.article_count) == ("us", "care", "two")
    assert (site.edition, site.review_by) == ("Edition 1.0, 1 June 2024", "1 June 2025")
    assert [(line.name, line.phone, line.url) for line in site.help] == [("Line", "123", "")]
    site = around("method.html")
    assert [link.text for link in site.pages if link.current] == ["How this was made"]
    assert (site.root, site.contact, site.caution) == ("", "", "")


@pytest.mark.parametrize(
    ("base_url", "path"),
    [
        (None, ""),
        ("https://example.org", "/"),
        ("https://example.org/a/b", "/a/b/"),
        ("http://example.org/a/", "/a/"),
    ],
)
def test_the_base_path_is_the_path_of_the_base_url(base_url: str | None, path: str) -> None:
    assert around(site={"base_url": base_url}).base_path == path


def test_undated_articles_are_counted() -> None:
    dated = {"published": {"text": "March", "basis": "March"}}
    later = {"published": {"text": "later", "basis": "later"}}
    assert around().dates == "The articles are undated."
    assert around(one=dated).dates == "One of the articles is undated."
    assert around(one=dated, two=later).dates == ""
    alone = tiny.placed(tiny.inputs())
    assert next(pages(Index(proved=alone))).site.dates == "The article is undated."


def test_golden_sites_show_every_field_of_every_view() -> None:
    dump = (Path(__file__).parent / "sites" / "templates" / "dump.html").read_text(encoding="utf-8")
    listed = dict(re.findall(r'^  "(\w+)": "([^"]+)",?$', dump, re.MULTILINE))
    views = dict(
        member
        for module in (heads, ledgers, revised, shapes, shares, sheets)
        for member in inspect.getmembers(module, dataclasses.is_dataclass)
    )
    fields = {
        name: [field.name for field in dataclasses.fields(view)] for name, view in views.items()
    }
    assert {name: names.split() for name, names in listed.items()} == fields
