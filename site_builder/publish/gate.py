"""What is looked at before anything is sent: what must hold, and what a publisher wants to know."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from site_builder.findings import FaultError, finding
from site_builder.places import Place
from site_builder.publish.finished import refused
from site_builder.urls import SECURITY, SITEMAP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_builder.findings import Finding
    from site_builder.publish.finished import Finished
    from site_builder.publish.plan import Plan

_HINT = (
    "state the right under `rights:` in the article’s record and build again, or publish only "
    "what is cited (--excerpts), or say that it may go out as it is (--allow-full-text)"
)

_NAMED = 5  # files that a message names
_EXPIRES = re.compile(r"^Expires: (\d{4}-\d{2}-\d{2})", re.MULTILINE)
_FIRST = re.compile(r"<loc>https?://[^/<]+([^<]*)</loc>")  # the first that a site map names


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


def reused(site: Finished, plan: Plan, place: str) -> Finding | None:
    """Return a finding (`edition-reused`) where readers know other words by this edition's number.

    That is where content or articles differ from those of an edition of the same version that was
    published there; other templates, or a new builder, make no new edition.
    """
    known = [one for one in plan.former if one.version == site.manifest.version]
    if any(one.inputs == site.manifest.inputs for one in known) or not known:
        return None
    before, now = known[0].inputs, site.manifest.inputs
    differing = sorted(name for name in before.keys() | now if before.get(name) != now.get(name))
    notes = [f"{name} is not what it was" for name in differing[:_NAMED]]
    notes += [f"and {len(differing) - _NAMED} more"] if len(differing) > _NAMED else []
    message = (
        f"edition {site.manifest.version} was published here before with other content, under the "
        f"digest {known[0].digest}"
    )
    hint = (
        "raise `version` under `edition` in content/site.yaml, so that whoever cites an edition "
        "finds its words, and say in content/changes.yaml what changed"
    )
    return finding("edition-reused", Place(file=place), message, hint=hint, notes=notes)


def advice(site: Finished, plan: Plan, *, today: str) -> Iterator[str]:
    """Yield what a publisher may not have thought of; `today` is a day as in 2027-05-21."""
    if plan.beside:
        names = ", ".join(plan.beside[:_NAMED]) + (", …" if len(plan.beside) > _NAMED else "")
        yield f"the folder holds other things too, which stay and are not served: {names}"
    if SITEMAP not in site.files:
        yield (
            "without `base_url` in content/site.yaml there is no feed, no sitemap, no preview, "
            "and 404.html has no styles below the top"
        )
    elif _below(site):
        yield (
            "below a path of its host nobody reads the site’s robots.txt and _headers, nor "
            "security.txt: what they say has to stand at the root too"
        )
    if SECURITY in site.files:
        until = _EXPIRES.search(site.read(SECURITY).decode())
        if until is not None and until[1] <= today:
            yield f"security.txt expired on {until[1]}: look whether the contact is right"


def _below(site: Finished) -> bool:
    """Tell whether a site stands below a path, by the address of its first page."""
    first = _FIRST.search(site.read(SITEMAP).decode())
    return first is not None and bool(first[1].strip("/"))
