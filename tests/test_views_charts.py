"""Figures drawn: no number of our own, nothing outside the picture, no limit lost."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
import tiny
from hypothesis import assume, given
from hypothesis import strategies as st
from test_views_amounts import figure
from tiny import quote, statement, theme

from site_builder.language.said import Said
from site_builder.model import Period
from site_builder.places import Text
from site_builder.views.charts import Told, chart
from site_builder.views.index import Index
from site_builder.views.lines import MOST
from site_builder.views.statements import Shelf

if TYPE_CHECKING:
    from site_builder.views.shapes import ChartView

YEARS = Period(start=Text("2023"), end=Text("2024"))
HALF = ("share", {"value": "half"}, "Half of the stones were loose.")


def drawn(
    kind: str, numbers: dict[str, str], said: str, told: dict[str, Any] | None = None, **fields: Any
) -> ChartView | None:
    """Return the chart of a figure whose statement is `said`; `told` adds to what is told of it."""
    base = {"statement": "loose", "text": said, "kind": "", "differences": (), "source": ""}
    return chart(figure(kind, numbers, **fields), Told(**{**base, **(told or {})}))


def made(*given: Any, **fields: Any) -> ChartView:
    view = drawn(*given, **fields)
    assert view is not None
    return view


def marks(view: ChartView, *kinds: str) -> list[tuple[str, str, str]]:
    return [(mark.kind, mark.x, mark.width) for mark in view.marks if mark.kind in kinds]


def written(view: ChartView, *roles: str) -> list[str]:
    return [line.text for line in view.words if line.role in roles]


def test_a_share_is_a_part_of_a_bar_for_the_whole() -> None:
    view = made("share", {"value": "91%"}, "Of the stones, 91% were loose.")
    assert marks(view, "part", "rest") == [("rest", "0", "100%"), ("part", "0", "91%")]
    assert written(view, "title", "value") == ["Loose stones", "91%"]
    assert view.title == "Loose stones: 91%"
    assert view.rows == (("Loose stones", "91%"),)
    assert len(marks(view, "tick")) == 11
    assert len(marks(made(*HALF), "tick")) == 3


@pytest.mark.parametrize(
    ("part", "whole", "across"), [(4, 5, 5), (9, 10, 10), (7, 11, 6), (19, 20, 10)]
)
def test_so_many_in_so_many_are_equal_squares(part: int, whole: int, across: int) -> None:
    numbers = {"value": str(part), "of": str(whole)}
    view = made("share", numbers, f"{part} in {whole} stones were loose.")
    squares = [mark for mark in view.marks if mark.kind in {"part", "rest"}]
    assert [mark.kind for mark in squares] == ["part"] * part + ["rest"] * (whole - part)
    assert len({(mark.width, mark.height) for mark in squares}) == 1
    assert len({mark.x for mark in squares}) == across
    assert len({(mark.x, mark.y) for mark in squares}) == whole
    assert max(int(mark.x) + int(mark.width) for mark in squares) <= 288
    assert f"{whole - part} in {whole}" not in view.text


@pytest.mark.parametrize(
    ("said", "kinds", "value", "note"),
    [
        ("Half of them fell.", {"part", "rest"}, "Half", []),
        ("At least half of them fell.", {"part", "open"}, "At least half", ["dashed", "more"]),
        ("Up to half of them fell.", {"open", "rest"}, "Up to half", ["dashed", "less"]),
        ("Around half of them fell.", {"part", "rest"}, "Around half", ["not exact"]),
        ("Half of them may have fallen.", {"part", "rest"}, "Half", ["says “may”"]),
    ],
)
def test_what_limits_a_share_is_drawn_and_said(
    said: str, kinds: set[str], value: str, note: list[str]
) -> None:
    view = made("share", {"value": "half"}, said)
    assert {mark.kind for mark in view.marks} - {"tick", "rule"} == kinds
    assert written(view, "value") == [value]
    notes = " ".join(written(view, "strong"))
    assert all(words in notes for words in note)
    assert bool(notes) == bool(note)
    assert notes in view.text


def test_a_picture_says_of_what_kind_it_is_where_articles_differ_and_whose_it_is() -> None:
    told = {"kind": "Estimate", "differences": ["reports or stones?"], "source": "Source: one."}
    view = made(*HALF, told=told, population="stones", place="the arch", base="49 stones")
    assert written(view, "of", "strong", "differ") == [
        *("Of stones", "Estimate.", "Articles differ: reports or stones?")
    ]
    assert written(view, "source") == [
        *("Place: the arch. Period: not stated.", "Base: 49 stones.", "Source: one.")
    ]
    for line in written(view, "of", "strong", "differ", "source"):
        assert line in view.text
    assert "Of" not in written(made(*HALF, population="not stated"), "of")


def test_a_range_is_a_band_on_a_scale_from_nought() -> None:
    view = made(
        "range",
        {"low": "710,000", "high": "840,000"},
        "710,000 to 840,000 stones were loose.",
        unit="stones",
    )
    ((_, x, across),) = marks(view, "part")
    left, width = float(x[:-1]), float(across[:-1])
    assert left / (left + width) == pytest.approx(71 / 84, rel=1e-3)
    assert written(view, "label") == ["710,000\u2002", "\u2002840,000", "0", "stones"]
    assert view.rows == (("From", "710,000"), ("To", "840,000"))


def test_a_label_that_has_no_room_is_left_out_and_the_number_stands_above() -> None:
    view = made("range", {"low": "1", "high": "12"}, "1 to 12 stones were loose.", unit="x" * 60)
    assert written(view, "label") == ["1\u2002", "\u200212", "0"]
    long = "1234567890123456789012"
    view = made("range", {"low": "1", "high": long}, f"1 to {long} stones were loose.")
    assert written(view, "label") == ["0"]
    assert "".join(written(view, "value")).replace(" ", "") == f"1to{long}"


def test_a_range_of_shares_is_a_band_of_the_whole() -> None:
    view = made("range", {"low": "35%", "high": "50%"}, "35% to 50% of the stones were loose.")
    assert marks(view, "rest", "part") == [("rest", "0", "100%"), ("part", "35%", "15%")]


def test_a_change_shows_its_share_and_no_amount() -> None:
    view = made("change", {"value": "6%"}, "It was a 6% increase.", period=YEARS)
    assert marks(view, "ghost", "part") == [("ghost", "0", "94.34%"), ("part", "0", "100%")]
    assert written(view, "label") == [*("2023: number not stated in the article", "2024: up 6%")]
    assert "The bars show the change, not how many." in written(view, "source")
    assert view.rows == (("2023", "number not stated in the article"), ("2024", "up 6%"))
    down = made("change", {"value": "6%"}, "It fell by about 6%.", base="in 2023")
    assert marks(down, "ghost", "part") == [("ghost", "0", "100%"), ("part", "0", "94%")]
    assert written(down, "label") == ["Before: the base", "After: down about 6%"]
    assert written(down, "value", "strong") == ["Down about 6%", "The number is not exact."]


def test_a_change_between_two_amounts_shows_both() -> None:
    numbers = {"value": "50%", "from": "80", "to": "120"}
    view = made("change", numbers, "It rose 50%, from 80 to 120.", period=YEARS)
    assert marks(view, "ghost", "part") == [("part", "0", "66.67%"), ("part", "0", "100%")]
    assert written(view, "label") == ["2023: 80", "2024: 120"]
    assert view.rows == (("2023", "80"), ("2024", "120"), ("Change", "up 50%"))


def test_what_cannot_be_drawn_has_no_chart() -> None:
    assert drawn("count", {"value": "49"}, "49 stones were loose.") is None


VALUES = st.one_of(
    st.integers(1, 100).map(lambda n: f"{n}%"),
    st.sampled_from(["half", "a third", "three quarters", "two-thirds", "four fifths"]),
)
LIMITS = st.sampled_from(["", "about ", "at least ", "more than ", "up to ", "almost ", "over "])
NUMBERS = st.integers(0, 10**9).map(lambda n: f"{n:,}")


@st.composite
def figures(draw: st.DrawFn) -> tuple[str, dict[str, str], str]:
    """A figure with a statement that states it, in words without another number."""
    kind = draw(st.sampled_from(["share", "of", "range", "change"]))
    limit = draw(LIMITS)
    if kind == "share":
        value = draw(VALUES)
        return "share", {"value": value}, f"The stones were {limit}{value} loose."
    if kind == "of":
        one, many = draw(st.integers(1, 40)), draw(st.integers(2, 40))
        return (
            "share",
            {"value": str(one), "of": str(many)},
            f"Then {limit}{one} in {many} stones were loose.",
        )
    if kind == "change":
        value, way = draw(VALUES), draw(st.sampled_from(["rose", "fell"]))
        return "change", {"value": value}, f"The stones {way} by {limit}{value} then."
    low, high = draw(NUMBERS), draw(NUMBERS)
    return kind, {"low": low, "high": high}, f"{low} to {high} fell."


@given(
    figures(),
    st.text(st.characters(categories=["Lu", "Ll", "Lo", "Zs", "Po"])),
    st.sampled_from(["", "Estimate"]),
)
def test_no_number_is_printed_that_the_figure_has_not(
    given_: tuple[str, dict[str, str], str], words: str, kind: str
) -> None:
    _, numbers, _ = given_
    assume(not Said(words).numbers)
    view = drawn(*given_, told={"kind": kind}, measure=words, population=words)
    assume(view is not None)
    assert view is not None
    own = {
        value
        for text in (" x ".join(numbers.values()), " in ".join(numbers.values()))
        for number in Said(text).numbers
        for value in (*number.values, *number.terms)
    }
    texts = [" ".join(written(view, role)) for role in ("value", "strong", "differ", "source")]
    texts += written(view, "label")
    texts += [view.title, view.text, *(cell for row in view.rows for cell in row)]
    for text in texts:
        found = {v for n in Said(text).numbers for v in (*n.values, *n.terms)}
        assert found <= {*own, 0, *({2} if "two bars" in text else ())}, text
    digits = re.compile(r"\d[\d,]*")
    assert set(digits.findall(" ".join(texts))) <= {"0", *digits.findall(str(numbers))}


@given(figures(), st.text(), st.text())
def test_every_part_and_line_stands_within_the_picture(
    given_: tuple[str, dict[str, str], str], words: str, source: str
) -> None:
    view = drawn(*given_, told={"source": source}, measure=words, place=words, unit="years")
    assume(view is not None)
    assert view is not None
    height = int(view.height)
    for mark in view.marks:
        assert 0 <= int(mark.y) <= int(mark.y) + int(mark.height) <= height
        x, across = (float(value.removesuffix("%")) for value in (mark.x, mark.width))
        whole = 100 if mark.width.endswith("%") else 101 if mark.x.endswith("%") else 288
        assert 0 <= x <= x + across <= whole + 1.01
    lines = [line for line in view.words if line.role != "label"]
    for line in view.words:
        assert 0 < len(line.text) <= MOST
        assert 0 < int(line.y) < height
    assert all(int(one.y) + 11 < int(other.y) for one, other in pairwise(lines))


def test_a_statement_shows_its_figure_with_whose_it_is_and_where_it_stands() -> None:
    said = "Half of the stones were loose. Nobody saw it."
    entries = [quote("one", "Half of the stones were loose."), quote("one", "Nobody saw it.")]
    half = {"kind": "share", "value": "half", "measure": "loose stones", "counted_by": "trust"}
    speakers = [{"id": name, "name": name.title(), "kind": "organisation"} for name in NAMES]
    fields: dict[str, Any] = {"text": "Half of the stones were loose.", "figure": half}
    shelf = Shelf(
        index=Index(
            proved=tiny.placed(
                tiny.inputs(
                    {
                        "themes/bridge": theme(
                            statement("own", *entries, **fields),
                            statement("told", *entries, by="echo", via="post", **fields),
                            statement("counted", *entries, by="trust", **fields),
                        ),
                        "speakers": speakers,
                    },
                    {"one": said.replace(". N", ".\nN") + "\n"},
                )
            )
        ),
        page="themes/bridge.html",
    )
    where = "article one, paragraphs 1 and 2"
    assert [_source(shelf, name) for name in ("own", "told", "counted")] == [
        f"Source: {where}. Article’s own words: no speaker named. Counted by Trust.",
        f"Source: Echo, as reported in {where}. Counted by Trust. "
        "Second-hand: Paper one retelling Post.",
        f"Source: Trust, as reported in {where}.",
    ]


NAMES = ("trust", "echo", "post")


def _source(shelf: Shelf, name: str) -> str:
    figure = shelf.statement(shelf.index.statements[name][1]).figure
    assert figure is not None
    assert figure.chart is not None
    assert figure.chart.id == f"chart_{name}_title"
    return figure.chart.text[figure.chart.text.index("Source: ") :]
