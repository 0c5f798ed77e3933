"""What was measured, as a table for people and as JSON for programs, and on what."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from typing import TYPE_CHECKING

from benchmarks.speed import hugo

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A figure of the builder beside another program's, and what their ratio has to be.

    `theirs` is None where there is no other program to set it against, or where it could not be
    run: then there is neither, and `note` says why. `others` is how much of a processor other
    programs had meanwhile.
    """

    scenario: str
    seeds: int
    what: str
    theirs: float | None
    other: str
    ours: float | None = None
    required: float | None = None
    note: str = ""
    others: float = 0.0

    @property
    def ratio(self) -> float | None:
        """Ours for one of theirs."""
        return self.ours / self.theirs if self.ours and self.theirs else None

    @property
    def is_met(self) -> bool | None:
        """Whether the ratio is what is required; None where nothing is."""
        if self.required is None or self.ratio is None:
            return None
        return self.ratio <= self.required


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """What it was measured on, and with what."""

    began: str
    python: str
    jinja2: str
    hugo: str
    processors: int
    kernel: str
    scratch: str
    load: tuple[float, float, float]


def machine(scratch: Path) -> Machine:
    """Return what this is measured on; `load` is what the machine did before."""
    return Machine(
        began=datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        python=platform.python_version(),
        jinja2=version("jinja2"),
        hugo=_hugo(),
        processors=len(os.sched_getaffinity(0)),
        kernel=f"{platform.system()} {platform.release()}",
        scratch=f"{scratch.parent} ({_kind(scratch)})",
        load=os.getloadavg(),
    )


def _hugo() -> str:
    program = hugo.binary()
    if program is None:
        return "not installed"
    said = subprocess.run([program, "version"], capture_output=True, text=True, check=True).stdout
    return said.split()[1].partition("-")[0].removeprefix("v")


def _kind(folder: Path) -> str:
    """Return the kind of the file system that a folder is on."""
    command = ["stat", "--file-system", "--format=%T", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def head(made: Machine) -> str:
    """Return the lines above the table."""
    load = " ".join(f"{one:.1f}" for one in made.load)
    return (
        f"{made.began}; Python {made.python}, Jinja {made.jinja2}, Hugo {made.hugo};"
        f" {made.processors} processors, {made.kernel}; files on {made.scratch};"
        f" load before: {load}\n\n"
        "| scenario | articles | | ours | other | by | ratio | required | met |\n"
        "|---|---:|---|---:|---:|---|---:|---:|---|"
    )


def line(row: Row) -> str:
    """Return a row of the table."""
    ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
    required = "" if row.required is None else f"≤ {row.required:g}"
    met = {True: "yes", False: "**no**", None: ""}[row.is_met]
    ours, theirs = (_figure(value, row.what) for value in (row.ours, row.theirs))
    theirs = theirs or row.note
    start = f"| {row.scenario} | {row.seeds:,} | {row.what} | {ours} | {theirs} | {row.other}"
    return f"{start} | {ratio} | {required} | {met} |"


def _figure(value: float | None, what: str) -> str:
    if value is None:
        return ""
    return f"{value:,.0f} MB" if what == "memory" else f"{value:.3f} s"


def written(made: Machine, rows: Sequence[Row]) -> str:
    """Return the same as JSON."""
    told = [{**asdict(row), "ratio": row.ratio, "met": row.is_met} for row in rows]
    said = {"machine": asdict(made), "rows": told}
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


_QUIET = 0.1  # of a processor, which any system takes for itself

NOTES = (
    "Each run is a whole process. Time is that of the wall; CPU is that of the process and all that"
    " it started; memory is the most that all of them had at one time, by what each is charged of"
    " what they share (PSS). Figures are medians; programs run in turn, in turning order.",
    "Cold: no output, no cache. The program itself is installed and was run before:"
    " Python’s compiled modules and the builder’s compiled templates are there, as what Hugo is"
    " made of is in its program.",
    "Hugo is given quotes that were found and marked beforehand, articles as HTML, a dozen pages"
    " ready-made, and copies what is no page; the builder finds, checks and makes all of it. Hugo"
    " with “data files too” makes those that templates can make. The sites are proved equal before"
    " the clock runs.",
    "Pagefind, an extra of the builder’s for large sites, is not used: Hugo makes no search.",
)
"""What a reader of the table has to know."""


def notes(rows: Sequence[Row], *more: str) -> Iterator[str]:
    """Yield the lines below the table."""
    yield ""
    most = max((row.others for row in rows), default=0.0)
    if most > _QUIET:
        told = f"other programs had up to {most:.0%} of a processor"
        yield f"- **The machine was not quiet: {told}.**"
    for note in (*NOTES, *more):
        yield f"- {note}"
