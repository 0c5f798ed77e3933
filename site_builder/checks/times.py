"""Words of time: "last year", "every month", "today" stand in a claim as its passages have them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from site_builder.checks.misfits import Misfit, passages
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


def rule(claim: Claim) -> Iterator[Misfit]:
    """Yield a misfit for each word of time that no passage has, in a sentence close to them."""
    said = claim.said
    if not may_have(said.text, said.vocabulary, _FIRST):
        return
    for found in _TIME.finditer(said.text):
        start = found.start()
        if said.is_quoted(start) or not claim.is_close(start):
            continue
        if not any(_has(support.said.text, found) for support in claim.supports):
            yield Misfit(
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
    for other in _TIME.finditer(passage):
        if other[1] and _side(other[1]) == side and other[2].lower().removesuffix("s") == unit:
            return True
    if side == "before" and re.search(
        rf"\b{unit}s? (?:ago|before|earlier)\b", passage, re.IGNORECASE
    ):
        return True
    like = _LIKE.get((side, unit))
    return bool(like) and re.search(rf"\b(?:{like})\b", passage, re.IGNORECASE) is not None


def _side(word: str) -> str:
    return _SIDES.get(word.lower(), word.lower())
