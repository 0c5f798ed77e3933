"""The passages that a site marks, as its data names them and gives their words.

A passage that no page marks (one that bounds a stretch, or shows who speaks) is not published, and
nothing that stands in furniture is. Offsets are code points, end exclusive.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_builder import urls
from site_builder.coverage import Cover
from site_builder.quotes import Span
from site_builder.views.resting import quotes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from site_builder.model import Evidence, Passage, Quote, Statement
    from site_builder.seeds import Seed
    from site_builder.views.index import Index

    Files = dict[str, Callable[[], bytes]]

CONTEXT = 32
"""How many characters beside a passage help to find it in a text that has changed."""


def name_of(passage: Passage) -> str:
    """Return the id of a passage: its seed and its anchor on the seed's page."""
    return f"{passage.seed}#{urls.passage_anchor(passage)}"


class Cited:
    """Every passage that a page marks, by id, in the order of the seeds' texts."""

    def __init__(self, index: Index) -> None:
        self._index = index
        found = {index.passage(quote) for quote in quotes(index)}
        shown = [passage for passage in found if not self._in_furniture(passage)]
        self.passages = {name_of(passage): passage for passage in sorted(shown)}

    def _in_furniture(self, passage: Passage) -> bool:
        haystack = self._index.seed(passage.seed).haystack
        return any(haystack.in_furniture(part) for part in passage.parts)

    def id_of(self, quote: Quote) -> str | None:
        """Return the id of a quote's passage, if a page marks it."""
        passage = self._index.proved.passages.get(quote)
        name = name_of(passage) if passage is not None else ""
        return name if name in self.passages else None

    def ids(self, entries: Iterable[Evidence]) -> list[str]:
        """Return the ids of the passages of several entries of evidence, each once, in order."""
        found = (self.id_of(entry.quote) for entry in entries)
        return list(dict.fromkeys(name for name in found if name is not None))


def passages(index: Index, statement: Statement) -> list[Passage]:
    """Return the passages that carry a statement, each once, in its order."""
    entries = (*statement.evidence, *statement.also)
    return list(dict.fromkeys(index.passage(entry.quote) for entry in entries))


def around(seed: Seed, span: Span) -> tuple[str, str]:
    """Return what stands before and after a span, as far as the seed's page shows it in full.

    It ends where furniture begins, or a sentence that names somebody who is not to be named.
    """
    hidden = Cover([*seed.furniture, *seed.withheld])
    before = Span(max(span.start - CONTEXT, 0), span.start)
    after = Span(span.end, min(span.end + CONTEXT, len(seed.text)))
    left = [part for part in hidden.outside(before) if part.end == before.end]
    right = [part for part in hidden.outside(after) if part.start == after.start]
    return (
        seed.text[left[0].start : left[0].end] if left else "",
        seed.text[right[0].start : right[0].end] if right else "",
    )
