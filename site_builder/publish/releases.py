"""What stands in a folder that is published to: releases, and the record of each.

`releases/NAME/` is a whole site, `releases/.NAME.json` says what `publish` put into it and when it
was served, counted from 1; `current` leads to one of them.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from site_builder.jsontext import written
from site_builder.manifest import MADE_BY, Manifest, read_digests, read_manifest
from site_builder.publish import disk
from site_builder.publish.finished import refused
from site_builder.urls import MANIFEST

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from site_builder.publish.finished import Finished

RELEASES, CURRENT = "releases", "current"
NEW, GONE, NEXT, NOTE, PART = ".new", ".gone", ".current.new", ".record.new", ".part.new"
"""What only a publisher that is at work needs; the next one clears it."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*-[0-9a-f]{12}")
_UNFIT = re.compile(r"[^A-Za-z0-9._-]+")
_AWAY = "move it away, or publish to another folder"


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A release that `publish` made: `served` is 0 before it first was, `files` have their SHA-256.

    `files` holds what came with it, packed files too, and `carried` static files of other
    releases, which pages that readers still have open ask for.
    """

    name: str
    digest: str
    served: int
    files: Mapping[str, str]
    carried: Mapping[str, str] = field(default_factory=dict)

    def data(self) -> bytes:
        """Return the record of the release."""
        said = {
            "made_by": MADE_BY,
            "digest": self.digest,
            "served": self.served,
            "files": dict(sorted(self.files.items())),
            "carried": dict(sorted(self.carried.items())),
        }
        return written(said)


def named(site: Finished) -> str:
    """Return what the release of a site is called: its edition and the start of its digest."""
    edition = _UNFIT.sub("-", site.manifest.version).strip(".-_")[:60] or "edition"
    return f"{edition}-{site.manifest.digest[:12]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The folder that is published to."""

    target: Path

    @property
    def releases(self) -> Path:
        """Return the folder of all releases."""
        return self.target / RELEASES

    def folder(self, name: str) -> Path:
        """Return the folder of a release."""
        return self.releases / name

    def record(self, name: str) -> Path:
        """Return the file that says what a release is."""
        return self.releases / f".{name}.json"

    def current(self) -> str | None:
        """Return the release that is served; raises FaultError where something else stands there.

        A link to a release that is gone leads nowhere, and is as good as none.
        """
        link = self.target / CURRENT
        if not link.is_symlink():
            if link.exists():
                raise refused(str(link), "something stands here that publish did not make", _AWAY)
            return None
        leads = Path(link.readlink())
        if len(leads.parts) != 2 or leads.parts[0] != RELEASES or not _NAME.fullmatch(leads.name):
            message = f"this link leads to {leads}, where publish made nothing"
            raise refused(str(link), message, _AWAY)
        return leads.name if self.folder(leads.name).is_dir() else None

    def every(self) -> dict[str, Release]:
        """Return the releases that `publish` made, by name, the one last served first."""
        found = []
        for path in self.releases.glob(".*.json") if self.releases.is_dir() else ():
            name = path.name[1:].removesuffix(".json")
            release = _read(path, name)
            if release is not None and self.folder(name).is_dir():
                found.append(release)
        found.sort(key=lambda release: (-release.served, release.name))
        return {release.name: release for release in found}

    def note(self, release: Release) -> None:
        """Write the record of a release, in the place of the one before."""
        disk.remove(self.releases / NOTE)
        disk.write(self.releases / NOTE, release.data())
        disk.move(self.releases / NOTE, self.record(release.name))
        disk.flush(self.releases)

    def point(self, name: str) -> None:
        """Let `current` lead to a release, in one step."""
        disk.remove(self.target / NEXT)
        disk.point(self.target / NEXT, f"{RELEASES}/{name}")
        disk.move(self.target / NEXT, self.target / CURRENT)
        disk.flush(self.target)

    def drop(self, release: Release) -> None:
        """Remove a release and its record."""
        disk.remove(self.releases / GONE)
        if self.folder(release.name).exists():
            disk.move(self.folder(release.name), self.releases / GONE)
        disk.remove(self.record(release.name))
        disk.remove(self.releases / GONE)

    def is_whole(self, release: Release) -> bool:
        """Tell whether every file of a release is there with its bytes."""
        return self.found(release) == release.files

    def found(self, release: Release) -> dict[str, str]:
        """Return the files of a release that are there, with the SHA-256 of what they hold now."""
        folder, found = self.folder(release.name), {}
        for path in release.files:
            with suppress(OSError):
                found[path] = sha256((folder / path).read_bytes()).hexdigest()
        return found

    def manifest(self, release: Release) -> Manifest | None:
        """Return the manifest of a release; None where it cannot be read."""
        with suppress(OSError, ValueError):
            return read_manifest((self.folder(release.name) / MANIFEST).read_bytes())
        return None

    def stranger(self, release: Release) -> str | None:
        """Return a file in the folder of a release that `publish` did not put there, or None."""
        folder = self.folder(release.name)
        there = (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
        names = (path.relative_to(folder).as_posix() for path in there)
        ours = {*release.files, *release.carried}
        return next((name for name in names if name not in ours), None)

    def add(self, release: Release, path: str, make: Callable[[Path], None]) -> None:
        """Put a file that `make` makes into the folder of a release: it is there whole, or not."""
        file = self.folder(release.name) / path
        for folder in reversed(file.parents):
            if not folder.exists():
                disk.make(folder)
        disk.remove(self.releases / PART)
        make(self.releases / PART)
        disk.move(self.releases / PART, file)
        disk.flush(file.parent)

    def tidy(self) -> None:
        """Clear what a publisher that was killed left; that a release is served is noted."""
        for left in (NEW, GONE, NOTE, PART):
            disk.remove(self.releases / left)
        disk.remove(self.target / NEXT)
        for path in self.releases.glob(".*.json"):
            name = path.name[1:].removesuffix(".json")
            if not self.folder(name).exists() and _read(path, name) is not None:
                disk.remove(path)
        every = self.every()
        now = every.get(self.current() or "")
        if now is not None and not now.served:
            self.note(replace(now, served=following(every)))


def following(every: Mapping[str, Release]) -> int:
    """Return the number of the release that is to be served next."""
    return 1 + max((release.served for release in every.values()), default=0)


def _read(path: Path, name: str) -> Release | None:
    """Return a release as its record has it; None where this is no record of ours."""
    try:
        said = json.loads(path.read_bytes())
        if not _NAME.fullmatch(name) or said["made_by"] != MADE_BY:
            return None
        return Release(
            name=name,
            digest=str(said["digest"]),
            served=int(said["served"]),
            files=read_digests(said, "files"),
            carried=read_digests(said, "carried"),
        )
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
