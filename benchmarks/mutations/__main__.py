"""Change one thing of a briefing at a time: how often does the build stop?"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.mutations.changes import EACH, KINDS, draw
from benchmarks.mutations.honest import read_honest
from benchmarks.mutations.score import Result, code_lines, faults, judge_all, rows, table
from site_builder.findings import report
from site_builder.inputs import read_inputs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.mutations.changes import Kind


def main(arguments: Sequence[str] | None = None) -> int:
    """Return 0 if every requirement is met, 1 if one is not, 2 for what cannot be measured.

    Of several briefings together nothing is required.
    """
    asked = _parser().parse_args(arguments)
    kinds = [kind for kind in KINDS if not asked.kind or kind.name in asked.kind]
    alone, findings = len(asked.project) == 1, 0
    results: list[Result] = []
    for project in asked.project:
        try:
            found, made = _measured(Path(project), asked, kinds, told=alone)
        except (ValueError, UnicodeDecodeError) as error:
            print(f"{project}: no briefing to change: {error}", file=sys.stderr)
            return 2
        findings += found
        results += made
    lines = rows(results, kinds if alone else [replace(kind, required=None) for kind in kinds])
    print(table(lines))
    if asked.codes:
        print(*code_lines(results), sep="\n")
    if asked.show_missed:
        print(*(_shown(result) for result in results if not result.caught), sep="\n")
    if asked.json:
        listed = [asdict(result) | {"caught": result.caught} for result in results]
        text = json.dumps({"seed": asked.seed, "results": listed}, ensure_ascii=False, indent=1)
        Path(asked.json).write_text(f"{text}\n", encoding="utf-8")
    return 1 if alone and (findings or not all(line.met for line in lines)) else 0


def _measured(
    project: Path, asked: argparse.Namespace, kinds: Sequence[Kind], *, told: bool
) -> tuple[int, list[Result]]:
    """Return how many findings a briefing has, and what became of its changes."""
    inputs, unread = read_inputs(project)
    honest = read_honest(inputs)
    findings = [*unread, *faults(inputs)]
    if findings and told:
        print(f"the honest briefing has {len(findings)} findings; it must have none")
        print(report(findings), end="\n\n")
    count = asked.count and max(asked.count // len(asked.project), 1)
    changes = draw(honest, asked.seed, count=count, kinds=kinds)
    return len(findings), list(judge_all(inputs, changes, jobs=asked.jobs))


def _shown(result: Result) -> str:
    warned = f" (warned: {', '.join(result.warnings)})" if result.warnings else ""
    return f"\n{result.kind}, {result.owner}{warned}\n  - {result.before}\n  + {result.after}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutations", description=__doc__)
    parser.add_argument("seed", type=int, help="chooses places and changes; the same, the same")
    count = f"changes in all (default {EACH} of each kind)"
    parser.add_argument("--count", type=_positive, help=count)
    folders = "folders of content/ and seeds/; of several, --count is shared out (default .)"
    parser.add_argument("--project", nargs="+", default=["."], metavar="DIR", help=folders)
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
