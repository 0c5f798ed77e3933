from __future__ import annotations

import re
from time import process_time

import pytest

from site_builder.quotes import (
    Ambiguous,
    CutsWord,
    Found,
    Haystack,
    InFurniture,
    Missing,
    OutOfOrder,
    Result,
    Span,
    find,
    parts_of,
)

TEXT = (
    "MENU Com networks\n"
    "Known reports of this threat increased sixfold in the UK between 2022 and 2024.\n"
    "“Known members,” it said, are usually young men – not women – aged 13-year-old or so.\n"
    "\n"
    "The UK’s police said: “Reports of this threat rose.”\n"
    "Thousands of users, users and victims, 291,273 in all, shared it.\n"
    "GETTYCom networks are a threat."
)


def hay(text: str = TEXT, furniture: tuple[str, ...] = ()) -> Haystack:
    lines = tuple(Span(*line.span()) for line in re.finditer(r"[^\n]+", text))
    blocked = tuple(Span(text.index(words), text.index(words) + len(words)) for words in furniture)
    return Haystack(text=text, paragraphs=lines, furniture=blocked)


def words(found: Result, text: str = TEXT) -> list[str]:
    assert isinstance(found, Found)
    return [text[start:end] for start, end in found.parts]


@pytest.mark.parametrize(
    ("quote", "passage"),
    [
        ("increased sixfold", "increased sixfold"),
        ("  increased sixfold\n", "increased sixfold"),
        ("increased   sixfold", "increased sixfold"),
        ("“Known members,”", "“Known members,”"),
        ('"Known members,"', "“Known members,”"),
        ("young men - not women", "young men – not women"),
        ("The UK's police", "The UK’s police"),
        ("The UK", "The UK"),
        ("six\u00adfold in the UK", "sixfold in the UK"),
        ("between 2022 and 2024. 'Known".replace("'", '"'), "between 2022 and 2024.\n“Known"),
        ("or so. The UK", "or so.\n\nThe UK"),
        ("291,273 in all", "291,273 in all"),
    ],
)
def test_a_quote_is_found_where_it_stands(quote: str, passage: str) -> None:
    assert words(find(quote, hay())) == [passage]


@pytest.mark.parametrize(
    "quote",
    [
        "increased sixfoid",
        "Increased sixfold",
        "increased six fold",
        "increased sixfold,",
        "reports of this threat increased sixfold in the U.K.",
        "",
        "  ",
        "[…]",
        "\u00ad",
        "in all […] not there",
    ],
)
def test_a_quote_that_differs_is_missing(quote: str) -> None:
    assert find(quote, hay()) == Missing()


def test_the_exact_form_goes_before_the_folded_one() -> None:
    text = "He said “no” and then \"no\" and 'no'."
    assert find('"no"', hay(text)) == Found(parts=(Span(22, 26),))
    assert isinstance(find("„no“", hay(text)), Ambiguous)


def test_a_place_that_cuts_a_word_leaves_it_to_the_folded_form() -> None:
    text = "sub-networks and “networks”"
    assert words(find('"networks"', hay(text)), text) == ["“networks”"]


def test_several_places_are_told() -> None:
    found = find("of this threat", hay())
    assert found == Ambiguous(places=((Span(32, 46),), (Span(216, 230),)))


def test_places_that_overlap_are_several() -> None:
    assert find("a b a", hay("a b a b a")) == Ambiguous(places=((Span(0, 5),), (Span(4, 9),)))


def test_ten_places_are_kept() -> None:
    found = find("x", hay("x " * 30))
    assert isinstance(found, Ambiguous)
    assert found.places == tuple((Span(at, at + 1),) for at in range(0, 20, 2))


@pytest.mark.parametrize(
    ("prefix", "suffix", "start"),
    [
        ("Known reports", "", 32),
        ("", "rose", 216),
        ("Reports", 'rose."', 216),
        ("\u00a0reports ", " increased", 32),
    ],
)
def test_what_stands_beside_tells_equal_quotes_apart(prefix: str, suffix: str, start: int) -> None:
    found = find("of this threat", hay(), prefix=prefix, suffix=suffix)
    assert found == Found(parts=(Span(start, start + 14),))


def test_what_stands_beside_must_stand_there() -> None:
    assert find("increased sixfold", hay(), prefix="risk") == Missing()
    assert find("increased sixfold", hay(), suffix="overall") == Missing()
    assert find("MENU", hay(), prefix="x") == Missing()


def test_a_paragraph_tells_equal_quotes_apart() -> None:
    assert find("of this threat", hay(), paragraph=4) == Found(parts=(Span(216, 230),))
    assert find("of this threat", hay(), paragraph=1) == Missing()
    assert find("2024. “Known", hay(), paragraph=2) == Missing()
    assert find("of this threat", hay(), paragraph=0) == Missing()
    assert find("of this threat", hay(), paragraph=8) == Missing()


@pytest.mark.parametrize("mark", ["[…]", "[...]", " […] ", "[…] […]"])
def test_parts_are_found_in_order(mark: str) -> None:
    found = find(f"Known reports{mark}sixfold{mark}2024", hay())
    assert words(found) == ["Known reports", "sixfold", "2024"]


def test_a_skip_at_an_end_is_ignored() -> None:
    assert words(find("[…] increased sixfold […]", hay())) == ["increased sixfold"]


def test_parts_stand_in_one_paragraph() -> None:
    assert find("sixfold […] usually", hay()) == OutOfOrder()


def test_parts_stand_in_order() -> None:
    assert find("sixfold […] Known reports", hay()) == OutOfOrder()
    assert find("this threat increased […] increased sixfold", hay()) == OutOfOrder()
    assert find("sixfold […] Known reports", hay(), paragraph=2) == OutOfOrder()
    assert find("sixfold […] Known reports", hay(), paragraph=3) == Missing()


def test_each_way_to_place_the_parts_is_a_place() -> None:
    start = TEXT.index("Thousands")
    found = find("Thousands […] users", hay())
    first = Span(start, start + 9)
    assert found == Ambiguous(
        places=((first, Span(start + 13, start + 18)), (first, Span(start + 20, start + 25)))
    )
    assert isinstance(find("Thousands […] users […] victims", hay()), Ambiguous)
    assert words(find("users […] users", hay())) == ["users", "users"]
    assert words(find("Thousands […] users", hay(), suffix="and victims"))


def test_parts_do_not_stand_outside_every_paragraph() -> None:
    text = "lost one\nkept one and kept two"
    within = Haystack(text=text, paragraphs=(Span(9, len(text)),))
    assert find("one […] two", within) == Found(parts=(Span(14, 17), Span(27, 30)))
    assert find("lost […] two", within) == OutOfOrder()


def test_a_skip_that_the_text_itself_has_is_no_skip() -> None:
    text = "He said “I […] went” and left. I was there and went."
    assert words(find("I […] went", hay(text)), text) == ["I […] went"]
    assert words(find("“I […] went”", hay(text)), text) == ["“I […] went”"]
    assert words(find("He said […] left", hay(text)), text) == ["He said", "left"]
    assert isinstance(find("I […] wen", hay(text)), CutsWord)


@pytest.mark.parametrize(
    ("quote", "edge", "word"),
    [
        ("ncreased sixfold", TEXT.index("ncreased"), "increased"),
        ("increased sixf", TEXT.index("old in the"), "sixfold"),
        ("aged 13-year", TEXT.index("-old"), "13-year-old"),
        ("291", TEXT.index(",273"), "291,273"),
        ("Know […] increased", TEXT.index("n reports"), "Known"),
        ("Known reports […] increase", TEXT.index("d sixfold"), "increased"),
    ],
)
def test_a_cut_word_is_named(quote: str, edge: int, word: str) -> None:
    found = find(quote, hay())
    assert isinstance(found, CutsWord)
    assert (found.edge, found.word) == (edge, word)


def test_a_cut_off_accent_is_named() -> None:
    found = find("q\u0323", hay("aa q\u0307\u0323 b"))
    assert found == CutsWord(parts=(Span(3, 6),), edge=6, word="q\u0307\u0323")


def test_places_that_cut_words_do_not_count() -> None:
    assert find("men", hay("women omen men mend")) == Found(parts=(Span(11, 14),))


def test_furniture_is_not_searched() -> None:
    assert words(find("Com networks", hay(furniture=("MENU Com networks", "GETTY")))) == [
        "Com networks"
    ]
    assert find("MENU Com", hay(furniture=("MENU",))) == InFurniture(parts=(Span(0, 8),))
    assert find("MENU", hay(furniture=("MENU",))) == InFurniture(parts=(Span(0, 4),))
    blocked = hay(furniture=("victims", "shared it"))
    assert isinstance(find("Thousands […] in all", blocked), Found)
    assert isinstance(find("Thousands […] shared", blocked), InFurniture)


def test_furniture_may_be_asked_for() -> None:
    assert words(find("MENU", hay(furniture=("MENU",)), in_furniture=True)) == ["MENU"]


def test_an_edge_of_furniture_is_a_word_edge() -> None:
    assert isinstance(find("Com networks are", hay()), CutsWord)
    assert words(find("Com networks are", hay(furniture=("GETTY",)))) == ["Com networks are"]
    assert words(find("GETTY", hay(furniture=("GETTY",)), in_furniture=True)) == ["GETTY"]


def test_what_marks_furniture_may_cut_a_word() -> None:
    assert words(find("GETTY", hay(), whole_words=False)) == ["GETTY"]


def test_furniture_may_touch_and_overlap() -> None:
    text = "one two three four"
    blocked = (Span(8, 13), Span(0, 3), Span(4, 10))
    within = Haystack(text=text, paragraphs=(Span(0, 18),), furniture=blocked)
    assert within.blocked == [Span(0, 3), Span(4, 13)]
    assert isinstance(find("two", within), InFurniture)
    assert words(find("four", within), text) == ["four"]


@pytest.mark.parametrize(
    ("quote", "parts"),
    [
        ("one", ["one"]),
        (" one […] two[...]three ", ["one", "two", "three"]),
        ("[…] one […] […]", ["one"]),
        ("[ … ] [....]", ["[ … ] [....]"]),
        (" […] ", []),
    ],
)
def test_a_quote_has_parts(quote: str, parts: list[str]) -> None:
    assert [quote[start:end] for start, end in parts_of(quote)] == parts


@pytest.mark.parametrize(
    ("quote", "kind"),
    [
        ("a word", Ambiguous),
        ("a wor", CutsWord),
        ("a word […] here", Ambiguous),
        ("here […] a word", OutOfOrder),
        ("a 'word'", Missing),
        ("a […] " * 99 + "word", OutOfOrder),
        ("a […] " * 100 + "word", Missing),
    ],
)
def test_many_thousand_places_are_told(quote: str, kind: type) -> None:
    many = hay("a word is here\n" * 5_000)
    assert isinstance(find(quote, many), kind)


def test_many_ways_to_place_many_parts_are_told() -> None:
    assert isinstance(find(" […] ".join("aaaa"), hay("a " * 5_000)), Ambiguous)
    assert find(" […] ".join("aaab"), hay("a " * 5_000)) == Missing()
    assert find(" […] ".join("aaab"), hay("b " + "a " * 5_000)) == OutOfOrder()


def test_places_that_lead_nowhere_are_not_walked() -> None:
    text = "a " * 10 + "b " + "a " * 40
    found = find("a […] " * 10 + "b", hay(text))
    assert isinstance(found, Found)
    assert found.parts[-1] == Span(20, 21)


@pytest.mark.parametrize("quote", ["\u200b" * 12, "\u2060 \u200d", "\ufeff", "\u00ad\u200c"])
def test_what_cannot_be_seen_is_no_quote(quote: str) -> None:
    assert parts_of(f"[…]{quote}") == ()
    assert find(quote, hay(f"a {quote} b")) == Missing()


def test_what_marks_furniture_keeps_letters_and_their_marks_together() -> None:
    text = "menu q\u0307\u0323"
    assert words(find("u q\u0323\u0307", hay(text), whole_words=False), text) == [text[3:]]
    assert find("\u0323", hay(text), whole_words=False) == Found(parts=(Span(7, 8),))
    assert find("\u0307\u00ad\u0323", hay(text), whole_words=False) == CutsWord(
        parts=(Span(5, 8),), edge=8, word=text[5:]
    )


def test_the_nearest_thousand_characters_of_a_prefix_or_suffix_are_compared() -> None:
    long = "the pool " * 200
    text = f"A {long}is open. B {long}is open. {long}C\n"
    near = {"prefix": "B " + long[:900]}
    assert isinstance(find("is open", hay(text), prefix=long), Ambiguous)
    assert isinstance(find("is open", hay(text), **near), Missing)
    assert words(find("is open", hay(text), suffix=f". {long}D"), text) == ["is open"]


@pytest.mark.parametrize(
    ("quote", "more"),
    [
        ("pool", {"prefix": "x" + "the " * 100_000}),
        ("the pool", {"suffix": "x" * 1_000_000}),
        ("he pool the poo", {}),
        ("the pool " * 20_000 + "x", {}),
        ("the pool […] " * 99 + "x", {}),
        ("the pool […] " * 99 + "pool", {}),
        ("[…] pool " * 50_000, {}),
        ("pool" + "\u0301\u0323" * 100_000, {}),
    ],
    ids=["prefix", "suffix", "cut", "long", "parts missing", "parts", "skips", "marks"],
)
@pytest.mark.no_cover
def test_a_quote_is_looked_for_in_good_time(quote: str, more: dict[str, str]) -> None:
    many = hay("the pool " * 25_000)
    before = process_time()
    assert not isinstance(find(quote, many, **more), Found)
    assert process_time() - before < 20
