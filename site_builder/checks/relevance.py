"""Relevance: a statement and its passages share enough words to be about the same thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_builder.checks.claims import CLOSE, NEAR
from site_builder.checks.misfits import Misfit, passages
from site_builder.language.words import content, is_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_builder.checks.claims import Claim

UNRELATED = 0.15  # share of a statement's own stems in its passages, under which it is an error
DISTANT = 0.22  # the same, under which it is a warning
_APART = "names and small words apart"
_MOST = 1_000  # sentences of an article that are looked at
_FEWEST = 4  # stems of a statement from which a share says anything


def rule(claim: Claim) -> Iterator[Misfit]:
    """Yield a misfit where a statement and its passages seem to be about different things."""
    share = claim.closeness(claim.said)
    stems = claim.said.stems
    alone = any(stems.isdisjoint(support.said.stems) for support in claim.supports)
    if share >= NEAR and not alone:
        return
    own = frozenset(stem for stem in stems if not is_number(stem)) - claim.own_names
    if len(own) < _FEWEST:
        return
    if share < NEAR and (meant := _elsewhere(claim, own)):
        few = _few(claim, own & claim.shown_stems)
        there = f"another passage says this ({meant})"
        yield Misfit(
            code="passage-unrelated",
            words=_id(claim),
            message=f"{there}; with what it rests on the {claim.called} shares {few}, {_APART}",
            hint="cite the passage that says this",
            notes=passages(claim.supports),
        )
        return
    if share < DISTANT:
        few = _few(claim, own & claim.shown_stems)
        yield Misfit(
            code="passage-unrelated" if share < UNRELATED else "passage-distant",
            words=_id(claim),
            message=f"the {claim.called} shares {few} with what it rests on, {_APART}",
            hint="cite the passage that says this, or use more of the passage’s own words",
            notes=passages(claim.supports),
        )
        return
    for support in claim.supports:
        if len(claim.supports) > 1 and stems.isdisjoint(support.said.stems):
            yield Misfit(
                code="passage-unrelated",
                words=_id(claim),
                message=f"the {claim.called} shares no word with this passage ({support.where}), "
                f"{_APART}",
                hint="take this entry of evidence out, or cite the passage that is meant",
                where=support.entry.quote.text,
            )


def _elsewhere(claim: Claim, own: frozenset[str]) -> str:
    """Return where a sentence of the cited articles says what the claim says, and is not cited."""
    cited = [(s.seed.id, part) for s in claim.supports for part in (*s.parts, *s.context)]
    for seed in {support.seed.id: support.seed for support in claim.supports}.values():
        for span, stems in claim.desk.sentences(seed)[:_MOST]:
            if len(own & stems) >= CLOSE * len(own) and not any(
                one == seed.id and part.start < span.end and span.start < part.end
                for one, part in cited
            ):
                return f"{seed.id}, paragraph {seed.paragraph_at(span.start)}"
    return ""


def _id(claim: Claim) -> str:
    """Return what an acceptance names, since the finding is about no words but all."""
    return str(claim.statement.id) if claim.statement is not None else ""


def _few(claim: Claim, shared: frozenset[str]) -> str:
    """Return which words of a claim have these stems, each once."""
    words = {content(word.text): word for word in reversed(claim.said.words)}
    found = sorted((words[stem].start, words[stem].end) for stem in shared if stem in words)
    told = ", ".join(f"“{claim.said.text[start:end]}”" for start, end in found)
    return f"only {told}" if told else "no word"
