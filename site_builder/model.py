"""The nouns of a briefing as the curator wrote them: typed, frozen, nothing proved yet.

What a curator wrote stays `Text`, which knows its place, so that every check can point at it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from site_builder.places import Text
    from site_builder.quotes import Span
    from site_builder.security import Security

ARTICLE = "article"
"""The reserved speaker: the article's own words, no speaker named."""

GIVEN = ("quoted", "paraphrased", "own-words")
KINDS = (
    *("count", "estimate", "judgement", "opinion", "plan", "advice", "event"),
    *("court-outcome", "description"),
)
FIGURES = ("multiple", "share", "range", "change", "count", "age")
_PAGE = ("menu", "advert", "campaign", "contact", "cookies")
FURNITURE = (*_PAGE, "caption", "credit", "links", "promotion")
ORIGINS = ("report", "interview", "statement", "data", "court")
DIFFERS_ON = (
    *("figure", "name", "date", "scope", "wording", "strength", "completeness", "speaker"),
)


class Passage(NamedTuple):
    """A span of a seed, in several parts where words are left out; code points, end exclusive."""

    seed: str
    parts: tuple[Span, ...]

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.parts[0].start

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.parts[-1].end


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """The words a curator copied to point at a passage of a seed."""

    seed: Text
    text: Text
    prefix: Text | None = None
    suffix: Text | None = None
    paragraph: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A quote under a statement; `context` is a quote that shows who is speaking."""

    quote: Quote
    by: tuple[Text, ...] = ()
    via: tuple[Text, ...] = ()
    given: Text | None = None
    context: Quote | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """When a figure holds: from one date to another (either may be open), or in words."""

    words: Text | None = None
    start: Text | None = None
    end: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number of a statement with what it counts; numbers stay as the curator wrote them."""

    kind: Text
    numbers: tuple[tuple[str, Text], ...]
    unit: Text | None
    measure: Text
    population: Text | None
    place: Text | None
    period: Period | None
    base: Text | None
    counted_by: Text | None
    not_with: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """One finding on one statement that the curator answers for, with the reason."""

    code: Text
    words: Text
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One claim of the briefing in the curator's own words, with its evidence."""

    id: Text
    text: Text
    by: tuple[Text, ...]
    via: tuple[Text, ...]
    given: Text
    kind: Text
    origin: Text | None
    evidence: tuple[Evidence, ...]
    also: tuple[Evidence, ...]
    figure: Figure | None
    when: Text | None
    accept: tuple[Acceptance, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and the statements under it."""

    heading: Text
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A page of the briefing; its id is the name of its file. `figures` are set out in a table."""

    id: str
    file: str
    title: Text
    sensitive: tuple[Text, ...]
    summary: tuple[Text, ...]
    figures: tuple[Text, ...]
    sections: tuple[Section, ...]

    def statements(self) -> Iterator[Statement]:
        """Yield the theme's statements in the order of the page."""
        for section in self.sections:
            yield from section.statements


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A person or organisation that makes claims or passes them on."""

    id: Text
    name: Text
    kind: Text
    also: tuple[Text, ...]
    of: Text | None
    role: Text | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a claim first comes from, however many articles repeat it."""

    id: Text
    name: Text
    by: tuple[Text, ...]
    kind: Text
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Names that mean one thing and, where an article gives one, a definition."""

    id: Text
    name: Text
    also: tuple[Text, ...]
    text: Text | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One version of a point on which seeds differ."""

    says: Text
    by: tuple[Text, ...]
    via: tuple[Text, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A point on which seeds disagree; rank 1 changes what a reader would believe, 3 is small."""

    id: Text
    on: Text
    rank: int
    question: Text
    statements: tuple[Text, ...]
    accounts: tuple[Account, ...]
    note: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A question that no seed answers, with the words the build proves absent.

    `seeds` names the seeds read; an empty tuple means all of them.
    """

    id: Text
    question: Text
    absent: tuple[Text, ...]
    seeds: tuple[Text, ...]
    themes: tuple[Text, ...]
    note: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A dated fact from outside the seeds; `checked` is None until someone has looked it up."""

    id: Text
    kind: Text
    name: Text
    text: Text
    phone: Text | None
    url: Text | None
    source: Text
    checked: Text | None
    themes: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change; one that withdraws has, for `now`, the `theme` where the id answers."""

    number: int = 1  # among those of its day and statement
    date: Text
    kind: Text
    statement: Text
    was: Text
    now: Text | None
    why: Text
    theme: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Part of a seed: paragraphs (from, to, both included) or a quote; `where` is for findings."""

    where: Text
    paragraphs: tuple[int, int] | None = None
    quote: Quote | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who is speaking over a stretch of a seed, and the words that show it."""

    stretch: Stretch
    by: tuple[Text, ...]
    via: tuple[Text, ...]
    shown_by: Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """A stretch of a seed that is never evidence and never printed."""

    stretch: Stretch
    kind: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """A stretch of a seed that the briefing leaves out, with the reason."""

    stretch: Stretch
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A fact about a seed with the words of the seed it was inferred from."""

    text: Text
    basis: Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What is known about one seed: its hash, what it states of itself, and its parts."""

    file: str
    seed: Text
    sha256: Text
    short: Text
    publisher: Stated | None
    title: Stated | None
    author: Stated | None
    published: Stated | None
    url: Stated | None
    rights: Text | None
    voices: tuple[Voice, ...]
    furniture: tuple[Furniture, ...]
    set_aside: tuple[SetAside, ...]

    def stretches(self) -> Iterator[Stretch]:
        """Yield every stretch that the record marks."""
        yield from (voice.stretch for voice in self.voices)
        yield from (item.stretch for item in self.furniture)
        yield from (item.stretch for item in self.set_aside)

    def stated(self) -> Iterator[tuple[str, Stated | None]]:
        """Yield (label, fact) for everything a seed may state of itself."""
        yield "Publisher", self.publisher
        yield "Title", self.title
        yield "Author", self.author
        yield "Published", self.published
        yield "Address", self.url


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """Which edition of the briefing this is, and until when it should be trusted."""

    version: Text
    date: Text
    review_by: Text
    would_change: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What `content/site.yaml` says; `named` hold no office, and `names` may withhold them."""

    title: Text
    description: Text
    base_url: str
    language: str
    edition: Edition
    contact: Text | None
    caution: Text | None
    themes: tuple[Text, ...]
    summary: tuple[Text, ...]
    figures: tuple[Text, ...]
    named: tuple[Text, ...]
    names: str
    seed_text: str
    coverage: str
    security: Security | None
    cname: str  # in lower case, or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """Everything a curator wrote, read and typed; nothing of it proved."""

    settings: Settings
    records: tuple[Record, ...]
    speakers: tuple[Speaker, ...]
    origins: tuple[Origin, ...]
    terms: tuple[Term, ...]
    themes: tuple[Theme, ...]
    differences: tuple[Difference, ...]
    gaps: tuple[Gap, ...]
    notes: tuple[Note, ...]
    changes: tuple[Change, ...]
    labels: Mapping[str, Text]

    def citing(self) -> Iterator[Evidence]:
        """Yield the evidence that carries statements and accounts."""
        for statement in self.statements():
            yield from statement.evidence
            yield from statement.also
        for difference in self.differences:
            for account in difference.accounts:
                yield from account.evidence

    def naming(self) -> Iterator[Evidence]:
        """Yield the evidence that shows names, origins and meanings."""
        for speaker in self.speakers:
            yield from speaker.evidence
        for origin in self.origins:
            yield from origin.evidence
        for term in self.terms:
            yield from term.evidence

    def statements(self) -> Iterator[Statement]:
        """Yield every statement, theme by theme."""
        for theme in self.themes:
            yield from theme.statements()
