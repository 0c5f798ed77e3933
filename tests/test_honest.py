"""Honest statements in other words: nearly none gets a finding (see tests/honest/README.md)."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from site_builder.checks import run
from site_builder.codes import ACCEPTABLE
from site_builder.findings import report
from site_builder.inputs import read_inputs
from site_builder.proof import read_case

if TYPE_CHECKING:
    from collections.abc import Sequence

    from site_builder.findings import Finding

FOLDER = Path(__file__).parent / "honest"
SUBJECTS = sorted(path.parent.parent.name for path in FOLDER.glob("*/content/site.yaml"))
MOST = 0.03  # of the statements may get a finding
FIT = ACCEPTABLE | {"also-incomplete", "figure-unlike", "heading-unproved", "difference-missing"}


class Subject(NamedTuple):
    """A briefing: its statements as their files and lines, and what is found in it."""

    statements: list[tuple[str, int]]
    proved: int
    accepted: int
    findings: list[Finding]

    def stopped(self) -> list[tuple[str, int]]:
        """Return the statements that get a finding, each once."""
        found = {self._around(finding) for finding in self.findings}
        return [at for at in self.statements if at in found]

    def _around(self, finding: Finding) -> tuple[str, int]:
        """Return the last statement that begins before a finding in the same file."""
        starts = sorted(at for at in self.statements if at[0] == finding.place.file)
        k = bisect_right(starts, (finding.place.file, finding.place.line))
        return starts[k - 1] if k else ("", 0)


@cache
def subject(name: str, folder: Path = FOLDER) -> Subject:
    inputs, unread = read_inputs(folder / name)
    case, findings, whole = read_case(inputs, unread=unread)
    assert case is not None, report(findings)
    made = list(case.briefing.statements())
    return Subject(
        statements=[(s.id.place.file, s.id.place.line) for s in made],
        proved=sum(claim.statement is not None for claim in case.claims()),
        accepted=sum(len(s.accept) for s in made),
        findings=[*findings, *run(case, whole=whole)],
    )


def shown(findings: Sequence[Finding]) -> str:
    return "\n" + report(list(findings))


@pytest.mark.parametrize("name", SUBJECTS)
def test_a_subject_can_be_read_and_every_quote_is_found(name: str) -> None:
    held = subject(name)
    others = [finding for finding in held.findings if finding.code not in FIT]
    assert not others, shown(others)
    assert held.proved == len(held.statements) == 25
    assert not held.accepted, "what is accepted is not measured"


def test_nearly_no_honest_statement_gets_a_finding() -> None:
    held = [subject(name) for name in SUBJECTS]
    made = sum(len(one.statements) for one in held)
    stopped = sum(len(one.stopped()) for one in held)
    rate = f"{stopped} of {made} honest statements get a finding"
    assert len(SUBJECTS) >= 16
    assert made >= 400
    assert stopped < MOST * made, rate + "".join(
        f"\n\n{name}:{shown(one.findings)}"
        for name, one in zip(SUBJECTS, held, strict=True)
        if one.findings
    )
