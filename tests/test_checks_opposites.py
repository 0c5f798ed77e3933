"""A statement has no word where its passage has the opposite one."""

from __future__ import annotations

import pytest
from fitting import findings, found

from site_builder.language.opposites import PAIRS, SIDES


def opposites(text: str, *passages: str) -> list[str]:
    return [words for code, words in found(text, *passages) if code == "word-opposite"]


@pytest.mark.parametrize(
    ("text", "passage", "word"),
    [
        ("The ward reopened after the flood.", "The ward closed after the flood.", "reopened"),
        ("The boat sank before the storm.", "The boat sank after the storm.", "before"),
        ("The boy was found inside the hall.", "The boy was found outside the hall.", "inside"),
        ("Waiting times rose at the hospital.", "Waiting times fell at the hospital.", "rose"),
        ("Calls to the crew fell by 6%.", "Calls to the crew rose by 6%.", "fell"),
        ("The rescue succeeded at dawn.", "The rescue failed at dawn.", "succeeded"),
        ("The crew sailed south of the isle.", "The crew sailed north of the isle.", "south"),
        ("Three girls were pulled from the sea.", "Three boys were pulled from the sea.", "girls"),
        ("The adults were flown to hospital.", "The children were flown to hospital.", "adults"),
        ("The school won its appeal.", "The school lost its appeal.", "won"),
        ("The last boat reached the quay.", "The first boat reached the quay.", "last"),
        ("The oldest patient was sent home.", "The youngest patient was sent home.", "oldest"),
        ("Fewer pupils passed the test.", "More pupils passed the test.", "Fewer"),
        ("The driver was acquitted in court.", "The driver was convicted in court.", "acquitted"),
        ("The helicopter came in the evening.", "The helicopter came in the morning.", "evening"),
        # what is denied besides turns nothing
        ("No crew was hurt and fees rose.", "No crew was hurt and fees fell.", "rose"),
        # told once
        (
            "Fees rose, and it was said that fees rose.",
            "Fees fell, and it was said that fees fell.",
            "rose",
        ),
    ],
)
def test_an_opposite_is_found(text: str, passage: str, word: str) -> None:
    assert opposites(text, passage) == [word]
    assert opposites(passage, passage) == []


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        # the other way round
        ("The storm began before the boat sank.", "The boat sank after the storm began."),
        ("City won the match against United.", "United lost the match to City."),
        # turned by a denial, here or there
        ("The school did not close after the flood.", "The school opened after the flood."),
        ("The school opened after the flood.", "The school did not close after the flood."),
        ("Crew moved after the paint dried.", "Crew were not moved before the paint dried."),
        ("The school was safer, it was said.", "The school was less dangerous, it was said."),
        # compared the other way round
        ("The ward has fewer beds than in May.", "The ward had more beds in May."),
        # of something else
        ("The boat left the quay after the call.", "The boat left after a row, before it sank."),
        ("Pupils start at nine; the year ends in May.", "Pupils start at nine, and it rose."),
        # the passage has that side too, or the statement the other
        ("The ward reopened in May.", "The ward closed in March and opened again in May."),
        ("The ward reopened after it was closed.", "The ward was closed in the winter."),
        ("Attendance has increased since the club began.", "Attendance, falling once, is up now."),
        # other rules ask of numbers, of what governs them, of names, times and quotations
        ("The first boat reached the quay.", "The last boat reached the quay."),
        ("More than 12 boats sank.", "Fewer than 12 boats sank."),
        ("The crew sailed from South Quay.", "The crew sailed from North Quay."),
        ("The ward closed last winter.", "The ward closed in the first winter."),
        ("Ann Dell said: “The ward opened.”", "“The ward closed,” said Ann Dell."),
        # in quite other words
        ("Nobody was let out before nightfall.", "Guests left after the alarm was raised."),
    ],
)
def test_what_is_no_opposite(text: str, passage: str) -> None:
    assert opposites(text, passage) == []


def test_the_passage_that_has_the_opposite_is_shown() -> None:
    (one,) = findings(
        "Waiting times rose in the hospital.",
        "The hospital has eight wards.",
        "Waiting times fell in the hospital.",
    )
    assert one.code == "word-opposite"
    assert one.message == "the passage says “fell”, the statement “rose”: the opposite"
    assert one.notes[0].startswith("the passage (one, paragraph 2): Waiting times fell")
    assert "accept word-opposite, words: rose" in one.hint


def test_an_opposite_can_be_answered_for() -> None:
    accept = [{"code": "word-opposite", "words": "rose", "reason": "the hospital said so since"}]
    assert found("Times rose at the ward.", "Times fell at the ward.", accept=accept) == []


def test_the_sides_of_a_pair_are_apart() -> None:
    assert len(PAIRS) > 20
    for word, sides in SIDES.items():
        assert word == word.strip().lower()
        assert word.isalpha()
        for side in sides:
            assert word in side.shown
            assert side.shown.isdisjoint(side.against)
