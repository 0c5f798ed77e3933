"""Rounding: what a passage states and a claim rounds, "nearly 1,400" for 1,386.

A rounded number stands in no passage, and is not published; a finding names what it rounds.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from site_builder.language.said import Said
    from site_builder.language.stated import Number

_ROUNDING = frozenset({"over", "nearly", "about"})
_ROLES = frozenset({"count", "plain", "share"})
_FARTHEST = Fraction(1, 10)  # share of the number by which it may differ from the passage's
_SHARE = Fraction(3, 100)  # by which a part in words, "a quarter", may differ
_SAME_SHARE = Fraction(
    1, 200
)  # by which two rough shares may: "about a third", "about 33 per cent"
_MOST = 1_000  # numbers of a passage that are looked at
_FEWEST = 20  # from which a count is worth rounding


def is_same_share(number: Number, passage: Said) -> bool:
    """Tell whether a rough share is one of the passage in another form: about a third, 33 %."""
    value = number.values[0]
    if number.role != "share" or number.governor != "about" or isinstance(value, str):
        return False
    return any(
        other.role == "share"
        and other.governor == "about"
        and not isinstance(other.values[0], str)
        and abs(other.values[0] - value) <= _SAME_SHARE
        for other in passage.numbers[:_MOST]
    )


def rounded(number: Number, said: Said, passage: Said) -> Number | None:
    """Return the number of a passage that this one rounds to the side that its word tells."""
    value = number.values[0]
    if number.governor not in _ROUNDING or number.role not in _ROLES or len(number.values) > 1:
        return None
    if isinstance(value, str):
        return None
    for other in passage.numbers[:_MOST]:
        exact = other.values[0]
        if other.role not in _ROLES or (other.role == "share") != (number.role == "share"):
            continue
        if other.governor or len(other.values) > 1 or isinstance(exact, str):
            continue
        if _rounds(number, value, exact, said):
            return other
    return None


def _rounds(number: Number, value: Fraction, exact: Fraction, said: Said) -> bool:
    """Tell whether a value is an exact one, rounded to the side that the number's word tells."""
    differs = exact - value
    if number.governor != "about" and (differs > 0) != (number.governor == "over"):
        return False
    if number.role == "share" and (number.terms or said.text[number.start].isalpha()):
        return abs(differs) <= _SHARE
    if number.role != "share" and exact < _FEWEST and exact.denominator == 1:
        return False
    step = _last_place(value * 100) / 100 if number.role == "share" else _last_place(value)
    half = 2 if number.governor == "about" else 1
    return abs(differs) <= min(step, value * _FARTHEST) / half


def _last_place(value: Fraction) -> Fraction:
    """Return the size of the last place that a number states: 100 of 1,400, 1/10 of 6.4."""
    place = Fraction(1)
    while value % place and place > Fraction(1, 1000):
        place /= 10
    while value and not value % (place * 10):
        place *= 10
    return place
