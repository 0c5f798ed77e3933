"""Dates: the month that stands with a year, or the months from which to which it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from site_builder.language.governors import MONTHS

if TYPE_CHECKING:
    from site_builder.language.said import Said
    from site_builder.language.stated import Number

_BESIDE = 12  # characters before a year in which its month stands
_AHEAD = 48  # the same, where there are two
# "May" needs its capital: it is a verb too.
_NAME = rf"(?:(?i:{'|'.join(month for month in MONTHS if month != 'may')})|May)"
_MONTH = re.compile(rf"\b({_NAME})\b")
_TWO = re.compile(
    rf"(?P<opens>\b(?i:between|from)\s+(?:\w+\s+)?(?:\d\w*\s+)?)?"
    rf"\b(?P<first>{_NAME})\b\.?\s*"
    rf"(?P<link>\b(?i:and|or|to|until|till|through)\b|[-–—])\s*(?:\w+\s+)?(?:\d\w*\s+)?"
    rf"(?P<last>{_NAME})\.?\s+$"
)
_EARLIER = re.compile(rf"(?:\b\d\d?(?:st|nd|rd|th)?\s+(?:of\s+)?)?\b{_NAME}\.?,?\s+$")
_FURTHER = re.compile(rf"(?:\s+(?:of\s+)?{_NAME}\b\.?)?(?:,?\s+(?:19|20)\d\d\b)?")
_EITHER = frozenset({"and", "or"})


def another_month(number: Number, other: Number, said: Said, passage: Said, *, strict: bool) -> str:
    """Return how the months of two equal years differ, or nothing; one may be without any.

    One end of a stretch of months stands for it in no `strict` sentence: what went on from May to
    June did begin in May. Both ends may be stated apart.
    """
    mine, _ = _months(number, said)
    theirs, between = _months(other, passage)
    if not mine or not theirs or mine == theirs:
        return ""
    whole = len(number.values) > 1 or (between and len(mine) > 1)
    if whole or mine[-1] not in theirs:
        return "another month"
    apart = set(theirs) <= {word.lower()[:3] for word in _MONTH.findall(said.text)}
    return "one end of a stretch of months" if strict and between and not apart else ""


def around(number: Number, said: Said) -> tuple[int, int]:
    """Return where the whole date stands that a year or a day is of; else the number alone."""
    start, end = number.start, number.end
    if number.role in {"year", "day"}:
        ahead = (max(start - _AHEAD, 0), start)
        before = _TWO.search(said.text, *ahead) or _EARLIER.search(said.text, *ahead)
        behind = _FURTHER.match(said.text, end)
        start = before.start() if before else start
        end = behind.end() if behind else end
    return start, end


def _months(number: Number, said: Said) -> tuple[list[str], bool]:
    """Return the months of a year, or of the years of a range, and whether it lies between them."""
    near = said.text[max(number.start - _BESIDE, 0) : number.end]
    found = [word.lower()[:3] for word in _MONTH.findall(near)]
    if not found or len(number.values) > 1:
        return found, False
    two = _TWO.search(said.text, max(number.start - _AHEAD, 0), number.start)
    if two is not None:
        between = two["opens"] is not None or two["link"].lower() not in _EITHER
        return [two["first"].lower()[:3], two["last"].lower()[:3]], between
    return found, False
