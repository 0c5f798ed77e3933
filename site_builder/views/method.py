"""The method page: what is checked, what was overruled, whose claims these are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_builder import labels, urls
from site_builder.views.corrections import corrections_link
from site_builder.views.covered import coverage_row, covered
from site_builder.views.ledgers import (
    AcceptedView,
    FileView,
    MethodPage,
    OverruledView,
)
from site_builder.views.origins import origins_view, shared_view
from site_builder.views.shapes import Link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_builder.model import Settings
    from site_builder.views.shapes import ArticleRow, TallyView
    from site_builder.views.statements import Shelf


_FILES = (
    (
        urls.EVIDENCE,
        "All that the pages say: statements, passages with their places in the articles, speakers, "
        "original sources, differences, what is not stated. JSON.",
    ),
    (
        urls.EVIDENCE_SCHEMA,
        "What each field of it means, and what it may hold. JSON Schema.",
    ),
    (
        urls.ANNOTATIONS,
        "Each statement linked to its passages, by their words and by their place in the article’s "
        "text. W3C Web Annotations.",
    ),
    (
        urls.FIGURES,
        "Each figure with what it counts, where and when, and what it must not be compared with. A "
        "table for spreadsheets; an apostrophe stands before what they would take for a formula.",
    ),
    (urls.CSL, "The articles, for programs that make bibliographies. CSL-JSON."),
    (urls.BIBTEX, "The same for BibTeX. What an article does not state is left out."),
    (
        urls.MANIFEST,
        "The SHA-256 of every file of this site, and of all that it was made from.",
    ),
)
_CLAIMS = (
    "The claims of one page and the quotations they rest on, with a file beside each theme’s page. "
    "It leaves out what names a person who holds no office. JSON-LD in the words of schema.org."
)


def method_page(
    shelf: Shelf, tally: tuple[TallyView, ...], rows: tuple[ArticleRow, ...]
) -> MethodPage:
    """Return the page that says how the briefing was made."""
    index = shelf.index
    briefing = index.proved.briefing
    every, own = covered(index), index.labels
    undone = (labels.not_reviewed(every.left),) if every.left else ()
    return MethodPage(
        tally=tally,
        proved=(*own.points(labels.PROVED), *(() if undone else (own.reviewed(),))),
        fitted=own.points(labels.FITTED),
        not_proved=(*own.points(labels.NOT_PROVED), *undone),
        overruled=tuple(_overruled(shelf)),
        origins=origins_view(index),
        shared=shared_view(shelf),
        coverage=tuple(coverage_row(shelf, seed) for seed in index.seeds),
        covered=every,
        rows=rows,
        names=_names(briefing.settings),
        files=tuple(_files(shelf)),
        corrections=corrections_link(shelf),
        notes=tuple(shelf.note(note) for note in briefing.notes if note.kind != "help"),
    )


def _names(settings: Settings) -> str:
    """Return what becomes of the names of persons who hold no office."""
    if not settings.named:
        return ""
    if settings.names == "withheld":
        return (
            "This edition names nobody who holds no office: statements, passages and sentences of "
            "articles that would are left out."
        )
    return (
        "People who hold no office are named in court outcomes and where articles differ on a "
        "name, and nowhere else."
    )


def _overruled(shelf: Shelf) -> Iterator[OverruledView]:
    """Yield each statement on which a check was overruled, in the order of the site."""
    for _, statement in shelf.index.statements.values():
        if statement.accept:
            yield OverruledView(
                id=urls.overruled_anchor(statement.id),
                statement=shelf.link(statement.id),
                accepted=tuple(
                    AcceptedView(
                        found=shelf.index.labels.found(entry.code),
                        code=str(entry.code),
                        words=str(entry.words),
                        reason=str(entry.reason),
                    )
                    for entry in statement.accept
                ),
            )


def _files(shelf: Shelf) -> Iterator[FileView]:
    """Yield what the site carries for programs, each with what it is."""
    themes = [(urls.theme_data(theme.id), _CLAIMS) for theme in shelf.index.themes[:1]]
    for path, about in (*_FILES[:3], *themes, *_FILES[3:]):
        yield FileView(link=Link(text=path, href=shelf.href(path)), about=about)
