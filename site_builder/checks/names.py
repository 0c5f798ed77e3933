"""Names: every name in a claim is shown by its passages, and spelt as they spell it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_builder.checks.misfits import Misfit, passages
from site_builder.language.numerals import CARDINALS
from site_builder.language.spelling import (
    Joined,
    Spellings,
    bare,
    capital_words,
    capitals,
    distance,
    opens_sentence,
)
from site_builder.language.words import EMPTY, WORD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_builder.checks.claims import Claim, Support
    from site_builder.language.names import Name

_US = frozenset({"we", "us", "our", "ours"})


def rule(claim: Claim) -> Iterator[Misfit]:
    """Yield a misfit for each name that the passages do not show, or spell otherwise."""
    known = [*_known(claim), *_terms(claim)]
    yield from known
    told = [misfit.span for misfit in known if misfit.span]
    found = list(_strange(claim))
    shown = Joined(list(_spellings(claim))) if found else Joined([])
    for start, end, opens in found:
        if claim.said.is_quoted(start) or any(a <= start < b for a, b in told):
            continue
        misfit = _unknown(claim, shown, start, end, opens=opens)
        if misfit is not None:
            yield misfit


def _strange(claim: Claim) -> Iterator[tuple[int, int, bool]]:
    """Yield the words with a capital that neither a passage has nor a name of a speaker."""
    desk = claim.desk
    read = [said.vocabulary for support in claim.supports for said in support.shown]
    known = (desk.words_of((*claim.by, *claim.via)), EMPTY, CARDINALS.keys(), *read)
    text = claim.said.text
    found = [(bare(text[start:end]), start, end) for start, end in capital_words(text)]
    strange = {word for word, _, _ in found}.difference(*known)
    for word, start, end in found if strange else ():
        if word in strange:
            yield start, end, opens_sentence(text, start)


def _terms(claim: Claim) -> Iterator[Misfit]:
    """Yield a misfit for each name that is a term of the briefing and that no passage has."""
    desk, said = claim.desk, claim.said
    for name in desk.proper_terms.find(said):
        words = said.text[name.start : name.end]
        read = [text for support in claim.supports for text in support.shown]
        if said.is_quoted(name.start) or any(
            other.id == name.id for text in read for other in desk.proper_terms.find(text)
        ):
            continue
        if Joined(list(_spellings(claim))).has(words.split()[0]):
            continue
        yield Misfit(
            code="name-unshown",
            words=words,
            message=f"no passage of this {claim.called} names “{words}”",
            hint="leave the name out, or cite the words that give it",
            span=(name.start, name.end),
            notes=passages(claim.supports),
        )


def _known(claim: Claim) -> Iterator[Misfit]:
    """Yield a misfit for each speaker whom the text names and no passage shows."""
    desk, said = claim.desk, claim.said
    named = desk.named(said)
    if not named:
        return
    allowed = desk.with_offices((*claim.by, *claim.via))
    if all(name.id in allowed and not name.hears for name in named):
        return
    for support in claim.supports:
        allowed = allowed.union(
            desk.with_offices((*support.entry.by, *support.entry.via)), support.shows
        )
    for name in named:
        heard = not name.hears or name.id in map(str, claim.via) or _is_heard(claim, name)
        if (name.id in allowed and heard) or said.is_quoted(name.start):
            continue
        words = said.text[name.start : name.end]
        said_there = Joined([text.spelling for support in claim.supports for text in support.shown])
        if heard and all(map(said_there.has_name, words.split())):
            continue
        if any(_is_us(support, desk.name(name.id)) for support in claim.supports):
            continue
        yield Misfit(
            code="name-unshown",
            words=words,
            message=f"{_naming(words, desk.name(name.id))}, whom no passage of it shows",
            hint="name whom the passage names, or cite the words that name this one",
            span=(name.start, name.end),
            notes=passages(claim.supports),
        )


def _naming(words: str, name: str) -> str:
    """Return whom the words of a text name: "the council" may be one that is called otherwise."""
    if words.casefold() in name.casefold():
        return f"the text names {name}"
    return f"“{words}” of the text names {name}"


def _is_us(support: Support, name: str) -> bool:
    """Tell whether "us" stands in a passage, outside speech, for who its article says it is by."""
    said = support.said
    spans = (span for token, span in zip(said.tokens, said.spans, strict=True) if token in _US)
    if all(said.is_quoted(start) for start, _ in spans):
        return False
    stated = support.desk.spelling_of_record(support.seed)
    return all(stated.has_name(word) for word in name.split() if word[0].isupper())


def _is_heard(claim: Claim, name: Name) -> bool:
    """Tell whether a passage, too, has somebody tell this one something."""
    return any(
        other.id == name.id and other.hears for support in claim.supports for other in support.names
    )


def lacking(claim: Claim, support: Support) -> list[str]:
    """Return the names in a claim that this passage alone does not show.

    Those are speakers who are not shown in it, and other names that its article has not given by
    then: "the club" is the club that it named before.
    """
    said = claim.said
    allowed = claim.desk.with_offices((*claim.by, *claim.via)) | support.shows
    speakers = [
        said.text[name.start : name.end]
        for name in claim.desk.named(said)
        if name.id not in allowed and not said.is_quoted(name.start)
    ]
    shown = Joined([*_speaking(claim, support), *(one.spelling for one in support.shown)])
    others = [
        said.text[start:end]
        for start, end, opens in capitals(said.text)
        if not (opens or said.is_quoted(start) or shown.has(said.text[start:end]))
    ]
    before = support.seed.text[: support.parts[0].start]
    return speakers + [word for word in others if word not in before]


def _spellings(claim: Claim) -> Iterator[Spellings]:
    for support in claim.supports:
        yield from (said.spelling for said in support.shown)
        yield from _speaking(claim, support)
    if claim.term is not None:
        yield Spellings((claim.term.name, *claim.term.also))
    origin = claim.statement.origin if claim.statement is not None else None
    if origin is not None:
        yield claim.desk.spelling_of_origin(origin)


def _speaking(claim: Claim, support: Support) -> Iterator[Spellings]:
    """Yield what is known of who speaks in a passage, and of the article it is from."""
    desk = claim.desk
    ids = (*claim.by, *claim.via, *support.entry.by, *support.entry.via)
    yield desk.spelling_of_record(support.seed)
    for one in sorted(desk.with_offices(ids) | support.shows):
        yield desk.spelling_of_speaker(one)
    for said in support.shown:
        yield from desk.also_called(said)


def _unknown(claim: Claim, shown: Joined, start: int, end: int, *, opens: bool) -> Misfit | None:
    word = claim.said.text[start:end]
    if bare(word) in EMPTY or shown.has_word(word):
        return None
    near, has = shown.near(word), shown.has(word)
    if not near and not has:
        near = _first_name(claim, word, end)
    if has and (not near or bare(near) not in claim.desk.known_words.capital):
        return None
    if near and not (opens and shown.has_stem(word)):
        return Misfit(
            code="name-misspelt",
            words=word,
            message=f"“{word}” is spelt otherwise than “{near}” in what the passages show",
            hint=f"write “{near}”",
            span=(start, end),
            notes=passages(claim.supports, near),
        )
    acronym = word.isupper() and len(word) > 1
    if not acronym and (opens or shown.has_stem(word)):
        return None
    return Misfit(
        code="name-unshown",
        words=word,
        message=f"no passage of this {claim.called} names “{word}”",
        hint="leave the name out, or cite the words that give it",
        span=(start, end),
        notes=passages(claim.supports),
    )


def _first_name(claim: Claim, word: str, end: int) -> str:
    """Return the first name of a person whose last name follows a word that is nearly the first.

    Few letters are near to many words; before that last name they are near to one.
    """
    last = WORD.match(claim.said.text, end + 1)
    firsts = claim.desk.first_names.get(bare(last[0]), ()) if last is not None else ()
    return next((first for first in firsts if distance(bare(word), bare(first), 1) == 1), "")
