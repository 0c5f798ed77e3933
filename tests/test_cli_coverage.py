"""`coverage`: the table, the list of what is left, and the same for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import tiny
from tiny import SEED, quote, statement, theme

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ran import Ran

CLOSED = statement("closed", quote("one", "The old bridge closed in March."))
LINES = [
    "seeds/one.txt:1:34: unreviewed, 6 words: It is safe,” said Ann Dell",
    "seeds/one.txt:1:62: unreviewed, 5 words: It opened again in May",
]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tiny project that is the current folder."""
    folder = tiny.project(tmp_path / "project", {"themes/bridge": theme(CLOSED)})
    monkeypatch.chdir(folder)
    return folder


def test_the_table_the_key_and_what_is_left(here: Path, run: Callable[..., Ran]) -> None:
    ran = run("coverage")
    assert (ran.status, ran.err) == (0, "")
    bar = "#" * 10 + "?" * 20
    assert ran.out.splitlines() == [
        "article        sentences  cited  in part  set aside  furniture  not reviewed",
        f"one Paper one          3      1        0          0          0             2  {bar}",
        f"all articles           3      1        0          0          0             2  {bar}",
        "",
        "# cited   + in part   - set aside   . furniture   ? not reviewed",
        "",
        "2 of 3 sentences not reviewed, or only in part",
        *LINES,
    ]


def test_where_all_is_reviewed_it_says_so(here: Path, run: Callable[..., Ran]) -> None:
    aside = [{"paragraph": "1", "reason": "old"}]
    tiny.project(here, {"themes/bridge": theme(CLOSED)}, one={"set_aside": aside})
    ran = run("coverage", "--unreviewed")
    assert ran.out.splitlines()[-1] == "every sentence is reviewed"
    assert (run("coverage", "-q").out, run("coverage", "-q").status) == ("", 0)


def test_quiet_leaves_the_list_alone(here: Path, run: Callable[..., Ran]) -> None:
    assert run("-q", "coverage").out.splitlines() == LINES


def test_many_are_listed_only_where_it_is_asked_for(here: Path, run: Callable[..., Ran]) -> None:
    tiny.project(here, {"themes/bridge": theme(CLOSED)}, {"one": SEED + "It is.\n" * 19})
    assert run("coverage").out.splitlines()[-2:] == [
        "21 of 22 sentences not reviewed, or only in part",
        "`coverage --unreviewed` lists them",
    ]
    assert run("coverage", "-q").out == (
        "21 of 22 sentences not reviewed, or only in part; `coverage --unreviewed` lists them\n"
    )
    every = run("coverage", "--unreviewed", "-q").out.splitlines()
    assert (len(every), every[-1]) == (21, "seeds/one.txt:20:1: unreviewed, 2 words: It is")


def test_a_share_however_small_is_seen(here: Path, run: Callable[..., Ran]) -> None:
    stretch = [{"paragraphs": "2-200", "kind": "menu"}]
    seeds = {"one": SEED + "It is.\n" * 199}
    tiny.project(here, {"themes/bridge": theme(CLOSED)}, seeds, one={"furniture": stretch})
    assert run("coverage").out.splitlines()[1].endswith("#" + "." * 28 + "?")


def test_it_works_while_the_content_has_errors(here: Path, run: Callable[..., Ran]) -> None:
    wrong = statement("safe", quote("one", "“It is save,” said Ann Dell."), by="nobody")
    tiny.project(here, {"themes/bridge": theme(CLOSED, wrong)}, one={"sha256": "0" * 64})
    assert run("check").status == 1
    ran = run("coverage")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines()[6:9] == [
        "seed one has changed since its quotes were read: see `check`",
        "not found, and so citing nothing: 1 quote; see `check`",
        "2 of 3 sentences not reviewed, or only in part",
    ]
    unknown = {**CLOSED, "colour": "red"}
    tiny.project(here, {"themes/bridge": theme(unknown)})
    ran = run("coverage")
    assert (ran.status, ran.out.splitlines()[-2:]) == (0, LINES)
    assert ran.err == ("the content has errors, which `check` tells: the numbers may be too low\n")


def test_content_that_cannot_be_read_is_not_counted(here: Path, run: Callable[..., Ran]) -> None:
    (here / "content/gaps.yaml").write_bytes(b"- {")
    ran = run("coverage")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith("content/gaps.yaml:1:")
    ran = run("coverage", "--format=json")
    assert (ran.status, json.loads(ran.out)["findings"][0]["code"]) == (1, "yaml-syntax")


def test_a_project_elsewhere(here: Path, run: Callable[..., Ran], tmp_path: Path) -> None:
    other = tiny.project(tmp_path / "other", {"themes/bridge": theme(CLOSED)})
    assert run("--project", other, "coverage", "-q").out.splitlines() == LINES
    entry = json.loads(run("coverage", "--project", other, "--format", "json").out)["left"][0]
    assert entry["file"] == (other / "seeds/one.txt").as_posix()


def test_colour_is_for_terminals_or_where_it_is_asked_for(
    here: Path, run: Callable[..., Ran]
) -> None:
    assert "\x1b" not in run("coverage").out
    coloured = run("coverage", "-q", "--color", "always").out
    assert coloured.splitlines()[0].startswith("seeds/one.txt:1:34: \x1b[35munreviewed\x1b[0m, 6")


def test_no_character_of_an_article_acts_on_the_terminal(
    here: Path, run: Callable[..., Ran]
) -> None:
    tiny.project(here, {"themes/bridge": theme(CLOSED)}, {"one": f"{SEED}A \x1b[31mred\x07 one.\n"})
    assert run("coverage", "-q").out.splitlines()[2].endswith(": A �[31mred� one")


def numbers(**counts: int) -> dict[str, Any]:
    none = dict.fromkeys(("cited", "partly", "aside", "furniture", "unreviewed"), 0)
    return {"sentences": sum(counts.values()), **none, **counts}


def test_the_same_for_programs(here: Path, run: Callable[..., Ran]) -> None:
    ran = run("coverage", "--format", "json")
    document = json.loads(ran.out)
    assert (ran.status, ran.err) == (0, "")
    assert document.pop("tool").startswith("site-builder ")
    first, second = document.pop("left")
    assert document == {
        "version": 1,
        "status": 0,
        "articles": [
            {
                "seed": "one",
                "file": "seeds/one.txt",
                "short": "Paper one",
                "changed": False,
                **numbers(cited=1, unreviewed=2),
            }
        ],
        "total": numbers(cited=1, unreviewed=2),
        "not_found": 0,
    }
    assert first == {
        "status": "unreviewed",
        "words": 6,
        "text": ["It is safe,” said Ann Dell"],
        "file": "seeds/one.txt",
        "line": 1,
        "column": 34,
        "end_line": 1,
        "end_column": 60,
    }
    assert second["text"] == ["It opened again in May"]


def test_words_are_listed_in_their_runs(here: Path, run: Callable[..., Ran]) -> None:
    text = "It closed and one two three four five, in March, and six seven eight nine.\n"
    cited = statement("closed", quote("one", "It closed […] in March"))
    tiny.project(here, {"themes/bridge": theme(cited)}, {"one": text})
    assert run("coverage", "-q").out == (
        "seeds/one.txt:1:11: partly, 11 words: and one two three four five […] "
        "and six seven eight nine\n"
    )
    (entry,) = json.loads(run("coverage", "--format=json").out)["left"]
    assert entry["text"] == ["and one two three four five", "and six seven eight nine"]


def test_formats_that_hold_findings_alone_are_not_for_it(
    here: Path, run: Callable[..., Ran]
) -> None:
    assert run("coverage", "--format", "sarif").status == 2
