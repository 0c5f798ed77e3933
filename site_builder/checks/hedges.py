"""Hedges and strength: a statement is no surer than its passages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from site_builder.checks.claims import CLOSE
from site_builder.checks.misfits import Misfit, passages
from site_builder.language.words import content, head, is_number, plain_words, stem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_builder.checks.claims import Claim, Support
    from site_builder.language.said import Governed, Said

# A limit in words: "where gender is recorded".
_WHERE = re.compile(
    r"\bwhere (?:[\w’']+ ){1,5}(?:is|are|was|were|has been|have been) "
    r"(?:recorded|known|stated|given|available|reported|identified|noted|possible|applicable)\b",
    re.IGNORECASE,
)
_KEEPS_WHERE = re.compile(
    r"\b(?:where|when|whose|for which|in which|among|recorded|known|stated)\b", re.IGNORECASE
)
_PHRASE = re.compile(r"[^.,;:]{1,24}")
_ARTICLES = frozenset({"article", "articles"})
_ENDS = re.compile(r"\s*(?:[,.;:]|$)")
_VOUCHING = frozenset(
    """
    conclusively definitely certainly undoubtedly undeniably unquestionably clearly obviously
    indisputably always invariably inevitably
    """.split()
)
_NEXT = 24  # characters behind a strong word in which the next one begins
_SMALL = 4  # letters of a word of grammar at most
_NEAR = 60  # characters before a limit that say what it limits
# The classes of hedges that other words need not keep: "there are" for "some"; nor where nothing
# else limits: "on the books" for "recorded".
_LIGHT = frozenset({"some", "should", "planned"})
_FREE = _LIGHT | {"known", "often", "many", "must", "partly", "essentially"}
_LIKELY = frozenset({"likely", "probably", "probable"})
OPPOSITES = ("un", "in", "im", "ir", "il", "dis", "non", "mis")
"""The prefixes that make the opposite of a word."""


def rule(claim: Claim) -> Iterator[Misfit]:
    """Yield a misfit for each hedge that is dropped, and each strong word that is put in."""
    yield from _turned(claim)
    yield from _dropped(claim)
    yield from _strong(claim)


def _governs(found: Governed, sentence: Said) -> bool:
    """Tell whether the sentence asserts what the phrase governs."""
    own = sentence.own_stems
    after = found.after[:3]
    if not after:
        near = found.before[:2]
        return bool(near) and all(stem in own for stem in near)
    if after[0] in own and (
        len(after) == 1 or not sentence.stems.isdisjoint((*found.after[1:], *found.before[:2]))
    ):
        return True
    return len(after) > 1 and sum(stem in own for stem in after) * 2 > len(after)


def _turned(claim: Claim) -> Iterator[Misfit]:
    """Yield a misfit where "unlikely" becomes "likely", or the other way: both are hedges."""
    both = _LIKELY | {"unlikely"}
    if all(both.isdisjoint(support.said.vocabulary) for support in claim.supports):
        return
    apart = claim.desk.term_stems.union(map(content, both))  # else the word counts against itself
    close = [one for one in claim.said.sentences if claim.closeness(one, apart) >= CLOSE]
    for support in claim.supports:
        for hedge in support.said.hedges:
            words = support.said.text[hedge.start : hedge.end].casefold()
            asserted = [one for one in close if _governs(hedge, one)]
            if words == "unlikely" and any(map(_says_likely, asserted)):
                yield left_out(claim, support, "negation-dropped", hedge.start, hedge.end)
            if words in _LIKELY and any(_says_unlikely(one, support.said) for one in asserted):
                yield left_out(claim, support, "hedge-dropped", hedge.start, hedge.end)


def _says_likely(sentence: Said) -> bool:
    found = sentence.vocabulary
    return not (_LIKELY.isdisjoint(found) or "unlikely" in found or sentence.denying)


def _says_unlikely(sentence: Said, passage: Said) -> bool:
    return (
        "unlikely" in sentence.vocabulary
        and "unlikely" not in passage.vocabulary
        and not passage.denying
        and _LIKELY.isdisjoint(sentence.vocabulary)
    )


def _dropped(claim: Claim) -> Iterator[Misfit]:
    """Yield a misfit for each hedge, once a class, and each limit that the claim leaves out."""
    told: set[str] = set()
    for support in claim.supports:
        lost = _outnumbered(claim, support)
        for hedge in support.said.hedges:
            if hedge.name in told or not (hedge in lost or _lets_go(claim, support, hedge)):
                continue
            told.add(hedge.name)
            yield left_out(claim, support, "hedge-dropped", hedge.start, hedge.end)
        limit = _WHERE.search(support.said.text)
        if limit and claim.close and not _keeps_limit(claim, support, limit.start()):
            yield left_out(claim, support, "hedge-dropped", *limit.span())


def _lets_go(claim: Claim, support: Support, hedge: Governed) -> bool:
    """Tell whether the claim asserts what a hedge of a passage governs, and limits it by nothing.

    In other words any hedge may stand for it, in any of the claim's sentences.
    """
    asserted = [one for one in claim.close if _governs(hedge, one)]
    if asserted:
        return not any(sentence.keeps(hedge.name, support.said) for sentence in asserted)
    said = claim.said
    return (
        hedge.name not in _FREE
        and _covers(claim, support, hedge)
        and not said.keeps(hedge.name, support.said)
        and all(
            one.name == "planned" or support.said.has_run(_tokens(said, one)) for one in said.hedges
        )
    )


def _covers(claim: Claim, support: Support, hedge: Governed) -> bool:
    """Tell whether a claim says in other words what a hedge of a passage governs."""
    if any(_governs(hedge, one) for one in claim.near):
        return True
    return claim.covers(support, hedge)


def _outnumbered(claim: Claim, support: Support) -> list[Governed]:
    """Return the hedges of a passage for which a claim has no word left that limits.

    "Likely to cost 40 and could take a year" needs two of them: each keeps one. A word of its own
    class goes to each first.
    """
    first = {one.name: one for one in reversed(support.said.hedges)}  # of its class
    hedges = [one for name, one in first.items() if name not in _LIGHT]
    if len(hedges) < 2:
        return []
    left = [one for one in hedges if _covers(claim, support, one)]
    used: set[int] = set()
    for own in (True, False):
        keeping = {name: claim.said.keeping(name, own=own) for name in {one.name for one in left}}
        asked, left = left, []
        for one in asked:
            free = [at for at in keeping[one.name] if at not in used]
            used.update(free[:1])
            left += [] if free else [one]
    return left


def _tokens(said: Said, found: Governed) -> list[str]:
    return said.text[found.start : found.end].casefold().split()


def _keeps_limit(claim: Claim, support: Support, end: int) -> bool:
    """Tell whether the claim keeps a limit, or does not say what stands before it."""
    if _KEEPS_WHERE.search(claim.said.text):
        return True
    words = (word.text for word in support.said.words if end - _NEAR <= word.start < end)
    near = frozenset(map(head, words)) - {""}
    return len(near & claim.said.stems) * 2 <= len(near)


def left_out(claim: Claim, support: Support, code: str, start: int, end: int) -> Misfit:
    """Return the misfit of words of a passage, at these offsets, that a statement leaves out."""
    words = support.said.text[start:end]
    like = "the same" if code == "negation-dropped" else "as little"
    return Misfit(
        code=code,
        words=words,
        message=f"the passage says “{words}”; the {claim.called} leaves it out",
        hint=f"keep “{words}”, or words that say {like}",
        notes=passages([support], words),
    )


def _strong(claim: Claim) -> Iterator[Misfit]:
    """Yield a misfit for each strong word that no passage bears."""
    said = claim.said
    for strong in said.strong:
        counts = strong.name != "proved" and _is_of_articles(said, strong)
        if said.is_quoted(strong.start) or counts:
            continue
        if not (_attributes(claim, strong) or _is_vouched(claim, strong)) and not (
            claim.is_near(strong.start) and _strengthens(claim, strong)
        ):
            continue
        if not claim.is_close(strong.start) and any(
            support.said.supports(strong.name) for support in claim.supports
        ):
            continue
        if any(
            strong.stems & other.stems
            and (other.name == "own" or not in_both(said, support, other))
            for support in claim.supports
            for other in support.said.supports(strong.name)
        ):
            continue
        words = said.text[strong.start : strong.end]
        message = f"no passage of this {claim.called} says “{words}” of this"
        yield put_in(claim, "strength-added", strong, message, "says so")


def _attributes(claim: Claim, strong: Governed) -> bool:
    """Tell whether a strong word is put to the saying itself: "…, one article confirms"."""
    return strong.name == "proved" and _ENDS.match(claim.said.text, strong.end) is not None


def _is_vouched(claim: Claim, strong: Governed) -> bool:
    """Tell whether a word that vouches for what it stands with, in whatever words, is put in."""
    return claim.said.text[strong.start : strong.end].casefold() in _VOUCHING


def _strengthens(claim: Claim, strong: Governed) -> bool:
    """Tell whether a strong word is put to what a passage says."""
    if strong.after and all(map(is_number, strong.after[:2])):
        words = claim.said.text[strong.start : strong.end].lower()
        return words != "only" and not claim.stems.isdisjoint(strong.after)
    if strong.name == "always" or _begins(claim, strong):
        return True
    loose = strong.name in {"proved", "always", "massive"}
    if loose and any(not s.said.every_stem.isdisjoint(strong.after[:1]) for s in claim.supports):
        return True  # also a word of saying: "has definitely warned"
    return says(claim, strong) or (loose and not claim.stems.isdisjoint(strong.after[:3]))


def _begins(claim: Claim, strong: Governed) -> bool:
    """Tell whether a strong word stands before a word without a stem of its own: "all reports"."""
    word = next(iter(plain_words(claim.said.text[strong.end : strong.end + _NEXT])), "")
    if len(word) <= _SMALL or content(word):
        return False
    return any(word in support.said.vocabulary for support in claim.supports)


def put_in(claim: Claim, code: str, found: Governed, message: str, does: str) -> Misfit:
    """Return the misfit of a phrase that a claim has and no passage `does`."""
    words = claim.said.text[found.start : found.end]
    return Misfit(
        code=code,
        words=words,
        message=message,
        hint=f"take “{words}” out, or cite the passage that {does}",
        span=(found.start, found.end),
        notes=passages(claim.supports),
    )


def in_both(said: Said, support: Support, found: Governed) -> bool:
    """Tell whether a word of a passage stands in the claim too, and so replaces nothing there."""
    words = support.said.text[found.start : found.end].casefold().split()
    return said.every_stem.issuperset(map(stem, words))


def _is_of_articles(said: Said, found: Governed) -> bool:
    """Tell whether a strong word only says how many articles say so."""
    following = _PHRASE.match(said.text, found.end)
    words = following.group().casefold().split()[:3] if following else []
    return not _ARTICLES.isdisjoint(words)


def says(claim: Claim, found: Governed) -> bool:
    """Tell whether a passage says, in its own words, what a claim strengthens or denies.

    Where it does not, the claim says the same in other words: "not open" for "shut". A term of the
    briefing that no passage has may stand for "these groups".
    """
    terms = claim.desk.term_stems - claim.stems
    after = [stem for stem in found.after if not (is_number(stem) or stem in terms)][:3]
    if not after:
        return any(stem in claim.stems and not is_number(stem) for stem in found.before[:1])
    if after[0] in claim.stems:
        return not _has_opposite(claim, found)
    first = claim.said.text[found.start : found.end].casefold()
    subject = found.before[:1]
    if (
        first != "no"
        and subject
        and subject[0] in claim.stems
        and claim.stems & set(found.after[:3])
    ):
        return True
    return first != "no" and sum(stem in claim.stems for stem in after) > 1


def _has_opposite(claim: Claim, denial: Governed) -> bool:
    """Tell whether a passage has the opposite of a denied word by its prefix: unsafe, not safe."""
    return any(
        f"{prefix}{stem}" in claim.stems for stem in denial.after[:1] for prefix in OPPOSITES
    )
