"""Live reload: shows a site that is held in memory, builds it anew at each save, tells open pages.

The websocket, its protocol and its script are the livereload package's. Its own watcher polls and
builds on its event loop, so saves come from `watching` and are built in a thread of their own; its
`/forcereload` is left out. Nothing is read from a disk to answer a request.
"""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import re
import socket
from contextlib import closing
from dataclasses import dataclass
from threading import Thread
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from livereload.watcher import Watcher
from tornado import httpserver, web

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from tornado import httputil

    from site_builder.watching import Watch


T = TypeVar("T")

HOST = "127.0.0.1"
DESK = "/__desk/"
"""Where questions of the page's own script are answered."""

_TRIES = 20  # ports looked at for a free one
_AT_ONCE = 4  # pages that are made at the same time
_QUIET = 0.5  # seconds without a save, and for open pages to load, until the rest is looked at
_FOLDER = re.compile(r"[\w-][\w.-]*(?:/[\w-][\w.-]*)*")  # no address of another host
# What is served may run this server's own scripts and ask it; a published page may do neither.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
    " connect-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class NoPortError(Exception):
    """Nothing could be listened on; the message says what was tried, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer: its bytes, and of what type they are."""

    body: bytes
    type: str


class Site(Protocol):
    """What is served at one time; it never changes, and a save puts another in its place."""

    def page(self, path: str) -> Reply | None:
        """Return what stands at a path below the site's folder; None where nothing does."""

    def missing(self, path: str) -> Reply:
        """Return the page for a path where nothing stands."""

    def ask(self, question: str, query: Mapping[str, str]) -> Reply | None:
        """Return the answer to a question of the page's script; None where it is not known."""


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


class _Shown:
    """The site that is served now; its pages are made beside the event loop, a few at a time.

    One that takes long holds up no other, and one that is asked for again while it is made is made
    once.
    """

    def __init__(self, site: Site, address: Address) -> None:
        self.site = site
        self.base_path = address.base_path
        self.names = _names(address.host)
        self._room = asyncio.Semaphore(_AT_ONCE)
        self._making: dict[tuple[Site, str], asyncio.Future[Reply | None]] = {}

    async def page(self, path: str) -> Reply | None:
        site, key = self.site, (self.site, path)
        if key not in self._making:
            making = asyncio.ensure_future(self.made(lambda: site.page(path)))
            self._making[key] = making
            making.add_done_callback(lambda _: self._making.pop(key))
        return await asyncio.shield(self._making[key])

    async def made(self, make: Callable[[], T]) -> T:
        async with self._room:
            return await _in_thread(make)


def _names(host: str) -> frozenset[str]:
    """Return the names by which the server may be asked for, beside addresses in numbers."""
    own = {"localhost", host.lower()}
    if not _is_loopback(host):
        own |= {socket.gethostname().lower(), socket.getfqdn().lower()}
    return frozenset(own)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _refuse_foreign(request: httputil.HTTPServerRequest, shown: _Shown, host: str) -> None:
    """Answer to this machine's own names only, not to a page elsewhere that had its name rebound.

    An address in numbers cannot be rebound; while nobody else is let in, it must be the loopback's.
    """
    name = request.host_name.strip("[]").lower()
    if name in shown.names:
        return
    try:
        number = ipaddress.ip_address(name)
    except ValueError:
        raise web.HTTPError(403) from None
    if _is_loopback(host) and not number.is_loopback:
        raise web.HTTPError(403)


class _Waiter(LiveReloadHandler):  # type: ignore[misc]
    """An open page's websocket; only pages of this server may open one."""

    def initialize(self, shown: _Shown, host: str) -> None:
        self.shown, self.host = shown, host

    def prepare(self) -> None:
        _refuse_foreign(self.request, self.shown, self.host)

    def on_message(self, message: str | bytes) -> None:
        """Heed what the script says; whoever says anything else is not it, and is let go."""
        try:
            super().on_message(message)
        except (AttributeError, LookupError, RecursionError, TypeError, ValueError):
            self.close()

    def check_origin(self, origin: str) -> bool:
        del origin  # tornado asks about pages of other origins only
        return False


class _Script(LiveReloadJSHandler):  # type: ignore[misc]
    """The package's script, for pages of this server."""

    def initialize(self, shown: _Shown, host: str) -> None:
        self.shown, self.host = shown, host

    def prepare(self) -> None:
        _refuse_foreign(self.request, self.shown, self.host)


class _Pages(web.RequestHandler):
    """The site's pages and files."""

    def initialize(self, shown: _Shown, host: str) -> None:
        self.shown, self.host = shown, host

    def set_default_headers(self) -> None:
        for name, value in _HEADERS.items():
            self.set_header(name, value)

    def compute_etag(self) -> None:
        """Give no tag: the next save may put another file in the place of this one."""

    def prepare(self) -> None:
        _refuse_foreign(self.request, self.shown, self.host)

    async def head(self, path: str) -> None:
        await self.get(path)

    async def get(self, path: str) -> None:
        base = self.shown.base_path
        full = f"/{path}"
        if not full.startswith(base):
            if path and f"{full}/" != base:
                raise web.HTTPError(404)
            self.redirect(base, status=302)
            return
        name = full.removeprefix(base)
        wanted = f"{name}index.html" if not name or name.endswith("/") else name
        reply = await self.shown.page(wanted)
        if reply is None and await self._is_folder(name):
            self.redirect(f"{base}{name}/", status=302)
            return
        if reply is None:
            self.set_status(404)
            site = self.shown.site
            reply = await self.shown.made(lambda: site.missing(wanted))
        self._answer(reply)

    async def _is_folder(self, name: str) -> bool:
        if not _FOLDER.fullmatch(name):
            return False
        return await self.shown.page(f"{name}/index.html") is not None

    def write_error(self, status_code: int, **_: Any) -> None:
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{status_code}\n")

    def _answer(self, reply: Reply) -> None:
        self.set_header("Content-Type", reply.type)
        self.finish(reply.body)


class _Desk(_Pages):
    """Answers to the page's own script."""

    async def get(self, path: str) -> None:
        if self.request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
            raise web.HTTPError(403)
        query = {name: self.get_query_argument(name) for name in self.request.query_arguments}
        site = self.shown.site
        reply = await self.shown.made(lambda: site.ask(path, query))
        if reply is None:
            raise web.HTTPError(404)
        self._answer(reply)


async def _in_thread(work: Callable[..., T], *arguments: object) -> T:
    """Return what the work comes to, in a thread that does not keep the process from ending."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()

    def settle(result: T | None, error: BaseException | None) -> None:
        if done.cancelled():
            return
        if error is not None:
            done.set_exception(error)
        else:
            done.set_result(result)  # type: ignore[arg-type]  # what `work` returned

    def run() -> None:
        result, error = None, None
        try:
            result = work(*arguments)
        except Exception as caught:  # noqa: BLE001 - it is raised again where it is waited for
            error = caught
        if not loop.is_closed():
            loop.call_soon_threadsafe(settle, result, error)

    Thread(target=run, daemon=True).start()
    return await done


def run(
    watch: Watch,
    builder: Builder,
    address: Address,
    ready: Callable[[str], None],
) -> None:
    """Serve until interrupted; `ready` is called with the address once it is listened on.

    Raises NoPortError.
    """
    logging.getLogger("livereload").setLevel(logging.WARNING)
    logging.getLogger("tornado.access").setLevel(logging.ERROR)
    try:
        asyncio.run(_serve(watch, builder, address, ready))
    except KeyboardInterrupt:
        return


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
    site, _ = await _in_thread(builder.rebuild, ())
    shown = _Shown(site, address)
    server = httpserver.HTTPServer(_application(shown, address.host))
    server.add_socket(listening)
    try:
        port = listening.getsockname()[1]
        ready(f"http://{_in_address(address.host)}:{port}{address.base_path}")
        while True:
            saved = asyncio.ensure_future(watch.burst())
            if not (await asyncio.wait({saved}, timeout=_QUIET))[0]:
                _put(shown, *await _in_thread(builder.settle))
            paths = await saved
            _put(shown, *await _in_thread(builder.rebuild, paths))
    finally:
        server.stop()


def _put(shown: _Shown, site: Site, loads: str) -> None:
    """Show a site from now on, and tell open pages."""
    shown.site = site
    if loads:
        LiveReloadHandler.reload_waiters(loads)


def _application(shown: _Shown, host: str) -> web.Application:
    known = {"shown": shown, "host": host}
    return web.Application(
        [
            (r"/livereload", _Waiter, known),
            (r"/livereload\.js", _Script, known),
            (rf"{DESK}(.*)", _Desk, known),
            (r"/(.*)", _Pages, known),
        ]
    )


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
    import errno  # noqa: PLC0415 - beside its only use

    return error.errno in {errno.EADDRINUSE, errno.EACCES}
