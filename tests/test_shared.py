"""Which articles share wording, and that the index finds what comparing every pair would."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from time import process_time
from typing import TYPE_CHECKING

import pytest
import tiny
from hypothesis import given
from hypothesis import strategies as st
from tiny import quote, statement, theme

from site_builder import shared as module
from site_builder.shared import LEAST, MOST, Pair, compare, sentences, shared, wordings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

BRIDGE = "The old bridge over the mill stream closed in March."
WEIR = "Nobody knows yet when the weir and the lock will open."


def pairs(**articles: Sequence[str]) -> list[Pair]:
    return list(shared(articles).pairs)


def test_articles_share_the_sentences_that_stand_in_both() -> None:
    found = shared({"a": [BRIDGE, WEIR], "b": [WEIR, BRIDGE], "c": [WEIR], "d": ["No more."]})
    assert found.pairs == (Pair("a", "b", 2), Pair("a", "c", 1), Pair("b", "c", 1))
    assert found.compared == {"a": 2, "b": 2, "c": 1, "d": 0}
    assert found.everywhere == 0


@pytest.mark.parametrize(
    "other",
    [
        "“The  old bridge over the mill\u00a0stream clo\u00adsed – in March”",
        "THE OLD BRIDGE OVER THE MILL STREAM CLOSED IN MARCH",
        "The old bridge over the mill stream shut in March.",  # one word of ten
        "The old bridge over the mill stream closed in March, said Ann Dell, who keeps it.",
        "As was said, the old bridge over the mill stream closed in March.",
        "The old bridge over the mill stream closed March.",
    ],
)
def test_a_sentence_stands_in_another_nearly_word_for_word(other: str) -> None:
    assert pairs(a=[BRIDGE], b=[other]) == [Pair("a", "b", 1)]
    assert pairs(a=[other], b=[BRIDGE]) == [Pair("a", "b", 1)]


@pytest.mark.parametrize(
    "other",
    [
        "The new bridge over the mill stream shut in March.",  # two words of ten
        "In March closed stream mill the over bridge old the.",  # no five words in a row
        BRIDGE[:-1] + " and this is said of it by many who were never there in all their lives.",
        "",
    ],
)
def test_other_sentences_do_not(other: str) -> None:
    assert pairs(a=[BRIDGE], b=[other]) == []


def test_short_sentences_are_not_compared() -> None:
    words = BRIDGE.split()
    assert pairs(a=[" ".join(words[: LEAST - 1])], b=[" ".join(words[: LEAST - 1])]) == []
    assert pairs(a=[" ".join(words[:LEAST])], b=[" ".join(words[:LEAST])]) == [Pair("a", "b", 1)]


def test_what_an_article_repeats_counts_once() -> None:
    nearly = BRIDGE.replace("closed", "shut")
    assert pairs(a=[BRIDGE, BRIDGE]) == []
    assert pairs(a=[BRIDGE, BRIDGE], b=[BRIDGE, BRIDGE]) == [Pair("a", "b", 1)]
    assert pairs(a=[BRIDGE, nearly], b=[BRIDGE]) == [Pair("a", "b", 1)]
    assert pairs(a=[BRIDGE, nearly], b=[nearly, BRIDGE]) == [Pair("a", "b", 2)]


def test_what_stands_nearly_everywhere_tells_nothing_of_any_two() -> None:
    some = {f"{number:03}": [BRIDGE] for number in range(MOST)}
    assert len(shared(some).pairs) == MOST * (MOST - 1) // 2
    found = shared({**some, "more": [BRIDGE, WEIR], "most": [WEIR]})
    assert found.pairs == (Pair("more", "most", 1),)
    assert found.everywhere == 1


def test_what_is_compared_of_an_article_is_kept_apart() -> None:
    kept = wordings([BRIDGE, "No more.", f"“{BRIDGE}”", f"{WEIR} 1,000 a_b"])
    assert kept.splitlines() == [
        "the old bridge over the mill stream closed in march",
        "nobody knows yet when the weir and the lock will open 1 000 a b",
    ]
    assert compare({"a": kept, "b": wordings([BRIDGE])}).pairs == (Pair("a", "b", 1),)
    assert wordings(["No more."]) == ""


def test_furniture_is_not_compared() -> None:
    text = f"Menu {BRIDGE}\nMore here. {BRIDGE} PICTURE by Ann Dell, a friend of us all here.\n"
    furniture = [
        {"paragraph": "1", "kind": "menu"},
        {"quote": "PICTURE by Ann Dell, a friend of us all here.", "kind": "credit"},
    ]
    own = statement("closed", quote("one", BRIDGE), text=BRIDGE)
    content = {"themes/bridge": theme(own)}
    seeds = tiny.proved(content, {"one": text}, one={"furniture": furniture}).seeds
    assert [s.strip() for s in sentences(seeds["one"])] == ["", "More here.", BRIDGE, ""]
    seeds = tiny.proved(content, {"one": f"{WEIR} {BRIDGE}\n"}).seeds
    assert sentences(seeds["one"]) == [WEIR, BRIDGE]


def alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell by the rule itself, without an index, whether one stands nearly in the other."""
    shorter, longer = sorted((one, other), key=lambda words: (len(words), words))
    common = sum(word in longer for word in shorter)
    if len(longer) > 2 * len(shorter) or common < 0.9 * len(shorter) - 1e-9:
        return False
    pieces = [
        (tuple(a[k : k + 5]), b)
        for a, b in ((one, other), (other, one))
        for k in range(0, len(a) - 4, 5)
    ]
    return any(piece == tuple(b[k : k + 5]) for piece, b in pieces for k in range(len(b) - 4))


def by_hand(articles: Mapping[str, Sequence[str]]) -> list[Pair]:
    words = {
        name: {tuple(s.split()) for s in given if len(s.split()) >= LEAST}
        for name, given in articles.items()
    }
    counts = [
        Pair(
            a,
            b,
            min(
                sum(any(alike(x, y) for y in words[q]) for x in words[p])
                for p, q in ((a, b), (b, a))
            ),
        )
        for a, b in combinations(sorted(words), 2)
    ]
    return sorted((p for p in counts if p.sentences), key=lambda p: (-p.sentences, p.one, p.other))


SENTENCES = st.lists(st.sampled_from("abcdef"), min_size=6, max_size=24).map(" ".join)
POOL = st.lists(SENTENCES, min_size=1, max_size=6).flatmap(
    lambda pool: st.dictionaries(
        st.sampled_from("uvwxyz"), st.lists(st.sampled_from(pool), max_size=5), max_size=4
    )
)


@given(st.one_of(POOL, st.dictionaries(st.sampled_from("uvw"), st.lists(SENTENCES, max_size=4))))
def test_the_index_finds_what_comparing_all_pairs_finds(articles: dict[str, list[str]]) -> None:
    found = shared(articles)
    assert list(found.pairs) == by_hand(articles)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_ROUND", 3)  # as if there were millions of pieces
        patch.setattr(module, "_KNOWN", 2)
        assert shared(articles) == found
    turned = {name: articles[name][::-1] for name in reversed(articles)}
    assert shared(turned) == found


@given(st.integers(LEAST, 120), st.data())
def test_a_sentence_with_one_word_in_ten_changed_is_found(length: int, data: st.DataObject) -> None:
    words = [f"w{number}" for number in range(length)]
    at = st.sets(st.integers(0, length - 1), max_size=length // 10)
    changed = [
        "x" if k in places else word for places in [data.draw(at)] for k, word in enumerate(words)
    ]
    more = ["y"] * data.draw(st.integers(0, length))
    assert pairs(a=[" ".join(words)], b=[" ".join(changed + more)]) == [Pair("a", "b", 1)]


@given(st.dictionaries(st.text(max_size=3), st.lists(st.text(max_size=60), max_size=4), max_size=4))
def test_any_text_is_taken(articles: dict[str, list[str]]) -> None:
    found = shared(articles)
    assert set(found.compared) == set(articles)
    assert Counter(p.one < p.other for p in found.pairs)[False] == 0
    assert all(0 < p.sentences <= found.compared[p.one] for p in found.pairs)


def seconds(articles: Mapping[str, Sequence[str]]) -> float:
    began = process_time()
    shared(articles)
    return process_time() - began


def copied(count: int) -> dict[str, list[str]]:
    """Return articles of twenty sentences, each nearly what all the others have."""
    return {
        f"{k}": [
            f"In town {k} the {n} old bridge over stream {n} closed in March" for n in range(20)
        ]
        for k in range(count)
    }


@pytest.mark.parametrize(
    "articles",
    [
        pytest.param(copied(2_000), id="copies"),
        pytest.param({f"{k}": [f"{BRIDGE} {k}"] * 9 for k in range(5_000)}, id="one sentence"),
        pytest.param({k: ["na " * 200_000] for k in "ab"}, id="one word"),
        pytest.param(
            {k: [" ".join(map(str, range(200_000)))] for k in "ab"}, id="one long sentence"
        ),
        pytest.param({k: [f"{BRIDGE} {n}" for n in range(20_000)] for k in "ab"}, id="variations"),
    ],
)
@pytest.mark.no_cover
def test_no_articles_take_long(articles: dict[str, list[str]]) -> None:
    assert seconds(articles) < 10
