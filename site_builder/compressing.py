"""Files made smaller, `x.gz` and `x.br`: bytes in, bytes out, the same on every machine.

What packs them comes with the extra `publish`, in wheels of versions that are pinned: the zlib of
a system is another one on each, and makes other bytes. Zopfli's header has no time and no name.
"""

from __future__ import annotations

import gzip
import zlib
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from site_builder.findings import FaultError, finding
from site_builder.hosting import is_packable
from site_builder.installing import installs
from site_builder.places import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from concurrent.futures import Future

    Packers = Mapping[str, Callable[[bytes], bytes]]

_AT_ONCE = 8  # files: both packers let other threads run
_ITERATIONS = 1  # of Zopfli; more take twice the time for a third of a per cent
_QUALITY = 11  # of Brotli, the most


def packers() -> Packers | None:
    """Return what packs, by the ending it gives; None where the extra is not installed."""
    try:
        import brotli
        from zopfli import gzip as zopfli
    except ImportError:
        return None
    return {
        ".br": lambda data: bytes(brotli.compress(data, quality=_QUALITY)),
        ".gz": lambda data: bytes(zopfli.compress(data, numiterations=_ITERATIONS)),
    }


def needed() -> Packers:
    """Return what packs; raises FaultError (`compress-fault`) where it is not installed."""
    found = packers()
    if found is None:
        message = "this needs the Python packages brotli and zopfli (the extra `publish`)"
        hint = installs("publish")
        raise FaultError(finding("compress-fault", Place(file="--compress"), message, hint=hint))
    return found


def gzipped(data: bytes) -> bytes:
    """Return the data packed by the system's own gzip: for sending, where no file lists its bytes.

    It is quick; its header has neither a time nor a name.
    """
    return gzip.compress(data, compresslevel=9, mtime=0)


def gunzipped(data: bytes) -> bytes:
    """Return what was packed by gzip; raises ValueError where nothing was, or it is cut off."""
    try:
        return gzip.decompress(data)
    except (OSError, EOFError, zlib.error):
        raise ValueError("it was not packed by gzip") from None


def packed_files(
    paths: Iterable[str], read: Callable[[str], bytes], by: Packers
) -> Iterator[tuple[str, bytes]]:
    """Yield each packed file that is smaller than what it packs, by its path, in the paths' order.

    `read` is asked for the bytes of each file that can be packed, a few at a time.
    """

    def pack(path: str) -> list[tuple[str, bytes]]:
        data = read(path)
        made = [(path + ending, smaller(data)) for ending, smaller in by.items()]
        return [(name, packed) for name, packed in made if len(packed) < len(data)]

    waiting: deque[Future[list[tuple[str, bytes]]]] = deque()
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for path in paths:
            if is_packable(path):
                waiting.append(pool.submit(pack, path))
            if len(waiting) > 2 * _AT_ONCE:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
