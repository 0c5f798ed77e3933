from __future__ import annotations

import errno
from typing import TYPE_CHECKING

import pytest

from site_builder import swap as module
from site_builder.swap import swap

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path, Path]:
    """A new folder, the one whose place it takes, and where that one may stand meanwhile."""
    new, output = tmp_path / "new", tmp_path / "output"
    for folder in (new, output):
        folder.mkdir()
        (folder / "name").write_text(folder.name)
    return new, output, tmp_path / "aside"


def names(folder: Path) -> dict[str, str]:
    return {path.name: (path / "name").read_text() for path in folder.iterdir()}


@pytest.mark.parametrize("linux", [True, False])
def test_two_folders_change_places(
    linux: bool, folders: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_LINUX", module._LINUX and linux)
    swap(*folders)
    assert names(folders[0].parent) == {"output": "new", "new": "output"}


def test_a_folder_takes_a_place_that_is_free(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "new/name").write_text("new")
    swap(tmp_path / "new", tmp_path / "output", tmp_path / "aside")
    assert names(tmp_path) == {"output": "new"}


class Library:
    """A library of the system whose renameat2 always fails."""

    def __init__(self, *_: object, **__: object) -> None: ...

    @staticmethod
    def renameat2(*_: object) -> int:
        return -1


@pytest.mark.parametrize("code", [errno.ENOSYS, errno.EINVAL])
def test_where_the_system_cannot_exchange_the_folders_are_moved(
    code: int, folders: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_LINUX", True)
    monkeypatch.setattr(module.ctypes, "CDLL", Library)
    monkeypatch.setattr(module.ctypes, "get_errno", lambda: code)
    swap(*folders)
    assert names(folders[0].parent) == {"output": "new", "new": "output"}


def test_where_exchanging_fails_nothing_is_moved(
    folders: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_LINUX", True)
    monkeypatch.setattr(module.ctypes, "CDLL", Library)
    monkeypatch.setattr(module.ctypes, "get_errno", lambda: errno.EBUSY)
    with pytest.raises(OSError, match="busy") as caught:
        swap(*folders)
    assert (caught.value.errno, caught.value.filename) == (errno.EBUSY, str(folders[1]))
    assert names(folders[0].parent) == {"output": "output", "new": "new"}


def test_a_library_without_the_call_moves_the_folders(
    folders: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_LINUX", True)
    monkeypatch.setattr(module.ctypes, "CDLL", lambda *_, **__: object())
    swap(*folders)
    assert names(folders[0].parent) == {"output": "new", "new": "output"}
