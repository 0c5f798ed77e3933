"""What of a figure is drawn, and what stays text because a drawing might be wrong."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from site_builder.model import Figure, Period
from site_builder.places import Text
from site_builder.views.amounts import Amount, Band, Change, Limit, Share, amount

EXACT = Limit("exact")


def figure(kind: str, numbers: dict[str, str], **fields: Any) -> Figure:
    """Return a figure of stones, unless `fields` says otherwise."""
    given = {"measure": "loose stones", **fields}
    plain = {key: Text(value) if isinstance(value, str) else value for key, value in given.items()}
    unsaid: dict[str, Any] = dict.fromkeys(
        ("unit", "population", "place", "period", "base", "counted_by")
    )
    return Figure(
        kind=Text(kind),
        numbers=tuple((key, Text(value)) for key, value in numbers.items()),
        not_with=(),
        **{**unsaid, **plain},
    )


def drawn(kind: str, numbers: dict[str, str], said: str, **fields: Any) -> Amount | None:
    return amount(figure(kind, numbers, **fields), said)


@pytest.mark.parametrize(
    ("value", "said", "share"),
    [
        ("half", "Half of the stones were loose.", Share(Fraction(1, 2), (0, 0), EXACT)),
        ("91%", "Of the stones, 91% were loose.", Share(Fraction(91, 100), (0, 0), EXACT)),
        ("nine in ten", "Nine in ten stones were loose.", Share(Fraction(9, 10), (9, 10), EXACT)),
        ("49 in 50", "49 in 50 stones were loose.", Share(Fraction(49, 50), (0, 0), EXACT)),
        ("100%", "100% of the stones were loose.", Share(Fraction(1), (0, 0), EXACT)),
        (
            "three quarters",
            "Around three quarters of the stones were loose.",
            Share(Fraction(3, 4), (0, 0), Limit("near", "Around")),
        ),
        (
            "at least half",
            "At least half of the stones were loose.",
            Share(Fraction(1, 2), (0, 0), Limit("more")),
        ),
        (
            "40%",
            "40% or more of the stones were loose.",
            Share(Fraction(2, 5), (0, 0), Limit("more", "", "or more")),
        ),
        (
            "40%",
            "Up to 40% of the stones were loose.",
            Share(Fraction(2, 5), (0, 0), Limit("less", "Up to")),
        ),
        (
            "half",
            "Half of the stones may be loose, it was estimated.",
            Share(Fraction(1, 2), (0, 0), Limit("exact", hedges=("may", "estimated"))),
        ),
    ],
)
def test_a_share_is_drawn_as_the_statement_limits_it(value: str, said: str, share: Share) -> None:
    assert drawn("share", {"value": value}, said) == share


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("half", "The stones were loose."),  # not stated
        ("half", "Half of the stones were not loose."),
        ("half", "Half of the stones fell, and more than half were loose."),  # two limits
        ("at least half", "Half of the stones were loose."),
        ("only half", "Half of the stones were loose."),  # a word that cannot be read
        ("6 percentage points", "It was 6 percentage points of the stones."),
        ("0.2%", "0.2% of the stones were loose."),  # too small to be seen
        ("150%", "150% of the stones were loose."),
        ("not more than over 40%", "It was 40% of the stones."),
        ("never above 40%", "It was 40% of the stones."),
        ("most", "Most of the stones were loose."),
        ("thousands", "Thousands of the stones were loose."),
        ("half to two thirds", "Half to two thirds of the stones were loose."),
        ("40%", "It never was more than 40% of the stones."),
    ],
)
def test_a_share_that_cannot_be_drawn_honestly_stays_text(value: str, said: str) -> None:
    assert drawn("share", {"value": value}, said) is None


def test_a_denial_or_hedge_that_the_picture_shows_is_no_hindrance() -> None:
    said = "Half of the recorded stones were not loose."
    shown = {"measure": "stones not loose", "population": "recorded stones"}
    assert drawn("share", {"value": "half"}, said, **shown) == Share(Fraction(1, 2), (0, 0), EXACT)


def test_a_share_in_so_many_is_squares_of_whole_things() -> None:
    four = {"value": "4", "of": "5"}
    assert drawn("share", four, "4 in 5 stones were loose.") == Share(Fraction(4, 5), (4, 5), EXACT)
    assert drawn("share", {"value": "30", "of": "40"}, "30 in 40 stones were loose.") == Share(
        Fraction(3, 4), (0, 0), EXACT
    )
    for part, whole in (("5", "4"), ("0", "4"), ("1.5", "4"), ("many", "4"), ("1", "at least 4")):
        said = f"{part} in {whole} stones were loose."
        assert drawn("share", {"value": part, "of": whole}, said) is None


@pytest.mark.parametrize(
    ("low", "high", "said", "scale", "limit"),
    [
        ("1,200", "1,500", "1,200 to 1,500 stones were loose.", "amount", EXACT),
        ("35%", "50%", "35% to 50% of the stones were loose.", "whole", EXACT),
        ("12", "20", "About 12 to 20 stones were loose.", "amount", Limit("near", "About")),
    ],
)
def test_a_range_is_a_band(low: str, high: str, said: str, scale: str, limit: Limit) -> None:
    made = drawn("range", {"low": low, "high": high}, said)
    assert isinstance(made, Band)
    assert (made.words, made.scale, made.limit) == ((low, high), scale, limit)


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        ("12", "20", "12 stones were loose, and 20 fell."),
        ("20", "12", "20 to 12 stones were loose."),
        ("hundreds", "thousands", "Hundreds to thousands of stones were loose."),
        ("2019", "2023", "Stones were loose from 2019 to 2023."),
        ("12", "20", "Up to 12 to 20 stones were loose."),
        ("12", "20", "The stones loose were not 12 to 20."),
        ("9,999", "10,000", "9,999 to 10,000 stones were loose."),
        ("80%", "120%", "80% to 120% of the stones were loose."),
    ],
)
def test_a_range_that_cannot_be_drawn_honestly_stays_text(low: str, high: str, said: str) -> None:
    assert drawn("range", {"low": low, "high": high}, said) is None


def test_ages_are_not_drawn() -> None:
    assert drawn("age", {"low": "7", "high": "10"}, "They were aged 7 to 10.", unit="years") is None


def test_a_change_without_amounts_is_drawn_by_its_share_alone() -> None:
    up = drawn("change", {"value": "6%"}, "It was a 6% increase since 2023.")
    assert up == Change(Fraction(50, 53), Fraction(1), ("", ""), "up", EXACT)
    down = drawn("change", {"value": "a quarter"}, "Crimes fell by about a quarter.")
    assert down == Change(Fraction(1), Fraction(3, 4), ("", ""), "down", Limit("near", "about"))


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("6%", "Crimes changed by 6%."),  # which way?
        ("6%", "Crimes rose by more than 6%."),
        ("6%", "Crimes rose, by 7%."),
        ("sixfold", "Crimes rose sixfold."),  # a multiple without amounts is text
        ("300", "Crimes rose by 300."),
        ("0.5%", "Crimes rose by 0.5%."),
        ("150%", "Crimes fell by 150%."),
        ("100%", "Crimes fell by 99.9%, or 100%."),
        ("6 percentage points", "Crimes rose by 6 percentage points."),
        ("thousands", "Crimes rose by thousands."),
        ("a lot", "Crimes rose a lot."),
    ],
)
def test_a_change_that_cannot_be_drawn_honestly_stays_text(value: str, said: str) -> None:
    assert drawn("change", {"value": value}, said) is None


def test_a_change_with_both_amounts_is_drawn_by_them() -> None:
    both = {"value": "a quarter", "from": "120", "to": "90"}
    said = "Loose stones fell by a quarter, from 120 to 90."
    assert drawn("change", both, said) == Change(
        Fraction(1), Fraction(3, 4), ("120", "90"), "down", EXACT
    )
    rose = {"value": "50%", "from": "80", "to": "120"}
    made = drawn("change", rose, "Loose stones rose 50%, from 80 to 120.")
    assert made == Change(Fraction(2, 3), Fraction(1), ("80", "120"), "up", EXACT)
    for start, end in (("120", "120"), ("about 120", "90"), ("thousands", "90"), ("121", "90")):
        assert drawn("change", {**both, "from": start, "to": end}, said) is None
    assert drawn("change", both, "They fell by a quarter, from more than 120 to 90.") is None


@pytest.mark.parametrize("kind", ["count", "multiple"])
def test_counts_and_multiples_are_text(kind: str) -> None:
    assert drawn(kind, {"value": "6"}, "It rose 6 times, to 6 stones.", base="100 in 2022") is None


def test_a_period_makes_no_difference_to_what_is_drawn() -> None:
    period = Period(words=Text("2024"))
    assert drawn("share", {"value": "half"}, "Half fell.", period=period) is not None
