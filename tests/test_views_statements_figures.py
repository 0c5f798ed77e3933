"""What the figure of a statement shows: its value, its facts, what it must not be set beside."""

from __future__ import annotations

from typing import Any

import pytest
from shelves import shelf, view
from tiny import statement


def figure(**fields: Any) -> tuple[str, dict[str, list[str]]]:
    """Return a figure's value and its facts by label."""
    made = view(figure={"measure": "stones", **fields}).figure
    assert made is not None
    facts: dict[str, list[str]] = {}
    for label, value in made.facts:
        facts.setdefault(label, []).append(value)
    return made.value, facts


@pytest.mark.parametrize(
    ("fields", "value"),
    [
        ({"kind": "count", "value": "49", "unit": "stones"}, "49 stones"),
        ({"kind": "count", "value": "49"}, "49"),
        ({"kind": "multiple", "value": "6", "unit": "times"}, "6 times"),
        ({"kind": "share", "value": "4", "of": "5", "unit": "stones"}, "4 in 5"),
        ({"kind": "share", "value": "half", "unit": "stones"}, "half"),
        ({"kind": "share", "value": "91%"}, "91%"),
        ({"kind": "range", "low": "40", "high": "50", "unit": "stones"}, "40 to 50 stones"),
        ({"kind": "age", "low": "13", "unit": "years"}, "13 years"),
        ({"kind": "age", "low": "13", "high": "14", "unit": "years"}, "13 to 14 years"),
        ({"kind": "change", "value": "6%", "from": "47", "to": "50", "unit": "stones"}, "6%"),
    ],
)
def test_the_value_of_a_figure(fields: dict[str, str], value: str) -> None:
    assert figure(**fields)[0] == value


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("2024", "2024"),
        ({"from": "2022", "to": "2024"}, "2022 to 2024"),
        ({"from": "2022-03", "to": "2024-06~"}, "March 2022 to about June 2024"),
        ({"from": "2022"}, "since 2022"),
        ({"to": "2024"}, "until 2024"),
        ("not stated", "not stated"),
        ("the year to mid-2024", "the year to mid-2024"),
    ],
)
def test_the_period_of_a_figure(period: str | dict[str, str], words: str) -> None:
    _, facts = figure(kind="count", value="49", period=period)
    assert facts["Period"] == [words]


def test_the_facts_of_a_figure() -> None:
    _, facts = figure(kind="count", value="49")
    assert facts == {"Counts": ["stones"], "Base": ["not stated in the article"]}
    _, facts = figure(
        kind="count",
        value="49",
        unit="stones",
        population="of all",
        place="the arch",
        base="an arch of 90",
        counted_by="ann",
    )
    assert facts == {
        "Counts": ["stones"],
        "Of whom": ["of all"],
        "Place": ["the arch"],
        "Base": ["an arch of 90"],
        "Counted by": ["Ann Dell, River Trust"],
    }


def test_figures_that_must_not_be_compared_are_linked() -> None:
    counted = {"kind": "count", "value": "7", "unit": "geese", "measure": "geese seen"}
    apart = {**counted, "not_with": ["geese", "by-bo"]}
    made = shelf(statement("claim", figure=apart), statement("geese", figure=counted))
    shown = made.statement(made.index.statements["claim"][1]).figure
    assert shown is not None
    assert [(link.text, link.href) for link in shown.not_with] == [
        ("7 geese: geese seen", "#geese"),
        ("Statement by-bo.", "#by-bo"),
    ]


def test_of_two_figures_that_must_not_be_compared_each_says_so() -> None:
    counted = {"kind": "count", "value": "7", "unit": "geese", "measure": "geese seen"}
    made = shelf(
        statement("claim", figure={**counted, "not_with": ["geese", "swans"]}),
        statement("geese", figure={**counted, "value": "8", "not_with": ["claim"]}),
        statement("swans", figure={**counted, "value": "9"}),
        statement("ducks", figure=counted),
    )
    shown = {
        name: [link.href for link in figure.not_with]
        for name in ("claim", "geese", "swans", "ducks")
        if (figure := made.statement(made.index.statements[name][1]).figure) is not None
    }
    assert shown == {
        "claim": ["#geese", "#swans"],
        "geese": ["#claim"],
        "swans": ["#claim"],
        "ducks": [],
    }
