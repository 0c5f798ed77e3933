"""What a number counts in a statement is what it counts in its passage."""

from __future__ import annotations

import pytest
from fitting import findings, found


def unlike(text: str, passage: str) -> list[str]:
    return [words for code, words in found(text, passage) if code == "number-unlike"]


@pytest.mark.parametrize(
    ("text", "passage", "pointed"),
    [
        ("300 boats carried 12 people.", "12 boats carried 300 people.", ["300", "12"]),
        (
            "The crew saved two children and three adults.",
            "The crew saved three children and two adults.",
            ["two", "three"],
        ),
        (
            "In quite other words, 24 nurses look after those in 30 beds.",
            "The ward has 30 nurses for 24 beds.",
            ["24", "30"],
        ),
        (
            "Half of the girls and a third of the boys walk.",
            "A third of the girls and half of the boys walk.",
            ["Half", "a third"],
        ),
    ],
)
def test_numbers_that_have_changed_places(text: str, passage: str, pointed: list[str]) -> None:
    assert unlike(text, passage) == pointed
    assert unlike(passage, passage) == []


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("300 people in 12 boats were saved.", "12 boats with 300 people were saved."),
        ("12 pupils were badly ill.", "600 pupils, 12 of them badly ill, stayed at home."),
        ("40 pupils came late.", "600 pupils came; 40 latecomers missed the start."),
        (
            "Two teachers and three children were hurt.",
            "Three young children and two teachers were hurt.",
        ),
        ("The ward has 40 nurses, 12 of them new.", "The ward has 40 nurses and 12 new staff."),
        ("The walk is 3 miles and takes 2 hours.", "The walk takes 2 hours and is 3 miles."),
    ],
)
def test_numbers_that_count_what_they_counted(text: str, passage: str) -> None:
    assert unlike(text, passage) == []


@pytest.mark.parametrize(
    ("text", "passage", "reason"),
    [
        (
            "16 volunteers joined the search.",
            "The youngest of the volunteers who joined the search was 16.",
            "an age, not a count",
        ),
        (
            "Pupils aged 16 joined the search.",
            "16 pupils joined the search.",
            "a count, not an age",
        ),
    ],
)
def test_an_age_is_no_count(text: str, passage: str, reason: str) -> None:
    assert [one.message.rpartition(": ")[2] for one in findings(text, passage)] == [reason]


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("He was 16 when he joined the crew.", "The youngest was 16 when he joined the crew."),
        ("Volunteers as young as 16 joined.", "The youngest of the volunteers who joined was 16."),
        ("Those under 16 joined.", "Pupils aged under 16 joined."),
        ("The crew took under 16 pupils.", "The crew took pupils aged under 16."),
        ("The oldest boat is 16 metres long.", "The oldest boat is 16 metres long."),
    ],
)
def test_an_age_in_another_form(text: str, passage: str) -> None:
    assert unlike(text, passage) == []


@pytest.mark.parametrize("text", ["Up to 15 boats sank.", "15 boats sank.", "12 boats sank."])
def test_one_end_of_a_range_is_not_the_range(text: str) -> None:
    (one,) = findings(text, "Between 12 and 15 boats sank.")
    assert one.code == "number-unlike"
    assert one.message.startswith("the passage says “Between 12 and 15 boats sank”")
    assert one.message.endswith("it is one end of a range there")


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("Boats sank in 13 places.", "Between 12 and 15 boats sank."),
        ("Between 12 and 16 boats sank.", "Between 12 and 15 boats sank."),
        ("The boats are 15 times as many.", "Boats sank by 12 to 15 per cent in the year."),
    ],
)
def test_what_is_no_end_of_a_range_is_missing(text: str, passage: str) -> None:
    assert "number-missing" in {code for code, _ in found(text, passage)}
