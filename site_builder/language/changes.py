"""Which way a change goes, by the words that stand directly at its number: "rose by 6%".

A word further off may be about something else ("the rise slowed by 6%"), so it tells nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from site_builder.language.stated import Number

# "up to 6%" limits a number and is no direction; "rose to 6%" says where it ended.
UP = """
    increase, increases, increased, increasing, rise, rises, rose, risen, rising, growth, grow,
    grows, grew, grown, growing, jump, jumps, jumped, climb, climbs, climbed, up, gain, gained
"""
DOWN = """
    decrease, decreases, decreased, decreasing, fall, falls, fell, fallen, falling, drop, drops,
    dropped, dropping, decline, declines, declined, declining, reduction, down, cut
"""
# Directly behind a number only: before it they limit it ("more than 6%").
MORE = "more, higher, larger, greater"
LESS = "fewer, less, lower, smaller"


def _ways(up: str, down: str) -> str:
    """Return the pattern of words of both ways, each a group."""
    one, other = ("|".join(map(str.strip, words.split(","))) for words in (up, down))
    return rf"(?:(?P<up>{one})|(?P<down>{other}))"


_BEFORE = re.compile(rf"\b{_ways(UP, DOWN)}(?:\s+(?:by|of))?\s+$", re.IGNORECASE)
_BEHIND = re.compile(rf"[ -]{_ways(f'{UP}, {MORE}', f'{DOWN}, {LESS}')}\b", re.IGNORECASE)
_NEAR = 40  # characters before a number in which such a word stands


def direction(text: str, number: Number, before: str = "") -> str:
    """Return "up", "down" or, where the words at the number do not tell, "".

    `before` is what limits the number from before it, such as "more than".
    """
    ahead = text[max(number.start - _NEAR, 0) : number.start].rstrip()
    ahead = ahead.removesuffix(before).rstrip() + " "
    found = {m.lastgroup for m in (_BEFORE.search(ahead), _BEHIND.match(text, number.end)) if m}
    return found.pop() or "" if len(found) == 1 else ""
