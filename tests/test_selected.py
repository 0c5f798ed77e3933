"""Where words that were selected on a page stand in the seed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import tiny
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from site_builder.proof import read_case
from site_builder.selected import place_of

if TYPE_CHECKING:
    from site_builder.seeds import Seed

SHIPPED = Path(__file__).parent.parent / "seeds" / "002_978ead2c819676d9.txt"
TEXT = "Menu\nIt is safe, she said. It is safe.\nIt is safe, he said. COOKIES It is not.\n"


def seed_of(text: str, *furniture: dict[str, str]) -> Seed:
    records = {"one": {"furniture": list(furniture)}}
    case, findings, _ = read_case(tiny.inputs(seeds={"one": text}, **records))
    assert case is not None, findings
    seed = case.seed("one")
    assert seed is not None
    return seed


@pytest.fixture(scope="module")
def seed() -> Seed:
    return seed_of(TEXT, {"paragraph": "1", "kind": "menu"}, {"quote": "COOKIES", "kind": "menu"})


@pytest.fixture(scope="module")
def article() -> Seed:
    return seed_of(SHIPPED.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("words", "paragraph", "before", "start", "places"),
    [
        ("It is safe", None, "", TEXT.index("It is safe"), 3),
        ("It is safe", 2, "", TEXT.index("It is safe"), 1),
        ("It is safe", 2, "It is safe, she said. ", TEXT.index("It is safe."), 1),
        ("It  is\nsafe", 3, "", TEXT.index("It is safe, he"), 1),
        ("It is safe", 3, "no such words before it", TEXT.index("It is safe, he"), 1),
        ("said. It is not", 3, "", TEXT.index("said. COOKIES"), 1),
        ("It is safe", 99, "", TEXT.index("It is safe"), 3),
    ],
)
def test_the_paragraph_and_what_stands_before_tell_the_place(
    words: str, paragraph: int | None, before: str, start: int, places: int, seed: Seed
) -> None:
    found = place_of(seed, words, paragraph=paragraph, before=before)
    assert found is not None
    assert (found.span.start, found.places) == (start, places)


@pytest.mark.parametrize("words", ["", " ", "\u00ad", "zebra", "Menu", "COOKIES", "x" * 50_000])
def test_what_is_not_there_or_is_furniture_is_nowhere(words: str, seed: Seed) -> None:
    assert place_of(seed, words) is None


def test_of_a_long_article_what_follows_the_paragraph_is_looked_at() -> None:
    long = seed_of("It is safe, she said.\n" * 12_000)
    words = "is safe, she said. It is"
    found = place_of(long, words, paragraph=11_000, before="It ")
    assert found is not None
    assert found.span.start == long.paragraphs[10_999].start + 3
    assert place_of(long, "zebra crossings", paragraph=2) is None


@given(st.data())
@settings(deadline=None, max_examples=40)
def test_the_letters_of_a_page_between_the_words_change_nothing(
    article: Seed, data: st.DataObject
) -> None:
    number = data.draw(st.integers(1, len(article.paragraphs)))
    paragraph = article.paragraphs[number - 1]
    words = article.text[slice(*paragraph)].split(" ")
    first = data.draw(st.integers(0, len(words) - 1))
    picked = words[first : first + data.draw(st.integers(8, 60))]
    assume(len(picked) >= 8)
    start = paragraph.start + len(" ".join([*words[:first], ""]))
    end = start + len(" ".join(picked))
    for letter in "ab":
        picked.insert(data.draw(st.integers(1, len(picked) - 1)), letter)
    before = article.text[paragraph.start : start]
    found = place_of(article, " ".join(picked), paragraph=number, before=before)
    assert found is not None
    assert found.span == (start, end)
