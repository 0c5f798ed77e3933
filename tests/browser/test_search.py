"""Search in a browser: what is found first, by keyboard, on a disk and on a server."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

import pytest
import yaml

from site_builder.wordindex import Entry, script, words

from .desk import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from .conftest import Place

    Open = Callable[..., Page]

QUESTIONS = Path(__file__).parents[1] / "search" / "questions.txt"
ASK = """questions => {
  const finder = new siteFinder.Finder(searchIndex);
  return questions.map(question => {
    const found = finder.find(question);
    return {first: found.entries.length ? found.entries[0][1] : 'nothing', help: found.help};
  });
}"""
CLEAR = """() => {
  const box = document.querySelector('.search input');
  const terms = [...document.querySelectorAll('.found mark')].map(mark => mark.textContent);
  return {status: document.querySelector('.search__status').textContent, terms};
}"""


class Question(NamedTuple):
    """A question, the address that is to stand first, and whether help stands above it."""

    words: str
    first: str
    help: bool


def questions() -> list[Question]:
    found = []
    for line in QUESTIONS.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            words, _, wanted = line.partition(" => ")
            found.append(Question(words, wanted.removesuffix(" +help"), wanted.endswith(" +help")))
    return found


def opened(page: Page, root: str, query: str = "") -> Page:
    page.goto(f"{root}search.html{query}")
    page.wait_for_selector(".search input")
    return page


def open_dialog(page: Page) -> None:
    """Open search in a dialog, as a reader of any page does."""
    page.keyboard.press("/")
    page.wait_for_selector(".search-dialog[open] input:focus")


def test_each_question_finds_first_what_it_is_about(open_page: Open, on_disk: Place) -> None:
    asked = questions()
    assert len(asked) >= 30
    answers = opened(open_page(), on_disk.root).evaluate(ASK, [one.words for one in asked])
    got = [
        (one.words, one.first if one.first == "anything" else answer["first"], answer["help"])
        for one, answer in zip(asked, answers, strict=True)
    ]
    assert got == [tuple(one) for one in asked]


def test_every_address_of_the_index_is_there(
    open_page: Open, on_disk: Place, built_site: Path
) -> None:
    page = opened(open_page(), on_disk.root)
    addresses = page.evaluate("searchIndex.entries.map(entry => entry[1])")
    assert len(set(addresses)) > 300
    pages: dict[str, str] = {}
    for address in addresses:
        path, _, anchor = address.partition("#")
        text = pages.setdefault(path, (built_site / path).read_text(encoding="utf-8"))
        assert not anchor or f'id="{anchor}"' in text, address


def test_nobody_is_found_who_holds_no_office(open_page: Open, on_disk: Place) -> None:
    settings = yaml.safe_load((ROOT / "content/site.yaml").read_text(encoding="utf-8"))
    names = [word for name in settings["named"] for word in (name, name.split()[-1])]
    assert names
    page = opened(open_page(), on_disk.root)
    answers = page.evaluate(ASK, names)
    assert {answer["first"] for answer in answers} == {"nothing"}
    index = page.evaluate("JSON.stringify(searchIndex)").lower()
    assert not any(name.lower() in index for name in names)


def test_search_is_opened_used_and_left_by_keyboard(open_page: Open, place: Place) -> None:
    if not place.javascript:
        pytest.skip("search needs a script")
    page = open_page()
    page.goto(f"{place.root}themes/taskforce.html")
    assert page.evaluate("typeof searchIndex") == "undefined"
    open_dialog(page)
    page.keyboard.type("sixfold")
    page.wait_for_selector(".found mark")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('.found') !== null")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.matches('input')")
    page.keyboard.press("Escape")
    page.wait_for_selector(".search-dialog", state="hidden")
    open_dialog(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/themes/com-networks.html#sixfold-rise")


def test_search_opens_again_while_the_box_just_closed_has_the_focus(
    open_page: Open, on_disk: Place
) -> None:
    page = open_page()
    page.goto(f"{on_disk.root}themes/taskforce.html")
    open_dialog(page)
    page.evaluate("""() => {
      const input = document.querySelector('.search-dialog input');
      const press = { key: '/', bubbles: true, cancelable: true };
      input.closest('dialog').close();
      input.dispatchEvent(new KeyboardEvent('keydown', press));
    }""")
    page.wait_for_selector(".search-dialog[open] input:focus")


def test_nothing_in_the_dialog_lies_on_anything_else(open_page: Open, on_disk: Place) -> None:
    for width in (320, 390, 430, 600):
        page = open_page(width=width)
        page.goto(f"{on_disk.root}index.html")
        open_dialog(page)
        words, close = (
            page.locator(f".search-dialog {what}").evaluate(
                "e => { const r = document.createRange(); r.selectNodeContents(e);"
                " return r.getBoundingClientRect().toJSON(); }"
            )
            for what in (".search__label", ".search-dialog__close")
        )
        assert words["right"] <= close["left"], width


def test_the_page_keeps_what_was_asked_in_its_address(open_page: Open, on_web: Place) -> None:
    page = opened(open_page(), on_web.root, "?q=motives")
    assert page.evaluate(CLEAR)["terms"][0].lower() == "motives"
    page.locator(".search input").fill("girls")
    page.wait_for_url("**/search.html?q=girls")
    page.reload()
    page.wait_for_selector(".found")
    assert page.locator(".search input").input_value() == "girls"


@pytest.mark.parametrize(
    "question", ["suicidal", "my child is being blackmailed", "where do I report abuse"]
)
def test_help_stands_above_what_is_found(question: str, open_page: Open, on_disk: Place) -> None:
    page = opened(open_page(), on_disk.root, f"?{urlencode({'q': question})}")
    help_, found = page.locator("#search-help"), page.locator(".found").first
    assert "Samaritans" in help_.inner_text()
    assert help_.bounding_box()["y"] < found.bounding_box()["y"]
    page.locator(".search input").fill("taskforce")
    assert page.locator("#search-help").count() == 0


def test_what_is_not_there_is_said_to_be_missing_here_only(open_page: Open, on_disk: Place) -> None:
    page = opened(open_page(), on_disk.root, "?q=zebra")
    assert page.evaluate(CLEAR)["status"].startswith("Nothing here has these words.")
    page.locator(".search input").fill("zebra taskforce")
    assert page.evaluate(CLEAR)["status"].endswith("none has all of these words")


def test_more_is_shown_when_asked_for(open_page: Open, on_disk: Place) -> None:
    page = opened(open_page(), on_disk.root, "?q=networks")
    before = page.locator(".found").count()
    page.get_by_role("button", name="Show more").click()
    assert page.locator(".found").count() > before
    assert (
        page.evaluate(
            "[...document.querySelectorAll('.found')].indexOf(document.activeElement.closest('li'))"
        )
        == before
    )


def test_what_is_typed_is_never_markup(open_page: Open, on_disk: Place) -> None:
    page = opened(open_page(), on_disk.root)
    page.locator(".search input").fill("<img src=x onerror=alert(1)> networks")
    page.wait_for_selector(".found")
    assert page.locator("main img").count() == 0


HOSTILE = (
    "500-1,000 webpages, 1-2.5 or ‘self-harm’; the Harbour’s_ 291,273 (6%)",
    "co\u00adoperate six\u2011fold e\u0301te\u0301",
    "\u0130stanbul Stra\u00dfe \ufb01ne \u00bd x\u00b2",
    "- -- a- -b a--b ''s 's .5 5. 1,,2 1.2.3,4 don't 'tis O\u2019Hara\u2019s",
)


def test_a_question_is_taken_apart_as_the_index_is(open_page: Open, on_disk: Place) -> None:
    page = opened(open_page(), on_disk.root)
    for text in HOSTILE:
        asked = page.evaluate("text => siteFinder.words(text)", text)
        assert asked
        assert set(asked) <= set(words(text))


def found_in(page: Page, texts: list[str], question: str) -> list[str]:
    entries = [Entry(kind="a", href=f"{number}", text=text) for number, text in enumerate(texts)]
    index = json.loads(script(entries, {"a": "A"}).decode()[len("var searchIndex=") : -2])
    ask = (
        "([index, question]) => new siteFinder.Finder(index).find(question).entries.map(e => e[2])"
    )
    found: list[str] = page.evaluate(ask, [index, question])
    return found


def test_a_number_is_no_form_of_another(open_page: Open, on_disk: Place) -> None:
    page = opened(open_page(), on_disk.root)
    texts = ["10 boats", "100 boats", "1,000 boats", "in 2022", "202 boats", "the 1980s"]
    assert found_in(page, texts, "100") == ["100 boats"]
    assert found_in(page, texts, "1000") == ["1,000 boats"]
    assert found_in(page, texts, "2022") == ["in 2022"]
    assert found_in(page, texts, "1980") == ["the 1980s"]


def test_an_index_of_nothing_and_a_question_without_end_are_answered(
    open_page: Open, on_disk: Place
) -> None:
    page = opened(open_page(), on_disk.root)
    assert found_in(page, [], "ferry") == []
    long = "ferry " + " ".join(f"word{number}" for number in range(5_000))
    assert found_in(page, ["A ferry sank"], long) == ["A ferry sank"]
    page.locator(".search input").fill("((((( \\ [a-z]+ __proto__ constructor")
    assert page.locator(".search__status").inner_text()


def test_search_is_opened_once_however_often_it_is_asked_for(
    open_page: Open, on_disk: Place
) -> None:
    page = open_page()
    address = f"{on_disk.root}themes/taskforce.html"
    page.goto(address)
    page.evaluate("for (let n = 0; n < 3; n++) document.querySelector('.opens-search').click()")
    page.wait_for_selector(".search-dialog[open] input:focus")
    page.locator(".search-dialog__close").focus()
    open_dialog(page)
    assert page.locator("dialog").count() == 1
    assert page.url == address


def test_words_can_be_selected_past_the_edge_of_the_dialog(open_page: Open, on_disk: Place) -> None:
    page = open_page()
    page.goto(f"{on_disk.root}themes/taskforce.html")
    open_dialog(page)
    page.keyboard.type("police")
    box = page.locator(".search-dialog input").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 40, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(4, box["y"] + 10)
    page.mouse.up()
    assert page.locator(".search-dialog").is_visible()
    page.mouse.click(4, 4)
    assert page.locator(".search-dialog").is_hidden()


def test_what_is_found_on_the_same_page_is_gone_to(open_page: Open, on_disk: Place) -> None:
    page = open_page()
    page.goto(f"{on_disk.root}themes/com-networks.html")
    open_dialog(page)
    page.keyboard.type("sixfold")
    page.wait_for_selector(".found a[href$='com-networks.html#sixfold-rise']")
    page.keyboard.press("Enter")
    page.wait_for_url("**#sixfold-rise")
    assert page.locator(".search-dialog").is_hidden()
    page.wait_for_timeout(200)
    at = page.locator("#sixfold-rise").bounding_box()
    assert at is not None
    assert 0 <= at["y"] < 400
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#sixfold-rise') !== null")


def test_search_that_cannot_be_loaded_says_so(open_page: Open, on_web: Place) -> None:
    page = open_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.route("**/search-index.js", lambda route: route.abort())
    page.goto(f"{on_web.root}themes/taskforce.html")
    page.keyboard.press("/")
    page.wait_for_url("**/search.html")
    page.get_by_text("Search cannot be loaded.").wait_for()
    page.keyboard.press("/")
    assert wrong == []
