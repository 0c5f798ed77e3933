"""Parts of a briefing that were held to their passages before, and fitted: they need not be again.

A part is known by all that its fit hangs on: the bytes of its file, of its seeds and their records,
and of every file that names speakers, origins or terms. What is known of another builder, or of
other bytes, is not known of this part.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from site_builder.model import Term, Theme

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from site_builder.checks.parts import Part

SIZE = 16
"""Bytes of a key."""

_DIFFERENCES = "content/differences.yaml"
_TERMS = "content/terms.yaml"
# What no theme's fit hangs on, of the files that stand directly in content/.
_APART = ("differences", "gaps", "notes", "changes")


class Verdicts:
    """What is known of parts from earlier checks, and what this one comes to."""

    def __init__(self, known: Collection[bytes] = (), maker: bytes = b"") -> None:
        """Take the keys of parts that fitted, as `maker` found; without a maker none is kept."""
        self.fitting: set[bytes] = set()
        self.known = frozenset(known)
        self.maker = maker
        self._digests: Mapping[str, str] = {}
        self._common = blake2b(digest_size=SIZE)

    def begin(self, digests: Mapping[str, str]) -> None:
        """Begin a check of what is made from inputs with these SHA-256, by name."""
        apart = {f"content/{name}.{end}" for name in _APART for end in ("yaml", "yml")}
        self._digests = digests
        self._common = blake2b(self.maker, digest_size=SIZE)
        for name, digest in sorted(digests.items()):
            if name.startswith("content/") and name.count("/") == 1 and name not in apart:
                self._common.update(f"{name} {digest}\n".encode())

    def fits(self, part: Part) -> bool:
        """Tell whether all that a part claims is known to fit."""
        key = self._key(part)
        if key not in self.known:
            return False
        self.fitting.add(key)
        return True

    def note(self, part: Part) -> None:
        """Note that a part fits: nothing was found."""
        if self.maker:
            self.fitting.add(self._key(part))

    def _key(self, part: Part) -> bytes:
        file = _file(part.source)
        said = [file, self._digests.get(file, "")]
        for name, seed in part.seeds.items():
            said.append(name)
            if seed is not None:
                said += (seed.id, seed.source.sha256, self._digests.get(seed.record.file, ""))
        found = self._common.copy()
        found.update("\0".join(said).encode())
        return found.digest()


def _file(source: object) -> str:
    """Return the file of a theme, or of the list of differences or terms."""
    if isinstance(source, Theme):
        return source.file
    return _TERMS if isinstance(source, tuple) and isinstance(source[0], Term) else _DIFFERENCES
