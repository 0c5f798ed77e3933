"""Opposites: a statement has no word where its passage has the opposite one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_builder.checks.misfits import Misfit, passages
from site_builder.language.opposites import SIDES, WORDS
from site_builder.language.words import content, head, stem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_builder.checks.claims import Claim, Support
    from site_builder.language.said import Governed, Said

_AHEAD = 8  # characters before a number in which what governs it stands: "more than"
# The closeness from which a sentence is held to its opposites: they stand beside the same word, so
# that a sentence need not be as close as for hedges.
_HALF = 0.5
# What these words compare with stands behind them.
_RELATE = frozenset("before after above below beneath inside outside more fewer less".split())
# With "than" in one text only, the other may compare the other way round: more now, fewer then.
_COMPARE = frozenset(
    """
    more fewer less higher lower larger smaller bigger longer shorter older younger faster slower
    better worse safer earlier later
    """.split()
)
_UN = "un"
# A statement has "unfair" and its passages "fair", or the other way round, and neither has both.
_TURNED = ((True, False, False, True), (False, True, True, False))
_LONG = 5  # letters of a word that "un" may turn round, with it, at least
_NOT_TURNED = frozenset(
    "unlikely unless until under uncover uncovered uncovers unions units".split()
)
_TURNS = frozenset(
    """
    rose rises rise risen rising increased increases increase increasing grew grows grown growing
    climbed jumped soared surged fell falls fall fallen falling decreased decreases decrease
    decreasing declined declines decline declining dropped reduced reduction shrank slumped up down
    """.split()
)
_WHILE = frozenset(map(content, "hour night week month year summer winter season term".split()))


def rule(claim: Claim) -> Iterator[Misfit]:
    """Yield a misfit for each word that no passage has, where one has its opposite."""
    said = claim.said
    yield from _prefixed(claim)
    own = said.vocabulary & WORDS
    if not own:
        return
    held = frozenset[str]().union(*(support.said.vocabulary for support in claim.supports))
    put = {word: against for word in own if (against := _against(word, said.vocabulary, held))}
    if not put:
        return
    told: set[str] = set()
    for found in said.opposed:
        if found.name in told or not put.get(found.name) or _is_of_others(said, found):
            continue
        for support in claim.supports:
            other = _replaced(claim, found, support, put[found.name])
            if other is not None:
                told.add(found.name)
                yield _misfit(said, found, support, other)
                break


def _prefixed(claim: Claim) -> Iterator[Misfit]:
    """Yield a misfit for each "unfair" where the passages have "fair", and the other way round."""
    mine = claim.said.vocabulary
    held = frozenset[str]().union(*(support.said.vocabulary for support in claim.supports))
    others = {}
    for turned in filter(_is_turning, mine | held):
        plain = turned.removeprefix(_UN)
        if (turned in mine, plain in mine, turned in held, plain in held) in _TURNED:
            others.update({turned: plain} if turned in mine else {plain: turned})
    for word in claim.said.words if others else ():
        other = others.get(word.text)
        if other is None or claim.said.is_quoted(word.start) or not claim.is_near(word.start):
            continue
        support = next(s for s in claim.supports if other in s.said.vocabulary)
        if not (_is_denied(claim.said, word.text) or _is_denied(support.said, other)):
            yield _unlike(claim.said, (word.start, word.end), support, other)


def _is_denied(said: Said, word: str) -> bool:
    """Tell whether a text says "not" of a word."""
    return any(stem(word) in one.after for one in said.denials)


def _is_turning(word: str) -> bool:
    return word.startswith(_UN) and len(word) > _LONG and word not in _NOT_TURNED


def _against(word: str, said: frozenset[str], held: frozenset[str]) -> frozenset[str]:
    """Return the opposites of a word of a statement that stand in its place in the passages.

    What stands in both is not replaced, and a side that the passages have too is not put in.
    """
    return frozenset(
        other
        for side in SIDES[word]
        if side.shown.isdisjoint(held)
        for other in (side.against & held) - said
    )


def _is_of_others(said: Said, found: Governed) -> bool:
    """Tell whether another rule asks of the word: a number, what governs one, a name, a time."""
    lasts = found.name == "last" and not _WHILE.isdisjoint(found.after[:1])
    if lasts or said.is_quoted(found.start):
        return True
    if said.text[found.start].isupper() and said.sentence_at(found.start).at != found.start:
        return True
    return any(
        number.start == found.start or (number.governor and 0 < number.start - found.end <= _AHEAD)
        for number in said.numbers
    )


def _replaced(
    claim: Claim, found: Governed, support: Support, against: frozenset[str]
) -> Governed | None:
    """Return the word of a passage that stands where the statement has its opposite, if any."""
    if against.isdisjoint(support.said.vocabulary):
        return None
    sentence = claim.said.sentence_at(found.start)
    apart = claim.desk.term_stems | {stem(found.name)}  # else the word counts against itself
    if claim.closeness(sentence, apart) < _HALF or _is_turned(claim.said, found):
        return None
    than = ("than" in sentence.vocabulary) != ("than" in support.said.vocabulary)
    if than and found.name in _COMPARE:
        return None
    return next(
        (
            other
            for other in support.said.opposed
            if other.name in against
            and (_is_alike(found, other) or _is_turn(found, other))
            and not _is_turned(support.said, other)
        ),
        None,
    )


def _is_turn(found: Governed, other: Governed) -> bool:
    """Tell whether one text has a rise where the other has a fall: those need no word beside them.

    That no passage has a word of the statement's side, nor the statement one of theirs, is known.
    """
    return found.name in _TURNS and other.name in _TURNS


def _is_alike(found: Governed, other: Governed) -> bool:
    """Tell whether two words stand beside the same word; "A before B" is "B after A"."""
    if _crossed(found, other) or _crossed(other, found):
        return False
    after, theirs = found.after, other.after
    if after and theirs and (after[0] in theirs[:2] or theirs[0] in after[:2]):
        return True
    return found.name not in _RELATE and found.before[:1] == other.before[:1] != ()


def _crossed(one: Governed, other: Governed) -> bool:
    """Tell whether what stands next to one word stands on the other side of the other."""
    return bool({*one.after[:1]} & {*other.before[:2]} or {*one.before[:1]} & {*other.after[:2]})


def _is_turned(said: Said, found: Governed) -> bool:
    """Tell whether what stands before a word makes it say the opposite: "did not close"."""
    if said.text[: found.start].endswith(("less ", "least ")):
        return True
    stem = head(found.name)
    near = {stem} if stem else {*found.before[:1], *found.after[:1]}
    return any(one.end <= found.start and not near.isdisjoint(one.after) for one in said.denying)


def _misfit(said: Said, found: Governed, support: Support, other: Governed) -> Misfit:
    theirs = support.said.text[other.start : other.end]
    return _unlike(said, (found.start, found.end), support, theirs)


def _unlike(said: Said, span: tuple[int, int], support: Support, theirs: str) -> Misfit:
    words = said.text[slice(*span)]
    return Misfit(
        code="word-opposite",
        words=words,
        message=f"the passage says “{theirs}”, the statement “{words}”: the opposite",
        hint=f"say “{theirs}” as the article does, or cite the passage that says “{words}”",
        span=span,
        notes=passages([support], theirs),
    )
