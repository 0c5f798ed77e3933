"""How many articles carry a statement, each once; articles that share copy count as one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from site_builder import labels
from site_builder.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from site_builder.model import Passage, Statement
    from site_builder.views.index import Index

ALIKE = 90.0  # similarity of folded passages, 0 to 100, from which they count as one text


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """`articles` carry the whole claim; `shared` of them share their wording with another.

    `together` is the number of articles that carry it only together, else 0.
    """

    articles: int
    shared: int
    together: int

    @property
    def label(self) -> str:
        """The badge."""
        if self.together:
            words = f"From {self.together} articles together"
            return (
                f"{words}; also in {labels.counted(self.articles, 'article')}"
                if (self.articles)
                else words
            )
        return "In 1 article only" if self.articles == 1 else f"In {self.articles} articles"

    @property
    def shared_label(self) -> str:
        """The badge for shared copy, or nothing."""
        return f"{self.shared} articles share wording: counted once" if self.shared else ""


def reach(index: Index, statement: Statement) -> Reach:
    """Return how many articles carry the statement whole."""
    texts: dict[str, str] = {}
    main = [index.passage(entry.quote) for entry in statement.evidence]
    if len({passage.seed for passage in main}) == 1:
        texts[main[0].seed] = " ".join(_words(index, passage) for passage in main)
    for entry in statement.also:
        passage = index.passage(entry.quote)
        texts.setdefault(passage.seed, _words(index, passage))
    groups = _groups(list(texts.values()))
    return Reach(
        articles=len(groups),
        shared=sum(len(group) for group in groups if len(group) > 1),
        together=0 if len({p.seed for p in main}) == 1 else len({p.seed for p in main}),
    )


def _words(index: Index, passage: Passage) -> str:
    text = index.seed(passage.seed).text
    return fold(" ".join(text[part.start : part.end] for part in passage.parts)).text.casefold()


def _groups(texts: Iterable[str]) -> list[list[str]]:
    groups: list[list[str]] = []
    for text in texts:
        alike = [group for group in groups if any(_alike(text, other) for other in group)]
        groups = [group for group in groups if group not in alike]
        groups.append([text, *(other for group in alike for other in group)])
    return groups


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    from rapidfuzz import fuzz  # noqa: PLC0415 - most statements stand in one article

    return fuzz.ratio(one, other) >= ALIKE
