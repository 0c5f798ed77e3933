"""What of a briefing rests on which words of the seeds.

Offsets are code points into a seed's text, end exclusive.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from site_builder.checks.parts import Asked, Role
from site_builder.quotes import Found

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from site_builder.checks.case import Case
    from site_builder.model import Briefing, Evidence, Quote, Record
    from site_builder.places import Place
    from site_builder.quotes import Span


class Use(NamedTuple):
    """What rests on words of a seed: a statement, account, speaker …, its id, and its place."""

    what: str
    id: str
    place: Place
    passage: tuple[Span, ...]


def used_by(case: Case, seed: str, start: int, end: int) -> tuple[Use, ...]:
    """Return what rests on any character of [start, end) of a seed, in the order of the files."""
    return tuple(
        use
        for name, use in uses(case)
        if name == seed and any(p.start < end and p.end > start for p in use.passage)
    )


def uses(case: Case) -> Iterator[tuple[str, Use]]:
    """Yield (seed, use) for every quote that is found and carries or shows something."""
    for what, name, quote, role in _quotes(case.briefing):
        result = case.results.get(Asked(quote, role))
        seed = case.seed(quote.seed)
        if isinstance(result, Found) and seed is not None:
            yield seed.id, Use(what, name, quote.text.place, result.parts)


def _quotes(briefing: Briefing) -> Iterator[tuple[str, str, Quote, Role]]:
    for statement in briefing.statements():
        yield from _of("statement", statement.id, (*statement.evidence, *statement.also))
    for difference in briefing.differences:
        for account in difference.accounts:
            yield from _of("account", difference.id, account.evidence)
    for speaker in briefing.speakers:
        yield from _of("speaker", speaker.id, speaker.evidence, Role.NAME)
    for origin in briefing.origins:
        yield from _of("origin", origin.id, origin.evidence, Role.NAME)
    for term in briefing.terms:
        yield from _of("term", term.id, term.evidence, Role.NAME)
    for record in briefing.records:
        yield from _stated(record)


def _stated(record: Record) -> Iterator[tuple[str, str, Quote, Role]]:
    for label, fact in record.stated():
        if fact is not None:
            yield "fact", label.lower(), fact.basis, Role.BASIS
    for voice in record.voices:
        yield "voice", ", ".join(voice.by), voice.shown_by, Role.NAME


def _of(
    what: str, name: str, entries: Iterable[Evidence], role: Role = Role.EVIDENCE
) -> Iterator[tuple[str, str, Quote, Role]]:
    for entry_ in entries:
        yield what, str(name), entry_.quote, role
        if entry_.context is not None:
            yield what, str(name), entry_.context, Role.NAME
