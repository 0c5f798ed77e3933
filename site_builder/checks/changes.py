"""Changes: the ledger of them is in order, agrees with the statements, and retires ids for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_builder.findings import Finding, finding
from site_builder.markdown import plain
from site_builder.urls import is_reserved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_builder.checks.case import Case
    from site_builder.model import Change, Statement
    from site_builder.places import Text

_RETIRED = "take it out of the theme; a new statement needs a new id"
_ANOTHER = "choose another id: whoever follows an old link must not find something else"


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for each change that is out of order, untrue, or of what was withdrawn."""
    yield from _dates(case)
    before: dict[str, Change] = {}
    for change in case.briefing.changes:
        if change.statement:
            yield from _follows(change, before.get(change.statement))
            before[change.statement] = change
    for name, last in before.items():
        if (statement := case.statements.get(name)) is not None and last.now is not None:
            yield from _stands(last.now, statement)
    yield from _retired(case)


def _dates(case: Case) -> Iterator[Finding]:
    """Yield the changes that stand after a later one, or are later than the edition."""
    edition, latest = case.briefing.settings.edition.date, ""
    for change in case.briefing.changes:
        if change.date < latest and change.date:
            message = f"this change is of {change.date}, and one of {latest} stands above it"
            hint = "put it where its date belongs: the newest change stands last"
            yield finding("change-date", change.date, message, hint=hint)
        if edition and change.date > edition:
            message = f"this change is of {change.date}, but the edition is of {edition}"
            hint = "a change appears in an edition: raise `version` and `date` in content/site.yaml"
            yield finding("change-date", change.date, message, hint=hint)
        latest = max(latest, change.date)


def _follows(change: Change, before: Change | None) -> Iterator[Finding]:
    """Yield how a change does not go on from the one before it of the same statement."""
    if change.was and change.now and plain(change.was) == plain(change.now):
        message = "this is what the statement said before: nothing changed"
        hint = "write in `was` what it said; a change of nothing is no entry"
        yield finding("change-unlike", change.now, message, hint=hint)
    if before is None:
        return
    if before.theme is not None:
        place = before.statement.place
        message = f"the statement “{change.statement}” was withdrawn already, at {place}"
        hint = "what comes back is a new statement, with a new id"
        yield finding("statement-withdrawn", change.statement, message, hint=hint)
    elif before.now and change.was and plain(before.now) != plain(change.was):
        message = f"the change before it, at {before.now.place}, says otherwise"
        hint = f"`was` is what that one made of it: {plain(before.now)}"
        yield finding("change-unlike", change.was, message, hint=hint)


def _stands(now: Text, statement: Statement) -> Iterator[Finding]:
    """Yield that a statement does not say what the last change made of it."""
    words = plain(statement.text)
    if words and plain(now) != words:
        message = f"the statement “{statement.id}” says something else now"
        hint = f"if this is a slip, write what it says; if it was changed again, add that: {words}"
        yield finding("change-unlike", now, message, hint=hint)


def _retired(case: Case) -> Iterator[Finding]:
    """Yield the ids of withdrawn statements that something has again."""
    briefing = case.briefing
    retired = {c.statement: c for c in briefing.changes if c.theme is not None and c.statement}
    for name, change in retired.items():
        if name in case.statements:
            message = f"the statement “{name}” was withdrawn, but stands in a theme"
            yield finding("statement-withdrawn", change.statement, message, hint=_RETIRED)
        if is_reserved(name):
            message = f"“{name}” is the name of a part of the page itself"
            hint = "no statement can have had this id"
            yield finding("id-duplicate", change.statement, message, hint=hint)
    others = [
        *(difference.id for difference in briefing.differences),
        *(gap.id for gap in briefing.gaps),
        *(note.id for note in briefing.notes),
        *(term.id for term in briefing.terms),
    ]
    for name in others:
        if name in retired:
            place = retired[name].statement.place
            message = f"“{name}” was the id of a statement that was withdrawn, at {place}"
            yield finding("statement-withdrawn", name, message, hint=_ANOTHER)
