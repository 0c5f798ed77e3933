"""Changes of who: speakers' ids, names swapped for other names, names misspelt."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from benchmarks.mutations.drafts import Draft, reworded, shuffled
from site_builder.model import ARTICLE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from benchmarks.mutations.honest import Honest, Wording
    from site_builder.places import Text

_TWO_NAMES = re.compile(r"\b[A-Z][a-z]+(?: [A-Z][a-z]+)+\b")
_SLIPS = 30  # that are tried in one name


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Somebody or something with a name: every form of it, the chief one first."""

    id: str
    kind: str
    forms: tuple[str, ...]
    of: str = ""


@lru_cache(maxsize=2)
def known_names(honest: Honest) -> list[Known]:
    """Return everybody the briefing knows: speakers, terms with a proper name, names in texts."""
    known = [
        Known(
            id=str(s.id),
            kind=str(s.kind),
            forms=(str(s.name), *(str(name) for name in s.also)),
            of=str(s.of or ""),
        )
        for s in honest.briefing.speakers
    ]
    for term in honest.briefing.terms:
        forms = tuple(str(name) for name in (term.name, *term.also))
        if term.name[0].isupper() and not term.name.isupper():
            known.append(Known(id=str(term.id), kind="term", forms=forms))
    taken = {form for one in known for form in one.forms}
    for wording in honest.wordings:
        for found in _TWO_NAMES.finditer(wording.text):
            name = found[0].removeprefix("The ").removeprefix("In ")
            inside = any(name in form or form in name for form in taken)
            if wording.place == "statement" and not inside and " " in name:
                known.append(Known(id=name, kind="person", forms=(name,)))
                taken.add(name)
    return known


def _mentions(wording: Wording, known: list[Known]) -> Iterator[tuple[Known, int, int]]:
    """Yield who is named in a wording and where, the longest form of each name."""
    forms = {form: one for one in known for form in one.forms}
    longest = sorted(forms, key=len, reverse=True)
    every = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b")
    for found in every.finditer(wording.text):
        yield forms[found[0]], *found.span()


def speakers(honest: Honest, random: Random) -> Iterator[Iterator[Draft]]:
    """Yield, for each id in `by` and `via`, other ids."""
    ids = [str(speaker.id) for speaker in honest.briefing.speakers]
    for owner, key, text, texts in _ids(honest):
        others = [name for name in ids if name not in {*texts, str(text)}]
        if key == "by" and str(text) != ARTICLE and len(texts) == 1:
            others += [ARTICLE] * 3  # as if nobody had said it
        yield _other_ids(owner, key, text, others, random)


def _ids(honest: Honest) -> Iterator[tuple[str, str, Text, tuple[str, ...]]]:
    """Yield (owner, key, id, all ids beside it) for every `by` and `via`."""
    briefing = honest.briefing
    said: list[tuple[str, tuple[Text, ...], tuple[Text, ...]]] = []
    for statement in briefing.statements():
        said.append((str(statement.id), statement.by, statement.via))
        said += [(f"{statement.id}: evidence", e.by, e.via) for e in statement.evidence]
        said += [(f"{statement.id}: also", e.by, e.via) for e in statement.also]
    for difference in briefing.differences:
        for number, account in enumerate(difference.accounts, 1):
            said.append((f"{difference.id}: account {number}", account.by, account.via))
    for record in briefing.records:
        said += [(f"{record.seed}: voice", voice.by, voice.via) for voice in record.voices]
    said += [(f"{origin.id}: origin", origin.by, ()) for origin in briefing.origins]
    for owner, by, via in said:
        for key, texts in (("by", by), ("via", via)):
            yield from ((owner, key, text, tuple(map(str, texts))) for text in texts)


def _other_ids(
    owner: str, key: str, text: Text, others: list[str], random: Random
) -> Iterator[Draft]:
    place = owner.rpartition(": ")[2].split()[0] if ": " in owner else "statement"
    for new in dict.fromkeys(shuffled(others, random)):
        if new == ARTICLE and place in ("voice", "origin"):
            continue
        yield Draft(
            owner=owner,
            place=place,
            before=f"{key}: {text}",
            after=f"{key}: {new}",
            edits=((text, new),),
            old=str(text),
            new=new,
        )


def swapped(honest: Honest, random: Random) -> Iterator[Iterator[Draft]]:
    """Yield, for each name in a text, the names of others of its kind."""
    known = known_names(honest)
    for wording in honest.wordings:
        for one, start, end in _mentions(wording, known):
            others = [o for o in known if o.id != one.id and _alike(o, one)]
            yield _other_names(wording, start, end, others, random)


def _alike(other: Known, one: Known) -> bool:
    """Tell whether one could be taken for the other: of one kind, or a person and his employer."""
    return other.kind == one.kind or other.id == one.of


def _other_names(
    wording: Wording, start: int, end: int, others: list[Known], random: Random
) -> Iterator[Draft]:
    text = str(wording.text)
    for other in shuffled(others, random):
        name, at = other.forms[0], start
        definite = text[:start].lower().endswith("the ") or text[start:end].startswith("The ")
        if definite and text[:start].lower().endswith("the "):
            at = start - 4
        bare = name.removeprefix("The ")
        takes = name.startswith("The ") or (other.kind == "organisation" and len(name.split()) > 2)
        if definite and takes:
            begins = at == 0 or name.startswith("The ") or text[:at].endswith((". ", "? "))
            name = f"{'The' if begins else 'the'} {bare}"
        elif not definite:
            name = bare
        yield reworded(wording, at, end, name)


def misspelt(honest: Honest, random: Random) -> Iterator[Iterator[Draft]]:
    """Yield, for each name in a text, slips of a letter: changed, doubled, dropped, transposed."""
    known = known_names(honest)
    right = {form for one in known for form in one.forms}
    for wording in honest.wordings:
        for _, start, end in _mentions(wording, known):
            yield _slips(wording, start, end, right, random)


def _slips(
    wording: Wording, start: int, end: int, right: set[str], random: Random
) -> Iterator[Draft]:
    text = str(wording.text)
    words = [w for w in re.finditer(r"[A-Za-z]{3,}", text[start:end]) if w[0].lower() != "the"]
    for _ in range(_SLIPS if words else 0):
        word = random.choice(words)
        new = slip(word[0], random)
        at = start + word.start()
        if text[start:at] + new + text[at + len(word[0]) : end] not in right:
            yield reworded(wording, at, at + len(word[0]), new)


def slip(word: str, random: Random) -> str:
    """Return a word with one letter changed, doubled, dropped or changing places with the next."""
    at = random.randrange(1, len(word))
    how = random.choice(("change", "change", "double", "drop", "turn"))
    if how == "double":
        return word[: at + 1] + word[at:]
    if how == "drop":
        return word[:at] + word[at + 1 :]
    if how == "turn" and at + 1 < len(word) and word[at] != word[at + 1]:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    letters = "aeiou" if word[at].lower() in "aeiou" else "bcdfgklmnprstvz"
    new = random.choice([letter for letter in letters if letter != word[at].lower()])
    return word[:at] + (new.upper() if word[at].isupper() else new) + word[at + 1 :]
