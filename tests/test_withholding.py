"""Names withheld: nothing that is left of the briefing names them or refers to what went."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import tiny
from named import (
    CONTENT,
    FINED,
    KEEPER,
    KEY,
    MONDAY,
    OPENED,
    RECORD,
    SEEDS,
    account,
    difference,
    given,
    ids,
    withheld,
)
from tiny import quote

if TYPE_CHECKING:
    from site_builder.model import Briefing


def left(**more: Any) -> Briefing:
    return withheld(given(**more))[0]


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


def test_changes_of_a_statement_that_went_go_with_it() -> None:
    fined, keeper = ({**CONTENT["changes"][3], "statement": name} for name in ("fined", "keeper"))
    assert [str(one.statement) for one in left(changes=[fined, keeper]).changes] == ["keeper"]


def test_passages_go_that_show_who_speaks_or_what_a_word_means() -> None:
    entries = [quote("one", "had the key, said the court"), MONDAY]
    speakers = [{**CONTENT["speakers"][0], "evidence": entries}]
    terms = [{**CONTENT["terms"][0], "evidence": entries}]
    origins = [{**CONTENT["origins"][0], "evidence": entries}]
    briefing = left(speakers=speakers, terms=terms, origins=origins)
    for one in (*briefing.speakers, *briefing.terms, *briefing.origins):
        assert [str(entry.quote.text) for entry in one.evidence] == [MONDAY["quote"]]


def test_a_word_keeps_no_meaning_without_a_passage() -> None:
    terms = [
        {"id": "key", "name": "key", "text": "A brass key.", "evidence": [KEY]},
        {"id": "fine", "name": "fine", "text": "A penalty.", "evidence": [FINED]},
    ]
    kept, gone = left(terms=terms).terms
    assert (str(kept.text), len(kept.evidence)) == ("A brass key.", 1)
    assert (gone.text, gone.evidence) == (None, ())
