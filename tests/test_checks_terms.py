"""A glossary entry is held to its passages as a statement is, but for who speaks and its kind."""

from __future__ import annotations

from typing import Any

import pytest
import tiny
from tiny import quote

from site_builder.checks import run
from site_builder.checks.claims import LONGEST
from site_builder.proof import read_case

LOCK = "A lock may lift 12 boats in Ashby, which “is a marvel”, the board said."


def found(text: str | None, passage: str = LOCK, **more: Any) -> list[tuple[str, str]]:
    """Return what is found in an entry that rests on a passage: codes and messages."""
    term = {"id": "lock", "name": "tide lock", "also": ["TL"], "text": text}
    given = {"terms": [{**term, "evidence": [quote("two", passage.removesuffix("."))], **more}]}
    case, findings, _ = read_case(tiny.inputs(given, {**tiny.SEEDS, "two": f"{passage}\n"}))
    assert case is not None
    assert not findings
    assert not [claim for claim in case.claims() if claim.statement is None]
    return [(one.code, one.message) for one in run(case) if "terms" in one.place.file]


@pytest.mark.parametrize(
    "text",
    [
        "A lock may lift 12 boats in Ashby.",
        "TL: what may lift 12 boats in Ashby, which “is a marvel”.",
        "A tide lock.",
        "What *may* lift boats.",
        "No article explains the word.",
        "The name of a door for ships.",
    ],
)
def test_what_a_passage_bears_out_may_be_said(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A lock may lift 13 boats in Ashby.",
            ("number-missing", "no passage of this entry states “13”"),
        ),
        (
            "A lock may lift boats in Leeds.",
            ("name-unshown", "no passage of this entry names “Leeds”"),
        ),
        (
            "A lock, which “is a lot”.",
            ("quotation-missing", "no passage of this entry has the words “is a lot”"),
        ),
        (
            "A lock may “lift 12 boats”.",
            (
                "quotation-unspoken",
                "“lift 12 boats” stands in the passage, but not within quotation marks",
            ),
        ),
        (
            "A lock lifts 12 boats in Ashby.",
            ("hedge-dropped", "the passage says “may”; the entry leaves it out"),
        ),
        (
            "A lock may lift 12 boats in Ashby last year.",
            ("number-missing", "no passage of this entry says “last year”"),
        ),
        (
            "A lock may not lift 12 boats in Ashby.",
            ("negation-added", "no passage of this entry says “not” of this"),
        ),
        (
            "A market where farmers sell bread and wool.",
            (
                "passage-unrelated",
                "the entry shares no word with what it rests on, names and small words apart",
            ),
        ),
    ],
)
def test_what_no_passage_bears_out_is_found(text: str, expected: tuple[str, str]) -> None:
    assert expected in found(text)


def test_a_text_that_is_too_long_or_whose_quote_is_not_found_is_told_elsewhere() -> None:
    ((code, _),) = found("A lock of 13 boats. " * (LONGEST // 10))
    assert code == "value-form"
    ((code, _),) = found("A lock of 13 boats.", evidence=[quote("two", "A lock sank 12 boats")])
    assert code == "quote-missing"
    assert found(None) == []
