"""What Hugo is given of the whole site, and of the pages that every site has."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING

from benchmarks.speed.hugodata import Data
from benchmarks.speed.hugofiles import Fields, File, content, yaml
from site_builder import urls
from site_builder.views.shapes import ArticlesPage
from site_builder.views.sheets import HomePage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from site_builder.views.pages import Page

_MAIN = re.compile(r'<div class="parallel ([^"]*)">\n(.*)</div>\n</main>', re.DOTALL)
_TITLE = re.compile("<title>(.*)</title>")
_DESCRIPTION = re.compile('<meta name="description" content="([^"]*)">')
_LINKED = re.compile(r'<script type="application/ld\+json">(.*)</script>')
_DIGEST = re.compile(r"\.[0-9a-f]{12}(?=\.[a-z]+\Z)")  # in the name of a static file
_HEIGHTS = {"cited": 20, "partly": 15, "aside": 10, "furniture": 4, "unreviewed": 20}

# Of what Hugo can make of a site, only the pages; and words stand as they are typed.
# What Hugo makes beside pages, where it makes data files.
_DATA = """\
mediaTypes:
  application/ld+json:
    suffixes: [jsonld]
  text/x-bibtex:
    suffixes: [bib]
outputFormats:
  claims: {mediaType: application/ld+json, isPlainText: true, notAlternative: true}
  annotations: {mediaType: application/ld+json, baseName: annotations, isPlainText: true}
  evidence: {mediaType: application/json, baseName: evidence, isPlainText: true}
  csl: {mediaType: application/json, baseName: sources.csl, isPlainText: true}
  bibtex: {mediaType: text/x-bibtex, baseName: sources, isPlainText: true}
outputs:
  home: [html, annotations, evidence, csl, bibtex]
"""

_SETTINGS = """\
baseURL: /
uglyURLs: true
disableHugoGeneratorInject: true
disableKinds: [taxonomy, term, rss, sitemap, robotstxt, "404"]
security:
  allowContent: [".*"]  # HTML, which the curator wrote
markup:
  goldmark:
    extensions:
      typographer:
        disable: true
"""


def standing(page: Page, built: Path, front: str) -> Iterator[File]:
    """Yield the content file of a page that every site has; with the first, those of the site.

    Raises ValueError where the site has what the layouts do not show.
    """
    html = (built / page.path).read_text(encoding="utf-8")
    if isinstance(page.view, HomePage):
        yield from _home(page, page.view, html, front)
        yield File(path="hugo.yaml", data=_settings(page, built, html, front).encode())
    elif isinstance(page.view, ArticlesPage):
        fields = {"here": page.path, "url": page.path, "title": "Articles"}
        fields["linked"] = _found(_LINKED, html)
        yield content("articles/_index.md", fields, front)
    else:
        yield _ready(page, html, front)


def _home(page: Page, view: HomePage, html: str, front: str) -> Iterator[File]:
    if any((view.sensitive, view.summary, view.figures, view.differences, view.gaps, view.asks)):
        raise ValueError("the layouts show no summary, figures, differences and gaps")
    site = page.site
    if any((site.dates, site.caution, site.contact, site.help, site.head.base_url, site.feeds)):
        raise ValueError("the layouts show no dates, caution, contact, help and address")
    fields: Fields = {
        "here": page.path,
        "tally": [
            {"label": one.label, "number": str(one.number), "href": one.href} for one in view.tally
        ],
        "linked": _found(_LINKED, html),
    }
    yield content("_index.md", fields, front)
    # The pages of themes stand in a folder that has no page of its own.
    folder: Fields = {"build": {"render": "never"}}
    if front == "data":
        folder["cascade"] = [{"outputs": ["html", "claims"]}]
    yield content("themes/_index.md", folder, front)


def _ready(page: Page, html: str, front: str) -> File:
    """Return a page whose main part is the builder's own HTML."""
    found = _MAIN.search(html)
    if found is None:
        raise ValueError(f"{page.path} has no main part")
    title = unescape(_found(_TITLE, html)).removesuffix(f" – {page.site.title}: a sourced briefing")
    description = unescape(_found(_DESCRIPTION, html))
    fields: Fields = {
        "title": title,
        "description": description if description != page.site.description else "",
        "here": page.path,
        "side": found[1],
        "linked": _found(_LINKED, html),
        "unlisted": "" if page.site.head.listed else "yes",
        "brief": "" if "<h2>What the quotations show</h2>" in html else "yes",
    }
    return content(page.path, fields, front, found[2])


def _settings(page: Page, built: Path, html: str, front: str) -> str:
    """Return hugo.yaml: what the first page says of the site, and nothing made but its pages."""
    site = page.site
    linked = json.loads(_found(_LINKED, html))
    params: Fields = {
        "language": site.language,
        "description": site.description,
        "edition": site.edition,
        "review_by": site.review_by,
        "would_change": site.would_change.strip("."),
        "version": linked["version"],
        "date": linked["dateModified"],
        "pages": [{"text": link.text, "path": link.href} for link in site.pages],
        "themes": [{"text": link.text, "path": _path(link.href)} for link in site.themes],
        "static": dict(_static(built)),
        "bars": {kind: _bar(height) for kind, height in _HEIGHTS.items()},
    }
    if site.themes and site.themes[0].href.startswith("#"):
        params["many"] = "yes"
    if front == "data":
        params |= Data.of(built).whole
    data = _DATA if front == "data" else ""
    return _SETTINGS + data + yaml({"title": site.title, "params": params})


def _path(href: str) -> str:
    return urls.HOME + href if href.startswith("#") else href


def _static(built: Path) -> Iterator[tuple[str, str]]:
    """Yield the names of the static files, and what the builder calls them by their bytes."""
    for path in sorted((built / "static").rglob("*.*")):
        name = _DIGEST.sub("", path.relative_to(built / "static").as_posix())
        yield name, path.relative_to(built).as_posix()


def _bar(height: int) -> Fields:
    """Return where a kind of sentences stands in the bar, and how its sign in the key is drawn."""
    swatch = height * 0.7
    return {
        "y": str(20 - height),
        "height": str(height),
        "swatch_y": str(14 - swatch),
        "swatch_height": str(swatch),
    }


def _found(pattern: re.Pattern[str], html: str) -> str:
    found = pattern.search(html)
    return found[1] if found else ""
