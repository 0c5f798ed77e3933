"""Persons who hold no office: named in court cases and where spellings differ, nowhere else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from site_builder.findings import Finding, finding
from site_builder.language.persons import Persons

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from site_builder.checks.case import Case
    from site_builder.model import Evidence, Theme
    from site_builder.places import Text

_HINT = (
    "name nobody here: say what was decided, and leave the name out of a quote with […]; "
    "a name stands in statements of kind `court-outcome`, and in a difference on `name`; who does "
    "hold an office is not listed in `named`"
)


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for each name of `named` out of its place, or in no article."""
    named = case.briefing.settings.named
    if not named:
        return
    persons = Persons(map(str, named))
    for name in named if _has_every_article(case) else ():
        one = Persons([name])
        if not any(one.whole(seed.text) for seed in case.seeds.values()):
            message = f"no article names “{name}”"
            hint = "write the name as an article prints it"
            yield finding("named-unknown", name, message, hint=hint)
    for text in _texts(case):
        yield from _misplaced(persons, text)
    for text in _ids(case):
        if persons.within(". ".join(part.title() for part in re.split("[-_.]", text))):
            message = "an id becomes an address, and this one names a person who holds no office"
            yield finding("named-misplaced", text, message, hint="choose an id without the name")
    naming = {
        str(s.id)
        for s in case.briefing.statements()
        if any(map(persons.within, (s.text, *_quotes((*s.evidence, *s.also)))))
    }
    naming |= {
        str(d.id)
        for d in case.briefing.differences
        for account in (d.accounts if d.on == "name" else ())  # of others it is told above
        if any(map(persons.within, (account.says, *_quotes(account.evidence))))
    }
    for text in _fronts(case):
        if text in naming:
            message = f"“{text}” names a person who holds no office, and would stand here again"
            hint = "leave it to its own section"
            yield finding("named-misplaced", text, message, hint=hint)


def _has_every_article(case: Case) -> bool:
    """Tell whether no record lacks its seed and no seed its record, which is told elsewhere."""
    there = all(record.seed in case.sources for record in case.briefing.records)
    return there and case.sources.keys() <= case.seeds.keys()


def _misplaced(persons: Persons, text: Text) -> Iterator[Finding]:
    for span in persons.find(text):
        message = f"“{text[span.start : span.end]}” holds no office, and is named out of place"
        yield finding("named-misplaced", text, message, hint=_HINT, span=span)


def _fronts(case: Case) -> Iterator[Text]:
    """Yield the lists that bring a statement to the top of a page."""
    settings = case.briefing.settings
    yield from (*settings.summary, *settings.figures)
    for theme in case.briefing.themes:
        yield from (*theme.summary, *theme.figures)


def _ids(case: Case) -> Iterator[Text]:
    briefing = case.briefing
    yield from briefing.settings.themes
    yield from (statement.id for statement in briefing.statements())
    yield from (difference.id for difference in briefing.differences)
    yield from (gap.id for gap in briefing.gaps)
    yield from (speaker.id for speaker in briefing.speakers)
    yield from (origin.id for origin in briefing.origins)
    yield from (term.id for term in briefing.terms)
    yield from (record.seed for record in briefing.records)
    yield from (change.statement for change in briefing.changes if change.theme is not None)


def _texts(case: Case) -> Iterator[Text]:
    """Yield every text in which no name may stand."""
    briefing = case.briefing
    yield from filter(
        None,
        (
            *(briefing.settings.title, briefing.settings.description),
            *(briefing.settings.caution, briefing.settings.contact),
            briefing.settings.edition.would_change,
        ),
    )
    for theme in briefing.themes:
        yield from _of_theme(theme)
    for difference in briefing.differences:
        yield difference.question
        yield from filter(None, [difference.note])
        for account in difference.accounts if difference.on != "name" else ():
            yield account.says
            yield from _quotes(account.evidence)
    for gap in briefing.gaps:
        yield from filter(None, (gap.question, gap.note, *gap.absent))
    for speaker in briefing.speakers:
        yield from filter(None, (speaker.name, *speaker.also, speaker.role))
    for origin in briefing.origins:
        yield origin.name
    for term in briefing.terms:
        yield from filter(None, (term.name, *term.also, term.text))
    yield from _quotes(briefing.naming())
    for note in briefing.notes:
        yield from (note.name, note.text, note.source)
    yield from (change.why for change in briefing.changes)
    for record in briefing.records:
        yield from (record.short, *(item.reason for item in record.set_aside))


def _of_theme(theme: Theme) -> Iterator[Text]:
    yield from (theme.title, *theme.sensitive)
    for section in theme.sections:
        yield section.heading
        for statement in section.statements:
            yield from (entry.reason for entry in statement.accept)
            if (figure := statement.figure) is not None:
                period = figure.period.words if figure.period is not None else None
                facts = (figure.measure, figure.population, figure.base, figure.place, period)
                yield from filter(None, facts)
            if statement.kind != "court-outcome":
                yield statement.text
                yield from _quotes((*statement.evidence, *statement.also))


def _quotes(entries: Iterable[Evidence]) -> Iterator[Text]:
    for entry in entries:
        yield from (quote.text for quote in (entry.quote, entry.context) if quote is not None)
