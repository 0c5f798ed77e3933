"""What rests on each passage: the way back from an article to the briefing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from site_builder import urls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_builder.model import Passage
    from site_builder.views.index import Index


@dataclass(frozen=True, slots=True, kw_only=True)
class Resting:
    """Something that rests on a passage: a statement, a difference or a fact about the article."""

    passage: Passage
    kind: Literal["statement", "difference", "fact"]
    text: str
    speaker: str
    target: str


def resting(index: Index) -> dict[str, list[Resting]]:
    """Return what rests on each seed's passages, by seed id, in the order of the site."""
    found: dict[str, list[Resting]] = {seed.id: [] for seed in index.seeds}
    for item in (*_statements(index), *_differences(index), *_facts(index)):
        found[item.passage.seed].append(item)
    return found


def _statements(index: Index) -> Iterator[Resting]:
    for name, (_, statement) in index.statements.items():
        for entry in (*statement.evidence, *statement.also):
            yield Resting(
                passage=index.passage(entry.quote),
                kind="statement",
                text=index.statement_words(name),
                speaker=index.speaker(entry.by or statement.by, entry.given or statement.given),
                target=index.statement_path(name),
            )


def _differences(index: Index) -> Iterator[Resting]:
    for difference in index.ranked:
        for entry in (entry for account in difference.accounts for entry in account.evidence):
            yield Resting(
                passage=index.passage(entry.quote),
                kind="difference",
                text=f"Articles differ: {difference.question}",
                speaker="",
                target=f"{urls.DIFFERENCES}#{difference.id}",
            )


def _facts(index: Index) -> Iterator[Resting]:
    for term in index.proved.briefing.terms:
        for entry in term.evidence:
            yield Resting(
                passage=index.passage(entry.quote),
                kind="fact",
                text=f"explains “{term.name}”",
                speaker="",
                target=f"{urls.METHOD}#{term.id}",
            )
    for seed in index.seeds:
        for label, fact in seed.record.stated():
            if fact is not None:
                yield Resting(
                    passage=index.passage(fact.basis),
                    kind="fact",
                    text=f"gives the article’s {label.lower()}",
                    speaker="",
                    target="",
                )
