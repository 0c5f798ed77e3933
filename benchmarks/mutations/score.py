"""What became of each change, and the table of it."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.mutations.changes import KINDS
from site_builder.findings import Finding, Severity
from site_builder.proof import Inputs, prove

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from benchmarks.mutations.changes import Change, Kind

    Key = tuple[str, str, str]

_READING = ("yaml-", "key-", "value-", "flow-split")


class BrokenChangeError(Exception):
    """A change broke the YAML, so that what was caught is not the change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One change with the codes of the errors, and of the warnings, that only it brings."""

    kind: str
    owner: str
    place: str
    before: str
    after: str
    errors: tuple[str, ...]
    warnings: tuple[str, ...]

    @property
    def caught(self) -> bool:
        """Whether the build stopped."""
        return bool(self.errors)

    @property
    def noticed(self) -> bool:
        """Whether the build would stop only with --strict."""
        return not self.errors and bool(self.warnings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What became of the changes of one kind."""

    kind: str
    made: int
    caught: int
    noticed: int
    required: float | None

    @property
    def per_cent(self) -> float:
        """How many of a hundred stopped the build."""
        return 100 * self.caught / self.made if self.made else 0.0

    @property
    def met(self) -> bool:
        """Whether as many were caught as must be; nothing made proves nothing."""
        return self.required is None or (bool(self.made) and self.per_cent >= self.required)


def faults(inputs: Inputs) -> list[Finding]:
    """Return every finding of a briefing."""
    return prove(inputs)[1]


def _keys(findings: Iterable[Finding]) -> Counter[Key]:
    return Counter((f.code, f.place.file, f.message) for f in findings)


def judge(honest: Inputs, known: Counter[Key], change: Change) -> Result:
    """Build the changed briefing and return what that brings; raise if it is no YAML."""
    inputs = Inputs(
        content=_with(honest.content, change.files), seeds=_with(honest.seeds, change.files)
    )
    findings = faults(inputs)
    new = _keys(findings) - known
    severe = {(f.code, f.place.file, f.message): f.severity for f in findings}
    broken = [key for key in new if key[0].startswith(_READING)]
    if broken:
        raise BrokenChangeError(f"{change.kind}, {change.owner}: {broken[0]}")

    def codes(severity: Severity) -> tuple[str, ...]:
        return tuple(sorted({key[0] for key in new if severe[key] == severity}))

    return Result(
        kind=change.kind,
        owner=change.owner,
        place=change.place,
        before=change.before,
        after=change.after,
        errors=codes(Severity.ERROR),
        warnings=codes(Severity.WARNING),
    )


def _with(files: Mapping[str, bytes], changed: Mapping[str, bytes]) -> dict[str, bytes]:
    return {name: changed.get(name, data) for name, data in files.items()}


def judge_all(honest: Inputs, changes: Sequence[Change], *, jobs: int = 1) -> Iterator[Result]:
    """Yield the result of each change, in order."""
    known = _keys(faults(honest))
    if jobs == 1:
        yield from (judge(honest, known, change) for change in changes)
        return
    with ProcessPoolExecutor(jobs, initializer=_begin, initargs=(honest, known)) as pool:
        yield from pool.map(_judge_here, changes, chunksize=8)


_HERE: list[tuple[Inputs, Counter[Key]]] = []  # of a worker: what it need not be sent each time


def _begin(honest: Inputs, known: Counter[Key]) -> None:
    _HERE.append((honest, known))


def _judge_here(change: Change) -> Result:
    return judge(*_HERE[0], change)


def rows(results: Sequence[Result], kinds: Sequence[Kind] = KINDS) -> list[Row]:
    """Return a row for each kind."""
    return [_row(kind, [r for r in results if r.kind == kind.name]) for kind in kinds]


def _row(kind: Kind, results: Sequence[Result]) -> Row:
    return Row(
        kind=kind.name,
        made=len(results),
        caught=sum(r.caught for r in results),
        noticed=sum(r.noticed for r in results),
        required=kind.required,
    )


def table(lines: Sequence[Row]) -> str:
    """Return the rows as a table, with a line of totals."""
    made, caught, noticed = (
        sum(getattr(r, k) for r in lines) for k in ("made", "caught", "noticed")
    )
    total = Row(kind="all", made=made, caught=caught, noticed=noticed, required=None)
    head = f"{'kind':22}{'made':>6}{'caught':>8}{'per cent':>10}{'required':>10}{'warned':>8}"
    body = [_line(row) for row in lines]
    return "\n".join([head, "-" * len(head), *body, "-" * len(head), _line(total)])


def _line(row: Row) -> str:
    required = "" if row.required is None else f"{row.required:g}"
    line = (
        f"{row.kind:22}{row.made:6}{row.caught:8}{row.per_cent:10.1f}{required:>10}{row.noticed:8}"
    )
    return line if row.met else f"{line}  not met"


def code_lines(results: Sequence[Result]) -> Iterator[str]:
    """Yield, for each kind, the codes that caught it and how often."""
    for kind in dict.fromkeys(r.kind for r in results):
        counted = Counter(code for r in results if r.kind == kind for code in r.errors)
        yield f"{kind}: " + ", ".join(f"{code} {n}" for code, n in counted.most_common())
