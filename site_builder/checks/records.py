"""Records: what an article is said to state of itself stands in the words that are its basis."""

from __future__ import annotations

import re
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from site_builder.findings import Finding, finding
from site_builder.folding import fold
from site_builder.language.governors import MONTHS
from site_builder.language.spelling import bare
from site_builder.language.words import WORD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from site_builder.checks.case import Case
    from site_builder.checks.parts import Part
    from site_builder.model import Record, Stated

    # Returns what of a text its basis does not bear out, or nothing.
    Fault = Callable[[str, str], str]

_MONTH = {name[:3]: number for number, name in enumerate(MONTHS[:12], 1)}
_WEEKDAYS = (
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    *("mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun"),
)
_NAMED = frozenset((*MONTHS, *_WEEKDAYS))
_DIGITS = re.compile(r"\d{1,9}")
_YEAR_FIRST = re.compile(r"(?<!\d)\d{4}-(\d\d?)(?!\d)")
_CENTURY = 2000  # what a year of two digits leaves out
_SCHEME = re.compile(r"^(?:https?://)?(?:www\.)?")
_MOST = 5  # words that a message names
_LONGEST = 160  # characters of a basis that a note shows


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for each fact of a record that the words it is inferred from do not state."""
    for record in case.briefing.records:
        part = case.part(record)
        yield from case.memory.once("stated", (part,), partial(_of_record, record, part))


def _of_record(record: Record, part: Part) -> list[Finding]:
    facts = ((label, fact) for label, fact in record.stated() if fact is not None)
    return [found for label, fact in facts for found in _fact(label, fact, part)]


def _fact(label: str, fact: Stated, part: Part) -> Iterator[Finding]:
    seed, passage = part.seeds[fact.basis.seed], part.passages.get(fact.basis)
    if seed is None or passage is None:
        return
    basis = " … ".join(seed.text[piece.start : piece.end] for piece in passage.parts)
    if f" {fact.text} " in f" {basis} ":  # so it is of nearly all
        return
    fault = _FAULTS[label](str(fact.text), basis)
    if fault:
        shown = " ".join(basis.split())
        note = f"{shown[:_LONGEST].rstrip()} …" if len(shown) > _LONGEST else shown
        yield finding(
            "entry-unproved",
            fact.text,
            f"{label.lower()}: {fault}",
            hint="copy what the article says, give the words that say it as `basis`, or put null",
            notes=(f"the basis ({seed.id}): {note}",),
        )


def _unnamed(text: str, basis: str) -> str:
    """Return which words of a name its basis does not have.

    In capitals the basis may be any word's; a word in lower case may have a capital there, but a
    name is not proved by a word that is none.
    """
    shown = {form for word in WORD.findall(fold(basis).text) for form in (word, _owner(word))}
    loud = {word.casefold() for word in shown if word.isupper()}
    low = {word.casefold() for word in shown}
    words = dict.fromkeys(WORD.findall(fold(text).text))
    return _lacks(
        [
            word
            for word in words
            if word.casefold() != "the"
            and word not in shown
            and _owner(word) not in shown
            and word.casefold() not in loud
            and not (word.islower() and word in low)
        ]
    )


def _untitled(text: str, basis: str) -> str:
    """Return which words of a title its basis does not have, or that it has them otherwise."""
    words, shown = (
        f" {' '.join(map(bare, WORD.findall(fold(one).text)))} " for one in (text, basis)
    )
    lacking = _unnamed(text, basis)
    if lacking or words in shown:
        return lacking
    return "its words do not stand one after the other in the basis"


def _unaddressed(text: str, basis: str) -> str:
    """Return that an address is not in its basis, which may leave out how it begins."""
    own = _SCHEME.sub("", text.strip().casefold()).rstrip("/")
    return "" if own in basis.casefold() else _lacks([text.strip()])


def _undated(text: str, basis: str) -> str:
    """Return which numbers, months and days of the week of a date its basis does not have.

    A month may be a number in one and a word in the other. Where a text has none of them ("last
    summer"), all its words are asked for.
    """
    days = _months_and_days(text)
    if not days and not _DIGITS.search(text):
        return _unnamed(text, basis)
    shown = _months_and_days(basis)
    months = {_MONTH[day] for day in shown if day in _MONTH}
    numbers = Counter(map(int, _DIGITS.findall(basis)))
    lacking = [
        word
        for day, word in days.items()
        if day not in shown and not (day in _MONTH and _taken(_MONTH[day], numbers))
    ]
    month = _YEAR_FIRST.search(text)
    left = []
    for found in _DIGITS.finditer(text):
        number = int(found.group())
        is_month = bool(months) and month is not None and found.start() == month.start(1)
        if not (number in months if is_month else _taken(number, numbers)):
            left.append(found.group())
    short = (number for number in left if not _taken(int(number) - _CENTURY, numbers))
    return _lacks([*lacking, *short])


def _months_and_days(text: str) -> dict[str, str]:
    """Return the months and days of the week in a text by their first letters; "may" is a verb."""
    words = (word for word in WORD.findall(text) if word != "may")
    return {word.lower()[:3]: word for word in words if word.lower() in _NAMED}


def _taken(number: int, numbers: Counter[int]) -> bool:
    """Tell whether a basis has a number that nothing else stands for, and take it."""
    if numbers[number] < 1:
        return False
    numbers[number] -= 1
    return True


def _owner(word: str) -> str:
    """Return a word without a possessive ending, in its own case."""
    return word[: len(bare(word))]


def _lacks(words: Sequence[str]) -> str:
    if not words:
        return ""
    named = ", ".join(f"“{word}”" for word in words[:_MOST])
    more = f" and {len(words) - _MOST} more words" if len(words) > _MOST else ""
    return f"the basis does not have {named}{more}"


_FAULTS: dict[str, Fault] = {
    "Publisher": _unnamed,
    "Title": _untitled,
    "Author": _unnamed,
    "Published": _undated,
    "Address": _unaddressed,
}
