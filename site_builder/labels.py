"""The words on the page that are the same for every briefing; see also the templates.

A project may put its own in place of those in `LABELS`, one by one, in `content/labels.yaml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from site_builder.codes import CODES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Point = tuple[str, str]

_NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_EDTF = re.compile(
    r"([0-9]{3}[0-9X])(?:-(0[1-9]|1[0-2]|XX)(?:-(0[1-9]|[12][0-9]|3[01]|XX))?)?([?~%]?)"
)
# Words of the scales on which assessments say how sure they are.
_LIKELIHOOD = re.compile(
    r"\b(?:almost certain(?:ly)?|(?:highly |very )?(?:un)?likely|probably|probable|"
    r"realistic possibility|remote chance)\b",
    re.IGNORECASE,
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

CHANGED = {
    "correction": "Corrected",
    "update": "Updated",
    "clarification": "Clarified",
}
WITHDRAWN = "Withdrawn"
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

ORIGIN = {
    "report": "Report",
    "interview": "Interview",
    "statement": "Public statement",
    "data": "Figures",
    "court": "Court proceedings",
}

PROVED: Mapping[str, Point] = {
    "quote-found": (
        "Quote found",
        "Each quotation was searched for in its article, letter by letter. Only white space, "
        "quotation marks, dashes and soft hyphens may differ, and the page prints the article’s "
        "own characters.",
    ),
    "one-place": (
        "One place",
        "Each quotation stands in one place of the article, or is told apart from its like. "
        "Its link leads to that place.",
    ),
    "whole-words": (
        "Whole words, whole clauses",
        "A quotation cuts no word, and leaves out no “not”, “may” or “likely” that governs it.",
    ),
    "articles-unchanged": (
        "Articles unchanged",
        "Each article has the SHA-256 that was recorded when it was read.",
    ),
    "not-stated": (
        "Not stated",
        "The words named under each open question were searched for in every article and are "
        "in none.",
    ),
}
FITTED: Mapping[str, Point] = {
    "numbers": (
        "Numbers",
        "Each number stands in the passages, in whatever form; what it counts there is compared as "
        "far as the words beside it tell.",
    ),
    "quotations": (
        "Quotations",
        "What stands in quotation marks is speech that the article quotes, word for word.",
    ),
    "speakers": ("Speakers", "Whoever is named as speaking is shown to speak there."),
    "names": ("Names", "Each name stands in the passages, in a spelling that we know."),
    "limits": (
        "Limits",
        "A “may”, “some”, “likely” or “estimated” in the passage is kept, or its like, where the "
        "sentence stays near the passage’s words.",
    ),
    "strength": (
        "Strength",
        "“All”, “most”, “always” or “proved” needs the like in the passage, where the sentence "
        "stays near its words.",
    ),
    "denial": (
        "Denial",
        "Where a sentence stays near the passage’s words, no “not” is left out or put in, nor "
        "“reopened” written for “closed”.",
    ),
    "kind-of-claim": (
        "Kind of claim",
        "An estimate, a judgement or a plan is called so where the passage says so.",
    ),
    "subject": (
        "Subject",
        "A statement and its passages share enough words to be about one thing.",
    ),
    "agreement": (
        "Agreement",
        "Passages that differ in a number, a year or a spelling are shown as differing.",
    ),
}
NOT_PROVED: Mapping[str, Point] = {
    "truth": (
        "Whether the claims are true",
        "The build shows that the words were published, not that they are right.",
    ),
    "sense": (
        "Whether a statement gives the sense of its passage",
        "The checks compare numbers, names and lists of words, and know no meaning. Where a "
        "statement is in quite other words than its passage they compare less. A person wrote it "
        "and answers for it: read it beside the passage.",
    ),
    "irony": (
        "Irony, and what is hinted",
        "No check hears the tone in which something was said.",
    ),
    "like-words": (
        "A word in place of a like one",
        "Where another word stands for the article’s, no check sees whether it means the same.",
    ),
}
REVIEWED: Point = (
    "Nothing left out in silence",
    "Each sentence of each article is cited, set aside with a reason, or page furniture. Beside a "
    "citation up to seven words of a sentence may be left.",
)

POINTS = ("point on which articles differ", "points on which articles differ")
"""What is counted of differences: one, and several."""


# What a check says that was overruled, for readers; for curators there is `codes.CODES`.
_FOUND = {
    "number-missing": "A number of the statement is not in its passages.",
    "number-unlike": "A number counts something else in the passages.",
    "quotation-missing": "Words in quotation marks are not in the passages, word for word.",
    "quotation-unspoken": "Words in quotation marks are the article’s own, nobody’s speech.",
    "speaker-unshown": "The passages do not show that this speaker says so.",
    "speaker-missing": "The passages show a speaker whom the statement does not name.",
    "name-unshown": "A name of the statement is not in its passages.",
    "name-misspelt": "The passages spell a name otherwise.",
    "hedge-dropped": "A word that limits the claim stands in a passage and not in the statement.",
    "strength-added": "The statement puts it more strongly than its passages.",
    "negation-added": "The statement denies what its passages do not deny.",
    "negation-dropped": "A passage denies what the statement does not deny.",
    "word-opposite": "The statement has a word where a passage has its opposite.",
    "given-unlike": "The article gives the claim otherwise than is said here: quoted, retold or in "
    "its own words.",
    "passage-unrelated": "The statement and its passages share hardly a word.",
    "passage-distant": "The statement and its passages share few words.",
    "kind-unlike": "The claim is of another kind than is said here, such as an estimate or a plan.",
}

LABELS: Mapping[str, Mapping[str, str | Point]] = {
    "kind": KIND,
    "differs_on": DIFFERS_ON,
    "origin": ORIGIN,
    "method": {**PROVED, "reviewed": REVIEWED, **FITTED, **NOT_PROVED},
    "found": _FOUND,
}
"""What a project may put its own words for, by group and key; a point has a `name` and a `text`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The labels of one briefing: `own` by path ("kind.plan", "method.truth.name"), else ours."""

    own: Mapping[str, str]

    def kind(self, kind: str) -> str:
        """Return what a kind of claim is called; nothing where it goes without saying."""
        return self._word("kind", kind, KIND[kind])

    def differs_on(self, on: str) -> str:
        """Return what articles differ on."""
        return self._word("differs_on", on, DIFFERS_ON[on])

    def origin(self, kind: str) -> str:
        """Return what a kind of originator is called."""
        return self._word("origin", kind, ORIGIN[kind])

    def found(self, code: str) -> str:
        """Return what a check that can be overruled says, in words for readers."""
        return self._word("found", code, found(code))

    def points(self, points: Mapping[str, Point]) -> tuple[Point, ...]:
        """Return points of the method page, each a name and a text."""
        return tuple(self._point(key, point) for key, point in points.items())

    def reviewed(self) -> Point:
        """Return the point of the method page on a briefing all of whose sentences are reviewed."""
        return self._point("reviewed", REVIEWED)

    def _point(self, key: str, point: Point) -> Point:
        name, text = point
        return (
            self._word("method", f"{key}.name", name),
            self._word("method", f"{key}.text", text),
        )

    def _word(self, group: str, key: str, ours: str) -> str:
        return str(self.own.get(f"{group}.{key}", ours))


def found(code: str) -> str:
    """Return what a check that can be overruled says, in our words for readers."""
    return _FOUND.get(code, CODES[code].meaning)


def overruled(checks: int) -> str:
    """Return what is said at a statement on which so many checks were overruled."""
    return f"{number(checks).capitalize()} check{'s' * (checks > 1)} overruled: see Method"


def not_reviewed(sentences: int) -> tuple[str, str]:
    """Return what is said where not every sentence was reviewed."""
    verb = "was" if sentences == 1 else "were"
    return (
        "That every sentence was considered",
        f"{counted(sentences, 'sentence')} of the articles {verb} not reviewed, or only in part. "
        "The table further down says in which articles.",
    )


def withheld(count: int, what: str) -> str:
    """Return what stands in place of sentences or paragraphs of an article that name a person."""
    who = "it names" if count == 1 else "they name"
    return f"{counted(count, what)} not shown: {who} a person who holds no office"


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
    """Return an ISO date as readers write it, "21 November 2026"; nothing where there is none."""
    if not text:
        return ""
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


def likelihood(text: str) -> str:
    """Return the words by which a text says how likely something is, the first, or ""."""
    found = _LIKELIHOOD.search(text)
    return found.group() if found else ""


def is_words_of_time(when: str) -> bool:
    """Tell whether this is no EDTF date but an article's own words, such as "last month"."""
    return when[:1] not in {*"0123456789X./"}


def words_of_time(words: str, published: str) -> str:
    """Return an article's words of time, which mean nothing without the article's own date."""
    return (
        f"“{words}”, in an article of {published}"
        if published
        else (f"“{words}”, in an undated article")
    )


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
