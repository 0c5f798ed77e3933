"""Figures set side by side: what each counts, and which must not be compared, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_builder import labels
from site_builder.views.shapes import Link
from site_builder.views.sheets import ApartRow, FigureRow, FiguresView
from site_builder.views.values import UNSTATED, figure_period, figure_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from site_builder.model import Figure, Statement
    from site_builder.places import Text
    from site_builder.views.statements import Shelf

_POSSESSED = {"place": "its place", "period": "its period"}
_SILENT = {**_POSSESSED, "population": "its population"}
_SHORT = 30


def figures_view(shelf: Shelf, names: Iterable[Text]) -> FiguresView:
    """Return the figures of these statements in a table, and the pairs that must stay apart."""
    figures = _figures(shelf, names)
    return FiguresView(
        rows=tuple(_row(shelf, name, figure) for name, figure in figures.items()),
        apart=tuple(_apart(shelf, figures)),
    )


def _figures(shelf: Shelf, names: Iterable[Text]) -> dict[str, Figure]:
    statements: dict[str, Statement] = {n: shelf.index.statements[n][1] for n in map(str, names)}
    return {n: s.figure for n, s in statements.items() if s.figure is not None}


def _row(shelf: Shelf, name: str, figure: Figure) -> FigureRow:
    said = _said(shelf, figure)
    return FigureRow(
        value=Link(text=figure_value(figure), href=shelf.link(name).href),
        measure=str(figure.measure),
        population=said["population"],
        place=said["place"],
        period=said["period"],
        counted_by=said["who counted"],
        base=str(figure.base or ""),
    )


def _said(shelf: Shelf, figure: Figure) -> dict[str, str]:
    """Return what a figure says of itself, by what two figures can differ in; "" if nothing."""
    counter = figure.counted_by
    words = {
        "what is counted": str(figure.measure),
        "population": str(figure.population or ""),
        "place": str(figure.place or ""),
        "period": figure_period(figure.period) if figure.period else "",
        "who counted": shelf.index.name(counter) if counter is not None else "",
    }
    return {label: "" if said in UNSTATED else said for label, said in words.items()}


def _apart(shelf: Shelf, figures: dict[str, Figure]) -> Iterator[ApartRow]:
    """Yield each figure with those after it that it must not be compared with."""
    order = list(figures)
    for at, name in enumerate(order):
        others = [other for other in order[at + 1 :] if other in shelf.index.apart.get(name, ())]
        if others:
            yield ApartRow(
                figure=_link(shelf, name),
                others=tuple(
                    (
                        _link(shelf, other),
                        _why(shelf, figures[name], figures[other]),
                    )
                    for other in others
                ),
            )


def _link(shelf: Shelf, name: str) -> Link:
    return Link(text=shelf.index.figure_names[name], href=shelf.link(name).href)


def _why(shelf: Shelf, one: Figure, other: Figure) -> str:
    """Return in what two figures differ, and what one of them does not state."""
    here, there = _said(shelf, one), _said(shelf, other)
    unlike = [label for label in here if here[label] != there[label]]
    differ = [label for label in unlike if here[label] and there[label]]
    lack = [label for label in unlike if label not in differ]
    differ = [_with_values(label, here[label], there[label]) for label in differ]
    silent = [_SILENT.get(label, label) for label in lack]
    parts = (
        f"they differ in {labels.listed(differ)}" if differ else "",
        f"one does not state {' or '.join(silent)}" if silent else "",
    )
    return "; ".join(filter(None, parts)) or "the briefing keeps them apart"


def _with_values(label: str, one: str, other: str) -> str:
    """Return a label with the two values, unless the links say them already or they are long."""
    if label in _POSSESSED and max(len(one), len(other)) <= _SHORT:
        return f"{label} ({one}; {other})"
    return label
