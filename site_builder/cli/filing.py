"""The files that a command writes into a project: all or none, and nothing over what is new."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from site_builder.findings import FaultError, finding
from site_builder.inputs import real
from site_builder.places import Place

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class Written(NamedTuple):
    """A file to be written: its bytes before (None where there was none) and after, and a place."""

    name: str
    before: bytes | None
    after: bytes
    place: Place


def write_all(folder: Path, files: Sequence[Written]) -> None:
    """Write all files or none; one that was there is replaced in one step, if it is unchanged.

    Raises FaultError (`disk-fault`) where the system refuses, or a file is not as it was read.
    """
    fresh = [file for file in files if file.before is None]
    changed = [file for file in files if file.before is not None]
    beside = {file.name: _beside(folder / file.name) for file in changed}
    made: list[Path] = []
    done = False
    try:
        for file in changed:
            with beside[file.name].open("wb") as stream:
                stream.write(file.after)
        for file in fresh:
            target = folder / file.name
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as stream:  # never over what is there
                made.append(target)
                stream.write(file.after)
        for file in changed:
            target = real(folder / file.name)
            if target.read_bytes() != file.before:
                raise OSError(0, "the file changed meanwhile: run the command again", str(target))
            beside[file.name].chmod(target.stat().st_mode & 0o777)
            beside[file.name].replace(target)
        done = True
    except OSError as error:
        names = {str(path): name for name, path in beside.items()}
        place = Place(file=names.get(str(error.filename), str(error.filename or folder)))
        message = f"nothing was written: {error.strerror or 'the system refused to write'}"
        hint = "mend this and run the command again"
        raise FaultError(finding("disk-fault", place, message, hint=hint)) from error
    finally:
        for path in [*beside.values(), *([] if done else made)]:
            with suppress(OSError):
                path.unlink()


def _beside(target: Path) -> Path:
    """Return where a file is written before it takes the place of the old one."""
    target = real(target)
    return target.with_name(f".{target.name}.new")
