"""The meeting note as it leaves the printer."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from .pdftext import text_of
from .reader import bare

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from .conftest import Place

    Open = Callable[..., Page]

PATH = "meeting-note.html"
A4 = (595, 842)  # points


def printed(page: Page, place: Place) -> bytes:
    page.goto(place.root + PATH)
    return page.pdf(prefer_css_page_size=True)


def test_the_meeting_note_is_two_sides_of_a4(open_page: Open, on_disk: Place) -> None:
    sides = PdfReader(io.BytesIO(printed(open_page(), on_disk))).pages
    sizes = [(round(side.mediabox.width), round(side.mediabox.height)) for side in sides]
    assert len(sizes) == 2
    assert all(abs(width - A4[0]) <= 2 and abs(height - A4[1]) <= 2 for width, height in sizes), (
        sizes
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_printed_is_all_of_the_note(open_page: Open, on_disk: Place, scheme: str) -> None:
    page = open_page(color_scheme=scheme)
    text = bare(text_of(printed(page, on_disk)))
    shown = page.locator(".note li, .note h2").all_inner_texts()
    assert len(shown) > 40
    lost = [
        line
        for item in shown
        for line in re.split(r"[\n\t]", item)
        if bare(line) and bare(line).casefold() not in text.casefold()
    ]
    assert lost == []
    for phone in ("999", "08088005000", "08001111", "116123"):
        assert phone in text
