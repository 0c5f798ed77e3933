"""Who a speaker is said to be, and what an origin is called, is what articles say."""

from __future__ import annotations

from typing import Any

import pytest
import tiny
from tiny import quote

from site_builder.checks import run
from site_builder.proof import read_case

BELL = "Tom Bell, who runs the pool at Low Moor, said so."
ITS = "Its chief executive, Tom Bell, said so."
BOARD = {"id": "board", "name": "Harbour Board", "kind": "organisation", "also": ["HB"]}
TRUST = {"id": "trust", "name": "Weir Trust", "kind": "organisation"}
FEW = "the articles of this {}’s passages have few words of {}, or none"


def found(content: dict[str, Any], *paragraphs: str) -> list[str]:
    """Return the messages about entries in a briefing whose second article has the paragraphs."""
    seeds = {**tiny.SEEDS, "two": "\n\n".join(paragraphs) + "\n"}
    case, findings, _ = read_case(tiny.inputs(content, seeds))
    assert case is not None
    assert not findings
    return [one.message for one in run(case) if one.code == "entry-unproved"]


def speaker(*paragraphs: str, cited: str = "", **more: Any) -> list[str]:
    """Return what is found of a speaker whose evidence is the first paragraph, or what is cited."""
    evidence = [quote("two", cited or paragraphs[0].removesuffix("."))]
    made = {"id": "bell", "name": "Tom Bell", "kind": "person", "evidence": evidence, **more}
    return found({"speakers": [made, BOARD, TRUST]}, *paragraphs)


def origin(name: str, *paragraphs: str, by: str = "board") -> list[str]:
    """Return what is found of an origin whose evidence is the first paragraph."""
    evidence = [quote("two", paragraphs[0].removesuffix("."))]
    made = {"id": "count", "name": name, "by": by, "kind": "data", "evidence": evidence}
    return found({"speakers": [BOARD, TRUST], "origins": [made]}, *paragraphs)


@pytest.mark.parametrize(
    ("name", "also", "wrong"),
    [
        ("Tom Bell", [], False),
        ("the Tom Bell", [], False),
        ("TOM BELL", [], False),
        ("Tom Ball", [], True),
        ("Bell Tom", [], True),
        ("Jim Bell", ["Bell"], True),
        ("Thomas Bell", ["Bell"], False),
        ("Thomas Bell", ["Ball"], True),
    ],
)
def test_a_name_stands_in_a_passage_or_a_form_of_it_does(
    name: str, also: list[str], wrong: bool
) -> None:
    messages = speaker(BELL, "Thomas is his name.", name=name, also=also)
    assert messages == ([f"no passage of this speaker names “{name}”"] if wrong else [])


def test_a_name_may_stand_in_the_context_and_is_compared_as_quotes_are() -> None:
    entry = quote("two", "runs the pool at Low Moor", context={"quote": "Tom O’Dell"})
    shown = {"name": "Tom O'Dell", "evidence": [entry]}
    assert speaker("Tom O’Dell runs the pool at Low Moor.", **shown) == []


@pytest.mark.parametrize(
    ("role", "message"),
    [
        ("runs the pool at Low Moor", ""),
        ("runner of pools at Low Moor", ""),
        ("swimmer, father of two", ""),
        ("parent; swims", ""),
        ("as one newspaper puts it", ""),
        ("swimming teacher", ""),
        ("teacher of drawing and football", FEW.format("speaker", "this role")),
        ("baker", FEW.format("speaker", "this role")),
        ("ran", FEW.format("speaker", "this role")),
        ("sea captain", "no passage of this speaker shows “captain”"),
        ("runs the pool at High Moor", "no passage of this speaker shows “High”"),
        ("runs the pool at Ashby", ""),
        ("runs 2 pools at Low Moor", "no passage of this speaker shows “2”"),
    ],
)
def test_a_role_has_the_words_of_the_article(role: str, message: str) -> None:
    swims = "The swimmers are on the captain’s boat at Ashby. Dad and he ate."
    evidence = [quote("two", BELL.removesuffix(".")), quote("two", "Dad and he ate")]
    messages = speaker(BELL, swims, role=role, evidence=evidence)
    assert messages == ([message] if message else [])


@pytest.mark.parametrize(
    ("role", "passage", "message"),
    [
        ("assistant chief constable", "Assistant chief constable Tom Bell said", ""),
        ("constable", "Constable Tom Bell, once assistant chief constable, said", ""),
        ("chair", "Tom Bell, who is deputy and the chair, said", ""),
        ("deputy", "Deputy chair Tom Bell said", ""),
        ("chief constable", "Assistant chief constable Tom Bell said", "assistant before chief"),
        ("the chair", "Vice-chair Tom Bell said", "vice before chair"),
        ("leader", "former leader Tom Bell said", "former before leader"),
        ("councillor", "Coun Tom Bell said", ""),
        ("curator", "A former curator, Tom Bell, said", "former before curator"),
        ("curator", "A former curator, Tom Bell is a curator again and said", ""),
        ("former curator", "A former curator, Tom Bell, said", ""),
        ("head of the pool", "The pool, led by Tom Bell, said", ""),
    ],
)
def test_a_role_is_no_higher_than_the_passage_has_it(role: str, passage: str, message: str) -> None:
    rank, _, office = message.partition(" before ")
    text = f"the passage says “{rank}” before “{office}”, and this role does not"
    assert speaker(f"{passage}.", role=role) == ([text] if message else [])


@pytest.mark.parametrize(
    ("passage", "further", "message"),
    [
        ("Tom Bell of the Weir Trust said so.", "", ""),
        ("Tom Bell, the trust’s engineer, said so.", "", ""),
        (ITS, "The Weir Trust met.", ""),
        (ITS, "The trust met.", ""),
        (ITS, "Nobody met.", "no article of this speaker’s passages names Weir Trust"),
        ("Tom Bell told the Harbour Board so.", "The trust met.", ""),
        (
            "Tom Bell of the Harbour Board said so.",
            "The Weir Trust met.",
            "the passages of this speaker name Harbour Board, not Weir Trust",
        ),
    ],
)
def test_an_organisation_is_that_of_the_passage(passage: str, further: str, message: str) -> None:
    messages = speaker(passage, further or "Nobody met.", of="trust")
    assert messages == ([message] if message else [])


def test_nothing_is_said_of_an_organisation_that_is_not_listed() -> None:
    assert speaker(ITS, "Nobody met.", of="bord") == []


def test_nothing_is_said_of_an_entry_without_evidence_or_whose_quote_is_not_found() -> None:
    assert speaker(BELL, name="Ann Dell", role="captain", evidence=[]) == []
    assert speaker(BELL, name="Ann Dell", role="captain", cited="Tom Bell sank it") == []


@pytest.mark.parametrize(
    ("name", "messages"),
    [
        ("The Harbour Board’s count", []),
        ("Count by HB at Low Moor", []),
        ("Survey of Ashby in 2024", ["no passage of this origin shows “2024”"]),
        ("Survey of 12 boats", []),
        (
            "Survey by Ann Dell",
            ["no passage of this origin shows “Ann”", "no passage of this origin shows “Dell”"],
        ),
        ("Bakers of bread", [FEW.format("origin", "its name")]),
    ],
)
def test_an_origin_is_called_what_articles_call_it(name: str, messages: list[str]) -> None:
    more = "A survey of the port of Ashby in 2024. Low Moor is near."
    assert origin(name, "The Harbour Board counted 12 boats.", more) == messages


def test_an_origin_may_be_named_after_whom_a_passage_names() -> None:
    assert origin("What HB told the Weir Trust", "The trust heard from the Harbour Board.") == []
