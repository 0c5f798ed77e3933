"""A figure’s words: their names and numbers stand in an article, and who counted is shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from site_builder.findings import Finding, finding
from site_builder.language.spelling import bare, capitals
from site_builder.language.words import GRAMMAR, plain_words, spans
from site_builder.model import ARTICLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_builder.checks.claims import Claim
    from site_builder.model import Figure
    from site_builder.places import Text

_OPENING = frozenset({"place", "period"})
"""What begins with a name or a month, rather than with a word that has its capital from there."""


def check(claim: Claim, figure: Figure) -> Iterator[Finding]:
    """Yield what of a figure's words no article of its passages has, and who is not shown to count.

    Unlike its numbers they need not be in the statement: a heading of the article may give the
    place. Its other words are the curator's own.
    """
    texts = {
        "measure": figure.measure,
        "unit": figure.unit,
        "population": figure.population,
        "place": figure.place,
        "base": figure.base,
        "period": figure.period.words if figure.period is not None else None,
    }
    for name, text in texts.items():
        told = () if text is None else _told(name, text)
        span = next((span for span in told if not _has(claim, str(text)[slice(*span)])), None)
        if text is not None and span is not None:
            message = f"{name}: no article of its passages has “{text[slice(*span)]}”"
            hint = "write it as the article does, or leave it out"
            yield finding("figure-unlike", text, message, hint=hint, span=span)
    if figure.counted_by is not None:
        yield from _counted(claim, figure.counted_by)


def _told(name: str, text: Text) -> Iterator[tuple[int, int]]:
    """Yield where the names and the numbers of a text stand."""
    for start, end, opens in capitals(text):
        if not (opens and name not in _OPENING) and bare(text[start:end]) not in GRAMMAR:
            yield start, end
    for token, span in zip(plain_words(text), spans(text), strict=True):
        if token[:1].isdigit() and name != "period":  # its years are asked for elsewhere
            yield span


def _has(claim: Claim, words: str) -> bool:
    """Tell whether the statement, or an article of its passages, has the words."""
    word = re.compile(rf"(?<!\w){re.escape(bare(words))}(?!\d)", re.IGNORECASE)
    seeds = {support.seed.id: support.seed.text for support in claim.supports}
    return any(map(word.search, (claim.said.text, *seeds.values())))


def _counted(claim: Claim, by: Text) -> Iterator[Finding]:
    """Yield a finding where nothing shows who is said to have counted: "the charity" is one."""
    desk = claim.desk
    if by == ARTICLE or by not in desk.speakers:  # that there is none such is told elsewhere
        return
    shown = desk.with_offices((*claim.by, *claim.via)).union(
        *(support.shows for support in claim.supports),
        {name.id for name in desk.named(claim.said)},
    )
    speaker = desk.speakers[by]
    if by not in shown and not any(_has(claim, form) for form in (speaker.name, *speaker.also)):
        message = f"nothing shows that {desk.name(by)} counted this"
        hint = "name who the passage says has counted, or leave `counted_by` out"
        yield finding("figure-unlike", by, message, hint=hint)
