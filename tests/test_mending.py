"""What of a briefing can be mended: the cases that need no disk."""

from __future__ import annotations

import pytest
import tiny
from tiny import quote, statement, theme

from site_builder.mending import Mend, mends, nearest_name
from site_builder.proof import read_case
from site_builder.yamltext import decode

KNOWN = ("james-babbage", "nca", "the-guardian", "female-share", "report-2024", "typical-case")


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("jame-babbage", "james-babbage"),
        ("James Babbage", "james-babbage"),
        ("james_babbage", "james-babbage"),
        ("jamesbabbage", "james-babbage"),
        ("NCA", "nca"),
        ("ncaa", "nca"),
        ("the-gaurdian", "the-guardian"),
        ("teh-guardian", "the-guardian"),
        ("report-2024x", None),
        ("guardian", None),
        ("male-share", None),
        ("atypical-case", None),
        ("na", None),
        ("somebody", None),
        ("", None),
    ],
)
def test_the_one_name_that_a_word_is_a_slip_of(word: str, name: str | None) -> None:
    near = nearest_name(word, KNOWN)
    assert (near.name if near and not near.doubt else None) == name


def test_of_two_near_names_none_is_meant() -> None:
    assert nearest_name("towm", ["town", "tower", "tows"]) is None
    assert nearest_name("tow", ["town", "tows"]) is None


def test_another_number_is_not_sure() -> None:
    near = nearest_name("report-2023", KNOWN)
    assert near is not None
    assert (near.name, near.doubt) == ("report-2024", "a number differs")


def found(*statements: dict[str, object], **more: object) -> list[Mend]:
    """Return what can be mended in a tiny briefing of these statements."""
    given = tiny.inputs({"themes/bridge": theme(*statements), **more})
    case, findings, whole = read_case(given)
    assert case is not None
    decoded = (decode(name, data)[0] for name, data in given.content.items())
    return mends(case, findings, [one for one in decoded if one is not None], whole=whole)


def changes(*statements: dict[str, object], **more: object) -> list[tuple[str, str, str, bool]]:
    return [
        (mend.code, str(mend.text), mend.new, not mend.doubt) for mend in found(*statements, **more)
    ]


def test_a_seed_is_known_by_its_number() -> None:
    given = tiny.inputs(
        {"themes/bridge": theme(statement("a", quote("1", "The old bridge closed in March.")))},
        {"001": tiny.SEED, "002": "Another text of other words stands here.\n"},
    )
    case, findings, whole = read_case(given)
    assert case is not None
    decoded = (decode(name, data)[0] for name, data in given.content.items())
    (mend,) = mends(case, findings, [one for one in decoded if one is not None], whole=whole)
    assert (mend.code, mend.text, mend.new, mend.doubt) == ("seed-unknown", "1", "001", "")


def test_a_word_that_was_cut_off_at_the_end_is_taken_in() -> None:
    cut = statement("a", quote("one", "The old bridg"))
    assert changes(cut) == [("quote-cuts-word", "The old bridg", "The old bridge", True)]
    assert changes(statement("a", quote("one", "he old bridge closed in March"))) == []
    assert changes(statement("a", quote("one", "bridge closed in Ma"))) == [
        ("quote-cuts-word", "bridge closed in Ma", "bridge closed in March", False)
    ]


def test_a_context_and_a_name_are_mended_too() -> None:
    shown = quote("one", "It opened again in May.", context="said Ann Dell. It openned again")
    assert changes(statement("a", shown)) == [
        ("quote-missing", "said Ann Dell. It openned again", "said Ann Dell. It opened again", True)
    ]


def test_names_of_statements_and_themes() -> None:
    closed = statement("bridge-closed")
    assert changes(closed, site={"summary": ["bridge-closed"], "themes": ["bridg"]}) == [
        ("theme-unknown", "bridg", "bridge", True),
    ]
    assert changes(closed, site={"summary": ["bridge-closd"]}) == [
        ("statement-unknown", "bridge-closd", "bridge-closed", True)
    ]


def test_what_is_right_is_let_be() -> None:
    assert found(statement("a"), statement("b", quote("one", "It opened again in May."))) == []
