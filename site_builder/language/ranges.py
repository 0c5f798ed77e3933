"""Two numbers of a text that are the ends of a range, as one.

Offsets are code points, end exclusive.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from site_builder.language.governors import MONTHS, governor
from site_builder.language.numerals import SCALES, SHORT
from site_builder.language.stated import Number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MONTH = rf"(?:(?:early|mid|late)[ -])?(?:{'|'.join(MONTHS)})\.?"
"""The pattern of a month, in any of its forms."""

_TO = re.compile(
    rf"(?:\s+{MONTH})?\s*-?\s*(?:to|and|or|[-–—]|through|until)\s*"
    rf"(?:the\s+)?(?:{MONTH}\s+)?[£$€]?",
    re.IGNORECASE,
)
_SCALES = {name: value for name, value in (SCALES | SHORT).items() if value >= 1000}
_SCALE = re.compile(rf"(?:\d|\s)({'|'.join(_SCALES)})s?\b", re.IGNORECASE)
_SMALL = 1000  # under which the smaller end of a range may lack the scale of the other
_BETWEEN = re.compile(rf"\b(?:between|from)\s+(?:the\s+)?(?:{MONTH}\s+)?$", re.IGNORECASE)
_WITHIN = 90  # characters before a range in which "between" stands
_ENDS = frozenset({"count", "plain", "year", "age", "share", "day", "vague"})


def joined(text: str, numbers: Sequence[Number]) -> Iterator[Number]:
    """Yield the numbers of a text in their order, two that are the ends of a range as one."""
    k = 0
    while k < len(numbers):
        one = numbers[k]
        other = numbers[k + 1] if k + 1 < len(numbers) else None
        if other is not None and _is_range(text, one, other):
            yield _range(text, one, other)
            k += 2
        else:
            yield one
            k += 1


def _is_range(text: str, low: Number, high: Number) -> bool:
    """Tell whether two numbers are the ends of a range: "3 to 5", "between 3 and 5"."""
    if low.role not in _ENDS or high.role not in _ENDS:
        return False
    link = text[low.end : high.start]
    if not _TO.fullmatch(link):
        return False
    parts = link.casefold().split()
    if "and" in parts:
        opened = _BETWEEN.search(text[max(low.start - _WITHIN, 0) : low.start])
        return opened is not None and opened[0].casefold().startswith("between")
    if "or" in parts or _goes_down(text, low, high) or _is_year_to_count(low, high):
        return False
    return low.role == high.role or "plain" in (low.role, high.role) or low.role == "count"


def _is_year_to_count(low: Number, high: Number) -> bool:
    """Tell whether a year ends one thing and a count begins another: "in 2021 to 164,500"."""
    value = high.values[0]
    return (
        low.role == "year"
        and high.role != "year"
        and not isinstance(value, str)
        and (value >= 100 or bool(high.unit))  # 2021 to 22 are two years
    )


def _goes_down(text: str, low: Number, high: Number) -> bool:
    """Tell whether two counts are a score, 12 to 11, and no range: that begins with the smaller."""
    one, other = low.values[0], high.values[0]
    if not {low.role, high.role} <= {"count", "plain"}:
        return False
    if isinstance(one, str) or isinstance(other, str) or one <= other:
        return False
    return _BETWEEN.search(text[max(low.start - _WITHIN, 0) : low.start]) is None


def _range(text: str, low: Number, high: Number) -> Number:
    values = (low.values[0], high.values[0])
    one = values[0]
    if high.role == "share" and low.role != "share" and isinstance(one, Fraction):
        values = (one / 100, values[1])  # "35 to 50 per cent"
    scale = _SCALE.search(text, high.start, high.end)
    alone = scale is not None and _SCALE.search(text, low.start, low.end) is None
    if scale and alone and isinstance(one, Fraction) and one < _SMALL:
        values = (one * _SCALES[scale[1].casefold()], values[1])  # "£1.2 to £1.6 million"
    role = "age" if "age" in (low.role, high.role) else high.role
    governed = low.governor
    if high.unit and not low.unit:
        governed = governor(text, low.start, high.end, role, high.unit)
    if governed == "since" or _BETWEEN.search(text[max(low.start - _WITHIN, 0) : low.start]):
        governed = ""
    return Number(
        start=low.start,
        end=high.end,
        values=values,
        role=role,
        unit=high.unit or low.unit,
        counts=high.counts,
        governor=governed,
    )
