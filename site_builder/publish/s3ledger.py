"""What `publish` notes in a bucket of what it put there: written before anything else is, and last.

What it lists is ours, so that nothing else is ever replaced or deleted; and a run that was cut off
leaves in it all that it may have sent.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from site_builder.hosting import cache_control, content_type, is_packable

if TYPE_CHECKING:
    from collections.abc import Mapping

_FORMAT = "site-builder ledger 1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A file as it was put there: its SHA-256 before packing, how it is served, and its ETag."""

    digest: str
    served: str
    etag: str

    @property
    def state(self) -> str:
        """Return what changes when the file has to be sent again."""
        return state(self.digest, self.served)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """What is ours in a bucket.

    `files` are those of the last edition that was published to its end, `begun` the paths of later
    ones that may have been cut off, `kept` those that the edition before had and `files` has not.
    `run` is the mark of who wrote last; `manifest` the digest of the edition.
    """

    run: str = ""
    settled: bool = False
    manifest: str = ""
    files: Mapping[str, Sent] = field(default_factory=dict)
    begun: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()

    @property
    def owned(self) -> frozenset[str]:
        """Return all paths at which something of ours may stand."""
        return self.begun | self.kept | self.files.keys()

    def is_of(self, manifest: str) -> bool:
        """Tell whether this edition is what was last published, to its end."""
        return self.settled and self.manifest == manifest

    def begins(self, run: str, manifest: str, wanted: frozenset[str]) -> Ledger:
        """Return what is noted before the first file of an edition is sent."""
        begun = self.begun | wanted
        return Ledger(run=run, manifest=manifest, files=self.files, begun=begun, kept=self.kept)

    def former(self, manifest: str, wanted: frozenset[str]) -> frozenset[str]:
        """Return what pages that are still open may ask for once `wanted` is published.

        These are the paths of the edition before; what is older is no longer listed, unless the
        same edition is published again.
        """
        if self.is_of(manifest):
            return self.kept - wanted
        return (self.begun | self.files.keys()) - wanted

    def data(self) -> bytes:
        """Return the ledger as it is written."""
        said = {
            "made_by": _FORMAT,
            "run": self.run,
            "settled": self.settled,
            "manifest": self.manifest,
            "files": {p: [s.digest, s.served, s.etag] for p, s in sorted(self.files.items())},
            "begun": sorted(self.begun),
            "kept": sorted(self.kept),
        }
        return (json.dumps(said, indent=0) + "\n").encode()


def read_ledger(data: bytes) -> Ledger:
    """Return the ledger that these bytes are; raises ValueError if they are none of this format."""
    try:
        said = json.loads(data)
        if said["made_by"] != _FORMAT:
            raise ValueError(_FORMAT)
        return Ledger(
            run=_text(said["run"]),
            settled=said["settled"] is True,
            manifest=_text(said["manifest"]),
            files={_text(path): _sent(*sent) for path, sent in said["files"].items()},
            begun=frozenset(map(_text, said["begun"])),
            kept=frozenset(map(_text, said["kept"])),
        )
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise ValueError("it is no ledger that this version wrote") from None


def _sent(digest: object, served: object, etag: object) -> Sent:
    return Sent(digest=_text(digest), served=_text(served), etag=_text(etag))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def state(digest: str, served: str) -> str:
    """Return what tells two files of one path apart: their bytes, and how they are served."""
    return f"{digest} {served}"


def served_as(path: str) -> str:
    """Return a name of how a file is served, which changes when a rule of hosting.py does."""
    rules = (content_type(path), cache_control(path), "gzip" if is_packable(path) else "")
    return sha256("\n".join(rules).encode()).hexdigest()[:12]
