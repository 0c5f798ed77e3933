"""The watch, on real folders: what is saved is told, whatever comes and goes."""

from __future__ import annotations

import asyncio
import os
import shutil
import time
from typing import TYPE_CHECKING

import pytest
import watchfiles

from site_builder.watching import Watch, is_watched

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

WAIT = 20  # seconds after which something that never comes fails the test
NAMES = ("content", "seeds")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    for name in NAMES:
        (folder / name).mkdir(parents=True)
    return folder


def watched(
    project: Path,
    scenario: Callable[[Watch], Awaitable[None]],
    *,
    poll: bool = False,
    said: list[str] | None = None,
) -> None:
    """Run a scenario while a project is watched."""
    say = said.append if said is not None else pytest.fail

    async def run() -> None:
        async with Watch(project, NAMES, poll=poll, say=say).watching() as watch:
            await asyncio.wait_for(scenario(watch), WAIT)

    asyncio.run(run())


async def told(watch: Watch, *wanted: Path) -> set[str]:
    """Wait until all of these paths were told, and return all that were."""
    paths: set[str] = set()
    while not paths.issuperset(map(str, wanted)):
        paths |= set(await watch.burst())
    return paths


def settle() -> None:
    """Let what the system tells of making the project pass."""
    time.sleep(0.05)


ways = pytest.mark.parametrize("poll", [False, True], ids=["told", "looking"])


@ways
def test_saves_are_told_however_a_program_saves(project: Path, poll: bool) -> None:
    one, other = project / "content/a.yaml", project / "seeds/deep/b.txt"
    one.write_text("a")
    settle()

    async def scenario(watch: Watch) -> None:
        one.write_text("b")  # in place, of the same length
        await told(watch, one)
        beside = one.with_name(".a.yaml.tmp")
        beside.write_text("c")
        beside.replace(one)
        paths = await told(watch, one)
        assert str(beside) not in paths
        other.parent.mkdir()
        other.write_text("new")  # perhaps before the new folder is watched: that it came is told
        await told(watch, other.parent if not poll else other)
        other.write_text("newer")
        await told(watch, other)
        one.unlink()
        await told(watch, one)

    watched(project, scenario, poll=poll)


def test_a_burst_is_told_at_once(project: Path) -> None:
    settle()

    async def scenario(watch: Watch) -> None:
        files = [project / f"content/{number}.yaml" for number in range(20)]
        for file in files:
            file.write_text("a")
        assert await watch.burst() == sorted(map(str, files))

    watched(project, scenario)


@ways
def test_five_thousand_files_at_once_are_all_told(project: Path, poll: bool) -> None:
    files = [project / f"seeds/{number:04}.txt" for number in range(5_000)]

    async def scenario(watch: Watch) -> None:
        await asyncio.to_thread(lambda: [file.write_text("a") for file in files])
        await told(watch, *files)

    watched(project, scenario, poll=poll)


@ways
def test_folders_come_and_go(project: Path, poll: bool) -> None:
    content = project / "content"
    (content / "a.yaml").write_text("a")
    settle()

    async def scenario(watch: Watch) -> None:
        away = project / "elsewhere"
        content.rename(away)
        await told(watch, content)
        away.rename(content)
        await told(watch, content)
        (content / "a.yaml").write_text("again")
        await told(watch, content / "a.yaml")
        shutil.rmtree(project / "seeds")
        await told(watch, project / "seeds")
        (project / "seeds").mkdir()
        await told(watch, project / "seeds")
        (project / "seeds/new.txt").write_text("new")
        await told(watch, project / "seeds/new.txt")

    watched(project, scenario, poll=poll)


@pytest.mark.parametrize(
    ("poll", "pause"), [(False, 0.0), (False, 0.05), (False, 0.5), (True, 0.5)]
)
def test_the_project_goes_and_comes_back(project: Path, poll: bool, pause: float) -> None:
    settle()

    async def scenario(watch: Watch) -> None:
        away = project.with_name("away")
        project.rename(away)
        await asyncio.sleep(pause)
        away.rename(project)
        await told(watch, project / "content")
        (project / "content/a.yaml").write_text("a")
        await told(watch, project / "content/a.yaml")

    watched(project, scenario, poll=poll)


def test_a_project_that_is_not_there_yet_is_watched_from_when_it_is(project: Path) -> None:
    shutil.rmtree(project)

    async def scenario(watch: Watch) -> None:
        (project / "content").mkdir(parents=True)
        await told(watch, project / "content")
        (project / "content/a.yaml").write_text("a")
        await told(watch, project / "content/a.yaml")

    watched(project, scenario)


@pytest.mark.parametrize(
    ("error", "why"),
    [(OSError(28, os.strerror(28)), os.strerror(28)), (RuntimeError("of its own"), "of its own")],
)
def test_where_the_system_watches_no_more_it_looks(
    error: Exception, why: str, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none_left(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(watchfiles, "awatch", none_left)
    said: list[str] = []

    async def scenario(watch: Watch) -> None:
        file = project / "content/a.yaml"
        while not said:
            await asyncio.sleep(0.01)
        for number in range(3):
            file.write_text(f"{number}")
            await told(watch, file)

    watched(project, scenario, said=said)
    assert said == [f"the system watches no more files ({why}): looking every 400 ms"]


@pytest.mark.parametrize(
    ("name", "watched"),
    [
        *(("a.yaml", True), ("001.txt", True), ("theme.html", True), ("a b.css", True)),
        *((".a.yaml.swp", False), ("a.yaml~", False), ("#a.yaml#", False), ("4913.tmp", False)),
    ],
)
def test_what_editors_write_beside_a_file_is_no_save(
    name: str, watched: bool, tmp_path: Path
) -> None:
    assert is_watched(tmp_path / name) is watched
