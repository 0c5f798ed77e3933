"""References: every seed, speaker, origin, statement, figure and theme that is named exists."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from site_builder.checks.case import Case, did_you_mean, seed_hint
from site_builder.findings import Finding, finding
from site_builder.model import ARTICLE
from site_builder.places import Place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from site_builder.model import Evidence
    from site_builder.places import Text


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for every name that leads nowhere."""
    briefing = case.briefing
    yield from _seeds(case)
    yield from _listed("speakers.yaml", case.speakers, list(_speakers(case)))
    unsure = [*filter(case.is_unsure, briefing.themes)]
    named = (statement for theme in unsure for statement in theme.statements())
    origins = [s.origin for s in named if s.origin is not None]
    unknown = list(_missing("origin-unknown", "origin", origins, case.origins))
    yield from _listed("origins.yaml", case.origins, unknown)
    yield from _missing("statement-unknown", "statement", _statements(case), case.statements)
    yield from _brief(case)
    yield from _figures(case)
    themes = [theme for gap in briefing.gaps for theme in gap.themes]
    themes += [theme for note in briefing.notes for theme in note.themes]
    themes += [change.theme for change in briefing.changes if change.theme is not None]
    listed = {*case.themes, *briefing.settings.themes}  # of one without its file, the list tells
    yield from _missing("theme-unknown", "theme", themes, listed)


def _listed(file: str, known: Collection[str], unknown: list[Finding]) -> Iterator[Finding]:
    """Yield the findings on names that a file should list; one only, where it lists none."""
    if known or len(unknown) < 2:
        yield from unknown
        return
    message = f"it lists nothing, and {len(unknown)} entries name what it should list"
    hint = f"put content/{file} back; the first name is at {unknown[0].place}"
    place = Place(file=f"content/{file}")
    yield replace(finding("file-missing", place, message, hint=hint), lost=True)


def _missing(
    code: str, what: str, names: Iterable[Text], known: Collection[str]
) -> Iterator[Finding]:
    for name in names:
        if name and name not in known:
            hint = did_you_mean(name, known)
            yield finding(code, name, f"there is no {what} “{name}”", hint=hint)


def _seeds(case: Case) -> Iterator[Finding]:
    records = [record.seed for record in case.briefing.records]
    recorded = {*records, *(name.split("_", 1)[0] for name in records)}
    lost = (part for part in case.parts if None in part.seeds.values())
    for quote in (ask.quote for part in lost for ask in part.asked):
        if quote.seed and quote.seed not in case.sources:
            if quote.seed in recorded:  # said once, at its record
                continue
            message = f"there is no seed “{quote.seed}” in seeds/"
            hint = seed_hint(quote.seed, case)
            yield finding("seed-unknown", quote.seed, message, hint=hint)
    for name in (seed for gap in case.briefing.gaps for seed in gap.seeds):
        if name not in case.sources:
            message = f"there is no seed “{name}” in seeds/"
            yield finding("seed-unknown", name, message, hint=seed_hint(name, case))


def _speakers(case: Case) -> Iterator[Finding]:
    known = case.speakers | {ARTICLE}
    briefing = case.briefing
    unsure = filter(case.is_unsure, briefing.themes)
    for statement in (statement for theme in unsure for statement in theme.statements()):
        yield from _missing("speaker-unknown", "speaker", statement.by, known)
        yield from _missing("speaker-unknown", "speaker", statement.via, case.speakers)
        yield from _evidence(known, (*statement.evidence, *statement.also))
        if statement.figure is not None and statement.figure.counted_by is not None:
            counted_by = [statement.figure.counted_by]
            yield from _missing("speaker-unknown", "speaker", counted_by, known)
    for difference in briefing.differences:
        for account in difference.accounts:
            yield from _missing("speaker-unknown", "speaker", account.by, known)
            yield from _missing("speaker-unknown", "speaker", account.via, case.speakers)
            yield from _evidence(known, account.evidence)
    for record in briefing.records:
        for voice in record.voices:
            yield from _missing("speaker-unknown", "speaker", (*voice.by, *voice.via), known)
    for origin in briefing.origins:
        yield from _missing("speaker-unknown", "speaker", origin.by, case.speakers)
    yield from _evidence(known, briefing.naming())
    above = [speaker.of for speaker in briefing.speakers if speaker.of is not None]
    yield from _missing("speaker-unknown", "speaker", above, case.speakers)


def _evidence(known: Collection[str], entries: Iterable[Evidence]) -> Iterator[Finding]:
    """Yield unknown speakers; the article may claim something, and passes nothing on."""
    speakers = frozenset(known) - {ARTICLE}
    for entry in entries:
        yield from _missing("speaker-unknown", "speaker", entry.by, known)
        yield from _missing("speaker-unknown", "speaker", entry.via, speakers)


def _brief(case: Case) -> Iterator[Finding]:
    """Yield the names in the home page's summary that are no statement, difference or gap."""
    what = "statement, difference or gap"
    summary = case.briefing.settings.summary
    yield from _missing("statement-unknown", what, summary, case.brief)


def _figures(case: Case) -> Iterator[Finding]:
    """Yield the statements that are to have their figure set out, and have none."""
    listed = (case.briefing.settings.figures, *(theme.figures for theme in case.briefing.themes))
    for name in (name for names in listed for name in names):
        statement = case.statements.get(name)
        if statement is not None and statement.figure is None:
            message = f"the statement “{name}” has no figure to set out"
            hint = f"give {name} a `figure:`, or take it out of `figures`"
            yield finding("figure-missing", name, message, hint=hint)


def _statements(case: Case) -> Iterator[Text]:
    briefing = case.briefing
    yield from briefing.settings.figures
    unsure = [*filter(case.is_unsure, briefing.themes)]
    for theme in unsure:
        yield from (*theme.summary, *theme.figures)
    for statement in (statement for theme in unsure for statement in theme.statements()):
        if statement.figure is not None:
            yield from statement.figure.not_with
    for difference in briefing.differences:
        yield from difference.statements
    retired = {change.statement for change in briefing.changes if change.theme is not None}
    for change in briefing.changes:
        if change.statement not in retired:
            yield change.statement
