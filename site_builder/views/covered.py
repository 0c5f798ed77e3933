"""What became of the sentences of each article, as a bar and as a row of numbers."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal

from site_builder import labels, urls
from site_builder.coverage import Status
from site_builder.views.shares import CoverageRow, CoverageView, ShareView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_builder.seeds import Seed
    from site_builder.views.index import Index
    from site_builder.views.statements import Shelf

    Kind = Literal["cited", "partly", "aside", "furniture", "unreviewed"]

_LABELS: tuple[tuple[Status, Kind, str], ...] = (
    (Status.CITED, "cited", "cited"),
    (Status.PARTLY, "partly", "cited in part, the rest not reviewed"),
    (Status.ASIDE, "aside", "set aside, with a reason"),
    (Status.FURNITURE, "furniture", "page furniture"),
    (Status.UNREVIEWED, "unreviewed", "not reviewed"),
)
_NARROWEST = 1.0  # per cent of the bar: a single sentence among thousands is seen


def coverage_view(tally: Counter[Status]) -> CoverageView:
    """Return the bar of an article."""
    total, done = tally.total(), _done(tally)
    sentences = labels.counted(total, "sentence")
    some = f"{done:,} of {sentences} reviewed."
    words = f"All {sentences} reviewed." if done == total > 1 else some
    return CoverageView(words=words, shares=tuple(_shares(tally)))


def _shares(tally: Counter[Status]) -> Iterator[ShareView]:
    there = [entry for entry in _LABELS if tally[entry[0]]]
    widths = [max(100 * tally[status] / tally.total(), _NARROWEST) for status, _, _ in there]
    if widths:
        widths[widths.index(max(widths))] -= sum(widths) - 100
    x = 0.0
    for (status, kind, label), width in zip(there, widths, strict=True):
        yield ShareView(
            kind=kind, number=tally[status], label=label, x=f"{x:.2f}%", width=f"{width:.2f}%"
        )
        x += width


def coverage_row(shelf: Shelf, seed: Seed) -> CoverageRow:
    """Return the numbers of an article."""
    href, name = shelf.href(urls.article(seed.id)), shelf.index.called(seed.id)
    return _row(f"Article {seed.id}", href, name, shelf.index.tally(seed))


def covered(index: Index) -> CoverageRow:
    """Return the numbers of all articles together."""
    every: Counter[Status] = Counter()
    for seed in index.seeds:
        every.update(index.tally(seed))
    return _row("All articles", "", "", every)


def reviewed(tally: Counter[Status]) -> str:
    """Return how many sentences of how many are reviewed."""
    return f"{_done(tally):,} of {tally.total():,}"


def _row(text: str, href: str, name: str, tally: Counter[Status]) -> CoverageRow:
    return CoverageRow(
        text=text,
        href=href,
        name=name,
        sentences=tally.total(),
        cited=tally[Status.CITED],
        partly=tally[Status.PARTLY],
        aside=tally[Status.ASIDE],
        furniture=tally[Status.FURNITURE],
        unreviewed=tally[Status.UNREVIEWED],
    )


def _done(tally: Counter[Status]) -> int:
    return tally.total() - tally[Status.PARTLY] - tally[Status.UNREVIEWED]
