"""Counts: what a number of a claim counts is what the passage's number counts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from site_builder.language.numerals import ANYTHING, LIKE_NOUNS
from site_builder.language.words import content, is_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from site_builder.language.said import Said
    from site_builder.language.stated import Number

_NEAR = 120  # characters around a number in which what it counts stands
_VERBATIM = 0.8  # share of the other stems from which a noun is held to the passage's
_OF_THOSE = (" of the ", " of its ", " of those ", " of their ")
_PLURAL = re.compile(r"\s(?:[a-z]+ )?(?:people|children|men|women|[a-z]{3,}s)\b")
_COUNTING = frozenset({"count", "plain", "vague", "share", "some"})


def of_another(
    number: Number, other: Number, said: Said, passage: Said, shown: frozenset[str]
) -> str:
    """Return that a number counts something else: its noun stands nowhere near, or in its place.

    A noun that the passage does not have at all replaces one only where the passage's own noun is
    not in the sentence either.
    """
    if not _names_what(number, said):
        return ""
    sentence = said.sentence_at(number.start)
    if _alike(number, other) or not _is_replaced(number, other, sentence, passage):
        return ""
    verbatim = _is_verbatim(number, sentence, passage.stems | shown)
    return "it counts something else" if verbatim else ""


def _alike(number: Number, other: Number) -> bool:
    """Tell whether what two numbers count differs by nouns of one group only: staff, workers."""
    mine, theirs = frozenset(number.counts[:3]), frozenset(other.counts[:3])
    groups = (
        {LIKE_NOUNS[stem] for stem in own if stem in LIKE_NOUNS}
        for own in (mine - theirs, theirs - mine)
    )
    return bool(frozenset.intersection(*map(frozenset, groups)))


def _names_what(number: Number, said: Said) -> bool:
    """Tell whether a noun says what a number counts, and it may be held to the passage's."""
    if number.role not in _COUNTING or not number.counts:
        return False
    if said.text.startswith(_OF_THOSE, number.end):
        return False
    return number.role != "share" or bool(number.terms) or said.text.startswith(" of", number.end)


def _is_replaced(number: Number, other: Number, said: Said, passage: Said) -> bool:
    """Tell whether what a sentence's number counts stands in place of what the passage's does."""
    anything = ANYTHING if number.role != "some" else frozenset()
    lost = [s for s in other.counts[:3] if s not in said.stems and s not in anything]
    if _foreign(number, other, said, passage):
        return bool(lost)
    first = number.counts[0]
    if not other.counts and first in passage.stems:
        return False  # "of the 120 boats at least 50": its noun stands with another number
    if first in ANYTHING or not set(number.counts[:2]).isdisjoint(other.counts):
        return False
    near = (w for w in passage.words if other.start - _NEAR <= w.start < other.end + _NEAR)
    if any(content(word.text) == first for word in near):
        return bool(lost) and said.stems.isdisjoint(other.counts)
    return True


def _foreign(number: Number, other: Number, said: Said, passage: Said) -> bool:
    """Tell whether another noun stands behind a number in place of the passage's own."""
    for k, stem in enumerate(number.counts[:3]):
        if stem in ANYTHING:
            return False
        if stem not in passage.stems:
            return True
        theirs = other.counts[k : k + 1]
        if stem not in theirs:
            return k > 0 and bool(theirs) and theirs[0] not in said.stems
    return False


def _is_verbatim(number: Number, said: Said, shown: frozenset[str]) -> bool:
    """Tell whether all but what a number counts is in the passage's own words."""
    rest = frozenset(stem for stem in said.stems if not is_number(stem)) - set(number.counts[:3])
    share = len(rest & shown) / len(rest) if rest else 0.0
    return share >= (_VERBATIM if len(rest) >= 4 else 1)


def exchanged(number: Number, other: Number, said: Said, passage: Said) -> str:
    """Return that two numbers have changed places: "300 boats carried 12 people".

    Then what this one counts is under another number in the passage, and what the passage's own
    counts is under another in the statement.
    """
    if _is_turned(number, other, said, passage):
        return "the whole, not the part"
    if number.role not in _COUNTING or number.unit or not (number.counts and other.counts):
        return ""
    if number.counts[0] == other.counts[0] or min(len(said.numbers), len(passage.numbers)) < 2:
        return ""
    mine, theirs = frozenset(number.counts[:2]), frozenset(other.counts[:2])
    mine, theirs = mine - theirs, theirs - mine
    if _under_another(mine, number, passage) and _under_another(theirs, number, said):
        return "it counts something else"
    return ""


def of_year(number: Number, other: Number, said: Said, passage: Said) -> str:
    """Return that a number stands beside the year of another of its kind: "301 in 2021"."""
    year = said.years.get(number.start)
    if year is None or passage.years.get(other.start) == year:
        return ""
    for one in passage.numbers:
        own = passage.years.get(one.start) == year and one.values != number.values
        if own and (one.role, one.unit) == (other.role, other.unit) and _of_one_kind(one, other):
            return "the number of another year"
    return ""


def _of_one_kind(one: Number, other: Number) -> bool:
    """Tell whether two numbers count the same, as far as their words tell."""
    mine, theirs = set(one.counts[:2]), set(other.counts[:2])
    return not (mine and theirs) or bool(mine & theirs)


def _is_turned(number: Number, other: Number, said: Said, passage: Said) -> bool:
    """Tell whether a number is so many of what the passage has it as the whole of: 22 of the 14."""
    mine = said.wholes.get(number.start)
    if mine is None:
        return False
    return passage.parts.get(other.start) == mine.values


def _under_another(nouns: frozenset[str], number: Number, said: Said) -> bool:
    """Tell whether a text has one of the nouns under a number of another value."""
    return any(
        one.values != number.values
        and one.role in _COUNTING
        and not nouns.isdisjoint(one.counts[:2])
        for one in said.numbers
    )


def of_age(number: Number, other: Number, said: Said, passage: Said) -> str:
    """Return that an age has become a count, or a count an age: "16 volunteers", one of them 16."""
    if number.role == other.role:
        return ""
    if (number.role, other.role) == ("count", "age") and _is_headcount(number, said):
        return "an age, not a count"
    if (number.role, other.role) == ("age", "count") and _is_headcount(other, passage):
        return "a count, not an age"
    return ""


def _is_headcount(number: Number, said: Said) -> bool:
    """Tell whether a noun in the plural stands behind a number that nothing limits."""
    free = len(number.values) == 1 and not (number.governor or number.unit)
    return free and _PLURAL.match(said.text, number.end) is not None


def taken(number: Number, other: Number, passage: Said) -> str:
    """Return that the passage gives another rough count of what a rough count counts."""
    first = number.counts[:1]
    if number.role != "vague" or not first or first == other.counts[:1] or first[0] in ANYTHING:
        return ""
    for one in passage.numbers:
        if one.counts[:1] == first and one.values != number.values and one.role == number.role:
            return "it counts something else"
    return ""


def elsewhere(number: Number, other: Number, passage: Said, read: Sequence[Said]) -> str:
    """Return that another passage has what a number counts, and this one, which has it, has not."""
    if other.role != "times" or not number.counts:
        return ""
    if number.unit:
        return "a number of times"
    counted = set(number.counts[:3])
    if counted & passage.stems or not any(counted <= one.stems for one in read):
        return ""
    return "it counts something else"
