"""What each template is given: finished words and links, nothing left to work out.

All text is plain (the template escapes it) but fields of type Markup, which are safe HTML. Every
`href` is relative to the page that shows it and explicit (`../articles/001.html#p3`), so that the
site works from a disk and under any base path. An empty string means "nothing to show".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from site_builder.views.heads import Addresses

if TYPE_CHECKING:
    from markupsafe import Markup

    from site_builder.views.heads import HeadView, HelpLine
    from site_builder.views.revised import ChangeView, FeedView
    from site_builder.views.shares import CoverageView

    MarkKind = Literal["part", "rest", "open", "ghost", "axis", "tick", "edge", "rule"]
    Role = Literal["title", "of", "value", "strong", "label", "differ", "source"]
    Side = Literal["start", "end"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Words that lead somewhere; `current` marks the page that shows it.

    `words` are those that stand there, with their `source`, where a reader may want a look at them.
    Over a column of the table of differences `source` is what the article is called.
    """

    text: str
    href: str
    current: bool = False
    words: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteView:
    """What every page shows around its own content; `root` is "" or "../" and so on.

    `search_apart` tells that search opens on the page for it alone. `alternate` is the page as
    data, its text a media type; `data` are files for programs; `linked` is JSON-LD, or "".
    There are `feeds` where it is known at which address the site stands. `static` is known when
    the page is filled in. Pages of the same `alike`, if it is not empty, differ in `linked` and
    `head` alone.
    """

    title: str
    description: str
    language: str
    root: str
    base_path: str
    home: str
    themes: tuple[Link, ...]
    pages: tuple[Link, ...]
    search: Link
    search_apart: bool
    feeds: tuple[FeedView, ...]
    corrections: str
    edition: str
    review_by: str
    would_change: str
    dates: str
    caution: str
    contact: str
    help: tuple[HelpLine, ...]
    article_count: str
    alternate: Link
    data: tuple[Link, ...]
    linked: Markup
    head: HeadView
    alike: str = ""
    static: Addresses = field(default_factory=Addresses)


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageView:
    """A quote in the article's own characters; more than one part where words are left out.

    `runs` are the parts cut into (words, whether they are those that the statement rests on): empty
    where there is no statement. `name` is the article's, as `Index.called` gives it.
    """

    parts: tuple[str, ...]
    runs: tuple[tuple[tuple[str, bool], ...], ...] = ()
    cut_before: bool
    cut_after: bool
    href: str
    article: str
    name: str
    paragraph: str
    speaker: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkView:
    """A rectangle of a chart. `x` and `width` are per cent of the width or pixels, as written.

    part: what the figure counts; rest: what is left of its whole; open: where it may end; ghost: an
    amount that no article states; axis and tick: a scale; edge: a cut through a part; rule: a line
    above the source.
    """

    kind: MarkKind
    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsView:
    """A line of words in a chart, at its beginning or, where `side` is "end", at its end."""

    role: Role
    text: str
    x: str
    y: str
    side: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartView:
    """A figure drawn: what it is called and how it is told to those who do not see it, its parts.

    `id` and `described_by` are anchors of `title` and `text`; `rows` are the same as a table.
    """

    id: str
    described_by: str
    title: str
    text: str
    height: str
    marks: tuple[MarkView, ...]
    words: tuple[WordsView, ...]
    caption: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    """What a number counts: labelled facts, and the figures it must not be compared with.

    `chart` is the figure drawn, None where that would say more than its statement.
    """

    value: str
    measure: str
    facts: tuple[tuple[str, str], ...]
    not_with: tuple[Link, ...]
    chart: ChartView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementView:
    """One claim of the briefing with all that a reader needs to weigh it."""

    id: str
    href: str
    text: Markup
    plain: str
    speaker: str
    second_hand: str
    kind: str
    when: str
    reach: str
    shared: str
    origin: str
    origin_name: str
    evidence: tuple[PassageView, ...]
    also: tuple[PassageView, ...]
    differences: tuple[Link, ...]
    overruled: Link | None
    changes: tuple[ChangeView, ...]
    figure: FigureView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    """A heading and the statements under it."""

    id: str
    heading: str
    statements: tuple[StatementView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountView:
    """What one side of a difference says; `letter` is a, b, c within the difference."""

    letter: str
    says: str
    speaker: str
    evidence: tuple[PassageView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceView:
    """A point on which articles disagree, each version in its own words."""

    id: str
    href: str
    question: str
    on: str
    accounts: tuple[AccountView, ...]
    note: Markup
    statements: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GapView:
    """A question that no article answers, and the words the build proved absent."""

    id: str
    href: str
    question: str
    scope: str
    absent: tuple[str, ...]
    note: Markup
    themes: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteView:
    """A dated fact from outside the articles."""

    id: str
    name: str
    text: Markup
    source: str
    url: str
    checked: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyView:
    """A count on the home page; `href` leads to what was counted, if there is such a page."""

    number: int
    label: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """Which account of one difference each article gives: letters, or "" where it gives none."""

    question: Link
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferencesPage:
    """Every difference, most important first, under a table of which article says what."""

    sensitive: str
    articles: tuple[Link, ...]
    matrix: tuple[MatrixRow, ...]
    differences: tuple[DifferenceView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GapsPage:
    """Every question that no article answers."""

    gaps: tuple[GapView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactView:
    """A fact about an article with the words it was inferred from, or that it is not stated."""

    label: str
    value: str
    basis: str
    basis_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRow:
    """An article in the list of articles."""

    link: Link
    name: str
    title: str
    published: str
    paragraphs: int
    passages: int
    statements: int
    reviewed: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlesPage:
    """The list of articles."""

    rows: tuple[ArticleRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A step through a paragraph's text, in order; opens and closes are properly nested.

    words: `text`, marked as evidence if `marked`, set aside if `aside`; of a draft, `fresh` if
    nobody has reviewed it.
    open: a cited passage begins (its anchor is `id`) or, with no `id`, goes on after another ended.
    close: a passage or its piece ends; `letter` (with the link `href` to its margin entry) stands
    after its last word in the paragraph where it begins.
    hidden: words that are not shown; `text` says why ("page furniture, not shown").
    """

    kind: Literal["words", "open", "close", "hidden"]
    text: str = ""
    marked: bool = False
    aside: bool = False
    fresh: bool = False
    id: str = ""
    letter: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarginItem:
    """What rests on a paragraph's words: a statement, a difference, a fact; or why it is set aside.

    `id` is the target of the letters in the text; `href` leads back to what rests there.
    """

    kind: Literal["statement", "difference", "fact", "aside"]
    id: str
    letters: str
    text: str
    speaker: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphView:
    """A numbered paragraph, or (kind "hidden") a run of paragraphs that is counted, not shown."""

    kind: Literal["text", "hidden"]
    id: str
    number: str
    note: str
    tokens: tuple[Token, ...]
    margin: tuple[MarginItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage:
    """An article by numbered paragraph, cited passages marked, with where the text comes from."""

    id: str
    heading: str
    sensitive: str
    name: str
    facts: tuple[FactView, ...]
    file: str
    size: str
    sha256: str
    shown: str
    coverage: CoverageView
    tally: tuple[tuple[str, int], ...]
    paragraphs: tuple[ParagraphView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingPage:
    """The page a server shows where there is none."""

    home: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPage:
    """What the live server shows while there is no site: findings as (place, text, severity).

    `style` is the site's style sheet itself: before the first good build there is no file of it.
    """

    findings: tuple[tuple[str, str, str], ...]
    style: Markup
