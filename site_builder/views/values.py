"""What a figure is called: its number, when it holds, and what tells it from its like."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from site_builder import labels

if TYPE_CHECKING:
    from collections.abc import Mapping

    from site_builder.model import Figure, Period


UNSTATED = ("", "not stated")
"""What a field of a figure says where it says nothing."""


def names_of(figures: Mapping[str, Figure]) -> dict[str, str]:
    """Return what each figure is called: its number and what it counts.

    Of those that would be called alike, also where and when they hold.
    """
    plain = {key: f"{figure_value(one)}: {one.measure}" for key, one in figures.items()}
    often = Counter(plain.values())
    return {
        key: f"{name} ({_limits(figures[key])})"
        if often[name] > 1 and _limits(figures[key])
        else name
        for key, name in plain.items()
    }


def _limits(figure: Figure) -> str:
    when = figure_period(figure.period) if figure.period is not None else ""
    return ", ".join(filter(None, (str(figure.place or ""), when)))


def figure_period(period: Period) -> str:
    """Return when a figure holds, in words."""
    if period.words is not None:
        return labels.period(period.words)
    return labels.period(f"{period.start or ''}/{period.end or ''}")


def figure_value(figure: Figure) -> str:
    """Return a figure's number as it is shown: "4 in 5", "13 to 14 years"."""
    numbers = dict(figure.numbers)
    unit = f" {figure.unit}" if figure.unit else ""
    match str(figure.kind):
        case "range" | "age":
            ends = [str(numbers[key]) for key in ("low", "high") if key in numbers]
            return " to ".join(ends) + unit
        case "share" if "of" in numbers:
            return f"{numbers['value']} in {numbers['of']}"
        case "share" | "change":
            return str(numbers["value"])
        case _:
            return f"{numbers['value']}{unit}"
