"""A draft: what can be shown of a briefing with findings, for the one who writes it.

What leads nowhere (a quote that was not found, an unknown speaker) is left out, so that every page
can be made; what was left out has a finding. A draft is served, never written as a site.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, Protocol, TypeVar

from site_builder.codes import ACCEPTABLE, SAID
from site_builder.findings import Severity
from site_builder.model import ARTICLE, DIFFERS_ON, GIVEN, KINDS, ORIGINS
from site_builder.places import Text
from site_builder.withholding import withhold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from site_builder.checks.case import Case
    from site_builder.findings import Finding
    from site_builder.model import (
        Account,
        Briefing,
        Difference,
        Evidence,
        Figure,
        Origin,
        Passage,
        Quote,
        Section,
        Settings,
        Speaker,
        Stated,
        Statement,
        Term,
        Theme,
    )
    from site_builder.seeds import Seed

    class _Named(Protocol):
        @property
        def id(self) -> Text: ...

    T = TypeVar("T", bound=_Named)

# The numbers without which a figure of a kind cannot be shown.
_NUMBERS = {"range": (), "age": (), "share": ("value",), "change": ("value",)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What can be shown of a briefing: it has the parts of `proof.Proved`, and proves nothing.

    `unproved` are the ids of the statements that some evidence is missing of.
    """

    is_draft: ClassVar[bool] = True
    digests: ClassVar[Mapping[str, str]] = {}

    briefing: Briefing
    seeds: Mapping[str, Seed]
    passages: Mapping[Quote, Passage]
    unproved: frozenset[str]


def draft_of(case: Case, findings: Iterable[Finding], base_url: str = "") -> Draft:
    """Return what can be shown of a case in which all this was found.

    `base_url` takes the place of that of its settings.
    """
    wrong = (f for f in findings if f.severity is Severity.ERROR and f.code not in SAID)
    cut = _Cut(case, frozenset(found.place.file for found in wrong))
    seeds = {seed.id: seed for seed in case.seeds.values()}
    briefing, unproved = case.briefing, frozenset[str]()
    if cut.files:
        briefing, unproved = cut.briefing(), frozenset(cut.unproved())
        seeds = {name: cut.seed(seed) for name, seed in seeds.items()}
    briefing, seeds, passages = withhold(briefing, seeds, cut.passages)
    return Draft(
        briefing=replace(briefing, settings=replace(briefing.settings, base_url=base_url)),
        seeds=seeds,
        passages=passages,
        unproved=unproved,
    )


class _Cut:
    """Cuts off what leads nowhere; `files` are those in which something does."""

    def __init__(self, case: Case, files: frozenset[str]) -> None:
        self.case = case
        self.files = files
        self.passages = case.passages()
        self.speakers = case.speakers
        self.themes = {theme.id: theme for theme in case.briefing.themes}

    def unproved(self) -> Iterator[str]:
        """Yield the ids of the statements that lack evidence, or have some that is not found."""
        for theme in filter(self._is_wrong, self.case.briefing.themes):
            found = self.case.part(theme).passages
            for statement in theme.statements():
                entries = (*statement.evidence, *statement.also)
                if not statement.evidence or any(e.quote not in found for e in entries):
                    yield str(statement.id)

    def briefing(self) -> Briefing:
        """Return the briefing without what leads nowhere."""
        briefing = self.case.briefing
        return replace(
            briefing,
            settings=self._settings(briefing.settings),
            speakers=_each_once(map(self._speaker, briefing.speakers)),
            origins=_each_once(map(self._origin, briefing.origins)),
            terms=_each_once(map(self._term, briefing.terms)),
            themes=self._themes(),
            differences=_each_once(map(self._difference, briefing.differences)),
            gaps=_each_once(
                replace(
                    gap,
                    seeds=_known(gap.seeds, self.case.seeds),
                    themes=_known(gap.themes, self.themes),
                )
                for gap in briefing.gaps
            ),
            notes=tuple(replace(n, themes=_known(n.themes, self.themes)) for n in briefing.notes),
            changes=tuple(
                c
                for c in briefing.changes
                if c.date and c.statement and (c.theme is None or c.theme in self.themes)
            ),
        )

    def _themes(self) -> tuple[Theme, ...]:
        """Return the themes, in which no id stands twice."""
        first: dict[str, Statement] = {}
        for statement in self.case.briefing.statements():
            first.setdefault(str(statement.id), statement)

        def cut(theme: Theme, section: Section) -> Section:
            kept = (s for s in section.statements if first[str(s.id)] is s)
            made = tuple(self._statement(s, theme) for s in kept)
            return replace(section, statements=made)

        return tuple(
            replace(
                theme,
                summary=_known(theme.summary, first),
                figures=_known(theme.figures, first),
                sections=tuple(cut(theme, section) for section in theme.sections),
            )
            if self._is_wrong(theme)
            else theme
            for theme in self.case.briefing.themes
        )

    def _is_wrong(self, theme: Theme) -> bool:
        """Tell whether something in a theme leads nowhere."""
        return theme.file in self.files or self.case.is_unsure(theme)

    def _settings(self, settings: Settings) -> Settings:
        """Return the settings, with the themes that the list leaves out behind the others."""
        listed = _known(settings.themes, self.themes)
        first = tuple(dict.fromkeys(listed))
        others = tuple(self._theme_name(t) for t in self.themes.values() if t.id not in first)
        return replace(
            settings,
            themes=first + others,
            summary=_known(settings.summary, self.case.brief),
            figures=_known(settings.figures, self.case.statements),
        )

    @staticmethod
    def _theme_name(theme: Theme) -> Text:
        return Text.of(theme.id, theme.title.source, theme.title.start, theme.title.end)

    def _by(self, ids: tuple[Text, ...]) -> tuple[Text, ...]:
        return tuple(one for one in ids if one in self.speakers or one == ARTICLE)

    def _evidence(self, entries: tuple[Evidence, ...], of: object) -> tuple[Evidence, ...]:
        """Return the entries of a theme or list whose quotes were found there.

        Elsewhere the same words may pass: a record may cite what is furniture.
        """
        found = self.case.part(of).passages
        return tuple(
            replace(entry, by=self._by(entry.by), via=_known(entry.via, self.speakers))
            for entry in entries
            if entry.quote in found
        )

    def _statement(self, statement: Statement, theme: Theme) -> Statement:
        return replace(
            statement,
            by=self._by(statement.by),
            via=_known(statement.via, self.speakers),
            given=_one_of(statement.given, GIVEN, "own-words"),
            kind=_one_of(statement.kind, KINDS, "description"),
            origin=statement.origin if statement.origin in self.case.origins else None,
            evidence=self._evidence(statement.evidence, theme),
            also=self._evidence(statement.also, theme),
            figure=self._figure(statement.figure),
            accept=tuple(entry for entry in statement.accept if entry.code in ACCEPTABLE),
        )

    def _figure(self, figure: Figure | None) -> Figure | None:
        if figure is None:
            return None
        numbers = {name for name, _ in figure.numbers}
        if not numbers.issuperset(_NUMBERS.get(str(figure.kind), ("value",))):
            return None
        counted_by = figure.counted_by
        return replace(
            figure,
            counted_by=counted_by if counted_by in {*self.speakers, ARTICLE} else None,
            not_with=_known(figure.not_with, self.case.statements),
        )

    def _difference(self, difference: Difference) -> Difference:
        return replace(
            difference,
            on=_one_of(difference.on, DIFFERS_ON, "wording"),
            statements=_known(difference.statements, self.case.statements),
            accounts=tuple(map(self._account, difference.accounts)),
        )

    def _account(self, account: Account) -> Account:
        return replace(
            account,
            by=self._by(account.by),
            via=_known(account.via, self.speakers),
            evidence=self._evidence(account.evidence, self.case.briefing.differences),
        )

    def _origin(self, origin: Origin) -> Origin:
        kind = _one_of(origin.kind, ORIGINS, "statement")
        by = _known(origin.by, self.speakers)
        evidence = self._evidence(origin.evidence, self.case.briefing.origins)
        return replace(origin, kind=kind, by=by, evidence=evidence)

    def _term(self, term: Term) -> Term:
        return replace(term, evidence=self._evidence(term.evidence, self.case.briefing.terms))

    def _speaker(self, speaker: Speaker) -> Speaker:
        above = speaker.of if speaker.of in self.speakers else None
        evidence = self._evidence(speaker.evidence, self.case.briefing.speakers)
        return replace(speaker, of=above, evidence=evidence)

    def seed(self, seed: Seed) -> Seed:
        """Return a seed of whose record only those facts are left whose words were found."""
        part = self.case.part(seed.record)
        if part.found:
            return seed

        def found(fact: Stated | None) -> Stated | None:
            return fact if fact is not None and fact.basis in part.passages else None

        record = replace(
            seed.record,
            publisher=found(seed.record.publisher),
            title=found(seed.record.title),
            author=found(seed.record.author),
            published=found(seed.record.published),
            url=found(seed.record.url),
        )
        return replace(seed, record=record)


def _known(names: tuple[Text, ...], known: Collection[str]) -> tuple[Text, ...]:
    """Return those of the names that lead somewhere."""
    return tuple(name for name in names if name in known)


def _one_of(text: Text, choices: Collection[str], default: str) -> Text:
    """Return one of the choices: the default where the text is none of them."""
    return text if text in choices else Text.of(default, text.source, text.start, text.end)


def _each_once(entries: Iterable[T]) -> tuple[T, ...]:
    """Return the entries, the first of each id."""
    found: dict[str, T] = {}
    for entry in entries:
        found.setdefault(str(entry.id), entry)
    return tuple(found.values())
