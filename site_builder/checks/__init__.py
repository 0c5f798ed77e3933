"""The checks, one file a family, in one visible list.

A check is a pure generator: it is given the case and yields findings. To add one, write its file
beside these, put its function in the list, its codes in `codes.py`, and a folder for each code in
`tests/cases/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_builder.checks import (
    acceptances,
    agreement,
    changes,
    coverage,
    entries,
    evidence,
    fit,
    gaps,
    headings,
    ids,
    lengths,
    links,
    persons,
    records,
    references,
    seeds,
    speakers,
    unused,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from site_builder.checks.case import Case
    from site_builder.findings import Finding

    Check = Callable[[Case], Iterator[Finding]]

WITHIN: tuple[Check, ...] = (
    ids.check,
    lengths.check,
    evidence.check,
    acceptances.check,
)
ACROSS: tuple[Check, ...] = (
    evidence.lacking,
    seeds.check,
    references.check,
    changes.check,
    links.check,
    fit.check,
    speakers.check,
    entries.check,
    records.check,
    agreement.check,
    headings.check,
    persons.check,
    gaps.check,
    unused.check,
    coverage.check,
)
CHECKS = WITHIN + ACROSS


def run(case: Case, *, whole: bool = True) -> Iterator[Finding]:
    """Yield what every check finds, check by check.

    Where the case is not `whole`, since a file or a list in one could not be read, the checks that
    need all of it are left out: they would report all that the lost one holds as missing. So are
    those that come after one that finds a whole file missing.
    """
    for check in CHECKS if whole else WITHIN:
        found = list(check(case))
        yield from found
        if any(one.lost for one in found):
            return
