"""The disk of a place that is served, changed: each step whole or not at all, and kept.

What was written is on the device before the next step names it. Every change that `folder` makes
is one of these calls, so that tests can stop it at each of them.
"""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_FILE, _FOLDER = 0o644, 0o755  # a web server is somebody else


def make(folder: Path) -> None:
    """Make a folder that a web server can read."""
    folder.mkdir()
    folder.chmod(_FOLDER)


def write(path: Path, data: bytes, *, time: int | None = None) -> None:
    """Write a new file, never through a link nor over what is there; `time` (ns) is its own."""
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fchmod(file.fileno(), _FILE)
        if time is not None:
            os.utime(file.fileno(), ns=(time, time))
        os.fsync(file.fileno())


def link(old: Path, new: Path) -> None:
    """Give a file a second name; where the disk has none, a copy is made."""
    try:
        os.link(old, new)
    except FileExistsError:
        raise
    except OSError:
        write(new, old.read_bytes())


def point(name: Path, target: str) -> None:
    """Make a symbolic link."""
    name.symlink_to(target, target_is_directory=True)


def move(old: Path, new: Path) -> None:
    """Give a file, link or folder another name; a file or link takes the place of another."""
    old.replace(new)


def flush(folder: Path) -> None:
    """See to it that the names in a folder are on the device."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove(path: Path) -> None:
    """Remove a file, a link or a folder with all that is in it; what is not there is no fault."""
    if path.is_symlink() or not path.is_dir():
        path.unlink(missing_ok=True)
    else:
        shutil.rmtree(path)
