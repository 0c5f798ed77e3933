"""Which articles share wording: whether five articles are five sources.

Compared are sentences of eight words or more (a word is a run of letters and digits), with their
typography folded and case ignored. One stands nearly word for word in another where nine in ten
words of the shorter are in the other, which is at most twice as long, and one of the two, cut into
pieces of five words, has a piece that the other has in a row. A sentence of which no more than one
word in ten is changed keeps such a piece whole. Pieces are looked up in an index: the time grows
with the number of words, never with the number of pairs.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from site_builder.coverage import Cover
from site_builder.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from site_builder.seeds import Seed

    Words = tuple[str, ...]

LEAST = 8
"""The number of words from which a sentence is compared: shorter ones are alike by chance."""

MOST = 50
"""What stands more often than this, counted once an article, tells nothing of any two articles."""

_PIECE = 5
_ALIKE = 90  # of a hundred words
_LONGER = 2  # times: in a sentence of any length there would be the words of any other
_WORD = re.compile(r"[^\W_]+")
_BETWEEN = "\0"  # which no seed holds, and folding keeps


class Pair(NamedTuple):
    """Two articles by their ids, and how many sentences of each stand in the other.

    Where one has more of them, as where it repeats itself, the smaller number counts.
    """

    one: str
    other: str
    sentences: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """The pairs of articles that share wording, those that share most first.

    `compared` is the number of sentences of each article that were compared, equal ones once;
    `everywhere` counts those that stand in more than `MOST` articles and are in no pair.
    """

    pairs: tuple[Pair, ...]
    compared: Mapping[str, int]
    everywhere: int


def sentences(seed: Seed) -> list[str]:
    """Return what is no furniture of each sentence of the seed, in order."""
    furniture, text = Cover(seed.furniture), seed.text
    numbers = range(1, len(seed.paragraphs) + 1)
    spans = (span for number in numbers for span in seed.sentences(number))
    if not seed.furniture:
        return [text[span.start : span.end] for span in spans]
    return [" ".join(text[part.start : part.end] for part in furniture.outside(s)) for s in spans]


def shared(articles: Mapping[str, Iterable[str]]) -> Shared:
    """Return which articles, given as sentences by their ids, share wording."""
    names = sorted(articles)
    where: dict[Words, list[int]] = defaultdict(list)  # the articles of each wording
    compared: dict[str, int] = {}
    known: dict[str, str] = {}  # each word once: there are millions of them
    for number, name in enumerate(names):
        wordings = set(_wordings(articles[name], known))
        compared[name] = len(wordings)
        for wording in wordings:
            where[wording].append(number)
    everywhere = [wording for wording, found in where.items() if len(found) > MOST]
    for wording in everywhere:
        del where[wording]
    counts = _counts(list(where), list(where.values()))
    pairs = [
        Pair(names[one], names[other], min(count, counts[other, one]))
        for (one, other), count in counts.items()
        if one < other
    ]
    pairs.sort(key=lambda pair: (-pair.sentences, pair.one, pair.other))
    return Shared(pairs=tuple(pairs), compared=compared, everywhere=len(everywhere))


def _wordings(given: Iterable[str], known: dict[str, str]) -> Iterator[Words]:
    """Yield the words of each sentence that has enough of them."""
    for sentence in fold(_BETWEEN.join(given)).text.casefold().split(_BETWEEN):
        words = _WORD.findall(sentence)
        if len(words) >= LEAST:
            yield tuple(map(known.setdefault, words, words))


def _counts(wordings: Sequence[Words], where: Sequence[Sequence[int]]) -> Counter[tuple[int, int]]:
    """Return by two articles how many sentences of the first stand in the second."""
    near = _near(wordings, where)
    counts: Counter[tuple[int, int]] = Counter()
    for number, found in enumerate(where):
        if len(found) == 1 and number not in near:
            continue
        there = {other for like in near.get(number, ()) for other in where[like]}.union(found)
        counts.update((one, other) for one in found for other in there if one != other)
    return counts


def _near(wordings: Sequence[Words], where: Sequence[Sequence[int]]) -> dict[int, set[int]]:
    """Return the numbers of the wordings that are nearly each other, both ways."""
    first, others = _holders(wordings, where)
    near: dict[int, set[int]] = defaultdict(set)
    for number, words in enumerate(wordings):
        pieces = [run for run in _runs(words) if run in first]
        found = {first[piece] for piece in pieces}
        found.update(*(others[piece] for piece in pieces if piece in others))
        for other in found - near.get(number, set()) - {number}:
            apart = len(where[number]) > 1 or where[number] != where[other]
            if apart and _alike(words, wordings[other]):
                near[number].add(other)
                near[other].add(number)
    return near


def _holders(
    wordings: Sequence[Words], where: Sequence[Sequence[int]]
) -> tuple[dict[Words, int], dict[Words, list[int]]]:
    """Return the first wording that has each piece, and the others; not what stands everywhere.

    Nearly every piece has one holder, and a list for each would take more than all else.
    """
    first: dict[Words, int] = {}
    others: dict[Words, list[int]] = {}
    for number, words in enumerate(wordings):
        for piece in zip(*(words[k::_PIECE] for k in range(_PIECE)), strict=False):
            holder = first.setdefault(piece, number)
            if holder != number:
                others.setdefault(piece, []).append(number)
    for piece, found in [*others.items()]:
        if sum(len(where[number]) for number in {first[piece], *found}) > MOST:
            del first[piece], others[piece]
    return first, others


def _runs(words: Words) -> Iterator[Words]:
    """Yield every run of as many words as a piece has."""
    return zip(*(words[k:] for k in range(_PIECE)), strict=False)


def _alike(one: Words, other: Words) -> bool:
    shorter, longer = sorted((one, other), key=lambda words: (len(words), words))
    if len(longer) > _LONGER * len(shorter):
        return False
    return 100 * sum(map(set(longer).__contains__, shorter)) >= _ALIKE * len(shorter)
