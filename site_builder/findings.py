"""A finding: a problem that the checks report, the fixed list of codes, and how one reads."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from site_builder.codes import CODES
from site_builder.places import Place, Source, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_WIDTH = 96  # of a snippet on the terminal
_ALIKE = 20  # findings of one code in one file that are printed one by one
_SAME = 3  # the same, with the same message too


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
    """A code, a place, what is wrong, and what to do."""

    code: str
    place: Place
    message: str
    hint: str = ""
    notes: tuple[str, ...] = ()
    snippet: Snippet | None = None
    severity: Severity = Severity.ERROR

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise ValueError(self.code)


class FaultError(Exception):
    """What ends a command where it stands; `finding` says what and where."""

    def __init__(self, found: Finding) -> None:
        super().__init__(found.message)
        self.finding = found


def finding(  # noqa: PLR0913 - a finding has this many parts, each named where it is made
    code: str,
    where: Text | tuple[Source, int, int] | Place,
    message: str,
    *,
    hint: str = "",
    notes: Sequence[str] = (),
    span: tuple[int, int] | None = None,
) -> Finding:
    """Return a finding at a text (or its characters `span`), an offset span or a place."""
    severity = Severity(CODES[code].severity)
    if isinstance(where, Place):
        place, snippet = where, None
    else:
        source, start, end = _spot(where, span)
        place = source.place(start)
        snippet = _snippet(source.line(place.line), place.column - 1, end - start)
    return Finding(
        code=code,
        place=place,
        message=message,
        hint=hint,
        notes=tuple(notes),
        snippet=snippet,
        severity=severity,
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


def _snippet(line: str, column: int, length: int) -> Snippet:
    """Cut a long line to a window around the span, and drop the indentation before it."""
    end = max(min(column + length, len(line)), column + 1)
    left = min(len(line) - len(line.lstrip()), column)
    if end - left > _WIDTH:
        left = max(left, min(column, end - _WIDTH), column - _WIDTH // 3)
    end = min(end, left + _WIDTH)
    return Snippet(text=line[left : left + _WIDTH].rstrip(), start=column - left, end=end - left)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings sorted by place, each once."""
    return sorted(set(findings), key=lambda f: (f.place, f.code, f.message))


def has_errors(findings: Iterable[Finding], *, strict: bool = False) -> bool:
    """Tell whether the findings stop a build; `strict` counts warnings as errors."""
    return any(strict or f.severity is Severity.ERROR for f in findings)


def as_text(found: Finding) -> str:
    """Return the finding as the lines a person reads on a terminal."""
    lines = [f"{found.place}: {found.severity} {found.code}: {found.message}"]
    if found.snippet is not None and found.snippet.text:
        lines.append(f"    {found.snippet.text}")
        carets = "^" * (found.snippet.end - found.snippet.start)
        lines.append("    " + " " * found.snippet.start + carets)
    lines += [f"  {note}" for note in found.notes]
    if found.hint:
        lines.append(f"  hint: {found.hint}")
    return "".join(map(_printable, "\n".join(lines)))


def _printable(char: str) -> str:
    return char if char == "\n" or char.isprintable() else "\N{REPLACEMENT CHARACTER}"


def report(findings: Iterable[Finding]) -> str:
    """Return all findings as text, in order; many alike in one file are summed up at the end.

    Alike are findings with the same code and message (three are printed), and findings with the
    same code (twenty are printed).
    """
    blocks: list[str] = []
    same: Counter[tuple[str, str, str]] = Counter()
    kind: Counter[tuple[str, str]] = Counter()
    left: Counter[tuple[str, str]] = Counter()
    for found in in_order(findings):
        file = found.place.file
        same[file, found.code, found.message] += 1
        if same[file, found.code, found.message] > _SAME or kind[file, found.code] >= _ALIKE:
            left[file, found.code] += 1
            continue
        kind[file, found.code] += 1
        blocks.append(as_text(found))
    blocks += [f"{file}: {count} more {code}, not shown" for (file, code), count in left.items()]
    return "\n".join(blocks)
