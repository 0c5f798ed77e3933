"""What is noted in a bucket, and what is ours by it."""

from __future__ import annotations

import json

import pytest

from site_builder.publish.s3ledger import Ledger, Sent, read_ledger, served_as

A = Sent(digest="a" * 64, served="1", etag='"e"')


def settled(*paths: str, kept: tuple[str, ...] = ()) -> Ledger:
    files = dict.fromkeys(paths, A)
    return Ledger(run="r", settled=True, manifest="m", files=files, kept=frozenset(kept))


def test_a_ledger_is_read_as_it_was_written() -> None:
    ledger = settled("index.html", kept=("static/old.js",)).begins("s", "n", frozenset({"b.html"}))
    assert read_ledger(ledger.data()) == ledger
    assert ledger.data() == ledger.data()
    assert (ledger.run, ledger.settled, ledger.manifest) == ("s", False, "n")


def test_all_that_may_have_been_sent_is_owned() -> None:
    ledger = settled("a", kept=("k",)).begins("s", "n", frozenset({"b"}))
    ledger = ledger.begins("t", "o", frozenset({"c"}))
    assert ledger.owned == {"a", "b", "c", "k"}


def test_open_pages_may_ask_for_the_edition_before_and_no_older() -> None:
    before = settled("a", "b", kept=("k",))
    assert before.former("next", frozenset({"b", "c"})) == {"a"}
    cut_off = before.begins("s", "n", frozenset({"x"}))
    assert cut_off.former("next", frozenset({"b", "c"})) == {"a", "x"}


def test_the_same_edition_again_keeps_what_is_kept() -> None:
    assert settled("a", kept=("k",)).former("m", frozenset({"a"})) == {"k"}
    assert settled("a", kept=("k",)).begins("s", "m", frozenset("a")).former(
        "m", frozenset("a")
    ) == (frozenset())


GOOD = json.loads(settled("a").data())


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"{}", b"[]", b"null", b"\xff", b"[" * 100_000),
        json.dumps({**GOOD, "made_by": "site-builder ledger 2"}).encode(),
        *(json.dumps({**GOOD, name: 1}).encode() for name in ("run", "files", "begun", "kept")),
        json.dumps({**GOOD, "files": {"a": ["1", "2"]}}).encode(),
        json.dumps({**GOOD, "files": {"a": ["1", "2", 3]}}).encode(),
        json.dumps({**GOOD, "kept": [None]}).encode(),
    ],
)
def test_what_is_no_ledger_of_this_format_is_told(data: bytes) -> None:
    with pytest.raises(ValueError, match="no ledger that this version wrote"):
        read_ledger(data)


def test_how_a_file_is_served_has_a_name_of_its_own() -> None:
    asset = served_as("static/a.0123456789ab.css")
    assert len({asset, served_as("static/a.css"), served_as("a.html"), served_as("a.png")}) == 4
    assert served_as("a.html") == served_as("b.html")
