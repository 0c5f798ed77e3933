"""Programs side by side: each round all of them once, in turning order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.speed.measure import Spent, memory, middle, timed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from benchmarks.speed.ground import Program

    Before = Callable[[Program, int], object]


def race(programs: Sequence[Program], rounds: int, before: Before) -> dict[str, list[Spent]]:
    """Return what each run of each program took; `before` each run its place is made ready.

    What one minute of the machine does to a program it does to its neighbour, and neither always
    runs after the other. Round 0 is run and not counted: the files of each are then in memory.
    """
    runs: dict[str, list[Spent]] = {program.name: [] for program in programs}
    for number in range(rounds + 1):
        for program in programs if number % 2 else reversed(programs):
            before(program, number)
            spent = timed(program.command, program.environment)
            if number:
                runs[program.name].append(spent)
    return runs


def medians(runs: dict[str, list[Spent]]) -> dict[str, Spent]:
    """Return the medians of each program's runs."""
    return {name: middle(some) for name, some in runs.items()}


def memories(programs: Sequence[Program], before: Before) -> Iterator[tuple[str, float]]:
    """Yield the most MB of each program with all its processes, in a run without a clock."""
    for program in programs:
        before(program, 0)
        yield program.name, memory(program.command, program.environment)
