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
    from collections.abc import Iterator

_SOFT_HYPHEN = "\u00ad"
_FOLDS = (
    ("'", "‘’‚‛"),
    ('"', "“”„‟"),
    ("-", "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"),
    (" ", "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000"),
    (" ", "".join(map(chr, range(0x2000, 0x200B)))),
)
_GAP = re.compile(r" [ \u00ad]+|\u00ad[ \u00ad]*")
# No ASCII character and no white space ever joins the character before it under NFC.
_STRETCH = re.compile(r"[!-~]?[^\x00-\x7f\s]+")
# No language piles up so many marks, and ordering them takes NFC quadratic time.
_HEAP_OF_MARKS = re.compile(r"[^\x00-\x7f\w\s]{300}")


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
    zero-width characters stay. A text with 300 marks in a row is not brought to NFC.
    """
    flat = _flatten(text)
    edits = sorted(_edits(flat))
    if not edits:
        return Folding(text=flat)
    folded = Folding(text="")
    pieces: list[str] = []
    done = length = 0
    for start, end, new in edits:
        if start < done:  # a soft hyphen inside a cluster that is already replaced
            continue
        pieces += (flat[done:start], new)
        length += start - done
        folded.at.append(length)
        folded.size.append(len(new))
        folded.starts.append(start)
        folded.ends.append(end)
        length += len(new)
        done = end
    pieces.append(flat[done:])
    return Folding(
        text="".join(pieces),
        at=folded.at,
        size=folded.size,
        starts=folded.starts,
        ends=folded.ends,
    )


def _flatten(text: str) -> str:
    """Replace one character by one: some forty searches in C beat one walk in Python."""
    for new, olds in _FOLDS:
        for old in olds:
            text = text.replace(old, new)
    return text


def _edits(flat: str) -> Iterator[tuple[int, int, str]]:
    hyphened = _SOFT_HYPHEN in flat
    if hyphened or "  " in flat:
        for gap in _GAP.finditer(flat):
            yield gap.start(), gap.end(), " " if " " in gap.group() else ""
    if flat.isascii() or _HEAP_OF_MARKS.search(flat):
        return
    if is_normalized("NFC", flat.replace(_SOFT_HYPHEN, "")):
        return
    for stretch in _STRETCH.finditer(flat):
        if not is_normalized("NFC", stretch.group().replace(_SOFT_HYPHEN, "")):
            yield from _composed(flat, stretch.start(), stretch.end())


def _composed(flat: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    for left, right in _clusters(flat, start, end):
        new = normalize("NFC", flat[left:right].replace(_SOFT_HYPHEN, ""))
        if new != flat[left:right]:
            yield left, right, new


def _clusters(flat: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut flat[start:end] into pieces that NFC never joins, without soft hyphens between them."""
    begin, last, so_far = start, start, ""
    for at in range(start, end):
        char = flat[at]
        if char == _SOFT_HYPHEN:
            continue
        if so_far and _begins_cluster(so_far, char):
            yield begin, last
            so_far = ""
        if not so_far:
            begin = at
        so_far += char
        last = at + 1
    yield begin, last


def _begins_cluster(so_far: str, char: str) -> bool:
    if combining(char) or category(char)[0] == "M":
        return False
    # Asking NFC itself, and not a table, also holds for Hangul and for scripts yet to be added.
    joined = normalize("NFC", so_far + char)
    return joined == normalize("NFC", so_far) + normalize("NFC", char)


_UNSEEN = (
    "\u00ad\u200c\u200d\u2060"  # inside a word they are part of it; beside it they are nothing
)
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
    while at >= 0 and text[at] in _UNSEEN:
        at -= 1
    return at


def _on(text: str, at: int) -> int:
    while at < len(text) and text[at] in _UNSEEN:
        at += 1
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
