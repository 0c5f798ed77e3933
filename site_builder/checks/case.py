"""The case a check looks at: the briefing, the seeds, and where each quote was found."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from site_builder.checks.claims import Claim, claims
from site_builder.checks.desk import Desk
from site_builder.memory import Memory
from site_builder.model import Passage, Quote
from site_builder.quotes import Found, find
from site_builder.seeds import Seed, prepare
from site_builder.verdicts import Verdicts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from site_builder.findings import Finding
    from site_builder.language.said import Said
    from site_builder.model import (
        Briefing,
        Difference,
        Evidence,
        Origin,
        Record,
        Speaker,
        Statement,
        Stretch,
        Term,
        Theme,
    )
    from site_builder.quotes import Result
    from site_builder.seeds import SeedText

    # Goes through many claims, as `map` does, perhaps by several processes.
    Judged = Callable[[Sequence[Claim], Callable[[Claim], list[Finding]]], Iterable[list[Finding]]]

_LIKE = 60.0  # similarity, 0 to 100, from which a name is perhaps the one that was meant
_LONGEST_WORD = 200  # characters of a name that is compared


class Role(Enum):
    """What a quote is for, which settles what it may be."""

    EVIDENCE = "evidence"  # carries a statement or an account: long enough, never furniture
    NAME = "name"  # shows a name, a speaker or a meaning: may be short
    BASIS = "basis"  # shows where a fact about the seed comes from: may be furniture
    STRETCH = "stretch"  # bounds a stretch of a seed: may be furniture, may start in a word


class Asked(NamedTuple):
    """A quote and what it is for."""

    quote: Quote
    role: Role


@dataclass(frozen=True, kw_only=True)
class Case:
    """Everything a check may look at; nothing in it changes while the checks run."""

    briefing: Briefing
    sources: Mapping[str, SeedText]
    seeds: Mapping[str, Seed]
    results: Mapping[Asked, Result]
    groups: tuple[Group, ...]
    memory: Memory = field(default_factory=Memory)
    verdicts: Verdicts = field(default_factory=Verdicts)
    judged: Judged = field(default=lambda claims, judge: map(judge, claims))

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

    @cached_property
    def desk(self) -> Desk:
        """What is looked up for many claims."""
        passages = self.passages()
        return Desk(briefing=self.briefing, seeds=self.seeds, passages=passages, memory=self.memory)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Every statement and account whose quotes were found, ready to be held to its passages."""
        return tuple(claims(self.desk))

    @cached_property
    def _common(self) -> set[str]:
        """What stands between spaces in all statements."""
        found: set[str] = set()
        for claim in self.claims:
            found.update(claim.said.text.split())
        return found

    def is_common(self, word: str) -> bool:
        """Tell whether a word with a capital stands in a statement without one."""
        low = word.casefold()
        return low.islower() and low in self._common

    def proved_words(self, about: set[str] | None) -> list[Said]:
        """Return the words of these statements, or of all."""
        known = self._proved_words
        names = known if about is None else about
        return [known[name] for name in names if name in known]

    def lacks_proof(self, about: set[str] | None) -> bool:
        """Tell whether the words of one of these statements, or of any, are not known to be proved.

        That is a finding of its own.
        """
        wanted = self.statements.keys() if about is None else about
        return not wanted <= self._proved_words.keys()

    @cached_property
    def _proved_words(self) -> dict[str, Said]:
        """The words of the statements by id."""
        found = (claim for claim in self.claims if claim.statement is not None)
        return {
            str(claim.statement.id): claim.said for claim in found if claim.statement is not None
        }

    def asked(self) -> Iterable[Asked]:
        """Return every quote of the briefing, in the order of the files."""
        return self._asked

    @cached_property
    def _asked(self) -> tuple[Asked, ...]:
        return tuple(ask for group in self.groups for ask in group.asked)

    def passages(self) -> Mapping[Quote, Passage]:
        """Return the passage of every quote that was found."""
        return self._passages

    @cached_property
    def _passages(self) -> dict[Quote, Passage]:
        found: dict[Quote, Passage] = {}
        for group in self.groups:
            found.update(group.passages)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The quotes of one part of the briefing, such as a theme, and what became of each.

    `results` lacks those of seeds that are not there; `found` tells that every quote was found.
    """

    asked: tuple[Asked, ...]
    results: Mapping[Asked, Result]
    passages: Mapping[Quote, Passage]
    found: bool


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
    groups = tuple(_groups(briefing, seeds, memory))
    results: dict[Asked, Result] = {}
    for group in groups:
        results.update(group.results)
    return Case(
        briefing=briefing,
        sources=names,
        seeds=seeds,
        results=results,
        groups=groups,
        memory=memory,
    )


def _groups(briefing: Briefing, seeds: Mapping[str, Seed], memory: Memory) -> Iterator[Group]:
    """Yield the quotes of each part of the briefing, in the order of the files."""
    for part in parts(briefing):
        asked = memory.once("asked", part, partial(_of_part, *part))
        cited = memory.once("cited", part, partial(_seeds_of, asked))
        made_from = (*part, *map(seeds.get, cited))
        yield memory.once("group", made_from, partial(_group, asked, seeds, memory))


def _of_part(kind: str, part: Any) -> tuple[Asked, ...]:
    return tuple(_ASKED[kind](part))


def _seeds_of(every: tuple[Asked, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(ask.quote.seed) for ask in every))


def _group(asked: tuple[Asked, ...], seeds: Mapping[str, Seed], memory: Memory) -> Group:
    results: dict[Asked, Result] = {}
    passages: dict[Quote, Passage] = {}
    for ask in asked:
        found_in = seeds.get(ask.quote.seed)
        if found_in is not None and ask not in results:
            result = results[ask] = _look(ask, found_in, memory)
            if isinstance(result, Found):
                passages[ask.quote] = Passage(seed=found_in.id, parts=result.parts)
    found = all(isinstance(results.get(ask), Found) for ask in asked)
    return Group(asked=asked, results=results, passages=passages, found=found)


def _look(ask: Asked, seed: Seed, memory: Memory) -> Result:
    quote = ask.quote
    text, prefix, suffix = str(quote.text), str(quote.prefix or ""), str(quote.suffix or "")
    return memory.once(
        "quote",
        (seed, text, prefix, suffix, quote.paragraph, ask.role),
        lambda: find(
            text,
            seed.haystack,
            prefix=prefix,
            suffix=suffix,
            paragraph=quote.paragraph,
            in_furniture=ask.role in {Role.BASIS, Role.STRETCH},
            whole_words=ask.role is not Role.STRETCH,
        ),
    )


def parts(briefing: Briefing) -> Iterator[tuple[str, object]]:
    """Yield the parts of the briefing that ask for quotes, each with its kind."""
    for theme in briefing.themes:
        yield "theme", theme
    yield "differences", briefing.differences
    for kind in ("speakers", "origins", "terms"):
        yield "naming", getattr(briefing, kind)
    for record in briefing.records:
        yield "record", record


def _of_theme(theme: Theme) -> Iterator[Asked]:
    for statement in theme.statements():
        yield from _of(statement.evidence, Role.EVIDENCE)
        yield from _of(statement.also, Role.EVIDENCE)


def _of_differences(differences: Iterable[Difference]) -> Iterator[Asked]:
    for difference in differences:
        for account in difference.accounts:
            yield from _of(account.evidence, Role.EVIDENCE)


def _of_naming(named: Iterable[Speaker | Origin | Term]) -> Iterator[Asked]:
    for one in named:
        yield from _of(one.evidence, Role.NAME)


def _of_record(record: Record) -> Iterator[Asked]:
    for _, fact in record.stated():
        if fact is not None:
            yield Asked(fact.basis, Role.BASIS)
    for voice in record.voices:
        yield Asked(voice.shown_by, Role.NAME)
    for stretch in record.stretches():
        yield from _bounds(stretch)


_ASKED: dict[str, Callable[[Any], Iterator[Asked]]] = {
    "theme": _of_theme,
    "differences": _of_differences,
    "naming": _of_naming,
    "record": _of_record,
}


def _of(entries: Iterable[Evidence], role: Role) -> Iterator[Asked]:
    for entry in entries:
        yield Asked(entry.quote, role)
        if entry.context is not None:
            yield Asked(entry.context, Role.NAME)


def _bounds(stretch: Stretch) -> Iterator[Asked]:
    if stretch.quote is not None:
        yield Asked(stretch.quote, Role.STRETCH)


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
