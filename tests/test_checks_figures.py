"""Figures and dates beside a statement say what it says."""

from __future__ import annotations

from typing import Any

import pytest
from fitting import found
from tiny import quote

PASSAGE = "In 2023 and 2024, 4 in 5 boats struck the bridge, 12 to 14 of them in May 2024."
SHARE = "In 2024, 4 in 5 boats struck the bridge."
RANGE = "12 to 14 boats struck the bridge in May 2024."
BOATS: dict[str, Any] = {"measure": "boats"}


@pytest.mark.parametrize(
    ("text", "figure", "pointed"),
    [
        (SHARE, {"kind": "share", "value": "4", "of": "5"}, None),
        (SHARE, {"kind": "share", "value": "80 per cent"}, None),
        (SHARE, {"kind": "share", "value": "3", "of": "5"}, "3"),
        (SHARE, {"kind": "share", "value": "4", "of": "0"}, "0"),
        (SHARE, {"kind": "share", "value": "70 per cent"}, "70 per cent"),
        (SHARE, {"kind": "count", "value": "12"}, "12"),
        (RANGE, {"kind": "range", "low": "12", "high": "14"}, None),
        (RANGE, {"kind": "range", "low": "12", "high": "12"}, "12"),
        (RANGE, {"kind": "range", "low": "12", "high": "15"}, "15"),
        (SHARE, {"kind": "share", "value": "4", "of": "5", "period": "2024"}, None),
        (SHARE, {"kind": "share", "value": "4", "of": "5", "period": "2022"}, "2022"),
        (
            SHARE,
            {"kind": "share", "value": "4", "of": "5", "period": {"from": "2024", "to": "2024"}},
            "2024",
        ),
    ],
)
def test_a_figure_has_the_numbers_of_its_text(
    text: str, figure: dict[str, Any], pointed: str | None
) -> None:
    expected = [] if pointed is None else [("figure-unlike", pointed)]
    assert found(text, PASSAGE, figure={**BOATS, **figure}) == expected


@pytest.mark.parametrize(
    ("facts", "pointed"),
    [
        ({"place": "the Harbour bridge", "unit": "boats a year"}, None),
        ({"place": "Harbour"}, None),
        ({"place": "Valdoria"}, "Valdoria"),
        ({"place": "not stated"}, None),
        ({"population": "boats of the Skerrow line"}, "Skerrow"),
        ({"population": "Boats, of whatever kind"}, None),
        ({"base": "the 90 boats before"}, "90"),
        ({"base": "12 boats"}, None),
        ({"measure": "boats under 20 metres"}, "20"),
        ({"period": "until May"}, None),
        ({"period": "Whitsun"}, "Whitsun"),
        ({"counted_by": "article"}, None),
        ({"counted_by": "board"}, None),
        ({"counted_by": "echo"}, "echo"),
    ],
)
def test_a_figures_words_name_what_an_article_names(
    facts: dict[str, Any], pointed: str | None
) -> None:
    figure = {**BOATS, "kind": "share", "value": "4", "of": "5", **facts}
    expected = [] if pointed is None else [("figure-unlike", pointed)]
    beside = ["The harbour board and its bridge are old."]
    assert found(SHARE, PASSAGE, figure=figure, beside=beside) == expected


@pytest.mark.parametrize(
    ("when", "pointed"),
    [
        ("2024", []),
        ("2024-05", []),
        ("2024-06", ["06"]),
        ("2022", ["2022"]),
        ("2024/2024", ["2024/2024"]),
        ("2023-05", ["2023", "05"]),
    ],
)
def test_a_date_is_that_of_the_statement(when: str, pointed: list[str]) -> None:
    expected = [("figure-unlike", words) for words in pointed]
    assert found(SHARE, PASSAGE, when=when) == expected


@pytest.mark.parametrize(
    ("when", "pointed"),
    [
        ("2024-05-14", []),
        ("2024-05-15", ["15"]),
        ("2024-05-14/2024-06-03", []),
        ("2024-05-14/2024-06-04", ["04"]),
        ("2024-05/2024-06", []),
        ("2024-06/2024-05", ["2024-06/2024-05"]),
        ("2024/..", []),
    ],
)
def test_a_day_is_one_that_a_passage_gives(when: str, pointed: list[str]) -> None:
    passage = "The bridge was shut from 14 May 2024 to June 3rd, 2024."
    expected = [("figure-unlike", words) for words in pointed]
    assert found(passage, passage, when=when) == expected


@pytest.mark.parametrize(
    ("low", "high", "wrong"),
    [("12", "15", False), ("15", "12", True), ("35", "50 per cent", False)],
)
def test_a_range_goes_up(low: str, high: str, wrong: bool) -> None:
    passage = "Between 12 and 15 anglers came, and 35 to 50 per cent of them from far away."
    figure = {"kind": "range", "low": low, "high": high, "measure": "anglers"}
    assert ("figure-unlike" in dict(found(passage, passage, figure=figure))) == wrong


@pytest.mark.parametrize(
    ("when", "pointed"),
    [
        ("last month", []),
        ("last  month", []),
        ("Last month", ["Last month"]),
        ("the girls’ week", []),
        ("the girls' week", []),
        ("next month", ["next month"]),
        ("last months", ["last months"]),
        ("month last", ["month last"]),
        ("the day before", ["the day before"]),
    ],
)
def test_words_of_time_are_those_of_a_passage(when: str, pointed: list[str]) -> None:
    passage = "The bridge closed last month, in the girls’ week."
    beside = ["It had opened the day before."]
    expected = [("figure-unlike", words) for words in pointed]
    assert found("The bridge closed.", passage, when=when, beside=beside) == expected


def test_words_of_time_may_stand_in_any_passage_of_the_statement() -> None:
    passages = ("The bridge closed.", "It closed last month.")
    assert found("The bridge closed.", *passages, when="last month") == []
    also = [quote("one", "The bridge closed last month, it said.")]
    beside = ["The bridge closed last month, it said."]
    expected = [("figure-unlike", "last month")]
    got = found("The bridge closed.", passages[0], when="last month", also=also, beside=beside)
    assert got == expected


@pytest.mark.parametrize(
    ("also", "lacks"),
    [
        ("In 2024, four in five boats struck the bridge.", False),
        ("In 2024, boats struck the bridge.", True),
        ("In 2023, 4 in 5 boats struck the bridge.", True),
    ],
)
def test_also_carries_the_whole_statement(also: str, lacks: bool) -> None:
    codes = [code for code, _ in found(SHARE, PASSAGE, also=[quote("one", also)], beside=[also])]
    assert ("also-incomplete" in codes) == lacks
