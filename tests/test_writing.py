"""Files of the project are written whole or not at all, and none that is there is lost."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from site_builder import writing
from site_builder.findings import FaultError

if TYPE_CHECKING:
    from pathlib import Path


def tree(folder: Path) -> dict[str, bytes | None]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }


def test_new_files_are_written_with_their_folders(tmp_path: Path) -> None:
    writing.create(tmp_path, {"a/b/one": b"1", "two": b"2"})
    assert tree(tmp_path) == {"a": None, "a/b": None, "a/b/one": b"1", "two": b"2"}


def test_none_is_written_where_one_is_there(tmp_path: Path) -> None:
    (tmp_path / "two").write_bytes(b"old")
    with pytest.raises(FaultError, match="there already"):
        writing.create(tmp_path, {"a/one": b"1", "two": b"2", "three": b"3"})
    assert tree(tmp_path) == {"two": b"old"}


# Between a rename and the note of it lies one instruction, at which nothing can be undone.
@pytest.mark.parametrize(("step", "linking"), [("_write", True), ("_write", False), ("_put", True)])
@pytest.mark.parametrize("number", [0, 1])
def test_what_was_begun_is_undone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int, *, linking: bool
) -> None:
    if not linking:
        monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(OSError(95, "no links")))
    real, calls = getattr(writing, step), []

    def stopped(*arguments: object) -> None:
        calls.append(arguments)
        real(*arguments)
        if len(calls) > number:
            raise KeyboardInterrupt

    monkeypatch.setattr(writing, step, stopped)
    with pytest.raises(KeyboardInterrupt):
        writing.create(tmp_path, {"a/one": b"1", "b/two": b"2"})
    assert tree(tmp_path) == {}


def test_without_hard_links_a_file_is_renamed_and_none_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(OSError(95, "no links")))
    writing.create(tmp_path, {"one": b"1"})
    with pytest.raises(FaultError, match="there already"):
        writing.create(tmp_path, {"zero": b"0", "one": b"2"})
    assert tree(tmp_path) == {"one": b"1"}


def test_what_a_killed_command_left_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / ".one.new").write_bytes(b"half")
    writing.create(tmp_path, {"one": b"1"})
    assert tree(tmp_path) == {"one": b"1"}


def test_a_file_changes_only_from_the_bytes_it_was_read_with(tmp_path: Path) -> None:
    path = tmp_path / "one"
    path.write_bytes(b"old")
    path.chmod(0o640)
    writing.replace(tmp_path, "one", b"old", b"new")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new", 0o640)
    with pytest.raises(FaultError, match="changed in the meantime"):
        writing.replace(tmp_path, "one", b"old", b"newer")
    assert tree(tmp_path) == {"one": b"new"}


def test_a_link_stays_one_and_none_leads_out(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (project / "real").write_bytes(b"old")
    (project / "link").symlink_to("real")
    writing.replace(project, "link", b"old", b"new")
    assert ((project / "link").is_symlink(), (project / "real").read_bytes()) == (True, b"new")
    (tmp_path / "outside").write_bytes(b"old")
    (project / "out").symlink_to(tmp_path / "outside")
    with pytest.raises(FaultError, match="leads out"):
        writing.replace(project, "out", b"old", b"new")
    (project / "folder").symlink_to(tmp_path)
    with pytest.raises(FaultError, match="leads out"):
        writing.create(project, {"folder/new": b"1"})
    assert (tmp_path / "outside").read_bytes() == b"old"
    assert not (tmp_path / "new").exists()


def test_new_files_and_changed_ones_are_written_together(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"old")
    writing.write(tmp_path, {"a/new": b"new"}, {"old": (b"old", b"changed")})
    assert tree(tmp_path) == {"a": None, "a/new": b"new", "old": b"changed"}


@pytest.mark.parametrize(
    ("fresh", "changed"),
    [
        ({"old": b"mine"}, {}),
        ({"new": b"new"}, {"old": (b"older", b"mine")}),
        ({"new": b"new"}, {"old": (b"old", b"mine"), "gone": (b"gone", b"mine")}),
        ({"old/new": b"mine"}, {}),
    ],
)
def test_where_one_cannot_be_written_none_is(
    tmp_path: Path, fresh: dict[str, bytes], changed: dict[str, tuple[bytes, bytes]]
) -> None:
    (tmp_path / "old").write_bytes(b"old")
    with pytest.raises((FaultError, OSError)):
        writing.write(tmp_path, fresh, changed)
    assert tree(tmp_path) == {"old": b"old"}
