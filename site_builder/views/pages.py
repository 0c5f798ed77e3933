"""Every page of the site, one at a time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING

from site_builder import urls
from site_builder.views.articles import article_page, article_row
from site_builder.views.corrections import changed_view, corrections_page, withdrawn
from site_builder.views.figures import figures_view
from site_builder.views.home import home_page, tally
from site_builder.views.meeting import meeting_page
from site_builder.views.method import method_page
from site_builder.views.reference import dates_page, people_page, words_page
from site_builder.views.resting import resting
from site_builder.views.search import LARGE, search_index, search_page, search_words
from site_builder.views.shapes import (
    ArticlesPage,
    DifferencesPage,
    GapsPage,
    Link,
    MatrixRow,
    MissingPage,
    SectionView,
)
from site_builder.views.sheets import ThemePage
from site_builder.views.site import site_view
from site_builder.views.statements import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from site_builder.draft import Draft
    from site_builder.model import Difference, Theme
    from site_builder.proof import Proved
    from site_builder.seeds import Seed
    from site_builder.views.index import Index
    from site_builder.views.ledgers import MethodPage
    from site_builder.views.resting import Resting
    from site_builder.views.shapes import SiteView
    from site_builder.views.site import Around

    Rests = Callable[[], Mapping[str, list[Resting]]]
    Maker = Callable[[Shelf, Rests], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page to render: its path, its template and its view; `inputs` tells what it is made of."""

    path: str
    template: str
    site: SiteView
    view: object


def pages(index: Index) -> Iterator[Page]:
    """Yield every page of the site; none is kept."""
    for make in book(index).values():
        yield make()


def data(index: Index) -> dict[str, Callable[[], bytes]]:
    """Return what makes each file that is no page and is made of the briefing, by its path."""
    made = {urls.SEARCH_WORDS: search_words} if index.pagefind else {}
    return {urls.INDEX: partial(search_index, index, passages=not is_large(index.proved)), **made}


def paths(index: Index) -> Iterator[str]:
    """Yield the path of every page, in the order of the site."""
    yield from (path for path, _, _ in _MAKERS)
    yield from (urls.theme(theme.id) for theme in index.themes)
    yield from (urls.article(seed.id) for seed in index.seeds)


def book(index: Index) -> dict[str, Callable[[], Page]]:
    """Return what makes each page of the site, by its path, in the order of the site."""
    common: Around = {}
    rests = cache(partial(resting, index))
    making: dict[str, Callable[[], Page]] = {}

    def page_of(shelf: Shelf, template: str, view: object) -> Page:
        return Page(path=shelf.page, template=template, site=site_view(shelf, common), view=view)

    def standing(path: str, template: str, make: Maker) -> Page:
        shelf = Shelf(index=index, page=path)
        return page_of(shelf, template, make(shelf, rests))

    def of_theme(path: str, theme: Theme) -> Page:
        shelf = Shelf(index=index, page=path)
        return page_of(shelf, "theme", theme_page(shelf, theme))

    def of_article(path: str, seed: Seed) -> Page:
        shelf = Shelf(index=index, page=path)
        return page_of(shelf, "article", article_page(shelf, seed, rests()[seed.id]))

    for path, template, make in _MAKERS:
        making[path] = partial(standing, path, template, make)
    for theme in index.themes:
        path = urls.theme(theme.id)
        making[path] = partial(of_theme, path, theme)
    for seed in index.seeds:
        path = urls.article(seed.id)
        making[path] = partial(of_article, path, seed)
    return making


def theme_page(shelf: Shelf, theme: Theme) -> ThemePage:
    """Return a theme with its figures, its differences and what is not stated."""
    index = shelf.index
    briefing = index.proved.briefing
    own = {statement.id for statement in theme.statements()}
    return ThemePage(
        title=str(theme.title),
        sensitive=index.sensitive([theme]),
        changed=changed_view(shelf, theme),
        summary=tuple(shelf.link(name) for name in theme.summary),
        sections=tuple(
            SectionView(
                id=urls.section_anchor(number),
                heading=str(section.heading),
                statements=tuple(shelf.statement(s) for s in section.statements),
            )
            for number, section in enumerate(theme.sections, start=1)
        ),
        figures=figures_view(shelf, theme.figures),
        differences=tuple(
            shelf.difference(d) for d in index.ranked if own.intersection(d.statements)
        ),
        gaps=tuple(shelf.gap(gap) for gap in briefing.gaps if theme.id in gap.themes),
        withdrawn=withdrawn(shelf, theme),
        notes=tuple(
            shelf.note(note)
            for note in briefing.notes
            if note.kind != "help" and theme.id in note.themes
        ),
    )


def differences_page(shelf: Shelf) -> DifferencesPage:
    """Return every difference, most important first."""
    index = shelf.index
    seeds = [seed.id for seed in index.seeds]
    articles = (
        Link(
            text=seed.id,
            href=shelf.href(urls.article(seed.id)),
            source=index.called(seed.id),
        )
        for seed in index.seeds
    )
    return DifferencesPage(
        sensitive=index.sensitive(index.themes),
        articles=tuple(articles),
        matrix=tuple(_matrix_row(shelf, d, seeds) for d in index.ranked),
        differences=tuple(shelf.difference(d) for d in index.ranked),
    )


def _matrix_row(shelf: Shelf, difference: Difference, seeds: Iterable[str]) -> MatrixRow:
    letters: dict[str, list[str]] = {seed: [] for seed in seeds}
    for view, account in zip(
        shelf.difference(difference).accounts, difference.accounts, strict=True
    ):
        for seed in {shelf.index.passage(entry.quote).seed for entry in account.evidence}:
            letters[seed].append(view.letter)
    question = Link(text=str(difference.question), href=f"#{difference.id}")
    return MatrixRow(question=question, cells=tuple(" ".join(letters[s]) for s in seeds))


def gaps_page(shelf: Shelf) -> GapsPage:
    """Return every question that no article answers."""
    return GapsPage(gaps=tuple(shelf.gap(gap) for gap in shelf.index.proved.briefing.gaps))


def _articles(shelf: Shelf, rests: Rests) -> ArticlesPage:
    rows = (article_row(shelf, seed, rests()[seed.id]) for seed in shelf.index.seeds)
    return ArticlesPage(rows=tuple(rows))


def _method(shelf: Shelf, rests: Rests) -> MethodPage:
    return method_page(shelf, tally(shelf), _articles(shelf, rests).rows)


def _missing(shelf: Shelf) -> MissingPage:
    return MissingPage(home=Link(text="Go to the briefing", href=shelf.href(urls.HOME)))


def _alone(make: Callable[[Shelf], object]) -> Maker:
    """Return what makes a page that shows nothing of what rests on each article."""
    return lambda shelf, _: make(shelf)


_MAKERS: tuple[tuple[str, str, Maker], ...] = (
    (urls.HOME, "home", _alone(home_page)),
    (urls.DIFFERENCES, "differences", _alone(differences_page)),
    (urls.GAPS, "gaps", _alone(gaps_page)),
    (urls.PEOPLE, "people", _alone(people_page)),
    (urls.DATES, "dates", _alone(dates_page)),
    (urls.WORDS, "words", _alone(words_page)),
    (urls.MEETING, "meeting", _alone(meeting_page)),
    (urls.ARTICLES, "articles", _articles),
    (urls.METHOD, "method", _method),
    (urls.CORRECTIONS, "corrections", _alone(corrections_page)),
    (urls.SEARCH, "search", _alone(search_page)),
    (urls.MISSING, "missing", _alone(_missing)),
)


def is_large(proved: Proved | Draft) -> bool:
    """Tell whether a site has too many pages for one index that is loaded as a whole."""
    return page_count(proved) > LARGE


def page_count(proved: Proved | Draft) -> int:
    """Return how many pages `pages` will yield."""
    return len(_MAKERS) + len(proved.briefing.settings.themes) + len(proved.seeds)
