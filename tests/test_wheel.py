"""The project installed as the tutorial says: whole, and at work in a folder of its own.

It takes what it needs from PyPI; `-m "not pypi"` leaves it out where there is no network.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tutorial import commands, prints, steps

ROOT = Path(__file__).parent.parent


def install(folder: Path, environment: dict[str, str]) -> None:
    """Do in a folder what the tutorial says under "Install"."""
    (folder / "sourced-briefings").symlink_to(ROOT)
    for step in steps(ROOT / "docs" / "tutorial.md"):
        if step.section == "Install":
            every = commands(step)
            script = " &&\n".join(said.command for said in every)
            made = said_by(["bash", "-c", script], folder, environment)
            assert made.returncode == 0, made.stderr
            assert prints("".join(said.expected for said in every), made.stdout), made.stdout


def said_by(
    command: list[str], folder: Path, environment: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


def belongings(package: Path) -> set[str]:
    return {
        path.relative_to(package).as_posix()
        for path in package.rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }


@pytest.mark.pypi
@pytest.mark.skipif(os.name == "nt", reason="the commands are those of a shell")
def test_an_installed_builder_is_whole_and_works_anywhere(tmp_path: Path) -> None:
    inherited = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {
        **inherited,
        "PATH": path,
        "PYTHONUTF8": "1",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_NO_COMPILE": "1",  # each command runs once
    }
    install(tmp_path, environment)
    (package,) = (tmp_path / "tools" / "lib").glob("python*/site-packages/site_builder")
    looks = {
        f"looks/{name}/{p}" for name in ("templates", "static") for p in belongings(ROOT / name)
    }
    expected = belongings(ROOT / "site_builder") | looks | {"looks/content/README.md"}
    assert belongings(package) == expected
    assert {"py.typed", "starter/gitignore", "looks/templates/base.html"} <= expected

    program = str(tmp_path / "tools" / "bin" / "site-builder")

    def run(*arguments: str) -> str:
        made = said_by([program, *arguments], tmp_path, environment)
        assert (made.returncode, made.stderr) == (0, "")
        return made.stdout

    assert run("init", "x").endswith("next:\n  cd x\n  site-builder serve\n")
    assert run("--project", "x", "check", "--strict").startswith("no error: ")
    assert "open x/public/index.html\n" in run("--project", "x", "build")
    (sheet,) = (tmp_path / "x" / "public" / "static" / "css").iterdir()
    assert sheet.stat().st_size > 10_000
    assert "every sentence is reviewed\n" in run("--project", "x", "coverage")
    assert run("explain", "quote-missing").startswith("quote-missing (error)\n")
    assert run("--help").startswith("usage: site-builder ")
    assert (tmp_path / "x" / "content" / "README.md").is_file()
