"""What words are taken to mean: which passage comes first, and why."""

from __future__ import annotations

from time import process_time
from typing import TYPE_CHECKING, Any

import pytest
import tiny

from site_builder.proof import read_case
from site_builder.searching import citation, search

if TYPE_CHECKING:
    from site_builder.searching import Answer
    from site_builder.seeds import Seed

ONE = (
    "Menu: bridge closed\n"
    "The old bridge closed in March. Reports of cracks rose sixfold, said Ann Dell.\n"
    "“The bridge may have been closing for years,” she said. It is open to walkers.\n"
)
TWO = "Walkers use the path.\nThe path to the old town, not the bridge, will close in June.\n"


def seeds_of(texts: dict[str, str], **records: Any) -> list[Seed]:
    case, findings, _ = read_case(tiny.inputs(seeds=texts, **records))
    assert case is not None, findings
    return [seed for name in texts if (seed := case.seed(name)) is not None]


@pytest.fixture(scope="module")
def seeds() -> list[Seed]:
    furniture = [{"paragraph": "1", "kind": "menu"}]
    return seeds_of({"one": ONE, "two": TWO}, one={"furniture": furniture})


def texts(answer: Answer) -> list[tuple[str, str, str]]:
    return [(h.seed.id, h.how, h.seed.text[slice(*h.span)]) for h in answer.hits]


def test_the_words_as_they_stand_come_first_then_all_in_any_form(seeds: list[Seed]) -> None:
    answer = search("Bridge closed", seeds, 5)
    assert texts(answer) == [
        ("one", "word for word", "The old bridge closed in March."),
        ("two", "all words", "The path to the old town, not the bridge, will close in June."),
        ("one", "all words", "“The bridge may have been closing for years,” she said."),
    ]
    assert answer.furniture == 2


def test_most_words_are_enough_and_those_missing_are_told(seeds: list[Seed]) -> None:
    (hit,) = search("cracks rose in the pier", seeds, 1).hits
    assert (hit.how, hit.missing) == ("some words", ("pier",))
    assert [hit.seed.text[slice(*mark)] for mark in hit.marks] == ["cracks", "rose"]


def test_the_rare_words_as_they_were_asked_for_come_before_all_words_in_other_forms() -> None:
    common = "The council reports that the bridge is closed.\n"
    exact = "A strut has failed.\n"
    other = "Of the struts the council reported nothing.\n"
    (seed,) = seeds_of({"one": common * 9 + other + exact})
    answer = search("strut council reports", [seed], 3)
    assert texts(answer)[:2] == [
        ("one", "some words", exact.strip()),
        ("one", "all words", other.strip()),
    ]
    assert answer.hits[0].missing == ("council", "reports")


def test_of_two_rare_words_one_is_not_enough_and_a_possessive_is_the_word() -> None:
    common = "The council reports that the bridge is closed.\n"
    both = "Nobody has asked for Dell’s survey.\n"
    one = "Dell spoke of the council, which reported the closing.\n"
    (seed,) = seeds_of({"one": common * 9 + one + both})
    answer = search("Dell survey council reports closed", [seed], 2)
    assert texts(answer)[0] == ("one", "some words", both.strip())


def test_the_word_of_fewer_paragraphs_weighs_more_where_every_article_has_both() -> None:
    common = "The council met.\n"
    rarer = "A tower stood there.\n"
    text = common * 60 + rarer * 4
    both = seeds_of({"one": text, "two": text})
    answer = search("council tower zebra", both, 2)
    assert [hit.missing for hit in answer.nearest] == [("council", "zebra")] * 3


def test_other_typography_and_white_space_are_the_same_words(seeds: list[Seed]) -> None:
    answer = search('"The  bridge may', seeds, 1)
    assert texts(answer)[0][1] == "word for word"


def test_a_slip_of_spelling_is_taken_for_what_is_there(seeds: list[Seed]) -> None:
    answer = search("cracs", seeds, 5)
    assert answer.spelt == (("cracs", "cracks"),)
    assert texts(answer) == [("one", "all words", "Reports of cracks rose sixfold, said Ann Dell.")]


def test_an_irregular_form_is_a_form(seeds: list[Seed]) -> None:
    (hit,) = search("rise", seeds, 5).hits
    assert hit.seed.text[slice(*hit.marks[0])] == "rose"


def test_where_nothing_is_good_enough_the_nearest_are_told(seeds: list[Seed]) -> None:
    answer = search("zebra zoo bridge quagga", seeds, 5)
    assert answer.hits == ()
    assert answer.nearest[0].missing == ("zebra", "zoo", "quagga")
    nothing = search("zebra", seeds, 5)
    assert (nothing.hits, nothing.nearest, nothing.spelt) == ((), (), ())


def test_words_of_grammar_count_where_there_is_nothing_else(seeds: list[Seed]) -> None:
    assert texts(search("not", seeds, 5))[0][0] == "two"


def test_the_sentence_is_cited_or_the_words_where_they_make_a_quote(seeds: list[Seed]) -> None:
    short = search("bridge closed", seeds, 1).hits[0]
    assert citation(short).quote == "The old bridge closed in March."
    long = search("the old bridge closed in March", seeds, 1).hits[0]
    assert citation(long).quote == "The old bridge closed in March"


def test_words_beside_furniture_are_cited_without_it() -> None:
    text = "The old bridge ADVERT closed in March. It opened.\n"
    (seed,) = seeds_of({"one": text}, one={"furniture": [{"quote": "ADVERT", "kind": "advert"}]})
    hit = search("closed in March", [seed], 1).hits[0]
    assert (citation(hit).quote, citation(hit).faults) == ("closed in March", ())


@pytest.mark.parametrize("most", [1, 5, 40])
def test_no_better_passage_is_left_out_however_many_are_worse(most: int) -> None:
    full = "The pier that the storm took was old.\n"
    half = "The storm came at noon. A pier stood there.\n"
    (seed,) = seeds_of({"one": full * 4 + half * 100 + full})
    hows = [hit.how for hit in search("storm pier", [seed], most).hits]
    assert hows[:5] == ["all words"] * min(most, 5)
    assert len(hows) == most


def test_words_as_they_stand_are_found_behind_any_number_in_furniture() -> None:
    menu = "Known reports\n" * 300
    text = f"{menu}There were known reports of it.\n"
    (seed,) = seeds_of({"one": text}, one={"furniture": [{"paragraphs": "1-300", "kind": "menu"}]})
    assert texts(search("known reports", [seed], 3)) == [
        ("one", "word for word", "There were known reports of it.")
    ]


def test_a_thousand_articles_are_searched_in_a_moment() -> None:
    line = "The old bridge closed in March, and walkers took the path to the town instead. "
    other = "Nobody at the council has said when work on it is to begin, or who pays. "
    texts = {f"{n:04}": (other * 60 + (line if n % 50 == 0 else other)) for n in range(1000)}
    seeds = seeds_of(texts)
    started = process_time()
    answer = search("walkers took another path", seeds, 5)
    assert process_time() - started < 1.5  # 0.1 s on a machine that does nothing else
    assert len(answer.hits) == 5
