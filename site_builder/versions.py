"""What a version of a briefing says, as it is compared: from a project's content.

It is told as `sitedata` tells it of a built site, so that the one can be held to the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from site_builder import markdown
from site_builder.checks.parts import Asked, Role
from site_builder.quotes import Found

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from site_builder.checks.case import Case
    from site_builder.model import Account, Evidence, Figure, Record, Statement, Theme
    from site_builder.places import Text
    from site_builder.seeds import Seed

    Facts = Mapping[str, str]

SKIP = " […] "
"""What stands in a passage where words are left out."""
BRIEFING = "all of it"
"""What stands for an id where what is said is said of the briefing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What one version says: facts, as texts by name, of each thing by (what it is, id).

    `kind` is project or site. An absent fact and an empty one are the same.
    """

    kind: str
    things: Mapping[tuple[str, str], Facts]

    def count(self, what: str) -> int:
        """Return how many things of a kind there are."""
        return sum(kind == what for kind, _ in self.things)


def passages_text(passages: Iterable[str]) -> str:
    """Return passages as a text, a line each, in an order of their own."""
    return "\n".join(sorted(set(passages)))


def passage_text(seed: str, parts: Iterable[str]) -> str:
    """Return a passage as a line: its seed, and its words."""
    return f"{seed}: {SKIP.join(map(one_line, parts))}"


def stretches(spans: Iterable[tuple[int, int, str]]) -> str:
    """Return stretches of a seed as a text, a line each: where it is (code points), and why."""
    return "\n".join(f"{start} to {end}{f': {why}' if why else ''}" for start, end, why in spans)


def attributed(passage: str, by: str, via: str, given: str) -> str:
    """Return a passage with what is said of it alone."""
    own = [f"{name}: {said}" for name, said in (("by", by), ("via", via), ("given", given)) if said]
    return f"{passage} ({'; '.join(own)})" if own else passage


def of_project(case: Case, digests: Mapping[str, str]) -> Version:
    """Return what a project's content says; a quote that is not found counts as it is written.

    `digests` are the SHA-256 of its seeds by file.
    """
    return Version(kind="project", things=dict(_things(case, digests)))


def _things(case: Case, digests: Mapping[str, str]) -> Iterator[tuple[tuple[str, str], Facts]]:
    briefing = case.briefing
    settings = briefing.settings
    edition = settings.edition
    yield (
        ("briefing", BRIEFING),
        {
            "title": str(settings.title),
            "description": str(settings.description),
            "caution": _text(settings.caution),
            "contact": _text(settings.contact),
            "edition": f"{edition.version}, {edition.date}",
            "review by": str(edition.review_by),
            "would change": str(edition.would_change),
            "seed text": settings.seed_text,
            "names": settings.names,
            "summary": ", ".join(settings.summary),
            "figures": ", ".join(settings.figures),
        },
    )
    for theme in briefing.themes:
        yield ("theme", theme.id), _theme(theme)
    apart = _apart(case)
    for theme in briefing.themes:
        for statement in theme.statements():
            yield ("statement", str(statement.id)), _statement(case, theme, statement, apart)
    for name, digest in sorted(digests.items()):
        yield ("seed", name), {"sha256": digest}
    for seed in {seed.id: seed for seed in case.seeds.values()}.values():
        yield ("article", seed.id), _article(seed, seed.record)
    yield from _points(case)
    yield from _entries(case)


def _theme(theme: Theme) -> Facts:
    return {
        "title": str(theme.title),
        "sensitive": ", ".join(theme.sensitive),
        "summary": ", ".join(theme.summary),
        "figures": ", ".join(theme.figures),
        "headings": "\n".join(str(section.heading) for section in theme.sections),
    }


def _statement(
    case: Case, theme: Theme, statement: Statement, apart: Mapping[str, set[str]]
) -> Facts:
    return {
        "text": markdown.plain(statement.text),
        "theme": theme.id,
        "by": ", ".join(statement.by),
        "via": ", ".join(statement.via),
        "given": str(statement.given),
        "kind": str(statement.kind),
        "origin": _text(statement.origin),
        "when": _text(statement.when),
        **_figure(statement.figure, apart.get(str(statement.id), ())),
        "evidence": _evidence(case, statement.evidence),
        "also": _evidence(case, statement.also),
        "accepted": "\n".join(f"{one.code}: {one.words}: {one.reason}" for one in statement.accept),
    }


def _apart(case: Case) -> dict[str, set[str]]:
    """Return with which statements each must not be compared: said of one, it holds of both."""
    found: dict[str, set[str]] = {}
    for statement in case.briefing.statements():
        for other in statement.figure.not_with if statement.figure is not None else ():
            found.setdefault(str(statement.id), set()).add(str(other))
            found.setdefault(str(other), set()).add(str(statement.id))
    return found


def _figure(figure: Figure | None, apart: Iterable[str]) -> Facts:
    if figure is None:
        return {}
    period = figure.period
    known = {
        "kind": figure.kind,
        **dict(figure.numbers),
        "unit": figure.unit,
        "measure": figure.measure,
        "population": figure.population,
        "place": figure.place,
        "period": "" if period is None else period_text(period.words, period.start, period.end),
        "base": figure.base,
        "counted by": figure.counted_by,
        "not with": ", ".join(sorted(apart)),
    }
    return {f"figure {name}": str(text) for name, text in known.items() if text}


def period_text(words: str | None, start: str | None, end: str | None) -> str:
    """Return a period as a text: its words, or from when until when."""
    return str(words or f"{start or ''}/{end or ''}")


def _article(seed: Seed, record: Record) -> Facts:
    stated = {
        label.lower(): "" if fact is None else str(fact.text) for label, fact in record.stated()
    }
    return {
        "short": str(record.short),
        **stated,
        "rights": _text(record.rights),
        "furniture": stretches((*span, "") for span in seed.furniture),
        "set aside": stretches((*span, str(reason)) for span, reason in seed.set_aside),
    }


def _points(case: Case) -> Iterator[tuple[tuple[str, str], Facts]]:
    """Yield the differences and the gaps."""
    every = sorted({seed.id for seed in case.seeds.values()})
    for difference in case.briefing.differences:
        accounts = enumerate(difference.accounts, start=1)
        yield (
            ("difference", str(difference.id)),
            {
                "question": one_line(difference.question),
                "on": str(difference.on),
                "rank": str(difference.rank),
                "note": _plain(difference.note),
                "statements": ", ".join(difference.statements),
                **{f"account {number}": _account(case, account) for number, account in accounts},
            },
        )
    for gap in case.briefing.gaps:
        yield (
            ("gap", str(gap.id)),
            {
                "question": one_line(gap.question),
                "absent": ", ".join(gap.absent),
                "seeds": ", ".join(sorted(map(str, gap.seeds)) or every),
                "themes": ", ".join(gap.themes),
                "note": _plain(gap.note),
            },
        )


def _entries(case: Case) -> Iterator[tuple[tuple[str, str], Facts]]:
    """Yield the speakers, origins, terms and outside notes."""
    for speaker in case.briefing.speakers:
        yield (
            ("speaker", str(speaker.id)),
            {
                "name": str(speaker.name),
                "kind": str(speaker.kind),
                "also": ", ".join(speaker.also),
                "of": _text(speaker.of),
                "role": _text(speaker.role),
                "evidence": _evidence(case, speaker.evidence),
            },
        )
    for origin in case.briefing.origins:
        facts = {"name": str(origin.name), "kind": str(origin.kind), "by": ", ".join(origin.by)}
        yield ("origin", str(origin.id)), facts
    for term in case.briefing.terms:
        if term.text or term.also or term.evidence:  # else no page shows it
            facts = {
                "name": str(term.name),
                "also": ", ".join(term.also),
                "text": _plain(term.text),
                "evidence": _evidence(case, term.evidence),
            }
            yield ("term", str(term.id)), facts
    for note in case.briefing.notes:
        named = {
            "kind": note.kind,
            "name": note.name,
            "text": _plain(note.text),
            "phone": note.phone,
            "url": note.url,
            "source": note.source,
            "checked": note.checked,
            "themes": ", ".join(note.themes),
        }
        yield ("note", str(note.id)), {name: str(said or "") for name, said in named.items()}


def _account(case: Case, account: Account) -> str:
    return account_text(
        account.says, (*account.by, *account.via), _evidence(case, account.evidence)
    )


def account_text(says: str, who: Iterable[str], passages: str) -> str:
    """Return an account as a text: what it says and who does, then its passages."""
    return f"{one_line(says)} ({', '.join(who)})\n{passages}"


def _evidence(case: Case, entries: Iterable[Evidence]) -> str:
    return passages_text(
        attributed(
            _passage(case, entry), ", ".join(entry.by), ", ".join(entry.via), _text(entry.given)
        )
        for entry in entries
    )


def _passage(case: Case, entry: Evidence) -> str:
    quote = entry.quote
    seed = case.seed(quote.seed)
    result = next(
        (case.results[ask] for role in Role if (ask := Asked(quote, role)) in case.results), None
    )
    if seed is None or not isinstance(result, Found):
        return passage_text(str(quote.seed), [quote.text])
    return passage_text(seed.id, [seed.text[slice(*part)] for part in result.parts])


def _text(text: Text | None) -> str:
    return "" if text is None else str(text)


def _plain(text: Text | None) -> str:
    return "" if text is None else markdown.plain(text)


def one_line(text: str) -> str:
    """Return a text with single spaces for all its white space."""
    return " ".join(text.split())
