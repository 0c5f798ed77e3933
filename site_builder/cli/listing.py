"""`list`: the statements, one line each, with filters.

`--format json` is one object on standard output; its keys stay while `version` is 1, and others
may be added:

    version, tool       1; the builder's name and version
    status              0
    total               how many statements there are, whether listed or not
    statements          those listed: id, theme, text, by, via, given, kind, origin, when, figure
                        (whether it has one), seeds (of evidence), also (seeds of `also`), findings
                        (codes; only with --with-findings)
                        file, line, column of where it begins; from 1, in code points
"""

from __future__ import annotations

import json
import os
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any

from site_builder import __version__
from site_builder.checks import run
from site_builder.findings import in_order, printable
from site_builder.inputs import read_inputs
from site_builder.labels import counted
from site_builder.listing import Row, Wish, rows, unknown
from site_builder.proof import read_case

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence
    from pathlib import Path, PurePosixPath

    from site_builder.cli.terminal import Terminal
    from site_builder.findings import Finding

_WIDE = 150  # columns from which a file is named with its folders
_LEAST = 24  # characters of a statement's text that are shown
_LONGEST = 1_500  # where nothing is cut to a terminal


def show_list(options: Namespace, terminal: Terminal, home: Path) -> int | list[Finding]:
    """Print the statements and return the exit status, or return why there are none to print."""
    inputs, unread = read_inputs(options.project)
    case, findings, whole = read_case(inputs, unread=unread)
    if case is None:
        return in_order(findings)
    wish = Wish(
        theme=options.theme,
        speaker=options.speaker,
        kind=options.kind,
        given=options.given,
        seed=options.seed,
        origin=options.origin,
        figure=options.figure,
        findings=options.with_findings,
        words=" ".join(options.words),
    )
    wrong = unknown(case, wish)
    if wrong:
        terminal.err.say(wrong)
        return 2
    if not whole:
        terminal.err.say(
            "some files cannot be read, which `check` tells: statements may be missing"
        )
    if wish.findings:
        findings = in_order([*findings, *run(case, whole=whole)])
    listed = list(rows(case, wish, findings if wish.findings else ()))
    total = sum(1 for _ in case.briefing.statements())
    if options.format == "json":
        document = _document(listed, total, home)
        terminal.out.put(f"{json.dumps(document, ensure_ascii=True)}\n")
        return 0
    for line in _lines(listed, home, _width(terminal)):
        terminal.out.say(line)
    if not options.quiet:
        of = "" if len(listed) == total else f"{len(listed):,} of "
        terminal.err.say(f"{of}{counted(total, 'statement')}")
    return 0


def _width(terminal: Terminal) -> int:
    """Return how wide a line may be: as the terminal, or as long as it is where there is none."""
    if terminal.out.obeys_escapes(os.environ):
        return get_terminal_size().columns
    return _LONGEST


def _lines(listed: Sequence[Row], home: Path, width: int) -> Iterator[str]:
    """Yield a line for each statement, in columns, its text cut to what is left of the width."""
    columns = [_columns(row, home, wide=width >= _WIDE) for row in listed]
    sizes = [max(map(len, column)) for column in zip(*columns, strict=True)]
    for row, cells in zip(listed, columns, strict=True):
        head = "  ".join(cell.ljust(size) for cell, size in zip(cells, sizes, strict=True))
        room = max(width - len(head) - 2, _LEAST)
        codes = f"[{', '.join(row.codes)}] " if row.codes else ""
        yield f"{head}  {printable(codes + ' '.join(row.statement.text.split()), room)}"


def _columns(row: Row, home: Path, *, wide: bool) -> list[str]:
    file: PurePosixPath | Path = home / row.place.file
    name = file.as_posix() if wide else file.name
    statement = row.statement
    via = f" via {', '.join(statement.via)}" if statement.via else ""
    return [
        str(statement.id) or "(no id)",
        f"{name}:{row.place.line}",
        str(statement.kind),
        f"{', '.join(statement.by)}{via}",
        " ".join([*row.seeds, *(f"+{seed}" for seed in row.also)]) or "-",
    ]


def _document(listed: Sequence[Row], total: int, home: Path) -> dict[str, Any]:
    return {
        "version": 1,
        "tool": f"site-builder {__version__}",
        "status": 0,
        "total": total,
        "statements": [_entry(row, home) for row in listed],
    }


def _entry(row: Row, home: Path) -> dict[str, Any]:
    statement = row.statement
    return {
        "id": str(statement.id),
        "theme": row.theme.id,
        "text": str(statement.text),
        "by": [str(name) for name in statement.by],
        "via": [str(name) for name in statement.via],
        "given": str(statement.given),
        "kind": str(statement.kind),
        "origin": None if statement.origin is None else str(statement.origin),
        "when": None if statement.when is None else str(statement.when),
        "figure": statement.figure is not None,
        "seeds": list(row.seeds),
        "also": list(row.also),
        "findings": list(row.codes),
        "file": (home / row.place.file).as_posix(),
        "line": row.place.line,
        "column": row.place.column,
    }
