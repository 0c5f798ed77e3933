"""A copy of a site in a folder: ordinary files only, no link, nothing outside."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from site_builder.verifying.copies import LARGEST, MOST, Got, UnreadError, path_fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


class Folder:
    """The files of a folder; raises UnreadError where it cannot be listed."""

    served = False

    def __init__(self, folder: Path) -> None:
        self.place = folder.as_posix()
        self._folder = folder
        self._links: set[str] = set()
        self._names = frozenset(self._listed())

    def names(self) -> Iterable[str]:
        """Return the paths of all that is there, links too."""
        return self._names

    def each(self, paths: Iterable[str]) -> Iterator[Got]:
        """Yield these files in their order."""
        for path in paths:
            yield self._got(path)

    def close(self) -> None:
        """Nothing is held open."""

    def _got(self, path: str) -> Got:
        if path not in self._names:
            return Got(path=path, why="it is not there", absent=True)
        if path in self._links:
            return Got(path=path, why="it is a link, not a file of the site")
        try:
            data, why = ordinary(self._folder / path, LARGEST)
        except OSError as error:
            return Got(path=path, why=f"it cannot be read: {error.strerror}")
        return Got(path=path, data=data, why=why)

    def _listed(self) -> Iterator[str]:
        count = 0

        def unread(error: OSError) -> None:
            raise UnreadError(f"{error.filename} cannot be read: {error.strerror}") from error

        for root, folders, files in os.walk(self._folder, onerror=unread):
            above = os.path.relpath(root, self._folder).replace(os.sep, "/")
            if above == "." and ".git" in folders:  # of a branch that was cloned: served nowhere
                folders.remove(".git")
            for name in [*folders, *files]:
                path = name if above == "." else f"{above}/{name}"
                link = os.path.islink(os.path.join(root, name))  # noqa: PTH114, PTH118 - quick
                if link:
                    self._links.add(path)
                if not link and name in folders and not path_fault(path):
                    continue
                count += 1
                if count > MOST:
                    raise UnreadError(f"there are more than {MOST:,} files")
                yield path
            folders[:] = [
                name
                for name in folders
                if (name if above == "." else f"{above}/{name}") not in self._links
                and not path_fault(f"{above}/{name}".removeprefix("./"))
            ]


def ordinary(path: Path, largest: int) -> tuple[bytes, str]:
    """Return the bytes of an ordinary file, or why it is not read."""
    status = path.lstat()
    if not stat.S_ISREG(status.st_mode):
        return b"", "it is not an ordinary file"
    if status.st_size > largest:
        return b"", f"it is larger than {largest >> 20} MB"
    with path.open("rb") as file:
        data = file.read(status.st_size + 1)
    if len(data) > status.st_size:  # or it could go on for ever
        return b"", "it grew while it was read"
    return data, ""
