"""The disk, written: a PDF takes the place of an older one that this builder made, whole or not."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

from site_builder.inputs import real
from site_builder.output import listed, refused, source_around
from site_builder.typesetting import MADE_BY

if TYPE_CHECKING:
    from pathlib import Path

_LARGEST = 256 << 20  # bytes of a file that is looked at for the mark
_ELSEWHERE = "name another file with --output"


def refuse_other(file: Path, project: Path) -> None:
    """Raise FaultError (`output-refused`) unless a PDF may be written there, over nothing else.

    Not into a site: its manifest lists every file, and the next build would refuse the folder.
    """
    if reason := _misplaced(file, project) or _occupied(file):
        raise refused(file, *reason)


def put(file: Path, data: bytes, project: Path) -> None:
    """Write a PDF in one step, so that a reader meets the old one or the new one.

    Raises FaultError where another file took its name in the meantime, and OSError.
    """
    beside = file.with_name(f".{file.name}.{os.getpid()}.new")
    try:
        with beside.open("xb") as opened:
            opened.write(data)
            opened.flush()
            os.fsync(opened.fileno())
        refuse_other(file, project)
        beside.replace(file)
    except OSError as error:  # of a name that nobody has seen
        raise OSError(error.errno, error.strerror, str(file)) from error
    finally:
        with suppress(OSError):
            beside.unlink()


def _misplaced(file: Path, project: Path) -> tuple[str, str] | None:
    if file.suffix.lower() != ".pdf":
        return "a PDF is written to a file whose name ends in .pdf", _ELSEWHERE
    if not file.parent.is_dir():
        return f"there is no folder {file.parent}", "make it, or name a file in one that is there"
    place, home = real(file.parent), real(project)
    if (name := source_around(place, home)) is not None:
        return f"the PDF would lie in {name}/", _ELSEWHERE
    for folder in (place, *place.parents):
        if folder == home / "public" or listed(folder):
            hint = "name a file outside of it, and copy it where you want it after a build"
            return f"{folder.name}/ is a built site, whose manifest lists every file", hint
    return None


def _occupied(file: Path) -> tuple[str, str] | None:
    try:
        status = file.lstat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(status.st_mode):
        return "this is a folder, a link or a device, not a file", _ELSEWHERE
    data = file.read_bytes() if status.st_size <= _LARGEST else b""
    if not data.startswith(b"%PDF-") or b"/ID [(" + MADE_BY not in data:
        return "this file is there, and not a PDF that this builder made", _ELSEWHERE
    return None
