"""What is packed beside the files of a site, `x.gz` and `x.br`, and the one way to write it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from site_builder.manifest import Sealed, hold, read_digests, read_said, read_text

if TYPE_CHECKING:
    from collections.abc import Mapping

ENDINGS = {".gz": "gzip", ".br": "br"}
"""What a packed file's name ends with, and what it is packed by as HTTP names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed(Sealed):
    """The packed files of a site: SHA-256 of each by its path, `manifest` the site's own digest."""

    manifest: str
    files: Mapping[str, str]

    def _said(self) -> dict[str, object]:
        return {"manifest": self.manifest, "files": dict(sorted(self.files.items()))}


def read_packed(data: bytes) -> Packed:
    """Return the list that these bytes are; raises ValueError with why they are none.

    The bytes must be those that `Packed.data` writes, to the last one.
    """
    said = read_said(data)
    packed = Packed(manifest=read_text(said, "manifest"), files=read_digests(said, "files"))
    if any(plain(path) is None for path in packed.files):
        raise ValueError("it lists a file that is not packed")
    hold(packed, data)
    return packed


def plain(path: str) -> str | None:
    """Return the path of what a packed file packs; None for one that is not packed."""
    for ending in ENDINGS:
        if path.endswith(ending):
            return path.removesuffix(ending)
    return None
