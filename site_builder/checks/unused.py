"""Entries that nothing refers to: a warning, since they may be there for what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_builder.findings import Finding, finding
from site_builder.model import ARTICLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from site_builder.checks.case import Case
    from site_builder.model import Evidence


def check(case: Case) -> Iterator[Finding]:
    """Yield a warning for every speaker and origin that nothing refers to.

    Where a name leads nowhere, it may be a slip of the one that seems unused: it is mended first.
    """
    used = set(_speakers(case))
    slipped = bool(used - case.speakers - {ARTICLE})
    for speaker in case.briefing.speakers:
        if speaker.id and speaker.id not in used and not slipped:
            message = f"nothing in the briefing is said by “{speaker.id}”"
            yield finding("speaker-unused", speaker.id, message, hint="take the entry out")
    origins = {one for theme in case.briefing.themes for one in case.named(theme).origins}
    slipped = bool(origins - case.origins)
    for origin in case.briefing.origins:
        if origin.id and origin.id not in origins and not slipped:
            message = f"no statement comes from “{origin.id}”"
            yield finding("origin-unused", origin.id, message, hint="take the entry out")


def _speakers(case: Case) -> Iterator[str]:
    briefing = case.briefing
    for theme in briefing.themes:
        yield from case.named(theme).speakers
    for account in (account for d in briefing.differences for account in d.accounts):
        yield from (*account.by, *account.via)
        yield from _entries(account.evidence)
    for voice in (voice for record in briefing.records for voice in record.voices):
        yield from (*voice.by, *voice.via)
    yield from _entries(briefing.naming())
    yield from (speaker for origin in briefing.origins for speaker in origin.by)
    yield from (speaker.of for speaker in briefing.speakers if speaker.of is not None)


def _entries(entries: Iterable[Evidence]) -> Iterator[str]:
    for entry in entries:
        yield from (*entry.by, *entry.via)
