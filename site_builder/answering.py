"""What is answered to whom: pages and questions of a site held in memory, and its websocket.

The websocket, its protocol and its script are the livereload package's; its `/forcereload` is left
out. Nothing is read from a disk to answer a request.
"""

from __future__ import annotations

import asyncio
import ipaddress
import re
import socket
from collections import deque
from dataclasses import dataclass
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from tornado import web

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tornado import httputil

T = TypeVar("T")

DESK = "/__desk/"
"""Where questions of the page's own script are answered."""

_AT_ONCE = 16  # pages and answers that are made, or wait to be filled, at the same time
_KEPT = 3  # sites that were served before
_TOLD = re.compile(r"\.[0-9a-f]{12}\.\w+")  # ends a name that tells what is in the file
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


class Shown:
    """The site that is served now; its pages are made beside the event loop, some at a time.

    One that takes long holds up no answer of another kind, and one that is asked for again while it
    is made is made once.
    """

    def __init__(self, site: Site, host: str, base_path: str) -> None:
        self.site = site
        self._before: deque[Site] = deque(maxlen=_KEPT)
        self.base_path = base_path
        self.names = _names(host)
        self.only_here = _is_loopback(host)
        self._room = asyncio.Semaphore(_AT_ONCE)
        self._making: dict[tuple[Site, str], asyncio.Future[Reply | None]] = {}

    def put(self, site: Site) -> None:
        """Show another site from now on."""
        self._before.appendleft(self.site)
        self.site = site

    async def page(self, path: str) -> Reply | None:
        """Return what stands at a path below the site's folder.

        A page that was loaded just before a save may still ask for the style sheet it names: a file
        whose name tells its bytes is found in the sites before, too.
        """
        found = await self._of(self.site, path)
        if found is None and _TOLD.search(path):
            kept = [await self._of(site, path) for site in self._before]
            return next((one for one in kept if one is not None), None)
        return found

    async def _of(self, site: Site, path: str) -> Reply | None:
        key = (site, path)
        if key not in self._making:
            making = asyncio.ensure_future(self.made(lambda: site.page(path)))
            self._making[key] = making
            making.add_done_callback(lambda _: self._making.pop(key))
        return await asyncio.shield(self._making[key])

    async def made(self, make: Callable[[], T]) -> T:
        """Return what is made in a thread, once there is room for it."""
        async with self._room:
            return await in_thread(make)


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


def _refuse_foreign(request: httputil.HTTPServerRequest, shown: Shown) -> None:
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
    if shown.only_here and not number.is_loopback:
        raise web.HTTPError(403)


class _Waiter(LiveReloadHandler):  # type: ignore[misc]  # it has no types
    """An open page's websocket; only pages of this server may open one."""

    def initialize(self, shown: Shown) -> None:
        self.shown = shown

    def prepare(self) -> None:
        _refuse_foreign(self.request, self.shown)

    def on_message(self, message: str | bytes) -> None:
        """Heed what the script says; whoever says anything else is not it, and is let go."""
        try:
            super().on_message(message)
        except (AttributeError, LookupError, RecursionError, TypeError, ValueError):
            self.close()

    def check_origin(self, origin: str) -> bool:
        del origin  # tornado asks about pages of other origins only
        return False


class _Script(LiveReloadJSHandler):  # type: ignore[misc]  # it has no types
    """The package's script, for pages of this server."""

    def initialize(self, shown: Shown) -> None:
        self.shown = shown

    def prepare(self) -> None:
        _refuse_foreign(self.request, self.shown)


class _Pages(web.RequestHandler):
    """The site's pages and files."""

    def initialize(self, shown: Shown) -> None:
        self.shown = shown

    def set_default_headers(self) -> None:
        for name, value in _HEADERS.items():
            self.set_header(name, value)

    def compute_etag(self) -> None:
        """Give no tag: the next save may put another file in the place of this one."""

    def prepare(self) -> None:
        _refuse_foreign(self.request, self.shown)

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


async def in_thread(work: Callable[..., T], *arguments: object) -> T:
    """Return what the work comes to, in a thread that does not keep the process from ending."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()

    def settle(come: Callable[[], None]) -> None:
        if not done.cancelled():
            come()

    def run() -> None:
        try:
            come = partial(done.set_result, work(*arguments))
        except Exception as error:  # noqa: BLE001 - it is raised again where it is waited for
            come = partial(done.set_exception, error)
        if not loop.is_closed():
            loop.call_soon_threadsafe(settle, come)

    Thread(target=run, daemon=True).start()
    return await done


def application(shown: Shown) -> web.Application:
    """Return what answers requests: for the websocket, its script, questions and pages."""
    known = {"shown": shown}
    return web.Application(
        [
            (r"/livereload", _Waiter, known),
            (r"/livereload\.js", _Script, known),
            (rf"{DESK}(.*)", _Desk, known),
            (r"/(.*)", _Pages, known),
        ]
    )
