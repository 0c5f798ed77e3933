"""What each command does and says, and what ends one before its time."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import tiny
from tiny import quote, statement, theme

from site_builder import pipeline
from site_builder.cli import commands, main, parser, serving
from site_builder.cli.faults import finding_of
from site_builder.codes import CODES
from site_builder.explanations import EXPLANATIONS

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

    from ran import Ran

    from site_builder.cli.terminal import Terminal

PATHS = (
    *("index.html", "differences.html", "not-stated.html", "people.html", "dates.html"),
    *("words.html", "meeting-note.html", "articles/index.html", "method.html"),
    *("corrections.html", "search.html", "404.html", "themes/bridge.html", "articles/one.html"),
)
BROKEN = {"themes/bridge": theme(statement("closed", quote("one", "The new bridge closed")))}
UNUSED = {"speakers": [{"id": "bo", "name": "Bo", "kind": "person"}]}


def break_it(folder: Path) -> None:
    tiny.project(folder, BROKEN)


# build


@pytest.mark.parametrize("arguments", [[], ["build"]])
def test_build_is_the_default_and_says_what_it_built(
    arguments: list[str], here: Path, run: Callable[..., Ran]
) -> None:
    ran = run(*arguments)
    assert (ran.status, ran.err) == (0, "")
    pattern = (
        r"built 14 pages in \d+\.\d\d s: 1 statement, 1 quote found in 1 seed\n"
        rf"open {re.escape(str(Path('public/index.html')))}\n"
    )
    assert re.fullmatch(pattern, ran.out)
    assert (here / "public/index.html").is_file()


def test_options_without_a_command_are_those_of_build(here: Path, run: Callable[..., Ran]) -> None:
    assert run("-q", "--output", "build").status == 0
    assert (here / "build/index.html").is_file()
    assert run("--output", "check", "--base-url", "https://example.org").status == 0
    assert (here / "check/index.html").is_file()


def test_a_project_elsewhere_is_built_into_its_own_public(
    tmp_path: Path, run: Callable[..., Ran]
) -> None:
    project = tiny.project(tmp_path / "there")
    ran = run("--project", project)
    assert ran.status == 0
    assert ran.out.endswith(f"open {project / 'public' / 'index.html'}\n")


def test_quiet_says_nothing_when_all_is_well(here: Path, run: Callable[..., Ran]) -> None:
    assert run("build", "-q") == (0, "", "")
    assert run("check", "--quiet") == (0, "", "")
    assert run("clean", "-q") == (0, "", "")


def test_verbose_names_every_file_that_is_made(here: Path, run: Callable[..., Ran]) -> None:
    ran = run("-v")
    *pages, built, _ = ran.out.splitlines()
    assert len(pages) == 25
    assert re.fullmatch(r" +\d+\.\d{3} s +1/25  method\.html", pages[0])  # which takes longest
    assert pages[-1].endswith("25/25  articles/one.html")
    assert built.startswith("built 14 pages")


def test_a_terminal_gets_a_line_that_counts(
    here: Path, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    ran = run("build")
    assert ran.out.startswith("built 14 pages")
    first, *steps, last = ran.err.split("\r\x1b[K")
    rest = [path for path in PATHS if path != "method.html"]
    assert steps[12:] == [f"{number}/25 {path}" for number, path in enumerate(rest[:12], start=13)]
    assert (first, last) == ("", "")  # and it goes away
    assert run("-q").err == ""
    monkeypatch.setenv("TERM", "dumb")
    assert run("build").err == ""


def test_an_error_stops_the_build_and_says_so_on_the_error_stream(
    here: Path, run: Callable[..., Ran]
) -> None:
    break_it(here)
    ran = run()
    assert (ran.status, ran.out) == (1, "")
    first, *_, last = ran.err.splitlines()
    assert re.match(r"content/themes/bridge\.yaml:1:\d+: error quote-missing: ", first)
    assert last == "1 error"
    assert not (here / "public").exists()


def test_an_error_leaves_the_old_site_and_says_so(here: Path, run: Callable[..., Ran]) -> None:
    run("-q")
    break_it(here)
    ran = run("-q")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.endswith("1 error\nnothing written: public is as it was\n")
    assert (here / "public/index.html").is_file()


def test_a_warning_is_told_and_stops_a_strict_build(here: Path, run: Callable[..., Ran]) -> None:
    tiny.project(here, UNUSED)
    ran = run("build")
    assert ran.status == 0
    assert "warning speaker-unused" in ran.err
    assert ran.err.endswith("1 warning: the build goes on\n")
    ran = run("build", "--strict")
    assert ran.status == 1
    assert ran.err.endswith("1 warning\nnothing written: public is as it was\n")
    assert run("check").status == 0
    assert run("check", "--strict") == (1, "", ran.err.rpartition("nothing")[0])


def test_errors_and_warnings_are_counted_apart(here: Path, run: Callable[..., Ran]) -> None:
    tiny.project(here, {**UNUSED, **BROKEN})
    assert run("check").err.endswith("\n1 error and 1 warning\n")


# check


def test_check_writes_nothing(here: Path, run: Callable[..., Ran]) -> None:
    ran = run("check")
    assert ran == (0, "no error: 1 statement, 1 quote found in 1 seed\n", "")
    assert not (here / "public").exists()


def test_check_tells_what_is_missing(tmp_path: Path, run: Callable[..., Ran]) -> None:
    ran = run("check", "--project", tmp_path)
    assert (ran.status, ran.out) == (1, "")
    assert "content/site.yaml: error file-missing: not found" in ran.err
    assert "seeds: error file-missing: not found" in ran.err
    assert ran.err.endswith("2 errors\n")


# clean


def test_clean_removes_a_site_it_made(here: Path, run: Callable[..., Ran]) -> None:
    run("-q")
    assert run("clean") == (0, "removed public\n", "")
    assert not (here / "public").exists()
    assert run("clean") == (0, "public is not there: nothing to remove\n", "")


@pytest.mark.parametrize("command", ["clean", "build"])
def test_a_foreign_folder_is_refused(here: Path, run: Callable[..., Ran], command: str) -> None:
    (here / "thesis").mkdir()
    (here / "thesis/manifest.json").write_text('{"name": "an app"}')
    ran = run(command, "--output", "thesis")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(
        "thesis: error output-refused: the builder did not make manifest.json, which is in the "
        "output folder\n  hint: "
    )
    assert (here / "thesis/manifest.json").is_file()


# explain


def test_explain_tells_the_rule_the_reason_and_what_to_do(
    run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    ran = run("explain", "yaml-comment")
    assert (ran.status, ran.err) == (0, "")
    first, meaning, why, example = ran.out.strip("\n").split("\n\n")
    assert first == "yaml-comment (error)"
    assert " ".join(meaning.split()) == CODES["yaml-comment"].meaning
    assert f"{why}\n\n{example}" == EXPLANATIONS["yaml-comment"].strip("\n")
    assert "\n    right:  text: " in example


@pytest.mark.parametrize(
    ("columns", "width"), [("50", 50), ("1", 40), ("500", 100), ("x", 80), ("9" * 5000, 80)]
)
def test_explain_keeps_to_the_width_of_the_terminal(
    columns: str, width: int, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    for arguments in ([], ["quote-order"]):
        lines = run("explain", *arguments).out.splitlines()
        assert width - 12 < max(map(len, lines)) <= width


@pytest.mark.parametrize("code", CODES)
def test_explain_works_for_every_code(code: str, run: Callable[..., Ran]) -> None:
    ran = run("explain", code)
    assert (ran.status, ran.err) == (0, "")
    assert len(ran.out.splitlines()) > 5
    assert ran.out.startswith(f"{code} ({CODES[code].severity})\n\n")


def test_explain_lists_every_code(run: Callable[..., Ran]) -> None:
    ran = run("explain")
    assert ran.status == 0
    assert [line.split()[0] for line in ran.out.splitlines() if line[0] != " "] == list(CODES)


def test_explain_of_what_is_no_code_is_wrong_usage(run: Callable[..., Ran]) -> None:
    ran = run("explain", "quote-lost")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == "there is no finding called “quote-lost”; did you mean quote-short?\n"
    assert run("explain", "zzz").err == "there is no finding called “zzz”; `explain` lists them\n"
    assert run("explain", "z\x1b[2J\ud800").err.startswith("there is no finding called “z�[2J�”")


def test_serve_is_given_its_options(
    run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[object] = []

    def serve(options: Namespace, terminal: Terminal) -> int:
        given.extend([options.project, options.port, options.quiet])
        return 0

    monkeypatch.setattr(serving, "serve_project", serve)
    assert run("serve", "--port", "8123", "-q").status == 0
    assert given == [Path(), 8123, True]


# What ends a command before its time


def failing(error: BaseException) -> Callable[..., pipeline.Outcome]:
    def fail(*_: object, **__: object) -> pipeline.Outcome:
        raise error

    return fail


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (
            OSError(28, "No space left on device", "public/a.html"),
            "public/a.html: error disk-fault: No space left on device",
        ),
        (OSError(5, "Input/output error"), ".: error disk-fault: Input/output error"),
        (OSError("odd"), ".: error disk-fault: the system refused to read or write"),
    ],
)
def test_a_fault_of_the_disk_gives_a_sentence(
    error: OSError,
    sentence: str,
    here: Path,
    run: Callable[..., Ran],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pipeline, "check", failing(error))
    ran = run("check")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == (
        f"{sentence}\n"
        "  hint: the last good site is as it was; mend this and run the command again\n"
        "1 error\n"
    )


def recursing() -> None:
    recursing()


def dividing() -> None:
    raise ZeroDivisionError("z\x1b[2J\ud800")


@pytest.mark.parametrize("fail", [recursing, dividing])
@pytest.mark.parametrize(
    ("command", "doing"), [("build", "building the site"), ("check", "checking the content")]
)
def test_what_nobody_foresaw_is_a_finding_about_the_builder(
    command: str,
    doing: str,
    fail: Callable[[], None],
    here: Path,
    run: Callable[..., Ran],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pipeline, "prove", lambda *_, **__: fail())
    ran = run(command)
    assert (ran.status, ran.out) == (1, "")
    assert re.fullmatch(
        r"site_builder/pipeline\.py:[0-9]+:1: error builder-fault: the builder met something that "
        rf"it has no answer for while {doing}\n"
        r"  hint: this is a mistake in the builder, not in what you wrote, and the last good site "
        r"is as it was; run the command again with -v for the details\n1 error\n",
        ran.err,
    )
    ran = run(command, "--format=json")
    assert [found["code"] for found in json.loads(ran.out)["findings"]] == ["builder-fault"]
    ran = run(command, "-v")
    assert ran.err.startswith("Traceback (most recent call last):\n")
    assert "Error" in ran.err
    assert "\x1b" not in ran.err
    assert ran.err.splitlines()[-3].startswith("site_builder/pipeline.py:")


def test_a_mistake_that_came_from_nowhere_is_the_builders() -> None:
    found = finding_of(RuntimeError("x"), Path("there"), "building the site")
    assert (found.code, str(found.place)) == ("builder-fault", "site_builder")


def test_too_little_memory_is_said_to_be_that(
    here: Path, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "check", failing(MemoryError()))
    ran = run("check")
    assert (ran.status, ran.out) == (1, "")
    assert "error builder-fault: no memory is left for checking the content\n" in ran.err


def test_the_same_holds_before_the_options_are_read(
    run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parser, "parse", failing(RuntimeError("x")))
    ran = run("check")
    assert (ran.status, ran.out) == (1, "")
    assert "error builder-fault: " in ran.err
    assert "while starting" in ran.err


def test_a_sentence_is_left_where_nothing_else_can_be_said(
    here: Path, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "show_fault", failing(MemoryError()))
    for error, why in (
        (MemoryError(), "out of memory, or a mistake of its own"),
        (OSError(24, "Too many open files"), "Too many open files"),
    ):
        monkeypatch.setattr(pipeline, "check", failing(error))
        said = f"site-builder cannot go on ({why}); the last good site is as it was\n"
        assert run("check") == (1, "", said)


def test_a_package_that_is_not_there_is_named(
    here: Path,
    run: Callable[..., Ran],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    missing = ModuleNotFoundError("No module named 'jinja2'", name="jinja2")
    monkeypatch.setattr(pipeline, "build", failing(missing))
    ran = run()
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith("the Python package jinja2 is needed, and this Python does not have")
    assert "hint: run `make site` in the builder's folder" in ran.err
    assert main([], call="python ../a/build.py") == 1
    assert "hint: run `make site` in the builder's folder" in capsys.readouterr().err
    assert main([], call="site-builder") == 1
    assert "hint: install the builder again, from where you have it" in capsys.readouterr().err


def test_an_interrupted_build_says_that_the_site_is_as_it_was(
    here: Path, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "build", failing(KeyboardInterrupt()))
    assert run() == (130, "", "stopped; the last good site is as it was\n")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    assert run().err == "\nstopped; the last good site is as it was\n"


def test_an_installed_builder_is_called_by_its_interpreter_too(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "site_builder", "init", str(tmp_path / "new")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert f"python -m site_builder --project {tmp_path / 'new'} serve" in done.stdout
    command = [sys.executable, "-m", "site_builder", "init", "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("usage: python -m site_builder init")
