"""The method page: what is checked, what was overruled, whose claims these are."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

import tiny
from tiny import quote, statement, theme

from site_builder import labels
from site_builder.codes import ACCEPTABLE, CODES
from site_builder.model import ORIGINS
from site_builder.views.index import Index
from site_builder.views.ledgers import MethodPage
from site_builder.views.pages import pages

COUNTED = "The keeper counted some 49 loose stones in the arch of the old bridge."
CLOSED = "The old bridge closed in March, and nobody crossed it."
SEEN = "Some walkers were seen on the closed bridge in April."
SEEDS = {
    "one": f"{COUNTED} {CLOSED}\n",
    "two": f"In May the keeper, Ann Dell, was heard again. {COUNTED}\n",
    "three": f"{CLOSED} {SEEN}\n",
}
DROPPED = {"code": "hedge-dropped", "words": "some", "reason": "they were named."}
STRONGER = {"code": "strength-added", "words": "all", "reason": "nobody else was seen"}


def counted(name: str = "counted", **more: Any) -> dict[str, Any]:
    also = [quote("two", COUNTED)]
    return statement(name, quote("one", COUNTED), text=COUNTED, kind="count", also=also, **more)


def seen(text: str, *accept: dict[str, str]) -> dict[str, Any]:
    return statement("seen", quote("three", SEEN), text=text, accept=list(accept))


def closed(name: str = "closed", **more: Any) -> dict[str, Any]:
    return statement(name, quote("one", CLOSED), text=CLOSED, **more)


def views(*statements: dict[str, Any], **content: Any) -> dict[str, Any]:
    site = content.pop("site", {})
    given = {"themes/bridge": theme(*statements), "site": site, **content}
    return {page.path: page.view for page in pages(Index(proved=tiny.proved(given, SEEDS)))}


def method(*statements: dict[str, Any], **content: Any) -> MethodPage:
    page = views(*statements, **content)["method.html"]
    assert isinstance(page, MethodPage)
    return page


def test_what_was_overruled_is_published_at_the_statement_and_with_its_reason() -> None:
    firm = "Walkers were seen on the closed bridge in April."
    made = views(closed(), seen(firm, DROPPED), site={"summary": ["seen"]})
    (row,) = made["method.html"].overruled
    assert row.id == "overruled_seen"
    assert (row.statement.text, row.statement.href) == (firm, "themes/bridge.html#seen")
    (accepted,) = row.accepted
    assert accepted.found == labels.found("hedge-dropped")
    assert (accepted.code, accepted.words) == ("hedge-dropped", "some")
    assert accepted.reason == "they were named."
    plain, marked = (
        s for section in made["themes/bridge.html"].sections for s in section.statements
    )
    assert plain.overruled is None
    assert marked.overruled.text == "One check overruled: see Method"
    assert marked.overruled.href == "../method.html#overruled_seen"
    summed_up = made["index.html"].summary[0].statement
    assert summed_up.overruled.href == "method.html#overruled_seen"


def test_two_checks_overruled_on_one_statement_stand_in_one_row() -> None:
    made = views(seen("All walkers were seen on the closed bridge.", DROPPED, STRONGER))
    (row,) = made["method.html"].overruled
    assert [entry.code for entry in row.accepted] == ["hedge-dropped", "strength-added"]
    (section,) = made["themes/bridge.html"].sections
    assert section.statements[0].overruled.text == "Two checks overruled: see Method"


def test_nothing_is_overruled_where_nothing_was_accepted() -> None:
    assert method(closed()).overruled == ()


def test_every_check_that_can_be_overruled_has_words_for_readers() -> None:
    for code in ACCEPTABLE:
        assert labels.found(code) != CODES[code].meaning, code
        assert not {"seed", "hedge", "verified"} & set(labels.found(code).lower().split())
    assert labels.found("quote-missing") == CODES["quote-missing"].meaning


def test_what_is_checked_of_a_statement_is_said_in_ten_sentences() -> None:
    page = method(closed())
    assert len(page.fitted) == 10
    for _, words in page.fitted:
        assert words.count(".") == 1
        assert words.endswith(".")
    said = " ".join(words for entry in (*page.fitted, *page.not_proved) for words in entry).lower()
    assert "verified" not in said
    assert "seed" not in said


def origin(name: str, **more: Any) -> dict[str, Any]:
    base = {"id": name, "name": f"The {name}", "by": "ann", "kind": "report"}
    return {**base, "evidence": [quote("two", "the keeper, Ann Dell")], **more}


PEOPLE = [{"id": "ann", "name": "Ann Dell", "kind": "person"}]


def test_original_sources_are_listed_by_how_many_articles_repeat_them() -> None:
    page = method(
        closed("first", origin="count"),
        closed("second", origin="count"),
        counted("third", origin="survey"),
        closed("fourth"),
        speakers=PEOPLE,
        origins=[origin("count", kind="data"), origin("survey")],
    )
    rows = [(r.name, r.by, r.kind, r.articles, r.statements) for r in page.origins.rows]
    assert rows == [
        ("The survey", "Ann Dell", "Report", 2, 1),
        ("The count", "Ann Dell", "Figures", 1, 2),
    ]
    assert page.origins.unstated == 1


def test_every_kind_of_original_source_has_words() -> None:
    assert set(labels.ORIGIN) == set(ORIGINS)


def test_articles_that_share_sentences_are_named_with_numbers_alone() -> None:
    page = method(closed(), site={"seed_text": "excerpts"})
    rows = [
        (r.one.text, r.one.href, r.one_name, r.other.text, r.sentences, r.compared)
        for r in page.shared.rows
    ]
    assert rows == [
        ("Article one", "articles/one.html", "Paper one", "Article three", 1, (2, 2)),
        ("Article one", "articles/one.html", "Paper one", "Article two", 1, (2, 2)),
    ]
    assert (page.shared.least, page.shared.rest) == ("eight", "")
    told = " ".join(texts(page.shared))
    assert "stones" not in told
    assert "crossed" not in told


def texts(view: Any) -> list[str]:
    """Return every text of a view, at whatever depth."""
    if isinstance(view, str):
        return [view]
    if is_dataclass(view):
        return [text for field in fields(view) for text in texts(getattr(view, field.name))]
    return [text for one in view for text in texts(one)] if isinstance(view, tuple) else []


def rest(articles: int, each: str) -> tuple[int, str]:
    seeds = {f"{number:03}": f"{CLOSED} {each.format(number)}\n" for number in range(articles)}
    own = statement("closed", quote("000", CLOSED), text=CLOSED)
    made = {
        p.path: p.view
        for p in pages(Index(proved=tiny.proved({"themes/bridge": theme(own)}, seeds)))
    }
    view = made["method.html"]
    assert isinstance(view, MethodPage)
    return len(view.shared.rows), view.shared.rest


def test_what_no_row_shows_is_counted() -> None:
    assert rest(15, "Rain.") == (100, "5 more pairs of articles share as many sentences or fewer.")
    stands = "1 sentence stands in more than 50 articles and is in no row."
    assert rest(51, "It rained {0}.") == (0, stands)
    both = "Nobody crossed it later, and no boat was seen there."
    assert rest(51, both)[1] == "2 sentences stand in more than 50 articles and are in no row."


def test_what_becomes_of_names_is_said_where_there_are_any() -> None:
    named = {"named": ["Ann Dell"]}
    assert method(closed()).names == ""
    assert "nowhere else" in method(closed(), site=named).names
    withheld = method(closed(), site={**named, "names": "withheld"})
    assert withheld.names.startswith("This edition names nobody who holds no office")
