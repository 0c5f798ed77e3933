"""The articles for reference managers: `sources.csl.json` and `sources.bib`.

Only what an article states of itself is given: one without a date has none here. A title that
nobody states stands in square brackets, as libraries write what they supply.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from site_builder import urls
from site_builder.jsontext import listed
from site_builder.views.linked import FACTS, stated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_builder.exports.cited import Files
    from site_builder.seeds import Seed
    from site_builder.views.index import Index

_WORDS = {"published": "date", "url": "address"}
_DAY = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?)?")
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "{": r"\{",
    "}": r"\}",
    **{char: rf"\{char}" for char in "&%$#_"},
}


def files(index: Index) -> Files:
    """Return what makes the two lists of sources, by path."""
    return {urls.CSL: partial(_csl_file, index), urls.BIBTEX: partial(_bibtex_file, index)}


def _csl_file(index: Index) -> bytes:
    return listed(csl(index))


def _bibtex_file(index: Index) -> bytes:
    return bibtex(index).encode()


def csl(index: Index) -> list[dict[str, Any]]:
    """Return the articles as items of CSL-JSON."""
    return [_item(index, seed) for seed in index.seeds]


def _item(index: Index, seed: Seed) -> dict[str, Any]:
    facts = stated(index.proved, seed)
    item: dict[str, Any] = {
        "id": _key(seed),
        "type": "document",
        "title": facts.get("title", _supplied(seed)),
        "title-short": str(seed.record.short),
    }
    if "author" in facts:
        item["author"] = [{"literal": facts["author"]}]
    if "publisher" in facts:
        item["publisher"] = facts["publisher"]
    if "published" in facts:
        item["issued"] = _issued(facts["published"])
    if "url" in facts:
        item["URL"] = facts["url"]
    return {**item, "note": _note(index, seed)}


def _supplied(seed: Seed) -> str:
    return f"[Article {seed.id}]"


def _key(seed: Seed) -> str:
    return f"article-{seed.id}"


def _issued(published: str) -> dict[str, Any]:
    found = _DAY.fullmatch(published)
    if found is None:
        return {"literal": published}
    return {"date-parts": [[int(part) for part in found.groups() if part]]}


def _note(index: Index, seed: Seed) -> str:
    """Return where the article was read, from which bytes, and what it does not state."""
    settings = index.proved.briefing.settings
    unstated = [_WORDS.get(name, name) for name in FACTS if getattr(seed.record, name) is None]
    edition = f"{settings.title}, edition {settings.edition.version}"
    where = f" ({settings.base_url}{urls.article(seed.id)})" if settings.base_url else ""
    parts = (
        f"Read for: {edition}{where}.",
        f"Not stated in the article: {', '.join(unstated)}." if unstated else "",
        f"SHA-256 of the text read: {seed.source.sha256}.",
    )
    return " ".join(part for part in parts if part)


def bibtex(index: Index) -> str:
    """Return the articles as entries of BibTeX, in UTF-8 as Biber and new BibTeX read it."""
    return "\n".join(_entry(index, seed) for seed in index.seeds)


def _entry(index: Index, seed: Seed) -> str:
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(index, seed))
    return f"@misc{{{_key(seed)},\n{fields}}}\n"


def _fields(index: Index, seed: Seed) -> Iterator[tuple[str, str]]:
    facts = stated(index.proved, seed)
    if "author" in facts:  # in braces: one name, whatever words it has
        yield "author", f"{{{_escaped(facts['author'])}}}"
    yield "title", f"{{{_escaped(facts.get('title', _supplied(seed)))}}}"
    if "publisher" in facts:
        yield "howpublished", _escaped(facts["publisher"])
    if "published" in facts:
        day = _DAY.fullmatch(facts["published"])
        yield ("date", day[0]) if day else ("year", _escaped(facts["published"]))
    if "url" in facts:  # read as an address, it has nothing that ends a field
        yield "url", facts["url"]
    yield "note", _escaped(_note(index, seed))


def _escaped(text: str) -> str:
    """Return the text as TeX prints it."""
    return "".join(_SPECIAL.get(char, char) for char in " ".join(text.split()))
