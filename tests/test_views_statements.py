"""What a statement says and shows beside its words: speaker, second-hand, kind, origin, time."""

from __future__ import annotations

from typing import Any

import pytest
import tiny
from shelves import COUNT, ONE, ORIGINS, SEEDS, SPEAKERS, THREE, TWO, shelf, view
from tiny import quote, statement, theme

from site_builder.places import Source, Text
from site_builder.views.index import Index
from site_builder.views.statements import Shelf


@pytest.mark.parametrize(
    ("by", "given", "label"),
    [
        ("article", "own-words", "Article’s own words: no speaker named"),
        ("ann", "quoted", "Ann Dell, River Trust, quoted"),
        ("ann", "paraphrased", "Ann Dell, River Trust, in the article’s words"),
        ("ann", "own-words", "Ann Dell, River Trust, in the article’s words"),
        ("bo", "quoted", "Bo, quoted"),
        ("trust", "paraphrased", "River Trust, in the article’s words"),
        (["article", "bo"], "paraphrased", "the article and Bo, in the article’s words"),
        (
            ["trust", "bo", "echo"],
            "quoted",
            "River Trust, Bo and the Echo, quoted",
        ),
    ],
)
def test_the_speaker_is_named_and_how(by: str | list[str], given: str, label: str) -> None:
    assert view(by=by, given=given).speaker == label


OWN_REPORT = [{"id": "own", "name": "A report of both", "by": ["trust", "ann"], "kind": "report"}]
INTERVIEW = [{"id": "talk", "name": "A talk", "by": "trust", "kind": "interview"}]


@pytest.mark.parametrize(
    ("by", "given", "origin", "label"),
    [
        ("trust", "quoted", "survey", "River Trust report, quoted"),
        ("trust", "paraphrased", "survey", "River Trust, in the article’s words"),
        ("trust", "quoted", "talk", "River Trust, quoted"),
        ("trust", "quoted", None, "River Trust, quoted"),
        ("ann", "quoted", "survey", "Ann Dell, River Trust, quoted"),
        (["trust", "ann"], "quoted", "survey", "River Trust and Ann Dell, River Trust, quoted"),
        (
            ["ann", "trust"],
            "quoted",
            "own",
            "Ann Dell, River Trust and River Trust report, quoted",
        ),
        ("trust", "quoted", "own", "River Trust, quoted"),
        ("article", "own-words", "survey", "Article’s own words: no speaker named"),
    ],
)
def test_words_quoted_from_the_speakers_own_report_are_the_reports(
    by: str | list[str], given: str, origin: str | None, label: str
) -> None:
    others = [statement("own", origin="own"), statement("talk", origin="talk")]
    made = shelf(
        statement("claim", by=by, given=given, origin=origin),
        *others,
        more={"origins": [*ORIGINS, *OWN_REPORT, *INTERVIEW]},
    )
    assert made.statement(made.index.statements["claim"][1]).speaker == label


def test_a_report_that_is_nobodys_makes_no_words_its_own() -> None:
    nobodys = [{"id": "paper", "name": "A paper", "kind": "report"}]
    made = shelf(statement("claim", origin="paper"), more={"origins": [*ORIGINS, *nobodys]})
    assert made.index.reports == {"survey": {"trust"}}
    assert made.index.speaker([], "quoted", "paper") == ""


def test_what_is_retold_says_who_retells_whom() -> None:
    assert view(by="bo").second_hand == ""
    assert view(by="bo", via="echo").second_hand == "Second-hand: Paper one retelling the Echo"
    made = view(ONE, THREE, ONE, by="bo", via=["echo", "trust"])
    assert made.second_hand == (
        "Second-hand: Paper one and Paper three retelling the Echo and River Trust"
    )


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        ("estimate", "Estimate"),
        ("count", ""),
        ("plan", "Announced; not shown operating"),
        ("court-outcome", "Court outcome"),
        ("event", ""),
        ("description", ""),
    ],
)
def test_the_kind_of_claim_is_named_where_it_matters(kind: str, label: str) -> None:
    assert view(kind=kind).kind == label


@pytest.mark.parametrize(
    ("text", "fields", "label"),
    [
        (
            "It is *almost certainly* safe.",
            {},
            "Judgement: “almost certainly” is the passage’s phrase",
        ),
        (
            "It is likely safe, unlikely to fall.",
            {"by": "trust", "origin": "survey"},
            "Judgement: “likely” is the report’s phrase",
        ),
        (
            "Likely safe.",
            {"by": "ann", "origin": "survey"},
            "Judgement: “Likely” is the passage’s phrase",
        ),
        ("It may be safe.", {"by": "trust", "origin": "survey"}, "Judgement"),
    ],
)
def test_a_judgement_says_whose_words_say_how_sure_it_is(
    text: str, fields: dict[str, Any], label: str
) -> None:
    assert view(text=text, kind="judgement", **fields).kind == label


@pytest.mark.parametrize("kind", ["opinion", "estimate", "event"])
def test_of_what_is_no_judgement_no_word_is_singled_out(kind: str) -> None:
    assert view(text="It is likely safe.", kind=kind).kind == view(kind=kind).kind


def test_the_origin_is_named_or_said_not_to_be_stated() -> None:
    made = view()
    assert (made.origin, made.origin_name) == ("Original source not stated", "")
    made = view(origin="survey")
    assert (made.origin, made.origin_name) == ("1 original source, traced by us", "The survey")


def test_when_is_in_words() -> None:
    assert view().when == ""
    assert view(when="2024-03~").when == "about March 2024"
    assert view(when="2022/..").when == "since 2022"


DATED = {"published": {"text": "3 May", "basis": "opened again in May"}}


@pytest.mark.parametrize(
    ("evidence", "when", "label"),
    [
        ([TWO], "on Tuesday", "“on Tuesday”, in an undated article"),
        ([ONE], "on Monday", "“on Monday”, in an article of 3 May"),
        ([TWO, ONE], "On Monday", "“On Monday”, in an article of 3 May"),
        ([ONE, TWO], "on  Tuesday", "“on  Tuesday”, in an undated article"),
        ([ONE, TWO], "the girls’ day", "“the girls’ day”, in an article of 3 May"),
    ],
)
def test_words_of_time_stand_with_the_article_that_prints_them(
    evidence: list[dict[str, Any]], when: str, label: str
) -> None:
    every = [statement(f"by-{s['id']}", by=s["id"], origin="survey") for s in SPEAKERS]
    content = {
        "themes/bridge": theme(statement("claim", *evidence, when=when), *every),
        "speakers": SPEAKERS,
        "origins": ORIGINS,
    }
    proved = tiny.placed(tiny.inputs(content, SEEDS, one=DATED))
    made = Shelf(index=Index(proved=proved), page="themes/bridge.html")
    assert made.statement(made.index.statements["claim"][1]).when == label


def test_words_are_markup_and_plain() -> None:
    made = view(text="It *closed* & <stays> so: see [Bo](#by-bo).")
    assert made.text == ('It <em>closed</em> &amp; &lt;stays&gt; so: see <a href="#by-bo">Bo</a>.')
    assert made.plain == "It closed & <stays> so: see Bo."


def test_a_link_in_words_to_a_statement_of_another_page_or_of_none() -> None:
    made = shelf(statement("claim"))
    other = Shelf(index=made.index, page="differences.html")
    words = "See [Bo](#by-bo) and [it](#gone)."
    text = Text.of(words, Source(name="content/x.yaml", text=words), 0, len(words))
    assert other.markup(text) == (
        'See <a href="themes/bridge.html#by-bo">Bo</a> and <a href="#">it</a>.'
    )


def test_a_statement_that_names_somebody_without_office_is_linked_by_its_heading() -> None:
    safe = quote("one", "“It is safe,” said Ann Dell.")
    claim = statement("claim", safe, text="*Ann Dell* was fined.", kind="court-outcome")
    content = {
        "site": {"named": ["Ann Dell"]},
        "themes/bridge": theme(claim, statement("closed")),
    }
    index = Index(proved=tiny.placed(tiny.inputs(content)))
    assert index.statement_words("claim") == "Bridge (The bridge)"
    assert Shelf(index=index, page="index.html").link("claim").text == "Bridge (The bridge)"
    assert index.statement_words("closed") == "Statement closed."


def test_a_note_says_when_it_was_checked() -> None:
    base = {"kind": "context", "name": "Height", "text": "A *fact*.", "source": "a book"}
    notes = [{"id": "old", **base}, {"id": "new", **base, "checked": "2024-05-30"}]
    made = shelf(statement("claim"), more={"notes": notes})
    shown = [made.note(note) for note in made.index.proved.briefing.notes]
    assert [note.checked for note in shown] == ["check before publishing", "checked 30 May 2024"]
    assert shown[0].text == "A <em>fact</em>."


def test_a_link_from_another_page_has_the_words_that_stand_there() -> None:
    made = shelf(statement("claim", ONE))
    assert (made.looked("claim").words, made.looked("claim").href) == ("", "#claim")
    other = Shelf(index=made.index, page="people.html").looked("claim")
    assert (other.text, other.words) == ("Statement claim.", f"“{COUNT}”")
    assert other.source == "Article’s own words: no speaker named · article one, paragraph 4"
