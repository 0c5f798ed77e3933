"""What a statement shows of the articles: how many carry it, passages, differences and gaps."""

from __future__ import annotations

from typing import Any

import pytest
from shelves import COUNT, FIVE, FOUR, ONE, THREE, TWO, account, shelf, view
from tiny import quote, statement


@pytest.mark.parametrize(
    ("evidence", "also", "label", "shared"),
    [
        ([ONE], [], "In 1 article only", ""),
        ([ONE], [THREE], "In 2 articles", ""),
        ([ONE], [TWO], "2 articles share wording: counted once", ""),
        ([ONE], [TWO, THREE], "In 2 articles", "2 articles share wording: counted once"),
        ([ONE], [TWO, FOUR], "3 articles share wording: counted once", ""),
        ([ONE], [quote("one", "It opened again in May.")], "In 1 article only", ""),
        ([ONE, quote("one", "It opened again in May.")], [THREE], "In 2 articles", ""),
        ([ONE, THREE], [], "From 2 articles together", ""),
        ([ONE, THREE], [TWO], "From 2 articles together; also in 1 article", ""),
        (
            [ONE, THREE],
            [quote("two", "Nobody crossed it"), FOUR],
            "From 2 articles together; also in 2 articles",
            "",
        ),
        ([ONE, TWO, THREE], [], "From 3 articles together", ""),
        ([THREE], [FIVE, ONE], "In 2 articles", "2 articles share wording: counted once"),
    ],
)
def test_reach_counts_each_article_once_and_copies_as_one(
    evidence: list[dict[str, Any]], also: list[dict[str, Any]], label: str, shared: str
) -> None:
    made = view(*evidence, also=also)
    assert (made.reach, made.shared) == (label, shared)


@pytest.mark.parametrize(
    ("versions", "label"),
    [
        ([[ONE], [TWO]], "In 1 article; 1 other differs"),
        ([[ONE], [TWO], [THREE, FIVE]], "In 1 article; 3 others differ"),
        ([[ONE, TWO], [THREE]], "In 1 article; 1 other differs"),  # two agrees on the point
        ([[ONE, TWO], [THREE, TWO]], "In 1 article; 1 other differs"),
        ([[ONE], [quote("one", "It opened again in May.")]], "In 1 article only"),
    ],
)
def test_who_differs_on_a_point_is_not_passed_over(
    versions: list[list[dict[str, Any]]], label: str
) -> None:
    accounts = [account(f"v{n}", *version) for n, version in enumerate(versions)]
    entry = {"id": "split", "on": "scope", "rank": 1, "question": "Which?"}
    differences = [{**entry, "statements": ["claim"], "accounts": accounts}]
    made = shelf(statement("claim", ONE), more={"differences": differences})
    assert made.statement(made.index.statements["claim"][1]).reach == label


def test_a_passage_of_its_own_speaker_says_so_and_others_do_not() -> None:
    made = view(
        ONE, {**THREE, "by": "bo", "given": "quoted"}, quote("two", "Nobody crossed it", by="echo")
    )
    assert [passage.speaker for passage in made.evidence] == ["", "Bo, quoted", "the Echo"]


def test_a_passage_given_otherwise_than_its_statement_says_so() -> None:
    made = view(ONE, {**THREE, "given": "paraphrased"}, by="bo", given="quoted", also=[TWO])
    assert made.speaker == "Bo, quoted"
    assert [passage.speaker for passage in made.evidence] == ["", "Bo, in the article’s words"]
    assert [passage.speaker for passage in made.also] == [""]


@pytest.mark.parametrize(
    ("words", "before", "after"),
    [
        ("The old bridge closed in March.", False, False),
        ("The old bridge closed in March", False, False),
        ("old bridge closed in March", True, False),
        ("The old bridge closed", False, True),
        ("It is safe,” said Ann Dell", False, False),
        ("“It is safe,” said Ann", False, True),
        ("It is safe,” said", False, True),
        ("said Ann Dell. It opened again", True, True),
        ("The old bridge […] in March.", False, False),
        ("“We mend it,” she added. “It takes a year.”", False, False),
        ("We mend it,” she added. “It takes", False, True),
        ("We mend it,” she added. “It takes a year", False, False),
    ],
)
def test_a_passage_says_where_its_sentence_is_cut(words: str, before: bool, after: bool) -> None:
    (passage,) = view(quote("one", words)).evidence
    assert (passage.cut_before, passage.cut_after) == (before, after)


def test_a_passage_leads_to_its_marks_and_prints_the_articles_characters() -> None:
    (passage,) = view(quote("one", 'The old bridge [...] "It is safe,"')).evidence
    assert passage.parts == ("The old bridge", "“It is safe,”")
    assert passage.href == "../articles/one.html#c0-14_32-45"
    assert (passage.article, passage.name, passage.paragraph) == ("one", "Paper one", "1")


def test_words_that_a_statement_has_too_are_runs_of_its_passage_only() -> None:
    made = view(ONE, text="Engineers counted 49 loose stones.")
    ((first, *_),) = made.evidence[0].runs
    assert first == ("Engineers counted 49 loose stones", True)
    assert "".join(words for words, _ in made.evidence[0].runs[0]) == COUNT
    entry = {"id": "split", "on": "scope", "rank": 1, "question": "Which?"}
    accounts = [account("a", ONE), account("b", TWO)]
    differences = [{**entry, "statements": ["claim"], "accounts": accounts}]
    made_shelf = shelf(statement("claim"), more={"differences": differences})
    assert made_shelf.difference(made_shelf.index.ranked[0]).accounts[0].evidence[0].runs == ()


def test_a_difference_shows_each_account_with_its_speaker() -> None:
    accounts = [
        account("a", ONE, by="article"),
        account("b", TWO, by="ann", via="echo"),
        account("c", THREE, via="echo"),
        account("d", FOUR),
    ]
    entry = {"id": "split", "on": "scope", "rank": 1, "question": "Which?", "note": "See *this*."}
    differences = [{**entry, "statements": ["claim"], "accounts": accounts}]
    made = shelf(statement("claim"), more={"differences": differences})
    shown = made.difference(made.index.ranked[0])
    assert [(one.letter, one.says, one.speaker) for one in shown.accounts] == [
        ("a", "a", "The article"),
        ("b", "b", "Ann Dell, River Trust. Second-hand: Paper two retelling the Echo"),
        ("c", "c", "Second-hand: Paper three retelling the Echo"),
        ("d", "d", ""),
    ]
    assert shown.on == "what is counted or meant"
    assert shown.note == "See <em>this</em>."
    assert [(link.text, link.href) for link in shown.statements] == [("Statement claim.", "#claim")]
    bears = made.statement(made.index.statements["claim"][1]).differences
    assert [(link.text, link.href) for link in bears] == [("Which?", "../differences.html#split")]


def test_a_gap_says_what_was_read() -> None:
    gaps = [
        {"id": "who", "question": "Who?", "absent": ["grant"], "seeds": "all", "note": "None."},
        {"id": "how", "question": "How?", "absent": ["crane"], "seeds": ["one", "two", "three"]},
    ]
    made = shelf(statement("claim"), more={"gaps": gaps})
    scopes = [made.gap(gap).scope for gap in made.index.proved.briefing.gaps]
    assert scopes == [
        "Not stated in any of the five articles.",
        "Not stated in articles one, two and three.",
    ]
