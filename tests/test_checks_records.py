"""What an article states of itself stands in the words that are its basis."""

from __future__ import annotations

from typing import Any

import pytest
import tiny

from site_builder.checks import run
from site_builder.proof import read_case

LIKE = "the basis does not have "


def faults(field: str, text: str, basis: str, seed: str = "") -> list[str]:
    """Return what is found in a field of a record, without its name, and before what to do."""
    key = "name" if field in {"publisher", "author"} else "text"
    record: dict[str, Any] = {field: {key: text, "basis": basis}}
    seeds = {"one": f"{tiny.SEED}{seed or basis}\n"}
    case, findings, _ = read_case(tiny.inputs(None, seeds, one=record))
    assert case is not None
    assert not findings
    found = [one for one in run(case) if one.code == "entry-unproved"]
    assert all(one.hint.startswith("copy what the article says") for one in found)
    assert all(one.notes[0].startswith("the basis (one): ") for one in found)
    return [one.message.split(": ", 1)[1] for one in found]


@pytest.mark.parametrize(
    ("text", "basis", "fault"),
    [
        ("Harbour News", "Read more on Harbour News", ""),
        ("Harbour News", "READ MORE ON HARBOUR NEWS", ""),
        ("harbour news", "the Harbour News’s readers", ""),
        ("The Courier", "says the Courier’s editor", ""),
        ("The Courier’s News", "News of the Courier", ""),
        ("O’Dell’s Weekly", "this is O'Dell's Weekly", ""),
        ("Reach", "They reach across the bay", "“Reach”"),
        ("Harbour Times", "Read more on Harbour News", "“Times”"),
        ("a b c d e f g", "Read more on Harbour News", "“a”, “b”, “c”, “d”, “e” and 2 more words"),
    ],
)
def test_a_name_is_in_its_basis(text: str, basis: str, fault: str) -> None:
    for field in ("publisher", "author"):
        assert faults(field, text, basis) == ([LIKE + fault] if fault else [])


@pytest.mark.parametrize(
    ("text", "basis", "fault"),
    [
        ("A ferry – at last", "A ferry — at last for Skerrow", ""),
        ("A ferry at last", "A FERRY AT LAST", ""),
        ("A ferry at last", "A ferry […] last", LIKE + "“at”"),
        ("A ferry, last", "A ferry […] last", ""),
        ("Ferry beats bridge", "Ferry loses to bridge", LIKE + "“beats”"),
        (
            "Bridge beats ferry",
            "Ferry beats Bridge",
            "its words do not stand one after the other in the basis",
        ),
        (
            "A ferry will come",
            "A ferry will never come",
            "its words do not stand one after the other in the basis",
        ),
    ],
)
def test_a_title_is_in_its_basis_in_its_order(text: str, basis: str, fault: str) -> None:
    seed = basis.replace("[…]", "comes at")
    assert faults("title", text, basis, seed) == ([fault] if fault else [])


@pytest.mark.parametrize(
    ("text", "basis", "fault"),
    [
        ("https://www.news.example/ferry/", "Share news.example/Ferry today", False),
        ("https://news.example/ferry", "Read https://news.example/ferry now", False),
        ("https://news.example/bridge", "Read https://news.example/ferry now", True),
    ],
)
def test_an_address_is_in_its_basis(text: str, basis: str, fault: bool) -> None:
    assert faults("url", text, basis) == ([f"{LIKE}“{text}”"] if fault else [])


@pytest.mark.parametrize(
    ("text", "basis", "fault"),
    [
        ("2024-11-25", "On November 25, 2024 we met", ""),
        ("2024-11-25", "Mon 25th Nov. 2024", ""),
        ("2024-11-25", "25/11/2024 10:30", ""),
        ("2024-11-25", "25.11.24, 10:30", ""),
        ("2024-11-11", "11 November 2024", ""),
        ("2024-11", "November 2024", ""),
        ("25 November 2024", "Published 2024-11-25T10:30", ""),
        ("Monday 25 Nov 2024 10:30", "MONDAY, 25 NOVEMBER 2024, 10:30", ""),
        ("in May 2026", "In May 2026 it sailed", ""),
        ("last summer", "It sailed last summer", ""),
        ("2025-11-25", "On November 25, 2024 we met", "“2025”"),
        ("2024-12-25", "On November 25, 2024 at 12:30", "“12”"),
        ("2024-11-26", "On November 25, 2024 we met", "“26”"),
        ("2024-11-11", "2024, number 11 of us", "“11”"),
        ("25 December 2024", "On November 25, 2024 we met", "“December”"),
        ("Tuesday 25 November", "Monday 25 November 2024", "“Tuesday”"),
        ("3 May 2024", "We may close on 3 March 2024", "“May”"),
        ("last winter", "It sailed last summer", "“winter”"),
        ("2124", "On November 25, 1924 we met", "“2124”"),
    ],
)
def test_a_date_is_in_its_basis_in_any_form(text: str, basis: str, fault: str) -> None:
    assert faults("published", text, basis) == ([LIKE + fault] if fault else [])


def test_a_long_basis_is_cut_and_one_that_is_not_found_is_told_elsewhere() -> None:
    basis = f"Harbour News {'said so and ' * 20}"
    record = {"publisher": {"name": "Echo", "basis": basis.strip()}}
    case, _, _ = read_case(tiny.inputs(None, {"one": f"{tiny.SEED}{basis}\n"}, one=record))
    assert case is not None
    (one,) = [one for one in run(case) if one.code == "entry-unproved"]
    assert one.notes[0].endswith(" …")
    assert len(one.notes[0]) < 200
    case, _, _ = read_case(tiny.inputs(None, one=record))
    assert case is not None
    assert {one.code for one in run(case)} >= {"quote-missing"}
    assert "entry-unproved" not in {one.code for one in run(case)}
