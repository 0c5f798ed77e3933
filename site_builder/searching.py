"""Find the passages of the seeds that some words most likely mean, the best first.

Offsets are code points into a seed's text, end exclusive.
"""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate, chain
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from site_builder.citing import cite
from site_builder.folding import FOLDS
from site_builder.forms import WordPlace, lowered, places, spelt
from site_builder.language.words import GRAMMAR, plain_words
from site_builder.quotes import Span
from site_builder.ranking import FIRST, PHRASE, Asked, is_good, rank_of, weighed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from site_builder.citing import Citation
    from site_builder.seeds import Seed

_MOST_WORDS = 40  # of what is asked for
_LONGEST = 2_000  # characters of it
_QUOTABLE = 5  # words from which what was asked for is quoted itself, not its sentence
_NEAREST = 3  # passages that are named where none is good enough
_RANKED = 200  # sentences with the words as they stand, that are compared

_HOW = ("word for word", "all words", "some words")

_FOLDED = {
    char: f"[{re.escape(one + others)}]"
    for one, others in FOLDS
    if not one.isspace()
    for char in one + others
}
_SPACE = r"[\s\u00ad]+"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage: the sentence or sentences, where the words stand in it, and which do not.

    `phrase` is where the words stand as they were asked for; `rank` sorts the best first.
    """

    seed: Seed
    span: Span
    marks: tuple[Span, ...]
    missing: tuple[str, ...]
    phrase: Span | None
    rank: tuple[float, ...]

    @property
    def paragraph(self) -> int:
        """The number of the paragraph that it begins in."""
        return self.seed.paragraph_at(self.span.start)

    @property
    def how(self) -> str:
        """How well it answers, in a word or two."""
        return _HOW[int(self.rank[1])]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was found: the passages, those that only come near, and how words were read.

    `spelt` holds (as asked for, as found) for words that are in no seed as they were written;
    `furniture` counts the places that are page furniture, which are left out.
    """

    hits: tuple[Hit, ...]
    nearest: tuple[Hit, ...]
    spelt: tuple[tuple[str, str], ...]
    furniture: int


class _Paragraph(NamedTuple):
    """A paragraph with words of the question, and where they stand in it."""

    seed: Seed
    places: list[WordPlace]


class _Shelf:
    """All seeds as one text in lower case, so that a word is looked for once."""

    def __init__(self, seeds: Sequence[Seed]) -> None:
        self.text = lowered("\n".join(seed.text for seed in seeds))
        self._seeds = seeds
        self._begins = list(accumulate((len(seed.text) + 1 for seed in seeds), initial=0))

    def sorted_out(self, places: Iterable[WordPlace]) -> Iterator[tuple[Seed, WordPlace]]:
        """Yield the places in order, each with its seed and with offsets into that seed's text."""
        number, low, high = -1, 0, 0
        for start, end, word, exact in sorted(places):
            while start >= high:
                number += 1
                low, high = self._begins[number], self._begins[number + 1]
            yield self._seeds[number], WordPlace(start - low, end - low, word, exact)


def search(words: str, seeds: Sequence[Seed], most: int) -> Answer:
    """Return the best passages for the words, `most` at the most, best first.

    First stand the words just as they are, in any case and typography; then the sentences with each
    rare word just as it was asked for, if there are any; then all words in one sentence, in any
    form; then most of them, by how rare they are. Rare is what few paragraphs have, or none. Words
    of grammar count only where there are no others. A word that is in no seed counts as those spelt
    almost like it.
    """
    question = " ".join(words[:_LONGEST].split())
    every = list(dict.fromkeys(plain_words(question)))[:_MOST_WORDS]
    words_asked = [word for word in every if word not in GRAMMAR] or every
    shelf = _Shelf(seeds)
    taken_for = dict(spelt(words_asked, shelf.text))
    found = (places(number, word, taken_for, shelf.text) for number, word in enumerate(words_asked))
    outside, furniture = _outside(shelf.sorted_out(chain.from_iterable(found)))
    hits = list(_phrases(question, shelf))
    taken = {(hit.seed.id, hit.span) for hit in hits}
    paragraphs = _paragraphs(outside)
    asked = weighed(words_asked, _having(paragraphs), sum(len(seed.paragraphs) for seed in seeds))
    sentences = _sentences(paragraphs, asked, max(most, _NEAREST) + len(taken))
    hits += [hit for hit in sentences if (hit.seed.id, hit.span) not in taken]
    hits.sort(key=lambda hit: (*hit.rank, hit.seed.id, hit.span))
    good = [hit for hit in hits if is_good(hit.rank)]
    return Answer(
        hits=tuple(good[:most]),
        nearest=() if good else tuple(hits[:_NEAREST]),
        spelt=tuple((word, form) for word, forms in taken_for.items() for form in forms),
        furniture=furniture,
    )


def citation(hit: Hit) -> Citation:
    """Return the entry of evidence for a passage: the words if they make a quote, or the sentence.

    Where the sentence makes none (furniture stands in it) but the words do, they are the quote; a
    sentence that leaves out what it must not is widened.
    """
    words = None if hit.phrase is None else cite(hit.seed, *hit.phrase)
    if words is not None and not words.faults and len(words.quote.split()) >= _QUOTABLE:
        return words
    whole = cite(hit.seed, *hit.span)
    if whole.faults and words is not None and not words.faults:
        return words
    wider = cite(hit.seed, *whole.wider) if whole.wider is not None else whole
    return whole if wider.faults else wider


def _outside(places: Iterable[tuple[Seed, WordPlace]]) -> tuple[list[tuple[Seed, WordPlace]], int]:
    """Return the places that are no furniture, and how many are."""
    outside, hidden = [], 0
    for seed, place in places:
        if seed.furniture and seed.haystack.in_furniture(Span(place.start, place.end)):
            hidden += 1
        else:
            outside.append((seed, place))
    return outside, hidden


def _paragraphs(places: Iterable[tuple[Seed, WordPlace]]) -> list[_Paragraph]:
    """Return the paragraphs with any of the words, in the order of the seeds."""
    found: dict[tuple[str, int], _Paragraph] = {}
    for seed, place in places:
        key = (seed.id, seed.paragraph_at(place.start))
        found.setdefault(key, _Paragraph(seed, [])).places.append(place)
    return list(found.values())


def _having(paragraphs: Iterable[_Paragraph]) -> Counter[int]:
    """Return how many paragraphs have each word, by its number."""
    return Counter(number for p in paragraphs for number in {place.word for place in p.places})


def _sentences(paragraphs: Iterable[_Paragraph], asked: Asked, wanted: int) -> list[Hit]:
    """Return the sentences of the paragraphs; none of those that cannot be among those wanted."""
    # No sentence is better than its paragraph.
    ranked = sorted(
        ((rank_of(p.places, asked), p.seed.id, p) for p in paragraphs), key=itemgetter(0, 1)
    )
    hits: list[Hit] = []
    ranks: list[tuple[float, ...]] = []  # of the hits, the best first
    for best, _, paragraph in ranked:
        if len(ranks) >= wanted and ranks[wanted - 1] <= best:
            break
        for span, inside in _by_sentence(paragraph):
            hits.append(_hit(paragraph.seed, span, inside, asked))
            insort(ranks, hits[-1].rank)
    return hits


def _hit(seed: Seed, span: Span, places: list[WordPlace], asked: Asked) -> Hit:
    found = {place.word for place in places}
    return Hit(
        seed=seed,
        span=span,
        marks=tuple(Span(place.start, place.end) for place in places),
        missing=tuple(word for number, word in enumerate(asked.words) if number not in found),
        phrase=None,
        rank=rank_of(places, asked),
    )


def _by_sentence(paragraph: _Paragraph) -> Iterator[tuple[Span, list[WordPlace]]]:
    current, inside = Span(0, 0), list[WordPlace]()
    for place in paragraph.places:
        if place.start >= current.end:
            if inside:
                yield current, inside
            current, inside = sentence_at(paragraph.seed, place.start), []
        inside.append(place)
    if inside:
        yield current, inside


def sentence_at(seed: Seed, offset: int) -> Span:
    """Return the sentence that holds the offset, or the last that begins before it."""
    sentences = seed.sentences(seed.paragraph_at(offset))
    return sentences[max(bisect_right(sentences, (offset, len(seed.text))) - 1, 0)]


def _phrases(question: str, shelf: _Shelf) -> Iterator[Hit]:
    """Yield a hit for each place where the words stand as they were asked for, outside furniture.

    Of a sentence with several the first counts.
    """
    pattern = _SPACE.join(_loosely(word) for word in lowered(question).split())
    if not pattern:
        return
    # What begins with a letter is found sooner than what begins with a look behind.
    whole = re.compile(pattern + (r"(?![^\W_])" if question[-1].isalnum() else ""))
    matches = (match.span() for match in whole.finditer(shelf.text))
    found = (
        WordPlace(start, end, 0, exact=True)
        for start, end in matches
        if not (question[0].isalnum() and shelf.text[start - 1 : start].isalnum())
    )
    seen: set[tuple[str, Span]] = set()
    for seed, place in shelf.sorted_out(found):
        phrase = Span(place.start, place.end)
        if seed.haystack.in_furniture(phrase):
            continue
        first, last = sentence_at(seed, phrase.start), sentence_at(seed, phrase.end - 1)
        span = Span(first.start, last.end)
        if (seed.id, span) in seen:
            continue
        if len(seen) == _RANKED:
            return
        seen.add((seed.id, span))
        other = " ".join(seed.text[slice(*phrase)].split()) != question
        rank = (FIRST, PHRASE, -1.0, int(other), span.end - span.start)
        yield Hit(seed=seed, span=span, marks=(phrase,), missing=(), phrase=phrase, rank=rank)


def _loosely(word: str) -> str:
    """Return a pattern for a word in any typography."""
    return "".join(_FOLDED.get(char) or re.escape(char) for char in word)
