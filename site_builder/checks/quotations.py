"""Quotations: what a claim puts in quotation marks stands in quotation marks in its passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_builder.checks.misfits import Misfit, passages
from site_builder.folding import fold
from site_builder.language.speech import is_quoted
from site_builder.quotes import Span, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from site_builder.checks.claims import Claim, Support
    from site_builder.folding import Folding

_OPENING = " “‘\"'"
EDGES = " \t\n.,;:!?…-"  # what a claim may put inside its quotation marks


def rule(claim: Claim) -> Iterator[Misfit]:
    """Yield a misfit for each quotation that no passage has word for word, or only as its own."""
    said = claim.said
    for start, end in said.quotations:
        words = said.text[start:end].strip(EDGES)
        if not words:
            continue
        best = stands(words, claim.supports)
        if best == "missing" and not said.text[:start].strip(_OPENING):  # it opens with a capital
            best = stands(words[0].lower() + words[1:], claim.supports)
        if best == "quoted":
            continue
        span = (start, end)
        if best == "unquoted":
            yield Misfit(
                code="quotation-unspoken",
                words=words,
                message=f"“{words}” stands in the passage, but not within quotation marks",
                hint="a reporter’s words are not speech: take the quotation marks off",
                span=span,
                notes=passages(claim.supports, words),
            )
        else:
            yield Misfit(
                code="quotation-missing",
                words=words,
                message=f"no passage of this {claim.called} has the words “{words}”",
                hint="quote word for word, or cite the passage that has these words",
                span=span,
                notes=passages(claim.supports, words.split()[0]),
            )


def stands(words: str, supports: Sequence[Support]) -> str:
    """Return "quoted", "unquoted" or "missing": how the words stand in the best of the passages."""
    if any(_stands_as_written(words, support) for support in supports):
        return "quoted"
    best = "missing"
    needles = [fold(words[slice(*part)]).text.strip(EDGES) for part in parts_of(words)]
    for support in supports:
        found = _places(needles, support)
        if found is None:
            continue
        desk, seed = support.desk, support.seed
        if all(is_quoted(desk.quoted(seed, span), *span) for span in found):
            return "quoted"
        best = "unquoted"
    return best


def _stands_as_written(words: str, support: Support) -> bool:
    """Tell whether a passage has these very letters in quotation marks: most have, and at once."""
    seed = support.seed
    for part in support.parts:
        at = seed.text.find(words, part.start, part.end)
        if at >= 0:
            span = Span(at, at + len(words))
            edges = seed.haystack.is_edge(span.start) and seed.haystack.is_edge(span.end)
            return edges and is_quoted(support.desk.quoted(seed, span), *span)
    return False


def _places(needles: Sequence[str], support: Support) -> list[Span] | None:
    """Return where the parts of a quotation stand in a passage, in order; None if they do not."""
    for part, view in zip(support.parts, support.folded, strict=True):
        low = 0
        spans: list[Span] = []
        for needle in needles:
            span = _next(support, needle, view, part.start, low)
            if span is None:
                break
            spans.append(span)
            low = view.index(span.end - part.start)
        else:
            return spans
    return None


def _next(support: Support, needle: str, view: Folding, begin: int, low: int) -> Span | None:
    """Return the next place of the words that cuts no word; one in quotation marks goes first.

    `view` is the part of the passage that begins at `begin` of its seed; it is looked through from
    `low` of its folded text.
    """
    hay = support.seed.haystack
    other: Span | None = None
    at = view.text.find(needle, low) if needle else -1
    while at >= 0:
        span = Span(begin + view.start(at), begin + view.end(at + len(needle) - 1))
        if hay.is_edge(span.start) and hay.is_edge(span.end):
            if is_quoted(support.desk.quoted(support.seed, span), *span):
                return span
            other = other or span
        at = view.text.find(needle, at + 1)
    return other
