"""What became of the sentences of each article: the bar, the numbers, and what is said of them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import tiny
from hypothesis import given
from hypothesis import strategies as st
from tiny import SEED, quote, statement, theme

from site_builder import labels
from site_builder.coverage import Status
from site_builder.views.covered import coverage_view, reviewed
from site_builder.views.index import Index
from site_builder.views.ledgers import MethodPage
from site_builder.views.pages import pages
from site_builder.views.shapes import ArticlePage, ArticlesPage

if TYPE_CHECKING:
    from collections.abc import Mapping

CLOSED = quote("one", "The old bridge closed in March.")
REST = {"set_aside": [{"quote": "“It is safe,” said Ann Dell.", "reason": "an opinion"}]}
SEEDS = {"one": SEED, "two": "Menu\nThe old bridge closed in March.\n"}
MENU = {"furniture": [{"paragraph": "1", "kind": "menu"}]}
BOTH = statement("closed", CLOSED, quote("two", "The old bridge closed in March."))


def views(content: Mapping[str, Any] | None = None, **records: Any) -> dict[str, Any]:
    proved = tiny.proved({"themes/bridge": theme(BOTH), **(content or {})}, SEEDS, **records)
    return {page.path: page.view for page in pages(Index(proved=proved))}


def test_an_article_shows_what_became_of_its_sentences() -> None:
    page = views(one=REST, two=MENU)["articles/one.html"]
    assert isinstance(page, ArticlePage)
    assert page.coverage.words == "2 of 3 sentences reviewed."
    shares = [(s.kind, s.number, s.x, s.width) for s in page.coverage.shares]
    assert shares == [
        ("cited", 1, "0.00%", "33.33%"),
        ("aside", 1, "33.33%", "33.33%"),
        ("unreviewed", 1, "66.67%", "33.33%"),
    ]
    assert [s.label for s in page.coverage.shares] == [
        "cited",
        "set aside, with a reason",
        "not reviewed",
    ]


def test_the_numbers_of_all_articles_are_summed_up() -> None:
    page = views(one=REST, two=MENU)["method.html"]
    assert isinstance(page, MethodPage)
    rows = [
        (r.text, r.sentences, r.cited, r.partly, r.aside, r.furniture, r.unreviewed)
        for r in (*page.coverage, page.covered)
    ]
    assert rows == [
        ("Article one", 3, 1, 0, 1, 0, 1),
        ("Article two", 2, 1, 0, 0, 1, 0),
        ("All articles", 5, 2, 0, 1, 1, 1),
    ]
    assert [(r.href, r.name) for r in page.coverage] == [
        ("articles/one.html", "Paper one"),
        ("articles/two.html", "Paper two"),
    ]
    articles = views(one=REST, two=MENU)["articles/index.html"]
    assert isinstance(articles, ArticlesPage)
    assert [row.reviewed for row in articles.rows] == ["2 of 3", "2 of 2"]


def test_the_method_says_whether_all_was_reviewed() -> None:
    page = views(one=REST, two=MENU)["method.html"]
    assert labels.REVIEWED not in page.proved
    (_, words) = page.not_proved[-1]
    assert words.startswith("1 sentence of the articles was not reviewed, or only in part.")
    opened = {"quote": "It opened again in May.", "reason": "no news"}
    page = views(one={"set_aside": [*REST["set_aside"], opened]}, two=MENU)["method.html"]
    assert page.proved[-1] == labels.REVIEWED
    assert page.not_proved == tuple(labels.NOT_PROVED.values())
    assert labels.not_reviewed(2)[1].startswith("2 sentences of the articles were not reviewed")


def test_no_word_of_an_article_is_in_its_bar_or_its_row() -> None:
    page = views({"site": {"seed_text": "excerpts"}}, two=MENU)["articles/one.html"]
    assert page.coverage.words == "1 of 3 sentences reviewed."
    known = {"cited", "not", "reviewed"}
    assert {word for s in page.coverage.shares for word in s.label.split()} == known


def test_the_words_of_an_article_that_is_reviewed() -> None:
    assert coverage_view(Counter({Status.CITED: 2})).words == "All 2 sentences reviewed."
    assert coverage_view(Counter({Status.CITED: 1})).words == "1 of 1 sentence reviewed."
    assert coverage_view(Counter({Status.PARTLY: 1})).words == "0 of 1 sentence reviewed."
    assert coverage_view(Counter()).shares == ()
    assert reviewed(Counter({Status.CITED: 2000, Status.PARTLY: 1})) == "2,000 of 2,001"


@given(st.dictionaries(st.sampled_from(list(Status)), st.integers(0, 100_000)))
def test_a_bar_is_full_and_its_shares_follow_one_another(counts: dict[Status, int]) -> None:
    shares = coverage_view(Counter(counts)).shares
    assert [s.number for s in shares] == [n for n in (s.number for s in shares) if n]
    assert sum(s.number for s in shares) == sum(counts.values())
    ends = [(float(s.x[:-1]), float(s.width[:-1])) for s in shares]
    assert all(width > 0.99 for _, width in ends)
    at = 0.0
    for x, width in ends:
        assert abs(x - at) < 0.05
        at = x + width
    assert not shares or abs(at - 100) < 0.05
