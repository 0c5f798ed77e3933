"""Hedges, strength and denial: a statement is no surer than its passages, and says no opposite."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from site_builder.checks.misfits import Misfit, passages
from site_builder.language.words import is_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_builder.checks.claims import Claim
    from site_builder.language.said import Governed, Said

# What an article does not say is said of the article, not of its subject.
_OF_THE_ARTICLE = re.compile(
    r"\b(?:article|articles|it|they|neither|none)\b[^.;:]{0,30}$", re.IGNORECASE
)
_SAYS_NOT = re.compile(
    r"(?:not|never|n['’]t)\s+(?:say|name|state|give|identify|specify|explain|quote|mention|describe|define|print)\b"
    r"|no\s+(?:speaker|source|name|number|figure|date)\b|without\s+(?:naming|saying|giving|stating)\b",
    re.IGNORECASE,
)
_NAMING_NOBODY = re.compile(r"\b(?:naming|giving|stating|quoting|names?|gives?|states?)\s+$", re.IGNORECASE)
_NOT = ("un", "in", "im", "ir", "il", "dis", "non", "mis")


def rule(claim: Claim) -> Iterator[Misfit]:
    """Yield a misfit for each hedge or denial that is dropped, and each that is put in."""
    yield from _dropped(claim)
    yield from _strong(claim)
    yield from _denied(claim)
    yield from _undenied(claim)


def _governs(found: Governed, sentence: Said) -> bool:
    """Tell whether the sentence asserts what the phrase governs."""
    own = sentence.own_stems
    after = found.after[:3]
    if not after:
        near = found.before[:2]
        return bool(near) and all(stem in own for stem in near)
    if after[0] in own:
        return True
    return len(after) > 1 and sum(stem in own for stem in after) * 2 > len(after)


def _dropped(claim: Claim) -> Iterator[Misfit]:
    told: set[str] = set()
    for support in claim.supports:
        for hedge in support.said.hedges:
            asserted = [one for one in claim.said.sentences if _governs(hedge, one)]
            if not asserted or hedge.name in told or any(s.keeps(hedge.name) for s in asserted):
                continue
            told.add(hedge.name)
            words = support.said.text[hedge.start : hedge.end]
            yield Misfit(
                code="hedge-dropped",
                words=words,
                message=f"the passage says “{words}”; the statement leaves it out",
                hint=f"keep “{words}”, or words that say as little",
                notes=passages([support], words),
            )


def _strong(claim: Claim) -> Iterator[Misfit]:
    said = claim.said
    for strong in said.strong:
        if said.is_quoted(strong.start) or _is_of_articles(said, strong):
            continue
        if not _says(claim, strong) or any(
            strong.stems & other.stems
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


def _is_of_articles(said: Said, found: Governed) -> bool:
    following = said.text[found.end : found.end + 24].casefold().split()
    return any(word.strip(".,") in {"article", "articles"} for word in following[:3])


def _denied(claim: Claim) -> Iterator[Misfit]:
    """Yield a misfit for each denial that no passage makes."""
    said = claim.said
    for denial in said.denials:
        if said.is_quoted(denial.start) or _is_meta(said, denial):
            continue
        if not _says(claim, denial) or any(
            denial.stems & other.stems
            for support in claim.supports
            for other in support.said.denying
        ):
            continue
        words = said.text[denial.start : denial.end]
        if words.casefold() == "without" and any(
            word.text == "without" for support in claim.supports for word in support.said.words
        ):
            continue
        yield Misfit(
            code="negation-added",
            words=words,
            message=f"the statement says “{words}” where its passages do not",
            hint=f"take “{words}” out, or cite the passage that denies it",
            span=(denial.start, denial.end),
            notes=passages(claim.supports),
        )


def _says(claim: Claim, found: Governed) -> bool:
    """Tell whether a passage says, in its own words, what a word of the claim strengthens or denies.

    Where it does not, the claim says the same in other words: "not open" for "shut".
    """
    after = [stem for stem in found.after[:3] if not is_number(stem)]
    if not after:
        return any(stem in claim.stems for stem in found.before[:1])
    if after[0] in claim.stems:
        return not _has_opposite(claim, found)
    first = claim.said.text[found.start : found.end].casefold()
    return first != "no" and sum(stem in claim.stems for stem in after) > 1


def _is_meta(said: Said, denial: Governed) -> bool:
    """Tell whether the denial is about what an article says, not about its subject."""
    before, after = said.text[: denial.start], said.text[denial.start :]
    if not _SAYS_NOT.match(after):
        return said.text[denial.end : denial.end + 9].casefold().strip().startswith("article")
    return bool(_OF_THE_ARTICLE.search(before) or _NAMING_NOBODY.search(before))


def _has_opposite(claim: Claim, denial: Governed) -> bool:
    """Tell whether a passage has the opposite of a denied word by its prefix: unsafe, not safe."""
    return any(
        f"{prefix}{stem}" in claim.stems
        for stem in denial.after[:1]
        for prefix in _NOT
    )


def _undenied(claim: Claim) -> Iterator[Misfit]:
    """Yield a misfit for each denial of a passage that the statement leaves out."""
    told: set[str] = set()
    for support in claim.supports:
        for denial in support.said.denials:
            kept = True
            for sentence in claim.said.sentences:
                if _asserts(denial, sentence) and not (sentence.denying or _opposes(denial, sentence)):
                    kept = False
            words = support.said.text[denial.start : denial.end]
            if kept or words in told:
                continue
            told.add(words)
            yield Misfit(
                code="negation-dropped",
                words=words,
                message=f"the passage says “{words}”; the statement leaves it out",
                hint=f"keep “{words}”, or say the same in other words",
                notes=passages([support], words),
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
    return sum(hits) * 2 >= len(hits) and sum(hits) >= min(2, len(hits))
