"""A copy of a site that a host serves: files asked for side by side, one host, within bounds."""

from __future__ import annotations

import http.client
import queue
import re
import socket
import ssl
import threading
import time
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple, NoReturn
from urllib.parse import quote, urljoin, urlsplit

from site_builder import __version__
from site_builder.hosting import is_packable
from site_builder.urls import MANIFEST
from site_builder.verifying.copies import (
    IN_ALL,
    LARGEST,
    Got,
    UnreadError,
    can_unpack,
    unpacked,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_AT_ONCE = 8
_AHEAD = 4 * _AT_ONCE  # files that are asked for before the first of them is taken
_PATIENCE = 20.0  # seconds without a byte
_LONGEST = 180.0  # seconds for one file
_REDIRECTS = 5
_UP = 8  # folders above the address that are looked in for the site's root
_PIECE = 1 << 16
_AGAIN = "try again later, or from another network"
_FAULTS = (OSError, http.client.HTTPException, ValueError)
_CONTROLS = re.compile(r"[\x00-\x20\x7f]")


class Address(NamedTuple):
    """Where a site stands: a host by its scheme, name and port, and the path of its root."""

    secure: bool
    host: str
    port: int | None
    path: str

    def __str__(self) -> str:
        name = f"[{self.host}]" if ":" in self.host else self.host
        port = f":{self.port}" if self.port else ""
        return f"http{'s' if self.secure else ''}://{name}{port}{self.path}"

    @property
    def origin(self) -> tuple[str, int | None]:
        """The host; its port only where it is not the usual one."""
        return self.host, self.port if self.port not in {None, 80, 443} else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    status: int
    data: bytes = b""
    packed_by: str = ""


class Remote:
    """The files that a host serves below an address; raises UnreadError where it serves no site.

    The address may be that of any page: its root is the nearest folder with a manifest.
    """

    served = True

    def __init__(self, url: str, *, patience: float = _PATIENCE, longest: float = _LONGEST) -> None:
        self._at = _address(url)
        self._named = _path(url)
        self._patience = patience
        self._longest = longest
        self._idle: queue.SimpleQueue[http.client.HTTPConnection] = queue.SimpleQueue()
        self._left = IN_ALL
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._manifest: Got | None = None
        try:
            self._manifest = self._rooted()
        except UnreadError:
            self.close()
            raise

    @property
    def place(self) -> str:
        """The address of the site's root."""
        return str(self._at).rstrip("/")

    def names(self) -> Iterable[str]:
        """Return nothing: a host does not tell what else it serves."""
        return ()

    def each(self, paths: Iterable[str]) -> Iterator[Got]:
        """Yield these files in their order; several are on their way at once."""
        waiting: deque[Future[Got]] = deque()
        self._stopped.clear()
        pool = ThreadPoolExecutor(_AT_ONCE)
        try:
            for path in paths:
                waiting.append(pool.submit(self._got, path))
                if len(waiting) >= _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            self._stopped.set()
            pool.shutdown(cancel_futures=True)

    def close(self) -> None:
        """Close the connections."""
        while True:
            try:
                self._idle.get_nowait().close()
            except queue.Empty:
                return

    def _rooted(self) -> Got:
        """Find the nearest folder with a manifest, and keep that."""
        first = found = self._got(MANIFEST)
        for _ in range(_UP):
            if not found.absent or self._at.path == "/":
                break
            above = self._at.path.rstrip("/").rpartition("/")[0]
            self._at = self._at._replace(path=f"{above}/")
            found = self._got(MANIFEST)
        if not found.why:
            self._meet()
            return found
        if first.absent:
            hint = f"name the address of a site that has {MANIFEST} at its root"
            raise UnreadError(f"no site of this builder: {first.why}", hint)
        raise UnreadError(first.why, first.hint)

    def _meet(self) -> None:
        """Ask for the very address that was named, where that is not the site's root itself."""
        if f"{self._named.rstrip('/')}/" == self._at.path:
            return
        target = self._named
        for _ in range(_REDIRECTS):
            answer, leads = self._once(target, "identity")
            if not leads:
                break
            target = self._followed(target, leads)
        if answer.status != 200:
            hint = f"there is a site at {self._at}: name that to have it proved"
            raise UnreadError(f"the host answers {answer.status} to this address", hint)

    def _got(self, path: str) -> Got:
        if path == MANIFEST and self._manifest is not None:
            return self._manifest  # the rest is held to this one, whatever is served later
        try:
            return self._asked(path)
        except UnreadError as error:
            return Got(path=path, why=error.message, hint=error.hint)

    def _asked(self, path: str) -> Got:
        answer = self._ask(path, "identity")
        if answer.status in {404, 410, 403}:
            return Got(path=path, why=f"the host answers {answer.status}", absent=True)
        if answer.status != 200:
            return Got(path=path, why=f"the host answers {answer.status}", hint=_AGAIN)
        data = answer.data
        if answer.packed_by:
            plain, unlike = _plain(answer, LARGEST)
            if unlike:
                return Got(path=path, why=unlike)
            data = plain
        return (
            self._packed(Got(path=path, data=data))
            if is_packable(path)
            else Got(path=path, data=data)
        )

    def _packed(self, found: Got) -> Got:
        """Return a file with what came of asking for it as browsers do, who take it packed."""
        for by in ("gzip", "br"):
            sent = self._ask(found.path, by)
            if sent.status != 200:
                unlike = f"asked for packed by {by}, the host answers {sent.status}"
                return replace(found, unlike=unlike)
            if sent.packed_by not in {"", by}:
                unlike = f"asked for packed by {by}, it comes packed otherwise"
                return replace(found, unlike=unlike)
            if not can_unpack(sent.packed_by or "gzip"):
                found = replace(found, unheld=(*found.unheld, by))
                continue
            plain, unlike = _plain(sent, len(found.data)) if sent.packed_by else (sent.data, "")
            if unlike or plain != found.data:
                how = f"sent packed by {by}" if sent.packed_by else f"sent to those who take {by}"
                return replace(found, unlike=unlike or f"{how} it is another file")
            if sent.packed_by:
                found = replace(found, sent=(*found.sent, by))
        return found

    def _ask(self, path: str, accepted: str) -> _Answer:
        """Return what the host answers, after redirects within it."""
        target = self._at.path + quote(path, safe="/-._~")
        for _ in range(_REDIRECTS):
            answer, leads = self._once(target, accepted)
            if not leads:
                return answer
            target = self._followed(target, leads)
        raise UnreadError("the host redirects without end")

    def _followed(self, target: str, leads: str) -> str:
        """Return the path that a redirect leads to; another host is not asked."""
        base = str(self._at._replace(path=target))
        try:
            to = urlsplit(urljoin(base, leads))
            there = Address(to.scheme == "https", to.hostname or "", to.port, to.path)
        except ValueError:
            raise UnreadError("the host redirects to what is no address") from None
        if there.origin != self._at.origin or there.secure < self._at.secure:
            shown = f"{there.host}" if there.host != self._at.host else "another port, or http"
            hint = "name the address that it redirects to, if you trust that host"
            raise UnreadError(f"the host redirects elsewhere, to {shown[:200]}", hint)
        if there.secure != self._at.secure:
            hint = f"name the address as {str(self._at._replace(secure=True, port=None))[:300]}"
            raise UnreadError("the host redirects to https", hint)
        if _CONTROLS.search(to.path) or not to.path.isascii():
            raise UnreadError("the host redirects to what is no address")
        return (to.path or "/") + (f"?{to.query}" if to.query.isalnum() else "")

    def _once(self, target: str, accepted: str) -> tuple[_Answer, str]:
        """Ask once, on a connection that is open if there is one."""
        try:
            with suppress(queue.Empty, ConnectionError, http.client.RemoteDisconnected):
                return self._exchanged(self._idle.get_nowait(), target, accepted)
            # There is none, or the host has closed it meanwhile.
            return self._exchanged(self._opened(), target, accepted)
        except _FAULTS as error:
            _unreached(error)

    def _opened(self) -> http.client.HTTPConnection:
        at = self._at
        if at.secure:
            context = ssl.create_default_context()
            return http.client.HTTPSConnection(
                at.host, at.port, timeout=self._patience, context=context
            )
        return http.client.HTTPConnection(at.host, at.port, timeout=self._patience)

    def _exchanged(
        self, connection: http.client.HTTPConnection, target: str, accepted: str
    ) -> tuple[_Answer, str]:
        headers = {
            "Accept": "*/*",
            "Accept-Encoding": accepted,
            "User-Agent": f"site-builder/{__version__} verify",
        }
        try:
            connection.request("GET", target, headers=headers)
            response = connection.getresponse()
            data = self._body(response)
        except BaseException:
            connection.close()
            raise
        if response.will_close:
            connection.close()
        else:
            self._idle.put(connection)
        leads = response.getheader("Location") or ""
        if response.status in {301, 302, 303, 307, 308} and leads:
            return _Answer(status=response.status), leads
        packed_by = (response.getheader("Content-Encoding") or "").strip().lower()
        packed_by = "" if packed_by == "identity" else packed_by
        return _Answer(status=response.status, data=data, packed_by=packed_by[:40]), ""

    def _body(self, response: http.client.HTTPResponse) -> bytes:
        """Return what is sent, or stop where it is too much or takes too long."""
        until = time.monotonic() + self._longest
        pieces, size = [], 0
        while piece := response.read1(_PIECE):
            size += len(piece)
            if size > LARGEST:
                raise UnreadError(f"it is larger than {LARGEST >> 20} MB")
            if time.monotonic() > until or self._stopped.is_set():
                raise UnreadError("it takes too long", _AGAIN)
            pieces.append(piece)
        if response.length:
            raise UnreadError("it was cut off on its way", _AGAIN)
        response.close()  # so that the connection can be used again
        with self._lock:
            self._left -= size
            if self._left < 0:
                raise UnreadError(f"the site sends more than {IN_ALL >> 30} GB")
        return b"".join(pieces)


def _plain(answer: _Answer, most: int) -> tuple[bytes, str]:
    """Return what a packed answer packs, or why that cannot be told."""
    by = answer.packed_by
    try:
        plain = unpacked(answer.data, by, most)
    except ValueError as error:
        return b"", f"it is sent packed by {by}, and that is broken: {error}"
    if plain is None:
        return b"", f"it is sent packed by {by}, which cannot be unpacked here"
    if len(plain) > most:
        return b"", f"it is sent packed by {by}, and unpacks to more than the file has"
    return plain, ""


def _address(url: str) -> Address:
    """Return where a site stands; raises UnreadError, which does not repeat what is secret."""
    hint = "write it as https://example.org/briefing/"
    try:
        parts = urlsplit(url)
        port, host = parts.port, parts.hostname or ""
    except ValueError:
        raise UnreadError("this is not a web address", hint) from None
    if "@" in parts.netloc:
        raise UnreadError("an address with a name or password is not used", hint)
    if not host or _CONTROLS.search(url) or parts.scheme not in {"http", "https"}:
        raise UnreadError("this is not a web address", hint)
    try:
        host = host if host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        raise UnreadError("this is not a web address", hint) from None
    path = _path(url)
    folder, _, last = path.rpartition("/")
    path = f"{folder}/" if "." in last or not last else f"{path}/"
    return Address(parts.scheme == "https", host, port, path)


def _path(url: str) -> str:
    """Return the path of an address as it is sent."""
    return quote(urlsplit(url).path, safe="/-._~%!$&'()*+,;=:@") or "/"


def _unreached(error: Exception) -> NoReturn:
    """Raise why a host could not be asked, in words."""
    if isinstance(error, TimeoutError):
        raise UnreadError("the host does not answer in time", _AGAIN) from error
    if isinstance(error, socket.gaierror):
        raise UnreadError("there is no host of this name", "look at the address") from error
    if isinstance(error, ssl.SSLError):
        raise UnreadError("the host cannot show who it is (TLS)", "look at the address") from error
    if isinstance(error, OSError):
        why = error.strerror or "the connection failed"
        raise UnreadError(f"the host cannot be reached: {why}", _AGAIN) from error
    raise UnreadError("the host does not answer as HTTP does, or stopped midway", _AGAIN) from error


def shown(url: str) -> str:
    """Return an address as it may be printed: without a name, a password or a query."""
    try:
        return str(_address(url)).rstrip("/")
    except UnreadError:
        return "the address"
