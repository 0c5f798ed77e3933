"""What the templates of whole pages are given: home, themes, people, dates, words, meeting note.

See also `shapes`, of whose parts they are made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from site_builder.views.revised import ChangeView
    from site_builder.views.shapes import (
        DifferenceView,
        GapView,
        Link,
        NoteView,
        PassageView,
        SectionView,
        StatementView,
        TallyView,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView:
    """Statements of one theme, and how many more of it are not listed."""

    theme: Link
    statements: tuple[Link, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerView:
    """Who speaks: under which names, in what office, shown by which passages, and what is said.

    `says` are statements made by the speaker, `passes_on` those of others; `counts` puts both in
    words.
    """

    id: str
    name: str
    role: str
    also: str
    counts: str
    evidence: tuple[PassageView, ...]
    says: tuple[ListView, ...]
    passes_on: tuple[ListView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePage:
    """Everybody who speaks in the briefing: people, then organisations."""

    people: tuple[SpeakerView, ...]
    organisations: tuple[SpeakerView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRow:
    """A date or period, or words of time, with the statements it is given in.

    `article` is that in which the words stand, `undated` whether it states no date of its own.
    """

    when: str
    statements: tuple[Link, ...]
    article: Link | None = None
    name: str = ""
    undated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedRow:
    """An article and when it says that it was published, or ""."""

    article: Link
    name: str
    published: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DatesPage:
    """Dates and periods in their order, words of time by article, and the articles' own dates."""

    dated: tuple[DateRow, ...]
    words: tuple[DateRow, ...]
    articles: tuple[PublishedRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermView:
    """A glossary entry with the passages that define it."""

    id: str
    name: str
    also: str
    text: str
    evidence: tuple[PassageView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsPage:
    """The glossary: `terms` have a meaning or a passage, `names` are other forms of one name."""

    terms: tuple[TermView, ...]
    names: tuple[TermView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """A figure and what it counts; what no article gives is ""."""

    value: Link
    measure: str
    population: str
    place: str
    period: str
    counted_by: str
    base: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApartRow:
    """A figure and those it must not be compared with, each with what they differ in."""

    figure: Link
    others: tuple[tuple[Link, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresView:
    """Figures set out in a table, and which of them must not be compared; each pair once."""

    rows: tuple[FigureRow, ...]
    apart: tuple[ApartRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """An article as a list of sources gives it; what it does not state is ""."""

    link: Link
    name: str
    title: str
    published: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPage:
    """The briefing on two sides of paper; `more` says what of each kind is left to the site."""

    sensitive: str
    points: tuple[StatementView, ...]
    figures: tuple[StatementView, ...]
    apart: tuple[ApartRow, ...]
    differences: tuple[DifferenceView, ...]
    gaps: tuple[GapView, ...]
    asks: tuple[StatementView, ...]
    sources: tuple[SourceRow, ...]
    more: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """Where the site is searched; `pages` are where to look without a script.

    `pagefind` is the address of Pagefind's folder on a site that has one, else "".
    """

    pages: tuple[Link, ...]
    pagefind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedView:
    """What was changed on a page: how much and when last, in words; links to each statement."""

    words: str
    statements: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemePage:
    """A theme: sections of statements, its figures, its differences and what is not stated.

    `changed` sums up what was changed on it; at the ids of `withdrawn` there were statements.
    """

    title: str
    sensitive: str
    changed: ChangedView | None
    summary: tuple[Link, ...]
    sections: tuple[SectionView, ...]
    figures: FiguresView
    differences: tuple[DifferenceView, ...]
    gaps: tuple[GapView, ...]
    withdrawn: tuple[ChangeView, ...]
    notes: tuple[NoteView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PointView:
    """One point of what the home page says in brief: a statement, a difference or a question."""

    statement: StatementView | None = None
    difference: DifferenceView | None = None
    gap: GapView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    """The briefing in one screen, then figures, differences, gaps and what people are asked."""

    sensitive: str
    tally: tuple[TallyView, ...]
    summary: tuple[PointView, ...]
    figures: tuple[StatementView, ...]
    differences: tuple[DifferenceView, ...]
    gaps: tuple[GapView, ...]
    asks: tuple[StatementView, ...]
    themes: tuple[tuple[Link, str], ...]
