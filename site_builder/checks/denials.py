"""Denials: a statement denies what its passages deny, and nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from site_builder.checks.hedges import OPPOSITES, in_both, left_out, put_in, says
from site_builder.checks.misfits import Misfit
from site_builder.language.words import may_have, stem
from site_builder.model import ARTICLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_builder.checks.claims import Claim, Support
    from site_builder.language.said import Governed, Said

# What an article does not say is said of the article, not of its subject.
_OF_THE_ARTICLE = re.compile(r"\b(articles?|it|they|neither|none)\b[^.;:]{0,30}$", re.IGNORECASE)
_SAYS_NOT = re.compile(
    r"(?:not|never|n['’]t)\s+(?:say|name|state|give|identify|specify|explain|quote)\b"
    r"(?! (?:this|that|so|it)\b)"
    r"|no\s+(?:speaker|source|name|number|figure|date)\b"
    r"|without\s+(?:naming|saying|giving|stating)\b",
    re.IGNORECASE,
)
_NAMING_NOBODY = re.compile(
    r"\b(?:naming|giving|stating|quoting|names?|gives?|states?)\s+$", re.IGNORECASE
)
_COMPARATIVE = re.compile(
    r"\W*(?:(?:(?:is|was|are|were) )?(?:\w{3,}er|better|worse)\b|(?:before|since)\b"
    r"|(?:\w+\W+){0,4}?(?:\w{3,}er|more|less|better|worse)\b[^.;,]*\bthan\b)"
)
_COMPARED = re.compile(r"\W*(?:\w+\W+){0,3}?(?:\w{3,}er|more|less|better|worse|only)\b")
_NOT_LESS = re.compile(r"\W*(?:\w+\W+){0,2}?(less|fewer|worse)\b", re.IGNORECASE)
_UNTIL = re.compile(r"[^.;:]*\b(?:before|until|unless)\b", re.IGNORECASE)
_FIRST = frozenset({"before", "until", "unless", "first", "only", "once"})
_SUPPOSED = re.compile(r"\b(?:if|unless|whether)\b[^.,;:]*\Z", re.IGNORECASE)
_SUPERLATIVE = re.compile(r"\b(?:\w{3,}est|most|record|first|best|worst|last)\b")
_LACKING = frozenset("without lack lacks lacked lacking absence absent free minus unless".split())
# That an article names or tells something is shown by no passage, unless it is quoted.
_TELLS = re.compile(
    r"\b(?:articles?|it)\b(?: \w+){0,2}"
    r" (?:says?|names?|states?|gives?|identif\w+|specif\w+|explains?)"
    r" (?:which|whom|who|whose|what|how|when|where|why)\b"
    r"|\bnaming (?:a|the|its) (?:speaker|source)\b|\b(?:while|and) naming\b",
    re.IGNORECASE,
)
_TOLD = frozenset("which whom who whose what how when where why naming".split())  # one is in each
_BEFORE = 30  # characters before such a word in which its denial stands
_SAYING = frozenset(
    """
    say tell ask warn name list call describe add write urge stress claim report announce encourage
    speak argue suggest estimate believe identify find
    """.split()
)


_HAS_SAID = re.compile(
    r"(?:not|never) (?:said|told|asked|warned|called|described|added|written|urged|stressed|"
    r"claimed|announced|encouraged|argued|suggested|estimated|identified)\b",
    re.IGNORECASE,
)
_HAS = re.compile(r"\b(?:has|have|had) $", re.IGNORECASE)
# What denies whose words these are, or what the article is about: no passage shows that.
_DISOWNS = re.compile(
    r"\b(?:that|this|it) (?:is|was) (?:not|never)\b [^.;:,]{0,40}[’']s (?:own )?"
    r"(?:judgements?|descriptions?|views?|words?|estimates?|findings?|conclusions?|claims?|terms?)\b"
    r"|\barticles? (?:is|are|was|were) (?:not|never) about\b",
    re.IGNORECASE,
)
_ASKS = frozenset("which whom who whose what how when where why whether if any anything".split())
_LIMITING = frozenset({"under", "within", "over", "nearly", "before", "until", "compared"})
_PLAIN = frozenset({"not", "never"})
_HALF = re.compile(r" (?:\w+ ){0,3}?(?:yet|without|fewer|less|more)\b", re.IGNORECASE)
_NO = frozenset({"no", "not", "never"})
_SUPPOSING = 120  # characters before a denial in which an "if" stands
_AGAINST = frozenset(map(stem, "object oppose refuse reject complain protest dispute".split()))
_MEANING = frozenset(map(stem, "necessarily mean means meant follow imply implies".split()))
_LONG = 5  # letters of a word that may have a prefix
_OF_PRONOUNS = frozenset({"without", "none", "neither", "nor", "nobody"})
_RUN = 4  # words in a row that a denied clause has from a passage


def rule(claim: Claim) -> Iterator[Misfit]:
    """Yield a misfit for each denial that is put in, and each that is dropped."""
    yield from _denied(claim)
    yield from _undenied(claim)
    yield from _tells(claim)


def _denied(claim: Claim) -> Iterator[Misfit]:
    """Yield a misfit for each denial that no passage makes; one denial of a passage bears one."""
    said = claim.said
    if not said.denials:
        return
    most = sum(_may_deny(said, support) for support in claim.supports)
    denies_more = sum(not said.is_quoted(one.start) for one in said.denials) > most
    free = [(support, other) for support in claim.supports for other in support.said.denying]
    for denial in said.denials:
        if said.is_quoted(denial.start):
            continue
        flat = _disowns(said, denial) or _denies_what_is_told(claim, denial)
        if not flat and _is_meta(claim, denial):
            continue
        saying = _denies_saying(claim, denial)
        bearing = [
            (len(denial.stems & other.stems), -k)
            for k, (support, other) in enumerate(free)
            if _overlap(denial, other)
            and (other.name == "not" or not in_both(said, support, other))
            and (other.name == "not" or not saying or not _SAYING.isdisjoint(other.after[:3]))
        ]
        if bearing:
            del free[-max(bearing)[1]]
            continue
        if _bears_same(claim, denial) or _compares(claim, denial):
            continue
        said_so = (claim.is_close(denial.start) and says(claim, denial)) or (
            denies_more and _puts_in(claim, denial)
        )
        if not (flat or saying or said_so):
            continue
        words = said.text[denial.start : denial.end]
        message = f"no passage of this {claim.called} says “{words}” of this"
        yield put_in(claim, "negation-added", denial, message, "denies it")


def _puts_in(claim: Claim, denial: Governed) -> bool:
    """Tell whether a denial turns what a sentence says in other words than the passages.

    A plain "not" does, whatever it stands before, but for "not yet" and "never without".
    """
    if not claim.is_near(denial.start):
        return False
    said = claim.said
    words = said.text[denial.start : denial.end].casefold()
    if words in _PLAIN or words.endswith(("n't", "n’t")):
        return _HALF.match(said.text, denial.end) is None
    return says(claim, denial)


def _may_deny(claim: Said, support: Support) -> int:
    """Return how often a passage may say "not", in other words too, or by a limit.

    What the claim has too stands for no "not" of its own.
    """
    said = support.said
    plain = sum(token in _NO for token in said.tokens)
    denying = sum(one.name == "not" or not in_both(claim, support, one) for one in said.denying)
    kept = {(one.values, one.governor) for one in claim.numbers}
    limits = sum(
        one.governor in _LIMITING and (one.values, one.governor) not in kept for one in said.numbers
    )
    turned = sum(word.startswith("un") and len(word) > _LONG for word in said.vocabulary)
    return max(plain, denying) + limits + turned


def _disowns(said: Said, denial: Governed) -> bool:
    """Tell whether a denial is of whose words these are, or of what the article is about."""
    return any(f.start() <= denial.start < f.end() for f in _DISOWNS.finditer(said.text))


def _denies_what_is_told(claim: Claim, denial: Governed) -> bool:
    """Tell whether an article is said not to say, or give as, what a passage says in those words.

    "It does not say that the lock was jammed"; who asks "how often" asks for what is not there.
    """
    found = _SAYS_NOT.match(claim.said.text, denial.start)
    if found is None:
        return False
    sentence = claim.said.sentence_at(denial.start)
    words = [word for word in sentence.words if word.start + sentence.at >= found.end()]
    if not found.group().endswith("say"):
        at = next((k for k, word in enumerate(words) if word.text == "as"), len(words))
        words = words[at + 1 :]
    if len(words) < _RUN or words[0].text in _ASKS:
        return False
    tokens = [word.text for word in words]
    runs = {run for s in claim.supports for run in s.said.runs(_RUN)}
    return not runs.isdisjoint(zip(*(tokens[k:] for k in range(_RUN)), strict=False))


def _overlap(denial: Governed, other: Governed) -> bool:
    """Tell whether two denials are about one thing: more than that they have one subject."""
    mine, theirs = set(denial.after[:3]), set(other.after[:3])
    if not mine or not theirs:
        return bool(denial.stems & other.stems)
    return bool(mine & other.stems or theirs & denial.stems)


def _bears_same(claim: Claim, denial: Governed) -> bool:
    """Tell whether "without" or "none" stands in a passage too: it often governs a pronoun."""
    words = claim.said.text[denial.start : denial.end].casefold()
    return words in _OF_PRONOUNS and any(words in s.said.vocabulary for s in claim.supports)


def _compares(claim: Claim, denial: Governed) -> bool:
    """Tell whether "no higher" stands for "the highest" of a passage."""
    return _COMPARATIVE.match(claim.said.text, denial.end) is not None and any(
        _SUPERLATIVE.search(support.said.text) for support in claim.supports
    )


def _denies_saying(claim: Claim, denial: Governed) -> bool:
    """Tell whether the claim denies that somebody says what the passages let them say."""
    said = claim.said
    if _HAS_SAID.match(said.text, denial.start) and _HAS.search(said.text[: denial.start]):
        return True
    if len(denial.after) < 2:
        return False  # "he will not argue", "it cannot tell": what, stands elsewhere
    following = [word.text for word in said.words if word.start >= denial.end][:2]
    return any(word in _SAYING for word in following)


def _is_meta(claim: Claim, denial: Governed) -> bool:
    """Tell whether the denial is about what an article says, not about its subject."""
    said = claim.said
    if not _SAYS_NOT.match(said.text, denial.start):
        return said.text[denial.end : denial.end + 9].casefold().strip().startswith("article")
    before = said.text[: denial.start]
    subject = _OF_THE_ARTICLE.search(before)
    own = tuple(claim.by) == (ARTICLE,)
    if subject and (own or subject[1].casefold().startswith("article")):
        return True
    return _NAMING_NOBODY.search(before) is not None


def _undenied(claim: Claim) -> Iterator[Misfit]:
    """Yield a misfit for each denial of a passage that the statement leaves out."""
    told: set[str] = set()
    for support in claim.supports:
        for denial in support.said.denials:
            words = support.said.text[denial.start : denial.end]
            if words not in told and _is_dropped(claim, support, denial):
                told.add(words)
                yield left_out(claim, support, "negation-dropped", denial.start, denial.end)


def _is_dropped(claim: Claim, support: Support, denial: Governed) -> bool:
    """Tell whether a claim asserts what a denial of a passage denies, and denies nothing itself."""
    passage = support.said
    less = _NOT_LESS.match(passage.text, denial.end)
    if less and less[1].casefold() not in claim.said.vocabulary:
        return False  # "not less accurate" is "as accurate"
    if denial.after[:1] and denial.after[0] in _AGAINST and not claim.said.denials:
        return not claim.said.stems.isdisjoint(_AGAINST)  # "opposed" for "did not object"
    if _UNTIL.match(passage.text, denial.end) and not claim.said.vocabulary.isdisjoint(_FIRST):
        return False  # "no contract before the hearing" is "first the hearing"
    return _silent(claim, support, denial) or any(
        _asserts(denial, sentence, plainly=sentence not in claim.close)
        and not _is_denied(sentence, passage, denial)
        and not _opposes(denial, sentence)
        and not _is_of_another(claim, support, sentence)
        for sentence in (claim.near if _is_plain(passage, denial) else claim.close)
    )


def _silent(claim: Claim, support: Support, denial: Governed) -> bool:
    """Tell whether a claim says in other words what a passage denies, and denies nothing.

    A word with a prefix that turns it (unplayed) may stand for the "not".
    """
    said, passage = claim.said, support.said
    if not claim.covers(support, denial):
        return False
    if not _is_plain(passage, denial) or _is_denied(said, passage, denial):
        return False
    turned = (word.startswith(OPPOSITES) and len(word) > _LONG for word in said.vocabulary)
    return not any(turned) and not _is_of_another(claim, support, said)


def _is_plain(said: Said, denial: Governed) -> bool:
    """Tell whether a denial can be dropped in no other words.

    "Not less" is as much, and what is not the one, if it is not, is the other.
    """
    near = max(denial.start - _SUPPOSING, 0)
    return not (
        _COMPARED.match(said.text, denial.end) or _SUPPOSED.search(said.text, near, denial.start)
    )


def _is_of_another(claim: Claim, support: Support, sentence: Said) -> bool:
    """Tell whether another passage has each word of the sentence and denies nothing of it.

    Then that one is what the sentence repeats: two that speak of "closed" and "closing".
    """
    return any(
        other is not support
        and sentence.vocabulary <= other.said.vocabulary
        and not any(_asserts(denial, sentence) for denial in other.said.denials)
        for other in claim.supports
    )


def _tells(claim: Claim) -> Iterator[Misfit]:
    """Yield a misfit where the claim says that an article names or tells what no passage shows."""
    said = claim.said
    if not may_have(said.text, said.vocabulary, _TOLD):
        return
    for found in _TELLS.finditer(said.text):
        denied = any(found.start() - _BEFORE <= one.start < found.end() for one in said.denials)
        if not denied and not said.is_quoted(found.start()):
            yield Misfit(
                code="negation-dropped",
                words=found.group(),
                message=f"no passage shows that “{found.group()}”",
                hint="cite what the article says of it, or say that it does not",
                span=found.span(),
            )


def _is_denied(sentence: Said, passage: Said, denial: Governed) -> bool:
    """Tell whether the sentence denies: outright, or in words that the passage has not.

    What is without is so only without, or lacking. A denial that is surely another of the passage,
    since it is of the very same, does not count.
    """
    if passage.text[denial.start : denial.end].casefold() == "without":
        return not sentence.vocabulary.isdisjoint(_LACKING) or bool(sentence.denials)
    others = {
        other.after for other in passage.denying if other.start != denial.start and other.after
    }
    others.discard(denial.after)
    return any(
        found.after not in others
        if found.name == "not"
        else not passage.vocabulary.issuperset(
            sentence.text[found.start : found.end].casefold().split()
        )
        for found in sentence.denying
    )


def _opposes(denial: Governed, sentence: Said) -> bool:
    """Tell whether the sentence has the opposite of what is denied: undecided for "not decided"."""
    return any(
        f"{prefix}{stem}" in sentence.stems for stem in denial.after[:2] for prefix in OPPOSITES
    )


def _asserts(denial: Governed, sentence: Said, *, plainly: bool = False) -> bool:
    """Tell whether the sentence speaks of what the denial governs, subject and object together.

    It does so `plainly` where it has the very word that is denied.
    """
    own = sentence.own_stems
    after, before = denial.after[:3], denial.before[:2]
    if after and after[0] in _MEANING:  # "does not mean that boys are harmed" denies the harm
        after = tuple(stem for stem in denial.after if stem not in _MEANING)
    hits = [stem in own for stem in (*after, *before)]
    if not after or not any(hits[: len(after)]):
        return False
    if hits[0] and sum(hits) > 1:
        return True
    return not plainly and sum(hits) * 2 >= len(hits) and sum(hits) >= min(2, len(hits))
