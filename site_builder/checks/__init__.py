"""The checks, one file a family, in one visible list.

A check is a pure generator: it is given the case and yields findings. To add one, write its file
beside these, put its function in the list, its codes in `codes.py`, and a folder for each code in
`tests/cases/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_builder.checks import (
    acceptances,
    evidence,
    gaps,
    ids,
    links,
    references,
    seeds,
    unused,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from site_builder.checks.case import Case
    from site_builder.findings import Finding

    Check = Callable[[Case], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    seeds.check,
    ids.check,
    references.check,
    evidence.check,
    links.check,
    gaps.check,
    acceptances.check,
    unused.check,
)


def run(case: Case) -> Iterator[Finding]:
    """Yield what every check finds, check by check."""
    for check in CHECKS:
        yield from check(case)
