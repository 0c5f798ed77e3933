"""Output folders: what stands in them, and writing one as a build does."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from site_builder.output import Staging, claimed, replacing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def old_site(folder: Path) -> Path:
    """Write a site into its output folder, and return that."""
    write(folder / "public/manifest.json", OURS)
    write(folder / "public/old.html", b"old")
    return folder / "public"


OURS = b'{"generator": "site-builder 0.1.0", "files": {"old.html": "", "a/same.html": ""}}'


def write(path: Path, data: bytes = b"x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, hidden ones too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def left_beside(output: Path) -> list[str]:
    return sorted(path.name for path in output.parent.iterdir() if path != output)


@contextmanager
def written(output: Path) -> Iterator[Staging]:
    """Claim an output and replace it, as a build does."""
    project = output.parent / "project"
    with claimed(output, project), replacing(output, project) as staging:
        yield staging


OLD = {"manifest.json": OURS, "old.html": b"old"}
