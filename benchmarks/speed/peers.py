"""Two more makers of static sites, each given as much ready-made as it can use: cold builds.

Both are given the same pages as Hugo, the main part of each as HTML and what stands around it in
one layout. They are installed for the measure, into a folder of their own; where one cannot be, its
row says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from benchmarks.speed import eleventy, mkdocs
from benchmarks.speed.measure import FailedError
from benchmarks.speed.race import medians, race
from benchmarks.speed.report import Row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from benchmarks.speed.ground import Program, Site

SIZES = frozenset({5, 100, 1_000})
"""The numbers of articles at which they are run."""

NOTE = (
    "Eleventy and MkDocs are given every page’s main part as HTML, and one layout with all that"
    " stands around it: they find, check and mark nothing. Their pages are not held to ours."
)


class Peer(Protocol):
    """A module that knows how to install a program and lay pages for it."""

    NAME: str

    def install(self, folder: Path) -> str:
        """Install the program into a folder; return why that cannot be, or nothing."""

    def program(self, site: Site, folder: Path) -> Program:
        """Return the program on the pages of a built site."""


PEERS: tuple[Peer, ...] = (eleventy, mkdocs)


def installed(folder: Path) -> dict[str, str]:
    """Install each into a folder of its own; return why that cannot be, or nothing, by name."""
    return {peer.NAME: peer.install(folder / peer.NAME) for peer in PEERS}


def peers(site: Site, missing: dict[str, str], rounds: int) -> Iterator[Row]:
    """Yield the row of each, with ours run in turn with it; `missing` says which are not there."""
    folder = site.folder.parent
    for peer in PEERS:
        why = missing[peer.NAME]
        try:
            if not why:
                yield _row(site, peer.program(site, folder / peer.NAME), rounds)
                continue
        except FailedError as error:
            why = str(error).splitlines()[0]
        yield Row(
            scenario="cold", seeds=site.seeds, what="time", theirs=None, other=peer.NAME, note=why
        )


def _row(site: Site, program: Program, rounds: int) -> Row:
    runs = medians(race([site.ours(), program], rounds, lambda one, _: one.forget()))
    ours, theirs = runs["ours"], runs[program.name]
    return Row(
        scenario="cold",
        seeds=site.seeds,
        what="time",
        ours=ours.wall,
        theirs=theirs.wall,
        other=program.name,
        others=max(ours.others, theirs.others),
    )
