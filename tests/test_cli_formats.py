"""`--format`: findings for machines alone on standard output, in every way a command may end."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
import tiny
from tiny import quote, statement, theme

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ran import Ran

BROKEN = {"themes/bridge": theme(statement("closed", quote("one", "The new bridge closed")))}
UNUSED = {"speakers": [{"id": "bo", "name": "Bo", "kind": "person"}]}


def test_each_format_has_the_findings_alone_on_standard_output(
    here: Path, run: Callable[..., Ran]
) -> None:
    tiny.project(here, BROKEN)
    for command in ("build", "check"):
        ran = run(command, "--format", "json")
        document = json.loads(ran.out)
        assert (ran.status, document["status"], ran.err) == (1, 1, "1 error\n")
        (found,) = document["findings"]
        assert (found["code"], found["file"]) == ("quote-missing", "content/themes/bridge.yaml")
        run_of_sarif = json.loads(run(command, "--format=sarif").out)["runs"][0]
        assert run_of_sarif["invocations"] == [{"executionSuccessful": True, "exitCode": 1}]
        assert run(command, "--format=github").out.startswith(
            "::error file=content/themes/bridge.yaml,line=1,col="
        )


def test_each_format_has_an_honest_nothing(here: Path, run: Callable[..., Ran]) -> None:
    for command in ("build", "check", "clean"):
        ran = run("--format", "json", command)
        assert (ran.status, json.loads(ran.out)["findings"]) == (0, [])
        assert re.match("built 14|no error|removed public", ran.err)
        run("build", "-q")
        ran = run("--format=sarif", command, "-q")
        assert (ran.status, ran.err, json.loads(ran.out)["runs"][0]["results"]) == (0, "", [])
        assert run("--format=github", command, "-q") == (0, "", "")


def test_what_ends_a_command_is_in_its_format_too(here: Path, run: Callable[..., Ran]) -> None:
    for command in ("build", "clean"):
        ran = run(command, "--format=json", "--output", "seeds")
        document = json.loads(ran.out)
        assert (ran.status, document["status"]) == (2, 2)
        assert [f["code"] for f in document["findings"]] == ["output-refused"]
        assert document["findings"][0]["file"] == "seeds"


def test_verbose_words_are_kept_out_of_a_format(here: Path, run: Callable[..., Ran]) -> None:
    ran = run("-v", "--format=json")
    assert json.loads(ran.out)["status"] == 0
    assert ran.err.splitlines()[24].endswith("25/25  articles/one.html")


def test_a_warning_has_a_status_in_a_format(here: Path, run: Callable[..., Ran]) -> None:
    tiny.project(here, UNUSED)
    for arguments, status in (([], 0), (["--strict"], 1)):
        ran = run("check", "--format=json", *arguments)
        assert (ran.status, json.loads(ran.out)["status"]) == (status, status)
        assert json.loads(ran.out)["counts"]["warnings"] == 1


@pytest.mark.parametrize(
    ("within", "project", "seen"),
    [
        (".", "project", "project/content/themes/bridge.yaml"),
        ("project", ".", "content/themes/bridge.yaml"),
        ("project/seeds", "..", "../content/themes/bridge.yaml"),
        (".", "@/project", "project/content/themes/bridge.yaml"),
        ("project", "@/project", "content/themes/bridge.yaml"),
        ("project/seeds", "@/project", "@/project/content/themes/bridge.yaml"),
    ],
)
def test_a_format_names_files_as_seen_from_the_current_folder(
    within: str,
    project: str,
    seen: str,
    here: Path,
    run: Callable[..., Ran],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tiny.project(here, BROKEN)
    above = str(here.parent)
    monkeypatch.chdir(here.parent / within)
    ran = run("check", "--format=json", "--project", project.replace("@", above))
    (found,) = json.loads(ran.out)["findings"]
    assert found["file"] == seen.replace("@", above)
