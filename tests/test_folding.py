from __future__ import annotations

import re
from time import process_time
from unicodedata import category, decomposition, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder import folding
from site_builder.folding import fold, is_edge

TRICKY = st.text(
    alphabet=st.sampled_from(
        "abe é\u0301\u0323\u00ad\u00a0\n\t‘’“”„–—\u2010\u2212\u1112\u1161\u11ab가K…ﬁ"
        "\u200b\u2001\u212b\u0958"
    )
)


def slowly(text: str) -> str:
    """The rule said in another way, without a map back."""
    text = normalize("NFC", text.replace("\u00ad", ""))
    for new, olds in {"'": "‘’‚‛", '"': "“”„‟", "-": "‐‑‒–—―−"}.items():
        text = re.sub(f"[{olds}]", new, text)
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("“a” ‘b’ „c‟ ‚d‛", "\"a\" 'b' \"c\" 'd'"),
        ("1–2—3‐4‑5‒6―7−8", "1-2-3-4-5-6-7-8"),
        ("a \u00a0\u202f\u2007\n\r\n\tb", "a b"),
        ("a\u00ad \u00ad b\u00adc", "a bc"),
        ("cafe\u0301 caf\u00e9", "café café"),
        ("e\u00ad\u0301", "é"),
        ("\u1112\u1161\u11ab\u1100\u1161", "한가"),
        ("\u2001a\u212b", " a\u00c5"),
    ],
)
def test_typography_is_folded(text: str, folded: str) -> None:
    assert fold(text).text == folded


@pytest.mark.parametrize(
    "text", ["", "…", "...", "ﬁ", "a\u200bb", "Aa", "½", "′", "`´", "ß", "a_b", "²"]
)
def test_nothing_else_is_folded(text: str) -> None:
    assert fold(text).text == text


def test_the_map_leads_back_to_all_that_a_character_came_from() -> None:
    text = "“x  y” cafe\u0301\u00ad!"
    folded = fold(text)
    assert folded.text == '"x y" café!'
    back = [text[folded.start(i) : folded.end(i)] for i in range(len(folded.text))]
    assert back == ["“", "x", "  ", "y", "”", " ", "c", "a", "f", "e\u0301", "!"]


def test_every_character_of_a_cluster_leads_to_the_whole_cluster() -> None:
    folded = fold("q\u0307\u0323.")  # NFC swaps the two marks
    assert folded.text == "q\u0323\u0307."
    assert [(folded.start(i), folded.end(i)) for i in range(4)] == [(0, 3)] * 3 + [(3, 4)]
    assert [folded.is_whole(0, 1), folded.is_whole(1, 3), folded.is_whole(0, 3)] == [
        False,
        False,
        True,
    ]


def test_plain_text_needs_no_map() -> None:
    folded = fold("“one” for ‘one’")
    assert not folded.at
    assert (folded.start(4), folded.end(4), folded.index(4)) == (4, 5, 4)


def test_a_heap_of_marks_is_left_alone() -> None:
    text = "e" + "\u0301\u0323" * 50_000
    assert fold(text).text == text
    assert fold("e\u0301 e" + "\u0301" * 31).text == "e\u0301 e" + "\u0301" * 31
    assert fold("e\u0301 e" + "\u0301" * 30).text == "é é" + "\u0301" * 29


@given(TRICKY)
def test_folding_agrees_with_the_rule_said_slowly(text: str) -> None:
    assert fold(text).text == slowly(text)


@given(TRICKY)
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(TRICKY)
def test_the_map_is_in_order_and_every_piece_folds_to_its_own_characters(text: str) -> None:
    folded = fold(text)
    spans = [(folded.start(i), folded.end(i)) for i in range(len(folded.text))]
    assert spans == sorted(spans)
    for start, end in set(spans):
        mine = "".join(folded.text[i] for i, span in enumerate(spans) if span == (start, end))
        assert fold(text[start:end]).text == mine
    dropped = set(range(len(text))) - {at for start, end in spans for at in range(start, end)}
    assert all(text[at] == "\u00ad" for at in dropped)


@given(TRICKY, st.data())
def test_an_offset_leads_to_the_first_character_from_there_on(
    text: str, data: st.DataObject
) -> None:
    folded = fold(text)
    offset = data.draw(st.integers(0, len(text)))
    expected = [i for i in range(len(folded.text)) if folded.start(i) >= offset]
    assert folded.index(offset) == (expected[0] if expected else len(folded.text))


@pytest.mark.parametrize(
    ("text", "edges"),
    [
        ("two words", "|two| |words|"),
        ("non-violent acts", "|non-violent| |acts|"),
        ("a six‐fold 13-year-old", "|a| |six‐fold| |13-year-old|"),
        ("2022–2024 and—then", "|2022|–|2024| |and|—|then|"),
        ("the UK’s top", "|the| |UK|’s| |top|"),
        ("don’t it's rock'n'roll", "|don’t| |it|'s| |rock'n'roll|"),
        ("victims’ ‘com’", "|victims|’| |‘|com|’|"),
        ("291,273 3.5 4/5 12:30 1,", "|291,273| |3.5| |4/5| |12:30| |1|,|"),
        ("10\u00a0000 in\u00a02024", "|10\u00a0000| |in|\u00a0|2024|"),
        ("6% 5‰ 3° £5 5€ #1", "|6%| |5‰| |3°| |£5| |5€| |#1|"),
        ("-5 (−3) +2 a -b", "|-5| |(|−3|)| |+2| |a| |-|b|"),
        ("snake_case e\u0301a", "|snake_case| |e\u0301a|"),
        ("soft\u00adhyphen end\u00ad next", "|soft\u00adhyphen| |end|\u00ad| |next|"),
        ("می\u200cخواهم", "|می\u200cخواهم|"),
        ("a =\u0338 b", "|a| |=\u0338| |b|"),
        ("pre- and post-war", "|pre|-| |and| |post-war|"),
        ("end.Start R&D", "|end|.|Start| |R|&|D|"),
        ("\u00ada\u00ad", "|\u00ad|a|\u00ad|"),
        ("", "|"),
    ],
)
def test_words_begin_and_end(text: str, edges: str) -> None:
    shown = "".join(
        ("|" if is_edge(text, at) else "") + text[at : at + 1] for at in range(len(text) + 1)
    )
    assert shown == edges


def test_no_character_but_these_joins_the_one_before_it() -> None:
    """What NFC joins is known from the character itself: a mark, or of the few in the table."""
    joined = {
        decomposition(char).split()[-1]
        for char in map(chr, range(0x110000))
        if " " in decomposition(char) and not decomposition(char).startswith("<")
    }
    others = {code for code in joined if category(chr(int(code, 16)))[0] != "M"}
    assert not [code for code in others if not folding._JOINING.match(chr(int(code, 16)))]


@pytest.mark.parametrize(
    "text",
    [
        normalize("NFD", "Über die Brücke führt ein café. ") * 5_000,
        normalize("NFD", "äöüéñ") * 15_000,
        normalize("NFD", "한국어 ") * 15_000,
        "\u212b" * 50_000,
        ("a" + "\u0301\u0323" * 15 + " ") * 5_000,
        "a" + "\u00ad" * 100_000 + "\u0301",
        " \u00ad" * 100_000,
    ],
    ids=["words", "one word", "hangul", "angstrom", "marks", "soft hyphens", "gaps"],
)
@pytest.mark.no_cover
def test_a_long_text_is_folded_in_good_time(text: str) -> None:
    before = process_time()
    folded = fold(text)
    assert folded.text == slowly(text)
    assert (folded.start(0), folded.end(len(folded.text) - 1)) == (0, len(text))
    assert process_time() - before < 20


def test_an_edge_beside_what_cannot_be_seen_is_told_in_good_time() -> None:
    text = "non" + "\u200d" * 1_000_000 + "violent"
    before = process_time()
    assert not any(is_edge(text, at) for at in range(1, len(text), 99_999))
    assert process_time() - before < 20
