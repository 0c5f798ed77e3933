"""What every page shows around its own content: navigation, edition, help."""

from __future__ import annotations

import re
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from markupsafe import Markup

from site_builder import labels, urls
from site_builder.hosting import content_type
from site_builder.views import linked
from site_builder.views.heads import HeadView, HelpLine
from site_builder.views.indexed import is_indexed
from site_builder.views.revised import FeedView
from site_builder.views.shapes import Link, SiteView
from site_builder.views.statements import Shelf, checked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from site_builder.model import Settings
    from site_builder.views.index import Index

    Around = dict[str, SiteView]

_STANDING = (
    (urls.DIFFERENCES, "Articles differ"),
    (urls.GAPS, "Not stated"),
    (urls.PEOPLE, "People"),
    (urls.DATES, "Dates"),
    (urls.WORDS, "Words"),
    (urls.ARTICLES, "Articles"),
    (urls.MEETING, "Meeting note"),
    (urls.METHOD, "How this was made"),
    (urls.CORRECTIONS, "Corrections"),
)
_HEADINGS = {**dict(_STANDING), urls.SEARCH: "Search"}
_FEEDS = ((urls.ATOM, "Atom feed"), (urls.JSON_FEED, "JSON feed"))
_NAMED = 12  # themes that every page names; of more, the home page has the list


def site_view(shelf: Shelf, around: Around) -> SiteView:
    """Return what the page shows around its own content.

    `around` keeps what all pages of a folder show alike.
    """
    index, page = shelf.index, shelf.page
    folder, _, _ = page.rpartition("/")
    if folder not in around:
        made = _alike(replace(shelf, page=f"{folder}/_" if folder else "_"))
        around[folder] = replace(made, alike=sha256(repr(made).encode()).hexdigest())
    settings, alike = index.proved.briefing.settings, around[folder]
    linked_data = linked.script(index, page, _heading(index, page))
    head = _head(page, settings)
    theme = index.theme_at(page)
    if theme is None and urls.seed_of(page):
        return replace(alike, linked=linked_data, head=head)
    return replace(
        alike,
        themes=_links(shelf, _themes(shelf)),
        pages=_links(shelf, _STANDING),
        search=_links(shelf, [(urls.SEARCH, "Search")])[0],
        alternate=_alternate(shelf),
        data=tuple(_data(shelf)),
        linked=linked_data,
        head=head,
        alike="",
    )


def _links(shelf: Shelf, targets: Iterable[tuple[str, str]]) -> tuple[Link, ...]:
    return tuple(
        Link(text=text, href=shelf.href(path), current=path == shelf.page) for path, text in targets
    )


def _alike(shelf: Shelf) -> SiteView:
    """Return what a page shows that is none of those which the navigation names."""
    index, settings = shelf.index, shelf.index.proved.briefing.settings
    edition = settings.edition
    return SiteView(
        title=str(settings.title),
        description=str(settings.description),
        language=settings.language,
        root=urls.root(shelf.page),
        base_path=_base_path(settings),
        home=shelf.href(urls.HOME),
        themes=_links(shelf, _themes(shelf)),
        pages=_links(shelf, _STANDING),
        search=_links(shelf, [(urls.SEARCH, "Search")])[0],
        search_apart=index.pagefind,
        feeds=tuple(_feeds(shelf)),
        corrections=shelf.href(urls.CORRECTIONS),
        edition=f"Edition {edition.version}, {labels.day(edition.date)}",
        review_by=labels.day(edition.review_by),
        would_change=str(edition.would_change),
        dates=_dates(index),
        caution=str(settings.caution or ""),
        contact=str(settings.contact or ""),
        help=tuple(_help(index)),
        article_count=labels.number(len(index.seeds)),
        alternate=_alternate(shelf),
        data=tuple(_data(shelf)),
        linked=Markup(""),
        head=_head(shelf.page, settings),
    )


def _head(page: str, settings: Settings) -> HeadView:
    """Return what a page says of itself to those who list it or show a link to it."""
    language, _, country = settings.language.partition("-")
    known = re.fullmatch("[A-Za-z]{2}", country)
    return HeadView(
        base_url=settings.base_url,
        address=urls.known_at(page, settings.base_url) if page != urls.MISSING else "",
        kind="website" if page == urls.HOME else "article",
        locale=f"{language.lower()}_{country.upper()}" if known else "",
        listed=is_indexed(page, settings),
    )


def _themes(shelf: Shelf) -> Iterator[tuple[str, str]]:
    """Yield the themes that the page names: all of a few, of many the one that it is."""
    themes = shelf.index.themes
    if len(themes) > _NAMED:
        yield f"{urls.HOME}#{urls.THEMES}", f"All {len(themes):,} themes"
        own = shelf.index.theme_at(shelf.page)
        themes = (own,) if own is not None else ()
    for theme in themes:
        yield urls.theme(theme.id), str(theme.title)


def _alternate(shelf: Shelf) -> Link:
    """Return the page as data: a theme’s claims, else all evidence."""
    theme = shelf.index.theme_at(shelf.page)
    if theme is not None:
        return Link(text="application/ld+json", href=shelf.href(urls.theme_data(theme.id)))
    return Link(text="application/json", href=shelf.href(urls.EVIDENCE))


def _data(shelf: Shelf) -> Iterator[Link]:
    theme = shelf.index.theme_at(shelf.page)
    if theme is not None:
        href = shelf.href(urls.theme_data(theme.id))
        yield Link(text="the claims of this page (JSON-LD)", href=href)
    yield Link(text="all evidence (JSON)", href=shelf.href(urls.EVIDENCE))
    yield Link(text="figures (CSV)", href=shelf.href(urls.FIGURES))
    yield Link(text="what each file is", href=shelf.href(urls.FILES))


def _heading(index: Index, page: str) -> str:
    """Return the heading of a page; "" for the page that stands at every missing address."""
    theme, seed_id = index.theme_at(page), urls.seed_of(page)
    if theme is not None:
        return str(theme.title)
    if seed_id:
        return linked.title(index, index.seed(seed_id))
    return {**_HEADINGS, urls.HOME: str(index.proved.briefing.settings.title)}.get(page, "")


def _feeds(shelf: Shelf) -> Iterator[FeedView]:
    """Yield the feeds that the site has: none where its own address is not known."""
    if shelf.index.proved.briefing.settings.base_url:
        for path, name in _FEEDS:
            media = content_type(path).partition(";")[0]
            yield FeedView(name=name, type=media, href=shelf.href(path))


def _base_path(settings: Settings) -> str:
    """Return the path under which the site will stand, where that is known."""
    return "/" + settings.base_url.split("/", 3)[3] if settings.base_url else ""


def _dates(index: Index) -> str:
    undated = sum(seed.record.published is None for seed in index.seeds)
    if undated == 0:
        return ""
    if undated == len(index.seeds):
        return "The articles are undated." if undated > 1 else "The article is undated."
    verb = "is" if undated == 1 else "are"
    return f"{labels.number(undated).capitalize()} of the articles {verb} undated."


def _help(index: Index) -> Iterator[HelpLine]:
    for note in index.proved.briefing.notes:
        if note.kind == "help":
            yield HelpLine(
                name=str(note.name),
                phone=str(note.phone or ""),
                text=str(note.text),
                url=str(note.url or ""),
                source=str(note.source),
                checked=checked(note),
            )
