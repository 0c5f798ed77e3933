"""What the pages of a built site say, as it is compared."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from site_builder.urls import DIFFERENCES, GAPS
from site_builder.versions import SKIP, Claim, Version, one_line, passages_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

POINTS = (DIFFERENCES, GAPS)
"""The pages that have the differences and gaps; all others that are given have statements."""

_SEED = re.compile(r"articles/([^/#]+)\.html#")
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_BEGINS = {("section", "section difference"): "difference", ("li", "gap"): "gap"}
# Where the words of a difference or gap stand: the class of what they are in, and what they are.
_FIELDS = {
    "difference__on": "on",
    "gap__question": "question",
    "gap__scope": "scope",
    "difference__note": "note",
    "gap__note": "note",
}


def of_site(pages: Mapping[str, str], digests: Mapping[str, str]) -> Version:
    """Return what the pages of a site say; `digests` are the SHA-256 of its seeds by file.

    `pages` is HTML by path, of the themes and of POINTS. Who says a statement and what its figure
    is, differences and gaps are told in the words of the page.
    """
    statements: dict[str, Claim] = {}
    points: dict[tuple[str, str], dict[str, str]] = {}
    for path, html in sorted(pages.items()):
        reader = _Points() if path in POINTS else _Statements(path)
        reader.feed(html)
        reader.close()
        if isinstance(reader, _Points):
            points |= reader.points
        else:
            statements |= reader.claims
    return Version(kind="site", statements=statements, points=points, seeds=digests)


class _Page(HTMLParser):
    """Reads a page element by element, and knows which are open."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.inside: list[tuple[str, str]] = []  # (element, its class)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what is open."""
        given = dict(attrs)
        if tag not in _VOID:
            self.inside.append((tag, given.get("class") or ""))
            self.began(tag, given.get("class") or "", given)

    def handle_endtag(self, tag: str) -> None:
        """Note what is open no more, also where the page does not say so."""
        while self.inside:
            ended, kind = self.inside.pop()
            self.ended(ended, kind)
            if ended == tag:
                return

    def began(self, tag: str, kind: str, given: Mapping[str, str | None]) -> None:
        """Take note of an element that begins."""

    def ended(self, tag: str, kind: str) -> None:
        """Take note of an element that ends."""

    def quoted(self, data: str) -> str:
        """Return the words of a passage without the marks of where it was cut."""
        return data if all(kind != "cut" for _, kind in self.inside) else SKIP * ("[" in data)


@dataclass(slots=True)
class _Begun:
    """A statement that is being read from a page."""

    id: str
    text: list[str] = field(default_factory=list)
    speaker: list[str] = field(default_factory=list)
    figure: list[str] = field(default_factory=list)
    evidence: list[tuple[str, list[str]]] = field(default_factory=list)
    also: list[tuple[str, list[str]]] = field(default_factory=list)


class _Statements(_Page):
    """Reads the statements of a theme's page, as templates/macros/statement.html writes them."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.claims: dict[str, Claim] = {}
        self._path = path
        self._now: _Begun | None = None

    def began(self, tag: str, kind: str, given: Mapping[str, str | None]) -> None:
        """Begin a statement or a passage."""
        if tag == "li" and kind == "statement" and given.get("id"):
            self._now = _Begun(id=given["id"] or "")
        if tag == "blockquote" and self._now is not None:
            further = any(tag == "details" for tag, _ in self.inside)
            passages = self._now.also if further else self._now.evidence
            passages.append((_seed(given), []))

    def ended(self, tag: str, kind: str) -> None:
        """End the statement where it is that."""
        if (tag, kind) == ("li", "statement") and self._now is not None:
            self.claims[self._now.id] = _finished(self._now, self._path)
            self._now = None

    def handle_data(self, data: str) -> None:
        """Take the words to where they belong."""
        if self._now is None:
            return
        tags, kinds = zip(*self.inside, strict=True)
        if "blockquote" in tags:
            passages = self._now.also if "details" in tags else self._now.evidence
            passages[-1][1].append(self.quoted(data))
        elif "statement__text" in kinds:
            self._now.text.append(data)
        elif "speaker" in kinds:
            self._now.speaker.append(data)
        elif "dt" in tags or "dd" in tags:
            self._now.figure.append(f"{data}:" if "dt" in tags else f"{data};")


def _seed(given: Mapping[str, str | None]) -> str:
    """Return the id of the seed that a passage is from; "" where it is not told."""
    seed = _SEED.search(given.get("cite") or "")
    return seed[1] if seed else ""


def _finished(begun: _Begun, path: str) -> Claim:
    return Claim(
        text=one_line("".join(begun.text)),
        facts={
            "page": path,
            "speaker": one_line("".join(begun.speaker)),
            "figure": one_line(" ".join(begun.figure)),
        },
        evidence=_passages(begun.evidence),
        also=_passages(begun.also),
    )


def _passages(begun: Iterable[tuple[str, list[str]]]) -> tuple[tuple[str, str], ...]:
    return tuple((seed, one_line("".join(words))) for seed, words in begun)


@dataclass(slots=True)
class _Account:
    """A version of a difference that is being read from a page."""

    says: list[str] = field(default_factory=list)
    speaker: list[str] = field(default_factory=list)
    evidence: list[tuple[str, list[str]]] = field(default_factory=list)

    def hear(self, data: str, page: _Page) -> None:
        """Take the words to where they belong."""
        tags, kinds = zip(*page.inside, strict=True)
        if "blockquote" in tags and self.evidence:
            self.evidence[-1][1].append(page.quoted(data))
        elif "account__says" in kinds:
            self.says.append(data)
        elif "account__by" in kinds and "b" not in tags:  # its letter
            self.speaker.append(data)

    def text(self) -> str:
        """Return it as one text: what it says, who says so, and its passages."""
        says, who = (one_line("".join(words)) for words in (self.says, self.speaker))
        return f"{says} ({who})\n{passages_text(_passages(self.evidence))}"


class _Points(_Page):
    """Reads differences and gaps, as templates/macros/difference.html and gap.html write them."""

    def __init__(self) -> None:
        super().__init__()
        self.points: dict[tuple[str, str], dict[str, str]] = {}
        self._key: tuple[str, str] | None = None
        self._told: defaultdict[str, list[str]] = defaultdict(list)
        self._absent: list[str] = []
        self._accounts: list[_Account] = []

    def began(self, tag: str, kind: str, given: Mapping[str, str | None]) -> None:
        """Begin a difference or gap, an account or a passage."""
        if (tag, kind) in _BEGINS and given.get("id"):
            self._key = (_BEGINS[tag, kind], given["id"] or "")
        elif kind == "account":
            self._accounts.append(_Account())
        elif tag == "blockquote" and self._accounts:
            self._accounts[-1].evidence.append((_seed(given), []))
        elif tag == "q":
            self._absent.append("")

    def ended(self, tag: str, kind: str) -> None:
        """End the difference or gap where it is that."""
        if self._key is None or (tag, kind) not in _BEGINS:
            return
        told = {name: one_line("".join(words)) for name, words in self._told.items()}
        told["absent"] = ", ".join(map(one_line, self._absent))
        texts = enumerate((account.text() for account in self._accounts), start=1)
        self.points[self._key] = told | {f"account {number}": text for number, text in texts}
        self._key = None
        self._told.clear()
        self._absent, self._accounts = [], []

    def handle_data(self, data: str) -> None:
        """Take the words to where they belong."""
        if self._key is None:
            return
        tags, kinds = zip(*self.inside, strict=True)
        names = [_FIELDS[kind] for kind in kinds if kind in _FIELDS]
        if self._accounts and "account" in kinds:
            self._accounts[-1].hear(data, self)
        elif self._absent and "q" in tags:
            self._absent[-1] += data
        elif "h2" in tags:
            self._told["question"].append(data)
        elif names and "difference__bears" not in kinds:  # statements are compared themselves
            self._told[names[-1]].append(data)
