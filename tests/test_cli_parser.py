"""The arguments: help, what is wrong usage, and in which order they may stand."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from started import BUILD

from site_builder import __version__
from site_builder.cli import main, parser
from site_builder.cli.parser import commands_of, parse
from site_builder.cli.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ran import Ran

NAMES = commands_of(Terminal.of_process())[1].names


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["-h"], *([name, "--help"] for name in NAMES), ["-h", "check"]],
)
def test_help_goes_to_the_output_stream(arguments: list[str], run: Callable[..., Ran]) -> None:
    ran = run(*arguments)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("usage: build.py")
    assert ("[--strict]" in ran.out) is bool({"build", "check", "pdf", "publish"} & set(arguments))


def test_help_shows_every_command(run: Callable[..., Ran]) -> None:
    ran = run("--help")
    for name in NAMES:
        assert re.search(rf"^    {name} +\w", ran.out, re.MULTILINE), name
    assert "exit status: 0 no error, 1 the content has an error, 2 the command was wrong" in ran.out


def test_the_name_in_help_is_that_by_which_it_was_called(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--help"], call="site-builder") == 0
    out = capsys.readouterr().out
    assert out.startswith("usage: site-builder")
    assert "\n  site-builder check  " in out
    assert "build.py" not in out
    assert main(["chekc"], call="site-builder") == 2
    assert "site-builder: error: there is no command" in capsys.readouterr().err
    assert main(["explain", "file-missing"], call="site-builder") == 0
    assert "    site-builder check --project" in capsys.readouterr().out


def test_version(run: Callable[..., Ran]) -> None:
    for arguments in (["--version"], ["--version", "check"], ["check", "--version"]):
        assert run(*arguments) == (0, f"site-builder {__version__}\n", "")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["biuld"], "build.py: error: there is no command “biuld”; did you mean build?"),
        (["x"], f"there is no command “x”; there are {', '.join(NAMES)}"),
        (["build", "check"], "unrecognized arguments: check"),
        (["--nothing"], "unrecognized arguments: --nothing"),
        (["check", "--strickt"], "unrecognized arguments: --strickt; did you mean --strict?"),
        (["--proj", "x"], "there is no command “x”"),
        (["check", "--output", "x"], "unrecognized arguments: --output x"),
        (["-q", "-v"], "not allowed with argument"),
        (["-q", "check", "-v"], "not allowed with argument"),
        (["serve", "--port", "0"], "a port is a number from 1 to 65535"),
        (["serve", "--port", "65536"], "a port is a number from 1 to 65535"),
        (["serve", "--port", "http"], "a port is a number from 1 to 65535"),
        (["serve", "--port", "²"], "a port is a number from 1 to 65535"),
        (["serve", "--port", "9" * 5000], "a port is a number from 1 to 65535"),
        (["--base-url", "example.org"], "write it as https://example.org/briefing/"),
        (["--base-url", "https://example.org/?a"], "write it as https://example.org/briefing/"),
        (["--format", "xml"], "invalid choice: 'xml'"),
        (["serve", "--format", "json"], "unrecognized arguments: --format json"),
        (["--project"], "argument --project: expected one argument"),
        (["--project", "nowhere"], "argument --project: there is no folder “nowhere”"),
        (["--project", "seeds/one.txt"], "“seeds/one.txt” is not a folder"),
        (["--project", "seeds/one.txt/x"], "“seeds/one.txt/x” cannot be read: Not a directory"),
        (["--project", ""], "argument --project: name a folder"),
        (["--project", "a\0b"], "argument --project: name a folder"),
        (["--project", "x" * 5000], "…” cannot be read: File name too long"),
        (["--project", "a\nb"], "there is no folder “a�b”"),
        (["--output", ""], "argument --output: name a folder"),
        (["--output", "a\0b"], "argument --output: name a folder"),
    ],
)
def test_wrong_usage_ends_with_2(
    arguments: list[str], complaint: str, here: Path, run: Callable[..., Ran]
) -> None:
    ran = run(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert complaint in ran.err
    assert ran.err.startswith("usage: build.py")
    assert len(ran.err) < 2000


OPTIONS = (
    ("check", ["--project", "there"]),
    ("check", ["--project=there"]),
    ("check", ["-q"]),
    ("check", ["--color", "never", "-v"]),
    ("check", ["--format", "json", "--strict"]),
    ("build", ["--output", "check"]),
    ("build", ["--base-url", "https://example.org/"]),
    ("serve", ["--port", "8123"]),
    ("init", ["--title", "A bridge", "--empty"]),
    ("find bridge", ["--seed", "one", "--most", "9"]),
    ("new gap Why?", ["--id", "why", "--absent", "because"]),
    ("new statement bridge It-is.", ["--section", "A", "--by", "article", "--given", "quoted"]),
    ("new statement bridge It-is.", ["--kind", "count", "--origin", "survey"]),
    ("new speaker Ann", ["--kind", "person"]),
    ("new difference Why?", ["--on", "date", "--rank", "1"]),
    ("list", ["--theme", "bridge", "--speaker", "article"]),
    ("mend", ["--reviewed", "one"]),
    ("add a.txt", ["--id", "ferry", "--encoding", "utf-16"]),
    ("serve", ["--host", "localhost", "--base-path", "/a/"]),
)


@pytest.mark.parametrize(("command", "options"), OPTIONS)
def test_options_stand_before_the_command_or_after_it(
    command: str, options: list[str], here: Path
) -> None:
    (here / "there").mkdir()
    needed = ["new"] if command == "init" else []
    terminal = Terminal.of_process()
    parsed = [
        parse([*before, *command.split(), *needed, *after], terminal)
        for before, after in (([], options), (options, []))
    ]
    assert parsed[0] == parsed[1]
    assert parsed[0] != parse([*command.split(), *needed], terminal)
    assert parsed[0].command == command.split(maxsplit=1)[0]


def test_every_option_that_takes_a_value_may_stand_before_the_command() -> None:
    _, known = commands_of(Terminal.of_process())
    assert {"--project", "--port", "--base-url", "--format"} <= known.with_value
    for option in known.with_value - {"--cite"}:  # it takes two values: it stands after its command
        # Its value looks like a command, and is none.
        ordered = parser._command_first([option, "check", "serve"], known.with_value)
        assert ordered == ["serve", option, "check"]
    assert not {"--strict", "-q", "--verbose", "--unreviewed", "--help"} & known.with_value


def test_a_base_url_ends_in_a_slash() -> None:
    terminal = Terminal.of_process()
    given = ["--base-url", "https://example.org/a"]
    assert parse(given, terminal).base_url == "https://example.org/a/"
    assert parse(["build"], terminal).base_url is None


def test_the_arguments_are_those_of_the_process(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["build.py", "check"])
    assert main() == 0
    assert capsys.readouterr().out.startswith("no error")


@pytest.mark.parametrize("place", ["builder/build.py", "my builder/build.py"])
def test_a_checkout_elsewhere_is_named_as_it_was_called(tmp_path: Path, place: str) -> None:
    """A project that `init` made has no build.py of its own."""
    build = tmp_path / place
    build.parent.mkdir()
    build.write_bytes(BUILD.read_bytes())
    command = [sys.executable, build, "--help"]
    path = {"PYTHONPATH": str(BUILD.parent)}
    ran = subprocess.run(command, capture_output=True, env={**os.environ, **path}, check=True)
    called = f'"{build}"' if " " in place else build
    assert ran.stdout.startswith(b"usage: build.py [")
    assert f"\n  python {called} check  " in ran.stdout.decode()


def test_hints_call_the_builder_for_the_same_project(tmp_path: Path) -> None:
    spaced = tmp_path / "new pool"
    spaced.mkdir()
    terminal = Terminal.of_process()
    assert parse(["check"], terminal, "site-builder").call == "site-builder"
    for arguments in (["check", "--project", str(spaced)], ["--project", str(spaced), "check"]):
        call = parse(arguments, terminal, "python build.py").call
        assert call == f"python build.py --project '{spaced}'"
