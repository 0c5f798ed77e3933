"""No briefing keeps the checks of fit busy: what is long, or many, takes seconds and not hours."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest
import tiny
from tiny import quote, statement, theme

from site_builder.checks.lengths import LONGEST
from site_builder.proof import prove

if TYPE_CHECKING:
    from collections.abc import Callable

    Made = tuple[dict[str, Any], dict[str, str]]

LEAST = 2.0  # seconds of the processor, under which nothing is said to be slow
CLOSED = "The old bridge closed in March."


def letters(number: int) -> str:
    """Return a name for a number, of letters alone."""
    found = "q"
    while number:
        number, rest = divmod(number, 20)
        found += "bcdfghjklmnprstvwxyz"[rest]
    return found


def one(text: str, passage: str = CLOSED, **more: Any) -> Made:
    """Return a briefing of one statement over one passage."""
    content = {"themes/bridge": theme(statement("s", quote("one", passage), text=text, **more))}
    return content, {"one": f"{passage}\n"}


def same_passage(count: int) -> Made:
    """Return many statements on one passage."""
    made = [statement(f"s{k}", text=f"{CLOSED[:-1]} {letters(k)} of {k}.") for k in range(count)]
    return {"themes/bridge": theme(*made)}, tiny.SEEDS


def unquoted(size: int) -> Made:
    content, _ = one("“The old bridge” closed in March.")
    return content, {"one": f"{'“' * size} {CLOSED} {'”' * size}\n"}


def long_name(size: int) -> Made:
    name = "Ann " + "Dell" * (size // 4)
    content, seeds = one(f"The old bridge of {name[: LONGEST - 100]} closed in March.")
    return {**content, "speakers": [{"id": "ann", "name": name, "kind": "person"}]}, seeds


def long_name_misspelt(size: int) -> Made:
    name = "Ann " + "Dell" * (size // 4)
    text = f"The bridge of {name[: LONGEST - 200]}x closed in March."
    content, seeds = one(text, f"The bridge of {name} closed in March, as {name[: LONGEST - 200]}.")
    return {**content, "speakers": [{"id": "ann", "name": name, "kind": "person"}]}, seeds


def many_speakers(count: int) -> Made:
    """Return as many speakers who each say something, and as many who say nothing."""
    name = [letters(k).title() for k in range(count)]
    said = [f"{name} Dell said that the bridge number {k} is old." for k, name in enumerate(name)]
    people = [
        {"id": f"p{k}", "name": f"{name} Dell", "kind": "person"} for k, name in enumerate(name)
    ]
    idle = [
        {"id": f"o{k}", "name": f"The {name} board", "kind": "organisation"}
        for k, name in enumerate(name)
    ]
    made = [
        statement(f"s{k}", quote("one", words), by=f"p{k}", given="paraphrased", text=words)
        for k, words in enumerate(said[: count // 5])
    ]
    content = {"themes/bridge": theme(*made), "speakers": people + idle}
    return content, {"one": "\n".join(said) + "\n"}


def difference(name: str, *statements: str, accounts: int = 2) -> dict[str, Any]:
    account = {"says": "the old bridge closed", "by": "article", "evidence": [quote("one", CLOSED)]}
    base = {"id": name, "on": "wording", "rank": 3, "question": "What of the bridge, and 5 men?"}
    return {**base, "statements": list(statements), "accounts": [account] * accounts}


def many_differences(count: int) -> Made:
    again = [quote("one", "It opened again in May.")]
    made = [statement(f"s{k}", text=CLOSED, also=again) for k in range(count)]
    content = {
        "themes/bridge": theme(*made, statement("last", text=CLOSED)),
        "differences": [difference(f"d{k}", "last") for k in range(count)],
    }
    return content, tiny.SEEDS


def many_accounts(count: int) -> Made:
    content, seeds = one(CLOSED)
    return {**content, "differences": [difference("d", "s", accounts=count)]}, seeds


def much_evidence(count: int) -> Made:
    lines = [f"The old bridge number {k} closed in March {1000 + k}." for k in range(count)]
    text = ", ".join(f"number {k} in March {1000 + k}" for k in range(min(count, 80)))
    made = statement("s", *(quote("one", line) for line in lines), text=f"Bridges closed: {text}.")
    return {"themes/bridge": theme(made)}, {"one": "\n".join(lines) + "\n"}


def much_also(count: int) -> Made:
    lines = [f"The old bridge number {k} closed in March {1000 + k}." for k in range(count)]
    half = count // 2
    made = statement(
        "s",
        *(quote("one", line) for line in lines[:half]),
        also=[quote("one", line) for line in lines[half:]],
        text="The old bridge number 0 closed in March 1000.",
    )
    return {"themes/bridge": theme(made)}, {"one": "\n".join(lines) + "\n"}


def many_figures(count: int) -> Made:
    made = [
        statement(
            f"s{k}",
            text=f"The old bridge closed in March after {k} days.",
            figure={"kind": "count", "value": str(k), "measure": "days"},
        )
        for k in range(count)
    ]
    return {"themes/bridge": theme(*made)}, tiny.SEEDS


def digits(size: int) -> Made:
    number = "7" * size
    figure = {"kind": "count", "value": number, "measure": "stones"}
    passage = f"The old bridge has {number} stones."
    return one(f"The old bridge has {number[: LONGEST - 50]} stones.", passage, figure=figure)


def long_texts(count: int) -> Made:
    """Return statements as long as may be, dense with what is compared, each on its own passage."""
    pieces = ("may xclosed ", "not xbridge closed ", "all bridge closed. ", "1,204 men, ", "Dell ")
    texts = [
        f"The {letters(k)} bridge closed, {pieces[k % len(pieces)] * LONGEST}"[
            : LONGEST - 1
        ].strip()
        for k in range(count)
    ]
    made = [statement(f"s{k}", quote("one", text), text=text) for k, text in enumerate(texts)]
    return {"themes/bridge": theme(*made)}, {"one": "\n".join(texts) + "\n"}


def seconds(made: Made) -> float:
    inputs = tiny.inputs(*made)
    start = time.process_time()
    prove(inputs)
    return time.process_time() - start


@pytest.mark.parametrize(
    ("make", "size", "most"),
    [
        (same_passage, 300, 30),
        (unquoted, 60_000, 20),
        (long_name, 10_000, LEAST),
        (long_name_misspelt, 10_000, LEAST),
        (many_speakers, 400, 30),
        (many_differences, 200, 40),
        (many_accounts, 100, 5),
        (much_evidence, 80, 10),
        (much_also, 60, 20),
        (many_figures, 250, 40),
        (long_texts, 15, 40),
        (digits, 400, LEAST),
        (digits, 100_000, LEAST),
    ],
)
def test_a_large_briefing_is_checked_in_seconds(
    make: Callable[[int], Made], size: int, most: float
) -> None:
    assert seconds(make(size)) < most


# What is repeated in a long passage, or in a shorter one where it is dense with what is read.
LONG = (
    "words of it ",
    "1",
    "“",
    "”",
    "-",
    "a-",
    ",",
    "not ",
    "not open ",
    "may ",
    "all ",
    "A",
    "é",
)
LONG += ("twenty-", "](", "bridge. ", "’a ", "closed March ")
DENSE = ("between 1 and 2 and ", "Ab ", "“a” ", "1,204 men, ", "5% ", "Bridge closed 5 men. ")
DENSE += (
    "may xclosed ",
    "not xbridge closed ",
    "all bridge closed. ",
    "five articles ",
    "Dell said ",
)


@pytest.mark.parametrize(
    ("piece", "size"), [(piece, 12_000) for piece in LONG] + [(piece, 4_000) for piece in DENSE]
)
def test_a_long_text_is_checked_in_seconds(piece: str, size: int) -> None:
    passage = f"The old bridge closed in March, {piece * (size // len(piece))}".strip()
    assert seconds(one(CLOSED, passage)) < 10
    assert seconds(one(passage[: LONGEST - 1].strip(), CLOSED)) < 5
    assert seconds(one(passage[: LONGEST - 1].strip(), passage)) < 60


@pytest.mark.parametrize("piece", LONG + DENSE)
def test_a_text_that_is_too_long_is_told_at_once(piece: str) -> None:
    text = f"The old bridge closed in March, {piece * (100_000 // len(piece))}".strip()
    inputs = tiny.inputs(*one(text, text))
    start = time.process_time()
    _, findings = prove(inputs)
    assert time.process_time() - start < LEAST
    assert "value-form" in {finding.code for finding in findings}
