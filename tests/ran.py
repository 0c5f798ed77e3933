"""Runs a command in this process, for tests of the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from site_builder.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


class Ran(NamedTuple):
    """What a command came to."""

    status: int
    out: str
    err: str


def ran(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> Ran:
    """Run one command and return what it came to."""
    status = main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return Ran(status, out, err)
