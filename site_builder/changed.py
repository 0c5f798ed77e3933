"""What was changed in published statements, newest first, each entry with a lasting address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from site_builder import urls
from site_builder.labels import CHANGED, WITHDRAWN, day
from site_builder.language.persons import Persons
from site_builder.markdown import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_builder.model import Briefing, Change

UNSAID = "The words name a person who holds no office, and are not repeated here."
"""What stands where the words of a change would name somebody out of place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A change in words without Markdown; `now` and `why` end as a sentence, `was` has no stop.

    `date` is ISO, `anchor` that on the page of corrections. `statement` is the id, `theme` that of
    the page on which it answers, or "" where that is none (of a draft). `now` is "" where this
    withdrew it; `is_gone` where this or a later change did. Where its words name a person who holds
    no office, `is_named` tells so.
    """

    anchor: str
    date: str
    what: str
    statement: str
    theme: str
    was: str
    now: str
    why: str
    is_withdrawn: bool
    is_gone: bool
    is_named: bool

    @property
    def path(self) -> str:
        """Return the address of the entry."""
        return f"{urls.CORRECTIONS}#{self.anchor}"

    @property
    def headline(self) -> str:
        """Return what was done, and when: "Corrected 3 December 2026"."""
        return f"{self.what} {day(self.date)}"


def anchor(change: Change) -> str:
    """Return the anchor of a change on the page of them; it lasts, as new ones are written last."""
    return urls.change_anchor(str(change.date), str(change.statement), change.number)


def names_somebody(persons: Persons, change: Change) -> bool:
    """Tell whether the words of a change name one of these persons."""
    return any(persons.within(text) for text in (change.was, change.now or "", change.why))


def entries(briefing: Briefing) -> tuple[Entry, ...]:
    """Return every change, the newest first; of one day it is what stands last in the file."""
    made = sorted(_entries(briefing), key=lambda entry: entry.date)
    return tuple(reversed(made))


def _entries(briefing: Briefing) -> Iterator[Entry]:
    themes = {str(s.id): str(theme.id) for theme in briefing.themes for s in theme.statements()}
    gone = {str(c.statement): str(c.theme) for c in briefing.changes if c.theme is not None}
    persons = Persons(map(str, briefing.settings.named))
    for change in briefing.changes:
        name, withdrawn = str(change.statement), change.theme is not None
        yield Entry(
            anchor=anchor(change),
            date=str(change.date),
            what=WITHDRAWN if withdrawn else CHANGED[change.kind],
            statement=name,
            theme=gone.get(name) or themes.get(name, ""),
            was=plain(change.was).removesuffix("."),
            now=_sentence(plain(change.now or "")),
            why=_sentence(plain(change.why)),
            is_withdrawn=withdrawn,
            is_gone=name in gone,
            is_named=names_somebody(persons, change),
        )


def _sentence(words: str) -> str:
    """Return the words with an end, as they stand in a row of sentences."""
    closed = words.rstrip("”’\"')")
    return words if not words or closed.endswith((".", "!", "?", "…")) else f"{words}."
