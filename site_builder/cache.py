"""What was built from what, kept between commands (disk): where nothing changed, nothing is done.

A note in `.cache/` of the project says what was looked at when a site was built, and what came of
it: name, size, times and inode of every file of the project, of the builder and of the site, as git
trusts them. A file that was saved just before is looked at whole the next time, as its times could
stay the same when it is saved again. A note that is gone, damaged, or of another builder is none.
"""

from __future__ import annotations

import json
import os
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from site_builder.findings import Finding
    from site_builder.manifest import Manifest
    from site_builder.outcome import Outcome
    from site_builder.verdicts import Verdicts

    Seen = dict[str, tuple[int, ...]]

FOLDER = ".cache/site-builder"
"""Where notes stand, below the project; it may be removed at any time."""

_INPUTS = ("content", "seeds", "templates", "static")
_PACKAGE = Path(__file__).parent
_SETTLED = 2_000_000_000  # ns after which a file's times tell whether it was saved again
_FORMAT = 1
_VERDICTS = "verdicts"
_SEAL = 32  # bytes
_LARGEST = 1 << 24  # bytes of a file that is read to tell whether it is as it was
_DEEPEST = 40  # folders in one another


class _OddError(Exception):
    """Something that is neither file nor folder: what it leads to cannot be told from here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How everything a site is made from looked before it was read, and who made it how.

    `fresh` are the SHA-256 of files that were saved just before.
    """

    digest: str
    fresh: dict[str, str]


def look(project: Path, asked: Iterable[object]) -> Look | None:
    """Return how the project and the builder look now; None where that cannot be told.

    `asked` is what the command was asked for, as far as the site depends on it.
    """
    try:
        now = time.time_ns()
        fresh = {}
        inputs: Seen = {}
        for folder in _INPUTS:
            inputs.update(_seen(project / folder))
        for name, (_, size, changed, altered) in inputs.items():
            if size >= 0 and now - max(changed, altered) < _SETTLED:
                if size > _LARGEST:
                    return None
                fresh[name] = _hash_of(name)
        said = [_FORMAT, [*map(str, asked)], sorted(inputs.items()), _builder()]
    except (OSError, _OddError, ValueError):  # a name that is no text
        return None
    return Look(digest=_digest(said), fresh=fresh)


def recall(project: Path, output: Path, now: Look) -> Outcome | None:
    """Return what the last build came to, if it looked the same and its site is as it was."""
    try:
        note = json.loads(_place(project, output).read_bytes())
        seal = note.pop("seal")
        if seal != _digest(note) or note["look"] != now.digest:
            return None
        if any(_hash_of(name) != digest for name, digest in note["fresh"].items()):
            return None
        if note["site"] != _digest(_site(output)):
            return None
    except (OSError, _OddError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return _outcome(note["outcome"])


def remember(project: Path, output: Path, before: Look, outcome: Outcome) -> None:
    """Keep what a build came to that was begun when all looked as it did `before`."""
    with suppress(OSError, _OddError, ValueError):
        note = {
            "look": before.digest,
            "fresh": before.fresh,
            "site": _digest(_site(output)),
            "outcome": _said(outcome),
        }
        place = _place(project, output)
        _make(project)
        _replace(place, json.dumps({**note, "seal": _digest(note)}).encode())


def maker() -> bytes:
    """Return what tells this builder apart from others: a SHA-256."""
    return sha256(json.dumps(_builder()).encode()).digest()


def last_site(project: Path, output: Path, looks: bytes) -> Manifest | None:
    """Return the manifest of the site in `output`, if the last build made it with these looks."""
    from site_builder.manifest import read_manifest
    from site_builder.urls import MANIFEST

    with suppress(OSError, ValueError):
        said = (output / MANIFEST).read_bytes()
        if _note_of_site(project, output).read_bytes() == looks + sha256(said).digest():
            return read_manifest(said)
    return None


def keep_site(project: Path, output: Path, looks: bytes, manifest: str) -> None:
    """Note that a build made the site with these looks whose manifest has this SHA-256."""
    with suppress(OSError, _OddError):
        _make(project)
        _replace(_note_of_site(project, output), looks + bytes.fromhex(manifest))


def verdicts(project: Path) -> Verdicts:
    """Return which claims of a project fitted when they were checked last, by this builder."""
    from site_builder.verdicts import SIZE, Verdicts

    builder = maker()
    known: list[bytes] = []
    with suppress(OSError):
        data = (project / FOLDER / _VERDICTS).read_bytes()
        keys = data[_SEAL:]
        if sha256(builder + keys).digest() == data[:_SEAL]:
            known += (keys[at : at + SIZE] for at in range(0, len(keys), SIZE))
    return Verdicts(known, builder)


def keep_verdicts(project: Path, verdicts: Verdicts) -> None:
    """Keep which claims fitted, for the next check; where none was looked at, all stays."""
    if not verdicts.fitting or verdicts.fitting == verdicts.known:
        return
    keys = b"".join(sorted(verdicts.fitting))
    with suppress(OSError, _OddError):
        _make(project)
        _replace(project / FOLDER / _VERDICTS, sha256(verdicts.maker + keys).digest() + keys)


def _replace(place: Path, data: bytes) -> None:
    beside = place.with_name(f"{place.name}.{os.getpid()}")
    with beside.open("xb") as file:
        file.write(data)
    beside.replace(place)


def _make(project: Path) -> None:
    """Make the folder of the notes, which git passes over."""
    folder = project / FOLDER
    if folder.is_symlink() or folder.parent.is_symlink():
        raise _OddError  # nothing is written where a link leads
    if not folder.is_dir():
        folder.mkdir(parents=True)
        (folder / ".gitignore").write_text("*\n", encoding="ascii")


def _place(project: Path, output: Path) -> Path:
    name = sha256(os.fsencode(output.absolute())).hexdigest()[:16]
    return project / FOLDER / f"{name}.json"


def _note_of_site(project: Path, output: Path) -> Path:
    return _place(project, output).with_suffix(".site")


def _digest(said: object) -> str:
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


def _hash_of(name: str) -> str:
    return sha256(Path(name).read_bytes()).hexdigest()


def _seen(folder: Path) -> Seen:
    """Return inode, size and times (ns) of each file below a folder; a folder's size is -1."""
    found: Seen = {}
    with suppress(FileNotFoundError):
        _walk(str(folder), found, _DEEPEST)
    return found


def _walk(folder: str, found: Seen, deep: int) -> None:
    if not deep:
        raise _OddError
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                found[entry.path] = (0, -1, 0, 0)
                _walk(entry.path, found, deep - 1)
            elif entry.is_file(follow_symlinks=False):
                status = entry.stat(follow_symlinks=False)
                times = status.st_mtime_ns, status.st_ctime_ns
                found[entry.path] = (status.st_ino, status.st_size, *times)
            else:
                raise _OddError


def _site(output: Path) -> list[tuple[str, int, int, int]]:
    """Return what tells whether a site is as it was: a link to a file changes its last time."""
    if output.is_symlink():
        raise _OddError
    found = _seen(output)
    return sorted((path, inode, size, changed) for path, (inode, size, changed, _) in found.items())


def _builder() -> list[object]:
    """Return what tells apart all that has a part in building: our own files, other packages."""
    own: list[object] = [sys.version]
    for folder in (_PACKAGE, *_looks()):
        # What Python keeps of a module is made when the module is first used.
        own += sorted(
            (path, size, changed)
            for path, (_, size, changed, _) in _seen(folder).items()
            if "__pycache__" not in path
        )
    own += sorted(_packages())
    return own


def _looks() -> Iterator[Path]:
    if not (_PACKAGE / "looks").is_dir():  # in a checkout they stand at its top
        yield from (_PACKAGE.parent / name for name in ("templates", "static"))


def _packages() -> Iterator[str]:
    """Yield the packages that are installed, each with its version in its name."""
    for folder in sys.path:
        with suppress(OSError), os.scandir(folder or ".") as entries:
            yield from (e.name for e in entries if e.name.endswith((".dist-info", ".egg-info")))


def _said(outcome: Outcome) -> dict[str, object]:
    from dataclasses import asdict

    return asdict(outcome)


def _outcome(said: dict[str, Any]) -> Outcome:
    from site_builder.outcome import Outcome

    findings = tuple(map(_finding, said["findings"]))
    return Outcome(**{**said, "findings": findings, "kept": True})


def _finding(said: dict[str, Any]) -> Finding:
    from site_builder.findings import Finding, Severity, Snippet
    from site_builder.places import Place

    end, snippet = said["end"], said["snippet"]
    made = {
        "place": Place(**said["place"]),
        "end": Place(**end) if end is not None else None,
        "notes": tuple(said["notes"]),
        "snippet": Snippet(**snippet) if snippet is not None else None,
        "severity": Severity(said["severity"]),
        "known": tuple(said["known"]),
    }
    return Finding(**{**said, **made})
