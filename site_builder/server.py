"""Live reload: builds the site anew at each save, shows it, and tells open pages.

The livereload package's own watcher polls and builds on its event loop, so saves come from
`watching` and are built in a thread of their own.
"""

from __future__ import annotations

import asyncio
import errno
import logging
import signal
import socket
import sys
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from livereload.handlers import LiveReloadHandler
from livereload.watcher import Watcher
from tornado import httpserver

from site_builder.answering import Shown, application, in_thread

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence

    from site_builder.answering import Site
    from site_builder.watching import Watch

HOST = "127.0.0.1"

_ENDS = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
_TRIES = 20  # ports looked at for a free one
_QUIET = 0.5  # seconds without a save, and for open pages to load, until the rest is looked at


class NoPortError(Exception):
    """Nothing could be listened on; the message says what was tried, and what to do."""


class Builder(Protocol):
    """What makes the site. What open pages load again is "*" for all, a style sheet, or nothing."""

    def rebuild(self, changed: Sequence[str]) -> tuple[Site, str]:
        """Return the site to show, and what open pages load again, after these paths were saved."""

    def settle(self) -> tuple[Site, str]:
        """Return the same once all is looked at that a save need not wait for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where to listen: `base_path` begins and ends with a slash."""

    host: str = HOST
    port: int = 8000
    strict: bool = False
    base_path: str = "/"


def run(
    watch: Watch,
    builder: Builder,
    address: Address,
    ready: Callable[[str], None],
) -> None:
    """Serve until interrupted; `ready` is called with the address once it is listened on.

    Raises NoPortError, and SystemExit where a signal ends it.
    """
    logging.getLogger("livereload").setLevel(logging.WARNING)
    logging.getLogger("tornado.access").setLevel(logging.ERROR)
    ended: list[int] = []
    try:
        asyncio.run(_until_told(ended, _serve(watch, builder, address, ready)))
    except KeyboardInterrupt:
        return
    except asyncio.CancelledError:
        sys.exit(128 + ended[0])


async def _until_told(ended: list[int], serving: Coroutine[object, object, None]) -> None:
    """Serve until a signal says to end, and note which: as Ctrl-C does, it lets all be undone.

    What Python raised out of a handler of its own would leave the threads that watch waiting.
    """
    task, loop = asyncio.ensure_future(serving), asyncio.get_running_loop()

    def end(number: int) -> None:
        ended.append(number)
        task.cancel()

    handled = {number: signal.getsignal(number) for number in _ENDS}
    handled = {number: before for number, before in handled.items() if callable(before)}
    # Windows has no such handlers, and no thread but the first may have one.
    with suppress(NotImplementedError, RuntimeError, ValueError):
        for number in handled:
            loop.add_signal_handler(number, end, number)
    try:
        await task
    finally:
        for number, before in handled.items():
            with suppress(NotImplementedError, ValueError):
                loop.remove_signal_handler(number)
                signal.signal(number, before)


async def _serve(
    watch: Watch,
    builder: Builder,
    address: Address,
    ready: Callable[[str], None],
) -> None:
    listening = _listen(address)
    LiveReloadHandler.watcher, LiveReloadHandler.live_css = Watcher(), True
    LiveReloadHandler.waiters = set()
    # From here on no save is lost: those that come during a build, also the first, are the next.
    with closing(listening):
        async with watch.watching():
            await _show(watch, builder, address, ready, listening)


async def _show(
    watch: Watch,
    builder: Builder,
    address: Address,
    ready: Callable[[str], None],
    listening: socket.socket,
) -> None:
    """Build and serve, again at each burst of saves."""
    site, _ = await in_thread(builder.rebuild, ())
    shown = Shown(site, address.host, address.base_path)
    server = httpserver.HTTPServer(application(shown))
    server.add_socket(listening)
    try:
        port = listening.getsockname()[1]
        ready(f"http://{_in_address(address.host)}:{port}{address.base_path}")
        while True:
            saved = asyncio.ensure_future(watch.burst())
            if not (await asyncio.wait({saved}, timeout=_QUIET))[0]:
                _put(shown, *await in_thread(builder.settle))
            paths = await saved
            _put(shown, *await in_thread(builder.rebuild, paths))
    finally:
        server.stop()


def _put(shown: Shown, site: Site, loads: str) -> None:
    """Show a site from now on, and tell open pages."""
    shown.put(site)
    if loads:
        LiveReloadHandler.reload_waiters(loads)


def _in_address(host: str) -> str:
    if host in {"0.0.0.0", "::"}:  # noqa: S104 - every interface: this machine is one of them
        return HOST
    return f"[{host}]" if ":" in host else host


def _listen(address: Address) -> socket.socket:
    """Listen on this port, or the next free one of the following few."""
    host, port = address.host, address.port
    last = port + 1 if address.strict else min(port + _TRIES, 65536)
    why = ""
    for number in range(port, last):
        try:
            family = socket.AF_INET6 if ":" in host else socket.AF_INET
            listening = socket.create_server((host, number), family=family)
        except OSError as error:
            why = error.strerror or str(error)
            if not isinstance(error, PermissionError) and not _is_taken(error):
                raise NoPortError(
                    f"this machine cannot listen on {host}: {why}; leave out --host for {HOST}"
                ) from error
            continue
        listening.setblocking(False)  # noqa: FBT003 - its own form
        return listening
    if address.strict:
        raise NoPortError(f"port {port} cannot be listened on: {why}; choose one with --port")
    raise NoPortError(f"no free port from {port} on; choose one with --port")


def _is_taken(error: OSError) -> bool:
    return error.errno in {errno.EADDRINUSE, errno.EACCES}
