"""Every number that a text states: found, read as it is written, and joined into ranges.

Offsets are code points, end exclusive.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from site_builder.language.clocks import clock
from site_builder.language.governors import MONTHS
from site_builder.language.numerals import (
    CARDINAL,
    CARDINALS,
    DIGITS,
    FIGURE,
    MEASURE,
    NUMBER,
    ORDINALS,
    PAIRS,
    PARTS,
    SCALES,
    TIMES,
    value_of,
)
from site_builder.language.parts import ARTICLES, MONTH_AFTER, leads_to_none, mixed, ordinal, part
from site_builder.language.ranges import joined
from site_builder.language.stated import Number, Written, counted, number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from site_builder.language.lexicon import Tokens

    Reader = Callable[[Written], Number | None]

# A number begins with one of these words, or with a digit.
_BEGINS = frozenset(
    [
        *CARDINALS,
        *SCALES,
        *ORDINALS,
        *PAIRS,
        *(f"{stem}{end}" for stem in TIMES for end in ("e", "ed", "es", "ing")),
        *"""
        half halves halved halving several number tens hundreds thousands millions billions dozens
        scores twice thrice doubling tripling trebling
        """.split(),
    ]
)
_PART_WORDS = frozenset(f"{name}{end}" for name in PARTS for end in ("", "s"))
_STARTING = _BEGINS | _PART_WORDS
_DIGIT = re.compile(r"\d")

# What stands before or behind a number and tells what it is.
_PERCENT = re.compile(r"\s*(?:%|per\s?cent\b|percent\b|pc\b)", re.IGNORECASE)
_MAY_BE_SHARE = re.compile(r"\s*[%p]", re.IGNORECASE)  # what _PERCENT and _POINTS find has
_POINTS = re.compile(r"\s*(?:percentage|per\s?cent|percent|%)[ -]points?\b", re.IGNORECASE)
_AGE_AFTER = re.compile(r"[ -]?(?:years?|yrs?)[ -](?:old|of age)\b|[ -]year-olds?\b", re.IGNORECASE)
_AGE_BEFORE = re.compile(  # "under the age of 16" limits a count, as "under 16" does
    r"(?:\b(?:under|over) the age of"
    r"|(?P<age>\baged(?: (?:between|from|under|over|just|only|about|around))?"
    r"|\bages?(?: of| between)?|\bas (?:young|old) as))\s+$",
    re.IGNORECASE,
)
_OF_ONE = re.compile(r"\b(?:youngest|oldest|eldest)\b[^.;:]*$", re.IGNORECASE)
_GROWS = re.compile(
    r"\b(?:increas|ris|rose|gr[eo]w|multipl|up\b|soar|surg|jump|climb|more|fell|fall|drop|declin"
    r"|worth)[^.;]*$",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\s+(?:as|more|higher|larger|bigger|greater|the|what|that|less|fewer|over)\b", re.IGNORECASE
)
_PER = re.compile(
    r"\s+(?:an?|per|each|every)\s+(?:hour|day|night|week|month|year)\b", re.IGNORECASE
)
_ROUGH = frozenset({"several", "many"})
_FOLD = re.compile(r"[ -]?fold|\s+times")
_IN = re.compile(r"\s+(?:in|out\s+of|of)\s+(?:every\s+)?")
_FIRST = re.compile(rf"{DIGITS}|{CARDINAL}")
_MONTH_BEFORE = re.compile(rf"\b(?:{'|'.join(MONTHS)})\.?\s$", re.IGNORECASE)
# A name that ends in a number, which is held to as a name.
_NAMED = re.compile(r"\b(?:[A-Z]{2,}|Covid)-$")
_AT_ONE = re.compile(
    r"\s(?:point|time|stage|go|should|might|may|must|can|could|would|has|had better|needs?)\b"
)
_NO_NUMBER_AFTER = re.compile(
    r"(?:[ -](?:of|another|or|day|evening|morning|night|afternoon|says|said|adds|hand"
    r"|and the same|who|that|which|in which)\b|[’'])",
    re.IGNORECASE,
)
_NEAR = 12  # characters around a number in which such words stand


def has_numbers(said: Tokens) -> bool:
    """Tell whether a text may state a number."""
    text = said.text
    return (
        not _STARTING.isdisjoint(said.vocabulary)
        or _DIGIT.search(text) is not None
        or ("fold" in text and any(word.endswith("fold") for word in said.vocabulary))
    )


def numbers(said: Tokens) -> tuple[Number, ...]:
    """Return the numbers of a text in their order; a range is one number."""
    raw = list(_raw(said))
    return tuple(joined(said.text, raw)) if raw else ()


def _raw(said: Tokens) -> Iterator[Number]:
    """Yield the numbers, each end of a range for itself."""
    text, tokens, past = said.text, said.tokens, 0
    for k in [k for k, begins in enumerate(map(_begins, tokens)) if begins]:
        start = said.spans[k][0]
        if start < past:
            continue
        if k and tokens[k - 1] in ARTICLES and (tokens[k] in _PART_WORDS or tokens[k] == "number"):
            earlier = said.spans[k - 1][0]
            start = earlier if earlier >= past else start
        elif start and text[start - 1] in "£$€":
            start -= 1
        figure = FIGURE.match(text, start)
        if figure is not None:
            read = _plain(Written(text, start, figure.end(), figure.group()))
        else:
            found = NUMBER.match(text, start)
            read = _read(text, found) if found else None
        if read is not None:
            past = read.end
            yield read


@lru_cache(maxsize=1 << 16)
def _begins(word: str) -> bool:
    """Tell whether a number may begin with this word, or be it."""
    if word in _STARTING or word.endswith("fold"):
        return True
    return not word.isalpha() and any(map(str.isdigit, word))


def _read(text: str, found: re.Match[str]) -> Number | None:
    """Return the number that is written here, or None where it only looks like one."""
    written = Written(text, *found.span(), found.group().casefold())
    return _READERS.get(found.lastgroup or "", _plain)(written)


def _code(written: Written) -> Number:
    return number(written, written.words, "code")


def _clock(written: Written) -> Number:
    """Return a time of day; its value is that of a clock of 24 hours: 11:00 for 11am."""
    time, half = clock(written.words)
    return number(written, time, "clock", half)


def _vague(written: Written) -> Number:
    words = written.words.split()
    if words[0] in _ROUGH:
        words = [f"{words[-1].removesuffix('s')}s"]  # several thousand: thousands
    return number(written, " ".join(words), "vague")


def _some(written: Written) -> Number:
    return number(written, "some", "some")


def _decade(written: Written) -> Number:
    return number(written, written.words, "decade")


def _pair(written: Written) -> Number:
    return number(written, Fraction(2), "pair")


def _fold(written: Written) -> Number:
    words = written.words
    value = next((Fraction(n) for word, n in TIMES.items() if words.startswith(word)), None)
    role = "times" if _is_occasion(written) else "multiple"
    return number(written, value or value_of(_FOLD.split(words)[0]), role)


def _is_occasion(written: Written) -> bool:
    """Tell whether "three times" says how often, not how much more."""
    if not written.words.endswith(("times", "twice", "thrice")):
        return False
    if _PER.match(written.text, written.end):
        return True
    return not _GROWS.search(written.before(40)) and not _MORE.match(written.text, written.end)


def _in_so_many(written: Written) -> Number | None:
    """Return the share that "4 in 5" is, or its first number where it is none: "3 in 2019"."""
    words = written.words
    first, second = _IN.split(words)
    first = first.split()[0] if first[0].isdigit() else first
    one, many = value_of(first), value_of(second)
    if isinstance(one, Fraction) and isinstance(many, Fraction) and _is_part(one, many):
        return number(written, one / many, "share")._replace(terms=(one, many))
    found = _FIRST.match(words)
    if found is None:
        return None
    return _plain(Written(written.text, written.start, written.start + found.end(), found.group()))


def _is_part(one: Fraction, many: Fraction) -> bool:
    """Tell whether "one in so many" is a share, not a number with a year or another behind it."""
    return 0 < one < many and (many < 1000 or one == 1) and not 1900 <= many < 2100


def _plain(written: Written) -> Number | None:
    """Return a number in digits or words: a share, year, day or age, or else a count."""
    if _is_none(written):
        return None
    text, start, end, words = written
    value = value_of(words)
    if words.endswith("%"):
        end = start + len(words.rstrip("% "))
        written = written.until(end)
    if _MAY_BE_SHARE.match(text, end) and isinstance(value, Fraction):
        share = _percent(written, value)
        if share is not None:
            return share
    if _is_year(words):
        return number(written, value, "year")
    if _is_day(written):
        return number(written, value, "day")
    if age := _AGE_AFTER.match(text, end):
        return number(written.until(age.end()), value, "age")
    is_age = _is_age(written.before(30)) or _is_age_of_one(written)
    role = "age" if is_age else "count"
    return number(written, value, role, MEASURE.get(words[0], "") if words[0] in "£$€" else "")


def _percent(written: Written, value: Fraction) -> Number | None:
    if points := _POINTS.match(written.text, written.end):
        return number(written.until(points.end()), value / 100, "share", "point")
    if percent := _PERCENT.match(written.text, written.end):
        return number(written.until(percent.end()), value / 100, "share")
    return None


def _is_none(written: Written) -> bool:
    """Tell whether "one" or "dozen" is no number: "this one", "one of", "the dozen"."""
    words = written.words
    if words == "dozen":
        return written.before(4).casefold().endswith("the ")
    if _NAMED.search(written.before(_NEAR)):
        return True  # ORL-4
    return words == "one" and bool(
        leads_to_none(written)
        or _AT_ONE.match(written.text, written.end)
        or _NO_NUMBER_AFTER.match(written.text, written.end)
        or not counted(written.text, written.end)
    )


def _is_day(written: Written) -> bool:
    """Tell whether a number of one or two digits stands by a month."""
    if not written.words.isdecimal() or len(written.words) > 2:
        return False
    return bool(
        MONTH_AFTER.match(written.text, written.end) or _MONTH_BEFORE.search(written.before(_NEAR))
    )


def _is_age(before: str) -> bool:
    """Tell whether what stands before a number makes it an age: "aged", "as old as"."""
    low = before.casefold()
    if "age" not in low and "as" not in low:  # one of which is in all that is looked for
        return False
    found = _AGE_BEFORE.search(before)
    return found is not None and found["age"] is not None


def _is_age_of_one(written: Written) -> bool:
    """Tell whether a number is the age of somebody: "the youngest of the pupils was 9"."""
    if not written.before(5).endswith((" was ", " is ")):
        return False
    return bool(_OF_ONE.search(written.before(90))) and not counted(written.text, written.end)


def _is_year(words: str) -> bool:
    return len(words) == 4 and words.isdecimal() and 1900 <= int(words) < 2100


# By the groups of NUMBER; what is in none of these is plain.
_READERS: dict[str, Reader] = {
    "code": _code,
    "clock": _clock,
    "mixed": mixed,
    "vague": _vague,
    "some": _some,
    "nof": _in_so_many,
    "part": part,
    "fold": _fold,
    "ordinal": ordinal,
    "place": ordinal,
    "decade": _decade,
    "pair": _pair,
}
