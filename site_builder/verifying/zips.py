"""A copy of a site in a zip: nothing is written to the disk, and nothing unpacks without end."""

from __future__ import annotations

import stat
import zipfile
import zlib
from typing import TYPE_CHECKING

from site_builder.urls import MANIFEST
from site_builder.verifying.copies import IN_ALL, LARGEST, MOST, Got, UnreadError, path_fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_LARGEST = 2 << 30  # bytes of the zip itself
_DENSEST = 250  # bytes that one packed byte may stand for
_SMALL = 1 << 20  # bytes that anything may unpack to
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


class Zip:
    """The files of a zip, whether at its root or all in one folder; raises UnreadError."""

    served = False

    def __init__(self, file: Path) -> None:
        self.place = file.as_posix()
        try:
            if file.stat().st_size > _LARGEST:
                raise UnreadError(f"it is larger than {_LARGEST >> 30} GB")
            self._zip = zipfile.ZipFile(file)
        except OSError as error:
            raise UnreadError(f"it cannot be read: {error.strerror}") from error
        except _BROKEN as error:
            raise UnreadError("it is no zip that can be read", "download it again") from error
        try:
            self._entries = self._listed()
        except UnreadError:
            self.close()
            raise

    def names(self) -> Iterable[str]:
        """Return the paths of all that is there."""
        return self._entries.keys()

    def each(self, paths: Iterable[str]) -> Iterator[Got]:
        """Yield these files in their order."""
        for path in paths:
            yield self._got(path)

    def close(self) -> None:
        """Let go of the zip."""
        self._zip.close()

    def _listed(self) -> dict[str, zipfile.ZipInfo]:
        entries = [entry for entry in self._zip.infolist() if not entry.is_dir()]
        if len(entries) > MOST:
            raise UnreadError(f"it holds more than {MOST:,} files")
        if sum(entry.file_size for entry in entries) > IN_ALL:
            raise UnreadError(f"it unpacks to more than {IN_ALL >> 30} GB")
        for entry in entries:
            wrong = path_fault(entry.orig_filename)
            if wrong:
                raise UnreadError(f"it holds “{entry.orig_filename[:200]}”: {wrong}")
        names = [entry.filename for entry in entries]
        tops = {name.partition("/")[0] for name in names}
        above = ""
        if MANIFEST not in names and len(tops) == 1:
            above = f"{tops.pop()}/"
        listed = {entry.filename.removeprefix(above): entry for entry in entries}
        if len(listed) != len(entries):
            raise UnreadError("it holds two files of one name, so it cannot be told which counts")
        return listed

    def _got(self, path: str) -> Got:
        entry = self._entries.get(path)
        if entry is None:
            return Got(path=path, why="it is not there", absent=True)
        why = _refused(entry)
        if why:
            return Got(path=path, why=why)
        try:
            with self._zip.open(entry) as file:
                data = file.read(entry.file_size + 1)
        except _BROKEN:
            return Got(path=path, why="it cannot be unpacked")
        except OSError as error:
            return Got(path=path, why=f"it cannot be read: {error.strerror}")
        return Got(path=path, data=data)


def _refused(entry: zipfile.ZipInfo) -> str:
    """Return why an entry is not unpacked; "" where it is."""
    mode = entry.external_attr >> 16
    if stat.S_IFMT(mode) not in {0, stat.S_IFREG}:
        return "it is a link, not a file of the site"
    if entry.file_size > LARGEST:
        return f"it is larger than {LARGEST >> 20} MB"
    if entry.file_size > max(_SMALL, entry.compress_size * _DENSEST):
        return "it unpacks to far more than a file of a site does"
    return ""
