"""Numbers: each in a claim has its like in the claim's passages, in value, role and reach."""

from __future__ import annotations

import re
from bisect import bisect_left
from fractions import Fraction
from itertools import islice
from typing import TYPE_CHECKING

from site_builder.checks.counts import elsewhere, exchanged, of_age, of_another, of_year, taken
from site_builder.checks.dates import another_month, around
from site_builder.checks.durations import alike, is_same_time, is_stretch
from site_builder.checks.misfits import Misfit, passages
from site_builder.checks.reach import is_kept
from site_builder.checks.rounded import is_same_share, rounded
from site_builder.checks.swapped import swapped
from site_builder.language.words import content

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from site_builder.checks.claims import Claim
    from site_builder.language.numerals import Value
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
_FROM = re.compile(r"\b(?:from|between)\b[^.;:,]*$", re.IGNORECASE)
_TO = re.compile(r"[^.;:,]{0,30}\b(?:to|until|till|and)\b[^.;:,]{0,20}", re.IGNORECASE)
_APART = 30  # characters before the first end in which "from" stands
_ARTICLE = re.compile(r"\W*(?:articles?|newspapers?)\b", re.IGNORECASE)
_MOST = 30  # times that a passage states a number, of which a statement means one
_DATES = frozenset({"day", "year"})
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
    if not said.numbers:
        return
    read = [support.said for support in claim.supports]
    shown = claim.shown_stems | claim.own_names
    told: set[str] = set()  # the day and the year of a date are told of once
    for number in said.numbers:
        if number.role == "pair" or is_of_articles(said, number) or said.is_quoted(number.start):
            continue
        if number.role == "code" and said.text[number.start].isupper():
            continue  # NO2: it is held to as a name
        if number.role == "ordinal" and not number.counts and said.text[number.start].isalpha():
            continue  # "the second was": of what, the passages may say elsewhere
        close = claim.is_near(number.start)
        best = weigh(number, said, read, strict=close, shown=shown)
        if best and not (number.role == "year" and best in told):
            yield _misfit(claim, number, best)
            told.update({best} - {"missing"})


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
        if passage.scores and _is_other_score(number, said, passage):
            reasons.append(_other_score(number, said, passage))
            continue
        same = passage.by_value.get(number.values, ())
        for other in islice(same or alike(number, passage), _MOST):
            reason = _unlike(number, other, said, passage, strict=strict)
            reason = reason or taken(number, other, passage)
            reason = reason or of_age(number, other, said, passage)
            reason = reason or exchanged(number, other, said, passage)
            reason = reason or of_year(number, other, said, passage)
            reason = reason or swapped(number, other, said, passage)
            if strict and not reason and not number.unit:
                reason = of_another(number, other, said, passage, shown)
            if strict and not reason and number.role == "count":
                reason = elsewhere(number, other, passage, read)
            if not reason:
                return ""
            reasons.append(_both(number, said, other, passage, reason))
        if (
            _in_parts(number, passage.numbers)
            or _is_elided(number, said, passage)
            or is_stretch(number, passage)
            or is_same_share(number, passage)
            or (number.values == (Fraction(1),) and _is_single(number, passage))
        ):
            return ""
    if reasons:
        return min(reasons, key=len)
    return "" if number.role == "some" else _one_end(number, said, read)


def _is_other_score(number: Number, said: Said, passage: Said) -> bool:
    """Tell whether a number is of a score, 11 to 2, or a range, and the passage has another score.

    Where it is one that the passage turns round, 10 to 11, it may be read as a range.
    """
    if len(number.values) == 2:
        low, high = number.values
        return (high, low) in passage.scores
    mine = [pair for pair in said.scores if number.values[0] in pair]
    return bool(mine) and passage.scores.isdisjoint(mine)


def _other_score(number: Number, said: Said, passage: Said) -> str:
    first, second = min(passage.scores, key=str)
    mine, theirs = _among(number, said), f"{first} to {second}"
    return f"the passage says “{theirs}”, the statement “{mine}”: another score"


def _one_end(number: Number, said: Said, read: Sequence[Said]) -> str:
    """Return that the number is one end of a range of a passage, or that it is missing."""
    if len(number.values) > 1:
        return "missing"
    for passage in read:
        for other in passage.numbers:
            ends = other.values if len(other.values) == 2 else ()
            if number.values[0] in ends and not _unlike_role(number, other):
                if _is_stretched(said, ends):
                    return ""
                return _both(number, said, other, passage, "it is one end of a range there")
    return "missing"


def _is_stretched(said: Said, ends: tuple[Value, ...]) -> bool:
    """Tell whether a text states both ends of a range apart: "from early 2019 until 2023"."""
    first, last = (said.by_value.get((end,), []) for end in ends)
    return any(
        _FROM.search(said.text[max(one.start - _APART, 0) : one.start])
        and _TO.fullmatch(said.text, one.end, other.start)
        for one in first
        for other in last
    )


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


def _is_elided(number: Number, said: Said, passage: Said) -> bool:
    """Tell whether a per cent is meant whose sign stands with another number of the claim."""
    value = number.values[0]
    if number.role != "plain" or len(number.values) > 1 or isinstance(value, str):
        return False
    shares = passage.by_value.get((value / 100,), ())
    signed = any(one.role == "share" and one.start < number.start for one in said.numbers)
    return signed and any(one.role == "share" and not one.governor for one in shares)


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
    if number.role == "year" and (
        month := another_month(number, other, said, passage, strict=strict)
    ):
        return month
    if strict and not is_kept(number, other, said, passage):
        return "what stands with it limits it otherwise"
    return "" if is_same_time(number, other) else _unlike_unit(number, other)


def _unlike_unit(number: Number, other: Number) -> str:
    """Return how the units of two numbers differ; one that counts nothing named may have any."""
    if number.role == "clock":
        return ""
    if number.unit != other.unit and number.unit and other.unit:
        return "another unit"
    if number.unit != other.unit and (other.counts if number.unit else number.counts):
        return "another unit"
    return ""


def _both(number: Number, said: Said, other: Number, passage: Said, reason: str) -> str:
    """Return both numbers, each among its words, and how they differ."""
    mine, theirs = _among(number, said), _among(other, passage)
    return f"the passage says “{theirs}”, the statement “{mine}”: {reason}"


def _among(number: Number, said: Said) -> str:
    """Return a number with the two words before it and the two behind.

    A date is shown whole and without those behind it, unless it counts: an "after" there would be
    read as its own.
    """
    start, end = around(number, said)
    first = bisect_left(said.spans, (start, 0))
    past = bisect_left(said.spans, (end, 0))
    start = min(said.spans[max(first - 2, 0)][0], start)
    if number.role not in _DATES or (number.role == "year" and number.counts):
        end = max(said.spans[min(past + 1, len(said.spans) - 1)][1], end)
    return " ".join(said.text[start:end].split())


def _rounded(claim: Claim, number: Number) -> str:
    """Return the words of a number of a passage that this one rounds, or nothing."""
    for passage in (support.said for support in claim.supports):
        exact = rounded(number, claim.said, passage)
        if exact is not None:
            return passage.text[exact.start : exact.end]
    return ""


def _misfit(claim: Claim, number: Number, reason: str) -> Misfit:
    words = claim.said.text[number.start : number.end]
    notes = passages(claim.supports, words)
    if reason == "missing":
        message = f"no passage of this {claim.called} states “{words}”"
        hint = (
            "nothing is worked out from other numbers: write the number as the article gives "
            "it, or cite the passage that states it"
        )
        exact = _rounded(claim, number)
        if exact:
            message += f", which rounds its “{exact}”"
            hint = f"a rounded number stands in no article: write “{exact}” as it does"
        return Misfit(
            code="number-missing",
            words=words,
            message=message,
            hint=hint,
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
