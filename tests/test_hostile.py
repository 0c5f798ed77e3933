"""Every case of tests/hostile/: bad input ends in a finding in time, or in an inert site."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from typing import TYPE_CHECKING

import pytest

if sys.platform != "linux":
    pytest.skip("the cases are made and measured with means of Linux", allow_module_level=True)

from hostile_run import Forks
from hostile_world import ROOT, CannotError, World, state
from hostility import CASES, Case, play, read_cases

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

ALL = [case for path in sorted(CASES.glob("*.yaml")) for case in read_cases(path)]


@pytest.fixture(scope="session")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A good site that the command made of the honest base; its files stand in many worlds."""
    world = World(tmp_path_factory.mktemp("earlier") / "world", looks=False)
    places = ("--project", world.folder / "project", "--output", world.folder / "site")
    subprocess.run([sys.executable, ROOT / "build.py", "build", "-q", *places], check=True)
    made = state(world.folder / "site")
    yield world.folder / "site"
    assert state(world.folder / "site") == made


@pytest.fixture(scope="session")
def verdicts(
    request: pytest.FixtureRequest, earlier: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Mapping[str, Future[list[str]]]]:
    """What each case of this run will have come to: they are played as many at once as cores."""
    parameters = (getattr(item, "callspec", None) for item in request.session.items)
    cases = [p.params["case"] for p in parameters if p is not None and "case" in p.params]
    folder = tmp_path_factory.mktemp("hostile")
    at_once = os.cpu_count() or 1
    forks: SimpleQueue[Forks] = SimpleQueue()
    for _ in range(at_once):
        forks.put(Forks())

    def played(number: int, case: Case) -> list[str]:
        own = forks.get()
        try:
            return play(case, folder / str(number), earlier, own)
        finally:
            forks.put(own)

    with ThreadPoolExecutor(at_once) as workers:
        yield {case.name: workers.submit(played, number, case) for number, case in enumerate(cases)}
        workers.shutdown(cancel_futures=True)
    for _ in range(at_once):
        forks.get().end()


@pytest.mark.parametrize("case", ALL, ids=lambda case: re.sub(r"\W+", "-", case.name))
def test_it_is_refused_in_time_or_is_inert(
    case: Case, verdicts: Mapping[str, Future[list[str]]]
) -> None:
    try:
        wrong = verdicts[case.name].result()
    except CannotError as reason:
        pytest.skip(str(reason))
    if wrong:
        pytest.fail("\n".join([case.name, case.why, *wrong]), pytrace=False)


def test_there_are_at_least_250_cases_each_with_a_name_of_its_own() -> None:
    assert len(ALL) >= 250
    assert [name for name, count in Counter(case.name for case in ALL).items() if count > 1] == []
