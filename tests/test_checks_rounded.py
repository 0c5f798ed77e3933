"""Rounded numbers: none passes, and the finding names the number that is rounded."""

from __future__ import annotations

import pytest
from fitting import findings

PASSAGES = {
    "count": "In all 1,386 boats left the port.",
    "small": "In all 12 boats left the port.",
    "measure": "The cabin measures 5.2 metres.",
    "share": "Of the boats 27 per cent left the port.",
    "rough": "About 1,386 boats left the port.",
    "range": "Between 1,200 and 1,386 boats left the port.",
    "vague": "Hundreds of boats left the port.",
}


@pytest.mark.parametrize(
    ("passage", "statement", "exact"),
    [
        ("count", "Nearly 1,400 boats left the port.", "1,386"),
        ("count", "More than 1,300 boats left the port.", "1,386"),
        ("count", "About 1,400 boats left the port.", "1,386"),
        ("count", "More than 1,400 boats left the port.", ""),
        ("count", "Nearly 1,500 boats left the port.", ""),
        ("count", "Over 27 per cent of the boats left the port.", ""),
        ("count", "In all 1,400 boats left the port.", ""),
        ("count", "About hundreds of boats left the port.", ""),
        ("small", "More than ten boats left the port.", ""),
        ("measure", "The cabin measures just over five metres.", "5.2"),
        ("share", "More than a quarter of the boats left the port.", "27 per cent"),
        ("share", "More than one in four of the boats left the port.", "27 per cent"),
        ("share", "Nearly 30 per cent of the boats left the port.", "27 per cent"),
        ("share", "Nearly a half of the boats left the port.", ""),
        ("rough", "Nearly 1,400 boats left the port.", ""),
        ("range", "Nearly 1,400 boats left the port.", ""),
        ("vague", "Nearly 1,400 boats left the port.", ""),
    ],
)
def test_a_rounded_number_is_missing_and_told_with_what_it_rounds(
    passage: str, statement: str, exact: str
) -> None:
    found = [one for one in findings(statement, PASSAGES[passage]) if one.code == "number-missing"]
    assert len(found) == 1
    assert (f"which rounds its “{exact}”" in found[0].message) is bool(exact)
    assert (f"write “{exact}”" in (found[0].hint or "")) is bool(exact)


@pytest.mark.parametrize(
    ("statement", "codes"),
    [
        ("Around 33 per cent of the boats left the port.", []),
        ("Around 40 per cent of the boats left the port.", ["number-missing"]),
        ("In all 33 per cent of the boats left the port.", ["number-missing"]),
    ],
)
def test_a_rough_share_may_be_told_in_another_form(statement: str, codes: list[str]) -> None:
    found = findings(statement, "About a third of the boats left the port.")
    assert [one.code for one in found] == codes
