"""A built page in pieces, for programs that are given its main part ready-made."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

from benchmarks.blocks import block

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_TITLE = re.compile("(?<=<title>).*(?=</title>)")
_LINKED = re.compile(r'(?<=<script type="application/ld\+json">).*(?=</script>)')
_MAIN = re.compile(r'(?<=<main id="main" tabindex="-1">\n).*(?=</main>)', re.DOTALL)
_ADDRESS = re.compile('( (?:href|src|data-[a-z]+)=")(?!#)')


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A page: its path, its title, what it tells programs, and its main part as HTML."""

    path: str
    title: str
    linked: str
    main: str

    @property
    def root(self) -> str:
        """The way from the page to the site's folder."""
        return "../" * self.path.count("/")


def pieces(built: Path) -> Iterator[Piece]:
    """Yield every page of a built site."""
    for page in sorted(built.rglob("*.html")):
        html = page.read_text(encoding="utf-8")
        yield Piece(
            path=page.relative_to(built).as_posix(),
            title=unescape(_found(_TITLE, html)),
            linked=_found(_LINKED, html),
            main=_found(_MAIN, html),
        )


def lay(page: Path, fields: dict[str, str], main: str) -> None:
    """Write a page: these fields before its main part."""
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(f"---\n{block(fields)}---\n{main}", encoding="utf-8")


def lay_others(built: Path, folder: Path) -> None:
    """Copy every file of a built site that is no page."""
    for path in built.rglob("*"):
        if path.is_file() and path.suffix != ".html":
            copy = folder / path.relative_to(built)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)


def frame(built: Path, *, title: str, linked: str, main: str, root: str) -> str:
    """Return the first page as a layout, with these words of a template in place of its own."""
    html = (built / "index.html").read_text(encoding="utf-8")
    html = _ADDRESS.sub(lambda found: found[1] + root, html.replace(' aria-current="page"', ""))
    for pattern, words in ((_TITLE, title), (_LINKED, linked), (_MAIN, main)):
        html = pattern.sub(lambda _, words=words: words, html, count=1)  # type: ignore[misc]
    return html


def _found(pattern: re.Pattern[str], html: str) -> str:
    found = pattern.search(html)
    return found[0] if found else ""
