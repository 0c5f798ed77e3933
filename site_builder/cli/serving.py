"""`serve`: joins the watch, the workshop and the server, and says what happens."""

from __future__ import annotations

import gc
import logging
import os
import webbrowser
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, perf_counter
from typing import TYPE_CHECKING

from site_builder.cli.workshop import Workshop
from site_builder.findings import Severity, report
from site_builder.labels import counted, listed
from site_builder.server import Address, NoPortError, run
from site_builder.watching import Watch

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence

    from site_builder.cli.terminal import Terminal
    from site_builder.findings import Finding
    from site_builder.served import Served

WATCHED = ("content", "seeds", "templates", "static")
_AGAIN = 1.0  # seconds in which a line of a library is not said twice


def serve_project(options: Namespace, terminal: Terminal) -> int:
    """Serve a project until interrupted; return the exit status."""
    if not any((options.project / name).is_dir() for name in ("content", "seeds")):
        terminal.err.say(
            f"site-builder: there is neither content/ nor seeds/ in {options.project.absolute()}",
            "  hint: run serve in the folder that holds them, or name it with --project",
        )
        return 2
    address = Address(
        host=options.host,
        port=options.port,
        strict=options.strict_port,
        base_path=options.base_path,
    )
    desk = _Desk(options, terminal)
    watch = Watch(options.project, WATCHED, poll=options.poll, say=terminal.err.say)
    with _logs_told(terminal):
        try:
            run(watch, desk, address, desk.ready)
        except NoPortError as error:
            terminal.err.say(f"site-builder: {error}")
            return 2
    return 0


class _Desk:
    """What is said while a project is served."""

    def __init__(self, options: Namespace, terminal: Terminal) -> None:
        self._options = options
        self._terminal = terminal
        self._workshop = Workshop(
            project=options.project, base_url=f"http://{options.host}{options.base_path}"
        )
        self._told: frozenset[tuple[str, str, str]] = frozenset()

    def ready(self, address: str) -> None:
        """Say where the site is served."""
        options = self._options
        taken = "" if f":{options.port}/" in address else f"port {options.port} is taken; "
        only = " (this machine only)" if options.host in {"127.0.0.1", "localhost", "::1"} else ""
        self._terminal.out.say(f"{taken}serving {address}{only}; Ctrl-C ends it")
        if options.open:
            webbrowser.open(address)

    def rebuild(self, changed: Sequence[str]) -> tuple[Served, str]:
        """Make the draft anew, and say how long it took, after what, and what is wrong."""
        started = perf_counter()
        served, loads = self._workshop.renew()
        spent = perf_counter() - started
        if not changed:
            # What the first build made lives as long as this process: to look through it for
            # what nobody needs would cost more than a save does.
            gc.collect()
            gc.freeze()
        self._tell(served.findings)
        if not self._options.quiet:
            why = f" after {_names(self._options.project, changed)}" if changed else ""
            state = _counts(served.findings)
            what = (
                "nothing changed" if not loads else f"draft of {counted(len(served.book), 'page')}"
            )
            self._terminal.out.say(f"{what} in {spent:.2f} s{why}{state}")
        return served, loads

    def settle(self) -> tuple[Served, str]:
        """Look at what the save did not wait for, and say what is wrong there."""
        served, loads = self._workshop.settle()
        self._tell(served.findings)
        return served, loads

    def _tell(self, findings: Sequence[Finding]) -> None:
        """Say the findings that were not there before the save."""
        new = [found for found in findings if _what(found) not in self._told]
        self._told = frozenset(map(_what, findings))
        if new:
            palette = self._terminal.palette(self._options.color, os.environ)
            self._terminal.err.put(f"{report(new, palette)}\n")


def _what(found: Finding) -> tuple[str, str, str]:
    """Return what a finding is, wherever its line has moved to."""
    return found.code, found.place.file, found.message


def _counts(findings: Sequence[Finding]) -> str:
    errors = sum(found.severity is Severity.ERROR for found in findings)
    counts = [counted(errors, "error")] if errors else []
    if len(findings) > errors:
        counts.append(counted(len(findings) - errors, "warning"))
    return f": {listed(counts)}" if counts else ": no error"


def _names(project: Path, changed: Sequence[str]) -> str:
    home = project.resolve()
    paths = [Path(path).resolve() for path in sorted(changed)]
    names = [str(p.relative_to(home) if p.is_relative_to(home) else p) for p in paths]
    more = f" and {len(names) - 3:,} more" if len(names) > 3 else ""
    return ", ".join(names[:3]) + more


@contextmanager
def _logs_told(terminal: Terminal) -> Iterator[None]:
    """Let what libraries log, of requests from anywhere, reach the terminal as harmless lines."""
    root, told = logging.getLogger(), _Told(terminal)
    root.addHandler(told)
    try:
        yield
    finally:
        root.removeHandler(told)


class _Told(logging.Handler):
    """Says what is logged, without the name of what Python raised and where; not twice a second."""

    def __init__(self, terminal: Terminal) -> None:
        super().__init__(logging.WARNING)
        self._terminal = terminal
        self._last = ("", 0.0)

    def emit(self, record: logging.LogRecord) -> None:
        """Say the message, line by line."""
        error = record.exc_info[1] if record.exc_info else None
        # What the event loop logs is of no use but for the system’s word: too many open files.
        said = error.strerror if isinstance(error, OSError) else ""
        message, now = f"{record.name}: {said or record.getMessage()}", monotonic()
        if message == self._last[0] and now - self._last[1] < _AGAIN:
            return
        self._last = (message, now)
        self._terminal.err.say(*message.splitlines())
