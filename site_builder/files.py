"""The disk: reads what a site is made from, and puts a finished site in place, all or nothing."""

from __future__ import annotations

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
    from collections.abc import Iterator

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


def _read(project: Path, folder: str, findings: list[Finding]) -> Iterator[tuple[str, bytes]]:
    """Yield (name below the project, bytes) of every file of a folder, in order of name."""
    for path in sorted(_walk(project / folder)):
        name = path.relative_to(project).as_posix()
        if _ENDINGS[folder] and not name.endswith(_ENDINGS[folder]):
            continue
        try:
            status = path.stat()
            if not stat.S_ISREG(status.st_mode):
                message, hint = "this is not an ordinary file", "move it out of the folder"
            elif not path.resolve().is_relative_to(project.resolve()):
                message = "this link leads out of the project"
                hint = "put a copy of the file in its place"
            elif status.st_size > _LARGEST[folder]:
                message = f"this file is larger than {_LARGEST[folder] >> 20} MB"
                hint = "split it, or take out what does not belong in it"
            else:
                yield name, path.read_bytes()
                continue
        except OSError as error:
            message, hint = f"cannot be read: {error.strerror}", "mend its permissions, or move it"
        findings.append(finding("file-unreadable", Place(file=name), message, hint=hint))


def _walk(folder: Path) -> Iterator[Path]:
    """Yield every file below a folder but hidden ones and editors' own (x~, .x.swp, #x#)."""
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith((".", "__"))]
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
        try:
            new.rename(output)
        except OSError:
            if old.exists():
                old.rename(output)
            raise
    finally:
        shutil.rmtree(new, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def _tidy(output: Path) -> None:
    """Put back, or remove, what a build that was killed left beside the output."""
    for left in sorted(output.parent.glob(f".{output.name}.old-*")):
        if not output.exists():
            left.rename(output)
    for left in output.parent.glob(f".{output.name}.*-*"):
        if left.name.startswith((f".{output.name}.new-", f".{output.name}.old-")):
            shutil.rmtree(left, ignore_errors=True)


def refuse_foreign(output: Path, project: Path) -> None:
    """Raise OutputRefusedError unless `output` is free, empty, or a site that the builder made."""
    place, home = output.resolve(), project.resolve()
    if home.is_relative_to(place):
        raise OutputRefusedError(f"{output} holds the project itself; choose a folder of its own")
    for name in SOURCES:
        if place.is_relative_to(home / name):
            raise OutputRefusedError(f"{output} lies in {name}/; choose a folder of its own")
    if output.is_symlink():
        raise OutputRefusedError(f"{output} is a link; name the folder it leads to")
    if not output.exists():
        return
    if not output.is_dir():
        raise OutputRefusedError(f"{output} is a file; choose a folder")
    if any(output.iterdir()) and not (output / MANIFEST).is_file():
        raise OutputRefusedError(
            f"{output} holds files that this builder did not make; choose an empty folder, or "
            "empty it yourself"
        )


def remove_site(output: Path, project: Path) -> bool:
    """Remove a built site; return whether there was one. Raises OutputRefusedError, OSError."""
    refuse_foreign(output, project)
    if not output.exists():
        return False
    shutil.rmtree(output)
    return True
