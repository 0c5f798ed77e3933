"""Charts as a reader meets them: whole on a phone, plain in light and dark, and on paper."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING, Any

import pytest

from .pdftext import text_of
from .reader import bare

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from .conftest import Place

    Open = Callable[..., Page]

STATISTICS = "themes/statistics.html"
DRAWN = 6  # figures of that page that can be drawn

# Where each line and each part of each chart stands, within its chart.
_BOXES = """() => [...document.querySelectorAll('.chart__picture')].map(picture => {
  const at = picture.getBoundingClientRect();
  const boxes = wanted => [...picture.querySelectorAll(wanted)].map(one => {
    const box = one.getBoundingClientRect();
    return {
      text: one.textContent.trim(), left: box.left - at.left, right: box.right - at.left,
      top: box.top - at.top, bottom: box.bottom - at.top,
    };
  });
  return {
    name: picture.querySelector('title').textContent, width: at.width, height: at.height,
    lines: boxes('text'), parts: boxes('.chart__part, .chart__rest, .chart__ghost, .chart__tick'),
  };
})"""

_COLOURS = """() => {
  const colours = (wanted, what) => [...document.querySelectorAll(wanted)].map(
    one => getComputedStyle(one)[what]);
  return {
    ground: getComputedStyle(document.body).backgroundColor,
    text: colours('.chart text', 'fill'),
    part: colours('.chart__part', 'fill'),
    line: [...colours('.chart__rest, .chart__ghost', 'stroke'), ...colours('.chart__axis', 'fill')],
    rest: colours('.chart__rest', 'fill'),
  };
}"""


def _luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(p * share for p, share in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def _contrast(one: str, other: str) -> float:
    low, high = sorted(map(_luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def _touch(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Tell whether two boxes share more than a hair, sideways and downwards."""
    across = min(one["right"], other["right"]) - max(one["left"], other["left"])
    down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
    return bool(across > 0.5 and down > 3)  # a line's box has room above and below its letters


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_every_word_of_a_chart_is_in_the_picture_and_beside_what_is_drawn(
    open_page: Open, on_disk: Place, width: int
) -> None:
    page = open_page(width=width)
    page.goto(on_disk.root + STATISTICS)
    charts = page.evaluate(_BOXES)
    assert len(charts) == DRAWN
    for chart in charts:
        lines = chart["lines"]
        for line in lines:
            # The bearing of a letter may lie a pixel before where its line begins.
            assert line["left"] >= -1.5, (chart["name"], line)
            assert line["right"] <= chart["width"] + 0.5, (chart["name"], line)
            assert 0 <= line["top"] <= line["bottom"] <= chart["height"] + 1, chart["name"]
        touching = [
            (one["text"], other["text"])
            for at, one in enumerate(lines)
            for other in (*lines[at + 1 :], *chart["parts"])
            if _touch(one, other)
        ]
        assert touching == [], chart["name"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_drawn_stands_out_from_its_ground(
    open_page: Open, on_disk: Place, scheme: str
) -> None:
    page = open_page(color_scheme=scheme)
    page.goto(on_disk.root + STATISTICS)
    found: dict[str, Any] = page.evaluate(_COLOURS)
    ground = found["ground"]
    assert min(_contrast(colour, ground) for colour in found["text"]) >= 4.5
    assert min(_contrast(colour, ground) for colour in found["part"]) >= 3
    assert min(_contrast(colour, ground) for colour in found["line"]) >= 3
    assert min(_contrast(found["part"][0], rest) for rest in found["rest"]) >= 3


def test_a_chart_is_one_picture_with_a_name_and_says_all_that_is_in_it(
    open_page: Open, on_disk: Place
) -> None:
    page = open_page()
    page.goto(on_disk.root + STATISTICS)
    for picture in page.locator(".chart__picture").all():
        names = (picture.get_attribute("aria-labelledby") or "").split()
        told = " ".join(page.locator(f"#{name}").text_content() or "" for name in names)
        for role in ("title", "of", "strong", "source", "differ"):
            shown = " ".join(picture.locator(f".chart__{role}").all_text_contents())
            for sentence in shown.split(". "):
                assert bare(sentence.removesuffix(".")) in bare(told), (role, sentence)
    assert page.get_by_role("img", name="4 in 5").count() == 1
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)")
    assert len(ids) == len(set(ids))


def test_a_chart_stands_below_its_statement_and_has_a_table(
    open_page: Open, on_disk: Place
) -> None:
    page = open_page()
    page.goto(on_disk.root + STATISTICS)
    statement = page.locator("#four-in-five-girls")
    above, chart = (
        statement.locator(wanted).bounding_box() for wanted in (".statement__text", ".chart")
    )
    assert above is not None
    assert chart is not None
    assert chart["x"] == above["x"]
    assert chart["y"] >= above["y"] + above["height"]
    statement.get_by_text("The figure as a table").click()
    assert statement.locator(".chart td").inner_text() == "4 in 5"
    page.goto(f"{on_disk.root}index.html")
    assert page.locator(".chart").count() == 0


def test_charts_print_without_backgrounds(open_page: Open, on_disk: Place) -> None:
    page = open_page(color_scheme="dark")
    page.goto(on_disk.root + STATISTICS)
    said = page.locator(".chart text").all_text_contents()
    page.emulate_media(media="print", color_scheme="dark")
    fill = page.locator(".chart__part").first.evaluate("one => getComputedStyle(one).fill")
    assert _contrast(fill, "rgb(255, 255, 255)") >= 3
    pdf = page.pdf(format="A4", print_background=False)
    printed = bare(text_of(pdf))
    assert [words for words in said if bare(words) not in printed] == []
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    drawn = b"".join(_unpacked(stream) for stream in streams)
    shades = [f"{int(part) / 255:.4f}"[1:4] for part in re.findall(r"\d+", fill)]
    assert re.search(" ".join(f"0?{re.escape(s)}\\d*" for s in shades).encode(), drawn)


def _unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""
