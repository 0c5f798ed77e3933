"""What can be searched: what an entry says, where it leads, and whose name is in none."""

from __future__ import annotations

import json
from typing import Any

import tiny
from tiny import quote, statement, theme

from site_builder.views.index import Index
from site_builder.views.search import KINDS, search_index, search_page
from site_builder.views.statements import Shelf

SEEDS = {
    "one": "The ferry board said “It is safe.” Tom Bell was fined. Ann Dell spoke.\n",
    "two": "The ferry was called unsafe. The FB gave no number.\n",
}
SAFE = quote("one", "The ferry board said “It is safe.”")
UNSAFE = quote("two", "The ferry was called unsafe.")
CONTENT: dict[str, Any] = {
    "themes/bridge": theme(
        statement("safe", SAFE, text="The *ferry board* said it is safe.", by="board",
                  given="quoted"),
        statement("fined", quote("one", "Tom Bell was fined."), text="Tom Bell was fined.",
                  kind="court-outcome"),
        summary=["safe"],
    ),
    "speakers": [{"id": "board", "name": "ferry board", "kind": "organisation", "also": ["FB"]}],
    "differences": [
        {
            "id": "is-it-safe",
            "on": "wording",
            "rank": 1,
            "question": "Is it safe?",
            "statements": ["safe"],
            "accounts": [
                {"says": "safe", "by": "board", "evidence": [SAFE]},
                {"says": "unsafe", "by": "article", "evidence": [UNSAFE]},
            ],
        }
    ],
    "gaps": [
        {"id": "cost", "question": "What did it cost?", "absent": ["price"], "seeds": "all",
         "note": "One article names *no* sum."}
    ],
    "terms": [{"id": "fine", "name": "fined", "text": "Made to pay.",
         "evidence": [quote("one", "Ann Dell spoke.")]}],
    "notes": [
        {"id": "line", "kind": "help", "name": "A line", "text": "For all.", "phone": "123",
         "source": "its page"},
        {"id": "fact", "kind": "context", "name": "A fact", "text": "Known.", "source": "a book",
         "themes": ["bridge"]},
    ],
}  # fmt: skip


def index(**site: Any) -> Index:
    given = {**CONTENT, "site": {"named": ["Tom Bell"], **site}}
    return Index(proved=tiny.placed(tiny.inputs(given, SEEDS)))


def entries(**site: Any) -> list[tuple[str, str, str, str]]:
    written = search_index(index(**site)).decode()
    found = json.loads(written.removeprefix("var searchIndex=").rstrip(";\n"))
    kinds = list(KINDS)
    return [(kinds[kind], href, text, by) for kind, href, text, by in found["entries"]]


def of(kind: str, **site: Any) -> list[tuple[str, str, str]]:
    return [tuple(rest) for one, *rest in entries(**site) if one == kind]


def test_a_statement_is_plain_and_says_whose_it_is_and_that_articles_differ() -> None:
    safe, _ = of("statement")
    assert safe == (
        "themes/bridge.html#safe",
        "The ferry board said it is safe.",
        "The bridge · ferry board, quoted · articles differ",
    )


def test_no_entry_names_a_person_who_holds_no_office() -> None:
    assert of("statement")[1][1] == "Bridge (The bridge)"
    assert "Bell" not in search_index(index()).decode()
    assert len(of("passage")) == 2
    assert len(of("passage", named=[])) == 3


def test_a_passage_is_the_articles_own_words_and_stands_once() -> None:
    place = "article {0}, paragraph 1 · Paper {0}"
    said = [("one", "0-34", "The ferry board said “It is safe.”")]
    said += [("two", "0-28", "The ferry was called unsafe.")]
    assert of("passage") == [
        (f"articles/{seed}.html#c{at}", f"“{quoted}”", place.format(seed))
        for seed, at, quoted in said
    ]


def test_differences_and_gaps_are_found_by_their_questions() -> None:
    assert of("difference") == [("differences.html#is-it-safe", "Is it safe? safe – unsafe", "")]
    note = "One article names no sum."
    assert of("gap") == [("not-stated.html#cost", "What did it cost?", note)]


def test_what_was_looked_for_and_other_names_are_terms() -> None:
    terms = search_index(index()).decode().split('"terms":"')[1].split('"')[0].split(" ")
    assert "price" in terms
    assert "fb" in terms


def test_people_words_parts_articles_notes_and_help_are_found() -> None:
    assert of("person") == [("people.html#speaker_board", "ferry board (FB)", "")]
    assert of("word") == [("words.html#fine", "fined", "Made to pay.")]
    assert of("heading") == [("themes/bridge.html#section-1", "Bridge", "The bridge")]
    assert of("page")[0] == ("themes/bridge.html", "The bridge", "")
    assert [href for href, *_ in of("article")] == ["articles/one.html", "articles/two.html"]
    checked = "Source: a book · check before publishing"
    assert of("note") == [("themes/bridge.html", "A fact Known.", checked)]
    (line,) = of("help")
    assert line[:2] == ("index.html#help", "A line 123")
    assert "from outside the articles" in line[2]


def test_the_page_leads_to_every_page_without_a_script() -> None:
    page = search_page(Shelf(index=index(), page="search.html"))
    assert [link.href for link in page.pages][:2] == ["themes/bridge.html", "differences.html"]
    assert all(link.text for link in page.pages)
