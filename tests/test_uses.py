"""What of a briefing rests on which words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import tiny
from tiny import quote, statement, theme

from site_builder.proof import read_case
from site_builder.uses import used_by, uses

if TYPE_CHECKING:
    from site_builder.checks.case import Case

SAFE = quote("one", "“It is safe,” said Ann Dell.")
OPENED = quote("one", "It opened again in May.", context="said Ann Dell")


def case() -> Case:
    account = {"says": "It opened.", "by": "article", "evidence": [OPENED]}
    content = {
        "themes/bridge": theme(
            statement("closed"),
            statement("safe", SAFE, quote("one", "not in the seed")),
            statement("also", also=[OPENED]),
        ),
        "differences": [
            {
                "id": "when",
                "on": "date",
                "rank": "1",
                "question": "When?",
                "accounts": [account, account],
            }
        ],
        "speakers": [{"id": "ann-dell", "name": "Ann Dell", "kind": "person", "evidence": [SAFE]}],
        "origins": [
            {
                "id": "talk",
                "name": "A talk",
                "by": "ann-dell",
                "kind": "statement",
                "evidence": [SAFE],
            }
        ],
        "terms": [{"id": "bridge", "name": "bridge", "text": "It is.", "evidence": [SAFE]}],
    }
    record = {
        "title": {"text": "The old bridge", "basis": "The old bridge"},
        "voices": [{"paragraph": "1", "by": "ann-dell", "shown_by": "said Ann Dell"}],
    }
    found, findings, _ = read_case(tiny.inputs(content, one=record))
    assert found is not None, findings
    return found


def test_every_kind_of_thing_that_rests_on_words_is_told() -> None:
    told = [(use.what, use.id) for _, use in uses(case())]
    assert told == [
        ("statement", "closed"),
        ("statement", "safe"),
        ("statement", "also"),
        ("statement", "also"),
        ("statement", "also"),
        ("account", "when"),
        ("account", "when"),
        ("account", "when"),
        ("account", "when"),
        ("speaker", "ann-dell"),
        ("origin", "talk"),
        ("term", "bridge"),
        ("fact", "title"),
        ("voice", "ann-dell"),
    ]


def test_only_what_touches_the_stretch_is_told_with_its_place() -> None:
    at = tiny.SEED.index("It opened")
    used = used_by(case(), "one", at, at + 2)
    assert {use.what for use in used} == {"statement", "account"}
    assert {use.place.file for use in used} == {
        "content/themes/bridge.yaml",
        "content/differences.yaml",
    }
    assert used_by(case(), "one", at - 1, at) == ()
    assert used_by(case(), "two", 0, 99) == ()
