"""What the templates of the pages of method and corrections are given (see also `shapes`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from site_builder.views.revised import ChangeView
    from site_builder.views.shapes import ArticleRow, Link, NoteView, TallyView
    from site_builder.views.shares import CoverageRow


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedView:
    """What a check found, in words, and why a person let it stand; `code` is for curators."""

    found: str
    code: str
    words: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OverruledView:
    """A statement with the checks that were overruled on it; `id` is the anchor of the row."""

    id: str
    statement: Link
    accepted: tuple[AcceptedView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileView:
    """A file of the site for programs, and what it is."""

    link: Link
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginRow:
    """An original source, how many articles repeat it, and how many statements rest on it."""

    name: str
    by: str
    kind: str
    articles: int
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginsView:
    """Every original source, the most repeated first; `unstated` counts statements without one."""

    rows: tuple[OriginRow, ...]
    unstated: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedRow:
    """Two articles, how many sentences they share, and of how many: of one, of the other."""

    one: Link
    one_name: str
    other: Link
    other_name: str
    sentences: int
    compared: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedView:
    """The pairs of articles that share wording, those that share most first.

    `least` is the number of words from which a sentence is compared; `rest` says what no row shows.
    """

    rows: tuple[SharedRow, ...]
    least: str
    rest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodPage:
    """How this was made: what the badge means, what is checked and what is not.

    `proved` is of passages and articles, `fitted` of statements. `covered` sums up the rows of
    `coverage`. `files` are for programs. `names` says who is named, where the briefing lists
    persons without an office.
    """

    tally: tuple[TallyView, ...]
    proved: tuple[tuple[str, str], ...]
    fitted: tuple[tuple[str, str], ...]
    not_proved: tuple[tuple[str, str], ...]
    overruled: tuple[OverruledView, ...]
    origins: OriginsView
    shared: SharedView
    coverage: tuple[CoverageRow, ...]
    covered: CoverageRow
    rows: tuple[ArticleRow, ...]
    names: str
    corrections: Link
    files: tuple[FileView, ...]
    notes: tuple[NoteView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionsPage:
    """Every change, the newest first; `edition` is the anchor of the edition that shows them."""

    edition: str
    changes: tuple[ChangeView, ...]
