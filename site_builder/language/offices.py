"""Words of roles and of what origins are called: those that tell one from another, and others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_builder.language.words import stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

OFFICES = frozenset(
    map(
        stem,
        """
        deputy vice shadow associate assistant acting interim senior junior honorary
        chief head director executive minister president mayor councillor judge secretary
        commissioner constable inspector superintendent detective general colonel captain
        ambassador governor professor chair chairman chairwoman leader bishop
        """.split(),
    )
)
"""The stems of words that make one office another: an article says them, or the office is not that.

Those that articles shorten ("Sen.") or say by what somebody does ("defending") are not among them.
"""

RANKS = frozenset("deputy vice shadow associate assistant acting interim former ex".split())
"""Words before an office without which it is a higher one, or is still held."""

ASIDE = frozenset(
    map(
        stem,
        """
        publication publisher newspaper magazine outlet puts spoke speaks named given surname
        """.split(),
    )
)
"""The stems of words by which a role tells how an article calls somebody, not who that is."""

KINDS = frozenset(
    map(
        stem,
        """
        interview statement remarks data figures count survey study research review analysis
        evaluation inquiry accounts court judgment ruling
        """.split(),
    )
)
"""The stems of words by which an origin tells of what kind it is, as no article need say."""

LIKE = {
    "parent": frozenset("mum mom mother dad father".split()),
    "head": frozenset("led leads leading leader heads headed heading".split()),
    "leader": frozenset("led leads leading head heads headed".split()),
    "chair": frozenset("chairs chaired chairing chairman chairwoman".split()),
    "director": frozenset("directs directed directing".split()),
    "councillor": frozenset("coun cllr councilwoman councilman".split()),
    "professor": frozenset("prof".split()),
    "inspector": frozenset("insp".split()),
    "superintendent": frozenset("supt".split()),
    "governor": frozenset("gov".split()),
}
"""Words of a role that an article says in another word."""


def ranked(texts: Iterable[Sequence[str]]) -> dict[str, set[str]]:
    """Return the ranks that stand before each word in texts of words, by the word's stem.

    Between a rank and its office other words of the office may stand: "assistant chief constable".
    Of any other word it stands right before it: "a former curator". Else its rank is nothing.
    """
    found: dict[str, set[str]] = {}
    for words in texts:
        rank, before = "", ""
        for word in words:
            root, office = stem(word), stem(word) in OFFICES
            if word in RANKS:
                rank = word
            else:
                held = office or before in RANKS
                found.setdefault(root, set()).add(rank if held else "")
                rank = rank if office else ""
            before = word
    return found
