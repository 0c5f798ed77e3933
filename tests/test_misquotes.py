"""Which misquotes are surely slips, and which may have been meant otherwise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.language.words import WORD
from site_builder.misquotes import completed, mended
from site_builder.quotes import Found, Haystack, find
from site_builder.seeds import paragraph_spans

ARTICLE = (
    "Known reports of this threat increased sixfold in the UK between 2022 and 2024, the agency "
    "said, and officers believe that many girls are not reporting it at all to Graeme Biggar.\n"
    "Some offenders may be illegal gang members who live in the “West Midlands” region of England, "
    "which is a worrying trend for police forces everywhere in the country.\n"
)
HAY = Haystack(text=ARTICLE, paragraphs=tuple(paragraph_spans(ARTICLE)))
KNOWN = frozenset(word.lower() for word in WORD.findall(ARTICLE))
FIRST, SECOND = (ARTICLE[slice(*span)] for span in HAY.paragraphs)


def slip(old: str, new: str, of: str = FIRST) -> str:
    assert old in of
    return of.replace(old, new)


@pytest.mark.parametrize(
    "quote",
    [
        slip("increased", "increesed"),
        slip("increased", "incraesed"),
        slip("increased", "incresed"),
        slip("officers", "0fficers").replace("0f", "оf"),  # a Cyrillic o
        slip("threat increased", "threat, increased"),
        slip("2024, the", "2024 the"),
        slip("agency said", "agency\u200b said"),
        slip("officers", "o\ufb03cers"),
        slip("reporting", "re-porting"),
        slip("threat", "thraet"),
        slip("“West Midlands”", "«West Midlands»", SECOND),
        slip("West Midlands", "ＷestMidlands", SECOND).replace("tM", "t M"),
        slip("country", "contry", SECOND),
    ],
)
def test_a_slip_of_letters_or_of_typography_is_sure(quote: str) -> None:
    assert not isinstance(find(quote, HAY), Found)
    found = mended(quote, HAY, KNOWN)
    assert found is not None
    assert (found.doubt, isinstance(find(found.new, HAY), Found)) == ("", True)


@pytest.mark.parametrize(
    ("quote", "doubt"),
    [
        (slip("2024", "2023"), "a number"),
        (slip("sixfold", "sixfuld"), "a number"),
        (slip("sixfold", "tenfold"), "a number"),
        (slip("are not reporting", "are now reporting"), "a word that limits"),
        (slip("may be", "mey be", SECOND), "a word that limits"),
        (slip("Some", "Same", SECOND), "a word that limits"),
        (slip("believe", "belief"), "a word that limits"),
        (slip("many girls", "mani girls"), "a word that limits"),
        (slip("illegal", "legal", SECOND), "one of the words denies"),
        (slip("worrying", "unworrying", SECOND), "one of the words denies"),
        (slip("Biggar", "Bigger"), "a name"),
        (slip("England", "Englund", SECOND), "a name"),
        (slip("Midlands", "midlands", SECOND), "a name"),
        (slip("girls", "boys"), "another word"),
        (slip("live", "love", SECOND), "another word"),
        (slip("reports", "reporting"), "another word"),
        (slip("the agency said", "the said"), "a word differs"),
        (slip("many girls", "many young girls"), "a word differs"),
        (slip("police forces", "pollice forces", SECOND)[:30] + " gangs", None),
    ],
)
def test_what_may_have_been_meant_is_not(quote: str, doubt: str | None) -> None:
    found = mended(quote, HAY, KNOWN)
    if doubt is None:
        assert found is None or found.doubt
        return
    assert found is not None
    assert found.doubt.startswith(doubt)
    assert isinstance(find(found.new, HAY), Found)


def test_more_than_a_twentieth_is_not_sure() -> None:
    quote = "threat incraesed in the UK".replace(" in the", " sixfold in the")
    found = mended(quote, HAY, KNOWN)
    assert found is not None
    assert found.doubt == "more than a twentieth of it differs"


@pytest.mark.parametrize(
    "quote",
    ["", "…", "something that no article has ever said about anything", "x" * 5_000, FIRST],
)
def test_where_nothing_is_near_nothing_is_mended(quote: str) -> None:
    assert mended(quote, HAY, KNOWN) is None


def test_each_part_around_a_skip_is_mended_and_the_rest_stays() -> None:
    quote = "'Known  reports  of this thraet increased sixfold [...] the agancy said, and officers"
    found = mended(quote[1:], HAY, KNOWN)
    assert found is not None
    assert found.new == quote[1:].replace("thraet", "threat").replace("agancy", "agency")
    assert found.what == (
        "the quote has “thraet”, the article “threat”; the quote has “agancy”, the article “agency”"
    )


@pytest.mark.parametrize(
    ("word", "cut", "sure"),
    [
        ("worrying", "worryin", True),
        ("country", "countr", True),
        ("reports", "report", False),
        ("reporting", "report", False),
        ("sixfold", "sixfol", False),
        ("England", "Englan", False),
        ("likely", "likel", False),
        ("non-violent", "non-viol", False),
    ],
)
def test_a_word_that_was_cut_off(word: str, cut: str, *, sure: bool) -> None:
    assert (completed(word, cut, KNOWN | {"report"}) == "") == sure


@given(st.data())
def test_whatever_is_sure_is_then_found_and_has_the_same_numbers(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(FIRST) - 1))
    put = data.draw(st.text("abeinostu 0126’.-N", max_size=2))
    quote = FIRST[:at] + put + FIRST[at + data.draw(st.integers(0, 2)) :]
    found = mended(quote, HAY, KNOWN)
    if found is None or found.doubt:
        return
    assert isinstance(find(found.new, HAY), Found)
    assert "".join(filter(str.isnumeric, found.new)) == "".join(filter(str.isnumeric, quote))
