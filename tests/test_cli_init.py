"""`init`: what it makes has no finding and nothing left out; what goes wrong leaves nothing."""

from __future__ import annotations

import errno
import json
import os
import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ran import Ran, ran

from site_builder import stock
from site_builder.cli import main
from site_builder.cli.init import titled
from site_builder.content import read_briefing
from site_builder.findings import report
from site_builder.pipeline import build, check

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def run(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Ran]:
    monkeypatch.chdir(tmp_path)
    return partial(ran, capsys)


def names(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def test_a_briefing_is_made_that_has_no_finding(run: Callable[..., Ran]) -> None:
    made = run("init", "bridge")
    assert made == (
        0,
        "made “bridge”: a briefing on 2 invented articles, to change into yours\n"
        "next:\n  python build.py --project bridge serve\n",
        "",
    )
    assert names(Path("bridge")) == sorted(stock.starter())
    assert [path.name for path in Path().iterdir()] == ["bridge"]
    proved, outcome = check(Path("bridge"), strict=True)
    assert report(outcome.findings) == ""
    assert proved is not None
    assert build(Path("bridge"), Path("public")).pages == 15
    counted = run("coverage", "--project", "bridge", "--format", "json")
    assert json.loads(counted.out)["left"] == []


def test_it_shows_every_part_of_the_format_that_a_curator_needs_first() -> None:
    proved, _ = check(stock._STARTER)
    assert proved is not None
    briefing = proved.briefing
    assert briefing.differences
    assert briefing.gaps
    statements = list(briefing.statements())
    assert any(statement.also for statement in statements)
    assert any(statement.figure for statement in statements)
    assert {str(s.given) for s in statements} == {"quoted", "paraphrased", "own-words"}
    shared = next(s for s in statements if s.origin and s.also)
    assert len({e.quote.seed for e in (*shared.evidence, *shared.also)}) == 2
    assert all(record.furniture and record.set_aside for record in briefing.records)
    assert any(record.voices for record in briefing.records)
    assert "invented" in str(briefing.settings.description)


def test_an_empty_briefing_says_nothing_and_check_names_what_to_fill_in(
    run: Callable[..., Ran],
) -> None:
    made = run("init", "bridge", "--empty")
    assert made == (
        0,
        "made “bridge”: an empty briefing, to fill in\n"
        "next:\n  python build.py --project bridge check\n"
        "  python build.py --project bridge add FILE\n",
        "",
    )
    there = names(Path("bridge"))
    assert there == sorted(stock.blank())
    assert {".gitignore", "content/README.md", "content/gaps.yaml"} <= set(there)
    assert [name for name in there if name.startswith("seeds/")] == ["seeds/README.md"]
    told = run("check", "--project", "bridge")
    assert told.status == 1
    lines = [line for line in told.err.splitlines() if " error " in line]
    assert [line.partition(" error ")[2] for line in lines] == [
        f"value-empty: “{key}” has no words"
        for key in ("title", "description", "date", "review_by", "would_change", "title")
    ]
    assert "    title:  # what the briefing is called\n" in told.err
    assert run("build", "--project", "bridge").status == 1
    assert not Path("bridge/public").exists()


def test_nothing_of_the_example_is_in_the_empty_briefing() -> None:
    example, blank = stock.starter(), stock.blank()
    said = re.compile("bridge|otter|council|walker|cour|gazette|invented|lund", re.IGNORECASE)
    own = {name: data.decode() for name, data in blank.items() if name != "content/README.md"}
    assert [name for name, text in own.items() if said.search(text)] == []
    assert all(said.search(example[f"content/{name}.yaml"].decode()) for name in ("site", "gaps"))


def test_the_empty_briefing_is_filled_by_the_commands_alone(run: Callable[..., Ran]) -> None:
    assert run("init", "x", "--empty", "--title", "A bridge").status == 0
    os.chdir("x")
    for name in ("content/site.yaml", "content/themes/overview.yaml"):
        text = Path(name).read_text(encoding="utf-8")
        for key in ("title", "description", "would_change"):
            text = re.sub(rf"{key}:  #.*", f"{key}: A bridge", text)
        text = re.sub(r"(date|review_by):  #.*", r"\1: 2026-11-22", text)
        Path(name).write_text(text, encoding="utf-8")
    assert run("check") == (0, "no error: 0 statements, 0 quotes found in 0 seeds\n", "")
    words = "The old bridge closed in March, said Ann Dell. " + "It is an old bridge. " * 8
    Path("a.txt").write_text(words, encoding="utf-8")
    assert run("add", "a.txt").status == 0
    assert run("new", "speaker", "Ann Dell", "--kind", "person").status == 0
    cited = ("--cite", "001", "The old bridge closed in March, said Ann Dell.")
    settled = ("--by", "ann-dell", "--given", "paraphrased", "--kind", "event")
    text = "The old bridge closed in March, Ann Dell said."
    assert run("new", "statement", "overview", text, *cited, *settled).status == 0
    assert run("new", "gap", "Who pays?", "--absent", "fee", "--absent", "fees").status == 0
    found = run("check", "--format", "json")
    assert {one["code"] for one in json.loads(found.out)["findings"]} == {"sentence-unreviewed"}


def test_the_installed_command_says_how_to_go_on(
    run: Callable[..., Ran], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", "b", "--empty"], call="site-builder") == 0
    told = "next:\n  cd b\n  site-builder check\n  site-builder add FILE\n"
    assert capsys.readouterr().out.endswith(told)
    assert main(["init", "a b"], call="site-builder") == 0
    assert capsys.readouterr().out.endswith("next:\n  cd 'a b'\n  site-builder serve\n")


def test_a_title_may_have_any_characters_that_are_seen(run: Callable[..., Ran]) -> None:
    title = 'A "new": bridge # 2 \\ “x”'
    assert run("init", "bridge", "--title", title).status == 0
    proved, outcome = check(Path("bridge"), strict=True)
    assert not outcome.findings
    assert proved is not None
    assert proved.briefing.settings.title == title


@given(st.text(min_size=1).filter(lambda text: text.isprintable() and bool(text.strip())))
def test_any_title_is_read_as_it_was_given(title: str) -> None:
    site = titled(stock.starter()["content/site.yaml"], title)
    briefing, findings = read_briefing({"content/site.yaml": site})
    assert briefing is not None
    assert [found for found in findings if found.place.line == 2] == []
    assert briefing.settings.title == title


@pytest.mark.parametrize("title", ["", " ", "a\nb", "a\x1b[31m", "x" * 201, "\udcff"])
def test_a_title_that_cannot_be_one_is_wrong_usage(title: str, run: Callable[..., Ran]) -> None:
    told = run("init", "bridge", "--title", title)
    assert (told.status, told.out) == (2, "")
    assert "a title " in told.err
    assert not Path("bridge").exists()


def test_an_empty_folder_is_filled_and_stays_the_same_folder(run: Callable[..., Ran]) -> None:
    Path("here").mkdir()
    before = Path("here").stat().st_ino
    assert run("init", "here").status == 0
    assert Path("here").stat().st_ino == before
    assert names(Path("here")) == sorted(stock.starter())
    os.chdir("here")
    assert run("init", ".").status == 2


@pytest.mark.parametrize(
    ("folder", "told"),
    [
        ("full", "“full” is not empty: name a folder that is new or empty\n"),
        ("file", "“file” is not a folder: name one that is new or empty\n"),
        ("link", "“link” is not a folder: name one that is new or empty\n"),
        ("no/where", "there is no folder “no”: make it first\n"),
        ("file/x", "there is no folder “file”: make it first\n"),
    ],
)
def test_what_is_there_is_never_touched(folder: str, told: str, run: Callable[..., Ran]) -> None:
    Path("full").mkdir()
    Path("full/.git").write_text("mine")
    Path("file").write_text("mine")
    Path("link").symlink_to("gone")
    before = names(Path())
    assert run("init", folder) == (2, "", told)
    assert names(Path()) == before


@pytest.mark.parametrize("there", [False, True])
@pytest.mark.parametrize("method", ["write_bytes", "rename", "mkdir"])
def test_what_goes_wrong_leaves_nothing(
    method: str, there: bool, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    if there:
        Path("bridge").mkdir()
    calls = iter(range(3))

    def fail(path: Path, *arguments: object, **options: object) -> object:
        if next(calls) == (0 if method == "rename" and not there else 2):
            raise OSError(errno.ENOSPC, "No space left on device")
        return original(path, *arguments, **options)

    original = getattr(Path, method)
    with monkeypatch.context() as patched:
        patched.setattr(Path, method, fail)
        told = run("init", "bridge")
    assert told.status == 1
    assert told.err == "“bridge” cannot be made: No space left on device; nothing was written\n"
    assert [path.name for path in Path().rglob("*")] == ["bridge"] * there


def test_whoever_interrupts_it_has_nothing_to_tidy(
    run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(path: Path, target: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "rename", stop)
    assert run("init", "bridge").status == 130
    assert list(Path().iterdir()) == []
