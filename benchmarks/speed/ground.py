"""Where the programs run: folders for each size of briefing, made before any clock runs."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.speed import corpus, hugo
from benchmarks.speed.hugofiles import FRONTS
from benchmarks.speed.measure import timed
from benchmarks.speed.parity import differences
from site_builder.views.search import LARGE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

BUILD = Path(__file__).parents[2] / "build.py"
_ALL = 1_000  # articles up to which every page is held to its other; of more, as many pages
_MEMORY = Path("/dev/shm")
_KEPT = ("LANG", "LC_ALL", "PATH", "TMPDIR")  # of the environment; no settings of either program


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A program that is measured: its name, its command, and what it keeps between two runs.

    The first of what it keeps is the folder that its output is made in.
    """

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    keeps: Sequence[Path]

    def forget(self) -> None:
        """Remove what earlier runs made and kept."""
        for folder in self.keeps:
            shutil.rmtree(folder, ignore_errors=True)
        self.keeps[0].mkdir(parents=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One briefing as both programs are given it, and where each puts its pages."""

    seeds: int
    folder: Path
    environment: Mapping[str, str]

    @property
    def project(self) -> Path:
        """The project of the builder."""
        return self.folder / "project"

    @property
    def output(self) -> Path:
        """What the builder makes of it."""
        return self.folder / "ours" / "public"

    @property
    def _home(self) -> Path:
        return self.folder / "home"

    def source(self, front: str) -> Path:
        """The same for Hugo, with front matter of one kind."""
        return self.folder / f"hugo-{front}"

    def public(self, front: str) -> Path:
        """What Hugo makes of it."""
        return self.folder / f"hugo-{front}-made" / "public"

    def ours(self) -> Program:
        """The builder."""
        return Program(
            name="ours",
            command=build(self.project, self.output),
            environment=self.environment,
            keeps=[self.output.parent, self.project / ".cache", self._home],
        )

    def theirs(self, front: str) -> Program:
        """Hugo, which keeps nothing in its own folder that a later run could use."""
        source, public = self.source(front), self.public(front)
        program = hugo.binary()
        assert program is not None
        cache = self.folder / f"hugo-{front}-cache"
        return Program(
            name=FRONTS[front],
            command=hugo.command(program, source, public),
            environment={**self.environment, "HUGO_CACHEDIR": str(cache)},
            keeps=[public.parent, source / "resources", cache, self._home],
        )


def build(project: Path, output: Path) -> list[str]:
    """Return the command that builds a project into a folder."""
    command = [sys.executable, str(BUILD), "build", "--quiet", "--color", "never"]
    return [*command, "--project", str(project), "--output", str(output)]


@contextmanager
def ground(folder: Path | None) -> Iterator[Path]:
    """Give a folder for all that is made: in memory where the system has such a place."""
    beside = folder or (_MEMORY if _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK) else None)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=beside) as made:
        yield Path(made)


def environment(folder: Path, seeds: int) -> dict[str, str]:
    """Return what the programs find around them: no settings, caches or extras of this machine.

    Pagefind is an extra of the builder's that makes a search for large sites, which Hugo does not:
    where it is installed, a module of its name stands before it that has nothing.
    """
    home = folder / "home"
    home.mkdir(parents=True, exist_ok=True)
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    if seeds < LARGE / 2 or find_spec("pagefind_bin") is None:
        return {**kept, "HOME": str(home)}
    without = folder / "without"
    without.mkdir(exist_ok=True)
    (without / "pagefind_bin.py").touch()
    return {**kept, "HOME": str(home), "PYTHONPATH": str(without)}


def laid(folder: Path, seeds: int, fronts: Sequence[str]) -> Site:
    """Return a briefing of so many articles, built, converted for Hugo and proved equal.

    Raises ValueError where Hugo's pages are not the builder's.
    """
    folder = folder / str(seeds)
    site = Site(seeds=seeds, folder=folder, environment=environment(folder, seeds))
    corpus.write(site.project, seeds)
    site.ours().forget()
    timed(site.ours().command, site.environment)
    if fronts:
        sources = {front: site.source(front) for front in fronts}
        hugo.convert(site.project, site.output, sources)
    for front in fronts:
        program = site.theirs(front)
        program.forget()
        timed(program.command, program.environment)
        same(site, front)
    return site


def same(site: Site, front: str, certain: Collection[str] = ()) -> None:
    """Raise ValueError where what both programs made is not the same.

    Of a very large site as many pages are read as of one of 1,000 articles, and those that are
    `certain` to be.
    """
    each = -(-site.seeds // _ALL)
    public = site.public(front)
    found = next(differences(site.output, public, each=each, certain=certain), None)
    if found is not None:
        raise ValueError(f"at {site.seeds:,} articles Hugo’s site is another: {found}")
