"""What a command says on a terminal of any kind, on none, and when it is interrupted."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
import unicodedata
from io import StringIO
from typing import TYPE_CHECKING

import pytest
import tiny
from started import BUILD, ended, start, unix
from tiny import quote, statement, theme

from site_builder.cli.terminal import Terminal, Voice
from site_builder.findings import COLOURS, PLAIN

if TYPE_CHECKING:
    from pathlib import Path

CURLY = {"themes/bridge": theme(statement("closed", quote("one", "“It is not safe,” said Ann")))}
CLOSED, FULL = "{}>&-", "{}>/dev/full"
POOR = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
ACTING = "\x1b]0;title\x07\x1b[2J\u202e\u2066\x9b1m\r\n::error::x"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return tiny.project(tmp_path / "project")


# One stream


class Lost(StringIO):
    """A stream on which nothing can be written."""

    def write(self, text: str) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


class Screen(StringIO):
    """A terminal."""

    def isatty(self) -> bool:
        return True


def terminal(out: StringIO | None, err: StringIO | None) -> Terminal:
    return Terminal(out=Voice(out), err=Voice(err))


def test_each_line_is_one_in_which_nothing_acts() -> None:
    stream = StringIO()
    Voice(stream).say("plain “words”", "", ACTING, "x" * 10_000)
    one, two, three, four = stream.getvalue().splitlines()
    assert (one, two) == ("plain “words”", "")
    assert three == "�]0;title��[2J���1m��::error::x"
    assert len(four) == 2000


def test_a_passing_line_gives_way_to_what_is_said() -> None:
    stream = Screen()
    voice = Voice(stream)
    voice.pass_by("1/2 " + "x" * 200)
    voice.say("done")
    voice.say("more")
    assert stream.getvalue() == "\r\x1b[K1/2 " + "x" * 74 + "…\r\x1b[Kdone\nmore\n"


def test_what_cannot_be_said_is_told_once_on_the_other_stream() -> None:
    err = StringIO()
    both = terminal(Lost(), err)
    both.out.say("one")
    both.out.say("two")
    assert both.settled(0) == 1
    assert both.settled(2) == 2
    said = "standard output cannot be written: No space left on device\n"
    assert err.getvalue() == said * 2


def test_a_stream_that_is_closed_is_silent_and_one_that_is_full_is_a_fault() -> None:
    silent = terminal(None, None)
    silent.out.say("x")
    silent.err.say("x")
    assert silent.settled(0) == 0
    lost = terminal(StringIO(), Lost())
    lost.err.say("x")
    assert lost.settled(0) == 1


@pytest.mark.parametrize(
    ("wish", "stream", "environment", "coloured"),
    [
        ("auto", Screen(), {"TERM": "xterm"}, True),
        ("auto", Screen(), {"TERM": "xterm", "NO_COLOR": ""}, True),
        ("auto", Screen(), {"TERM": "xterm", "NO_COLOR": "1"}, False),
        ("auto", Screen(), {"TERM": "dumb"}, False),
        ("auto", Screen(), {}, False),
        ("auto", StringIO(), {"TERM": "xterm"}, False),
        ("auto", None, {"TERM": "xterm"}, False),
        ("always", StringIO(), {"NO_COLOR": "1"}, True),
        ("never", Screen(), {"TERM": "xterm"}, False),
    ],
)
def test_colour_is_for_terminals_that_want_it(
    wish: str, stream: StringIO | None, environment: dict[str, str], coloured: bool
) -> None:
    chosen = terminal(StringIO(), stream).palette(wish, environment)
    assert chosen == (COLOURS if coloured else PLAIN)


# A process


@unix
def test_colour_is_seen_on_a_terminal_and_nowhere_else(project: Path) -> None:
    import pty  # Windows has none

    tiny.project(project, CURLY)
    seen = {}
    for value in ("", "1"):
        ours, theirs = pty.openpty()
        subprocess.run(
            [sys.executable, BUILD, "check", "--project", project],
            stderr=theirs,
            check=False,
            env={**os.environ, "TERM": "xterm", "NO_COLOR": value},
        )
        os.close(theirs)
        seen[value] = os.read(ours, 10_000)
        os.close(ours)
    assert b"\x1b[31merror\x1b[0m" in seen[""]
    assert b"\x1b" not in seen["1"]
    assert re.sub(rb"\x1b\[[0-9]+m", b"", seen[""]) == seen["1"]


@unix
def test_an_output_that_is_full_is_told(project: Path) -> None:
    here, full = ("--project", project), FULL.format(1)
    wrong = (1, "", "standard output cannot be written: No space left on device\n")
    assert ended("check", *here, streams=full) == wrong
    assert ended("check", *here, "--format=json", "-q", streams=full) == wrong
    assert ended("--help", streams=full) == wrong
    assert ended("build", *here, "-q", streams=full) == (0, "", "")
    assert ended("build", *here, streams=full) == wrong
    assert (project / "public/index.html").is_file()


@unix
def test_an_output_that_is_closed_is_silent(project: Path) -> None:
    here, closed = ("--project", project), CLOSED.format(1)
    assert ended("build", *here, streams=closed) == (0, "", "")
    assert (project / "public/index.html").is_file()
    tiny.project(project, CURLY)
    assert ended("check", *here, "--format=json", "-q", streams=closed) == (1, "", "1 error\n")


@unix
@pytest.mark.parametrize("streams", [CLOSED, FULL])
def test_findings_that_cannot_be_told_are_in_the_status(streams: str, project: Path) -> None:
    tiny.project(project, CURLY)
    assert ended("check", "--project", project, streams=streams.format(2)) == (1, "", "")
    both = f"{streams.format(1)} {streams.format(2)}"
    assert ended("check", "--project", project, streams=both) == (1, "", "")
    assert ended("biuld", streams=both) == (2, "", "")


@unix
def test_a_pipe_that_was_closed_makes_no_noise_and_stops_no_build(project: Path) -> None:
    with start("build", "-v", "--project", project) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        noise = process.stderr.read()
    assert (process.returncode, noise) == (1, b"")
    assert (project / "public/index.html").is_file()


def test_a_terminal_of_few_letters_loses_no_message(project: Path) -> None:
    tiny.project(project, CURLY)
    status, _, err = ended("check", "--project", project, **POOR)
    assert status == 1
    assert r"\u201cIt is" in err


def harmless(text: str) -> bool:
    return all(char == "\n" or unicodedata.category(char)[0] != "C" for char in text)


@unix
@pytest.mark.parametrize(
    ("arguments", "status", "variables"),
    [
        (["--project", "@"], 2, {}),
        (["--project", "@"], 2, POOR),
        (["--output", "@/x"], 0, {}),
        (["--output", "@/x"], 0, POOR),
        (["--output", "seeds/@"], 2, {}),
        (["clean", "--output", "@"], 0, {}),
        (["clean", "--output", "seeds/@", "--format=github"], 2, {}),
        (["explain", "@"], 2, {}),
        (["explain", "@"], 2, POOR),
        (["@"], 2, {}),
        (["--@"], 2, {}),
        (["--@"], 2, POOR),
        (["check", "@"], 2, {}),
        (["--base-url", "@"], 2, {}),
        (["--format", "@"], 2, {}),
        (["serve", "--port", "@"], 2, {}),
    ],
)
def test_no_argument_acts_on_the_terminal(
    arguments: list[str],
    status: int,
    variables: dict[str, str],
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(project)
    hostile = ACTING.encode() + b"\xff\xfe"
    given = [argument.encode().replace(b"@", hostile) for argument in arguments]
    ran, out, err = ended(*given, TERM=ACTING, **variables)
    assert ran == status
    assert out + err
    assert harmless(out + err)
    assert not re.search("^::error::x", out + err, re.MULTILINE)
    assert not re.search("Traceback|Error", err)


@unix
@pytest.mark.parametrize("variables", [{}, POOR])
@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_no_name_of_a_file_acts_on_the_terminal(
    form: str, variables: dict[str, str], tmp_path: Path
) -> None:
    project = tiny.project(tmp_path / ACTING.replace("/", ""))
    folder = project / "content" / "themes"
    for name in (ACTING.encode(), b"\xff", b"\xe2\x80\xae"):
        (folder / os.fsdecode(name + b".yaml")).write_bytes(b"a: \x1b[2J\n")
    status, out, err = ended("check", "--project", project, "--format", form, **variables)
    assert status == 1
    assert "file-unreadable" in out + err
    assert harmless(out + err)


@unix
def test_a_project_that_may_not_be_read_gets_a_sentence(
    tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "content").chmod(0)
    status, out, err = ended("check", "--project", project)
    (project / "content").chmod(0o755)
    if os.geteuid():  # root may read everything
        assert (status, out) == (1, "")
        assert "Permission denied" in err
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    status, out, err = ended("check", "--format=json")
    assert status == 1
    assert re.fullmatch("[1-9] errors?\n", err)
    assert re.search('"code":"(file-missing|disk-fault)"', out)
