"""`list`: one line each, with findings, for programs, and while the content has errors."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import tiny

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ran import Ran

THEME = """\
title: The bridge
sections:
  - heading: Bridge
    statements:
      - id: closed
        text: The old bridge closed in March.
        by: article
        given: own-words
        kind: event
        evidence: [{seed: one, quote: The old bridge closed in March.}]
      - id: opened-again
        text: The bridge
          opened again in June.
        by: article
        via: article
        given: own-words
        kind: event
        evidence: [{seed: one, quote: It opened again in May.}]
        also: [{seed: one, quote: It opened again in May.}]
  - heading: Seven bridges
    statements: []
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tiny.project(tmp_path / "project")
    (folder / "content/themes/bridge.yaml").write_text(THEME, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def test_each_statement_has_a_line(here: Path, run: Callable[..., Ran]) -> None:
    ran = run("list")
    at = "content/themes/bridge.yaml:"
    assert ran.out.splitlines() == [
        f"closed        {at}5   event  article              one       "
        "The old bridge closed in March.",
        f"opened-again  {at}11  event  article via article  one +one  "
        "The bridge opened again in June.",
    ]
    assert (ran.status, ran.err) == (0, "2 statements\n")


def test_those_with_findings_name_them(here: Path, run: Callable[..., Ran]) -> None:
    ran = run("list", "--with-findings")
    assert ran.err == "1 of 2 statements\n"
    (line,) = ran.out.splitlines()
    assert line.startswith("opened-again")
    assert line.endswith("] The bridge opened again in June.")
    assert "heading-unproved" not in line
    assert run("list", "--with-findings", "-q", "closed").out == ""


def test_what_is_wrong_with_a_heading_is_not_the_statements_before_it(
    here: Path, run: Callable[..., Ran]
) -> None:
    file = here / "content/themes/bridge.yaml"
    text = file.read_text(encoding="utf-8").replace("heading: Seven bridges", "headng: Bridges")
    file.write_text(text.replace("It opened again in May.", "The old bridge closed in March."))
    assert "key-unknown" in run("check").err
    assert "key-" not in run("list", "--with-findings").out


def test_a_terminal_cuts_the_text(
    here: Path, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("site_builder.cli.listing._width", lambda _: 70)
    lines = run("list").out.splitlines()
    assert lines[0].startswith("closed        bridge.yaml:5 ")
    assert [line[-1] for line in lines] == ["…", "…"]


def test_the_same_for_programs(here: Path, run: Callable[..., Ran]) -> None:
    document = json.loads(run("list", "opening", "--format", "json", "--with-findings").out)
    assert (document["total"], [s["id"] for s in document["statements"]]) == (2, ["opened-again"])
    (entry,) = document["statements"]
    assert (entry["file"], entry["line"], entry["theme"]) == (
        "content/themes/bridge.yaml",
        11,
        "bridge",
    )
    assert entry["findings"]


def test_an_unknown_name_is_wrong_usage(here: Path, run: Callable[..., Ran]) -> None:
    ran = run("list", "--theme", "pier")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == "there is no theme “pier”; known are bridge\n"
    assert run("list", "--kind", "x").status == 2
    assert run("list", "--with-figure", "--without-figure").status == 2


def test_it_works_while_the_content_has_errors(here: Path, run: Callable[..., Ran]) -> None:
    (here / "content/gaps.yaml").write_text("- [", encoding="utf-8")
    ran = run("list")
    assert (ran.status, len(ran.out.splitlines())) == (0, 2)
    assert ran.err.startswith("some files cannot be read")
    (here / "content/site.yaml").write_text("[", encoding="utf-8")
    ran = run("list")
    assert (ran.status, ran.out) == (1, "")
    assert "content/site.yaml:1:" in ran.err
