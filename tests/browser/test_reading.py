"""What scripts add for a reader: previews, citations, filters; and that nothing needs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from .conftest import Place

    Open = Callable[..., Page]

COM = "themes/com-networks.html"
# What leads to a passage and shows no words of it beside itself.
REFERENCES = "[...document.querySelectorAll('main a.ref')].filter(a => !a.closest('.passage'))"
INSIDE = """() => {
  const box = document.querySelector('.preview').getBoundingClientRect();
  return box.left >= 0 && box.right <= document.documentElement.clientWidth;
}"""
COPIED = "() => navigator.clipboard.readText()"


def shown(page: Page) -> str:
    page.wait_for_selector(".preview")
    return " ".join(page.locator(".preview").inner_text().split())


def test_a_reference_without_its_words_shows_them(open_page: Open, on_disk: Place) -> None:
    page = open_page()
    for path in ("index.html", "meeting-note.html"):
        page.goto(on_disk.root + path)
        lacking = page.evaluate(f"{REFERENCES}.filter(a => !a.dataset.words).map(a => a.href)")
        assert lacking == [], path
        first = page.locator("main a.ref[data-words]").first
        first.hover()
        words = " ".join((first.get_attribute("data-words") or "").split())
        assert shown(page).startswith(words)
        assert page.evaluate(INSIDE)


def test_the_words_shown_are_those_the_link_leads_to(open_page: Open, on_disk: Place) -> None:
    page = open_page()
    page.goto(f"{on_disk.root}index.html")
    said = page.evaluate(f"{REFERENCES}.map(a => [a.href, a.dataset.words])")
    for href, words in said[:6]:
        page.goto(href)
        marks = page.evaluate(
            "[...document.querySelectorAll(':target mark')].map(mark => mark.textContent).join('')"
        )
        parts = words.strip("“”").split(" […] ")
        assert marks.startswith(parts[0][:40]), href


def test_a_preview_is_shown_by_focus_and_goes_by_escape(open_page: Open, on_disk: Place) -> None:
    page = open_page()
    page.goto(on_disk.root + COM)
    link = page.locator(".points a").first
    statement = page.locator(f"[id='{(link.get_attribute('href') or '').removeprefix('#')}']")
    page.keyboard.press("Tab")
    link.focus()
    quoted = " ".join(statement.locator("blockquote").first.inner_text().split())
    assert quoted in shown(page)
    assert link.get_attribute("aria-describedby") == "preview"
    page.keyboard.press("Escape")
    assert page.locator(".preview").count() == 0
    assert link.get_attribute("aria-describedby") is None
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{link.get_attribute('href')}")


def test_a_preview_can_be_pointed_at_and_goes_when_left(open_page: Open, on_disk: Place) -> None:
    page = open_page()
    page.goto(on_disk.root + COM)
    page.locator(".badge--differ a").first.hover()
    assert "Version a" in shown(page)
    page.locator(".preview").hover()
    page.wait_for_timeout(500)
    assert page.locator(".preview").is_visible()
    page.mouse.move(2, 2)
    page.wait_for_selector(".preview", state="detached")


def test_a_finger_shows_the_words_first_and_goes_there_next(
    open_page: Open, on_disk: Place
) -> None:
    page = open_page(has_touch=True, width=390)
    page.goto(f"{on_disk.root}index.html")
    link = page.locator("main a.ref[data-words]").first
    link.tap()
    assert shown(page)
    assert page.url.endswith("index.html")
    assert page.evaluate(INSIDE)
    page.locator(".preview a").tap()
    page.wait_for_url("**/articles/*")


def test_a_citation_has_all_that_limits_the_statement(open_page: Open, on_web: Place) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(on_web.root + COM)
    statement = page.locator(".statement:has(.badge--differ a):has(.badge--weighs)").first
    statement.hover()
    statement.locator(".permalink").click()
    statement.get_by_role("button", name="Copy citation").click()
    statement.get_by_text("Copied.").wait_for()
    copied = page.evaluate(COPIED)
    text = statement.locator(".statement__text").inner_text().strip().removesuffix(".")
    assert copied.startswith(f"{text} (")
    for selector in (".speaker", ".badge--weighs", ".badge--differ a", ".passage__source .ref"):
        for part in statement.locator(f"{selector}:visible").all():
            if part.evaluate("one => !one.closest('details')"):
                assert " ".join(part.inner_text().split()) in copied, selector
    edition = page.locator(".masthead .edition__number").inner_text()
    assert f"{edition}, {on_web.root}{COM}#{statement.get_attribute('id')}." in copied
    assert copied.endswith("Not checked against the original report.")
    statement.get_by_role("button", name="Copy link").click()
    page.wait_for_timeout(100)
    assert page.evaluate(COPIED) == f"{on_web.root}{COM}#{statement.get_attribute('id')}"


def test_a_citation_says_when_the_statement_was_last_corrected(
    open_page: Open, on_disk: Place
) -> None:
    page = open_page()
    page.goto(on_disk.root + COM)
    statement = page.locator(".statement").first
    # The shipped briefing has no correction; this is what templates/macros/badge.html writes.
    statement.locator(".badges").evaluate("""badges => badges.insertAdjacentHTML('beforeend',
      ['Updated 3 December 2026', 'Corrected 1 December 2026'].map(words =>
        `<li class="badge badge--changed"><b>${words}</b>: we said “X”.</li>`).join(''))""")
    statement.locator(".permalink").evaluate("link => link.click()")
    assert "; updated 3 December 2026). Edition" in statement.locator(".citing__words").inner_text()


def test_every_statement_can_be_cited_with_its_hedge_and_speaker(
    open_page: Open, on_disk: Place
) -> None:
    page = open_page()
    for path in (one for one in on_disk.paths if one.startswith("themes/")):
        page.goto(on_disk.root + path)
        lost = page.evaluate("""() => {
          const lost = [], flat = text => text.replace(/\\s+/g, ' ').trim();
          for (const one of document.querySelectorAll('.statement[id]')) {
            one.querySelector('.permalink').click();
            const words = one.querySelector('.citing__words').textContent;
            const parts = ['.statement__text', '.speaker', '.badge--weighs', '.badge--differ a'];
            for (const part of one.querySelectorAll(parts.join()))
              if (!words.includes(flat(part.textContent).replace(/[.]$/, ''))) lost.push(one.id);
            if (/file:|undefined|null/.test(words)) lost.push(words);
          }
          return lost;
        }""")
        assert lost == [], path


def test_a_citation_is_opened_and_closed_by_keyboard(open_page: Open, on_disk: Place) -> None:
    page = open_page()
    page.goto(on_disk.root + COM)
    link = page.locator(".permalink").first
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".citing button:focus")
    page.keyboard.press("Escape")
    assert page.locator(".citing").count() == 0
    assert link.evaluate("link => link === document.activeElement")


def test_a_list_shows_only_what_has_the_words(open_page: Open, on_disk: Place) -> None:
    page = open_page()
    page.goto(f"{on_disk.root}not-stated.html")
    every = page.locator(".gap").count()
    page.locator(".filter-place input").fill("taskforce NAME")
    left = page.locator(".gap:visible")
    assert 0 < left.count() < every
    assert all("taskforce" in text.lower() for text in left.all_inner_texts())
    assert page.get_by_role("status").inner_text() == f"{left.count()} of {every}"
    page.locator(".filter-place input").fill("marmalade")
    assert left.count() == 0
    assert page.get_by_role("status").inner_text() == "Nothing here has all these words."
    page.locator(".filter-place input").fill("")
    assert page.locator(".gap:visible").count() == every


def test_a_row_goes_with_the_difference_it_leads_to(open_page: Open, on_disk: Place) -> None:
    page = open_page()
    page.goto(f"{on_disk.root}differences.html")
    page.locator(".filter-place input").fill("convicted")
    wanted = page.evaluate(
        "[...document.querySelectorAll('.difference')].filter(d => !d.hidden).length"
    )
    assert 0 < wanted == page.locator(".matrix tbody tr:visible").count()


def test_who_goes_back_finds_the_list_as_it_was_left(open_page: Open, on_disk: Place) -> None:
    page = open_page()
    page.goto(f"{on_disk.root}differences.html")
    page.locator(".filter-place input").fill("convicted")
    left = page.locator(".difference:visible").count()
    page.locator(".matrix tbody tr:visible a").first.click()
    page.locator(".difference:visible .ref").first.click()
    page.wait_for_url("**/articles/*")
    page.go_back()
    assert page.locator(".filter-place input").input_value() == "convicted"
    assert page.locator(".difference:visible").count() == left
    page.go_back()
    assert page.locator(".difference:visible").count() == left
    page.locator(".filter-place input").fill("")
    page.reload()
    assert page.locator(".filter-place input").input_value() == ""


def test_without_scripts_nothing_stands_there_that_does_nothing(
    open_page: Open, on_disk: Place
) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{on_disk.root}search.html")
    assert "needs JavaScript" in page.locator("main").inner_text()
    assert page.locator("main a").count() > 8
    for path in ("search.html", "differences.html", COM):
        page.goto(on_disk.root + path)
        assert page.locator("input, button, dialog").count() == 0
        assert page.locator(".filter-place:visible").count() == 0
    assert page.locator(".permalink").first.inner_text() == "Link"


def test_a_preview_goes_where_the_page_becomes_narrower(open_page: Open, on_disk: Place) -> None:
    page = open_page()
    page.goto(on_disk.root + COM)
    page.locator(".badge--differ a").first.hover()
    assert shown(page)
    page.set_viewport_size({"width": 500, "height": 800})
    page.wait_for_selector(".preview", state="detached")


def test_copying_without_a_clipboard_leaves_the_keyboard_where_it_was(
    open_page: Open, on_disk: Place
) -> None:
    page = open_page()
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.goto(on_disk.root + COM)
    page.locator(".permalink").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".citing button:focus")
    page.keyboard.press("Enter")
    page.get_by_text("Copied.").wait_for()
    assert page.evaluate("document.activeElement.textContent") == "Copy citation"
