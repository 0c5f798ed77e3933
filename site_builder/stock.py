"""What comes with the builder: its templates and static files, and briefings to start from.

In an installed package they stand inside it, in a checkout templates/ and static/ at its top.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from site_builder.findings import FaultError, finding
from site_builder.places import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_PACKAGE = Path(__file__).parent
_INSTALLED = _PACKAGE / "looks"
_STARTER = _PACKAGE / "starter"
_BLANK = _PACKAGE / "blank"


@cache
def looks(folder: str) -> Mapping[str, bytes]:
    """Return the builder's own files of templates/ or static/ by path, such as "static/a.svg".

    They are read once: they are part of the program. Raises FaultError (`builder-fault`) where
    they are not there.
    """
    return MappingProxyType(_files(_home() / folder, f"{folder}/"))


def starter() -> dict[str, bytes]:
    """Return the files of the briefing to start from by path; raises FaultError as `looks`.

    The reference of the content format is among them, so that it is at hand.
    """
    return _project(_files(_STARTER, ""))


def blank() -> dict[str, bytes]:
    """Return the files of a briefing that says nothing yet by path; raises as `starter`.

    What is to be filled in is left without words, so that nothing is built before it is.
    """
    ignored = _files(_STARTER, "", ending="gitignore")
    return _project(_files(_BLANK, "") | ignored)


def _project(files: dict[str, bytes]) -> dict[str, bytes]:
    reference = _files(_home() / "content", "content/", ending=".md")
    files |= {n: data.replace(b"python build.py", b"site-builder") for n, data in reference.items()}
    files[".gitignore"] = files.pop("gitignore")  # under its own name it would act on this package
    return dict(sorted(files.items()))


def _home() -> Path:
    return _INSTALLED if _INSTALLED.is_dir() else _PACKAGE.parent


def _files(folder: Path, prefix: str, ending: str = "") -> dict[str, bytes]:
    files = (
        {}
        if not folder.is_dir()
        else {
            prefix + path.relative_to(folder).as_posix(): path.read_bytes()
            for path in _walk(folder)
            if path.name.endswith(ending)
        }
    )
    if not files:
        message = f"the builder has no {folder.name}/ of its own, which comes with it"
        hint = "install it again, from where you have it, with pip's --force-reinstall"
        raise FaultError(finding("builder-fault", Place(file=str(folder)), message, hint=hint))
    return dict(sorted(files.items()))


def _raise(error: OSError) -> None:
    raise error


def _walk(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder, but not hidden ones nor those of an editor (x~, #x#)."""
    for root, folders, names in os.walk(folder, onerror=_raise):
        folders[:] = [name for name in folders if not name.startswith((".", "__"))]
        for name in names:
            if not name.startswith((".", "#")) and not name.endswith("~"):
                yield Path(root) / name
