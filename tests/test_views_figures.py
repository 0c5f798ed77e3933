"""Figures side by side: what each counts, and which must not be compared, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import tiny
from tiny import statement, theme

from site_builder.views.figures import figures_view
from site_builder.views.index import Index
from site_builder.views.statements import Shelf

if TYPE_CHECKING:
    from site_builder.places import Text

SPEAKERS = [
    {"id": "trust", "name": "River Trust", "kind": "organisation"},
    {"id": "echo", "name": "the Echo", "kind": "organisation"},
]
COUNT = {"kind": "count", "value": "40", "unit": "stones", "measure": "loose stones"}
FULL = {
    **COUNT,
    "population": "the arch",
    "place": "Ashby",
    "period": {"from": "2022", "to": "2024"},
    "counted_by": "trust",
    "base": "an arch of 90",
}


def view(listed: list[str], **figures: dict[str, Any] | None) -> Any:
    """Return the table of these statements' figures on their theme's page."""
    made = [
        statement(name, **({} if figure is None else {"figure": figure}))
        for name, figure in figures.items()
    ]
    used = [statement(f"by-{one['id']}", by=one["id"]) for one in SPEAKERS]
    content = {
        "themes/bridge": theme(*made, *used, figures=listed),
        "speakers": SPEAKERS,
    }
    proved = tiny.placed(tiny.inputs(content))
    shelf = Shelf(index=Index(proved=proved), page="themes/bridge.html")
    names: tuple[Text, ...] = proved.briefing.themes[0].figures
    return figures_view(shelf, names)


def rows(made: Any) -> list[tuple[str, ...]]:
    return [
        (r.value.text, r.measure, r.population, r.place, r.period, r.counted_by, r.base)
        for r in made.rows
    ]


def test_a_row_says_what_a_figure_counts() -> None:
    made = view(["full", "bare"], full=FULL, bare=COUNT)
    assert rows(made) == [
        (
            *("40 stones", "loose stones", "the arch", "Ashby", "2022 to 2024", "River Trust"),
            "an arch of 90",
        ),
        ("40 stones", "loose stones", "", "", "", "", ""),
    ]
    assert [row.value.href for row in made.rows] == ["#full", "#bare"]
    assert made.apart == ()


def test_rows_stand_in_the_order_of_the_theme() -> None:
    made = view(["b", "a"], a=COUNT, b={**COUNT, "value": "41"}, none=None, c=COUNT)
    assert [row.value.href for row in made.rows] == ["#b", "#a"]
    assert view([], a=COUNT).rows == ()


def test_what_is_said_to_be_not_stated_is_not_stated() -> None:
    words = dict.fromkeys(("population", "place", "period"), "not stated")
    made = view(["a", "b"], a={**COUNT, **words, "not_with": ["b"]}, b=COUNT)
    assert rows(made)[0] == rows(made)[1]
    assert made.apart[0].others[0][1] == "the briefing keeps them apart"


def test_an_article_can_count() -> None:
    made = view(["a"], a={**COUNT, "counted_by": "article"})
    assert made.rows[0].counted_by == "the article"


def pairs(made: Any) -> list[tuple[str, list[str]]]:
    return [(row.figure.href, [link.href for link, _ in row.others]) for row in made.apart]


def test_each_pair_stands_once_whichever_says_so() -> None:
    made = view(
        ["a", "b", "c", "d"],
        a=COUNT,
        b={**COUNT, "not_with": ["a", "d"]},
        c={**COUNT, "not_with": ["a", "elsewhere"]},
        d={**COUNT, "not_with": ["b"]},
        elsewhere=COUNT,
    )
    assert pairs(made) == [("#a", ["#b", "#c"]), ("#b", ["#d"])]
    first = made.apart[0]
    assert first.figure.text == "40 stones: loose stones"
    assert first.others[0][0].text == "40 stones: loose stones"


def test_a_pair_stands_in_the_order_of_the_table() -> None:
    figures = {"a": {**COUNT, "not_with": ["b"]}, "b": COUNT}
    assert pairs(view(["b", "a"], **figures)) == [("#b", ["#a"])]
    assert pairs(view(["a"], **figures)) == []


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ({}, {}, "the briefing keeps them apart"),
        ({"measure": "stones"}, {}, "they differ in what is counted"),
        (
            {"place": "Ashby"},
            {"place": "Kelby"},
            "they differ in place (Ashby; Kelby)",
        ),
        ({"place": "Ashby"}, {"place": "K" * 31}, "they differ in place"),
        ({"place": "Ashby"}, {"place": "K" * 30}, f"they differ in place (Ashby; {'K' * 30})"),
        ({"place": "Ashby"}, {}, "one does not state its place"),
        ({}, {"period": "2024"}, "one does not state its period"),
        (
            {"period": {"from": "2022", "to": "2024"}},
            {"period": "2024"},
            "they differ in period (2022 to 2024; 2024)",
        ),
        (
            {"population": "the arch", "counted_by": "trust"},
            {"population": "the pier", "counted_by": "echo"},
            "they differ in population and who counted",
        ),
        (
            {"population": "the arch", "place": "Ashby"},
            {"population": "the pier", "period": "2024"},
            "they differ in population; one does not state its place or its period",
        ),
        ({"counted_by": "trust"}, {}, "one does not state who counted"),
        ({"base": "an arch of 90"}, {"base": "a pier"}, "the briefing keeps them apart"),
    ],
)
def test_why_two_figures_must_not_be_compared(
    one: dict[str, Any], other: dict[str, Any], why: str
) -> None:
    made = view(["a", "b"], a={**COUNT, **one, "not_with": ["b"]}, b={**COUNT, **other})
    assert [reason for _, reason in made.apart[0].others] == [why]
