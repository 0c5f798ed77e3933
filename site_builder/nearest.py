"""Find the passage that a missing quote most likely means, and what differs: only for messages.

Offsets are code points, end exclusive; paragraphs count from 1. Rapidfuzz is imported where it is
used, so that a build without a missing quote never pays for it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import dropwhile, takewhile
from typing import TYPE_CHECKING
from unicodedata import category, name, normalize

from site_builder.folding import Folding, fold
from site_builder.quotes import Haystack, Span, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENOUGH = 60.0  # similarity below which a passage is no help
_SMALL = 20_000  # characters of a text that is compared whole
_LEADS = 12  # words, and runs of three words, that lead to where a quote may stand in a longer text
_PLACES = 300  # of each of these
_SPOTS = 4  # of a longer text that are compared
_LONGEST = 2_000  # characters of a quote that is compared whole
_BESIDE = 300  # on each side of where a longer one leaves the text
_HEAD = 400  # of these, that lead to a first guess
_PARTS = 100  # of a quote, of which the first that is missing is looked for
_REACH = 25  # characters that a first guess at an edge may be wrong by
_REFINED = 3  # guesses that are made better

# What is drawn alike, where NFKD does not say so already, as its Latin twin.
_TWINS = {
    **dict(zip("аеорсухіјѕһԁԛԝѵ", "aeopcyxijshdqwv", strict=True)),
    **dict(zip("АВЕІЈКМНОРСТУХЅ", "ABElJKMHOPCTYXS", strict=True)),
    **dict(zip("οανρΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "oavpABEZHlKMNOPTYX", strict=True)),
    **dict.fromkeys("I|1", "l"),
    **dict.fromkeys("′ʹʼˈ`´", "'"),
    **dict.fromkeys("″ʺ", '"'),
    **dict(zip("0ıɡ×⁄∕", "Oigx//", strict=True)),
}
_DRAWN_ALIKE = str.maketrans(_TWINS)
_TOLD = 3  # characters drawn alike that a message names


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A passage like the quote: its place, and how like from 0 to 100.

    `part` is what of the quote it is like: one of the parts around […], or all of it.
    """

    paragraph: int
    span: Span
    similarity: float
    part: Span


def nearest(quote: str, hay: Haystack) -> Near | None:
    """Return the passage outside furniture that is most like the quote, if one is like enough.

    It stands in one paragraph, on word edges. Of a quote with […], the first part that is not in
    the text is compared; of a part beyond 2,000 characters, what stands around where it first
    leaves the text. Similarity is the share of matching characters, typography folded.
    """
    part = _shortened(quote, _part(quote, hay), hay)
    needle = fold(quote[slice(*part)]).text.strip()
    if not needle:
        return None
    stretches = {span for low, high in _spots(needle, hay) for span in _clear(hay, low, high)}
    guesses = sorted(guess for span in stretches if (guess := _guess(needle, hay, span)))
    found = (_refined(needle, hay, span, within) for _, span, within in guesses[:_REFINED])
    unlike, span = min(found, default=(100.0, Span(0, 0)))
    number = hay.paragraph_of(span)
    if 100 - unlike < _ENOUGH or number is None:
        return None
    return Near(paragraph=number, span=span, similarity=100 - unlike, part=part)


def _part(quote: str, hay: Haystack) -> Span:
    parts = parts_of(quote)[:_PARTS]
    missing = (p for p in parts if fold(quote[slice(*p)]).text.strip() not in hay.folded.text)
    return next(missing, parts[0] if parts else Span(0, 0))


def _shortened(quote: str, part: Span, hay: Haystack) -> Span:
    """Return the part, or what of a long one stands around where it first leaves the text."""
    if part.end - part.start <= _LONGEST:
        return part
    view, text = fold(quote[slice(*part)]), hay.folded.text
    sizes = range(1, len(view.text))
    agrees = bisect_left(sizes, 1, key=lambda size: view.text[:size] not in text)
    start = max(agrees - _BESIDE, 0)
    start = view.text.find(" ", start, agrees) + 1 if start else 0
    end = min(agrees + _BESIDE, len(view.text))
    end = max(view.text.rfind(" ", agrees, end), start + 1) if end < len(view.text) else end
    return Span(part.start + view.start(start), part.start + view.end(end - 1))


def _spots(needle: str, hay: Haystack) -> Iterator[Span]:
    """Yield where in the text it is worth comparing: where most of the needle's words are."""
    if len(hay.text) <= _SMALL:
        yield Span(0, len(hay.text))
        return
    text = hay.folded.text.replace("İ", "I").lower()  # the one letter that grows when lowered
    width = 2 * len(needle) + 200
    votes: Counter[int] = Counter()
    for lead in _leads(needle.lower()):
        for spot in {at // width for at in _places(lead, text)}:
            votes[spot] += len(lead)
    for spot, _ in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))[:_SPOTS]:
        low, high = max(spot - 1, 0) * width, min((spot + 2) * width, len(text)) - 1
        yield Span(hay.folded.start(low), hay.folded.end(high))


def _leads(needle: str) -> list[str]:
    """Return the needle's longest words, and runs of three words from all over it."""
    words = sorted(set(re.findall(r"\w+", needle)), key=lambda word: (-len(word), word))
    spaced = needle.split(" ")
    runs = [" ".join(spaced[at : at + 3]) for at in range(len(spaced) - 2)]
    return words[:_LEADS] + runs[:: len(runs) // _LEADS + 1]


def _places(lead: str, text: str) -> Iterator[int]:
    at = text.find(lead)
    for _ in range(_PLACES):
        if at < 0:
            return
        yield at
        at = text.find(lead, at + len(lead))


def _clear(hay: Haystack, low: int, high: int) -> Iterator[Span]:
    """Yield what of the paragraphs between two offsets is free of furniture."""
    first = max(bisect_right(hay.paragraphs, (low, len(hay.text))) - 1, 0)
    for paragraph in hay.paragraphs[first:]:
        if paragraph.start >= high:
            return
        start, end = max(paragraph.start, low), min(paragraph.end, high)
        for blocked in hay.blocked[max(bisect_right(hay.blocked, (start, start)) - 1, 0) :]:
            if blocked.start >= end:
                break
            if blocked.start > start:
                yield Span(start, blocked.start)
            start = max(start, blocked.end)
        if start < end:
            yield Span(start, end)


def _guess(needle: str, hay: Haystack, within: Span) -> tuple[float, Span, Span] | None:
    """Return how unlike the needle a stretch is at its likest, roughly where, and the stretch."""
    from rapidfuzz import fuzz

    view = fold(hay.text[slice(*within)])
    if len(view.text) <= len(needle):
        return 100 - fuzz.ratio(needle, view.text), within, within
    head = needle[:_HEAD]
    guess = fuzz.partial_ratio_alignment(head, view.text, score_cutoff=_ENOUGH - 10)
    if guess is None or guess.dest_start == guess.dest_end:
        return None
    last = min(guess.dest_end - 1 + len(needle) - len(head), len(view.text) - 1)
    start, end = view.start(guess.dest_start), view.end(last)
    return 100 - guess.score, Span(within.start + start, within.start + end), within


def _refined(needle: str, hay: Haystack, guess: Span, within: Span) -> tuple[float, Span]:
    """Move the guess to the word edges nearby between which the stretch is likest."""
    from rapidfuzz import fuzz

    def unlike(start: int, end: int) -> float:
        return 100 - fuzz.ratio(needle, fold(hay.text[start:end]).text)

    def edges(near: int) -> Iterator[int]:
        reach = _REACH + len(needle) // 20
        spots = range(max(within.start, near - reach), min(within.end, near + reach) + 1)
        return filter(hay.is_edge, spots)

    text = hay.text
    starts = (at for at in edges(guess.start) if at < guess.end and not text[at].isspace())
    start = min(starts, key=lambda at: unlike(at, guess.end), default=within.start)
    ends = (at for at in edges(guess.end) if at > start and not text[at - 1].isspace())
    end = min(ends, key=lambda at: unlike(start, at), default=within.end)
    return unlike(start, end), Span(start, end)


def difference(quote: str, passage: str) -> tuple[Span, str, str] | None:
    """Return the first words that differ: where in the quote, its words, the passage's words.

    In a word that is written a little differently the span is of the differing characters only. A
    word that the quote lacks is shown at the word before which it is missing. Typography is no
    difference; None when there is no other.
    """
    ours, theirs = fold(quote), fold(passage)
    mine, other = _words(ours), _words(theirs)
    first, mine_end, other_first, other_end = _run(
        [ours.text[slice(*word)] for word in mine], [theirs.text[slice(*word)] for word in other]
    )
    if first == mine_end and other_first == other_end:
        return None
    here, there = mine[first:mine_end], other[other_first:other_end]
    if len(here) == len(there) == 1:
        where = _letters(ours.text, here[0], theirs.text[slice(*there[0])])
    else:  # where the quote lacks words, the one after them, or else its last
        where = _all(here or mine[first : first + 1] or mine[-1:])
    words = quote[slice(*_original(ours, _all(here)))]
    return _original(ours, where), words, passage[slice(*_original(theirs, _all(there)))]


def _words(view: Folding) -> list[Span]:
    return [Span(*word.span()) for word in re.finditer(r"\S+", view.text)]


def _run(mine: list[str], other: list[str]) -> tuple[int, int, int, int]:
    """Return where the first run of differing words begins and ends in the one and the other."""
    from rapidfuzz.distance import Levenshtein

    from_first = dropwhile(lambda step: step.tag == "equal", Levenshtein.opcodes(mine, other))
    differing = list(takewhile(lambda step: step.tag != "equal", from_first))
    if not differing:
        return 0, 0, 0, 0
    first, last = differing[0], differing[-1]
    here, there = (first.src_start, last.src_end), (first.dest_start, last.dest_end)
    if here[1] - here[0] == there[1] - there[0]:  # word against word: the first is enough
        return here[0], here[0] + 1, there[0], there[0] + 1
    return *here, *there


def _letters(text: str, word: Span, other: str) -> Span:
    """Narrow a word to the letters that differ, unless most of it does."""
    mine = text[slice(*word)]
    most = min(len(mine), len(other))
    head = next((k for k in range(most) if mine[k] != other[k]), most)
    most -= head
    tail = next((k for k in range(most) if mine[-1 - k] != other[-1 - k]), most)
    if 2 * (head + tail) < max(len(mine), len(other)):
        return word
    start, end = word.start + head, word.end - tail
    if start < end:
        return Span(start, end)
    start = min(start, word.end - 1)  # letters are missing: the one before which they are
    return Span(start, start + 1)


def _all(words: list[Span]) -> Span:
    return Span(words[0].start, words[-1].end) if words else Span(0, 0)


def _original(view: Folding, span: Span) -> Span:
    if span.start == span.end:
        return Span(0, 0)
    return Span(view.start(span.start), view.end(span.end - 1))


def look_alike(mine: str, theirs: str, us: str = "the quote", them: str = "the article") -> str:
    """Return by code point and name what tells words apart that the eye does not; else nothing.

    That is where all that differs is drawn alike, an accent, or cannot be seen.
    """
    told: dict[str, None] = {}
    mine, theirs = fold(mine).text, fold(theirs).text
    while mine or theirs:
        ours, other = _twins(mine, theirs)
        if not ours and not other:
            return ""
        mine, theirs = mine[len(ours) :], theirs[len(other) :]
        if ours != other:
            where = f"where {them} has {_named(other)}" if other else f"which {them} lacks"
            lacks = f"{us} lacks {_named(other)}"
            told[f"{us} has {_named(ours)} {where}" if ours else lacks] = None
    return "; ".join(list(told)[:_TOLD])


def _twins(mine: str, theirs: str) -> tuple[str, str]:
    """Return the characters with which two texts begin and that look the same; or none."""
    if mine[:1] == theirs[:1]:
        return mine[:1], theirs[:1]
    for ours, others in ((1, 0), (0, 1), (1, 1), (1, 2), (2, 1), (1, 3), (3, 1)):
        head, other = mine[:ours], theirs[:others]
        if (head or other) and _drawn(head) == _drawn(other):
            return head, other
    return "", ""


def _drawn(text: str) -> str:
    seen = (char for char in normalize("NFKD", text) if category(char) not in {"Cf", "Mn"})
    return "".join(seen).translate(_DRAWN_ALIKE)


def _named(text: str) -> str:
    return " and ".join(f"U+{ord(char):04X} {name(char, '')}".rstrip() for char in text)
