"""A site that a host serves: read side by side, one host only, whatever the host does."""

from __future__ import annotations

import gzip
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest
from test_verifying_copies import FILES, PAGE, SITE

from site_builder.findings import FaultError
from site_builder.packed import Packed
from site_builder.verifying import remote
from site_builder.verifying.audit import audited
from site_builder.verifying.copies import UnreadError
from site_builder.verifying.remote import Remote, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from site_builder.verifying.audit import Audit

SERVED = {
    **SITE.files,
    "_headers": "0" * 64,
    "a/b.css": sha256(b"p{}").hexdigest(),
}
LISTED = replace(SITE, files=SERVED)


@dataclass
class Host:
    """What a host answers by path, and what was asked."""

    files: dict[str, bytes]
    own: dict[str, Callable[[Any], None]] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    packs: Callable[[bytes], bytes] | None = None
    url: str = ""
    connections: int = 0


@contextmanager
def serving(host: Host, base: str = "/") -> Iterator[Host]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self) -> None:
            host.connections += 1
            super().setup()

        def do_GET(self) -> None:
            accepted = self.headers["Accept-Encoding"]
            path = self.path.removeprefix(base)
            host.asked.append((self.path, accepted))
            if path in host.own:
                host.own[path](self)
                return
            data = host.files.get(path) if self.path.startswith(base) else None
            self.send_response(404 if data is None else 200)
            data = data or b""
            if host.packs is not None and accepted == "gzip":
                data = host.packs(data)
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # who hangs up is tested
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    host.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield host
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def redirecting(to: str) -> Callable[[Any], None]:
    def answer(handler: Any) -> None:
        handler.send_response(302)
        handler.send_header("Location", to)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


def sending(*pieces: bytes, length: int) -> Callable[[Any], None]:
    """Return what sends less than it says, and hangs up."""

    def answer(handler: Any) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(length))
        handler.end_headers()
        for piece in pieces:
            handler.wfile.write(piece)
        handler.close_connection = True

    return answer


@pytest.fixture
def host() -> Host:
    return Host({**FILES, "manifest.json": LISTED.data(), "a/b.css": b"p{}"})


def audit_of(url: str, **options: float) -> Audit:
    copy = Remote(url, **options)
    try:
        return audited(copy)
    finally:
        copy.close()


def messages(audit: Audit) -> list[str]:
    return [found.message for found in audit.findings]


@pytest.mark.parametrize("base", ["/", "/briefing/x/"])
@pytest.mark.parametrize("page", ["", "index.html", "a/b.css"])
def test_a_site_is_found_from_any_of_its_pages(base: str, page: str, host: Host) -> None:
    with serving(host, base):
        audit = audit_of(host.url + base + page)
        assert messages(audit) == []
        assert audit.counts["files"] == 2
        told = {unseen.what: unseen.why for unseen in audit.unseen}
        assert told["_headers"] == "it is for the host, which need not serve it"
        assert "files that the site does not list" in told
        assert {accepted for _, accepted in host.asked} == {"identity", "gzip", "br"}


@pytest.mark.parametrize("named", ["nope/", "nope.html", "a/nope.html", "a/b/"])
def test_an_address_that_is_not_there_is_not_proved_by_the_site_above_it(
    named: str, host: Host
) -> None:
    with serving(host, "/x/"):
        with pytest.raises(UnreadError, match="answers 404 to this address") as caught:
            audit_of(f"{host.url}/x/{named}")
        assert f"there is a site at {host.url}/x/" in caught.value.hint


def test_a_file_that_is_missing_or_other_is_told(host: Host) -> None:
    del host.files["a/b.css"]
    host.files["index.html"] += b" "
    with serving(host):
        found = messages(audit_of(host.url))
    assert found == [
        "the site lists this file: the host answers 404",
        "these are not the bytes of which the site’s manifest has the SHA-256",
    ]


def test_what_is_sent_packed_has_to_be_the_same(host: Host) -> None:
    host.packs = gzip.compress
    with serving(host):
        audit = audit_of(host.url)
        assert (messages(audit), audit.counts["sent gzip"]) == ([], 2)
        host.packs = lambda data: gzip.compress(data.upper())
        assert messages(audit_of(host.url)) == ["sent packed by gzip it is another file"] * 2
        host.packs = lambda data: gzip.compress(data + bytes(1 << 20))
        assert "unpacks to more than the file has" in messages(audit_of(host.url))[0]
        host.packs = lambda data: data
        assert "and that is broken: it is not gzip" in messages(audit_of(host.url))[0]


def test_packed_files_that_are_not_served_by_name_are_said(host: Host) -> None:
    data = gzip.compress(PAGE)
    names = {"index.html.gz": sha256(data).hexdigest()}
    host.files["packed.json"] = Packed(manifest=LISTED.digest, files=names).data()
    with serving(host):
        audit = audit_of(host.url)
        assert any(unseen.what.startswith("1 packed files") for unseen in audit.unseen)
        host.files["index.html.gz"] = data
        assert audit_of(host.url).counts["packed"] == 1


def test_a_redirect_within_the_host_is_followed_and_none_to_another(host: Host) -> None:
    host.own["index.html"] = redirecting("/a/page")
    host.files["a/page"] = PAGE
    with serving(host):
        assert messages(audit_of(host.url)) == []
        for to, expected in (
            ("http://example.org/x", "redirects elsewhere, to example.org"),
            ("https://user:secret@example.org/x", "redirects elsewhere, to example.org"),
            ("//example.org", "redirects elsewhere, to example.org"),
            ("http://127.0.0.1:1/", "redirects elsewhere, to another port, or http"),
            ("http://127.0.0.1:x/", "redirects to what is no address"),
            ("/index.html", "the host redirects without end"),
            ("file:///etc/passwd", "redirects elsewhere"),
            ("/a\tb\u00e9", "the host"),
        ):
            host.own["index.html"] = redirecting(to)
            (found,) = messages(audit_of(host.url))
            assert expected in found
            assert "secret" not in found


def test_a_host_that_wants_https_is_named(host: Host) -> None:
    with serving(host):
        copy = Remote(host.url)
        copy._at = copy._at._replace(port=80)
        with pytest.raises(UnreadError, match="the host redirects to https") as error:
            copy._followed("/a", "https://127.0.0.1/a")
        copy.close()
    assert "https://127.0.0.1/" in error.value.hint


def test_a_connection_that_is_cut_is_a_finding(host: Host) -> None:
    host.own["index.html"] = sending(PAGE[:5], length=len(PAGE))
    with serving(host):
        (found,) = audit_of(host.url).findings
    assert found.code == "site-unreadable"
    assert found.place.file == f"{host.url}/index.html"


def test_a_host_that_is_slow_or_silent_is_a_finding(host: Host) -> None:
    done = threading.Event()

    def silent(handler: Any) -> None:
        done.wait(10)
        handler.close_connection = True

    host.own["index.html"] = silent
    with serving(host):
        try:
            (found,) = messages(audit_of(host.url, patience=0.2))
            assert found == "the host does not answer in time"
        finally:
            done.set()
        host.own.clear()
        with pytest.raises(UnreadError, match="it takes too long"):
            Remote(host.url, longest=-1.0)


def test_what_is_no_http_is_a_finding(host: Host) -> None:
    def rude(handler: Any) -> None:
        handler.wfile.write(b"\0\1\2\n")
        handler.close_connection = True

    host.own["index.html"] = rude
    host.own["a/b.css"] = lambda handler: handler.send_error(500)
    with serving(host):
        found = messages(audit_of(host.url))
    assert found == [
        "the host answers 500",
        "the host does not answer as HTTP does, or stopped midway",
    ]


def test_what_is_too_much_is_not_read(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(host):
        monkeypatch.setattr(remote, "LARGEST", 10)
        with pytest.raises(UnreadError, match="larger than"):
            Remote(host.url)
        monkeypatch.undo()
        monkeypatch.setattr(remote, "IN_ALL", 3 * len(LISTED.data()) + 10)
        assert any("sends more than" in message for message in messages(audit_of(host.url)))


def test_a_host_that_serves_no_site_is_told(host: Host) -> None:
    host.files.clear()
    with serving(host):
        with pytest.raises(UnreadError, match="no site of this builder: the host answers 404"):
            Remote(f"{host.url}/a/b/c.html")
        assert len(host.asked) == 3
    with pytest.raises(UnreadError, match="the host cannot be reached"):
        Remote(host.url)


def test_the_manifest_is_asked_for_once(host: Host) -> None:
    with serving(host):
        assert not audit_of(host.url).findings
    assert [path for path, _ in host.asked].count("/manifest.json") <= 3  # once, and packed twice
    assert host.connections <= 8 < len(host.asked)


@pytest.mark.parametrize(
    "url",
    [
        "http://user:secret@example.org/",
        "http://",
        "http://exa mple.org/",
        "http://a:port/",
        "http://[::1/",
        "http://a\nb/",
        f"http://{'ü' * 300}.org/",
    ],
)
def test_an_address_that_is_none_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(UnreadError) as error:
        Remote(url)
    assert "secret" not in f"{error.value.message} {error.value.hint}"
    assert shown(url) == "the address"


def test_what_is_shown_of_an_address_is_where_the_site_is() -> None:
    assert shown("https://Example.org/a/b.html?token=x#y") == "https://example.org/a"
    assert shown("http://[::1]:8000/a") == "http://[::1]:8000/a"


def test_a_manifest_that_was_changed_ends_the_audit(host: Host) -> None:
    host.files["manifest.json"] += b" "
    with serving(host), pytest.raises(FaultError) as error:
        audit_of(host.url)
    assert error.value.finding.code == "site-changed"


def choosing(accepts: str, status: int, coding: str, body: bytes) -> Callable[[Any], None]:
    """Return what answers those who accept a coding otherwise than all others."""

    def answer(handler: Any) -> None:
        meant = handler.headers["Accept-Encoding"] == accepts
        data = body if meant else FILES["index.html"]
        handler.send_response(status if meant else 200)
        if meant and coding:
            handler.send_header("Content-Encoding", coding)
        handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        handler.wfile.write(data)

    return answer


@pytest.mark.parametrize(
    ("accepts", "status", "coding", "body", "why"),
    [
        ("gzip", 200, "", b"other", "sent to those who take gzip it is another file"),
        (
            "gzip",
            200,
            "gzip",
            gzip.compress(b"other", mtime=0),
            "sent packed by gzip it is another file",
        ),
        ("gzip", 500, "", b"", "asked for packed by gzip, the host answers 500"),
        ("br", 403, "", b"", "asked for packed by br, the host answers 403"),
        ("gzip", 200, "zstd", b"x", "asked for packed by gzip, it comes packed otherwise"),
    ],
)
def test_what_browsers_get_is_held_too(
    host: Host, accepts: str, status: int, coding: str, body: bytes, why: str
) -> None:
    host.own["index.html"] = choosing(accepts, status, coding, body)
    with serving(host):
        audit = audit_of(host.url)
    assert why in messages(audit)
    assert not audit.counts["sent gzip"]


def test_what_could_not_be_unpacked_is_not_said_to_be_the_same(
    host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote, "can_unpack", "gzip".__eq__)
    host.own["index.html"] = choosing("br", 200, "br", b"junk")
    with serving(host):
        audit = audit_of(host.url)
    assert not audit.findings
    assert not audit.counts["sent br"]
    assert "what is sent packed by Brotli, for 1 of the files" in {one.what for one in audit.unseen}
