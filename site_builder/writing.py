"""The disk, written: files of the project itself, each whole or not at all, none lost.

A new file never takes the place of one that is there; a changed one only of the bytes it was made
from. What a site is written into is `output`'s.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

from site_builder.findings import FaultError, finding
from site_builder.inputs import real
from site_builder.places import Place

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_BESIDE = ".new"  # after the name of a hidden file that is being written
_MODE = 0o666


def create(project: Path, files: Mapping[str, bytes]) -> None:
    """Write new files, named below the project: all of them or none.

    Folders that are missing are made, and removed again where a file cannot be written. Raises
    FaultError where a file of the name is there or a folder leads out of the project, and OSError.
    """
    made: list[Path] = []
    done: set[str] = set()
    try:
        for name, data in files.items():
            _folders(project, project / name, made)
            _write_beside(project / name, name, data)
        for name in files:
            _put(project, name)
            done.add(name)
    finally:
        whole = len(done) == len(files)
        for name in files:
            path, beside = project / name, _beside(project / name)
            with suppress(OSError):
                if not whole and (name in done or path.samefile(beside)):
                    path.unlink()
            with suppress(OSError):
                beside.unlink()
        for folder in reversed([] if whole else made):
            with suppress(OSError):
                folder.rmdir()


def replace(project: Path, name: str, old: bytes | None, new: bytes) -> None:
    """Put new bytes in the place of a file's old ones (None: whatever they are, or no file).

    Its mode stays; a link stays a link. Raises FaultError where the file holds other bytes than
    `old` or leads out of the project, and OSError.
    """
    made: list[Path] = []
    _folders(project, project / name, made)
    path = real(project / name)
    if not path.is_relative_to(real(project)):
        raise _leads_out(name)
    beside = _beside(path)
    mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else None
    if mode is not None and not os.access(path, os.W_OK):
        raise _fault(name, "this file is read-only", "make it writable, if it may be")
    try:
        _write_beside(path, name, new)
        if mode is not None:
            beside.chmod(mode)
        if old is not None and path.read_bytes() != old:
            hint = "it was left as it is: run the command again"
            raise _fault(name, "this file was changed in the meantime", hint)
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise


def write(
    project: Path, fresh: Mapping[str, bytes], changed: Mapping[str, tuple[bytes, bytes]]
) -> None:
    """Write new files, and changed ones (name to old and new bytes): all of them or none.

    Raises what `create` and `replace` do.
    """
    create(project, fresh)
    done: list[str] = []
    try:
        for name, (old, new) in changed.items():
            replace(project, name, old, new)
            done.append(name)
    except BaseException:
        for name in done:
            with suppress(OSError, FaultError):
                replace(project, name, changed[name][1], changed[name][0])
        for name in fresh:
            with suppress(OSError):
                (project / name).unlink()
        raise


def _folders(project: Path, path: Path, made: list[Path]) -> None:
    """Make the folders that a file needs; those that were made are added to `made`."""
    missing = [folder for folder in path.parents if not folder.exists()]
    if not real(path.parent).is_relative_to(real(project)):
        raise _leads_out(path.parent.relative_to(project).as_posix())
    for folder in reversed(missing):
        folder.mkdir()
        made.append(folder)


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}{_BESIDE}")


def _write_beside(path: Path, name: str, data: bytes) -> None:
    try:
        _write(_beside(path), data)
    except OSError as error:  # of a name that nobody has seen
        raise OSError(error.errno, error.strerror, name) from None


def _write(path: Path, data: bytes) -> None:
    """Write a file that is nobody else's: what a killed command left behind is taken away."""
    with suppress(FileNotFoundError):
        path.unlink()
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), _MODE)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _put(project: Path, name: str) -> None:
    """Give a file its name, unless that is taken; a rename would overwrite on some systems."""
    path = project / name
    try:
        os.link(_beside(path), path)
    except FileExistsError:
        raise _taken(name) from None
    except OSError:  # a disk without hard links
        if os.path.lexists(path):
            raise _taken(name) from None
        _beside(path).rename(path)


def _taken(name: str) -> FaultError:
    hint = "nothing was written; move it away, or choose another name"
    return _fault(name, "a file of this name is there already", hint)


def _leads_out(name: str) -> FaultError:
    return _fault(name, "this leads out of the project", "nothing was written")


def _fault(name: str, message: str, hint: str) -> FaultError:
    return FaultError(finding("disk-fault", Place(file=name), message, hint=hint))
