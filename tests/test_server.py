"""The live server, in this process: a real port; a site, saves and a rebuild of the test."""

from __future__ import annotations

import asyncio
import errno
import json
import socket
import time
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from threading import Event
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest, HTTPResponse
from tornado.websocket import WebSocketClientConnection, websocket_connect

from site_builder import server
from site_builder.answering import Reply
from site_builder.server import HOST, Address, NoPortError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence

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


@pytest.fixture
def live() -> Live:
    return Live()


def with_server(live: Live, scenario: Callable[[Live], Awaitable[None]], **options: Any) -> None:
    async def run() -> None:
        async with serving(live, **options) as server_:
            await asyncio.wait_for(scenario(server_), WAIT)

    asyncio.run(run())


def test_a_page_is_served_whole_and_is_never_kept_by_a_browser(live: Live) -> None:
    async def scenario(live: Live) -> None:
        page = await live.get("")
        assert (page.code, page.body) == (200, PAGES["index.html"])
        assert page.headers["Content-Type"] == HTML
        assert page.headers["Cache-Control"] == "no-store"
        assert page.headers["X-Content-Type-Options"] == "nosniff"
        assert page.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
        assert "http" not in page.headers["Content-Security-Policy"]
        assert "Etag" not in page.headers
        assert live.built == [[]]
        again = await live.get("", If_Modified_Since="Fri, 01 Jan 2100 00:00:00 GMT")
        assert again.code == 200
        head = await live.get("", method="HEAD")
        assert (head.code, head.body) == (200, b"")
        assert int(head.headers["Content-Length"]) == len(page.body)
        assert (await live.get("css/site.css")).body == b"p { margin: 0; }"
        assert (await live.get("articles/")).body == PAGES["articles/index.html"]
        script = await live.get("livereload.js")
        assert (script.code, script.headers["Content-Type"]) == (200, "application/javascript")
        assert (await live.get("", method="DELETE")).code == 405

    with_server(live, scenario)


def test_a_folder_without_its_slash_leads_to_the_folder_of_this_host(live: Live) -> None:
    async def scenario(live: Live) -> None:
        moved = await live.get("articles")
        assert (moved.code, moved.headers["Location"]) == (302, "/articles/")
        for path in ("//evil.example", "/\\evil.example", "/%2Fevil.example", "/%5Cevil.example"):
            answer = await live.raw(path)
            assert answer.split(b" ", 2)[1] == b"404"
            assert b"Location" not in answer

    with_server(live, scenario)


def test_a_missing_page_shows_the_sites_own(live: Live) -> None:
    async def scenario(live: Live) -> None:
        for path in ("gone.html", "a/b/c/", "css/gone.css"):
            page = await live.get(path)
            assert (page.code, page.body) == (404, b"<title>Gone</title>")

    with_server(live, scenario)


def test_what_goes_wrong_with_a_page_is_answered_without_a_word_of_the_code(live: Live) -> None:
    async def scenario(live: Live) -> None:
        page = await live.get("broken.html")
        assert (page.code, page.body) == (500, b"500\n")
        assert (await live.get("")).code == 200

    with_server(live, scenario)


def test_questions_of_the_pages_script_are_answered_to_pages_of_this_server_only(
    live: Live,
) -> None:
    async def scenario(live: Live) -> None:
        asked = await live.get("__desk/echo?words=a%20b&n=1")
        assert json.loads(asked.body) == {"words": "a b", "n": "1"}
        assert (await live.get("__desk/echo?a=1", Sec_Fetch_Site="same-origin")).code == 200
        for elsewhere in ("cross-site", "same-site"):
            assert (await live.get("__desk/echo?a=1", Sec_Fetch_Site=elsewhere)).code == 403
        assert (await live.get("__desk/echo?a=1", Host="evil.example")).code == 403
        assert (await live.get("__desk/unknown")).code == 404
        assert (await live.get("__desk/echo?a=%ff")).code == 400

    with_server(live, scenario)


def test_a_base_path_is_as_on_the_real_host(live: Live) -> None:
    async def scenario(live: Live) -> None:
        there = urlsplit(live.address)
        assert there.path == "/a/briefing/"
        assert (await live.get("")).body == PAGES["index.html"]
        assert (await live.get("articles/index.html")).code == 200
        moved = await live.get("articles")
        assert moved.headers["Location"] == "/a/briefing/articles/"
        for path, code in (("/", b"302"), ("/a/briefing", b"302"), ("/articles/", b"404")):
            answer = await live.raw(path)
            assert answer.split(b" ", 2)[1] == code
            assert (b"Location: /a/briefing/" in answer) == (code == b"302")

    with_server(live, scenario, base_path="/a/briefing/")


def test_a_page_that_takes_long_holds_up_no_other_and_is_made_once(live: Live) -> None:
    live.site.held["slow.html"] = Event()

    async def scenario(live: Live) -> None:
        slow = [asyncio.ensure_future(live.get("slow.html")) for _ in range(6)]
        while "slow.html" not in live.site.made:
            await asyncio.sleep(0.01)
        assert (await live.get("")).code == 200
        assert not any(one.done() for one in slow)
        live.site.held["slow.html"].set()
        assert {(await one).code for one in slow} == {404}
        assert live.site.made.count("slow.html") == 1

    with_server(live, scenario)


def test_there_is_no_forced_reload(live: Live) -> None:
    async def scenario(live: Live) -> None:
        assert (await live.get("forcereload")).code == 404
        assert (await live.get("livereload")).code == 400  # no page: a websocket only

    with_server(live, scenario)


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/articles/../../secret.txt",
        "/articles/..%2f..%2fsecret.txt",
        "/..\\secret.txt",
        "/%00",
        "//secret.txt",
        "//../secret.txt",
        "/.git/config",
        "/content/site.yaml",
    ],
)
def test_nothing_outside_the_site_is_served(path: str, live: Live) -> None:
    async def scenario(live: Live) -> None:
        answer = await live.raw(path)
        assert answer.split(b" ", 2)[1] in {b"400", b"403", b"404"}
        assert b"Traceback" not in answer

    with_server(live, scenario)


@pytest.mark.parametrize(
    ("host", "code"),
    [
        ("127.0.0.1", 200),
        ("localhost", 200),
        ("localhost:8000", 200),
        ("evil.example", 403),
        ("evil.example:8000", 403),
        ("127.0.0.1.evil.example", 403),
    ],
)
def test_only_this_machines_names_are_answered(host: str, code: int, live: Live) -> None:
    async def scenario(live: Live) -> None:
        page = await live.get("", Host=host)
        assert page.code == code
        assert (b"Home" in page.body) == (code == 200)

    with_server(live, scenario)


@pytest.mark.parametrize(
    ("headers", "opens"),
    [
        ({"Origin": "http://{host}"}, True),
        ({"Origin": "http://evil.example"}, False),
        ({"Origin": "null"}, False),
        ({"Origin": "http://{host}.evil.example"}, False),
        ({"Origin": "http://evil.example", "Host": "evil.example"}, False),
        ({"Origin": "http://localhost:1", "Host": "localhost:1"}, True),
    ],
)
def test_only_pages_of_this_server_may_listen(
    headers: dict[str, str], opens: bool, live: Live
) -> None:
    async def scenario(live: Live) -> None:
        there = urlsplit(live.address).netloc
        sent = {name: value.format(host=there) for name, value in headers.items()}
        request = HTTPRequest(f"ws://{there}/livereload", headers=sent)
        if opens:
            (await websocket_connect(request)).close()
        else:
            with pytest.raises(HTTPClientError) as caught:
                await websocket_connect(request)
            assert caught.value.code == 403

    with_server(live, scenario)


@pytest.mark.parametrize("message", ["not json", "[1]", "null", '"a"', "[" * 50_000, b"\xff"])
def test_what_is_no_page_is_let_go_in_silence(
    message: str | bytes, live: Live, capsys: pytest.CaptureFixture[str]
) -> None:
    async def scenario(live: Live) -> None:
        stranger = await websocket_connect(f"ws://{urlsplit(live.address).netloc}/livereload")
        await stranger.write_message(message, binary=isinstance(message, bytes))
        assert await asyncio.wait_for(stranger.read_message(), WAIT) is None
        stranger.close()

    with_server(live, scenario)
    assert capsys.readouterr() == ("", "")


def test_a_save_rebuilds_and_reloads_open_pages(live: Live) -> None:
    async def scenario(live: Live) -> None:
        page, other = await live.open_page(), await live.open_page()
        live.site = Shown(pages={"index.html": b"anew"})
        live.save("a.yaml")
        for one in (page, other):
            message = json.loads(await heard(one))
            assert (message["command"], message["path"]) == ("reload", "*")
            one.close()
        assert live.built == [[], ["a.yaml"]]
        assert (await live.get("")).body == b"anew"

    with_server(live, scenario)


def test_what_a_save_need_not_wait_for_is_looked_at_when_nobody_saves(
    live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "_QUIET", 0.2)

    async def scenario(live: Live) -> None:
        page = await live.open_page()
        live.save("a.yaml")
        await heard(page)
        settled = live.settled
        live.later, live.site = "*", Shown(pages={"index.html": b"known better"})
        assert json.loads(await heard(page))["path"] == "*"
        assert (live.settled, live.built) == (settled + 1, [[], ["a.yaml"]])
        assert (await live.get("")).body == b"known better"
        page.close()
        monkeypatch.setattr(server, "_QUIET", WAIT)
        live.save("b.yaml")
        live.save("c.yaml")
        while len(live.built) < 3:
            await asyncio.sleep(0.01)
        assert live.settled == settled + 1

    with_server(live, scenario)


def test_a_change_of_style_alone_names_the_sheet(live: Live) -> None:
    async def scenario(live: Live) -> None:
        page = await live.open_page()
        live.loads = "static/css/site.css"
        live.save("part.css")
        message = json.loads(await heard(page))
        assert (message["path"], message["liveCSS"]) == ("static/css/site.css", True)
        live.loads = ""  # nothing changed: nothing is said
        live.save("a.yaml")
        while len(live.built) < 3:
            await asyncio.sleep(0.01)
        live.loads = "*"
        live.save("b.yaml")
        assert json.loads(await heard(page))["path"] == "*"
        page.close()

    with_server(live, scenario)


def test_saves_during_a_build_are_the_next_change(live: Live) -> None:
    async def scenario(live: Live) -> None:
        page = await live.open_page()
        live.held = Event()
        live.save("a")
        while len(live.built) < 2:
            await asyncio.sleep(0.01)
        assert (await live.get("")).code == 200  # what was shown before, meanwhile
        live.save("c", "b")
        live.held.set()
        await heard(page)
        await heard(page)
        assert live.built == [[], ["a"], ["b", "c"]]
        page.close()

    with_server(live, scenario)


def test_a_save_during_the_first_build_is_not_lost(live: Live) -> None:
    live.held = Event()

    async def run(held: Event) -> None:
        async def save() -> None:
            while not live.built:
                await asyncio.sleep(0.01)
            live.save("early")
            held.set()

        saving = asyncio.ensure_future(save())
        async with serving(live):
            while len(live.built) < 2:
                await asyncio.sleep(0.01)
        await saving

    asyncio.run(asyncio.wait_for(run(live.held), WAIT))
    assert live.built == [[], ["early"]]


def test_many_open_pages_are_all_told(live: Live) -> None:
    async def scenario(live: Live) -> None:
        pages = await asyncio.gather(*(live.open_page() for _ in range(60)))
        live.save("a")
        for page in pages:
            assert json.loads(await heard(page))["command"] == "reload"
            page.close()

    with_server(live, scenario)


def test_a_port_in_use_gives_the_next_free_one_or_none(live: Live) -> None:
    with closing(socket.socket()) as taken:
        taken.bind((HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]

        async def scenario(live: Live) -> None:
            found = urlsplit(live.address).port
            assert found is not None
            assert port < found < port + server._TRIES
            assert (await live.get("")).code == 200

        with_server(live, scenario, port=port)
        with pytest.raises(NoPortError, match=f"port {port} cannot be listened on: Address"):
            server._listen(Address(port=port, strict=True))


def test_only_the_loopback_interface_is_listened_on() -> None:
    port = free_port()
    with closing(server._listen(Address(port=port))) as listening:
        assert listening.getsockname() == (HOST, port)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EADDRINUSE, "no free port from 65530 on; choose one with --port"),
        (errno.EADDRNOTAVAIL, "this machine cannot listen on 127.0.0.1: .*; leave out --host for"),
        (errno.EMFILE, "this machine cannot listen on 127.0.0.1: Too many open files"),
    ],
)
def test_where_nothing_can_be_listened_on_it_says_why(
    number: int, words: str, live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, {errno.EMFILE: "Too many open files"}.get(number, "no"))

    monkeypatch.setattr(server.socket, "create_server", refuse)
    with pytest.raises(NoPortError, match=words):
        server.run(live.saves, live, Address(port=65530), print)
    assert live.built == []


@pytest.mark.parametrize(
    ("host", "asked", "code"),
    [
        ("0.0.0.0", "192.0.2.7", 200),  # noqa: S104 - what is tested
        ("0.0.0.0", "evil.example", 403),  # noqa: S104 - as above
        (HOST, "192.0.2.7", 403),
        (HOST, "127.0.0.2", 200),
        (HOST, "[::1]", 200),
    ],
)
def test_an_address_in_numbers_is_answered_where_others_are_let_in(
    host: str, asked: str, code: int, live: Live
) -> None:
    async def scenario(live: Live) -> None:
        assert live.address.startswith(f"http://{HOST}:")
        assert (await live.get("", Host=asked)).code == code

    with_server(live, scenario, host=host)


@pytest.mark.parametrize("during", ["idle", "the first build"])
def test_an_interrupt_ends_it_at_once(
    during: str, live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(address: str) -> None:
        live.address = address
        raise KeyboardInterrupt

    if during == "the first build":
        live.held = Event()

        def held(changed: Sequence[str]) -> tuple[Shown, str]:
            import _thread  # noqa: PLC0415 - beside its only use

            live.built.append(list(changed))
            _thread.interrupt_main()
            assert live.held is not None
            live.held.wait(WAIT)
            return live.site, "*"

        monkeypatch.setattr(live, "rebuild", held)
    began = time.monotonic()
    server.run(live.saves, live, Address(port=free_port()), interrupt)
    assert time.monotonic() - began < WAIT / 4
    assert live.built == [[]]
    if live.held is not None:
        live.held.set()
