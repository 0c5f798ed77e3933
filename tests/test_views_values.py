"""What a figure is called, and what tells it from its like."""

from __future__ import annotations

from typing import Any

import tiny
from tiny import quote, statement, theme

from site_builder.views.index import Index

COUNTED = "The keeper counted 49 loose stones in the arch of the old bridge in 2024."


def names(*figures: dict[str, Any]) -> list[str]:
    """Return what the figures are called, one a statement."""
    base = {"kind": "count", "value": "49", "unit": "stones", "measure": "loose stones"}
    made = [
        statement(f"s{n}", quote("one", COUNTED), text=COUNTED, figure={**base, **figure})
        for n, figure in enumerate(figures)
    ]
    proved = tiny.placed(tiny.inputs({"themes/bridge": theme(*made)}, {"one": COUNTED + "\n"}))
    return list(Index(proved=proved).figure_names.values())


def test_a_figure_is_called_by_its_number_and_what_it_counts() -> None:
    assert names({}, {"measure": "stones"}) == ["49 stones: loose stones", "49 stones: stones"]


def test_figures_alike_are_told_apart_by_where_and_when_they_hold() -> None:
    assert names({"place": "the arch", "period": "2024"}, {"place": "the pier"}, {}) == [
        "49 stones: loose stones (the arch, 2024)",
        "49 stones: loose stones (the pier)",
        "49 stones: loose stones",
    ]
