"""A host of buckets on this machine, a small site to publish, and what is served of it."""

from __future__ import annotations

import gzip
import re
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import md5, sha256
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import boto3
import botocore.session
from botocore.awsrequest import AWSResponse

from site_builder.manifest import Manifest
from site_builder.publish.finished import Finished, finished
from site_builder.publish.s3 import publish_s3
from site_builder.publish.s3target import LEDGER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from site_builder.publish.plan import Plan

KEY, SECRET = "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
_NAMED = re.compile(rb'(?:href|src)="([^"]*)"')


def named(text: str, suffix: str) -> str:
    """Return the path of a static file with these bytes."""
    return f"static/site.{sha256(text.encode()).hexdigest()[:12]}{suffix}"


def page(words: str, *files: str) -> str:
    """Return a page that names these files, long enough to be packed."""
    links = "".join(f'<link href="{file}">' for file in files)
    return f"<!doctype html>{links}<p>{words}</p>" + "<p>The ferry crosses each hour.</p>" * 20


def site(folder: Path, files: dict[str, str | bytes], *, version: str = "1.0") -> Finished:
    """Return a finished site of these files."""
    data = {path: text.encode() if isinstance(text, str) else text for path, text in files.items()}
    manifest = Manifest(
        generator="site-builder 1",
        version=version,
        date="2026-11-21",
        seed_text="excerpts",
        without_rights=(),
        inputs={},
        files={path: sha256(held).hexdigest() for path, held in data.items()},
        made_from={},
    )
    for path, held in {**data, "manifest.json": manifest.data()}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(held)
    return finished(folder)


class _Raw(BytesIO):
    def stream(self, *_: object, **__: object) -> Iterator[bytes]:
        yield self.read()


def answer(status: int, code: str, message: str) -> AWSResponse:
    """Return what a host says that does not do what it was asked."""
    body = f"<Error><Code>{code}</Code><Message>{message}</Message></Error>".encode()
    headers = {"content-type": "application/xml", "content-length": str(len(body))}
    return AWSResponse("http://127.0.0.1/", status, headers, _Raw(body))


@dataclass(slots=True)
class Shelf:
    """A host in memory, which answers as moto does and costs nothing: for a great many requests.

    `things` has the headers and the body of each object, by its key.
    """

    things: dict[str, tuple[dict[str, str], bytes]] = field(default_factory=dict)

    def answer(self, request: Any) -> AWSResponse:
        """Return what a host says to a request."""
        if request.method == "PUT":
            return self._put(request)
        if request.method == "DELETE":
            self.things.pop(request.key, None)
            return _response(204)
        if "list-type=2" in request.url:
            return self._list(request.url.partition("&prefix=")[2].partition("&")[0])
        if request.key not in self.things:
            return answer(404, "NoSuchKey", "There is none")
        headers, body = self.things[request.key]
        return _response(200, b"" if request.method == "HEAD" else body, headers)

    def _put(self, request: Any) -> AWSResponse:
        asked = {
            name.lower(): said.decode() if isinstance(said, bytes) else said
            for name, said in request.headers.items()
        }
        there = self.things.get(request.key)
        etag = there[0]["etag"] if there else None
        if (asked.get("if-none-match") and there) or asked.get("if-match", etag) != etag:
            return answer(412, "PreconditionFailed", "It is not so")
        body = request.body.read()
        kept = ("content-type", "cache-control", "content-encoding")
        headers = {
            name: said for name, said in asked.items() if name in kept or "x-amz-meta-" in name
        }
        headers["etag"] = f'"{md5(body).hexdigest()}"'
        self.things[request.key] = (headers, body)
        return _response(200, headers={"etag": headers["etag"]})

    def _list(self, prefix: str) -> AWSResponse:
        entries = "".join(
            f"<Contents><Key>{key}</Key><ETag>{headers['etag']}</ETag></Contents>"
            for key, (headers, _) in sorted(self.things.items())
            if key.startswith(unquote(prefix))
        )
        said = f"<ListBucketResult><IsTruncated>false</IsTruncated>{entries}</ListBucketResult>"
        return _response(200, said.encode())

    def served(self, prefix: str = "") -> dict[str, bytes]:
        """Return what readers get, unpacked, by path below the prefix; not the ledger."""
        return {
            key.removeprefix(prefix): gzip.decompress(body)
            if headers.get("content-encoding") == "gzip"
            else body
            for key, (headers, body) in self.things.items()
            if key.startswith(prefix) and not key.endswith(LEDGER)
        }


def _response(
    status: int, body: bytes = b"", headers: Mapping[str, str] | None = None
) -> AWSResponse:
    said = {"content-length": str(len(body)), **(headers or {})}
    return AWSResponse("http://127.0.0.1/", status, said, _Raw(body))


@dataclass(slots=True)
class Host:
    """A host, what was asked of it (method and key), and what is to happen at each request."""

    client: Any
    asked: list[tuple[str, str]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    meet: Callable[[Any], AWSResponse | None] | None = None
    busy: threading.Lock = field(default_factory=threading.Lock)

    def before(self, request: Any, **_: object) -> AWSResponse | None:
        path = request.url.partition("://")[2].partition("/")[2].partition("?")[0]
        key = path.partition("/")[2]
        with self.busy:
            self.asked.append((request.method, key))
        request.key = key
        return self.meet(request) if self.meet else None

    def make(self, name: str) -> str:
        """Make a bucket, and return its name."""
        place = {"LocationConstraint": "eu-west-2"}
        self.client.create_bucket(Bucket=name, CreateBucketConfiguration=place)
        return name

    @contextmanager
    def bucket(self, name: str) -> Iterator[str]:
        """Give a new bucket; afterwards nothing more is met on the way to any."""
        yield self.make(name)
        self.meet = None

    @property
    def written(self) -> list[str]:
        """The keys that were to be written or deleted, in order."""
        return [key for method, key in self.asked if method in {"PUT", "DELETE", "POST"}]

    def publish(self, site: Finished, target: str, *, dry_run: bool = False) -> Plan:
        """Publish, with nothing asked before."""
        self.asked.clear()
        self.told.clear()
        return publish_s3(site, target, dry_run=dry_run, telling=self.told.append)

    def keys(self, bucket: str, prefix: str = "") -> list[str]:
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix)
        return [found["Key"] for page in pages for found in page.get("Contents", ())]

    def served(self, bucket: str, prefix: str = "") -> dict[str, bytes]:
        """Return what readers get, unpacked, by path below the prefix; not the ledger."""
        got = {}
        for key in self.keys(bucket, prefix):
            found = self.client.get_object(Bucket=bucket, Key=key)
            body = found["Body"].read()
            if found.get("ContentEncoding") == "gzip":
                body = gzip.decompress(body)
            got[key.removeprefix(prefix)] = body
        got.pop(LEDGER, None)
        return got


def lacking(served: dict[str, bytes]) -> list[str]:
    """Return what pages name that is not there, links to other pages included."""
    return [
        f"{path}: {file.decode()}"
        for path, data in served.items()
        if path.endswith(".html")
        for file in _NAMED.findall(data)
        if file.decode() not in served
    ]


@contextmanager
def hosting(environment: Any) -> Iterator[Host]:
    """Run a host on a free port; what boto3 reads is set in an `environment` that is undone."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    address, port = server.get_host_and_port()
    for name, value in {
        "AWS_ACCESS_KEY_ID": KEY,
        "AWS_SECRET_ACCESS_KEY": SECRET,
        "AWS_DEFAULT_REGION": "eu-west-2",
        "AWS_ENDPOINT_URL": f"http://{address}:{port}",
        "AWS_CONFIG_FILE": "/dev/null",
        "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_MAX_ATTEMPTS": "1",
    }.items():
        environment.setenv(name, value)
    host = Host(boto3.session.Session().client("s3"))
    session = botocore.session.get_session()
    session.register("before-send.s3", host.before)
    boto3.setup_default_session(botocore_session=session)
    try:
        yield host
    finally:
        boto3.DEFAULT_SESSION = None
        host.client.close()
        server.stop()
