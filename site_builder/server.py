"""Live reload on this machine: serves a folder, rebuilds at each save, tells open pages.

The websocket, its protocol and its script are the livereload package's. Its own watcher polls and
builds on its event loop, so files are watched with watchfiles and built in a thread; its
`/forcereload` is left out.
"""

from __future__ import annotations

import asyncio
import logging
import re
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from tornado import httpserver, web

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from tornado import httputil

    Rebuild = Callable[[Sequence[str]], bytes | None]

HOST = "127.0.0.1"
_TRIES = 20  # ports looked at for a free one
_CSP = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')


class NoPortError(Exception):
    """No port could be listened on; the message says which were tried."""


@dataclass(slots=True, kw_only=True)
class Shown:
    """What the server shows now: the folder, or the page of findings while there is no site."""

    folder: Path
    draft: bytes | None = None


def _refuse_foreign(request: httputil.HTTPServerRequest) -> None:
    """Answer only to this machine's names, not to a page elsewhere that had its name rebound."""
    if request.host_name not in {HOST, "localhost"}:
        raise web.HTTPError(403)


class _Waiter(LiveReloadHandler):  # type: ignore[misc]
    """An open page's websocket; only pages of this server may open one."""

    def prepare(self) -> None:
        _refuse_foreign(self.request)

    def on_message(self, message: str | bytes) -> None:
        """Heed what the script says; whoever says anything else is not it, and is let go."""
        try:
            super().on_message(message)
        except (AttributeError, LookupError, RecursionError, TypeError, ValueError):
            self.close()

    def check_origin(self, origin: str) -> bool:
        del origin  # tornado asks about pages of other origins only
        return False


class _Files(web.StaticFileHandler):
    """The site's files, or for every page the findings that there are."""

    shown: Shown

    def initialize(self, shown: Shown) -> None:  # type: ignore[override]
        self.shown = shown
        super().initialize(str(shown.folder), default_filename="index.html")

    def compute_etag(self) -> None:
        """Give no tag: the next build may put another file in the place of this one."""

    def should_return_304(self) -> bool:
        return False

    def set_default_headers(self) -> None:
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")

    def prepare(self) -> None:
        _refuse_foreign(self.request)

    async def get(self, path: str, include_body: bool = True) -> None:  # noqa: FBT001, FBT002 - as tornado calls it
        if "\0" in path:  # no file has such a name, and asking for it is an error
            raise web.HTTPError(404)
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
        finishing: bool,  # noqa: FBT001 - as tornado calls it
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

    listening, port = _listen(port)
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
    # Saves that come within a tenth of a second are one change; those that come during a build,
    # also the first, are kept by the watcher and are the next.
    changes = awatch(*watched, debounce=100, step=25)
    coming = asyncio.ensure_future(anext(changes))
    await asyncio.sleep(0)
    try:
        shown.draft = await loop.run_in_executor(None, rebuild, ())
        server.add_socket(listening)
        ready(f"http://{HOST}:{port}/")
        while True:
            paths = sorted({path for _, path in await coming})
            coming = asyncio.ensure_future(anext(changes))
            before = shown.draft
            shown.draft = await loop.run_in_executor(None, rebuild, paths)
            # While only the style changes a page keeps its place; one of findings has to go.
            only_css = before is shown.draft is None and all(p.endswith(".css") for p in paths)
            LiveReloadHandler.reload_waiters("site.css" if only_css else "*")
    finally:
        coming.cancel()
        server.stop()


def _listen(port: int) -> tuple[socket.socket, int]:
    """Listen on this port or the next free one of the following few."""
    for number in range(port, min(port + _TRIES, 65536)):
        try:
            listening = socket.create_server((HOST, number))
        except OSError:
            continue
        listening.setblocking(False)  # noqa: FBT003 - its own form
        return listening, number
    raise NoPortError(f"no free port from {port} on; choose one with --port")
