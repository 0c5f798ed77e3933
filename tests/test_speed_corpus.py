"""The briefing that the clock is given: honest, of the size that it says, the same each time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from benchmarks.speed.corpus import briefing, write
from site_builder.folding import fold
from site_builder.pipeline import check

if TYPE_CHECKING:
    from pathlib import Path

FILES = dict(briefing(50))
THEMES = [yaml.safe_load(text) for path, text in FILES.items() if "/themes/" in path]
STATEMENTS = [one for theme in THEMES for part in theme["sections"] for one in part["statements"]]
QUOTES = [entry for one in STATEMENTS for entry in one["evidence"]]


def test_it_is_honest(tmp_path: Path) -> None:
    write(tmp_path, 50)
    proved, outcome = check(tmp_path)
    assert proved is not None
    assert (outcome.findings, outcome.seeds, outcome.statements) == ((), 50, 250)


def test_it_is_of_the_size_that_it_says() -> None:
    words = [len(text.split()) for path, text in FILES.items() if path.startswith("seeds/")]
    assert sum(words) / len(words) == pytest.approx(800, rel=0.05)
    assert [len(THEMES), len(STATEMENTS)] == [10, 250]
    assert {len(one["evidence"]) for one in STATEMENTS} == {1, 2, 3}
    assert sum("*" in one["text"] for one in STATEMENTS) > len(STATEMENTS) / 2


def test_one_quote_in_ten_is_typed_otherwise_than_printed() -> None:
    def printed(entry: dict[str, str]) -> str:
        return FILES[f"seeds/{entry['seed']}.txt"]

    others = [entry for entry in QUOTES if entry["quote"] not in printed(entry)]
    assert len(others) / len(QUOTES) == pytest.approx(0.1, abs=0.04)
    assert all(fold(entry["quote"]).text in fold(printed(entry)).text for entry in others)


def test_no_two_articles_are_alike_and_it_is_the_same_each_time() -> None:
    sentences = [s for path, text in FILES.items() if "seeds/" in path for s in text.split(". ")]
    assert len(set(sentences)) > 0.99 * len(sentences)
    assert dict(briefing(50)) == FILES
    smaller = dict(briefing(10))
    assert {
        path: FILES[path] for path in smaller if path.startswith("seeds/")
    }.items() <= smaller.items()
