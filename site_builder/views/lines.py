"""Words set in lines that fit a picture on the narrowest screen, whatever the face.

Text in SVG does not wrap, and no build knows the reader's face. So every character is taken to be
as wide as in a wide one (DejaVu Sans; Verdana is like it), and a line ends before it could be cut.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import combining, east_asian_width

if TYPE_CHECKING:
    from collections.abc import Iterable

NARROWEST = 284.0
"""Pixels across a picture on a screen of 320 pixels, less what an edge may take."""
MOST = 42
"""Characters of a line at most, however narrow."""

# Widths in em; those of a semi-bold face are a tenth more.
_NARROW, _WIDE = frozenset("fijlrtI.,:;!|'’‘()[]-/ “”"), frozenset("mwMW@%—…&")
_BOLD = 1.1
_STEP = 4.0  # pixels by which lines are made narrower until they are even


def width(text: str, size: int, *, bold: bool = False) -> float:
    """Return how many pixels the text takes across at most, at a size in pixels."""
    return sum(map(_em, text)) * size * (_BOLD if bold else 1)


def lines(text: str, size: int, *, bold: bool = False, even: bool = True) -> list[str]:
    """Return the words of a text as lines; a word too long for a line is broken.

    Where `even`, the lines are about as long as one another: no word stands alone on the last.
    """
    words = [
        (piece, width(piece, size, bold=bold))
        for word in text.split()
        for piece in _pieces(word, size, bold=bold)
    ]
    gap = width(" ", size, bold=bold)
    made = _filled(words, gap, NARROWEST)
    most = NARROWEST
    while even and most > _STEP:
        most -= _STEP
        narrower = _filled(words, gap, most)
        if len(narrower) > len(made) or any(across > most for _, across in words):
            break
        made = narrower
    return made


def _filled(words: Iterable[tuple[str, float]], gap: float, most: float) -> list[str]:
    """Return lines, each with as many of the words as it can hold."""
    made: list[str] = []
    used = 0.0
    for word, across in words:
        if made and used + gap + across <= most and len(made[-1]) + 1 + len(word) <= MOST:
            made[-1] += f" {word}"
            used += gap + across
        else:
            made.append(word)
            used = across
    return made


def _pieces(word: str, size: int, *, bold: bool) -> list[str]:
    """Return a word in pieces, each of which fits a line."""
    pieces = [word[0]]
    for char in word[1:]:
        piece = pieces[-1] + char
        if len(piece) <= MOST and width(piece, size, bold=bold) <= NARROWEST:
            pieces[-1] = piece
        else:
            pieces.append(char)
    return pieces


def _em(char: str) -> float:
    if combining(char):
        return 0.0
    if char in _NARROW:
        return 0.43
    if char in _WIDE or east_asian_width(char) in {"W", "F"}:
        return 1.0
    return 0.78 if char.isupper() else 0.64
