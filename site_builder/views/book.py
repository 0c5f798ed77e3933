"""The whole briefing as one document with pages, for print and for a reader without the site."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from site_builder import urls
from site_builder.views.articles import article_row, facts
from site_builder.views.chapters import BookArticle, BookPage, BookTheme, ChapterView
from site_builder.views.corrections import corrections_page
from site_builder.views.covered import coverage_view
from site_builder.views.home import points, tally
from site_builder.views.index import Index
from site_builder.views.method import method_page
from site_builder.views.pages import Page, differences_page, gaps_page, theme_page
from site_builder.views.reference import dates_page, people_page, words_page
from site_builder.views.resting import resting
from site_builder.views.shapes import Link
from site_builder.views.site import site_view
from site_builder.views.statements import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from site_builder.model import Theme
    from site_builder.proof import Proved
    from site_builder.seeds import Seed
    from site_builder.views.shapes import ArticleRow

_AFTER = (
    (urls.DIFFERENCES, "Articles differ"),
    (urls.GAPS, "Not stated"),
    (urls.PEOPLE, "People and organisations"),
    (urls.DATES, "Dates and periods"),
    (urls.WORDS, "Words"),
    (urls.ARTICLES, "The articles"),
    (urls.METHOD, "How this was made"),
    (urls.CORRECTIONS, "Corrections"),
)
_HALF, _SOURCE = 3_000, 50  # characters: of half a page of footnotes; of where a passage stands
_HELP = Link(text="If you need help", href="#help")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bound(Shelf):
    """A shelf on which every address is an anchor of the one document."""

    def href(self, target: str) -> str:
        return urls.within_book(target)


def book_page(proved: Proved) -> Page:
    """Return the whole briefing; names that are withheld are gone from what was proved."""
    index = Index(proved=proved)
    shelf = _Bound(index=index, page=urls.BOOK)
    settings, rests = proved.briefing.settings, resting(index)
    rows = tuple(article_row(shelf, seed, rests[seed.id]) for seed in index.seeds)
    themes = tuple(_theme(shelf, theme) for theme in index.themes)
    site, counts = site_view(shelf, {}), tally(shelf)
    view = BookPage(
        dated=str(settings.edition.date),
        address=settings.base_url or "",
        numbers={f"#{name}": str(n) for n, name in enumerate(index.statements, start=1)},
        long=frozenset(_long(index)),
        sensitive=index.sensitive(index.themes),
        tally=counts,
        contents=tuple(_contents(shelf, themes, help_lines=bool(site.help))),
        summary=tuple(points(shelf)),
        themes=themes,
        differences=differences_page(shelf),
        gaps=gaps_page(shelf),
        people=people_page(shelf),
        dates=dates_page(shelf),
        words=words_page(shelf),
        articles=tuple(_article(shelf, *pair) for pair in zip(index.seeds, rows, strict=True)),
        method=method_page(shelf, counts, rows),
        corrections=corrections_page(shelf),
        notes=tuple(
            shelf.note(note)
            for note in proved.briefing.notes
            if note.kind != "help" and not note.themes
        ),
    )
    return Page(path=urls.BOOK, template="book", site=site, view=view)


def _long(index: Index) -> Iterator[str]:
    """Yield the statements whose passages have more characters than half a page of footnotes."""
    for name, (_, statement) in index.statements.items():
        entries = (*statement.evidence, *statement.also)
        parts = [part for e in entries for part in index.passage(e.quote).parts]
        if sum(part.end - part.start + _SOURCE for part in parts) > _HALF:
            yield name


def _theme(shelf: Shelf, theme: Theme) -> BookTheme:
    """Return a theme whose sections have anchors that no other theme's have."""
    page, anchor = theme_page(shelf, theme), shelf.href(urls.theme(theme.id)).lstrip("#")
    sections = tuple(replace(s, id=f"{anchor}_{s.id}") for s in page.sections)
    return BookTheme(id=anchor, page=replace(page, sections=sections))


def _contents(
    shelf: Shelf, themes: Sequence[BookTheme], *, help_lines: bool
) -> Iterator[ChapterView]:
    yield ChapterView(link=Link(text="In brief", href=shelf.href(urls.HOME)), parts=())
    for theme in themes:
        parts = (Link(text=s.heading, href=f"#{s.id}") for s in theme.page.sections)
        yield ChapterView(link=Link(text=theme.page.title, href=f"#{theme.id}"), parts=tuple(parts))
    for path, title in _AFTER:
        yield ChapterView(link=Link(text=title, href=shelf.href(path)), parts=())
    if help_lines:
        yield ChapterView(link=_HELP, parts=())


def _article(shelf: Shelf, seed: Seed, row: ArticleRow) -> BookArticle:
    return BookArticle(
        id=shelf.href(urls.article(seed.id)).lstrip("#"),
        row=row,
        facts=tuple(replace(fact, basis_href="") for fact in facts(shelf, seed)),
        file=seed.source.name.rpartition("/")[2],
        size=f"{seed.source.size:,} bytes",
        coverage=coverage_view(shelf.index.tally(seed)),
    )
