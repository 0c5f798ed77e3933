"""What the site is for: from a statement to the words it rests on, and from the words back."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from .reader import assert_lit, assert_words_are, assert_words_are_lit, margin_item, target

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from .conftest import Place, Read
    from .reader import Passage

    Open = Callable[..., Page]


def journey(page: Page, root: str, passage: Passage) -> None:
    """Go from a statement to its words by the link, and back by the letter and the margin."""
    path, _, anchor = passage.owner.partition("#")
    page.goto(root + path)
    statement = page.locator(f"[id='{anchor}']")
    if passage.folded:
        statement.locator("details:has(.passage) summary").click()
    statement.locator(f"a.ref[href$='{passage.href}']").click()
    page.wait_for_url(root + passage.href)
    found = assert_words_are_lit(page, passage)

    page.locator(":target > sup > .letter").click()
    letter = target(page)
    assert letter["in_view"]
    assert letter["id"] in [item["id"] for item in found["margin"]]

    item = margin_item(found, root + passage.owner)
    page.locator(f"[id='{item['id']}'] a").click()
    page.wait_for_url(root + passage.owner)
    assert target(page) == {"id": anchor, "in_view": True}


def test_from_a_statement_to_its_words_and_back(open_page: Open, place: Place, read: Read) -> None:
    page = open_page(java_script_enabled=place.javascript)
    journey(page, place.root, read.statements[0])


def test_from_a_statement_to_words_it_shares_and_back(
    open_page: Open, on_disk: Place, read: Read
) -> None:
    sharing = [one for one in read.statements if one.href in read.overlapping and not one.folded]
    assert sharing
    journey(open_page(), on_disk.root, sharing[0])


def test_from_a_statement_to_words_folded_away_and_back(
    open_page: Open, on_disk: Place, read: Read
) -> None:
    folded = [one for one in read.statements if one.folded]
    assert folded
    journey(open_page(java_script_enabled=False), on_disk.root, folded[0])


def test_every_passage_is_where_it_says_and_leads_back(
    open_page: Open, on_disk: Place, read: Read
) -> None:
    page = open_page()
    assert read.all > {*read.statements}
    for href, same in groupby(sorted(read.all, key=attrgetter("href")), key=attrgetter("href")):
        page.goto(on_disk.root + href)
        found = assert_lit(page)
        for passage in same:
            assert_words_are(passage, found)
            if passage.owner:
                margin_item(found, on_disk.root + passage.owner)


def test_every_statement_is_in_view_where_it_is_pointed_at(
    open_page: Open, on_disk: Place, read: Read
) -> None:
    page = open_page()
    owners = sorted({passage.owner for passage in read.statements})
    assert len(owners) > 50
    for owner in owners:
        page.goto(on_disk.root + owner)
        assert target(page) == {"id": owner.partition("#")[2], "in_view": True}


_FOCUS = """() => {
  const focus = document.activeElement, box = focus.getBoundingClientRect();
  return {
    href: focus.href || '', id: focus.id, ref: focus.classList.contains('ref'),
    skip: focus.classList.contains('skip'), outline: getComputedStyle(focus).outlineStyle,
    in_view: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}"""


def test_the_keyboard_alone_gets_there(open_page: Open, on_disk: Place, read: Read) -> None:
    page = open_page()
    first = read.statements[0]
    page.goto(on_disk.root + first.owner.partition("#")[0])

    page.keyboard.press("Tab")
    focus = page.evaluate(_FOCUS)
    assert focus["skip"]
    assert focus["in_view"]
    page.keyboard.press("Enter")
    assert page.evaluate(_FOCUS)["id"] == "main"
    for _ in range(60):
        page.keyboard.press("Tab")
        focus = page.evaluate(_FOCUS)
        assert focus["in_view"], focus
        assert focus["outline"] != "none", focus
        if focus["ref"]:
            break
    assert focus["href"] == on_disk.root + first.href
    page.keyboard.press("Enter")
    page.wait_for_url(on_disk.root + first.href)
    assert_words_are_lit(page, first)
