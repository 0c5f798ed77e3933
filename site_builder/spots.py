"""Where on the site a finding belongs: the page and the anchor of what it is about."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from site_builder import urls
from site_builder.changed import anchor
from site_builder.places import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from site_builder.findings import Finding
    from site_builder.model import Briefing, Note
    from site_builder.places import Place, Text
    from site_builder.seeds import SeedText

    Entry = tuple[int, int, str]  # the line and column at which something begins, its address

_PAGES = {
    "content/site.yaml": urls.HOME,
    "content/differences.yaml": urls.DIFFERENCES,
    "content/gaps.yaml": urls.GAPS,
    "content/notes.yaml": urls.METHOD,
    "content/terms.yaml": urls.METHOD,
    "content/speakers.yaml": urls.METHOD,
    "content/origins.yaml": urls.METHOD,
    "content/changes.yaml": urls.CORRECTIONS,
}


class Spots:
    """The addresses of what stands in the files of a briefing."""

    def __init__(self, briefing: Briefing, sources: Iterable[SeedText]) -> None:
        self._briefing = briefing
        self._seeds = {source.name: source for source in sources}
        self._known: dict[str, list[Entry]] = {}

    def of(self, found: Finding) -> str:
        """Return the address of what a finding is about; nothing where the site does not show it.

        That is the entry that begins last before the finding, or first on its line.
        """
        return self.at(found.place)

    def at(self, place: Place) -> str:
        """Return the address of what stands at a place, as `of` does."""
        file, line, column = place.file, place.line, place.column
        if file not in self._known:
            seed = self._seeds.get(file)
            self._known[file] = sorted(self._entries(file) if seed is None else _paragraphs(seed))
        entries = self._known[file]
        number = bisect_right(entries, (line, column), key=lambda entry: entry[:2])
        first = number == 0 or entries[number - 1][0] < line
        if first and number < len(entries) and entries[number][0] == line:
            number += 1  # the dash or the key before it is its own
        return entries[number - 1][2] if number else self._page(file)

    def _page(self, file: str) -> str:
        path = PurePosixPath(file)
        if path.parent.as_posix() == "content/themes":
            return urls.theme(path.stem)
        if file in self._seeds:
            return urls.article(self._seeds[file].id)
        if file in self._records:
            return self._records[file]
        return _PAGES.get(file, "")

    @cached_property
    def _records(self) -> dict[str, str]:
        """The address of the article that each record is of."""
        ids = {name: s.id for s in self._seeds.values() for name in (s.id, s.stem)}
        records = self._briefing.records
        return {r.file: urls.article(ids[r.seed]) for r in records if r.seed in ids}

    def _entries(self, file: str) -> Iterator[Entry]:
        """Yield the entries of a file."""
        briefing = self._briefing
        for theme in briefing.themes:
            if theme.file == file:
                page = urls.theme(theme.id)
                for number, section in enumerate(theme.sections, start=1):
                    yield *_begins(section.heading), f"{page}#{urls.section_anchor(number)}"
                for statement in theme.statements():
                    yield *_begins(statement.id, statement.text), f"{page}#{statement.id}"
        for ledger, page, entries in (
            ("differences", urls.DIFFERENCES, [(d.id, d.question) for d in briefing.differences]),
            ("gaps", urls.GAPS, [(gap.id, gap.question) for gap in briefing.gaps]),
            ("terms", urls.METHOD, [(term.id, term.name) for term in briefing.terms]),
        ):
            if file == f"content/{ledger}.yaml":
                for name, words in entries:
                    yield *_begins(name, words), f"{page}#{name}"
        yield from _told(briefing, file)


def _paragraphs(seed: SeedText) -> Iterator[Entry]:
    text = Source(name=seed.name, text=seed.text)
    for number, span in enumerate(seed.paragraphs, start=1):
        place = text.place(span.start)
        yield place.line, place.column, f"{urls.article(seed.id)}#{urls.paragraph_anchor(number)}"


def _told(briefing: Briefing, file: str) -> Iterator[Entry]:
    """Yield the entries of the notes and of the changes."""
    if file == "content/notes.yaml":
        for note in briefing.notes:
            yield *_begins(note.id, note.name), _note(note)
    if file == "content/changes.yaml":
        for change in briefing.changes:
            place = f"{urls.CORRECTIONS}#{anchor(change)}"
            yield *_begins(change.date, change.statement), place


def _note(note: Note) -> str:
    return f"{urls.HOME}#help" if note.kind == "help" else f"{urls.METHOD}#{note.id}"


def _begins(*texts: Text) -> tuple[int, int]:
    """Return the line and column of the first of these texts."""
    return min((text.place.line, text.place.column) for text in texts)
