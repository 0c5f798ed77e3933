"""What ends a command before its time, made a finding: the disk, or a mistake of the builder's."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from site_builder.findings import FaultError, Finding, finding
from site_builder.places import Place

if TYPE_CHECKING:
    from collections.abc import Sequence

_PACKAGE = Path(__file__).parent.parent
_FRAMES = 40  # of those where an error came from, the last ones


def finding_of(error: Exception, project: Path, doing: str) -> Finding:
    """Return the finding for what nothing else has answered while `doing` something."""
    if isinstance(error, FaultError):
        return error.finding
    if isinstance(error, OSError):
        from site_builder.pipeline import disk_fault

        return disk_fault(error, project)
    if isinstance(error, MemoryError):
        hint = "the last good site is as it was; end other programs, or take out what is very large"
        return finding("builder-fault", _place(error), f"no memory is left for {doing}", hint=hint)
    hint = (
        "this is a mistake in the builder, not in what you wrote, and the last good site is as it "
        "was; run the command again with -v for the details"
    )
    message = f"the builder met something that it has no answer for while {doing}"
    return finding("builder-fault", _place(error), message, hint=hint)


def details(error: BaseException) -> Sequence[str]:
    """Return the lines that whoever mends the builder needs; none where the finding says all."""
    if isinstance(error, FaultError | OSError):
        return ()
    return "".join(traceback.format_exception(error, limit=-_FRAMES)).splitlines()


def _place(error: Exception) -> Place:
    """Return the line of the builder that an error came from, below the folder of its package."""
    for frame, line in reversed(list(traceback.walk_tb(error.__traceback__))):
        file = Path(frame.f_code.co_filename)
        if file.is_relative_to(_PACKAGE):
            return Place(file=file.relative_to(_PACKAGE.parent).as_posix(), line=line, column=1)
    return Place(file=_PACKAGE.name)
