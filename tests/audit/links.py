"""Checks that every link of a built site leads to a file and an anchor that are there.

`python tests/audit/links.py public` prints what it counted and returns 0, or prints a line
`page:line: link: what is wrong` for each broken link and returns 1. What is looked for is what
`verify` looks for: `site_builder/verifying/links.py`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2]))  # run as a file, the package is not beside it

from site_builder.verifying.links import looked_over
from site_builder.verifying.markup import MarkupError
from site_builder.verifying.pages import Page, PageReader

if TYPE_CHECKING:
    from collections import Counter


def faults(site: Path) -> tuple[list[str], Counter[str]]:
    """Return a line for each broken link of a site, and how much was looked at."""
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    found: list[str] = []
    pages: dict[str, Page] = {}
    for name in sorted(file for file in files if file.endswith(".html")):
        reader = PageReader()
        try:
            reader.read((site / name).read_bytes().decode())
        except MarkupError as error:
            found.append(f"{name}:{error.spot.line}: {error.message}")
        pages[name] = reader.page
    sheets = {name: (site / name).read_text("utf-8") for name in files if name.endswith(".css")}
    looked = looked_over(pages, sheets, files)
    found += [
        f"{fault.path}{f':{fault.spot.line}' if fault.spot else ''}: {fault.message}"
        for fault in looked.faults
    ]
    return found, looked.counts


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
