"""What a statement shows beside its words: reach, speaker, second-hand, passages, figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import tiny
from tiny import quote, statement, theme

from site_builder.places import Source, Text
from site_builder.views.index import Index
from site_builder.views.statements import Shelf

if TYPE_CHECKING:
    from collections.abc import Mapping

    from site_builder.views.shapes import StatementView

COUNT = "Engineers counted 49 loose stones in the arch and the pier of the bridge on Monday."
SEEDS = {
    "one": tiny.SEED + "“We mend it,” she added.\n“It takes a year.”\n" + COUNT,
    "two": COUNT.replace("Monday", "Tuesday") + " Nobody crossed it.\n",
    "three": "Forty-nine stones lay loose, said the engineers.\n",
    "four": COUNT + "\n",
    "five": "Forty-nine stones lay loose, said the engineers.\n",
}
SPEAKERS = [
    {"id": "trust", "name": "River Trust", "kind": "organisation", "of": "ann"},
    {"id": "ann", "name": "Ann Dell", "kind": "person", "of": "trust"},
    {"id": "bo", "name": "Bo", "kind": "person"},
    {"id": "echo", "name": "the Echo", "kind": "organisation"},
]
ORIGINS = [{"id": "survey", "name": "The survey", "by": "trust", "kind": "report"}]
ONE, FOUR = quote("one", COUNT), quote("four", COUNT)
TWO = quote("two", COUNT.replace("Monday", "Tuesday"))
THREE, FIVE = (quote(name, "Forty-nine stones lay loose") for name in ("three", "five"))


def shelf(*statements: dict[str, Any], more: Mapping[str, Any] | None = None) -> Shelf:
    """Return a shelf for the theme's page, with every speaker used by the way."""
    every = [statement(f"by-{s['id']}", by=s["id"], origin="survey") for s in SPEAKERS]
    content = {
        "themes/bridge": theme(*statements, *every),
        "speakers": SPEAKERS,
        "origins": ORIGINS,
        **(more or {}),
    }
    return Shelf(
        index=Index(proved=tiny.placed(tiny.inputs(content, SEEDS))), page="themes/bridge.html"
    )


def view(*evidence: dict[str, Any], **fields: Any) -> StatementView:
    made = shelf(statement("claim", *evidence, **fields))
    return made.statement(made.index.statements["claim"][1])


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


def figure(**fields: Any) -> tuple[str, dict[str, list[str]]]:
    """Return a figure's value and its facts by label."""
    made = view(figure={"measure": "stones", **fields}).figure
    assert made is not None
    facts: dict[str, list[str]] = {}
    for label, value in made.facts:
        facts.setdefault(label, []).append(value)
    return made.value, facts


@pytest.mark.parametrize(
    ("fields", "value"),
    [
        ({"kind": "count", "value": "49", "unit": "stones"}, "49 stones"),
        ({"kind": "count", "value": "49"}, "49"),
        ({"kind": "multiple", "value": "6", "unit": "times"}, "6 times"),
        ({"kind": "share", "value": "4", "of": "5", "unit": "stones"}, "4 in 5"),
        ({"kind": "share", "value": "half", "unit": "stones"}, "half"),
        ({"kind": "share", "value": "91%"}, "91%"),
        ({"kind": "range", "low": "40", "high": "50", "unit": "stones"}, "40 to 50 stones"),
        ({"kind": "age", "low": "13", "unit": "years"}, "13 years"),
        ({"kind": "age", "low": "13", "high": "14", "unit": "years"}, "13 to 14 years"),
        ({"kind": "change", "value": "6%", "from": "47", "to": "50", "unit": "stones"}, "6%"),
    ],
)
def test_the_value_of_a_figure(fields: dict[str, str], value: str) -> None:
    assert figure(**fields)[0] == value


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("2024", "2024"),
        ({"from": "2022", "to": "2024"}, "2022 to 2024"),
        ({"from": "2022-03", "to": "2024-06~"}, "March 2022 to about June 2024"),
        ({"from": "2022"}, "since 2022"),
        ({"to": "2024"}, "until 2024"),
        ("not stated", "not stated"),
        ("the year to mid-2024", "the year to mid-2024"),
    ],
)
def test_the_period_of_a_figure(period: str | dict[str, str], words: str) -> None:
    _, facts = figure(kind="count", value="49", period=period)
    assert facts["Period"] == [words]


def test_the_facts_of_a_figure() -> None:
    _, facts = figure(kind="count", value="49")
    assert facts == {"Counts": ["stones"], "Base": ["not stated in the article"]}
    _, facts = figure(
        kind="count",
        value="49",
        unit="stones",
        population="of all",
        place="the arch",
        base="an arch of 90",
        counted_by="ann",
    )
    assert facts == {
        "Counts": ["stones"],
        "Of whom": ["of all"],
        "Place": ["the arch"],
        "Base": ["an arch of 90"],
        "Counted by": ["Ann Dell, River Trust"],
    }


def test_figures_that_must_not_be_compared_are_linked() -> None:
    counted = {"kind": "count", "value": "7", "unit": "geese", "measure": "geese seen"}
    apart = {**counted, "not_with": ["geese", "by-bo"]}
    made = shelf(statement("claim", figure=apart), statement("geese", figure=counted))
    shown = made.statement(made.index.statements["claim"][1]).figure
    assert shown is not None
    assert [(link.text, link.href) for link in shown.not_with] == [
        ("7 geese: geese seen", "#geese"),
        ("Statement by-bo.", "#by-bo"),
    ]


def test_of_two_figures_that_must_not_be_compared_each_says_so() -> None:
    counted = {"kind": "count", "value": "7", "unit": "geese", "measure": "geese seen"}
    made = shelf(
        statement("claim", figure={**counted, "not_with": ["geese", "swans"]}),
        statement("geese", figure={**counted, "value": "8", "not_with": ["claim"]}),
        statement("swans", figure={**counted, "value": "9"}),
        statement("ducks", figure=counted),
    )
    shown = {
        name: [link.href for link in figure.not_with]
        for name in ("claim", "geese", "swans", "ducks")
        if (figure := made.statement(made.index.statements[name][1]).figure) is not None
    }
    assert shown == {
        "claim": ["#geese", "#swans"],
        "geese": ["#claim"],
        "swans": ["#claim"],
        "ducks": [],
    }


def account(says: str, *evidence: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"says": says, "evidence": list(evidence), **more}


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


def test_a_note_says_when_it_was_checked() -> None:
    base = {"kind": "context", "name": "Height", "text": "A *fact*.", "source": "a book"}
    notes = [{"id": "old", **base}, {"id": "new", **base, "checked": "2024-05-30"}]
    made = shelf(statement("claim"), more={"notes": notes})
    shown = [made.note(note) for note in made.index.proved.briefing.notes]
    assert [note.checked for note in shown] == ["check before publishing", "checked 30 May 2024"]
    assert shown[0].text == "A <em>fact</em>."


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


def test_a_link_from_another_page_has_the_words_that_stand_there() -> None:
    made = shelf(statement("claim", ONE))
    assert (made.looked("claim").words, made.looked("claim").href) == ("", "#claim")
    other = Shelf(index=made.index, page="people.html").looked("claim")
    assert (other.text, other.words) == ("Statement claim.", f"“{COUNT}”")
    assert other.source == "Article’s own words: no speaker named · article one, paragraph 4"


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
