"""Evidence: every statement has some, and every quote is found where it should be."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from site_builder.checks.parts import Asked, Part, Role
from site_builder.clauses import cut_hedge
from site_builder.findings import Finding, finding
from site_builder.nearest import difference, look_alike, nearest
from site_builder.quotes import (
    Ambiguous,
    CutsWord,
    Found,
    InFurniture,
    Missing,
    OutOfOrder,
    Span,
    find,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_builder.checks.case import Case
    from site_builder.model import Quote
    from site_builder.quotes import Result
    from site_builder.seeds import Seed

_DOTS = re.compile(r"(?<!\[)(?:\.\.\.|…)(?!\])")
# How much is looked through to say what is nearest to quotes that are not there: characters of
# seeds in all, and what a character of a quote and another seed count for. Some seconds at most.
_LOOKED = 20_000_000
_QUOTE = 100
_SEED = 1_000
SHORTEST = 12  # characters of a quote that carries a statement


def lacking(case: Case) -> Iterator[Finding]:
    """Yield a finding for every statement and every account without evidence."""
    for statement in case.briefing.statements():
        if not statement.evidence:
            message = f"the statement “{statement.id}” has no passage"
            hint = "put the seed and the words it rests on under `evidence:`, or take it out"
            yield finding("evidence-missing", statement.text, message, hint=hint)
    for entry in case.briefing.differences:
        for account in entry.accounts:
            if not account.evidence:
                hint = "put the words it rests on under `evidence:`"
                message = "this account has no passage"
                yield finding("evidence-missing", account.says, message, hint=hint)


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for every quote that does not hold."""
    spent = 0  # characters that were looked through to help with a message
    for part in case.parts:
        if part.found:
            yield from case.memory.once("found", (part,), partial(_all_found, case, part))
            continue
        for ask, seed, result in _answered(case, part):
            helped = spent < _LOOKED
            yield from _quote(case, ask, seed, result, helped=helped)
            if isinstance(result, Missing) and helped:
                spent += len(seed.text) + _QUOTE * len(ask.quote.text) + _SEED * len(case.seeds)


def _answered(case: Case, part: Part) -> Iterator[tuple[Asked, Seed, Result]]:
    """Yield the quotes of a part that were looked for, with what became of them."""
    for ask in part.asked:
        seed = case.seed(ask.quote.seed)
        result = part.results.get(ask)
        if seed is None or seed.changed:  # its hash is to be mended first
            continue
        if result is not None and ask.quote.text:
            yield ask, seed, result


def _all_found(case: Case, part: Part) -> list[Finding]:
    """Return what is wrong with quotes that were found; it hangs on them and their seeds only.

    Where a quote that carries nothing was found, nothing is wrong with it.
    """
    found: list[Finding] = []
    for ask, result in part.results.items():
        seed = part.seeds[ask.quote.seed]
        if ask.role is not Role.EVIDENCE or seed is None or seed.changed or not ask.quote.text:
            continue
        short = len(ask.quote.text.strip()) < SHORTEST
        if short or (isinstance(result, Found) and cut_of(seed, result.parts) is not None):
            found += _quote(case, ask, seed, result, helped=False)
    return found


def _quote(
    case: Case, ask: Asked, seed: Seed, result: Result, *, helped: bool
) -> Iterator[Finding]:
    quote = ask.quote
    if quote.paragraph is not None and quote.paragraph > len(seed.paragraphs):
        message = f"seed {seed.id} has {len(seed.paragraphs)} paragraphs, not {quote.paragraph}"
        yield finding("paragraph-unknown", quote.text, message)
        return
    if ask.role is Role.EVIDENCE and len(quote.text.strip()) < SHORTEST:
        message = f"this quote is too short to prove anything: at least {SHORTEST} characters"
        yield finding("quote-short", quote.text, message, hint="copy more of the sentence")
        return
    match result:
        case Found():
            yield from _whole(ask, seed, result)
        case Ambiguous():
            yield _ambiguous(quote, seed, result)
        case CutsWord():
            yield _cuts_word(quote, seed, result)
        case OutOfOrder():
            message = f"the parts are in seed {seed.id}, but not in this order in one paragraph"
            hint = "put the parts in the article's order, or make them two entries of evidence"
            yield finding("quote-order", quote.text, message, hint=hint)
        case InFurniture():
            message = f"these words are page furniture of seed {seed.id}, never evidence"
            number = seed.paragraph_at(result.parts[0].start)
            hint = f"cite the article's text; paragraph {number} is marked in {seed.record.file}"
            yield finding("quote-in-furniture", quote.text, message, hint=hint)
        case Missing():
            yield _missing(case, quote, seed, helped=helped)


def _whole(ask: Asked, seed: Seed, found: Found) -> Iterator[Finding]:
    if ask.role is not Role.EVIDENCE:
        return
    cut = cut_of(seed, found.parts)
    if cut is None:
        return
    first, last = found.parts[0], found.parts[-1]
    word, span = cut
    skipped = first.start <= span.start < last.end
    where = "the words that […] leaves out" if skipped else "the same clause, outside the quote"
    message = f"“{word}” stands in {where}, and changes what it says"
    clause = _around(seed.text, min(span.start, first.start), max(span.end, last.end))
    hint = f"widen the quote so that it takes in “{word}”"
    note = f"the article ({_where(seed, span.start)}): {clause}"
    yield finding("hedge-cut", ask.quote.text, message, hint=hint, notes=(note,))


def cut_of(seed: Seed, parts: tuple[Span, ...]) -> tuple[str, Span] | None:
    """Return the hedge or denial that a passage cuts off or leaves out, and where it stands."""
    first, last = parts[0], parts[-1]
    bounds = Span(
        seed.paragraphs[seed.paragraph_at(first.start) - 1].start,
        seed.paragraphs[seed.paragraph_at(last.end - 1) - 1].end,
    )
    return cut_hedge(seed.text, parts, bounds)


def _ambiguous(quote: Quote, seed: Seed, result: Ambiguous) -> Finding:
    notes = [
        f"{_where(seed, parts[0].start)}: "
        + _around(seed.text, parts[0].start - 30, parts[-1].end + 30)
        for parts in result.places
    ]
    message = f"this quote stands {len(result.places)} times in seed {seed.id}"
    if len(result.places) >= 10:
        message = f"this quote stands at least {len(result.places)} times in seed {seed.id}"
    starts = {seed.paragraph_at(parts[0].start) for parts in result.places}
    tells = "`paragraph:`, `prefix:` or `suffix:`" if len(starts) > 1 else "`prefix:` or `suffix:`"
    hint = f"copy more words, or add {tells}: the words that stand just before or after"
    return finding("quote-ambiguous", quote.text, message, hint=hint, notes=notes)


def _cuts_word(quote: Quote, seed: Seed, result: CutsWord) -> Finding:
    message = f"this quote cuts the word “{result.word}” of seed {seed.id}"
    note = f"the article ({_where(seed, result.edge)}): " + _around(
        seed.text, result.edge - 40, result.edge + 40
    )
    hint = f"take in the whole of “{result.word}”"
    return finding("quote-cuts-word", quote.text, message, hint=hint, notes=(note,))


def _missing(case: Case, quote: Quote, seed: Seed, *, helped: bool) -> Finding:
    message = f"this quote is not in seed {seed.id}"
    if not helped:
        hint = "copy the words exactly; mend those above first, then the nearest passage is shown"
        return finding("quote-missing", quote.text, message, hint=hint)
    if quote.paragraph or quote.prefix or quote.suffix:
        unplaced = find(quote.text, seed.haystack)
        if isinstance(unplaced, Found | Ambiguous):
            hint = "mend `paragraph:`, `prefix:` or `suffix:`"
            message = f"this quote is in seed {seed.id}, but not where its entry says"
            spot = unplaced.parts if isinstance(unplaced, Found) else unplaced.places[0]
            note = f"it stands at {_where(seed, spot[0].start)}"
            return finding("quote-missing", quote.text, message, hint=hint, notes=(note,))
    for other in {s.id: s for s in case.seeds.values()}.values():
        found = find(quote.text, other.haystack)
        if other.id != seed.id and isinstance(found, Found):
            note = f"it stands in {_where(other, found.parts[0].start)}"
            hint = f'write seed: "{other.id}", if that is the article you mean'
            return finding("quote-missing", quote.text, message, hint=hint, notes=(note,))
    near = nearest(quote.text, seed.haystack)
    if near is None:
        hint = "copy the words exactly from the article; nothing in it comes near these"
        return finding("quote-missing", quote.text, message, hint=hint)
    passage = seed.text[near.span.start : near.span.end]
    differs = difference(quote.text[slice(*near.part)], passage)
    note = f"nearest ({_where(seed, near.span.start)}): {_one_line(passage)}"
    hint = "copy the words exactly, or put […] where words are left out"
    if _DOTS.search(quote.text) and not _DOTS.search(passage):
        hint = "write […] where words are left out, not dots alone"
    if differs is None:
        return finding("quote-missing", quote.text, message, hint=hint, notes=(note,))
    span, mine, theirs = differs
    against = f"the quote has “{mine}”, the article “{theirs}”" if mine and theirs else ""
    against = look_alike(mine, theirs) or against
    notes = (note, against) if against else (note,)
    differing = (near.part.start + span.start, near.part.start + span.end)
    return finding("quote-missing", quote.text, message, hint=hint, notes=notes, span=differing)


def _where(seed: Seed, offset: int) -> str:
    return f"{seed.id}, paragraph {seed.paragraph_at(offset)}"


def _around(text: str, start: int, end: int) -> str:
    start, end = max(start, 0), min(end, len(text))
    before = "…" if start > 0 else ""
    after = "…" if end < len(text) else ""
    return before + _one_line(text[start:end]) + after


def _one_line(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 300 else words[:300].rsplit(" ", 1)[0] + " …"
