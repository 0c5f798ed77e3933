"""What `serve` shows a curator, in a real browser: one server, one copy of the real briefing."""

from __future__ import annotations

import re
import shutil
import signal
from contextlib import ExitStack, suppress
from itertools import pairwise
from time import monotonic, sleep
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Error

from site_builder import pipeline

from .desk import ROOT, Desk, process

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Page, Route

    Open = Callable[..., Page]

THEME = "content/themes/com-networks.yaml"
ALERT = "<img src=x onerror=alert(1)>"
PATIENCE = 30_000


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    project = tmp_path_factory.mktemp("served") / "project"
    for name in ("content", "seeds", "templates", "static"):
        shutil.copytree(ROOT / name, project / name)
    with process(project) as served:
        yield served


@pytest.fixture
def curator(open_page: Open, desk: Desk) -> Iterator[Page]:
    """A page on which nothing goes wrong, and that asks for nothing from elsewhere."""
    page = open_page()
    wrong, asked = watch(page)
    yield page
    assert wrong == []
    assert {urlsplit(url).netloc for url in asked} <= {urlsplit(desk.root).netloc}


def watch(page: Page) -> tuple[list[str], list[str]]:
    wrong: list[str] = []
    asked: list[str] = []
    page.set_default_timeout(PATIENCE)
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    return wrong, asked


def until(page: Page, expression: str) -> None:
    """Wait until an expression is true; the page's policy does not let Playwright wait there."""
    ends = monotonic() + PATIENCE / 1000
    while monotonic() < ends:
        with suppress(Error):  # the page is just being loaded again
            if page.evaluate(expression):
                return
        page.wait_for_timeout(20)
    pytest.fail(f"never true: {expression}")


def theme(page: Page, desk: Desk) -> None:
    page.goto(f"{desk.root}themes/com-networks.html")
    page.wait_for_selector(".desk-overlay")


def first_statement(desk: Desk) -> tuple[str, str]:
    """Return the id of a theme's first statement and the words of its first quote."""
    text = (desk.project / THEME).read_text(encoding="utf-8")
    name = re.search(r"- id: (\S+)", text)
    words = re.search(r"quote: (.+)", text)
    assert name is not None
    assert words is not None
    return name[1], words[1]


def test_a_slip_is_shown_in_its_place_and_goes_by_itself(curator: Page, desk: Desk) -> None:
    theme(curator, desk)
    name, words = first_statement(desk)
    assert curator.locator(".desk__panel").is_hidden()
    assert curator.locator(".desk__pill").inner_text() == "No error"
    with desk.saved(THEME, words, f"{words} {ALERT}"):
        note = curator.locator(f"#{name} .desk-note")
        note.wait_for()
        assert f"{THEME}:" in note.inner_text()
        assert "quote-missing" in note.inner_text()
        panel = curator.locator(".desk__panel")
        assert panel.is_hidden()  # what stands on the page is not told over it
        curator.locator(".desk__pill").click()
        assert panel.is_visible()
        assert ALERT in panel.locator(".desk__snippet").first.inner_text()
        assert curator.locator("img").count() == 0  # hostile words stay words
        assert panel.locator(".desk__hint").first.is_visible()
        struck = curator.locator(f"#{name} .statement__text").first
        line = struck.evaluate("e => getComputedStyle(e).textDecorationLine")
        assert line == "line-through"
        assert curator.locator(f"#{name} .desk-unproved__why").is_visible()
        curator.locator(f"#{name} .desk__why").click()
        assert "quote" in curator.locator(f"#{name} .desk__explained").inner_text()
        assert curator.locator(".desk-overlay--error").count() == 1
    curator.locator(".desk-overlay:not(.desk-overlay--error)").wait_for()
    assert curator.locator(".desk-note, .desk-unproved").count() == 0
    assert curator.locator(".desk__panel").is_hidden()


def test_what_is_saved_while_a_page_loads_is_shown(open_page: Open, desk: Desk) -> None:
    page = open_page()
    page.set_default_timeout(PATIENCE)
    name, words = first_statement(desk)
    address = f"{desk.root}themes/com-networks.html"
    with ExitStack() as stack:

        def hold(route: Route) -> None:
            """Save, and let the page go on when the server has what was saved."""
            page.unroute("**/desk.js")
            stack.enter_context(desk.saved(THEME, words, f"{words} {ALERT}"))
            ends = monotonic() + PATIENCE / 1000
            while b"quote-missing" not in urlopen(address).read() and monotonic() < ends:  # noqa: S310 - our own server
                sleep(0.02)
            route.continue_()

        page.route("**/livereload.js", lambda route: route.abort())  # nobody tells the page
        page.route("**/desk.js", hold)
        page.goto(address)
        page.locator(f"#{name} .desk-note").wait_for()


def test_the_keyboard_alone_opens_and_closes_the_overlay(curator: Page, desk: Desk) -> None:
    theme(curator, desk)
    _, words = first_statement(desk)
    with desk.saved(THEME, words, f"{words} not there"):
        curator.locator(".desk-overlay--error").wait_for()
        curator.goto(desk.root)  # another page than the one it belongs to
        curator.locator(".desk__panel").wait_for()
        struck = curator.locator(".desk-unproved .statement__text")  # also where it is repeated
        assert struck.count() == 1
        curator.keyboard.press("Escape")
        assert curator.locator(".desk__panel").is_hidden()
        assert curator.evaluate("document.activeElement.className") == "desk__pill"
        curator.reload()
        curator.wait_for_selector(".desk-overlay")
        assert curator.locator(".desk__panel").is_hidden()  # the same findings stay closed
        curator.locator(".desk__pill").focus()
        curator.keyboard.press("Enter")
        assert curator.locator(".desk__panel").is_visible()
        link = curator.locator(".desk__panel a").first
        link.focus()
        outline = link.evaluate("e => getComputedStyle(e).outlineStyle")
        assert outline != "none"
    curator.locator(".desk-overlay:not(.desk-overlay--error)").wait_for()


@pytest.mark.parametrize("hash_", ["", "#{name}"])
def test_the_readers_place_is_kept_though_findings_appear_above(
    curator: Page, desk: Desk, hash_: str
) -> None:
    name, words = first_statement(desk)
    curator.goto(f"{desk.root}themes/com-networks.html{hash_.format(name=name)}")
    curator.wait_for_selector(".desk-overlay")
    top = "() => document.querySelectorAll('.statement[id]')[6].getBoundingClientRect().top"
    curator.evaluate(f"scrollBy({{top: ({top})() - 120, behavior: 'instant'}})")
    before = curator.evaluate(top)
    with desk.saved(THEME, words, f"{words} not there"):
        curator.locator(".desk-overlay--error").wait_for()
        curator.wait_for_load_state("load")
        curator.wait_for_timeout(100)
        assert abs(curator.evaluate(top) - before) < 3
        assert curator.evaluate("scrollY") > 300
    curator.locator(".desk-overlay:not(.desk-overlay--error)").wait_for()


def test_what_was_saved_is_put_in_its_place_without_a_new_page(curator: Page, desk: Desk) -> None:
    name, words = first_statement(desk)
    theme(curator, desk)
    curator.locator(f"#{name} .permalink").first.click()
    curator.evaluate("window.stayed = true")
    visited = curator.evaluate("history.length")
    for turn in range(3):
        with desk.saved(THEME, words, f"{words} not there {turn}"):
            curator.locator(".desk-overlay--error").wait_for()
            assert curator.locator(".desk-overlay").count() == 1
            assert curator.evaluate("document.querySelector(':target').id") == name
        curator.locator(".desk-overlay:not(.desk-overlay--error)").wait_for()
    with desk.saved(THEME, "title: ", "title: Anew and "):
        until(curator, "document.title.includes('Anew and ')")
    until(curator, "!document.title.includes('Anew and ')")
    assert curator.evaluate("window.stayed") is True
    assert curator.evaluate("history.length") == visited


def test_a_page_is_loaded_anew_where_it_has_scripts_or_other_styles(
    curator: Page, desk: Desk
) -> None:
    base = "templates/base.html"
    script = desk.project / "static/own.js"
    script.write_text("window.own = (window.own || 0) + 1;\n", encoding="utf-8")
    theme(curator, desk)
    curator.evaluate("window.stayed = true")
    with desk.saved(base, "</head>", '<script src="{{ site.root }}static/own.js"></script></head>'):
        until(curator, "window.own === 1 && !window.stayed")
        curator.wait_for_selector(".desk-overlay")
        curator.evaluate("window.stayed = true")
        with desk.saved(THEME, "title: ", "title: Anew and "):
            until(curator, "document.title.includes('Anew and ') && window.own === 1")
            assert curator.evaluate("window.stayed") is None
            curator.wait_for_selector(".desk-overlay")
            curator.evaluate("window.stayed = true")
        until(curator, "!document.title.includes('Anew and ') && !window.stayed")
    script.unlink()
    until(curator, "!window.own && !!document.querySelector('.desk-overlay')")
    curator.evaluate("window.stayed = true")
    with desk.saved(base, "</head>", '<link rel="author" href="{{ site.home }}"></head>'):
        until(curator, "!!document.querySelector('[rel=author]') && !window.stayed")
    until(curator, "!document.querySelector('[rel=author]')")
    curator.wait_for_selector(".desk-overlay")
    curator.evaluate("window.stayed = true")
    with desk.saved("static/favicon.svg", "<svg", "<!-- other --><svg"):
        until(curator, "!window.stayed && !!document.querySelector('.desk-overlay')")
        curator.evaluate("window.stayed = true")
    until(curator, "!window.stayed && !!document.querySelector('.desk-overlay')")


def test_a_style_sheet_is_swapped_while_the_page_stays(curator: Page, desk: Desk) -> None:
    theme(curator, desk)
    curator.evaluate("window.stayed = true")
    sheet = desk.project / "static/css/base.css"
    if not sheet.is_file():
        sheet = min((desk.project / "static/css").glob("*.css"))
    before = sheet.read_text(encoding="utf-8")
    sheet.write_text(f"{before}\nbody {{ outline-offset: 7px !important; }}\n", encoding="utf-8")
    try:
        until(curator, "getComputedStyle(document.body).outlineOffset === '7px'")
        assert curator.evaluate("window.stayed") is True
    finally:
        sheet.write_text(before, encoding="utf-8")
    until(curator, "getComputedStyle(document.body).outlineOffset !== '7px'")


def test_what_nobody_has_reviewed_is_marked_and_gone_down(curator: Page, desk: Desk) -> None:
    record = next((desk.project / "content/sources").glob("000*.yaml"))
    before = record.read_text(encoding="utf-8")
    curator.goto(f"{desk.root}articles/000.html")
    curator.wait_for_selector(".desk-overlay")
    assert curator.locator(".fresh").count() == 0
    cut = re.sub(r"(?ms)^set_aside:.*?(?=^\S|\Z)", "", before)
    assert cut != before
    record.write_text(cut, encoding="utf-8")
    try:
        curator.locator(".fresh").first.wait_for()
        onward = curator.locator(".desk__row .desk__pill").first
        assert re.fullmatch(r"\d+ passages? not reviewed: next", onward.inner_text())
        curator.keyboard.press("Escape")
        seen = []
        for _ in range(2):
            onward.click()
            seen.append(curator.evaluate("scrollY"))
            assert any(curator.locator(".fresh").nth(n).evaluate(_IN_VIEW) for n in range(2))
        assert seen == sorted(seen)
    finally:
        record.write_text(before, encoding="utf-8")
    until(curator, "!document.querySelector('.fresh')")


_IN_VIEW = """e => {
  const box = e.getBoundingClientRect();
  return box.top < innerHeight && box.bottom > 0;
}"""

# Selects from one text to another: the paragraph's number, and how many characters from its end
# or beginning, in what a reader sees.
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


def test_a_page_says_when_serve_has_ended(open_page: Open, desk: Desk) -> None:
    curator = open_page()
    theme(curator, desk)
    curator.wait_for_timeout(300)  # its websocket is open by then
    desk.process.send_signal(signal.SIGINT)
    until(
        curator,
        "document.querySelector('.desk__pill[aria-controls]').textContent.includes('has ended')",
    )
    assert desk.process.wait(timeout=10) == 0
    assert curator.locator(".desk-overlay--ended").count() == 1
