"""The hook for pre-commit: well formed, and its entry is a command that does what it says."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import tiny
import yaml

from site_builder.cli import main

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).parent.parent
# What https://pre-commit.com/#creating-new-hooks lists, as far as it is used here.
KINDS = {
    "id": str,
    "name": str,
    "description": str,
    "entry": str,
    "language": str,
    "files": str,
    "pass_filenames": bool,
    "require_serial": bool,
}
REQUIRED = {"id", "name", "entry", "language"}


def hook() -> dict[str, object]:
    (made,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert isinstance(made, dict)
    return made


def entry() -> list[str]:
    return shlex.split(str(hook()["entry"]))


def test_the_hook_is_well_formed() -> None:
    made = hook()
    assert set(made) >= REQUIRED
    assert {key: type(value) for key, value in made.items()} == {key: KINDS[key] for key in made}
    assert made["id"] == "site-builder-check"
    assert made["language"] == "python"  # pre-commit installs this project to have the entry
    assert made["pass_filenames"] is False  # the entry takes no file names


def test_it_runs_for_what_a_curator_writes_and_for_nothing_else() -> None:
    runs = re.compile(str(hook()["files"])).search
    for name in ("content/site.yaml", "content/themes/a.yaml", "content/a.yml", "seeds/001.txt"):
        assert runs(name), name
    for name in ("README.md", "content/README.md", "docs/content/a.yaml", "public/seeds/1.txt"):
        assert not runs(name), name


def test_its_entry_is_installed_with_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert entry()[0] in project["project"]["scripts"]


def test_its_entry_stops_what_is_not_proved_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = tiny.project(tmp_path)
    monkeypatch.chdir(project)
    assert main(entry()[1:], call=entry()[0]) == 0
    seed = project / "seeds" / "one.txt"
    seed.write_text(seed.read_text(encoding="utf-8").replace("March", "April"), encoding="utf-8")
    assert main(entry()[1:], call=entry()[0]) == 1
