"""Coverage: every sentence of every seed is cited, furniture or set aside, and not both."""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING

from site_builder.checks.parts import Role
from site_builder.coverage import LEAST, Cover, Status, is_cited, unreviewed
from site_builder.findings import Finding, Severity, finding
from site_builder.places import Source
from site_builder.quotes import Ambiguous, CutsWord, Found, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from site_builder.checks.case import Case
    from site_builder.coverage import Judged
    from site_builder.model import Stretch
    from site_builder.quotes import Result
    from site_builder.seeds import Seed

_SEVERITY = {"error": Severity.ERROR, "warn": Severity.WARNING}
_MOST = 1_000  # findings: no report holds as many, and a briefing just begun may have millions
_NOTES = 3  # of words that are left further on in the sentence
_LONGEST = 300  # characters of them


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for every sentence that is not reviewed, at the first word that is not.

    What is set aside and cited, every word of it, is a warning, whatever `coverage:` says.

    A seed that has changed, or of which a quote is not found, is left out, and so are all where a
    quote names no seed: what such a quote cites would be reported as unreviewed besides.
    """
    yield from _idle(case)
    severity = _SEVERITY.get(case.briefing.settings.coverage)
    if severity is None:
        return
    found = list(islice(_left(case), _MOST + 1))
    if found and all(ask.quote.seed in case.seeds for ask in case.asked()):
        sources = {seed.id: Source(name=seed.source.name, text=seed.text) for seed, _ in found}
        for number, (seed, sentence) in enumerate(found[:_MOST]):
            more = number == 0 and len(found) > _MOST
            yield _finding(seed, sources[seed.id], sentence, severity, more=more)


def _idle(case: Case) -> Iterator[Finding]:
    """Yield what is set aside and could be taken out: quotes that stand once cite all of it."""
    known: dict[str, list[Span]] = defaultdict(list)
    for ask, result in case.results.items():
        if ask.role is Role.EVIDENCE and isinstance(result, Found):
            known[case.seeds[ask.quote.seed].id] += result.parts
    for record in case.briefing.records:
        seed = case.seed(record.seed)
        if seed is None or seed.changed or not record.set_aside:
            continue
        cover = Cover(known.get(seed.id, ()))
        for stretch in (item.stretch for item in record.set_aside):
            spans = _spans(case, seed, stretch)
            if spans and is_cited(seed, spans, cover):
                message = "this sets nothing aside: a statement or an account cites every word"
                hint = "take the entry out, or the evidence that should not be cited"
                yield finding("aside-cited", stretch.where, message, hint=hint)


def _spans(case: Case, seed: Seed, stretch: Stretch) -> Sequence[Span]:
    """Return where a stretch stands; () where it is not found, which is told elsewhere."""
    if stretch.paragraphs is not None:
        first, last = stretch.paragraphs
        return seed.paragraphs[first - 1 : last]
    passage = case.passages().get(stretch.quote) if stretch.quote is not None else None
    return () if passage is None else [Span(*part) for part in passage.parts]


def _left(case: Case) -> Iterator[tuple[Seed, Judged]]:
    lost, known = unsure(case), cited(case)
    for seed in {seed.id: seed for seed in case.seeds.values()}.values():
        if seed.id not in lost and not seed.changed:
            for sentence in unreviewed(seed, known.get(seed.id, ())):
                yield seed, sentence


def cited(case: Case) -> dict[str, list[Span]]:
    """Return what the evidence of statements and accounts cites, by seed id, in no order."""
    spans: dict[str, list[Span]] = defaultdict(list)
    for ask, result in case.results.items():
        if ask.role is Role.EVIDENCE:
            spans[case.seeds[ask.quote.seed].id] += _meant(result)
    return spans


def _meant(result: Result) -> Sequence[Span]:
    """Return where a quote stands, or may stand: one that is found twice is yet to be mended."""
    if isinstance(result, Found | CutsWord):
        return result.parts
    if isinstance(result, Ambiguous):
        return [span for parts in result.places for span in parts]
    return ()


def unsure(case: Case) -> set[str]:
    """Return the ids of the seeds of which evidence, or what bounds a stretch, is not found."""
    return {
        case.seeds[ask.quote.seed].id
        for ask, result in case.results.items()
        if not isinstance(result, Found)
        and (
            ask.role is Role.STRETCH
            or (ask.role is Role.EVIDENCE and not isinstance(result, Ambiguous | CutsWord))
        )
    }


def _finding(
    seed: Seed, source: Source, sentence: Judged, severity: Severity, *, more: bool
) -> Finding:
    record, number = seed.record.file, seed.paragraph_at(sentence.span.start)
    if sentence.status is Status.PARTLY:
        code = "sentence-partly-reviewed"
        message = (
            f"expected at most {LEAST - 1} words beside a citation that are not reviewed; "
            f"found {sentence.words}"
        )
        hint = (
            "widen the quote, or cite the rest under another statement; or set it aside: its words "
            f"as `quote:` with a `reason:` under `set_aside:` of {record}"
        )
    else:
        code = "sentence-unreviewed"
        none = "1 word is" if sentence.words == 1 else f"{sentence.words} words are"
        message = f"expected a sentence that is cited, set aside or furniture; {none} none of them"
        paragraph = seed.paragraphs[number - 1] == sentence.span
        stretch = f"`paragraph: {number}`" if paragraph else "its words as `quote:`"
        hint = (
            f"cite it under a statement; or, in {record}, put {stretch} under `set_aside:` with a "
            "`reason:`, or under `furniture:` with a `kind:`"
        )
    first, *others = sentence.left
    further = [" ".join(seed.text[slice(*run)].split()) for run in others[:_NOTES]]
    notes = [f"and further on: {words[:_LONGEST]}" for words in further]
    if more:
        notes.append(f"there are more than {_MOST:,}: the command `coverage` counts them")
    where = (source, first.start, first.end)
    return finding(code, where, message, hint=hint, notes=notes, severity=severity)
