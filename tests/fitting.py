"""One statement over its passages, and what is found in it: for tests of the checks of fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import tiny
from tiny import quote, statement, theme

from site_builder.checks import run
from site_builder.proof import read_case

if TYPE_CHECKING:
    from site_builder.checks.case import Case
    from site_builder.findings import Finding

PEOPLE = [
    {"id": "ann", "name": "Ann Dell", "kind": "person", "of": "board", "role": "engineer"},
    {"id": "bob", "name": "Bob Carr", "kind": "person", "of": "board"},
    {"id": "board", "name": "Harbour Board", "kind": "organisation", "also": ["HB"]},
    {"id": "echo", "name": "The Echo", "kind": "organisation"},
]


def case_of(text: str, *passages: str, content: dict[str, Any] | None = None, **more: Any) -> Case:
    """Return the case of one statement; each passage is a paragraph of the seed, and evidence.

    `more` is of the statement; in it `beside` are paragraphs that it does not cite, and `record`
    is of the seed.
    """
    beside, record = more.pop("beside", ()), more.pop("record", {})
    evidence = more.pop("evidence", [quote("one", passage) for passage in passages])
    made = statement("s", *evidence, text=text, **more)
    given = {"themes/bridge": theme(made), "speakers": PEOPLE, **(content or {})}
    seeds = {"one": "\n".join([*passages, *beside]) + "\n"}
    case, findings, whole = read_case(tiny.inputs(given, seeds, one=record))
    assert case is not None
    assert whole, findings
    assert not findings, findings
    return case


def findings(*args: str, **more: Any) -> list[Finding]:
    """Return what the checks find in a statement, but for speakers whom nothing refers to."""
    return [one for one in run(case_of(*args, **more)) if one.code != "speaker-unused"]


def found(*args: str, **more: Any) -> list[tuple[str, str]]:
    """Return the codes of what is found, and the words that each points at."""
    return [(one.code, pointed(one)) for one in findings(*args, **more)]


def pointed(finding: Finding) -> str:
    """Return the words under the carets of a finding."""
    snippet = finding.snippet
    words = snippet.text[snippet.start : snippet.end] if snippet is not None else ""
    return words.strip(chr(34))  # the quotation marks of JSON
