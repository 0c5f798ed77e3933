"""Parts of a whole and places in an order: half a million, two and a half, a third, the third.

Offsets are code points, end exclusive.
"""

from __future__ import annotations

import re
from fractions import Fraction

from site_builder.language.numerals import (
    CARDINALS,
    LONGEST,
    MEASURE,
    ORDINALS,
    PARTS,
    SCALES,
    value_of,
)
from site_builder.language.ranges import MONTH
from site_builder.language.stated import Number, Written, number
from site_builder.language.words import content

ARTICLES = frozenset({"a", "an"})
_JOINED = re.compile(r"[\s-]+")
MONTH_AFTER = re.compile(rf"\s+(?:of\s+)?{MONTH}\b", re.IGNORECASE)
_OF_A_SCALE = re.compile(rf"\s+(?:of\s+)?an?\s+({'|'.join(SCALES)})\b", re.IGNORECASE)
_SCALED = re.compile(rf"\s+({'|'.join(SCALES)})\b", re.IGNORECASE)
_MEASURE = (
    "second|minute|hour|day|week|month|year|decade|century|mile|metre|kilometre|pint|litre|tonne"
    "|degree"
)
_OF_A_MEASURE = re.compile(rf"\s+(?:of\s+)?an?(?=\s+(?:{_MEASURE})\b)", re.IGNORECASE)
_AND_A_PART = re.compile(r"\b(an?)\s+(?P<noun>\w+)\s+and\s+$", re.IGNORECASE)
_OCCASION = re.compile(
    r"\s+(?:time|man|woman|person|boy|girl|child|victim|suspect|defendant|attempt|visit|round|vote"
    r"|hearing|term|season|floor|place|edition|volume|case|report|one)\b",
    re.IGNORECASE,
)
_NO_ORDINAL = re.compile(
    r"\bat \||\|[ -](?:of all|and foremost|thing|aid|hand|place)\b|\bin the \| place"
)
# "The second request was never answered, and the third was turned down."
_ALONE = re.compile(
    r"\bthe \| (?:was|were|is|are|has|had|have|will|would|came|went|failed|took|died)\b"
)
_NO_NUMBER_BEFORE = re.compile(
    r"\b(?:no|this|that|which|another|each|every|any|some|the|not|or|last|latter|next)[ -]$",
    re.IGNORECASE,
)
_THAT = re.compile(r"\bthat $")  # "she said that half of it": no "that half"
_NEAR = 12  # characters around a number in which such words stand
_WHOLE = 24  # characters before a part in which its whole stands: "a year and"


def leads_to_none(written: Written) -> bool:
    """Tell whether what stands before "one" or "half" makes it no number: this one, that half."""
    return _NO_NUMBER_BEFORE.search(written.before(_NEAR)) is not None


def mixed(written: Written) -> Number:
    """Return a whole number and a part of one: two and a half, also of a million."""
    whole, _, words = written.words.replace("-", " ").rpartition(" and ")
    top, last = words.split()
    value = value_of(whole)
    if not isinstance(value, str):
        value += Fraction(CARDINALS.get(top, 1), PARTS[last.removesuffix("s")])
        if scale := _SCALED.match(written.text, written.end):
            value *= SCALES[scale[1].casefold()]
            written = written.until(scale.end())
    return number(written, value, "count")


def part(written: Written) -> Number | None:
    """Return a share in words, or what it is of a scale or measure: "half a million"."""
    text, _, end, words = written
    said_that = _THAT.search(written.before(_NEAR)) and text.startswith(" of ", end)
    if "half" in words and leads_to_none(written) and not said_that:
        return None
    *others, last = _JOINED.split(words)
    bottom = 2 if last.startswith("hal") else PARTS[last.removesuffix("s")]
    top = Fraction(1) if not others or others[0] in ARTICLES else value_of(" ".join(others))
    if not isinstance(top, Fraction):
        return None
    if top == 1 and len(others) == 1 and last in ORDINALS and _OCCASION.match(text, end):
        return number(written, Fraction(bottom), "ordinal")  # "a sixth time"
    share = top / bottom
    whole = _AND_A_PART.search(written.before(_WHOLE))
    return _of_noun(written, 1 + share, whole) if whole else _share(written, share)


def _share(written: Written, share: Fraction) -> Number:
    """Return a share, or so much of a scale or a measure."""
    text, end = written.text, written.end
    if scale := _OF_A_SCALE.match(text, end):
        value = share * SCALES[scale[1].casefold()]
        return number(written.until(scale.end()), value, "count")
    if measure := _OF_A_MEASURE.match(text, end):
        return number(written.until(measure.end()), share, "count")
    return number(written, share, "share")


def _of_noun(written: Written, value: Fraction, whole: re.Match[str]) -> Number:
    """Return "a year and a half", whose noun stands before its part."""
    noun = whole["noun"].casefold()
    made = number(written, value, "count", MEASURE.get(noun, ""))
    start = written.start - len(whole.string) + whole.start()
    counts = tuple(filter(None, [content(noun)]))
    return made._replace(start=start, role="count", counts=counts)


def _place(words: str) -> int:
    ten, _, one = words.rpartition("-")
    return CARDINALS.get(ten, 0) + ORDINALS[one]


def ordinal(written: Written) -> Number | None:
    """Return a place in an order or the day of a month, or None where it is neither."""
    text, _, end, words = written
    value = int(words[:-2][:LONGEST]) if words[0].isdigit() else _place(words)
    around = f"{written.before(_NEAR)}|{text[end : end + 14]}"
    if _NO_ORDINAL.search(around.casefold()):
        return None
    month = MONTH_AFTER.match(text, end)
    made = number(written, Fraction(value), "day" if month else "ordinal")
    stands = month or made.counts or words[0].isdigit() or _ALONE.search(around.casefold())
    return made if stands else None  # "with them first"
