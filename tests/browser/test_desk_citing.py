"""Words of an article copied as evidence, in a real browser."""

from __future__ import annotations

import re
import shutil
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from site_builder import pipeline

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    Open = Callable[..., Page]

from .desk import THEME, Desk, first_statement, theme, until, watch

_SELECT = """([from, start, to, end]) => {
  const at = (paragraph, offset) => {
    const text = document.querySelector(`#p${paragraph} .para__text`);
    const walk = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    let node;
    while ((node = walk.nextNode())) {
      if (node.parentElement.closest('sup')) continue;
      if (offset <= node.length) return [node, offset];
      offset -= node.length;
    }
    throw new Error('too far');
  };
  getSelection().setBaseAndExtent(...at(from, start), ...at(to, end));
  document.dispatchEvent(new KeyboardEvent('keyup', {key: 'ArrowRight', bubbles: true}));
}"""
_LONG = """() => [...document.querySelectorAll('.para')].map(para => {
  const text = para.querySelector('.para__text').cloneNode(true);
  text.querySelectorAll('sup').forEach(sup => sup.remove());
  return [Number(para.id.slice(1)), text.textContent.length, !!para.querySelector('mark')];
}).filter(([number, length]) => length > 90)"""


def cited(page: Page, *chosen: int) -> str:
    """Select words, press the key, and return what the box says."""
    page.evaluate("getSelection().removeAllRanges()")
    page.wait_for_timeout(30)
    page.evaluate(_SELECT, list(chosen))
    page.locator(".desk-cite").wait_for()
    page.keyboard.press("c")
    until(page, "document.querySelector('.desk-cite__result').textContent !== ''")
    said = page.locator(".desk-cite").inner_text()
    box = page.locator(".desk-cite").bounding_box()
    size = page.viewport_size
    assert box is not None
    assert size is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= size["width"]
    page.keyboard.press("Escape")
    assert page.locator(".desk-cite").is_hidden()
    return said


def test_words_of_an_article_are_copied_as_evidence_that_holds(
    open_page: Open, desk: Desk, tmp_path: Path
) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    wrong, _ = watch(page)
    page.goto(f"{desk.root}articles/001.html")
    page.wait_for_selector(".desk-overlay")
    long = page.evaluate(_LONG)
    number, length, _ = long[0]
    said = cited(page, number, 0, number, length - 1)
    assert "Copied: paste it under" in said
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(" " * 10 + "- seed: ")  # as it stands under a statement
    assert "\n" + " " * 12 + "quote: " in copied
    # Part of a word at either end is widened, or told.
    assert "quote:" in cited(page, number, 1, number, 40)
    assert cited(page, number, 0, number, 5)  # too short, or told so
    # Over letters and marks: what is in the margin and above the line is no word of the article.
    marked, size, _ = next(one for one in long if one[2])
    said = cited(page, marked, 0, marked, size - 1)
    assert "Rests on these words already" in said
    # Over two paragraphs.
    follows = next((a, b) for a, b in pairwise(long) if b[0] == a[0] + 1)
    said = cited(page, follows[0][0], 10, follows[1][0], 60)
    assert "paragraph" in said or "quote:" in said
    # What was copied is accepted where it is pasted.
    project = tmp_path / "project"
    shutil.copytree(desk.project, project)
    file = project / THEME
    text = file.read_text(encoding="utf-8")
    at = re.search(r"^ *evidence:\n", text, re.MULTILINE)
    assert at is not None
    file.write_text(text[: at.end()] + copied + text[at.end() :], encoding="utf-8")
    _, outcome = pipeline.check(project)
    about = {"quote-missing", "quote-ambiguous", "quote-short", "quote-cuts-word", "yaml-syntax"}
    assert not about & {found.code for found in outcome.findings}
    assert wrong == []


def test_without_the_clipboard_the_entry_is_shown_to_be_copied(curator: Page, desk: Desk) -> None:
    curator.goto(f"{desk.root}articles/001.html")
    curator.wait_for_selector(".desk-overlay")
    number, length, _ = curator.evaluate(_LONG)[0]
    assert "- seed:" in cited(curator, number, 0, number, length - 1)
    assert curator.locator(".desk-cite").is_hidden()
    curator.evaluate("getSelection().removeAllRanges()")
    curator.keyboard.press("c")  # nothing is chosen: the key does nothing
    assert curator.locator(".desk-cite").is_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_a_narrow_window(open_page: Open, desk: Desk, scheme: str) -> None:
    page = open_page(width=360, height=740, color_scheme=scheme)
    wrong, _ = watch(page)
    _, words = first_statement(desk)
    theme(page, desk)
    with desk.saved(THEME, words, f"{words} {'x' * 200}"):
        page.locator(".desk-overlay--error .desk__pill").click()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        box = page.locator(".desk__panel").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
        colours = page.locator(".desk__panel").evaluate(
            "e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]"
        )
        assert colours[0] != colours[1]
    page.locator(".desk-overlay:not(.desk-overlay--error)").wait_for()
    page.goto(f"{desk.root}articles/001.html")
    page.wait_for_selector(".desk-overlay")
    number, length, _ = page.evaluate(_LONG)[0]
    assert "seed:" in cited(page, number, length // 2, number, length - 1)
    assert wrong == []
