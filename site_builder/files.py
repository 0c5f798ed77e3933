"""The disk: reads what a site is made from, and puts a finished site in place, all or nothing."""

from __future__ import annotations

import glob
import json
import os
import shutil
import stat
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from site_builder.findings import Finding, finding
from site_builder.places import Place
from site_builder.proof import Inputs
from site_builder.urls import MANIFEST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MADE_BY = "site-builder"
"""What a manifest's `generator` begins with: the mark of a folder that may be replaced."""

SOURCES = ("content", "seeds", "templates", "static", "site_builder", "tests")
_LARGEST = {"content": 16 << 20, "seeds": 256 << 20, "static": 64 << 20}
_ENDINGS = {"content": (".yaml", ".yml"), "seeds": (".txt",), "static": ()}


class OutputRefusedError(Exception):
    """The output folder is not one that the builder may replace; the message says why."""


def read_inputs(project: Path) -> tuple[Inputs, list[Finding]]:
    """Return the bytes under content/ and seeds/, and what could not be read."""
    findings: list[Finding] = []
    content = dict(_read(project, "content", findings))
    seeds = dict(_read(project, "seeds", findings))
    if not (project / "seeds").is_dir():
        hint = "run the command in the folder that holds content/ and seeds/, or use --project"
        findings.append(finding("file-missing", Place(file="seeds"), "not found", hint=hint))
    return Inputs(content=content, seeds=seeds), findings


def read_static(project: Path) -> tuple[dict[str, bytes], list[Finding]]:
    """Return the bytes under static/ by path, and what could not be read."""
    findings: list[Finding] = []
    return dict(_read(project, "static", findings)), findings


def missing_looks(project: Path) -> list[Finding]:
    """Return a finding for each folder that a page is made with and that is not there."""
    hint = "a project has templates/ and static/ of its own: copy those of the builder"
    return [
        finding("file-missing", Place(file=name), "not found", hint=hint)
        for name in ("templates", "static")
        if not (project / name).is_dir()
    ]


def _read(project: Path, folder: str, findings: list[Finding]) -> Iterator[tuple[str, bytes]]:
    """Yield (name below the project, bytes) of every file of a folder, in order of name."""

    def refuse(path: Path, message: str, hint: str) -> None:
        name = path.relative_to(project).as_posix()
        shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name)
        findings.append(finding("file-unreadable", Place(file=shown), message, hint=hint))

    def unread(path: Path, error: OSError) -> None:
        refuse(path, f"cannot be read: {error.strerror}", "mend its permissions, or move it")

    for path in sorted(_walk(project / folder, unread)):
        name = path.relative_to(project).as_posix()
        if path.is_dir():
            refuse(path, "this link leads to a folder", "put the folder itself in its place")
        elif not _ENDINGS[folder] or name.endswith(_ENDINGS[folder]):
            try:
                reason = _refusal(name, path, project, _LARGEST[folder])
                if reason is None:
                    yield name, path.read_bytes()
                else:
                    refuse(path, *reason)
            except OSError as error:
                unread(path, error)


def _refusal(name: str, path: Path, project: Path, largest: int) -> tuple[str, str] | None:
    """Return why a file is not read, and what to do; None where it is."""
    status = path.stat()
    if not name.isprintable():
        return "this name has characters that cannot be printed", "give the file another name"
    if not stat.S_ISREG(status.st_mode):
        return "this is not an ordinary file", "move it out of the folder"
    if not path.resolve().is_relative_to(project.resolve()):
        return "this link leads out of the project", "put a copy of the file in its place"
    if status.st_size > largest:
        hint = "split it, or take out what does not belong in it"
        return f"this file is larger than {largest >> 20} MB", hint
    return None


def _walk(folder: Path, unread: Callable[[Path, OSError], None]) -> Iterator[Path]:
    """Yield every file below a folder, but not hidden ones and editors' own (x~, .x.swp, #x#).

    A link to a folder is yielded, not followed. A folder that is not there has no files.
    """
    if not folder.exists():
        return

    def note(error: OSError) -> None:
        unread(Path(error.filename), error)

    for root, folders, names in os.walk(folder, onerror=note):
        folders[:] = [name for name in folders if not name.startswith((".", "__"))]
        yield from (Path(root) / name for name in folders if (Path(root) / name).is_symlink())
        for name in names:
            if not name.startswith((".", "#")) and not name.endswith(("~", ".swp", ".tmp")):
                yield Path(root) / name


@dataclass(frozen=True, slots=True, kw_only=True)
class Staging:
    """A site being written beside the old one; `digests` holds the SHA-256 of each file."""

    folder: Path
    digests: dict[str, str] = field(default_factory=dict)
    _made: set[str] = field(default_factory=set)

    def write(self, path: str, data: bytes) -> None:
        """Write one file of the site."""
        parent = path.rpartition("/")[0]
        target = self.folder / path
        if parent not in self._made:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(parent)
        target.write_bytes(data)
        self.digests[path] = sha256(data).hexdigest()


@contextmanager
def replacing(output: Path, project: Path) -> Iterator[Staging]:
    """Give a folder beside `output` to write a site in; at the end it takes the place of the old.

    On any exception the new folder is removed and the old site stays as it was. Raises
    OutputRefusedError where the output is not the builder's to replace, and OSError.
    """
    refuse_foreign(output, project)
    output = output.absolute()
    output.parent.mkdir(parents=True, exist_ok=True)
    _tidy(output)
    new = output.with_name(f".{output.name}.new-{os.getpid()}")
    old = output.with_name(f".{output.name}.old-{os.getpid()}")
    new.mkdir()
    try:
        yield Staging(folder=new)
        if output.exists():
            output.rename(old)
        new.rename(output)
    finally:
        if old.exists() and not output.exists():
            old.rename(output)
        shutil.rmtree(new, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def _tidy(output: Path) -> None:
    """Put back, or remove, what a build that was killed left beside the output."""
    name = glob.escape(output.name)
    for left in sorted(output.parent.glob(f".{name}.old-*")):
        if not output.exists():
            left.rename(output)
    for left in (*output.parent.glob(f".{name}.new-*"), *output.parent.glob(f".{name}.old-*")):
        shutil.rmtree(left, ignore_errors=True)


def refuse_foreign(output: Path, project: Path) -> None:
    """Raise OutputRefusedError unless `output` is free, empty, or a site that the builder made."""
    if output.is_symlink():
        raise OutputRefusedError(f"{output} is a link; name the folder it leads to")
    place, home = output.resolve(), project.resolve()
    if home.is_relative_to(place):
        raise OutputRefusedError(f"{output} holds the project itself; choose a folder of its own")
    for name in SOURCES:
        if place.is_relative_to(home / name):
            raise OutputRefusedError(f"{output} lies in {name}/; choose a folder of its own")
    if not output.exists():
        return
    if not output.is_dir():
        raise OutputRefusedError(f"{output} is a file; choose a folder")
    if any(output.iterdir()) and not _is_site(output):
        raise OutputRefusedError(
            f"{output} holds files that this builder did not make; choose an empty folder, or "
            "empty it yourself"
        )


def _is_site(folder: Path) -> bool:
    """Tell whether the builder made this folder: other programs write a manifest.json too."""
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
    except (FileNotFoundError, IsADirectoryError, ValueError, RecursionError):
        return False
    return isinstance(manifest, dict) and str(manifest.get("generator")).startswith(MADE_BY)


def remove_site(output: Path, project: Path) -> bool:
    """Remove a built site; return whether there was one. Raises OutputRefusedError, OSError."""
    refuse_foreign(output, project)
    if not output.exists():
        return False
    shutil.rmtree(output)
    return True
