"""Whoever reads while sites are built meets whole pages; two builds at once are two whole sites."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import tiny

from site_builder.pipeline import build

if TYPE_CHECKING:
    from pathlib import Path

BUILDS = 80
AT_ONCE, TIMES = 4, 5
READER = """
import json, sys
from pathlib import Path
site, stop, versions = Path(sys.argv[1]), Path(sys.argv[2]), json.loads(sys.stdin.read())
reads, wrong = 0, []
while not stop.exists():
    for name, texts in versions.items():
        try:
            text = (site / name).read_bytes().decode()
        except OSError as error:
            text = f"{error.strerror}"
        reads += 1
        if text not in texts:
            wrong.append([name, text[:200]])
print(json.dumps([reads, wrong[:5]]))
"""
# Builds that begin at the same moment: when the standard input ends. All modules are there by then.
BUILDER = """
import os, sys
from pathlib import Path
from site_builder.findings import report
from site_builder.pipeline import build
output, at_once, times, *versions = sys.argv[1:]
build(Path(versions[0]), Path(output).with_name("warm"))
for number in range(int(at_once)):
    if os.fork() == 0:
        sys.stdin.read()
        for turn in range(int(times)):
            outcome = build(Path(versions[(number + turn) % len(versions)]), Path(output))
            if not outcome.pages:
                sys.stderr.write(report(outcome.findings))
                sys.stderr.flush()
                os._exit(1)
        os._exit(0)
print(flush=True)
sys.exit(any(os.wait()[1] for _ in range(int(at_once))))
"""


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def versions(tmp_path: Path) -> list[Path]:
    """Two projects whose sites have the same pages with other words."""
    folders = [tiny.project(tmp_path / name) for name in ("one", "two")]
    for folder in folders:
        for page in (folder / "templates/pages").iterdir():
            page.write_text(page.read_text() + f"<p>{folder.name}</p>" * 500)
    return folders


def test_a_reader_meets_only_whole_pages_while_sites_are_built(
    versions: list[Path], tmp_path: Path
) -> None:
    output, stop = tmp_path / "public", tmp_path / "stop"
    pages: dict[str, list[str]] = {}
    for version in reversed(versions):
        assert build(version, output).pages
        for name, data in tree(output).items():
            if not name.endswith(".png"):
                pages.setdefault(name, []).append(data.decode())
    reader = subprocess.Popen(
        [sys.executable, "-c", READER, output, stop],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert reader.stdin
        reader.stdin.write(json.dumps(pages))
        reader.stdin.close()
        for number in range(BUILDS):
            assert build(versions[number % 2], output).pages
    finally:
        stop.touch()
    assert reader.stdout
    reads, wrong = json.loads(reader.stdout.read())
    reader.stdout.close()
    assert reader.wait(10) == 0
    assert wrong == []
    assert reads > BUILDS


def test_of_builds_at_once_each_is_whole_and_the_last_one_stays(
    versions: list[Path], tmp_path: Path
) -> None:
    output = tmp_path / "public"
    sites = []
    for version in versions:
        assert build(version, tmp_path / "apart" / version.name).pages
        sites.append(tree(tmp_path / "apart" / version.name))
    building = subprocess.Popen(
        [sys.executable, "-c", BUILDER, output, str(AT_ONCE), str(TIMES), *versions],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert building.stdout
    assert building.stdout.readline() == b"\n"
    said = building.communicate(timeout=60)
    assert (building.returncode, *said) == (0, b"", b"")
    assert tree(output) in sites
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {"one", "two", "apart", "warm", "public"}
