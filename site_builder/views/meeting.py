"""The meeting note: the briefing on two sides of paper, from the same statements."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from site_builder import labels, urls
from site_builder.views.figures import figures_view
from site_builder.views.home import figured
from site_builder.views.shapes import Link
from site_builder.views.sheets import MeetingPage, SourceRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from site_builder.seeds import Seed
    from site_builder.views.statements import Shelf

    T = TypeVar("T")

# What two sides of A4 hold of each kind; what is left stands on the pages linked.
_POINTS, _FIGURES, _DIFFERENCES, _GAPS, _ASKS, _SOURCES = 12, 8, 5, 30, 10, 12


def meeting_page(shelf: Shelf) -> MeetingPage:
    """Return the meeting note: of each kind the first, which are those that matter most."""
    index = shelf.index
    briefing = index.proved.briefing
    named = index.statements
    points = [named[n][1] for n in briefing.settings.summary if n in named]
    figures = figured(shelf)
    weighty = index.weighty(1)
    asks = [s for _, s in named.values() if s.kind == "advice" and s not in points]
    return MeetingPage(
        sensitive=index.sensitive(index.themes),
        points=tuple(map(shelf.statement, points[:_POINTS])),
        figures=tuple(map(shelf.statement, figures[:_FIGURES])),
        apart=figures_view(shelf, [s.id for s in figures[:_FIGURES]]).apart,
        differences=tuple(map(shelf.difference, weighty[:_DIFFERENCES])),
        gaps=tuple(map(shelf.gap, briefing.gaps[:_GAPS])),
        asks=tuple(map(shelf.statement, asks[:_ASKS])),
        sources=tuple(_source(shelf, seed) for seed in index.seeds[:_SOURCES]),
        more=tuple(
            Link(text=labels.counted(count, one, many), href=shelf.href(path))
            for count, one, many, path in (
                (_left(points, _POINTS), "more point", "", urls.HOME),
                (_left(figures, _FIGURES), "more figure", "", urls.HOME),
                (
                    len(index.ranked) - len(weighty[:_DIFFERENCES]),
                    "more point on which articles differ",
                    "more points on which articles differ",
                    urls.DIFFERENCES,
                ),
                (
                    _left(briefing.gaps, _GAPS),
                    "more question no article answers",
                    "more questions no article answers",
                    urls.GAPS,
                ),
                (_left(asks, _ASKS), "more request", "", urls.HOME),
                (_left(index.seeds, _SOURCES), "more article", "", urls.ARTICLES),
            )
            if count
        ),
    )


def _left(items: Sequence[T], shown: int) -> int:
    return max(len(items) - shown, 0)


def _source(shelf: Shelf, seed: Seed) -> SourceRow:
    record = seed.record
    return SourceRow(
        link=Link(text=f"Article {seed.id}", href=shelf.href(urls.article(seed.id))),
        name=shelf.index.called(seed.id),
        title=str(record.title.text) if record.title else "",
        published=str(record.published.text) if record.published else "",
    )
