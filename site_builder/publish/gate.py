"""What must hold before anything is sent: every byte is the manifest's, and may go out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from site_builder.findings import FaultError
from site_builder.publish.finished import refused

if TYPE_CHECKING:
    from site_builder.publish.finished import Finished

_HINT = (
    "state the right under `rights:` in the article’s record and build again, or publish only "
    "what is cited (--excerpts), or say that it may go out as it is (--allow-full-text)"
)


def pass_through(site: Finished, place: str, *, allow_full_text: bool = False) -> None:
    """Raise FaultError (`publish-refused`) unless the site is whole and may be published.

    The full text of an article is held back where its record states no right to it. `place` is
    what is published to.
    """
    if site.manifest.without_rights and not allow_full_text:
        what = "the site shows the full text of articles whose records state no right to it"
        held = refused(place, what, _HINT).finding
        notes = tuple(
            f"{seed}: `rights:` of its record in content/sources/ is null"
            for seed in site.manifest.without_rights
        )
        raise FaultError(replace(held, notes=notes))
    for path in (*site.files, *site.packed):
        site.read(path)
