"""Which statements are listed for which wish."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
import tiny
from tiny import quote, statement, theme

from site_builder.checks import run
from site_builder.listing import Wish, rows, unknown
from site_builder.proof import read_case

if TYPE_CHECKING:
    from site_builder.checks.case import Case
    from site_builder.findings import Finding

OPENED = quote("one", "It opened again in May.")
SAFE = quote("one", "“It is safe,” said Ann Dell.")
FIGURE = {"kind": "count", "value": "4", "measure": "bridges"}


@cache
def case() -> tuple[Case, tuple[Finding, ...]]:
    content = {
        "themes/bridge": theme(
            statement("closed"),
            statement("opened", OPENED, kind="count", figure=FIGURE, origin="survey"),
            statement("bare", evidence=[], text="Nobody says 7 bridges."),
        ),
        "themes/safety": theme(
            statement(
                "safe", quote("two", "It is known."), also=[SAFE], by="ann-dell", given="quoted"
            ),
        ),
        "speakers": [{"id": "ann-dell", "name": "Ann Dell", "kind": "person", "evidence": [SAFE]}],
        "origins": [{"id": "survey", "name": "A survey", "by": "ann-dell", "kind": "report"}],
        "site": {"themes": ["bridge", "safety"]},
    }
    given = tiny.inputs(content, {"one": tiny.SEED, "two": "It is known.\n"})
    found, findings, whole = read_case(given)
    assert found is not None
    return found, (*findings, *run(found, whole=whole))


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        (Wish(), ["closed", "opened", "bare", "safe"]),
        (Wish(theme="safety"), ["safe"]),
        (Wish(speaker="ann-dell"), ["safe"]),
        (Wish(speaker="article"), ["closed", "opened", "bare"]),
        (Wish(kind="count"), ["opened"]),
        (Wish(given="quoted"), ["safe"]),
        (Wish(seed="one"), ["closed", "opened", "safe"]),
        (Wish(seed="two"), ["safe"]),
        (Wish(origin="survey"), ["opened"]),
        (Wish(origin="none"), ["closed", "bare", "safe"]),
        (Wish(figure=True), ["opened"]),
        (Wish(figure=False, theme="bridge"), ["closed", "bare"]),
        (Wish(words="bridge nobody"), ["bare"]),
        (Wish(words="zebra"), []),
    ],
)
def test_a_wish_lists_what_is_like_it(wish: Wish, expected: list[str]) -> None:
    assert [str(row.statement.id) for row in rows(case()[0], wish, ())] == expected


def test_a_row_tells_the_seeds_of_evidence_and_of_also() -> None:
    (row,) = rows(case()[0], Wish(theme="safety"), ())
    assert (row.seeds, row.also, row.codes) == (("two",), ("one",), ())


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        (Wish(theme="brigde"), "there is no theme “brigde”; did you mean bridge?"),
        (Wish(speaker="ann"), "there is no speaker “ann”; known are ann-dell, article"),
        (Wish(origin="x"), "there is no origin “x”; known are none, survey"),
        (Wish(seed="three"), "there is no seed “three”"),
        (Wish(origin="none", seed="one", theme="bridge"), ""),
    ],
)
def test_a_name_that_nothing_has_is_told(wish: Wish, said: str) -> None:
    assert unknown(case()[0], wish).startswith(said)
    assert bool(unknown(case()[0], wish)) is bool(said)
