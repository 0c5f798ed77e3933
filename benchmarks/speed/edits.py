"""One statement and its quote told anew, again and again: each time honest, each time another.

The statement and the quote become another sentence of the same article, which nothing else cites.
What that changes of the site is worked out beforehand, in a project of its own: the builder is
given one file, Hugo all that it would need to make the same pages.
"""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.blocks import typed
from benchmarks.speed import corpus, hugo
from benchmarks.speed.ground import build
from benchmarks.speed.measure import timed
from site_builder import urls

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from benchmarks.speed.ground import Site
    from benchmarks.speed.hugofiles import File

THEME = "theme-00000"
"""The theme that is edited."""

PAGES = (urls.theme(THEME), urls.article("000000"))
"""The pages that show what is edited."""

_FILE = f"content/themes/{THEME}.yaml"
_STATEMENT = "s-000000-0-repairs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A statement told anew: its sentence, the theme's file, and what Hugo is given for it."""

    sentence: str
    theme: str
    files: tuple[File, ...]

    def save_ours(self, site: Site) -> None:
        """Save the theme in the builder's project."""
        (site.project / _FILE).write_text(self.theme, encoding="utf-8")

    def save_theirs(self, site: Site, front: str, *, pages_only: bool = False) -> None:
        """Save what Hugo needs for the same, the theme last; perhaps not what it copies."""
        for file in self.files:
            if file.path.startswith("content/") or not pages_only:
                hugo.put(site.source(front), file)


def sentences() -> list[str]:
    """Return the sentences of the first article that nothing cites."""
    one = corpus.article(0)
    used = {quote for statement in one.statements for quote in statement.quotes}
    paragraphs = one.text.split("\n\n")[2:]
    every = [part for text in paragraphs for part in re.split(r"(?<=\.) ", text.strip())]
    return [part for part in every if part not in used and "said" not in part.split()]


def retold(theme: str, sentence: str) -> str:
    """Return the text of the theme with another sentence as the first statement and its quote."""
    pattern = rf"(- id: {_STATEMENT}\n +text: ).*((?:\n.*)*?\n +quote: ).*"
    words = typed(sentence)
    return re.sub(pattern, lambda found: f"{found[1]}{words}{found[2]}{words}", theme, count=1)


def edits(site: Site, front: str, count: int) -> Iterator[Edit]:
    """Yield so many edits; each is built in a project beside the site's."""
    beside, output = site.folder / "edited", site.folder / "edited-made"
    shutil.copytree(site.project, beside, ignore=shutil.ignore_patterns(".cache"))
    before, changed = _digests(site.output), {urls.MANIFEST}
    theme = (site.project / _FILE).read_text(encoding="utf-8")
    for sentence in sentences()[:count]:
        text = retold(theme, sentence)
        (beside / _FILE).write_text(text, encoding="utf-8")
        timed(build(beside, output), site.environment)
        after = _digests(output)
        changed |= {path for path in after if after[path] != before.get(path)}
        paths = [output / path for path in sorted(changed)]
        made = hugo.converted(hugo.proved(beside), output, paths, [front])
        files = (file for _, file in made)
        ordered = sorted(files, key=lambda file: f"/{THEME}.md" in file.path)
        yield Edit(sentence=sentence, theme=text, files=tuple(ordered))
    shutil.rmtree(beside)
    shutil.rmtree(output)


def _digests(output: Path) -> dict[str, str]:
    said = json.loads((output / urls.MANIFEST).read_text(encoding="utf-8"))
    files: dict[str, str] = said["files"]
    return files
