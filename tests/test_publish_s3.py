"""A site put into a bucket: what is sent, in which order, and what is left alone."""

from __future__ import annotations

import base64
import gzip
import json
from hashlib import md5
from typing import TYPE_CHECKING, Any
from urllib.request import urlopen

import pytest
from buckets import Host, hosting, lacking, named, page, site

from site_builder import hosting as hosting_rules
from site_builder.findings import FaultError, report
from site_builder.publish.s3target import LEDGER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from site_builder.publish.finished import Finished

RED, BLUE = named("red", ".css"), named("blue", ".css")
PICTURE = bytes(range(256)) * 8
A = {
    "index.html": page("home", RED, "themes/ferry.html"),
    "themes/ferry.html": page("ferry", RED, "index.html"),
    "themes/gone.html": page("gone", RED),
    "404.html": page("missing", RED),
    "static/picture.png": PICTURE,
    "_headers": "a",
    RED: "red",
}
B = {
    "index.html": page("home, new", BLUE, "themes/ferry.html", "themes/more.html"),
    "themes/ferry.html": page("ferry, new", BLUE, "index.html"),
    "themes/more.html": page("more", BLUE),
    "404.html": A["404.html"],
    "static/picture.png": PICTURE,
    "_headers": "a",
    RED: "red",
    BLUE: "blue",
}


@pytest.fixture(scope="module")
def host() -> Iterator[Host]:
    with pytest.MonkeyPatch.context() as environment, hosting(environment) as made:
        yield made


@pytest.fixture
def bucket(host: Host, request: pytest.FixtureRequest) -> Iterator[str]:
    """A bucket of the test's own."""
    with host.bucket(f"b-{md5(request.node.name.encode()).hexdigest()[:20]}") as name:
        yield name


@pytest.fixture
def a(tmp_path: Path) -> Finished:
    return site(tmp_path / "a", A)


@pytest.fixture
def b(tmp_path: Path) -> Finished:
    return site(tmp_path / "b", B, version="1.1")


def bytes_of(made: Finished) -> dict[str, bytes]:
    return {path: made.read(path) for path in made.files}


def refusal(host: Host, made: Finished, target: str) -> str:
    with pytest.raises(FaultError) as caught:
        host.publish(made, target)
    return report([caught.value.finding])


def test_everything_is_sent_once_and_served_as_it_is(host: Host, bucket: str, a: Finished) -> None:
    plan = host.publish(a, f"s3://{bucket}")
    assert plan.new == tuple(a.files)
    assert (plan.changed, plan.gone, plan.same) == ((), (), 0)
    assert host.served(bucket) == bytes_of(a)
    asked = list(host.asked)
    assert not host.publish(a, f"s3://{bucket}").new
    assert host.written == [], "nothing has changed"
    assert [method for method, _ in host.asked] == ["GET", "GET"], "the ledger, and what is there"
    assert len(asked) < 20


@pytest.mark.parametrize(
    ("path", "kind", "kept", "packed"),
    [
        ("index.html", "text/html; charset=utf-8", "no-cache", "gzip"),
        ("manifest.json", "application/json; charset=utf-8", "no-cache", "gzip"),
        (RED, "text/css; charset=utf-8", "public, max-age=31536000, immutable", None),
        ("static/picture.png", "image/png", "no-cache", None),
        ("_headers", "text/plain; charset=utf-8", "no-cache", None),
        (LEDGER, "application/json; charset=utf-8", "no-cache", None),
    ],
)
def test_each_file_says_what_it_is_and_how_long_it_holds(
    host: Host, a: Finished, path: str, kind: str, kept: str, packed: str | None, tmp_path: Path
) -> None:
    if "headers" not in {found["Name"] for found in host.client.list_buckets()["Buckets"]}:
        host.make("headers")
    host.publish(a, "s3://headers")
    said = host.client.head_object(Bucket="headers", Key=path)
    assert said["ContentType"] == kind
    assert said["CacheControl"] == kept
    assert said.get("ContentEncoding") == packed
    assert said["Metadata"].get("sha256") == a.files.get(path)


def test_what_a_browser_gets_is_the_page(host: Host, bucket: str, a: Finished) -> None:
    host.publish(a, f"s3://{bucket}/site")
    address = host.client.generate_presigned_url(
        "get_object", Params={"Bucket": bucket, "Key": "site/index.html"}
    )
    with urlopen(address, timeout=30) as got:
        assert got.headers["Content-Encoding"] == "gzip"
        assert got.headers["Content-Type"] == "text/html; charset=utf-8"
        assert gzip.decompress(got.read()) == a.read("index.html")


def test_what_is_cut_off_on_its_way_is_not_taken(host: Host, bucket: str, a: Finished) -> None:
    sent: dict[str, bool] = {}

    def meet(request: Any) -> None:
        if request.method == "PUT":
            request.body.seek(0)
            checked = base64.b64encode(md5(request.body.read()).digest())
            request.body.seek(0)
            sent[request.key] = checked == request.headers["Content-MD5"]

    host.meet = meet
    host.publish(a, f"s3://{bucket}")
    assert sent == dict.fromkeys([*a.files, LEDGER], True)


def test_what_pages_name_goes_before_them_and_what_goes_goes_last(
    host: Host, bucket: str, a: Finished, b: Finished
) -> None:
    host.publish(a, f"s3://{bucket}")
    first = host.written
    assert first[0] == first[-1] == LEDGER
    assert first[-3:-1] == ["index.html", "manifest.json"]
    pages = [number for number, key in enumerate(first[:-3]) if key.endswith(".html")]
    assert pages == [4, 5, 6]
    plan = host.publish(b, f"s3://{bucket}")
    expected = [LEDGER, BLUE, "themes/more.html", "themes/ferry.html", "index.html"]
    assert host.written == [*expected, "manifest.json", "themes/gone.html", LEDGER]
    assert plan.new == (BLUE, "themes/more.html")
    assert plan.gone == ("themes/gone.html",)
    assert host.served(bucket) == bytes_of(b)
    assert host.told == [
        "sending what pages need: 1",
        "sending new pages: 1",
        "sending what changed: 1",
        "sending index.html",
        "sending manifest.json",
        "deleting what no page needs any more: 1",
    ]


def test_files_of_the_edition_before_stay_for_open_pages(
    host: Host, bucket: str, a: Finished, tmp_path: Path
) -> None:
    without = {path: text for path, text in B.items() if path != RED}
    without["404.html"] = page("missing", BLUE)
    c = site(tmp_path / "c", without, version="2")
    d = site(tmp_path / "d", {**without, "index.html": page("last", BLUE)}, version="3")
    host.publish(a, f"s3://{bucket}")
    assert host.publish(c, f"s3://{bucket}").kept == (RED,)
    assert host.publish(c, f"s3://{bucket}").kept == (RED,)
    assert RED in host.served(bucket)
    assert host.publish(d, f"s3://{bucket}").gone == (RED,)
    assert host.served(bucket) == bytes_of(d)


def test_a_page_that_changed_is_sent_and_no_other(
    host: Host, bucket: str, a: Finished, tmp_path: Path
) -> None:
    host.publish(a, f"s3://{bucket}/a/b/")
    other = site(tmp_path / "other", {**A, "themes/ferry.html": page("ferry!", RED)}, version="2")
    host.publish(other, f"s3://{bucket}/a/b")
    expected = [LEDGER, "themes/ferry.html", "manifest.json", LEDGER]
    assert host.written == [f"a/b/{path}" for path in expected]


def test_a_dry_run_writes_nothing(host: Host, bucket: str, a: Finished, b: Finished) -> None:
    assert host.publish(a, f"s3://{bucket}", dry_run=True).new == tuple(a.files)
    assert (host.written, host.keys(bucket)) == ([], [])
    host.publish(a, f"s3://{bucket}")
    plan = host.publish(b, f"s3://{bucket}", dry_run=True)
    assert (host.written, host.served(bucket)) == ([], bytes_of(a))
    assert host.publish(b, f"s3://{bucket}") == plan


def test_a_rule_of_headers_that_changed_is_sent(
    host: Host, bucket: str, a: Finished, monkeypatch: pytest.MonkeyPatch
) -> None:
    host.publish(a, f"s3://{bucket}")
    monkeypatch.setitem(hosting_rules.TYPES, ".png", "image/x-new")
    assert host.publish(a, f"s3://{bucket}").changed == ("static/picture.png",)
    assert host.written == [LEDGER, "static/picture.png", LEDGER]
    said = host.client.head_object(Bucket=bucket, Key="static/picture.png")
    assert said["ContentType"] == "image/x-new"


def test_what_is_not_ours_is_neither_replaced_nor_deleted(
    host: Host, bucket: str, a: Finished, b: Finished
) -> None:
    host.publish(a, f"s3://{bucket}/site")
    others = ("site/private.txt", "site/themes/mine.html", "site2/index.html", "index.html", "site")
    for key in others:
        host.client.put_object(Bucket=bucket, Key=key, Body=b"mine")
    host.publish(b, f"s3://{bucket}/site")
    for key in others:
        assert host.client.get_object(Bucket=bucket, Key=key)["Body"].read() == b"mine"


@pytest.mark.parametrize("same", [True, False])
def test_what_stands_in_the_way_is_told_before_anything_is_sent(
    host: Host, bucket: str, a: Finished, *, same: bool
) -> None:
    body = a.read("index.html") if same else b"mine"
    host.client.put_object(Bucket=bucket, Key="index.html", Body=body)
    told = refusal(host, a, f"s3://{bucket}")
    assert "publish-refused: 1 objects stand in the way" in told
    assert "index.html" in told
    assert (host.written, host.keys(bucket)) == ([], ["index.html"])


def test_what_somebody_put_over_ours_is_theirs(
    host: Host, bucket: str, a: Finished, b: Finished
) -> None:
    host.publish(a, f"s3://{bucket}")
    host.client.put_object(Bucket=bucket, Key="themes/gone.html", Body=b"mine")
    assert "themes/gone.html" in refusal(host, a, f"s3://{bucket}")
    assert host.publish(b, f"s3://{bucket}").gone == ()
    assert host.served(bucket)["themes/gone.html"] == b"mine"


def test_a_site_below_another_keeps_to_its_own(
    host: Host, bucket: str, a: Finished, tmp_path: Path
) -> None:
    host.publish(a, f"s3://{bucket}")
    inner = site(tmp_path / "inner", {"ferry.html": page("inner"), "b.html": page("b")})
    assert "stand in the way" in refusal(host, inner, f"s3://{bucket}/themes")
    assert host.served(bucket) == bytes_of(a)


def test_a_lost_ledger_loses_no_file(host: Host, bucket: str, a: Finished, b: Finished) -> None:
    host.publish(a, f"s3://{bucket}")
    host.client.delete_object(Bucket=bucket, Key=LEDGER)
    assert host.publish(a, f"s3://{bucket}").is_empty
    assert host.written == [LEDGER, LEDGER], "noted again"
    assert host.publish(b, f"s3://{bucket}").gone == ("themes/gone.html",)


def test_a_file_that_was_lost_is_sent_again(host: Host, bucket: str, a: Finished) -> None:
    host.publish(a, f"s3://{bucket}")
    host.client.delete_object(Bucket=bucket, Key="themes/ferry.html")
    assert host.publish(a, f"s3://{bucket}").new == ("themes/ferry.html",)
    assert host.served(bucket) == bytes_of(a)


@pytest.mark.parametrize("body", [b"{}", b"not ours", b'{"made_by": "site-builder ledger 9"}'])
def test_a_ledger_of_another_kind_is_left_alone(
    host: Host, bucket: str, a: Finished, body: bytes
) -> None:
    host.client.put_object(Bucket=bucket, Key=LEDGER, Body=body)
    assert "no ledger that this version wrote" in refusal(host, a, f"s3://{bucket}")
    assert host.keys(bucket) == [LEDGER]


def test_no_site_takes_the_place_of_the_ledger(host: Host, bucket: str, tmp_path: Path) -> None:
    odd = site(tmp_path / "odd", {LEDGER: "{}"})
    assert "where the ledger goes" in refusal(host, odd, f"s3://{bucket}")
    assert host.asked == []


def test_a_list_of_several_pages_is_read_to_its_end(
    host: Host, bucket: str, tmp_path: Path
) -> None:
    pages = 0

    def meet(request: Any) -> None:
        nonlocal pages
        if "list-type=2" in request.url:  # a host sends a thousand at a time, or fewer
            request.url += "&max-keys=4"
            pages += 1

    host.meet = meet
    small = {f"pages/{number:02}.txt": str(number) for number in range(10)}
    many = site(tmp_path / "many", small)
    host.publish(many, f"s3://{bucket}")
    pages = 0
    assert host.publish(many, f"s3://{bucket}").same == 11
    assert (host.written, pages) == ([], 3)
    few = site(tmp_path / "few", {"pages/00.txt": "0"}, version="2")
    assert len(host.publish(few, f"s3://{bucket}").gone) == 9
    assert host.served(bucket) == bytes_of(few)


def test_the_ledger_tells_nothing_but_paths_and_digests(
    host: Host, bucket: str, a: Finished
) -> None:
    host.publish(a, f"s3://{bucket}")
    said = json.loads(host.client.get_object(Bucket=bucket, Key=LEDGER)["Body"].read())
    assert set(said) == {"made_by", "run", "settled", "manifest", "files", "begun", "kept"}
    assert said["settled"] is True
    assert said["manifest"] == a.manifest.digest
    assert {path: sent[0] for path, sent in said["files"].items()} == dict(a.files)


def test_what_is_served_lacks_nothing(host: Host, bucket: str, b: Finished) -> None:
    host.publish(b, f"s3://{bucket}")
    assert lacking(host.served(bucket)) == []
