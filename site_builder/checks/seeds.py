"""Seeds and their records: each seed has one record, each record its seed, byte for byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_builder.checks.case import Case, seed_hint
from site_builder.findings import Finding, finding
from site_builder.places import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_builder.model import Record, Stretch
    from site_builder.seeds import SeedText


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for every seed or record without its other half, or changed."""
    listed: dict[str, Record] = {}
    for record in case.briefing.records:
        source = case.sources.get(record.seed)
        if source is None:
            if record.seed:
                message = f"there is no seed “{record.seed}” in seeds/"
                hint = f"put it back in seeds/; {seed_hint(record.seed, case)}"
                yield finding("seed-unknown", record.seed, message, hint=hint)
            continue
        if source.id in listed:
            message = f"seed {source.id} has a record already, in {listed[source.id].file}"
            yield finding("id-duplicate", record.seed, message, hint="keep one of the two")
            continue
        listed[source.id] = record
        yield from _bytes(record, source)
        yield from _stretches(record, source)
    for source in {s.id: s for s in case.sources.values()}.values():
        if source.id not in listed:
            hint = (
                f'add content/sources/{source.id}.yaml with seed: "{source.id}", short: and '
                f"sha256: {source.sha256}"
            )
            place = Place(file=source.name)
            yield finding("seed-unlisted", place, "this seed has no record", hint=hint)


def _bytes(record: Record, source: SeedText) -> Iterator[Finding]:
    if len(record.sha256) == 64 and record.sha256 != source.sha256:
        message = f"{source.name} is not the file that was recorded"
        hint = (
            "put the recorded file back; or read the new one against every quote, then record "
            f"sha256: {source.sha256}"
        )
        yield finding("seed-changed", record.sha256, message, hint=hint)


def _stretches(record: Record, source: SeedText) -> Iterator[Finding]:
    for stretch in record.stretches():
        yield from _paragraphs(stretch, source)


def _paragraphs(stretch: Stretch, source: SeedText) -> Iterator[Finding]:
    count = len(source.paragraphs)
    if stretch.paragraphs is not None and stretch.paragraphs[1] > count:
        message = f"seed {source.id} has {count} paragraphs"
        hint = "a paragraph is a non-blank line; see its numbers on the article's page"
        yield finding("paragraph-unknown", stretch.where, message, hint=hint)
