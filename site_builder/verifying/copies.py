"""A copy of a site as a reader has it: which files it has, and their bytes, within bounds."""

from __future__ import annotations

import importlib
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from site_builder.packed import ENDINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LARGEST = 256 << 20
"""Bytes of one file."""

IN_ALL = 4 << 30
"""Bytes of all files."""

MOST = 200_000
"""Files."""

_LONGEST = 1_000  # characters of a path
_DEEPEST = 30  # folders in one another


class UnreadError(Exception):
    """Why a file, or a whole copy, cannot be read; `hint` says what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True, kw_only=True)
class Got:
    """A file of a copy: its bytes, or `why` there are none; `absent` where it is not there.

    `unlike` is why what was sent to those who take it packed is not the same; `sent` how it was
    sent packed (`gzip`, `br`) and is the same, `unheld` how it was and could not be unpacked here.
    Only a copy on the network tells these.
    """

    path: str
    data: bytes = b""
    why: str = ""
    hint: str = ""
    absent: bool = False
    unlike: str = ""
    sent: tuple[str, ...] = ()
    unheld: tuple[str, ...] = ()


class Copy(Protocol):
    """Where a site is read from. `place` is how it is named to people."""

    @property
    def place(self) -> str:
        """How the copy is named to people, with nothing secret in it."""

    @property
    def served(self) -> bool:
        """Whether a host serves it: then it does not tell which other files there are."""

    def names(self) -> Iterable[str]:
        """Return the paths of all that is there; nothing where that is not told."""

    def each(self, paths: Iterable[str]) -> Iterator[Got]:
        """Yield these files, each read once, in any order."""

    def close(self) -> None:
        """Let go of what it holds open."""


def path_fault(path: str) -> str:
    """Return why no file of a site can have this path; "" where one can."""
    steps = path.split("/")
    if len(path) > _LONGEST or len(steps) > _DEEPEST:
        return "this path is too long"
    if not path.isprintable() or "\\" in path:
        return "this path has characters that no file of a site has"
    if any(step in {"", ".", ".."} for step in steps) or ":" in steps[0]:
        return "this path leads out of the site"
    return ""


def got(path: str, copy: Copy) -> Got:
    """Return one file of a copy."""
    return next(iter(copy.each([path])))


def unpacked(data: bytes, by: str, most: int) -> bytes | None:
    """Return what was packed by `gzip` or `br`, `most` bytes of it and one more at most.

    None where what unpacks it is not installed; raises ValueError where it is broken.
    """
    if by == "gzip":
        return _ungzipped(data, most)
    if by == "br":
        return _unbrotlied(data, most)
    return data if by in {"", "identity"} else None


def can_unpack(by: str) -> bool:
    """Tell whether what unpacks it is installed."""
    return by == "gzip" or _brotli() is not None


def unpacked_file(path: str, data: bytes, most: int) -> bytes | None:
    """Return what a packed file packs, as `unpacked` does."""
    return unpacked(data, ENDINGS[path[path.rindex(".") :]], most)


def _ungzipped(data: bytes, most: int) -> bytes:
    try:
        unpacker = zlib.decompressobj(31)
        text = unpacker.decompress(data, most + 1)
    except zlib.error:
        raise ValueError("it is not gzip") from None
    if len(text) <= most and (not unpacker.eof or unpacker.unused_data):
        raise ValueError("it is cut off, or goes on after its end")
    return text


def _unbrotlied(data: bytes, most: int) -> bytes | None:
    brotli = _brotli()
    if brotli is None:
        return None
    unpacker = brotli.Decompressor()
    text = bytearray()
    try:
        for start in range(0, len(data), 1 << 10):  # a kilobyte may unpack to much, not to all
            text += unpacker.process(data[start : start + (1 << 10)])
            if len(text) > most:
                return bytes(text[: most + 1])
    except brotli.error:
        raise ValueError("it is not Brotli") from None
    if not unpacker.is_finished():
        raise ValueError("it is cut off")
    return bytes(text)


def _brotli() -> BrotliModule | None:
    try:
        module: Any = importlib.import_module("brotli")  # it has no types
    except ImportError:
        return None
    brotli: BrotliModule = module
    return brotli


class BrotliModule(Protocol):
    """What is used of the package `brotli`, which is optional."""

    error: type[Exception]

    def Decompressor(self) -> BrotliDecompressor:  # noqa: N802 - its own name
        """Return what unpacks piece by piece."""


class BrotliDecompressor(Protocol):
    """What unpacks piece by piece."""

    def process(self, data: bytes) -> bytes:
        """Return what this piece adds."""

    def is_finished(self) -> bool:
        """Tell whether the end was reached."""
