"""A site is the same, byte for byte and mode for mode, wherever and by whomever it is built."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

PROJECT = Path(__file__).parent.parent
PARTS = ("content", "seeds", "templates", "static")

Site = dict[str, tuple[int, bytes]]


def site(folder: Path) -> Site:
    """Return the mode and bytes of every file and folder of a site."""
    return {
        path.relative_to(folder).as_posix(): (
            stat.S_IMODE(path.stat().st_mode),
            path.read_bytes() if path.is_file() else b"",
        )
        for path in [folder, *folder.rglob("*")]
    }


def made(project: Path, output: Path, **how: Any) -> Site:
    """Build the project as the command does, in a process of its own; return the site."""
    options = how.pop("options", ())
    environment = {"PATH": os.environ["PATH"], **how.pop("env", {})}
    done = subprocess.run(
        [
            *(sys.executable, *options, PROJECT / "build.py", "-q"),
            *("--project", project, "--output", output),
        ],
        capture_output=True,
        env=environment,
        check=False,
        **how,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    return site(output)


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Site:
    found = made(PROJECT, tmp_path_factory.mktemp("usual") / "public")
    assert {mode for mode, _ in found.values()} == {0o644, 0o755}
    return found


# Each changes what no other of the same build does; the usual site is built with none of them.
@pytest.mark.parametrize(
    "how",
    [
        {
            "env": {
                "TZ": "Pacific/Kiritimati",
                "LC_ALL": "C",
                "PYTHONUTF8": "0",
                "PYTHONCOERCECLOCALE": "0",
                "PYTHONHASHSEED": "1",
                "SOURCE_DATE_EPOCH": "0",
            },
            "umask": 0o077,
        },
        {
            "env": {
                "TZ": "America/Anchorage",
                "LC_ALL": "tr_TR.UTF-8",
                "LANG": "tr_TR.UTF-8",
                "PYTHONHASHSEED": "4294967295",
                "SOURCE_DATE_EPOCH": "yesterday",
            },
            "options": ("-O",),
            "umask": 0o000,
        },
        {"env": {"COLUMNS": "1", "NO_COLOR": "1", "CI": "true"}, "cwd": "/"},
        {"options": ("-OO", "-X", "utf8=0")},
    ],
    ids=["east, plain locale", "west, Turkish", "elsewhere, in CI", "optimised"],
)
def test_a_site_is_the_same_under_any(how: dict[str, Any], usual: Site, tmp_path: Path) -> None:
    assert made(PROJECT, tmp_path / "public", **how) == usual


def test_a_site_is_the_same_from_a_copy_with_other_times_and_order(
    usual: Site, tmp_path: Path
) -> None:
    project = tmp_path / "a copy with ’ and é"
    names = [p.relative_to(PROJECT) for part in PARTS for p in (PROJECT / part).rglob("*")]
    for name in sorted(names, key=lambda name: name.as_posix()[::-1]):
        if (PROJECT / name).is_file():
            (project / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(PROJECT / name, project / name)
            os.utime(project / name, (0, 0))
    assert made(project, tmp_path / "public") == usual


AS_NOBODY = """
import os, sys
from pathlib import Path
from site_builder.pipeline import Means, build
project, output, scratch = map(Path, sys.argv[1:])
# By this one process: it brings in all modules, which may lie where only root may look.
build(project, scratch, means=Means(jobs=1))
os.setgid(65534)
os.setuid(65534)
sys.exit(not build(project, output).pages)
"""


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root becomes another")
def test_a_site_is_the_same_when_another_user_builds_it(usual: Site) -> None:
    with TemporaryDirectory() as name:  # pytest's own folders are root's alone
        folder = Path(name)
        for part in PARTS:
            shutil.copytree(PROJECT / part, folder / "project" / part)
        for path in [folder, *folder.rglob("*")]:
            os.chown(path, 65534, 65534)
        paths = [folder / "project", folder / "public", folder / "scratch"]
        done = subprocess.run(
            [sys.executable, "-c", AS_NOBODY, *paths], cwd=PROJECT, capture_output=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, b"")
        assert site(folder / "public") == usual
        assert (folder / "public").stat().st_uid == 65534
