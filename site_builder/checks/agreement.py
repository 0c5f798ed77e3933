"""Agreement: where passages differ on the same point, a difference says so.

Compared are the passages under one statement, each of which carries the whole claim, and the
figures that have one measure, place and period.
"""

from __future__ import annotations

from functools import partial
from itertools import combinations
from typing import TYPE_CHECKING

from site_builder.checks.misfits import passages
from site_builder.findings import Finding, finding
from site_builder.language.spelling import distance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_builder.checks.case import Case
    from site_builder.checks.claims import Claim, Support
    from site_builder.checks.parts import Part
    from site_builder.language.said import Said
    from site_builder.model import Figure, Statement, Theme

_SHORTEST = 4  # letters of a name whose spelling is compared
_MOST = 20  # figures, or passages of a statement, that are compared each with each
_ROLES = {
    "count": "the number",
    "share": "the share",
    "multiple": "the multiple",
    "year": "the year",
    "age": "the age",
    "vague": "the number",
    "day": "the day",
    "plain": "the number",
}


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for each point on which seeds differ and no difference speaks of it."""
    listed = {str(name) for d in case.briefing.differences for name in d.statements}
    differences = case.part(case.briefing.differences)
    cited = _cited(case, differences)
    for theme in case.briefing.themes:
        part = case.part(theme)
        made = partial(_of_theme, case, theme, part, listed, cited)
        yield from case.memory.once("agreement", (part, differences, *case.names), made)
    yield from _figures(case)


def _of_theme(
    case: Case, theme: Theme, part: Part, listed: set[str], cited: list[set[tuple[str, int]]]
) -> list[Finding]:
    """Return what differs between the passages of its statements."""
    if not any(statement.also for statement in theme.statements()):
        return []
    return [
        found
        for claim in case.claims(part)
        if claim.statement is not None and claim.also and str(claim.statement.id) not in listed
        for found in _within(claim, claim.statement.id, cited)
    ]


def _cited(case: Case, part: Part) -> list[set[tuple[str, int]]]:
    """Return, for each difference, the paragraphs that its accounts cite."""
    found = []
    for difference in case.briefing.differences:
        places: set[tuple[str, int]] = set()
        for account in difference.accounts:
            for entry in account.evidence:
                passage = part.passages.get(entry.quote)
                seed = case.seed(entry.quote.seed)
                if passage is not None and seed is not None:
                    places.add((seed.id, seed.paragraph_at(passage.start)))
        found.append(places)
    return found


def _within(claim: Claim, name: str, cited: list[set[tuple[str, int]]]) -> Iterator[Finding]:
    """Yield what differs between the evidence of a statement and what also carries it."""
    told: set[str] = set()
    for main in claim.supports[:_MOST]:
        for other in claim.also[:_MOST]:
            places = {_place(main), _place(other)}
            if any(places <= known for known in cited):
                continue
            for slot, mine, theirs in differing(main.said, other.said):
                if slot in told:
                    continue
                told.add(slot)
                yield finding(
                    "difference-missing",
                    other.entry.quote.text,
                    f"the articles differ on {slot}: “{mine}” ({main.seed.id}), “{theirs}”"
                    f" ({other.seed.id})",
                    hint=f"add a difference to content/differences.yaml that lists “{name}”",
                    notes=passages((main, other), mine),
                )


def _place(support: Support) -> tuple[str, int]:
    return support.seed.id, support.seed.paragraph_at(support.parts[0].start)


def differing(one: Said, other: Said) -> Iterator[tuple[str, str, str]]:
    """Yield (what, in one, in the other) for each point on which two passages of a claim differ."""
    yield from _numbers(one, other)
    yield from _spellings(one, other)


def _numbers(one: Said, other: Said) -> Iterator[tuple[str, str, str]]:
    """Yield numbers of one role, of the same thing, that are not the same."""
    for role, name in _ROLES.items():
        mine = [n for n in one.numbers if n.role == role]
        theirs = [n for n in other.numbers if n.role == role]
        values = {n.values for n in mine} & {n.values for n in theirs}
        for a in (n for n in mine if n.values not in values):
            for b in (n for n in theirs if n.values not in values):
                same = set(a.counts[:3]) & set(b.counts[:3]) or not (a.counts or b.counts)
                if same and a.unit == b.unit:
                    yield name, one.text[a.start : a.end], other.text[b.start : b.end]


def _spellings(one: Said, other: Said) -> Iterator[tuple[str, str, str]]:
    """Yield names that differ by a letter or two."""
    mine, theirs = _capitals(one), _capitals(other)
    others = [name for name in theirs if name not in mine]
    for a in (name for name in mine if name not in theirs):
        for b in others:
            if a[0] == b[0] and distance(a, b, 2) <= (1 if len(a) < 6 else 2):
                yield "the spelling of a name", mine[a], theirs[b]


def _capitals(said: Said) -> dict[str, str]:
    found: dict[str, str] = {}
    for word in said.words[1:]:
        text = said.text[word.start : word.end]
        if text[0].isupper() and not text.isupper() and len(text) >= _SHORTEST:
            found[word.text.removesuffix("'s")] = text.removesuffix("’s")
    return found


def _figures(case: Case) -> Iterator[Finding]:
    """Yield figures of one measure, place and period whose values differ."""
    same: dict[tuple[str, ...], list[tuple[Statement, Figure]]] = {}
    for statement in case.briefing.statements():
        figure = statement.figure
        if figure is not None and figure.measure:
            same.setdefault(_subject(figure), []).append((statement, figure))
    together = [set(map(str, d.statements)) for d in case.briefing.differences]
    for group in same.values():
        for (first, one), (second, other) in combinations(group[:_MOST], 2):
            if _values(one) == _values(other):
                continue
            pair = {str(first.id), str(second.id)}
            if any(pair <= names for names in together):
                continue
            mine, theirs = " to ".join(_values(one)), " to ".join(_values(other))
            message = (
                f"this figure is {theirs}; that of “{first.id}”, of the same measure, is {mine}"
            )
            hint = (
                "add a difference that lists both statements, or say what sets them apart in"
                " `measure`"
            )
            yield finding("difference-missing", other.measure, message, hint=hint)


def _subject(figure: Figure) -> tuple[str, ...]:
    period = figure.period
    when = (
        (str(period.words or ""), str(period.start or ""), str(period.end or "")) if period else ()
    )
    parts = (figure.kind, figure.measure, figure.place or "", figure.population or "", *when)
    return tuple(" ".join(part.casefold().split()) for part in parts)


def _values(figure: Figure) -> tuple[str, ...]:
    return tuple(str(value).casefold().replace(",", "") for _, value in figure.numbers)
