"""What of a seed the briefing has looked at, sentence by sentence."""

from __future__ import annotations

import re
import time
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
import tiny
from hypothesis import given
from hypothesis import strategies as st

from site_builder.coverage import LEAST, Cover, Status, judged, tally, unreviewed
from site_builder.quotes import Haystack, Span
from site_builder.seeds import Seed, SeedText

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SEVEN = "one two three four five six seven"
EIGHT = f"{SEVEN} eight"


def spans(text: str, *words: str) -> list[Span]:
    return [Span(text.index(w), text.index(w) + len(w)) for w in words]


def seed(text: str, furniture: Iterable[Span] = (), aside: Iterable[Span] = ()) -> Seed:
    """Return a seed with these stretches; its record is not looked at."""
    source = SeedText(id="one", name="seeds/one.txt", text=text, sha256="", size=0)
    merged = tuple(sorted(furniture))
    record: Any = None
    return Seed(
        source=source,
        record=record,
        furniture=merged,
        set_aside=tuple(sorted((span, "a reason") for span in aside)),
        haystack=Haystack(text=text, paragraphs=source.paragraphs, furniture=merged),
    )


def read(
    text: str,
    cited: Sequence[str] = (),
    furniture: Sequence[str] = (),
    aside: Sequence[str] = (),
) -> list[str]:
    """Return each sentence as its status and the words left in it."""
    it = seed(text, spans(text, *furniture), spans(text, *aside))
    found = list(judged(it, spans(text, *cited)))
    assert tally(it, spans(text, *cited)) == Counter(one.status for one in found)
    doubtful = [one for one in found if one.status in {Status.PARTLY, Status.UNREVIEWED}]
    assert list(unreviewed(it, spans(text, *cited))) == doubtful
    return [" | ".join([one.status, *(text[slice(*run)] for run in one.left)]) for one in found]


def test_a_sentence_with_no_citation_is_unreviewed() -> None:
    text = "It closed. It opened again in May."
    assert read(text) == ["unreviewed | It closed", "unreviewed | It opened again in May"]
    assert read(text, ["It closed."]) == ["cited", "unreviewed | It opened again in May"]


def test_a_short_sentence_beside_a_citation_is_unreviewed() -> None:
    text = "It closed in March. So? It opened again."
    assert read(text, ["It closed in March.", "It opened again."]) == [
        "cited",
        "unreviewed | So",
        "cited",
    ]
    assert read(text, ["It closed in March", "It opened again"])[1] == "unreviewed | So"
    assert read(text, ["closed in March", "opened again"]) == [
        "cited | It",
        "unreviewed | So",
        "cited | It",
    ]


def test_seven_words_may_be_left_and_eight_may_not() -> None:
    assert read(f"It closed, {SEVEN}.", ["It closed"]) == [f"cited | {SEVEN}"]
    assert read(f"It closed, {EIGHT}.", ["It closed"]) == [f"partly | {EIGHT}"]
    assert read(f"{SEVEN} closed eight.", ["closed"]) == [f"partly | {SEVEN} | eight"]
    assert len(EIGHT.split()) == LEAST


def test_each_sentence_has_seven_words_of_its_own() -> None:
    text = f"It closed, {SEVEN}. It opened, {SEVEN}."
    assert read(text, ["It closed", "It opened"]) == [f"cited | {SEVEN}"] * 2


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("a-b", 2),
        ("can’t", 2),
        ("291,273", 2),
        ("6%", 1),
        ("a_b", 2),
        ("café", 1),
        ("— “ ”", 0),
    ],
)
def test_a_word_is_a_run_of_letters_and_digits(words: str, number: int) -> None:
    rest = " ".join("x" for _ in range(LEAST - number))
    (found,) = judged(seed(f"Cited {words} {rest}."), [Span(0, 5)])
    assert (found.words, found.status) == (LEAST, Status.PARTLY)


def test_the_parts_of_a_passage_cite_only_themselves() -> None:
    text = f"It closed {EIGHT} in March."
    assert read(text, ["It closed", "in March"]) == [f"partly | {EIGHT}"]


def test_a_citation_reaches_over_sentences_and_paragraphs() -> None:
    text = "It closed in March. It opened.\n\nThe mayor came. The band played."
    assert read(text, ["March. It opened.\n\nThe mayor"]) == [
        "cited | It closed in",
        "cited",
        "cited | came",
        "unreviewed | The band played",
    ]


def test_punctuation_alone_cites_nothing() -> None:
    text = "It closed. “So be it.”"
    assert read(text, ["It closed. “"]) == ["cited", "unreviewed | So be it"]


def test_furniture_counts_as_reviewed() -> None:
    text = f"Photo GETTY{EIGHT} closed.\nMenu\nRead more: It opened."
    assert read(text, ["closed"], ["Photo GETTY", "Menu", "Read more:"]) == [
        f"partly | {EIGHT}",
        "furniture",
        "unreviewed | It opened",
    ]
    assert read("GETTYIt closed.", ["It closed."], ["GETTY"]) == ["cited"]
    assert read("GETTYIt closed.", [], ["GETTY"]) == ["unreviewed | It closed"]


def test_a_sentence_is_set_aside_where_fewer_than_eight_words_are_left() -> None:
    assert read("It closed in March.", aside=["It closed in March."]) == ["aside"]
    assert read(f"It closed, {SEVEN}.", aside=["It closed"]) == [f"aside | {SEVEN}"]
    assert read(f"It closed, {EIGHT}.", aside=["It closed"]) == [f"unreviewed | {EIGHT}"]


def test_what_is_set_aside_beside_a_citation_is_reviewed() -> None:
    text = f"It closed, {EIGHT}."
    assert read(text, ["It closed"], aside=[EIGHT]) == ["cited"]


def test_furniture_and_words_set_aside_make_a_sentence_set_aside() -> None:
    assert read("GETTY It closed.", furniture=["GETTY"], aside=["It closed"]) == ["aside"]
    assert read("GETTY It closed.", furniture=["GETTY It closed."], aside=["It closed"]) == [
        "furniture"
    ]


def test_what_has_no_words_is_no_sentence() -> None:
    assert read("***\nIt closed.\n…", ["It closed."]) == ["cited"]
    assert read("\n \n") == []


def test_stretches_without_words_hide_no_sentence() -> None:
    text = "It closed — in March. It opened."
    assert read(text, ["It opened."], aside=["—"]) == ["unreviewed | It closed | in March", "cited"]


def test_a_real_briefing_is_judged_by_its_statements_and_accounts_alone() -> None:
    proved = tiny.proved()
    (one,) = proved.seeds.values()
    cited = [part for passage in proved.passages.values() for part in passage.parts]
    assert tally(one, cited) == {Status.CITED: 1, Status.UNREVIEWED: 2}


TEXTS = st.text(st.sampled_from("abcdeAB 9  ..?,“”\n—_é"), max_size=160)


@st.composite
def covered(draw: st.DrawFn) -> tuple[Seed, list[Span]]:
    text = draw(TEXTS)
    ends = st.integers(0, len(text))
    one = st.tuples(ends, ends).map(lambda pair: Span(*sorted(pair)))
    some = st.lists(one.filter(lambda span: span.start < span.end), max_size=5)
    return seed(text, draw(some), draw(some)), draw(some)


def blanked(text: str, cover: Iterable[Span]) -> str:
    for span in cover:
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text


def words(text: str, span: Span) -> list[tuple[int, int]]:
    return [
        word.span() for word in re.finditer(r"[^\W_]+", text[: span.end]) if word.end() > span.start
    ]


@given(covered())
def test_each_word_has_exactly_one_status(given_: tuple[Seed, list[Span]]) -> None:
    it, cited = given_
    found = list(judged(it, cited))
    everything = [word for one in found for word in words(it.text, one.span)]
    assert everything == words(it.text, Span(0, len(it.text)))
    aside = [span for span, _ in it.set_aside]
    left = blanked(it.text, [*cited, *it.furniture, *aside])
    for one in found:
        mine = left[slice(*one.span)]
        assert one.words == len(re.findall(r"[^\W_]+", mine))
        runs = " ".join(left[slice(*run)] for run in one.left)
        assert re.findall(r"[^\W_]+", runs) == re.findall(r"[^\W_]+", mine)
        assert one.status is expected(it, cited, one.span, one.words)


def expected(it: Seed, cited: Iterable[Span], sentence: Span, left: int) -> Status:
    def holds(cover: Iterable[Span]) -> bool:
        kept = {n for span in cover for n in range(*span)}
        return any(it.text[n].isalnum() for n in kept.intersection(range(*sentence)))

    if holds(cited):
        return Status.CITED if left < 8 else Status.PARTLY
    bare = blanked(it.text, it.furniture)[slice(*sentence)]
    if not any(char.isalnum() for char in bare):
        return Status.FURNITURE
    if left < 8 and holds(span for span, _ in it.set_aside):
        return Status.ASIDE
    return Status.UNREVIEWED


@given(covered(), st.randoms(use_true_random=False))
def test_the_order_of_citations_changes_nothing(
    given_: tuple[Seed, list[Span]], random: Any
) -> None:
    it, cited = given_
    other = [*cited, *cited[:2]]
    random.shuffle(other)
    assert list(judged(it, cited)) == list(judged(it, other))


@given(covered())
def test_the_short_ways_come_to_the_same(given_: tuple[Seed, list[Span]]) -> None:
    it, cited = given_
    found = list(judged(it, cited))
    assert tally(it, cited) == Counter(one.status for one in found)
    doubtful = [one for one in found if one.status in {Status.PARTLY, Status.UNREVIEWED}]
    assert list(unreviewed(it, cited)) == doubtful


def test_cover_gives_what_lies_inside_and_outside() -> None:
    cover = Cover([Span(9, 10), Span(5, 7), Span(2, 5)])
    assert list(cover.inside(Span(0, 12))) == [(2, 7), (9, 10)]
    assert list(cover.outside(Span(0, 12))) == [(0, 2), (7, 9), (10, 12)]
    assert list(cover.inside(Span(3, 9))) == [(3, 7)]
    assert list(cover.outside(Span(3, 9))) == [(7, 9)]
    assert list(cover.outside(Span(3, 6))) == []
    assert list(cover.outside(Span(7, 9))) == [(7, 9)]


@pytest.mark.parametrize(
    ("span", "touches", "covers"),
    [
        (Span(0, 2), False, False),
        (Span(0, 3), True, False),
        (Span(2, 5), True, True),
        (Span(3, 7), True, True),
        (Span(6, 8), True, False),
        (Span(7, 9), False, False),
        (Span(9, 10), True, True),
        (Span(10, 12), False, False),
    ],
)
def test_what_spans_cover(span: Span, touches: bool, covers: bool) -> None:
    cover = Cover([Span(9, 10), Span(5, 7), Span(2, 5)])
    assert (cover.touches(span), cover.covers(span)) == (touches, covers)
    assert cover.holds(span.start) == (span.start in {2, 3, 6, 9})


def test_many_citations_of_one_passage_take_little_time() -> None:
    text = "The old bridge closed in March. " * 20_000
    it = seed(text)
    cited = [Span(n * 32, n * 32 + 31) for n in range(20_000)] * 5
    started = time.process_time()
    assert list(unreviewed(it, cited)) == []
    assert time.process_time() - started < 2
    assert it.source.sentences == {}  # no paragraph was split


@pytest.mark.parametrize("text", ["a" * 200_000, "a " * 100_000, "a. " * 70_000, "." * 200_000])
@pytest.mark.no_cover
def test_no_text_takes_long(text: str) -> None:
    started = time.process_time()
    for cited in ([], [Span(0, 1)], [Span(n, n + 1) for n in range(0, len(text), 7)]):
        list(unreviewed(seed(text), cited))
    assert time.process_time() - started < 6
