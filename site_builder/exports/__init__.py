"""What the site carries beside its pages: evidence as data, feeds, what hosts and robots read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_builder.exports import (
    claims,
    evidence,
    feeds,
    figures,
    hosts,
    sitemap,
    sources,
    webannotations,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from site_builder.views.index import Index

    Files = dict[str, Callable[[], bytes]]

FAMILIES: tuple[Callable[[Index], Files], ...] = (
    evidence.files,
    webannotations.files,
    figures.files,
    sources.files,
    claims.files,
    feeds.files,
    sitemap.files,
    hosts.files,
)
"""What makes the files of each kind, by path, of the proved briefing alone, or of a draft.

Withheld names are gone from it already.
"""


def exports(index: Index) -> Files:
    """Return what makes each file of the site that is neither page nor static, by its path."""
    return {path: make for family in FAMILIES for path, make in family(index).items()}
