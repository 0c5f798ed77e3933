"""A server under test in this process: a site, saves and what builds, all of the test."""

from __future__ import annotations

import asyncio
import json
import socket
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from tornado.httpclient import AsyncHTTPClient, HTTPRequest, HTTPResponse
from tornado.websocket import WebSocketClientConnection, websocket_connect

from site_builder import server
from site_builder.answering import Reply
from site_builder.server import HOST, Address

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
    from threading import Event

WAIT = 20  # seconds after which something that never comes fails the test
HTML = "text/html; charset=utf-8"
PAGES = {
    "index.html": b"<title>Home</title>",
    "articles/index.html": b"<title>List</title>",
    "css/site.css": b"p { margin: 0; }",
    "evil.example/index.html": b"<title>Folder</title>",
}


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@dataclass
class Shown:
    """A site of the test: `held` pages wait; `made` counts how often each was asked for."""

    pages: Mapping[str, bytes] = field(default_factory=lambda: dict(PAGES))
    held: dict[str, Event] = field(default_factory=dict)
    made: list[str] = field(default_factory=list)

    def __hash__(self) -> int:
        return id(self)

    def page(self, path: str) -> Reply | None:
        self.made.append(path)
        if path in self.held:
            self.held[path].wait(WAIT)
        if path == "broken.html":
            raise RuntimeError("/srv/secret.py")
        body = self.pages.get(path)
        return Reply(body=body, type=HTML) if body is not None else None

    def missing(self, path: str) -> Reply:
        return Reply(body=b"<title>Gone</title>", type=HTML)

    def ask(self, question: str, query: Mapping[str, str]) -> Reply | None:
        if question != "echo":
            return None
        return Reply(body=json.dumps(dict(query)).encode(), type="application/json")


class Saves:
    """Saves as a watch tells them, in bursts; the test makes them."""

    def __init__(self) -> None:
        self.queue: asyncio.Queue[str] = asyncio.Queue()
        self.watched = False

    async def burst(self) -> list[str]:
        paths = {await self.queue.get()}
        while not self.queue.empty():
            paths.add(self.queue.get_nowait())
        return sorted(paths)

    @asynccontextmanager
    async def watching(self) -> AsyncIterator[Saves]:
        self.watched = True
        yield self


@dataclass
class Live:
    """A server under test: its address, and how it builds."""

    address: str = ""
    site: Shown = field(default_factory=Shown)
    loads: str = "*"
    later: str = ""
    settled: int = 0
    built: list[list[str]] = field(default_factory=list)
    held: Event | None = None
    saves: Saves = field(default_factory=Saves)

    def rebuild(self, changed: Sequence[str]) -> tuple[Shown, str]:
        assert self.saves.watched  # before anything is read, so that no save is lost
        self.built.append(list(changed))
        if self.held is not None:
            self.held.wait(WAIT)
        return self.site, self.loads

    def settle(self) -> tuple[Shown, str]:
        self.settled += 1
        return self.site, self.later

    def save(self, *names: str) -> None:
        for name in names:
            self.saves.queue.put_nowait(name)

    async def get(self, path: str, method: str = "GET", **headers: str) -> HTTPResponse:
        request = HTTPRequest(
            self.address + path,
            method=method,
            headers={name.replace("_", "-"): value for name, value in headers.items()},
            follow_redirects=False,
        )
        return await AsyncHTTPClient(force_instance=True).fetch(request, raise_error=False)

    async def raw(self, path: str) -> bytes:
        """Return the answer to a request for exactly this path."""
        there = urlsplit(self.address)
        reader, writer = await asyncio.open_connection(HOST, there.port)
        request = f"GET {path} HTTP/1.1\r\nHost: {there.netloc}\r\nConnection: close\r\n\r\n"
        writer.write(request.encode())
        answer = await reader.read()
        writer.close()
        await writer.wait_closed()
        return answer

    async def open_page(self) -> WebSocketClientConnection:
        """Return a websocket that has said what a page's script says."""
        there = urlsplit(self.address).netloc
        page = await websocket_connect(f"ws://{there}/livereload")
        await page.write_message(json.dumps({"command": "hello", "protocols": []}))
        hello = json.loads(await heard(page))
        assert hello["command"] == "hello"
        await page.write_message(json.dumps({"command": "info", "url": self.address}))
        await asyncio.sleep(0.05)
        return page


async def heard(page: WebSocketClientConnection) -> str:
    message = await asyncio.wait_for(page.read_message(), WAIT)
    assert isinstance(message, str)
    return message


@asynccontextmanager
async def serving(live: Live, **options: Any) -> AsyncIterator[Live]:
    ready: asyncio.Queue[str] = asyncio.Queue()
    address = Address(**{"port": free_port(), **options})
    running = server._serve(live.saves, live, address, ready.put_nowait)
    task = asyncio.ensure_future(running)
    try:
        live.address = await asyncio.wait_for(ready.get(), WAIT)
        yield live
    finally:
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task


def with_server(live: Live, scenario: Callable[[Live], Awaitable[None]], **options: Any) -> None:
    async def run() -> None:
        async with serving(live, **options) as server_:
            await asyncio.wait_for(scenario(server_), WAIT)

    asyncio.run(run())
