"""What names a bucket and a prefix in it."""

from __future__ import annotations

import pytest

from site_builder.findings import FaultError
from site_builder.publish.s3target import read_target


@pytest.mark.parametrize(
    ("text", "bucket", "prefix"),
    [
        ("s3://briefing", "briefing", ""),
        ("s3://briefing/", "briefing", ""),
        ("s3://www.example.org/a/b", "www.example.org", "a/b/"),
        ("s3://briefing/2026-11/v1.0/", "briefing", "2026-11/v1.0/"),
    ],
)
def test_a_target_is_a_bucket_and_folders(text: str, bucket: str, prefix: str) -> None:
    target = read_target(text)
    assert (target.bucket, target.prefix) == (bucket, prefix)
    assert str(target) == text.rstrip("/")
    assert target.key("themes/a.html") == f"{prefix}themes/a.html"
    assert target.mark == f"/{prefix}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("s3:/briefing", "this names no bucket"),
        ("S3://briefing", "this names no bucket"),
        ("https://briefing", "this names no bucket"),
        *((f"s3://{name}", "no bucket can have this name") for name in ("", "ab", "a" * 64)),
        *((f"s3://{name}", "no bucket can have this name") for name in ("Abc", "a_bc", "a..b")),
        *((f"s3://{name}", "no bucket can have this name") for name in ("a.-b", "10.0.0.1", "-ab")),
        ("s3://arn:aws:s3:eu-west-2:1:accesspoint", "no bucket can have this name"),
        ("s3://user:secret@briefing", "no bucket can have this name"),
        ("s3://briefing\n", "no bucket can have this name"),
        *((f"s3://briefing/{p}", "this prefix") for p in ("/", "a//b", "..", "a/../b", "a/./b")),
        *((f"s3://briefing/{p}", "this prefix") for p in ("a b", "a?b", "ä", "a\n", "a//", "%41")),
        ("s3://briefing/" + "a" * 500, "this prefix"),
    ],
)
def test_nothing_else_is_one(text: str, message: str) -> None:
    with pytest.raises(FaultError) as caught:
        read_target(text)
    found = caught.value.finding
    assert found.code == "publish-refused"
    assert found.message.startswith(message)
