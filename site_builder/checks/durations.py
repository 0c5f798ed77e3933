"""Stretches of time and times of day that are the same in other units or in other words."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from site_builder.language.clocks import is_same

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_builder.language.said import Said
    from site_builder.language.stated import Number

# Units of which one is so many of another, in each of these groups.
_UNITS = (
    {"minute": 1, "hour": 60, "day": 1440, "week": 10080, "fortnight": 20160},
    {"month": 1, "year": 12, "decade": 120, "century": 1200, "centuries": 1200},
)
_SIZES = {unit: (k, size) for k, sizes in enumerate(_UNITS) for unit, size in sizes.items()}
_MOST = 1_000  # numbers of a passage that are looked at
# A stretch of time in one word, as so many of a smaller unit.
_STRETCHES = {
    "decade": (10, "year"),
    "century": (100, "year"),
    "year": (12, "month"),
    "fortnight": (14, "day"),
    "week": (7, "day"),
    "day": (24, "hour"),
    "hour": (60, "minute"),
    "minute": (60, "second"),
}


def alike(number: Number, passage: Said) -> Iterator[Number]:
    """Yield the numbers of a passage that are the same time in other words or units."""
    if number.role == "clock":
        for other in passage.numbers[:_MOST]:
            if other.role == "clock" and _is_same_clock(number, other):
                yield other
    elif number.unit in _SIZES:
        for other in passage.numbers[:_MOST]:
            if is_same_time(number, other):
                yield other


def _is_same_clock(number: Number, other: Number) -> bool:
    """Tell whether two times of day are one: a quarter past four may be 04:15 or 16:15."""
    return is_same(str(number.values[0]), number.unit, str(other.values[0]), other.unit)


def is_same_time(number: Number, other: Number) -> bool:
    """Tell whether two stretches of time are equal: half an hour is 30 minutes."""
    one, two = _SIZES.get(number.unit), _SIZES.get(other.unit)
    if one is None or two is None or one == two or one[0] != two[0]:
        return False
    if len(number.values) != len(other.values):
        return False
    pairs = zip(number.values, other.values, strict=True)
    return all(
        isinstance(a, Fraction) and isinstance(b, Fraction) and a * one[1] == b * two[1]
        for a, b in pairs
    )


def is_stretch(number: Number, passage: Said) -> bool:
    """Tell whether a passage has a stretch of time as one word: a decade is ten years."""
    for word, (size, unit) in _STRETCHES.items():
        if (number.unit, number.values) == (unit, (Fraction(size),)):
            return word in passage.vocabulary
    return False
