from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.encoding import REFUSED, controls, decode
from site_builder.findings import as_text
from site_builder.places import Source

NAME = "content/a.yaml"


def complaints(data: bytes) -> list[str]:
    return [as_text(found) for found in decode(NAME, data)[1]]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"a: b\n", "a: b\n"),
        ("a: “b” 😀\r\n".encode(), "a: “b” 😀\r\n"),
        (b"\xef\xbb\xbfa: b", "a: b"),
        (b"a:\tb", "a:\tb"),
    ],
)
def test_utf8_is_read_and_a_byte_order_mark_dropped(data: bytes, text: str) -> None:
    source, findings = decode(NAME, data)
    assert not findings
    assert source is not None
    assert (source.name, source.text) == (NAME, text)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            "é: ü\nquote: “James\x92s”".encode().replace(b"\xc2\x92", b"\x92"),
            [
                "content/a.yaml:2:14: error yaml-encoding: the byte 0x92 is not UTF-8",
                "    quote: “James�s”",
                "                 ^",
                "  hint: the file looks like Windows-1252, where this byte is “’”: "
                "save it as UTF-8",
            ],
        ),
        (
            "a: b".encode("utf-16"),
            [
                "content/a.yaml:1:1: error yaml-encoding: the byte 0xFF is not UTF-8",
                "    ��a�:� �b�",
                "    ^",
                "  hint: the file looks like UTF-16: save it as UTF-8",
            ],
        ),
        (
            "a: b".encode("utf-16-le"),
            [
                "content/a.yaml:1:2: error yaml-encoding: the file is not UTF-8 text",
                "    a�:� �b�",
                "     ^",
                "  hint: the file looks like UTF-16: save it as UTF-8",
            ],
        ),
        (
            b"a: \xe2\x80",
            [
                "content/a.yaml:1:4: error yaml-encoding: the byte 0xE2 is not UTF-8",
                "    a: �",
                "       ^",
                "  hint: a character is cut off here: write it again and save the file as UTF-8",
            ],
        ),
        (
            b"a: \x81",
            [
                "content/a.yaml:1:4: error yaml-encoding: the byte 0x81 is not UTF-8",
                "    a: �",
                "       ^",
                "  hint: save the file as UTF-8",
            ],
        ),
    ],
)
def test_other_encodings_are_refused_and_named(data: bytes, expected: list[str]) -> None:
    source, findings = decode(NAME, data)
    assert source is None
    assert [as_text(found) for found in findings] == ["\n".join(expected)]


def test_each_kind_of_refused_character_is_one_finding_at_the_first() -> None:
    data = "a: b\x07\nc: \u202eb\u2066\u200f\nd: \u2028\ne: \ufefff\x1b\x00".encode()
    hint = "hint: delete it; if nothing is to be seen, delete the words around it and type them"
    assert complaints(data) == [
        "content/a.yaml:1:5: error yaml-control: "
        f"U+0007 is a control character; 2 more further on\n    a: b�\n        ^\n  {hint}",
        "content/a.yaml:2:4: error yaml-control: U+202E is a bidirectional control character; "
        f"2 more further on\n    c: �b��\n       ^\n  {hint}",
        "content/a.yaml:3:4: error yaml-control: "
        f"U+2028 is a line separator\n    d:\n       ^\n  {hint}",
        "content/a.yaml:4:4: error yaml-control: "
        f"U+FEFF is a byte order mark inside the file\n    e: �f��\n       ^\n  {hint}",
    ]


@pytest.mark.parametrize("char", "\x00\x08\x0b\x0c\x1b\x7f\x85\x9f\u061c\u200e\u202a\u2069\ufffe")
def test_a_refused_character_leaves_the_text(char: str) -> None:
    source, findings = decode(NAME, f"a: b{char}c".encode())
    assert source is not None
    assert [found.code for found in findings] == ["yaml-control"]


@pytest.mark.parametrize("char", "\t\n\r \u00a0\u00ad\u200b\u200d\u202f\ue000\ufffd\U0001f600")
def test_other_characters_are_let_through(char: str) -> None:
    assert not complaints(f"a: b{char}c".encode())


@given(st.binary(max_size=60))
def test_bytes_are_a_text_or_a_finding(data: bytes) -> None:
    source, findings = decode(NAME, data)
    assert source is not None or findings
    for found in findings:
        assert as_text(found).startswith("content/a.yaml:")


def test_every_refused_character_is_found() -> None:
    refused = "".join(
        char for char in map(chr, range(0x110000)) if any(kind.match(char) for _, kind in REFUSED)
    )
    assert len(refused) > 2_000
    assert all(any(controls(Source(name="a", text=f"x{char}y"))) for char in refused)
    allowed = "".join(sorted({*map(chr, range(0x110000))} - {*refused}))
    assert not any(controls(Source(name="a", text=allowed)))
