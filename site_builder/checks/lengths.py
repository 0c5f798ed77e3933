"""Lengths: what is one claim, question or note has the length of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_builder.checks.claims import LONGEST
from site_builder.findings import Finding, finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_builder.checks.case import Case
    from site_builder.places import Text


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for each text that is too long to be one claim or note."""
    for text in _texts(case):
        if text is not None and len(text) > LONGEST:
            message = (
                f"this has {len(text):,} characters; one claim or note has {LONGEST:,} at most"
            )
            hint = "split it: a statement says one thing, and shows the passage it rests on"
            yield finding("value-form", text, message, hint=hint)


def _texts(case: Case) -> Iterator[Text | None]:
    briefing = case.briefing
    yield from (statement.text for statement in briefing.statements())
    yield from (theme.title for theme in briefing.themes)
    yield from (section.heading for theme in briefing.themes for section in theme.sections)
    for difference in briefing.differences:
        yield from (difference.question, difference.note)
        yield from (account.says for account in difference.accounts)
    yield from (text for gap in briefing.gaps for text in (gap.question, gap.note))
    yield from (text for change in briefing.changes for text in (change.was, change.why))
