"""What stands around a number and says how far it holds: about, over, since, up to, or more.

Offsets are code points, end exclusive.
"""

from __future__ import annotations

import re

from site_builder.language.words import WORD

MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept"),
    *("sep", "oct", "nov", "dec"),
)
"""The months and how they are shortened, the full names first."""
_NEAR = 90  # characters before a number in which what governs it stands

# What stands before a number and says how far it holds: group to phrases, parted by commas; phrases
# of one group mean the same.
GOVERNORS = {
    "about": """
        about, around, roughly, approximately, approx, circa, some, in the region of, of the order
        of, or so
    """,
    "nearly": """
        nearly, almost, close to, just under, approaching, not quite
    """,
    "over": """
        over, more than, above, at least, upwards of, exceeding, in excess of, just over, no fewer
        than, no less than, not less than, a minimum of, greater than, longer than, higher than,
        bigger than, older than, larger than, beyond, exceed, exceeds, exceeded, not under
    """,
    "under": """
        under, fewer than, less than, below, up to, at most, no more than, a maximum of, as many
        as, as much as, not more than, younger than, a limit of, a ceiling of, capped at, limited
        to, a cap of, no longer than
    """,
    "ago": "past, last, previous, preceding",
    "ahead": "next, coming",
    "since": "since, from, starting in, beginning in",
    "until": "until, till, up until",
    "by": "by",
    "before": "before, prior to, ahead of",
    "after": "after, following",
}
_GOVERNOR = {
    " ".join(phrase.split()): group
    for group, phrases in GOVERNORS.items()
    for phrase in phrases.split(",")
}
_LONGEST_PHRASE = max(len(phrase.split()) for phrase in _GOVERNOR)
_OF_DATES = frozenset({"since", "until", "by", "before", "after"})
_OF_COUNTS = frozenset({"over", "under", "about", "nearly"})
# A governor, and those by which a statement may say the same or less. "span" is what lasts ("over
# two hours"), "compared" a year that another is held against ("than in 2019").
_LOOSER = {
    "nearly": {"about", "under"},
    "": {"about", "span", "compared"},
    "about": {"nearly"},
    "over": {"span"},
    "under": {"span"},
    "since": {"compared"},
    "span": {"", "over", "under"},
    "ago": {"", "span"},
    "ahead": {"", "span"},
    "compared": {"", "since"},
}

_MAY_FOLLOW = re.compile(r"\b(?:or|and|at|plus)\b|[+]|ish\b", re.IGNORECASE)
_FOLLOWING = re.compile(
    r"""
    [”’"]? (?: \s+ (?!or\b|and\b|at\b) \w+ ){0,2}
    (?: (?P<over> \+ | -?plus\b
            | \s (?:or|and) [ ] (?:more|over|above|older|upwards|later) \b
            | \s at [ ] (?:the[ ])? (?:least|earliest) \b )
      | (?P<under> \s (?:or|and) [ ] (?:fewer|less|under|below|younger) \b
            | \s at [ ] (?:the[ ])? (?:most|latest) \b )
      | (?P<about> \s? -?ish\b | \s or [ ] so\b ) )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NEAR_AFTER = 40  # characters behind a number in which what governs it begins
_COMPARED = re.compile(
    r"\b(?:than|as|compared (?:with|to)|against|(?:up|down) from|fr[eo]m)\b[^.;,]{0,25}\bin\s+$",
    re.IGNORECASE,
)
_NOT_SINCE = re.compile(
    r"\b(?:dat(?:es?|ing)|apart|aside|away|different)\s+from\s+$", re.IGNORECASE
)
_DENIED = re.compile(
    r"\b(?:not?|never|nothing|nobody|none|cannot|\w+n['’]t)\b[^.;,]{0,60}$", re.IGNORECASE
)
_NOT_YET = re.compile(r"\b(?:not|n['’]t|never)(?: yet)? (?:turned|reached|been)\s+$", re.IGNORECASE)
_TIME = frozenset(
    {"second", "minute", "hour", "day", "week", "fortnight", "month", "year", "decade"}
)
_REACHES = re.compile(
    r"\b(?:went|go|goes|gone|r[io]se|risen|rises|increased?|climbed|add|adds|added)\s+$",
    re.IGNORECASE,
)
_YOUNGEST = re.compile(r"\bas young as\s+$", re.IGNORECASE)
_OLDEST = re.compile(r"\bas old as\s+$", re.IGNORECASE)
_FILLING = frozenset(
    """
    the a an early mid late end start beginning spring summer autumn winter of year day week month
    years financial age
    """.split()
) | frozenset(MONTHS)
_STOPS = re.compile(r"[;:!?()“”\"]|[.](?!\s*$)")


def governor(text: str, start: int, end: int, role: str, unit: str) -> str:
    """Return the group of GOVERNORS that governs the number at text[start:end], or nothing.

    Beside those groups there are youngest, oldest ("as young as 11"), span ("over two hours") and
    compared ("than in 2019").
    """
    if role == "clock":
        return ""
    before = text[max(start - _NEAR, 0) : start]
    if role in {"year", "decade", "day"}:
        return _of_date(before)
    return (
        _of_age(before)
        or _following(text, end)
        or ("" if role == "ordinal" else _of_count(before, unit))
    )


def wording(text: str, start: int, end: int, governed: str) -> tuple[str, str] | None:
    """Return the words before and behind the number at text[start:end] that govern it so.

    Both are empty where nothing does ("" as `governed`). None where the words alone would not say
    it: "did not reach more than 40", a date, an age.
    """
    if not governed:
        return "", ""
    found = _FOLLOWING.match(text, end)
    if found is not None:
        behind = found.group().lstrip('”’" ')
        return ("", behind) if found.lastgroup == governed else None
    last = _last(text[max(start - _NEAR, 0) : start])
    if last is None or _GOVERNOR[last[0]] != governed:
        return None
    words = text[max(start - _NEAR, 0) + last[1] : start].strip()
    return (words, "") if words.casefold() == last[0] else None


def _of_age(before: str) -> str:
    """Return what is said of an age only: the youngest, the oldest, or one not yet reached."""
    if _YOUNGEST.search(before):
        return "youngest"
    if _OLDEST.search(before):
        return "oldest"
    return "under" if _NOT_YET.search(before) else ""


def _following(text: str, end: int) -> str:
    """Return what governs a number from behind: "16 or over", "20 at most", "30 or so"."""
    if not _MAY_FOLLOW.search(text, end, end + _NEAR_AFTER):
        return ""
    found = _FOLLOWING.match(text, end)
    return (found.lastgroup or "") if found else ""


def _of_count(before: str, unit: str) -> str:
    """Return what governs a count, a share or an age from before it, or nothing."""
    found = _last(before)
    if found is None:
        return ""
    phrase, at = found
    group = _GOVERNOR[phrase]
    if group in _OF_DATES or (group in {"ago", "ahead"} and unit not in _TIME):
        return ""
    if phrase in {"over", "under"} and unit in _TIME:
        return "span"
    if phrase == "up to" and _REACHES.search(before[:at]):
        return ""
    return "under" if group == "over" and _DENIED.search(before[:at]) else group


def _of_date(before: str) -> str:
    """Return what governs a date: since, until, by, before, after, or nothing (in, on, during)."""
    if _COMPARED.search(before):
        return "compared"
    found = _last(before)
    if found is None or _NOT_SINCE.search(before):
        return ""
    phrase, at = found
    if phrase == "up to":
        return "until"
    group = _GOVERNOR[phrase]
    if group not in _OF_COUNTS:
        return group
    again = _last(before[:at])
    if again is None:
        return ""
    return "until" if again[0] == "up to" else _GOVERNOR[again[0]]


def _last(before: str) -> tuple[str, int] | None:
    """Return the governor that stands last before a number, past months and the like, and where."""
    found = [(word.group().lower(), word.start(), word.end()) for word in WORD.finditer(before)]
    k = len(found) - 1
    end = len(before)
    while k >= 0 and not _STOPS.search(before, found[k][2], end):
        for size in range(min(_LONGEST_PHRASE, k + 1), 0, -1):
            phrase = " ".join([word for word, _, _ in found[k - size + 1 : k + 1]])
            if phrase in _GOVERNOR:
                return phrase, found[k - size + 1][1]
        word = found[k][0]
        if word not in _FILLING and not (word[0].isdigit() and len(word) < 5):
            return None
        end = found[k][1]
        k -= 1
    return None


def looser(governor: str) -> frozenset[str]:
    """Return the governors by which a statement may say the same as `governor`, or less surely."""
    return frozenset({governor, *_LOOSER.get(governor, ())})
