"""How many articles carry a statement, each once; articles that share copy count as one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from site_builder import labels
from site_builder.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from site_builder.model import Passage, Statement
    from site_builder.views.index import Index

ALIKE = 90.0  # similarity of folded passages, 0 to 100, from which they count as one text


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """`articles` carry the whole claim; `shared` of them share their wording with another.

    `together` is the number of articles that carry it only together, else 0. `differ` is how many
    others give another version of a point that bears on it.
    """

    articles: int
    shared: int
    together: int
    differ: int = 0

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
        if self.articles == 1 and self.shared:
            return f"{self._alike}{self._others}"
        only = " only" if self.articles == 1 and not self.differ else ""
        return f"In {labels.counted(self.articles, 'article')}{only}{self._others}"

    @property
    def _others(self) -> str:
        """What is said of articles that differ: "only" would hide that they are on the subject."""
        if not self.differ:
            return ""
        return f"; {self.differ} other{'s differ' if self.differ > 1 else ' differs'}"

    @property
    def _alike(self) -> str:
        return f"{self.shared} articles share wording: counted once"

    @property
    def shared_label(self) -> str:
        """The badge for shared copy, or nothing."""
        said = self.articles == 1 and not self.together
        return self._alike if self.shared and not said else ""


def reach(index: Index, statement: Statement) -> Reach:
    """Return how many articles carry the statement whole."""
    whole: dict[str, list[Passage]] = {}  # what carries it, by article
    main = [index.passage(entry.quote) for entry in statement.evidence]
    seeds = {passage.seed for passage in main}
    if len(seeds) == 1:
        whole[main[0].seed] = main
    for entry in statement.also:
        passage = index.passage(entry.quote)
        whole.setdefault(passage.seed, [passage])
    groups = _groups(index, list(whole.values()))
    return Reach(
        articles=len(groups),
        shared=sum(count for count in groups if count > 1),
        together=0 if len(seeds) == 1 else len(seeds),
        differ=len(_differing(index, statement, {*whole, *seeds})),
    )


def _differing(index: Index, statement: Statement, carry: set[str]) -> set[str]:
    """Return the seeds that give a version of a point which none of those that carry it gives."""
    found: set[str] = set()
    for difference in index.differences.get(statement.id, ()):
        versions = [
            {index.passage(entry.quote).seed for entry in account.evidence}
            for account in difference.accounts
        ]
        own = [seeds for seeds in versions if seeds & carry]
        found.update(*(seeds for seeds in versions if not seeds & carry))
        found.difference_update(*own)
    return found - carry


def _words(index: Index, passages: Iterable[Passage]) -> str:
    return " ".join(fold(" ".join(index.exact(passage))).text.casefold() for passage in passages)


def _groups(index: Index, whole: Sequence[Sequence[Passage]]) -> list[int]:
    """Return how many articles are in each group of those that share their wording."""
    if len(whole) < 2:  # as of most statements: there is nothing to compare
        return [1] * len(whole)
    groups: list[list[str]] = []
    for passages in whole:
        text = _words(index, passages)
        alike = [group for group in groups if any(_alike(text, other) for other in group)]
        groups = [group for group in groups if group not in alike]
        groups.append([text, *(other for group in alike for other in group)])
    return [len(group) for group in groups]


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    from rapidfuzz import fuzz  # most statements stand in one article

    return fuzz.ratio(one, other) >= ALIKE
