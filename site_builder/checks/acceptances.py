"""Acceptances: only a finding about how a statement fits its passage can be accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_builder.checks.case import Case, did_you_mean
from site_builder.codes import ACCEPTABLE, CODES
from site_builder.findings import Finding, finding

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for every acceptance of a code that does not exist or must stand."""
    for statement in case.briefing.statements():
        for entry in statement.accept:
            if entry.code in ACCEPTABLE or not entry.code:
                continue
            if entry.code in CODES:
                message = f"{entry.code} cannot be accepted"
                hint = "mend what it reports: it is about the format or the words of a seed"
                yield finding("accept-refused", entry.code, message, hint=hint)
            else:
                message = f"there is no finding called “{entry.code}”"
                hint = did_you_mean(entry.code, CODES)
                yield finding("value-choice", entry.code, message, hint=hint)
