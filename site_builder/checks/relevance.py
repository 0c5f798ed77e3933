"""Relevance: a statement and its passages share enough words to be about the same thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_builder.checks.misfits import Misfit, passages
from site_builder.language.words import contents, is_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_builder.checks.claims import Claim

UNRELATED = 0.15  # share of a statement's own stems in its passages, under which it is an error
DISTANT = 0.22  # the same, under which it is a warning
_FEWEST = 4  # stems of a statement from which a share says anything


def rule(claim: Claim) -> Iterator[Misfit]:
    """Yield a misfit where a statement and its passages seem to be about different things."""
    shown = frozenset().union(claim.stems, *(s.stems for x in claim.supports for s in x.shown[1:]))
    shared = claim.said.stems & shown
    own = frozenset(stem for stem in claim.said.stems if stem in shared or not is_number(stem))
    own -= _names(claim)
    if len(own) < _FEWEST:
        return
    share = len(own & shared) / len(own)
    if share < DISTANT:
        yield Misfit(
            code="passage-unrelated" if share < UNRELATED else "passage-distant",
            words="",
            message=f"the statement shares {_few(len(own & shared))} with what it rests on",
            hint="cite the passage that says this, or use more of the passage’s own words",
            notes=passages(claim.supports),
        )
        return
    for support in claim.supports:
        if len(claim.supports) > 1 and not claim.said.stems & support.said.stems:
            yield Misfit(
                code="passage-unrelated",
                words="",
                message=f"the statement shares no word with this passage ({support.where})",
                hint="take this entry of evidence out, or cite the passage that is meant",
                where=support.entry.quote.text,
            )


def _few(shared: int) -> str:
    return "no word" if not shared else "one word only" if shared == 1 else f"{shared} words only"


def _names(claim: Claim) -> frozenset[str]:
    """Return the stems of the names of those who speak, which an article may give elsewhere."""
    desk = claim.desk
    ids = {str(one) for one in (*claim.by, *claim.via)}
    found: set[str] = set()
    for one in ids | {desk.of(one) for one in ids}:
        found |= desk.name_stems.get(one, frozenset())
    return frozenset(found)
