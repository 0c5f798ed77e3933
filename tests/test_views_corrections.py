"""Corrections: on a page of their own, at their statements, and where one was withdrawn."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import tiny
from test_changed import change, gone

from site_builder import stock
from site_builder.assets import shipped
from site_builder.changed import UNSAID
from site_builder.render import Renderer
from site_builder.views.book import book_page
from site_builder.views.index import Index
from site_builder.views.ledgers import CorrectionsPage, MethodPage
from site_builder.views.pages import Page, pages
from site_builder.views.sheets import ThemePage

if TYPE_CHECKING:
    from site_builder.proof import Proved

BASE = "https://example.org/"
TWICE = (change("2024-05-01"), change("2024-05-03", kind="update", was="It was shut."))


def proved(*changes: dict[str, Any], **more: Any) -> Proved:
    site = {"contact": "us@example.org", **more.pop("site", {})}
    return tiny.placed(tiny.inputs({"changes": list(changes), "site": site, **more}))


def made(*changes: dict[str, Any], **more: Any) -> dict[str, Page]:
    return {page.path: page for page in pages(Index(proved=proved(*changes, **more)))}


def html(page: Page) -> str:
    static, _ = shipped(stock.looks("static"))
    renderer = replace(Renderer.of(stock.looks("templates")), static=static.names)
    return renderer.page(page).decode()


def theme(page: Page) -> ThemePage:
    assert isinstance(page.view, ThemePage)
    return page.view


def test_where_nothing_was_changed_the_page_says_so_and_whom_to_tell() -> None:
    page = made()["corrections.html"]
    assert page.view == CorrectionsPage(edition="edition_2024-06-01", changes=())
    said = html(page)
    assert "nothing has been corrected, updated or withdrawn so far" in said
    assert "If you find a mistake, write to us@example.org" in said
    assert 'id="edition_2024-06-01"' in said
    assert theme(made()["themes/bridge.html"]).changed is None


def test_what_was_corrected_and_then_withdrawn_stands_nowhere_but_among_the_corrections() -> None:
    site = {"base_url": BASE}
    every = change("2024-05-01", "gone", now="It was shut."), gone("2024-05-03", was="It was shut.")
    site_of = made(*every, site=site)
    ledger = html(site_of["corrections.html"])
    assert ledger.count("We no longer say this.") == 2
    assert ledger.count('href="themes/bridge.html#gone"') == 2
    shown = theme(site_of["themes/bridge.html"])
    assert shown.changed is not None
    said = [(link.text, link.href) for link in shown.changed.statements]
    assert said == [("A statement that was withdrawn on 3 May 2024", "#gone")]
    page = html(site_of["themes/bridge.html"])
    assert "It shut" not in page
    assert "It was shut" not in page


def test_an_entry_leads_to_its_statement_and_to_itself() -> None:
    page = made(*TWICE, gone("2024-05-04"))["corrections.html"]
    assert isinstance(page.view, CorrectionsPage)
    told = [(one.headline, one.href, one.at, one.now) for one in page.view.changes]
    assert told == [
        (
            "Withdrawn 4 May 2024",
            "#change_2024-05-04_gone",
            "themes/bridge.html#gone",
            "",
        ),
        (
            "Updated 3 May 2024",
            "#change_2024-05-03_closed",
            "themes/bridge.html#closed",
            "Statement closed.",
        ),
        (
            "Corrected 1 May 2024",
            "#change_2024-05-01_closed",
            "themes/bridge.html#closed",
            "Statement closed.",
        ),
    ]


def test_a_statement_says_what_was_changed_the_newest_first() -> None:
    page = made(*TWICE)["themes/bridge.html"]
    (statement,) = theme(page).sections[0].statements
    assert [one.headline for one in statement.changes] == [
        "Updated 3 May 2024",
        "Corrected 1 May 2024",
    ]
    said = html(page)
    words = "<b>Corrected 1 May 2024</b>: we said “It shut”. Why: slip."
    link = '<a href="../corrections.html#change_2024-05-01_closed">'
    assert f"{words} {link}" in said


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (TWICE[:1], "One change to this page, on 1 May 2024"),
        (TWICE, "Two changes to this page, the latest on 3 May 2024"),
    ],
)
def test_a_theme_says_at_its_top_how_much_was_changed(changes: Any, words: str) -> None:
    changed = theme(made(*changes)["themes/bridge.html"]).changed
    assert changed is not None
    assert (changed.words, [link.href for link in changed.statements]) == (words, ["#closed"])


def test_the_place_of_a_withdrawn_statement_still_answers_and_counts_as_none() -> None:
    all_pages = made(gone("2024-05-02"))
    page = all_pages["themes/bridge.html"]
    said = html(page)
    assert 'id="gone"' in said
    assert "It shut" not in said
    assert "Why: slip." in said
    assert [one.place for one in theme(page).withdrawn] == ["gone"]
    assert [s.id for section in theme(page).sections for s in section.statements] == ["closed"]
    changed = theme(page).changed
    assert changed is not None
    assert [(link.text, link.href) for link in changed.statements] == [
        ("A statement that was withdrawn on 2 May 2024", "#gone")
    ]


def test_it_answers_on_one_page_alone() -> None:
    other = {"title": "Other", "sections": []}
    both = {"site": {"themes": ["bridge", "other"]}, "themes/other": other}
    all_pages = made(gone("2024-05-02", theme="other"), **both)
    assert theme(all_pages["themes/bridge.html"]).withdrawn == ()
    assert [one.place for one in theme(all_pages["themes/other.html"]).withdrawn] == ["gone"]


def test_words_that_name_somebody_are_not_repeated_but_at_a_court_outcome() -> None:
    named = change("2024-05-01", was="Ann Dell shut it.")
    for kind, there in (("event", ""), ("court-outcome", "Ann Dell shut it")):
        own = tiny.theme(tiny.statement("closed", kind=kind))
        all_pages = made(named, site={"named": ["Ann Dell"]}, **{"themes/bridge": own})
        (statement,) = theme(all_pages["themes/bridge.html"]).sections[0].statements
        assert [one.was for one in statement.changes] == [there]
        assert "Dell" not in html(all_pages["corrections.html"])
        page = all_pages["corrections.html"].view
        assert isinstance(page, CorrectionsPage)
        assert [(one.was, one.unsaid) for one in page.changes] == [("", UNSAID)]


def test_the_method_page_leads_there() -> None:
    for changes, words in (
        ((), "Nothing has been corrected so far"),
        (TWICE, "Two changes to the briefing, the latest on 3 May 2024"),
    ):
        page = made(*changes)["method.html"].view
        assert isinstance(page, MethodPage)
        assert (page.corrections.text, page.corrections.href) == (words, "corrections.html")


def test_feeds_are_named_in_the_head_where_there_are_any() -> None:
    assert made()["index.html"].site.feeds == ()
    site = made(site={"base_url": BASE})["themes/bridge.html"]
    assert [(feed.type, feed.href) for feed in site.site.feeds] == [
        ("application/atom+xml", "../feed.atom"),
        ("application/feed+json", "../feed.json"),
    ]
    link = '<link rel="alternate" href="../feed.atom" type="application/atom+xml">'
    assert link in html(site).partition("</head>")[0]


def test_the_book_has_them_as_a_chapter_with_links_within() -> None:
    said = html(book_page(proved(*TWICE, gone("2024-05-04"))))
    assert said.count('id="gone"') == 1
    assert said.count('id="change_2024-05-01_closed"') == 1
    assert 'href="#page_corrections"' in said
    assert 'Now: <a class="p" href="#closed">statement 1</a>' in said
