"""A finding: a problem that the checks report, where it stands, and how it reads on a terminal."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from site_builder.codes import CODES, LOST
from site_builder.places import Place, Source, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_LINE = re.compile(r"[^\n\r]*")
_WIDTH = 96  # of a snippet on the terminal
_LONGEST = 600  # characters of a file's name, a message, a note or a hint that are printed
_NOTES = 12  # of one finding that are printed
_ALIKE = 20  # findings of one code in one file that are printed one by one
# Printed of one file: an article that was just added has dozens, and `coverage` lists them.
_FEW = {"sentence-unreviewed": 4, "sentence-partly-reviewed": 4}
_SAME = 3  # the same, with the same message too
_ROOM = 56_000  # bytes that a report takes at most


class Severity(StrEnum):
    """How much a finding weighs: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """The line a finding is about: `text[start:end]` is what gets the carets."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A code, a place, what is wrong, and what to do; `end` is the place just after, if known.

    After one that has `lost` something, entries of a file are not there: what looks from one file
    to another would report all that they hold as missing.
    """

    code: str
    place: Place
    message: str
    end: Place | None = None
    hint: str = ""
    notes: tuple[str, ...] = ()
    snippet: Snippet | None = None
    severity: Severity = Severity.ERROR
    known: tuple[str, ...] = field(default=(), compare=False)  # what it could have been, for `mend`
    lost: bool = field(default=False, compare=False)

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise ValueError(self.code)


class FaultError(Exception):
    """What ends a command where it stands; `finding` says what and where."""

    def __init__(self, found: Finding) -> None:
        super().__init__(found.message)
        self.finding = found

    def __reduce__(self) -> tuple[type[FaultError], tuple[Finding]]:
        """Go from one process to another whole."""
        return FaultError, (self.finding,)


def finding(
    code: str,
    where: Text | tuple[Source, int, int] | Place,
    message: str,
    *,
    hint: str = "",
    notes: Sequence[str] = (),
    span: tuple[int, int] | None = None,
    severity: Severity | None = None,
    known: Sequence[str] = (),
) -> Finding:
    """Return a finding at a text (or its characters `span`), an offset span or a place.

    It weighs what its code does, or `severity` where the content decides that. One of a code in
    `LOST` has lost a file.
    """
    severity = severity or Severity(CODES[code].severity)
    if isinstance(where, Place):
        place, last, snippet = where, None, None
    else:
        source, start, end = _spot(where, span)
        place, last = source.place(start), source.place(end)
        snippet = _snippet(source.text, start, end, place.column - 1)
    return Finding(
        code=code,
        place=place,
        end=last,
        message=message,
        hint=hint,
        notes=tuple(notes),
        snippet=snippet,
        severity=severity,
        known=tuple(known),
        lost=code in LOST,
    )


def _spot(
    where: Text | tuple[Source, int, int], span: tuple[int, int] | None
) -> tuple[Source, int, int]:
    if not isinstance(where, Text):
        return where
    if span is None:
        return where.source, where.start, where.end
    start = where.at(span[0])
    end = where.at(span[1] - 1) + 1 if span[1] > span[0] else start + 1
    return where.source, start, max(end, start + 1)


def _snippet(text: str, start: int, end: int, column: int) -> Snippet:
    """Cut a long line to a window around the span, and drop the indentation before it.

    `column` is the number of characters before the span in its line. No more than the window is
    looked at: a line may have megabytes, and as many findings.
    """
    before = min(column, _WIDTH)
    line = _LINE.match(text, start - before, start + _WIDTH + 1)
    window = line[0] if line else ""
    stop = max(min(before + end - start, len(window)), before + 1)
    left = min(len(window) - len(window.lstrip()), before)
    if stop - left > _WIDTH:
        left = max(left, min(before, stop - _WIDTH), before - _WIDTH // 3)
    stop = min(stop, left + _WIDTH)
    shown = window[left : left + _WIDTH].rstrip()
    return Snippet(text=shown, start=before - left, end=stop - left)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings sorted by place, each once."""
    return sorted(set(findings), key=lambda f: (f.place, f.code, f.message))


def has_errors(findings: Iterable[Finding], *, strict: bool = False) -> bool:
    """Tell whether the findings stop a build; `strict` counts warnings as errors."""
    return any(strict or f.severity is Severity.ERROR for f in findings)


def printable(text: str, longest: int = _LONGEST) -> str:
    """Return what may be printed of a text: one line, cut where it is long, no character that acts.

    Control and bidirectional characters, line ends and halves of characters become U+FFFD.
    """
    if len(text) > longest:
        text = text[: longest - 1] + "…"
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """What a terminal is told before the parts of a finding, and after each; nothing: no colour."""

    error: str = ""
    warning: str = ""
    code: str = ""
    hint: str = ""
    end: str = ""


PLAIN = Palette()
COLOURS = Palette(
    error="\x1b[31m", warning="\x1b[35m", code="\x1b[1m", hint="\x1b[36m", end="\x1b[0m"
)


def as_text(found: Finding, palette: Palette = PLAIN) -> str:
    """Return the finding as the lines a person reads on a terminal."""
    weight = palette.error if found.severity is Severity.ERROR else palette.warning
    place = replace(found.place, file=printable(found.place.file))
    severity = f"{weight}{found.severity}{palette.end}"
    lines = [f"{place}: {severity} {palette.code}{found.code}{palette.end}: "]
    lines[0] += printable(found.message)
    if found.snippet is not None and found.snippet.text:
        lines.append(f"    {printable(found.snippet.text)}")
        carets = "^" * (found.snippet.end - found.snippet.start)
        lines.append("    " + " " * found.snippet.start + f"{weight}{carets}{palette.end}")
    lines += [f"  {printable(note)}" for note in found.notes[:_NOTES]]
    if found.hint:
        lines.append(f"  {palette.hint}hint:{palette.end} {printable(found.hint)}")
    return "\n".join(lines)


def report(findings: Iterable[Finding], palette: Palette = PLAIN) -> str:
    """Return all findings as text, in order; many alike in one file are summed up at the end.

    Alike are findings with the same code and message (three are printed), and findings with the
    same code (twenty are printed). What would pass 56 kB is counted in a last line.
    """
    ordered = in_order(findings)
    lines: list[str] = []
    room, told = _ROOM, 0
    for block, count in _blocks(ordered, palette):
        room -= len(block.encode("ascii", "backslashreplace"))  # as the poorest terminal has it
        if room < 0 and lines:
            lines.append(f"not shown: {len(ordered) - told} more")
            break
        lines.append(block)
        told += count
    return "\n".join(lines)


def _blocks(ordered: Iterable[Finding], palette: Palette) -> Iterator[tuple[str, int]]:
    """Yield what is printed, and of how many findings."""
    same: Counter[tuple[str, str, str]] = Counter()
    kind: Counter[tuple[str, str]] = Counter()
    left: Counter[tuple[str, str]] = Counter()
    for found in ordered:
        file, most = found.place.file, _FEW.get(found.code, _ALIKE)
        same[file, found.code, found.message] += 1
        if same[file, found.code, found.message] > _SAME or kind[file, found.code] >= most:
            left[file, found.code] += 1
            continue
        kind[file, found.code] += 1
        yield as_text(found, palette), 1
    for (file, code), count in left.items():
        which = ": `coverage` lists them" if code in _FEW else ", not shown"
        yield f"{printable(file)}: {count} more {code}{which}", count
