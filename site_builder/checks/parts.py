"""The parts of a briefing that ask for quotes, such as a theme, and where each quote was found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from site_builder.model import Difference, Passage, Record, Speaker, Theme
from site_builder.quotes import Found, find

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from site_builder.memory import Memory
    from site_builder.model import Briefing, Evidence, Origin, Quote, Stretch, Term
    from site_builder.quotes import Result
    from site_builder.seeds import Seed


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the briefing: what it asks for, and what became of it.

    `source` is a theme, a record, or all there is of a list; `seeds` are those that its quotes
    name, as they name them, None for one that is not there. `results` lacks those of seeds that are
    not there; `found` tells that every quote was found.
    """

    source: object
    seeds: Mapping[str, Seed | None]
    asked: tuple[Asked, ...]
    results: Mapping[Asked, Result]
    passages: Mapping[Quote, Passage]
    found: bool


def parts(briefing: Briefing, seeds: Mapping[str, Seed], memory: Memory) -> Iterator[Part]:
    """Yield the parts of the briefing in the order of the files, each quote looked for once."""
    for kind, source in _sources(briefing):
        asked, cited = memory.once("asked", (source,), partial(_asked, kind, source))
        named = {name: seeds.get(name) for name in cited}
        make = partial(_part, source, asked, named)
        yield memory.once("part", (source, *named.values()), make)


def _sources(briefing: Briefing) -> Iterator[tuple[type, Any]]:
    for theme in briefing.themes:
        yield Theme, theme
    yield Difference, briefing.differences
    for named in (briefing.speakers, briefing.origins, briefing.terms):
        yield Speaker, named
    for record in briefing.records:
        yield Record, record


def _asked(kind: type, source: Any) -> tuple[tuple[Asked, ...], tuple[str, ...]]:
    """Return the quotes of a source, and the names of their seeds, each once."""
    asked = tuple(_ASKED[kind](source))
    return asked, tuple(dict.fromkeys(str(ask.quote.seed) for ask in asked))


def _part(
    source: object,
    asked: tuple[Asked, ...],
    seeds: Mapping[str, Seed | None],
) -> Part:
    results: dict[Asked, Result] = {}
    passages: dict[Quote, Passage] = {}
    for ask in asked:
        seed = seeds[ask.quote.seed]
        if seed is not None and ask not in results:
            result = results[ask] = look(ask, seed)
            if isinstance(result, Found):
                passages[ask.quote] = Passage(seed=seed.id, parts=result.parts)
    found = all(isinstance(results.get(ask), Found) for ask in asked)
    return Part(
        source=source, seeds=seeds, asked=asked, results=results, passages=passages, found=found
    )


def look(ask: Asked, seed: Seed) -> Result:
    """Return what becomes of a quote in its seed."""
    quote = ask.quote
    return find(
        str(quote.text),
        seed.haystack,
        prefix=str(quote.prefix or ""),
        suffix=str(quote.suffix or ""),
        paragraph=quote.paragraph,
        in_furniture=ask.role in {Role.BASIS, Role.STRETCH},
        whole_words=ask.role is not Role.STRETCH,
    )


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


_ASKED: dict[type, Callable[[Any], Iterator[Asked]]] = {
    Theme: _of_theme,
    Difference: _of_differences,
    Speaker: _of_naming,
    Record: _of_record,
}


def _of(entries: Iterable[Evidence], role: Role) -> Iterator[Asked]:
    for entry in entries:
        yield Asked(entry.quote, role)
        if entry.context is not None:
            yield Asked(entry.context, Role.NAME)


def _bounds(stretch: Stretch) -> Iterator[Asked]:
    if stretch.quote is not None:
        yield Asked(stretch.quote, Role.STRETCH)
