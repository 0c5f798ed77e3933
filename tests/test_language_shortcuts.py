"""Shortcuts of the language: where one is taken, it comes to what the long way comes to."""

from __future__ import annotations

import random
import re

import pytest

from site_builder.language.governors import (
    _FOLLOWING,
    GOVERNORS,
    _is_plain,
    _last,
    _last_of_all,
)
from site_builder.language.matched import matched
from site_builder.language.numerals import FIGURE, NUMBER
from site_builder.language.said import Said
from site_builder.language.speech import has_marks, may_open, own_quotations
from site_builder.language.spelling import Spellings, _is_form
from site_builder.language.words import WORD, may_have, plain_words
from site_builder.quotes import Span

_GOVERNING = [word for phrases in GOVERNORS.values() for word in re.findall(r"\w+", phrases)]
_PIECES = [
    *"3 12 16 48 300 2019 3,816 12,345 1,20 5.30 40% £5 7th 1990s 4x ٣".split(),
    *"in out of every per cent percent pc pm am a p m k bn hundred dozens third half times".split(),
    *"fold year years old or and at plus more less later surplus publish ish so boats May".split(),
    *"Kilmóra’s o'clock '' _ x_y ’tis “we” ‘no’ ‚ja’ „so“ \" ' – - . , ; : ! ? … + [ ) ſo".split(),
    *_GOVERNING,
]


def _texts(count: int) -> list[str]:
    chance = random.Random(20)
    spaces = (" ", " ", " ", " ", "  ", "", "\n", ", ", ". ", "-")
    return [
        "".join(chance.choice(_PIECES) + chance.choice(spaces) for _ in range(chance.randint(1, 9)))
        for _ in range(count)
    ]


TEXTS = _texts(20_000)


def test_words_are_those_of_the_pattern() -> None:
    """Splitting at spaces gives the words that the pattern gives."""
    for text in TEXTS:
        assert plain_words(text) == WORD.findall(text.lower().replace("’", "'")), text


def test_a_figure_is_a_plain_number() -> None:
    """What is taken for a figure is what the pattern of all numbers calls plain, to its end."""
    taken = 0
    for text in TEXTS:
        for word in WORD.finditer(text):
            figure = FIGURE.match(text, word.start())
            if figure is not None:
                found = NUMBER.match(text, word.start())
                assert found is not None
                assert (found.lastgroup, found.end()) == ("plain", figure.end()), text
                taken += 1
    assert taken > 1_000


def test_a_governor_is_the_one_that_a_look_at_all_words_finds() -> None:
    """Whether the words before a number are plain or not, the same governs it."""
    for text in TEXTS:
        assert _last(text) == _last_of_all(text), text


def test_nothing_that_may_follow_is_passed_by() -> None:
    """Where the words behind a number are passed by, none of them governs it."""
    for text in TEXTS:
        if _is_plain(f" {text}"):
            assert _FOLLOWING.match(f" {text}") is None, text


def test_a_text_without_an_opening_mark_has_no_quotation() -> None:
    """A text that is not looked through has nothing in quotation marks."""
    for text in TEXTS:
        if not may_open(text, 0, len(text)):
            assert not has_marks(text)
            assert list(own_quotations(text)) == [], text


@pytest.mark.parametrize("word", ["who", "who’s", "o’who", "WHO", "ſ"])
def test_a_word_beside_an_apostrophe_is_not_passed_by(word: str) -> None:
    """A pattern takes an apostrophe, and a long s, for the end or a letter of a word."""
    said = Said(f"It says {word} came")
    assert may_have(said.text, said.vocabulary, frozenset({"who"}))


def test_a_word_that_is_not_there_is_passed_by() -> None:
    """A text without the words is not looked through."""
    said = Said("The harbour’s gate was raised")
    assert not may_have(said.text, said.vocabulary, frozenset({"who"}))


def test_forms_of_a_word_are_found_among_many() -> None:
    """Looked up by three letters or one by one, the same words have a form."""
    words = [word for word in sorted(set(re.findall(r"[a-z]+", " ".join(_PIECES)))) if word]
    many = Spellings([" ".join([*words, *(f"{word}s" for word in words), "Scottish", "Harlow"])])
    for word in [*words, "Scotland", "Scots", "Harlows", "Harlower", "Ha", "x"]:
        known = word.lower() in many.plain or word.lower() in many.initials
        slow = known or any(
            _is_form(word.lower(), o) for o in many.plain if o[0] == word[0].lower()
        )
        assert many.has(word) == slow, word


@pytest.mark.parametrize("ending", ["", "."])
def test_a_passage_that_a_statement_has_whole_is_matched_whole(ending: str) -> None:
    """Nothing but its full stop is left out."""
    words = "Boats at the quay paid £5 in 2019 and left"
    says = Said(f"It says that {words[0].lower()}{words[1:]}, twice.")
    assert matched(says, Said(words + ending)) == [Span(0, len(words))]


def test_a_clock_at_the_end_keeps_its_full_stop() -> None:
    """A number that ends in a full stop reaches beyond its last word."""
    passage = "The new ferry leaves the quay at 5 p.m."
    assert matched(Said(passage), Said(passage)) == [Span(0, len(passage))]
