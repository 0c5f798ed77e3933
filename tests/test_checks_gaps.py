from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from site_builder.proof import Inputs, prove

if TYPE_CHECKING:
    from collections.abc import Mapping

    from site_builder.findings import Finding

GAPS = "content/gaps.yaml"


def found(pool: Mapping[str, bytes], absent: str, seeds: str = "all") -> list[Finding]:
    """Return the findings where a gap says that this word is absent from these seeds."""
    gap = f"- {{id: g, question: q, absent: '{absent}', seeds: {seeds}, themes: the-pool}}\n"
    files = {**pool, GAPS: gap.encode()}
    content = {name: data for name, data in files.items() if name.startswith("content/")}
    seed_files = {name: data for name, data in files.items() if name.startswith("seeds/")}
    return prove(Inputs(content=content, seeds=seed_files))[1]


@pytest.mark.parametrize(
    "word",
    [
        "million",
        "oper",  # begins "opened"
        "chool",
        "ten-year-ol",
        "4 May",
        "Menu",  # furniture
        "Follow us",
        "Advertisement",
        "adult swim",
        "£40",
        "(",
        "a.b*c",
    ],
)
def test_a_word_that_is_in_no_article(pool: Mapping[str, bytes], word: str) -> None:
    assert found(pool, word) == []


@pytest.mark.parametrize(
    ("word", "seeds"),
    [
        ("Harbour Road", ["100", "200", "400"]),
        ("harbour road", ["100", "200", "400"]),
        ("HARBOUR  ROAD", ["100", "200", "400"]),
        ("learners’ lane", ["100"]),
        ("learners'' lane", ["100"]),
        ("ten-year-old", ["200"]),
        ("ten‑year‑old", ["200"]),
        ("£4", ["100"]),
        ("open-air baths", ["100"]),
        ("news from Ashby", []),  # only as furniture
        ("café", ["100", "200"]),
        ("cafe\u0301", ["100", "200"]),
    ],
)
def test_a_word_that_stands_in_an_article_is_told_once_for_each(
    pool: Mapping[str, bytes], word: str, seeds: list[str]
) -> None:
    findings = found(pool, word)
    assert {f.code for f in findings} <= {"gap-filled"}
    assert [f.message.rpartition(" ")[2] for f in findings] == seeds


def test_only_the_seeds_that_are_named_are_searched(pool: Mapping[str, bytes]) -> None:
    assert found(pool, "learners", '"200"') == []
    (one,) = found(pool, "learners", '["100", 100_pool]')
    assert one.notes[0].startswith("100, paragraph 5: …")


def test_a_word_stands_for_every_form_that_terms_knows(pool: Mapping[str, bytes]) -> None:
    (one,) = found(pool, "The Open-Air Baths", '"100"')
    assert one.message.startswith("“the open-air baths” is said to be absent")
    terms = pool["content/terms.yaml"].replace(b"the open-air baths\n", b"lido\n")
    assert found({**pool, "content/terms.yaml": terms}, "lido", '"200"') == []
    (other,) = found({**pool, "content/terms.yaml": terms}, "lido", '"100"')
    assert other.message.startswith("“the old baths” is said to be absent")


def test_a_gap_about_an_unknown_seed(pool: Mapping[str, bytes]) -> None:
    assert [f.code for f in found(pool, "million", '"300"')] == ["seed-unknown"]


@pytest.mark.parametrize(
    "hidden", ["ba\u200bths", "b\u00adaths", "ba\u200d\ufeffths", "\u200ebaths"]
)
def test_no_character_that_is_not_seen_hides_a_word(pool: Mapping[str, bytes], hidden: str) -> None:
    seed = pool["seeds/100_pool.txt"].replace(b"open-air baths", f"open-air {hidden}".encode())
    for word in ("baths", "BATHS", "ba\u200bths"):
        findings = found({**pool, "seeds/100_pool.txt": seed}, word)
        assert "gap-filled" in [finding.code for finding in findings]
