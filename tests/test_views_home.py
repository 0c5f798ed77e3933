"""The home page: what it says in brief, and which figures and differences stand on it."""

from __future__ import annotations

from typing import Any

import tiny
from tiny import quote, statement, theme

from site_builder.views.home import figured, home_page, tally
from site_builder.views.index import Index
from site_builder.views.statements import Shelf

SEEDS = {"one": tiny.SEED, "two": "The bridge closed in April.\n"}
COUNT = {"kind": "count", "value": "1", "measure": "bridges"}
MARCH = quote("one", "The old bridge closed in March.")
APRIL = quote("two", "The bridge closed in April.")


def difference(name: str, rank: int) -> dict[str, Any]:
    accounts = [
        {"says": says, "by": "article", "evidence": [entry]}
        for says, entry in (("March", MARCH), ("April", APRIL))
    ]
    base = {"id": name, "on": "date", "rank": rank, "question": f"Which {name}?"}
    return {**base, "statements": ["closed"], "accounts": accounts}


def gap(name: str) -> dict[str, Any]:
    return {"id": name, "question": f"Who {name}?", "absent": ["grant"], "seeds": "all"}


CONTENT: dict[str, Any] = {
    "themes/bridge": theme(
        statement("closed"),
        statement("count", figure=COUNT),
        statement("ask", kind="advice"),
        statement("other", figure=COUNT),
    ),
    "differences": [difference("small", 3), difference("middle", 2), difference("big", 1)],
    "gaps": [gap("paid"), gap("built")],
}


def shelf(content: dict[str, Any] | None = None, **site: Any) -> Shelf:
    given = {**(CONTENT if content is None else content), "site": site}
    return Shelf(index=Index(proved=tiny.placed(tiny.inputs(given, SEEDS))), page="index.html")


def test_in_brief_stand_statements_differences_and_gaps_in_the_order_of_the_settings() -> None:
    made = shelf(summary=["paid", "count", "small", "closed"])
    gap, count, small, closed = home_page(made).summary
    assert gap.gap == made.gap(made.index.proved.briefing.gaps[0])
    assert (gap.statement, gap.difference) == (None, None)
    assert count.statement == made.statement(made.index.statements["count"][1])
    assert (count.gap, count.difference) == (None, None)
    assert small.difference is not None
    assert (small.difference.id, small.difference.question) == ("small", "Which small?")
    assert [one.says for one in small.difference.accounts] == ["March", "April"]
    assert (small.gap, small.statement) == (None, None)
    assert closed.statement is not None
    assert closed.statement.id == "closed"


def test_without_a_summary_nothing_is_said_in_brief() -> None:
    assert home_page(shelf()).summary == ()


def test_small_differences_stand_elsewhere() -> None:
    page = home_page(shelf())
    assert [one.id for one in page.differences] == ["big", "middle"]
    assert [one.id for one in page.gaps] == ["paid", "built"]
    assert [one.id for one in page.asks] == ["ask"]


def test_a_difference_that_names_who_holds_no_office_stands_elsewhere_whatever_its_rank() -> None:
    named = {**difference("named", 1), "on": "name"}
    named["accounts"][0]["says"] = "Tom Bell"
    given = {**CONTENT, "differences": [*CONTENT["differences"], named]}
    seeds = {**SEEDS, "two": f"{SEEDS['two']}Tom Bell spoke.\n"}
    proved = tiny.placed(tiny.inputs({**given, "site": {"named": ["Tom Bell"]}}, seeds))
    page = home_page(Shelf(index=Index(proved=proved), page="index.html"))
    assert [one.id for one in page.differences] == ["big", "middle"]


def test_figures_are_those_of_the_settings_or_all() -> None:
    assert [str(s.id) for s in figured(shelf())] == ["count", "other"]
    chosen = shelf(figures=["other"])
    assert [str(s.id) for s in figured(chosen)] == ["other"]
    assert [one.id for one in home_page(chosen).figures] == ["other"]


def test_what_there_is_of_each_kind() -> None:
    counts = [(one.number, one.label, one.href) for one in tally(shelf())]
    assert counts == [
        (2, "articles read", "articles/index.html"),
        (4, "statements", ""),
        (2, "quotations found", "method.html"),
        (3, "points on which articles differ", "differences.html"),
        (2, "questions no article answers", "not-stated.html"),
    ]
    alone = tiny.placed(tiny.inputs())
    one = tally(Shelf(index=Index(proved=alone), page="themes/bridge.html"))
    assert [(item.number, item.label, item.href) for item in one] == [
        (1, "article read", "../articles/index.html"),
        (1, "statement", ""),
        (1, "quotation found", "../method.html"),
        (0, "points on which articles differ", "../differences.html"),
        (0, "questions no article answers", "../not-stated.html"),
    ]


def test_each_theme_is_linked_with_its_count() -> None:
    page = home_page(shelf())
    assert [(link.text, link.href, count) for link, count in page.themes] == [
        ("The bridge", "themes/bridge.html", "4 statements")
    ]
