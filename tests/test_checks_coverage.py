"""Every sentence of every seed is cited, furniture or set aside: the findings where one is not."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest
import tiny
from tiny import SEEDS, quote, statement, theme

from site_builder.checks.case import open_case
from site_builder.checks.coverage import check
from site_builder.content import read_briefing
from site_builder.findings import Finding, Severity
from site_builder.proof import Inputs, prove
from site_builder.seeds import read_seeds

if TYPE_CHECKING:
    from collections.abc import Mapping

ERROR = {"coverage": "error"}
CLOSED = "The old bridge closed in March."
SAFE = "“It is safe,” said Ann Dell."
OPENED = "It opened again in May."


def found(
    *statements: dict[str, Any],
    site: Mapping[str, Any] = ERROR,
    seeds: Mapping[str, str] = SEEDS,
    content: Mapping[str, Any] | None = None,
    **records: Any,
) -> list[Finding]:
    given = {"themes/bridge": theme(*statements), "site": dict(site), **(content or {})}
    every = prove(tiny.inputs(given, seeds, **records))[1]
    return [f for f in every if f.code.startswith(("sentence-", "quote-", "key-"))]


def told(findings: list[Finding]) -> list[str]:
    return [
        f"{f.place}–{f.end.column if f.end else ''} {f.severity} {f.code}"
        for f in findings
        if f.code.startswith("sentence-")
    ]


def test_the_base_of_the_cases_is_reviewed(pool: Mapping[str, bytes]) -> None:
    site = pool["content/site.yaml"].replace(b"coverage: count", b"coverage: error")
    assert b"coverage: error" in site
    files = {**pool, "content/site.yaml": site}
    content = {name: data for name, data in files.items() if name.startswith("content/")}
    seeds = {name: data for name, data in files.items() if name.startswith("seeds/")}
    assert prove(Inputs(content=content, seeds=seeds))[1] == []


def test_a_finding_stands_at_the_first_word_of_what_is_left() -> None:
    both = found(statement("closed", quote("one", CLOSED)))
    assert told(both) == [
        "seeds/one.txt:1:34–60 error sentence-unreviewed",
        "seeds/one.txt:1:62–84 error sentence-unreviewed",
    ]
    snippet = both[0].snippet
    assert snippet is not None
    assert snippet.text[snippet.start : snippet.end] == "It is safe,” said Ann Dell"
    assert both[0].message == (
        "expected a sentence that is cited, set aside or furniture; 6 words are none of them"
    )


def test_the_site_says_what_it_weighs() -> None:
    one = statement("closed", quote("one", CLOSED), quote("one", SAFE))
    given = {"themes/bridge": theme(one)}
    made, warned = prove(tiny.inputs({**given, "site": {"coverage": "warn"}}))
    assert (made is not None, [f.severity for f in warned]) == (True, [Severity.WARNING])
    assert prove(tiny.inputs({**given, "site": {"coverage": "warn"}}), strict=True)[0] is None
    assert prove(tiny.inputs({**given, "site": {"coverage": "error"}}))[0] is None
    assert prove(tiny.inputs({**given, "site": {"coverage": "count"}}))[1] == []


@pytest.mark.parametrize("start", ["\ufeff", "", "\r\n\r\n", "Menu\n\n", "\n \n"])
def test_places_are_those_of_an_editor(start: str) -> None:
    text = f"{start}{CLOSED}\r\nIt opened again in May.\n"
    record = {"furniture": [{"paragraph": "1", "kind": "menu"}]} if "Menu" in start else {}
    lines = start.count("\n")
    only = found(statement("opened", quote("one", OPENED)), seeds={"one": text}, one=record)
    assert told(only) == [f"seeds/one.txt:{lines + 1}:1–31 error sentence-unreviewed"]


def test_words_that_are_left_further_on_are_told_too() -> None:
    text = "It closed and one two three four five, in March, and six seven eight nine."
    (only,) = found(
        statement("closed", quote("one", "It closed […] in March")), seeds={"one": f"{text}\n"}
    )
    assert only.code == "sentence-partly-reviewed"
    assert only.message == (
        "expected at most 7 words beside a citation that are not reviewed; found 11"
    )
    assert (str(only.place), only.notes) == (
        "seeds/one.txt:1:11",
        ("and further on: and six seven eight nine",),
    )


def test_the_hint_names_a_paragraph_only_where_it_is_the_sentence() -> None:
    seeds = {"one": f"{CLOSED} {SAFE}\n{OPENED}\n"}
    first, second = found(statement("closed", quote("one", CLOSED)), seeds=seeds)
    assert "its words as `quote:`" in first.hint
    assert "`paragraph: 2`" in second.hint
    assert "content/sources/one.yaml" in first.hint


def test_also_and_accounts_cite() -> None:
    one = statement("closed", quote("one", CLOSED), also=[quote("one", SAFE)])
    difference = {
        "id": "when",
        "on": "date",
        "rank": "2",
        "question": "When?",
        "statements": ["closed"],
        "accounts": [
            {"says": "in May", "by": "article", "evidence": [quote("one", OPENED)]},
            {"says": "in March", "by": "article", "evidence": [quote("one", CLOSED)]},
        ],
    }
    assert len(found(one)) == 1
    assert found(one, content={"differences": [difference]}) == []


def test_names_voices_meanings_and_facts_do_not_cite() -> None:
    ann = {"id": "ann", "name": "Ann Dell", "kind": "person", "evidence": [quote("one", SAFE)]}
    term = {"id": "may", "name": "May", "text": "A month.", "evidence": [quote("one", OPENED)]}
    record = {
        "title": {"text": "It opened", "basis": OPENED},
        "voices": [{"paragraph": "1", "by": "ann", "shown_by": SAFE}],
    }
    one = statement("closed", {**quote("one", CLOSED), "context": SAFE}, by="ann")
    left = found(one, content={"speakers": [ann], "terms": [term]}, one=record)
    assert [str(f.place) for f in left] == ["seeds/one.txt:1:34", "seeds/one.txt:1:62"]


def test_what_is_set_aside_and_furniture_are_reviewed() -> None:
    record = {
        "set_aside": [{"quote": SAFE, "reason": "an opinion"}],
        "furniture": [{"quote": OPENED, "kind": "caption"}],
    }
    assert found(statement("closed", quote("one", CLOSED)), one=record) == []


TWO = {"one": SEEDS["one"], "two": f"{CLOSED} {OPENED}\n"}
TWICE = statement("closed", quote("one", CLOSED), quote("two", CLOSED))
OF_ONE = [
    "seeds/one.txt:1:34–60 error sentence-unreviewed",
    "seeds/one.txt:1:62–84 error sentence-unreviewed",
]
OF_TWO = ["seeds/two.txt:1:33–55 error sentence-unreviewed"]


WHOLE = {"paragraph": "1", "reason": "old"}


def idle(*aside: dict[str, Any], evidence: str = CLOSED, **site: str) -> list[str]:
    given = {"themes/bridge": theme(statement("closed", quote("one", evidence))), "site": site}
    every = prove(tiny.inputs(given, one={"set_aside": list(aside)}))[1]
    return [f"{one.severity} {one.place.file}" for one in every if one.code == "aside-cited"]


@pytest.mark.parametrize("coverage", ["error", "count"])
def test_what_is_set_aside_and_cited_whole_is_a_warning(coverage: str) -> None:
    part = {"quote": "The old bridge", "reason": "old"}
    told = ["warning content/sources/one.yaml"]
    assert idle(part, coverage=coverage) == told
    first = tiny.SEEDS["one"].partition("\n")[0]
    assert idle(WHOLE, evidence=first, coverage=coverage) == told


def test_what_is_set_aside_stands_for_the_words_that_are_not_cited() -> None:
    assert idle(WHOLE) == []
    assert idle({"quote": "closed in March. “It is", "reason": "old"}) == []
    assert idle({"quote": SAFE, "reason": "old"}) == []


def test_what_is_not_found_once_sets_nothing_aside_for_certain() -> None:
    assert idle({"quote": "The new bridge", "reason": "new"}) == []  # not found itself
    assert idle({"paragraph": "9", "reason": "none"}) == []
    twice = {"one": f"{CLOSED}\n{CLOSED}\n"}
    given = {"themes/bridge": theme(statement("closed", quote("one", CLOSED)))}
    every = prove(tiny.inputs(given, twice, one={"set_aside": [WHOLE]}))[1]
    assert "quote-ambiguous" in [one.code for one in every]
    assert "aside-cited" not in [one.code for one in every]


def test_of_a_seed_that_changed_nothing_is_said_of_what_is_set_aside() -> None:
    given = {"themes/bridge": theme(statement("closed", quote("one", CLOSED)))}
    aside = {"quote": "The old bridge", "reason": "old"}
    every = prove(tiny.inputs(given, one={"set_aside": [aside], "sha256": "0" * 64}))[1]
    assert [one.code for one in every] == ["seed-changed"]


def test_every_seed_is_looked_at() -> None:
    assert told(found(TWICE, seeds=TWO)) == OF_ONE + OF_TWO


def test_a_seed_that_changed_is_left_out() -> None:
    assert told(found(TWICE, seeds=TWO, one={"sha256": "0" * 64})) == OF_TWO


def test_a_seed_with_a_quote_that_is_not_found_is_left_out() -> None:
    wrong = statement("opened", quote("one", "It opened again in June."))
    assert told(found(TWICE, wrong, seeds=TWO)) == OF_TWO
    record = {"set_aside": [{"quote": "It opened again in June.", "reason": "no"}]}
    assert told(found(TWICE, seeds=TWO, one=record)) == OF_TWO


def test_nothing_is_said_where_a_quote_names_no_seed() -> None:
    wrong = statement("opened", quote("three", OPENED))
    assert told(found(TWICE, wrong, seeds=TWO)) == []


def test_a_quote_that_is_found_but_to_be_mended_cites() -> None:
    twice = {"one": f"{CLOSED} {OPENED} {OPENED}\n"}
    codes = [f.code for f in found(TWICE_ONE, statement("o", quote("one", OPENED)), seeds=twice)]
    assert codes == ["quote-ambiguous"]
    cuts = statement("o", quote("one", "pened again in Ma"))
    text = {"one": f"{CLOSED} {OPENED}\n"}
    assert [f.code for f in found(TWICE_ONE, cuts, seeds=text)] == ["quote-cuts-word"]


TWICE_ONE = statement("closed", quote("one", CLOSED))


def test_it_is_not_run_where_content_was_lost() -> None:
    given = tiny.inputs({"site": ERROR})
    assert told(prove(given)[1]) == OF_ONE
    lost = {**given.content, "content/gaps.yaml": b"- {"}
    assert told(prove(Inputs(content=lost, seeds=given.seeds))[1]) == []


def test_two_thousand_citations_of_one_passage_take_little_time() -> None:
    seeds = {f"s{n}": SEEDS["one"] * 10 for n in range(20)}
    entries = [
        quote(name, SAFE, paragraph=str(1 + number % 10)) for name in seeds for number in range(100)
    ]
    once = [
        {**quote(name, f"{CLOSED} {SAFE} {OPENED}"), "paragraph": str(n)}
        for name in seeds
        for n in range(1, 11)
    ]
    given = {"themes/bridge": theme(statement("closed", *entries, *once)), "site": ERROR}
    inputs = tiny.inputs(given, seeds)
    briefing, _ = read_briefing(inputs.content)
    sources, _ = read_seeds(inputs.seeds)
    assert briefing is not None
    case = open_case(briefing, sources)
    started = time.process_time()
    assert list(check(case)) == []
    assert time.process_time() - started < 0.5
    assert not any(source.sentences for source in sources.values())  # none was split


def test_of_very_many_the_first_thousand_are_told() -> None:
    seeds = {"one": f"{CLOSED}\n", "two": "It opened. " * 1500 + "\n"}
    every = found(TWICE_ONE, seeds=seeds)
    assert len(every) == 1000
    assert every[0].notes == ("there are more than 1,000: the command `coverage` counts them",)
    assert every[1].notes == ()
    assert len(found(TWICE_ONE, seeds={"one": f"{CLOSED} " + "It opened. " * 1000})) == 1000
    assert found(TWICE_ONE, seeds={"one": f"{CLOSED} " + "It opened. " * 1000})[0].notes == ()
