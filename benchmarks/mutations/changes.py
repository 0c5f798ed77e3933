"""What a change is, the kinds of change, and the drawing of them by chance."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from benchmarks.mutations import names, numbers, proofs, quotations, true, words
from benchmarks.mutations.honest import Edit, UnwritableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from benchmarks.mutations.drafts import Draft
    from benchmarks.mutations.honest import Honest

    Draw = Callable[[Honest, Random], Iterator[Iterator[Draft]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of change: its name, the per cent that must be caught, and where it may be made.

    `draw` yields the places, and each place yields the different changes that may be made there.
    A kind that requires nothing (None) is counted and shown.
    """

    name: str
    required: float | None
    draw: Draw


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A single change of the briefing, with the bytes of the files that it changes."""

    kind: str
    owner: str
    place: str
    before: str
    after: str
    files: Mapping[str, bytes]


KINDS = (
    Kind(name="digit", required=100, draw=numbers.digits),
    Kind(name="number word", required=100, draw=numbers.number_words),
    Kind(name="year", required=100, draw=numbers.years),
    Kind(name="range end", required=100, draw=numbers.range_ends),
    Kind(name="multiple", required=100, draw=numbers.multiples),
    Kind(name="unit", required=95, draw=numbers.units),
    Kind(name="period", required=95, draw=numbers.periods),
    Kind(name="figure", required=100, draw=numbers.figures),
    Kind(name="when", required=None, draw=numbers.dates),
    Kind(name="speaker", required=98, draw=names.speakers),
    Kind(name="name swapped", required=98, draw=names.swapped),
    Kind(name="name misspelt", required=98, draw=names.misspelt),
    Kind(name="hedge dropped", required=95, draw=words.hedges_dropped),
    Kind(name="strong word", required=95, draw=words.strengthened),
    Kind(name="negation added", required=95, draw=words.negated),
    Kind(name="negation dropped", required=95, draw=words.affirmed),
    Kind(name="quoted word", required=100, draw=quotations.quoted_words),
    Kind(name="quotes swapped", required=95, draw=proofs.quotes_swapped),
    Kind(name="seed id", required=95, draw=proofs.seed_ids),
    Kind(name="letter of a quote", required=100, draw=proofs.letters),
    Kind(name="character of a seed", required=100, draw=proofs.seed_characters),
    Kind(name="ellipsis", required=100, draw=proofs.ellipses),
    Kind(name="given raised", required=95, draw=proofs.given_raised),
    Kind(name="kind raised", required=95, draw=proofs.kind_raised),
)

EACH = 50
"""How many changes of each kind are made where no count is asked for."""


def draw(
    honest: Honest, seed: int, *, count: int | None = None, kinds: Sequence[Kind] = KINDS
) -> list[Change]:
    """Return `count` changes, the same for the same seed, evenly spread over kinds and places.

    A kind that has fewer than its share leaves the rest to the others; there are fewer than
    `count` only where no kind has any left.
    """
    wanted = EACH * len(kinds) if count is None else count
    sources = {kind.name: _of_kind(honest, kind, seed) for kind in kinds}
    made: dict[str, list[Change]] = {kind.name: [] for kind in kinds}
    while sources and wanted:
        for name in list(sources):
            change = next(sources[name], None) if wanted else None
            if change is not None:
                made[name].append(change)
                wanted -= 1
            elif wanted:
                del sources[name]
    return [change for changes in made.values() for change in changes]


def _of_kind(honest: Honest, kind: Kind, seed: int) -> Iterator[Change]:
    """Yield changes of a kind, place by place in turn, each once and none that stays true."""
    random = Random(f"{seed} {kind.name}")
    places = list(kind.draw(honest, random))
    random.shuffle(places)
    done: set[tuple[str, str, str]] = set()
    while places:
        for place in list(places):
            change = _next_at(honest, kind.name, place, done)
            if change is None:
                places.remove(place)
            else:
                yield change


def _next_at(
    honest: Honest, kind: str, place: Iterator[Draft], done: set[tuple[str, str, str]]
) -> Change | None:
    for draft in place:
        key = (draft.owner, draft.before, draft.after)
        if key in done or true.stays_true(honest, kind, draft):
            continue
        done.add(key)
        try:
            edits = [e if isinstance(e, Edit) else honest.reword(*e) for e in draft.edits]
            written = len(edits) == 1 and not isinstance(draft.edits[0], Edit)
            files = honest.write(edits, known=written)
        except UnwritableError:
            continue
        return Change(
            kind=kind,
            owner=draft.owner,
            place=draft.place,
            before=draft.before,
            after=draft.after,
            files=files,
        )
    return None
