"""Figures and `also`: what stands beside a statement says no more than the statement proves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from site_builder.checks import counted, names, numbers, quotations
from site_builder.checks.misfits import passages
from site_builder.findings import Finding, finding
from site_builder.labels import is_words_of_time
from site_builder.language.governors import MONTHS
from site_builder.language.said import Said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from site_builder.checks.claims import Claim, Support
    from site_builder.language.numerals import Value
    from site_builder.model import Figure
    from site_builder.places import Text

_MONTH = re.compile(r"(?<=\d{4}-)(\d\d)")
_PART = re.compile(r"\d{4}(?:-\d\d){0,2}")
_FULL = re.compile(r"(?<=\d{4}-)(\d\d)-(\d\d)")
_MONTHS = MONTHS[:12]
_DATED = re.compile(
    rf"\b({'|'.join(name[:3] for name in _MONTHS)})\w*\.?,?(?: \d{{1,2}}(?:st|nd|rd|th)?,?)?"
    r"(?: of)? ((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def beside(claim: Claim) -> Iterator[Finding]:
    """Yield a finding for each figure, date and `also` that its statement does not bear out."""
    statement = claim.statement
    if statement is None:
        return
    for support in claim.also:
        yield from _also(claim, support)
    if statement.figure is not None:
        yield from _figure(claim, statement.figure)
        yield from _period(claim, statement.figure)
        yield from counted.check(claim, statement.figure)
    if statement.when is not None:
        yield from _when(claim, statement.when)


def _also(claim: Claim, support: Support) -> Iterator[Finding]:
    """Yield what of the statement this passage does not carry by itself."""
    said = claim.said
    lacks = [
        said.text[number.start : number.end]
        for number in said.numbers
        if number.role != "pair"
        and not said.is_quoted(number.start)
        and numbers.weigh(number, said, [support.said])
        and not numbers.is_of_articles(said, number)
    ]
    for start, end in said.quotations:
        words = said.text[start:end].strip(quotations.EDGES)
        if words and quotations.stands(words, [support]) == "missing":
            lacks.append(words)
    lacks += names.lacking(claim, support)
    if lacks:
        yield finding(
            "also-incomplete",
            support.entry.quote.text,
            f"this passage does not carry the whole statement: it lacks “{lacks[0]}”",
            hint="move the entry to `evidence`, where passages carry a claim together,"
            " or take it out",
            notes=passages([support]),
        )


def _figure(claim: Claim, figure: Figure) -> Iterator[Finding]:
    """Yield the numbers of a figure that the text of its statement does not state."""
    stated = {
        value
        for number in claim.said.numbers
        if not numbers.is_of_articles(claim.said, number)
        for value in (*number.values, *number.terms)
    }
    share = _share(figure)
    if share is not None:
        stated -= {term for number in claim.said.numbers for term in number.terms}
        if share not in stated and not _are_stated(figure, stated):
            text = figure.numbers[0][1]
            both = " of ".join(number for _, number in figure.numbers)
            message = f"the text of the statement does not state {both}"
            hint = "write the share as the statement and its article have it"
            yield finding("figure-unlike", text, message, hint=hint)
    elif figure.kind in {"range", "age"} and _is_point(figure):
        message = "this range begins and ends at once"
        hint = "write its two ends as the statement has them"
        yield finding("figure-unlike", figure.numbers[1][1], message, hint=hint)
    elif figure.kind in {"range", "age"} and _is_reversed(figure):
        message = "this range ends before it begins"
        hint = "write the smaller number as `low`"
        yield finding("figure-unlike", figure.numbers[1][1], message, hint=hint)
    else:
        for _, value in figure.numbers:
            if not _is_stated(value, stated):
                message = f"the text of the statement does not say “{value}”"
                hint = "write the number as the statement and its article have it"
                yield finding("figure-unlike", value, message, hint=hint)


def _is_point(figure: Figure) -> bool:
    return len(figure.numbers) == 2 and figure.numbers[0][1] == figure.numbers[1][1]


def _is_reversed(figure: Figure) -> bool:
    """Tell whether a range goes down; of "35" to "50 per cent" both ends are shares."""
    ends = dict(figure.numbers)
    read = [
        value * 100 if number.role == "share" else value
        for key in ("low", "high")
        if key in ends
        for number in Said(f"{ends[key]} x").numbers[:1]
        if not isinstance(value := number.values[0], str)
    ]
    return len(read) == 2 and read[0] > read[1]


def _is_stated(value: Text, stated: set[Value]) -> bool:
    """Tell whether a number of a figure is among those stated, also as a share in per cent."""
    read = {v for number in Said(str(value)).numbers for v in number.values}
    return read <= stated or (
        bool(read) and read <= {v * 100 for v in stated if not isinstance(v, str)}
    )


def _are_stated(figure: Figure, stated: set[Value]) -> bool:
    """Tell whether the two numbers of a share, which differ, are both among those stated."""
    both = {v for _, text in figure.numbers for n in Said(f"{text} x").numbers for v in n.values}
    return len(both) == 2 and both <= stated


def _share(figure: Figure) -> Value | None:
    """Return the part of the whole that a share of two numbers is: 4 of 5."""
    read = [number.values[0] for _, text in figure.numbers for number in Said(f"{text} x").numbers]
    if figure.kind != "share" or len(read) != 2:
        return None
    part, whole = read
    if isinstance(part, str) or isinstance(whole, str) or not whole:
        return None
    return part / whole


def _period(claim: Claim, figure: Figure) -> Iterator[Finding]:
    """Yield the years of a figure's period that no passage gives."""
    period = figure.period
    if period is not None:
        if period.start is not None and period.end is not None and period.start == period.end:
            message = "this period begins and ends at once"
            hint = "write the two years that the passage gives"
            yield finding("figure-unlike", period.end, message, hint=hint)
        for text in (period.words, period.start, period.end):
            if text is not None:
                yield from _years(claim, text)


def _when(claim: Claim, when: Text) -> Iterator[Finding]:
    """Yield the years and months of `when`, or its words, that the statement's passages lack."""
    if is_words_of_time(when):
        if quotations.stands(when, claim.supports) == "missing":
            message = f"no passage of the statement has the words “{when}”"
            hint = "copy the article’s own words of time, or leave `when` out"
            yield finding("figure-unlike", when, message, hint=hint)
        return
    start, _, end = when.partition("/")
    if start and start == end:
        hint = "write one date, or two that differ"
        yield finding("figure-unlike", when, "this begins and ends at once", hint=hint)
        return
    if _PART.fullmatch(start) and _PART.fullmatch(end) and start[: len(end)] > end[: len(start)]:
        hint = "write the earlier date first"
        yield finding("figure-unlike", when, "this ends before it begins", hint=hint)
        return
    yield from _years(claim, when)
    words = claim.said.vocabulary.union(*(s.said.vocabulary for s in claim.supports))
    texts = [claim.said.text, *(s.said.text for s in claim.supports)]
    for month in _MONTH.finditer(when):
        name = _MONTHS[int(month[1]) - 1] if 1 <= int(month[1]) <= 12 else ""
        if name and not words & {name, name[:3], name[:4]}:
            message = (
                f"neither the statement nor its passages name the month {month[1]}, {name.title()}"
            )
            hint = "write the date as far as the passage gives it"
            yield finding("figure-unlike", when, message, hint=hint, span=month.span(1))
        elif name and not _dated(name, when[month.start() - 5 : month.start() - 1], texts):
            message = f"no passage gives {name.title()} of that year"
            hint = "write the date as far as the passage gives it"
            yield finding("figure-unlike", when, message, hint=hint, span=month.span(1))
    for full in _FULL.finditer(when):
        name = _MONTHS[int(full[1]) - 1] if 1 <= int(full[1]) <= 12 else ""
        days = _days(name, texts) if name else set()
        if days and int(full[2]) not in days:
            message = f"no passage gives the {int(full[2])} {name.title()}"
            hint = "write the day that the passage gives, or leave it out"
            yield finding("figure-unlike", when, message, hint=hint, span=full.span(2))


def _days(month: str, texts: Iterable[str]) -> set[int]:
    """Return the days of a month that the texts give: 3 May, the 3rd of May, May 3rd."""
    name, day = rf"{month[:3]}[a-z]*\.?", r"(\d{1,2})(?:st|nd|rd|th)?\b"
    either = re.compile(rf"\b{day} (?:of )?{name}(?![a-z])|\b{name} {day}", re.IGNORECASE)
    found = (one for text in texts for one in either.finditer(text))
    return {int(one[1] or one[2]) for one in found}


def _dated(month: str, year: str, texts: Iterable[str]) -> bool:
    """Tell whether a month stands with this year, or with none, in one of the texts."""
    found = [
        year
        for text in texts
        for name, year in _DATED.findall(text)
        if name.casefold() == month[:3]
    ]
    return not found or year in found


def _years(claim: Claim, text: Text) -> Iterator[Finding]:
    """Yield the first year that is not the statement's or, where it names none, its passages'."""
    own = set(_YEAR.findall(claim.said.text))
    shown = " ".join(said.text for support in claim.supports for said in support.shown)
    for year in _YEAR.finditer(text):
        if year.group() in (own or shown):
            continue
        message = f"the statement does not speak of {year.group()}"
        if not own:
            message = f"no passage of the statement gives the year {year.group()}"
        hint = "write the year of which the statement speaks, or leave it out"
        yield finding("figure-unlike", text, message, hint=hint, span=year.span())
        return
