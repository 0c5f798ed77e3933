"""Which words of a passage are marked beside a statement."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.language.matched import matched
from site_builder.language.said import Said


def marks(says: str, passage: str) -> list[str]:
    return [passage[start:end] for start, end in matched(Said(says), Said(passage))]


@pytest.mark.parametrize(
    ("says", "passage", "wanted"),
    [
        ("Reports rose sixfold.", "They are up six times.", ["six times"]),
        ("In 2022 there were 40.", "Since 2022, 40,000 came.", ["2022"]),
        ("710,000 to 840,000 adults.", "Between 710,000 and 840,000 adults", None),
        ("One article says so.", "One ferry sank.", []),
        ("Ann Dell said so.", "It is safe, Dell said.", ["Dell"]),
        ("The board said so.", "The ferry sank.", []),
        ("It is “safe and sound”, she said.", "It is ‘safe and sound’, she said.", None),
        ("He spoke of “harm […] done”.", "They saw harm that was done.", ["harm", "done"]),
        ("It may sink.", "It might sink soon.", ["might"]),
        ("It sank.", "It might have sunk.", []),
        ("It did not sink.", "It has not sunk.", ["not"]),
        ("The old ferry sank again.", "An old ferry sank in May.", ["old ferry sank"]),
        ("It is of the old kind.", "It is of the new kind.", []),
        ("", "Nothing.", []),
        ("Something.", "", []),
    ],
)
def test_what_both_have_is_marked(says: str, passage: str, wanted: list[str] | None) -> None:
    found = marks(says, passage)
    assert found == wanted if wanted is not None else found


def test_ends_of_a_range_are_marked_where_the_passage_has_them_apart() -> None:
    found = marks("710,000 to 840,000 adults.", "Between 710,000 and 840,000 of adults")
    assert "710,000" in " ".join(found)
    assert "840,000" in " ".join(found)


def test_words_with_only_a_space_between_are_marked_as_one() -> None:
    passage = "The Port of Elm Bay closed."
    assert marks("They met at Elm Bay today.", passage) == ["Elm Bay"]


@given(st.text(max_size=60), st.text(max_size=60))
def test_marks_stand_in_order_within_the_passage(says: str, passage: str) -> None:
    spans = matched(Said(says), Said(passage))
    assert all(0 <= start < end <= len(passage) for start, end in spans)
    assert all(one.end < other.start for one, other in pairwise(spans))


@given(st.lists(st.sampled_from("ferry old 40 Ann not may “safe” sank.".split()), max_size=12))
def test_a_text_has_all_that_is_marked_in_itself(words: list[str]) -> None:
    text = " ".join(words)
    found = marks(text, text)
    assert all(part in text for part in found)
