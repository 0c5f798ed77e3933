"""The runner of `make audit`: what it says; nothing that fails or is left out is passed over."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.audit import firefox, run
from tests.browser import chromium

if TYPE_CHECKING:
    from pathlib import Path

SAYS = (sys.executable, "-c", "import sys; print('looked at', sys.argv[1])")
FAILS = (sys.executable, "-c", "print('a fault'); raise SystemExit(1)")
ASKS = (sys.executable, "-c", "import os; print(os.environ['CHROME'], os.environ['FIREFOX'])")


@pytest.fixture(autouse=True)
def browsers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chromium, "find", lambda: "/a/chromium")
    monkeypatch.setattr(firefox, "find", lambda *, installing: "/a/firefox")


def steps(monkeypatch: pytest.MonkeyPatch, *lanes: dict[str, tuple[str, ...]]) -> None:
    monkeypatch.setattr(run, "LANES", lanes)


def test_each_step_is_told_with_how_it_ended(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    steps(monkeypatch, {"one": SAYS, "two": FAILS}, {"three": ASKS})
    assert run.main(["there"]) == 1
    said = capsys.readouterr().out
    assert "-- one\nlooked at there\n" in said
    assert "-- two\na fault\n" in said
    assert "-- three\n/a/chromium /a/firefox\n" in said
    summary = said[said.index("\n\n  one") :].split("\n")
    assert [line.split()[:2] for line in summary[2:5]] == [
        ["one", "passed"],
        ["two", "FAILED"],
        ["three", "passed"],
    ]
    assert said.endswith(": two failed\n")


def test_named_steps_are_run_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    steps(monkeypatch, {"one": SAYS, "two": FAILS})
    assert run.main(["there", "one"]) == 0
    assert "a fault" not in capsys.readouterr().out
    assert run.main(["there", "ten"]) == 2
    assert "no such step: ten; there are one, two" in capsys.readouterr().err


@pytest.mark.parametrize(("ci", "status", "word"), [("true", 1, "FAILED"), ("", 0, "skipped")])
def test_without_firefox_only_ci_fails(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    ci: str,
    status: int,
    word: str,
) -> None:
    steps(monkeypatch, {"Firefox": FAILS})
    monkeypatch.setattr(firefox, "find", lambda *, installing: None)
    monkeypatch.setenv("CI", ci)
    assert run.main(["there"]) == status
    said = capsys.readouterr().out
    assert "no Firefox here" in said
    assert f"  Firefox       {word}" in said


def test_without_chromium_there_is_no_audit(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def none() -> str:
        raise chromium.NoBrowserError("no browser here")

    monkeypatch.setattr(chromium, "find", none)
    assert run.main(["there"]) == 1
    assert capsys.readouterr().err == "no browser here\n"


def test_a_firefox_that_is_named_is_the_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.undo()
    program = tmp_path / "my-firefox"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("FIREFOX", str(program))
    assert firefox.find(installing=False) == str(program)
    monkeypatch.setenv("FIREFOX", str(tmp_path / "gone"))
    assert firefox.find(installing=True) is None
