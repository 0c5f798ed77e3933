"""Changes of what a statement puts in quotation marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from benchmarks.mutations.drafts import Draft, cased, reworded, shuffled
from benchmarks.mutations.names import slip

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from benchmarks.mutations.honest import Honest, Wording

QUOTATION = re.compile(r"“([^”]+)”|(?<!\w)‘([^’]+(?:’\w[^’]*)*)’")
_NO_PLURAL = ("ed", "ing", "ly", "y", "ive", "ic", "al", "ous", "ent", "er")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")

# What a careless reader writes for a word: a near one, or the other of a pair.
_NEAR = {
    "the": ("a", "this"),
    "a": ("the", "one"),
    "is": ("was", "can be"),
    "are": ("were", "can be"),
    "this": ("that", "the"),
    "their": ("these", "the"),
    "and": ("or",),
    "or": ("and",),
    "of": ("in", "from"),
    "to": ("and",),
    "with": ("and", "for"),
    "who": ("that",),
    "young": ("younger", "old"),
    "people": ("children", "persons"),
    "children": ("girls", "minors"),
    "women": ("men", "females"),
    "girls": ("women", "boys"),
    "harm": ("damage", "violence"),
    "extreme": ("serious", "severe"),
    "serious": ("severe", "grave"),
    "new": ("novel", "strange"),
    "violence": ("harm", "aggression"),
    "scale": ("size", "level"),
    "victim": ("sufferer", "child"),
    "offender": ("criminal", "suspect"),
    "threat": ("danger", "risk"),
    "increasing": ("growing", "rising"),
    "frequently": ("often", "widely"),
    "gangs": ("groups", "networks"),
    "fear": ("terror", "force"),
    "shocking": ("alarming", "disturbing"),
    "large": ("huge", "vast"),
    "not": ("now", "rarely"),
}


def quoted_words(honest: Honest, random: Random) -> Iterator[Iterator[Draft]]:
    """Yield, for each word in quotation marks, another word, another form of it, or none."""
    for wording in honest.wordings:
        if wording.place not in ("statement", "account"):
            continue
        for found in QUOTATION.finditer(wording.text):
            group = 1 if found[1] is not None else 2
            yield _words(wording, *found.span(group), random)


def _words(wording: Wording, start: int, end: int, random: Random) -> Iterator[Draft]:
    """Yield changes of the words in a quotation, one word after the other in an order of chance."""
    text = str(wording.text)
    words = list(_WORD.finditer(text, start, end))
    per_word = [list(shuffled(_instead(word[0], random), random)) for word in words]
    for turn in range(max(map(len, per_word), default=0)):
        for k in shuffled(list(range(len(words))), random):
            if turn < len(per_word[k]):
                yield _in_place_of(wording, words[k], per_word[k][turn], start)


def _in_place_of(wording: Wording, word: re.Match[str], new: str, start: int) -> Draft:
    at, past = word.span()
    if not new:  # a word left out takes the space beside it along
        at, past = (at - 1, past) if at > start else (at, past + 1)
    return reworded(wording, at, past, new)


def _instead(word: str, random: Random) -> list[str]:
    near = [cased(new, word) for new in _NEAR.get(word.lower(), ())]
    if len(word) > 3:
        near.append(slip(word, random))
        if word.endswith("s"):
            near.append(word.removesuffix("s"))
        elif not word.endswith(_NO_PLURAL):
            near.append(f"{word}s")
        if word.endswith("ing"):
            near.append(f"{word.removesuffix('ing')}ed")
        elif word.endswith("ed"):
            near.append(f"{word.removesuffix('ed')}ing")
    return [*near, ""]
