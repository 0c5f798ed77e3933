"""The files that hold one list each, from speakers.yaml to changes.yaml."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from site_builder.content.entries import each, link_address, read_evidences
from site_builder.fields import Fields
from site_builder.findings import Finding, finding
from site_builder.model import (
    DIFFERS_ON,
    ORIGINS,
    Account,
    Change,
    Difference,
    Gap,
    Note,
    Origin,
    Speaker,
    Term,
)
from site_builder.places import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from site_builder.yamltext import Mapping

SPEAKERS = ("person", "organisation")
RANKS = ("1", "2", "3")
CHANGES = ("correction", "update", "clarification")
NOTES = ("help", "term", "context")


def read_speaker(node: Mapping, findings: list[Finding]) -> Speaker:
    """Return one entry of speakers.yaml."""
    fields = Fields(node, findings, "a speaker")
    speaker = Speaker(
        id=fields.identifier("id"),
        name=fields.text("name"),
        kind=fields.choice("kind", SPEAKERS),
        also=fields.texts("also"),
        of=fields.maybe_text("of"),
        role=fields.maybe_text("role"),
        evidence=read_evidences(fields, "evidence", findings),
    )
    fields.close()
    return speaker


def read_origin(node: Mapping, findings: list[Finding]) -> Origin:
    """Return one entry of origins.yaml."""
    fields = Fields(node, findings, "an origin")
    origin = Origin(
        id=fields.identifier("id"),
        name=fields.text("name"),
        by=fields.texts("by"),
        kind=fields.choice("kind", ORIGINS),
        evidence=read_evidences(fields, "evidence", findings),
    )
    fields.close()
    return origin


def read_term(node: Mapping, findings: list[Finding]) -> Term:
    """Return one entry of terms.yaml; a meaning needs the passage that gives it."""
    fields = Fields(node, findings, "a term")
    term = Term(
        id=fields.identifier("id"),
        name=fields.text("name"),
        also=fields.texts("also"),
        text=fields.maybe_text("text"),
        evidence=read_evidences(fields, "evidence", findings),
    )
    fields.close()
    if term.text is not None and not term.evidence:
        hint = "add `evidence:` with the passage that explains the term, or leave `text` out"
        message = f"the meaning of “{term.name}” has no passage"
        findings.append(finding("evidence-missing", term.text, message, hint=hint))
    return term


def _account(node: Mapping, findings: list[Finding]) -> Account:
    fields = Fields(node, findings, "an account")
    account = Account(
        says=fields.text("says"),
        by=fields.texts("by"),
        via=fields.texts("via"),
        evidence=read_evidences(fields, "evidence", findings),
    )
    fields.close()
    return account


def read_difference(node: Mapping, findings: list[Finding]) -> Difference:
    """Return one entry of differences.yaml: a question and at least two accounts."""
    fields = Fields(node, findings, "a difference")
    difference = Difference(
        id=fields.identifier("id"),
        on=fields.choice("on", DIFFERS_ON),
        rank=int(fields.choice("rank", RANKS)),
        question=fields.text("question"),
        statements=fields.texts("statements"),
        accounts=each(fields.items("accounts"), findings, "an account", _account),
        note=fields.maybe_text("note"),
    )
    fields.close()
    if len(difference.accounts) < 2:
        message = "a difference has at least two accounts"
        hint = "add what another article or speaker says as an entry of `accounts:`"
        findings.append(finding("key-missing", fields.here(), message, hint=hint))
    return difference


def read_gap(node: Mapping, findings: list[Finding]) -> Gap:
    """Return one entry of gaps.yaml; `seeds: all` is kept as an empty tuple."""
    fields = Fields(node, findings, "a gap")
    seeds = fields.texts("seeds")
    gap = Gap(
        id=fields.identifier("id"),
        question=fields.text("question"),
        absent=fields.texts("absent", required="the words that no article has"),
        seeds=() if seeds == ("all",) else seeds,
        themes=fields.texts("themes"),
        note=fields.maybe_text("note"),
    )
    fields.close()
    return gap


def read_note(node: Mapping, findings: list[Finding]) -> Note:
    """Return one entry of notes.yaml: a dated fact from outside the seeds."""
    fields = Fields(node, findings, "an outside note")
    note = Note(
        id=fields.identifier("id"),
        kind=fields.choice("kind", NOTES),
        name=fields.text("name"),
        text=fields.text("text"),
        phone=fields.maybe_text("phone"),
        url=link_address(fields.maybe_text("url"), findings, mail=True),
        source=fields.text("source"),
        checked=fields.maybe_date("checked"),
        themes=fields.texts("themes"),
    )
    fields.close()
    return note


def numbered(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return changes in the order of their file, each with its number, which then stays its own."""
    seen: Counter[tuple[str, str]] = Counter()
    made = []
    for change in changes:
        key = str(change.date), str(change.statement)
        seen[key] += 1
        made.append(replace(change, number=seen[key]))
    return tuple(made)


def read_change(node: Mapping, findings: list[Finding]) -> Change:
    """Return one entry of changes.yaml; `now: null` withdraws, and only then there is a `theme`."""
    fields = Fields(node, findings, "a change")
    now = fields.node("now")
    withdrawn = isinstance(now, Text) and now.is_null
    change = Change(
        date=fields.date("date"),
        kind=fields.choice("kind", CHANGES),
        statement=fields.identifier("statement"),
        was=fields.text("was"),
        now=fields.maybe_text("now"),
        why=fields.text("why"),
        theme=fields.text("theme") if withdrawn else None,
    )
    if now is None:
        message = "a change needs “now”"
        hint = "write what the statement says now, or `now: null` if it was withdrawn"
        findings.append(finding("key-missing", fields.here(), message, hint=hint))
    fields.close()
    return change
