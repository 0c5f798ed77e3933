"""The months that stand with a year, and how a date reads in a finding."""

from __future__ import annotations

import pytest
from fitting import findings, found


def messages(text: str, passage: str) -> list[str]:
    return [one.message for one in findings(text, passage)]


@pytest.mark.parametrize(
    ("text", "passage", "reason"),
    [
        (
            "The quay was shut in May 2024.",
            "The quay was shut between May and June 2024.",
            "one end of a stretch of months",
        ),
        (
            "The quay was shut in June 2024.",
            "The quay was shut from 3 May to 9 June 2024.",
            "one end of a stretch of months",
        ),
        (
            "The quay was shut in July 2024.",
            "The quay was shut between May and June 2024.",
            "another month",
        ),
        ("The quay was shut in May 2024.", "The quay was shut in June 2024.", "another month"),
        (
            "The quay was shut between May 2023 and May 2024.",
            "The quay was shut between May 2023 and June 2024.",
            "another month",
        ),
        (
            "The quay was shut in April 2024.",
            "The quay was shut in May and June 2024.",
            "another month",
        ),
    ],
)
def test_other_months(text: str, passage: str, reason: str) -> None:
    told = [one.rpartition(": ")[2] for one in messages(text, passage)]
    assert [one for one in told if "names" not in one] == [reason]


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("The quay was shut from May to June 2024.", "The quay was shut May–June 2024."),
        ("The quay was shut in June 2024.", "The quay was shut in May and June 2024."),
        ("The quay was shut in May 2024.", "The quay was shut in May and June 2024."),
        ("The quay was shut in 2024.", "The quay was shut in May 2024."),
        # both ends, apart, here or there; and what began, in other words
        (
            "The quay was shut from May to June 2024.",
            "The quay was shut in May 2024, the old quay was shut in June 2024.",
        ),
        (
            "The quay was shut in May 2024, until June 2024.",
            "The quay was shut from May until June 2024.",
        ),
        (
            "Works at the old harbour began in May 2024, a paper says.",
            "The quay was shut for repairs from May to June 2024.",
        ),
        (
            "The quay was shut from 14 May to 3 June 2024.",
            "The quay was shut from 14 May until 3 June 2024.",
        ),
    ],
)
def test_the_same_months(text: str, passage: str) -> None:
    assert not [one for one in messages(text, passage) if "month" in one]


def test_a_date_is_told_of_once_and_whole() -> None:
    passage = "On 14 May 2024 after a storm the boat was found."
    assert messages("The boat was found after 14 May 2024.", passage) == [
        "the passage says “On 14 May 2024”, the statement “found after 14 May 2024”: "
        "what stands with it limits it otherwise"
    ]
    assert messages("The boat was found on 14 May 2024, after a storm.", passage) == []


def test_a_day_and_a_year_that_are_not_there_are_told_of_both() -> None:
    passage = "On 14 May 2024 the boat was found."
    missing = [code for code, _ in found("The boat was found on 15 May 2023.", passage)]
    assert missing == ["number-missing", "number-missing"]


def test_what_a_year_counts_is_shown() -> None:
    (one,) = messages("The crew was hurt since the 2018 fire.", "The crew was hurt since 2018.")
    assert "the statement “since the 2018 fire”" in one
