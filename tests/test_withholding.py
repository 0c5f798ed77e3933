"""Names withheld: nothing of the site names them, and nothing that is left leads to what went."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import tiny
from audit.links import faults
from tiny import quote, statement, theme

from site_builder.checks import run
from site_builder.coverage import Status, tally
from site_builder.draft import Draft, draft_of
from site_builder.findings import has_errors, report
from site_builder.inputs import read_inputs
from site_builder.pipeline import build
from site_builder.proof import Inputs, Proved, prove, read_case
from site_builder.views.pages import book, pages
from site_builder.withholding import REASON, withhold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from site_builder.model import Briefing
    from site_builder.seeds import Seed

ROOT = Path(__file__).parent.parent
NAMES = re.compile("Bell|Bill|Bowle", re.IGNORECASE)
NOTE = "1 sentence not shown: it names a person who holds no office"
ONE = """\
Bridge keeper Bell is fined
The old bridge closed in March. Its keeper Tom Bell was fined £40 for closing it.
The court fined him on a Monday. He was also told to pay for a key.
Bell had the key, said the court. It was a brass key. It cost £9 in all, said Bell’s aunt.
Join us TODAY with Tom Bell
"""
TWO = """\
A keeper was fined £40.
The court fined Tom Bill on a Tuesday. The bridge opened again in May. Tim Bowle is glad.
The bridge was closed for two months.
"""
SEEDS = {"one": ONE, "two": TWO}
FINED = quote("one", "Its keeper Tom Bell was fined £40 for closing it.")
UNNAMED = quote("one", "It cost £9 in all")
CLOSED = quote("one", "The old bridge closed in March.")
KEY = quote("one", "It was a brass key.")
OPENED = quote("two", "The bridge opened again in May.")
KEEPER = quote("two", "A keeper was fined £40.")
MONDAY = quote("one", "The court fined him on a Monday.")
MONTHS = quote("two", "The bridge was closed for two months.")
RECORD: dict[str, Any] = {
    "title": {"text": "Bridge keeper Bell is fined", "basis": "Bridge keeper Bell is fined"},
    "published": {"text": "a Monday", "basis": "on a Monday"},
    "furniture": [{"quote": "Join us TODAY with Tom Bell", "kind": "promotion"}],
    "set_aside": [{"quote": "He was also told to pay for a key.", "reason": "about a key"}],
}
COUNT: dict[str, Any] = {"kind": "count", "value": "40", "measure": "pounds"}


def account(says: str, *evidence: dict[str, Any]) -> dict[str, Any]:
    return {"says": says, "by": "article", "evidence": list(evidence)}


def difference(name: str, on: str, *accounts: dict[str, Any], **more: Any) -> dict[str, Any]:
    base = {"id": name, "on": on, "rank": 1, "question": f"What of {name}?"}
    return {**base, "statements": [], "accounts": list(accounts), **more}


CONTENT: dict[str, Any] = {
    "site": {
        "themes": ["bridge", "court"],
        "named": ["Tom Bell", "Tom Bill", "Tim Bowle"],
        "summary": ["closed", "day-of-the-fine", "spelling", "who-paid", "cost"],
        "figures": ["cost", "months"],
    },
    "themes/bridge": theme(
        statement("closed", CLOSED, text="It *closed*; see [the fine](#fined)."),
        statement("months", MONTHS, figure={**COUNT, "not_with": ["cost", "keeper"]}),
        statement(
            "keeper", KEEPER, also=[FINED, quote("one", "The court fined him")], figure=COUNT
        ),
        summary=["closed", "cost"],
        figures=["months", "cost"],
    ),
    "themes/court": {
        "title": "The court",
        "sections": [
            {"heading": "The day", "statements": [statement("day", MONDAY, origin="files")]},
            {
                "heading": "The fine",
                "statements": [
                    statement("fined", FINED, text="Tom Bell was fined.", kind="court-outcome"),
                    statement("cost", UNNAMED, kind="court-outcome", figure=COUNT),
                    statement("context", {**KEY, "context": "said Bell’s aunt"}, by="court"),
                ],
            },
        ],
    },
    "differences": [
        difference(
            "day-of-the-fine",
            "date",
            account("a Monday", MONDAY),
            account("a Tuesday", quote("two", "The court fined […] on a Tuesday")),
            account("not said", KEEPER),
            statements=["day", "fined", "cost"],
            note="See [Monday](#day) and [the fine](#fined).",
        ),
        difference("spelling", "name", account("Tom Bell", FINED), account("A keeper", KEEPER)),
        difference("untouched", "wording", account("May", OPENED), account("March", CLOSED)),
    ],
    "gaps": [{"id": "who-paid", "question": "Who paid?", "absent": ["grant"], "seeds": "all"}],
    "speakers": [
        {"id": "court", "name": "the court", "kind": "organisation", "evidence": [MONDAY]},
    ],
    "origins": [{"id": "files", "name": "the files", "by": "court", "kind": "statement"}],
    "terms": [{"id": "brass", "name": "brass", "text": "A metal.", "evidence": [KEY]}],
    "changes": [
        {
            "date": "2024-05-0" + day,
            "kind": "correction",
            "statement": "keeper" if now else "gone",
            "was": was,
            "now": now,
            "why": why,
        }
        for day, was, now, why in (
            ("1", "Bell paid.", "A keeper paid.", "plainer"),
            ("2", "He paid.", "Tom Bell paid.", "plainer"),
            ("3", "He paid.", "A keeper paid.", "Bell was named"),
            ("4", "He paid.", "A keeper paid.", "plainer"),
            ("5", "He paid.", None, "plainer"),
        )
    ],
}


def given(names: str = "withheld", **more: Any) -> Inputs:
    content = {**CONTENT, **more}
    content["site"] = {**content["site"], "names": names}
    return tiny.inputs(content, SEEDS, one=RECORD)


def placed(inputs: Inputs) -> Proved:
    """Return a briefing whose quotes are found, wherever it names anyone."""
    case, findings, whole = read_case(inputs)
    assert case is not None
    findings += run(case, whole=whole)
    wrong = [one for one in findings if one.code not in tiny.FIT | {"named-misplaced"}]
    assert not wrong, report(wrong)
    seeds = {seed.id: seed for seed in case.seeds.values()}
    digests = dict.fromkeys([*inputs.content, *inputs.seeds], "0")
    return Proved(briefing=case.briefing, seeds=seeds, passages=case.passages(), digests=digests)


def withheld(inputs: Inputs) -> tuple[Briefing, Mapping[str, Seed], Proved]:
    """Return what is left of a briefing and of its seeds, and the whole of it."""
    whole = placed(inputs)
    briefing, seeds, _ = withhold(whole.briefing, whole.seeds, whole.passages)
    return briefing, seeds, whole


def left(**more: Any) -> Briefing:
    return withheld(given(**more))[0]


def published(inputs: Inputs) -> Proved:
    whole = placed(inputs)
    briefing, seeds, passages = withhold(whole.briefing, whole.seeds, whole.passages)
    return replace(whole, briefing=briefing, seeds=seeds, passages=passages)


def ids(items: Any) -> list[str]:
    return [str(item.id) for item in items]


@pytest.mark.parametrize("site", [{"names": "shown"}, {"names": "withheld", "named": []}])
def test_names_that_are_shown_leave_all_as_it_is(site: dict[str, Any]) -> None:
    inputs = tiny.inputs({**CONTENT, "site": {**CONTENT["site"], **site}}, SEEDS, one=RECORD)
    briefing, seeds, whole = withheld(inputs)
    assert briefing is whole.briefing
    assert seeds == dict(whole.seeds)
    assert all(seeds[name] is seed for name, seed in whole.seeds.items())


def test_names_are_shown_where_nothing_is_said() -> None:
    content = {**CONTENT, "site": CONTENT["site"]}
    briefing, _, whole = withheld(tiny.inputs(content, SEEDS, one=RECORD))
    assert briefing is whole.briefing


def test_statements_go_that_name_anyone_or_rest_on_a_sentence_that_does() -> None:
    briefing = left()
    assert ids(briefing.statements()) == ["closed", "months", "keeper", "day"]


def test_a_section_that_nothing_is_left_of_goes_and_its_theme_stays() -> None:
    bridge, court = left().themes
    assert [str(section.heading) for section in bridge.sections] == ["Bridge"]
    assert [str(section.heading) for section in court.sections] == ["The day"]
    alone = {**CONTENT["themes/court"], "sections": CONTENT["themes/court"]["sections"][1:]}
    differences = CONTENT["differences"][2:]
    site = {**CONTENT["site"], "summary": ["closed"]}
    more = {"themes/court": alone, "differences": differences, "site": site, "origins": []}
    _, court = left(**more).themes
    assert (court.id, court.sections) == ("court", ())


def test_an_entry_of_also_goes_alone() -> None:
    (keeper,) = (s for s in left().statements() if s.id == "keeper")
    assert [str(entry.quote.text) for entry in keeper.also] == ["The court fined him"]
    assert len(keeper.evidence) == 1


def test_nothing_refers_to_what_went() -> None:
    briefing = left()
    bridge, _ = briefing.themes
    settings = briefing.settings
    assert list(settings.summary) == ["closed", "day-of-the-fine", "who-paid"]
    assert list(settings.figures) == ["months"]
    assert list(bridge.summary) == ["closed"]
    assert list(bridge.figures) == ["months"]
    figures = {str(s.id): s.figure for s in briefing.statements() if s.figure}
    assert {name: list(figure.not_with) for name, figure in figures.items()} == {
        "months": ["keeper"],
        "keeper": [],
    }
    assert {str(d.id): list(d.statements) for d in briefing.differences} == {
        "day-of-the-fine": ["day"],
        "untouched": [],
    }


def test_a_difference_stays_while_two_accounts_do() -> None:
    says = {str(d.id): [str(a.says) for a in d.accounts] for d in left().differences}
    assert says == {"day-of-the-fine": ["a Monday", "not said"], "untouched": ["May", "March"]}


@pytest.mark.parametrize("field", ["question", "note"])
def test_a_difference_whose_own_words_name_anyone_goes_with_its_accounts(field: str) -> None:
    entry = {**CONTENT["differences"][0], field: "Of Tom Bell?"}
    site = {**CONTENT["site"], "summary": ["closed", "day-of-the-fine"]}
    briefing = left(site=site, differences=[entry])
    assert briefing.differences == ()
    assert list(briefing.settings.summary) == ["closed"]


def test_an_account_that_says_a_name_goes() -> None:
    accounts = [account("Tom Bell", KEEPER), account("b", MONDAY), account("c", OPENED)]
    site = {**CONTENT["site"], "summary": ["closed"]}
    briefing = left(site=site, differences=[difference("d", "name", *accounts)])
    assert [str(a.says) for a in briefing.differences[0].accounts] == ["b", "c"]


def test_changes_that_name_anyone_go() -> None:
    assert [str(change.date) for change in left().changes] == ["2024-05-04", "2024-05-05"]


def hidden(seed: Seed) -> list[str]:
    return [seed.text[span.start : span.end] for span in seed.withheld]


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


def test_passages_go_that_show_who_speaks_or_what_a_word_means() -> None:
    entries = [quote("one", "had the key, said the court"), MONDAY]
    speakers = [{**CONTENT["speakers"][0], "evidence": entries}]
    terms = [{**CONTENT["terms"][0], "evidence": entries}]
    origins = [{**CONTENT["origins"][0], "evidence": entries}]
    briefing = left(speakers=speakers, terms=terms, origins=origins)
    for one in (*briefing.speakers, *briefing.terms, *briefing.origins):
        assert [str(entry.quote.text) for entry in one.evidence] == [MONDAY["quote"]]


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


def test_a_link_to_a_statement_that_went_leads_nowhere() -> None:
    made = {page.path: page.view for page in pages(published(given()))}
    closed = made["themes/bridge.html"].sections[0].statements[0]
    assert closed.text == 'It <em>closed</em>; see <a href="#">the fine</a>.'
    noted = made["differences.html"].differences[0].note
    assert 'href="themes/court.html#day"' in noted
    assert 'href="#">the fine' in noted


@pytest.mark.parametrize("seed_text", ["full", "excerpts"])
def test_no_file_of_the_site_holds_a_name(tmp_path: Path, seed_text: str) -> None:
    project, out = tmp_path / "project", tmp_path / "site"
    write(project, honest(seed_text=seed_text))
    outcome = build(project, out)
    assert outcome.pages, outcome.findings
    files = [path for path in sorted(out.rglob("*")) if path.is_file()]
    assert len(files) > 12
    holding = {
        path.relative_to(out).as_posix(): found
        for path in files
        if (found := NAMES.findall(path.read_bytes().decode("utf-8", "replace")))
    }
    assert holding == {}
    assert all(not NAMES.search(path.name) for path in files)
    assert faults(out)[0] == []
    write(project, honest(names="shown"))
    assert build(project, out).pages
    assert NAMES.search((out / "articles" / "one.html").read_text(encoding="utf-8"))
    assert NAMES.search((out / "themes" / "court.html").read_text(encoding="utf-8"))


def honest(names: str = "withheld", **site: Any) -> Inputs:
    """Return the briefing with statements that its passages bear out, so that it is proved."""
    fined = statement(
        "fined",
        FINED,
        text="The bridge’s keeper Tom Bell was fined £40 for closing it.",
        kind="court-outcome",
    )
    sold = statement("key", KEY, text="It was a brass key.", kind="description")
    closed = statement(
        "closed",
        CLOSED,
        text="The old bridge closed in March: see [the fine](#fined).",
        kind="event",
    )
    keeper = statement("keeper", KEEPER, text="A keeper was fined £40.", kind="court-outcome")
    spelling = difference(
        "spelling",
        "name",
        account("Tom Bell", FINED),
        account("Tom Bill", quote("two", "The court fined Tom Bill on a Tuesday.")),
        question="How is the name of the keeper spelt?",
        statements=["fined"],
    )
    content = {
        "site": {
            "themes": ["bridge", "court"],
            "named": ["Tom Bell", "Tom Bill", "Tim Bowle"],
            "names": names,
            "summary": ["closed"],
            **site,
        },
        "themes/bridge": theme(closed, {**sold, "also": []}),
        "themes/court": {
            "title": "The court",
            "sections": [
                {"heading": "The fine", "statements": [fined]},
                {"heading": "A keeper", "statements": [keeper]},
            ],
        },
        "differences": [spelling],
        "changes": CONTENT["changes"][:1],
    }
    return tiny.inputs(content, SEEDS, one=RECORD)


def write(project: Path, inputs: Inputs) -> None:
    for name, data in {**inputs.content, **inputs.seeds}.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_bytes(data)


def test_a_briefing_is_proved_before_anything_is_withheld() -> None:
    proved, findings = prove(honest())
    assert findings == []
    assert proved is not None
    assert ids(proved.briefing.statements()) == ["closed", "key", "keeper"]
    assert ids(proved.briefing.differences) == []
    assert hidden(proved.seeds["two"])
    shown, _ = prove(honest(names="shown"))
    assert shown is not None
    assert ids(shown.briefing.statements()) == ["closed", "key", "fined", "keeper"]


def article(inputs: Inputs, name: str = "one") -> Any:
    return next(p.view for p in pages(published(inputs)) if p.path == f"articles/{name}.html")


def words(paragraph: Any) -> str:
    parts = (f"[{t.text}]" if t.kind == "hidden" else t.text for t in paragraph.tokens)
    return "".join(parts).strip()


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
    page: Any = next(p.view for p in pages(left) if p.path == "articles/one.html")
    assert [(p.number, p.note or words(p)) for p in page.paragraphs] == [
        (
            "1",
            "Rain fell. [2 sentences not shown: they name a person who holds no office] Rain fell.",
        ),
        ("2–3", "2 paragraphs not shown: they name a person who holds no office"),
        ("4", "It rained in May."),
    ]


def test_a_word_keeps_no_meaning_without_a_passage() -> None:
    terms = [
        {"id": "key", "name": "key", "text": "A brass key.", "evidence": [KEY]},
        {"id": "fine", "name": "fine", "text": "A penalty.", "evidence": [FINED]},
    ]
    kept, gone = left(terms=terms).terms
    assert (str(kept.text), len(kept.evidence)) == ("A brass key.", 1)
    assert (gone.text, gone.evidence) == (None, ())


def test_what_rests_on_an_article_is_what_is_left() -> None:
    page = article(given())
    margin = {item.text for p in page.paragraphs for item in p.margin if item.kind == "statement"}
    assert margin == {"It closed; see the fine.", "Statement keeper.", "Statement day."}


def drafted(inputs: Inputs) -> Draft:
    case, findings, whole = read_case(inputs)
    assert case is not None
    findings = [*findings, *run(case, whole=whole)]
    return draft_of(case, whole=not has_errors(findings))


@pytest.mark.parametrize("broken", [False, True])
def test_a_draft_withholds_too(broken: bool) -> None:
    inputs = honest()
    if broken:
        spoilt = inputs.content["content/themes/bridge.yaml"].replace(b"brass key.", b"brass kay.")
        inputs = replace(inputs, content={**inputs.content, "content/themes/bridge.yaml": spoilt})
    draft = drafted(inputs)
    assert ids(draft.briefing.statements()) == ["closed", "key", "keeper"]
    assert ids(draft.briefing.differences) == []
    assert list(draft.briefing.settings.summary) == ["closed"]
    assert hidden(draft.seeds["one"])
    assert draft.unproved == ({"key"} if broken else frozenset())
    assert len(book(draft)) > 12


@pytest.mark.parametrize("broken", [False, True])
def test_no_page_of_a_draft_holds_a_name(broken: bool) -> None:
    inputs = honest()
    if broken:
        spoilt = inputs.content["content/themes/bridge.yaml"].replace(b"brass key.", b"brass kay.")
        inputs = replace(inputs, content={**inputs.content, "content/themes/bridge.yaml": spoilt})
    for path, make in book(drafted(inputs)).items():
        page = make()
        assert not NAMES.search(f"{page.view!r} {page.site!r}"), path


def test_the_shipped_briefing_can_withhold_its_names() -> None:
    inputs, _ = read_inputs(ROOT)
    site = inputs.content["content/site.yaml"]
    assert site.count(b"names: shown") == 1
    changed = site.replace(b"names: shown", b"names: withheld")
    inputs = replace(inputs, content={**inputs.content, "content/site.yaml": changed})
    proved, findings = prove(inputs)
    assert proved is not None, findings
    named = re.compile("Ehiemere|Finn[ei]gan")
    assert any(named.search(seed.text) for seed in proved.seeds.values())
    for page in pages(proved):
        assert not named.search(f"{page.view!r} {page.site!r}"), page.path
