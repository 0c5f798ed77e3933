"""A change before it is written: which words become which, and what the rules need to judge it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random
    from typing import TypeVar

    from benchmarks.mutations.honest import Edit, Wording
    from site_builder.model import Quote, Statement
    from site_builder.places import Text

    T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One possible change: what stood there, what will, and how it is written.

    `edits` are new characters, or a scalar and its new value. `old` and `new` are the few words
    that changed (a name, a hedge, an id); `wording`, `statement` and `quotes` are what they are
    part of, for the rules of what stays true.
    """

    owner: str
    place: str
    before: str
    after: str
    edits: tuple[Edit | tuple[Text, str], ...]
    old: str = ""
    new: str = ""
    wording: Wording | None = None
    statement: Statement | None = None
    quotes: tuple[Quote, ...] = ()


def reworded(wording: Wording, start: int, end: int, new: str, *, tidy: bool = False) -> Draft:
    """Return the draft in which characters of a wording become others.

    `tidy` mends what a change of words leaves behind: two spaces, a small letter that begins a
    sentence.
    """
    text = str(wording.text)
    after = text[:start] + new + text[end:]
    return Draft(
        owner=wording.owner,
        place=wording.place,
        before=text,
        after=tidied(after, text) if tidy else after,
        edits=((wording.text, tidied(after, text) if tidy else after),),
        old=text[start:end],
        new=new,
        wording=wording,
    )


def tidied(after: str, before: str) -> str:
    """Return a text without doubled spaces, begun with a capital letter if it was before."""
    after = " ".join(after.split()).replace(" ,", ",").replace(" .", ".")
    if before[:1].isupper() and after[:1].islower():
        after = after[:1].upper() + after[1:]
    for end in (". ", "? "):
        head, *rest = after.split(end)
        after = end.join([head, *(part[:1].upper() + part[1:] for part in rest)])
    return after


def cased(new: str, old: str) -> str:
    """Return the new word begun with a capital letter if the old one was."""
    return new[:1].upper() + new[1:] if old[:1].isupper() else new


def shuffled(items: list[T], random: Random) -> Iterator[T]:
    """Yield the items in an order of chance, which is chosen when the first is asked for."""
    random.shuffle(items)
    yield from items
