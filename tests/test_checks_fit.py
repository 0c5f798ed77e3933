"""Acceptances: each silences one finding, and only its own; and how a misfit reads."""

from __future__ import annotations

from typing import Any

import pytest
from fitting import case_of, findings, found
from tiny import quote, statement, theme

from site_builder.checks.fit import SHOWN, WHOLE
from site_builder.codes import ACCEPTABLE

PASSAGE = "The bridge may close in March 2024 after 12 boats struck it."
WRONG = "The bridge closes in March 2024 after 13 boats struck it."


def accept(code: str, words: str, reason: str = "the board has since said so") -> dict[str, str]:
    return {"code": code, "words": words, "reason": reason}


def test_what_does_not_fit_is_found_with_what_to_accept() -> None:
    hedge, number = findings(WRONG, PASSAGE)[::-1]
    assert {hedge.code, number.code} == {"hedge-dropped", "number-missing"}
    for one in (hedge, number):
        words = {"hedge-dropped": "may", "number-missing": "13"}[one.code]
        assert f"or answer for it: accept {one.code}, words: {words}" in one.hint
        assert one.notes[0].startswith("the passage (one, paragraph 1): The bridge may close")


@pytest.mark.parametrize(
    ("accepted", "left"),
    [
        ([], ["number-missing", "hedge-dropped"]),
        ([accept("hedge-dropped", "may")], ["number-missing"]),
        ([accept("hedge-dropped", " MAY ")], ["number-missing"]),
        ([accept("number-missing", "13")], ["hedge-dropped"]),
        ([accept("number-missing", "13"), accept("hedge-dropped", "may")], []),
        (
            [accept("hedge-dropped", "might")],
            ["accept-unused", "number-missing", "hedge-dropped"],
        ),
        ([accept("number-unlike", "13")], ["accept-unused", "number-missing", "hedge-dropped"]),
        (
            [accept("hedge-dropped", "may"), accept("hedge-dropped", "may")],
            ["number-missing"],
        ),
        ([accept("quote-missing", "may")], ["accept-refused", "number-missing", "hedge-dropped"]),
        ([accept("hedge-droped", "may")], ["value-choice", "number-missing", "hedge-dropped"]),
    ],
)
def test_an_acceptance_silences_its_finding_and_no_other(
    accepted: list[dict[str, str]], left: list[str]
) -> None:
    assert sorted(code for code, _ in found(WRONG, PASSAGE, accept=accepted)) == sorted(left)


def test_an_idle_acceptance_is_told_where_it_stands() -> None:
    honest = "The bridge may close in March 2024 after 12 boats struck it."
    (one,) = findings(honest, PASSAGE, accept=[accept("hedge-dropped", "may")])
    assert one.code == "accept-unused"
    assert "hedge-dropped for the words “may”" in one.message
    assert "accept" in one.hint


def test_an_acceptance_is_of_its_own_statement_only() -> None:
    first = statement(
        "a", quote("one", PASSAGE), text=WRONG, accept=[accept("number-missing", "13")]
    )
    other = statement("b", quote("one", PASSAGE), text=WRONG)
    codes = [
        code for code, _ in found(WRONG, PASSAGE, content={"themes/bridge": theme(first, other)})
    ]
    assert sorted(codes) == ["hedge-dropped", "hedge-dropped", "number-missing"]


def test_the_rules_stand_in_one_list_and_each_misfit_can_be_explained() -> None:
    names = [rule.__module__.rsplit(".", 1)[1] for rule in SHOWN + WHOLE]
    assert names[:4] == ["numbers", "quotations", "speakers", "names"]
    assert len(names) == len(set(names))
    assert "hedge-dropped" in ACCEPTABLE
    assert "quote-missing" not in ACCEPTABLE


def difference(says: str, passage: str, **more: Any) -> dict[str, Any]:
    account = {"says": says, "by": "article", "evidence": [quote("one", passage)], **more}
    base = {"id": "d", "on": "figure", "rank": 3, "question": "How many?", "statements": ["s"]}
    return {"differences": [{**base, "accounts": [account, account]}]}


def test_an_account_is_held_to_what_it_shows_and_not_to_hedges_or_kinds() -> None:
    honest = "The bridge may close in March 2024 after 12 boats struck it."
    right = difference("closes after 12 boats", PASSAGE)
    assert found(honest, PASSAGE, content=right) == []
    wrong = findings(honest, PASSAGE, content=difference("closes after 13 boats", PASSAGE))
    assert {one.code for one in wrong} == {"number-missing"}
    assert all("accept" not in one.hint for one in wrong)  # only a statement answers for itself


def test_a_claim_is_left_out_while_a_quote_of_it_is_not_found() -> None:
    evidence = [quote("one", PASSAGE), quote("one", "These words stand nowhere in it.")]
    codes = [code for code, _ in found(WRONG, PASSAGE, evidence=evidence)]
    assert codes == ["quote-missing"]
    assert [*case_of(WRONG, PASSAGE, evidence=evidence).claims()] == []


def test_passages_of_a_finding_are_cut_around_the_words_and_counted() -> None:
    long = "The bridge of the old town " + "and of the new town " * 20 + "may close in March 2024."
    (one,) = findings("The bridge of the old town closes in March 2024.", long)
    assert one.code == "hedge-dropped"
    assert one.notes[0].startswith("the passage (one, paragraph 1): … ")
    assert "may close in March" in one.notes[0]
    several = [f"The bridge closed in March 200{k}, after a storm." for k in range(5)]
    (one,) = findings("The bridge closed in March 2024, after a storm.", *several)
    assert one.code == "number-missing"
    assert one.notes[-1] == "and 2 more passages"


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        ("What the Guardian says", []),
        ("What the Guardians say", []),
        ("What the Guardia says", [("name-misspelt", "Guardia")]),
        ("What the Guarddian says", [("name-misspelt", "Guarddian")]),
        ("What James Lowe says", []),
        ("What Jame Lowe says", [("name-misspelt", "Jame")]),
    ],
)
def test_a_heading_spells_known_names_as_they_are(
    heading: str, told: list[tuple[str, str]]
) -> None:
    words = "The Guardian says with James Lowe that the bridge got a new gate in March."
    named = [
        {"id": "paper", "name": "The Guardian", "kind": "organisation"},
        {"id": "james", "name": "James Lowe", "kind": "person"},
    ]
    sections = [
        {
            "heading": heading,
            "statements": [
                statement(
                    "s", quote("one", words), text=words, by=["paper", "james"], given="paraphrased"
                )
            ],
        }
    ]
    content = {"speakers": named, "themes/bridge": {"title": "The gate", "sections": sections}}
    assert [
        one for one in found(words, words, content=content) if one[0].startswith("name")
    ] == told


@pytest.mark.parametrize(
    ("heading", "told"),
    [("What Hyde Park got", []), ("What Ann Park got", [("name-misspelt", "Park")])],
)
def test_a_word_of_a_heading_that_its_statement_has_is_no_name_cut_short(
    heading: str, told: list[tuple[str, str]]
) -> None:
    """Rosa Parks is named elsewhere; "Park" is no slip for it where a park is spoken of."""
    place = "Hyde Park" if "Hyde" in heading else "The town"
    words = f"{place} got a new gate in March."
    rosa = {"id": "rosa", "name": "Ann Parks", "kind": "person"}
    sections = [
        {"heading": heading, "statements": [statement("s", quote("one", words), text=words)]}
    ]
    content = {"speakers": [rosa], "themes/bridge": {"title": "The gate", "sections": sections}}
    assert found(words, words, content=content) == told
