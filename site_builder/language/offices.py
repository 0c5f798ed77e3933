"""Words of a role: those that say which office somebody holds, and those that say nothing of it."""

from __future__ import annotations

from site_builder.language.words import stem

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

ASIDE = frozenset(
    map(
        stem,
        """
        publication publisher newspaper magazine outlet puts spoke speaks named given surname
        """.split(),
    )
)
"""The stems of words by which a role tells how an article calls somebody, not who that is."""

LIKE = {"parent": frozenset("mum mom mother dad father".split())}
"""Words of a role that an article says in another word."""
