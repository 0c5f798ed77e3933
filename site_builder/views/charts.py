"""Figures drawn: every length and line of an SVG worked out, so that a template only writes it.

Each figure stands alone on a scale of its own. Lengths along a chart are parts of its width, in
per cent, and all else is in pixels: text keeps its size on every screen. No number is written that
the figure does not have, but for the nought at which a scale begins: none is worked out, no part is
taken from a whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from site_builder import labels, urls
from site_builder.views.amounts import Band, Change, Share, amount
from site_builder.views.lines import NARROWEST, lines, width
from site_builder.views.shapes import ChartView, MarkView, WordsView
from site_builder.views.values import UNSTATED, figure_period, figure_value

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from site_builder.model import Figure
    from site_builder.views.amounts import Amount, Limit
    from site_builder.views.shapes import MarkKind, Role, Side

_HEIGHT = 28  # of a bar
_GAP, _SQUARE = 5, 40  # between squares, and the side of the largest
_ROW = 10  # squares of a row
_FARTHEST = 0.9  # the most of the width at which a scale of amounts has its upper end
_ENOUGH = 0.4  # of the width is too much for the words beside a band

# The size of each part's text in pixels, its weight, and the height of its lines.
_TYPE: dict[Role, tuple[int, bool, int]] = {
    "title": (15, True, 20),
    "of": (13, False, 18),
    "value": (22, True, 28),
    "label": (13, False, 18),
    "strong": (13, True, 18),
    "differ": (12, False, 16),
    "source": (12, False, 16),
}
_NOTE = {
    "exact": "",
    "near": "The number is not exact",
    "more": "The dashed part: it may be more",
    "less": "The dashed part: it may be less",
}
_STEPS = {1: 10, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 8: 8}  # denominators, and how a whole is ruled


class Told(NamedTuple):
    """What a page says of a figure's statement: its id and text, and each a sentence or "".

    `kind` is such as Estimate; `differences` are the questions on which articles differ.
    """

    statement: str
    text: str
    kind: str
    differences: Sequence[str]
    source: str


class _Sheet:
    """A picture that grows downwards: `y` is where the next thing begins."""

    def __init__(self) -> None:
        self.y = 0
        self.marks: list[MarkView] = []
        self.words: list[WordsView] = []

    def write(self, role: Role, *texts: str) -> None:
        """Write sentences as lines, each beginning one of its own."""
        size, bold, height = _TYPE[role]
        for text in texts:
            for line in lines(text, size, bold=bold, even=role != "value"):
                self.y += height
                self.put(role, line, "0", self.y - (height - size) // 2 - size // 6)

    def put(self, role: Role, text: str, x: str, y: int, side: Side = "start") -> None:
        """Put words where they belong."""
        self.words.append(WordsView(role=role, text=text, x=x, y=str(y), side=side))

    def mark(self, kind: MarkKind, x: str, y: int, across: str, down: int) -> None:
        """Put a rectangle."""
        self.marks.append(MarkView(kind=kind, x=x, y=str(y), width=across, height=str(down)))


def chart(figure: Figure, told: Told) -> ChartView | None:
    """Return the figure drawn, or None where a drawing would say more than its statement."""
    drawn = amount(figure, told.text)
    if drawn is None:
        return None
    measure = _sentence(str(figure.measure))
    population = str(figure.population or "")
    of = f"Of {population}" if population not in UNSTATED else ""
    value = _value(figure, drawn)
    sheet = _Sheet()
    sheet.write("title", measure)
    sheet.y += 2
    sheet.write("of", of)
    sheet.y += 10
    sheet.write("value", _sentence(value))
    notes = _notes(told.kind, drawn.limit)
    sheet.write("strong", *notes)
    sheet.y += 10
    how = _draw(sheet, figure, drawn)
    sheet.y += 10
    facts = _facts(figure, drawn)
    sheet.write("source", *facts)
    differ = [f"Articles differ: {question}" for question in told.differences]
    sheet.write("differ", *differ)
    sheet.y += 8
    sheet.mark("rule", "0", sheet.y, "100%", 1)
    sheet.y += 5
    sheet.write("source", told.source)
    said = [of and f"{of}.", *notes, how, *facts, *differ, told.source]
    return ChartView(
        id=urls.chart_anchor(told.statement, "title"),
        described_by=urls.chart_anchor(told.statement, "words"),
        title=f"{measure}: {value}",
        text=" ".join(filter(None, said)),
        height=str(sheet.y + 4),
        marks=tuple(sheet.marks),
        words=tuple(sheet.words),
        caption=measure,
        rows=_rows(figure, drawn, value),
    )


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _value(figure: Figure, drawn: Amount) -> str:
    """Return the number as the figure has it, with the words that limit it."""
    limit = drawn.limit
    value = " ".join(filter(None, (limit.before, figure_value(figure), limit.behind)))
    return f"{drawn.way} {value}" if isinstance(drawn, Change) else value


def _notes(kind: str, limit: Limit) -> list[str]:
    """Return what a reader must know before the picture is believed."""
    hedged = labels.listed([f"“{words}”" for words in limit.hedges])
    notes = (kind, hedged and f"The statement says {hedged}", _NOTE[limit.edge])
    return [f"{note}." for note in notes if note]


def _facts(figure: Figure, drawn: Amount) -> list[str]:
    """Return where and when the figure holds, also that it is not stated; what bars do not show."""
    period = figure_period(figure.period) if figure.period is not None else ""
    said = {"Place": str(figure.place or ""), "Period": period}
    facts = [" ".join(f"{name}: {words or 'not stated'}." for name, words in said.items())]
    if figure.base is not None:
        facts.append(f"Base: {figure.base}.")
    if isinstance(drawn, Change) and not any(drawn.words):
        facts.insert(0, "The bars show the change, not how many.")
    return facts


def _draw(sheet: _Sheet, figure: Figure, drawn: Amount) -> str:
    """Draw what there is to see; return in words how it is drawn."""
    if isinstance(drawn, Share):
        return _squares(sheet, drawn) if drawn.squares[1] else _bar(sheet, drawn)
    if isinstance(drawn, Band):
        return _band(sheet, figure, drawn)
    return _bars(sheet, figure, drawn)


def _parts(limit: Limit) -> tuple[MarkKind, MarkKind]:
    """Return how a part and the rest of its whole are drawn: dashed where it may be either."""
    return "open" if limit.edge == "less" else "part", "open" if limit.edge == "more" else "rest"


def _squares(sheet: _Sheet, share: Share) -> str:
    filled, every = share.squares
    part, rest = _parts(share.limit)
    across = every if every <= _ROW else (every + 1) // 2
    side = min(_SQUARE, int(NARROWEST + _GAP) // across - _GAP)
    for at in range(every):
        down, right = divmod(at, across)
        x, y = right * (side + _GAP), sheet.y + down * (side + _GAP)
        sheet.mark(part if at < filled else rest, str(x), y, str(side), side)
    sheet.y += -(-every // across) * (side + _GAP) - _GAP
    return "Drawn as equal squares, those of the part filled."


def _bar(sheet: _Sheet, share: Share) -> str:
    part, rest = _parts(share.limit)
    sheet.mark(rest, "0", sheet.y, "100%", _HEIGHT)
    sheet.mark(part, "0", sheet.y, _percent(share.part), _HEIGHT)
    sheet.y += _HEIGHT + 3
    steps = _STEPS.get(share.part.denominator, 10)
    for step in range(steps + 1):
        sheet.mark("tick", _percent(step / steps), sheet.y, "1", 5)
    sheet.y += 5
    return "Drawn as a bar for the whole, filled as far as the part goes."


def _band(sheet: _Sheet, figure: Figure, band: Band) -> str:
    size = _TYPE["label"][0]
    low, high = band.words
    end = _scale(band, width(high, size))
    left, right = float(band.low / end), float(band.high / end)
    if band.scale == "whole":
        sheet.mark("rest", "0", sheet.y, "100%", _HEIGHT)
    middle = sheet.y + _HEIGHT // 2 + size // 3
    sheet.mark("part", _percent(left), sheet.y, _percent(right - left), _HEIGHT)
    if left * NARROWEST > width(low, size) + 8:
        sheet.put("label", f"{low}\u2002", _percent(left), middle, "end")
    if (1 - right) * NARROWEST > width(high, size) + 8:
        sheet.put("label", f"\u2002{high}", _percent(right), middle)
    sheet.y += _HEIGHT
    sheet.mark("axis", "0", sheet.y, "100%", 1)
    for step in range(1 if band.scale == "amount" else 11):
        sheet.mark("tick", _percent(step / 10), sheet.y, "1", 5 if step else 8)
    sheet.y += 10
    unit = str(figure.unit or "")
    below = sheet.y + size
    sheet.put("label", "0", "0", below)
    if band.scale != "whole" and 0 < width(unit, size) < NARROWEST * (1 - _ENOUGH):
        sheet.put("label", unit, "100%", below, "end")
    sheet.y += _TYPE["label"][2]
    return "Drawn as a band on a scale that begins at nought."


def _scale(band: Band, room: float) -> float:
    """Return where the scale of a band ends; beside its upper end there is room for words."""
    if band.scale == "whole":
        return 1
    free = (room + 10) / NARROWEST
    return float(band.high) / (1 - free if free < _ENOUGH else _FARTHEST)


def _bars(sheet: _Sheet, figure: Figure, change: Change) -> str:
    before, after = _names(figure)
    numbers = all(change.words)
    was, now = change.words if numbers else (_unstated(figure), _value(figure, change))
    sheet.write("label", f"{before}: {was}")
    sheet.y += 3
    sheet.mark("part" if numbers else "ghost", "0", sheet.y, _percent(change.was), _HEIGHT)
    sheet.y += _HEIGHT + 8
    sheet.write("label", f"{after}: {now}")
    sheet.y += 3
    sheet.mark("part", "0", sheet.y, _percent(change.now), _HEIGHT)
    if not numbers and change.way == "up":
        sheet.mark("edge", _percent(change.was), sheet.y, "2", _HEIGHT)
    sheet.y += _HEIGHT + 3
    if numbers:
        return "Drawn as two bars from nought."
    return "Drawn as two bars whose lengths differ by as much as is stated."


def _names(figure: Figure) -> tuple[str, str]:
    period = figure.period
    if period is None or period.start is None or period.end is None:
        return "Before", "After"
    return labels.period(period.start), labels.period(period.end)


def _unstated(figure: Figure) -> str:
    return "the base" if figure.base is not None else "number not stated in the article"


def _rows(figure: Figure, drawn: Amount, value: str) -> tuple[tuple[str, str], ...]:
    """Return the figure as rows of a table: what, and its number."""
    if isinstance(drawn, Band):
        low, high = drawn.words
        return ("From", low), ("To", high)
    if isinstance(drawn, Change):
        before, after = _names(figure)
        was, now = drawn.words
        rows = ((before, was or _unstated(figure)), (after, now or value))
        return (*rows, ("Change", value)) if was else rows
    return ((_sentence(str(figure.measure)), value),)


def _percent(part: Fraction | float) -> str:
    """Return a part of the width as SVG writes it."""
    return f"{round(float(part) * 100, 2):g}%"
