"""After any edits, what is kept of earlier builds makes the same site and findings as nothing kept.

Nor does it matter how many processes make it, or what became of the cache in the meantime.
"""

from __future__ import annotations

import random
import shutil
from typing import TYPE_CHECKING

import pytest
import tiny
from outputs import tree
from tiny import quote, statement, theme

from site_builder import cache
from site_builder.pipeline import Means, build

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ran import Ran

STEPS = 12
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ARTICLES = 4


class _Briefing:
    """A briefing of a few articles and themes that is edited at random, sometimes wrongly."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self.seeds = {f"{n}": [self._sentence() for _ in range(5)] for n in range(ARTICLES)}
        self.themes: dict[str, list[tuple[str, int, str]]] = {"bridge": [], "fair": []}
        self.title = "A bridge"
        self.links: dict[str, list[str]] = {}
        for _ in range(4):
            self.add()

    def _sentence(self) -> str:
        rng = self._rng
        boats, pier = rng.randint(2, 99), rng.randint(2, 99)
        return f"On {rng.choice(DAYS)} the town counted {boats} boats at pier {pier}."

    def add(self) -> None:
        """Add a statement that says what a sentence says."""
        seed, at = self._rng.choice([*self.seeds]), self._rng.randrange(5)
        self.themes[self._rng.choice([*self.themes])].append((seed, at, self.seeds[seed][at]))

    def edit(self) -> None:
        """Change one thing."""
        rng = self._rng
        kind = rng.choice(["add", "drop", "seed", "text", "wrong", "title", "link", "nothing"])
        theme_ = rng.choice([one for one in self.themes.values() if one])
        at = rng.randrange(len(theme_))
        seed, sentence, text = theme_[at]
        if kind == "add":
            self.add()
        elif kind == "drop" and len(theme_) > 1:
            del theme_[at]
        elif kind == "seed":  # and all that says what stood there is wrong until it is mended
            self.seeds[seed][sentence] = self._sentence()
        elif kind == "text":
            said = self.seeds[seed][sentence]
            marked = said.replace("boats", "**boats**")
            theme_[at] = (seed, sentence, marked if text == said else said)
        elif kind == "wrong":  # until it is said otherwise
            theme_[at] = (seed, sentence, text.replace("counted ", "counted 1"))
        elif kind == "title":
            self.title = f"A bridge {rng.randint(1, 9)}"
        elif kind == "link":  # into the other theme, perhaps to a statement that is not there
            one, other = rng.sample([*self.themes], 2)
            self.links[one] = [f"{other}-{rng.randrange(3)}"]

    def write(self, folder: Path) -> None:
        """Write the project; a file whose bytes are the same is written too."""
        content = {
            f"themes/{name}": theme(
                *(
                    statement(f"{name}-{n}", quote(seed, self.seeds[seed][at]), text=text)
                    for n, (seed, at, text) in enumerate(every)
                ),
                summary=self.links.get(name, []),
            )
            for name, every in self.themes.items()
        }
        site = {**tiny.SITE, "title": self.title, "themes": [*self.themes]}
        seeds = {name: " ".join(lines) + "\n" for name, lines in self.seeds.items()}
        tiny.project(folder, {**content, "site": site}, seeds)


def _meddle(rng: random.Random, folder: Path) -> None:
    """Do something to what is kept."""
    kept = sorted(path for path in (folder / cache.FOLDER).glob("*") if path.is_file())
    if not kept or rng.random() < 0.5:
        return
    path = rng.choice(kept)
    match rng.choice(["gone", "cut", "bit", "all"]):
        case "gone":
            path.unlink()
        case "cut":
            path.write_bytes(path.read_bytes()[: rng.randrange(40)])
        case "bit":
            data = bytearray(path.read_bytes())
            if data:
                data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
            path.write_bytes(data)
        case _:
            shutil.rmtree(folder / ".cache")


@pytest.mark.parametrize("number", range(6))
def test_after_any_edits_all_ways_of_building_come_to_the_same(
    number: int, here: Path, run: Callable[..., Ran]
) -> None:
    rng = random.Random(number)
    briefing, good = _Briefing(rng), 0
    for _ in range(STEPS):
        briefing.write(here)
        kept = run("build", "--format=json")
        made = []
        for jobs in (1, 2):
            other = here.parent / f"other-{jobs}"
            shutil.rmtree(other, ignore_errors=True)
            made.append((build(here, other, means=Means(jobs=jobs)), other))
        (one, alone), (two, shared) = made
        assert one == two
        alike = run("build", "--format=json", "--no-cache", "--output", str(here.parent / "last"))
        assert kept.out == alike.out
        assert (kept.status == 0) == bool(one.pages)
        if one.pages:
            good += 1
            assert tree(here / "public") == tree(alone) == tree(shared)
        briefing.edit()
        _meddle(rng, here)
    assert good
