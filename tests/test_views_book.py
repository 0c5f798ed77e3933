"""The whole briefing as one document: all of it, and nothing that may not be printed."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import tiny
from bookpdf import bare
from tiny import quote, statement, theme

from site_builder import stock
from site_builder.inputs import read_inputs
from site_builder.pipeline import check
from site_builder.proof import Inputs, prove
from site_builder.render import Renderer
from site_builder.views.book import book_page

if TYPE_CHECKING:
    from site_builder.proof import Proved

PROJECT = Path(__file__).parent.parent
EXCERPTS = PROJECT / "tests" / "sites" / "excerpts"


def html_of(proved: Proved) -> str:
    return Renderer.of(stock.looks("templates")).page(book_page(proved)).decode()


def proved_of(project: Path) -> Proved:
    proved, outcome = check(project)
    assert proved is not None, outcome.findings
    return proved


@pytest.fixture(scope="module")
def shipped() -> tuple[Proved, str]:
    proved = proved_of(PROJECT)
    return proved, html_of(proved)


def words_of(html: str) -> str:
    """Return the words of a page without white space and without its footnotes' marks."""
    return bare(unescape(re.sub(r"<[^>]*>", "", html)))


def test_every_quote_of_the_shipped_briefing_is_in_it(shipped: tuple[Proved, str]) -> None:
    proved, html = shipped
    words = words_of(html)
    for entry in proved.briefing.citing():
        passage = proved.passages[entry.quote]
        text = proved.seeds[passage.seed].text
        assert all(bare(text[part.start : part.end]) in words for part in passage.parts)


def test_every_passage_of_a_statement_is_a_footnote(shipped: tuple[Proved, str]) -> None:
    proved, html = shipped
    wanted = sum(len(s.evidence) + len(s.also) for s in proved.briefing.statements())
    assert html.count('class="note"') == html.count('class="call"') == wanted


def test_every_link_leads_to_one_place(shipped: tuple[Proved, str]) -> None:
    _, html = shipped
    anchors = Counter(re.findall(r'\sid="([^"]+)"', html))
    assert {name for name, often in anchors.items() if often > 1} == set()
    inner = [href for href in re.findall(r'href="([^"]+)"', html) if href[:1] == "#"]
    assert {href[1:] for href in inner} <= set(anchors)
    others = set(re.findall(r'href="([^"#][^"]*)"', html))
    assert all(href.startswith("https://") for href in others)


def test_statements_are_numbered_in_their_order(shipped: tuple[Proved, str]) -> None:
    proved, html = shipped
    numbers = re.findall(r'<span class="n">(\d+)</span>', html)
    assert numbers == [str(n) for n, _ in enumerate(proved.briefing.statements(), start=1)]


def test_the_contents_name_every_chapter_and_section(shipped: tuple[Proved, str]) -> None:
    proved, _ = shipped
    contents = book_page(proved).view.contents
    themes = {str(t.title): [str(s.heading) for s in t.sections] for t in proved.briefing.themes}
    told = {one.link.text: [part.text for part in one.parts] for one in contents}
    assert themes.items() <= told.items()
    assert next(iter(told)) == "In brief"
    assert list(told)[-1] == "If you need help"


def test_withheld_names_are_not_in_it(shipped: tuple[Proved, str]) -> None:
    site = (PROJECT / "content" / "site.yaml").read_bytes()
    inputs, _ = read_inputs(PROJECT)
    content = {
        **inputs.content,
        "content/site.yaml": site.replace(b"names: shown", b"names: withheld"),
    }
    proved, findings = prove(Inputs(content=content, seeds=inputs.seeds))
    assert proved is not None, findings
    words = html_of(proved)
    named = [str(name) for name in proved.briefing.settings.named]
    assert named
    last = [name.split()[-1] for name in named]
    assert [name for name in last if name in words] == []
    assert all(name in shipped[1] for name in last)


@pytest.mark.parametrize("which", ["furniture.txt", "uncited.txt"])
def test_what_may_not_be_printed_is_not(which: str) -> None:
    words = words_of(html_of(proved_of(EXCERPTS / "project")))
    lines = (EXCERPTS / which).read_text(encoding="utf-8").splitlines()
    lines = [line for line in lines if line.strip() and not line.startswith("#")]
    assert lines
    assert [line for line in lines if bare(line) in words] == []


def test_no_article_is_printed_whole(shipped: tuple[Proved, str]) -> None:
    proved, html = shipped
    words = words_of(html)
    for seed in proved.seeds.values():
        whole = [seed.text[slice(*p)] for p in seed.paragraphs if len(seed.text[slice(*p)]) > 300]
        assert sum(bare(paragraph) in words for paragraph in whole) <= len(whole) // 2


def test_a_bare_briefing_is_printed_too() -> None:
    proved = tiny.placed(tiny.inputs({"themes/bridge": theme(statement("closed"))}))
    html = html_of(proved)
    assert "In brief" in html
    assert "On no point." in html
    assert "If you need help" not in html
    assert "Online:" not in html


def test_what_articles_write_stays_text() -> None:
    words = "A <b>bold</b> & “plain” claim was made."
    seeds = {"one": f"{words} Nothing else was said of it.\n"}
    said = statement("claim", quote("one", words))
    html = html_of(tiny.placed(tiny.inputs({"themes/bridge": theme(said)}, seeds)))
    assert "A &lt;b&gt;bold&lt;/b&gt; &amp; “plain” claim was made." in html
    assert "<b>bold" not in html


def test_footnotes_that_a_page_may_not_hold_may_go_on_to_the_next() -> None:
    sentences = [f"The bridge number {n} was {'very ' * 60}old." for n in range(12)]
    seeds = {"one": "\n".join(sentences) + "\n"}
    few = statement("few", *(quote("one", words) for words in sentences[:3]))
    many = statement("many", *(quote("one", words) for words in sentences))
    html = html_of(tiny.placed(tiny.inputs({"themes/bridge": theme(few, many)}, seeds)))
    assert '<div class="statement" id="few">' in html
    assert '<div class="statement long" id="many">' in html
