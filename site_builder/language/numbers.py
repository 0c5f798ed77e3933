"""Every number that a text states: its value, what it is, what it counts and what governs it.

Offsets are code points, end exclusive.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from site_builder.language.governors import MONTHS, governor
from site_builder.language.numerals import (
    CARDINAL,
    CARDINALS,
    DIGITS,
    LONGEST,
    MEASURE,
    NUMBER,
    ORDINALS,
    PAIRS,
    PARTS,
    SCALES,
    TIMES,
    Value,
    value_of,
)
from site_builder.language.words import content, plain_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from site_builder.language.lexicon import Tokens

# A number begins with one of these words, or with a digit.
_BEGINS = frozenset(
    [
        *CARDINALS,
        *SCALES,
        *ORDINALS,
        *PAIRS,
        "half",
        "halves",
        "halved",
        "halving",
        "tens",
        "several",
        "number",
    ]
    + ["hundreds", "thousands", "millions", "billions", "dozens", "scores", "twice", "thrice"]
    + [f"{stem}{end}" for stem in TIMES for end in ("e", "ed", "es", "ing")]
    + ["doubling", "tripling", "trebling"]
)
_PART_WORDS = frozenset(f"{name}{end}" for name in PARTS for end in ("", "s"))
_MONTH = rf"(?:(?:early|mid|late)[ -])?(?:{'|'.join(MONTHS)})\.?"
_TO = re.compile(
    rf"(?:\s+{_MONTH})?\s*-?\s*(?:to|and|or|[-–—]|through|until)\s*(?:the\s+)?(?:{_MONTH}\s+)?(?P<sign>[£$€])?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(rf"\b(?:between|from)\s+(?:the\s+)?(?:{_MONTH}\s+)?$", re.IGNORECASE)
_PERCENT = re.compile(r"\s*(?:%|per\s?cent\b|percent\b|pc\b)", re.IGNORECASE)
_POINTS = re.compile(r"\s*(?:percentage|per\s?cent|percent|%)[ -]points?\b", re.IGNORECASE)
_AGE_AFTER = re.compile(r"[ -]?(?:years?|yrs?)[ -](?:old|of age)\b|[ -]year-olds?\b", re.IGNORECASE)
_AGE_BEFORE = re.compile(
    r"(?:\baged(?: (?:between|from|under|over|just|only|about|around))?|\bage(?:s)?(?: of| between)?|\bas (?:young|old) as"
    r"|\b(?:under|over)(?: the age of)?|\b(?:was|is|were|are|turned)(?: just| only| still)?)\s+$",
    re.IGNORECASE,
)
_STOP_NOUN = frozenset(
    """
    in on at by with from to for between since until before after during as than that who which
    where when while because if but or and nor is are was were be been has have had do did will
    would could may might can should must not per a an the this these those their its his her our
    it they he she we you i more less fewer over under each every
    """.split()
)
_DETERMINERS = frozenset("the these those his her its their our".split())
_STARTING = _BEGINS | _PART_WORDS
_DIGIT = re.compile(r"\d")
_ARTICLES = frozenset({"a", "an"})
_WITHIN = 90  # characters before a range in which "between" stands
_WITHIN = 90  # characters before a number in which what governs it stands


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number at text[start:end]; `values` has two ends where it is a range.

    `role` is count, share, multiple, year, decade, age, ordinal, clock, day, code or vague; `plain`
    is a count of nothing named, which may be an age as well. `counts` holds the stems of the noun
    phrase behind it, `unit` the unit of measure, `governor` a group of GOVERNORS. `terms` are the two
    numbers of "4 in 5".
    """

    start: int
    end: int
    values: tuple[Value, ...]
    role: str
    unit: str
    counts: tuple[str, ...]
    governor: str
    terms: tuple[Value, ...] = ()


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
    return tuple(_joined(said.text, raw)) if raw else ()


_GROWS = re.compile(
    r"\b(?:increas|ris|rose|gr[eo]w|multipl|up\b|soar|surg|jump|climb|more|fell|fall|drop|declin|worth)[^.;]*$",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\s+(?:as|more|higher|larger|bigger|greater|the|what|that|less|fewer|over)\b", re.IGNORECASE
)
_MONTH_AFTER = re.compile(rf"\s+(?:of\s+)?({_MONTH})\b", re.IGNORECASE)
_MONTH_BEFORE = re.compile(rf"\b({'|'.join(MONTHS)})\.?\s$", re.IGNORECASE)
_NO_NUMBER_BEFORE = re.compile(
    r"\b(?:no|this|that|which|another|each|every|any|some|the|not|or|last|latter|next)[ -]$",
    re.IGNORECASE,
)
_NO_NUMBER_AFTER = re.compile(
    r"(?:[ -](?:of|another|or|day|evening|morning|night|afternoon|says|said|adds|hand|and the same|who|that|which|in which)\b|[’'])",
    re.IGNORECASE,
)
_PHRASE_END = re.compile(r"[.,;:!?()“”\"–—\[\]\n]|\s-\s")


def _joined(text: str, raw: Sequence[Number]) -> Iterator[Number]:
    """Yield the numbers, two that are the ends of a range as one."""
    k = 0
    while k < len(raw):
        number = raw[k]
        other = raw[k + 1] if k + 1 < len(raw) else None
        if other is not None and _is_range(text, number, other):
            yield _range(text, number, other)
            k += 2
        else:
            yield number
            k += 1


def _is_range(text: str, low: Number, high: Number) -> bool:
    link = text[low.end : high.start]
    word = _TO.fullmatch(link)
    plain = {"count", "plain", "year", "age", "share", "day", "vague"}
    if word is None or low.role not in plain or high.role not in plain:
        return False
    if "and" in link.casefold().split():
        opened = _BETWEEN.search(text[max(low.start - _WITHIN, 0) : low.start])
        return opened is not None and opened[0].casefold().startswith("between")
    if "or" in link.casefold().split():
        return False
    return low.role == high.role or "plain" in (low.role, high.role) or low.role == "count"


def _range(text: str, low: Number, high: Number) -> Number:
    values = (low.values[0], high.values[0])
    one = values[0]
    if high.role == "share" and low.role != "share" and isinstance(one, Fraction):
        values = (one / 100, values[1])  # "35 to 50 per cent"
    role = "age" if "age" in (low.role, high.role) else high.role
    start = low.start
    before = _BETWEEN.search(text[max(start - _WITHIN, 0) : start])
    governed = low.governor
    if high.unit and not low.unit:
        governed = governor(text, start, high.end, role, high.unit)
    if before or governed == "since":
        governed = ""
    return Number(
        start=start,
        end=high.end,
        values=values,
        role=role,
        unit=high.unit or low.unit,
        counts=high.counts,
        governor=governed,
    )


def _raw(said: Tokens) -> Iterator[Number]:
    text, tokens, past = said.text, said.tokens, 0
    for k in [k for k, token in enumerate(tokens) if token in _STARTING or _begins(token)]:
        start = said.spans[k][0]
        if start < past:
            continue
        if k and tokens[k - 1] in _ARTICLES and (tokens[k] in _PART_WORDS or tokens[k] == "number"):
            earlier = said.spans[k - 1][0]
            start = earlier if earlier >= past else start
        elif start and text[start - 1] in "£$€":
            start -= 1
        found = NUMBER.match(text, start)
        read = _read(text, found) if found else None
        if read is not None:
            past = read.end
            yield read


def _begins(word: str) -> bool:
    """Tell whether a number may begin with this word, or be it."""
    return word.endswith("fold") or (not word.isalpha() and any(map(str.isdigit, word)))


def _read(text: str, found: re.Match[str]) -> Number | None:  # noqa: C901, PLR0911 - a case a kind
    words = found.group().casefold()
    start, end = found.span()
    match found.lastgroup if found.lastgroup not in ("sign", "short", "percent") else "plain":
        case "code":
            return _number(text, start, end, words, "code")
        case "clock":
            return _number(text, start, end, re.sub(r"[\s.]", "", words.replace(":", "")), "clock")
        case "vague":
            return _number(text, start, end, " ".join(words.split()), "vague")
        case "some":
            return _number(text, start, end, "some", "some")
        case "decade":
            return _number(text, start, end, words, "decade")
        case "nof":
            return _in_so_many(text, found)
        case "part":
            return _part(text, start, end, words)
        case "fold":
            value = next((Fraction(n) for word, n in TIMES.items() if words.startswith(word)), None)
            first = re.split(r"[ -]?fold|\s+times", words)[0]
            role = "times" if _is_occasion(text, start, end, words) else "multiple"
            return _number(text, start, end, value or value_of(first), role)
        case "ordinal":
            return _ordinal(text, start, end, words)
        case "pair":
            return _number(text, start, end, Fraction(2), "pair")
        case _:
            return _plain(text, start, end, words)


def _number(text: str, start: int, end: int, value: Value, role: str, unit: str = "") -> Number:
    counts = _counts(text, end)
    if not unit and counts and role in {"count", "plain", "share", "vague"}:
        units = (MEASURE.get(w, MEASURE.get(w.removesuffix("s"), "")) for w, _ in counts[:2])
        unit = next(filter(None, units), "")
    stems = tuple(filter(None, (content(word) for word, _ in counts if word.isalpha())))
    if role == "count" and not stems and not unit:
        role = "plain"
    governed = governor(text, start, end, role, unit)
    if role == "year" and stems and text[start - 4 : start].lower() == "the ":
        governed = ""  # "since the 2018 fire": it governs the fire
    return Number(
        start=start,
        end=end,
        values=(value,),
        role=role,
        unit=unit,
        counts=stems,
        governor=governed,
    )


def _counts(text: str, end: int) -> list[tuple[str, None]]:
    """Return the words of the noun phrase behind a number."""
    window = text[end : end + 90]
    cut = _PHRASE_END.search(window)
    window = window[: cut.start()] if cut else window
    found: list[tuple[str, None]] = []
    for word in plain_words(window):
        if not found and word in {
            "of",
            "the",
            "these",
            "those",
            "all",
            "its",
            "their",
            "more",
            "other",
        }:
            continue
        if word in _STOP_NOUN or len(found) == 5:
            if word in _DETERMINERS and len(found) > 1:
                found.pop()  # "people passed the night": what stands before "the" is a verb
            break
        found.append((word, None))
    return found


def _is_occasion(text: str, start: int, end: int, words: str) -> bool:
    """Tell whether "three times" says how often, not how much more."""
    if not words.endswith(("times", "twice", "thrice")):
        return False
    return not _GROWS.search(text[max(start - 40, 0) : start]) and not _MORE.match(text, end)


def _in_so_many(text: str, found: re.Match[str]) -> Number | None:
    words = found.group().casefold()
    first, second = re.split(r"\s+(?:in|out\s+of|of)\s+(?:every\s+)?", words)
    first = first.split()[0] if first[0].isdigit() else first
    one, many = value_of(first), value_of(second)
    start = found.start()
    if isinstance(one, Fraction) and isinstance(many, Fraction) and 0 < one < many:
        if (many < 1000 or one == 1) and not 1900 <= many < 2100:
            made = _number(text, start, found.end(), one / many, "share")
            return replace(made, terms=(one, many))
    plain = re.match(rf"{DIGITS}|{CARDINAL}", words)
    return _plain(text, start, start + plain.end(), plain.group()) if plain else None


def _part(text: str, start: int, end: int, words: str) -> Number | None:
    if _NO_NUMBER_BEFORE.search(text[max(start - 12, 0) : start]) and "half" in words:
        return None
    pieces = re.split(r"[\s-]+", words)
    name = pieces[-1].removesuffix("s") if pieces[-1] != "halves" else "half"
    bottom = 2 if name.startswith("hal") else PARTS[name]
    top = (
        Fraction(1)
        if pieces[0] in {"a", "an"} or len(pieces) == 1
        else value_of(" ".join(pieces[:-1]))
    )
    if not isinstance(top, Fraction):
        return None
    share = top / bottom
    scale = re.compile(rf"\s+an?\s+({'|'.join(SCALES)})\b", re.IGNORECASE).match(text, end)
    if scale:
        return _number(text, start, scale.end(), share * SCALES[scale[1].casefold()], "count")
    measure = re.compile(r"\s+an?\s+(?=hour|mile|century|day|year|pint)", re.IGNORECASE).match(text, end)
    return _number(
        text, start, measure.end() if measure else end, share, "count" if measure else "share"
    )


def _ordinal(text: str, start: int, end: int, words: str) -> Number | None:
    value = ORDINALS.get(words) or int(words[:-2][:LONGEST])
    around = text[max(start - 12, 0) : start].casefold() + "|" + text[end : end + 14].casefold()
    if re.search(
        r"\bat \||\|[ -](?:of all|and foremost|thing|aid|hand|place)\b|\bin the \| place", around
    ):
        return None
    month = _MONTH_AFTER.match(text, end)
    made = _number(text, start, end, Fraction(value), "day" if month else "ordinal")
    return made if month or made.counts or words[0].isdigit() else None  # "with them first"


def _plain(text: str, start: int, end: int, words: str) -> Number | None:
    if words == "dozen" and text[:start].casefold().endswith("the "):
        return None
    value = value_of(words)
    sign = words[0] if words[0] in "£$€" else ""
    if words == "one" and (
        _NO_NUMBER_BEFORE.search(text[max(start - 12, 0) : start])
        or _NO_NUMBER_AFTER.match(text, end)
        or not _counts(text, end)
    ):
        return None
    if words.endswith("%"):
        end = start + len(words.rstrip("% "))
    if isinstance(value, Fraction) and (points := _POINTS.match(text, end)):
        return _number(text, start, points.end(), value / 100, "share", "point")
    if isinstance(value, Fraction) and (percent := _PERCENT.match(text, end)):
        return _number(text, start, percent.end(), value / 100, "share")
    unit = MEASURE[sign] if sign else ""
    if _is_year(words, value):
        return _number(text, start, end, value, "year")
    if words.isdecimal() and len(words) <= 2 and _by_month(text, start, end):
        return _number(text, start, end, value, "day")
    if age := _AGE_AFTER.match(text, end):
        return _number(text, start, age.end(), value, "age")
    before = _AGE_BEFORE.search(text[max(start - 30, 0) : start])
    role = "age" if before and before[0].casefold().lstrip()[:2] in {"ag", "as"} else "count"
    return _number(text, start, end, value, role, unit)


def _by_month(text: str, start: int, end: int) -> bool:
    return bool(
        _MONTH_AFTER.match(text, end) or _MONTH_BEFORE.search(text[max(start - 12, 0) : start])
    )


def _is_year(words: str, value: Value) -> bool:
    return len(words) == 4 and words.isdecimal() and 1900 <= Fraction(value) < 2100
