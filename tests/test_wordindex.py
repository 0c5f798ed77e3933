"""The index of words: how a text is taken apart, and what the published script holds."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.wordindex import HELP, LEVELS, STOP, Entry, script, words

KINDS = {"statement": "Statement", "person": "Person"}


def index(*entries: Entry) -> dict[str, Any]:
    written = script(entries, KINDS).decode()
    assert written.startswith("var searchIndex={")
    assert written.endswith("};\n")
    found: dict[str, Any] = json.loads(written.removeprefix("var searchIndex=").rstrip(";\n"))
    return found


def held(found: dict[str, Any], term: str) -> list[tuple[int, int]]:
    """Return (entry, step) for each entry that holds a term, unpacked as finder.js does."""
    posts = found["posts"].split(" ")[found["terms"].split(" ").index(term)]
    at, out = 0, []
    for step, worth in re.findall(r"([0-9a-z]+)([A-Z])", posts):
        at += int(step, 36)
        out.append((at, ord(worth) - ord("A")))
    return out


def entry(text: str, **fields: Any) -> Entry:
    return Entry(kind="statement", href="a.html", text=text, **fields)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The Harbour’s café", ["the", "harbour", "cafe"]),
        ("291,273 webpages, 6% more", ["291273", "webpages", "6", "more"]),
        ("1.5 metres. Then 2.", ["1.5", "metres", "then", "2"]),
        ("self-harm", ["self", "harm", "selfharm"]),
        ("six‑fold", ["six", "fold", "sixfold"]),
        ("500-1,000 or 1-2.5", ["500", "1000", "or", "1", "2.5"]),
        ("Elm’s_", ["elm"]),
        ("don’t", ["dont"]),
        ("co\u00adoperate", ["cooperate"]),
        ("‘Com networks’", ["com", "networks"]),
        ("a – b—c", ["a", "b", "c"]),
        ("", []),
    ],
)
def test_a_text_is_taken_apart(text: str, wanted: list[str]) -> None:
    assert list(words(text)) == wanted


def test_each_term_leads_to_the_entries_that_hold_it() -> None:
    found = index(entry("A ferry sank"), entry("Nothing"), entry("The ferry sailed", by="Ada Holm"))
    assert [number for number, _ in held(found, "ferry")] == [0, 2]
    assert [number for number, _ in held(found, "holm")] == [2]
    assert found["entries"][2] == [0, "a.html", "The ferry sailed", "Ada Holm"]
    assert found["kinds"] == ["Statement", "Person"]


def test_what_is_shown_is_worth_more_than_what_is_not() -> None:
    found = index(entry("ferry here"), entry("boat here", also="ferry"), entry("ferry", worth=0.2))
    shown, hidden, low = (step for _, step in held(found, "ferry"))
    assert shown > hidden
    assert shown > low


def test_a_word_in_a_long_text_is_worth_less() -> None:
    found = index(entry("ferry"), entry("ferry " + " ".join(f"word{n}" for n in range(40))))
    short, long = (step for _, step in held(found, "ferry"))
    assert short > long


def test_words_that_nobody_looks_for_are_no_terms() -> None:
    found = index(entry("This is the ferry of the town"))
    assert not STOP & set(found["terms"].split(" "))
    assert set(found["stop"].split(" ")) == STOP


def test_a_phrase_of_help_is_in_words_as_the_question_is() -> None:
    found = index(entry("ferry"))
    assert len(found["help"]) == len(HELP)
    assert "self harm" in found["help"]
    assert all(phrase == " ".join(words(phrase)) for phrase in found["help"])


def test_an_index_of_nothing_is_one() -> None:
    found = index()
    assert found["entries"] == []
    assert found["terms"] == ""


@given(st.lists(st.text(max_size=40), max_size=80))
def test_every_word_leads_back_and_every_step_is_a_letter(texts: list[str]) -> None:
    found = index(*map(entry, texts))
    for number, text in enumerate(texts):
        for term in {*words(text)} - STOP:
            steps = dict(held(found, term))
            assert 0 <= steps[number] < LEVELS


@given(st.text(max_size=60))
def test_a_word_has_no_space_that_would_part_the_list(text: str) -> None:
    assert all(term and not re.search(r"\s", term) for term in words(text))
