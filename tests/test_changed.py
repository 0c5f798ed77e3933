"""What was changed: in which order, under which address, in which words."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
import tiny

from site_builder.changed import Entry, entries


def change(date: str, name: str = "closed", **more: Any) -> dict[str, Any]:
    base = {"date": date, "kind": "correction", "statement": name, "was": "It shut.", "why": "slip"}
    return {**base, "now": "Statement closed.", **more}


def gone(date: str, name: str = "gone", **more: Any) -> dict[str, Any]:
    return change(date, name, **{"now": None, "theme": "bridge", **more})


def made(*changes: dict[str, Any], **site: Any) -> tuple[Entry, ...]:
    return entries(tiny.placed(tiny.inputs({"changes": list(changes), "site": site})).briefing)


def test_the_newest_stands_first_and_of_one_day_the_last_of_the_file() -> None:
    ordered = made(change("2024-05-01"), gone("2024-05-02"), change("2024-05-02", kind="update"))
    assert [(entry.headline, entry.statement) for entry in ordered] == [
        ("Updated 2 May 2024", "closed"),
        ("Withdrawn 2 May 2024", "gone"),
        ("Corrected 1 May 2024", "closed"),
    ]


def test_two_of_one_day_and_statement_have_an_address_each_that_lasts() -> None:
    early = [change("2024-05-02"), change("2024-05-02", was="It is shut.")]
    before = [entry.path for entry in made(*early)]
    assert before == [
        "corrections.html#change_2024-05-02_closed_2",
        "corrections.html#change_2024-05-02_closed",
    ]
    later = [entry.path for entry in made(*early, change("2024-05-02"), gone("2024-05-03"))]
    assert later[-2:] == before
    assert len(set(later)) == 4


@pytest.mark.parametrize("names", ["shown", "withheld"])
def test_an_address_is_the_same_where_names_are_withheld(names: str) -> None:
    said = ("Ann Dell shut it.", "Ann Dell closed it.", "It shut.", "Statement closed.")
    changes = [change("2024-05-02", was=was, now=now) for was, now in pairwise(said)]
    site = {"named": ["Ann Dell"], "names": names}
    every = entries(tiny.proved({"changes": changes, "site": site}).briefing)
    assert [entry.anchor for entry in every if not entry.is_named] == ["change_2024-05-02_closed_3"]
    assert any(entry.is_named for entry in every) == (names == "shown")


def test_what_was_corrected_may_be_withdrawn() -> None:
    withdrawn, corrected = made(change("2024-05-01", "gone"), gone("2024-05-02"))
    assert (corrected.theme, corrected.is_withdrawn, corrected.is_gone) == ("bridge", False, True)
    assert (withdrawn.theme, withdrawn.is_withdrawn, withdrawn.is_gone) == ("bridge", True, True)


def test_words_are_without_markdown_and_end_where_they_end() -> None:
    (entry,) = made(change("2024-05-01", was="It *shut*.", now="It [shut](#closed)", why="Who?"))
    assert (entry.was, entry.now, entry.why) == ("It shut", "It shut.", "Who?")
    (entry,) = made(change("2024-05-01", was="“It shut.”", why="it said “no.”"))
    assert (entry.was, entry.why) == ("“It shut.”", "it said “no.”")


def test_a_statement_answers_on_its_theme_and_a_withdrawn_one_where_its_entry_says() -> None:
    closed, withdrawn = reversed(made(change("2024-05-01"), gone("2024-05-02")))
    assert (closed.theme, closed.is_withdrawn) == ("bridge", False)
    assert (withdrawn.theme, withdrawn.is_withdrawn, withdrawn.now) == ("bridge", True, "")


@pytest.mark.parametrize("field", ["was", "now"])
def test_it_is_told_whose_words_name_somebody_without_an_office(field: str) -> None:
    named = change("2024-05-01", **{field: "Ann Dell shut it."})
    assert [entry.is_named for entry in made(named, named=["Ann Dell"])] == [True]
    assert [entry.is_named for entry in made(named)] == [False]
