"""Changes of the proof: quotes, seeds, how a claim is given, and what kind of claim it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from benchmarks.mutations.drafts import Draft, shuffled
from benchmarks.mutations.honest import Edit, scalars

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from benchmarks.mutations.honest import Honest
    from site_builder.model import Evidence, Quote, Statement
    from site_builder.places import Text
    from site_builder.yamltext import Mapping

_TRIES = 60  # at one place
_NEGATION = re.compile(
    r"\b(?:not|no|never|without|cannot|none|nor|neither|\w+n[’']t)\b", re.IGNORECASE
)
_GIVEN = {"own-words": ("paraphrased", "quoted"), "paraphrased": ("quoted",)}
_KIND = {
    "estimate": ("count", "description"),
    "judgement": ("description", "event"),
    "plan": ("event", "court-outcome"),
    "event": ("court-outcome",),
}


def _evidence(honest: Honest) -> Iterator[tuple[Statement, Evidence]]:
    for statement in honest.briefing.statements():
        for evidence in (*statement.evidence, *statement.also):
            yield statement, evidence


def _quotes(honest: Honest) -> Iterator[tuple[str, str, Quote]]:
    """Yield (owner, place, quote) for everything that is proved by words of a seed."""
    for statement, evidence in _evidence(honest):
        yield str(statement.id), "statement", evidence.quote
        if evidence.context is not None:
            yield f"{statement.id}: context", "context", evidence.context
    for difference in honest.briefing.differences:
        for number, account in enumerate(difference.accounts, 1):
            for evidence in account.evidence:
                yield f"{difference.id}: account {number}", "account", evidence.quote
    for evidence in honest.briefing.naming():
        yield f"the name at {evidence.quote.text.place}", "name", evidence.quote
    for record in honest.briefing.records:
        for voice in record.voices:
            yield f"{record.seed}: voice", "voice", voice.shown_by


def seed_ids(honest: Honest, random: Random) -> Iterator[Iterator[Draft]]:
    """Yield, for each entry of evidence, the ids of the other seeds."""
    for owner, place, quote in _quotes(honest):
        if place not in ("context", "voice"):
            yield _other_seeds(honest, owner, place, quote, random)


def _other_seeds(
    honest: Honest, owner: str, place: str, quote: Quote, random: Random
) -> Iterator[Draft]:
    here = honest.seed(str(quote.seed))
    for new in shuffled([s for s in honest.seeds if here is None or s != here.id], random):
        yield Draft(
            owner=owner,
            place=place,
            before=f"seed {quote.seed}: {quote.text}",
            after=f"seed {new}: {quote.text}",
            edits=((quote.seed, new),),
            new=new,
            quotes=(quote,),
        )


def letters(honest: Honest, random: Random) -> Iterator[Iterator[Draft]]:
    """Yield, for each quote, itself with one letter changed."""
    for owner, place, quote in _quotes(honest):
        yield _other_letters(owner, place, quote, random)


def _other_letters(owner: str, place: str, quote: Quote, random: Random) -> Iterator[Draft]:
    text = str(quote.text)
    at = [k for k, letter in enumerate(text) if letter.isalpha()]
    for k in shuffled(at, random):
        new = random.choice([c for c in "aeinorst" if c != text[k].lower()])
        after = text[:k] + (new.upper() if text[k].isupper() else new) + text[k + 1 :]
        yield _requoted(owner, place, quote, after)


def _requoted(owner: str, place: str, quote: Quote, after: str) -> Draft:
    return Draft(
        owner=owner,
        place=place,
        before=str(quote.text),
        after=after,
        edits=((quote.text, after),),
        new=after,
        quotes=(quote,),
    )


def seed_characters(honest: Honest, random: Random) -> Iterator[Iterator[Draft]]:
    """Yield, for each seed, itself with one character changed, left out or put in."""
    for seed in honest.seeds.values():
        yield from (_other_characters(honest, seed.name, random) for _ in range(4))


def _other_characters(honest: Honest, name: str, random: Random) -> Iterator[Draft]:
    text = honest.inputs.seeds[name].decode()
    for _ in range(_TRIES):
        at = random.randrange(len(text))
        old = text[at]
        digits = "0123456789" if old.isdigit() else "aeinorst"
        new = random.choice([c for c in digits if c != old])
        new = random.choice((new, new, new + old, ""))
        around = (text[max(at - 20, 0) : at], text[at + 1 : at + 20])
        yield Draft(
            owner=f"{name} at {at}",
            place="seed",
            before=old.join(around),
            after=new.join(around),
            edits=(Edit(file=name, start=at, end=at + 1, new=new),),
        )


def ellipses(honest: Honest, random: Random) -> Iterator[Iterator[Draft]]:
    """Yield, for each negation in a quote, the quote with a […] in its place."""
    for owner, place, quote in _quotes(honest):
        for found in _NEGATION.finditer(quote.text):
            if place in ("statement", "account"):
                yield _skips(owner, place, quote, found, random)


def _skips(
    owner: str, place: str, quote: Quote, found: re.Match[str], random: Random
) -> Iterator[Draft]:
    text = str(quote.text)
    before, after = text[: found.start()].split(), text[found.end() :].split()
    sizes = [(b, a) for b in range(3) for a in range(3) if b < len(before) and a < len(after)]
    for b, a in shuffled(sizes, random):
        kept = [*before[: len(before) - b], "[…]", *after[a:]]
        draft = _requoted(owner, place, quote, " ".join(kept))
        yield Draft(
            owner=owner,
            place=place,
            before=text,
            after=draft.after,
            edits=draft.edits,
            old=" ".join([*before[len(before) - b :], found[0], *after[: max(a, 1)]]),
            quotes=(quote,),
        )


def quotes_swapped(honest: Honest, random: Random) -> Iterator[Iterator[Draft]]:
    """Yield, for each entry of evidence, its exchange with entries of other statements."""
    every = list(_evidence(honest))
    for place in range(len(every)):
        yield _exchanges(honest, every, place, random)


def _exchanges(
    honest: Honest, every: list[tuple[Statement, Evidence]], place: int, random: Random
) -> Iterator[Draft]:
    """Yield exchanges with neighbours and, in turn, with any other statement."""
    near = [k for k in range(place - 4, place + 5) if 0 <= k < len(every)]
    far = random.sample(range(len(every)), min(len(every), 12))
    one, evidence = every[place]
    order = [k for pair in zip(shuffled(near, random), far, strict=False) for k in pair]
    for k in order:
        other, its = every[k]
        if one.id == other.id:
            continue
        edits = exchange(honest, evidence.quote, its.quote)
        if edits is not None:
            yield Draft(
                owner=f"{one.id} and {other.id}",
                place="statement",
                before=f"{one.text} || {evidence.quote.seed}: {evidence.quote.text}",
                after=f"{other.text} || {its.quote.seed}: {its.quote.text}",
                edits=edits,
                quotes=(evidence.quote, its.quote),
            )


def exchange(honest: Honest, one: Quote, other: Quote) -> tuple[Edit, Edit] | None:
    """Return the edits that exchange two entries of evidence whole; None if they stand apart."""
    a, b = honest.entry(one), honest.entry(other)
    if a is None or b is None:
        return None
    inline = all(node.source.text[node.start] == "{" for node in (a, b))
    if not inline and a.source.place(a.start).column != b.source.place(b.start).column:
        return None

    def put(there: Mapping, new: Mapping) -> Edit:
        return Edit(
            file=there.source.name,
            start=there.start,
            end=there.end,
            new=new.source.text[new.start : new.end],
            values=tuple(str(scalar) for scalar in scalars(new)),
        )

    return put(a, b), put(b, a)


def given_raised(honest: Honest, random: Random) -> Iterator[Iterator[Draft]]:
    """Yield, for each `given`, those nearer to the speaker's own words."""
    for statement in honest.briefing.statements():
        both = (*statement.evidence, *statement.also)
        own = tuple(e.quote for e in both if e.given is None)
        yield _raised(statement, statement.given, _GIVEN, own, random)
        for evidence in both:
            if evidence.given is not None:
                yield _raised(statement, evidence.given, _GIVEN, (evidence.quote,), random)


def kind_raised(honest: Honest, random: Random) -> Iterator[Iterator[Draft]]:
    """Yield, for each `kind` that is less than certain, firmer ones."""
    for statement in honest.briefing.statements():
        quotes = tuple(e.quote for e in (*statement.evidence, *statement.also))
        yield _raised(statement, statement.kind, _KIND, quotes, random)


def _raised(
    statement: Statement,
    text: Text,
    firmer: dict[str, tuple[str, ...]],
    quotes: tuple[Quote, ...],
    random: Random,
) -> Iterator[Draft]:
    key = "kind" if text is statement.kind else "given"
    of = "" if text is statement.kind or text is statement.given else " of evidence"
    for new in shuffled(list(firmer.get(str(text), ())), random):
        yield Draft(
            owner=str(statement.id),
            place="statement",
            before=f"{key}{of}: {text}",
            after=f"{key}{of}: {new}",
            edits=((text, new),),
            old=str(text),
            new=new,
            statement=statement,
            quotes=quotes,
        )
