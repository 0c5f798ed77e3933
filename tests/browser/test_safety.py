"""The pages' policy: whatever were to break into a page, nothing runs and nothing is asked for.

Each attack is tried twice, on a page as it was built and on the same page without its policy: what
does no harm without the policy would prove nothing. Those that wait for no click share a page; each
says by its number that it did harm.
"""

from __future__ import annotations

import re
import shutil
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from .serving import Server, serving

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    Open = Callable[..., Page]

RUN = "console.log(NUMBER)"

# Where an attack holds `id="press"`, that is clicked. AWAY is an address of another host, which has
# the number of the attack in it.
ATTACKS = {
    "an inline script": f"<script>{RUN}</script>",
    "a script of another host": '<script src="AWAY/script.js"></script>',
    "a script as data": f'<script src="data:text/javascript,{RUN}"></script>',
    "a script in a drawing": f"<svg><script>{RUN}</script></svg>",
    "a handler for an error": f'<img src="no-such-file" onerror="{RUN}">',
    "a handler for the own icon": f'<img src="OWN-ICON" onload="{RUN}">',
    "a handler for a drawing": f'<svg onload="{RUN}"></svg>',
    "a handler that opens": f'<details open ontoggle="{RUN}">a</details>',
    "a handler for a click": f'<button id="press" onclick="{RUN}">a</button>',
    "a script as an address": f'<a id="press" href="javascript:{RUN};void 0">a</a>',
    "a script as an action": f'<form action="javascript:{RUN};void 0">'
    '<button id="press">a</button></form>',
    "a frame with a script": f"<iframe srcdoc='<script>{RUN}</script>'></iframe>",
    "a frame with a script as address": f'<iframe src="javascript:{RUN}"></iframe>',
    "a frame": '<iframe src="AWAY/frame"></iframe>',
    "an image": '<img src="AWAY/image.png">',
    "a wide image": '<img srcset="AWAY/wide.png 2x, AWAY/narrow.png 1x">',
    "an image in a drawing": '<svg><image href="AWAY/image.svg" width="9" height="9"/></svg>',
    "a style sheet": '<link rel="stylesheet" href="AWAY/style.css">',
    "an inline style": "<style>main { background: url(AWAY/ground.png) }</style>",
    "a style that imports": "<style>@import 'AWAY/import.css';</style>",
    "a style attribute": '<p style="background: url(AWAY/ground.png)">a</p>',
    "a typeface": "<style>@font-face { font-family: x; src: url(AWAY/face.woff) } "
    "main { font-family: x }</style>",
    "a form": '<form action="AWAY/form"><button id="press">a</button></form>',
    "an object": '<object data="AWAY/object"></object>',
    "an embedded file": '<embed src="AWAY/embed">',
    "a film": '<video src="AWAY/film.mp4" autoplay></video>',
    "a sound": '<audio src="AWAY/sound.mp3" autoplay></audio>',
    "a preload": '<link rel="preload" as="image" href="AWAY/preload.png">',
    "a prefetch": '<link rel="prefetch" href="AWAY/prefetch">',
    "a ping": '<a id="press" href="#main" ping="AWAY/ping">a</a>',
    "a base": '<base href="AWAY/"><a id="press" href="based.html">a</a>',
}

PRESS = 'id="press"'

_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
_STYLED = "getComputedStyle(document.body).marginTop === '0px'"


@contextmanager
def listening() -> Iterator[tuple[str, list[str]]]:
    """Give the address of another host on this machine, and the list of what it is asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            body = (
                RUN.replace("NUMBER", self.path.split("/")[1]).encode()
                if self.path.endswith(".js")
                else b""
            )
            self.send_response(200 if body else 204)
            self.send_header("Content-Type", "text/javascript")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, *_: object) -> None:
            return

    with Server(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", asked
        finally:
            server.shutdown()
            thread.join()


def harmful(
    page: Page, address: str, asked: list[str], numbers: Collection[int], *, patience: float
) -> set[int]:
    """Open an address, press what is to be pressed, and return which attacks did harm.

    It waits until all of `numbers` did, but for so many seconds at most.
    """
    del asked[:]
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(address)
    assert page.evaluate(_STYLED), f"{address} has no style"
    if page.locator("#press").count():
        page.locator("#press").click(no_wait_after=True)
    began = time.monotonic()
    while True:
        found = {path.split("/")[1] for path in asked} | {text for text in said if text.isdigit()}
        if found >= set(map(str, numbers)) or time.monotonic() > began + patience:
            return set(map(int, found))
        page.wait_for_timeout(25)


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_the_policy_stops_whatever_breaks_into_a_page(
    open_page: Open, built_site: Path, tmp_path: Path, scheme: str
) -> None:
    site = tmp_path / "site"
    shutil.copytree(built_site, site)
    whole = (site / "not-stated.html").read_text(encoding="utf-8")
    bare, without = _POLICY.subn("", whole)
    assert without == 1
    (icon,) = re.findall(r'<link rel="icon" href="([^"]+)"', whole)
    names = dict(enumerate(ATTACKS, start=1))
    pressed = [{number} for number, name in names.items() if PRESS in ATTACKS[name]]
    groups = [*pressed, {*names} - set().union(*pressed)]
    context = open_page().context
    through, harmless = set(), set()
    with listening() as (away, asked), serving(site) as served:
        root = served if scheme == "http" else f"{site.as_uri()}/"
        for at, numbers in enumerate(groups):
            made = "".join(
                ATTACKS[names[number]]
                .replace("AWAY", f"{away}/{number}")
                .replace("NUMBER", f"{number}")
                .replace("OWN-ICON", icon)
                for number in sorted(numbers)
            )
            for kind, text in (("whole", whole), ("bare", bare)):
                injected = text.replace('tabindex="-1">', f'tabindex="-1">{made}', 1)
                assert injected != text
                (site / f"{kind}-{at}.html").write_text(injected, encoding="utf-8")
            began = time.monotonic()
            with context.new_page() as page:
                did = harmful(page, f"{root}bare-{at}.html", asked, numbers, patience=5)
            harmless |= numbers - did
            taken = time.monotonic() - began
            with context.new_page() as page:
                through |= harmful(page, f"{root}whole-{at}.html", asked, numbers, patience=taken)
    assert sorted(names[number] for number in through) == []
    assert sorted(names[number] for number in harmless) == []
