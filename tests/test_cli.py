from __future__ import annotations

import os
import re
import subprocess
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
import tiny
from tiny import quote, statement, theme

from site_builder import __version__, cli, pipeline
from site_builder.cli import commands, main
from site_builder.cli.parser import parse
from site_builder.codes import CODES

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent
BROKEN = {"themes/bridge": theme(statement("closed", quote("one", "The new bridge closed")))}
UNUSED = {"speakers": [{"id": "bo", "name": "Bo", "kind": "person"}]}


class Ran(NamedTuple):
    status: int
    out: str
    err: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    def run(*arguments: str | Path) -> Ran:
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as end:
            status = int(end.code or 0)
        out, err = capsys.readouterr()
        return Ran(status, out, err)

    return run


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tiny project that is the current folder."""
    folder = tiny.project(tmp_path / "project")
    monkeypatch.chdir(folder)
    return folder


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
        r"built 8 pages in \d+\.\d\d s: 1 statement, 1 quote found in 1 seed\n"
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


def test_verbose_names_every_page(here: Path, run: Callable[..., Ran]) -> None:
    ran = run("-v")
    *pages, built, _ = ran.out.splitlines()
    assert len(pages) == 8
    assert re.fullmatch(r" +\d+\.\d{3} s +1/8  index\.html", pages[0])
    assert pages[-1].endswith("8/8  articles/one.html")
    assert built.startswith("built 8 pages")


def test_a_terminal_gets_a_line_that_counts(
    here: Path, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    ran = run("build")
    steps = ran.out.split("\r\x1b[K")
    assert steps[1] == "1/8 index.html"
    assert steps[8] == "8/8 articles/one.html"
    assert steps[9].startswith("built 8 pages")
    assert "\r" not in run("-q").out


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
    assert ran.err == (
        "site-builder: thesis holds files that this builder did not make; "
        "choose an empty folder, or empty it yourself\n"
    )
    assert (here / "thesis/manifest.json").is_file()


# explain


def test_explain_tells_what_a_code_means(run: Callable[..., Ran]) -> None:
    ran = run("explain", "quote-missing")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == f"quote-missing (error)\n    {CODES['quote-missing'].meaning}\n"


def test_explain_lists_every_code(run: Callable[..., Ran]) -> None:
    ran = run("explain")
    assert ran.status == 0
    assert [line.split()[0] for line in ran.out.splitlines()[::2]] == list(CODES)


def test_explain_of_what_is_no_code_is_wrong_usage(run: Callable[..., Ran]) -> None:
    ran = run("explain", "quote-lost")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == "there is no finding called 'quote-lost'; did you mean quote-short?\n"
    assert run("explain", "zzz").err == "there is no finding called 'zzz'; `explain` lists them\n"


# usage


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["-h"], *([name, "--help"] for name in ("build", "check", "serve", "clean"))],
)
def test_help_goes_to_the_output_stream(arguments: list[str], run: Callable[..., Ran]) -> None:
    ran = run(*arguments)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("usage: build.py")


def test_help_shows_every_command(run: Callable[..., Ran]) -> None:
    ran = run("--help")
    for name in ("build", "check", "serve", "clean", "explain"):
        assert re.search(rf"^    {name} +\w", ran.out, re.MULTILINE), name
    assert "exit status: 0 no error, 1 the content has an error, 2 the command was wrong" in ran.out


def test_version(run: Callable[..., Ran]) -> None:
    assert run("--version") == (0, f"site-builder {__version__}\n", "")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["biuld"], "invalid choice: 'biuld'"),
        (["--nothing"], "unrecognized arguments: --nothing"),
        (["check", "--output", "x"], "unrecognized arguments: --output x"),
        (["-q", "-v"], "not allowed with argument"),
        (["serve", "--port", "0"], "a port is a number from 1 to 65535"),
        (["serve", "--port", "65536"], "a port is a number from 1 to 65535"),
        (["serve", "--port", "http"], "a port is a number from 1 to 65535"),
        (["--base-url", "example.org"], "write it as https://example.org/briefing/"),
        (["--base-url", "https://example.org/?a"], "write it as https://example.org/briefing/"),
    ],
)
def test_wrong_usage_ends_with_2(
    arguments: list[str], complaint: str, run: Callable[..., Ran]
) -> None:
    ran = run(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert complaint in ran.err
    assert ran.err.startswith("usage: build.py")


def test_a_base_url_ends_in_a_slash() -> None:
    assert parse(["--base-url", "https://example.org/a"]).base_url == "https://example.org/a/"
    assert parse(["build"]).base_url is None


def test_the_arguments_are_those_of_the_process(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["build.py", "check"])
    assert main() == 0
    assert capsys.readouterr().out.startswith("no error")


# What goes wrong around it


def failing(error: BaseException) -> Callable[..., pipeline.Outcome]:
    def fail(*_: object, **__: object) -> pipeline.Outcome:
        raise error

    return fail


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (OSError(28, "No space left on device", "public/a.html"), "public/a.html: No space left"),
        (OSError(5, "Input/output error"), "site-builder: Input/output error"),
        (OSError("odd"), "site-builder: odd"),
    ],
)
def test_a_fault_of_the_disk_gives_a_sentence(
    error: OSError,
    sentence: str,
    here: Path,
    run: Callable[..., Ran],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pipeline, "build", failing(error))
    ran = run()
    assert (ran.status, ran.out) == (1, "")
    assert sentence in ran.err
    assert ran.err.endswith(
        "\n  hint: the last good site is as it was; mend this and run the command again\n"
    )


def test_an_interrupted_build_says_that_the_site_is_as_it_was(
    here: Path, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "build", failing(KeyboardInterrupt()))
    assert run() == (130, "", "\nstopped; the last good site is as it was\n")


def test_serve_is_given_its_options(
    run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    from site_builder.cli import serving  # noqa: PLC0415 - brings in a web server

    given: list[object] = []

    def serve(project: Path, port: int, *, quiet: bool) -> int:
        given.extend([project, port, quiet])
        return 0

    monkeypatch.setattr(serving, "serve_project", serve)
    assert run("serve", "--port", "8123", "-q").status == 0
    assert given == [Path(), 8123, True]


def test_a_stream_that_cannot_be_set_up_anew_will_do(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Plain:
        def write(self, text: str) -> int:
            return len(text)

        def flush(self) -> None:
            pass

    monkeypatch.setattr(sys, "stdout", Plain())
    monkeypatch.setattr(commands, "_progress", lambda _: None)
    assert main(["check"]) == 0


def test_a_reader_that_went_away_ends_it_quietly(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def gone(_: Namespace) -> int:
        raise BrokenPipeError

    out, err = (os.fdopen(os.dup(number), "w") for number in (1, 2))
    monkeypatch.setattr(cli, "parse", lambda _: Namespace(run=gone))
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    with out, err:
        assert main([]) == 1
        print("lost")
    assert capfd.readouterr() == ("", "")


def build_py(*arguments: str, **variables: str) -> subprocess.Popen[str]:
    """Start build.py with these variables set, and its output buffered as usual."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONUNBUFFERED"}
    return subprocess.Popen(
        [sys.executable, ROOT / "build.py", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**environment, **variables},
    )


def test_a_closed_pipe_makes_no_noise(here: Path) -> None:
    with build_py("check", "--project", str(here)) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        noise = process.stderr.read()
    assert (process.returncode, noise) == (1, "")


def test_a_terminal_of_few_letters_loses_no_message(here: Path) -> None:
    text = quote("one", "“It is not safe,” said Ann")
    tiny.project(here, {"themes/bridge": theme(statement("closed", text))})
    with build_py("check", "--project", str(here), PYTHONIOENCODING="ascii") as process:
        _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert r"\u201cIt is" in err
