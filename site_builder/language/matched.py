"""Which words of a passage are those that a statement rests on: what a check would compare.

These are numbers of the same value, what the statement quotes, names, words that limit or deny, and
runs of words that both have. They are for the eye only: no check asks here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_builder.folding import fold
from site_builder.language.spelling import bare, capital_words
from site_builder.language.words import content, plain_words, runs
from site_builder.quotes import Span, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from site_builder.language.said import Said

_EDGES = " \t\n.,;:!?…-“”‘’\"'"
_FEW = 3  # words between two marks that both texts have: they are one
_RUN = 4  # words in a row in both that are marked if one of them carries a meaning


def matched(says: Said, passage: Said) -> list[Span]:
    """Return where the passage has what the statement says, in order; spans touch nowhere."""
    shared = _shared(says, passage)
    first = next(shared, None)
    if first is not None and _is_all(passage, first):
        return [first]
    found = [first, *shared] if first is not None else []
    found += _numbers(says, passage)
    found += _names(says, passage)
    found += _quoted(says, passage)
    found += _limits(says, passage)
    return list(_merged(says, passage.text, found))


def _is_all(passage: Said, shared: Span) -> bool:
    """Tell whether the stretch goes from the first word to the last, so that it has all else.

    Then nothing but a full stop is outside of it. What is a number may have that only in "p.m.";
    a name, a quotation and a word that limits or denies end with their words.
    """
    text, end = passage.text, shared.end
    return not shared.start and text[end:] in {"", "."} and text[end - 1] not in "mM"


def _numbers(says: Said, passage: Said) -> Iterator[Span]:
    if not says.numbers or not passage.numbers:
        return
    said = {value for number in says.numbers for value in number.values}
    for number in passage.numbers:
        if passage.text[number.start : number.end].casefold() == "one":
            continue  # a statement says "one article"
        if said.intersection(number.values):
            yield Span(number.start, number.end)


def _names(says: Said, passage: Said) -> Iterator[Span]:
    """Yield words with a capital in both; one that opens a sentence has it for that reason."""
    names = says.proper
    if names:
        for start, end in capital_words(passage.text):
            if bare(passage.text[start:end]) in names:
                yield Span(start, end)


def _quoted(says: Said, passage: Said) -> Iterator[Span]:
    if not says.quotations:
        return
    view = fold(passage.text)
    for start, end in says.quotations:
        words = says.text[start:end]
        at = 0
        for part in parts_of(words):
            needle = fold(words[slice(*part)]).text.strip(_EDGES)
            begins = view.text.find(needle, at) if needle else -1
            if begins >= 0:
                at = begins + len(needle)
                yield Span(view.start(begins), view.end(at - 1))


def _limits(says: Said, passage: Said) -> Iterator[Span]:
    for hedge in passage.hedges:
        if says.keeps(hedge.name, passage):
            yield Span(hedge.start, hedge.end)
    if says.denials:
        for denial in passage.denials:
            yield Span(denial.start, denial.end)


def _shared(says: Said, passage: Said) -> Iterator[Span]:
    """Yield words that stand in a row in both: three with two that carry a meaning, or more."""
    for size, least in ((_RUN, 1), (_RUN - 1, 2)):
        known = says.runs(size)
        shared = [at for at, run in enumerate(runs(passage.tokens, size)) if run in known]
        if not shared:
            continue
        means = [1 if content(token) else 0 for token in passage.tokens]
        spans = passage.spans
        start = end = -1  # of the runs that overlap, as one
        for at in shared:
            if sum(means[at : at + size]) < least:
                continue
            if start >= 0 and spans[at][0] >= end:
                yield Span(start, end)
                start = -1
            start = spans[at][0] if start < 0 else start
            end = spans[at + size - 1][1]
        if start >= 0:
            yield Span(start, end)


def _merged(says: Said, text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Yield the spans in order, those as one with nothing between but a few words of both texts."""
    last: Span | None = None
    for span in sorted(spans):
        if last is not None and span.start <= last.end:
            last = Span(last.start, max(last.end, span.end))
            continue
        between = plain_words(text[last.end : span.start]) if last is not None else []
        if last is not None and len(between) <= _FEW and says.vocabulary.issuperset(between):
            last = Span(last.start, max(last.end, span.end))
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last
