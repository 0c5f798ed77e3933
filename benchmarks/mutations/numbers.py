"""Changes of numbers: digits, number words, years, ranges, multiples, what they count and when."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from benchmarks.mutations.drafts import Draft, cased, reworded, shuffled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from benchmarks.mutations.honest import Honest, Wording
    from site_builder.model import Figure, Statement
    from site_builder.places import Text

YEAR = r"(?:19|20)\d\d"
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
_MONTH = f"(?:{'|'.join(MONTHS)})"
_FIGURE = re.compile(r"(?<![\w,.])\d[\d,]*(?!\d)(?<!,)")
_IS_YEAR = re.compile(rf"\b{YEAR}\b(?![,.]?\d)")
_DATED = rf"(?:{_MONTH} )?{YEAR}"
_END = rf"(?:{_DATED}|\d[\d,]*\d|\d)(?:%|st|th)?"
_RANGE = re.compile(rf"\b({_END})( to | and |–|-)({_END})(?!\d)")
_CARDINALS = (
    *("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_WORDS = {
    "dozens": ("hundreds", "thousands", "scores"),
    "hundreds": ("thousands", "dozens", "tens", "hundreds of thousands"),
    "thousands": ("hundreds", "millions", "tens of thousands", "hundreds of thousands", "dozens"),
    "millions": ("thousands", "billions", "hundreds of thousands", "tens of millions"),
    "half": ("a third", "two thirds", "a quarter", "three quarters", "a tenth"),
    "a third": ("half", "a quarter", "two thirds"),
    "a quarter": ("half", "a third", "three quarters"),
    "two thirds": ("half", "a third", "three quarters"),
    "three quarters": ("two thirds", "half", "a quarter", "four fifths", "nine tenths"),
    "several": ("two", "three", "a dozen", "hundreds of"),
    "a number of": ("dozens of", "hundreds of", "three", "thousands of"),
    "large numbers of": ("millions of", "hundreds of", "thousands of"),
    "number of": (),
} | {word: tuple(w for w in _CARDINALS[:6] if w != word) for word in _CARDINALS}
_WORD = re.compile(rf"\b({'|'.join(sorted(_WORDS, key=len, reverse=True))})\b", re.IGNORECASE)
_FOLD = re.compile(rf"\b({'|'.join(_CARDINALS)}|\d+)(-?fold)\b", re.IGNORECASE)
_TIMES = re.compile(rf"\b({'|'.join(_CARDINALS)}|\d+)( times)(?= (?:in|since|as|more|higher))")
_GROWN = re.compile(rf"\b(rose|grew|increased) (?:{'|'.join(_CARDINALS)})-?fold\b")
_NUMBER = (
    r"(?:\d[\d,]*%?|half|three quarters|dozens|hundreds|thousands|millions|several|number|"
    rf"{'|'.join(_CARDINALS)})"
)

# What is counted, and what a careless reader takes it for.
_COUNTED = {
    "webpages": ("images", "websites", "videos", "victims"),
    "adults": ("children", "men", "offenders", "teenagers"),
    "young men": ("young women", "children", "groups"),
    "boy offenders": ("boy victims", "girl offenders"),
    "users": ("groups", "websites", "victims"),
    "messages": ("images", "videos", "calls"),
    "months": ("weeks", "years", "days"),
    "crimes": ("convictions", "arrests", "investigations"),
    "offences": ("offenders", "convictions", "arrests"),
    "offenders": ("victims", "children", "users"),
    "prosecutions": ("appeals", "arrests"),
    "failures": ("attacks", "convictions"),
    "times": ("years ago", "months ago"),
    "girls": ("boys", "adults"),
    "cases": ("countries", "towns", "court cases"),
}
_UNIT = re.compile(
    rf"\b{_NUMBER}(?=[ ,])(?:,? (?!and |or |were |are )[\w-]+){{0,5}}?,? ({'|'.join(_COUNTED)})\b",
    re.IGNORECASE,
)
_PERIODS = (
    (rf"\bin ({_DATED})", (r"since \1", r"before \1", r"until \1", r"by \1")),
    (rf"\bsince ({_DATED})", (r"in \1", r"until \1", r"before \1")),
    (rf"\bbetween ({_DATED}) and ({_DATED})", (r"since \1", r"in \2", r"until \2", r"since \2")),
    (r"\b(?:in|over) the past\b", ("in the next",)),
    (r"\blast (year|month|week)\b", (r"this \1", r"every \1")),
    (r"\bunder (\d+)", (r"over \1", r"about \1")),
    (r"\bas young as (\d+)", (r"as old as \1", r"aged \1", r"younger than \1")),
)


def _stated(honest: Honest, *more: str) -> list[Wording]:
    return [w for w in honest.wordings if w.place in ("statement", "account", *more)]


def digits(honest: Honest, random: Random) -> Iterator[Iterator[Draft]]:
    """Yield, for each number in figures that is no year, a wrong digit or one too few."""
    for wording in _stated(honest, "heading", "question", "note"):
        for found in _FIGURE.finditer(wording.text):
            if not _IS_YEAR.fullmatch(found[0]):
                yield _drafts(wording, found.span(), _wrong(found[0]), random)


def _wrong(number: str) -> list[str]:
    """Return numbers that differ from one in a digit."""
    places = [k for k, c in enumerate(number) if c.isdigit()]
    made = {
        number[:k] + digit + number[k + 1 :]
        for k in places
        for digit in "0123456789"
        if digit != number[k] and not (digit == "0" and k == 0)
    }
    made |= {
        number[:j] + number[k] + number[j + 1 : k] + number[j] + number[k + 1 :]
        for j, k in pairwise(places)
        if number[k] != "0" or j
    }
    if len(places) > 1 and "," not in number:
        made |= {number[:k] + number[k + 1 :] for k in places if number[:k] + number[k + 1 :] > "1"}
    return sorted(made - {number})


def _drafts(
    wording: Wording, span: tuple[int, int], instead: list[str], random: Random
) -> Iterator[Draft]:
    for new in shuffled(instead, random):
        yield reworded(wording, *span, new)


def number_words(honest: Honest, random: Random) -> Iterator[Iterator[Draft]]:
    """Yield, for each number in words, other numbers in words."""
    for wording in _stated(honest):
        for found in _WORD.finditer(wording.text):
            new = [cased(word, found[0]) for word in _WORDS[found[0].lower()]]
            yield _drafts(wording, found.span(), new, random)


def years(honest: Honest, random: Random) -> Iterator[Iterator[Draft]]:
    """Yield, for each year, other years near by."""
    for wording in _stated(honest, "heading", "question", "note"):
        for found in _IS_YEAR.finditer(wording.text):
            yield _drafts(wording, found.span(), _near(found[0]), random)


def _near(year: str) -> list[str]:
    return [str(int(year) + by) for by in (-10, -3, -2, -1, 1, 2, 3)]


def range_ends(honest: Honest, random: Random) -> Iterator[Iterator[Draft]]:
    """Yield, for each end of a range, others that keep it a range; or one end alone."""
    for wording in _stated(honest):
        for found in _RANGE.finditer(wording.text):
            for group in (1, 3):
                new = _ends(found[1], found[3], group)
                yield _drafts(wording, found.span(group), new, random)
            if found[2] == " to ":
                yield _drafts(wording, found.span(), [found[1], found[3]], random)


def _ends(low: str, high: str, group: int) -> list[str]:
    """Return other ends that leave the low one below the high one."""
    old = low if group == 1 else high
    month, _, year = old.rpartition(" ")
    made = [f"{month} {y}".strip() for y in _near(year)] if _IS_YEAR.fullmatch(year) else []
    if month:
        at = MONTHS.index(month)
        made += [f"{MONTHS[(at + by) % 12]} {year}" for by in (-2, -1, 1, 2)]
    elif not made:
        value = int(re.sub(r"\D", "", old))
        steps = (-2, -1, 1, 2, 3) if value < 100 else (-9 * 10 ** (len(str(value)) - 3),)
        made = [f"{value + by:,}" for by in steps]
        made += _wrong(old) if value >= 100 else []

    def at_time(end: str) -> tuple[int, int]:
        month, _, number = end.rpartition(" ")
        return int(re.sub(r"\D", "", number)), MONTHS.index(month) if month else 0

    ends = [(new, high) if group == 1 else (low, new) for new in made]
    return [new for new, (a, b) in zip(made, ends, strict=True) if at_time(a) < at_time(b)]


def multiples(honest: Honest, random: Random) -> Iterator[Iterator[Draft]]:
    """Yield, for each multiple (sixfold, six times), other multiples."""
    for wording in _stated(honest, "heading", "question", "note"):
        for pattern in (_FOLD, _TIMES):
            for found in pattern.finditer(wording.text):
                words = (*_CARDINALS[:9], "sixteen", "sixty", "a hundred")
                new = [w + found[2] for w in words if w != found[1].lower()]
                yield _drafts(wording, found.span(), new, random)
        for found in _GROWN.finditer(wording.text):
            yield _drafts(wording, found.span(), ["doubled", "tripled"], random)


def units(honest: Honest, random: Random) -> Iterator[Iterator[Draft]]:
    """Yield, for each number with what it counts, other things to count."""
    for wording in _stated(honest):
        text = str(wording.text)
        for found in _UNIT.finditer(text):
            old = found[1].lower()
            new = [cased(n, found[1]) for n in _COUNTED[old] if n not in text.lower()]
            yield _drafts(wording, found.span(1), new, random)
        for found in re.finditer(r"(\d[\d,]*)%( (?:increase|rise|fall))?", text):
            n, what = found[1], found[2] or ""
            new = [f"{n}-fold{what}", f"{n}-point{what}"] if what else [f"{n} in every 1,000", n]
            yield _drafts(wording, found.span(), new, random)
        for found in _GROWN.finditer(text):
            new = [f"{found[1]} by 6%", f"{found[1]} by six percentage points"]
            yield _drafts(wording, found.span(), new, random)


def periods(honest: Honest, random: Random) -> Iterator[Iterator[Draft]]:
    """Yield, for each date with the word that governs it, another word (in, since, until)."""
    for wording in _stated(honest):
        for pattern, templates in _PERIODS:
            for found in re.finditer(pattern, wording.text, re.IGNORECASE):
                new = [cased(found.expand(t), found[0]) for t in templates]
                yield _drafts(wording, found.span(), new, random)


def figures(honest: Honest, random: Random) -> Iterator[Iterator[Draft]]:
    """Yield, for each number and year of a figure, others."""
    for statement in honest.briefing.statements():
        if statement.figure is not None:
            for text in _numbers_of(statement.figure):
                yield _values(statement, text, "figure", random)


def _numbers_of(figure: Figure) -> Iterator[Text]:
    yield from (text for _, text in figure.numbers)
    if figure.period is not None:
        for text in (figure.period.words, figure.period.start, figure.period.end):
            if text is not None and _IS_YEAR.search(text):
                yield text


def dates(honest: Honest, random: Random) -> Iterator[Iterator[Draft]]:
    """Yield, for each `when`, other years."""
    for statement in honest.briefing.statements():
        if statement.when is not None:
            yield _values(statement, statement.when, "when", random)


def _values(statement: Statement, text: Text, place: str, random: Random) -> Iterator[Draft]:
    made = [
        text[: found.start()] + new + text[found.end() :]
        for found in re.finditer(r"\d[\d,]*", text)
        for new in _instead(text, found)
    ]
    made += _WORDS.get(str(text), ())
    for new in shuffled(made, random):
        if _in_order(new):
            yield Draft(
                owner=f"{statement.id}: {place}",
                place=place,
                before=str(text),
                after=new,
                edits=((text, new),),
                statement=statement,
            )


def _instead(text: str, found: re.Match[str]) -> list[str]:
    """Return other numbers: years for a year, months for a month, else wrong digits."""
    if _IS_YEAR.fullmatch(found[0]):
        return _near(found[0])
    if text[: found.start()].endswith("-"):
        return [f"{month:02}" for month in range(1, 13) if month != int(found[0])]
    return _wrong(found[0])


def _in_order(date: str) -> bool:
    """Tell whether the years of a value (2022/2024) stand in order."""
    years = _IS_YEAR.findall(date)
    return years == sorted(years)
