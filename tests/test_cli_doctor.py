"""`doctor`: a line for each thing, and the status where something needed is wrong."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from site_builder import stock
from site_builder.cli import doctor
from site_builder.examining import Requirement

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest
    from ran import Ran

ROOT = Path(__file__).parent.parent


def test_all_that_is_needed_is_there_for_a_project(here: Path, run: Callable[..., Ran]) -> None:
    before = sorted(here.iterdir())
    ran = run("doctor")
    assert (ran.status, ran.err) == (0, "")
    assert "\nok       seeds/: 1 file\n" in ran.out
    assert "\nok       output folder public: can be written\n" in ran.out
    assert "wrong" not in ran.out
    assert sorted(here.iterdir()) == before


def test_who_only_writes_is_not_asked_for_what_tests_need(
    here: Path, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "extra test" in run("doctor").out
    monkeypatch.setattr(doctor, "is_checkout", lambda: False)
    said = run("doctor").out
    assert "extra import" in said
    assert not re.search("extra (test|lint|fuzz)|strace|nginx|Node|Java", said)


def test_quiet_leaves_what_is_not_as_it_should_be(here: Path, run: Callable[..., Ran]) -> None:
    assert "ok  " not in run("doctor", "-q").out
    (here / "seeds/one.txt").unlink()
    ran = run("doctor", "-q")
    assert ran.status == 1
    assert "wrong    seeds/: holds nothing of its kind\n" in ran.out


def test_a_folder_that_is_no_project_is_wrong(tmp_path: Path, run: Callable[..., Ran]) -> None:
    ran = run("doctor", "--project", tmp_path)
    assert ran.status == 1
    assert "wrong    content/: not there\n         run this in the folder of the project" in ran.out
    assert ran.out.splitlines()[-1].startswith("wrong: ")


def test_a_project_needs_no_looks_but_the_builder_does(
    here: Path, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(here / "templates")
    shutil.rmtree(here / "static")
    ran = run("doctor")
    assert ran.status == 0
    assert "\nok       the builder's own templates/: " in ran.out
    monkeypatch.setattr(stock, "_INSTALLED", here)
    stock.looks.cache_clear()
    ran = run("doctor")
    stock.looks.cache_clear()
    assert ran.status == 1
    assert "wrong    the builder's own static/: the builder has no static/ of its own" in ran.out
    assert "install it again" in ran.out


def test_who_is_to_be_told_of_a_weakness_holds_until_a_day(
    here: Path, run: Callable[..., Ran]
) -> None:
    assert "weakness" not in run("doctor").out
    site = here / "content/site.yaml"
    what = "security in content/site.yaml: whom to tell of a weakness"
    for day, line in (
        ("2999-01-01", f"\nok       {what}: until 2999-01-01\n"),
        ("2020-01-31", f"\nmissing  {what}: expired on 2020-01-31\n         look whether "),
    ):
        site.write_text(f"security:\n  contact: x\n  expires: '{day}' # soon\n", encoding="utf-8")
        ran = run("doctor")
        assert line in ran.out
        assert ran.status == 0
    site.write_text("# expires: 2020-01-31\n", encoding="utf-8")
    assert "weakness" not in run("doctor").out
    site.write_bytes(b"\xff")
    assert "weakness" not in run("doctor").out


def test_an_output_that_is_not_ours_is_wrong(here: Path, run: Callable[..., Ran]) -> None:
    (here / "public").mkdir()
    (here / "public/letter.txt").write_text("dear", encoding="utf-8")
    ran = run("doctor")
    assert ran.status == 1
    assert "wrong    output folder public: " in ran.out
    assert run("doctor", "--output", "elsewhere").status == 0


def test_a_package_that_is_not_there_is_wrong(
    here: Path, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = [Requirement("no-such-package", ">=1", ""), Requirement("nor-this", "", "more")]
    monkeypatch.setattr(doctor, "_wanted", lambda: wanted)
    ran = run("doctor")
    assert ran.status == 1
    assert "wrong    no-such-package: not installed" in ran.out
    assert "missing  extra more: nor-this: without nor-this" in ran.out


def test_what_no_command_needs_may_be_missing(
    here: Path, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHROME", "no-such-browser")
    ran = run("doctor")
    assert ran.status == 0
    assert "missing  browser: not found" in ran.out


def test_a_full_disk_is_wrong_and_a_small_one_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def free(megabytes: int) -> str:
        usage = type("usage", (), {"free": megabytes << 20})
        monkeypatch.setattr(doctor.shutil, "disk_usage", lambda _: usage)
        return doctor._disk(Path()).state

    assert [free(1), free(100), free(9_000)] == ["wrong", "missing", "ok"]


def test_the_same_for_programs(here: Path, run: Callable[..., Ran]) -> None:
    document = json.loads(run("doctor", "--format", "json").out)
    assert (document["version"], document["status"]) == (1, 0)
    assert {line["state"] for line in document["lines"]} <= {"ok", "missing"}
    assert document["lines"][0]["what"].startswith("Python 3.")


def test_it_needs_no_package_to_say_which_are_missing(tmp_path: Path) -> None:
    command = [sys.executable, "-S", ROOT / "build.py", "doctor", "--project", ROOT, "-q"]
    done = subprocess.run(
        command, capture_output=True, check=False, text=True, cwd=tmp_path, timeout=60
    )
    assert done.returncode == 1, done.stderr
    assert "wrong    jinja2: not installed\n" in done.stdout
    assert done.stderr == ""
