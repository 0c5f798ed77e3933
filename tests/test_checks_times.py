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
