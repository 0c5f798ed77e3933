"""No text keeps the reading of language busy: what grows faster than the text shows here.

The texts are long enough to tell a square from a line, and short enough for a machine that measures
what they reach.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from site_builder.language.names import Names
from site_builder.language.said import Said, prose
from site_builder.language.speech import quoted_spans
from site_builder.language.spelling import Spellings, capitals
from site_builder.language.words import stem
from site_builder.seeds import paragraph_spans

if TYPE_CHECKING:
    from collections.abc import Callable

LARGE = 10_000
DENSE = 4_000  # of what is nearly all numbers, or links
LEAST = 2.0  # seconds of the processor, under which nothing is said to be slow
# Each was read in a tenth of its seconds, or of LEAST.
TEXTS = (
    *("the council said that ", "abcdefghij", "A", "é", "Ab ", "Ab and the ", "A-", "1", "-"),
    *("twenty-", "hundred and ", "since early ", "hundreds of ", "one or ", ",", "a-", "...", " "),
    *("“", "”", "“a” ", "“‘a’” ", '"a ', "‘", "’a ", "'a' ", "the girls’ ‘a s’ b ", "‘girls’ b’ "),
    *("not ", "not open ", "no more than ", "may ", "some ", "most of ", "all but ", "as many as "),
    *("A. ", "e.g. ", "a.\n", "a\n", "*_`", "\u0301", "\u200b", "x May "),
    *("half a ", "three times ", "5-year-old ", "since 2020 ", "the 2018 fire ", "first "),
    "between 1 and 2 and ",
)
THICK = (
    *(
        "1.",
        "12 ",
        "1,234,",
        "1,204 men ",
        "£2.4m ",
        "5% ",
        "5°C ",
        "1 in ",
        "4 in 5 ",
        "5 to 6 to ",
    ),
    *(
        "from 1 to 2 ",
        "5 May ",
        "'90s ",
        "5 per cent of the 1990s ",
        "the 3rd of 12 ",
        "(5) ",
        "[a](",
        "](",
    ),
)
SLOW = {"a\n": 10, "’a ": 20, "between 1 and 2 and ": 20, "half a ": 20, "first ": 20}
SLOW |= {"5-year-old ": 20, "since 2020 ": 20, "the 2018 fire ": 20, "three times ": 20}
SLOW |= {
    "12 ": 30,
    "5% ": 30,
    "1,234,": 20,
    "£2.4m ": 20,
    "5 May ": 20,
    "(5) ": 30,
    "](": 20,
    "[a](": 20,
    "1.": 30,
}


def seconds(what: Callable[[], object]) -> float:
    start = time.process_time()
    what()
    return time.process_time() - start


def read(text: str) -> None:
    """Read all that is read of a text."""
    said = Said(text=prose(text))
    parts = ("words", "stems", "numbers", "quotations", "hedges", "denials", "denying")
    for part in (*parts, "strong", "vocabulary", "sentences", "own_stems"):
        getattr(said, part)
    list(capitals(text))
    Spellings([text])
    quoted_spans(text, paragraph_spans(text))


@pytest.mark.parametrize(
    ("piece", "size"), [(piece, LARGE) for piece in TEXTS] + [(piece, DENSE) for piece in THICK]
)
def test_a_long_text_is_read_in_seconds(piece: str, size: int) -> None:
    text = (piece * size)[:size]
    assert seconds(lambda: read(text)) < SLOW.get(piece, LEAST)


@pytest.mark.parametrize("digits", [400, 100_000])
def test_a_number_of_any_length_is_one_number(digits: int) -> None:
    text = f"It has {'7' * digits} names and £{'7' * digits}m of {'7' * digits}% in 2024."
    said = Said(text=text)
    assert seconds(lambda: said.numbers) < LEAST
    first, second, third, year = said.numbers
    assert first.values == second.values == third.values == ("7" * digits,)
    assert (first.role, second.unit, year.role) == ("count", "pound", "year")


@pytest.mark.parametrize(
    "marks", ["“", "”", '"', "'", "‘a ", "’ a", "“a” ", "‘a’\n", "«", "the girls’ ‘a s’ b "]
)
def test_quotation_marks_without_end_are_read_in_seconds(marks: str) -> None:
    text = (marks * 100_000)[:100_000]
    assert seconds(lambda: quoted_spans(text, paragraph_spans(text))) < 20


def test_long_names_are_looked_for_in_seconds() -> None:
    word, many = "Dell" * 2_500, "Dell " * 2_000
    names = Names.of([("one", [f"Ann {word}"]), ("two", [many]), ("three", [f"{many} Ames"])])
    said = Said(text=f"Ann {word} met {many} and {many}")
    assert seconds(lambda: list(names.find(said))) < LEAST
    assert {name.id for name in names.find(said)} == {"one", "two"}
    shown = Spellings([said.text])
    assert seconds(lambda: [shown.has(word + "x"), shown.near(word + "x")]) < LEAST
    assert seconds(lambda: stem(word)) < LEAST


def test_many_names_are_looked_for_in_seconds() -> None:
    names = Names.of((f"p{k}", [f"Ann Number{k}"]) for k in range(5_000))
    said = Said(text="Ann left with Ann Number7. " * 100)
    assert seconds(lambda: list(names.find(said))) < 20
    assert [name.id for name in names.find(said)] == ["p7"] * 100
