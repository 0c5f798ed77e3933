"""Search of a large site by Pagefind: what it finds, and what stands in where it fails."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
import yaml

from site_builder import pagefind
from site_builder.pipeline import build

from .desk import ROOT, watch
from .serving import serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    Open = Callable[..., Page]

NAMED = yaml.safe_load((ROOT / "content/site.yaml").read_text(encoding="utf-8"))["named"]
FOUND = """() => [...document.querySelectorAll('.found')].map(one => ({
  kind: one.querySelector('.found__kind').textContent,
  href: one.querySelector('a').getAttribute('href'),
  marks: [...one.querySelectorAll('mark')].map(mark => mark.textContent.toLowerCase())
}))"""
# Asks Pagefind itself, past everything of ours that could hold something back.
RAW = """async words => {
  const api = await import('./pagefind/pagefind.js');
  const counts = [];
  for (const word of words) counts.push((await api.search(word)).results.length);
  return counts;
}"""


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built as if it had too many pages for our own index."""
    if pagefind.program() is None:
        pytest.skip("the extra `search` is not installed")
    output = tmp_path_factory.mktemp("large") / "site"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("site_builder.views.pages.LARGE", 10)
        outcome = build(ROOT, output)
    assert (outcome.findings, outcome.advice) == ((), "")
    return output


@pytest.fixture
def root(large: Path) -> Iterator[str]:
    with serving(large, "/some/base/") as address:
        yield address


def asked(page: Page, root: str, question: str) -> list[dict[str, str]]:
    page.goto(f"{root}search.html?q={question}")
    page.wait_for_selector(".search__status:not(:empty)")
    return page.evaluate(FOUND)


def test_statements_are_found_without_our_own_index(open_page: Open, root: str) -> None:
    page = open_page()
    wrong, urls = watch(page)
    found = asked(page, root, "sixfold")
    kinds = {one["kind"] for one in found}
    assert {"Statement", "Article’s own words"} <= kinds
    assert any(one["href"].endswith("themes/com-networks.html#sixfold-rise") for one in found)
    assert all(one["marks"] for one in found[:3])
    assert found[0]["kind"] == "Statement"
    assert "sixfold" in found[0]["marks"]
    assert wrong == []
    assert not [url for url in urls if "search-index.js" in url or not url.startswith(root)]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/*.html#*")
    assert page.evaluate("document.querySelector(':target') !== null")


def test_nobody_is_found_who_holds_no_office(open_page: Open, root: str) -> None:
    page = open_page()
    assert asked(page, root, "convicted")
    surnames = [name.split()[-1] for name in NAMED]
    assert page.evaluate(RAW, surnames) == [0] * len(surnames)
    assert page.evaluate(RAW, ["taskforce"]) > [0]
    assert asked(page, root, NAMED[1]) == []


def test_more_is_loaded_when_asked_for_and_help_stands_above(open_page: Open, root: str) -> None:
    page = open_page()
    first = asked(page, root, "abuse")
    assert page.locator(".search__status").inner_text().startswith("The first ")
    for _ in range(20):
        if page.locator(".search__more").is_hidden():
            break
        page.locator(".search__more").click()
        page.wait_for_selector(".search__more:enabled", state="attached")
    every = page.evaluate(FOUND)
    assert len(every) > len(first)
    assert len({(one["kind"], one["href"]) for one in every}) == len(every)
    assert page.locator("#search-help").count() == 0
    page.locator(".search input").fill("suicide")
    page.wait_for_selector("#search-help")
    assert "Samaritans" in page.locator("#search-help").inner_text()


def test_some_of_the_words_are_said_to_be_only_some(open_page: Open, root: str) -> None:
    page = open_page()
    assert asked(page, root, "zebra+taskforce")
    assert page.locator(".search__status").inner_text().endswith("none has all of these words")
    page.locator(".search input").fill("zebra")
    page.get_by_text("Nothing here has these words.").wait_for()
    assert page.evaluate(FOUND) == []


def test_the_key_leads_to_the_page_for_search(open_page: Open, root: str) -> None:
    page = open_page()
    page.goto(f"{root}themes/taskforce.html")
    page.keyboard.press("/")
    page.wait_for_url("**/search.html")
    page.wait_for_selector(".search input:focus")
    page.keyboard.type("taskforce")
    page.wait_for_selector(".found mark")
    assert page.evaluate("searchIndex.entries.length") == 0


def test_our_own_index_stands_in_on_a_disk_and_where_pagefind_fails(
    open_page: Open, large: Path, tmp_path: Path
) -> None:
    assert asked(open_page(), f"{large.as_uri()}/", "sixfold")
    bare = shutil.copytree(large, tmp_path / "bare", ignore=shutil.ignore_patterns("wasm.*"))
    with serving(bare) as address:
        page = open_page()
        assert asked(page, address, "sixfold")
        assert page.evaluate("searchIndex.entries.length") > 100
