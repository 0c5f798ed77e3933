"""What is measured: builds from nothing, of nothing new, and after one edit."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from benchmarks.speed.edits import PAGES
from benchmarks.speed.ground import laid, same
from benchmarks.speed.measure import memory, timed
from benchmarks.speed.race import medians, memories, race
from benchmarks.speed.report import Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from benchmarks.speed.edits import Edit
    from benchmarks.speed.ground import Program, Site
    from benchmarks.speed.measure import Spent

COLD = {5: 1.5, 100: 1.0, 1_000: 0.8, 10_000: 0.7}
UNCHANGED = {1_000: 0.2}
EDITED = {1_000: 0.25, 10_000: 0.1}
CPU = {100: 1.0, 1_000: 1.0, 10_000: 1.0}
MEMORY = {10_000: 0.5}
LARGEST = 100_000


def cold(site: Site, fronts: Sequence[str], rounds: int) -> Iterator[Row]:
    """Yield the rows of builds from nothing: no output, no cache."""
    programs = [site.ours(), *map(site.theirs, fronts)]
    runs = medians(race(programs, rounds, lambda program, _: program.forget()))
    most = dict(memories(programs, lambda program, _: program.forget()))
    ours = runs["ours"]
    for number, program in enumerate(programs[1:]):
        name, theirs = program.name, runs[program.name]
        required = (COLD, CPU, MEMORY) if number == 0 else ({}, {}, {})
        for what, own, other, limits in zip(
            ("time", "CPU", "memory"),
            (ours.wall, ours.cpu, most["ours"]),
            (theirs.wall, theirs.cpu, most[name]),
            required,
            strict=True,
        ):
            yield Row(
                scenario="cold",
                seeds=site.seeds,
                what=what,
                ours=own,
                theirs=other,
                other=name,
                required=limits.get(site.seeds),
                others=max(ours.others, theirs.others) if what == "time" else 0.0,
            )


def unchanged(site: Site, front: str, rounds: int) -> Iterator[Row]:
    """Yield the rows of builds where all is as it was, by a process that knows nothing of it."""
    programs = [site.ours(), site.theirs(front)]

    def made(program: Program, number: int) -> None:
        if number == 0:  # a build from nothing comes before the first that counts
            program.forget()

    runs = medians(race(programs, rounds, made))
    yield from _rows("nothing changed", site, runs, UNCHANGED)


def edited(site: Site, front: str, every: Sequence[Edit]) -> Iterator[Row]:
    """Yield the rows of builds after one statement and its quote were told anew, a round an edit.

    What both made of the last is proved equal; raises ValueError where it is not.
    """
    programs = [site.ours(), site.theirs(front)]

    def save(program: Program, number: int) -> None:
        if program.name == "ours":
            every[number].save_ours(site)
        else:
            every[number].save_theirs(site, front)

    runs = medians(race(programs, len(every) - 1, save))
    same(site, front, certain=PAGES)
    yield from _rows("one statement changed", site, runs, EDITED)


def large(scratch: Path) -> Iterator[Row]:
    """Yield what a very large briefing takes of ours alone, for an article of it and in memory.

    Time is set against that for an article of a tenth of them, by ours too; memory against 4 GiB.
    """
    seconds, most = {}, 0.0
    for seeds in (LARGEST // 10, LARGEST):
        site = laid(scratch / "large", seeds, [])
        program = site.ours()
        program.forget()
        seconds[seeds] = timed(program.command, program.environment).wall / seeds
        program.forget()
        most = memory(program.command, program.environment)
        shutil.rmtree(site.folder)
    tenth, whole = seconds.values()
    yield Row(
        scenario="cold, for 1,000 of them",
        seeds=LARGEST,
        what="time",
        ours=whole * 1_000,
        theirs=tenth * 1_000,
        other=f"ours at {LARGEST // 10:,}",
        required=1.3,
    )
    yield Row(
        scenario="cold",
        seeds=LARGEST,
        what="memory",
        ours=most,
        theirs=4096.0,
        other="limit",
        required=1.0,
    )


def _rows(
    scenario: str, site: Site, runs: dict[str, Spent], limits: dict[int, float]
) -> Iterator[Row]:
    (_, ours), (name, theirs) = runs.items()
    for what, own, other, required in (
        ("time", ours.wall, theirs.wall, limits.get(site.seeds)),
        ("CPU", ours.cpu, theirs.cpu, None),
    ):
        yield Row(
            scenario=scenario,
            seeds=site.seeds,
            what=what,
            ours=own,
            theirs=other,
            other=name,
            required=required,
            others=max(ours.others, theirs.others) if what == "time" else 0.0,
        )
