"""Ids to addresses, anchors and output paths: the only place that knows them.

Paths are relative to the site's folder and explicit (`themes/taskforce.html`), so that the same
files work from a disk, under any base path and on any host.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from site_builder.model import Passage

HOME = "index.html"
DIFFERENCES = "differences.html"
GAPS = "not-stated.html"
ARTICLES = "articles/index.html"
METHOD = "method.html"
MISSING = "404.html"
MANIFEST = "manifest.json"

_RESERVED = re.compile(r"main|help|top|edition|summary|differences|gaps|section-[0-9]+")


def is_reserved(anchor: str) -> bool:
    """Tell whether the name is that of a part of a page, which no id of the content may be."""
    return _RESERVED.fullmatch(anchor) is not None


def section_anchor(number: int) -> str:
    """Return the anchor of section `number` of a theme's page."""
    return f"section-{number}"


def theme(theme_id: str) -> str:
    """Return the path of a theme's page."""
    return f"themes/{theme_id}.html"


def article(seed_id: str) -> str:
    """Return the path of an article's page."""
    return f"articles/{seed_id}.html"


def paragraph_anchor(number: int) -> str:
    """Return the anchor of paragraph `number` on its article's page."""
    return f"p{number}"


def passage_anchor(passage: Passage) -> str:
    """Return the anchor of a passage: its offsets, which hold as long as the seed's bytes do."""
    return "c" + "_".join(f"{part.start}-{part.end}" for part in passage.parts)


def passage(cited: Passage) -> str:
    """Return the address of a passage."""
    return f"{article(cited.seed)}#{passage_anchor(cited)}"


def root(path: str) -> str:
    """Return what leads from a page to the site's folder: "" or "../" as often as needed."""
    return "../" * path.count("/")


def relative(target: str, page: str) -> str:
    """Return the address of `target` as the page at `page` must write it."""
    path, mark, anchor = target.partition("#")
    if path == page and mark:
        return f"#{anchor}"
    here, there = page.split("/"), path.split("/")
    while len(here) > 1 and len(there) > 1 and here[0] == there[0]:
        here, there = here[1:], there[1:]
    return "../" * (len(here) - 1) + "/".join(there) + mark + anchor
