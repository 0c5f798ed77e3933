"""Rounding: "nearly 1,400" is a passage's 1,386, "more than 6 per cent" its 6.4, and no farther.

Only a number that the passage states as it is may be rounded, only where the claim says so by a
word, to the side that the word tells, and by less than the last place that the claim still states.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

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


def rounded(number: Number, said: Said, passage: Said) -> Iterator[tuple[Number, Number]]:
    """Yield the numbers of a passage that this one rounds, each with this one in its value."""
    if number.governor not in _ROUNDING or number.role not in _ROLES or len(number.values) > 1:
        return
    value = number.values[0]
    if not isinstance(value, Fraction):
        return
    for other in passage.numbers[:_MOST]:
        exact = other.values[0]
        if other.role not in _ROLES or (other.role == "share") != (number.role == "share"):
            continue
        if len(other.values) > 1 or isinstance(exact, str) or exact == value:
            continue
        if other.governor == number.governor == "about":
            fits = number.role == "share" and abs(exact - value) <= _SAME_SHARE
        else:
            fits = not other.governor and _rounds(number, value, exact, said)
        if fits:
            yield other, number._replace(values=other.values, governor=other.governor)


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
