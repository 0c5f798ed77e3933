"""Files of the last site that would be made the same again, and so need not be made."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

from site_builder import urls
from site_builder.views.inputs import TITLES, PageInputs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from site_builder.manifest import Manifest
    from site_builder.render import Renderer
    from site_builder.views.index import Index


@dataclass(frozen=True, kw_only=True)
class Unchanged:
    """What of the last site, by its manifest, is made of the very bytes it would be made of now.

    `last` is None where there was none of the same looks; then nothing is.
    """

    index: Index
    last: Manifest | None = None

    @cached_property
    def inputs(self) -> PageInputs:
        """What each page is made from now."""
        return PageInputs(index=self.index)

    @cached_property
    def _same(self) -> dict[str, bool]:
        """Whether each input, or folder of inputs, that was asked for is as it was."""
        return {TITLES: True}  # they are of the looks

    def digest(self, path: str) -> str | None:
        """Return the SHA-256 of a file of the last site that would be the same; None if unsure."""
        if self.last is None:
            return None
        page = self._page_of.get(path, path)
        now = self.inputs.of(page)
        before = self.last.made_from.get(page if page in self.last.made_from else urls.HOME)
        if now != before or not all(map(self._is_same, now)):
            return None
        return self.last.files.get(path)

    @cached_property
    def _page_of(self) -> dict[str, str]:
        """The page that shows what a file of data says, for those of which one does."""
        return {urls.theme_data(t.id): urls.theme(t.id) for t in self.index.themes}

    def _is_same(self, name: str) -> bool:
        if name not in self._same:
            before = self.last.inputs if self.last is not None else {}
            self._same[name] = _meant(name, before) == _meant(name, self.index.proved.digests)
        return self._same[name]


def _meant(name: str, digests: Mapping[str, str]) -> dict[str, str]:
    """Return the inputs of this name, or of a folder's, with their SHA-256."""
    if name.endswith("/*"):
        folder = name.removesuffix("*")
        return {one: digest for one, digest in digests.items() if one.startswith(folder)}
    return {name: digests[name]} if name in digests else {}


def looks(index: Index, renderer: Renderer, maker: bytes) -> bytes | None:
    """Return what tells apart the looks of two sites: all that a page hangs on but its inputs.

    None where that cannot be told from the inputs of a page: names withheld in one file may take
    what rests on it out of others. `maker` tells apart builders.
    """
    settings = index.proved.briefing.settings
    if settings.names == "withheld":
        return None
    said = [
        maker.hex(),
        renderer.digest,
        sorted(renderer.static.items()),
        [str(settings.base_url), settings.seed_text, index.pagefind],
        repr(PageInputs(index=index).across()),
    ]
    return sha256(json.dumps(said).encode()).digest()
