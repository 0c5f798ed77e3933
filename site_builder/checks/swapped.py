"""Two numbers that have changed places: each stands among the words of the other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from site_builder.language.words import contents, is_number

if TYPE_CHECKING:
    from site_builder.language.said import Said
    from site_builder.language.stated import Number

# What ends the words that a number stands among, beside the next number.
_CLAUSE = re.compile(r"[.;:,()“”–—]\s|\s(?:and|but|while|whereas|against|to)\s")
_MOST = 12  # numbers of a text that are compared
_ROLES = frozenset({"count", "plain", "share", "times"})


def swapped(number: Number, other: Number, said: Said, passage: Said) -> str:
    """Return that a number has the words of another of its passage, which has its words.

    Neither may have a word of its own there: then somebody told the same in other words.
    """
    if number.role not in _ROLES or min(len(said.numbers), len(passage.numbers)) < 2:
        return ""
    if max(len(said.numbers), len(passage.numbers)) > _MOST:
        return ""
    mine, own = _among(number, said), _among(other, passage)
    for one in said.numbers:
        for theirs in passage.by_value.get(one.values, ()):
            if one.values == number.values or not _are_alike(one, number, said):
                continue
            its, there = _among(one, said), _among(theirs, passage)
            here, beside = mine - its, its - mine
            kept = here & own - there or beside & there - own
            crossed = len(here & there - own) + len(beside & own - there)
            if not kept and crossed > 1:
                return "it counts something else"
    return ""


def _are_alike(one: Number, other: Number, said: Said) -> bool:
    """Tell whether two numbers of a text may have changed places; no part of the other can."""
    if one.role not in _ROLES or (one.role == "share") != (other.role == "share"):
        return False
    wholes = said.wholes
    first, second = min(one, other), max(one, other)
    return one.unit == other.unit and wholes.get(first.start) is not second


def _among(number: Number, said: Said) -> frozenset[str]:
    """Return the stems of the clause of a number, as far as the numbers beside it."""
    known = said.among
    if number.start not in known:
        known[number.start] = _stems(number, said)
    return known[number.start]


def _stems(number: Number, said: Said) -> frozenset[str]:
    text = said.text
    low = max((one.end for one in said.numbers if one.end <= number.start), default=0)
    high = min((one.start for one in said.numbers if one.start >= number.end), default=len(text))
    before = [found.end() for found in _CLAUSE.finditer(text, low, number.start)]
    behind = _CLAUSE.search(text, number.end, high)
    start, end = before[-1] if before else low, behind.start() if behind else high
    words = f"{text[start : number.start]} {text[number.end : end]}"
    return frozenset(stem for stem in contents(words) if not is_number(stem))
