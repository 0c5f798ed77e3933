"""Names withheld: which sentences of an article are hidden, and how its page says so."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import tiny
from named import CONTENT, NAMES, ONE, SEEDS, TWO, given, hidden, published, withheld
from tiny import quote, statement, theme

from site_builder.coverage import Status, tally
from site_builder.views.index import Index
from site_builder.views.pages import pages
from site_builder.withholding import REASON, withhold

if TYPE_CHECKING:
    from site_builder.proof import Inputs

NOTE = "1 sentence not shown: it names a person who holds no office"


def article(inputs: Inputs, name: str = "one") -> Any:
    return next(
        p.view for p in pages(Index(proved=published(inputs))) if p.path == f"articles/{name}.html"
    )


def words(paragraph: Any) -> str:
    parts = (f"[{t.text}]" if t.kind == "hidden" else t.text for t in paragraph.tokens)
    return "".join(parts).strip()


def test_the_sentences_that_name_anyone_are_hidden_and_set_aside() -> None:
    _, seeds, whole = withheld(given())
    one, two = seeds["one"], seeds["two"]
    assert hidden(one) == [
        "Bridge keeper Bell is fined",
        "Its keeper Tom Bell was fined £40 for closing it.",
        "Bell had the key, said the court.",
        "It cost £9 in all, said Bell’s aunt.",
    ]
    assert hidden(two) == ["The court fined Tom Bill on a Tuesday.", "Tim Bowle is glad."]
    reasons = {one.text[s.start : s.end]: reason for s, reason in one.set_aside}
    assert reasons == {
        **dict.fromkeys(hidden(one), REASON),
        "He was also told to pay for a key.": "about a key",
    }
    assert all(before < after for before, after in pairwise(s for s, _ in one.set_aside))
    assert tally(two, [])[Status.ASIDE] == 2
    assert whole.seeds["two"].withheld == ()


def test_a_seed_that_names_nobody_is_as_it_was() -> None:
    seeds = {**SEEDS, "three": "The bridge is old.\n"}
    inputs = tiny.inputs({**CONTENT, "site": {**CONTENT["site"], "names": "withheld"}}, seeds)
    _, after, whole = withheld(inputs)
    assert after["three"] is whole.seeds["three"]


def test_of_a_sentence_that_page_furniture_is_part_of_the_rest_is_hidden() -> None:
    seeds = {"one": f"{ONE}Photo desk Tom Bell paid [ad] at last.\n", "two": TWO}
    furniture = [{"quote": words, "kind": "credit"} for words in ("Photo desk", "[ad]")]
    site = {"site": {**CONTENT["site"], "names": "withheld"}}
    inputs = tiny.inputs({**CONTENT, **site}, seeds, one={"furniture": furniture})
    assert hidden(withheld(inputs)[1]["one"])[-2:] == [" Tom Bell paid ", " at last."]


def test_of_a_record_the_facts_go_that_name_anyone() -> None:
    _, seeds, _ = withheld(given())
    record = seeds["one"].record
    assert record.title is not None
    assert record.title.text == "not shown"
    assert record.published is not None
    assert record.published.text == "a Monday"


def test_a_fact_shown_by_words_that_name_anyone_goes() -> None:
    facts = {"author": {"name": "an aunt", "basis": "said Bell’s aunt"}}
    inputs = tiny.inputs(
        {**CONTENT, "site": {**CONTENT["site"], "names": "withheld"}}, SEEDS, one=facts
    )
    author = withheld(inputs)[1]["one"].record.author
    assert author is not None
    assert author.text == "not shown"


def test_an_article_says_that_a_sentence_is_not_shown() -> None:
    page = article(given())
    assert page.heading == "Article one"
    shown = {p.number: p.note or words(p) for p in page.paragraphs}
    assert shown["2"] == f"The old bridge closed in March. [{NOTE}]"
    assert shown["3"] == "The court fined him on a Monday. He was also told to pay for a key."
    assert shown["4"] == f"[{NOTE}] It was a brass key. [{NOTE}]"
    assert not NAMES.search(repr(page))
    assert not NAMES.search(repr(article(given(), "two")))


def test_sentences_that_follow_each_other_and_paragraphs_are_counted_together() -> None:
    first = "Rain fell. Bell left. Tom Bell came. Rain fell."
    text = f"{first}\nBell ran.\nTom Bell ran off.\nIt rained in May.\n"
    content = {
        "site": {"named": ["Tom Bell"], "names": "withheld"},
        "themes/bridge": theme(
            statement("rain", quote("one", "It rained in May."), text="It rained in May.")
        ),
    }
    proved = tiny.placed(tiny.inputs(content, {"one": text}))
    briefing, seeds, passages = withhold(proved.briefing, proved.seeds, proved.passages)
    left = replace(proved, briefing=briefing, seeds=seeds, passages=passages)
    page: Any = next(p.view for p in pages(Index(proved=left)) if p.path == "articles/one.html")
    assert [(p.number, p.note or words(p)) for p in page.paragraphs] == [
        (
            "1",
            "Rain fell. [2 sentences not shown: they name a person who holds no office] Rain fell.",
        ),
        ("2–3", "2 paragraphs not shown: they name a person who holds no office"),
        ("4", "It rained in May."),
    ]


def test_what_rests_on_an_article_is_what_is_left() -> None:
    page = article(given())
    margin = {item.text for p in page.paragraphs for item in p.margin if item.kind == "statement"}
    assert margin == {"It closed; see the fine.", "Statement keeper.", "Statement day."}
