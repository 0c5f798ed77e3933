"""Words of time stand in a claim as its passages have them: "last year", "a month before"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from site_builder.checks.misfits import Misfit, passages
from site_builder.checks.reach import has_begun
from site_builder.language.words import may_have

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_builder.checks.claims import Claim

_UNIT = (
    r"hours?|days?|nights?|weeks?|weekends?|fortnights?|months?|years?|decades?|terms?|seasons?|"
    r"springs?|summers?|autumns?|winters?|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|"
    r"saturdays?|sundays?|january|february|march|april|may|june|july|august|september|october|"
    r"november|december|mornings?|afternoons?|evenings?"
)
_SIDE = "this|last|past|previous|preceding|next|coming|following|every|each"
_DAY = "today|yesterday|tomorrow|tonight"
_TIME = re.compile(rf"\b({_SIDE}) ({_UNIT})\b|\b({_DAY})\b", re.IGNORECASE)
_FIRST = frozenset(f"{_SIDE}|{_DAY}".split("|"))
_SIDES = {
    **dict.fromkeys(("last", "past", "previous", "preceding"), "before"),
    **dict.fromkeys(("next", "coming", "following"), "after"),
    **dict.fromkeys(("every", "each"), "each"),
}
# What says the same in one word or from behind, by side and unit.
_LIKE = {
    ("each", "day"): r"daily|a day",
    ("each", "night"): r"nightly|a night",
    ("each", "week"): r"weekly|a week",
    ("each", "month"): r"monthly|a month",
    ("each", "year"): r"annual(?:ly)?|yearly|a year|per year",
    ("this", "day"): "today",
    ("this", "evening"): "tonight",
}


# "A year before": how long, and on which side; "half a day" is a number.
_LENGTH = re.compile(
    r"\b(?<!half )an? (second|minute|hour|day|night|week|weekend|fortnight|month|year|decade|"
    r"century)\b(?![-’'])(?: (?:(before|earlier|ago|previously)|(after|afterwards|later|on))\b)?",
    re.IGNORECASE,
)
_LENGTHS = frozenset(
    "second minute hour day night week weekend fortnight month year decade century".split()
)
# "Since March", "by Monday": a month or a day of the week that no number follows.
_NAMES = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
)
_SINCE = r"\b(?P<governor>(?i:since|until|till|before|after|by|in|on|during))\s+"
_NAME = rf"\b(?P<name>{_NAMES})\b(?![-’']|,?\s+\d)"
_GOVERNED = re.compile(_SINCE + _NAME)
_NAMES_AT = re.compile(rf"(?:{_SINCE})?{_NAME}")
_NAMED = frozenset(_NAMES.lower().split("|"))
_LIKE_IN = {"on": "in", "during": "in", "till": "until"}


def rule(claim: Claim) -> Iterator[Misfit]:
    """Yield a misfit for each word of time that no passage has, in a sentence close to them."""
    found = claim.said.vocabulary
    yield from _sides(claim)
    if not found.isdisjoint(_LENGTHS):
        yield from _lengths(claim)
    if not found.isdisjoint(_NAMED):
        yield from _since(claim)


def _lengths(claim: Claim) -> Iterator[Misfit]:
    """Yield a misfit for each "a month" where the passages have "a year"; not of other forms."""
    said = claim.said
    mine = list(_LENGTH.finditer(said.text))
    if not mine:
        return
    others = [one for support in claim.supports for one in _LENGTH.finditer(support.said.text)]
    if not others or any(n.unit in _LENGTHS for s in claim.supports for n in s.said.numbers):
        return
    for found in mine:
        unit, side = found[1].lower(), _side_of(found)
        like = [one for one in others if not side or _side_of(one) == side]
        known = any(one[1].lower() == unit for one in like) or (
            not side and any(_has_unit(support.said.text, unit) for support in claim.supports)
        )
        if not like or known or said.is_quoted(found.start()) or not claim.is_near(found.start()):
            continue
        yield _unlike(claim, found, like[0].group(), "another length of time")


def _side_of(found: re.Match[str]) -> str:
    return "before" if found[2] else "after" if found[3] else ""


def _has_unit(passage: str, unit: str) -> bool:
    """Tell whether a passage has a length of time in another form: "monthly", "the month"."""
    like = "|".join(filter(None, (rf"{unit}s?", _LIKE.get(("each", unit)))))
    return re.search(rf"\b(?:{like})\b", passage, re.IGNORECASE) is not None


def _since(claim: Claim) -> Iterator[Misfit]:
    """Yield a misfit for each "since March" where the passages have "in March"."""
    said = claim.said
    for found in _GOVERNED.finditer(said.text):
        if said.is_quoted(found.start()):
            continue
        others = [
            (support, one)
            for support in claim.supports
            for one in _NAMES_AT.finditer(support.said.text)
            if one["name"] == found["name"]
        ]
        if _is_another_may(found, claim):
            yield _missing(claim, found)
        begun = _group(found) == "since" and any(
            has_begun(support.said.text, one.start())
            for support, one in others
            if _group(one) == "in"
        )
        alike = any(not one["governor"] or _group(one) == _group(found) for _, one in others)
        if others and not alike and not begun and claim.is_near(found.start()):
            reason = "what stands with it limits it otherwise"
            yield _unlike(claim, found, others[0][1].group(), reason)


def _is_another_may(found: re.Match[str], claim: Claim) -> bool:
    """Tell whether a claim is of May where its passages name another month only.

    The other months are held to as names are; "May" at the beginning of a sentence is none.
    """
    texts = [support.said.text for support in claim.supports]
    if found["name"] != "May" or any("May" in text for text in texts):
        return False
    others = (one["name"] for text in texts for one in _NAMES_AT.finditer(text))
    return any(not name.endswith("day") for name in others) and claim.is_near(found.start())


def _group(found: re.Match[str]) -> str:
    word = (found["governor"] or "").lower()
    return _LIKE_IN.get(word, word)


def _unlike(claim: Claim, found: re.Match[str], theirs: str, reason: str) -> Misfit:
    return Misfit(
        code="number-unlike",
        words=found.group(),
        message=f"the passage says “{theirs}”, the statement “{found.group()}”: {reason}",
        hint="say of the time what the article says of it",
        span=found.span(),
        notes=passages(claim.supports, theirs),
    )


def _sides(claim: Claim) -> Iterator[Misfit]:
    """Yield a misfit for each "last year" and the like that no passage has."""
    said = claim.said
    if not may_have(said.text, said.vocabulary, _FIRST):
        return
    for found in _TIME.finditer(said.text):
        start = found.start()
        each = _side(found[1] or "") == "each"
        near = claim.is_close(start) if each else claim.is_near(start)
        if said.is_quoted(start) or not near:
            continue
        if not any(_has(support.said.text, found) for support in claim.supports):
            yield _missing(claim, found)


def _missing(claim: Claim, found: re.Match[str]) -> Misfit:
    return Misfit(
        code="number-missing",
        words=found.group(),
        message=f"no passage of this {claim.called} says “{found.group()}”",
        hint="write the time in the article’s words: its “last year” may be any year",
        span=found.span(),
        notes=passages(claim.supports, found.group().split()[-1]),
    )


def _has(passage: str, found: re.Match[str]) -> bool:
    """Tell whether a passage says the same time: "the past year" for "last year", "annual"."""
    if found[3]:
        return re.search(rf"\b{found[3]}\b", passage, re.IGNORECASE) is not None
    side, unit = _side(found[1]), found[2].lower().removesuffix("s")
    units = {unit}
    if re.search(rf"\b{unit}s? of\b", passage, re.IGNORECASE):
        units.add("year")  # "next autumn" is "the autumn of next year"
    for other in _TIME.finditer(passage):
        if other[1] and _side(other[1]) == side and other[2].lower().removesuffix("s") in units:
            return True
    if side == "after" and re.search(rf"\bthis {unit}\b", passage, re.IGNORECASE):
        return True  # the "this morning" of an article is the next one after what it tells
    if side == "before" and re.search(
        rf"\b{unit}s? (?:ago|before|earlier)\b", passage, re.IGNORECASE
    ):
        return True
    like = _LIKE.get((side, unit))
    return bool(like) and re.search(rf"\b(?:{like})\b", passage, re.IGNORECASE) is not None


def _side(word: str) -> str:
    return _SIDES.get(word.lower(), word.lower())
