"""The spirit of the shipped briefing, as far as it can be counted: short, plain, with help near."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from site_builder.inputs import read_inputs
from site_builder.markdown import plain
from site_builder.proof import Proved, prove
from site_builder.quotes import Span
from site_builder.seeds import sentence_spans
from site_builder.views.home import home_page
from site_builder.views.index import Index
from site_builder.views.statements import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
IN_BRIEF = 200  # words
SENTENCE = 25  # words, of which a sentence has fewer
SENSATIONAL = re.compile(r"\b(?:sadis|twist|harrow|horrif)\w*", re.IGNORECASE)


@pytest.fixture(scope="module")
def proved() -> Proved:
    made, findings = prove(read_inputs(ROOT)[0])
    assert made is not None, findings
    return made


def sentences(text: str) -> Iterator[str]:
    words = plain(text)
    for line in filter(None, words.split("\n")):
        yield from (line[start:end] for start, end in sentence_spans(line, Span(0, len(line))))


def too_long(named: Iterator[tuple[str, str | None]]) -> list[str]:
    return [
        f"{name}: {sentence}"
        for name, text in named
        for sentence in sentences(text or "")
        if len(sentence.split()) >= SENTENCE
    ]


def own_words(text: str) -> str:
    """Return a text without what stands in quotation marks, which are an article's words."""
    return re.sub("“[^”]*”", "“”", text)


def test_in_brief_is_read_in_a_minute(proved: Proved) -> None:
    """The versions of a difference are not counted: they stand as a list below its question."""
    page = home_page(Shelf(index=Index(proved=proved), page="index.html"))
    said = []
    for point in page.summary:
        if point.statement:
            said.append(point.statement.plain)
        elif point.difference:
            said.append(point.difference.question)
        elif point.gap:
            said.append(point.gap.question)
    assert len(said) == len(page.summary) > 0
    assert len(" ".join(said).split()) <= IN_BRIEF


def test_statements_are_short(proved: Proved) -> None:
    statements = proved.briefing.statements()
    assert too_long((str(one.id), one.text) for one in statements) == []


def test_differences_and_questions_are_short(proved: Proved) -> None:
    differences, gaps = proved.briefing.differences, proved.briefing.gaps
    assert too_long((str(one.id), one.question) for one in (*differences, *gaps)) == []
    assert too_long((str(one.id), one.note) for one in (*differences, *gaps)) == []


def loud(proved: Proved) -> Iterator[tuple[str, str]]:
    """Yield whatever stands out on a page or is an address, with what it is."""
    briefing = proved.briefing
    yield "title", briefing.settings.title
    yield "description", briefing.settings.description
    for theme in briefing.themes:
        yield from (("theme", theme.id), ("title", theme.title))
        yield from (("heading", section.heading) for section in theme.sections)
    for difference in briefing.differences:
        yield from (("id", difference.id), ("question", difference.question))
    for gap in briefing.gaps:
        yield from (("id", gap.id), ("question", gap.question))
    for entries in (briefing.statements(), briefing.speakers, briefing.origins, briefing.terms):
        yield from (("id", one.id) for one in entries)
    for record in briefing.records:
        yield "short", record.short


def test_what_stands_out_is_plain(proved: Proved) -> None:
    texts = list(loud(proved))
    assert len(texts) > 200
    assert [one for one in texts if SENSATIONAL.search(one[1])] == []


def test_a_statement_uses_such_words_only_as_an_articles_own(proved: Proved) -> None:
    statements = proved.briefing.statements()
    assert [str(one.id) for one in statements if SENSATIONAL.search(own_words(one.text))] == []


def test_nobody_without_office_is_named_on_top(proved: Proved) -> None:
    index = Index(proved=proved)
    assert index.persons.names
    assert not any(index.persons.within(text.replace("-", " ").title()) for _, text in loud(proved))


def test_whom_to_call_stands_on_every_page_as_text(proved: Proved, built_site: Path) -> None:
    lines = [note for note in proved.briefing.notes if note.kind == "help"]
    phones = [str(note.phone) for note in lines if note.phone]
    assert len(phones) > 3
    for path in sorted(built_site.rglob("*.html")):
        page = re.sub(
            r"<(script|style)\b.*?</\1>", "", path.read_text(encoding="utf-8"), flags=re.DOTALL
        )
        text = " ".join(html.unescape(re.sub("<[^>]*>", " ", page)).split())
        where = path.relative_to(built_site).as_posix()
        assert [phone for phone in phones if phone not in text] == [], where
        assert [str(note.name) for note in lines if note.name not in text] == [], where
