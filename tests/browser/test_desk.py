"""What `serve` shows a curator, in a real browser: one server, one copy of the real briefing."""

from __future__ import annotations

import re
import signal
from contextlib import ExitStack
from time import monotonic, sleep
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page, Route

    Open = Callable[..., Page]

from .desk import ALERT, PATIENCE, THEME, Desk, first_statement, theme, until


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
            while b"quote-missing" not in urlopen(address).read() and monotonic() < ends:
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
    with desk.saved(base, "</head>", '<script src="{{ site.static["own.js"] }}"></script></head>'):
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
