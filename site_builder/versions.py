"""What a version of a briefing says, as it is compared, from a project's content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from site_builder import markdown
from site_builder.checks.parts import Asked, Role
from site_builder.quotes import Found

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from site_builder.checks.case import Case
    from site_builder.model import Account, Evidence, Figure, Statement, Theme

SKIP = " […] "
"""What stands in a passage where words are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A statement as it is compared: its words, what is said of it, and the passages it rests on.

    `facts` are by name: who says it and how, and the figure. A passage is (seed, words).
    """

    text: str
    facts: Mapping[str, str]
    evidence: tuple[tuple[str, str], ...]
    also: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What one version says. `points` are differences and gaps by (what, id), as texts by name.

    `kind` is project or site, which tell facts and points in words of their own: these are compared
    between two of a kind. Seeds are SHA-256 by file.
    """

    kind: str
    statements: Mapping[str, Claim]
    points: Mapping[tuple[str, str], Mapping[str, str]]
    seeds: Mapping[str, str]


def passages_text(passages: Iterable[tuple[str, str]]) -> str:
    """Return passages as a text, a line each, in an order of their own."""
    return "\n".join(f"{seed}: {words}" for seed, words in sorted(set(passages)))


def of_project(case: Case, digests: Mapping[str, str]) -> Version:
    """Return what a project's content says; a quote that is not found counts as it is written.

    `digests` are the SHA-256 of its seeds by file.
    """
    briefing = case.briefing
    statements = {
        str(statement.id): _claim(case, theme, statement)
        for theme in briefing.themes
        for statement in theme.statements()
    }
    points: dict[tuple[str, str], dict[str, str]] = {}
    for difference in briefing.differences:
        points["difference", str(difference.id)] = {
            "question": one_line(difference.question),
            "rank": str(difference.rank),
            "note": one_line(difference.note or ""),
            **{
                f"account {number}": _account(case, account)
                for number, account in enumerate(difference.accounts, start=1)
            },
        }
    for gap in briefing.gaps:
        points["gap", str(gap.id)] = {
            "question": one_line(gap.question),
            "absent": ", ".join(gap.absent),
            "seeds": ", ".join(gap.seeds) or "all",
            "note": one_line(gap.note or ""),
        }
    return Version(kind="project", statements=statements, points=points, seeds=digests)


def _claim(case: Case, theme: Theme, statement: Statement) -> Claim:
    facts = {
        "theme": theme.id,
        "by": ", ".join(statement.by),
        "via": ", ".join(statement.via),
        "given": str(statement.given),
        "kind": str(statement.kind),
        "origin": str(statement.origin or ""),
        "when": str(statement.when or ""),
        **_figure(statement.figure),
    }
    return Claim(
        text=markdown.plain(statement.text),
        facts=facts,
        evidence=tuple(_passage(case, entry) for entry in statement.evidence),
        also=tuple(_passage(case, entry) for entry in statement.also),
    )


def _figure(figure: Figure | None) -> dict[str, str]:
    if figure is None:
        return {}
    period = figure.period
    when = "" if period is None else period.words or f"{period.start or ''}/{period.end or ''}"
    known = {
        "kind": figure.kind,
        **dict(figure.numbers),
        "unit": figure.unit,
        "measure": figure.measure,
        "population": figure.population,
        "place": figure.place,
        "period": when,
        "base": figure.base,
        "counted by": figure.counted_by,
        "not with": ", ".join(figure.not_with),
    }
    return {f"figure {name}": str(text) for name, text in known.items() if text}


def _account(case: Case, account: Account) -> str:
    passages = passages_text(_passage(case, entry) for entry in account.evidence)
    who = ", ".join((*account.by, *account.via))
    return f"{one_line(account.says)} ({who})\n{passages}"


def _passage(case: Case, entry: Evidence) -> tuple[str, str]:
    quote = entry.quote
    seed, result = case.seed(quote.seed), case.results.get(Asked(quote, Role.EVIDENCE))
    if seed is None or not isinstance(result, Found):
        return str(quote.seed), one_line(quote.text)
    return seed.id, SKIP.join(one_line(seed.text[slice(*part)]) for part in result.parts)


def one_line(text: str) -> str:
    """Return a text with single spaces for all its white space."""
    return " ".join(text.split())
