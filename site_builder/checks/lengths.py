"""Lengths: what is one claim, question or note has the length of one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from site_builder.checks.claims import LONGEST
from site_builder.findings import Finding, finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_builder.checks.case import Case
    from site_builder.model import Theme
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
    for theme in briefing.themes:
        yield from case.memory.once("long texts", (theme,), partial(_long, theme))
    for difference in briefing.differences:
        yield from (difference.question, difference.note)
        yield from (account.says for account in difference.accounts)
    yield from (text for gap in briefing.gaps for text in (gap.question, gap.note))
    yield from (term.text for term in briefing.terms)
    yield from (text for change in briefing.changes for text in (change.was, change.why))


def _long(theme: Theme) -> list[Text]:
    """Return the texts of a theme that are too long."""
    headings = (section.heading for section in theme.sections)
    texts = (theme.title, *headings, *(statement.text for statement in theme.statements()))
    return [text for text in texts if len(text) > LONGEST]
