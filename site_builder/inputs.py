"""The disk, read: what a site is made from, each file once, ordinary files of the project only."""

from __future__ import annotations

import os
import stat
import time
from operator import itemgetter
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from site_builder.findings import Finding, finding
from site_builder.places import Place
from site_builder.proof import Inputs
from site_builder.seeds import ORIGINALS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Status = tuple[int, ...]
    Kept = dict[str, tuple[Status, bytes]]

_MB = 1 << 20
_LARGEST = {"content": 16 * _MB, "seeds": 16 * _MB, "templates": _MB // 16, "static": 64 * _MB}
_IN_ALL = {"content": 32 * _MB, "seeds": 64 * _MB, "templates": 4 * _MB, "static": 256 * _MB}
DEEPEST = 30
"""How many folders may stand in one another below one that is read or written."""

_SETTLED = 3_000_000_000  # ns after which a file's times tell whether it was saved again

_EDITORS = ("~", ".swp", ".tmp")
_LEADS_OUT = ("this link leads out of the project", "put a copy in its place")
# An article as a browser or a word processor saves it.
_SAVED = frozenset({".html", ".htm", ".mhtml", ".xhtml", ".pdf", ".doc", ".docx", ".odt", ".rtf"})
_ENDINGS = {"content": (".yaml", ".yml"), "seeds": (".txt",), "templates": (".html",), "static": ()}


def real(path: Path) -> Path:
    """Return where a path leads; unlike Path.resolve, also where links go round in a circle."""
    return Path(os.path.realpath(path))


def read_inputs(project: Path, kept: Kept | None = None) -> tuple[Inputs, list[Finding]]:
    """Return the bytes under content/ and seeds/, and what could not be read.

    `kept` is what was read before, by name, and is renewed: a file whose status is as it was then
    is not read again.
    """
    findings: list[Finding] = []
    content = dict(_read(project, "content", findings, kept))
    seeds = dict(_read(project, "seeds", findings, kept))
    if not (project / "seeds").is_dir():
        hint = "run the command in the folder that holds content/ and seeds/, or use --project"
        findings.append(finding("file-missing", Place(file="seeds"), "not found", hint=hint))
    return Inputs(content=content, seeds=seeds), findings


def read_looks(
    project: Path, folder: str, kept: Kept | None = None
) -> tuple[dict[str, bytes], list[Finding]]:
    """Return the project's own files of templates/ or static/ by path, and what is not readable.

    It need not have any: each takes the place of the builder's file of the same path (`stock`).
    `kept` is as for `read_inputs`.
    """
    findings: list[Finding] = []
    return dict(_read(project, folder, findings, kept)), findings


def _read(
    project: Path, folder: str, findings: list[Finding], kept: Kept | None
) -> Iterator[tuple[str, bytes]]:
    """Yield (name below the project, bytes) of every file of a folder, in order of name."""

    def refuse(path: Path, message: str, hint: str) -> None:
        name = path.relative_to(project).as_posix()
        shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name)
        findings.append(finding("file-unreadable", Place(file=shown), message, hint=hint))

    def unread(path: Path, error: OSError) -> None:
        refuse(path, f"cannot be read: {error.strerror}", "mend its permissions, or move it")

    home, endings = real(project), _ENDINGS[folder]
    if not real(project / folder).is_relative_to(home):
        refuse(project / folder, *_LEADS_OUT)
        return
    left, above = _IN_ALL[folder], len((project / "_").as_posix()) - 1
    files = ((_posix(entry.path), entry) for entry in _walk(project / folder, unread))
    for path, entry in sorted(files, key=itemgetter(0)):
        name = path[above:]
        try:
            reason = _link(entry, home) if entry.is_symlink() else None
            if not reason and not _is_wanted(name, endings):
                findings += _astray(name)
                continue
            if not reason:
                data, reason = _bytes(entry, _LARGEST[folder], name, kept)
        except OSError as error:
            unread(Path(path), error)
            continue
        left -= 0 if reason else len(data)
        if left < 0:
            what = f"the files of this folder hold more than {_IN_ALL[folder] // _MB} MB"
            refuse(project / folder, what, "take out what does not belong in it")
            return
        if reason:
            refuse(Path(path), *reason)
        else:
            yield name, data


def _is_wanted(name: str, endings: tuple[str, ...]) -> bool:
    """Tell whether a file of this name is what its folder is for."""
    return not name.startswith(f"{ORIGINALS}/") and name.lower().endswith(endings or "")


def _astray(name: str) -> Iterator[Finding]:
    """Yield a finding for an article that was put among the seeds as it was saved."""
    path = PurePosixPath(name)
    if (
        path.parts[0] == "seeds"
        and path.suffix.lower() in _SAVED
        and not name.startswith(f"{ORIGINALS}/")
    ):
        message = "a seed is plain text: what is in this file is not read"
        hint = "move it out of seeds/ and bring its text in with `add`"
        yield finding("file-unknown", Place(file=name), message, hint=hint)


def _posix(path: str) -> str:
    return path if os.sep == "/" else path.replace(os.sep, "/")


def _link(entry: os.DirEntry[str], home: Path) -> tuple[str, str] | None:
    """Return why a link is not followed, and what to do; None for one that is."""
    leads = Path(entry.path)
    if leads.is_dir():  # not of the entry, which raises where a link leads to itself
        return "this link leads to a folder", "put the folder itself in its place"
    return None if real(leads).is_relative_to(home) else _LEADS_OUT


def _bytes(
    entry: os.DirEntry[str], largest: int, name: str, kept: Kept | None
) -> tuple[bytes, tuple[str, str] | None]:
    """Return a file's bytes, or why it is not read and what to do; those kept if it is as it was.

    What was saved in the last seconds is not kept: the next save may give it the same times.
    """
    if not entry.name.isprintable():
        hint = "give the file another name"
        return b"", ("this name has characters that cannot be printed", hint)
    status = entry.stat()
    if not stat.S_ISREG(status.st_mode):
        return b"", ("this is not an ordinary file", "move it out of the folder")
    if status.st_size > largest:
        hint = "split it, or take out what does not belong in it"
        return b"", (f"this file is larger than {largest // 1024:,} kB", hint)
    now = (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
    known = kept.get(name) if kept is not None else None
    if known is not None and known[0] == now:
        return known[1], None
    with Path(entry.path).open("rb") as file:
        data = file.read(status.st_size + 1)
    if len(data) > status.st_size:  # or it could go on for ever
        return b"", ("this file grew while it was read", "run the command again")
    if kept is not None:
        kept.pop(name, None)
        if time.time_ns() - max(status.st_mtime_ns, status.st_ctime_ns) > _SETTLED:
            kept[name] = (now, data)
    return data, None


def _walk(folder: Path, unread: Callable[[Path, OSError], None]) -> Iterator[os.DirEntry[str]]:
    """Yield every file below a folder, but not hidden ones and editors' own (x~, .x.swp, #x#).

    A link to a folder is yielded, not followed. A folder that is not there has no files.
    """
    left = [(str(folder), 0)] if folder.exists() else []
    while left:
        here, depth = left.pop()
        try:
            with os.scandir(here) as found:
                entries = list(found)
        except OSError as error:
            unread(Path(here), error)
            continue
        inner = []
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if not entry.name.startswith((".", "__")):
                    inner.append((entry.path, depth + 1))
            elif not entry.name.startswith((".", "#")) and not entry.name.endswith(_EDITORS):
                yield entry
        if inner and depth >= DEEPEST:
            unread(Path(here), OSError(0, f"folders stand in one another more than {DEEPEST} deep"))
            continue
        left += inner
