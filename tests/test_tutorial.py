"""docs/tutorial.md: every command in it is run, and prints what it shows.

Its section "Install" is run by tests/test_wheel.py, into an environment of its own.
"""

from __future__ import annotations

import os
import re
import shlex
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest
from tutorial import Step, commands, edit, prints, steps

if TYPE_CHECKING:
    from tutorial import Said

ROOT = Path(__file__).parent.parent
TUTORIAL = ROOT / "docs" / "tutorial.md"
_SERVING = re.compile(r"serving (http://127\.0\.0\.1:)(\d+)/")


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An environment in which `site-builder` is the one of this checkout."""
    tools = tmp_path / "tools"
    tools.mkdir()
    program = tools / "site-builder"
    started = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); from site_builder.cli import run; run()"
    )
    # A first line that names a program takes no space in its path, a shell does.
    words = shlex.join([sys.executable, "-c", started])
    program.write_text(f'#!/bin/sh\nexec {words} "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    path = os.pathsep.join([str(tools), str(Path(sys.executable).parent), os.environ["PATH"]])
    return {**os.environ, "PATH": path, "PYTHONUTF8": "1", "COLUMNS": "80"}


def status(said: Said) -> int:
    """Return the exit status that what is shown tells of."""
    return int(bool(re.search(r"^\d+ errors?$", said.expected, re.MULTILINE)))


def run(said: Said, folder: Path, environment: dict[str, str]) -> None:
    made = subprocess.run(
        ["bash", "-c", f"{{ {said.command}\n}} 2>&1"],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    shown = f"$ {said.command}\n{made.stdout}"
    assert prints(said.expected, made.stdout), shown
    assert made.returncode == status(said), shown


def serve(said: Said, folder: Path, environment: dict[str, str]) -> None:
    """Serve at a port that is free, look at the page and end it by Ctrl-C."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [*shlex.split(said.command), "--port", str(port)]
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, encoding="utf-8"
    ) as started:
        assert started.stdout is not None
        printed = ""
        while not (found := _SERVING.search(printed)):
            line = started.stdout.readline()
            assert line, printed
            printed += line
        with urlopen(f"{found[1]}{found[2]}/", timeout=30) as page:
            assert "<h1" in page.read().decode()
        started.send_signal(signal.SIGINT)
        assert started.wait(timeout=30) == 0
    assert prints(said.expected, _SERVING.sub(r"serving \g<1>8000/", printed)), printed


@pytest.mark.skipif(os.name == "nt", reason="the commands are those of a shell")
def test_the_tutorial_does_what_it_says(tmp_path: Path, environment: dict[str, str]) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    for step in steps(TUTORIAL):
        if step.section == "Install":
            continue
        if step.info != "console":
            edit(step, folder)
            continue
        for said in commands(step):
            if said.command.startswith("cd "):
                folder /= said.command.removeprefix("cd ")
                assert folder.is_dir()
            elif said.command.startswith("site-builder serve"):
                serve(said, folder, environment)
            else:
                run(said, folder, environment)
    assert (folder / "footbridge.zip").is_file()
    assert "How long is the bridge?" in (folder / "public" / "differences.html").read_text("utf-8")


def test_every_block_is_a_step_and_names_its_file() -> None:
    every = list(steps(TUTORIAL))
    assert sum(step.info == "console" for step in every) > 10
    for step in every:
        if step.info != "console":
            assert step.above == step.info.split(" ")[1], step.info
    assert every[0].section == "Install"


@pytest.mark.parametrize(
    ("expected", "printed", "like"),
    [
        ("built 9 pages in 0.06 s\n", "built 9 pages in 12.34 s\n", True),
        ("built 9 pages in 0.06 s\n", "built 8 pages in 0.06 s\n", False),
        ("a\n…\nz\n", "a\nb\nc\nz\n", True),
        ("a\n…\nz\n", "a\nb\nc\n", False),
        ("a.b\n", "axb\n", False),
        ("at …night…\n", "at noon\n", False),
    ],
)
def test_what_is_printed_is_what_is_shown(*, expected: str, printed: str, like: bool) -> None:
    assert prints(expected, printed) is like


def test_a_block_that_does_not_fit_its_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("one\none\n", encoding="utf-8")
    with pytest.raises(AssertionError, match="a has these lines 2 times"):
        edit(Step("diff a", "-one\n+two\n", "", "a"), tmp_path)
    with pytest.raises(AssertionError, match="is there already"):
        edit(Step("yaml a", "x\n", "", "a"), tmp_path)
    edit(Step("diff a", " one\n-one\n+two\n", "", "a"), tmp_path)
    edit(Step("yaml a at the end", "three\n", "", "a"), tmp_path)
    assert (tmp_path / "a").read_text(encoding="utf-8") == "one\ntwo\nthree\n"
