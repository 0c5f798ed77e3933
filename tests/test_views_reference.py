"""What one looks up: who speaks and what each says, when, and what a word means."""

from __future__ import annotations

from typing import Any

import pytest
import tiny
from tiny import quote, statement, theme

from site_builder.checks import run
from site_builder.draft import draft_of
from site_builder.proof import read_case
from site_builder.views.index import Index
from site_builder.views.reference import dates_page, people_page, words_page
from site_builder.views.statements import Shelf

SEEDS = {
    "one": tiny.SEED + "Last month it rained, and on Monday it did not.\n",
    "two": "It rained last month. The fair drew a thousand people.\n",
}
DATED = {"published": {"text": "3 May", "basis": "opened again in May"}}
RAIN = quote("one", "Last month it rained, and on Monday it did not.")
FAIR = quote("two", "It rained last month. The fair drew a thousand people.")


def shelf(content: dict[str, Any]) -> Shelf:
    proved = tiny.placed(tiny.inputs(content, SEEDS, one=DATED))
    return Shelf(index=Index(proved=proved), page="people.html")


SPEAKERS = [
    {
        "id": "ann",
        "name": "Ann Dell",
        "kind": "person",
        "of": "trust",
        "role": "engineer",
        "also": ["Dell", "Ms Dell", "A. Dell"],
        "evidence": [quote("one", "“It is safe,” said Ann Dell.")],
    },
    {"id": "trust", "name": "River Trust", "kind": "organisation", "role": "a charity"},
    {"id": "bo", "name": "Bo", "kind": "person"},
    {"id": "cy", "name": "Cy", "kind": "person", "of": "trust"},
    {"id": "echo", "name": "the Echo", "kind": "organisation"},
]
PEOPLE: dict[str, Any] = {
    "site": {"themes": ["fair", "bridge"]},
    "themes/bridge": theme(
        statement("a", by="ann"),
        statement("b", by=["ann", "bo", "ann"], via="echo"),
        statement("c", by="trust", via=["trust", "echo"]),
        statement("d"),
    ),
    "themes/fair": theme(
        statement("e", FAIR, by="ann", via="echo"),
        statement("f", FAIR, by="cy"),
        title="The fair",
    ),
    "speakers": SPEAKERS,
}


def told(lists: Any) -> list[tuple[str, list[str], int]]:
    return [
        (one.theme.href, [link.href.partition("#")[2] for link in one.statements], one.more)
        for one in lists
    ]


def test_people_and_organisations_stand_apart_in_the_order_of_their_file() -> None:
    page = people_page(shelf(PEOPLE))
    assert [(one.id, one.name) for one in page.people] == [
        ("speaker_ann", "Ann Dell"),
        ("speaker_bo", "Bo"),
        ("speaker_cy", "Cy"),
    ]
    assert [one.name for one in page.organisations] == ["River Trust", "the Echo"]


def test_a_speaker_has_an_office_other_names_and_the_passages_that_show_both() -> None:
    ann, bo, cy = people_page(shelf(PEOPLE)).people
    assert (ann.role, ann.also) == ("engineer, River Trust", "Dell, Ms Dell and A. Dell")
    assert [passage.parts for passage in ann.evidence] == [("“It is safe,” said Ann Dell.",)]
    assert (bo.role, bo.also, bo.evidence) == ("", "", ())
    assert cy.role == "River Trust"


def test_what_a_speaker_says_and_passes_on_is_listed_by_theme() -> None:
    page = people_page(shelf(PEOPLE))
    ann, bo, _ = page.people
    trust, echo = page.organisations
    assert told(ann.says) == [("themes/fair.html", ["e"], 0), ("themes/bridge.html", ["a", "b"], 0)]
    assert ann.says[0].theme.text == "The fair"
    assert ann.says[0].statements[0].text == "Statement e. (second-hand)"
    assert (told(ann.passes_on), ann.counts) == ([], "3 statements")
    assert (told(bo.says), bo.counts) == ([("themes/bridge.html", ["b"], 0)], "1 statement")
    assert (told(trust.passes_on), trust.counts) == ([], "1 statement")
    assert told(echo.says) == []
    assert told(echo.passes_on) == [
        ("themes/fair.html", ["e"], 0),
        ("themes/bridge.html", ["b", "c"], 0),
    ]
    assert echo.counts == "passes on 3 statements"


def test_who_says_and_passes_on_has_both_counts() -> None:
    statements = [statement("a", by="bo"), statement("b", by="echo", via="bo")]
    content = {
        "themes/bridge": theme(*statements),
        "speakers": [SPEAKERS[2], SPEAKERS[4]],
    }
    (bo,) = people_page(shelf(content)).people
    assert bo.counts == "1 statement; passes on 1 statement"


@pytest.mark.parametrize(("many", "listed", "rest"), [(100, 100, 0), (101, 100, 1), (103, 100, 3)])
def test_of_very_many_statements_the_first_are_listed(many: int, listed: int, rest: int) -> None:
    content = {
        "themes/bridge": theme(*(statement(f"s{n}", by="bo") for n in range(many))),
        "speakers": [SPEAKERS[2]],
    }
    (bo,) = people_page(shelf(content)).people
    assert bo.counts == f"{many} statements"
    assert [(len(one.statements), one.more) for one in bo.says] == [(listed, rest)]


def test_where_nobody_speaks_nobody_is_listed() -> None:
    page = people_page(shelf({}))
    assert (page.people, page.organisations) == ((), ())


def dates(*whens: str | None, evidence: dict[str, Any] | None = None) -> Any:
    rest = [evidence] if evidence else []
    made = [statement(f"s{n}", *rest, when=when) for n, when in enumerate(whens)]
    return dates_page(shelf({"themes/bridge": theme(*made)}))


def rows(found: Any) -> list[tuple[str, list[str]]]:
    return [(row.when, [link.text for link in row.statements]) for row in found]


def test_dates_follow_one_another_and_those_alike_stand_together() -> None:
    page = dates("2024", "2022-05", None, "2024", "2022")
    assert rows(page.dated) == [
        ("2022", ["Statement s4."]),
        ("May 2022", ["Statement s1."]),
        ("2024", ["Statement s0.", "Statement s3."]),
    ]
    assert page.words == ()


@pytest.mark.parametrize(
    "ordered",
    [
        ["2022", "2022/2024", "2023"],
        ["2022/..", "2022/2023", "2022/2024"],
        ["2021", "../2022", "2022-06"],
        ["2019", "/2020", "2021/"],
        ["202X", "2030"],
    ],
)
def test_periods_stand_where_they_begin(ordered: list[str]) -> None:
    names = {when: f"Statement s{n}." for n, when in enumerate(reversed(ordered))}
    page = dates(*reversed(ordered))
    assert [row.statements[0].text for row in page.dated] == [names[when] for when in ordered]


def test_words_of_time_stand_by_the_article_that_prints_them() -> None:
    made = [
        statement("a", FAIR, when="last month"),
        statement("b", RAIN, when="on Monday"),
        statement("c", RAIN, FAIR, when="Last month"),
        statement("d", FAIR, when="last month"),
        statement("e", FAIR, RAIN, when="on Monday"),
    ]
    page = dates_page(shelf({"themes/bridge": theme(*made)}))
    assert page.dated == ()
    found = [
        (row.when, row.article.text, row.article.href, row.name, row.undated) for row in page.words
    ]
    one, two = ("Article one", "articles/one.html"), ("Article two", "articles/two.html")
    assert found == [
        ("Last month", *one, "Paper one", False),
        ("on Monday", *one, "Paper one", False),
        ("last month", *two, "Paper two", True),
    ]
    assert [[link.text[-2] for link in row.statements] for row in page.words] == [
        ["c"],
        ["b", "e"],
        ["a", "d"],
    ]


def draft(content: dict[str, Any]) -> Shelf:
    """Return a shelf for a draft of what no check lets pass."""
    case, found, whole = read_case(tiny.inputs(content, SEEDS))
    assert case is not None
    findings = [*found, *run(case, whole=whole)]
    return Shelf(index=Index(proved=draft_of(case, findings)), page="dates.html")


def test_in_a_draft_words_of_time_without_a_passage_are_of_no_article() -> None:
    lost = statement("lost", evidence=[], when="last month")
    dated = statement("dated", evidence=[], when="2024")
    made = draft({"themes/bridge": theme(lost, dated, statement("kept", FAIR, when="last month"))})
    page = dates_page(made)
    assert rows(page.words) == [("last month", ["Statement kept."])]
    assert rows(page.dated) == [("2024", ["Statement dated."])]
    view = made.statement(made.index.statements["lost"][1])
    assert view.when == "“last month”, in an undated article"


def test_in_a_draft_a_speaker_may_be_of_no_kind_and_of_nobody() -> None:
    speakers = [{"id": "ox", "name": "Ox", "kind": "animal", "of": "herd"}, SPEAKERS[2]]
    page = people_page(draft({"speakers": speakers}))
    assert [(one.name, one.role) for one in page.people] == [("Ox", ""), ("Bo", "")]
    assert page.organisations == ()


def test_a_date_names_no_article() -> None:
    (row,) = dates("2024").dated
    assert (row.article, row.name, row.undated) == (None, "", False)


def test_every_article_says_when_it_was_published_or_not() -> None:
    page = dates()
    found = [(one.article.text, one.name, one.published) for one in page.articles]
    assert found == [("Article one", "Paper one", "3 May"), ("Article two", "Paper two", "")]


def test_words_stand_by_name_and_mere_forms_of_a_name_apart() -> None:
    entry = [quote("one", "The old bridge closed in March.")]
    terms = [
        {"id": "zeta", "name": "zeta", "text": "A *letter*.", "also": ["z"], "evidence": entry},
        {"id": "nca", "name": "National Board", "also": ["NB", "Board"]},
        {"id": "alpha", "name": "Alpha", "evidence": entry},
        {"id": "alone", "name": "alone"},
        {"id": "beta", "name": "beta", "also": ["b"]},
    ]
    page = words_page(shelf({"terms": terms}))
    assert [(one.id, one.name, one.also, one.text) for one in page.terms] == [
        ("alpha", "Alpha", "", ""),
        ("zeta", "zeta", "z", "A letter."),
    ]
    assert all(len(one.evidence) == 1 for one in page.terms)
    assert [(one.id, one.also) for one in page.names] == [("beta", "b"), ("nca", "NB and Board")]


def test_without_terms_there_are_no_words() -> None:
    page = words_page(shelf({}))
    assert (page.terms, page.names) == ((), ())
