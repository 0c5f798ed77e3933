"""Content of a test, read, and what was found in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_builder.content import read_briefing
from site_builder.findings import report

if TYPE_CHECKING:
    from collections.abc import Mapping

    from site_builder.model import Briefing, Figure, Statement

SITE = "content/site.yaml"
THEME = "content/themes/the-pool.yaml"
RECORD = "content/sources/s.yaml"

LEDGERS = ("speakers", "origins", "terms", "differences", "gaps", "notes", "changes")
NAMES = (
    SITE,
    *(f"content/{name}.yaml" for name in LEDGERS),
    RECORD,
    THEME,
)
STATEMENT = """title: T
sections:
  - heading: H
    statements:
      - id: one
        text: Words.
        by: article
        given: own-words
        kind: event
        evidence: []
"""


def read(files: Mapping[str, str]) -> tuple[Briefing, str]:
    briefing, findings = read_briefing(
        {SITE: b"title: T\n"} | {n: files[n].encode() for n in files}
    )
    assert briefing is not None
    return briefing, report(f for f in findings if f.place.file != SITE)


def statement(more: str) -> tuple[Statement, str]:
    """Return a statement with these fields more, and the report."""
    briefing, found = read({THEME: STATEMENT + more})
    (made,) = briefing.statements()
    return made, found


def figure(inside: str) -> tuple[Figure, str]:
    made, found = statement(f"        figure: {{measure: people, {inside}}}\n")
    assert made.figure is not None
    return made.figure, found


def record(more: str) -> tuple[Briefing, str]:
    return read({RECORD: f"seed: s\nsha256: {'0' * 64}\nshort: S\n{more}\n"})


def first_lines(found: str) -> list[str]:
    """Return code and message of each finding, without its place."""
    lines = [line for line in found.splitlines() if line.startswith("content/")]
    return [line.split(": ", 1)[1] for line in lines]
