"""Search in a browser: what is found first, by keyboard, on a disk and on a server."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
import yaml

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
    page.keyboard.press("/")
    page.wait_for_selector(".search-dialog[open] input:focus")
    page.keyboard.type("sixfold")
    page.wait_for_selector(".found mark")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('.found') !== null")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.matches('input')")
    page.keyboard.press("Escape")
    page.wait_for_selector(".search-dialog", state="hidden")
    page.keyboard.press("/")
    page.wait_for_selector(".search-dialog[open] input:focus")
    page.keyboard.press("Enter")
    page.wait_for_url("**/themes/com-networks.html#sixfold-rise")


def test_the_page_keeps_what_was_asked_in_its_address(open_page: Open, on_web: Place) -> None:
    page = opened(open_page(), on_web.root, "?q=motives")
    assert page.evaluate(CLEAR)["terms"][0].lower() == "motives"
    page.locator(".search input").fill("girls")
    page.wait_for_url("**/search.html?q=girls")
    page.reload()
    page.wait_for_selector(".found")
    assert page.locator(".search input").input_value() == "girls"


def test_help_stands_above_what_is_found(open_page: Open, on_disk: Place) -> None:
    page = opened(open_page(), on_disk.root, "?q=suicidal")
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
