"""The whole audit of a copy of a site: what is proved of it, what is wrong, what was not seen."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from site_builder.findings import Finding, finding
from site_builder.places import Place
from site_builder.seeds import seed_ids
from site_builder.urls import ARTICLES, EVIDENCE, MANIFEST, PACKED
from site_builder.verifying.articles import Article, ArticleReader, proved
from site_builder.verifying.carried import Carried, carried
from site_builder.verifying.links import Fault, Looked, looked_over
from site_builder.verifying.listed import Seen, Unseen, each_listed, manifest_of, named, others
from site_builder.verifying.markup import MarkupError
from site_builder.verifying.pages import Page, PageReader, SheetReader
from site_builder.verifying.statements import Rested, rested

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from site_builder.manifest import Manifest
    from site_builder.seeds import SeedText
    from site_builder.verifying.articles import Beside, Marked
    from site_builder.verifying.copies import Copy

    Progress = Callable[[int, int, str], None]

_ARTICLE = re.compile(r"articles/([^/]+)\.html")
_WHOLE = "the site says otherwise elsewhere: ask the publisher which is right"
_LAID_OUT = "its layout is not one that this version knows: get the version that the manifest names"
_HINTS = {
    "site-broken": "the site was changed after it was built, or built with templates of its own",
    "passage-differs": _WHOLE,
    "site-unreadable": _LAID_OUT,
}


@dataclass(slots=True, kw_only=True)
class Audit:
    """What came of an audit; `seeds` are those that passages were held to, by their ids."""

    manifest: Manifest
    seeds: Mapping[str, SeedText]
    findings: list[Finding] = field(default_factory=list)
    unseen: list[Unseen] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class _Read:
    """What was read of a site, file by file."""

    pages: dict[str, Page] = field(default_factory=dict)
    sheets: dict[str, str] = field(default_factory=dict)
    passages: dict[str, Marked] = field(default_factory=dict)
    beside: dict[str, tuple[Beside, ...]] = field(default_factory=dict)
    evidence: bytes | None = None
    faults: list[tuple[str, Fault]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)


def audited(
    copy: Copy,
    *,
    expected: str = "",
    seeds_of: Callable[[Manifest], tuple[Mapping[str, SeedText], list[Finding]]] | None = None,
    progress: Progress | None = None,
) -> Audit:
    """Return what is proved of a copy and what is wrong; raises FaultError without a manifest.

    `seeds_of` gives the articles that the site was made from, by their ids, so far as they are
    there, and what is wrong with them.
    """
    manifest = manifest_of(copy, expected)
    seeds, wrong = seeds_of(manifest) if seeds_of is not None else ({}, [])
    audit = Audit(manifest=manifest, seeds=seeds, findings=[*wrong])
    seen, read = Seen(), _Read()
    total = len(manifest.files)
    ids = _digests(manifest)
    for number, found in enumerate(each_listed(copy, manifest, seen), start=1):
        _take(found.path, found.data, read, seeds, ids)
        if progress is not None:
            progress(number, total, found.path)
    if progress is not None:
        progress(total, total, "")
    others(copy, manifest, seen)
    _proofs(copy, audit, read)
    audit.findings[:0] = seen.findings
    audit.unseen += [*seen.unseen, *_unproved(copy, audit)]
    audit.counts += seen.counts
    return audit


def _digests(manifest: Manifest) -> dict[str, str]:
    """Return the SHA-256 of each article by its id."""
    names = [name for name in manifest.inputs if name.startswith("seeds/")]
    return {seed: manifest.inputs[name] for name, seed in seed_ids(names).items()}


def _take(
    path: str, data: bytes, read: _Read, seeds: Mapping[str, SeedText], digests: Mapping[str, str]
) -> None:
    """Read a file as what it is, and keep what is held to the others."""
    if path == EVIDENCE:
        read.evidence = data
    if not path.endswith((".html", ".css")):
        return
    try:
        text = data.decode()
    except UnicodeDecodeError:
        read.faults.append(("site-unreadable", Fault(path, None, "this is not UTF-8")))
        return
    if path.endswith(".css"):
        read.sheets[path] = text
        return
    article = _ARTICLE.fullmatch(path) if path != ARTICLES else None
    reader: PageReader = ArticleReader(path) if article else SheetReader()
    try:
        reader.read(text)
    except MarkupError as error:
        read.faults.append(("site-unreadable", Fault(path, error.spot, error.message)))
        return
    read.pages[path] = reader.page
    if article and isinstance(reader, ArticleReader):
        _article(path, reader, read, seeds.get(article[1]))
        if reader.digest != digests.get(article[1]):
            message = "the SHA-256 that this page states is not that of its article"
            read.faults.append(("passage-differs", Fault(path, None, message)))


def _article(path: str, reader: ArticleReader, read: _Read, seed: SeedText | None) -> None:
    found: Article = proved(reader.paragraphs, seed)
    read.faults += [
        ("passage-differs", Fault(path, spot, message)) for spot, message in found.faults
    ]
    read.passages |= {f"{path}#{anchor}": marked for anchor, marked in found.passages.items()}
    read.beside[path] = found.beside
    read.counts["articles"] += 1
    read.counts["passages unknown"] += found.unknown
    if seed is not None:
        read.counts["held articles"] += 1
        read.counts["held passages"] += len(found.passages)
        read.counts["held characters"] += found.characters


def _proofs(copy: Copy, audit: Audit, read: _Read) -> None:
    """Hold what was read to one another."""
    manifest = audit.manifest
    looked: Looked = looked_over(read.pages, read.sheets, {*manifest.files, MANIFEST, PACKED})
    pages = frozenset(path for path in manifest.files if path.endswith(".html"))
    lost = pages - read.pages.keys()
    stated: Rested = rested(read.pages, read.passages, read.beside, lost)
    faults = [*read.faults]
    faults += [("site-broken", fault) for fault in looked.faults]
    faults += [("passage-differs", fault) for fault in stated.faults]
    message = "no statement can be read from this page of a theme"
    faults += [("site-unreadable", Fault(path, None, message)) for path in stated.without]
    for seed in sorted(_digests(manifest)):
        path = f"articles/{seed}.html"
        if path not in manifest.files:
            message = "the site was made from this article, and has no page of it"
            faults.append(("passage-differs", Fault(path, None, message)))
    if EVIDENCE not in manifest.files:
        audit.unseen.append(Unseen(EVIDENCE, "the site carries no data to compare"))
    elif read.evidence is None or lost:
        # What is wrong with a page is told of that page, not again of all that names it.
        why = "it and the pages were not compared, since not all of them are as listed"
        audit.unseen.append(Unseen(EVIDENCE, why))
    else:
        data: Carried = carried(
            read.evidence, manifest, stated.statements, read.passages, audit.seeds
        )
        faults += [("passage-differs", fault) for fault in data.faults]
        audit.counts += Counter({f"data {name}": count for name, count in data.counts.items()})
    audit.findings += [_finding(copy, code, fault) for code, fault in faults]
    audit.counts += looked.counts + read.counts
    audit.counts["passages"] += len(read.passages)
    audit.counts["statements"] += len(stated.statements)
    audit.counts["quotations"] += stated.quotations
    audit.counts["quotations unknown"] += stated.unknown


def _finding(copy: Copy, code: str, fault: Fault) -> Finding:
    line, column = fault.spot or (0, 0)
    place = Place(file=named(copy, fault.path), line=line, column=column)
    return finding(code, place, fault.message, hint=_HINTS[code])


def _unproved(copy: Copy, audit: Audit) -> list[Unseen]:
    """Return what an audit like this one cannot tell."""
    found = []
    if copy.served:
        why = "a host does not tell what else it serves; get the folder or a zip for that"
        found.append(Unseen("files that the site does not list", why))
    left = audit.counts["articles"] - audit.counts["held articles"]
    if left:
        why = "their words at their offsets are not held to the article; with --seeds they are"
        one = "1 article" if left == 1 else f"{left} articles"
        found.append(Unseen(f"the text of {one}", why))
    if audit.counts["quotations unknown"]:
        why = "their passages go over paragraphs whose offsets only the article tells"
        found.append(Unseen(f"{audit.counts['quotations unknown']} quotations", why))
    return found
