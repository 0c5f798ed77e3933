"""A finished site put into a folder that a web server reads: whole, or not at all.

Each site is a release of its own, `current` leads to one of them, and is made to lead to another
in one step. Whoever reads meets one release or the other. Static files of the releases that are
kept are carried into the new one, since a reader may still have one of their pages open.
"""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

from site_builder.compressing import packed_files
from site_builder.hosting import is_fingerprinted, says_its_bytes
from site_builder.inputs import real
from site_builder.output import source_around
from site_builder.packed import Packed, plain
from site_builder.publish import disk
from site_builder.publish.finished import busy, failed, refused
from site_builder.publish.plan import planned
from site_builder.publish.releases import (
    CURRENT,
    GONE,
    NEW,
    NEXT,
    RELEASES,
    Release,
    Shelf,
    following,
    named,
)
from site_builder.swap import swap
from site_builder.urls import MANIFEST, PACKED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from site_builder.compressing import Packers
    from site_builder.manifest import Manifest
    from site_builder.publish.finished import Finished
    from site_builder.publish.plan import Agreed, Plan, Telling

_LOCK = ".publish.lock"
FEWEST = 2
"""Releases that are kept: the one that is served, and the one before it."""

_ELSEWHERE = "name a folder of its own, such as /srv/www/site"
_AGAIN = "what is served is whole; mend this and run the same command again"
_FIRST = "nothing is served from here yet; mend this and run the same command again"


def publish_folder(
    site: Finished,
    target: Path,
    *,
    project: Path,
    keep: int,
    packing: Packers | None,
    dry_run: bool = False,
    agreed: Agreed = lambda _: None,
    telling: Telling = lambda _: None,
) -> Plan:
    """Make `target`/current lead to the site, and return what that changes for a reader.

    The `keep` releases that were served last are kept. Files are packed by `packing`, unless the
    site has packed files. Raises FaultError.
    """
    fit_for_releases(target, project)
    shelf = Shelf(target=target)
    if dry_run:
        agreed(plan := _plan(shelf, site))
        return plan
    with _held(shelf):
        agreed(plan := _plan(shelf, site))
        shelf.tidy()
        before, every = shelf.current(), shelf.every()
        release = every.get(named(site))
        if release is None or release.digest != site.manifest.digest or not shelf.is_whole(release):
            telling(f"writing {'and packing ' if packing else ''}{len(site.files)} files")
            release = _put(shelf, site, packing, release)
        else:
            release = _pack(shelf, site, packing, release)
        kept = _kept(shelf, keep, {release.name, before or ""})
        release = _carry(shelf, release, [one for one in kept if one.name != release.name])
        if before != release.name:
            telling("switching")
            _note_served(shelf, before)
            shelf.point(release.name)
            shelf.note(replace(release, served=following(shelf.every())))
        _prune(shelf, {one.name for one in kept} | {release.name}, telling)
        return plan


def roll_back(
    target: Path, *, project: Path, dry_run: bool = False, telling: Telling = lambda _: None
) -> tuple[Plan, Manifest]:
    """Make `current` lead to the release served before; return what that changes, and its manifest.

    Each time goes back one further; to go forward, publish again. Raises FaultError.
    """
    fit_for_releases(target, project)
    shelf = Shelf(target=target)
    now, release = _before(shelf)  # before a folder is made for nothing
    if dry_run:
        manifest = _whole(shelf, release)
    else:
        with _held(shelf):
            shelf.tidy()
            now, release = _before(shelf)
            manifest = _whole(shelf, release)
            release = _carry(shelf, release, [now])
            telling("switching")
            shelf.point(release.name)
    return planned(_site(now), _site(release)), manifest


def _before(shelf: Shelf) -> tuple[Release, Release]:
    """Return the release that is served, and the one served before it."""
    every = shelf.every()
    now = every.get(shelf.current() or "")
    older = [one for one in every.values() if now is not None and 0 < one.served < now.served]
    if now is None or not older:
        hint = "publish the edition that is to be served"
        raise refused(str(shelf.target), "no earlier release is there to go back to", hint)
    return now, older[0]


def _whole(shelf: Shelf, release: Release) -> Manifest:
    """Return the manifest of a release whose files are as they were put there."""
    manifest = shelf.manifest(release) if shelf.is_whole(release) else None
    if manifest is None:
        hint = "publish that edition again; nothing was changed"
        raise refused(str(shelf.folder(release.name)), "its files were changed", hint)
    return manifest


def fit_for_releases(target: Path, project: Path) -> None:
    """Raise FaultError (`publish-refused`) unless releases may be put into a folder."""
    if os.name == "nt":
        message = "this needs symbolic links as Linux, macOS and BSD have them"
        raise refused(str(target), message, "publish to git: or s3:, or from another system")
    place, home = real(target), real(project)
    why = None
    if target.exists() and not target.is_dir():
        why = "this is not a folder"
    elif not target.exists() and not target.parent.is_dir():
        is_file = target.parent.exists()
        why = f"{target.parent} is no folder" if is_file else f"there is no folder {target.parent}"
    elif home.is_relative_to(place):
        why = "the folder holds the project itself"
    elif (name := source_around(place, home)) is not None:
        why = f"the folder lies in {name}/"
    elif place == home / "public":
        why = "this is where `build` puts its site"
    elif (target / MANIFEST).exists():
        why = "this is a built site itself, not a folder for releases"
    elif (target / RELEASES).is_symlink() or (target / RELEASES).is_file():
        why = f"{RELEASES} in it is not a folder that publish made"
    if why is not None:
        raise refused(str(target), why, _ELSEWHERE)
    Shelf(target=target).current()


@contextmanager
def _held(shelf: Shelf) -> Iterator[None]:
    """Hold the folder for one publisher; an OSError is made a finding."""
    from filelock import FileLock, Timeout

    try:
        for folder in (shelf.target, shelf.releases):
            if not folder.is_dir():
                disk.make(folder)
        with FileLock(shelf.target / _LOCK, timeout=0, mode=0o644):
            try:
                yield
            except OSError:
                with suppress(OSError):  # room on a full disk
                    disk.remove(shelf.releases / NEW)
                raise
    except Timeout:
        hint = "run the command again when it is done"
        raise busy(str(shelf.target), "somebody else is publishing here", hint) from None
    except OSError as error:
        place = str(error.filename or shelf.target)
        hint = _AGAIN if (shelf.target / CURRENT).exists() else _FIRST
        raise failed(place, error.strerror or "the system refused", hint) from error


def _site(release: Release | None) -> dict[str, str]:
    """Return the files of a release that its manifest lists, and that."""
    files = release.files if release is not None else {}
    packs = {path for path in files if plain(path) in files}
    return {path: digest for path, digest in files.items() if path not in {*packs, PACKED}}


def _plan(shelf: Shelf, site: Finished) -> Plan:
    """Return what changes for a reader: also what somebody else changed in what is served."""
    every = shelf.every()
    served = every.get(shelf.current() or "")
    there = _site(served)
    if served is not None:
        found = shelf.found(served)
        there = {path: found[path] for path in there if path in found}
    plan = planned(there, site.files, kept=frozenset(filter(is_fingerprinted, there)))
    known = (shelf.manifest(release) for release in every.values() if release.served)
    former = tuple(manifest for manifest in known if manifest is not None)
    return replace(plan, former=former, beside=() if every else _beside(shelf.target))


def _beside(target: Path) -> tuple[str, ...]:
    """Return the names of what lies in a folder and is not of `publish`."""
    ours = {RELEASES, CURRENT, NEXT, _LOCK}
    with suppress(OSError):
        return tuple(sorted({path.name for path in target.iterdir()} - ours))
    return ()


def _put(shelf: Shelf, site: Finished, packing: Packers | None, old: Release | None) -> Release:
    """Write a site into a folder of its own, prove it, and give it its name.

    `old` is a release of the same site that was damaged; this takes its place.
    """
    name = named(site)
    folder = shelf.folder(name)
    if old is None and os.path.lexists(folder):
        hint = "move it away; publish deletes only what it made"
        raise refused(str(folder), "something stands here that publish did not make", hint)
    now = shelf.every().get(shelf.current() or "") if old is None else None
    files = _write(shelf, _contents(site, packing), now)
    served = old.served if old is not None else 0
    release = Release(name=name, digest=site.manifest.digest, served=served, files=files)
    shelf.note(release)
    swap(shelf.releases / NEW, folder, shelf.releases / GONE)
    disk.flush(shelf.releases)
    disk.remove(shelf.releases / NEW)
    return release


def _write(
    shelf: Shelf, contents: Iterator[tuple[str, bytes]], now: Release | None
) -> dict[str, str]:
    """Write files into a new folder, read them again, and return the SHA-256 of each.

    What is as in the release that is served `now` keeps its time: a server tells by that, and by
    the size, whether a copy that a reader has is still good.
    """
    new = shelf.releases / NEW
    disk.make(new)
    made = {new}
    files: dict[str, str] = {}
    for path, data in contents:
        for folder in reversed((new / path).parents):
            if folder.is_relative_to(new) and folder not in made:
                disk.make(folder)
                made.add(folder)
        files[path] = sha256(data).hexdigest()
        time = None
        if now is not None and now.files.get(path) == files[path]:
            with suppress(OSError):
                time = (shelf.folder(now.name) / path).stat().st_mtime_ns
        disk.write(new / path, data, time=time)
    for folder in made:
        disk.flush(folder)
    for path, digest in files.items():
        if sha256((new / path).read_bytes()).hexdigest() != digest:
            message = "the disk gives back other bytes than were written"
            raise failed(str(new / path), message, _AGAIN)
    return files


def _contents(site: Finished, packing: Packers | None) -> Iterator[tuple[str, bytes]]:
    for path in site.files:
        yield path, site.read(path)
    yield from _packed(site, packing)


def _packed(site: Finished, packing: Packers | None) -> Iterator[tuple[str, bytes]]:
    """Yield the packed files of a site, and last the list of them."""
    if site.packed or packing is None:
        yield from ((path, site.read(path)) for path in sorted(site.packed, key=PACKED.__eq__))
        return
    digests = {}
    for path, data in packed_files(site.files, site.read, packing):
        if path not in site.files:
            digests[path] = sha256(data).hexdigest()
            yield path, data
    yield PACKED, Packed(manifest=site.manifest.digest, files=digests).data()


def _pack(shelf: Shelf, site: Finished, packing: Packers | None, release: Release) -> Release:
    """Give a release that has no packed files those of its site; the others stay as they are."""
    if PACKED in release.files:
        return release
    made = dict(_packed(site, packing))
    if not made:
        return release
    digests = {path: sha256(data).hexdigest() for path, data in made.items()}
    release = replace(release, files={**release.files, **digests})
    shelf.note(release)
    for path, data in made.items():
        shelf.add(release, path, partial(disk.write, data=data))
    return release


def _carry(shelf: Shelf, release: Release, others: list[Release]) -> Release:
    """Put static files of other releases beside those of a release, under their own names."""
    wanted: dict[str, tuple[Path, str]] = {}
    for other in others:
        for path in filter(is_fingerprinted, other.files):
            old, new = (shelf.folder(one.name) / path for one in (other, release))
            if path in release.files or new.exists() or not old.is_file():
                continue
            if says_its_bytes(path, data := old.read_bytes()):  # else somebody changed it
                wanted[path] = old, sha256(data).hexdigest()
    if not wanted:
        return release
    carried = {path: digest for path, (_, digest) in wanted.items()}
    release = replace(release, carried={**release.carried, **carried})
    shelf.note(release)
    for path, (old, _) in wanted.items():
        shelf.add(release, path, partial(disk.link, old))
    return release


def _note_served(shelf: Shelf, name: str | None) -> None:
    """Let the release that is served count as the last one, also where it was gone back to.

    Else going back from the next one would lead to what was taken away.
    """
    every = shelf.every()
    now = every.get(name or "")
    if now is not None and now.served < following(every) - 1:
        shelf.note(replace(now, served=following(every)))


def _kept(shelf: Shelf, keep: int, always: set[str]) -> list[Release]:
    """Return the releases that stay: those served last, and `always`."""
    every = shelf.every()
    served = [release for release in every.values() if release.served]
    room = max(keep, FEWEST) - len(always & every.keys())
    others = [release for release in served if release.name not in always][: max(room, 0)]
    return [release for release in every.values() if release.name in always] + others


def _prune(shelf: Shelf, kept: set[str], telling: Telling) -> None:
    """Remove the releases that nobody needs any more, but none with a file that is not ours."""
    for release in shelf.every().values():
        if release.name in kept:
            continue
        if (stranger := shelf.stranger(release)) is not None:
            telling(f"kept {release.name}: publish did not put {stranger} into it")
            continue
        shelf.drop(release)
