"""Words set in lines that fit the narrowest picture, in any script."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from site_builder.views.lines import MOST, NARROWEST, lines, width


def test_lines_are_even_and_no_word_stands_alone() -> None:
    words = "Source: National Crime Agency, as reported in article 004, paragraphs 24 and 25."
    assert lines(words, 12, even=False)[-1] == "25."
    even = lines(words, 12)
    assert len(even) == 3
    assert min(map(len, even)) > 15


def test_a_word_too_long_is_broken_and_wide_characters_take_their_room() -> None:
    assert [len(line) for line in lines("i" * 100, 12)] == [42, 42, 16]
    assert lines("W" * 30, 12) == ["W" * 23, "W" * 7]
    assert lines("国" * 30, 12) == ["国" * 23, "国" * 7]
    assert width("e\u0301", 12) == width("e", 12)
    assert width("half", 12, bold=True) > width("half", 12)
    assert lines(" \n ", 12) == []


@given(st.text(), st.sampled_from([12, 13, 15, 22]), st.booleans(), st.booleans())
def test_every_line_fits_and_nothing_is_lost(text: str, size: int, bold: bool, even: bool) -> None:
    made = lines(text, size, bold=bold, even=even)
    assert "".join("".join(made).split()) == "".join(text.split())
    for line in made:
        assert line
        assert len(line) <= MOST
        assert width(line, size, bold=bold) <= NARROWEST
