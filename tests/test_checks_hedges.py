"""What an article does not say is said of the article, and what it tells is shown."""

from __future__ import annotations

import pytest
from fitting import found

PASSAGE = "The bridge was hit by a storm in March. Nobody knows who paid for it."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The article does not say who paid for the bridge.", []),
        ("The bridge was hit by a storm in March; no article names who paid.", []),
        ("The bridge was hit by a storm in March.", []),
        (
            "The article names who paid for the bridge hit by a storm in March.",
            [("negation-dropped", "article names who")],
        ),
        (
            "The bridge was not hit by a storm in March.",
            [("negation-added", "not")],
        ),
        (
            "All of the bridge was hit by a storm in March.",
            [("strength-added", "All")],
        ),
        ("“…” The bridge was hit by a storm in March.", []),
        ("The bridge was hit by a “stor” in March.", [("quotation-missing", "stor")]),
        (
            "The bridge was hit by a “storm” in March.",
            [("quotation-unspoken", "storm")],
        ),
    ],
)
def test_what_is_denied_strengthened_or_quoted(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, PASSAGE) == expected


@pytest.mark.parametrize(
    ("passage", "text"),
    [
        ("The old school was closed in May.", "The old school was not closed in May."),
        ("The board cut the new budget.", "The board did not cut the new budget."),
        (
            "The council banned boats from the harbour.",
            "The council did not ban boats from the harbour.",
        ),
    ],
)
def test_a_denial_is_found_also_of_a_word_that_itself_denies(passage: str, text: str) -> None:
    assert found(text, passage) == [("negation-added", "not")]


@pytest.mark.parametrize(
    ("text", "pointed"),
    [
        ("The bridge was hit by a storm in March, Ann Dell has definitely warned.", "definitely"),
        (
            "The bridge was hit by a storm in March, Ann Dell has proved, one article says.",
            "proved",
        ),
        ("The bridge was hit by a storm in March, Ann Dell has warned, one article says.", ""),
    ],
)
def test_a_strong_word_at_the_saying_itself(text: str, pointed: str) -> None:
    passage = "The bridge was hit by a storm in March, Ann Dell has warned."
    expected = [("strength-added", pointed)] if pointed else []
    assert found(text, passage, by="ann", given="paraphrased") == expected


def test_what_a_number_counts_is_compared_within_its_sentence() -> None:
    passage = "The board counted 1,204 boats at the bridge in March."
    text = "The board counted 1,204 bikes at the bridge in March. The boats were at the bridge."
    assert ("number-unlike", "1,204") in found(text, passage, by="article")


def test_a_denial_of_the_saying_itself() -> None:
    passage = "The bridge was hit by a storm in March, Ann Dell has warned."
    text = "The bridge was hit by a storm in March, Ann Dell has not warned."
    assert found(text, passage, by="ann", given="paraphrased") == [("negation-added", "not")]


def test_a_term_may_stand_for_what_the_passage_only_points_at() -> None:
    passage = "These boats are not often at the bridge."
    text = "Harbour lighters are often at the bridge."
    terms = [{"id": "lighters", "name": "harbour lighters", "also": ["Harbour lighters"]}]
    assert ("negation-dropped", "Harbour lighters are often at the bridge.") in found(
        text, passage, content={"terms": terms}
    )


def test_a_sentence_that_repeats_one_passage_drops_no_denial_of_another() -> None:
    """“Closed” in the one is not what the other is “without closing”."""
    first = "The board inspected its grey bridge without closing the road."
    second = "The board inspected its grey pier and closed the long road."
    assert found(f"{first} {second}", first, second, by="article") == []
    dropped = "The board inspected its grey bridge, closing the road."
    assert "negation-dropped" in dict(found(f"{dropped} {second}", first, second))
    both = "The board did not close the long road."
    text = "The board did close the long road."
    assert ("negation-dropped", text) in found(
        text, both, "They did not close the long road in May."
    )


PRAISED = "But the speed of the repair is new and good, Ann Dell said, and the crew called it fast."


@pytest.mark.parametrize(
    ("text", "by", "pointed"),
    [
        ("Ann Dell called the speed of the repair “new and good”.", "ann", ""),
        ("Ann Dell did not call the speed of the repair “new and good”.", "ann", "not"),
        ("The speed of the repair is good. That is not Ann Dell’s judgement.", "ann", "not"),
        ("The speed of the repair is what the article is never about.", "ann", "never"),
        ("It does not say the crew called it fast. The speed is new.", "article", "not"),
        ("The article does not give the speed as called it fast and new.", "article", ""),
        ("The article does not say how the crew called it fast.", "article", ""),
        ("The article does not say who the crew was.", "article", ""),
    ],
)
def test_a_denial_of_what_the_article_tells_or_whose_words_it_gives(
    text: str, by: str, pointed: str
) -> None:
    given = "own-words" if by == "article" else "paraphrased"
    denied = [one for one in found(text, PRAISED, by=by, given=given) if "negation" in one[0]]
    assert denied == ([("negation-added", pointed)] if pointed else [])


def test_what_is_given_as_something_is_not_denied_in_its_own_words() -> None:
    passage = "The fake notes were made for gain or for plain old mischief, the board said."
    text = "One article does not give the reason as gain or for plain old mischief."
    assert ("negation-added", "not") in found(text, passage)
    assert "negation-added" not in dict(found("One article does not give the reason.", passage))


@pytest.mark.parametrize(
    ("passage", "text", "pointed"),
    [
        ("They work on ordinary phones by night.", "All harbour lighters work on phones.", "All"),
        ("They work on ordinary phones by night.", "Harbour lighters work on phones.", ""),
        ("The port is vast, with many boats having a cabin.", "Most boats have a cabin.", "Most"),
        ("The vast majority of boats have a cabin.", "Most boats have a cabin.", ""),
    ],
)
def test_all_or_most_of_what_a_passage_speaks_of(passage: str, text: str, pointed: str) -> None:
    """A term of the briefing stands for "they"; that a port is vast makes nothing most."""
    terms = [{"id": "lighters", "name": "harbour lighters", "also": ["Harbour lighters"]}]
    told = found(text, passage, content={"terms": terms})
    assert [one for one in told if one[0] == "strength-added"] == (
        [("strength-added", pointed)] if pointed else []
    )


@pytest.mark.parametrize(
    ("passage", "text", "code"),
    [
        ("The canal is unlikely to pay.", "The canal is likely to pay.", "negation-dropped"),
        ("The canal will probably pay.", "The canal is unlikely to pay.", "hedge-dropped"),
        ("The canal is unlikely to pay.", "The canal is unlikely to pay.", ""),
        ("The canal is unlikely to pay.", "The canal is not likely to pay.", ""),
        ("The canal is likely to pay.", "The canal will probably pay.", ""),
    ],
)
def test_what_is_unlikely_is_not_likely(passage: str, text: str, code: str) -> None:
    codes = [one for one, _ in found(text, passage, kind="judgement")]
    assert codes == ([code] if code else [])
