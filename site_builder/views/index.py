"""What views look up while they are made: names, and which page holds what."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from site_builder import labels, urls
from site_builder.changed import entries
from site_builder.coverage import tally
from site_builder.folding import fold
from site_builder.language.persons import Persons
from site_builder.markdown import plain
from site_builder.model import ARTICLE
from site_builder.views.values import names_of

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Iterable, Sequence

    from site_builder.changed import Entry
    from site_builder.coverage import Status
    from site_builder.draft import Draft
    from site_builder.model import Difference, Passage, Quote, Speaker, Statement, Theme
    from site_builder.proof import Proved
    from site_builder.quotes import Span
    from site_builder.seeds import Seed

    _Count = Callable[[Seed], Counter[Status]]


@dataclass(frozen=True, kw_only=True)
class Index:
    """A proved briefing, or a draft, with its names looked up once."""

    proved: Proved | Draft
    pagefind: bool = False
    """Whether the site is searched by an index of Pagefind's, on the page for it alone."""

    @cached_property
    def speakers(self) -> dict[str, Speaker]:
        """Speakers by id."""
        return {speaker.id: speaker for speaker in self.proved.briefing.speakers}

    @cached_property
    def labels(self) -> labels.Labels:
        """The briefing's labels."""
        return labels.Labels(own=self.proved.briefing.labels)

    @cached_property
    def origins(self) -> dict[str, str]:
        """Names of origins by id."""
        return {origin.id: str(origin.name) for origin in self.proved.briefing.origins}

    @cached_property
    def reports(self) -> dict[str, set[str]]:
        """Whose each report is, by the id of its origin."""
        origins = self.proved.briefing.origins
        return {str(o.id): {*map(str, o.by)} for o in origins if o.kind == "report" and o.by}

    @cached_property
    def statements(self) -> dict[str, tuple[Theme, Statement]]:
        """Every statement by id, with its theme."""
        return {
            statement.id: (theme, statement)
            for theme in self.themes
            for statement in theme.statements()
        }

    @cached_property
    def themes(self) -> tuple[Theme, ...]:
        """The themes in the order of the site."""
        known = {theme.id: theme for theme in self.proved.briefing.themes}
        return tuple(known[name] for name in self.proved.briefing.settings.themes)

    @cached_property
    def _pages(self) -> dict[str, Theme]:
        return {urls.theme(theme.id): theme for theme in self.themes}

    @cached_property
    def warning(self) -> tuple[tuple[str, Theme], ...]:
        """The themes that warn of something, each with its page."""
        return tuple((path, theme) for path, theme in self._pages.items() if theme.sensitive)

    def theme_at(self, page: str) -> Theme | None:
        """Return the theme whose page this is, if it is one's."""
        return self._pages.get(page)

    @cached_property
    def differences(self) -> dict[str, tuple[Difference, ...]]:
        """The differences that bear on a statement, by its id, most important first."""
        found: dict[str, tuple[Difference, ...]] = {}
        for difference in self.ranked:
            for name in difference.statements:
                found[name] = (*found.get(name, ()), difference)
        return found

    @cached_property
    def changes(self) -> tuple[Entry, ...]:
        """What was changed in published statements, the newest first."""
        return entries(self.proved.briefing)

    @cached_property
    def changed(self) -> dict[str, tuple[Entry, ...]]:
        """The changes of each statement, by its id."""
        found: dict[str, tuple[Entry, ...]] = {}
        for entry in self.changes:
            found[entry.statement] = (*found.get(entry.statement, ()), entry)
        return found

    @cached_property
    def ranked(self) -> tuple[Difference, ...]:
        """Every difference, most important first."""
        return tuple(sorted(self.proved.briefing.differences, key=lambda d: d.rank))

    def weighty(self, rank: int) -> list[Difference]:
        """Return differences of a rank or a weightier one that name nobody without an office."""
        return [d for d in self.ranked if d.rank <= rank and not self._names(d)]

    def _names(self, difference: Difference) -> bool:
        texts = (
            *(account.says for account in difference.accounts),
            *(e.quote.text for account in difference.accounts for e in account.evidence),
        )
        return any(map(self.persons.within, texts))

    @cached_property
    def seeds(self) -> Sequence[Seed]:
        """The seeds in the order of their names."""
        return [self.proved.seeds[name] for name in sorted(self.proved.seeds)]

    def seed(self, seed_id: str) -> Seed:
        """Return the seed of this id."""
        return self.proved.seeds[seed_id]

    @cached_property
    def cited(self) -> dict[str, list[Span]]:
        """What the evidence of statements and accounts cites, by seed id, in no order."""
        spans: dict[str, list[Span]] = {}
        for entry in self.proved.briefing.citing():
            passage = self.passage(entry.quote)
            spans.setdefault(passage.seed, []).extend(passage.parts)
        return spans

    @cached_property
    def _tallies(self) -> dict[str, Counter[Status]]:
        return {}

    def tally(self, seed: Seed) -> Counter[Status]:
        """Return how many sentences of the seed have each status; they are counted once."""
        if seed.id not in self._tallies:
            self._tallies[seed.id] = tally(seed, self.cited.get(seed.id, ()))
        return self._tallies[seed.id]

    def count(self, each: Callable[[Sequence[Seed], _Count], Iterable[Counter[Status]]]) -> None:
        """Count the sentences of all seeds now; `each` goes through them as `map` does."""
        seeds = self.seeds if self.cited else ()
        self._tallies.update(zip([seed.id for seed in seeds], each(seeds, self.tally), strict=True))

    def called(self, seed_id: str) -> str:
        """Return the short name of an article, beside its number; "" where it says no more."""
        short = str(self.seed(seed_id).record.short)
        return "" if short.lower() == f"article {seed_id}" else short

    def passage(self, quote: Quote) -> Passage:
        """Return where the quote stands."""
        return self.proved.passages[quote]

    def exact(self, passage: Passage) -> tuple[str, ...]:
        """Return the seed's own characters, a text for each part of the passage."""
        text = self.proved.seeds[passage.seed].text
        return tuple([text[start:end] for start, end in passage.parts])

    @cached_property
    def persons(self) -> Persons:
        """Whom the briefing names though they hold no office."""
        return Persons(map(str, self.proved.briefing.settings.named))

    def told(self, statement: Statement) -> Seed | None:
        """Return the seed in which the words of a statement's `when` stand; a draft may lack it."""
        words = fold(statement.when or "").text.casefold()
        seeds = [self.seed(self.passage(entry.quote).seed) for entry in statement.evidence]
        for entry, seed in zip(statement.evidence, seeds, strict=True):
            parts = self.passage(entry.quote).parts
            if any(words in fold(seed.text[slice(*part)]).text.casefold() for part in parts):
                return seed
        return seeds[0] if seeds else None

    @cached_property
    def _headings(self) -> dict[str, str]:
        return {
            str(statement.id): f"{section.heading} ({theme.title})"
            for theme in self.themes
            for section in theme.sections
            for statement in section.statements
        }

    @cached_property
    def figure_names(self) -> dict[str, str]:
        """What each figure is called, by its statement."""
        statements = (statement for _, statement in self.statements.values())
        return names_of({str(s.id): s.figure for s in statements if s.figure is not None})

    @cached_property
    def apart(self) -> dict[str, tuple[str, ...]]:
        """The statements whose figures each must not be compared with, whichever of two says so."""
        found: dict[str, dict[str, None]] = {}
        for name, (_, statement) in self.statements.items():
            for other in statement.figure.not_with if statement.figure else ():
                found.setdefault(name, {})[str(other)] = None
                if self.statements[other][1].figure is not None:
                    found.setdefault(str(other), {})[name] = None
        return {name: tuple(others) for name, others in found.items()}

    def statement_path(self, statement_id: str) -> str:
        """Return the address of a statement."""
        theme, _ = self.statements[statement_id]
        return f"{urls.theme(theme.id)}#{statement_id}"

    def statement_words(self, statement_id: str) -> str:
        """Return a statement's text without Markdown, as a link to it shows it.

        Of one that names a person who holds no office it is the heading over it, with the theme:
        the name stands there and nowhere else.
        """
        _, statement = self.statements[statement_id]
        words = plain(statement.text)
        return self._headings[statement_id] if self.persons.within(words) else words

    def name(self, speaker_id: str) -> str:
        """Return a speaker's name, with the organisation for a person: "Ada Holm, Port office"."""
        if speaker_id == ARTICLE:
            return "the article"
        speaker = self.speakers[speaker_id]
        if speaker.of is None or speaker.kind != "person":
            return str(speaker.name)
        return f"{speaker.name}, {self.speakers[speaker.of].name}"

    def names(self, speaker_ids: Iterable[str]) -> str:
        """Return the names of several speakers as a list in a sentence."""
        return labels.listed([self.name(speaker_id) for speaker_id in speaker_ids])

    def sensitive(self, themes: Iterable[Theme]) -> str:
        """Return what these themes warn of, each once, as a list in a sentence."""
        return labels.listed(list(dict.fromkeys(str(w) for t in themes for w in t.sensitive)))

    def speaker(self, by: Sequence[str], given: str | None, origin: str | None = None) -> str:
        """Return who makes a claim and how the article gives it, in the words of the page.

        The words that are quoted from the speaker's own report are the report's.
        """
        if not by:
            return ""
        if list(by) == [ARTICLE]:
            return "Article’s own words: no speaker named"
        how = ", quoted" if given == "quoted" else ", in the article’s words"
        report = " report" if given == "quoted" and self.reports.get(origin or "") == {*by} else ""
        return f"{self.names(by)}{report}{how if given else ''}"

    def office(self, speaker: Speaker) -> str:
        """Return what a speaker is, and of which organisation: "harbour master, Port office"."""
        of = str(self.speakers[speaker.of].name) if speaker.of is not None else ""
        return ", ".join(filter(None, (str(speaker.role or ""), of)))

    def retold(self, statement: Statement) -> str:
        """Return that the articles retell a statement's claim from another's report, if they do."""
        seeds = (self.passage(entry.quote).seed for entry in statement.evidence)
        return self.second_hand(statement.via, seeds)

    def second_hand(self, via: Sequence[str], seeds: Iterable[str]) -> str:
        """Return that the articles retell somebody else's report, if they do."""
        if not via:
            return ""
        tellers = labels.listed([str(self.seed(s).record.short) for s in dict.fromkeys(seeds)])
        return f"Second-hand: {tellers} retelling {self.names(via)}"
