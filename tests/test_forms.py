"""A word in any form or spelling."""

from __future__ import annotations

import pytest

from site_builder.forms import lowered, places, spelt

TEXT = lowered(
    "Reports rose. Reporting it, RISES in them; the reporter’s risk. İstanbul’s reports."
)


def found(word: str, text: str = TEXT) -> list[str]:
    others = dict(spelt([word], text))
    return [text[place.start : place.end] for place in sorted(places(0, word, others, text))]


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("report", ["reports", "reporting", "reporter's", "reports"]),
        ("rising", ["rose", "rises"]),
        ("risk", ["risk"]),
        ("reprots", ["reports", "reporting", "reporter's", "reports"]),
        ("istanbul", ["istanbul's"]),
        ("port", []),
        ("zebra", []),
    ],
)
def test_the_forms_of_a_word_are_found_and_no_part_of_another(word: str, forms: list[str]) -> None:
    assert found(word) == forms


def test_lower_case_keeps_every_character_in_its_place() -> None:
    text = "İİ’S ẞ Ǆ"
    assert len(lowered(text)) == len(text)


def test_only_a_word_that_is_nowhere_is_taken_for_another() -> None:
    assert dict(spelt(["reports", "risks", "them"], TEXT)) == {}
    assert dict(spelt(["risck"], TEXT)) == {"risck": ["risk"]}


def test_of_two_that_are_as_alike_both_are_taken() -> None:
    assert dict(spelt(["cart"], "carts cards")) == {}
    assert dict(spelt(["dears"], "bears dearx")) == {"dears": ["dearx"]}
