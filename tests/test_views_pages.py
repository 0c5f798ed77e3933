"""Which pages there are, what each is made from, and what stands around them."""

from __future__ import annotations

import dataclasses
import inspect
import re
from dataclasses import replace
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import tiny
from tiny import quote, statement, theme

from site_builder.views import heads, ledgers, revised, shapes, shares, sheets
from site_builder.views.index import Index
from site_builder.views.ledgers import MethodPage
from site_builder.views.pages import page_count, pages
from site_builder.views.shapes import DifferencesPage
from site_builder.views.sheets import HomePage, ThemePage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from site_builder.proof import Inputs, Proved
    from site_builder.views.shapes import SiteView

SEEDS = {"one": tiny.SEED, "two": "The fair drew a thousand people. Rain fell later.\n"}
FAIR = quote("two", "The fair drew a thousand people.")
NOTE = {"name": "Line", "text": "Call.", "source": "a list"}
CONTENT: dict[str, Any] = {
    "site": {"themes": ["fair", "bridge"], "summary": ["fair-drew"]},
    "themes/bridge": theme(
        statement("closed"),
        statement("ask", kind="advice"),
        statement("count", figure={"kind": "count", "value": "1", "measure": "bridges"}),
    ),
    "themes/fair": theme(
        statement("fair-drew", FAIR), title="The fair", sensitive=["rain"], summary=["closed"]
    ),
    "differences": [
        {
            "id": name,
            "on": "date",
            "rank": rank,
            "question": f"{name}?",
            "statements": bears,
            "accounts": [
                {"says": "x", "by": "article", "evidence": [FAIR]},
                {
                    "says": "y",
                    "by": "article",
                    "evidence": [quote("one", "The old bridge closed"), FAIR],
                },
            ],
        }
        for name, rank, bears in [("small", 3, ["closed"]), ("big", 1, []), ("some", 2, ["ask"])]
    ],
    "gaps": [
        {"id": "who", "question": "Who?", "absent": ["grant"], "seeds": "all", "themes": ["fair"]}
    ],
    "notes": [
        {"id": "line", "kind": "help", "phone": "123", **NOTE},
        {"id": "height", "kind": "context", "themes": ["bridge"], **NOTE},
    ],
    "changes": [
        {
            "date": "2024-05-01",
            "kind": "correction",
            "statement": "closed",
            "was": "a",
            "now": "b",
            "why": "c",
        },
        {
            "date": "2024-05-02",
            "kind": "update",
            "statement": "gone",
            "was": "a",
            "now": None,
            "why": "c",
            "theme": "bridge",
        },
    ],
}


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


def changed(name: str) -> Inputs:
    """Return the inputs with other bytes, of the same meaning, in one file."""
    given = tiny.inputs(CONTENT, SEEDS)
    if name in given.content:
        return replace(given, content={**given.content, name: given.content[name] + b"\n# more\n"})
    seeds = {stem: text + "More.\n" * (name == f"seeds/{stem}.txt") for stem, text in SEEDS.items()}
    return tiny.inputs(CONTENT, seeds)


def named(given: Inputs) -> dict[str, dict[str, str]]:
    """Return by page the inputs that it names, alone or by their folder, with their hashes."""
    proved = tiny.placed(given)
    return {
        page.path: {
            name: digest
            for name, digest in proved.digests.items()
            if any(name == one or fnmatch(name, one) for one in page.inputs)
        }
        for page in pages(Index(proved=proved))
    }


@pytest.mark.parametrize("name", sorted(tiny.inputs(CONTENT, SEEDS).content))
def test_a_page_names_a_changed_file_or_shows_nothing_of_it(name: str) -> None:
    before, after = named(tiny.inputs(CONTENT, SEEDS)), named(changed(name))
    differ = {path for path in before if before[path] != after[path]}
    assert differ == {path for path in before if name in before[path]}
    assert "index.html" in differ


def test_a_theme_is_not_made_from_what_it_does_not_mention() -> None:
    made = named(tiny.inputs(CONTENT, SEEDS))
    fair, bridge = made["themes/fair.html"], made["themes/bridge.html"]
    assert "seeds/one.txt" not in fair
    assert "content/themes/bridge.yaml" in fair  # its summary links there
    assert "content/themes/fair.yaml" not in bridge
    assert {"seeds/one.txt", "seeds/two.txt"} <= set(bridge)  # through its differences
    assert "seeds/two.txt" not in made["articles/one.html"]


def test_what_a_theme_does_not_name_can_change_without_a_trace_on_it() -> None:
    """The other theme's words change, and the page's view stays what it was."""
    other = statement("fair-drew", FAIR, text="The fair drew many.")
    content = {**CONTENT, "themes/fair": theme(other, title="The fair")}
    before, after = (
        tiny.placed(tiny.inputs(CONTENT, SEEDS)),
        tiny.placed(tiny.inputs(content, SEEDS)),
    )
    pick = "themes/bridge.html"
    assert views(before)[pick] == views(after)[pick]
    assert views(before)["themes/fair.html"] != views(after)["themes/fair.html"]
    (page,) = (page for page in pages(Index(proved=before)) if page.path == pick)
    assert "titles of themes" in page.inputs  # which its navigation names


def test_a_figure_that_must_not_be_compared_makes_a_theme_depend_on_the_other() -> None:
    apart = {"kind": "count", "value": "1", "measure": "bridges", "not_with": ["fair-drew"]}
    content = {**CONTENT, "themes/bridge": theme(statement("count", figure=apart))}
    content = {key: value for key, value in content.items() if key in {"site", "themes/bridge"}}
    content["themes/fair"] = theme(statement("fair-drew", FAIR))
    made = named(tiny.inputs(content, SEEDS))
    assert "content/themes/fair.yaml" in made["themes/bridge.html"]
    assert "content/themes/bridge.yaml" not in made["themes/fair.html"]


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
