"""What the template of the printed briefing is given: the pages of `sheets` as its chapters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from site_builder.views.ledgers import CorrectionsPage, MethodPage
    from site_builder.views.shapes import (
        ArticleRow,
        DifferencesPage,
        FactView,
        GapsPage,
        Link,
        NoteView,
        TallyView,
    )
    from site_builder.views.shares import CoverageView
    from site_builder.views.sheets import DatesPage, PeoplePage, PointView, ThemePage, WordsPage


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterView:
    """A line of the book's contents with what stands in that chapter."""

    link: Link
    parts: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BookTheme:
    """A theme as a chapter; `id` is its anchor."""

    id: str
    page: ThemePage


@dataclass(frozen=True, slots=True, kw_only=True)
class BookArticle:
    """An article in the book's list: what it states of itself and what was done with it.

    None of its text is in it but the words that its facts were inferred from.
    """

    id: str
    row: ArticleRow
    facts: tuple[FactView, ...]
    file: str
    size: str
    coverage: CoverageView


@dataclass(frozen=True, slots=True, kw_only=True)
class BookPage:
    """The whole briefing as one document; every `href` is an anchor within it (`#closed`).

    `dated` is the edition's date as `2024-06-01`; `address` is where the site stands, if known.
    `numbers` are the statements', by their links; `notes` those that belong to no theme;
    `long` the statements whose footnotes may not fit on one page.
    """

    dated: str
    address: str
    numbers: Mapping[str, str]
    long: frozenset[str]
    sensitive: str
    tally: tuple[TallyView, ...]
    contents: tuple[ChapterView, ...]
    summary: tuple[PointView, ...]
    themes: tuple[BookTheme, ...]
    differences: DifferencesPage
    gaps: GapsPage
    people: PeoplePage
    dates: DatesPage
    words: WordsPage
    articles: tuple[BookArticle, ...]
    method: MethodPage
    corrections: CorrectionsPage
    notes: tuple[NoteView, ...]
