"""The live server, in this process: a real port, a rebuild function of the test."""

from __future__ import annotations

import asyncio
import json
import socket
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from threading import Event
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest, HTTPResponse
from tornado.httputil import HTTPHeaders, HTTPServerRequest, RequestStartLine
from tornado.websocket import WebSocketClientConnection, websocket_connect

from site_builder import server
from site_builder.server import HOST, NoPortError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
    from pathlib import Path

POLICY = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
PAGE = f"<!doctype html><html><head>{POLICY}<title>Home</title></head><body>é</body></html>"
SCRIPT = '<script src="/livereload.js"></script>'
DRAFT = b"<!doctype html><html><head><title>Draft</title></head><body>mend it</body></html>"
WAIT = 10  # seconds after which something that never comes fails the test


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@dataclass
class Live:
    """A server under test: its address, what is watched, and how it builds."""

    site: Path
    watched: Path
    address: str = ""
    built: list[list[str]] = field(default_factory=list)
    draft: bytes | None = None
    held: Event | None = None

    def rebuild(self, changed: Sequence[str]) -> bytes | None:
        self.built.append([path.rpartition("/")[2] for path in changed])
        if self.held is not None:
            self.held.wait(WAIT)
        return self.draft

    async def get(self, path: str, method: str = "GET", **headers: str) -> HTTPResponse:
        request = HTTPRequest(
            self.address + path, method=method, headers=headers, follow_redirects=False
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
        page = await websocket_connect(self.address.replace("http", "ws") + "livereload")
        await page.write_message(json.dumps({"command": "hello", "protocols": []}))
        hello = json.loads(await heard(page))
        assert hello["command"] == "hello"
        await page.write_message(json.dumps({"command": "info", "url": self.address}))
        return page


async def heard(page: WebSocketClientConnection) -> str:
    message = await asyncio.wait_for(page.read_message(), WAIT)
    assert isinstance(message, str)
    return message


@asynccontextmanager
async def serving(live: Live, port: int | None = None) -> AsyncIterator[Live]:
    ready: asyncio.Queue[str] = asyncio.Queue()
    task = asyncio.ensure_future(
        server._serve(
            live.site, [live.watched], live.rebuild, port or free_port(), ready.put_nowait
        )
    )
    try:
        live.address = await asyncio.wait_for(ready.get(), WAIT)
        yield live
    finally:
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task


@pytest.fixture
def live(tmp_path: Path) -> Live:
    site, watched = tmp_path / "site", tmp_path / "watched"
    for folder in (site / "articles", site / "css", watched):
        folder.mkdir(parents=True)
    (site / "index.html").write_text(PAGE, encoding="utf-8")
    (site / "404.html").write_text(PAGE.replace("Home", "Gone"), encoding="utf-8")
    (site / "articles/index.html").write_text(PAGE.replace("Home", "List"), encoding="utf-8")
    (site / "css/site.css").write_text("p { margin: 0; }")
    (tmp_path / "secret.txt").write_text("secret")
    return Live(site=site, watched=watched)


def with_server(live: Live, scenario: Callable[[Live], Awaitable[None]], **options: Any) -> None:
    async def run() -> None:
        async with serving(live, **options) as server_:
            await scenario(server_)

    asyncio.run(run())


def test_a_page_is_served_with_the_script_where_its_policy_stood(live: Live) -> None:
    async def scenario(live: Live) -> None:
        page = await live.get("")
        assert page.code == 200
        wanted = PAGE.replace(POLICY, "").replace("</head>", SCRIPT + "</head>")
        assert page.body.decode() == wanted
        assert int(page.headers["Content-Length"]) == len(page.body)
        assert page.headers["Cache-Control"] == "no-store"
        assert page.headers["X-Content-Type-Options"] == "nosniff"
        assert "Etag" not in page.headers
        assert live.built == [[]]

    with_server(live, scenario)


def test_files_are_served_as_they_are(live: Live) -> None:
    async def scenario(live: Live) -> None:
        css = await live.get("css/site.css")
        assert (css.code, css.body) == (200, b"p { margin: 0; }")
        assert css.headers["Content-Type"] == "text/css"
        folder = await live.get("articles/")
        assert b"<title>List</title>" in folder.body
        moved = await live.get("articles")
        assert (moved.code, moved.headers["Location"]) == (301, "/articles/")
        script = await live.get("livereload.js")
        assert (script.code, script.headers["Content-Type"]) == (200, "application/javascript")
        head = await live.get("", method="HEAD")
        assert (head.code, head.body) == (200, b"")
        again = await live.get("", **{"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"})
        assert again.code == 200

    with_server(live, scenario)


def test_a_missing_page_shows_the_sites_own_with_its_links_at_the_root(live: Live) -> None:
    async def scenario(live: Live) -> None:
        for path in ("gone.html", "a/b/c/", "css/gone.css"):
            page = await live.get(path)
            assert page.code == 404
            assert b'<head><base href="/">' in page.body
            assert b"<title>Gone</title>" in page.body
        (live.site / "404.html").unlink()
        page = await live.get("gone.html")
        assert (page.code, page.body) == (404, b"404\n")

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
    ],
)
def test_nothing_outside_the_site_is_served(path: str, live: Live) -> None:
    async def scenario(live: Live) -> None:
        answer = await live.raw(path)
        assert answer.split(b" ", 2)[1] in {b"400", b"403", b"404"}
        assert b"secret" not in answer.split(b"\r\n\r\n", 1)[1]

    with_server(live, scenario)


def test_an_absolute_path_is_not_served(live: Live, tmp_path: Path) -> None:
    async def scenario(live: Live) -> None:
        for path in (f"/{tmp_path}/secret.txt", f"/%2f{tmp_path}/secret.txt"):
            answer = await live.raw(path)
            assert answer.split(b" ", 2)[1] in {b"400", b"403", b"404"}
            assert b"\r\n\r\nsecret" not in answer

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
        stranger = await websocket_connect(live.address.replace("http", "ws") + "livereload")
        await stranger.write_message(message, binary=isinstance(message, bytes))
        assert await asyncio.wait_for(stranger.read_message(), WAIT) is None
        stranger.close()

    with_server(live, scenario)
    assert capsys.readouterr() == ("", "")


def test_a_save_rebuilds_and_reloads_open_pages(live: Live) -> None:
    async def scenario(live: Live) -> None:
        page = await live.open_page()
        (live.watched / "a.yaml").write_text("a")
        message = json.loads(await heard(page))
        assert (message["command"], message["path"]) == ("reload", "*")
        assert live.built == [[], ["a.yaml"]]
        page.close()

    with_server(live, scenario)


def test_saves_within_a_moment_are_one_change(live: Live) -> None:
    async def scenario(live: Live) -> None:
        page = await live.open_page()
        for name in "abc":
            (live.watched / name).write_text(name)
        await heard(page)
        assert live.built == [[], ["a", "b", "c"]]
        page.close()

    with_server(live, scenario)


def test_a_change_of_style_alone_keeps_the_page_in_place(live: Live) -> None:
    async def scenario(live: Live) -> None:
        page = await live.open_page()
        (live.watched / "site.css").write_text("p {}")
        assert json.loads(await heard(page))["path"] == "site.css"
        (live.watched / "base.css").write_text("b {}")
        (live.watched / "a.yaml").write_text("a")
        assert json.loads(await heard(page))["path"] == "*"
        page.close()

    with_server(live, scenario)


def test_a_save_during_a_build_is_the_next_change(live: Live) -> None:
    async def scenario(live: Live) -> None:
        page = await live.open_page()
        live.held = Event()
        (live.watched / "a").write_text("a")
        while len(live.built) < 2:
            await asyncio.sleep(0.01)
        (live.watched / "b").write_text("b")
        live.held.set()
        await heard(page)
        await heard(page)
        assert live.built == [[], ["a"], ["b"]]
        page.close()

    with_server(live, scenario)


def test_a_save_during_the_first_build_is_not_lost(live: Live) -> None:
    live.held = Event()

    async def scenario(live: Live) -> None:
        while len(live.built) < 2:
            await asyncio.sleep(0.01)
        assert live.built == [[], ["early"]]

    async def save(held: Event) -> None:
        while not live.built:
            await asyncio.sleep(0.01)
        (live.watched / "early").write_text("early")
        await asyncio.sleep(0.3)
        held.set()

    async def run(held: Event) -> None:
        saving = asyncio.ensure_future(save(held))
        async with serving(live):
            await asyncio.wait_for(scenario(live), WAIT)
        await saving

    asyncio.run(run(live.held))


def test_while_there_are_findings_every_page_shows_them(live: Live) -> None:
    live.draft = DRAFT

    async def scenario(live: Live) -> None:
        for path in ("", "index.html", "articles/", "no/such/page.html", "no/such"):
            shown = await live.get(path)
            assert shown.code == 200
            assert shown.body == DRAFT.replace(b"</head>", SCRIPT.encode() + b"</head>")
            assert shown.headers["Content-Type"] == "text/html; charset=utf-8"
        head = await live.get("index.html", method="HEAD")
        assert (head.code, head.body) == (200, b"")
        assert (await live.get("css/site.css")).body == b"p { margin: 0; }"
        page = await live.open_page()
        live.draft = None
        (live.watched / "site.css").write_text("mended")
        assert json.loads(await heard(page))["path"] == "*"  # the findings must go
        assert b"<title>Home</title>" in (await live.get("")).body
        live.draft = DRAFT
        (live.watched / "site.css").write_text("broken")
        assert json.loads(await heard(page))["path"] == "*"
        page.close()

    with_server(live, scenario)


def test_a_port_in_use_gives_the_next_free_one(live: Live) -> None:
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


def test_only_the_loopback_interface_is_listened_on() -> None:
    listening, port = server._listen(free_port())
    with closing(listening):
        assert listening.getsockname() == (HOST, port)


def test_no_free_port_is_an_error(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError

    monkeypatch.setattr(server.socket, "create_server", refuse)
    with pytest.raises(NoPortError, match="no free port from 65530 on; choose one with --port"):
        server.run(live.site, [live.watched], live.rebuild, port=65530, ready=print)
    assert live.built == []


def test_an_interrupt_ends_it(live: Live) -> None:
    def interrupt(address: str) -> None:
        live.address = address
        raise KeyboardInterrupt

    server.run(live.site, [live.watched], live.rebuild, port=free_port(), ready=interrupt)
    assert live.address.startswith(f"http://{HOST}:")
    assert live.built == [[]]


def test_a_page_without_a_length_gets_the_script_too() -> None:
    line = RequestStartLine("GET", "/", "HTTP/1.1")
    transform = server._Script(
        HTTPServerRequest(start_line=line, headers=HTTPHeaders({"Host": HOST}))
    )
    headers = HTTPHeaders({"Content-Type": "text/html"})
    _, after, chunk = transform.transform_first_chunk(200, headers, PAGE.encode(), False)
    assert SCRIPT.encode() in chunk
    assert "Content-Length" not in after
