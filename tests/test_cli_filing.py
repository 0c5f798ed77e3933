"""Files of a project that are written: all or none, and nothing over what somebody else wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from site_builder.cli.filing import Written, write_all
from site_builder.findings import FaultError
from site_builder.places import Place

if TYPE_CHECKING:
    from pathlib import Path


def written(name: str, before: bytes | None, after: bytes) -> Written:
    return Written(name, before, after, Place(file=name))


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "old.yaml").write_bytes(b"old")
    return tmp_path


def test_new_files_and_changed_ones_are_written_and_modes_stay(here: Path) -> None:
    (here / "old.yaml").chmod(0o640)
    write_all(here, [written("a/new.yaml", None, b"new"), written("old.yaml", b"old", b"changed")])
    assert files(here) == {"a/new.yaml": b"new", "old.yaml": b"changed"}
    assert (here / "old.yaml").stat().st_mode & 0o777 == 0o640


def test_a_link_stays_one(here: Path) -> None:
    (here / "link.yaml").symlink_to("old.yaml")
    write_all(here, [written("link.yaml", b"old", b"changed")])
    assert (here / "link.yaml").is_symlink()
    assert (here / "old.yaml").read_bytes() == b"changed"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ([written("old.yaml", None, b"mine")], "File exists"),
        ([written("old.yaml", b"older", b"mine")], "the file changed meanwhile"),
        ([written("gone.yaml", b"old", b"mine")], "No such file"),
        ([written("old.yaml/new.yaml", None, b"mine")], "exists|Not a directory"),
    ],
)
def test_where_one_cannot_be_written_none_is(changed: list[Written], said: str, here: Path) -> None:
    before = files(here)
    with pytest.raises(FaultError, match=f"nothing was written: .*(?:{said})") as fault:
        write_all(here, [written("first.yaml", None, b"first"), *changed])
    assert fault.value.finding.code == "disk-fault"
    assert files(here) == before


def test_a_disk_that_refuses_is_told_with_the_file_that_was_meant(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = type(here).open

    def refusing(self: Path, mode: str = "r") -> object:
        if mode == "wb":
            raise PermissionError(13, "Permission denied", str(self))
        return opened(self, mode)

    monkeypatch.setattr(type(here), "open", refusing)
    with pytest.raises(FaultError) as fault:
        write_all(here, [written("old.yaml", b"old", b"changed")])
    monkeypatch.undo()
    assert str(fault.value.finding.place) == "old.yaml"
    assert files(here) == {"old.yaml": b"old"}
