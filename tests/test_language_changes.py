"""Which way a change goes, and by which words a number is limited."""

from __future__ import annotations

import pytest

from site_builder.language.changes import direction
from site_builder.language.governors import wording
from site_builder.language.said import Said


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("It was a 6% increase since 2023.", "up"),
        ("Crimes rose by 6%.", "up"),
        ("Crimes rose 6 per cent in a year.", "up"),
        ("Crimes are up 6%.", "up"),
        ("There was an increase of 6% in crimes.", "up"),
        ("There were 6% more crimes.", "up"),
        ("Crimes fell by 6%.", "down"),
        ("A 6% fall in crimes was counted.", "down"),
        ("They counted 6% fewer crimes.", "down"),
        ("The share rose to 6%.", ""),
        ("The rise in crimes slowed by 6%.", ""),
        ("Of the crimes 6% were solved.", ""),
        ("Crimes rose 6% fewer.", ""),
    ],
)
def test_the_words_at_a_number_tell_which_way_it_goes(text: str, way: str) -> None:
    (number,) = [n for n in Said(text).numbers if n.role == "share"]
    assert direction(text, number) == way


def test_what_limits_a_number_does_not_stand_between_it_and_its_way() -> None:
    text = "Crimes rose by more than 6%."
    (number,) = Said(text).numbers
    assert direction(text, number) == ""
    assert direction(text, number, "more than") == "up"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Half of them fell.", ("", "")),
        ("At least half of them fell.", ("At least", "")),
        ("About a quarter of them fell.", ("About", "")),
        ("It was up to 40% of them.", ("up to", "")),
        ("It was 40% or more of them.", ("", "or more")),
        ("It never was more than 40% of them.", None),  # which is 40% at most
        ("It was over a total of 40% of them.", ("", "")),
        ("It was over early 40% of them.", None),
    ],
)
def test_a_number_is_limited_in_the_words_that_stand_at_it(
    text: str, words: tuple[str, str] | None
) -> None:
    number = Said(text).numbers[0]
    assert wording(text, number.start, number.end, number.governor) == words


def test_a_governor_that_stands_nowhere_has_no_words() -> None:
    assert wording("It was 40%.", 7, 10, "over") is None
    assert wording("It was 40% or more.", 7, 10, "under") is None
