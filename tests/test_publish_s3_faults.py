"""A site put into a bucket while everything goes wrong: nothing half is served, and it heals."""

from __future__ import annotations

import sys
from collections import Counter
from hashlib import md5
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.exceptions import (
    ConnectionClosedError,
    EndpointConnectionError,
    NoCredentialsError,
    ReadTimeoutError,
    SSLError,
    UnknownParameterError,
)
from botocore.httpsession import URLLib3Session
from buckets import KEY, SECRET, Host, Shelf, answer, hosting, lacking, named, page, site

from site_builder.findings import FaultError, report
from site_builder.publish import s3
from site_builder.publish.s3target import LEDGER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from botocore.awsrequest import AWSResponse

    from site_builder.publish.finished import Finished

OLD, RED, BLUE = named("old", ".css"), named("red", ".css"), named("blue", ".css")


@pytest.fixture(scope="module")
def host() -> Iterator[Host]:
    with pytest.MonkeyPatch.context() as environment, hosting(environment) as made:
        environment.setattr(s3, "AT_ONCE", 1)  # so that the nth request is always the same
        yield made


@pytest.fixture
def bucket(host: Host, request: pytest.FixtureRequest) -> Iterator[str]:
    with host.bucket(f"b-{md5(request.node.name.encode()).hexdigest()[:20]}") as name:
        yield name


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> list[Finished]:
    """Four editions, each with a style sheet of its own, pages that come and a page that goes."""
    sheets = (("old", OLD), ("red", RED), ("blue", BLUE), ("green", named("green", ".css")))
    return [
        site(
            tmp_path_factory.mktemp("edition"),
            {
                "index.html": page(f"home {words}", sheet, f"themes/{words}.html"),
                f"themes/{words}.html": page(words, sheet, "index.html"),
                sheet: words,
            },
            version=words,
        )
        for words, sheet in sheets
    ]


def bytes_of(made: Finished) -> dict[str, bytes]:
    return {path: made.read(path) for path in made.files}


def fault(host: Host, made: Finished, target: str) -> str:
    with pytest.raises(FaultError) as caught:
        host.publish(made, target)
    said = report([caught.value.finding]) + "".join(host.told)
    assert KEY not in said
    assert SECRET not in said
    return said


def late(request: Any) -> None:
    """Let a request arrive, and lose its answer."""
    session = URLLib3Session()
    session.send(request)
    session.close()
    raise ConnectionClosedError(endpoint_url=f"http://{KEY}:{SECRET}@127.0.0.1/")


def early(request: Any) -> None:
    raise EndpointConnectionError(endpoint_url=f"http://{KEY}:{SECRET}@127.0.0.1/")


def put_into(
    shelf: Shelf, host: Host, made: Finished, between: Callable[[], None] = lambda: None
) -> None:
    """Publish to a host in memory; `between` is called before each request."""

    def meet(request: Any) -> AWSResponse:
        between()
        return shelf.answer(request)

    host.meet = meet
    host.publish(made, "s3://briefing/site")
    host.meet = None


class Cut:
    """Lets `number` requests pass, breaks the next (`arrives` or not), and lets none pass later."""

    def __init__(self, shelf: Shelf, number: int, *, arrives: bool) -> None:
        self.shelf, self.left, self.arrives = shelf, number, arrives
        self.arrived: Counter[str] = Counter()

    def __call__(self, request: Any) -> AWSResponse:
        self.left -= 1
        if self.left < -1 or (self.left == -1 and not self.arrives):
            early(request)
        self.arrived[f"{request.method} {request.key}"] += 1
        answered = self.shelf.answer(request)
        if self.left == -1:
            raise ConnectionClosedError(endpoint_url=f"http://{KEY}:{SECRET}@127.0.0.1/")
        return answered


@pytest.fixture(scope="module")
def shelved(host: Host, editions: list[Finished]) -> Shelf:
    """A bucket with two editions published after each other, for whoever copies it."""
    shelf = Shelf()
    put_into(shelf, host, editions[0])
    put_into(shelf, host, editions[1])
    return shelf


@pytest.mark.no_cover
@pytest.mark.parametrize("arrives", [False, True])
def test_cut_at_any_request_whole_pages_are_served_and_the_next_run_completes(
    host: Host, shelved: Shelf, editions: list[Finished], *, arrives: bool
) -> None:
    _, b, c, _ = editions
    for number in range(100):
        shelf = Shelf(dict(shelved.things))
        host.meet = cut = Cut(shelf, number, arrives=arrives)
        try:
            host.publish(c, "s3://briefing/site")
        except FaultError as error:
            said = error.finding.message
        else:
            break
        assert said == "the connection to 127.0.0.1 failed or broke"
        served = shelf.served("site/")
        assert lacking(served) == [], f"cut at request {number}"
        assert served["index.html"] in {b.read("index.html"), c.read("index.html")}
        put_into(shelf, host, c)
        cut.arrived.update(f"{method} {key}" for method, key in host.asked)
        twice = {asked for asked, times in cut.arrived.items() if times > 1}
        assert {asked for asked in twice if asked.startswith("PUT")} <= {f"PUT site/{LEDGER}"}
        assert shelf.served("site/") == {**bytes_of(c), RED: b"red"}, f"cut at request {number}"
        put_into(shelf, host, c)
        assert host.written == []
    assert number > 18


@pytest.mark.no_cover
@pytest.mark.parametrize("other", [1, 3])
def test_two_at_once_are_told_and_the_next_run_leaves_one_site(
    host: Host, shelved: Shelf, editions: list[Finished], other: int
) -> None:
    """While each request of one is on its way, another publishes from beginning to end."""
    c, later = editions[2], editions[other]
    ends: Counter[str] = Counter()
    for number in range(100):
        shelf = Shelf(dict(shelved.things))
        left = number

        def meanwhile(shelf: Shelf = shelf) -> None:
            nonlocal left
            left -= 1
            if left == -1:
                s3.publish_s3(later, "s3://briefing/site", dry_run=False, telling=lambda _: None)
                there = shelf.served("site/")
                assert {path: there[path] for path in later.files} == bytes_of(later)
            # Where the other brings back what is there already, to the byte, a request of the first
            # that is late by a whole run is not told from one in time: until the next run.
            assert other == 1 or lacking(shelf.served("site/")) == []

        try:
            put_into(shelf, host, c, meanwhile)
            ends["done"] += 1
        except FaultError as error:
            ends[error.finding.code] += 1
        if left >= 0:
            break
        put_into(shelf, host, c)
        there = shelf.served("site/")
        assert {path: there[path] for path in c.files} == bytes_of(c)
        pages = {path for path in there if path.endswith(".html")}
        assert pages == {path for path in c.files if path.endswith(".html")}
        assert lacking(there) == []
    assert number > 18
    assert set(ends) == {"done", "publish-busy"}
    assert ends["done"] < number / 2, "before it had written, and after its last request"


def test_a_host_in_memory_answers_as_the_other(
    host: Host, bucket: str, editions: list[Finished]
) -> None:
    shelf, said = Shelf(), []
    for made in editions[:3]:
        put_into(shelf, host, made)
        said.append(list(host.asked))
    for made, before in zip(editions[:3], said, strict=True):
        host.publish(made, f"s3://{bucket}/site")
        assert host.asked == before
    assert host.served(bucket, "site/") == shelf.served("site/")


@pytest.mark.parametrize("arrives", [False, True])
@pytest.mark.parametrize("number", [3, 6, 14])
def test_a_run_that_is_cut_off_is_completed_there_too(
    host: Host, bucket: str, editions: list[Finished], *, arrives: bool, number: int
) -> None:
    left = number

    def meet(request: Any) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            (late if arrives and left == -1 else early)(request)

    host.publish(editions[1], f"s3://{bucket}")
    host.meet = meet
    assert "the connection to 127.0.0.1 failed" in fault(host, editions[2], f"s3://{bucket}")
    host.meet = None
    assert lacking(host.served(bucket)) == []
    host.publish(editions[2], f"s3://{bucket}")
    assert host.served(bucket) == {**bytes_of(editions[2]), RED: b"red"}


def without_conditions(request: Any) -> AWSResponse | None:
    """Answer as a host that cannot write on condition."""
    if "If-Match" in request.headers or "If-None-Match" in request.headers:
        return answer(501, "NotImplemented", "A header you provided is not implemented")
    return None


def test_a_host_that_cannot_write_on_condition_is_published_to(
    host: Host, bucket: str, editions: list[Finished]
) -> None:
    host.meet = without_conditions
    host.publish(editions[0], f"s3://{bucket}")
    host.publish(editions[1], f"s3://{bucket}")
    host.meet = None
    assert host.served(bucket) == {**bytes_of(editions[1]), OLD: b"old"}


@pytest.mark.parametrize("when", [RED, "index.html"])
def test_there_too_whoever_finds_another_stops(
    host: Host, bucket: str, editions: list[Finished], when: str
) -> None:
    a, b, c, _ = editions
    host.publish(a, f"s3://{bucket}")
    begun = False

    def meet(request: Any) -> AWSResponse | None:
        nonlocal begun
        if request.method == "PUT" and request.key == when and not begun:
            begun = True
            s3.publish_s3(c, f"s3://{bucket}", dry_run=False, telling=lambda _: None)
        return without_conditions(request)

    host.meet = meet
    told = fault(host, b, f"s3://{bucket}")
    assert " publish-busy: somebody else has begun to publish here" in told
    host.publish(c, f"s3://{bucket}")
    served = host.served(bucket)
    assert {path: served[path] for path in c.files} == bytes_of(c)
    assert lacking(served) == []


def test_an_answer_that_is_lost_is_no_other_publisher(
    host: Host, bucket: str, editions: list[Finished], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "3")
    monkeypatch.setattr("botocore.endpoint.time.sleep", lambda _: None)
    lost = set()

    def meet(request: Any) -> None:
        if request.method == "PUT" and request.key not in lost:
            lost.add(request.key)
            late(request)

    host.meet = meet
    host.publish(editions[0], f"s3://{bucket}")
    assert lost == {*editions[0].files, LEDGER}
    assert host.served(bucket) == bytes_of(editions[0])


def test_a_file_that_came_meanwhile_is_not_replaced(
    host: Host, bucket: str, editions: list[Finished]
) -> None:
    def meet(request: Any) -> None:
        if request.method == "PUT" and request.key == "index.html":
            host.client.put_object(Bucket=bucket, Key="index.html", Body=b"mine")

    host.meet = meet
    assert "publish-busy" in fault(host, editions[0], f"s3://{bucket}")
    assert host.served(bucket)["index.html"] == b"mine"


@pytest.mark.parametrize(
    ("status", "code", "hint"),
    [
        (403, "AccessDenied", "needs s3:ListBucket"),
        (403, "SignatureDoesNotMatch", "the keys are not those of this host"),
        (403, "RequestTimeTooSkewed", "set the clock"),
        (400, "Odd\x1b[31m", "run the same command again"),
    ],
)
def test_what_the_host_says_is_told_without_the_keys(
    host: Host, bucket: str, editions: list[Finished], status: int, code: str, hint: str
) -> None:
    host.meet = lambda _: answer(status, code.replace("\x1b", "&#x9b;"), f"{KEY} or {SECRET}?")
    told = fault(host, editions[0], f"s3://{bucket}")
    assert " publish-fault: the bucket’s host says " in told
    assert hint in told
    assert "… or …?" in told
    assert told.replace("\n", "").isprintable()


def test_permission_that_ends_midway_is_told(
    host: Host, bucket: str, editions: list[Finished]
) -> None:
    host.meet = lambda request: (
        answer(403, "AccessDenied", "No") if request.key == "index.html" else None
    )
    told = fault(host, editions[0], f"s3://{bucket}")
    assert "the bucket’s host says AccessDenied for index.html: No" in told


def test_no_such_bucket_is_told(host: Host, editions: list[Finished]) -> None:
    told = fault(host, editions[0], "s3://nobody-made-this")
    assert "s3://nobody-made-this: error publish-fault: the bucket’s host says NoSuchBucket" in told
    assert "hint: make the bucket" in told


def raising(error: Exception) -> Callable[[Any], None]:
    def meet(_: Any) -> None:
        raise error

    return meet


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (SSLError(endpoint_url=SECRET, error=SECRET), "the certificate of 127.0.0.1 is not"),
        (ReadTimeoutError(endpoint_url=SECRET), "the connection to 127.0.0.1 failed or broke"),
        (NoCredentialsError(), "the keys to the bucket cannot be read"),
        (UnknownParameterError(name=SECRET, operation="x", choices=SECRET), "UnknownParameter"),
    ],
)
def test_what_never_came_to_an_answer_is_told(
    host: Host, bucket: str, editions: list[Finished], error: Exception, said: str
) -> None:
    host.meet = raising(error)
    assert said in fault(host, editions[0], f"s3://{bucket}")


def test_without_keys_nothing_is_asked(
    host: Host, editions: list[Finished], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    told = fault(host, editions[0], "s3://briefing")
    assert "publish-fault: there are no keys to write to the bucket with" in told
    assert "AWS_PROFILE" in told
    assert host.asked == []


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("AWS_ENDPOINT_URL", "not an address", "AWS_ENDPOINT_URL is no address"),
        ("AWS_PROFILE", "nobody", "the keys to the bucket cannot be read"),
    ],
)
def test_settings_of_boto3_that_lead_nowhere_are_told(
    host: Host,
    editions: list[Finished],
    monkeypatch: pytest.MonkeyPatch,
    *,
    name: str,
    value: str,
    said: str,
) -> None:
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)
    monkeypatch.setenv(name, value)
    assert said in fault(host, editions[0], "s3://briefing")


def test_without_boto3_it_is_told_how_to_install_it(
    host: Host, editions: list[Finished], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "boto3", None)
    told = fault(host, editions[0], "s3://briefing")
    assert "needs the package boto3, which is not installed" in told
    assert "-m pip install -e " in told
