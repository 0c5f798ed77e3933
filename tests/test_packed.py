"""The list of packed files: written in one way, and read back only as it was written."""

from __future__ import annotations

import pytest

from site_builder.packed import Packed, plain, read_packed

LIST = Packed(manifest="a" * 64, files={"b.html.gz": "1" * 64, "a.html.br": "2" * 64})


def test_what_is_written_is_read() -> None:
    again = read_packed(LIST.data())
    assert again.data() == LIST.data()
    assert (again.manifest, list(again.files)) == ("a" * 64, ["a.html.br", "b.html.gz"])


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"[]", "no list of names"),
        (b"{}", "does not say `manifest`"),
        (b'{"manifest": "a"}', "no SHA-256 for each of its `files`"),
        (LIST.data().replace(b"1" * 64, b"3" * 64), "it was changed"),
        (LIST.data() + b" ", "it was changed"),
        (Packed(manifest="a", files={"index.html": "1" * 64}).data(), "not packed"),
        (b'{"manifest": "\\ud800", "files": {}}', "it was changed"),
    ],
    ids=["nothing", "deep", "list", "empty", "files", "digest", "space", "plain", "half"],
)
def test_what_was_changed_is_no_list(data: bytes, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read_packed(data)


def test_a_packed_file_is_named_after_its_own() -> None:
    assert plain("a/index.html.gz") == plain("a/index.html.br") == "a/index.html"
    assert plain("index.html") is None
