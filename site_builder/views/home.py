"""The home page: the briefing in one screen, and the counts that stand on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_builder import labels, urls
from site_builder.views.shapes import Link, TallyView
from site_builder.views.sheets import HomePage, PointView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_builder.model import Statement
    from site_builder.views.statements import Shelf

# Differences of this rank or a weightier one stand on the home page: the small ones, among them
# the spelling of names, stand on their own page and their theme's.
_ON_HOME = 2


def home_page(shelf: Shelf) -> HomePage:
    """Return the home page."""
    index = shelf.index
    statements = [statement for _, statement in index.statements.values()]
    counts = {theme.id: sum(1 for _ in theme.statements()) for theme in index.themes}
    return HomePage(
        sensitive=index.sensitive(index.themes),
        tally=tally(shelf),
        summary=tuple(points(shelf)),
        figures=tuple(shelf.statement(s) for s in figured(shelf)),
        differences=tuple(map(shelf.difference, index.weighty(_ON_HOME))),
        gaps=tuple(shelf.gap(gap) for gap in index.proved.briefing.gaps),
        asks=tuple(shelf.statement(s) for s in statements if s.kind == "advice"),
        themes=tuple(
            (
                Link(text=str(theme.title), href=shelf.href(urls.theme(theme.id))),
                labels.counted(counts[theme.id], "statement"),
            )
            for theme in index.themes
        ),
    )


def points(shelf: Shelf) -> Iterator[PointView]:
    """Yield what the briefing says in brief, in the order of its settings."""
    briefing = shelf.index.proved.briefing
    differences = {str(d.id): d for d in briefing.differences}
    gaps = {str(gap.id): gap for gap in briefing.gaps}
    for name in briefing.settings.summary:
        if name in differences:
            yield PointView(difference=shelf.difference(differences[name]))
        elif name in gaps:
            yield PointView(gap=shelf.gap(gaps[name]))
        else:
            yield PointView(statement=shelf.statement(shelf.index.statements[name][1]))


def figured(shelf: Shelf) -> list[Statement]:
    """Return the statements whose figures stand first: those of the settings, else all."""
    index = shelf.index
    chosen = [index.statements[name][1] for name in index.proved.briefing.settings.figures]
    every = (statement for _, statement in index.statements.values())
    return [statement for statement in chosen or every if statement.figure is not None]


def tally(shelf: Shelf) -> tuple[TallyView, ...]:
    """Return what there is of each kind, with where it stands."""
    index = shelf.index
    briefing = index.proved.briefing
    found = len(index.proved.passages)
    counts = (
        (len(index.seeds), "article read", "articles read", urls.ARTICLES),
        (len(index.statements), "statement", "statements", ""),
        (found, "quotation found", "quotations found", urls.METHOD),
        (len(briefing.differences), *labels.POINTS, urls.DIFFERENCES),
        (
            len(briefing.gaps),
            "question no article answers",
            "questions no article answers",
            urls.GAPS,
        ),
    )
    return tuple(
        TallyView(
            number=number,
            label=one if number == 1 else many,
            href=shelf.href(path) if path else "",
        )
        for number, one, many, path in counts
    )
