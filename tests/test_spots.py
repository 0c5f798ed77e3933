"""Spots: each finding leads to the page and the entry that it is about."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import test_cases
import tiny

from site_builder.checks import run
from site_builder.draft import draft_of
from site_builder.findings import finding
from site_builder.inputs import read_inputs
from site_builder.places import Place
from site_builder.proof import Inputs, read_case
from site_builder.spots import Spots
from site_builder.views.index import Index
from site_builder.views.pages import book

if TYPE_CHECKING:
    from site_builder.checks.case import Case

ROOT = Path(__file__).parent.parent
THEME = b"""title: The bridge
sections:
- heading: First
  statements:
  - id: closed
    text: The old bridge closed in March.
    by: article
    given: own-words
    kind: event
    evidence:
    - {seed: one, quote: The old bridge closed in March.}
- heading: Second
  statements:
  - text: It opened again in May.
    id: again
    by: article
    given: own-words
    kind: event
    evidence:
    - {seed: one, quote: It opened again in May.}
"""


def spots(case: Case) -> Spots:
    return Spots(case.briefing, {s.id: s for s in case.sources.values()}.values())


def opened(inputs: Inputs) -> Case:
    case, _, _ = read_case(inputs)
    assert case is not None
    return case


@pytest.fixture
def case() -> Case:
    given = tiny.inputs({"gaps": [{"id": "why", "question": "Why?", "absent": ["cause"]}]})
    return opened(
        Inputs(content={**given.content, "content/themes/bridge.yaml": THEME}, seeds=given.seeds)
    )


@pytest.mark.parametrize(
    ("file", "line", "address"),
    [
        ("content/themes/bridge.yaml", 1, "themes/bridge.html"),
        ("content/themes/bridge.yaml", 3, "themes/bridge.html#s1"),
        ("content/themes/bridge.yaml", 5, "themes/bridge.html#closed"),
        ("content/themes/bridge.yaml", 11, "themes/bridge.html#closed"),
        ("content/themes/bridge.yaml", 12, "themes/bridge.html#s2"),
        ("content/themes/bridge.yaml", 14, "themes/bridge.html#again"),
        ("content/themes/bridge.yaml", 9999, "themes/bridge.html#again"),
        ("content/themes/unread.yaml", 7, "themes/unread.html"),
        ("content/site.yaml", 3, "index.html"),
        ("content/speakers.yaml", 3, "method.html"),
        ("content/gaps.yaml", 1, "not-stated.html#why"),
        ("content/sources/one.yaml", 2, "articles/one.html"),
        ("content/sources/unread.yaml", 2, ""),
        ("seeds/one.txt", 1, "articles/one.html#p1"),
        ("seeds/one.txt", 0, "articles/one.html"),
        ("seeds/nine.txt", 1, ""),
        ("templates/base.html", 1, ""),
        ("static/css/site.css", 4, ""),
    ],
)
def test_a_place_leads_to_the_entry_that_begins_last_before_it(
    case: Case, file: str, line: int, address: str
) -> None:
    made = spots(case)
    place = Place(file=file, line=line, column=1 if line else 0)
    found = made.at(place).replace("#section-", "#s")
    assert found == address
    assert made.of(finding("quote-missing", place, "x")) == made.at(place)


def test_paragraphs_of_an_article_are_told_apart() -> None:
    case = opened(tiny.inputs(seeds={"one": "First one here.\n\nSecond one.\nThird one.\n"}))
    made = spots(case)
    assert [
        made.at(Place(file="seeds/one.txt", line=line, column=1)).partition("#")[2]
        for line in (1, 2, 3, 4)
    ] == ["p1", "p1", "p2", "p3"]


def test_a_change_leads_to_its_entry_on_the_page_of_corrections() -> None:
    content = b"- date: 2024-05-01\n  statement: closed\n- date: 2024-05-01\n  statement: closed\n"
    given = tiny.inputs()
    case = opened(
        Inputs(content={**given.content, "content/changes.yaml": content}, seeds=given.seeds)
    )
    entry = "corrections.html#change_2024-05-01_closed"
    file = "content/changes.yaml"
    found = [spots(case).at(Place(file=file, line=line, column=3)) for line in (2, 4)]
    assert found == [entry, f"{entry}_2"]


def test_an_outside_note_leads_to_where_it_stands() -> None:
    path = ROOT / "content/notes.yaml"
    case = opened(read_inputs(ROOT)[0])
    made = spots(case)
    kinds = {
        made.at(Place(file="content/notes.yaml", line=note.id.place.line, column=1)).partition("#")[
            0
        ]
        for note in case.briefing.notes
    }
    assert path.is_file()
    assert kinds <= {"index.html", "method.html"}


@pytest.mark.parametrize("folder", test_cases.FOLDERS[::4], ids=test_cases.name_of)
def test_wherever_a_finding_leads_there_is_a_page(folder: Path, tmp_path: Path) -> None:
    test_cases.overlay(folder, tmp_path / "project")
    inputs, _ = read_inputs(tmp_path / "project")
    opened_, found, whole = read_case(inputs)
    if opened_ is None:
        return
    findings = [*found, *run(opened_, whole=whole)]
    pages = book(Index(proved=draft_of(opened_, findings)))
    made = spots(opened_)
    for one in findings:
        page = made.of(one).partition("#")[0]
        known = not page or page in pages
        assert known or one.place.file.startswith(("content/themes/", "content/sources/", "seeds/"))
