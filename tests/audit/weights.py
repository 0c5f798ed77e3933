"""Weighs a built site as it travels (gzip -9), against what a page may weigh.

`python tests/audit/weights.py public` prints the heaviest and returns 0, or 1 where one is too
heavy. A page is weighed with what it names itself: its style sheets, and the scripts of
`<script src>`. What a script asks for later, when search is opened, not every reader waits for.
"""

from __future__ import annotations

import gzip
import sys
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from posixpath import join, normpath
from urllib.parse import unquote, urlsplit

KB = 1000
BUDGETS = {"HTML": 30 * KB, "CSS": 10 * KB, "JavaScript": 8 * KB}
SHOWN = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """What a page has readers wait for, in bytes as they travel, by kind."""

    page: str
    bytes: dict[str, int]

    def over(self) -> list[str]:
        """Return a line for each kind of which there is too much."""
        return [
            f"{self.page}: {kind} of {self.bytes[kind]:,} bytes, {most:,} are allowed"
            for kind, most in BUDGETS.items()
            if self.bytes[kind] > most
        ]


class _Named(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.css: list[str] = []
        self.scripts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "script" and values.get("src"):
            self.scripts.append(values["src"] or "")
        elif tag == "link" and "stylesheet" in (values.get("rel") or "").split():
            self.css.append(values.get("href") or "")


def weigh(site: Path) -> list[Weight]:
    """Return the weight of each page of a site, the heaviest first."""
    packed: dict[Path, int] = {}

    def travels(path: Path) -> int:
        if path not in packed:
            packed[path] = len(gzip.compress(path.read_bytes(), 9))
        return packed[path]

    weights = []
    for path in sorted(site.rglob("*.html")):
        page = path.relative_to(site).as_posix()
        named = _Named()
        named.feed(path.read_text("utf-8"))
        sums = {
            "HTML": travels(path),
            "CSS": sum(map(travels, _files(site, page, named.css))),
            "JavaScript": sum(map(travels, _files(site, page, named.scripts))),
        }
        weights.append(Weight(page=page, bytes=sums))
    return sorted(weights, key=lambda weight: (-weight.bytes["HTML"], weight.page))


def _files(site: Path, page: str, addresses: list[str]) -> set[Path]:
    """Return the files that a page names; links.py says where one is not there."""
    # The page for what is missing is shown at any depth; its links hold from the site's folder.
    folder = "" if page == "404.html" else page.rpartition("/")[0]
    found = {
        site / normpath(join(folder, unquote(urlsplit(one).path).lstrip("/"))) for one in addresses
    }
    return {path for path in found if path.is_file()}


def main(arguments: list[str]) -> int:
    """Weigh the site in the folder that is named; return 1 where a page is too heavy."""
    site = Path(arguments[0] if arguments else "public")
    weights = weigh(site)
    if not weights:
        print(f"{site} holds no built site: build one first", file=sys.stderr)
        return 1
    print(f"  {'bytes, compressed':32}{''.join(f'{kind:>12}' for kind in BUDGETS)}")
    print(f"  {'allowed':32}{''.join(f'{most:12,}' for most in BUDGETS.values())}")
    for weight in weights[:SHOWN]:
        print(f"  {weight.page:32}{''.join(f'{weight.bytes[kind]:12,}' for kind in BUDGETS)}")
    over = [line for weight in weights for line in weight.over()]
    for line in over:
        print(line)
    print(f"{len(weights)} pages weighed: {len(over) or 'none'} too heavy")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
