"""A quote that its article does not have: what it should be, and whether that is sure.

Sure is what a person mends without thinking: other typography, punctuation or spacing, or a slip of
letters in a word that is no word of its own. A number, a name, a denial or a hedge never is: there
the curator may have meant something else.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category, normalize

from site_builder.folding import fold
from site_builder.language import hedges
from site_builder.language.numbers import has_numbers
from site_builder.language.numerals import CARDINALS, ORDINALS, PAIRS, PARTS, SCALES, TIMES
from site_builder.language.said import Said
from site_builder.language.spelling import distance
from site_builder.language.words import WORD
from site_builder.nearest import look_alike, nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from site_builder.folding import Folding
    from site_builder.quotes import Haystack

LIKE = 95.0  # per cent of a quote's characters, below which no mending of it is sure
_SHOWN = 85.0  # the same, below which none is shown
_LONGEST = 2_000  # characters of a quote that is mended
_SHORTEST = 5  # letters of a word in which a slip is told from another word
_CLOSING = ",.;:!?\"')"  # after a number they are none of it
_PARTS = 5  # of a quote with […] that are mended
_OPENS = ("un", "in", "im", "il", "ir", "dis", "non", "mis", "de", "anti", "a")
_ENDS = ("less", "free", "n't", "n’t")


class Mended(NamedTuple):
    """What a quote should be, what was changed in it, and why that is not sure; "" if it is."""

    new: str
    what: str
    doubt: str


class _Change(NamedTuple):
    """Words of the quote [start, end) and what the article has there."""

    start: int
    end: int
    mine: list[str]
    theirs: list[str]


def mended(quote: str, hay: Haystack, known: Collection[str]) -> Mended | None:
    """Return the quote as the article has it; None where nothing is near, or nothing differs.

    `known` are words in lower case that are no slips: those of all articles.
    """
    new, told, doubts = quote, [], []
    for _ in range(_PARTS):
        near = nearest(new, hay) if len(new) <= _LONGEST else None
        if near is None:
            return None
        part, passage = new[slice(*near.part)], hay.text[slice(*near.span)]
        changes = list(_changes(part, passage))
        if not changes:
            break
        alike = _likeness(part, passage)
        if alike < _SHOWN:
            return None
        if alike < LIKE:
            doubts.append("more than a twentieth of it differs")
        told += [_told(change) for change in changes]
        doubts += filter(None, (_doubt(change, hay.text, known) for change in changes))
        new = new[: near.part.start] + _replaced(part, changes) + new[near.part.end :]
    if new == quote:
        return None
    return Mended(new, "; ".join(dict.fromkeys(told)), next(iter(doubts), ""))


def _likeness(one: str, other: str) -> float:
    from rapidfuzz.distance import Levenshtein

    return 100 * Levenshtein.normalized_similarity(fold(one).text, fold(other).text)


def _told(change: _Change) -> str:
    mine, theirs = " ".join(change.mine), " ".join(change.theirs)
    if unlike := look_alike(mine, theirs):
        return unlike
    if not mine:
        return f"the article has “{theirs}” too"
    return f"the quote has “{mine}”, the article {f'“{theirs}”' if theirs else 'does not'}"


def _words(view: Folding) -> list[tuple[int, int]]:
    return [word.span() for word in re.finditer(r"\S+", view.text)]


def _changes(part: str, passage: str) -> Iterator[_Change]:
    """Yield where the words of a quote differ from the article's."""
    from rapidfuzz.distance import Levenshtein

    ours, theirs = fold(part), fold(passage)
    mine, other = _words(ours), _words(theirs)
    texts = [ours.text[slice(*word)] for word in mine]
    others = [theirs.text[slice(*word)] for word in other]
    for step in Levenshtein.opcodes(texts, others):
        if step.tag == "equal":
            continue
        here = mine[step.src_start : step.src_end]
        there = other[step.dest_start : step.dest_end]
        if here:
            start, end = ours.start(here[0][0]), ours.end(here[-1][1] - 1)
        else:
            at = mine[step.src_start][0] if step.src_start < len(mine) else len(ours.text)
            start = end = ours.start(at) if at < len(ours.text) else len(part)
        seen = [passage[theirs.start(a) : theirs.end(b - 1)] for a, b in there]
        yield _Change(start, end, [part[ours.start(a) : ours.end(b - 1)] for a, b in here], seen)


def _replaced(part: str, changes: list[_Change]) -> str:
    made, done = [], 0
    for change in changes:
        made.append(part[done : change.start])
        words = " ".join(" ".join(word.split()) for word in change.theirs)
        done = change.end
        if not change.mine:  # words that the quote lacks stand before its next word, or at its end
            words = f"{words} " if change.start < len(part) else f" {words}"
        elif not words:  # a space goes with the words
            done += len(part[done:]) - len(part[done:].lstrip())
        made.append(words)
    return "".join([*made, part[done:]]).strip()


def _doubt(change: _Change, article: str, known: Collection[str]) -> str:
    """Return why it is not sure that the article's words are meant; "" if it is."""
    mine, theirs = " ".join(change.mine), " ".join(change.theirs)
    if _plain(mine).rstrip(_CLOSING) == _plain(theirs).rstrip(_CLOSING):
        return ""
    if _is_number(mine) or _is_number(theirs):
        return "a number differs"
    if _letters(mine) == _letters(theirs) or look_alike(mine, theirs):
        return ""
    if len(change.mine) != len(change.theirs):
        return "a word differs"
    for one, other in zip(change.mine, change.theirs, strict=True):
        if _letters(one) != _letters(other) and (doubt := _of_word(one, other, article, known)):
            return doubt
    return ""


def _of_word(mine: str, theirs: str, article: str, known: Collection[str]) -> str:
    one, other = _letters(mine).lower(), _letters(theirs).lower()
    if one in _weighty() or other in _weighty():
        return "a word that limits, denies or strengthens differs"
    if denies(one, other):
        return "one of the words denies the other"
    if any(_is_name(word, article) for word in (mine, theirs)):
        return "a name differs"
    if one == other:
        return "a capital letter differs"
    if one in known or min(len(one), len(other)) < _SHORTEST:
        return "another word stands there"
    most = 1 if len(other) < 8 else 2
    return "" if distance(one, other, most) <= most else "another word stands there"


def _plain(words: str) -> str:
    """Return words without what typography alone makes of them."""
    seen = (char for char in normalize("NFKC", fold(words).text) if category(char) != "Cf")
    return "".join(seen)


def _letters(words: str) -> str:
    return "".join(char for char in _plain(words) if char.isalnum())


def _is_number(words: str) -> bool:
    tokens = {token.lower() for token in WORD.findall(words)}
    digits = any(char.isnumeric() for char in words)
    return digits or bool(tokens & _numerals()) or has_numbers(Said(words))


def _is_name(word: str, article: str) -> bool:
    """Tell whether a word has a capital and the article has it in no other way."""
    found = WORD.search(word)
    if found is None or found[0] == found[0].lower():
        return False
    return re.search(rf"(?<!\w){re.escape(found[0].lower())}(?!\w)", article) is None


def denies(one: str, other: str) -> bool:
    """Tell whether one of the words is the other with a beginning or an ending that denies it."""
    short, long = sorted((one, other), key=len)
    return long in {f"{opens}{short}" for opens in _OPENS} | {f"{short}{ends}" for ends in _ENDS}


@cache
def _numerals() -> frozenset[str]:
    tables = (CARDINALS, ORDINALS, PARTS, SCALES, TIMES)
    words = {word for table in tables for word in table} | set(PAIRS)
    return frozenset(words | {f"{word}s" for word in words})


@cache
def _weighty() -> frozenset[str]:
    """Return the words of the tables of hedges, denials and strength."""
    tables = [*hedges.HEDGES.values(), *hedges.DENIALS.values(), *hedges.STRENGTH.values()]
    words = {word for table in [*tables, hedges.DENYING] for word in re.findall(r"[\w’']+", table)}
    return frozenset(words | {word.replace("'", "").replace("’", "") for word in words})


def completed(word: str, cut: str, known: Collection[str]) -> str:
    """Return why a word that a quote cut off is not surely meant whole; "" if it is.

    `word` is the whole word and `cut` what the quote has of it.
    """
    if not word.isalpha() or not word.startswith(cut) or len(word) - len(cut) > 2:
        return "more than the last letters of a word are cut off"
    if cut.lower() in known or len(cut) < _SHORTEST:
        return "what is left is a word too"
    if _is_number(word) or word.lower() in _weighty() or word[:1].isupper():
        return "the word is a number, a name, a denial or a hedge"
    return ""
