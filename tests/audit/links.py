"""Checks that every link of a built site leads to a file and an anchor that are there.

`python tests/audit/links.py public` prints what it counted and returns 0, or prints a line
`page:line: link: what is wrong` for each broken link and returns 1. Only the standard library.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

LINKING = {"href", "src", "cite", "action", "formaction", "poster", "data"}
ELSEWHERE = {"http", "https", "mailto", "tel"}
_IN_CSS = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")


@dataclass(frozen=True, slots=True)
class Link:
    """An address as a page writes it, and on which of its lines."""

    line: int
    address: str


@dataclass(slots=True)
class Page:
    """What of a page matters here: its links, its anchors and how often each stands there."""

    links: list[Link] = field(default_factory=list)
    anchors: Counter[str] = field(default_factory=Counter)
    based: bool = False


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Page()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0]
        for name, value in attrs:
            if tag == "base":
                self.page.based = True
            elif name == "id":
                self.page.anchors[value or ""] += 1
            elif name in LINKING:
                self.page.links.append(Link(line, value or ""))
            elif name == "srcset":
                for source in (value or "").split(","):
                    self.page.links.append(Link(line, source.split()[0] if source.split() else ""))


def read(text: str) -> Page:
    """Return the links and anchors of an HTML page."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.page


def faults(site: Path) -> tuple[list[str], Counter[str]]:
    """Return a line for each broken link of a site, and how much was looked at."""
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    pages = {name: read((site / name).read_text("utf-8")) for name in files if _is_page(name)}
    counts: Counter[str] = Counter(pages=len(pages))
    found: list[str] = []
    for name in sorted(pages):
        page = pages[name]
        for anchor, times in page.anchors.items():
            if times > 1 or not anchor:
                found.append(f"{name}: #{anchor}: {times} elements have this id")
        for link in page.links:
            counts[_kind(link.address)] += 1
            # A page with a base is served at any depth, so its links hold there, not here.
            wrong = _wrong("404.html" if page.based else name, link.address, files, pages)
            if wrong:
                found.append(f"{name}:{link.line}: {link.address or '(empty)'}: {wrong}")
    for name in sorted(file for file in files if file.endswith(".css")):
        for line, address in _in_css((site / name).read_text("utf-8")):
            counts[_kind(address)] += 1
            wrong = _wrong(name, address, files, pages)
            if wrong:
                found.append(f"{name}:{line}: {address}: {wrong}")
    return found, counts


def _is_page(name: str) -> bool:
    return name.endswith((".html", ".htm"))


def _kind(address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return "links elsewhere, not followed"
    return "links to anchors" if parts.fragment else "links to files"


def _wrong(name: str, address: str, files: set[str], pages: dict[str, Page]) -> str:
    """Return what is wrong with an address that the file `name` holds, or nothing."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        known = parts.scheme == "data" or parts.scheme in ELSEWHERE
        return "" if known else "leads to no place that every reader can open"
    if not address:
        return "leads nowhere"
    if parts.path.startswith("/"):
        return "holds under one base path only"
    target = _target(name, unquote(parts.path))
    if target not in files:
        return "leads out of the site" if target is None else "there is no such file"
    anchor = unquote(parts.fragment)
    missing = anchor and target in pages and not pages[target].anchors[anchor]
    return "the page is there, the anchor is not" if missing else ""


def _target(name: str, path: str) -> str | None:
    """Return which file a relative path leads to from `name`, or None where it leaves the site."""
    if not path:
        return name
    place = list(PurePosixPath(name).parent.parts)
    for step in path.split("/"):
        if step == "..":
            if not place:
                return None
            place.pop()
        elif step not in ("", "."):
            place.append(step)
    return "/".join(place)


def _in_css(text: str) -> Iterator[tuple[int, str]]:
    for match in _IN_CSS.finditer(text):
        yield text.count("\n", 0, match.start()) + 1, match[1] or match[2]


def main(arguments: list[str]) -> int:
    """Check the site in the folder that is named; return 1 where a link is broken."""
    site = Path(arguments[0] if arguments else "public")
    if not (site / "index.html").is_file():
        print(f"{site} holds no built site: build one first", file=sys.stderr)
        return 1
    found, counts = faults(site)
    for line in found:
        print(line)
    counted = ", ".join(f"{number} {what}" for what, number in sorted(counts.items()))
    print(f"{counted}: {len(found) or 'none'} broken")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
