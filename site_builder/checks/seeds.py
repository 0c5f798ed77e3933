"""Seeds and their records: each has the other, byte for byte, and a seed reads as it stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from site_builder.checks.case import Case, seed_hint
from site_builder.findings import Finding, finding
from site_builder.places import Place, Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from site_builder.model import Record, Stretch
    from site_builder.quotes import Span
    from site_builder.seeds import SeedText

_UNSEEN = "\u200b-\u200d\u2060\ufeff"
# Letters drawn as Latin ones that are not: Cyrillic first, Greek from the second capital alpha on.
_LOOKALIKES = "АВЕЅІЈКМНОРСТХУаеосрхуѕіјһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοѵ"


class _Trick(NamedTuple):
    """What makes a text read otherwise than its characters stand."""

    code: str
    characters: re.Pattern[str]
    message: str
    hint: str


_AGAIN = "save the article’s text without it, and record its new sha256"
_TRICKS = (
    _Trick(
        "seed-control",
        # A form feed is white space, and pdftotext writes one between pages.
        re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffe\uffff]"),
        "is a control character: a page cannot show it",
        f"the file was perhaps saved in two encodings; {_AGAIN}",
    ),
    _Trick(
        "seed-control",
        re.compile("[\u202b\u202d\u202e\u2067]"),
        "turns the order in which the words after it are shown",
        _AGAIN,
    ),
    _Trick(
        "seed-lookalike",
        re.compile(r"[\u200f\u061c](?=[^\w\n]{0,40}[0-9])"),
        "may turn the order in which the numbers after it are shown",
        "read the numbers on the article’s page against the original",
    ),
    _Trick(
        "seed-lookalike",
        re.compile(f"[{_UNSEEN}](?<=[A-Za-z].)(?=[A-Za-z])"),
        "is not seen, but parts the word it stands in: who looks for the word does not find it",
        f"nothing, if the word is not cited; or {_AGAIN}",
    ),
    _Trick(
        "seed-lookalike",
        re.compile(f"[{_LOOKALIKES}](?:(?<=[A-Za-z].)|(?=[A-Za-z]))"),
        "is no Latin letter, but looks like one: who looks for the word does not find it",
        "copy the word from the article, do not type it",
    ),
)


# A character of one of the tricks: what every one of their patterns finds begins with one.
_ANY = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffe\uffff\u202b\u202d\u202e\u2067\u200f\u061c"
    f"{_UNSEEN}{_LOOKALIKES}]"
)


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for every seed or record without its other half, changed, or tricky."""
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
        seed = case.seeds.get(source.id)
        furniture = seed.furniture if seed else ()
        make = partial(_tricks, source, furniture)
        yield from case.memory.once("tricks", (source, seed), make)


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


def _tricks(source: SeedText, furniture: Sequence[Span]) -> list[Finding]:
    """Return a finding for each trick in what is printed of a seed, at the first of its kind."""
    found_here: list[Finding] = []
    if _ANY.search(source.text) is None:
        return found_here
    starts = [span.start for span in furniture]
    text = Source(name=source.name, text=source.text)

    def is_printed(offset: int) -> bool:
        number = bisect_right(starts, offset) - 1
        return number < 0 or offset >= furniture[number].end

    for trick in _TRICKS:
        matches = (found.start() for found in trick.characters.finditer(source.text))
        first = list(islice(filter(is_printed, matches), 2))
        if first:
            more = "; there are more further on" if first[1:] else ""
            message = f"U+{ord(source.text[first[0]]):04X} {trick.message}{more}"
            where = (text, first[0], first[0] + 1)
            found_here.append(finding(trick.code, where, message, hint=trick.hint))
    return found_here
