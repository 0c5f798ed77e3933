from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder import labels
from site_builder.model import DIFFERS_ON, KINDS


@pytest.mark.parametrize(
    ("count", "expected"), [(0, "no"), (1, "one"), (12, "twelve"), (13, "13"), (1200, "1,200")]
)
def test_a_number(count: int, expected: str) -> None:
    assert labels.number(count) == expected


@pytest.mark.parametrize(
    ("count", "one", "many", "expected"),
    [
        (0, "article", "", "0 articles"),
        (1, "article", "", "1 article"),
        (2, "article", "", "2 articles"),
        (1500, "reply", "replies", "1,500 replies"),
    ],
)
def test_a_count_with_its_noun(count: int, one: str, many: str, expected: str) -> None:
    assert labels.counted(count, one, many) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_a_list_in_a_sentence(words: list[str], expected: str) -> None:
    assert labels.listed(words) == expected


@pytest.mark.parametrize(
    ("date", "expected"),
    [("2026-11-21", "21 November 2026"), ("2027-01-01", "1 January 2027")],
)
def test_a_day(date: str, expected: str) -> None:
    assert labels.day(date) == expected


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2024", "2024"),
        ("2025-03", "March 2025"),
        ("2025-03-05", "5 March 2025"),
        ("2025-03~", "about March 2025"),
        ("2024?", "about 2024"),
        ("2024-12-31%", "about 31 December 2024"),
        ("202X", "2020s"),
        ("2024-XX", "2024"),
        ("2024-05-XX", "May 2024"),
        ("2024-XX-XX", "2024"),
        ("2022/2024", "2022 to 2024"),
        ("2023-09/2024-10~", "September 2023 to about October 2024"),
        ("2022/..", "since 2022"),
        ("2022/", "since 2022"),
        ("../2024", "until 2024"),
        ("/2024", "until 2024"),
        ("since 2022", "since 2022"),
        ("not stated", "not stated"),
        ("early-2024", "early-2024"),
        ("2023-2024", "2023-2024"),
        ("2024-13", "2024-13"),
    ],
)
def test_a_period(edtf: str, expected: str) -> None:
    assert labels.period(edtf) == expected


@given(st.text())
def test_any_words_can_be_a_period(text: str) -> None:
    assert isinstance(labels.period(text), str)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They are almost certainly causing it.", "almost certainly"),
        ("It is almost certain to rise.", "almost certain"),
        ("It is highly likely to rise, and likely to fall.", "highly likely"),
        ("It is very unlikely to rise.", "very unlikely"),
        ("It is unlikely.", "unlikely"),
        ("Likely thousands came.", "Likely"),
        ("It will probably rise.", "probably"),
        ("It is probable.", "probable"),
        ("There is a realistic possibility of it.", "realistic possibility"),
        ("There is a remote chance.", "remote chance"),
        ("Its likelihood is certain.", ""),
        ("It may rise.", ""),
        ("", ""),
    ],
)
def test_the_words_that_say_how_sure_a_judgement_is(text: str, words: str) -> None:
    assert labels.likelihood(text) == words


@pytest.mark.parametrize("when", ["last month", "Monday", "yesterday", "“then”", "the 1990s"])
def test_words_of_time_are_no_date(when: str) -> None:
    assert labels.is_words_of_time(when)


@pytest.mark.parametrize("when", ["2024", "202X", "XXXX", "../2024", "/2024", "2022/.."])
def test_a_date_is_no_words_of_time(when: str) -> None:
    assert not labels.is_words_of_time(when)


def test_words_of_time_stand_with_the_date_of_their_article() -> None:
    assert labels.words_of_time("last month", "March") == "“last month”, in an article of March"
    assert labels.words_of_time("last month", "") == "“last month”, in an undated article"


def test_every_kind_has_its_words() -> None:
    assert set(labels.KIND) == set(KINDS)
    assert set(labels.DIFFERS_ON) == set(DIFFERS_ON)
    assert all(
        title and words for title, words in (*labels.PROVED.values(), *labels.NOT_PROVED.values())
    )
