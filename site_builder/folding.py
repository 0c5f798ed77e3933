"""Text as quotes are compared: its typography folded away, and where its words begin and end.

Offsets are code points, end exclusive.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from unicodedata import category, combining, is_normalized, normalize

if TYPE_CHECKING:
    from collections.abc import Iterable

_SOFT_HYPHEN = "\u00ad"
FOLDS = (
    ("'", "‘’‚‛"),
    ('"', "“”„‟"),
    ("-", "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"),
    (" ", "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000"),
    (" ", "".join(map(chr, range(0x2000, 0x200B)))),
)
"""What counts as one character: (the one, all that are taken for it)."""

_ASCII_FOLDS = tuple((new, "".join(filter(str.isascii, olds))) for new, olds in FOLDS)
_GAP = r" [ \u00ad]+|\u00ad[ \u00ad]*"
# Marks in a row: no language piles up more than 30 (UAX #15, Stream-Safe Text Format), and NFC puts
# them in order in quadratic time.
_HEAP = 31
# All else is neither a mark nor changed by NFC: western letters, and punctuation as it is here.
_ODD = re.compile("[^\x00-\u02ff\u2002-\u206f\u20ac]")
# Letters that NFC joins to the one before: vowels and final consonants of Hangul, and a vowel of
# Kirat Rai. All else that it joins is a mark.
_JOINING = re.compile("[\u1160-\u11ff\U00016d67]")


def _offsets() -> array[int]:
    return array("q")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Folding:
    """A text with its typography folded, and the way back from each of its characters.

    The four arrays tell of the stretches that folding made longer or shorter: `size` characters of
    the folded text from index `at` came from the original's [starts, ends). Outside them one
    character stands for one.
    """

    text: str
    at: array[int] = field(default_factory=_offsets)
    size: array[int] = field(default_factory=_offsets)
    starts: array[int] = field(default_factory=_offsets)
    ends: array[int] = field(default_factory=_offsets)

    def start(self, index: int) -> int:
        """Return the offset in the original at which folded character `index` begins."""
        if not self.at:
            return index
        k = bisect_right(self.at, index) - 1
        if k < 0:
            return index
        past = index - self.at[k] - self.size[k]
        return self.starts[k] if past < 0 else self.ends[k] + past

    def end(self, index: int) -> int:
        """Return the offset in the original at which folded character `index` ends."""
        k = bisect_right(self.at, index) - 1
        if k < 0:
            return index + 1
        past = index - self.at[k] - self.size[k]
        return self.ends[k] if past < 0 else self.ends[k] + past + 1

    def index(self, offset: int) -> int:
        """Return the index of the first folded character that begins at `offset` or later."""
        k = bisect_right(self.starts, offset) - 1
        if k < 0:
            return offset
        if offset == self.starts[k]:
            return self.at[k]
        return self.at[k] + self.size[k] + max(offset - self.ends[k], 0)

    def is_whole(self, start: int, end: int) -> bool:
        """Tell whether folded [start, end) begins and ends between characters of the original."""
        if not self.at:
            return True
        if start and self.start(start - 1) == self.start(start):
            return False
        return end >= len(self.text) or self.start(end - 1) != self.start(end)


def fold(text: str) -> Folding:
    """Fold white space runs, quotation marks, dashes, soft hyphens and NFC, and nothing else.

    A run of white space becomes one space, single and double quotation marks ' and ", dashes and
    hyphens -, soft hyphens nothing. Case, letters, digits, other punctuation, ligatures and
    zero-width characters stay. A text with more than 30 marks in a row is not brought to NFC.
    """
    flat = _flatten(text)
    clusters = "" if flat.isascii() else _clusters(flat.replace(_SOFT_HYPHEN, ""))
    if not clusters and "  " not in flat and _SOFT_HYPHEN not in flat:
        return Folding(text=flat)
    folded = Folding(text=_joined(flat, nfc=bool(clusters)))
    at, sizes = folded.at.append, folded.size.append
    starts, ends = folded.starts.append, folded.ends.append
    known: dict[str, int] = {}
    shift = 0  # how much longer the folded text is so far
    for edit in re.finditer(_GAP + clusters, flat):
        old = edit.group()
        size = known.get(old)
        if size is None:
            size = known[old] = _size(old)
        if size >= 0:
            start, end = edit.span()
            at(start + shift)
            sizes(size)
            starts(start)
            ends(end)
            shift += size - end + start
    return folded


def _joined(flat: str, *, nfc: bool) -> str:
    bare = flat.replace(_SOFT_HYPHEN, "")
    if "  " in bare:
        bare = re.sub(" {2,}", " ", bare)
    return normalize("NFC", bare) if nfc else bare


def _size(old: str) -> int:
    """Return how many characters folding makes of a gap or cluster; -1 where it stays as it is."""
    new = _joined(old, nfc=True)
    return -1 if new == old else len(new)


def is_unseen(char: str) -> bool:
    """Tell whether a reader sees nothing of a character: white space, or a mark of format."""
    return char.isspace() or category(char) == "Cf"


def _flatten(text: str) -> str:
    """Replace one character by one: some forty searches in C beat one walk in Python."""
    for new, olds in _ASCII_FOLDS if text.isascii() else FOLDS:
        for old in olds:
            text = text.replace(old, new)
    return text


def _clusters(bare: str) -> str:
    """Return a pattern for what NFC changes in a text without soft hyphens; "" if nothing.

    That is a character with all that NFC may join to it, or one that NFC replaces by others.
    """
    if _ODD.search(bare) is None:
        return ""
    characters = set(bare)
    marks = _any_of(char for char in characters if combining(char))
    if (marks and re.search(f"{marks}{{{_HEAP}}}", bare)) or is_normalized("NFC", bare):
        return ""
    odd = _any_of(char for char in characters if not is_normalized("NFC", char))
    joining = [c for c in characters if combining(c) or category(c)[0] == "M" or _JOINING.match(c)]
    join = _any_of(joining)
    within = f"\u00ad{join[1:-1]}"
    return (f"|[^ {within}]?[{within}]*{join}" if join else "") + (f"|{odd}" if odd else "")


def _any_of(characters: Iterable[str]) -> str:
    """Return a pattern for any one of the characters; "" if there are none."""
    inside = "".join(sorted(characters))
    return f"[{inside}]" if inside else ""


_UNSEEN = (
    "\u00ad\u200c\u200d\u2060"  # inside a word they are part of it; beside it they are nothing
)
_UNSEEN_RUN = re.compile(f"[{_UNSEEN}]+")
_HYPHENS = "-\u2010\u2011"
_APOSTROPHES = "'’"
_IN_NUMBERS = ",./:\u00a0\u202f\u2007"
_SIGNS = "+-\u2212"


def is_word(char: str) -> bool:
    """Tell whether the character is part of a word: a letter, digit, mark or underscore."""
    return char.isalnum() or char == "_" or category(char)[0] == "M"


def is_edge(text: str, at: int) -> bool:
    """Tell whether a word may begin or end between text[at - 1] and text[at].

    Not inside a run of letters, digits and marks; nor in a hyphenated compound; nor at an
    apostrophe inside a word, but for the edge before a possessive ’s; nor inside a number
    (291,273, 6%, £5, -3). The ends of the text are edges.
    """
    if at <= 0 or at >= len(text) or text[at - 1] in " \n" or text[at] in " \n":
        return True
    if text[at - 1].isalnum() and text[at].isalnum():
        return False
    left, right = _back(text, at - 1), _on(text, at)
    if left < 0 or right >= len(text):
        return True
    if category(text[right])[0] == "M":  # "=" with a stroke over it is another sign than "="
        return text[left].isspace()
    return not (_in_word(text, left, right) or _in_number(text, left, right))


def _in_word(text: str, left: int, right: int) -> bool:
    if is_word(text[left]):
        if _joins(text, right):
            return not (text[right] in _APOSTROPHES and _is_possessive(text, right))
        return is_word(text[right])
    return is_word(text[right]) and _joins(text, left)


def _in_number(text: str, left: int, right: int) -> bool:
    before, after = text[left], text[right]
    if after.isdigit():
        return _leads_number(text, left)
    return before.isdigit() and (after in "%‰°" or category(after) == "Sc")


def _back(text: str, at: int) -> int:
    reach = 64
    while at >= 0 and text[at] in _UNSEEN:
        start = max(at + 1 - reach, 0)
        at = start - 1 + len(text[start : at + 1].rstrip(_UNSEEN))
        reach *= 2
    return at


def _on(text: str, at: int) -> int:
    if at < len(text) and text[at] in _UNSEEN and (run := _UNSEEN_RUN.match(text, at)):
        return run.end()
    return at


def _joins(text: str, at: int) -> bool:
    """Tell whether text[at] holds the word characters on its two sides together."""
    char = text[at]
    left, right = _back(text, at - 1), _on(text, at + 1)
    if left < 0 or right >= len(text):
        return False
    if char in _HYPHENS or char in _APOSTROPHES:
        return is_word(text[left]) and is_word(text[right])
    return char in _IN_NUMBERS and text[left].isdigit() and text[right].isdigit()


def _is_possessive(text: str, at: int) -> bool:
    letter = _on(text, at + 1)
    after = _on(text, letter + 1)
    return text[letter] in "sS" and (after >= len(text) or not is_word(text[after]))


def _leads_number(text: str, at: int) -> bool:
    if text[at] in _SIGNS:  # a minus or plus; a hyphen after a word is none
        return at == 0 or text[at - 1].isspace() or text[at - 1] == "("
    return text[at] == "#" or category(text[at]) == "Sc"
