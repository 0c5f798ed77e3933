"""Every page of the site, one at a time, each with what it is made from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING

from site_builder import labels, urls
from site_builder.views.articles import article_page, article_row
from site_builder.views.index import Index
from site_builder.views.method import method_page
from site_builder.views.resting import resting
from site_builder.views.shapes import (
    ArticlesPage,
    DifferencesPage,
    GapsPage,
    HomePage,
    Link,
    MatrixRow,
    MissingPage,
    SectionView,
    TallyView,
    ThemePage,
)
from site_builder.views.site import site_view
from site_builder.views.statements import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from site_builder.draft import Draft
    from site_builder.model import Difference, Theme
    from site_builder.proof import Proved
    from site_builder.seeds import Seed
    from site_builder.views.ledgers import MethodPage
    from site_builder.views.resting import Resting
    from site_builder.views.shapes import SiteView

    Rests = Callable[[], Mapping[str, list[Resting]]]
    Maker = Callable[[Shelf, Rests], object]


# Differences of this rank or a weightier one stand on the home page: the small ones, among them
# the spelling of names, stand on their own page and their theme's.
_ON_HOME = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page to render: its path, its template, its view, and the inputs it is made from.

    `inputs` pairs the name of each file whose words the page shows with the file's SHA-256; a
    page whose inputs (and templates) are unchanged is the same page.
    """

    path: str
    template: str
    site: SiteView
    view: object
    inputs: tuple[tuple[str, str], ...]


def pages(proved: Proved) -> Iterator[Page]:
    """Yield every page of the site; none is kept."""
    for make in book(proved).values():
        yield make()


def book(proved: Proved | Draft) -> dict[str, Callable[[], Page]]:
    """Return what makes each page of the site, by its path, in the order of the site."""
    index = Index(proved=proved)
    every = tuple(sorted(proved.digests.items()))
    rests = cache(partial(resting, index))
    making: dict[str, Callable[[], Page]] = {}

    def standing(path: str, template: str, make: Maker) -> Page:
        shelf = Shelf(index=index, page=path)
        return _page(shelf, template, make(shelf, rests), every)

    def of_theme(path: str, theme: Theme) -> Page:
        shelf = Shelf(index=index, page=path)
        return _page(shelf, "theme", _theme(shelf, theme), _theme_inputs(index, theme))

    def of_article(path: str, seed: Seed) -> Page:
        shelf = Shelf(index=index, page=path)
        content = (item for item in every if item[0].startswith("content/"))
        inputs = (*content, (seed.source.name, seed.source.sha256))
        return _page(shelf, "article", article_page(shelf, seed, rests()[seed.id]), inputs)

    for path, template, make in _MAKERS:
        making[path] = partial(standing, path, template, make)
    for theme in index.themes:
        path = urls.theme(theme.id)
        making[path] = partial(of_theme, path, theme)
    for seed in index.seeds:
        path = urls.article(seed.id)
        making[path] = partial(of_article, path, seed)
    return making


def _page(shelf: Shelf, template: str, view: object, inputs: Iterable[tuple[str, str]]) -> Page:
    site = site_view(shelf)
    return Page(path=shelf.page, template=template, site=site, view=view, inputs=tuple(inputs))


def _theme_inputs(index: Index, theme: Theme) -> Iterator[tuple[str, str]]:
    """Yield what a theme's page is made from: not the statements of themes it does not mention."""
    digests = index.proved.digests
    own = [d for s in theme.statements() for d in index.differences.get(s.id, ())]
    mentioned = {str(name) for name in theme.summary}
    mentioned.update(str(name) for d in own for name in d.statements)
    for statement in theme.statements():
        if statement.figure is not None:
            mentioned.update(str(name) for name in statement.figure.not_with)
    entries = [e for s in theme.statements() for e in (*s.evidence, *s.also)]
    entries += [entry for d in own for account in d.accounts for entry in account.evidence]
    themes = {theme.file, *(index.statements[name][0].file for name in mentioned)}
    cited = {index.passage(entry.quote).seed for entry in entries}
    seeds = {index.seed(name).source.name for name in cited}
    for name, digest in sorted(digests.items()):
        elsewhere = name.startswith(("content/themes/", "seeds/"))
        if not elsewhere or name in themes or name in seeds:
            yield name, digest
    titles = "\n".join(f"{t.id} {t.title}" for t in index.themes)
    yield "titles of themes", hashlib.sha256(titles.encode()).hexdigest()


def _home(shelf: Shelf, _: Rests) -> HomePage:
    index = shelf.index
    briefing = index.proved.briefing
    summary = [index.statements[name][1] for name in briefing.settings.summary]
    statements = [statement for _, statement in index.statements.values()]
    chosen = [index.statements[name][1] for name in briefing.settings.figures]
    figures = chosen or statements
    counts = {theme.id: sum(1 for _ in theme.statements()) for theme in index.themes}
    return HomePage(
        sensitive=index.sensitive(index.themes),
        tally=_tally(shelf),
        summary=tuple(shelf.statement(statement) for statement in summary),
        figures=tuple(shelf.statement(s) for s in figures if s.figure is not None),
        differences=tuple(shelf.difference(d) for d in index.ranked if d.rank <= _ON_HOME),
        gaps=tuple(shelf.gap(gap) for gap in briefing.gaps),
        asks=tuple(shelf.statement(s) for s in statements if s.kind == "advice"),
        themes=tuple(
            (
                Link(text=str(theme.title), href=shelf.href(urls.theme(theme.id))),
                labels.counted(counts[theme.id], "statement"),
            )
            for theme in index.themes
        ),
    )


def _tally(shelf: Shelf) -> tuple[TallyView, ...]:
    index = shelf.index
    briefing = index.proved.briefing
    found = len(index.proved.passages)
    counts = (
        (len(index.seeds), "article read", "articles read", urls.ARTICLES),
        (len(index.statements), "statement", "statements", ""),
        (found, "quotation found", "quotations found", urls.METHOD),
        (len(briefing.differences), *labels.POINTS, urls.DIFFERENCES),
        (
            len(briefing.gaps),
            "question no article answers",
            "questions no article answers",
            urls.GAPS,
        ),
    )
    return tuple(
        TallyView(
            number=number,
            label=one if number == 1 else many,
            href=shelf.href(path) if path else "",
        )
        for number, one, many, path in counts
    )


def _theme(shelf: Shelf, theme: Theme) -> ThemePage:
    index = shelf.index
    briefing = index.proved.briefing
    own = {statement.id for statement in theme.statements()}
    return ThemePage(
        title=str(theme.title),
        sensitive=index.sensitive([theme]),
        summary=tuple(shelf.link(name) for name in theme.summary),
        sections=tuple(
            SectionView(
                id=urls.section_anchor(number),
                heading=str(section.heading),
                statements=tuple(shelf.statement(s) for s in section.statements),
            )
            for number, section in enumerate(theme.sections, start=1)
        ),
        differences=tuple(
            shelf.difference(d) for d in index.ranked if own.intersection(d.statements)
        ),
        gaps=tuple(shelf.gap(gap) for gap in briefing.gaps if theme.id in gap.themes),
        notes=tuple(
            shelf.note(note)
            for note in briefing.notes
            if note.kind != "help" and theme.id in note.themes
        ),
    )


def _differences(shelf: Shelf, _: Rests) -> DifferencesPage:
    index = shelf.index
    seeds = [seed.id for seed in index.seeds]
    articles = (Link(text=name, href=shelf.href(urls.article(name))) for name in seeds)
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


def _gaps(shelf: Shelf, _: Rests) -> GapsPage:
    return GapsPage(gaps=tuple(shelf.gap(gap) for gap in shelf.index.proved.briefing.gaps))


def _articles(shelf: Shelf, rests: Rests) -> ArticlesPage:
    rows = (article_row(shelf, seed, rests()[seed.id]) for seed in shelf.index.seeds)
    return ArticlesPage(rows=tuple(rows))


def _method(shelf: Shelf, rests: Rests) -> MethodPage:
    return method_page(shelf, _tally(shelf), _articles(shelf, rests).rows)


def _missing(shelf: Shelf, _: Rests) -> MissingPage:
    return MissingPage(home=Link(text="Go to the briefing", href=shelf.href(urls.HOME)))


_MAKERS: tuple[tuple[str, str, Maker], ...] = (
    (urls.HOME, "home", _home),
    (urls.DIFFERENCES, "differences", _differences),
    (urls.GAPS, "gaps", _gaps),
    (urls.ARTICLES, "articles", _articles),
    (urls.METHOD, "method", _method),
    (urls.MISSING, "missing", _missing),
)


def page_count(proved: Proved) -> int:
    """Return how many pages `pages` will yield."""
    return len(_MAKERS) + len(proved.briefing.settings.themes) + len(proved.seeds)
