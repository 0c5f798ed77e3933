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
from buckets import KEY, SECRET, Host, answer, hosting, lacking, named, page, site

from site_builder.findings import FaultError, report
from site_builder.publish import s3

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from botocore.awsrequest import AWSResponse

    from site_builder.publish.finished import Finished

LEDGER = ".site-builder-ledger.json"
OLD, RED, BLUE = named("old", ".css"), named("red", ".css"), named("blue", ".css")


@pytest.fixture(scope="module")
def host() -> Iterator[Host]:
    with pytest.MonkeyPatch.context() as environment, hosting(environment) as made:
        environment.setattr(s3, "AT_ONCE", 1)  # so that the nth request is always the same
        yield made


@pytest.fixture
def bucket(host: Host, request: pytest.FixtureRequest) -> Iterator[str]:
    name = f"b-{md5(request.node.name.encode()).hexdigest()[:20]}"
    place = {"LocationConstraint": "eu-west-2"}
    host.client.create_bucket(Bucket=name, CreateBucketConfiguration=place)
    yield name
    host.meet = None


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> list[Finished]:
    """Three editions, each with a style sheet of its own, pages that come and a page that goes."""
    sheets = (("old", OLD), ("red", RED), ("blue", BLUE))
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


def cut(number: int, breaking: Callable[[Any], None], done: Counter[str]) -> Callable[[Any], None]:
    """Return what lets `number` requests pass, breaks the next, and lets none pass after it."""
    count = 0

    def meet(request: Any) -> None:
        nonlocal count
        count += 1
        if count > number + 1:
            early(request)
        if request.method == "PUT" and (count <= number or breaking is late):
            done[request.key] += 1
        if count == number + 1:
            breaking(request)

    return meet


@pytest.mark.parametrize("breaking", [early, late])
def test_cut_at_any_request_whole_pages_are_served_and_the_next_run_completes(
    host: Host, bucket: str, editions: list[Finished], breaking: Callable[[Any], None]
) -> None:
    a, b, c = editions
    for number in range(100):
        target, prefix = f"s3://{bucket}/n{number}", f"n{number}/"
        host.publish(a, target)
        host.publish(b, target)
        done: Counter[str] = Counter()
        host.meet = cut(number, breaking, done)
        try:
            host.publish(c, target)
        except FaultError as error:
            said = error.finding.message
        else:
            break
        finally:
            host.meet = None
        assert said == "the connection to 127.0.0.1 failed or broke"
        served = host.served(bucket, prefix)
        assert lacking(served) == []
        assert served["index.html"] in {b.read("index.html"), c.read("index.html")}
        host.publish(c, target)
        done.update(key for method, key in host.asked if method == "PUT")
        assert {key for key, times in done.items() if times > 1} <= {prefix + LEDGER}
        served = host.served(bucket, prefix)
        assert served == {**bytes_of(c), RED: b"red"}, f"cut at request {number}"
        host.publish(c, target)
        assert host.written == []
    assert number > 18


def test_two_at_once_leave_whole_pages_and_the_next_run_one_site(
    host: Host, bucket: str, editions: list[Finished]
) -> None:
    a, b, c = editions
    ends: Counter[str] = Counter()
    for number in range(100):
        target, prefix = f"s3://{bucket}/n{number}", f"n{number}/"
        host.publish(a, target)
        count = 0

        def other(_request: Any, number: int = number, target: str = target) -> None:
            nonlocal count
            count += 1
            if count == number + 1:
                s3.publish_s3(c, target, dry_run=False, telling=lambda _: None)

        host.meet = other
        try:
            host.publish(b, target)
            ends["done"] += 1
        except FaultError as error:
            ends[error.finding.code] += 1
            # Whoever began later has ended, and all of it is there.
            assert host.served(bucket, prefix)["index.html"] == c.read("index.html")
        host.meet = None
        assert lacking(host.served(bucket, prefix)) == []
        if count <= number:
            break
        host.publish(b, target)
        served = host.served(bucket, prefix)
        assert {path: served[path] for path in b.files} == bytes_of(b)
        assert {path for path in served if path.endswith(".html")} == {
            path for path in b.files if path.endswith(".html")
        }
    assert set(ends) == {"done", "publish-busy"}
    assert ends["done"] <= 3, "before it looked, or after it had ended"


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
    a, b, c = editions
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
    assert "hint: pip install 'site-builder[publish]'" in told
