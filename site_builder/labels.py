"""The words on the page that are the same for every briefing; see also the templates."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_EDTF = re.compile(
    r"([0-9]{3}[0-9X])(?:-(0[1-9]|1[0-2]|XX)(?:-(0[1-9]|[12][0-9]|3[01]|XX))?)?([?~%]?)"
)
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)

KIND = {
    "count": "",
    "estimate": "Estimate",
    "judgement": "Judgement",
    "opinion": "Opinion",
    "plan": "Announced; not shown operating",
    "advice": "Advice",
    "event": "",
    "court-outcome": "Court outcome",
    "description": "",
}

DIFFERS_ON = {
    "figure": "a figure",
    "name": "a name",
    "date": "a date or period",
    "scope": "what is counted or meant",
    "wording": "the wording",
    "strength": "how strongly it is put",
    "completeness": "how much is said",
    "speaker": "who said it",
}

PROVED = (
    (
        "Quote found",
        "Each quotation was searched for in its article, letter by letter. Only white space, "
        "quotation marks, dashes and soft hyphens may differ, and the page prints the article’s "
        "own characters.",
    ),
    (
        "One place",
        "Each quotation stands in one place of the article, or is told apart from its like. "
        "Its link leads to that place.",
    ),
    (
        "Whole words, whole clauses",
        "A quotation cuts no word, and leaves out no “not”, “may” or “likely” that governs it.",
    ),
    (
        "Articles unchanged",
        "Each article has the SHA-256 that was recorded when it was read.",
    ),
    (
        "Not stated",
        "The words named under each open question were searched for in every article and are "
        "in none.",
    ),
)
NOT_PROVED = (
    (
        "That the claims are true",
        "The build shows that the words were published, not that they are right.",
    ),
    (
        "That a statement fits its passage",
        "A person wrote each statement and answers for its wording. Read it beside the passage.",
    ),
)
REVIEWED = (
    "Nothing left out in silence",
    "Each sentence of each article is cited, set aside with a reason, or page furniture. Beside a "
    "citation up to seven words of a sentence may be left.",
)


def not_reviewed(sentences: int) -> tuple[str, str]:
    """Return what is said where not every sentence was reviewed."""
    verb = "was" if sentences == 1 else "were"
    return (
        "That every sentence was considered",
        f"{counted(sentences, 'sentence')} of the articles {verb} not reviewed, or only in part. "
        "The table further down says in which articles.",
    )


def number(count: int) -> str:
    """Return a small number in words, a larger one in figures."""
    return _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"


def not_stated(articles: int) -> str:
    """Return that none of the articles states something."""
    if articles == 1:
        return "Not stated in the article."
    every = "either of the two" if articles == 2 else f"any of the {number(articles)}"
    return f"Not stated in {every} articles."


def counted(count: int, one: str, many: str = "") -> str:
    """Return a count with its noun: "1 article", "4 articles"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def listed(words: Sequence[str]) -> str:
    """Return the words as a list in a sentence: "a", "a and b", "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + " and " + words[-1]


def day(text: str) -> str:
    """Return an ISO date as readers write it: "21 November 2026"."""
    when = date.fromisoformat(text)
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def period(text: str) -> str:
    """Return an EDTF date or interval in words ("about March 2025", "2022 to 2024").

    Other words are returned as they are.
    """
    start, slash, end = text.partition("/")
    if not slash:
        return _moment(start)
    if start in {"", ".."}:
        return f"until {_moment(end)}"
    if end in {"", ".."}:
        return f"since {_moment(start)}"
    return f"{_moment(start)} to {_moment(end)}"


def _moment(text: str) -> str:
    found = _EDTF.fullmatch(text)
    if found is None:
        return text
    words, month, day_of_month, about = found.groups()
    if words.endswith("X"):
        words = f"{words[:-1]}0s"
    if month is not None and month != "XX":
        words = f"{_MONTHS[int(month) - 1]} {words}"
        if day_of_month is not None and day_of_month != "XX":
            words = f"{int(day_of_month)} {words}"
    return f"about {words}" if about else words
