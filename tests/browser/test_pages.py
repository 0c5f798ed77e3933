"""What holds on every page: quiet, alone, narrow, dark, and legible."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from site_builder.cli import main

from .pdftext import text_of
from .reader import assert_words_are_lit, bare
from .serving import serving

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page, Request

    from .conftest import Place, Read

    Open = Callable[..., Page]

PROJECT = Path(__file__).parents[2]

# Text against the nearest ground that has a colour. Text without a box is not shown.
_CONTRAST = """() => {
  const luminance = ([r, g, b]) => [r, g, b]
    .map(part => part / 255)
    .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  const parts = colour => colour.match(/[\\d.]+/g).map(Number);
  const ground = element => {
    for (let at = element; at; at = at.parentElement) {
      const colour = parts(getComputedStyle(at).backgroundColor);
      if (colour.length < 4 || colour[3] === 1) return colour;
      if (colour[3] !== 0) throw new Error('a ground that can be seen through: ' + at.outerHTML);
    }
    throw new Error('the page has no ground of its own');
  };
  const poor = {};
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let read = 0;
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || !element.checkVisibility()) continue;
    read += 1;
    const light = [parts(getComputedStyle(element).color), ground(element)].map(luminance);
    const ratio = (Math.max(...light) + 0.05) / (Math.min(...light) + 0.05);
    if (ratio < 4.5) poor[element.tagName + '.' + element.className] = ratio;
  }
  return {read, poor, ground: luminance(ground(document.body))};
}"""

_SHARE_OF_MAIN = """() => {
  document.querySelector('main').scrollIntoView();
  scrollBy(0, document.querySelector('main').offsetHeight / 2);
  const at = [0.1, 0.3, 0.5, 0.7, 0.9];
  const seen = at.flatMap(x => at.map(y =>
    document.elementFromPoint(x * innerWidth, y * innerHeight)));
  return seen.filter(element => element && element.closest('main')).length / seen.length;
}"""


@pytest.mark.parametrize("place", ["http under a base path", "file"], indirect=True)
def test_no_page_complains_or_asks_for_anything_from_elsewhere(
    open_page: Open, place: Place
) -> None:
    page = open_page(java_script_enabled=place.javascript)
    said: list[str] = []
    asked: list[str] = []

    def failed(request: Request) -> None:
        # An icon still on its way when the next page is opened is no fault of the site.
        if request.failure != "net::ERR_ABORTED":
            said.append(f"{page.url}: {request.url}: {request.failure}")

    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    page.on("requestfailed", failed)
    page.on("request", lambda request: asked.append(request.url))
    for path in place.paths:
        page.goto(place.root + path, wait_until="networkidle" if path == "index.html" else "load")
        assert page.title()
    assert said == []
    assert [address for address in asked if not address.startswith(place.root)] == []
    sheet = re.compile(re.escape(place.root) + r"static/css/site\.[0-9a-f]{12}\.css")
    assert any(sheet.fullmatch(address) for address in asked)


def test_no_page_scrolls_sideways(open_page: Open, on_disk: Place) -> None:
    page = open_page()
    wide = []
    for path in on_disk.paths:
        page.goto(on_disk.root + path)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        for width, height in ((320, 256), (320, 640), (768, 1024), (1280, 800)):
            page.set_viewport_size({"width": width, "height": height})
            root = "document.documentElement"
            over = page.evaluate(f"{root}.scrollWidth - {root}.clientWidth")
            if over > 0:
                wide.append(f"{path} at {width} px: {over} px too wide")
    assert wide == []


def test_at_four_hundred_percent_the_text_has_the_screen(open_page: Open, on_disk: Place) -> None:
    page = open_page(width=320, height=256)
    covered = {}
    for path in on_disk.paths:
        page.goto(on_disk.root + path)
        share = page.evaluate(_SHARE_OF_MAIN)
        if share < 0.8 and path != "404.html":
            covered[path] = share
    assert covered == {}


def test_at_four_hundred_percent_a_passage_is_reached_and_read(
    open_page: Open, on_disk: Place, read: Read
) -> None:
    page = open_page(width=320, height=256)
    passage = read.statements[0]
    page.goto(on_disk.root + passage.owner)
    page.locator(f"a.ref[href$='{passage.href}']").first.click()
    page.wait_for_url(on_disk.root + passage.href)
    assert_words_are_lit(page, passage)


def test_colours_follow_the_reader_and_every_text_stands_out(
    open_page: Open, on_disk: Place, read: Read
) -> None:
    page = open_page()
    poor = {}
    # Each article is looked at twice: with a passage pointed at, too.
    pointed = {passage.href.partition("#")[0]: passage.href for passage in read.all}
    for path in [*on_disk.paths, *pointed.values()]:
        page.goto(on_disk.root + path)
        for scheme in ("dark", "light"):
            page.emulate_media(color_scheme=scheme)
            found: dict[str, Any] = page.evaluate(_CONTRAST)
            assert found["read"] > 10
            assert (found["ground"] < 0.05) == (scheme == "dark"), path
            assert (found["ground"] > 0.85) == (scheme == "light"), path
            if found["poor"]:
                poor[path, scheme] = found["poor"]
    assert poor == {}


def test_in_a_systems_own_colours_words_stand_on_their_own_ground(
    open_page: Open, on_disk: Place, read: Read
) -> None:
    passage = read.statements[0]
    for scheme in ("dark", "light"):
        page = open_page(forced_colors="active", color_scheme=scheme)
        for path in (passage.href, passage.href.partition("#")[0]):
            page.goto(on_disk.root + path)
            colours = page.eval_on_selector_all(
                ".seedtext mark",
                "all => all.map(m => getComputedStyle(m)).map(s => [s.color, s.backgroundColor])",
            )
            assert colours
            assert {tuple(pair) for pair in colours} == {("rgb(0, 0, 0)", "rgb(255, 255, 0)")}


def test_a_letter_leads_to_what_rests_on_it_and_its_passage_stays_in_view(
    open_page: Open, on_disk: Place
) -> None:
    page = open_page()
    page.goto(f"{on_disk.root}articles/002.html")
    letters = page.locator(".letter")
    for number in range(0, letters.count(), 5):
        letter = letters.nth(number)
        letter.evaluate("letter => { location.hash = letter.hash; }")
        seen = letter.evaluate("a => [a.getBoundingClientRect().top, innerHeight]")
        assert 0 <= seen[0] < seen[1], number


def test_a_printed_theme_has_the_words_of_every_passage(
    open_page: Open, on_disk: Place, read: Read
) -> None:
    page = open_page()
    for path in (path for path in read.shown if path.startswith("themes/")):
        page.goto(on_disk.root + path)
        printed = bare(text_of(page.pdf(format="A4")))
        lost = [p.href for p in read.shown[path] for part in p.parts if bare(part) not in printed]
        assert lost == [], path


def test_a_missing_page_works_at_any_depth(open_page: Open, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    with serving(folder, "/some/base/") as root:
        where = ["--project", str(PROJECT), "--output", str(folder)]
        assert main(["build", "--quiet", "--base-url", root, *where]) == 0
        page = open_page()
        asked: dict[str, int] = {}
        page.on("response", lambda answer: asked.update({answer.url: answer.status}))
        missing = f"{root}no/such/page/at/all.html"
        page.goto(missing)
        assert asked.pop(missing) == 404
        assert any(re.search(r"static/css/site\.[0-9a-f]{12}\.css$", address) for address in asked)
        assert set(asked.values()) == {200}, asked
        assert page.locator("h1").is_visible()
        links = page.locator("a").evaluate_all("links => links.map(link => link.href)")
        inside = sorted({link for link in links if link.startswith(root)})
        assert f"{root}index.html" in inside
        for link in inside:
            assert page.request.get(link).status == 200, link
