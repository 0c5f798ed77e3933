"""Two folders change places: in one step where the system can."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_LINUX = sys.platform == "linux"
_EXCHANGE = 2  # RENAME_EXCHANGE of <linux/fs.h>
_HERE = -100  # AT_FDCWD of <fcntl.h>


def swap(new: Path, output: Path, aside: Path) -> None:
    """Put the folder `new` in the place of `output`; `new` is then the old site, if there was one.

    Where the system can, they change places in one step (renameat2 with RENAME_EXCHANGE: Linux
    3.15 or later on ext4, btrfs, xfs, tmpfs and others). Elsewhere (macOS, Windows, file systems
    without it) the old folder is moved away and the new one moved in: between the two there is no
    folder for some microseconds. A process that is killed just there leaves it at `aside`.
    """
    if not output.exists():
        new.rename(output)
    elif not _exchanged(new, output):
        output.rename(aside)
        try:
            new.rename(output)
        except BaseException:
            aside.rename(output)
            raise
        aside.rename(new)


def _exchanged(first: Path, second: Path) -> bool:
    """Tell whether two folders changed places; False where the system has no such call."""
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if _LINUX else None
    if call is None:
        return False
    if call(_HERE, os.fsencode(first), _HERE, os.fsencode(second), _EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.ENOSYS, errno.EINVAL):
        return False
    raise OSError(code, os.strerror(code), str(second))
