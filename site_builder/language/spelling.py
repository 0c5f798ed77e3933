"""Names as a text spells them: its words with a capital, and what is near to one of them.

Offsets are code points, end exclusive.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from site_builder.language.words import WORD, stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_CAPITAL = re.compile(r"(?<![\w’'])[^\W\d_a-z]\w*(?:[’']\w+)*")
_PLAIN = frozenset(
    "i i'm i've i'd i'll mr mrs ms miss dr prof professor sir lord lady dame st".split()
)
_RUN = re.compile(r"(?<!\w)[^\W\d_a-z]\w*(?:[ -](?:(?:of|and|for|the|to) )*[^\W\d_a-z]\w*)+")
_ENDINGS = frozenset({"s", "es", "ish", "ian", "n", "an", "ese", "er", "ers", "ic", "i"})
_PEOPLES = ("ish", "ian", "ese", "ch")
_LONGEST = 12  # words of a name of which there may be initials
_MANY = 100  # words from which they are looked up by their first letters
_SHORTEST = 3  # letters of a name whose spelling is compared, to names that have more
_ENDING = ".!?…:”’\"')]\n"
_BEFORE = 8  # characters before a word in which a sentence ends
_SENTENCE = re.compile(r"(?:^|[.!?…:]|\n)[”’\"')\]]*\s*[“‘\"'(\[]*$")


def capitals(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield the words with a capital: where they stand, and whether they open a sentence."""
    for start, end in capital_words(text):
        yield start, end, opens_sentence(text, start)


def capital_words(text: str) -> list[tuple[int, int]]:
    """Return where the words with a capital stand."""
    return [found.span() for found in _CAPITAL.finditer(text)]


def opens_sentence(text: str, start: int) -> bool:
    """Tell whether the word that begins there opens a sentence."""
    if not start:
        return True
    if text[start - 1] == " " and text[start - 2] not in _ENDING:
        return False
    return _SENTENCE.search(text[max(start - _BEFORE, 0) : start]) is not None


class Spellings:
    """The words that the passages of a claim, and what is known of its speakers, show."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Read the texts."""
        self.plain: set[str] = set()
        self.stems: set[str] = set()
        self.capital: dict[str, str] = {}
        self.initials: set[str] = set()
        self._near: dict[str, str] = {}  # what was asked for
        self._by_start: dict[str, list[str]] = {}
        for text in texts:
            for word in WORD.findall(text):
                plain = bare(word)
                self.plain.add(plain)
                if word[0].isupper():
                    self.capital.setdefault(plain, word)
                else:
                    self.stems.add(stem(plain))
            self.initials.update(_initials(text))

    def has(self, word: str) -> bool:
        """Tell whether the word stands here, or another form of it, or a name it is short for."""
        plain = bare(word)
        if plain in self.plain or plain in _PLAIN or plain in self.initials:
            return True
        return any(_is_form(plain, other) for other in self._alike(plain) if other[0] == plain[0])

    def _alike(self, plain: str) -> Iterable[str]:
        """Return the words of which this may be a form: those have its first three letters."""
        if len(self.plain) < _MANY:
            return self.plain
        if not self._by_start:
            for word in self.plain:
                self._by_start.setdefault(word[:3], []).append(word)
        return self._by_start.get(plain[:3], ())

    def has_name(self, word: str) -> bool:
        """Tell whether the word stands here with a capital."""
        return bare(word) in self.capital

    def near(self, word: str) -> str:
        """Return the name that differs by a letter or two, if there is one."""
        plain = bare(word)
        if plain not in self._near:
            self._near[plain] = self._nearest(plain)
        return self._near[plain]

    def _nearest(self, plain: str) -> str:
        if len(plain) < _SHORTEST:
            return ""
        most = 1 if len(plain) < 6 else 2
        for other, shown in self.capital.items():
            if len(other) > _SHORTEST and distance(plain, other, most) <= most:
                return shown
        return ""


class Joined:
    """Several spellings as one."""

    def __init__(self, parts: Sequence[Spellings]) -> None:
        """Keep the parts."""
        self.parts = parts

    def has(self, word: str) -> bool:
        """Tell whether the word stands in one of them, in any form."""
        return any(part.has(word) for part in self.parts)

    def has_word(self, word: str) -> bool:
        """Tell whether the word stands in one of them as it is, with a capital or without."""
        plain = bare(word)
        return any(plain in part.plain for part in self.parts)

    def has_stem(self, word: str) -> bool:
        """Tell whether a word without a capital in one of them has the same stem."""
        root = stem(bare(word))
        return any(root in part.stems for part in self.parts)

    def has_name(self, word: str) -> bool:
        """Tell whether the word stands in one of them with a capital."""
        return any(part.has_name(word) for part in self.parts)

    def near(self, word: str) -> str:
        """Return a name in one of them that differs by a letter or two."""
        return next(filter(None, (part.near(word) for part in self.parts)), "")


def _is_form(one: str, other: str) -> bool:
    """Tell whether one word is another with an ending of grammar, or of a people or place."""
    short, long = sorted((one, other), key=len)
    if not long.startswith(short) or len(short) < 3:
        return (
            len(one) > 5
            and one[:4] == other[:4]
            and one.endswith(_PEOPLES)
            and not other.endswith(_PEOPLES)
            and len(one) != len(other)
        )
    ending = long[len(short) :]
    if ending == "n":
        return short.endswith(("a", "o"))  # American, Mexican
    return ending in _ENDINGS and not (ending == "s" and short.endswith("s"))


def _initials(text: str) -> Iterator[str]:
    """Yield the initials of each run of capitalised words: PC for Parish Council.

    The first word may be no part of the name: "The Parish Council", "All of the Parish Council".
    """
    for run in _RUN.finditer(text):
        found = [word[0] for word in WORD.findall(run.group())][:_LONGEST]
        for letters in ([letter for letter in found if letter.isupper()], found):
            for first in range(max(len(letters) - 1, 1)):
                yield "".join(letters[first:]).casefold()


def bare(word: str) -> str:
    """Return a word in lower case without a possessive ending."""
    low = word.lower()
    if low.endswith(("'s", "’s")):
        return low[:-2]
    return low[:-1] if low.endswith(("'", "’")) else low


def distance(one: str, other: str, most: int) -> int:
    """Return how many letters are changed, added, dropped or swapped; `most` + 1 if more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    from rapidfuzz.distance import OSA  # few words are spelt as nothing else is

    return OSA.distance(one, other, score_cutoff=most)
