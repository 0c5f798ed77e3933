"""The case a check looks at: the briefing, the seeds, and where each quote was found."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from site_builder.checks.claims import claims
from site_builder.checks.desk import Desk
from site_builder.checks.parts import parts
from site_builder.memory import Memory
from site_builder.model import ARTICLE
from site_builder.seeds import Seed, prepare
from site_builder.verdicts import Verdicts

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from site_builder.checks.claims import Claim
    from site_builder.checks.parts import Asked, Part
    from site_builder.findings import Finding
    from site_builder.language.said import Said
    from site_builder.model import Briefing, Passage, Quote, Statement, Theme
    from site_builder.quotes import Result
    from site_builder.seeds import SeedText

    # Goes through many parts, as `map` does, perhaps by several processes.
    Judged = Callable[[Sequence[Part], Callable[[Part], list[Finding]]], Iterable[list[Finding]]]

_LIKE = 60.0  # similarity, 0 to 100, from which a name is perhaps the one that was meant
_LONGEST_WORD = 200  # characters of a name that is compared


class Named(NamedTuple):
    """The ids of all that a theme names.

    The article itself is no speaker, but is among them where it is said to pass something on, which
    it cannot.
    """

    speakers: frozenset[str]
    origins: frozenset[str]
    statements: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Case:
    """Everything a check may look at; nothing in it changes while the checks run."""

    briefing: Briefing
    sources: Mapping[str, SeedText]
    seeds: Mapping[str, Seed]
    parts: tuple[Part, ...]
    memory: Memory = field(default_factory=Memory)
    verdicts: Verdicts = field(default_factory=Verdicts)
    judged: Judged = field(default=lambda parts, judge: map(judge, parts))

    def seed(self, name: str) -> Seed | None:
        """Return the seed of this id or stem."""
        return self.seeds.get(name)

    @cached_property
    def speakers(self) -> frozenset[str]:
        """The ids of all speakers."""
        return frozenset(speaker.id for speaker in self.briefing.speakers)

    @cached_property
    def origins(self) -> frozenset[str]:
        """The ids of all origins."""
        return frozenset(origin.id for origin in self.briefing.origins)

    @cached_property
    def statements(self) -> dict[str, Statement]:
        """Every statement by id."""
        return {statement.id: statement for statement in self.briefing.statements()}

    @cached_property
    def brief(self) -> frozenset[str]:
        """The ids of what the home page can say in brief: statements, differences, gaps."""
        differences = (str(difference.id) for difference in self.briefing.differences)
        gaps = (str(gap.id) for gap in self.briefing.gaps)
        return frozenset(self.statements).union(differences, gaps)

    @cached_property
    def themes(self) -> frozenset[str]:
        """The ids of all themes."""
        return frozenset(theme.id for theme in self.briefing.themes)

    @property
    def names(self) -> tuple[object, ...]:
        """The lists of all who and what is named, on which every fit hangs."""
        return self.briefing.speakers, self.briefing.origins, self.briefing.terms

    @cached_property
    def desk(self) -> Desk:
        """What is looked up for many claims."""
        return Desk(
            all_speakers=self.briefing.speakers,
            all_origins=self.briefing.origins,
            all_terms=self.briefing.terms,
            memory=self.memory,
        )

    def named(self, theme: Theme) -> Named:
        """Return the ids of all that the theme names."""
        return self.memory.once("named by theme", (theme,), partial(_named, theme))

    def is_unsure(self, theme: Theme) -> bool:
        """Tell whether something that the theme names, or a quote of it, is not there."""
        named = self.named(theme)
        return (
            not named.speakers <= self.speakers
            or not named.origins <= self.origins
            or not self.statements.keys() >= named.statements
            or not self.part(theme).found
        )

    def part(self, source: object) -> Part:
        """Return what this theme, record or list asks for."""
        return self._parts[id(source)]

    @cached_property
    def _parts(self) -> dict[int, Part]:
        return {id(part.source): part for part in self.parts}

    @cached_property
    def claiming(self) -> tuple[Part, ...]:
        """The parts that claim something: the themes, and the differences."""
        differences = self.briefing.differences
        return tuple(
            map(self.part, (*self.briefing.themes, *([differences] if differences else ())))
        )

    def claims(self, *of: Part) -> Iterator[Claim]:
        """Yield every statement and account, of these parts or of all, whose quotes were found."""
        for part in of or self.claiming:
            yield from claims(self.desk, part)

    def proved(self, about: Collection[str] | None, *of: Part) -> list[Said] | None:
        """Return the words of these statements, or of all; None where a quote of one is not found.

        That is a finding of its own. They are looked for in these parts, or in all.
        """
        known = self._words(*of) if of else self._all_words
        wanted = self.statements if about is None else about
        return [known[name] for name in wanted] if known.keys() >= set(wanted) else None

    @cached_property
    def _all_words(self) -> dict[str, Said]:
        """The words of every statement by id."""
        known: dict[str, Said] = {}
        for part in self.claiming:
            known.update(self._words_kept(part))
        return known

    def _words_kept(self, part: Part) -> dict[str, Said]:
        return self.memory.once("proved", (part, *self.names), partial(self._words, part))

    def _words(self, part: Part) -> dict[str, Said]:
        """Return the words of the statements of a part by id."""
        claims = ((claim, claim.statement) for claim in self.claims(part))
        return {str(one.id): claim.said for claim, one in claims if one is not None}

    def asked(self) -> Iterable[Asked]:
        """Return every quote of the briefing, in the order of the files."""
        return self._asked

    @cached_property
    def _asked(self) -> tuple[Asked, ...]:
        return tuple(ask for part in self.parts for ask in part.asked)

    @cached_property
    def results(self) -> Mapping[Asked, Result]:
        """What became of each quote; not of those of seeds that are not there."""
        found: dict[Asked, Result] = {}
        for part in self.parts:
            found.update(part.results)
        return found

    def passages(self) -> Mapping[Quote, Passage]:
        """Return the passage of every quote that was found."""
        return self._passages

    @cached_property
    def _passages(self) -> dict[Quote, Passage]:
        found: dict[Quote, Passage] = {}
        for part in self.parts:
            found.update(part.passages)
        return found


def _named(theme: Theme) -> Named:
    by: set[str] = set()
    via: set[str] = set()
    origins: set[str] = set()
    statements: set[str] = {*theme.summary, *theme.figures}
    for statement in theme.statements():
        entries = (*statement.evidence, *statement.also)
        by.update(statement.by, *(entry.by for entry in entries))
        via.update(statement.via, *(entry.via for entry in entries))
        if statement.origin is not None:
            origins.add(statement.origin)
        if statement.figure is not None:
            statements.update(statement.figure.not_with)
            by.update([statement.figure.counted_by] if statement.figure.counted_by else ())
    return Named(
        speakers=frozenset(by - {ARTICLE} | via),
        origins=frozenset(origins),
        statements=frozenset(statements),
    )


def open_case(
    briefing: Briefing, sources: Mapping[str, SeedText], memory: Memory | None = None
) -> Case:
    """Return the case: seeds prepared by their records, and every quote looked for once."""
    memory = Memory() if memory is None else memory
    names = {source.stem: source for source in sources.values()} | dict(sources)
    seeds: dict[str, Seed] = {}
    for record in briefing.records:
        source = names.get(record.seed)
        if source is not None and source.id not in seeds:
            seed = memory.once("prepare", (source, record), partial(prepare, source, record))
            seeds[source.id] = seeds[source.stem] = seed
    found = tuple(parts(briefing, seeds, memory))
    return Case(briefing=briefing, sources=names, seeds=seeds, parts=found, memory=memory)


@lru_cache(maxsize=8)
def _ordered(names: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(names))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a hint that names the known word nearest to this one, or all where they are few."""
    if word.startswith(("“", "‘")):
        return "curly quotation marks are part of a value: write straight ones, or none"
    from rapidfuzz import fuzz, process  # an honest briefing needs no hint

    names = _ordered(frozenset(known))
    short = word[:_LONGEST_WORD]
    near = process.extractOne(short, names, scorer=fuzz.ratio, score_cutoff=_LIKE)
    if near is not None:
        return f"did you mean {near[0]}?"
    if names and len(names) <= 12:
        return f"known are {', '.join(names)}"
    return ""


def seed_hint(name: str, case: Case) -> str:
    """Return a hint for a seed that is not there: the one of the same number, or all there are."""
    ids = sorted({source.id for source in case.sources.values()})
    same = [seed for seed in ids if seed.lstrip("0") == name.lstrip("0")]
    if same:
        return f'did you mean "{same[0]}"?'
    return did_you_mean(name, ids) if not name.isdigit() else f"seeds are {', '.join(ids[:12])}"
