"""Numbers: each in a claim has its like in the claim's passages, in value, role and reach."""

from __future__ import annotations

import re
from bisect import bisect_left
from fractions import Fraction
from typing import TYPE_CHECKING

from site_builder.checks.misfits import Misfit, passages
from site_builder.language.governors import MONTHS, looser
from site_builder.language.numerals import ANYTHING
from site_builder.language.words import content, is_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from site_builder.checks.claims import Claim
    from site_builder.language.said import Said
    from site_builder.language.stated import Number

_SAME_ROLE = {
    frozenset({"count", "plain"}),
    frozenset({"count", "pair"}),
    frozenset({"plain", "pair"}),
    frozenset({"age", "plain"}),
    frozenset({"age", "count"}),
    frozenset({"year", "plain"}),
    frozenset({"year", "count"}),
    frozenset({"times", "count"}),
    frozenset({"times", "plain"}),
    frozenset({"times", "multiple"}),
}
_COUNTING = frozenset({"count", "plain", "vague", "share", "some"})
_LIMITS = frozenset({"limit", "limits", "limited", "ceiling", "cap", "capped", "maximum", "top"})
_MINUTES = {"minute": 1, "hour": 60, "day": 1440, "week": 10080, "fortnight": 20160}
_MONTH = re.compile(rf"\b({'|'.join(MONTHS)})\b(?<!\bmay)", re.IGNORECASE)
_BESIDE = 12  # characters before a year in which its month stands
_NEAR = 120  # characters around a number in which what it counts stands
_VERBATIM = 0.8  # share of the other stems from which a noun is held to the passage's
_OF_THOSE = (" of the ", " of its ", " of those ", " of their ")
_ARTICLE = re.compile(r"\W*(?:articles?|newspapers?)\b", re.IGNORECASE)
_SINGLE = frozenset({"a", "an", "another", "single", "sole", "one"})
_ROLES = {
    "count": "a count",
    "plain": "a count",
    "pair": "a count",
    "share": "a share",
    "multiple": "a multiple",
    "times": "a number of times",
    "year": "a year",
    "decade": "a decade",
    "age": "an age",
    "ordinal": "a place in an order",
    "clock": "a time of day",
    "day": "a day of a month",
    "code": "a name",
    "vague": "a rough count",
    "some": "a rough count",
}


def rule(claim: Claim) -> Iterator[Misfit]:
    """Yield a misfit for each number that no passage states in the same value, role and reach."""
    said = claim.said
    read = [support.said for support in claim.supports]
    for number in said.numbers:
        if number.role == "pair" or is_of_articles(said, number) or said.is_quoted(number.start):
            continue
        close = claim.is_close(number.start)
        best = weigh(number, said, read, strict=close, shown=claim.shown_stems | claim.own_names)
        if best:
            yield _misfit(claim, number, best)


def weigh(
    number: Number,
    said: Said,
    read: Sequence[Said],
    *,
    strict: bool = True,
    shown: frozenset[str] = frozenset(),
) -> str:
    """Return why no passage carries the number: "missing", or what is unlike; "" if one does.

    A `strict` number is in a sentence that keeps to the words of its passages: what it counts and
    what governs it are then compared too. `shown` are the stems of all that it rests on.
    """
    reasons: list[str] = []
    for passage in read:
        stated = passage.numbers
        alike = passage.by_value.get(number.values, [])
        if not alike and number.unit in _MINUTES:
            alike = [other for other in stated if _same_time(number, other)]
        for other in alike:
            reason = _unlike(number, other, said, passage, strict=strict)
            reason = reason or _taken(number, other, passage)
            if strict and not reason and not number.unit:
                reason = _of_another(number, other, said, passage, shown)
            if strict and not reason and number.role == "count":
                reason = _elsewhere(number, other, passage, read)
            if not reason:
                return ""
            reasons.append(_both(number, said, other, passage, reason))
        if _in_parts(number, stated) or (
            number.values == (Fraction(1),) and _is_single(number, passage)
        ):
            return ""
    if reasons:
        return min(reasons, key=len)
    return "" if number.role == "some" else "missing"


def _in_parts(number: Number, stated: Sequence[Number]) -> bool:
    """Tell whether a passage states the number in other parts.

    The ends of a range each for itself; "nine of its 41" for nine out of 41; a per cent whose sign
    stands with another number; "doubled" for a rise of 100 per cent.
    """
    if number.terms:
        values = [other.values for other in stated]
        return all((term,) in values for term in number.terms)
    if len(number.values) == 2:
        return _both_ends(number, stated)
    value = number.values[0]
    if number.role == "share" and isinstance(value, Fraction):
        plain = [other.values for other in stated if other.role == "plain"]
        grown = [other.values for other in stated if other.role == "multiple"]
        signed = (value * 100,) in plain and any(other.role == "share" for other in stated)
        return signed or (value == 1 and (Fraction(2),) in grown)
    return False


def _months(number: Number, said: Said) -> list[str]:
    """Return the months that stand with a year, or with the years of a range; "may" aside."""
    if number.role != "year":
        return []
    near = said.text[max(number.start - _BESIDE, 0) : number.end]
    return [word.lower()[:3] for word in _MONTH.findall(near)]


def _same_time(number: Number, other: Number) -> bool:
    """Tell whether two stretches of time are equal: half an hour is 30 minutes."""
    one, two = _MINUTES.get(number.unit), _MINUTES.get(other.unit)
    if one is None or two is None or one == two or len(number.values) != len(other.values):
        return False
    pairs = zip(number.values, other.values, strict=True)
    return all(
        isinstance(a, Fraction) and isinstance(b, Fraction) and a * one == b * two for a, b in pairs
    )


def is_of_articles(said: Said, number: Number) -> bool:
    """Tell whether the number only says how many articles say so."""
    return _ARTICLE.match(said.text, number.end) is not None


def _both_ends(number: Number, stated: Sequence[Number]) -> bool:
    """Tell whether a passage states the ends of a range each for itself."""
    return all(
        any(
            other.values == (value,)
            and not _unlike_role(number, other)
            and number.unit == other.unit
            for other in stated
        )
        for value in number.values
    )


def _is_single(number: Number, passage: Said) -> bool:
    """Tell whether what is one in a claim is "a", "an" or "another" in the passage."""
    wanted = set(number.counts[:3])
    said = passage.words
    if any(word.text == "one" for word in said):
        return True
    for k, word in enumerate(said):
        if word.text in _SINGLE and wanted & {content(near.text) for near in said[k + 1 : k + 5]}:
            return True
    return False


def _unlike_role(number: Number, other: Number) -> bool:
    return number.role != other.role and frozenset({number.role, other.role}) not in _SAME_ROLE


def _unlike(number: Number, other: Number, said: Said, passage: Said, *, strict: bool) -> str:
    """Return how two numbers of one value differ, or nothing."""
    if _unlike_role(number, other):
        return f"{_ROLES[other.role]}, not {_ROLES[number.role]}"
    mine, theirs = _months(number, said), _months(other, passage)
    if mine and theirs and mine != theirs:
        return "another month"
    governed = number.governor in looser(other.governor) or _is_limit(number, other, said, passage)
    if strict and not governed:
        return "what stands with it limits it otherwise"
    return "" if _same_time(number, other) else _unlike_unit(number, other)


def _unlike_unit(number: Number, other: Number) -> str:
    """Return how the units of two numbers differ; one that counts nothing named may have any."""
    if number.unit != other.unit and number.unit and other.unit:
        return "another unit"
    if number.unit != other.unit and (other.counts if number.unit else number.counts):
        return "another unit"
    return ""


def _of_another(
    number: Number, other: Number, said: Said, passage: Said, shown: frozenset[str]
) -> str:
    """Return that a number counts something else: its noun stands nowhere near, or in its place.

    A noun that the passage does not have at all replaces one only where the passage's own noun is
    not in the text either.
    """
    if not _names_what(number, said) or not _is_verbatim(number, said, passage.stems | shown):
        return ""
    return "it counts something else" if _is_replaced(number, other, said, passage) else ""


def _names_what(number: Number, said: Said) -> bool:
    """Tell whether a noun says what a number counts, and it may be held to the passage's."""
    if number.role not in _COUNTING or not number.counts:
        return False
    if said.text.startswith(_OF_THOSE, number.end):
        return False
    return number.role != "share" or bool(number.terms) or said.text.startswith(" of", number.end)


def _is_replaced(number: Number, other: Number, said: Said, passage: Said) -> bool:
    """Tell whether what a number counts stands in place of what the passage's number counts."""
    anything = ANYTHING if number.role != "some" else frozenset()
    lost = [s for s in other.counts[:3] if s not in said.stems and s not in anything]
    if _foreign(number, other, said, passage):
        return bool(lost)
    first = number.counts[0]
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


def _taken(number: Number, other: Number, passage: Said) -> str:
    """Return that the passage gives another rough count of what a rough count counts."""
    first = number.counts[:1]
    if number.role != "vague" or not first or first == other.counts[:1] or first[0] in ANYTHING:
        return ""
    for one in passage.numbers:
        if one.counts[:1] == first and one.values != number.values and one.role == number.role:
            return "it counts something else"
    return ""


def _elsewhere(number: Number, other: Number, passage: Said, read: Sequence[Said]) -> str:
    """Return that another passage has what a number counts, and this one, which has it, has not."""
    if other.role != "times" or not number.counts:
        return ""
    if number.unit:
        return "a number of times"
    counted = set(number.counts[:3])
    if counted & passage.stems or not any(counted <= one.stems for one in read):
        return ""
    return "it counts something else"


def _is_limit(number: Number, other: Number, said: Said, passage: Said) -> bool:
    """Tell whether a number that is called a limit is one in the passage: "up to", "at most"."""
    words = said.vocabulary | passage.vocabulary
    limits = {number.governor, other.governor} <= {"", "under"}
    return limits and not words.isdisjoint(_LIMITS)


def _both(number: Number, said: Said, other: Number, passage: Said, reason: str) -> str:
    """Return both numbers, each among its words, and how they differ."""
    mine, theirs = _among(number, said), _among(other, passage)
    return f"the passage says “{theirs}”, the statement “{mine}”: {reason}"


def _among(number: Number, said: Said) -> str:
    """Return a number with the two words before it and the two behind."""
    first = bisect_left(said.spans, (number.start, 0))
    past = bisect_left(said.spans, (number.end, 0))
    start = min(said.spans[max(first - 2, 0)][0], number.start)
    end = max(said.spans[min(past + 1, len(said.spans) - 1)][1], number.end)
    return " ".join(said.text[start:end].split())


def _misfit(claim: Claim, number: Number, reason: str) -> Misfit:
    words = claim.said.text[number.start : number.end]
    notes = passages(claim.supports, words)
    if reason == "missing":
        return Misfit(
            code="number-missing",
            words=words,
            message=f"no passage of this statement states “{words}”",
            hint="nothing is worked out from other numbers: write the number as the article gives "
            "it, or cite the passage that states it",
            span=(number.start, number.end),
            notes=notes,
        )
    return Misfit(
        code="number-unlike",
        words=words,
        message=reason,
        hint="say of the number what the article says of it",
        span=(number.start, number.end),
        notes=notes,
    )
