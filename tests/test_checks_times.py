"""Words of time stand in a statement as its passages have them."""

from __future__ import annotations

import pytest
from fitting import found


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("The bridge closed to boats last year.", "The bridge closed to boats last year."),
        ("The bridge closed to boats last year.", "The bridge closed to boats in the past year."),
        ("The bridge closed to boats last year.", "The bridge closed to boats a year ago."),
        ("The bridge closes to boats every year.", "The bridge closes to boats each year."),
        ("The bridge closes to boats every year.", "The annual event: the bridge closes to boats."),
        ("The bridge closes to boats every day.", "The bridge closes to boats daily."),
        (
            "The bridge closes to boats next month.",
            "The bridge closes to boats in the coming month.",
        ),
        ("The bridge closed to boats today.", "Today’s news: the bridge closed to boats today."),
        ("The bridge closed to boats this day.", "The bridge closed to boats today."),
        # in quite other words than the passage, of which no table knows
        ("Nobody sailed through the town this summer.", "The bridge closed to boats in June."),
    ],
)
def test_time_that_a_passage_tells(text: str, passage: str) -> None:
    assert ("number-missing") not in {code for code, _ in found(text, passage)}


@pytest.mark.parametrize(
    ("text", "passage", "pointed"),
    [
        (
            "The bridge closed to boats this year.",
            "The bridge closed to boats last year.",
            "this year",
        ),
        ("The bridge closes to boats every year.", "The bridge closes to boats.", "every year"),
        ("The bridge closed to boats today.", "The bridge closed to boats on a day.", "today"),
        (
            "The bridge closed to boats last week.",
            "The bridge closed to boats last month.",
            "last week",
        ),
        (
            "The bridge closes to boats next year.",
            "The bridge closed to boats a year ago.",
            "next year",
        ),
    ],
)
def test_time_that_no_passage_tells(text: str, passage: str, pointed: str) -> None:
    assert ("number-missing", pointed) in found(text, passage)


def test_what_is_quoted_is_held_as_a_quotation() -> None:
    passage = "“The bridge closes this year,” said Ann Dell."
    text = "Ann Dell said: “The bridge closes this year.”"
    assert found(text, passage, by="ann", given="quoted") == []


@pytest.mark.parametrize(
    ("text", "passage", "pointed"),
    [
        (
            "The boat sank a month before the storm.",
            "The boat sank a year before the storm.",
            "a month before",
        ),
        ("The quay was shut for a month.", "The quay was shut for a year.", "a month"),
        ("The crew meets once a year.", "The crew meets once a month.", "a year"),
        (
            "The boat sank a week before, a year after the storm.",
            "The boat sank a year before, a week after the storm.",
            "a week before",
        ),
        ("The quay was shut in March.", "The quay was shut since March.", "in March"),
        ("The quay was shut since Monday.", "The quay was shut on Monday.", "since Monday"),
        ("The quay was shut before Friday.", "The quay was shut after Friday.", "before Friday"),
    ],
)
def test_another_length_or_reach_of_time(text: str, passage: str, pointed: str) -> None:
    assert ("number-unlike", pointed) in found(text, passage)
    assert found(passage, passage) == []


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("The boat sank a year earlier.", "The boat sank a year before the storm."),
        ("The crew meets once a month.", "The crew meets monthly, and a fair is once a year."),
        ("The crew meets once a month.", "The crew meets every month, with a fair once a year."),
        ("The boat was found in a day.", "The boat was found in 24 hours, a year on."),
        ("The boat sank a year after.", "The boat sank a week before the storm."),
        ("Ann Dell said: “Wait a month.”", "“Wait a month,” said Ann Dell a year before."),
        ("Nobody came to look for a week.", "The boat sank a year before the storm."),
        ("The quay was shut on Friday.", "The quay was shut last Friday."),
        ("The quay was shut during March.", "The quay was shut in March."),
        ("The quay was shut till March.", "The quay was shut until March."),
        ("Ann Dell said: “Shut in March.”", "“Shut in March,” said Ann Dell since March."),
        ("Nobody sails or rows there in March.", "The quay was shut since March."),
        ("The quay was shut in May.", "The quay was shut in May."),
        ("The quay was shut in May.", "The quay was shut on Monday."),
    ],
)
def test_the_same_length_or_reach_of_time(text: str, passage: str) -> None:
    assert not [words for code, words in found(text, passage) if code.startswith("number-")]


def test_may_is_a_month_where_another_is_told() -> None:
    passage = "The quay was shut in March."
    assert found("The quay was shut in May.", passage) == [("number-missing", "in May")]
