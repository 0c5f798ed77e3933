"""An article's page: its paragraphs, what rests on them, what is hidden, its facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import tiny
from tiny import quote, statement, theme

from site_builder.views.articles import _letter
from site_builder.views.index import Index
from site_builder.views.pages import pages
from site_builder.views.shapes import ArticlePage, ArticlesPage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from site_builder.views.shapes import ParagraphView

TEXT = """\
Home Sign in & read
The old bridge closed in March. Horses crossed it by day. It opened again in May.
Photo deskEngineers counted the stones.
More to read
Even more to read
“We mend it,” said Ann Dell.
“It takes a year.”
"""
FURNITURE = [
    {"paragraph": "1", "kind": "menu"},
    {"quote": "Photo desk", "kind": "credit"},
    {"paragraphs": "4-5", "kind": "links"},
]
CLOSED = quote("one", "The old bridge closed in March.")
OPENED = quote("one", "It opened again in May.")


def article(
    *statements: dict[str, Any], content: Mapping[str, Any] | None = None, **record: Any
) -> ArticlePage:
    given = {"themes/bridge": theme(*statements), **(content or {})}
    proved = tiny.placed(tiny.inputs(given, {"one": TEXT}, one={"furniture": FURNITURE, **record}))
    (view,) = (
        page.view for page in pages(Index(proved=proved)) if page.path == "articles/one.html"
    )
    assert isinstance(view, ArticlePage)
    return view


def line(paragraph: ParagraphView) -> str:
    """Return a paragraph's tokens as text: ‹words›letter, [hidden]."""
    signs = {"open": "‹", "close": "›"}
    parts = (
        signs.get(t.kind, "") + (f"[{t.text}]" if t.kind == "hidden" else t.text) + t.letter
        for t in paragraph.tokens
    )
    return "".join(parts)


def test_furniture_is_counted_and_never_shown() -> None:
    page = article(statement("closed", CLOSED))
    shown = [(p.kind, p.id, p.number, p.note or line(p)) for p in page.paragraphs]
    assert shown == [
        ("hidden", "p1", "1", "page furniture, 1 line, not shown"),
        (
            "text",
            "p2",
            "2",
            "‹The old bridge closed in March.›a Horses crossed it by day. It opened again in May.",
        ),
        ("text", "p3", "3", "[page furniture, not shown]Engineers counted the stones."),
        ("hidden", "p4", "4–5", "page furniture, 2 lines, not shown"),
        ("text", "p6", "6", "“We mend it,” said Ann Dell."),
        ("text", "p7", "7", "“It takes a year.”"),
    ]
    assert page.shown == ""


def test_excerpts_show_only_sentences_with_cited_words() -> None:
    skipping = quote("one", "The old bridge closed in March. […] It opened again in May.")
    site = {"site": {"seed_text": "excerpts"}}
    page = article(statement("closed", skipping), content=site)
    shown = [(p.kind, p.number, p.note or line(p)) for p in page.paragraphs]
    assert shown == [
        ("hidden", "1", "page furniture, 1 line, not shown"),
        (
            "text",
            "2",
            "‹The old bridge closed in March. [1 sentence not shown] It opened again in May.›a",
        ),
        ("hidden", "3", "1 paragraph not shown"),
        ("hidden", "4–5", "page furniture, 2 lines, not shown"),
        ("hidden", "6–7", "2 paragraphs not shown"),
    ]
    assert page.shown == "Only cited sentences are shown: the article is its publisher’s."


def test_what_rests_on_a_passage_stands_beside_its_paragraph() -> None:
    page = article(
        statement("both", CLOSED, OPENED),
        statement("last", OPENED, by="ann", given="quoted"),
        content={"speakers": [{"id": "ann", "name": "Ann Dell", "kind": "person"}]},
    )
    paragraph = page.paragraphs[1]
    assert line(paragraph).count("a ") == 1
    assert [(m.kind, m.id, m.letters, m.text, m.speaker, m.href) for m in paragraph.margin] == [
        (
            "statement",
            "m2-1",
            "a b",
            "Statement both.",
            "Article’s own words: no speaker named",
            "../themes/bridge.html#both",
        ),
        (
            "statement",
            "m2-2",
            "b",
            "Statement last.",
            "Ann Dell, quoted",
            "../themes/bridge.html#last",
        ),
    ]
    closes = [(t.letter, t.href) for t in paragraph.tokens if t.kind == "close"]
    assert closes == [("a", "#m2-1"), ("b", "#m2-1")]
    assert page.tally == (
        ("paragraphs", 7),
        ("cited passages", 2),
        ("statements that rest on them", 2),
        ("points on which articles differ", 0),
    )


def test_entries_of_one_statement_with_speakers_of_their_own_stand_apart() -> None:
    page = article(
        statement("both", CLOSED, {**OPENED, "by": "ann", "given": "quoted"}),
        content={"speakers": [{"id": "ann", "name": "Ann Dell", "kind": "person"}]},
    )
    assert [(item.letters, item.speaker) for item in page.paragraphs[1].margin] == [
        ("a", "Article’s own words: no speaker named"),
        ("b", "Ann Dell, quoted"),
    ]


def test_differences_and_terms_rest_on_passages_too() -> None:
    accounts = [
        {"says": "closed", "by": "article", "evidence": [CLOSED]},
        {"says": "open", "by": "article", "evidence": [OPENED]},
    ]
    entry = {"id": "split", "on": "date", "rank": 1, "question": "When?"}
    content = {
        "differences": [{**entry, "statements": ["closed"], "accounts": accounts}],
        "terms": [{"id": "bridge-word", "name": "bridge", "evidence": [quote("one", "bridge")]}],
    }
    page = article(statement("closed", CLOSED), content=content)
    assert [(m.kind, m.letters, m.text, m.href) for m in page.paragraphs[1].margin] == [
        ("fact", "a", "explains “bridge”", "../words.html#bridge-word"),
        ("statement", "b", "Statement closed.", "../themes/bridge.html#closed"),
        ("difference", "b c", "Articles differ: When?", "../differences.html#split"),
    ]
    assert dict(page.tally)["point on which articles differ"] == 1
    assert dict(page.tally)["cited passages"] == 2


def test_a_passage_over_two_paragraphs_has_its_letter_and_margin_in_the_first() -> None:
    page = article(statement("mend", quote("one", "We mend it,” said Ann Dell. “It takes")))
    first, second = page.paragraphs[-2:]
    assert line(first) == "“‹We mend it,” said Ann Dell.›a"
    assert line(second) == "‹“It takes› a year.”"
    assert [item.letters for item in first.margin] == ["a"]
    assert second.margin == ()
    opened = [[t.id for t in p.tokens if t.kind == "open"] for p in (first, second)]
    assert opened == [["c174-211"], [""]]


def test_two_passages_between_the_same_offsets_have_anchors_of_their_own() -> None:
    whole = "The old bridge closed in March. Horses crossed it by day."
    made = [quote("one", whole), quote("one", "The old bridge […] by day.")]
    page = article(statement("closed", *made))
    anchors = [token.id for token in page.paragraphs[1].tokens if token.id]
    assert sorted(anchors) == ["c20-34_70-77", "c20-77"]


def test_set_aside_text_gives_its_reason_once() -> None:
    aside = [
        {"quote": "Horses crossed it", "reason": "no claim"},
        {"quote": "by day.", "reason": "no claim"},
        {"paragraphs": "6-7", "reason": "a quotation"},
    ]
    page = article(statement("closed", CLOSED), set_aside=aside)
    second, *_, sixth, seventh = (page.paragraphs[n] for n in (1, 2, 4, 5))
    assert [t.text for t in second.tokens if t.aside] == ["Horses crossed it", "by day."]
    assert [(m.kind, m.id, m.text) for m in second.margin] == [
        ("statement", "m2-1", "Statement closed."),
        ("aside", "s2-1", "set aside: no claim"),
    ]
    for paragraph in (sixth, seventh):
        assert [item.text for item in paragraph.margin] == ["set aside: a quotation"]


@pytest.mark.parametrize(
    ("basis", "shown", "href"),
    [
        ("The old bridge", "“The old bridge”", "#c20-34"),
        ("The old […] Horses", "“The old […] Horses”", "#c20-27_52-58"),
        ("Sign in & read", "page furniture, paragraph 1, not shown", "#p1"),
        ("& read The old bridge", "page furniture, paragraph 1, not shown", "#p1"),
        ("Photo deskEngineers", "page furniture, paragraph 3, not shown", "#p3"),
        ("Even more to", "page furniture, paragraph 5, not shown", "#p4"),
    ],
)
def test_a_fact_shows_the_words_it_rests_on_but_no_furniture(
    basis: str, shown: str, href: str
) -> None:
    page = article(statement("closed", CLOSED), title={"text": "A title", "basis": basis})
    facts = {fact.label: fact for fact in page.facts}
    assert page.heading == "A title"
    assert (facts["Title"].value, facts["Title"].basis) == ("A title", shown)
    assert facts["Title"].basis_href == href
    assert (facts["Author"].value, facts["Author"].basis_href) == ("", "")
    targets = {p.id for p in page.paragraphs}
    targets |= {token.id for p in page.paragraphs for token in p.tokens if token.id}
    assert href.removeprefix("#") in targets
    words = "".join(line(p) for p in page.paragraphs)
    assert not any(gone in words for gone in ("Sign in", "Photo desk", "more to read"))


def test_an_article_warns_of_what_the_themes_that_rest_on_it_warn_of() -> None:
    content = {
        "site": {"themes": ["fair", "bridge", "other"]},
        "themes/bridge": theme(statement("closed", CLOSED), sensitive=["falls", "rain"]),
        "themes/fair": theme(statement("open", OPENED), sensitive=["rain", "noise"]),
        "themes/other": theme(statement("two", quote("two", "It rained on.")), sensitive=["wind"]),
    }
    proved = tiny.placed(tiny.inputs(content, {"one": TEXT, "two": "It rained on."}))
    made = {page.path: page.view for page in pages(Index(proved=proved))}
    view, other = made["articles/one.html"], made["articles/two.html"]
    assert isinstance(view, ArticlePage)
    assert isinstance(other, ArticlePage)
    assert (view.sensitive, other.sensitive) == ("rain, noise and falls", "wind")


def test_without_a_title_the_heading_is_the_articles_name() -> None:
    assert article(statement("closed", CLOSED)).heading == "Article one"


def test_the_list_of_articles_counts_what_rests_on_each() -> None:
    published = {"text": "in May", "basis": "in May"}
    given = {"themes/bridge": theme(statement("closed", CLOSED), statement("open", OPENED))}
    proved = tiny.placed(tiny.inputs(given, {"one": TEXT}, one={"published": published}))
    (view,) = (
        page.view for page in pages(Index(proved=proved)) if page.path == "articles/index.html"
    )
    assert isinstance(view, ArticlesPage)
    (row,) = view.rows
    assert (row.link.text, row.link.href, row.name) == ("Article one", "one.html", "Paper one")
    assert (row.title, row.published) == ("", "in May")
    assert (row.paragraphs, row.passages, row.statements) == (7, 2, 2)


@pytest.mark.parametrize(
    ("number", "letter"), [(0, "a"), (25, "z"), (26, "aa"), (51, "az"), (52, "ba"), (702, "aaa")]
)
def test_letters_go_on_after_z(number: int, letter: str) -> None:
    assert _letter(number) == letter


def test_letters_are_listed_in_their_order() -> None:
    words = [f"word{n}" for n in range(30)]
    text = " ".join(f"{word} stands here." for word in words)
    evidence = [quote("one", f"{word} stands") for word in words]
    given = {"themes/bridge": theme(statement("many", *evidence))}
    proved = tiny.placed(tiny.inputs(given, {"one": text}))
    (view,) = (
        page.view for page in pages(Index(proved=proved)) if page.path == "articles/one.html"
    )
    assert isinstance(view, ArticlePage)
    letters = view.paragraphs[0].margin[0].letters.split()
    assert letters == [_letter(n) for n in range(30)]
