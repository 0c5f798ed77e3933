"""The command in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

BUILD = Path(__file__).parent.parent / "build.py"
unix = pytest.mark.skipif(os.name == "nt", reason="these streams, names and signals are Unix's")


def start(
    *arguments: str | bytes | Path, streams: str = "", **variables: str
) -> subprocess.Popen[bytes]:
    """Start build.py, its output buffered as usual; `streams` is as a shell writes it."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONUNBUFFERED"}
    shell = ["sh", "-c", f'exec "$@" {streams}', "sh"] if streams else []
    return subprocess.Popen(
        [*shell, sys.executable, BUILD, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**environment, **variables},
    )


def ended(
    *arguments: str | bytes | Path, streams: str = "", **variables: str
) -> tuple[int, str, str]:
    """Return the exit status of build.py and what it said."""
    with start(*arguments, streams=streams, **variables) as process:
        out, err = process.communicate(timeout=60)
    return process.returncode, out.decode(), err.decode()
