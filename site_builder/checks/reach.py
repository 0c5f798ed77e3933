"""How far a number holds: what governs it in a claim says no more than what governs it there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from site_builder.language.governors import looser

if TYPE_CHECKING:
    from site_builder.language.said import Said
    from site_builder.language.stated import Number

_LIMITS = frozenset(
    """
    limit limits limited ceiling cap capped maximum top recommended recommends advised allowed
    allows permitted permits
    """.split()
)
# What begins in a year goes on since then: "took office in 2019", "the director since 2019".
_BEGINS = re.compile(
    r"\b(?:appointed|became|beg[au]n|begins|built|bought|came|created|elected|established|formed"
    r"|adopted|erected|installed|founded|inherited|introduced|join(?:ed|s)|launched|married"
    r"|mov(?:ed|es)|open(?:ed|s)|reopened|settled|set up|start(?:ed|s)"
    r"|t(?:ook|akes|aken) (?:office|over|up|charge|on)|took|arrived|retired|closed|ended|stopped"
    r"|ceased|banned|died|left|resigned|quit)\b[^.;:]{0,60}$",
    re.IGNORECASE,
)
# What is put off until a day is on that day.
_PUT_OFF = re.compile(
    r"\b(?:adjourn(?:ed|s)?|postponed?|put\b[^.;:]{0,30}\b(?:off|back)|delay(?:ed|s)?|deferred|wait(?:ed|s)?)\b"
    r"[^.;:]{0,60}$",
    re.IGNORECASE,
)
_FOR = re.compile(r"\bfor (?:early |mid-|late )?$", re.IGNORECASE)
_AND_MORE = re.compile(
    r"\s+\w+\s+and\s+(?:a half|\w+\s+(?:seconds?|minutes?|days?|weeks?|months?))\b"
)
_ONLIES = ("only ", "just ", "merely ")
_ONLY = 8  # characters before a number in which one of those stands
_REACH = 90  # characters before a date in which what bears on it stands
_OF_AGES = frozenset({"youngest", "oldest"})  # "as young as 16": the youngest was 16
_DATES = frozenset({"year", "day"})


def is_kept(number: Number, other: Number, said: Said, passage: Said) -> bool:
    """Tell whether what governs a claim's number says no more than what governs the passage's."""
    if number.governor in looser(other.governor):
        return True
    if number.role in _DATES:
        return _is_begun(number, other, said, passage) or _is_meant(number, other, said, passage)
    return (
        _is_limit(number, other, said, passage)
        or (number.governor in _OF_AGES and number.governor in passage.vocabulary)
        or _is_only(number, other, said, passage)
        or _has_more(number, other, passage)
    )


def _is_begun(number: Number, other: Number, said: Said, passage: Said) -> bool:
    """Tell whether one text has begun on a date what the other has had since then."""
    if {number.governor, other.governor} != {"", "since"}:
        return False
    text, at = (said.text, number) if other.governor else (passage.text, other)
    return has_begun(text, at.start)


def has_begun(text: str, at: int) -> bool:
    """Tell whether a text has something begin, or end for good, on the date at this offset."""
    return _BEGINS.search(text[max(at - _REACH, 0) : at]) is not None


def _is_meant(number: Number, other: Number, said: Said, passage: Said) -> bool:
    """Tell whether "on the 24th" is a day until which a thing is put off, "for 2027" by 2027."""
    governors = {number.governor, other.governor}
    text, at = (passage.text, other) if other.governor else (said.text, number)
    if governors == {"", "until"}:
        return _PUT_OFF.search(_before(text, at)) is not None
    text, at = (said.text, number) if other.governor else (passage.text, other)
    return governors == {"", "by"} and _FOR.search(_before(text, at)) is not None


def _before(text: str, number: Number) -> str:
    return text[max(number.start - _REACH, 0) : number.start]


def _is_only(number: Number, other: Number, said: Said, passage: Said) -> bool:
    """Tell whether "only nine" stands for "no more than nine", or the other way round."""
    if {number.governor, other.governor} != {"", "under"}:
        return False
    text, at = (said.text, number) if other.governor else (passage.text, other)
    return text[max(at.start - _ONLY, 0) : at.start].casefold().endswith(_ONLIES)


def _is_limit(number: Number, other: Number, said: Said, passage: Said) -> bool:
    """Tell whether a number that is called a limit is one in the passage: "up to", "at most"."""
    words = said.vocabulary | passage.vocabulary
    limits = {number.governor, other.governor} <= {"", "under"}
    return limits and not words.isdisjoint(_LIMITS)


def _has_more(number: Number, other: Number, passage: Said) -> bool:
    """Tell whether more follows in the passage: 14 hours and 20 minutes are more than 14 hours."""
    governors = (number.governor, other.governor)
    return governors == ("over", "") and _AND_MORE.match(passage.text, other.end) is not None
