"""Copies of folders that many tests start from, made of links: a name costs less than a file."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def linked(source: Path, target: Path) -> None:
    """Copy a folder; its files have the same bytes, modes and times, for they are the same files.

    Whoever writes into one of them must make it his `own` first. What takes the place of a file,
    or removes it, need not: the other names keep it.
    """
    shutil.copytree(source, target, copy_function=_link)


def own(path: Path) -> None:
    """Make a file that has other names too one of its own, that can be written into."""
    if path.is_file() and not path.is_symlink() and path.stat().st_nlink > 1:
        apart = path.with_name(f"{path.name}.own")
        shutil.copy2(path, apart)
        apart.replace(path)


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # another disk, or a file system without links
        shutil.copy2(source, target)
