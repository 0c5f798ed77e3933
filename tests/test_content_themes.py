"""Themes: statements, their dates, figures, evidence and acceptances."""

from __future__ import annotations

import pytest
from contents import figure, first_lines, statement


@pytest.mark.parametrize(
    "when",
    [
        *("2024", "202X", "2024-05", "2024-05~", "2024?", "2024%", "2024-XX", "2024-05-XX"),
        *("2024-02-29", "2022/2024", "2022/..", "2022/", "../2024", "/2024", "2022-01/2024-05-06~"),
    ],
)
def test_a_date_in_edtf(when: str) -> None:
    made, found = statement(f"        when: {when}\n")
    assert (made.when, found) == (when, "")


@pytest.mark.parametrize(
    "when",
    [
        *("May 2024", "24", "2024-13", "2024-1", "2024-02-30", "2023-02-29/..", "2024-05-32"),
        *("/", "..", "../..", "2022/2023/2024", "2022-2024", "2024~~", "20XX", "٢٠٢٤"),
    ],
)
def test_not_a_date_in_edtf(when: str) -> None:
    made, found = statement(f"        when: {when}\n")
    assert made.when is None
    assert first_lines(found) == ["error value-form: this is not a date in EDTF"]


@pytest.mark.parametrize(
    "when",
    [
        *("last month", "Last month", "the week before", "earlier", "in the past 6 to 9 months"),
        *("Monday", "yesterday / today", "à la fin de mai", "by", "x" * 80),
    ],
)
def test_an_articles_own_words_of_time(when: str) -> None:
    made, found = statement(f"        when: {when}\n")
    assert (made.when, found) == (when, "")


@pytest.mark.parametrize(
    "when",
    [
        *("in 2024", "early 2024", "since 1999", "by mid-2030", "a", "x" * 81),
        *("6 months ago", "17 May", ".. last month", "/ May", '"last\\nmonth"', "٢٠٢٤ or so"),
        *("“last month”", "(then)", "_then_"),
    ],
)
def test_what_is_neither_a_date_nor_words_of_time(when: str) -> None:
    made, found = statement(f"        when: {when}\n")
    assert made.when is None
    assert first_lines(found) == ["error value-form: this is not a date in EDTF"]
    assert "or, where the article names no year, its own words" in found


@pytest.mark.parametrize(
    ("inside", "numbers"),
    [
        ("kind: count, value: 400", {"value": "400"}),
        ("kind: multiple, value: 6, unit: times", {"value": "6"}),
        ("kind: share, value: 4, of: 5", {"value": "4", "of": "5"}),
        ("kind: share, value: half", {"value": "half"}),
        ("kind: range, low: 13, high: 14", {"low": "13", "high": "14"}),
        ("kind: change, value: 6%, from: 2, to: 3", {"value": "6%", "from": "2", "to": "3"}),
        ("kind: change, value: 6%", {"value": "6%"}),
        ("kind: age, low: 11", {"low": "11"}),
        ("kind: age, high: 10", {"high": "10"}),
    ],
)
def test_each_kind_of_figure_has_its_numbers(inside: str, numbers: dict[str, str]) -> None:
    made, found = figure(inside)
    assert found == ""
    assert dict(made.numbers) == numbers


@pytest.mark.parametrize(
    ("inside", "start"),
    [
        ("kind: count", "error key-missing: a figure needs “value”"),
        ("kind: range, low: 1", "error key-missing: a figure needs “high”"),
        ("kind: count, value: 1, low: 2", "error key-unknown: a figure has no key “low”"),
        ("kind: sum, value: 1", "error value-choice: “kind” cannot be “sum”"),
        ("kind: count, value: 1, period: {}", "error key-missing: a period needs “from”, “to”"),
        ("kind: count, value: 1, period: [a]", "error value-shape: a period must be a mapping"),
        ("kind: count, value: 1, period: {from: long ago}", "error value-form: this is not a date"),
        ("kind: count, value: 1, period: {to: 2023-02-29}", "error value-form: this is not a date"),
        ("kind: count, value: 1, period: {to: 2022/..}", "error value-form: this is not a date"),
        ("kind: count, value: 1, period: {to: 2022, on: x}", "error key-unknown: a period has no"),
    ],
)
def test_a_wrong_figure(inside: str, start: str) -> None:
    _, found = figure(inside)
    (line,) = first_lines(found)
    assert line.startswith(start)


@pytest.mark.parametrize(
    ("period", "ends"),
    [
        ("{from: 2022, to: 2024}", (None, "2022", "2024")),
        ("{from: 2022-05~}", (None, "2022-05~", None)),
        ("{to: 2024-02-29}", (None, None, "2024-02-29")),
        ("since 2022", ("since 2022", None, None)),
        ("not stated", ("not stated", None, None)),
    ],
)
def test_a_period(period: str, ends: tuple[str | None, str | None, str | None]) -> None:
    made, found = figure(f"kind: count, value: 1, period: {period}")
    assert found == ""
    assert made.period is not None
    assert (made.period.words, made.period.start, made.period.end) == ends


def test_of_a_figure_of_no_known_kind_only_that_is_said() -> None:
    made, found = figure("kind: rnage, low: 1, high: 2")
    assert made.numbers == ()
    assert found.count("error") == 1
    assert "value-choice" in found


@pytest.mark.parametrize("absent", ["figure:", "figure: null", "figure: ~"])
def test_a_figure_may_be_absent(absent: str) -> None:
    made, found = statement(f"        {absent}\n")
    assert (made.figure, found) == (None, "")
    assert figure("kind: count, value: 1, period: null")[0].period is None
    assert figure("kind: count, value: 1")[0].period is None


def test_a_figure_is_a_mapping() -> None:
    made, found = statement("        figure: 400\n")
    assert made.figure is None
    assert first_lines(found) == ["error value-shape: a figure must be a mapping, not text"]


def test_an_entry_of_evidence_may_say_who_speaks_and_where() -> None:
    made, found = statement(
        """        also:
          - {seed: "001", quote: a, by: [b, c], via: d, given: quoted, prefix: e, suffix: f}
          - {seed: "001", quote: a, paragraph: 3, context: said so}
          - {seed: "001", quote: a, context: {quote: said so, paragraph: 4}}
          - {seed: "001", quote: a, context: null}
"""
    )
    assert found == ""
    first, second, third, fourth = made.also
    assert (first.by, first.via, first.given) == (("b", "c"), ("d",), "quoted")
    assert (first.quote.prefix, first.quote.suffix, first.context) == ("e", "f", None)
    assert second.quote.paragraph == 3
    assert second.context is not None
    assert (second.context.text, second.context.seed) == ("said so", "001")
    assert third.context is not None
    assert (third.context.text, third.context.paragraph) == ("said so", 4)
    assert fourth.context is None


@pytest.mark.parametrize(
    ("entry", "start"),
    [
        ("{seed: s, quote: a, context: [b]}", "error value-shape: a quote must be a mapping"),
        ("{seed: s, quote: a, context: {quote: b, on: c}}", "error key-unknown: a quote has no"),
        ("{seed: s}", "error key-missing: an entry of evidence needs “quote”"),
        ("{seed: s, quote: a, given: said}", "error value-choice: “given” cannot be “said”"),
        ("words", "error value-shape: an entry of evidence must be a mapping, not text"),
    ],
)
def test_a_wrong_entry_of_evidence(entry: str, start: str) -> None:
    _, found = statement(f"        also:\n          - {entry}\n")
    (line,) = first_lines(found)
    assert line.startswith(start)


def test_an_acceptance_has_a_code_words_and_a_reason() -> None:
    made, found = statement("        accept: [{code: a, words: b, reason: c}]\n")
    assert found == ""
    assert [(a.code, a.words, a.reason) for a in made.accept] == [("a", "b", "c")]
    _, found = statement("        accept: [{code: a}]\n")
    assert first_lines(found) == [
        "error key-missing: an acceptance needs “reason”",
        "error key-missing: an acceptance needs “words”",
    ]
