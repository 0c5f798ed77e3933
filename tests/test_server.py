"""The live server, in this process: saves, what they lead to, and where it listens."""

from __future__ import annotations

import _thread
import asyncio
import errno
import json
import socket
import time
from contextlib import closing
from threading import Event
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from site_builder import server
from site_builder.server import HOST, Address, NoPortError

if TYPE_CHECKING:
    from collections.abc import Sequence

from live import WAIT, Live, Shown, free_port, heard, serving, with_server


@pytest.fixture
def live() -> Live:
    return Live()


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


def test_a_page_loaded_before_a_save_finds_the_sheet_it_names(live: Live) -> None:
    sheet, note = "static/css/site.0123456789ab.css", "static/note.css"
    live.site = Shown(pages={"index.html": b"first", sheet: b"of then", note: b"of then"})

    async def scenario(live: Live) -> None:
        page = await live.open_page()
        for number in range(3):
            live.site = Shown(pages={"index.html": b"later"})
            live.save(f"{number}.css")
            await heard(page)
            assert (await live.get(sheet)).body == b"of then"
            assert (await live.get(note)).code == 404  # its name does not tell what is in it
        live.save("last.css")
        await heard(page)
        assert (await live.get(sheet)).code == 404
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
        ("0.0.0.0", "192.0.2.7", 200),
        ("0.0.0.0", "evil.example", 403),
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
