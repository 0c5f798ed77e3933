"""Who is shown to speak under a claim: named, by context, by a voice, as an office."""

from __future__ import annotations

from typing import Any

import pytest
from fitting import case_of, findings, found
from tiny import quote

OLD = "The bridge is old."
SAYS = "Ann Dell said that the bridge is old."
SPOKE = "Ann Dell spoke."
ANN: dict[str, Any] = {"by": "ann", "given": "paraphrased"}
VOICE = {"paragraphs": "1", "by": "ann", "shown_by": SPOKE}
IN_CONTEXT = [quote("one", OLD, context={"quote": SPOKE})]


@pytest.mark.parametrize(
    ("text", "passage", "more", "expected"),
    [
        (SAYS, SAYS, ANN, []),
        ("Dell said that the bridge is old.", SAYS, ANN, []),
        (SAYS, OLD, ANN, [("speaker-unshown", "ann")]),
        (SAYS, OLD, {**ANN, "evidence": IN_CONTEXT, "beside": [SPOKE]}, []),
        (SAYS, OLD, {**ANN, "record": {"voices": [VOICE]}, "beside": [SPOKE]}, []),
        (
            SAYS,
            OLD,
            {**ANN, "record": {"voices": [{**VOICE, "paragraphs": "2"}]}, "beside": [SPOKE]},
            [("speaker-unshown", "ann")],
        ),
        (
            OLD,
            OLD,
            {"record": {"voices": [VOICE]}, "beside": [SPOKE]},
            [("speaker-missing", "article")],
        ),
        (
            "Bob Carr said that the bridge is old.",
            OLD,
            {**ANN, "by": "bob", "record": {"voices": [VOICE]}, "beside": [SPOKE]},
            [("speaker-unshown", "bob")],
        ),
        (OLD, SAYS, {}, [("speaker-missing", "article")]),
        (SAYS, SAYS, {**ANN, "by": "board"}, [("speaker-unshown", "board")]),
        (SAYS, SAYS, {**ANN, "via": "ann"}, [("speaker-unshown", "ann")]),
        (SAYS, SAYS, {**ANN, "via": "echo"}, [("speaker-unshown", "echo")]),
        (
            "Ann Dell told The Echo that the bridge is old.",
            "Ann Dell told The Echo that the bridge is old.",
            {**ANN, "via": "echo"},
            [],
        ),
        (
            "The Harbour Board said the bridge is old.",
            "The board said the bridge is old.",
            {**ANN, "by": "board"},
            [],
        ),
        (
            "HB said the bridge is old.",
            "The Harbour Board said the bridge is old.",
            {**ANN, "by": "board"},
            [],
        ),
        (
            SAYS,
            "Ann Dell and Bob Carr said that the bridge is old.",
            {**ANN, "by": ["ann", "bob"]},
            [("speaker-missing", "bob")],
        ),
        (
            "Ann Dell and Bob Carr said that the bridge is old.",
            "Ann Dell and Bob Carr said that the bridge is old.",
            {**ANN, "by": ["ann", "bob"]},
            [],
        ),
    ],
)
def test_who_is_shown_to_speak(
    text: str, passage: str, more: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert found(text, passage, **more) == expected


def test_a_voice_over_a_quote_speaks_there_and_nowhere_else() -> None:
    voice = {"quote": OLD, "by": "ann", "shown_by": SPOKE}
    more = {**ANN, "record": {"voices": [voice]}, "beside": [SPOKE, "The pier is old."]}
    assert found(SAYS, OLD, **more) == []
    pier = {**more, "beside": [SPOKE, OLD]}
    says = "Ann Dell said that the pier is old."
    assert found(says, "The pier is old.", **pier) == [("speaker-unshown", "ann")]


def test_what_shows_a_voice_names_who_speaks() -> None:
    voice = {**VOICE, "by": "bob"}
    (one, _) = sorted(
        findings(SAYS, OLD, **ANN, record={"voices": [voice]}, beside=[SPOKE]),
        key=lambda finding: finding.place.file,
    )
    assert one.code == "speaker-unshown"
    assert one.message == "the words that show this voice name Ann Dell, not Bob Carr"


def test_a_voice_that_passes_on_is_named_as_via() -> None:
    voice = {**VOICE, "via": "echo"}
    more = {**ANN, "record": {"voices": [voice]}, "beside": [SPOKE]}
    (one,) = findings(SAYS, OLD, **more)
    assert (one.code, one.hint.partition(";")[0]) == ("speaker-missing", "write via: echo")
    assert found(SAYS, OLD, **more, via="echo") == []


def test_words_are_read_once_however_often_they_are_cited() -> None:
    case = case_of(OLD, OLD, evidence=[quote("one", OLD), quote("one", OLD)])
    (claim,) = case.claims()
    assert claim.supports[0].said is claim.supports[1].said
    assert claim.supports[0].where == "one, paragraph 1"
    assert claim.accept == ()
    assert case.desk.of("ann") == "board"
    assert case.desk.of("nobody") == ""
    assert case.desk.name("nobody") == "nobody"


def test_what_is_left_out_between_parts_is_not_read() -> None:
    passage = "The bridge of 12 boats is old."
    case = case_of("The bridge is old.", passage, evidence=[quote("one", "The bridge […] is old.")])
    (claim,) = case.claims()
    assert claim.supports[0].said.text == "The bridge … is old."
    assert claim.supports[0].said.numbers == ()


def test_a_passage_that_shares_no_word_is_told_by_itself() -> None:
    closed = "The bridge closed in March after a storm."
    (one,) = findings(closed, closed, "Wolves howl loudly above.")
    assert one.code == "passage-unrelated"
    assert "no word with this passage (one, paragraph 2)" in one.message


@pytest.mark.parametrize(
    ("text", "passage", "expected"),
    [
        (
            "Ann Dell called the bridge unsafe and old.",
            "“The bridge is unsafe,” the board’s engineer for the harbour, Ann Dell, told them.",
            [],
        ),
        (
            "Ann Dell is an engineer at the harbour, and told them so.",
            "“The bridge is unsafe,” the board’s engineer at the harbour, Ann Dell, told them.",
            [("given-unlike", "quoted")],
        ),
        ("Ann Dell said the bridge is old.", SAYS, [("given-unlike", "quoted")]),
    ],
)
def test_a_claim_is_given_as_what_it_says_is(text: str, passage: str, expected: Any) -> None:
    assert found(text, passage, by="ann", given="quoted", kind="opinion") == expected


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("The board rejected a plan to close the bridge.", []),
        ("The board will close the bridge, as it rejected no more.", [("kind-unlike", "event")]),
    ],
)
def test_what_became_of_a_plan_is_an_event(passage: str, expected: Any) -> None:
    assert [one for one in found(passage, passage) if one[0] == "kind-unlike"] == expected


def test_is_to_keeps_is_due_to_though_its_words_stand_in_the_passage() -> None:
    passage = "The group of engineers, which is due to report by May, will meet to dine."
    text = "The group of engineers is to report by May."
    assert found(text, passage, kind="plan") == []


def test_a_denial_is_not_kept_by_another_one_of_the_passage() -> None:
    passage = "The bridge itself was not damaged, and no boat was in danger at any time."
    text = "The bridge itself was damaged, and no boat was in danger at any time."
    assert found(text, passage) == [("negation-dropped", text)]
    assert found(passage, passage) == []


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("The board counted 31,400 visits last year.", "The board put visits at 31,400 last year."),
        ("The boats are spread over 14 docks.", "The boats today are in 14 docks."),
        ("The board voted 12 to 11 to close it.", "The board voted to close it by 12 to 11."),
    ],
)
def test_the_same_number_in_other_words_is_the_same(text: str, passage: str) -> None:
    assert found(text, passage) == []
