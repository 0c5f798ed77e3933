"""How soon a saved edit is what a server on this machine answers: `serve`, and `hugo server`.

The time runs from the moment when the last file is saved until a page that is asked for again and
again has the new words. Both servers run all the while, and are given their saves in turn.
"""

from __future__ import annotations

import http.client
import socket
import subprocess
import sys
from contextlib import contextmanager, suppress
from statistics import median
from time import monotonic, sleep
from typing import TYPE_CHECKING

from benchmarks.speed import hugo
from benchmarks.speed.edits import THEME
from benchmarks.speed.ground import BUILD
from benchmarks.speed.report import Row
from site_builder import urls

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from benchmarks.speed.edits import Edit
    from benchmarks.speed.ground import Site

SERVED = {1_000: 0.5}
"""What the ratio has to be, by how many articles there are."""

SAVES = 12
"""Saves that are counted."""

_HOST = "127.0.0.1"
_EVERY = 0.005  # seconds between two questions
_PATIENCE = 600.0  # seconds after which what never comes ends the measure
_PAUSE = 1.0  # seconds between two saves, so that both servers have come to rest
_LONGER = 0.5  # seconds at most more, other each time: a server may look at saves at intervals
_GOLDEN = 0.618  # its multiples lie evenly between two whole numbers
_PAGE = f"/{urls.theme(THEME)}"


def saved(site: Site, front: str, edits: Sequence[Edit]) -> Iterator[Row]:
    """Yield the row of saves, one for each edit; the first is not counted."""
    ours, theirs = _port(), _port()
    times: dict[str, list[float]] = {"ours": [], "theirs": []}
    with (
        _served(_ours(site, ours), site.environment, ours),
        _served(_theirs(site, front, theirs), site.theirs(front).environment, theirs),
    ):
        for number, edit in enumerate(edits):
            saves: tuple[tuple[str, int, Callable[[Edit], None]], ...] = (
                ("ours", ours, lambda one: one.save_ours(site)),
                ("theirs", theirs, lambda one: one.save_theirs(site, front, pages_only=True)),
            )
            for name, port, save in saves:
                sleep(_PAUSE + _LONGER * (number * _GOLDEN % 1))
                save(edit)
                times[name].append(_until(port, edit.sentence.encode()))
    yield Row(
        scenario="served: from save to page",
        seeds=site.seeds,
        what="time",
        ours=median(times["ours"][1:]),
        theirs=median(times["theirs"][1:]),
        other=site.theirs(front).name,
        required=SERVED.get(site.seeds),
    )


def _ours(site: Site, port: int) -> list[str]:
    command = [sys.executable, str(BUILD), "serve", "--quiet", "--host", _HOST, "--strict-port"]
    return [*command, "--port", str(port), "--project", str(site.project)]


def _theirs(site: Site, front: str, port: int) -> list[str]:
    """Return the command of Hugo's server.

    It keeps pages in memory and makes at once only those that were looked at: its default, and the
    quickest that it can do.
    """
    program = hugo.binary()
    command = [str(program), "server", "--quiet", "--bind", _HOST, "--port", str(port)]
    return [*command, "--source", str(site.source(front))]


def _port() -> int:
    """Return a port that is free."""
    with socket.socket() as one:
        one.bind((_HOST, 0))
        port: int = one.getsockname()[1]
        return port


@contextmanager
def _served(command: Sequence[str], environment: Mapping[str, str], port: int) -> Iterator[None]:
    """Run a server until the end; it has answered once before anything else is done."""
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            _until(port, b"<h1>", process)
            yield
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=10)
            process.kill()


def _until(port: int, words: bytes, process: subprocess.Popen[bytes] | None = None) -> float:
    """Return the seconds until the page has the words. Raises TimeoutError."""
    began = monotonic()
    while monotonic() - began < _PATIENCE:
        if words in _page(port):
            return monotonic() - began
        if process is not None and process.poll() is not None:
            break
        sleep(_EVERY)
    raise TimeoutError(f"no answer at port {port} has the words: {words.decode()}")


def _page(port: int) -> bytes:
    connection = http.client.HTTPConnection(_HOST, port, timeout=_PATIENCE)
    try:
        connection.request("GET", _PAGE)
        return connection.getresponse().read()
    except (OSError, http.client.HTTPException):  # it has not begun to listen
        return b""
    finally:
        connection.close()
