"""What a manifest says of a site, and the one way to write it: any changed byte shows."""

from __future__ import annotations

import json
import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from site_builder.jsontext import written

if TYPE_CHECKING:
    from collections.abc import Mapping


MADE_BY = "site-builder"
"""What a manifest's `generator` begins with: the mark of a folder that may be replaced."""

_ALL = "/*"  # after a folder: every input below it
_DIGEST = re.compile(r"[0-9a-f]{64}")


class Sealed(ABC):
    """What has one way to be written, and a digest of all that it says as its last line."""

    __slots__ = ()

    @property
    def digest(self) -> str:
        """Return the SHA-256 of all that it says: the name of these bytes, wherever they stand."""
        return sha256(written(self._said())).hexdigest()

    def data(self) -> bytes:
        """Return the bytes as they are published, its own digest last."""
        return written({**self._said(), "digest": self.digest})

    @abstractmethod
    def _said(self) -> dict[str, object]:
        """Return all that it says, but for its own digest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest(Sealed):
    """What was published and from which bytes: SHA-256 of every file and every input, by path.

    `files` has neither the manifest itself nor what is only packed (`.gz`, `.br`). `made_from` are
    the inputs whose words each page shows, `folded`. `without_rights` are the seeds of which the
    full text is shown though their records state no right to it.
    """

    generator: str
    version: str
    date: str
    seed_text: str
    without_rights: tuple[str, ...]
    inputs: Mapping[str, str]
    files: Mapping[str, str]
    made_from: Mapping[str, tuple[str, ...]]

    def _said(self) -> dict[str, object]:
        return {
            "generator": self.generator,
            "edition": {"version": self.version, "date": self.date},
            "seed_text": self.seed_text,
            "without_rights": list(self.without_rights),
            "inputs": dict(sorted(self.inputs.items())),
            "files": dict(sorted(self.files.items())),
            "made_from": {name: list(made) for name, made in sorted(self.made_from.items())},
        }


def read_manifest(data: bytes) -> Manifest:
    """Return the manifest that these bytes are; raises ValueError with why they are none.

    The bytes must be those that `Manifest.data` writes, to the last one.
    """
    said = read_said(data)
    edition = said.get("edition")
    edition = edition if isinstance(edition, dict) else {}
    made = said.get("made_from")
    made = made if isinstance(made, dict) else {}
    manifest = Manifest(
        generator=read_text(said, "generator"),
        version=read_text(edition, "version"),
        date=read_text(edition, "date"),
        seed_text=read_text(said, "seed_text"),
        without_rights=_texts(said, "without_rights"),
        inputs=read_digests(said, "inputs"),
        files=read_digests(said, "files"),
        made_from={name: _texts(made, name) for name in made},
    )
    hold(manifest, data)
    return manifest


def read_said(data: bytes) -> dict[str, object]:
    """Return what these bytes say, by name; raises ValueError where they say nothing."""
    try:
        said = json.loads(data)
    except (ValueError, RecursionError):
        raise ValueError("it is not JSON") from None
    if not isinstance(said, dict):
        raise ValueError("it is no list of names and values")
    return said


def hold(made: Sealed, data: bytes) -> None:
    """Raise ValueError unless these are the bytes that `made` writes, to the last one."""
    try:
        same = made.data() == data
    except UnicodeEncodeError:  # half of a character
        same = False
    if not same:
        raise ValueError("it was changed: its digest does not fit what it says")


def read_text(said: Mapping[str, object], name: str) -> str:
    """Return the text of this name; raises ValueError where there is none."""
    value = said.get(name)
    if not isinstance(value, str):
        raise ValueError(f"it does not say `{name}`")
    return value


def _texts(said: Mapping[str, object], name: str) -> tuple[str, ...]:
    value = said.get(name)
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError(f"it does not list `{name}`")
    return tuple(value)


def read_digests(said: Mapping[str, object], name: str) -> dict[str, str]:
    """Return the SHA-256 by path of this name; raises ValueError where it is anything else."""
    value = said.get(name)
    good = isinstance(value, dict) and all(
        isinstance(digest, str) and _DIGEST.fullmatch(digest) for digest in value.values()
    )
    if not isinstance(value, dict) or not good:
        raise ValueError(f"it has no SHA-256 for each of its `{name}`")
    return dict(value)
