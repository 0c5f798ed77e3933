"""`completion`: the shells themselves complete commands, options and what they take."""

from __future__ import annotations

import builtins
import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from ran import ran

from site_builder.cli.parser import commands_of
from site_builder.cli.terminal import Terminal
from site_builder.codes import CODES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NAMES = commands_of(Terminal.of_process())[1].names
LINES = [
    ("", NAMES),
    ("cov", ("coverage",)),
    ("check --fo", ("--format",)),
    ("check --format ", ("text", "json", "github", "sarif")),
    ("coverage --format ", ("text", "json")),
    ("explain number-", ("number-missing", "number-unlike")),
    ("explain ", tuple(CODES)),
    ("completion f", ("fish",)),
    ("--project folder cov", ("coverage",)),
    ("-q cov", ("coverage",)),
]
FOLDERS = ["--project fo", "check --project fo", "build --output fo", "init fo"]

_BASH = """
source ./script
COMP_WORDS=(site-builder "$@"); COMP_CWORD=$#; COMP_LINE="site-builder $*"; COMPREPLY=()
COMP_POINT=${#COMP_LINE}
$(complete -p site-builder | sed 's/.*-F \\([^ ]*\\) .*/\\1/')
printf '%s\\n' "${COMPREPLY[@]}"
"""
_FISH = 'source ./script; complete -C "site-builder $argv"'
_ZSH = """
autoload -Uz compinit && compinit -u -D && eval "$(cat ./script)" && print $_comps[site-builder]
"""


def shell(name: str) -> str:
    """Return where a shell is; the test is left out where there is none."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed here")
    return found


@pytest.fixture
def here(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], Path]:
    """What makes a folder that holds the script of a shell, a folder and a file."""

    def make(name: str) -> Path:
        made = ran(capsys, "completion", name)
        assert (made.status, made.err) == (0, "")
        (tmp_path / "script").write_text(made.out, encoding="utf-8")
        (tmp_path / "folder").mkdir()
        (tmp_path / "forest.txt").write_text("x", encoding="utf-8")
        return tmp_path

    return make


def said(folder: Path, *command: str) -> list[str]:
    environment = {**os.environ, "HOME": str(folder)}
    made = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=60, check=True
    )
    assert made.stderr == ""
    return made.stdout.splitlines()


def test_bash_completes(here: Callable[[str], Path]) -> None:
    bash, folder = shell("bash"), here("bash")

    def completed(line: str) -> list[str]:
        found = said(folder, bash, "--norc", "-c", _BASH, "bash", *line.split(" "))
        return [word for word in found if word]

    for line, expected in LINES:
        assert sorted(completed(line)) == sorted(expected), line
    for line in FOLDERS:
        assert completed(line) == ["folder"], line


def test_fish_completes(here: Callable[[str], Path]) -> None:
    fish, folder = shell("fish"), here("fish")
    for line, expected in LINES:
        found = said(folder, fish, "--no-config", "-c", _FISH, "--", line)
        words = {word.partition("\t")[0] for word in found}
        assert set(expected) <= words, line
    for line in FOLDERS:
        found = said(folder, fish, "--no-config", "-c", _FISH, "--", line)
        assert [word.partition("\t")[0] for word in found] == ["folder/"], line


def test_zsh_takes_the_script(here: Callable[[str], Path]) -> None:
    zsh, folder = shell("zsh"), here("zsh")
    assert said(folder, zsh, "-n", "script") == []
    assert said(folder, zsh, "-f", "-c", _ZSH) == ["_shtab_site_builder"]


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_a_script_has_every_command(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    made = ran(capsys, "completion", name)
    assert (made.status, made.err) == (0, "")
    assert all(command in made.out for command in NAMES)
    assert all(code in made.out for code in CODES)
    assert made.out == ran(capsys, "completion", name).out


@pytest.mark.parametrize("arguments", [[], ["powershell"]])
def test_another_shell_is_wrong_usage(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    told = ran(capsys, "completion", *arguments)
    assert (told.status, told.out) == (2, "")
    assert "SHELL" in told.err


def test_without_the_library_a_person_is_told_what_to_install(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    original = builtins.__import__

    def without(name: str, *rest: object) -> object:
        if name == "shtab":
            raise ModuleNotFoundError("No module named 'shtab'", name="shtab")
        return original(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    told = ran(capsys, "completion", "bash")
    assert (told.status, told.out) == (1, "")
    assert told.err.splitlines() == [
        "this needs the Python package shtab",
        "  hint: the command `doctor` says how to install it",
    ]
