"""Which articles share wording: whether five articles are five sources.

Compared are sentences of eight words or more (a word is a run of letters and digits), with their
typography folded and case ignored. One stands nearly word for word in another where nine in ten
words of the shorter are in the other, which is at most twice as long, and one of the two, cut into
pieces of five words, has a piece that the other has in a row. A sentence of which no more than one
word in ten is changed keeps such a piece whole. Pieces are looked up in an index, by their hashes
of 64 bits: the time grows with the number of words, never with the number of pairs.

`wordings` says what of one article is compared, and `compare` compares: the first can be kept for
as long as the article stays as it is.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from site_builder.coverage import Cover
from site_builder.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from site_builder.seeds import Seed

T = TypeVar("T")

LEAST = 8
"""The number of words from which a sentence is compared: shorter ones are alike by chance."""

MOST = 50
"""What stands more often than this, counted once an article, tells nothing of any two articles."""

_PIECE = 5
_ALIKE = 90  # of a hundred words
_LONGER = 2  # times: in a sentence of any length there would be the words of any other
_WORD = re.compile(r"[^\W_]+")
_BETWEEN = "\0"  # which no seed holds, and folding keeps
# In a text of nothing else folding changes no word: no soft hyphen, and nothing that NFC changes.
_FOLDED = re.compile("[\0-\u00ac\u00ae-\u02ff\u2010-\u2027]*")
_KNOWN, _SHORT = 1 << 16, 40  # words that are remembered, and how many characters these have
_LOOKED = 1 << 18  # pairs that are remembered
_BITS = [1 << k for k in range(62)]  # of which sums are quick
_ROUND = 5_000_000  # pieces that are looked up in one go, of some 100 bytes each


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
    return compare({name: wordings(given) for name, given in articles.items()})


class _Known(dict[str, T]):
    """What is made of each word, remembered of short ones."""

    def __init__(self, make: Callable[[str], T]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, word: str) -> T:
        made = self._make(word)
        if len(word) <= _SHORT:
            if len(self) >= _KNOWN:
                self.clear()
            self[word] = made
        return made


def _words(written: str) -> str:
    return "\n".join(" ".join(_WORD.findall(p)) for p in written.casefold().split(_BETWEEN))


_words_of = _Known(_words).__getitem__  # of a run of characters without white space
_bit_of = _Known(lambda word: _BITS[hash(word) % len(_BITS)]).__getitem__


def wordings(given: Iterable[str]) -> str:
    """Return the sentences that are compared, each once: a line each, a space between words."""
    text = f" {_BETWEEN} ".join(given)
    if not _FOLDED.fullmatch(text):
        text = fold(text).text
    lines = " ".join(filter(None, map(_words_of, text.split()))).split("\n")
    spaces = LEAST - 1
    return "\n".join(dict.fromkeys(s for s in map(str.strip, lines) if s.count(" ") >= spaces))


def compare(articles: Mapping[str, str]) -> Shared:
    """Return which articles, given as their wordings by their ids, share wording."""
    names = sorted(articles)
    texts = [articles[name] for name in names]
    again = _repeated(texts)
    counts = _counts(_Shelf(texts, again))
    pairs = [
        Pair(names[one], names[other], min(count, counts[other, one]))
        for (one, other), count in counts.items()
        if one < other
    ]
    pairs.sort(key=lambda pair: (-pair.sentences, pair.one, pair.other))
    return Shared(
        pairs=tuple(pairs),
        compared={name: len(text.splitlines()) for name, text in zip(names, texts, strict=True)},
        everywhere=sum(len(found) > MOST for found in again.values()),
    )


def _repeated(texts: Sequence[str]) -> dict[str, list[int]]:
    """Return the wordings that several articles have, each with the numbers of these."""
    hashes = sorted(chain.from_iterable(map(hash, text.splitlines()) for text in texts))
    twice = {one for one, other in pairwise(hashes) if one == other}
    found: dict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(texts if twice else ()):
        for line in [line for line in text.splitlines() if hash(line) in twice]:
            found[line].append(number)
    return {line: numbers for line, numbers in found.items() if len(numbers) > 1}


class _Shelf:
    """The different wordings by number, each in few bytes; not what stands everywhere."""

    def __init__(self, texts: Sequence[str], again: Mapping[str, list[int]]) -> None:
        self.rounds = 1 + sum(text.count(" ") for text in texts) // _PIECE // _ROUND
        self.texts: list[str] = []  # of each article, what none before it has
        self.articles, self.starts = array("l"), array("l")  # where each stands first
        self.bits, self.least = array("q"), array("l")  # its words, and how many are in one like it
        self.sizes = array("l")  # in words
        self.pieces, self.others = array("q"), array("q")  # of all, where one round is enough
        self.again: dict[int, list[int]] = {}  # the articles, where several have one
        for article, text in enumerate(texts):
            lines, kept, start = text.splitlines(), [], 0
            for line in lines:
                found = again.get(line)
                if found is not None:
                    if found[0] != article or len(found) > MOST:
                        continue
                    self.again[len(self.bits)] = found
                kept.append(line)
                words = line.split()
                bits = sum({*map(_bit_of, words)})
                self.bits.append(bits)
                self.least.append(bits.bit_count() - len(words) + _held(len(words)))
                self.sizes.append(len(words))
                self.articles.append(article)
                self.starts.append(start)
                start += len(line) + 1
                if self.rounds == 1:
                    pieces, others = _runs(words)
                    self.pieces.extend(pieces)
                    self.others.extend(others)
            self.texts.append(text if len(kept) == len(lines) else "\n".join(kept))

    def words(self, number: int) -> list[str]:
        """Return the words of a wording."""
        text, start = self.texts[self.articles[number]], self.starts[number]
        end = text.find("\n", start)
        return text[start : end if end >= 0 else None].split()

    def where(self, number: int) -> Sequence[int]:
        """Return the articles that have a wording."""
        return self.again.get(number) or (self.articles[number],)

    def alike(self, one: int, other: int) -> bool:
        """Tell whether one stands nearly word for word in the other, and in another article."""
        if self.articles[one] == self.articles[other] and not {one, other} & self.again.keys():
            return False
        pair = self.words(one), self.words(other)
        shorter, longer = sorted(pair, key=lambda words: (len(words), words))
        both = sum(map(set(longer).__contains__, shorter))
        return len(longer) <= _LONGER * len(shorter) and both >= _held(len(shorter))

    def runs(self) -> Iterator[tuple[Sequence[int], Sequence[int]]]:
        """Yield the hashes of the pieces of each wording, and of its other runs."""
        if self.rounds > 1:
            yield from (_runs(line.split()) for text in self.texts for line in text.splitlines())
            return
        piece = other = 0
        for size in self.sizes:
            pieces, others = piece + size // _PIECE, other + size + 1 - _PIECE - size // _PIECE
            yield self.pieces[piece:pieces], self.others[other:others]
            piece, other = pieces, others


def _counts(shelf: _Shelf) -> Counter[tuple[int, int]]:
    """Return by two articles how many sentences of the first stand in the second."""
    near: dict[int, set[int]] = defaultdict(set)
    alike = lru_cache(_LOOKED)(shelf.alike)  # a pair shares many pieces
    for one, other in _likely(shelf):
        if alike(one, other):
            near[one].add(other)
            near[other].add(one)
    counts: Counter[tuple[int, int]] = Counter()
    for number in {*shelf.again, *near}:
        found = shelf.where(number)
        there = {other for like in near[number] for other in shelf.where(like)}.union(found)
        counts.update((one, other) for one in found for other in there if one != other)
    return counts


def _likely(shelf: _Shelf) -> Iterator[tuple[int, int]]:
    """Yield the pairs that share a piece, but for most of those that are not alike."""
    bits, least = shelf.bits, shelf.least
    for part in range(shelf.rounds):
        for holders, visitors in _meetings(shelf, part):
            held = [(number, bits[number], least[number]) for number in holders]
            before = {number: place for place, number in enumerate(holders)}
            for one in visitors:
                mine, enough = bits[one], least[one]
                # Whichever is the shorter, so many of its words are in the other.
                yield from [
                    (one, other)
                    for other, theirs, so_many in held[: before.get(one)]
                    if (both := (mine & theirs).bit_count()) >= enough or both >= so_many
                ]


def _meetings(shelf: _Shelf, part: int) -> Iterator[tuple[Sequence[int], list[int]]]:
    """Yield the wordings that have a piece of this round, with those that have it anywhere."""
    index, groups = _index(shelf, part)
    visitors: dict[int, list[int]] = defaultdict(list)
    for number, (_, runs) in enumerate(shelf.runs()):
        for holder in {index[run] for run in runs if run in index}:
            visitors[holder].append(number)
    yield from ((group, group + visitors.pop(~k, [])) for k, group in enumerate(groups))
    yield from (((holder,), found) for holder, found in visitors.items())


def _index(shelf: _Shelf, part: int) -> tuple[dict[int, int], list[list[int]]]:
    """Return the wording that has each piece of this round, or ~ the number of a group of several.

    Nearly every piece has one holder, and a list for each would take more than all else.
    """
    index: dict[int, int] = {}
    groups: list[list[int]] = []
    for number, (pieces, _) in enumerate(shelf.runs()):
        for piece in pieces:
            if shelf.rounds > 1 and piece % shelf.rounds != part:
                continue
            holder = index.setdefault(piece, number)
            if holder < 0:
                if groups[~holder][-1] != number:
                    groups[~holder].append(number)
            elif holder != number:
                index[piece] = ~len(groups)
                groups.append([holder, number])
    sizes = [sum(len(shelf.where(number)) for number in group) for group in groups]
    for piece in [piece for piece, held in index.items() if held < 0 and sizes[~held] > MOST]:
        groups[~index.pop(piece)] = []
    return index, groups


def _runs(words: Sequence[str]) -> tuple[list[int], list[int]]:
    """Return the hashes of the pieces, and of every other run of as many words."""
    runs = [*map(hash, zip(*(words[k:] for k in range(_PIECE)), strict=False))]
    pieces = runs[::_PIECE]
    del runs[::_PIECE]
    return pieces, runs


def _held(size: int) -> int:
    """Return how many words of so many are in a longer wording that is like it."""
    return -(-size * _ALIKE // 100)
