"""`schema`: the list, one schema, and all of them written where editors find them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from ran import Ran

from site_builder.schema import FOLDER, NAMES, as_json, file_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_the_list_names_every_file(here: Path, run: Callable[..., Ran]) -> None:
    ran = run("schema")
    assert (ran.status, ran.err) == (0, "")
    assert [line.split()[0] for line in ran.out.splitlines()[: len(NAMES)]] == list(NAMES)
    assert "content/themes/*.yaml" in ran.out


@pytest.mark.parametrize("name", ["themes", "themes.yaml", "content/themes/ferry.yaml"])
def test_one_is_printed_by_the_name_of_a_file(
    here: Path, run: Callable[..., Ran], name: str
) -> None:
    assert run("schema", name) == Ran(0, as_json("themes"), "")
    assert json.loads(as_json("themes"))["title"] == "A theme"


def test_a_name_that_there_is_not(here: Path, run: Callable[..., Ran]) -> None:
    assert run("schema", "theme") == Ran(
        2, "", "there is no schema “theme”; did you mean themes?\n"
    )
    assert run("schema", "\x1b[1m").err.startswith("there is no schema “�[1m”; there are site, ")
    assert run("schema", "themes", "--write").status == 2


def test_all_are_written_and_the_builder_does_not_read_them(
    here: Path, run: Callable[..., Ran]
) -> None:
    ran = run("schema", "--write")
    assert (ran.status, ran.err) == (0, "")
    written = {path.name: path.read_text("utf-8") for path in (here / FOLDER).iterdir()}
    assert written == {file_name(name): as_json(name) for name in NAMES}
    line = "  of content/site.yaml:  # yaml-language-server: $schema=./.schema/site.schema.json"
    assert line in ran.out.splitlines()
    assert run("check").status == 0
    again = run("schema", "--write").out.splitlines()
    assert again[0] == f"{len(NAMES)} schemas in {FOLDER}/ as they should be"
    assert run("schema", "--write", "-q").out == ""


def test_a_file_that_was_not_written_by_it_stays(here: Path, run: Callable[..., Ran]) -> None:
    own = here / FOLDER / file_name("gaps")
    own.parent.mkdir()
    own.write_text('{"mine": true}', encoding="utf-8")
    ran = run("schema", "--write")
    assert (ran.status, own.read_text("utf-8")) == (1, '{"mine": true}')
    assert ran.err.startswith(f"{FOLDER}/gaps.schema.json: error disk-fault: this file was not ")
    assert list(own.parent.iterdir()) == [own]


def test_many_files_without_a_first_line_are_summed_up(here: Path, run: Callable[..., Ran]) -> None:
    for number in range(30):
        (here / f"content/themes/t{number}.yaml").write_text("title: a", encoding="utf-8")
    lines = run("schema", "--write").out.splitlines()
    assert (len(lines), lines[-1]) == (len(NAMES) + 22, "  and so on in 13 more files")
    for path in here.rglob("content/**/*.yaml"):
        path.write_text("# yaml-language-server: $schema=x\n", encoding="utf-8")
    assert len(run("schema", "--write").out.splitlines()) == 1


def test_one_of_an_older_builder_is_written_anew(here: Path, run: Callable[..., Ran]) -> None:
    run("schema", "--write")
    old = here / FOLDER / file_name("gaps")
    old.write_text(as_json("gaps").replace("absent", "missing"), encoding="utf-8")
    assert f"wrote {FOLDER}/gaps.schema.json" in run("schema", "--write").out
    assert old.read_text("utf-8") == as_json("gaps")


def test_without_content_nothing_is_written(run: Callable[..., Ran], tmp_path: Path) -> None:
    ran = run("--project", tmp_path, "schema", "--write")
    assert (ran.status, list(tmp_path.iterdir())) == (1, [])
    assert ran.err.startswith("content: error file-missing: not found\n  hint: run the command in")


def test_a_folder_that_leads_out_of_the_project_is_not_written_to(
    here: Path, run: Callable[..., Ran], tmp_path: Path
) -> None:
    (tmp_path / "outside").mkdir()
    (here / FOLDER).symlink_to(tmp_path / "outside")
    ran = run("schema", "--write")
    assert (ran.status, list((tmp_path / "outside").iterdir())) == (1, [])
    assert "leads out of the project" in ran.err
