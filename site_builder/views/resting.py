"""What rests on each passage: the way back from an article to the briefing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal

from site_builder import urls

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from site_builder.model import Difference, Evidence, Passage, Quote, Statement
    from site_builder.views.index import Index

    _Maker = tuple[Quote, Callable[[Passage], "Resting"]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resting:
    """Something that rests on a passage: a statement, a difference or a fact about the article."""

    passage: Passage
    kind: Literal["statement", "difference", "fact"]
    text: str
    speaker: str
    target: str


class Rests(Mapping[str, "list[Resting]"]):
    """What rests on each seed's passages, by seed id, in the order of the site.

    That of a seed is made when it is asked for: of a large briefing an article shows little.
    """

    def __init__(self, makers: Mapping[str, Sequence[Callable[[], Resting]]]) -> None:
        self._makers = makers
        self._made: dict[str, list[Resting]] = {}

    def __getitem__(self, seed_id: str) -> list[Resting]:
        if seed_id not in self._made:
            self._made[seed_id] = [make() for make in self._makers[seed_id]]
        return self._made[seed_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)


def resting(index: Index) -> Rests:
    """Return what rests on each seed's passages."""
    makers: dict[str, list[Callable[[], Resting]]] = {seed.id: [] for seed in index.seeds}
    for quote, make in (*_statements(index), *_differences(index), *_facts(index)):
        passage = index.passage(quote)
        makers[passage.seed].append(partial(make, passage))
    return Rests(makers)


def quotes(index: Index) -> Iterator[Quote]:
    """Yield every quote whose passage an article's page marks, in the order of the site."""
    for every in (_statements(index), _differences(index), _facts(index)):
        yield from (quote for quote, _ in every)


def _statements(index: Index) -> Iterator[_Maker]:
    def make(name: str, statement: Statement, entry: Evidence, passage: Passage) -> Resting:
        return Resting(
            passage=passage,
            kind="statement",
            text=index.statement_words(name),
            speaker=index.speaker(
                entry.by or statement.by, entry.given or statement.given, statement.origin
            ),
            target=index.statement_path(name),
        )

    for name, (_, statement) in index.statements.items():
        for entry in (*statement.evidence, *statement.also):
            yield entry.quote, partial(make, name, statement, entry)


def _differences(index: Index) -> Iterator[_Maker]:
    def make(difference: Difference, passage: Passage) -> Resting:
        return Resting(
            passage=passage,
            kind="difference",
            text=f"Articles differ: {difference.question}",
            speaker="",
            target=f"{urls.DIFFERENCES}#{difference.id}",
        )

    for difference in index.ranked:
        for entry in (entry for account in difference.accounts for entry in account.evidence):
            yield entry.quote, partial(make, difference)


def _facts(index: Index) -> Iterator[_Maker]:
    def make(text: str, target: str, passage: Passage) -> Resting:
        return Resting(passage=passage, kind="fact", text=text, speaker="", target=target)

    for term in index.proved.briefing.terms:
        for entry in term.evidence:
            target = f"{urls.WORDS}#{term.id}"
            yield entry.quote, partial(make, f"explains “{term.name}”", target)
    for speaker in index.proved.briefing.speakers:
        for entry in speaker.evidence:
            target = f"{urls.PEOPLE}#{urls.speaker_anchor(speaker.id)}"
            yield entry.quote, partial(make, f"shows who {speaker.name} is", target)
    for seed in index.seeds:
        for label, fact in seed.record.stated():
            if fact is not None and fact.basis in index.proved.passages:
                yield fact.basis, partial(make, f"gives the article’s {label.lower()}", "")
