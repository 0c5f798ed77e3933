"""`find`: what it prints, in what order, and what it says where nothing is found."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import tiny

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ran import Ran


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tiny.project(tmp_path / "project", seeds={"one": tiny.SEED, "two": "Ann Dell left.\n"})
    monkeypatch.chdir(folder)
    return folder


def test_a_passage_with_its_place_its_words_what_uses_it_and_what_to_paste(
    here: Path, run: Callable[..., Ran]
) -> None:
    ran = run("find", "bridge", "closing")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "1. seed one Paper one, paragraph 1 (seeds/one.txt:1:1): all words",
        "   The old *bridge* *closed* in March.",
        "   already used by statement closed (content/themes/bridge.yaml:1)",
        '- seed: "one"',
        "  quote: The old bridge closed in March.",
    ]


def test_one_seed_alone_and_as_many_as_are_wanted(here: Path, run: Callable[..., Ran]) -> None:
    assert "seed two" in run("find", "Ann Dell", "--seed", "two").out
    assert run("find", "Ann Dell", "--most", "1").out.count("- seed:") == 1
    wrong = run("find", "Ann Dell", "--seed", "three")
    assert (wrong.status, wrong.out) == (2, "")
    assert wrong.err == "there is no seed “three”; seeds are one, two\n"
    assert run("find", "Ann", "--most", "0").status == 2
    assert run("find", "—").status == 2


def test_where_nothing_is_found_it_says_so(here: Path, run: Callable[..., Ran]) -> None:
    assert run("find", "zebra").out == "no article has “zebra”\n"
    near = run("find", "zebra quagga okapi bridge").out.splitlines()
    assert near[0] == "no article has “zebra quagga okapi bridge”; nearest is:"
    assert near[2].endswith("some words, without zebra, quagga, okapi")


def test_what_is_no_evidence_is_said_and_not_offered(here: Path, run: Callable[..., Ran]) -> None:
    out = run("find", "left", "--seed", "two").out
    assert "- seed:" in out
    tiny.project(here, seeds={"one": "It fell.\n"})
    assert run("find", "fell", "--seed", "one").out.splitlines()[-1] == (
        "   not evidence as it stands: this is too short to prove anything: take in 12 characters "
        "or more"
    )


def test_it_works_while_the_content_has_errors(here: Path, run: Callable[..., Ran]) -> None:
    (here / "content/themes/bridge.yaml").write_text("title: [", encoding="utf-8")
    assert run("find", "bridge closed").out.startswith("1. seed one Paper one")
    (here / "content/site.yaml").write_bytes(b"\xff")
    ran = run("find", "bridge closed")
    assert ran.status == 0
    assert ran.err == "the content cannot be read, which `check` tells: what is used is unknown\n"
    assert ran.out.startswith("1. seed one, paragraph 1")


def test_without_seeds_it_says_so(tmp_path: Path, run: Callable[..., Ran]) -> None:
    ran = run("find", "bridge", "--project", tmp_path)
    assert (ran.status, ran.out, ran.err) == (1, "", "no seed can be read; see `check`\n")


def test_the_same_for_programs(here: Path, run: Callable[..., Ran]) -> None:
    document = json.loads(run("find", "bridge closed", "--format", "json").out)
    assert (document["version"], document["status"], document["nearest"]) == (1, 0, [])
    (found,) = document["found"]
    assert found["text"] == "The old bridge closed in March."
    assert [found["text"][mark["start"] : mark["end"]] for mark in found["marks"]] == [
        "bridge closed"
    ]
    assert found["used_by"][0]["id"] == "closed"
    assert (found["file"], found["line"], found["column"]) == ("seeds/one.txt", 1, 1)


def test_in_colour_the_words_have_no_asterisks(here: Path, run: Callable[..., Ran]) -> None:
    out = run("find", "bridge", "--color", "always").out
    assert "\x1b[36mbridge\x1b[0m" in out
    assert "*bridge*" not in out


def test_of_one_seed_alone_nothing_is_said_of_the_others(
    here: Path, run: Callable[..., Ran]
) -> None:
    tiny.project(here, seeds={"one": tiny.SEED, "two": "The lighthouse closed.\n"})
    out = run("find", "lighthause", "--seed", "two").out
    assert out.startswith("seed two does not have “lighthause”; taken for “lighthouse”")
    assert run("find", "bridge", "--seed", "two").out.startswith("seed two does not have “bridge”")
