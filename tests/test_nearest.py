from __future__ import annotations

import re
from pathlib import Path
from time import process_time

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from site_builder.folding import fold
from site_builder.nearest import Near, difference, look_alike, nearest
from site_builder.quotes import Haystack, Span

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
TEXT = (
    "A menu of things\n"
    "Known reports of this threat increased sixfold in the UK between 2022 and 2024.\n"
    "“Members,” it said, “are usually young men – not women.”\n"
    "Adverts: known reports of this treat rose sixfold."
)


def hay(text: str = TEXT, furniture: tuple[Span, ...] = ()) -> Haystack:
    lines = tuple(Span(*line.span()) for line in re.finditer(r"[^\n]+", text))
    return Haystack(text=text, paragraphs=lines, furniture=furniture)


ADVERT = Span(TEXT.index("Adverts"), len(TEXT))


@pytest.mark.parametrize(
    ("quote", "paragraph", "passage"),
    [
        (
            "Known reports of this threat rose sixfold",
            2,
            "Known reports of this threat increased sixfold",
        ),
        ("increased sixfoid", 2, "increased sixfold"),
        ('"Members", it said', 3, "“Members,” it said"),
        ("are usualy young men - not women", 3, "are usually young men – not women"),
        ("A menu of things and more things", 1, "A menu of things"),
        ("Known reports […] incresed sixfold", 2, "increased sixfold"),
        ("between 2022 and 2025", 2, "between 2022 and 2024"),
        ("the UK […] between 2022", 2, "the UK"),
    ],
)
def test_the_likest_passage_is_near(quote: str, paragraph: int, passage: str) -> None:
    near = nearest(quote, hay(furniture=(ADVERT,)))
    assert near is not None
    assert (near.paragraph, TEXT[slice(*near.span)]) == (paragraph, passage)
    assert 60 <= near.similarity <= 100


@pytest.mark.parametrize(
    "quote", ["", " ", "[…]", "rumpelstiltskin", "zebras quietly juggle boxes"]
)
def test_what_is_like_nothing_has_nothing_near(quote: str) -> None:
    assert nearest(quote, hay()) is None


def test_furniture_is_never_near() -> None:
    quote = "Adverts: known report"
    assert nearest(quote, hay()) == Near(
        paragraph=4,
        span=Span(ADVERT.start, ADVERT.start + 22),
        similarity=pytest.approx(97.7, abs=0.1),
        part=Span(0, 21),
    )
    near = nearest(quote, hay(furniture=(ADVERT,)))
    assert near is None or near.paragraph == 2
    split = nearest("of this threat rose sixfold", hay(furniture=(Span(0, 20), Span(30, 60))))
    assert split is not None
    assert split.span.start > 60


def test_the_part_that_is_missing_is_told() -> None:
    quote = "Known reports […] incresed sixfold"
    near = nearest(quote, hay())
    assert near is not None
    assert quote[slice(*near.part)] == "incresed sixfold"


@pytest.mark.parametrize(
    "mess", [str.title, lambda text: text.replace("\n", " ")], ids=["lines", "one"]
)
def test_a_long_text_is_searched_too(mess: object) -> None:
    assert callable(mess)
    filler = mess("\n".join(path.read_text(encoding="utf-8") for path in SEEDS[:4]) + "\n")
    end = mess("The walrus and the carpenter were walking close at hand, said nobody at all.\nİ")
    text = filler * 480 + end
    long = hay(text)
    assert len(text) > 9_000_000
    assert long.folded.text
    near = nearest(mess("The walrus and his carpenter were walking close at hand"), long)
    assert near is not None
    assert near.paragraph == len(long.paragraphs) - text.count("\nİ")
    assert text[slice(*near.span)] == mess(
        "The walrus and the carpenter were walking close at hand"
    )


def test_a_long_quote_is_compared_in_full() -> None:
    text = SEEDS[0].read_text(encoding="utf-8").replace("\n", " ")
    quote = text[:1500].rsplit(" ", 1)[0]
    near = nearest(quote.replace("online", "onlime", 1), hay(text))
    assert near is not None
    assert text[slice(*near.span)] == quote


@pytest.mark.parametrize(
    ("quote", "passage", "marked", "words", "others"),
    [
        ("increased sixfoid", "increased sixfold", "i", "sixfoid", "sixfold"),
        ("threat rose sixfold", "threat increased sixfold", "rose", "rose", "increased"),
        ("is the case", "is not the case", "the", "", "not"),
        ("this is the", "this is the case", "the", "", "case"),
        ("this is not the case", "this is the case", "not", "not", ""),
        ("a six fold rise", "a sixfold rise", "six fold", "six fold", "sixfold"),
        ("one bad ugly day", "one good fine day", "bad", "bad", "good"),
        ("ofenders", "offenders", "e", "ofenders", "offenders"),
        ("offender", "offenders", "r", "offender", "offenders"),
        ("offendders", "offenders", "d", "offendders", "offenders"),
        ("the threat,", "the threat", ",", "threat,", "threat"),
        ("Known reports", "“Known reports", "K", "Known", "“Known"),
        ('"Known" reports rise', "“Known”\nreports rose", "i", "rise", "rose"),
        ("Reports", "reports", "R", "Reports", "reports"),
        ("the end here", "the … here", "end", "end", "…"),
        ("", "words", "", "", "words"),
        ("words", "", "words", "words", ""),
    ],
)
def test_the_first_difference_is_told(
    quote: str, passage: str, marked: str, words: str, others: str
) -> None:
    differs = difference(quote, passage)
    assert differs is not None
    assert (quote[slice(*differs[0])], *differs[1:]) == (marked, words, others)


@pytest.mark.parametrize(
    ("quote", "passage"),
    [("a 'b' - c", "a ‘b’ –  c"), ("cafe\u0301 so\u00adft", "café soft"), ("", "")],
)
def test_typography_is_no_difference(quote: str, passage: str) -> None:
    assert difference(quote, passage) is None


def test_where_a_folded_text_differs_is_told_in_the_quote_itself() -> None:
    quote = "so\u00adft   cafe\u0301 sixfoid"
    differs = difference(quote, "soft café sixfold")
    assert differs is not None
    assert differs[0] == Span(quote.index("id"), quote.index("id") + 1)


@st.composite
def passages(draw: st.DrawFn) -> tuple[str, Span]:
    text = draw(st.sampled_from([path.read_text(encoding="utf-8") for path in SEEDS]))
    words = [word.span() for word in re.finditer(r"\S+", text)]
    first = draw(st.integers(0, len(words) - 1))
    last = draw(st.integers(first, min(first + 40, len(words) - 1)))
    return text, Span(words[first][0], words[last][1])


lines = st.text(alphabet="aab é\u0301‘’–- 1", min_size=1).filter(lambda text: bool(text.strip()))


@given(st.one_of(passages().map(lambda drawn: drawn[0][slice(*drawn[1])]), lines), st.data())
@settings(deadline=None, max_examples=150)
def test_one_letter_changed_anywhere_is_marked_alone(passage: str, data: st.DataObject) -> None:
    letters = [letter.start() for letter in re.finditer(r"[0-9A-Za-z](?!\u0301)", passage)]
    assume(letters)
    at = data.draw(st.sampled_from(letters))
    other = data.draw(st.sampled_from("xyzXYZ059").filter(lambda char: char != passage[at]))
    quote = passage[:at] + other + passage[at + 1 :]
    differs = difference(quote, passage)
    assert differs is not None
    assert differs[0] == Span(at, at + 1)


@given(passages(), st.data())
@settings(deadline=None, max_examples=100)
def test_a_quote_with_a_slip_leads_to_its_passage(
    drawn: tuple[str, Span], data: st.DataObject
) -> None:
    text, span = drawn
    passage = text[slice(*span)]
    assume("\n" not in passage and len(passage) > 30)
    at = data.draw(st.sampled_from([at for at, char in enumerate(passage) if char.isalpha()]))
    quote = passage[:at] + "#" + passage[at + 1 :]
    near = nearest(quote, hay(text))
    assert near is not None
    assert near.similarity > 90
    assert fold(text[slice(*near.span)]).text in fold(passage).text or near.span == span


@pytest.mark.parametrize("where", [0.0, 0.5, 0.999], ids=["first", "middle", "last"])
def test_where_a_very_long_quote_leaves_the_text_is_told(where: float) -> None:
    words = " ".join(f"w{number} and" for number in range(20_000))
    at = words.index(" ", int(len(words) * where)) + 1
    quote = f"{words[:at]}zebra {words[at:]}"
    near = nearest(quote, hay(words))
    assert near is not None
    assert near.part.start <= at <= near.part.end <= near.part.start + 700
    assert "zebra" in quote[slice(*near.part)]
    differs = difference(quote[slice(*near.part)], words[slice(*near.span)])
    assert differs is not None
    assert quote[near.part.start + differs[0].start :].startswith("zebra")


@pytest.mark.parametrize(
    "quote",
    ["x" * 500_000, "pool " * 100_000 + "x", "the pol " * 100_000, "x […] " * 50_000, "the " * 300],
    ids=["one word", "late", "early", "parts", "common"],
)
@pytest.mark.no_cover
def test_what_is_near_is_told_in_good_time(quote: str) -> None:
    text = hay("the pool is the place of the people and\n" * 10_000)
    before = process_time()
    near = nearest(quote, text)
    assert near is None or near.similarity >= 60
    assert process_time() - before < 20


@pytest.mark.parametrize(
    ("quote", "article", "told"),
    [
        ("p\u0430per", "paper",
         "the quote has U+0430 CYRILLIC SMALL LETTER A where the article has "
         "U+0061 LATIN SMALL LETTER A"),
        ("paper", "p\u0430p\u0435r",
         "the quote has U+0061 LATIN SMALL LETTER A where the article has "
         "U+0430 CYRILLIC SMALL LETTER A; the quote has U+0065 LATIN SMALL LETTER E where the "
         "article has U+0435 CYRILLIC SMALL LETTER IE"),
        ("pa\u200bper", "paper",
         "the quote has U+200B ZERO WIDTH SPACE which the article lacks"),
        ("paper", "pa\u2060per", "the quote lacks U+2060 WORD JOINER"),
        ("\uff12024", "2024",
         "the quote has U+FF12 FULLWIDTH DIGIT TWO where the article has U+0032 DIGIT TWO"),
        ("\ufb01ve", "five",
         "the quote has U+FB01 LATIN SMALL LIGATURE FI where the article has "
         "U+0066 LATIN SMALL LETTER F and U+0069 LATIN SMALL LETTER I"),
        ("wait...", "wait…",
         "the quote has U+002E FULL STOP and U+002E FULL STOP and U+002E FULL STOP where the "
         "article has U+2026 HORIZONTAL ELLIPSIS"),
        ("x\u0323y", "xy", "the quote has U+0323 COMBINING DOT BELOW which the article lacks"),
        ("cafe", "cafe\u0301",
         "the quote has U+0065 LATIN SMALL LETTER E where the article has "
         "U+00E9 LATIN SMALL LETTER E WITH ACUTE"),
        ("l0", "1O",
         "the quote has U+006C LATIN SMALL LETTER L where the article has U+0031 DIGIT ONE; "
         "the quote has U+0030 DIGIT ZERO where the article has U+004F LATIN CAPITAL LETTER O"),
        ("\ue000a", "a", ""),
        ("\u0430\u0430\u0430", "aaa",
         "the quote has U+0430 CYRILLIC SMALL LETTER A where the article has "
         "U+0061 LATIN SMALL LETTER A"),
    ],
)  # fmt: skip
def test_what_looks_alike_is_told_apart_by_name(quote: str, article: str, told: str) -> None:
    assert look_alike(quote, article) == told


@pytest.mark.parametrize(
    ("quote", "article"),
    [
        ("paper", "paper"),
        ("“paper”", '"paper"'),
        ("caf\u00e9", "cafe\u0301"),
        ("\u2126", "\u03a9"),
        ("in\u00a02024", "in 2024"),
        ("paper", "piper"),
        ("p\u0430per", "piper"),
        ("pool", "pools"),
        ("Pool", "pool"),
        ("", "pool"),
    ],
)
def test_what_the_eye_tells_apart_or_what_is_the_same_is_not_named(
    quote: str, article: str
) -> None:
    assert look_alike(quote, article) == ""


@given(st.text(max_size=20), st.text(max_size=20))
def test_what_is_told_of_look_alikes_can_be_seen(quote: str, article: str) -> None:
    for told in (look_alike(quote, article), look_alike(quote + "\u200b", quote)):
        assert told.isascii()
        assert told.isprintable()
        assert len(told) < 3_000
    assert look_alike("x" + article + "\u2060", "x" + article).endswith("which the article lacks")
