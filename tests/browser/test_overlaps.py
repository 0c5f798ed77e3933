"""Passages that share words in every way they can: a golden site in the real site's dress."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from site_builder.pipeline import build

from .reader import assert_lit, bare, lit, margin_item, passages

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

PROJECT = Path(__file__).parents[2]
GOLDEN = PROJECT / "tests" / "sites" / "overlap" / "project"

_WHOLE = """() => {
  const para = document.querySelector(':target').closest('.para');
  return para.querySelector('.cite:not([id])') === null;
}"""


def test_each_is_lit_from_its_first_word(open_page: Callable[..., Page], tmp_path: Path) -> None:
    for name in ("content", "seeds"):
        shutil.copytree(GOLDEN / name, tmp_path / "project" / name)
    for name in ("templates", "static"):
        shutil.copytree(PROJECT / name, tmp_path / "project" / name)
    site = tmp_path / "site"
    outcome = build(tmp_path / "project", site)
    assert outcome.pages, outcome.findings

    page = open_page()
    root = f"{site.as_uri()}/"
    shown = set()
    for path in sorted(site.rglob("*.html")):
        page.goto(path.as_uri())
        shown |= {*passages(page, root)}
    split = 0
    for passage in sorted(shown, key=lambda one: (one.href, one.owner)):
        page.goto(root + passage.href)
        words, quote = bare(lit(page)["words"]), bare("".join(passage.parts))
        if page.evaluate(_WHOLE) and len(passage.parts) == 1:
            assert words == quote
        else:
            split += 1
            assert words.startswith(bare(passage.parts[0])[:5])
        found = assert_lit(page)
        if passage.owner:
            margin_item(found, root + passage.owner)
    assert 0 < split < len(shown) - 10
