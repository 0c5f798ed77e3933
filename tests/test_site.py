"""The real site as a reader gets it: links, marks, names, furniture, well-formed pages."""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest

from site_builder import urls
from site_builder.pipeline import check
from site_builder.views.index import Index
from site_builder.views.resting import resting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_builder.model import Evidence, Passage, Statement
    from site_builder.proof import Proved

ROOT = Path(__file__).parent.parent
VOID = frozenset({"base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
CONVICTED = ("Ehiemere", "Finnigan", "Finnegan")


@dataclass
class Element:
    """An element of a page: its attributes, and what stands in it, in order."""

    tag: str
    attrs: dict[str, str] = field(default_factory=dict)
    inside: list[Element | str] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        yield self
        for child in self.inside:
            if isinstance(child, Element):
                yield from child.walk()

    def text(self) -> str:
        return "".join(c if isinstance(c, str) else c.text() for c in self.inside)

    def all(self, tag: str) -> list[Element]:
        return [element for element in self.walk() if element.tag == tag]

    @cached_property
    def _ids(self) -> dict[str, Element]:
        return {element.attrs["id"]: element for element in self.walk() if "id" in element.attrs}

    def find(self, anchor: str) -> Element:
        return self._ids[anchor]

    def has(self, name: str) -> bool:
        return name in self.attrs.get("class", "").split()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.stack = [Element("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(attrs) == len({name for name, _ in attrs}), (tag, attrs)
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.stack[-1].inside.append(element)
        if tag not in VOID:
            self.stack.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop().tag == tag, (tag, self.getpos())

    def handle_data(self, data: str) -> None:
        self.stack[-1].inside.append(data)


def read(text: str) -> Element:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    (root,) = reader.stack  # every element is closed
    return root


def one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def site(built_site: Path) -> dict[str, Element]:
    """Every page of the site, read, by path."""
    return {
        path.relative_to(built_site).as_posix(): read(path.read_text(encoding="utf-8"))
        for path in sorted(built_site.rglob("*.html"))
    }


@pytest.fixture(scope="module")
def proved() -> Proved:
    made, _ = check(ROOT)
    assert made is not None
    return made


def addresses(page: Element) -> Iterator[tuple[Element, str]]:
    for element in page.walk():
        for name in ("href", "src", "cite", "action", "poster"):
            if name in element.attrs:
                yield element, element.attrs[name]


def target(path: str, address: str) -> tuple[str, str]:
    """Return the path and anchor that a page's relative address leads to."""
    there, _, anchor = address.partition("#")
    return (normpath(join(dirname(path), unquote(there))) if there else path), unquote(anchor)


def test_every_page_of_the_briefing_is_there(site: dict[str, Element], proved: Proved) -> None:
    paths = {urls.theme(name) for name in proved.briefing.settings.themes}
    paths |= {urls.article(name) for name in proved.seeds}
    paths |= {urls.HOME, urls.DIFFERENCES, urls.GAPS, urls.ARTICLES, urls.METHOD, urls.MISSING}
    paths |= {urls.PEOPLE, urls.DATES, urls.WORDS, urls.MEETING, urls.SEARCH, urls.CORRECTIONS}
    assert set(site) == paths


def test_every_link_leads_to_a_file_and_an_anchor(
    site: dict[str, Element], built_site: Path
) -> None:
    ids = {path: {e.attrs["id"] for e in p.walk() if "id" in e.attrs} for path, p in site.items()}
    broken = []
    for path, page in site.items():
        for _, address in addresses(page):
            if urlsplit(address).scheme:
                continue
            file, anchor = target(path, address)
            if not (built_site / file).is_file() or (anchor and anchor not in ids.get(file, ())):
                broken.append(f"{path}: {address}")
    assert not broken


def test_addresses_are_relative_or_lead_to_another_site(site: dict[str, Element]) -> None:
    for path, page in site.items():
        for element, address in addresses(page):
            parts = urlsplit(address)
            assert address, path
            if parts.scheme:
                assert parts.scheme in {"https", "mailto"}, (path, address)
                assert element.tag == "a", (path, address)  # nothing is fetched from elsewhere
            else:
                assert not address.startswith("/"), (path, address)
                assert parts.path == "" or parts.path.rsplit("/", 1)[-1], (path, address)


def test_ids_are_unique_on_each_page(site: dict[str, Element]) -> None:
    for path, page in site.items():
        counts = Counter(e.attrs["id"] for e in page.walk() if "id" in e.attrs)
        assert [name for name, count in counts.items() if count > 1] == [], path


def test_each_page_has_its_language_title_description_and_one_heading(
    site: dict[str, Element],
) -> None:
    titles = Counter()
    for path, page in site.items():
        (root,) = page.all("html")
        (title,) = [title for head in page.all("head") for title in head.all("title")]
        (heading,) = page.all("h1")
        named = [
            e.attrs.get("content") for e in page.all("meta") if e.attrs.get("name") == "description"
        ]
        assert root.attrs["lang"] == "en-GB", path
        assert one_line(title.text()), path
        assert one_line(heading.text()), path
        assert len(named) == 1, path
        assert named[0], path
        titles[one_line(title.text())] += 1
    assert max(titles.values()) == 1


def test_headings_skip_no_level(site: dict[str, Element]) -> None:
    for path, page in site.items():
        levels = [int(e.tag[1]) for e in page.walk() if re.fullmatch("h[1-6]", e.tag)]
        (main,) = page.all("main")
        inside = [int(e.tag[1]) for e in main.walk() if re.fullmatch("h[1-6]", e.tag)]
        assert inside[0] == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), (path, levels)


def test_nothing_is_scripted_or_styled_inline(site: dict[str, Element]) -> None:
    for path, page in site.items():
        for element in page.walk():
            assert element.tag not in {"style", "iframe", "object", "form"}, path
            data = element.attrs == {"type": "application/ld+json"}  # which no browser runs
            assert element.tag != "script" or "src" in element.attrs or data, path
            assert not {name for name in element.attrs if name.startswith("on")}, path
            assert "style" not in element.attrs, path


# The promise: a statement leads to its passages, and they lead back


def cited(proved: Proved) -> Iterator[tuple[str, Statement, Evidence, Passage]]:
    for theme in proved.briefing.themes:
        for statement in theme.statements():
            for entry in (*statement.evidence, *statement.also):
                yield urls.theme(theme.id), statement, entry, proved.passages[entry.quote]


def squeezed(text: str) -> str:
    return "".join(text.split())


def marked(page: Element, anchor: str) -> str:
    """Return the marked words in the passage of this anchor, white space aside."""
    cite = page.find(anchor)
    assert cite.has("cite")
    return squeezed("".join(mark.text() for mark in cite.all("mark")))


def shown(proved: Proved) -> dict[str, set[Passage]]:
    """Return the passages that each article's page marks, by seed id."""
    rests = resting(Index(proved=proved))
    return {name: {item.passage for item in items} for name, items in rests.items()}


def wanted(proved: Proved, passage: Passage) -> str:
    """Return the words that the target of a link to this passage marks, white space aside.

    They are the passage's parts. HTML nests and passages may cross: where an earlier passage or
    the paragraph ends inside this one, the target is its words up to there. What it leaves out
    is marked where another passage cites it.
    """
    seed = proved.seeds[passage.seed]
    others = shown(proved)[seed.id]
    crossing = [o.end for o in others if o.start < passage.start < o.end < passage.end]
    limit = min([*crossing, seed.paragraphs[seed.paragraph_at(passage.start) - 1].end, passage.end])
    parts = list(passage.parts)
    if len(parts) > 1:
        parts += [part for other in others for part in other.parts]
    held = (
        char
        for at, char in enumerate(seed.text[passage.start : limit], start=passage.start)
        if any(part.start <= at < part.end for part in parts)
    )
    return squeezed("".join(held))


def test_every_statement_leads_to_the_marked_words_of_each_passage(
    site: dict[str, Element], proved: Proved
) -> None:
    count = 0
    for path, statement, _, passage in cited(proved):
        item = site[path].find(str(statement.id))
        page, anchor = urls.article(passage.seed), urls.passage_anchor(passage)
        links = [target(path, e.attrs["href"]) for e in item.all("a") if "href" in e.attrs]
        assert (page, anchor) in links, (statement.id, anchor)
        assert marked(site[page], anchor) == wanted(proved, passage)
        count += 1
    assert count >= len(list(proved.briefing.statements())) > 50


def test_a_statement_shows_the_words_of_its_passages(
    site: dict[str, Element], proved: Proved
) -> None:
    for path, statement, _, passage in cited(proved):
        shown = one_line(site[path].find(str(statement.id)).text())
        for part in passage.parts:
            assert one_line(proved.seeds[passage.seed].text[part.start : part.end]) in shown


def test_every_account_of_a_difference_leads_to_its_passages(
    site: dict[str, Element], proved: Proved
) -> None:
    page = site[urls.DIFFERENCES]
    assert proved.briefing.differences
    for difference in proved.briefing.differences:
        item = page.find(str(difference.id))
        links = {target(urls.DIFFERENCES, e.attrs["href"]) for e in item.all("a")}
        for account in difference.accounts:
            assert one_line(str(account.says)) in one_line(item.text())
            for entry in account.evidence:
                passage = proved.passages[entry.quote]
                page_path, anchor = urls.article(passage.seed), urls.passage_anchor(passage)
                assert (page_path, anchor) in links
                assert marked(site[page_path], anchor) == wanted(proved, passage)


def test_every_cited_passage_leads_back_to_each_statement_that_rests_on_it(
    site: dict[str, Element], proved: Proved
) -> None:
    for path, statement, _, passage in cited(proved):
        page_path = urls.article(passage.seed)
        page = site[page_path]
        number = proved.seeds[passage.seed].paragraph_at(passage.start)
        paragraph = page.find(urls.paragraph_anchor(number))
        back = [
            e
            for e in paragraph.all("a")
            if target(page_path, e.attrs["href"]) == (path, str(statement.id))
        ]
        assert back, (statement.id, urls.passage_anchor(passage))


def test_every_letter_leads_to_the_margin_of_its_passage(site: dict[str, Element]) -> None:
    letters = 0
    for path, page in site.items():
        for link in (e for e in page.all("a") if e.has("letter")):
            item = page.find(link.attrs["href"].removeprefix("#"))
            (listed,) = item.all("b")
            assert one_line(link.text()) in listed.text().split(), path
            letters += 1
    assert letters > 50


# What must not be there


def distinctive(proved: Proved) -> Iterator[str]:
    """Yield the lines of furniture longer than 15 characters that stand nowhere else in a seed."""
    for seed in proved.seeds.values():
        for span in seed.furniture:
            for line in seed.text[span.start : span.end].splitlines():
                if len(line.strip()) > 15 and one_line(seed.text).count(one_line(line)) == 1:
                    yield one_line(line)


def test_no_furniture_is_in_any_file(built_site: Path, proved: Proved) -> None:
    spans = list(distinctive(proved))
    assert len(spans) > 10
    files = [path for path in built_site.rglob("*") if path.is_file()]
    for path in files:
        raw = path.read_bytes().decode("utf-8", "replace")
        bare = re.sub(r"<[^>]*>", "", raw)
        for text in (one_line(html.unescape(raw)), one_line(html.unescape(bare))):
            shown = [span for span in spans if span in text]
            assert not shown, path.name


def test_no_convicted_person_is_named_in_an_address_a_title_or_on_the_home_page(
    site: dict[str, Element], built_site: Path, proved: Proved
) -> None:
    every = " ".join(seed.text for seed in proved.seeds.values())
    assert all(name in every for name in CONVICTED)  # they are the names as the articles print them
    lower = [name.lower() for name in CONVICTED]
    for path, page in site.items():
        told = [path, *(e.text() for e in page.all("title"))]
        told += [address for _, address in addresses(page)]
        told += [
            e.attrs[name]
            for e in page.walk()
            for name in ("id", "name", "class")
            if name in e.attrs
        ]
        told += [e.attrs["content"] for e in page.all("meta") if "content" in e.attrs]
        assert not [text for text in told for name in lower if name in text.lower()], path
    home = (built_site / urls.HOME).read_text(encoding="utf-8").lower()
    assert not [name for name in lower if name in home]


def test_notes_stay_at_home(built_site: Path) -> None:
    assert not list(built_site.rglob("README*"))
    hidden = [path.name for path in built_site.rglob("*") if path.name.startswith(".")]
    assert hidden == [".nojekyll"]  # which hosts read
