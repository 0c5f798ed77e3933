"""Change one thing of a briefing at a time: how often does the build stop?"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.mutations.changes import EACH, KINDS, draw
from benchmarks.mutations.honest import read_honest
from benchmarks.mutations.score import Result, code_lines, faults, judge_all, rows, table
from site_builder.findings import report
from site_builder.inputs import read_inputs

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Return 0 if every requirement is met, 1 if one is not, 2 for what cannot be measured."""
    asked = _parser().parse_args(arguments)
    inputs, unread = read_inputs(Path(asked.project))
    try:
        honest = read_honest(inputs)
    except (ValueError, UnicodeDecodeError) as error:
        print(f"{asked.project}: no briefing to change: {error}", file=sys.stderr)
        return 2
    kinds = [kind for kind in KINDS if not asked.kind or kind.name in asked.kind]
    findings = [*unread, *faults(inputs)]
    if findings:
        print(f"the honest briefing has {len(findings)} findings; it must have none")
        print(report(findings), end="\n\n")
    changes = draw(honest, asked.seed, count=asked.count, kinds=kinds)
    results = list(judge_all(inputs, changes, jobs=asked.jobs))
    lines = rows(results, kinds)
    print(table(lines))
    if asked.codes:
        print(*code_lines(results), sep="\n")
    if asked.show_missed:
        print(*(_shown(result) for result in results if not result.caught), sep="\n")
    if asked.json:
        made = [asdict(result) | {"caught": result.caught} for result in results]
        text = json.dumps({"seed": asked.seed, "results": made}, ensure_ascii=False, indent=1)
        Path(asked.json).write_text(f"{text}\n", encoding="utf-8")
    return 1 if findings or not all(line.met for line in lines) else 0


def _shown(result: Result) -> str:
    warned = f" (warned: {', '.join(result.warnings)})" if result.warnings else ""
    return f"\n{result.kind}, {result.owner}{warned}\n  - {result.before}\n  + {result.after}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutations", description=__doc__)
    parser.add_argument("seed", type=int, help="chooses places and changes; the same, the same")
    count = f"changes in all (default {EACH} of each kind)"
    parser.add_argument("--count", type=_positive, help=count)
    parser.add_argument("--project", default=".", help="the folder of content/ and seeds/")
    names = [kind.name for kind in KINDS]
    parser.add_argument(
        "--kind", action="append", choices=names, help="only this kind (repeatable)"
    )
    parser.add_argument("--show-missed", action="store_true", help="print what was not caught")
    parser.add_argument("--codes", action="store_true", help="print what caught each kind")
    parser.add_argument("--json", metavar="FILE", help="write every change and its result")
    parser.add_argument("--jobs", type=_positive, default=1, help="processes (default 1)")
    return parser


def _positive(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return value


if __name__ == "__main__":
    sys.exit(main())
