"""Runs the command for one hostile case, and measures what it takes."""

from __future__ import annotations

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
    from hostile_world import World
    from hostility import Case

MEMORY = 1 << 30  # bytes

_SECONDS, _SECONDS_OF_THE_ENORMOUS = 2.0, 20.0
_READ = 256_000  # bytes of what was said
_POLL = 0.02  # seconds
_STREAMS = {"closed": "&-", "full": "/dev/full"}
_MOST = re.compile(r"^VmHWM:\s+([0-9]+) kB$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """How a command ended; `seconds` leaves out the time it waited for a processor."""

    command: list[str]
    status: int
    seconds: float
    memory: int
    said: str


def run(case: Case, world: World) -> Ran:
    """Run the command as the case asks, under watch."""
    python = [sys.executable, *case.python, str(ROOT / "build.py")]
    command = [*python, *map(world.text, [*case.run, *case.flags])]
    environment = {
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "HOME": str(world.folder / "home"),
        "TMPDIR": str(world.folder / "tmp"),
    }
    for name, value in case.environment.items():
        environment.pop(name, None)
        if value is not None:
            environment[name] = world.words(value)
    log = world.folder.with_suffix(".log")
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
        seconds, memory = _watch(process, seconds_of(case))
    with log.open("rb") as said_to_read:
        said_text = said_to_read.read(_READ).decode("utf-8", "surrogateescape")
    log.unlink()
    return Ran(
        command=command,
        status=process.returncode,
        seconds=seconds,
        memory=memory,
        said=said_text,
    )


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


def _watch(process: subprocess.Popen[bytes], seconds: float) -> tuple[float, int]:
    """Wait for a process, and end it where it takes far too long or too much; return what it took.

    Time is of the clock, less what the kernel says the process spent waiting for a processor that
    others had: two cases run at once, on machines with other work to do. Memory is bytes at most.
    """
    began, waited, most = time.monotonic(), 0.0, 0
    handle = os.pidfd_open(process.pid)
    while not select.select([handle], [], [], _POLL)[0]:
        waited, most = _looked_at(process.pid) or (waited, most)
        spent = time.monotonic() - began
        if spent - waited > 1.5 * seconds or most > MEMORY:
            os.killpg(process.pid, signal.SIGKILL)
    spent = time.monotonic() - began
    os.close(handle)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    # A process begins as a copy of this one, whose memory the system counts as its own too.
    if usage.ru_maxrss > resource.getrusage(resource.RUSAGE_SELF).ru_maxrss:
        most = max(most, usage.ru_maxrss << 10)
    return spent - waited, most


def _looked_at(pid: int) -> tuple[float, int] | None:
    """Return the seconds a process waited for a processor and the most memory it had, if told."""
    try:
        waited = int(Path(f"/proc/{pid}/schedstat").read_text(encoding="ascii").split()[1]) / 1e9
        most = _MOST.search(Path(f"/proc/{pid}/status").read_text(encoding="utf-8"))
    except (OSError, IndexError):
        return None
    return (waited, int(most[1]) << 10) if most else None
