"""Which pages a search engine may list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_builder import urls

if TYPE_CHECKING:
    from site_builder.model import Settings


def is_indexed(path: str, settings: Settings) -> bool:
    """Tell whether a search engine may list the page at a path.

    Not the page for missing addresses nor that for search, which say nothing of their own; and not
    an article shown whole, which is its publisher's to be found by.
    """
    if path in (urls.MISSING, urls.SEARCH):
        return False
    return not (urls.seed_of(path) and settings.seed_text == "full")
