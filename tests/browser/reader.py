"""What a reader sees on a page, asked of the browser: the passages shown, and the words lit up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

if TYPE_CHECKING:
    from playwright.sync_api import Page

_PASSAGES = """() => [...document.querySelectorAll('.passage')].map(passage => {
  const words = passage.querySelector('blockquote').cloneNode(true);
  words.querySelectorAll('.cut').forEach(cut => cut.replaceWith('\\0'));
  const owner = passage.closest('.statement[id], .difference[id]');
  return {
    href: passage.querySelector('a.ref').href,
    parts: words.textContent.split('\\0').filter(part => part.trim()),
    owner: owner ? location.href.split('#')[0] + '#' + owner.id : '',
    folded: passage.closest('details') !== null,
  };
})"""

# A passage may be lit in several elements, so its words are gathered by what a reader goes by: the
# colour of the first marked word of the target.
_LIT = """() => {
  const target = document.querySelector(':target');
  const first = target && target.querySelector('mark');
  if (!first) return null;
  const colour = mark => getComputedStyle(mark).backgroundColor;
  const marks = [...document.querySelectorAll('main mark')];
  const lit = marks.filter(mark => colour(mark) === colour(first));
  const box = first.getClientRects()[0];
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  const letter = target.querySelector(':scope > sup > .letter');
  const items = [...target.closest('.para').querySelectorAll('.margin__item')];
  return {
    words: lit.map(mark => mark.textContent).join(' '),
    colour: colour(first),
    others: marks.filter(mark => !lit.includes(mark)).map(colour),
    in_view: box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth,
    on_top: first.contains(top),
    letter: letter ? letter.textContent : '',
    margin: items.map(item => ({
      id: item.id,
      letters: (item.querySelector('b') || {textContent: ''}).textContent.split(' '),
      href: (item.querySelector('a') || {href: ''}).href,
    })),
  };
}"""

_TARGET = """() => {
  const target = document.querySelector(':target');
  if (!target) return null;
  const box = target.getBoundingClientRect();
  return {id: target.id, in_view: box.top >= 0 && box.top < innerHeight && box.bottom > 0};
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A passage as a page shows it; `owner` is the statement or difference that rests on it.

    Both addresses are relative to the site's folder.
    """

    href: str
    parts: tuple[str, ...]
    owner: str
    folded: bool


def bare(words: str) -> str:
    """Return words without white space or ligatures: a browser sets them as it likes."""
    return "".join(normalize("NFKC", words).split())


def passages(page: Page, root: str) -> list[Passage]:
    """Return the passages that the open page shows, in order; `root` is where the site stands."""
    return [
        Passage(
            href=found["href"].removeprefix(root),
            parts=tuple(found["parts"]),
            owner=found["owner"].removeprefix(root),
            folded=found["folded"],
        )
        for found in page.evaluate(_PASSAGES)
    ]


def lit(page: Page) -> dict[str, Any]:
    """Return what is lit up on the open page of an article; fail where nothing is."""
    found = page.evaluate(_LIT)
    assert found is not None, f"no marked words are pointed at by {page.url}"
    return dict(found)


def target(page: Page) -> dict[str, Any]:
    """Return the id of what the address points at and whether its beginning is in view."""
    found = page.evaluate(_TARGET)
    assert found is not None, f"nothing is pointed at by {page.url}"
    return dict(found)


def assert_lit(page: Page) -> dict[str, Any]:
    """Assert that the words pointed at stand out from all others and begin in view."""
    found = lit(page)
    assert found["colour"] not in ("rgba(0, 0, 0, 0)", *found["others"]), page.url
    assert found["in_view"], f"the first of the words is out of view: {page.url}"
    assert found["on_top"], f"something covers the first of the words: {page.url}"
    return found


def assert_words_are_lit(page: Page, passage: Passage) -> dict[str, Any]:
    """Assert that a passage's own words, and no others, stand out and are in view."""
    found = assert_lit(page)
    assert_words_are(passage, found)
    return found


def assert_words_are(passage: Passage, found: dict[str, Any]) -> None:
    """Assert that what was found lit up are a passage's own words, and no others."""
    assert bare(found["words"]) == bare("".join(passage.parts)), passage.href


def margin_item(found: dict[str, Any], owner: str) -> dict[str, Any]:
    """Return the margin's item of a lit passage that leads back to `owner`, a whole address.

    A passage that goes on in another element has its letter there; then any letter will do.
    """
    own = [item for item in found["margin"] if item["href"] == owner]
    if found["letter"]:
        own = [item for item in own if found["letter"] in item["letters"]]
        assert len(own) == 1, (owner, found["letter"], found["margin"])
    assert own, (owner, found["margin"])
    return dict(own[0])
