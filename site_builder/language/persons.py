"""Persons a briefing names though they hold no office, found in a text in any of their forms.

Offsets are code points, end exclusive.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from site_builder.language.governors import MONTHS
from site_builder.language.spelling import bare, capital_words, distance
from site_builder.language.words import GRAMMAR, WORD
from site_builder.quotes import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# What stands with a capital before a last name and is no first name: titles, and openings.
_NO_NAMES = GRAMMAR | frozenset(
    """
    mr mrs ms miss dr prof professor sir lord lady dame
    yesterday today tomorrow later earlier meanwhile afterwards however finally eventually
    monday tuesday wednesday thursday friday saturday sunday
    """.split()
).union(MONTHS)
_HYPHENS = "-\u2010\u2011"
_KNOWN = 50_000  # words of which it is known what names they may begin


class Persons:
    """Names, found also where a letter or two differ and where only the last name stands."""

    def __init__(self, names: Iterable[str]) -> None:
        """Keep the names, each by its words; one word of a name without others is found too."""
        self.names = [words for name in names if (words := tuple(map(bare, WORD.findall(name))))]
        self._known: dict[str, list[tuple[str, ...]]] = {}

    def find(self, text: str) -> Iterator[Span]:
        """Yield where a text names one of them, in order.

        A last name with another person's first name before it is that other person's.
        """
        if not self.names:
            return
        words = capital_words(text)
        bares = [bare(text[start:end]) for start, end in words]
        past = 0
        for k in range(len(words)):
            if k < past:
                continue
            names = self._beginning(bares[k])
            size = max([self._size(text, words, bares, k, name) for name in names], default=0)
            if size:
                past = k + size
                yield Span(words[k][0], words[past - 1][1])

    def _beginning(self, word: str) -> list[tuple[str, ...]]:
        """Return the names of which this word may be the first, or the last alone."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) == _KNOWN:
                self._known.clear()
            known = self._known[word] = [
                name for name in self.names if _alike(word, name[0]) or _alike(word, name[-1])
            ]
        return known

    def within(self, text: str) -> bool:
        """Tell whether the text names one of them."""
        return next(self.find(text), None) is not None

    def whole(self, text: str) -> bool:
        """Tell whether a text has one of the names with all its words, spelt as it is listed."""
        return any(pattern.search(text) for pattern in self._whole)

    def traces(self, text: str) -> Iterator[Span]:
        """Yield where a text may name one of them, in no order: nothing is passed over.

        Also a last name behind any other word or glued to one, and a name in an address
        ("tom-bell") or without spaces ("TomBell").
        """
        yield from self.find(text)
        for pattern in (*self._whole, *self._last):
            for found in pattern.finditer(text):
                yield Span(*found.span())

    @cached_property
    def _whole(self) -> list[re.Pattern[str]]:
        return [
            re.compile(r"[\W_]*".join(map(re.escape, name)), re.IGNORECASE) for name in self.names
        ]

    @cached_property
    def _last(self) -> list[re.Pattern[str]]:
        lasts = {name[-1] for name in self.names}
        return [
            re.compile(rf"{re.escape(last[0].upper())}(?i:{re.escape(last[1:])})(?![^\W\d_])")
            for last in sorted(lasts)
        ]

    @staticmethod
    def _size(
        text: str,
        words: Sequence[tuple[int, int]],
        bares: Sequence[str],
        k: int,
        name: Sequence[str],
    ) -> int:
        """Return of how many words the name at word `k` is; 0 where it is not there."""
        window = bares[k : k + len(name)]
        whole = len(window) == len(name) and all(map(_alike, window, name))
        if whole and all(_next_to(text, words, n) for n in range(k + 1, k + len(name))):
            return len(name)
        if len(name) > 1 and _alike(bares[k], name[-1]):
            first = k > 0 and _next_to(text, words, k) and bares[k - 1] not in _NO_NAMES
            return 0 if first and bares[k - 1] not in name else 1
        return 0


def _next_to(text: str, words: Sequence[tuple[int, int]], k: int) -> bool:
    """Tell whether nothing but white space or a hyphen stands before word `k`."""
    return text[words[k - 1][1] : words[k][0]].strip() in {"", *_HYPHENS}


def _alike(word: str, other: str) -> bool:
    most = 0 if len(other) < 5 else 1 if len(other) < 8 else 2
    return word[:1] == other[:1] and distance(word, other, most) <= most
