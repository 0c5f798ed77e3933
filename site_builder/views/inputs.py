"""What each page is made from: the files of which it shows anything, and no others."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from site_builder import urls

if TYPE_CHECKING:
    from site_builder.model import Theme
    from site_builder.views.index import Index

ALL_CONTENT, ALL_SOURCES, ALL_SEEDS = "content/*", "content/sources/*", "seeds/*"
TITLES = "titles of themes"
"""What stands for all that is `across` themes, whatever else their files say."""


@dataclass(frozen=True, kw_only=True)
class PageInputs:
    """The names of the files that each page of a briefing shows anything of.

    A page of the same files, in the same bytes, is the same page, if what is `across` is the same.
    """

    index: Index

    def across(self) -> tuple[object, ...]:
        """Return what a page shows of any theme, whichever files it names.

        That are the titles, what figures are called, which hangs on all that would be called alike,
        and on which page each change answers.
        """
        index = self.index
        titles = tuple((str(theme.id), str(theme.title)) for theme in index.themes)
        return titles, tuple(sorted(index.figure_names.items())), index.changes

    def of(self, path: str) -> tuple[str, ...]:
        """Return the names of the inputs of the page at `path`; a folder's as one: `content/*`."""
        theme, seed = self.index.theme_at(path), urls.seed_of(path)
        if theme is not None:
            return self._of_theme(theme)
        if seed:
            return self._of_article(seed)
        return (ALL_CONTENT, ALL_SEEDS)

    @cached_property
    def _common(self) -> list[str]:
        """What every page shows something of, if only its title or how many there are."""
        apart = ("content/themes/", "content/sources/", "seeds/")
        names = [name for name in self.index.proved.digests if not name.startswith(apart)]
        return [*names, ALL_SOURCES, TITLES]

    def _of_theme(self, theme: Theme) -> tuple[str, ...]:
        """Return what a theme shows: nothing of themes that it does not mention."""
        index = self.index
        own = [d for s in theme.statements() for d in index.differences.get(s.id, ())]
        mentioned = {str(name) for name in (*theme.summary, *theme.figures)}
        mentioned.update(str(name) for d in own for name in d.statements)
        shown = {*mentioned, *(str(statement.id) for statement in theme.statements())}
        mentioned.update(other for name in shown for other in index.apart.get(name, ()))
        entries = [e for s in theme.statements() for e in (*s.evidence, *s.also)]
        entries += [entry for d in own for account in d.accounts for entry in account.evidence]
        themes = {theme.file, *(index.statements[name][0].file for name in mentioned)}
        cited = {index.passage(entry.quote).seed for entry in entries}
        seeds = {index.seed(name).source.name for name in cited}
        return tuple(sorted({*self._common, *themes, *seeds}))

    def _of_article(self, seed_id: str) -> tuple[str, ...]:
        """Return what an article shows: itself, and the themes whose statements rest on it."""
        themes, seed = self._citing.get(seed_id, ()), self.index.seed(seed_id)
        return tuple(sorted({*self._common, *themes, seed.source.name}))

    @cached_property
    def _citing(self) -> dict[str, set[str]]:
        """The files of the themes whose statements rest on each article, by its id."""
        found: dict[str, set[str]] = {}
        for theme, statement in self.index.statements.values():
            for entry in (*statement.evidence, *statement.also):
                found.setdefault(self.index.passage(entry.quote).seed, set()).add(theme.file)
        return found
