"""A published folder as a real nginx serves it, with the configuration that `publish` writes."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import threading
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from published import asset, site

from site_builder.compressing import packers
from site_builder.hosting import FOREVER, NAMED, content_type
from site_builder.publish.folder import publish_folder, roll_back
from site_builder.publish.hosts import filled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_builder.publish.finished import Finished

NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
pytestmark = pytest.mark.skipif(NGINX is None, reason="needs nginx")
MODEL = Path(__file__).parent.parent / "site_builder/publish/models/nginx.conf"
BASE = "/briefing/"
MORE = {
    "404.html": b"<!doctype html><p>not here</p>",
    "feed.json": b"{}",
    "evidence.json": b"{}",
    "annotations.jsonld": b"{}",
    "sources.bib": b"@misc{}",
    "figures.csv": b"a,b",
    "feed.atom": b"<feed/>",
    ".well-known/security.txt": b"Contact: x",
    "static/favicon.0123456789ab.svg": b"<svg/>",
    "static/plain.woff2": b"x",
}


def nginx(folder: Path, target: Path, base: str) -> tuple[subprocess.Popen[bytes], int]:
    """Start a real nginx of our own, as the file says but for its port and paths."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    given = filled(
        MODEL.read_text(encoding="utf-8"),
        builder="",
        title="",
        base_url=f"http://127.0.0.1:{port}{base}" if base != "/" else "",
    )
    given = given.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("listen [::]:80;", "")
    given = given.replace("/srv/www/site", str(target))
    scratch = "".join(
        f"{name}_temp_path {folder}/{name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    config = folder / "nginx.conf"
    config.write_text(
        f"daemon off; master_process off; pid {folder}/pid; error_log stderr;\n"
        "events { }\n"
        f"http {{\naccess_log off;\n{scratch}{given}\n}}\n",
        encoding="utf-8",
    )
    assert NGINX is not None
    started = subprocess.Popen(
        [NGINX, "-p", folder, "-e", "stderr", "-c", config], stderr=subprocess.PIPE
    )
    for _ in range(2000):
        with socket.socket() as trying:
            trying.settimeout(5)
            if trying.connect_ex(("127.0.0.1", port)) == 0:
                return started, port
        if started.poll() is not None:
            assert started.stderr is not None
            raise AssertionError(started.stderr.read().decode())
        threading.Event().wait(0.005)
    raise AssertionError("nginx did not start")


def put(made: Finished, target: Path) -> None:
    publish_folder(made, target, project=target.parent / "p", keep=3, packing=packers())


class Server:
    """A site that is served, and what it answers."""

    def __init__(self, port: int, target: Path, editions: list[Finished], base: str) -> None:
        self.target, self.editions, self.base = target, editions, base
        self.connection = HTTPConnection("127.0.0.1", port, timeout=30)

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.connection.request("GET", path, headers=named)
        answer = self.connection.getresponse()
        got = {name.lower(): value for name, value in answer.getheaders()}
        return answer.status, got, answer.read()


@pytest.fixture(scope="module", params=["/", BASE])
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("nginx")
    editions = [
        site(folder / f"e{n}", f"{n}.0", colour, **MORE)
        for n, colour in enumerate(("red", "green"), 1)
    ]
    target = folder / "www"
    put(editions[0], target)
    started, port = nginx(folder, target, request.param)
    made = Server(port, target, editions, request.param)
    try:
        yield made
    finally:
        made.connection.close()
        started.terminate()
        started.communicate()


def test_every_file_has_its_type_and_how_long_it_may_be_kept(server: Server) -> None:
    made = server.editions[0]
    for path in made.files:
        status, headers, body = server.get(f"{server.base}{path}")
        assert (status, body) == (200, made.read(path)), path
        assert headers["content-type"] == content_type(path), path
        fixed = re.search(r"\.[0-9a-f]{12}\.", path)
        assert headers["cache-control"] == (FOREVER if fixed else "no-cache"), path
        assert headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cross-origin-opener-policy"] == "same-origin"
    assert NAMED.keys() & made.files.keys()


def test_a_packed_file_is_sent_to_who_can_unpack_it(server: Server) -> None:
    root = server.target / "current"
    for path in ("index.html", asset("red")[0]):
        _, headers, body = server.get(f"{server.base}{path}", Accept_Encoding="gzip")
        if (root / f"{path}.gz").exists():
            assert headers["content-encoding"] == "gzip"
            assert body == (root / f"{path}.gz").read_bytes()
        assert headers["content-type"] == content_type(path)
    assert (root / "index.html.gz").exists()
    assert server.get(f"{server.base}index.html")[1]["vary"] == "Accept-Encoding"


def test_the_first_page_goes_by_the_name_of_the_folder(server: Server) -> None:
    assert server.get(server.base)[2] == server.editions[0].read("index.html")
    if server.base != "/":
        status, headers, _ = server.get(server.base.rstrip("/"))
        assert (status, headers["location"]) == (301, server.base)


@pytest.mark.parametrize("path", ["nothing.html", "themes/", "static/a.0123456789ab.css"])
def test_what_is_not_there_has_a_page_that_says_so(server: Server, path: str) -> None:
    status, headers, body = server.get(f"{server.base}{path}")
    assert (status, body) == (404, MORE["404.html"])
    assert headers["cache-control"] == "no-cache"
    assert headers["x-content-type-options"] == "nosniff"


def test_the_host_has_nothing_but_the_site(server: Server) -> None:
    """Below a path, nginx would else greet at the root with a page of its own."""
    if server.base != "/":
        for path in ("/", "/index.html"):
            assert server.get(path)[::2] == (404, MORE["404.html"])
    assert server.get("/elsewhere/")[::2] == (404, MORE["404.html"])


def test_a_copy_is_good_until_a_file_changes(server: Server) -> None:
    tag = server.get(f"{server.base}index.html")[1]["etag"]
    assert server.get(f"{server.base}index.html", If_None_Match=tag)[0] == 304


def test_who_reads_while_sites_are_published_meets_whole_ones(server: Server) -> None:
    done = threading.Event()

    def publish() -> None:
        try:
            for number in (1, 0, 1, 0, 1):
                put(server.editions[number], server.target)
            roll_back(server.target, project=server.target.parent / "p")
        finally:
            done.set()

    publishing = threading.Thread(target=publish)
    publishing.start()
    seen = set()
    while not done.is_set() or len(seen) < 1:
        status, _, page = server.get(server.base)
        assert status == 200
        edition = re.search(rb"edition ([0-9.]+)", page)
        assert edition is not None
        seen.add(edition[1])
        for name in re.findall(rb'href="([^"]+)"', page):
            status, _, sheet = server.get(f"{server.base}{name.decode()}")
            assert (status, sheet) in {(200, asset("red")[1]), (200, asset("green")[1])}
    publishing.join()
    assert seen <= {b"1.0", b"2.0"}
    assert server.get(server.base)[2] == server.editions[0].read("index.html"), "gone back"
