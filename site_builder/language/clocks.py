"""Times of day, in digits and in words, as those of a clock of 24 hours.

A time in words that does not tell the half of the day is read as that of the morning, and its half
is left open: "a quarter past four" may be 04:15 or 16:15. Digits are of 24 hours.
"""

from __future__ import annotations

import re

_HOURS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    "twelve",
)
_MINUTES = {"five": 5, "ten": 10, "quarter": 15, "twenty": 20, "twenty-five": 25, "half": 30}
_HOUR = rf"(?:{'|'.join(_HOURS)}|1[0-2]|[1-9])"
_HALF = r"(?:\s+(?:in\s+the\s+(?:morning|afternoon|evening)|at\s+night))"
CLOCK = rf"""
    \b\d{{1,2}}(?:[.:]\d{{2}})?\s?(?:[ap]m\b|[ap]\.m\b\.?) | \b\d{{1,2}}:\d{{2}}\b
  | \b(?:(?:a\s+)?quarter|half|twenty(?:-five)?|ten|five|10|20|25|5)\s+(?:minutes\s+)?past\s+{_HOUR}
        \b{_HALF}?
  | \b(?:a\s+)?quarter\s+to\s+{_HOUR}\b{_HALF}?
  | \b{_HOUR}\s+o[’']clock\b{_HALF}?
  | (?:(?<=\bat\s)|(?<=\bby\s)|(?<=\bto\s)|(?<=\band\s)|(?<=\btill\s)|(?<=\buntil\s)
        |(?<=\bfrom\s)|(?<=\bbetween\s)|(?<=\bbefore\s)|(?<=\bafter\s)|(?<=\bsince\s))
        {_HOUR}{_HALF}
"""
"""The pattern of a time of day, for `re.VERBOSE`; without regard to case."""

_IN_WORDS = re.compile(
    rf"(?:(?P<minute>[\w-]+)\s+(?:minutes\s+)?(?P<side>past|to)\s+)?(?P<hour>{_HOUR})"
    r"(?:\s+(?:o|in|at)\b|\Z)"
)
_DIGITS = re.compile(r"\d+")
_OF_HALF = {"morning": "am", "afternoon": "pm", "evening": "pm"}
_NOON = 12 * 60


def clock(words: str) -> tuple[str, str]:
    """Return a time of day as "16:15", and its half, "am" or "pm", or "" where it is open.

    `words` are what CLOCK matches, in lower case.
    """
    found = _IN_WORDS.match(words.removeprefix("a ").rstrip())
    if found is None:
        return _of_digits(words)
    hour = _number(found["hour"]) % 12
    minute = _number(found["minute"]) if found["minute"] else 0
    at = (hour * 60 + (minute if found["side"] != "to" else -minute)) % _NOON
    half = _half(words.rsplit(maxsplit=1)[-1], hour)
    return _face(at + (_NOON if half == "pm" else 0)), half


def _of_digits(words: str) -> tuple[str, str]:
    hour, minute, *_ = (*map(int, _DIGITS.findall(words)), 0)
    if words.rstrip(" m.").endswith(("a", "p")):
        hour = hour % 12 + (12 if "p" in words else 0)
    return _face(hour * 60 + minute), "pm" if hour >= 12 else "am"


def _number(word: str) -> int:
    if word.isdigit():
        return int(word)
    return _MINUTES.get(word) or _HOURS.index(word) + 1


def _half(word: str, hour: int) -> str:
    """Return the half of the day that the last word of a time tells: night goes on until five."""
    if word == "night":
        return "am" if hour < 5 else "pm"
    return _OF_HALF.get(word, "")


def _face(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def is_same(one: str, half: str, other: str, other_half: str) -> bool:
    """Tell whether two times of day may be the same, each with its half."""
    if half and other_half:
        return one == other
    return _minutes(one) == _minutes(other)


def _minutes(time: str) -> int:
    """Return the minutes since noon or midnight."""
    hour, minute = map(int, time.split(":"))
    return (hour * 60 + minute) % _NOON
