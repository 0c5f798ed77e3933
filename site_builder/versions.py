"""What a version of a briefing says, from a project's content or from the pages of a built site."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from site_builder import markdown
from site_builder.checks.case import Asked, Role
from site_builder.quotes import Found

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from site_builder.checks.case import Case
    from site_builder.model import Account, Evidence, Figure, Statement, Theme

_SEED = re.compile(r"articles/([^/#]+)\.html#")
_SKIP = " […] "


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
    """What one version says. `points` are differences and gaps by (what, id), None where unknown.

    `kind` is project or site: facts are compared between two of a kind. Seeds are SHA-256 by file.
    """

    kind: str
    statements: Mapping[str, Claim]
    points: Mapping[tuple[str, str], Mapping[str, str]] | None
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
            "question": _line(difference.question),
            "rank": str(difference.rank),
            "note": _line(difference.note or ""),
            **{
                f"account {number}": _account(case, account)
                for number, account in enumerate(difference.accounts, start=1)
            },
        }
    for gap in briefing.gaps:
        points["gap", str(gap.id)] = {
            "question": _line(gap.question),
            "absent": ", ".join(gap.absent),
            "seeds": ", ".join(gap.seeds) or "all",
            "note": _line(gap.note or ""),
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
    return f"{_line(account.says)} ({who})\n{passages}"


def _passage(case: Case, entry: Evidence) -> tuple[str, str]:
    quote = entry.quote
    seed, result = case.seed(quote.seed), case.results.get(Asked(quote, Role.EVIDENCE))
    if seed is None or not isinstance(result, Found):
        return str(quote.seed), _line(quote.text)
    return seed.id, _SKIP.join(_line(seed.text[slice(*part)]) for part in result.parts)


def _line(text: str) -> str:
    return " ".join(text.split())


def of_site(pages: Mapping[str, str], digests: Mapping[str, str]) -> Version:
    """Return what the pages of a site's themes say; `digests` are the SHA-256 of its seeds by file.

    `pages` is HTML by path. Who says a statement and what its figure is are told in the words of
    the page; of differences and gaps nothing is told.
    """
    statements: dict[str, Claim] = {}
    for path, html in sorted(pages.items()):
        reader = _Reader(path)
        reader.feed(html)
        reader.close()
        statements |= reader.claims
    return Version(kind="site", statements=statements, points=None, seeds=digests)


@dataclass(slots=True)
class _Begun:
    """A statement that is being read from a page."""

    id: str
    text: list[str] = field(default_factory=list)
    speaker: list[str] = field(default_factory=list)
    figure: list[str] = field(default_factory=list)
    evidence: list[tuple[str, list[str]]] = field(default_factory=list)
    also: list[tuple[str, list[str]]] = field(default_factory=list)


class _Reader(HTMLParser):
    """Reads the statements of a theme's page, as templates/macros/statement.html writes them."""

    def __init__(self, path: str) -> None:
        super().__init__(convert_charrefs=True)
        self.claims: dict[str, Claim] = {}
        self._path = path
        self._open: list[tuple[str, str]] = []  # (element, its class)
        self._now: _Begun | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a statement or a passage."""
        given = dict(attrs)
        kind = given.get("class") or ""
        if tag in _VOID:
            return
        self._open.append((tag, kind))
        if tag == "li" and kind == "statement" and given.get("id"):
            self._now = _Begun(id=given["id"] or "")
        if tag == "blockquote" and self._now is not None:
            seed = _SEED.search(given.get("cite") or "")
            further = any(tag == "details" for tag, _ in self._open)
            passages = self._now.also if further else self._now.evidence
            passages.append((seed[1] if seed else "", []))

    def handle_endtag(self, tag: str) -> None:
        """End what is open, and the statement where it is that."""
        while self._open:
            ended, kind = self._open.pop()
            if (ended, kind) == ("li", "statement") and self._now is not None:
                self.claims[self._now.id] = _finished(self._now, self._path)
                self._now = None
            if ended == tag:
                return

    def handle_data(self, data: str) -> None:
        """Take the words to where they belong."""
        if self._now is None:
            return
        kinds = [kind for _, kind in self._open]
        tags = [tag for tag, _ in self._open]
        if "blockquote" in tags:
            passages = self._now.also if "details" in tags else self._now.evidence
            passages[-1][1].append(data if "cut" not in kinds else _SKIP * ("[" in data))
        elif "statement__text" in kinds:
            self._now.text.append(data)
        elif "speaker" in kinds:
            self._now.speaker.append(data)
        elif "dt" in tags or "dd" in tags:
            self._now.figure.append(f"{data}:" if "dt" in tags else f"{data};")


_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


def _finished(begun: _Begun, path: str) -> Claim:
    return Claim(
        text=_line("".join(begun.text)),
        facts={
            "page": path,
            "speaker": _line("".join(begun.speaker)),
            "figure": _line(" ".join(begun.figure)),
        },
        evidence=tuple((seed, _line("".join(words))) for seed, words in begun.evidence),
        also=tuple((seed, _line("".join(words))) for seed, words in begun.also),
    )
