"""Runs the command for one hostile case, and measures what it takes."""

from __future__ import annotations

import json
import os
import re
import resource
import select
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hostile_world import ROOT, CannotError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hostile_world import World
    from hostility import Case

MEMORY = 1 << 30  # bytes

_SECONDS, _SECONDS_OF_THE_ENORMOUS = 2.0, 20.0  # of a processor
_CLOCK = 3  # times as much may go by on the clock
_PACE = 0.1  # seconds that _slowness counts for, at most, on a machine that does nothing else
_READ = 256_000  # bytes of what was said
_POLL = 0.1  # seconds; the end is noticed at once, and the system keeps the most memory
_STREAMS = {"closed": "&-", "full": "/dev/full"}
_MOST = re.compile(r"^VmHWM:\s+([0-9]+) kB$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """How a command ended, and what it took.

    `seconds` are those that a processor worked for it and for what it started; `clock` are those
    that went by, less the time it waited for a processor that others had. `slowness` is how many
    times slower than alone a processor was just then: others share what it works with.
    """

    command: list[str]
    status: int
    seconds: float
    clock: float
    slowness: float
    memory: int
    said: str

    def late(self, case: Case) -> bool:
        """Tell whether it took longer than it may."""
        limit = seconds_of(case) * self.slowness
        return self.seconds > limit or self.clock > _CLOCK * limit


class Forks:
    """A process with all modules, forked for each command: see hostile_forks.py."""

    def __init__(self) -> None:
        program = Path(__file__).with_name("hostile_forks.py")
        self.process = subprocess.Popen(
            [sys.executable, program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd="/",
            env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)},
            text=True,
        )

    def run(self, wish: Mapping[str, object], seconds: float) -> tuple[int, float, float, int]:
        """Run one command under watch; return status, seconds, clock and memory."""
        pid = int(self._ask(json.dumps(wish)))
        clock, most = _watched(pid, seconds)
        status, spent, memory = self._ask("").split()
        return int(status), float(spent), clock, max(most, int(memory) << 10)

    def _ask(self, line: str) -> str:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        return self.process.stdout.readline()

    def end(self) -> None:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.close()
        self.process.wait(10)
        self.process.stdout.close()


def run(case: Case, world: World, forks: Forks) -> Ran:
    """Run the command as the case asks, under watch."""
    arguments = [world.text(argument) for argument in [*case.run, *case.flags]]
    command = [sys.executable, *case.python, str(ROOT / "build.py"), *arguments]
    environment = {
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "HOME": str(world.folder / "outside"),
        "TMPDIR": str(world.folder / "tmp"),
    }
    log = world.folder.with_suffix(".log")
    log.touch()
    if _plain(case):
        wish = {
            "arguments": arguments,
            "environment": environment,
            "within": world.words(case.within),
            "umask": int(case.umask, 8),
            "log": str(log),
        }
        taken = forks.run(wish, seconds_of(case))
    else:
        taken = _alone(case, world, command, environment, log)
    with log.open("rb") as said_to_read:
        said_text = said_to_read.read(_READ).decode("utf-8", "surrogateescape")
    log.unlink()
    status, seconds, clock, memory = taken
    return Ran(
        command=command,
        status=status,
        seconds=seconds,
        clock=clock,
        slowness=_slowness() if max(seconds, clock / _CLOCK) > seconds_of(case) else 1.0,
        memory=memory,
        said=said_text,
    )


def _slowness() -> float:
    began = time.thread_time()
    sum(number * number for number in range(1_000_000))
    return max(1.0, (time.thread_time() - began) / _PACE)


def _plain(case: Case) -> bool:
    """Tell whether a case asks nothing of how Python is started, and may be run in a fork."""
    special = (case.python, case.environment, case.first, case.stdin, case.stdout, case.stderr)
    return not (any(special) or case.obeys_modes or case.within != "@world@")


def _alone(
    case: Case, world: World, command: list[str], environment: dict[str, str], log: Path
) -> tuple[int, float, float, int]:
    """Run the command in a process of its own; return status, seconds, clock and memory."""
    for name, value in case.environment.items():
        environment.pop(name, None)
        if value is not None:
            environment[name] = world.words(value)
    with log.open("wb") as said:
        process = subprocess.Popen(
            [*_shell(case), *command],
            stdin=subprocess.PIPE,
            stdout=said,
            stderr=said,
            cwd=world.words(case.within),
            env=environment,
            umask=int(case.umask, 8),
            start_new_session=True,
        )
        assert process.stdin is not None
        with suppress(BrokenPipeError), process.stdin:
            process.stdin.write(case.stdin.encode())
        clock, most = _watched(process.pid, seconds_of(case))
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    # A process begins as a copy of this one, whose memory the system counts as its own too.
    if usage.ru_maxrss > resource.getrusage(resource.RUSAGE_SELF).ru_maxrss:
        most = max(most, usage.ru_maxrss << 10)
    return process.returncode, usage.ru_utime + usage.ru_stime, clock, most


def seconds_of(case: Case) -> float:
    """Return how long the command may take."""
    return _SECONDS_OF_THE_ENORMOUS if case.enormous else _SECONDS


def _shell(case: Case) -> list[str]:
    """Return what stands before the command: limits, closed streams, no exemption from modes."""
    streams = "".join(
        f" {number}>{_STREAMS[wish]}"
        for number, wish in ((1, case.stdout), (2, case.stderr))
        if wish
    )
    before = []
    if case.obeys_modes and os.geteuid() == 0:
        # Root reads files of mode 000. Without these capabilities it does not, and it can still
        # start a Python that only root can reach, which another user could not.
        if shutil.which("setpriv") is None:
            raise CannotError("root is not held by file modes, and setpriv is not there")
        names = ("chown", "dac_override", "dac_read_search", "fowner")
        drop = ",".join(f"-{name}" for name in names)
        before = ["setpriv", f"--bounding-set={drop}", "--inh-caps=-all"]
    script = f'{case.first and f"{case.first}; "}exec "$@"{streams}'
    return [*before, "sh", "-c", script, "sh"] if case.first or streams else before


def _watched(pid: int, seconds: float) -> tuple[float, int]:
    """Wait until a process ends, and kill it where it takes far too long or too much.

    Returns the seconds of the clock, less those that the kernel says the process spent waiting for
    a processor that others had, and the most memory that was seen, in bytes. Somebody else has to
    ask for its status.
    """
    began, waited, most = time.monotonic(), 0.0, 0
    handle = os.pidfd_open(pid)
    while not select.select([handle], [], [], _POLL)[0]:
        waited, most = _looked_at(pid) or (waited, most)
        spent = time.monotonic() - began
        if spent - waited > 1.5 * _CLOCK * seconds or most > MEMORY:
            os.killpg(pid, signal.SIGKILL)
    spent = time.monotonic() - began
    os.close(handle)
    return spent - waited, most


def _looked_at(pid: int) -> tuple[float, int] | None:
    """Return the seconds a process waited for a processor and the most memory it had, if told."""
    try:
        waited = int(Path(f"/proc/{pid}/schedstat").read_text(encoding="ascii").split()[1]) / 1e9
        most = _MOST.search(Path(f"/proc/{pid}/status").read_text(encoding="utf-8"))
    except (OSError, IndexError):
        return None
    return (waited, int(most[1]) << 10) if most else None
