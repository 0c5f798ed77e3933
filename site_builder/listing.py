"""Which statements a curator asks for, and what is told of each."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from site_builder.checks.case import did_you_mean
from site_builder.language.words import plain_words, stem
from site_builder.model import ARTICLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from site_builder.checks.case import Case
    from site_builder.findings import Finding
    from site_builder.model import Statement, Theme
    from site_builder.places import Place

NONE = "none"
"""What stands for no origin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the statements are to be like; what is None or False is not asked for.

    `figure` is whether they have one; `words` are all in the text, in any form.
    """

    theme: str | None = None
    speaker: str | None = None
    kind: str | None = None
    given: str | None = None
    seed: str | None = None
    origin: str | None = None
    figure: bool | None = None
    findings: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A statement with its theme, its place, the seeds it rests on and what was found in it."""

    statement: Statement
    theme: Theme
    seeds: tuple[str, ...]
    also: tuple[str, ...]
    codes: tuple[str, ...]

    @property
    def place(self) -> Place:
        """Where the statement begins."""
        return first_place(self.statement)


def first_place(statement: Statement) -> Place:
    """Return where the first of its fields stands."""
    return min(statement.id.place, statement.text.place, key=lambda place: (place.line == 0, place))


def unknown(case: Case, wish: Wish) -> str:
    """Return what no statement can have, because nothing is called so, with a hint; "" if none."""
    known: dict[str, tuple[str | None, Iterable[str]]] = {
        "theme": (wish.theme, case.themes),
        "speaker": (wish.speaker, [ARTICLE, *case.speakers]),
        "origin": (wish.origin, [NONE, *case.origins]),
        "seed": (wish.seed, {*case.sources, *case.seeds}),
    }
    for what, (name, names) in known.items():
        if name is not None and name not in set(names):
            hint = did_you_mean(name, names)
            return f"there is no {what} “{name}”" + (f"; {hint}" if hint else "")
    return ""


def rows(case: Case, wish: Wish, findings: Iterable[Finding]) -> Iterator[Row]:
    """Yield the statements that are as wished, theme by theme.

    A finding is one of a statement where it stands between its first line and the next one's.
    """
    found = _by_statement(case, findings)
    for theme in case.briefing.themes:
        for statement in theme.statements():
            row = Row(
                statement=statement,
                theme=theme,
                seeds=_seeds(case, (entry.quote.seed for entry in statement.evidence)),
                also=_seeds(case, (entry.quote.seed for entry in statement.also)),
                codes=found.get((theme.file, first_place(statement).line), ()),
            )
            if all(fits(row) for fits in _tests(case, wish)):
                yield row


def _tests(case: Case, wish: Wish) -> Iterator[Callable[[Row], bool]]:
    if wish.theme is not None:
        yield lambda row: row.theme.id == wish.theme
    if wish.speaker is not None:
        yield lambda row: wish.speaker in _speakers(row.statement)
    if wish.kind is not None:
        yield lambda row: row.statement.kind == wish.kind
    if wish.given is not None:
        yield lambda row: row.statement.given == wish.given
    if wish.seed is not None:
        names = set(_seeds(case, [wish.seed]))
        yield lambda row: not names.isdisjoint((*row.seeds, *row.also))
    if wish.origin is not None:
        yield lambda row: (row.statement.origin or NONE) == wish.origin
    if wish.figure is not None:
        yield lambda row: (row.statement.figure is not None) == wish.figure
    if wish.findings:
        yield lambda row: bool(row.codes)
    if wish.words:
        stems = set(map(stem, plain_words(wish.words)))
        yield lambda row: stems <= set(map(stem, plain_words(row.statement.text)))


def _speakers(statement: Statement) -> set[str]:
    entries = (*statement.evidence, *statement.also)
    inside = (name for entry in entries for name in (*entry.by, *entry.via))
    return {*statement.by, *statement.via, *inside}


def _seeds(case: Case, names: Iterable[str]) -> tuple[str, ...]:
    """Return the seeds by their ids, each once; a name that no seed has stays as it is."""
    seeds = ((case.seed(name), name) for name in names)
    return tuple(dict.fromkeys(str(name) if seed is None else seed.id for seed, name in seeds))


def _by_statement(
    case: Case, findings: Iterable[Finding]
) -> dict[tuple[str, int], tuple[str, ...]]:
    """Return the codes of what was found in each statement or heading, by file and first line."""
    starts: dict[str, Sequence[int]] = {
        theme.file: sorted(
            (
                *(section.heading.place.line for section in theme.sections),
                *(first_place(statement).line for statement in theme.statements()),
            )
        )
        for theme in case.briefing.themes
    }
    codes: dict[tuple[str, int], dict[str, None]] = {}
    for found in findings:
        lines = starts.get(found.place.file, ())
        number = bisect_right(lines, found.place.line)
        if number:
            codes.setdefault((found.place.file, lines[number - 1]), {})[found.code] = None
    return {key: tuple(inside) for key, inside in codes.items()}
