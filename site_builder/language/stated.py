"""A number as a text states it: where it is written, what it counts and what governs it.

Offsets are code points, end exclusive.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from site_builder.language.governors import governor
from site_builder.language.numerals import CARDINALS, MEASURE
from site_builder.language.words import content, plain_words

if TYPE_CHECKING:
    from site_builder.language.numerals import Value

_AHEAD = 90  # characters behind a number in which the words that it counts stand
_MOST = 5  # words that it counts
_MEASURED = frozenset({"count", "plain", "share", "vague"})
_PHRASE_END = re.compile(r"[.,;:!?()“”\"–—\[\]\n]|\s-\s")
_STOPS = frozenset(("", *".,;:!?"))  # with one of which a phrase ends at once
_DETERMINERS = frozenset("the these those his her our its their".split())
_ENDS_PHRASE = _DETERMINERS | frozenset(
    """
    in on at by with from to for between since until before after during as than that who which
    where when while because if but or and nor is are was were be been has have had do did will
    would could may might can should must not per a an this it they he she we you i more less
    fewer over under each every
    """.split()
)
_OPENS_PHRASE = frozenset("of the these those all its their more other".split())


class Number(NamedTuple):
    """A number at text[start:end]; `values` has two ends where it is a range.

    `role` is count, share, multiple, times, year, decade, age, ordinal, clock, day, code, vague,
    some or pair; `plain` is a count of nothing named, which may be an age as well. `counts` holds
    the stems of the noun phrase behind it, `unit` the unit of measure, `governor` a group of
    GOVERNORS. `terms` are the two numbers of "4 in 5".
    """

    start: int
    end: int
    values: tuple[Value, ...]
    role: str
    unit: str
    counts: tuple[str, ...]
    governor: str
    terms: tuple[Value, ...] = ()


_WHEN = frozenset({"last", "this", "next", "each", "every"})


class Written(NamedTuple):
    """The words of a number in lower case, and where they stand: text[start:end]."""

    text: str
    start: int
    end: int
    words: str

    def until(self, end: int) -> Written:
        """Return the number with its end elsewhere, as behind its per cent sign."""
        return Written(self.text, self.start, end, self.words)

    def before(self, size: int) -> str:
        """Return what stands before it, at most so many characters."""
        return self.text[max(self.start - size, 0) : self.start]


def number(written: Written, value: Value, role: str, unit: str = "") -> Number:
    """Return the number with what it counts and what governs it.

    A count of nothing named is `plain`; a unit that is not given is that of the words it counts.
    """
    text, start, end, _ = written
    words = counted(text, end)
    if not unit and words and role in _MEASURED:
        unit = next(filter(None, map(_unit, words[:2])), "")
    stems = tuple(filter(None, (content(word) for word in words if word.isalpha())))
    if role == "count" and not stems and not unit:
        role = "plain"
    governed = governor(text, start, end, role, unit)
    if role == "year" and stems and written.before(4).lower().endswith(("the ", " a ")):
        governed = ""  # "since the 2018 fire", "after a 2018 fire": it governs the fire
    return Number(
        start=start,
        end=end,
        values=(value,),
        role=role,
        unit=unit,
        counts=stems,
        governor=governed,
    )


def counted(text: str, end: int) -> list[str]:
    """Return the words of the noun phrase behind a number that ends at `end`."""
    window = text[end : end + _AHEAD]
    if window[:1] in _STOPS:
        return []
    cut = _PHRASE_END.search(window)
    found: list[str] = []
    for word in plain_words(window[: cut.start()] if cut else window):
        if not found and word in _OPENS_PHRASE:
            continue
        if word in _WHEN:
            break  # "visits stood at 31,400 last year"
        if found and found[-1] in CARDINALS and _unit(word):
            found.pop()  # "up from 24 per cent three years earlier"
            break
        if word in _ENDS_PHRASE or len(found) == _MOST:
            if word in _DETERMINERS and len(found) > 1:
                found.pop()  # "people passed the night": what stands before "the" is a verb
            break
        found.append(word)
    return found


def _unit(word: str) -> str:
    word = word.removesuffix("'s")  # a quarter of a century’s experience
    return MEASURE.get(word) or MEASURE.get(word.removesuffix("s"), "")
