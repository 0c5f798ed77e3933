"""A site as `serve` shows it: pages made when they are asked for, dressed for their curator.

A served page has the findings as data, and the script that puts them where they belong; a page of
the published site has neither.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from site_builder import urls
from site_builder.answering import DESK, Reply
from site_builder.findings import FaultError, Severity, printable
from site_builder.hosting import TYPES, content_type

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from site_builder.findings import Finding
    from site_builder.views.pages import Page

    Book = Mapping[str, Callable[[], Page]]
    Data = Mapping[str, Callable[[], bytes]]
    Answer = Callable[[Mapping[str, str]], bytes | None]

MOST = 200
"""Findings that a page carries; the terminal has them all."""

_NOTES = 12  # of one finding
_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')
_HEAD = (
    f'<link rel="stylesheet" href="{DESK}desk.css">'
    '<script src="/livereload.js"></script>'
    f'<script src="{DESK}desk.js" defer></script>'
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)  # each is like itself alone
class Served:
    """One state of a site; pages that were made are kept as long as it is shown.

    `book` is what makes each page: nothing, where nothing could ever be read; `data` what makes the
    files that are no pages. `where` gives the
    address of what a finding is about. `stale` tells that the pages are those of an earlier save,
    since now too little can be read; `old` are the single pages of which that is so. By `version` a
    page knows whether it is that of the last save: what is saved while it loads is not told to it.
    By `looks` it knows whether the static files are still those it was loaded with.
    """

    book: Book
    static: Mapping[str, bytes]
    data: Data = field(default_factory=dict)
    findings: Sequence[Finding]
    where: Callable[[Finding], str]
    unproved: frozenset[str]
    stale: bool
    old: frozenset[str] = frozenset()
    version: str = ""
    looks: int = 0
    render: Callable[[Callable[[], Page]], bytes]
    faults: Callable[[Sequence[Finding]], bytes]
    answers: Mapping[str, Answer]
    _made: dict[str, bytes] = field(default_factory=dict, init=False)

    def telling(self, findings: Sequence[Finding], version: str) -> Served:
        """Return this state of the site with other findings, under another name."""
        return replace(self, findings=findings, version=version)

    def page(self, path: str) -> Reply | None:
        """Return a page or a static file; while there is no page at all, each is the findings."""
        if path in self.static:
            return Reply(body=self.static[path], type=content_type(path))
        if path in self.data:
            return (
                None if self._lost(path) else Reply(body=self._made[path], type=content_type(path))
            )
        if path not in self.book and (self.book or not path.endswith(".html")):
            return None
        if path not in self._made:
            self._made[path] = self._dressed(path, self._page(path))
        return Reply(body=self._made[path], type=TYPES[".html"])

    def missing(self, path: str) -> Reply:
        """Return the site's own page for what is not there; the findings, where it has none."""
        made = self.page(urls.MISSING)
        if made is None:
            return Reply(body=self._dressed(path, self.faults(self.findings)), type=TYPES[".html"])
        return made

    def ask(self, question: str, query: Mapping[str, str]) -> Reply | None:
        """Return what the page's script asks for: itself, its style, or an answer in JSON."""
        if question == "version":
            return Reply(body=self.version.encode(), type=TYPES[".txt"])
        answer = self.answers.get(question)
        body = answer(query) if answer is not None else None
        if body is None:
            return None
        return Reply(body=body, type=TYPES.get(PurePosixPath(question).suffix, TYPES[".json"]))

    def _lost(self, path: str) -> list[Finding]:
        """Make a file that is no page, once; return why it cannot be made."""
        try:
            if path not in self._made:
                self._made[path] = self.data[path]()
        except FaultError as fault:
            return [fault.finding]
        return []

    def _page(self, path: str) -> bytes:
        """Return a page; where it cannot be made, why not."""
        if path not in self.book:
            return self.faults(self.findings)
        try:
            return self.render(self.book[path])
        except FaultError as fault:
            return self.faults([fault.finding])

    def _dressed(self, path: str, html: bytes) -> bytes:
        data = json.dumps(self._data(path), ensure_ascii=False).replace("<", "\\u003c")
        head = f'{_HEAD}<script type="application/json" id="desk-data">{data}</script></head>'
        html = _POLICY.sub(b"", html, count=1)
        return html.replace(b"</head>", head.encode(), 1)

    def _data(self, path: str) -> dict[str, object]:
        """Return what the script on a page knows; addresses are relative to the page."""
        found = self.findings
        if path == urls.SEARCH and urls.INDEX in self.data:  # which the page is about to ask for
            found = [*self._lost(urls.INDEX), *found]
        return {
            "version": self.version,
            "looks": self.looks,
            "book": bool(self.book),
            "article": urls.seed_of(path) if path in self.book else "",
            "findings": [self._told(one, path) for one in found[:MOST]],
            "errors": sum(one.severity is Severity.ERROR for one in found),
            "warnings": sum(one.severity is Severity.WARNING for one in found),
            "unproved": sorted(self.unproved),
            "stale": self.stale or path in self.old,
        }

    def _told(self, found: Finding, page: str) -> dict[str, object]:
        address = self.where(found)
        path, _, anchor = address.partition("#")
        return {
            "severity": str(found.severity),
            "code": found.code,
            "place": printable(str(found.place)),
            "message": printable(found.message),
            "snippet": _snippet(found),
            "notes": [printable(note) for note in found.notes[:_NOTES]],
            "hint": printable(found.hint),
            "href": urls.relative(address, page) if address else "",
            "here": path == page,
            "anchor": anchor,
        }


def _snippet(found: Finding) -> list[str]:
    """Return the line a finding is about in three: before what it points at, that, and after."""
    if found.snippet is None or not found.snippet.text:
        return []
    text, start, end = found.snippet.text, found.snippet.start, found.snippet.end
    return [printable(part) for part in (text[:start], text[start:end], text[end:])]
