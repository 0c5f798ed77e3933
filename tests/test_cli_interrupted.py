"""Commands that are interrupted, or fail, while they start and while they work."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
import tiny
from filelock import FileLock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

from started import ended, start, unix


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return tiny.project(tmp_path / "project")


# Interruption


def stub(folder: Path, code: str) -> str:
    """Put a package in the place of PyYAML, which every command on content imports first."""
    (folder / "yaml").mkdir(parents=True)
    (folder / "yaml/__init__.py").write_text(code, encoding="utf-8")
    return str(folder)


def interrupted(process: subprocess.Popen[bytes], words: bytes, number: int) -> tuple[int, str]:
    """Send a signal as soon as the process says these words; return how it ended."""
    assert process.stderr is not None
    for line in iter(process.stderr.readline, b""):
        if words in line:
            break
    else:
        pytest.fail(f"it never said {words!r}")
    process.send_signal(number)
    err = process.stderr.read().decode()
    return process.wait(timeout=10), err


@unix
def test_an_interruption_while_it_starts_is_one_line(tmp_path: Path, project: Path) -> None:
    code = "import os, time\nos.write(2, b'here\\n')\ntime.sleep(20)\n"
    path = stub(tmp_path / "stub", code)
    with start("check", "--project", project, PYTHONPATH=path) as process:
        status, err = interrupted(process, b"here", signal.SIGINT)
    assert status == 130
    assert err in {"stopped\n", "stopped; the last good site is as it was\n"}


@pytest.fixture
def waiting(project: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A build that waits for another, which is this test; nohup, if any, is no matter of its."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    with (
        FileLock(project / ".public.lock"),
        start("build", "--project", project) as process,
    ):
        signal.signal(signal.SIGHUP, before)
        yield process
        with suppress(ProcessLookupError):
            process.kill()


@unix
@pytest.mark.parametrize(
    ("number", "status", "said"),
    [
        (signal.SIGINT, 130, "stopped; the last good site is as it was\n"),
        (signal.SIGTERM, 128 + signal.SIGTERM, ""),
        (signal.SIGHUP, 128 + signal.SIGHUP, ""),
    ],
)
def test_an_interruption_while_it_works_is_one_line(
    number: int, status: int, said: str, waiting: subprocess.Popen[bytes], project: Path
) -> None:
    assert interrupted(waiting, b"waiting for it", number) == (status, said)
    assert not (project / "public").exists()
    assert not (project / ".public.new").exists()


@unix
def test_an_interruption_that_comes_in_a_clean_up_is_not_lost(project: Path) -> None:
    code = (
        "import signal, sys, time\n"
        "from site_builder import cli, pipeline\n"
        "class Swallows:\n"
        "    def __del__(self): signal.raise_signal(signal.SIGINT)\n"
        "def slow(*_, **__):\n"
        "    Swallows()\n"
        "    time.sleep(20)\n"
        "pipeline.check = slow\n"
        f"sys.argv = ['build.py', 'check', '--project', {str(project)!r}]\n"
        "cli.run()\n"
    )
    began = time.monotonic()
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (130, "")
    assert ran.stderr == "stopped; the last good site is as it was\n"
    assert time.monotonic() - began < 30


@unix
def test_whoever_ignores_interruptions_for_it_is_obeyed(project: Path) -> None:
    code = (
        "import signal, sys\n"
        "signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        "from site_builder import cli, pipeline\n"
        "check = pipeline.check\n"
        "def noisy(*given, **more):\n"
        "    signal.raise_signal(signal.SIGINT)\n"
        "    return check(*given, **more)\n"
        "pipeline.check = noisy\n"
        f"sys.argv = ['build.py', 'check', '--project', {str(project)!r}]\n"
        "cli.run()\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")


@unix
@pytest.mark.parametrize(
    ("code", "said"),
    [
        (
            "raise ModuleNotFoundError('x', name='yaml')",
            "the Python package yaml is needed, and this Python does not have it\n  hint: run ",
        ),
        ("raise OSError(24, 'Too many open files')", "cannot go on (Too many open files); "),
        ("1 / 0", ":1: error builder-fault: the builder met something that it has no answer for"),
        ("raise ImportError('x')", "error builder-fault: "),
    ],
)
def test_what_goes_wrong_while_it_starts_is_a_sentence(
    code: str, said: str, tmp_path: Path, project: Path
) -> None:
    path = stub(tmp_path / "stub", code)
    status, out, err = ended("check", "--project", project, PYTHONPATH=path)
    assert (status, out) == (1, "")
    assert said in err
    assert not re.search("Traceback|Error", err)
