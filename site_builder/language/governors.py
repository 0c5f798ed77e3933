"""What stands around a number and says how far it holds: about, over, since, up to, or more.

Offsets are code points, end exclusive.
"""

from __future__ import annotations

import re
from functools import lru_cache

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
        to, a cap of, no longer than, as high as, as long as, as late as, as large as, as big as,
        as far as, no further than, no farther than, not further than, not even
    """,
    "within": "within, inside",
    "ago": "past, last, previous, preceding",
    "ahead": "next, coming",
    "since": "since, from, starting in, beginning in, dates back to, goes back to, going back to",
    "until": "until, till, up until",
    "by": "by, no later than, not later than",
    "before": "before, prior to, ahead of",
    "after": "after, following",
}
_GOVERNOR = {
    " ".join(phrase.split()): group
    for group, phrases in GOVERNORS.items()
    for phrase in phrases.split(",")
}
# Each of these phrases by its last word, the longest first.
_BY_LAST: dict[str, list[list[str]]] = {}
for _phrase in sorted(map(str.split, _GOVERNOR), key=lambda words: -len(words)):
    _BY_LAST.setdefault(_phrase[-1], []).append(_phrase)
_LAST_BUT_ONE = {
    word: frozenset(phrase[-2] for phrase in phrases if len(phrase) > 1)
    for word, phrases in _BY_LAST.items()
}
_ALONE = frozenset(word for word, phrases in _BY_LAST.items() if phrases == [[word]])
_OF_DATES = frozenset({"since", "until", "by", "before", "after"})
_OF_COUNTS = frozenset({"over", "under", "about", "nearly"})
# A governor, and those by which a statement may say the same or less. "span" is what lasts ("over
# two hours"), "compared" what another is held against ("than in 2019", "below the 40 of 2019").
_LOOSER = {
    "nearly": {"about", "under"},
    "": {"about", "span", "compared", "within"},
    "within": {"", "under"},
    "about": {"nearly"},
    "over": {"span"},
    "under": {"span", "within"},
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
_LINKS = frozenset({"or", "and", "at"})
_SUFFIXES = ("plus", "ish")
_NEAR_AFTER = 40  # characters behind a number in which what governs it begins
_COMPARED = re.compile(
    r"\b(?:than|as|compared (?:with|to)|against|(?:up|down) from|fr[eo]m|what (?:it|they|he|she))\b"
    r"[^.;,]{0,25}\bin\s+$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\b(?:from|between)\s+(?:\w+\s+){1,4}$", re.IGNORECASE)
_NOT_SINCE = re.compile(
    r"(?:\b(?:dat(?:es?|ing)|apart|aside|away|different)|,)\s+from\s+$", re.IGNORECASE
)
_DENIED = re.compile(
    r"\b(?:not?|never|nothing|nobody|none|cannot|\w+n['’]t)\b[^.;,]{0,60}$", re.IGNORECASE
)
# Not more than 40 is at most 40, and never fewer than two at least two; "at least" stays as it is.
_LEAST = frozenset({"at least", "a minimum of", "upwards of", "not under"})
_BOTTOMS = frozenset({"fewer than", "less than", "younger than"})
_NOT_YET = re.compile(r"\b(?:not|n['’]t|never)(?: yet)? (?:turned|reached|been)\s+$", re.IGNORECASE)
_TIME = frozenset(
    {"second", "minute", "hour", "day", "week", "fortnight", "month", "year", "decade"}
)
# "Expected to last three weeks" is not "the last three weeks".
_LASTING = re.compile(r"\b(?:to|will|would|could|can|may|might|must|should)\s+$", re.IGNORECASE)
_REACHES = re.compile(
    r"\b(?:went|go|goes|gone|r[io]se|risen|rises|increased?|climbed|add|adds|added)\s+$",
    re.IGNORECASE,
)
_SPREAD = re.compile(r"\b(?:spread|scattered|shared|divided|split|distributed)\s+$", re.IGNORECASE)
_YOUNGEST = re.compile(r"\bas young as\s+$", re.IGNORECASE)
_OLDEST = re.compile(r"\bas old as\s+$", re.IGNORECASE)
_FILLING = frozenset(
    """
    the a an early mid late end start beginning spring summer autumn winter of year day week month
    years financial age
    """.split()
) | frozenset(MONTHS)
_STOPS = re.compile(r"[;:!?()“”\"]|[.](?!\s*$)")
# The letters in which the words end that a pattern above looks for right before a number: "in" …
_ENDS_COMPARED, _ENDS_NOT_SINCE, _ENDS_OF_AGE = "nN", "mM", "sSſdDnN"


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
    if before.rstrip()[-1:] not in _ENDS_OF_AGE:
        return ""
    if _YOUNGEST.search(before):
        return "youngest"
    if _OLDEST.search(before):
        return "oldest"
    return "under" if _NOT_YET.search(before) else ""


def _following(text: str, end: int) -> str:
    """Return what governs a number from behind: "16 or over", "20 at most", "30 or so"."""
    if _is_plain(text[end : end + _NEAR_AFTER]) or not _MAY_FOLLOW.search(
        text, end, end + _NEAR_AFTER
    ):
        return ""
    found = _FOLLOWING.match(text, end)
    return (found.lastgroup or "") if found else ""


def _is_plain(following: str) -> bool:
    """Tell whether three words follow, parted by spaces, of which none may belong to _FOLLOWING.

    That looks past two words at most, and what it looks for is a sign or begins or ends like these.
    """
    words = following.casefold().split(None, 3)
    if len(words) < 4 or not following[0].isspace():
        return False
    one, two, three, _ = words
    if not (one.isalnum() and two.isalnum() and three.isalnum()) or not _LINKS.isdisjoint(words):
        return False
    return not (one.endswith(_SUFFIXES) or two.endswith(_SUFFIXES) or three.endswith(_SUFFIXES))


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
    reaching = {"up to": _REACHES, "over": _SPREAD, "last": _LASTING}.get(phrase)
    if reaching is not None and reaching.search(before[:at]):
        return ""
    if group in {"over", "under"} and before[at:].rstrip().lower().endswith(" the"):
        return "compared"  # "well below the 52,000 of 2012"
    return _denied(phrase, group, before[:at])


def _denied(phrase: str, group: str, before: str) -> str:
    """Return the group of a phrase, or the other where it is denied: "not more than"."""
    turns = phrase in _BOTTOMS or (group == "over" and phrase not in _LEAST)
    if turns and _DENIED.search(before):
        return "under" if group == "over" else "over"
    return group


def _of_date(before: str) -> str:
    """Return what governs a date: since, until, by, before, after, or nothing (in, on, during)."""
    ending = before.rstrip()[-1:]
    if ending in _ENDS_COMPARED and _COMPARED.search(before):
        return "compared"
    found = _last(before)
    if found is None or (ending in _ENDS_NOT_SINCE and _NOT_SINCE.search(before)):
        return ""
    phrase, at = found
    if phrase == "up to":
        return "until"
    group = _GOVERNOR[phrase]
    if group not in _OF_COUNTS:
        # "from 14 May until 3 June 2024" is the range that "to" makes
        return "" if group == "until" and _FROM.search(before[:at]) else group
    again = _last(before[:at])
    if again is None:
        return ""
    return "until" if again[0] == "up to" else _GOVERNOR[again[0]]


def _last(before: str) -> tuple[str, int] | None:
    """Return the governor that stands last before a number, past months and the like, and where."""
    end = len(before)
    while before[end - 1 : end] == " ":  # nearly all numbers stand behind plain words
        start = before.rfind(" ", 0, end - 1) + 1
        word = before[start : end - 1]
        if not word:
            end -= 1
            continue
        low = word.lower()
        if low in _ALONE:
            return low, start
        if not word.isalnum() or (low in _BY_LAST and not _ends_none(before, start, low)):
            break
        if not _is_passed(low):
            return None
        end = start
    return _last_of_all(before) if end else None


def _ends_none(before: str, start: int, word: str) -> bool:
    """Tell whether the word, which begins there, surely ends no governor, by the word before it."""
    if [word] in _BY_LAST[word]:
        return False
    earlier = before[before.rfind(" ", 0, max(start - 1, 0)) + 1 : max(start - 1, 0)]
    return not start or (earlier.isalnum() and earlier.lower() not in _LAST_BUT_ONE[word])


def _last_of_all(before: str) -> tuple[str, int] | None:
    """Return what `_last` does, also where punctuation stands between the words."""
    found = [word.span() for word in WORD.finditer(before)]
    words = [before[start:end].lower() for start, end in found]
    past = len(before)
    for k in range(len(found) - 1, -1, -1):
        if _STOPS.search(before, found[k][1], past):
            return None
        for phrase in _BY_LAST.get(words[k], ()):
            first = k + 1 - len(phrase)
            whole = first >= 0 and words[first : k + 1] == phrase
            if whole and "," not in before[found[first][0] : found[k][1]]:  # not "up, to"
                return " ".join(phrase), found[first][0]
        if not _is_passed(words[k]):
            return None
        past = found[k][0]
    return None


def _is_passed(word: str) -> bool:
    """Tell whether a word between a governor and its number is passed over: a month, "the"."""
    return word in _FILLING or (word[0].isdigit() and len(word) < 5)


@lru_cache(maxsize=64)
def looser(governor: str) -> frozenset[str]:
    """Return the governors by which a statement may say the same as `governor`, or less surely."""
    return frozenset({governor, *_LOOSER.get(governor, ())})
