"""What is answered to whom, by a real server in this process."""

from __future__ import annotations

import asyncio
import json
from threading import Event
from urllib.parse import urlsplit

import pytest
from live import HTML, PAGES, WAIT, Live, with_server
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import websocket_connect


@pytest.fixture
def live() -> Live:
    return Live()


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
