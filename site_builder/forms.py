"""Words in any form or spelling: where they stand in a text.

Offsets are code points, end exclusive. Rapidfuzz is imported where it is used.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from site_builder.language.words import WORD, irregular, is_ending, stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

# How like one word is to another, 0 to 100, from which it is looked at; is perhaps the one that was
# meant, if it begins alike; is so however it begins.
_LOOKED_AT, _ALIKE, _SURE = 50.0, 78.0, 86.0
_TRIED, _SPELLINGS = 50, 3  # words that are looked at, and that are taken


class WordPlace(NamedTuple):
    """A word of the question where it stands: `exact` in the form asked for, or its possessive."""

    start: int
    end: int
    word: int
    exact: bool


def lowered(text: str) -> str:
    """Return the text in lower case with straight apostrophes, each character in its place."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = text.replace("İ", "I").lower()  # the one letter that grows when lowered
    return lower.replace("’", "'")


def places(
    number: int, word: str, others: Mapping[str, Sequence[str]], text: str
) -> Iterator[WordPlace]:
    """Yield where word `number` stands in any form; `others` are the words it is taken for."""
    seen: set[int] = set()
    for form in others.get(word, [word]):
        root = stem(form)
        for found in _forms(form, text):
            other = found.group()
            if (other == form or stem(other) == root) and found.start() not in seen:
                seen.add(found.start())
                exact = word in {other, other.removesuffix("'s")}
                yield WordPlace(*found.span(), number, exact)


def _forms(word: str, text: str) -> Iterator[re.Match[str]]:
    """Yield the words that begin as this word does, or one of its forms."""
    root = stem(word)
    for lead in dict.fromkeys((root if word.startswith(root) else word, root, *irregular(root))):
        for found in re.finditer(rf"{re.escape(lead)}[^\W_]*(?:'[^\W_]+)*", text):
            if not text[found.start() - 1 : found.start()].isalnum():
                yield found


def spelt(asked: Iterable[str], text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the words that are in no seed, each with those that are spelt almost like it."""
    unknown = [word for word in asked if not _is_known(word, text)]
    if not unknown:
        return
    from rapidfuzz import fuzz, process

    known = {word.strip(".,;:!?()[]“”‘'\"") for word in set(text.split())}
    names = sorted(word for word in known if len(word) > 2 and WORD.fullmatch(word))
    for word in unknown:
        near = process.extract(
            word, names, scorer=fuzz.ratio, score_cutoff=_LOOKED_AT, limit=_TRIED
        )
        alike = [(score, str(name)) for name, score, _ in near if _is_alike(word, name, score)]
        if alike:
            yield word, [name for score, name in alike if score > alike[0][0] - 5][:_SPELLINGS]


def _is_known(word: str, text: str) -> bool:
    root = stem(word)
    return any(found[0] == word or stem(found[0]) == root for found in _forms(word, text))


def _is_alike(word: str, other: str, score: float) -> bool:
    """Tell whether one word may be a slip for the other, or another form of it."""
    pairs = zip(word, other, strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    forms = same > 2 and is_ending(word[same:]) and is_ending(other[same:])
    return forms or score >= _SURE or (score >= _ALIKE and same > 0)
