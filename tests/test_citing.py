"""From words of a seed to the entry that points at them and nowhere else."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
import tiny
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.checks.parts import Role
from site_builder.citing import Citation, cite, cite_words
from site_builder.content.entries import read_evidence
from site_builder.places import Source
from site_builder.proof import read_case
from site_builder.quotes import Found, Span, find
from site_builder.uses import used_by
from site_builder.yamltext import Listing, Mapping, parse

if TYPE_CHECKING:
    from site_builder.checks.case import Case
    from site_builder.model import Evidence
    from site_builder.seeds import Seed

WORDS = (
    "the old bridge likely closed in March and may not open: “it # is” safe, said - Ann Dell's "
    "291,273 [x] non-violent caf\u00e9 cafe\u0301 soft\u00adhyphen \u00adodd zero\u200bwidth 6% "
    "mark\u200ehere 'no' \"yes\" {a: b} > | end."
).split(" ")
GAPS = (" ", " ", " ", "  ", "\n", "\n\n", "\r\n", "\u00a0", "\u2028", "\t", " \n ")
TEXT = (
    "Menu Home News\n"
    "The old bridge closed in March. It opened again in May.\n"
    "The old bridge closed in March. Some of it may open again in June, it is likely.\n"
    "Known reports: the bridge, they say, closed in March.\n"
)


def seed_of(text: str, **record: Any) -> Seed:
    case, findings, _ = read_case(tiny.inputs(seeds={"one": text}, one=record))
    assert case is not None, findings
    seed = case.seed("one")
    assert seed is not None, findings
    return seed


@cache
def bridge() -> Seed:
    return seed_of(TEXT, furniture=[{"paragraph": "1", "kind": "menu"}])


def at(seed: Seed, words: str, number: int = 1) -> Span:
    """Return where these words stand for the n-th time."""
    start = -1
    for _ in range(number):
        start = seed.text.index(words, start + 1)
    return Span(start, start + len(words))


def read(cited: Citation) -> Evidence:
    """Read the entry as content is read."""
    node, findings = parse(Source(name="x.yaml", text=cited.yaml))
    assert isinstance(node, Listing)
    assert isinstance(node.items[0], Mapping)
    evidence = read_evidence(node.items[0], findings)
    assert findings == []
    return evidence


def stands_at_its_place(seed: Seed, cited: Citation) -> bool:
    quote = read(cited).quote
    assert quote.seed == seed.id
    assert quote.text == cited.quote
    beside = {"prefix": quote.prefix or "", "suffix": quote.suffix or ""}
    found = find(quote.text, seed.haystack, paragraph=quote.paragraph, **beside)
    return found == Found(parts=(cited.span,))


@st.composite
def seeds(draw: st.DrawFn) -> Seed:
    words = draw(st.lists(st.sampled_from(WORDS), min_size=3, max_size=40))
    text = "".join(word + draw(st.sampled_from(GAPS)) for word in words)
    kinds = ({}, {}, {"furniture": [{"paragraph": "1", "kind": "menu"}]})
    return seed_of(f"The bridge. {text}", **draw(st.sampled_from(kinds)))


@given(seeds(), st.data())
@settings(deadline=None, max_examples=80)
def test_an_entry_without_fault_is_found_just_there(seed: Seed, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(seed.text)))
    end = data.draw(st.integers(0, len(seed.text)))
    cited = cite(seed, start, end)
    if not cited.faults:
        assert stands_at_its_place(seed, cited)
        assert cited.quote.split() == seed.text[slice(*cited.span)].split()
    if cited.wider is not None:
        wider = cite(seed, *cited.wider)
        assert not any("same clause" in fault for fault in wider.faults)
        assert wider.span.start <= cited.span.start < cited.span.end <= wider.span.end


@given(seeds(), st.data())
@settings(deadline=None, max_examples=40)
def test_what_a_page_sends_leads_to_the_same_place(seed: Seed, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(seed.text)))
    cited = cite(seed, start, data.draw(st.integers(start, len(seed.text))))
    if cited.faults or seed.furniture:
        return
    number = seed.paragraph_at(cited.span.start)
    before = seed.text[seed.paragraphs[number - 1].start : cited.span.start]
    words = " ".join(seed.text[slice(*cited.span)].split())
    assert cite_words(seed, words, paragraph=number, before=f" {before}\n") == cited


def test_words_that_stand_once_need_nothing_else() -> None:
    seed = bridge()
    cited = cite(seed, *at(seed, "opened again in May"))
    assert cited.yaml == '- seed: "one"\n  quote: opened again in May\n'
    assert (cited.faults, cited.wider) == ((), None)


def test_a_word_that_is_cut_is_taken_whole_and_white_space_is_left() -> None:
    seed = bridge()
    span = at(seed, "pened again in Ma")
    assert cite(seed, span.start, span.end).quote == "opened again in May"
    whole = at(seed, " opened again in ")
    assert cite(seed, whole.end, whole.start).quote == "opened again in"


def test_the_paragraph_tells_equal_words_apart() -> None:
    seed = bridge()
    cited = cite(seed, *at(seed, "The old bridge closed", 2))
    assert (cited.paragraph, cited.prefix, cited.suffix) == (3, "", "")
    assert cited.yaml.splitlines()[-1] == "  paragraph: 3"
    assert stands_at_its_place(seed, cited)


def test_else_the_words_before_do_and_else_those_after() -> None:
    seed = seed_of("It closed in March. It is so: it closed in March. We closed in March again.\n")
    cited = cite(seed, *at(seed, "closed in March", 2))
    assert (cited.paragraph, cited.prefix, cited.suffix) == (None, "it", "")
    assert stands_at_its_place(seed, cited)
    seed = seed_of("closed in March. closed in March, then. closed in March, then, ever.\n")
    cited = cite(seed, *at(seed, "closed in March", 1))
    assert (cited.prefix, cited.suffix) == ("", ".")
    assert stands_at_its_place(seed, cited)


def test_where_nothing_tells_them_apart_it_says_so() -> None:
    seed = seed_of("round and round we go and " * 40 + "stop.\n")
    cited = cite(seed, *at(seed, "round and round we go", 20))
    assert cited.faults[0].startswith("these words stand more than once")


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("May", "this is too short to prove anything: take in 12 characters or more"),
        ("Home News", "“Home News” (paragraph 1) is page furniture, which is never evidence"),
        (" ", "no words are selected"),
        (
            "open again in June",
            "“Some” stands in the same clause, outside the quote, and changes what it says; "
            "take in: Some of it may open again in June",
        ),
    ],
)
def test_what_makes_it_no_evidence_is_said(words: str, fault: str) -> None:
    seed = bridge()
    assert cite(seed, *at(seed, words)).faults[0].startswith(fault)


def test_words_that_only_show_a_name_may_be_short_and_cut_a_hedge_off_but_be_no_furniture() -> None:
    seed = bridge()
    for words in ("bridge", "open again in June"):
        stretch = at(seed, words)
        assert cite(seed, *stretch).faults != ()
        assert cite(seed, *stretch, Role.NAME).faults == ()
    assert "is page furniture" in cite(seed, *at(seed, "Home News"), Role.NAME).faults[0]


def test_the_wider_quote_has_no_fault() -> None:
    seed = bridge()
    cited = cite(seed, *at(seed, "open again in June"))
    assert cited.wider is not None
    assert cite(seed, *cited.wider).faults == ()


def test_a_character_that_content_may_not_hold_is_told_and_not_written() -> None:
    seed = seed_of("The old bridge\u200e closed in March.\n")
    cited = cite(seed, 0, 30)
    assert cited.yaml == ""
    assert cited.faults[0].startswith("the passage holds U+200E")


def test_words_from_a_page_may_have_its_letters_and_lack_its_furniture() -> None:
    seed = seed_of(
        "The old bridge closed in March. ADVERT It opened again in May, after a survey.\n",
        furniture=[{"quote": "ADVERT", "kind": "advert"}],
    )
    cited = cite_words(seed, "in March. a b It opened c again in\n May", paragraph=1, before="The")
    assert cited.span == Span(seed.text.index("in March"), seed.text.index(", after"))
    assert "“ADVERT” (paragraph 1) is page furniture" in cited.faults[0]
    assert cite_words(seed, "It opened a again in May").quote == "It opened again in May"


def test_of_several_places_the_one_that_is_told_counts() -> None:
    seed = bridge()
    second = cite_words(seed, "The old bridge closed", paragraph=3)
    assert (second.paragraph, second.faults) == (3, ())
    first = cite_words(seed, "The old bridge closed")
    assert first.paragraph == 2
    assert first.faults[0].startswith("these words stand 2 times in seed one")


def test_words_that_are_not_there_are_shown_what_is_nearest() -> None:
    cited = cite_words(bridge(), "The new bridge clothed on Marsh")
    assert (cited.yaml, cited.quote, cited.span) == ("", "", Span(0, 0))
    assert cited.faults == (
        "these words are not in seed one; nearest, paragraph 2: The old bridge closed in March",
    )
    nothing = cite_words(bridge(), "zebra zoology").faults[0]
    assert nothing.endswith("and nothing in it comes near them")


def case() -> Case:
    speakers = [
        {
            "id": "ann-dell",
            "name": "Ann Dell",
            "kind": "person",
            "evidence": [tiny.quote("one", "said Ann Dell")],
        }
    ]
    found, _, _ = read_case(tiny.inputs({"speakers": speakers}))
    assert found is not None
    return found


def test_what_rests_on_words_is_told_with_its_place() -> None:
    text = tiny.SEED
    used = used_by(case(), "one", 0, 3)
    assert [(use.what, use.id, use.place.file) for use in used] == [
        ("statement", "closed", "content/themes/bridge.yaml")
    ]
    named = used_by(case(), "one", text.index("Dell"), text.index("Dell") + 4)
    assert [(use.what, use.id) for use in named] == [("speaker", "ann-dell")]
    assert used_by(case(), "one", text.index("opened"), len(text)) == ()
