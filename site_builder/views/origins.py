"""Whose claims these are: original sources, and wording that articles share."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from site_builder import labels, urls
from site_builder.shared import LEAST, MOST, sentences, shared
from site_builder.views.ledgers import OriginRow, OriginsView, SharedRow, SharedView
from site_builder.views.shapes import Link

if TYPE_CHECKING:
    from site_builder.shared import Pair, Shared
    from site_builder.views.index import Index
    from site_builder.views.statements import Shelf

_ROWS = 100  # pairs of articles that are listed


def origins_view(index: Index) -> OriginsView:
    """Return every original source; an article repeats it that has a passage of its statements."""
    articles: dict[str, set[str]] = defaultdict(set)
    statements: Counter[str] = Counter()
    for _, statement in index.statements.values():
        origin = str(statement.origin or "")
        statements[origin] += 1
        for entry in (*statement.evidence, *statement.also):
            articles[origin].add(index.passage(entry.quote).seed)
    rows = [
        OriginRow(
            name=str(origin.name),
            by=index.names(origin.by),
            kind=index.labels.origin(origin.kind),
            articles=len(articles[origin.id]),
            statements=statements[origin.id],
        )
        for origin in index.proved.briefing.origins
    ]
    rows.sort(key=lambda row: (-row.articles, -row.statements))
    return OriginsView(rows=tuple(rows), unstated=statements[""])


def shared_view(shelf: Shelf) -> SharedView:
    """Return which articles share sentences: numbers and names only, no word of an article."""
    found = shared({seed.id: sentences(seed) for seed in shelf.index.seeds})
    return SharedView(
        rows=tuple(_row(shelf, pair, found) for pair in found.pairs[:_ROWS]),
        least=labels.number(LEAST),
        rest=" ".join(filter(None, (_unlisted(found), _everywhere(found)))),
    )


def _row(shelf: Shelf, pair: Pair, found: Shared) -> SharedRow:
    one, other = (
        Link(text=f"Article {name}", href=shelf.href(urls.article(name)))
        for name in (pair.one, pair.other)
    )
    return SharedRow(
        one=one,
        one_name=shelf.index.called(pair.one),
        other=other,
        other_name=shelf.index.called(pair.other),
        sentences=pair.sentences,
        compared=(found.compared[pair.one], found.compared[pair.other]),
    )


def _unlisted(found: Shared) -> str:
    more = len(found.pairs) - _ROWS
    if more <= 0:
        return ""
    verb = "shares" if more == 1 else "share"
    return f"{labels.counted(more, 'more pair')} of articles {verb} as many sentences or fewer."


def _everywhere(found: Shared) -> str:
    if not found.everywhere:
        return ""
    one = found.everywhere == 1
    many = labels.counted(found.everywhere, "sentence")
    where = f"in more than {MOST} articles and {'is' if one else 'are'} in no row."
    return f"{many} {'stands' if one else 'stand'} {where}"
