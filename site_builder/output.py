"""The disk, written: a finished site takes the place of the old one, all or nothing.

A site is written into a folder beside its output (`.public.new`), then the two change places in
one system call, so that whoever reads meets the old site or the new one. A lock (`.public.lock`)
keeps a second build waiting. Whatever a build that was killed left behind, the next one clears.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import stat
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from site_builder.findings import FaultError, finding
from site_builder.inputs import DEEPEST, real
from site_builder.manifest import MADE_BY
from site_builder.packed import read_packed
from site_builder.places import Place
from site_builder.staging import FILE, FOLDER, Staging
from site_builder.swap import swap
from site_builder.urls import MANIFEST, PACKED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SOURCES = ("content", "seeds", "templates", "static", "site_builder", "tests", ".git")
_LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})  # what file managers leave
_LARGEST = 16 << 20  # bytes of a manifest
_PATIENCE = 30.0  # seconds
_ELSEWHERE = "choose a folder of its own with --output"
_MEDDLED = ("another program changed the new site before it was in place", "build again")
_MOUNT = ("the output is a mount point, which nothing can take the place of", "name a folder in it")


@contextmanager
def claimed(
    output: Path,
    project: Path,
    *,
    waiting: Callable[[], None] = lambda: None,
    patience: float = _PATIENCE,
) -> Iterator[None]:
    """Hold the output folder for one command; what a killed one left beside it is cleared.

    `waiting` is called when another command holds it. Raises FaultError where the output is not
    the builder's to replace (`output-refused`) or stays held for `patience` seconds
    (`output-busy`), and OSError.
    """
    from filelock import FileLock, Timeout  # `check` writes nothing

    refuse_foreign(output, project)
    lock = FileLock(_beside(output, "lock"), mode=FILE)
    with _parents(output):
        _try(output)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            waiting()
            try:
                lock.acquire(timeout=patience)
            except Timeout:
                raise _busy(output, patience) from None
            refuse_foreign(output, project)  # what was waited for may have changed it
        try:
            _tidy(output)
            yield
        finally:
            # Whoever waits for the lock sees that its file is gone, and makes another.
            with suppress(OSError):
                _beside(output, "lock").unlink()
            with suppress(OSError):  # the system lets it go when this process ends
                lock.release()


def _try(output: Path) -> None:
    """Raise FaultError where nothing can be written beside the output: a lock would tell less."""
    probe = _beside(output, "try")
    try:
        probe.touch()
        probe.unlink(missing_ok=True)
    except OSError as error:
        message = f"nothing can be written here: {error.strerror or error}"
        hint = "choose another folder with --output, or make this one writable"
        place = Place(file=str(output))
        raise FaultError(finding("disk-fault", place, message, hint=hint)) from None


def _busy(output: Path, patience: float) -> FaultError:
    message = f"another command has been writing here for {patience:.0f} s"
    hint = "run the command again when it is done"
    return FaultError(finding("output-busy", Place(file=str(output)), message, hint=hint))


@contextmanager
def _parents(output: Path) -> Iterator[None]:
    """Make the folders above the output; those that stay empty are removed again."""
    made: list[Path] = []
    try:
        for folder in reversed(output.absolute().parents):
            if not folder.exists():
                folder.mkdir()
                made.append(folder)
        yield
    finally:
        for folder in reversed(made):
            with suppress(OSError):  # not empty: there is a site now
                folder.rmdir()


def _beside(output: Path, what: str) -> Path:
    return output.absolute().with_name(f".{output.absolute().name}.{what}")


@contextmanager
def replacing(output: Path, project: Path) -> Iterator[Staging]:
    """Give a folder to write a site in; at the end it takes the place of a claimed output.

    On any exception, OSError among them, the new folder is removed and the old site stays. So it
    does, with FaultError, where somebody else changed either folder in the meantime.
    """
    new = _beside(output, "new")
    new.mkdir()
    made = _identity(new)
    staging = Staging(folder=new, old=output)
    try:
        new.chmod(FOLDER)
        yield staging
        if new.is_symlink() or _identity(new) != made or staging.missing() is not None:
            raise refused(output, *_MEDDLED)
        refuse_foreign(output, project)
        there = output.exists()
        swap(new, output, _beside(output, "old"))
        if there:
            _look_back(new, output)
    except OSError as error:
        if error.errno == errno.EBUSY and error.filename == str(output):
            raise refused(output, *_MOUNT) from error
        raise
    finally:
        staging.close()
        _remove(new)


def _look_back(old: Path, output: Path) -> None:
    """Put the old folder back, and raise, if it was changed since we looked or cannot be read."""
    try:
        if reason := _occupied(old):
            raise refused(output, *reason)
    except BaseException:
        swap(old, output, _beside(output, "old"))
        raise


def _tidy(output: Path) -> None:
    """Put back, or remove, what a command that was killed left beside the output."""
    new, old = _beside(output, "new"), _beside(output, "old")
    if not output.exists() and old.exists():
        old.rename(output)
    _remove(new)
    _remove(old)


def _remove(left: Path) -> None:
    """Remove a folder, or what stands in its place; what cannot go now, the next build removes."""
    with suppress(OSError, RecursionError):  # the latter where it is absurdly deep
        if left.is_symlink() or left.is_file():
            left.unlink()
        else:
            _open_up(left)
            shutil.rmtree(left, ignore_errors=True)


def _open_up(folder: Path) -> None:
    """Let what is in a folder be removed, whatever its modes are."""
    with suppress(OSError):
        folder.chmod(FOLDER)
    for root, folders, _ in os.walk(folder):
        for below in (Path(root) / name for name in folders):
            with suppress(OSError):
                if not below.is_symlink():
                    below.chmod(FOLDER)


def refuse_foreign(output: Path, project: Path) -> None:
    """Raise FaultError unless `output` is free, empty, or a site that the builder made."""
    if reason := _misplaced(output, project) or _occupied(output):
        raise refused(output, *reason)


def refused(output: Path, message: str, hint: str) -> FaultError:
    """Return what is said of a place where nothing may be written."""
    return FaultError(finding("output-refused", Place(file=str(output)), message, hint=hint))


def _misplaced(output: Path, project: Path) -> tuple[str, str] | None:
    """Return why nothing may be written at a place, and what to do."""
    if output.is_symlink():
        return "the output is a link", "name the folder it leads to"
    place, home = real(output), real(project)
    if home.is_relative_to(place):
        return "the output holds the project itself", _ELSEWHERE
    for folder in place.parents:
        if folder.exists() and not folder.is_dir():
            return f"the output lies below {folder.name}, which is not a folder", _ELSEWHERE
    if (name := source_around(place, home)) is not None:
        return f"the output lies in {name}/", _ELSEWHERE
    return None


def source_around(place: Path, home: Path) -> str | None:
    """Return in which folder that a site is made from a place lies, by whatever name; or None.

    Both are real paths, that of the place and that of the project.
    """
    around = {_identity(folder) for folder in (place, *place.parents)} - {None}
    for name in SOURCES:
        if place.is_relative_to(home / name) or _identity(home / name) in around:
            return name
    return None


def _identity(folder: Path) -> tuple[int, int] | None:
    """Return what two names of one folder share, where upper and lower case are the same too."""
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _occupied(output: Path) -> tuple[str, str] | None:
    """Return why what stands at a place may not be replaced, and what to do."""
    if not output.exists():
        return None
    if not output.is_dir():
        return "the output is not a folder", _ELSEWHERE
    if os.path.ismount(output):
        return _MOUNT
    if (foreign := _foreign(output)) is not None:
        hint = "move it out; what is to be published stands in static/"
        return f"the builder did not make {foreign}, which is in the output folder", hint
    return None


def _foreign(output: Path) -> str | None:
    """Return a file in the folder that its manifest does not list; None if there is none."""
    ours = listed(output)
    for root, folders, names in os.walk(output):
        folders.sort()
        here = Path(root)
        if len(here.relative_to(output).parts) > DEEPEST:
            return here.relative_to(output).as_posix()
        links = [name for name in folders if (here / name).is_symlink()]
        for name in sorted([*links, *names]):
            path = (here / name).relative_to(output).as_posix()
            if path not in ours and name not in _LITTER:
                return path
    return None


def listed(output: Path) -> set[str]:
    """Return the files of a site that the builder made, packed ones too; of anything else, none."""
    said = _said(output / MANIFEST)
    try:
        manifest = json.loads(said) if said is not None else None
    except (ValueError, RecursionError):
        return set()
    if not isinstance(manifest, dict) or not str(manifest.get("generator")).startswith(MADE_BY):
        return set()
    files = manifest.get("files")
    return {MANIFEST, *files, *_packed(output, manifest)} if isinstance(files, dict) else set()


def _packed(output: Path, manifest: dict[str, object]) -> set[str]:
    """Return the packed files of a site, and the list of them, if that is of this site."""
    said = _said(output / PACKED)
    try:
        packed = read_packed(said) if said is not None else None
    except ValueError:
        return set()
    if packed is None or packed.manifest != manifest.get("digest"):
        return set()
    return {PACKED, *packed.files}


def _said(path: Path) -> bytes | None:
    """Return the bytes of a list of files; None where there is no such file."""
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > _LARGEST:
            return None
        return path.read_bytes()
    except FileNotFoundError:
        return None


def remove_site(output: Path, project: Path) -> bool:
    """Remove a built site; return whether there was one. Raises FaultError, OSError."""
    refuse_foreign(output, project)
    if not output.exists():
        return False
    with claimed(output, project):
        output.rename(_beside(output, "new"))
        _remove(_beside(output, "new"))
    return True
