"""Statements in free words, honest and false: how the checks do on what they were not made for.

See tests/free/README.md. The two numbers below are what was measured; they may only get better.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from test_honest import Subject, subject

from site_builder.checks import run
from site_builder.findings import Severity
from site_builder.inputs import read_inputs
from site_builder.proof import Inputs, read_case

if TYPE_CHECKING:
    from site_builder.findings import Finding

FOLDER = Path(__file__).parent / "free"
SUBJECTS = sorted(path.parent.parent.name for path in FOLDER.glob("*/content/site.yaml"))
STOPPED = 57  # of 150 honest statements get a finding
CAUGHT = 42  # of 72 false ones are an error that the honest one is not


def held(name: str) -> Subject:
    return subject(name, FOLDER)


def errors(inputs: Inputs) -> set[tuple[str, str]]:
    case, findings, whole = read_case(inputs, unread=[])
    assert case is not None
    every: list[Finding] = [*findings, *run(case, whole=whole)]
    return {(one.code, one.message) for one in every if one.severity is Severity.ERROR}


@cache
def honest(name: str) -> tuple[Inputs, set[tuple[str, str]]]:
    inputs, unread = read_inputs(FOLDER / name)
    assert not unread
    return inputs, errors(inputs)


def changed(inputs: Inputs, name: str, text: str) -> Inputs:
    """Return the briefing with another text for one statement."""
    for file, data in inputs.content.items():
        if not file.startswith("content/themes/"):
            continue
        theme: dict[str, Any] = yaml.load(data, Loader=yaml.BaseLoader)
        made = [
            s for section in theme["sections"] for s in section["statements"] if s["id"] == name
        ]
        if made:
            made[0]["text"] = text
            content = {**inputs.content, file: json.dumps(theme).encode()}
            return Inputs(content=content, seeds=inputs.seeds)
    raise LookupError(name)


def caught(name: str) -> list[bool]:
    """Tell of each false version whether it is an error for which the honest one gives none."""
    inputs, known = honest(name)
    found = yaml.safe_load((FOLDER / name / "false.yaml").read_text(encoding="utf-8"))
    return [bool(errors(changed(inputs, one["id"], one["text"])) - known) for one in found]


@pytest.mark.parametrize("name", SUBJECTS)
def test_a_subject_has_honest_statements_and_false_versions(name: str) -> None:
    one = held(name)
    assert one.proved == len(one.statements) == 25
    assert not one.accepted
    assert len(caught(name)) == 12


def test_no_more_honest_statements_get_a_finding_than_did() -> None:
    stopped = sum(len(held(name).stopped()) for name in SUBJECTS)
    assert stopped <= STOPPED, f"{stopped} honest statements in free words get a finding"


def test_no_fewer_false_versions_are_caught_than_were() -> None:
    number = sum(sum(caught(name)) for name in SUBJECTS)
    assert number >= CAUGHT, f"{number} false statements in free words are caught"
