"""A site being written: its files through open folders, which no link can lead elsewhere."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILE, FOLDER = 0o644, 0o755
"""The modes of what is written, under any umask."""

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_INTO = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0)
_BY_FOLDER = {os.open, os.mkdir} <= os.supports_dir_fd  # not on Windows


@dataclass(frozen=True, slots=True, kw_only=True)
class Staging:
    """A site being written beside the one it will replace.

    `digests` holds the SHA-256 of each file. Modes are the same under any umask. A file whose
    bytes are those of the old site keeps the old one's time, for those who copy what has changed.
    """

    folder: Path
    old: Path
    digests: dict[str, str] = field(default_factory=dict)
    _folders: dict[str, int | None] = field(default_factory=dict)

    def write(self, path: str, data: bytes) -> None:
        """Write one file of the site; an OSError names the file as it would have been."""
        with self._named(path):
            time = _time_if_same(self.old / path, data) if self._replaces else None
            file = self._create(path)
            try:
                _write(file, data)
                if hasattr(os, "fchmod"):
                    os.fchmod(file, FILE)
                if time is not None:
                    os.utime(file if _BY_FOLDER else self.folder / path, ns=(time, time))
            finally:
                os.close(file)
        self.digests[path] = sha256(data).hexdigest()

    def keep(self, path: str, digest: str) -> bool:
        """Take a file of the old site over if its bytes have this SHA-256; tell whether they do.

        It is the same file by another name where the system can have one, else a copy.
        """
        data, status = _read(self.old / path)
        if status is None or sha256(data).hexdigest() != digest:
            return False
        if not self._link(path, status):
            self.write(path, data)
        self.digests[path] = digest
        return True

    def _link(self, path: str, known: os.stat_result) -> bool:
        """Give a file of the old site, which was looked at, its place in the new one."""
        folder, _, name = path.rpartition("/")
        within = self._open(folder)
        if within is None or stat.S_IMODE(known.st_mode) != FILE:
            return False
        try:
            os.link(self.old / path, name, dst_dir_fd=within, follow_symlinks=False)
        except (OSError, NotImplementedError):  # the system has no second names, or no more
            return False
        made = os.stat(name, dir_fd=within, follow_symlinks=False)
        if _looks(made) == _looks(known):
            return True
        os.unlink(name, dir_fd=within)  # another file stood there by then
        return False

    def read(self, path: str) -> bytes:
        """Return the bytes of a file that was written; an OSError names it as it would be."""
        with self._named(path):
            return (self.folder / path).read_bytes()

    @contextmanager
    def _named(self, path: str) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(self.old / path)) from error

    @property
    def _replaces(self) -> bool:
        """Whether there is an old site; it is looked for once."""
        if "/" not in self._folders:  # which no folder is called
            self._folders["/"] = 1 if self.old.is_dir() else None
        return self._folders["/"] is not None

    def _create(self, path: str) -> int:
        """Return a new file that is open: never through a link, nor over what is there."""
        folder, _, name = path.rpartition("/")
        within = self._open(folder)
        if within is None:
            return os.open(self.folder / path, _NEW, FILE)
        return os.open(name, _NEW, FILE, dir_fd=within)

    def _open(self, folder: str) -> int | None:
        """Return the open folder of a file, made if need be, but never the site's own.

        None where the system opens no folders.
        """
        if folder not in self._folders:
            above, _, name = folder.rpartition("/")
            around = self._open(above) if folder else None
            if folder:
                self._make(folder, name, around)
            if not _BY_FOLDER:
                self._folders[folder] = None
            elif folder:
                self._folders[folder] = os.open(name, _INTO, dir_fd=around)
            elif self.folder.is_symlink():
                raise OSError(errno.ELOOP, "another program put a link in the new site's place")
            else:
                self._folders[folder] = os.open(self.folder, _INTO)
        return self._folders[folder]

    def _make(self, folder: str, name: str, around: int | None) -> None:
        if around is None:
            (self.folder / folder).mkdir()
            (self.folder / folder).chmod(FOLDER)
            return
        with suppress(FileExistsError):  # another process was quicker; no link is opened
            os.mkdir(name, dir_fd=around)
            os.chmod(name, FOLDER, dir_fd=around)

    def missing(self) -> str | None:
        """Return a file that was written and is not there; None if all are."""
        there = (path for path in self.digests if not (self.folder / path).is_file())
        return next(there, None)

    def close(self) -> None:
        """Let go of the open folders; nothing is written after this."""
        for name, folder in self._folders.items():
            if name != "/" and folder is not None:
                with suppress(OSError):  # nothing was written to it that could be lost
                    os.close(folder)
        self._folders.clear()


def _write(file: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(file, left) :]


def _looks(status: os.stat_result) -> tuple[int, ...]:
    """Return what two names of a file have in common, and two files have not."""
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


def _read(old: Path) -> tuple[bytes, os.stat_result | None]:
    """Return the bytes and the status of a file; no status where it is none, or not to be read."""
    with suppress(OSError):
        looked = old.lstat()
        if stat.S_ISREG(looked.st_mode):
            with old.open("rb") as file:
                status = os.fstat(file.fileno())
                return file.read(), status if os.path.samestat(looked, status) else None
    return b"", None


def _time_if_same(old: Path, data: bytes) -> int | None:
    """Return when a file was last changed (ns) if these are its bytes, else None."""
    try:
        status = old.lstat()
        same = stat.S_ISREG(status.st_mode) and status.st_size == len(data)
        return status.st_mtime_ns if same and old.read_bytes() == data else None
    except OSError:  # not there, or not to be read: then it is not kept
        return None
