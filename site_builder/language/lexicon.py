"""Phrases of a table found in a text, and the words that each of them governs.

Offsets are code points, end exclusive.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

from site_builder.language.words import head

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

NOTHING = ""
"""The class of phrases that look like an entry of the table and are none: "known as"."""

_BREAK = re.compile(r"[.;:!?()\[\]”»—–…]|\s-\s")
# A clause may end here once it has said something.
_ENDS_CLAUSE = frozenset(
    "and or but who which whose while whereas because although though when if as after before "
    "where until unless than".split()
)
_FARTHEST = 16  # words of a clause that are looked at for them
_REACH = 4  # content words that a phrase governs at most, on each side


class Phrase(NamedTuple):
    """A phrase of a table at words[first:last] of a text, and the class it belongs to."""

    name: str
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """A table of phrases by their first word, the longest first.

    `alone` are the words that are a phrase by themselves, `opening` those that begin longer ones,
    `others` what stands behind these; phrases that are none are in none of them.
    """

    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    firsts: frozenset[str]
    alone: frozenset[str]
    opening: frozenset[str]
    others: Mapping[str, tuple[frozenset[str], ...]]

    @classmethod
    def of(cls, table: Mapping[str, str]) -> Lexicon:
        """Return the lexicon of a table: class to its phrases, parted by commas."""
        found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for name, phrases in table.items():
            for phrase in phrases.split(","):
                first, *others = phrase.split()
                found.setdefault(first, []).append(((first, *others), name))
        ordered = {
            first: tuple(sorted(entries, key=lambda entry: -len(entry[0])))
            for first, entries in found.items()
        }
        behind: dict[str, list[frozenset[str]]] = {}
        for start, entries in ordered.items():
            for words, name in entries:
                if name:
                    behind.setdefault(start, []).append(frozenset(words[1:]))
        alone = frozenset(first for first, others in behind.items() if frozenset() in others)
        more = {first: tuple(others) for first, others in behind.items() if first not in alone}
        opening, firsts = frozenset(more), frozenset(ordered)
        return cls(phrases=ordered, firsts=firsts, alone=alone, opening=opening, others=more)

    def may_find(self, vocabulary: frozenset[str]) -> bool:
        """Tell whether a text of these words may have a phrase: it has all the words of one."""
        if not self.alone.isdisjoint(vocabulary):
            return True
        for first in self.opening & vocabulary:
            for others in self.others[first]:
                if others <= vocabulary:
                    return True
        return False

    def find(self, said: Tokens) -> Iterator[Phrase]:
        """Yield the phrases of a text; at each word the longest only.

        A word that a hyphen joins to another is no phrase, and a month is not the verb "may".
        """
        if not self.may_find(said.vocabulary):
            return
        tokens = said.tokens
        past = 0
        for k in [k for k, token in enumerate(tokens) if token in self.firsts]:
            if k < past:
                continue
            for phrase, name in self.phrases[tokens[k]]:
                last = k + len(phrase)
                if len(phrase) > 1 and tuple(tokens[k:last]) != phrase:
                    continue
                if _is_joined(said, k, last - 1):
                    continue
                if name and not (tokens[k] == "may" and _is_month(said, k)):
                    yield Phrase(name, k, last)
                past = last
                break

    def has(self, said: Tokens) -> bool:
        """Tell whether a text has any phrase of the table."""
        return self.may_find(said.vocabulary) and next(self.find(said), None) is not None


class Tokens(Protocol):
    """A text as its words, in lower case and with their places."""

    @property
    def text(self) -> str:
        """The text."""

    @property
    def tokens(self) -> list[str]:
        """Its words in lower case."""

    @property
    def vocabulary(self) -> frozenset[str]:
        """Its words in lower case, each once."""

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Where each of its words stands."""


def _is_joined(said: Tokens, first: int, last: int) -> bool:
    if said.tokens[first] == "non":
        return False
    text, start, end = said.text, said.spans[first][0], said.spans[last][1]
    if start and text[start - 1] == "-":
        return True
    return text[end : end + 1] == "-" and text[end + 1 : end + 2].isalnum()


def _is_month(said: Tokens, k: int) -> bool:
    start = said.spans[k][0]
    if not said.text[start].isupper():
        return False
    following = said.tokens[k + 1] if k + 1 < len(said.tokens) else "0"
    opens = said.text[:start].rstrip()[-1:] in (".", "!", "?", "", "“", "‘", '"')
    return not opens or following.isdigit()


def scope(said: Tokens, last: int) -> tuple[str, ...]:
    """Return the stems of the content words that follow word `last` - 1 in its clause."""
    return _stems(said, range(last, min(len(said.tokens), last + _FARTHEST)), -1)


def before(said: Tokens, first: int) -> tuple[str, ...]:
    """Return the stems of the content words before word `first` in its clause, nearest first."""
    return _stems(said, range(first - 1, max(first - 1 - _FARTHEST, -1), -1), 1)


def _stems(said: Tokens, indexes: range, back: int) -> tuple[str, ...]:
    """Return the stems of the words at these indexes, until the clause ends or four are found."""
    found: list[str] = []
    text, tokens, spans = said.text, said.tokens, said.spans
    for k in indexes:
        if 0 <= k + back < len(spans):
            one, other = (k + back, k) if back < 0 else (k, k + back)
            end, start = spans[one][1], spans[other][0]
            if start - end > 1 or text[end] not in " -/":
                between = text[end:start]
                if _BREAK.search(between) or (found and "," in between):
                    break
        if found and tokens[k] in _ENDS_CLAUSE:
            break
        if stem := head(tokens[k]):
            found.append(stem)
            if len(found) == _REACH:
                break
    return tuple(found)
