"""What was changed in published statements, newest first, each entry with a lasting address."""

from __future__ import annotations

from collections import Counter
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
    the page on which it answers, or "" where that is none (of a draft). `now` is "" where it was
    withdrawn. Where its words name a person who holds no office, `is_named` tells so.
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
    is_named: bool

    @property
    def path(self) -> str:
        """Return the address of the entry."""
        return f"{urls.CORRECTIONS}#{self.anchor}"

    @property
    def headline(self) -> str:
        """Return what was done, and when: "Corrected 3 December 2026"."""
        return f"{self.what} {day(self.date)}"


def anchored(briefing: Briefing) -> Iterator[tuple[str, Change]]:
    """Yield every change in the order of the file, each with its anchor on the page of them.

    It is numbered among those of its day and statement; new ones are written at the file's end, so
    its anchor lasts.
    """
    seen: Counter[tuple[str, str]] = Counter()
    for change in briefing.changes:
        key = str(change.date), str(change.statement)
        seen[key] += 1
        yield urls.change_anchor(*key, seen[key]), change


def entries(briefing: Briefing) -> tuple[Entry, ...]:
    """Return every change, the newest first; of one day it is what stands last in the file."""
    made = sorted(_entries(briefing), key=lambda entry: entry.date)
    return tuple(reversed(made))


def _entries(briefing: Briefing) -> Iterator[Entry]:
    themes = {str(s.id): str(theme.id) for theme in briefing.themes for s in theme.statements()}
    persons = Persons(map(str, briefing.settings.named))
    for anchor, change in anchored(briefing):
        name, withdrawn = str(change.statement), change.theme is not None
        yield Entry(
            anchor=anchor,
            date=str(change.date),
            what=WITHDRAWN if withdrawn else CHANGED[change.kind],
            statement=name,
            theme=str(change.theme) if withdrawn else themes.get(name, ""),
            was=plain(change.was).removesuffix("."),
            now=_sentence(plain(change.now or "")),
            why=_sentence(plain(change.why)),
            is_withdrawn=withdrawn,
            is_named=_names(persons, change),
        )


def _names(persons: Persons, change: Change) -> bool:
    return any(persons.within(text) for text in (change.was, change.now or "", change.why))


def _sentence(words: str) -> str:
    """Return the words with an end, as they stand in a row of sentences."""
    closed = words.rstrip("”’\"')")
    return words if not words or closed.endswith((".", "!", "?", "…")) else f"{words}."
