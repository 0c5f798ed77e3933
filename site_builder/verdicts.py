"""Claims that were held to their passages before, and fitted: they need not be held again.

A claim is known by all that its fit hangs on: its place in its file and the file's bytes, the bytes
of its seeds and their records, and of every file that names speakers, origins or terms. What is
known of another builder, or of other bytes, is not known of this claim.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from site_builder.checks.claims import Claim

SIZE = 16
"""Bytes of a key."""

# What no claim's fit hangs on, of the files that stand directly in content/.
_APART = ("differences", "gaps", "notes", "changes")


class Verdicts:
    """What is known of claims from earlier checks, and what this one comes to."""

    def __init__(self, known: Collection[bytes] = (), maker: bytes = b"") -> None:
        """Take the keys of claims that fitted, as `maker` found; without a maker none is kept."""
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

    def fits(self, claim: Claim) -> bool:
        """Tell whether a claim is known to fit."""
        key = self._key(claim)
        if key not in self.known:
            return False
        self.fitting.add(key)
        return True

    def note(self, claim: Claim) -> None:
        """Note that a claim fits: nothing was found."""
        if self.maker:
            self.fitting.add(self._key(claim))

    def _key(self, claim: Claim) -> bytes:
        said = [self._digests.get(claim.text.source.name, ""), str(claim.text.start)]
        for seed in claim.seeds():
            if seed is not None:
                said += (seed.id, seed.source.sha256, self._digests.get(seed.record.file, ""))
        found = self._common.copy()
        found.update(" ".join(said).encode())
        return found.digest()
