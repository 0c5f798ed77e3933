"""The manifest: what it says, and that any changed byte of it shows."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from site_builder.manifest import Manifest, read_manifest

A, B = "a" * 64, "b" * 64
ONE = Manifest(
    generator="site-builder 1",
    version="1.0 – “first”",
    date="2026-11-21",
    seed_text="full",
    without_rights=("001",),
    inputs={"seeds/001.txt": A, "content/site.yaml": B},
    files={"index.html": A},
    made_from={"index.html": ("content/site.yaml",)},
)


def test_a_manifest_is_read_back_as_it_was() -> None:
    assert read_manifest(ONE.data()) == ONE
    assert json.loads(ONE.data())["digest"] == ONE.digest


def test_the_digest_is_that_of_what_the_manifest_says() -> None:
    assert replace(ONE, files={"index.html": B}).digest != ONE.digest
    in_another_order = dict(reversed(ONE.inputs.items()))
    assert replace(ONE, inputs=in_another_order).data() == ONE.data()


def test_any_changed_byte_shows() -> None:
    data = ONE.data()
    for at in range(len(data)):
        changed = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
        with pytest.raises(ValueError, match="it "):
            read_manifest(changed)
    for changed in (data[:-1], data + b"\n", b"", b" " + data):
        with pytest.raises(ValueError, match="it "):
            read_manifest(changed)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("generator", 1, "does not say `generator`"),
        ("edition", [], "does not say `version`"),
        ("without_rights", "001", "does not list `without_rights`"),
        ("made_from", {"a": 1}, "does not list `a`"),
        ("files", {"index.html": "A" * 64}, "no SHA-256 for each of its `files`"),
        ("inputs", [], "no SHA-256 for each of its `inputs`"),
    ],
)
def test_what_is_missing_is_named(name: str, value: object, said: str) -> None:
    data = json.dumps({**json.loads(ONE.data()), name: value}).encode()
    with pytest.raises(ValueError, match=said):
        read_manifest(data)


def test_what_is_no_manifest_at_all() -> None:
    for data in (b"[1]", b"[" * 100_000, b"\xff"):
        with pytest.raises(ValueError, match="it is no"):
            read_manifest(data)
