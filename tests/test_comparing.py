"""What differs between two versions, and in which words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import tiny
from hypothesis import given
from hypothesis import strategies as st
from tiny import quote, statement, theme

from site_builder.comparing import Change, Detail, compared, word_changes
from site_builder.proof import read_case
from site_builder.versions import Version, of_project

if TYPE_CHECKING:
    from collections.abc import Mapping

CLOSED = quote("one", "The old bridge closed in March.")
OPENED = quote("one", "It opened again in May.")
PERSON = {"id": "ann", "name": "Ann Dell", "kind": "person"}
ORIGIN = {"id": "survey", "name": "A survey", "by": "ann", "kind": "report"}
TERM = {"id": "bridge-term", "name": "bridge", "text": "It is shut.", "evidence": [CLOSED]}
NOTE = {"id": "help", "kind": "help", "name": "Help", "text": "Call.", "source": "the paper"}
FIGURE = {"kind": "count", "value": "4", "measure": "bridges", "period": {"from": "2022"}}


def version(content: Mapping[str, Any] | None = None, **seeds: str) -> Version:
    case, _, _ = read_case(tiny.inputs(content, seeds or tiny.SEEDS))
    assert case is not None
    return of_project(case, {name: str(hash(text)) for name, text in (seeds or tiny.SEEDS).items()})


def bridge(*statements: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"themes/bridge": theme(*statements), **more}


def test_a_version_does_not_differ_from_itself() -> None:
    assert compared(version(), version()) == []


@pytest.mark.parametrize(
    ("more", "details"),
    [
        ({"text": "Other words."}, [Detail("text", "Statement a.", "Other words.")]),
        ({"kind": "count"}, [Detail("kind", "event", "count")]),
        ({"via": "paper"}, [Detail("via", "", "paper")]),
        ({"also": [OPENED]}, [Detail("also", "", "one: It opened again in May.")]),
        ({"when": "2024"}, [Detail("when", "", "2024")]),
        (
            {"figure": FIGURE},
            [
                Detail("figure kind", "", "count"),
                Detail("figure value", "", "4"),
                Detail("figure measure", "", "bridges"),
                Detail("figure period", "", "2022/"),
            ],
        ),
        (
            {"evidence": [OPENED]},
            [
                Detail(
                    "evidence",
                    "one: The old bridge closed in March.",
                    "one: It opened again in May.",
                )
            ],
        ),
        ({"text": "Statement  *a*."}, []),  # no other words
        ({"evidence": [quote("one", "The old  bridge closed in\u00a0March.")]}, []),
    ],
)
def test_each_change_of_a_statement_is_told(more: dict[str, Any], details: list[Detail]) -> None:
    changes = compared(version(bridge(statement("a"))), version(bridge(statement("a", **more))))
    expected = [Change(what="statement", id="a", how="changed", details=tuple(details))]
    assert changes == (expected if details else [])


def test_what_is_added_and_removed_is_told_with_its_words() -> None:
    changes = compared(version(bridge(statement("a"))), version(bridge(statement("b"))))
    assert [(change.id, change.how) for change in changes] == [("a", "removed"), ("b", "added")]
    assert changes[1].details == (Detail("text", "", "Statement b."),)


def test_passages_are_compared_in_any_order() -> None:
    one, other = bridge(statement("a", CLOSED, OPENED)), bridge(statement("a", OPENED, CLOSED))
    assert compared(version(one), version(other)) == []


def test_seeds_differences_and_gaps_are_told() -> None:
    accounts = [{"says": "March", "by": "article", "evidence": [CLOSED]}, {"says": "May"}]
    difference = {"id": "d", "on": "date", "rank": "1", "question": "When?", "accounts": accounts}
    gap = {"id": "g", "question": "Who?", "absent": ["payer"]}
    old = version(bridge(statement("a"), gaps=[gap]), one=tiny.SEED, two="It is.\n")
    new = version(
        bridge(statement("a"), differences=[difference], gaps=[{**gap, "absent": ["payer", "x"]}]),
        one=f"{tiny.SEED} ",
        three="It is.\n",
    )
    assert [(c.what, c.id, c.how) for c in compared(old, new)] == [
        ("seed", "one", "changed"),
        ("seed", "two", "removed"),
        ("seed", "three", "added"),
        ("difference", "d", "added"),
        ("gap", "g", "changed"),
        ("article", "two", "removed"),
        ("article", "three", "added"),
    ]


@pytest.mark.parametrize(
    ("name", "old", "new", "what", "field"),
    [
        ("site", {}, {"title": "Two bridges"}, "briefing", "title"),
        ("speakers", [], [PERSON], "speaker", "name"),
        ("speakers", [PERSON], [{**PERSON, "role": "engineer"}], "speaker", "role"),
        ("origins", [ORIGIN], [{**ORIGIN, "kind": "data"}], "origin", "kind"),
        ("terms", [TERM], [{**TERM, "text": "It may open."}], "term", "text"),
        ("notes", [NOTE], [{**NOTE, "checked": "2024-05-01"}], "note", "checked"),
    ],
)
def test_what_stands_by_the_statements_is_told_too(
    name: str, old: Any, new: Any, what: str, field: str
) -> None:
    before, after = ({**bridge(statement("a")), name: value} for value in (old, new))
    (change,) = compared(version(before), version(after))
    assert (change.what, change.details[0].field) == (what, field)


def test_headings_and_what_is_set_aside_are_told() -> None:
    old, new = theme(statement("a")), theme(statement("a"))
    new["sections"][0]["heading"] = "Its closing"
    (change,) = compared(version({"themes/bridge": old}), version({"themes/bridge": new}))
    assert (change.what, change.id, change.details[0].field) == ("theme", "bridge", "headings")
    aside = [{"quote": "It opened again in May.", "reason": "later"}]
    cases = [read_case(tiny.inputs(one=more))[0] for more in ({}, {"set_aside": aside})]
    versions = [of_project(case, {}) for case in cases if case is not None]
    (change,) = compared(*versions)
    assert change.details == (Detail("set aside", "", "61 to 84: later"),)


def test_words_are_marked_where_they_differ() -> None:
    assert word_changes("It rose sixfold in May", "It rose fivefold in May again") == [
        ("", "It rose"),
        ("-", "sixfold"),
        ("+", "fivefold"),
        ("", "in May"),
        ("+", "again"),
    ]
    assert word_changes("a " * 2000, "b " * 2000) == [("-", "a " * 2000), ("+", "b " * 2000)]


sentences = st.lists(st.sampled_from("it rose in May again".split()), max_size=9).map(" ".join)


@given(sentences, sentences)
def test_the_runs_make_both_texts(old: str, new: str) -> None:
    runs = word_changes(old, new)
    assert " ".join(words for sign, words in runs if sign != "+") == old
    assert " ".join(words for sign, words in runs if sign != "-") == new
