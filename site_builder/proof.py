"""From files to a proved briefing: the only way to one, and only without an error."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from site_builder.checks import run
from site_builder.checks.case import open_case
from site_builder.content import SITE, read_briefing, themes_listed
from site_builder.findings import Finding, has_errors, in_order
from site_builder.seeds import read_seeds
from site_builder.withholding import withhold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from site_builder.checks.case import Case, Judged
    from site_builder.memory import Memory
    from site_builder.model import Briefing, Passage, Quote
    from site_builder.seeds import Seed
    from site_builder.verdicts import Verdicts


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """The bytes a briefing is made from, by name below the project's folder."""

    content: Mapping[str, bytes]
    seeds: Mapping[str, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proved:
    """A briefing in which every quote has its passage; views accept nothing else.

    `seeds` is by id; `digests` holds the SHA-256 of every file it was made from, by name.
    """

    is_draft: ClassVar[bool] = False

    briefing: Briefing
    seeds: Mapping[str, Seed]
    passages: Mapping[Quote, Passage]
    digests: Mapping[str, str]


def read_case(
    inputs: Inputs, *, unread: Sequence[Finding] = (), memory: Memory | None = None
) -> tuple[Case | None, list[Finding], bool]:
    """Return the case, what was found in reading it, and whether all could be read.

    There is no case where no briefing could be read at all. `unread` is as for `prove`.
    """
    briefing, findings = read_briefing(inputs.content, memory)
    sources, faults = read_seeds(inputs.seeds, memory)
    findings += [*unread, *faults]
    if briefing is None:
        return None, findings, False
    if not any(found.lost and found.place.file == SITE for found in findings):
        unreadable = {found.place.file for found in unread}
        findings += themes_listed(briefing, inputs.content.keys() | unreadable)
    whole = not any(found.lost or not found.place.line for found in findings)
    return open_case(briefing, sources, memory), findings, whole


def prove(
    inputs: Inputs,
    *,
    unread: Sequence[Finding] = (),
    strict: bool = False,
    verdicts: Verdicts | None = None,
    judged: Judged | None = None,
) -> tuple[Proved | None, list[Finding]]:
    """Return the proved briefing, or None where a finding stops it, and all findings in order.

    `unread` is what was found when the inputs were read from the disk. `verdicts` are those of
    earlier checks, and get those of this one; `judged` goes through many claims, as `map` does.
    """
    case, findings, whole = read_case(inputs, unread=unread)
    if case is None:
        return None, in_order(findings)
    files = {**inputs.content, **inputs.seeds}
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    if verdicts is not None:
        verdicts.begin(digests)
        case = replace(case, verdicts=verdicts)
    if judged is not None:
        case = replace(case, judged=judged)
    findings = in_order([*findings, *run(case, whole=whole)])
    if has_errors(findings, strict=strict):
        return None, findings
    passages = case.passages()
    seeds = {seed.id: seed for seed in case.seeds.values()}
    briefing, seeds, passages = withhold(case.briefing, seeds, passages)
    proved = Proved(
        briefing=briefing,
        seeds=seeds,
        passages=passages,
        digests=digests,
    )
    return proved, findings
