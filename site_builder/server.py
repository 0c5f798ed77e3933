"""Live reload on this machine: serves a folder, rebuilds at each save, tells open pages.

The websocket, its protocol and its script are the livereload package's. Its own watcher polls and
builds on its event loop, so files are watched with watchfiles and built in a thread; its
`/forcereload` is left out.
"""

from __future__ import annotations

import asyncio
import logging
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler, StaticFileHandler
from tornado import httpserver, netutil, web

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from tornado import httputil

    Rebuild = Callable[[Sequence[str]], bytes | None]

HOST = "127.0.0.1"
_NAMES = frozenset({HOST, "localhost"})
_TRIES = 20  # ports looked at for a free one
_CSP = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')


class NoPortError(Exception):
    """No port could be listened on; the message says which were tried."""


@dataclass(slots=True, kw_only=True)
class Shown:
    """What the server shows now: the folder, or the page of findings while there is no site."""

    folder: Path
    draft: bytes | None = None


class _Waiter(LiveReloadHandler):  # type: ignore[misc]
    """An open page's websocket; only pages of this server may open one."""

    def check_origin(self, origin: str) -> bool:
        own = self.request.host_name in _NAMES
        return own and bool(origin.partition("://")[2] == self.request.host)


class _Files(StaticFileHandler):  # type: ignore[misc]
    """The site's files, or for every page the findings that there are."""

    shown: Shown

    def initialize(self, shown: Shown) -> None:
        self.shown = shown
        super().initialize(str(shown.folder), default_filename="index.html")

    def set_default_headers(self) -> None:
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")

    def prepare(self) -> None:
        if self.request.host_name not in _NAMES:  # a page elsewhere that had its name rebound
            raise web.HTTPError(403)

    async def get(self, path: str, include_body: bool = True) -> None:  # noqa: FBT001, FBT002 - tornado's
        is_page = path.endswith((".html", "/")) or "." not in path
        if is_page and self.shown.draft is not None:
            self.set_header("Content-Type", "text/html; charset=utf-8")
            self.finish(self.shown.draft if include_body else b"")
            return
        await super().get(path, include_body)

    def write_error(self, status_code: int, **_: Any) -> None:
        missing = self.shown.folder / "404.html"
        if status_code == 404 and missing.is_file():
            self.set_header("Content-Type", "text/html; charset=utf-8")
            page = missing.read_bytes().replace(b"<head>", b'<head><base href="/">', 1)
            self.finish(page)
        else:
            self.finish(f"{status_code}\n")


class _Script(web.OutputTransform):
    """Puts the live-reload script where a page's content security policy stood."""

    def transform_first_chunk(
        self,
        status_code: int,
        headers: httputil.HTTPHeaders,
        chunk: bytes,
        finishing: bool,  # noqa: FBT001
    ) -> tuple[int, httputil.HTTPHeaders, bytes]:
        del finishing
        if "html" in headers.get("Content-Type", "") and b"<head>" in chunk:
            before = len(chunk)
            chunk = _CSP.sub(b"", chunk, count=1)
            chunk = chunk.replace(b"</head>", _TAG + b"</head>", 1)
            if "Content-Length" in headers:
                length = int(headers["Content-Length"]) + len(chunk) - before
                headers["Content-Length"] = str(length)
        return status_code, headers, chunk


# The script finds the websocket's host and port in its own address.
_TAG = b'<script src="/livereload.js"></script>'


def run(
    folder: Path,
    watched: Sequence[Path],
    rebuild: Rebuild,
    *,
    port: int,
    ready: Callable[[str], None],
) -> None:
    """Serve `folder` on the loopback interface until interrupted; rebuild when files change.

    `rebuild` is given the changed paths and returns None, or a page to show instead of every page.
    `ready` is called with the address once it is listened on. Raises NoPortError.
    """
    logging.getLogger("livereload").setLevel(logging.WARNING)
    logging.getLogger("tornado.access").setLevel(logging.ERROR)
    try:
        asyncio.run(_serve(folder, watched, rebuild, port, ready))
    except KeyboardInterrupt:
        return


async def _serve(
    folder: Path,
    watched: Sequence[Path],
    rebuild: Rebuild,
    port: int,
    ready: Callable[[str], None],
) -> None:
    from livereload.watcher import Watcher  # noqa: PLC0415 - beside its only use
    from watchfiles import awatch  # noqa: PLC0415 - beside its only use

    sockets, port = _listen(port)
    shown = Shown(folder=folder)
    LiveReloadHandler.watcher, LiveReloadHandler.live_css = Watcher(), True
    LiveReloadHandler.waiters = set()
    server = httpserver.HTTPServer(
        web.Application(
            [
                (r"/livereload", _Waiter),
                (r"/livereload\.js", LiveReloadJSHandler),
                (r"/(.*)", _Files, {"shown": shown}),
            ],
            transforms=[_Script],
        )
    )
    loop = asyncio.get_running_loop()
    shown.draft = await loop.run_in_executor(None, rebuild, ())
    server.add_sockets(sockets)
    ready(f"http://{HOST}:{port}/")
    try:
        # Saves that come within a tenth of a second are one change; those that come during a
        # build are kept by the watcher and are the next.
        async for changes in awatch(*watched, debounce=100, step=25):
            paths = sorted({path for _, path in changes})
            before = shown.draft
            shown.draft = await loop.run_in_executor(None, rebuild, paths)
            # While only the style changes a page keeps its place; one of findings has to go.
            only_css = before is shown.draft is None and all(p.endswith(".css") for p in paths)
            LiveReloadHandler.reload_waiters("site.css" if only_css else "*")
    finally:
        server.stop()


def _listen(port: int) -> tuple[list[socket.socket], int]:
    """Listen on this port or the next free one of the following few."""
    for number in range(port, min(port + _TRIES, 65536)):
        try:
            return netutil.bind_sockets(number, HOST, reuse_port=False), number
        except OSError:
            continue
    raise NoPortError(f"no free port from {port} on; choose one with --port")
