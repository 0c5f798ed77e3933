"""Names withheld: a briefing without what names a person who holds no office, passages included."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from site_builder.coverage import Cover
from site_builder.language.persons import Persons
from site_builder.places import Text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from site_builder.model import (
        Briefing,
        Difference,
        Evidence,
        Passage,
        Quote,
        Record,
        Settings,
        Stated,
        Statement,
        Term,
        Theme,
    )
    from site_builder.quotes import Span
    from site_builder.seeds import Seed

NOT_SHOWN = "not shown"
"""What stands in place of a fact about a seed that names anyone."""

REASON = "names a person who holds no office; this edition withholds such names"


def withhold(
    briefing: Briefing, seeds: Mapping[str, Seed], passages: Mapping[Quote, Passage]
) -> tuple[Briefing, dict[str, Seed], dict[Quote, Passage]]:
    """Return a briefing, its seeds and passages without the names, if its settings withhold them.

    What a name stands in goes whole: a statement, an account, an entry of `also`, a sentence of a
    seed, which is hidden and counts as set aside. What is left refers to nothing that went.
    """
    persons = Persons(map(str, briefing.settings.named))
    if briefing.settings.names != "withheld" or not persons.names:
        return briefing, dict(seeds), dict(passages)
    cut = _Cut(persons, seeds, passages)
    left = {name: cut.seed(seed) for name, seed in seeds.items()}
    return cut.briefing(briefing), left, cut.shown()


class _Cut:
    def __init__(
        self, persons: Persons, seeds: Mapping[str, Seed], passages: Mapping[Quote, Passage]
    ) -> None:
        self.persons = persons
        self.seeds = seeds
        self.passages = passages

    def _names(self, *texts: Text | None) -> bool:
        return any(text is not None and any(self.persons.traces(text)) for text in texts)

    @cached_property
    def _hidden(self) -> dict[str, tuple[Span, ...]]:
        """The sentences that name anyone, by seed."""
        return {name: tuple(self._sentences(seed)) for name, seed in self.seeds.items()}

    def _sentences(self, seed: Seed) -> Iterator[Span]:
        found = list(self.persons.traces(seed.text))
        for number in sorted({n for span in found for n in seed.paragraphs_of(span)}):
            for sentence in seed.sentences(number):
                if any(s.start < sentence.end and sentence.start < s.end for s in found):
                    yield from Cover(seed.furniture).outside(sentence)

    def _is_hidden(self, quote: Quote | None) -> bool:
        """Tell whether a sentence in which the quote was found names anyone."""
        passage = self.passages.get(quote) if quote is not None else None
        if passage is None:
            return False
        return any(map(Cover(self._hidden[passage.seed]).touches, passage.parts))

    def _rests(self, entry: Evidence) -> bool:
        """Tell whether a sentence of the passage, or of its context, names anyone."""
        return self._is_hidden(entry.quote) or self._is_hidden(entry.context)

    def shown(self) -> dict[Quote, Passage]:
        """Return the passages that are not hidden."""
        return {q: passage for q, passage in self.passages.items() if not self._is_hidden(q)}

    def _kept(self, entries: Iterable[Evidence]) -> tuple[Evidence, ...]:
        return tuple(entry for entry in entries if not self._rests(entry))

    def briefing(self, briefing: Briefing) -> Briefing:
        """Return the briefing without what names anyone."""
        themes = tuple(map(self._theme, briefing.themes))
        differences = tuple(self._differences(briefing.differences))
        left = {str(s.id) for theme in themes for s in theme.statements()}
        gone = {str(s.id) for s in briefing.statements()} - left
        shown = {str(d.id) for d in differences}
        gone |= {str(d.id) for d in briefing.differences} - shown
        return replace(
            briefing,
            settings=_settings(briefing.settings, gone),
            themes=tuple(_pruned(theme, gone) for theme in themes),
            differences=tuple(
                replace(d, statements=_without(d.statements, gone)) for d in differences
            ),
            terms=tuple(map(self._term, briefing.terms)),
            speakers=tuple(replace(s, evidence=self._kept(s.evidence)) for s in briefing.speakers),
            origins=tuple(replace(o, evidence=self._kept(o.evidence)) for o in briefing.origins),
            changes=tuple(
                c
                for c in briefing.changes
                if not (c.statement in gone or self._names(c.was, c.now, c.why))
            ),
        )

    def _term(self, term: Term) -> Term:
        """Return a term, without its meaning if no passage is left that shows it."""
        evidence = self._kept(term.evidence)
        return replace(term, evidence=evidence, text=term.text if evidence else None)

    def _theme(self, theme: Theme) -> Theme:
        sections = (
            replace(section, statements=tuple(self._statements(section.statements)))
            for section in theme.sections
        )
        return replace(theme, sections=tuple(s for s in sections if s.statements))

    def _statements(self, statements: Iterable[Statement]) -> Iterator[Statement]:
        for statement in statements:
            if not (self._names(statement.text) or any(map(self._rests, statement.evidence))):
                yield replace(statement, also=self._kept(statement.also))

    def _differences(self, differences: Iterable[Difference]) -> Iterator[Difference]:
        for difference in differences:
            accounts = tuple(
                account
                for account in difference.accounts
                if not (self._names(account.says) or any(map(self._rests, account.evidence)))
            )
            named = self._names(difference.question, difference.note)
            whole = len(accounts) == len(difference.accounts)
            if not named and (whole or len(accounts) > 1):
                yield replace(difference, accounts=accounts)

    def seed(self, seed: Seed) -> Seed:
        """Return a seed with the sentences hidden, and set aside, that name anyone."""
        hidden = self._hidden[seed.id]
        if not hidden:
            return seed
        return replace(
            seed,
            record=self._record(seed.record),
            set_aside=tuple(sorted([*seed.set_aside, *((span, REASON) for span in hidden)])),
            withheld=hidden,
        )

    def _record(self, record: Record) -> Record:
        def kept(fact: Stated | None) -> Stated | None:
            if fact is None or not (self._names(fact.text) or self._is_hidden(fact.basis)):
                return fact
            text = Text.of(NOT_SHOWN, fact.text.source, fact.text.start, fact.text.end)
            return replace(fact, text=text)

        return replace(
            record,
            publisher=kept(record.publisher),
            title=kept(record.title),
            author=kept(record.author),
            published=kept(record.published),
            url=kept(record.url),
        )


def _settings(settings: Settings, gone: Collection[str]) -> Settings:
    return replace(
        settings,
        summary=_without(settings.summary, gone),
        figures=_without(settings.figures, gone),
    )


def _pruned(theme: Theme, gone: Collection[str]) -> Theme:
    sections = (
        replace(
            section,
            statements=tuple(
                s
                if s.figure is None
                else replace(
                    s, figure=replace(s.figure, not_with=_without(s.figure.not_with, gone))
                )
                for s in section.statements
            ),
        )
        for section in theme.sections
    )
    return replace(
        theme,
        sections=tuple(sections),
        summary=_without(theme.summary, gone),
        figures=_without(theme.figures, gone),
    )


def _without(names: Iterable[Text], gone: Collection[str]) -> tuple[Text, ...]:
    return tuple(name for name in names if name not in gone)
