"""Hedges, strength and denial: a statement is no surer than its passages, and says no opposite."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from site_builder.checks.misfits import Misfit, passages
from site_builder.language.words import head, is_number
from site_builder.model import ARTICLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_builder.checks.claims import Claim, Support
    from site_builder.language.said import Governed, Said

# What an article does not say is said of the article, not of its subject.
_OF_THE_ARTICLE = re.compile(r"\b(articles?|it|they|neither|none)\b[^.;:]{0,30}$", re.IGNORECASE)
_SAYS_NOT = re.compile(
    r"(?:not|never|n['’]t)\s+(?:say|name|state|give|identify|specify|explain|quote)\b(?! (?:this|that|so|it)\b)"
    r"|no\s+(?:speaker|source|name|number|figure|date)\b|without\s+(?:naming|saying|giving|stating)\b",
    re.IGNORECASE,
)
_NAMING_NOBODY = re.compile(
    r"\b(?:naming|giving|stating|quoting|names?|gives?|states?)\s+$", re.IGNORECASE
)
_WHERE = re.compile(
    r"\bwhere (?:[\w’']+ ){1,5}(?:is|are|was|were|has been|have been) "
    r"(?:recorded|known|stated|given|available|reported|identified|noted|possible|applicable)\b",
    re.IGNORECASE,
)
_KEEPS_WHERE = re.compile(
    r"\b(?:where|when|whose|for which|in which|among|recorded|known|stated)\b", re.IGNORECASE
)
_COMPARATIVE = re.compile(
    r"^\W*(?:(?:\w{3,}er|better|worse)\b|(?:before|since)\b"
    r"|(?:\w+\W+){0,4}?(?:\w{3,}er|more|less|better|worse)\b[^.;,]*\bthan\b)"
)
_SUPERLATIVE = re.compile(r"\b(?:\w{3,}est|most|record|first|best|worst|last)\b")
_ENDS = re.compile(r"\s*(?:[,.;:]|$)")
_LACKING = frozenset("without lack lacks lacked lacking absence absent free minus unless".split())
# That an article names or tells something is shown by no passage, unless it is quoted.
_TELLS = re.compile(
    r"\b(?:articles?|it)\b(?: \w+){0,2} (?:says?|names?|states?|gives?|identif\w+|specif\w+|explains?)"
    r" (?:which|whom|who|whose|what|how|when|where|why)\b|\bnaming (?:a|the|its) (?:speaker|source)\b"
    r"|\b(?:while|and) naming\b",
    re.IGNORECASE,
)
_NEAR = 60  # characters before a limit that say what it limits
_SAYING = frozenset(
    """
    say tell ask warn name list call describe add write urge stress claim report announce encourage
    speak argue suggest estimate believe identify find
    """.split()
)
_NOT = ("un", "in", "im", "ir", "il", "dis", "non", "mis")


def rule(claim: Claim) -> Iterator[Misfit]:
    """Yield a misfit for each hedge or denial that is dropped, and each that is put in."""
    yield from _dropped(claim)
    yield from _strong(claim)
    yield from _denied(claim)
    yield from _undenied(claim)
    yield from _tells(claim)


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


def _dropped(claim: Claim) -> Iterator[Misfit]:
    told: set[str] = set()
    for support in claim.supports:
        for hedge in support.said.hedges:
            asserted = [one for one in claim.close if _governs(hedge, one)]
            kept = any(sentence.keeps(hedge.name, support.said) for sentence in asserted)
            if not asserted or kept or hedge.name in told:
                continue
            told.add(hedge.name)
            yield _left_out(support, "hedge-dropped", hedge.start, hedge.end)
        limit = _WHERE.search(support.said.text)
        if (
            limit
            and claim.close
            and not _KEEPS_WHERE.search(claim.said.text)
            and _shares(claim, support, limit.start())
        ):
            yield _left_out(support, "hedge-dropped", *limit.span())


def _shares(claim: Claim, support: Support, end: int) -> bool:
    """Tell whether the claim says what stands before a limit in its clause."""
    near = {head(word.text) for word in support.said.words if end - _NEAR <= word.start < end} - {
        ""
    }
    return len(near & claim.said.stems) * 2 > len(near)


def _left_out(support: Support, code: str, start: int, end: int) -> Misfit:
    words = support.said.text[start:end]
    return Misfit(
        code=code,
        words=words,
        message=f"the passage says “{words}”; the statement leaves it out",
        hint=f"keep “{words}”, or words that say the same"
        if code == "negation-dropped"
        else f"keep “{words}”, or words that say as little",
        notes=passages([support], words),
    )


def _strong(claim: Claim) -> Iterator[Misfit]:
    said = claim.said
    for strong in said.strong:
        if said.is_quoted(strong.start) or _is_of_articles(said, strong):
            continue
        if not _attributes(claim, strong) and not (
            claim.is_close(strong.start) and _strengthens(claim, strong)
        ):
            continue
        if any(
            strong.stems & other.stems
            and (other.name == "own" or not _in_both(said, support, other))
            for support in claim.supports
            for other in support.said.supports(strong.name)
        ):
            continue
        words = said.text[strong.start : strong.end]
        yield Misfit(
            code="strength-added",
            words=words,
            message=f"no passage of this statement says “{words}” of this",
            hint=f"take “{words}” out, or cite the passage that says so",
            span=(strong.start, strong.end),
            notes=passages(claim.supports),
        )


def _attributes(claim: Claim, strong: Governed) -> bool:
    """Tell whether a strong word is put to the saying itself: "…, one article confirms"."""
    return strong.name == "proved" and _ENDS.match(claim.said.text, strong.end) is not None


def _strengthens(claim: Claim, strong: Governed) -> bool:
    """Tell whether a strong word is put to what a passage says."""
    if strong.after and all(map(is_number, strong.after[:2])):
        words = claim.said.text[strong.start : strong.end].lower()
        return words != "only" and not claim.stems.isdisjoint(strong.after)
    loose = strong.name in {"proved", "always", "massive"}
    return _says(claim, strong) or (loose and not claim.stems.isdisjoint(strong.after[:3]))


def _in_both(said: Said, support: Support, found: Governed) -> bool:
    """Tell whether a word of a passage stands in the claim too, so that it replaces nothing there."""
    words = support.said.text[found.start : found.end].casefold().split()
    return said.vocabulary.issuperset(words)


def _is_of_articles(said: Said, found: Governed) -> bool:
    following = said.text[found.end : found.end + 24].casefold().split()
    return any(word.strip(".,") in {"article", "articles"} for word in following[:3])


def _denied(claim: Claim) -> Iterator[Misfit]:
    """Yield a misfit for each denial that no passage makes; one denial of a passage bears one."""
    said = claim.said
    free = [(support, other) for support in claim.supports for other in support.said.denying]
    for denial in said.denials:
        if said.is_quoted(denial.start) or _is_meta(claim, denial):
            continue
        bearing = [
            (len(denial.stems & other.stems), -k)
            for k, (support, other) in enumerate(free)
            if _overlap(denial, other)
            and (other.name == "not" or not _in_both(said, support, other))
        ]
        if bearing:
            del free[-max(bearing)[1]]
            continue
        if _bears_without(claim, denial) or _compares(claim, denial):
            continue
        said_so = claim.is_close(denial.start) and _says(claim, denial)
        if not (said_so or _denies_saying(claim, denial)):
            continue
        words = said.text[denial.start : denial.end]
        yield Misfit(
            code="negation-added",
            words=words,
            message=f"the statement says “{words}” where its passages do not",
            hint=f"take “{words}” out, or cite the passage that denies it",
            span=(denial.start, denial.end),
            notes=passages(claim.supports),
        )


def _overlap(denial: Governed, other: Governed) -> bool:
    """Tell whether two denials are about one thing: more than that they have one subject."""
    mine, theirs = set(denial.after[:3]), set(other.after[:3])
    if not mine or not theirs:
        return bool(denial.stems & other.stems)
    return bool(mine & other.stems or theirs & denial.stems)


def _bears_without(claim: Claim, denial: Governed) -> bool:
    """Tell whether "without" stands in a passage too: what it governs is often a pronoun."""
    words = claim.said.text[denial.start : denial.end].casefold()
    return words == "without" and any("without" in s.said.vocabulary for s in claim.supports)


def _compares(claim: Claim, denial: Governed) -> bool:
    """Tell whether "no higher" stands for "the highest" of a passage."""
    after = claim.said.text[denial.end :]
    return _COMPARATIVE.search(after) is not None and any(
        _SUPERLATIVE.search(support.said.text) for support in claim.supports
    )


def _denies_saying(claim: Claim, denial: Governed) -> bool:
    """Tell whether the claim denies that somebody says what the passages let them say."""
    following = [word.text for word in claim.said.words if word.start >= denial.end][:2]
    return any(word in _SAYING for word in following)


def _says(claim: Claim, found: Governed) -> bool:
    """Tell whether a passage says, in its own words, what a word of the claim strengthens or denies.

    Where it does not, the claim says the same in other words: "not open" for "shut".
    """
    after = [stem for stem in found.after[:3] if not is_number(stem)]
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


def _is_meta(claim: Claim, denial: Governed) -> bool:
    """Tell whether the denial is about what an article says, not about its subject."""
    said = claim.said
    before, after = said.text[: denial.start], said.text[denial.start :]
    if not _SAYS_NOT.match(after):
        return said.text[denial.end : denial.end + 9].casefold().strip().startswith("article")
    subject = _OF_THE_ARTICLE.search(before)
    own = tuple(claim.by) == (ARTICLE,)
    if subject and (own or subject[1].casefold().startswith("article")):
        return True
    return _NAMING_NOBODY.search(before) is not None


def _has_opposite(claim: Claim, denial: Governed) -> bool:
    """Tell whether a passage has the opposite of a denied word by its prefix: unsafe, not safe."""
    return any(f"{prefix}{stem}" in claim.stems for stem in denial.after[:1] for prefix in _NOT)


def _undenied(claim: Claim) -> Iterator[Misfit]:
    """Yield a misfit for each denial of a passage that the statement leaves out."""
    told: set[str] = set()
    for support in claim.supports:
        for denial in support.said.denials:
            words = support.said.text[denial.start : denial.end]
            left = any(
                _asserts(denial, sentence)
                and not _is_denied(sentence, support.said, words)
                and not _opposes(denial, sentence)
                for sentence in claim.close
            )
            if left and words not in told:
                told.add(words)
                yield _left_out(support, "negation-dropped", denial.start, denial.end)


def _tells(claim: Claim) -> Iterator[Misfit]:
    """Yield a misfit where the claim says that an article names or tells what no passage shows."""
    said = claim.said
    for found in _TELLS.finditer(said.text):
        denied = any(found.start() - 12 <= one.start < found.end() for one in said.denials)
        if not denied and not said.is_quoted(found.start()):
            yield Misfit(
                code="negation-dropped",
                words=found.group(),
                message=f"no passage shows that “{found.group()}”",
                hint="cite what the article says of it, or say that it does not",
                span=found.span(),
            )


def _is_denied(sentence: Said, passage: Said, words: str) -> bool:
    """Tell whether the sentence denies: outright, or in words that the passage has not.

    What is without is so only without, or lacking.
    """
    if words.casefold() == "without":
        return not sentence.vocabulary.isdisjoint(_LACKING) or bool(sentence.denials)
    return any(
        found.name == "not"
        or not passage.vocabulary.issuperset(
            sentence.text[found.start : found.end].casefold().split()
        )
        for found in sentence.denying
    )


def _opposes(denial: Governed, sentence: Said) -> bool:
    """Tell whether the sentence has the opposite of what is denied: undecided for "not decided"."""
    return any(f"{prefix}{stem}" in sentence.stems for stem in denial.after[:2] for prefix in _NOT)


def _asserts(denial: Governed, sentence: Said) -> bool:
    """Tell whether the sentence speaks of what the denial governs, subject and object together."""
    own = sentence.own_stems
    after, before = denial.after[:3], denial.before[:2]
    hits = [stem in own for stem in (*after, *before)]
    if not after or not any(hits[: len(after)]):
        return False
    if hits[0] and sum(hits) > 1:
        return True
    return sum(hits) * 2 >= len(hits) and sum(hits) >= min(2, len(hits))
