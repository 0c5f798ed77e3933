"""What the clock is told to do: runs in turn, edits that stay honest, figures set in a table."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from benchmarks.speed import __main__ as speed
from benchmarks.speed import corpus, eleventy, ground, mkdocs, pieces, report
from benchmarks.speed.edits import THEME, retold, sentences
from benchmarks.speed.ground import Program, Site
from benchmarks.speed.measure import FailedError, Spent, memory, middle, timed, tree
from benchmarks.speed.race import race
from benchmarks.speed.report import Row
from site_builder.pipeline import build, check

if TYPE_CHECKING:
    from pathlib import Path

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

# A process of 60 MB that starts another of 60 MB.
TWO = """
import subprocess, sys, time
held = bytearray(60 << 20)
held[::4096] = b"x" * len(held[::4096])
if len(sys.argv) == 1:
    subprocess.run([sys.executable, __file__, "again"], check=True)
time.sleep(0.3)
"""


def row(**more: object) -> Row:
    fields = {"scenario": "cold", "seeds": 1_000, "what": "time", "other": "Hugo, YAML"}
    return Row(**{**fields, "ours": 0.5, "theirs": 1.0, **more})  # type: ignore[arg-type]


@linux_only
def test_time_is_that_of_a_process_and_all_that_it_started(tmp_path: Path) -> None:
    work = "import subprocess, sys\nsubprocess.run([sys.executable, '-c', 'sum(range(10**7))'])\n"
    spent = timed([sys.executable, "-c", work])
    assert spent.wall > 0.05
    assert spent.cpu > 0.05
    assert spent.others >= 0


@linux_only
def test_memory_is_that_of_all_processes_at_one_time(tmp_path: Path) -> None:
    program = tmp_path / "two.py"
    program.write_text(TWO, encoding="utf-8")
    assert 120 < memory([sys.executable, str(program)]) < 200
    assert 60 < memory([sys.executable, str(program), "again"]) < 100


@linux_only
def test_what_this_process_has_is_not_counted() -> None:
    held = bytearray(200 << 20)
    held[::4096] = b"x" * len(held[::4096])
    assert memory([sys.executable, "-c", "pass"]) < 100


@linux_only
def test_a_command_that_fails_is_told_with_its_words() -> None:
    command = [sys.executable, "-c", "import sys; sys.exit('no such quay')"]
    with pytest.raises(FailedError, match="no such quay"):
        timed(command)
    with pytest.raises(FailedError, match="no such quay"):
        memory(command)


@linux_only
def test_a_command_ends_with_the_measure_that_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    pids: list[int] = []

    def stopped(pid: int, _: int) -> None:
        pids.append(pid)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(os, "wait4", stopped)
        with pytest.raises(KeyboardInterrupt):
            timed([sys.executable, "-c", "import time; time.sleep(60)"])
    _, status = os.waitpid(pids[0], 0)
    assert os.waitstatus_to_exitcode(status) == -signal.SIGTERM


@linux_only
def test_the_processes_of_a_process_are_found() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        found = list(tree(os.getpid()))
    assert found[0] == os.getpid()
    assert child.pid in found


def test_medians_are_taken_of_each_figure_alone() -> None:
    runs = [Spent(wall=w, cpu=c, others=o) for w, c, o in ((1, 9, 0), (2, 1, 0), (9, 2, 3))]
    assert middle(runs) == Spent(wall=2, cpu=2, others=1)


@linux_only
def test_programs_run_in_turning_order_and_the_first_round_does_not_count() -> None:
    seen: list[tuple[str, int]] = []
    programs = [
        Program(name=name, command=[sys.executable, "-c", ""], environment={}, keeps=[])
        for name in ("ours", "theirs")
    ]
    runs = race(programs, 2, lambda program, number: seen.append((program.name, number)))
    assert {name: len(some) for name, some in runs.items()} == {"ours": 2, "theirs": 2}
    assert seen == [
        *(("theirs", 0), ("ours", 0)),
        *(("ours", 1), ("theirs", 1)),
        *(("theirs", 2), ("ours", 2)),
    ]


def test_a_program_forgets_all_that_it_keeps(tmp_path: Path) -> None:
    site = Site(seeds=5, folder=tmp_path, environment={})
    cache = site.project / ".cache/site-builder/note"
    page = site.output / "index.html"
    for path in (cache, page):
        path.parent.mkdir(parents=True)
        path.touch()
    site.ours().forget()
    assert not cache.exists()
    assert [*site.output.parent.iterdir()] == []


def test_no_setting_of_this_machine_reaches_a_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUGO_PARAMS_TITLE", "another")
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    small = ground.environment(tmp_path, 5)
    assert not {name for name in small if name.startswith(("HUGO", "PYTHON"))}
    assert small["HOME"] == str(tmp_path / "home")


def test_every_edit_is_honest_and_another(tmp_path: Path) -> None:
    corpus.write(tmp_path, 5)
    theme = tmp_path / f"content/themes/{THEME}.yaml"
    before = theme.read_text(encoding="utf-8")
    every = sentences()
    assert len(set(every)) == len(every) > 25
    for sentence in every[:3]:
        text = retold(before, sentence)
        old, new = before.splitlines(), text.splitlines()
        changed = [one for one, other in zip(new, old, strict=True) if one != other]
        assert [line.split(":")[0].strip() for line in changed] == ["text", "quote"]
        theme.write_text(text, encoding="utf-8")
        proved, outcome = check(tmp_path)
        assert proved is not None
        assert outcome.findings == ()


def test_a_row_says_whether_it_is_what_is_required() -> None:
    assert (row().ratio, row().is_met) == (0.5, None)
    assert row(required=0.5).is_met is True
    assert row(required=0.4).is_met is False
    assert row(required=0.4, ours=None, theirs=None).is_met is None
    assert report.line(row(required=0.4)) == (
        "| cold | 1,000 | time | 0.500 s | 1.000 s | Hugo, YAML | 0.50 | ≤ 0.4 | **no** |"
    )
    assert report.line(row(what="memory", ours=40.2, theirs=80.4)) == (
        "| cold | 1,000 | memory | 40 MB | 80 MB | Hugo, YAML | 0.50 |  |  |"
    )
    missing = row(ours=None, theirs=None, other="Eleventy", note="not installable: OSError")
    assert report.line(missing) == (
        "| cold | 1,000 | time |  | not installable: OSError | Eleventy |  |  |  |"
    )


def test_a_machine_that_did_other_things_is_told_of() -> None:
    assert not any("not quiet" in note for note in report.notes([row(others=0.05)]))
    assert any("up to 40% of" in note for note in report.notes([row(others=0.4), row()]))


@linux_only
def test_the_figures_are_given_to_programs_too(tmp_path: Path) -> None:
    said = json.loads(report.written(report.machine(tmp_path), [row(required=0.4)]))
    assert said["machine"]["processors"] >= 1
    assert said["rows"][0]["ratio"] == 0.5
    assert said["rows"][0]["met"] is False


def test_there_are_more_rounds_of_what_is_short() -> None:
    assert [speed.rounds_of(seeds) for seeds in (1, 5, 6, 1_000, 5_000, 50_000)] == [
        *(15, 15, 9, 5, 3, 3)
    ]


def test_peers_are_given_pages_and_what_stands_around_them(tmp_path: Path) -> None:
    site = Site(seeds=5, folder=tmp_path, environment={})
    corpus.write(site.project, 5)
    assert build(site.project, site.output).pages == 18
    every = {piece.path: piece for piece in pieces.pieces(site.output)}
    assert len(every) == 18
    people = every["people.html"]
    assert people.title.startswith("People and organisations – ")
    assert '<div class="parallel' in people.main
    assert "<footer" not in people.main
    layout = pieces.frame(site.output, title="T", linked="L", main="M", root="R/")
    assert "<title>T</title>" in layout
    assert 'src="R/static/js/preview.' in layout
    assert 'href="#main"' in layout
    assert "aria-current" not in layout
    for peer, page in ((eleventy, "eleventy/pages/people.html"), (mkdocs, "mkdocs/docs/people.md")):
        program = peer.program(site, tmp_path / peer.NAME)
        assert program.name == peer.NAME
        assert people.main in (tmp_path / page).read_text(encoding="utf-8")
