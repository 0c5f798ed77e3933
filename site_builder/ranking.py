"""How good a stretch of an article is as the answer to a question of words."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from site_builder.forms import WordPlace

_ENOUGH = 0.5  # of the weight of the words, from which a passage answers
_RARE = 50  # a word is rare that at most one paragraph of so many has, or _FEW at all
_FEW = 3

FIRST, LATER = range(2)
"""Whether a passage has each rare word of the question just as it was asked for."""
PHRASE, ALL, SOME = range(3)
"""How well a passage answers: word for word, with all words in one sentence, or with most."""


class Asked(NamedTuple):
    """The words of a question: what each weighs (they sum up to 1), and which are rare."""

    words: Sequence[str]
    weights: Sequence[float]
    rare: frozenset[int]


def weighed(words: Sequence[str], having: Mapping[int, int], total: int) -> Asked:
    """Return the question: the fewer of all `total` paragraphs have a word, the more it weighs.

    `having` counts the paragraphs that have each word in any form, by its number.
    """
    raw = [1 + log((total + 1) / (having.get(n, 0) + 1)) for n in range(len(words))]
    few = max(_FEW, total // _RARE)
    rare = frozenset(n for n in range(len(words)) if having.get(n, 0) <= few)
    return Asked(words, [weight / sum(raw) for weight in raw], rare)


def rank_of(places: Sequence[WordPlace], asked: Asked) -> tuple[float, ...]:
    """Return how good a stretch is: the words it has, those in other forms, how close they are."""
    found = {place.word for place in places}
    exact = {place.word for place in places if place.exact}
    first = FIRST if asked.rare and asked.rare <= exact else LATER
    how = ALL if len(found) == len(asked.words) else SOME
    share = round(sum(asked.weights[word] for word in sorted(found)), 6)
    return first, how, -share, len(found - exact), _window(places, len(found))


def is_good(rank: Sequence[float]) -> bool:
    """Tell whether a stretch of this rank answers the question, and does not only come near."""
    first, how, share, *_ = rank
    return first == FIRST or how < SOME or -share >= _ENOUGH


def _window(places: Sequence[WordPlace], number: int) -> int:
    """Return the length of the shortest stretch with each of the words, of which there are some."""
    last: dict[int, WordPlace] = {}
    best = places[-1].end - places[0].start
    for place in places:
        last[place.word] = place
        if len(last) == number:
            best = min(best, place.end - min(known.start for known in last.values()))
    return best
