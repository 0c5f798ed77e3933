"""`looks`: what the builder has is listed, and copied only to where nothing is."""

from __future__ import annotations

import errno
import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import tiny
from ran import Ran, ran

from site_builder import stock
from site_builder.pipeline import build

if TYPE_CHECKING:
    from collections.abc import Callable

SHEET = "static/css/tokens.css"
PAGE = "templates/pages/theme.html"


@pytest.fixture
def run(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Ran]:
    """What runs a command in a tiny project, which has a theme.html of its own."""
    monkeypatch.chdir(tiny.project(tmp_path))
    return partial(ran, capsys)


def test_every_file_is_listed_and_those_of_the_project_are_told(run: Callable[..., Ran]) -> None:
    lines = run("looks").out.splitlines()
    every = [*stock.looks("templates"), *stock.looks("static")]
    assert [line.partition("  ")[0] for line in lines] == every
    assert f"{PAGE}  (the project's own)" in lines
    assert SHEET in lines
    assert run("looks", "-q").out.splitlines() == every


def test_a_file_is_copied_and_builds_as_before(run: Callable[..., Ran], tmp_path: Path) -> None:
    assert build(Path(), Path("public")).pages
    before = sorted(path.name for path in Path("public/static/css").iterdir())
    made = run("looks", SHEET, "static/css/base.css")
    assert made == (
        0,
        f"copied {SHEET}: change it as you like\n"
        "copied static/css/base.css: change it as you like\n",
        "",
    )
    assert Path(SHEET).read_bytes() == stock.looks("static")[SHEET]
    assert build(Path(), Path("public")).pages
    assert sorted(path.name for path in Path("public/static/css").iterdir()) == before


def test_folders_are_made_where_there_are_none(run: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    assert run("--project", "other", "-q", "looks", PAGE) == (0, "", "")
    assert (tmp_path / "other" / PAGE).read_bytes() == stock.looks("templates")[PAGE]


def test_what_is_there_is_never_overwritten(run: Callable[..., Ran]) -> None:
    before = Path(PAGE).read_bytes()
    told = run("looks", SHEET, PAGE)
    assert told == (2, "", f"{PAGE} is there already, and is left as it is\n")
    assert Path(PAGE).read_bytes() == before
    assert not Path(SHEET).exists()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("static/css/token.css", "“static/css/token.css”; did you mean static/css/tokens.css?"),
        ("../x", "the builder has no file “../x”; `looks` lists them"),
        ("a\x1b[31m", "the builder has no file “a�[31m”"),
    ],
)
def test_a_name_that_there_is_not_is_wrong_usage(
    name: str, told: str, run: Callable[..., Ran]
) -> None:
    made = run("looks", name)
    assert (made.status, made.out) == (2, "")
    assert told in made.err


def test_nothing_is_written_out_of_the_project(run: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()
    (tmp_path / "outside").mkdir()
    (tmp_path / "project/static").symlink_to(tmp_path / "outside")
    told = run("--project", "project", "looks", SHEET)
    assert told.status == 2
    assert "would lie out of the project" in told.err
    assert not list((tmp_path / "outside").iterdir())


def test_what_goes_wrong_leaves_no_file(
    run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    original = os.open

    def fail(path: str, *rest: int) -> int:
        if Path(path).name == ".base.css.new":
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        return original(path, *rest)

    with monkeypatch.context() as patched:
        patched.setattr(os, "open", fail)
        told = run("looks", SHEET, "static/css/base.css")
    assert (told.status, told.out) == (1, "")
    assert told.err == (
        "static/css/base.css: cannot be written: No space left on device; nothing was copied\n"
    )
    assert not Path(SHEET).exists()
