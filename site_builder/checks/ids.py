"""Ids: each names one thing in the whole briefing, for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_builder.findings import Finding, finding
from site_builder.urls import RESERVED_ANCHORS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from site_builder.checks.case import Case
    from site_builder.places import Text


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for every id that stands a second time among those that share a page."""
    briefing = case.briefing
    anchors = [
        *(statement.id for statement in briefing.statements()),
        *(difference.id for difference in briefing.differences),
        *(gap.id for gap in briefing.gaps),
        *(note.id for note in briefing.notes),
        *(term.id for term in briefing.terms),
    ]
    yield from _twice(anchors)
    yield from _twice(speaker.id for speaker in briefing.speakers)
    yield from _twice(origin.id for origin in briefing.origins)
    for anchor in anchors:
        if anchor in RESERVED_ANCHORS:
            message = f"“{anchor}” is the name of a part of the page itself"
            yield finding("id-duplicate", anchor, message, hint="choose another id")


def _twice(ids: Iterable[Text]) -> Iterator[Finding]:
    first: dict[str, Text] = {}
    for name in ids:
        if not name:
            continue
        if name in first:
            message = f"the id “{name}” stands already at {first[name].place}"
            yield finding("id-duplicate", name, message, hint="give one of the two another id")
        else:
            first[name] = name
