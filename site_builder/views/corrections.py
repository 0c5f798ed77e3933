"""The page of corrections, and what a theme's page says of those on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_builder import labels, urls
from site_builder.views.ledgers import CorrectionsPage
from site_builder.views.shapes import Link
from site_builder.views.sheets import ChangedView

if TYPE_CHECKING:
    from site_builder.changed import Entry
    from site_builder.model import Theme
    from site_builder.views.revised import ChangeView
    from site_builder.views.statements import Shelf


def corrections_page(shelf: Shelf) -> CorrectionsPage:
    """Return every change of the briefing, the newest first."""
    edition = shelf.index.proved.briefing.settings.edition
    return CorrectionsPage(
        edition=urls.edition_anchor(str(edition.date)),
        changes=tuple(map(shelf.change, shelf.index.changes)),
    )


def corrections_link(shelf: Shelf) -> Link:
    """Return a link to the page of corrections that tells how many there are."""
    made = shelf.index.changes
    words = (
        _counted(len(made), made[0], "the briefing")
        if made
        else "Nothing has been corrected so far"
    )
    return Link(text=words, href=shelf.href(urls.CORRECTIONS))


def changed_view(shelf: Shelf, theme: Theme) -> ChangedView | None:
    """Return what was changed on a theme's page, or None where nothing was."""
    made = _of(shelf, theme)
    if not made:
        return None
    links: dict[str, Link] = {}
    for entry in made:
        gone = f"A statement that was withdrawn on {labels.day(entry.date)}"
        words = shelf.change(entry).now or gone
        links.setdefault(entry.statement, Link(text=words, href=f"#{entry.statement}"))
    return ChangedView(
        words=_counted(len(made), made[0], "this page"), statements=tuple(links.values())
    )


def withdrawn(shelf: Shelf, theme: Theme) -> tuple[ChangeView, ...]:
    """Return the statements that were withdrawn from a theme, the last first."""
    return tuple(shelf.change(entry) for entry in _of(shelf, theme) if entry.is_withdrawn)


def _of(shelf: Shelf, theme: Theme) -> list[Entry]:
    return [entry for entry in shelf.index.changes if entry.theme == theme.id]


def _counted(count: int, latest: Entry, where: str) -> str:
    when = labels.day(latest.date)
    if count == 1:
        return f"One change to {where}, on {when}"
    return f"{labels.number(count).capitalize()} changes to {where}, the latest on {when}"
