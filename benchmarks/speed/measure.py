"""What a command takes: time, processor time, and the memory of all its processes at one time.

Time and processor time are those of the whole process with all that it started, from the system's
own account (`wait4`), which takes nothing from what is measured. Memory is measured in a run of its
own: to look takes time. Every few milliseconds the memory of all its processes is added up; what
several share counts once, as each is charged its part of it (PSS). What was there between two looks
the system remembers for each process (VmHWM): the largest is the floor, which matters where a run
is short. The account at the end (`ru_maxrss`) is no help: it begins with what this process has.
"""

from __future__ import annotations

import os
import signal
import tempfile
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, median
from time import monotonic, sleep
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_EVERY = 0.005
"""Seconds between two looks at the memory."""


class FailedError(Exception):
    """A command that is measured ended with an error; says what it wrote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What a run took: seconds, and seconds of all processors.

    `others` is how much of a processor all other programs of the machine had meanwhile.
    """

    wall: float
    cpu: float
    others: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A process that was started to be measured, and when."""

    pid: int
    began: float
    said: Path
    command: tuple[str, ...]

    @contextmanager
    def no_longer_than_this(self) -> Iterator[None]:
        """End the process where this one is stopped while it waits."""
        try:
            yield
        except BaseException:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGTERM)
            raise

    def ended(self, status: int) -> float:
        """Return the seconds until now; raises FailedError where the process failed."""
        wall = monotonic() - self.began
        words = self.said.read_text(encoding="utf-8", errors="replace")
        self.said.unlink()
        if status:
            raise FailedError(f"{' '.join(self.command)} failed:\n{words[-2000:]}")
        return wall


def started(command: Sequence[str], environment: Mapping[str, str]) -> Run:
    """Start a command; what it writes goes into a file."""
    handle, name = tempfile.mkstemp(prefix="bench-")
    actions = [(os.POSIX_SPAWN_DUP2, handle, 1), (os.POSIX_SPAWN_DUP2, handle, 2)]
    try:
        began = monotonic()
        pid = os.posix_spawn(command[0], list(command), dict(environment), file_actions=actions)
    finally:
        os.close(handle)
    return Run(pid=pid, began=began, said=Path(name), command=tuple(command))


def timed(command: Sequence[str], environment: Mapping[str, str] = os.environ) -> Spent:
    """Run a command to its end and return what it took; raises FailedError where it fails."""
    before, run = _busy(), started(command, environment)
    with run.no_longer_than_this():
        _, status, usage = os.wait4(run.pid, 0)
    wall, cpu = run.ended(status), usage.ru_utime + usage.ru_stime
    others = max(_busy() - before - cpu, 0.0) / wall
    return Spent(wall=wall, cpu=cpu, others=others)


def _busy() -> float:
    """Return the seconds that all processors of the machine have worked."""
    user, nice, system, _, _, *more = map(int, _read(Path("/proc/stat")).split()[1:9])
    return (user + nice + system + sum(more)) / os.sysconf("SC_CLK_TCK")


def memory(command: Sequence[str], environment: Mapping[str, str] = os.environ) -> float:
    """Run a command and return the most MB that all its processes had at one time.

    Raises FailedError where it fails.
    """
    run, most = started(command, environment), 0.0
    with run.no_longer_than_this():
        while True:
            pid, status = os.waitpid(run.pid, os.WNOHANG)
            if pid:
                break
            pids = list(tree(run.pid))
            largest = max(_megabytes(one, "status", "VmHWM:") for one in pids)
            together = sum(_megabytes(one, "smaps_rollup", "Pss:") for one in pids)
            most = max(most, largest, together)
            sleep(_EVERY)
    run.ended(status)
    return most


def tree(pid: int) -> Iterator[int]:
    """Yield a process and all that it started, so far as they are still there."""
    yield pid
    for tasks in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in _read(tasks).split():
            yield from tree(int(child))


def _megabytes(pid: int, file: str, field: str) -> float:
    """Return what the system says of a process in a line of a file in /proc."""
    for line in _read(Path(f"/proc/{pid}/{file}")).splitlines():
        if line.startswith(field):
            return int(line.split()[1]) / 1024
    return 0.0


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii", errors="replace")
    except OSError:  # it ended in the meantime
        return ""


def middle(runs: Iterable[Spent]) -> Spent:
    """Return the medians of several runs, each taken alone."""
    some = list(runs)
    return Spent(
        wall=median(run.wall for run in some),
        cpu=median(run.cpu for run in some),
        others=fmean(run.others for run in some),
    )
