"""What a page of a site holds that can be held to the rest of it: links, anchors, quotations."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from site_builder.verifying.markup import Element, Reader, Spot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LINKING = frozenset({"href", "src", "cite", "action", "formaction", "poster", "data", "xlink:href",
                      "background", "ping"})  # fmt: skip
_LOADING = frozenset({"stylesheet", "icon", "preload", "modulepreload", "prefetch", "manifest",
                      "apple-touch-icon", "mask-icon", "dns-prefetch", "preconnect",
                      "prerender"})  # fmt: skip
_IN_CSS = re.compile(
    r"""url\(\s*+(?:"([^"]*+)"|'([^']*+)'|([^"')\s]*+))|@import\s++["']([^"']++)""", re.IGNORECASE
)
_ESCAPED = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))")
_COMMENT = re.compile(r"/\*(?:[^*]|\*(?!/))*+\*/")
_SKIP = re.compile(r"\[…\]")
_DATA = frozenset({"application/ld+json", "application/json"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An address as a page writes it, and where; `loads` where a browser asks for it unasked."""

    spot: Spot
    address: str
    loads: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """The words of a passage as a page that is not its article shows them, and its address.

    A `block` is to be a passage; what a link shows beside itself may be a statement.
    """

    spot: Spot
    href: str
    words: str
    block: bool = True


@dataclass(slots=True, kw_only=True)
class Claim:
    """A statement as a page shows it; `id` is its anchor, `href` the link to it.

    `heading` is the one over it, with the page's own.
    """

    spot: Spot
    id: str
    heading: str
    href: str = ""
    words: str = ""
    evidence: list[Quoted] = field(default_factory=list)
    also: list[Quoted] = field(default_factory=list)


@dataclass(slots=True)
class Page:
    """What of a page matters here."""

    links: list[Link] = field(default_factory=list)
    anchors: Counter[str] = field(default_factory=Counter)
    spots: dict[str, Spot] = field(default_factory=dict)  # of anchors that stand twice
    base: str | None = None
    named: list[tuple[str, str, Spot]] = field(default_factory=list)  # canonical, og:url …
    claims: list[Claim] = field(default_factory=list)
    quoted: list[Quoted] = field(default_factory=list)
    wrong: list[tuple[str, Spot]] = field(default_factory=list)


class PageReader(Reader):
    """Reads what every page has: links, anchors, and what it says of its own address."""

    def __init__(self) -> None:
        super().__init__()
        self.page = Page()

    def began(self, element: Element) -> None:
        """Note the addresses and anchors of an element."""
        tag, given = element.tag, element.given
        if tag == "base":
            self.page.base = given.get("href", "")
            return
        if "id" in given:
            self._anchor(given["id"])
        if not (tag == "link" and self._names(given)):
            loads = self._loads(tag, given.get("rel", ""))
            for name in sorted(_LINKING & given.keys()):
                self._link(given[name], loads=loads or name not in {"href", "cite"})
        for source in given["srcset"].split(",") if "srcset" in given else ():
            self._link((source.split() or [""])[0], loads=True)
        for _, address in in_css(given.get("style", "")):
            self._link(address, loads=True)
        if tag == "meta":
            self._meta(element)
        self._acts(element)

    def _acts(self, element: Element) -> None:
        """Note a script that stands in the page itself."""
        tag, given = element.tag, element.given
        acts = [name for name in given if name.startswith("on")]
        if tag == "script" and "src" not in given and given.get("type") not in _DATA:
            acts.append("<script>")
        for what in acts:
            self.page.wrong.append((f"a page has no script of its own: {what}", self.spot))

    def heard(self, words: str) -> None:
        """Look into a style sheet that stands in the page."""
        if self.inside and self.inside[-1].tag == "style":
            for _, address in in_css(words):
                self._link(address, loads=True)

    def _link(self, address: str, *, loads: bool) -> None:
        self.page.links.append(Link(spot=self.spot, address=address, loads=loads))

    def _anchor(self, name: str) -> None:
        self.page.anchors[name] += 1
        if self.page.anchors[name] == 2 or not name:
            self.page.spots[name] = self.spot

    @staticmethod
    def _loads(tag: str, rel: str) -> bool:
        if tag == "link":
            return bool(_LOADING & set(rel.lower().split()))
        return tag not in {"a", "blockquote", "q", "ins", "del"}

    def _names(self, given: Mapping[str, str]) -> bool:
        """Note a link that says where the page itself stands; tell whether it is no link."""
        rels = given.get("rel", "").lower().split()
        if "canonical" in rels:
            self.page.named.append(("canonical", given.get("href", ""), self.spot))
        elsewhere = given.get("href", "").startswith(("https://", "http://"))
        return "canonical" in rels or (elsewhere and not _LOADING & set(rels))

    def _meta(self, element: Element) -> None:
        given = element.given
        content = given.get("content", "")
        if given.get("http-equiv", "").lower() == "refresh":
            self.page.wrong.append(("a page leads nowhere by itself", self.spot))
        name = given.get("property", given.get("name", "")).lower()
        if name in {"og:url", "og:image", "twitter:image"}:
            self.page.named.append((name, content, self.spot))


class SheetReader(PageReader):
    """Reads statements and quotations too, as templates/macros/ statement and passage write them.

    In a blockquote everything but `.cut` is the article's own; so is `data-words` of a link.
    """

    def __init__(self) -> None:
        super().__init__()
        self._claim: Claim | None = None
        self._words: list[str] = []
        self._text: list[str] = []
        self._quoted: Element | None = None
        self._headings = {"h1": "", "h2": ""}
        self._began = Spot(1, 1)

    def began(self, element: Element) -> None:
        """Begin a statement or a quotation."""
        super().began(element)
        if element.tag == "li" and "statement" in element.classes:
            page, heading = (one_line(words) for words in self._headings.values())
            name = element.given.get("id", "")
            self._claim = Claim(spot=self.spot, id=name, heading=f"{heading} ({page})")
            self._text = []
            self.page.claims.append(self._claim)
        elif element.tag == "blockquote":
            self._quoted, self._words, self._began = element, [], self.spot
        elif element.tag == "a":
            self._linked(element)
        elif element.tag in self._headings:
            self._headings[element.tag] = ""

    def _linked(self, element: Element) -> None:
        href = element.given.get("href", "")
        if self._claim is not None and "permalink" in element.classes:
            self._claim.href = href
        source = "ref" in element.classes and self.within("passage__source")
        if source and self.page.quoted and href != self.page.quoted[-1].href:
            message = f"{href}: the link under a quotation leads elsewhere than the quotation"
            self.page.wrong.append((message, self.spot))
        if "data-words" in element.given:
            words = element.given["data-words"].removeprefix("“").removesuffix("”")
            self.page.quoted.append(
                Quoted(spot=self.spot, href=href, words=one_line(words), block=False)
            )

    def ended(self, element: Element) -> None:
        """End a quotation or a statement."""
        super().ended(element)
        if element is self._quoted:
            quoted = Quoted(
                spot=self._began,
                href=element.given.get("cite", ""),
                words=one_line("".join(self._words)),
            )
            self.page.quoted.append(quoted)
            if self._claim is not None:
                further = any(open_.tag == "details" for open_ in self.inside)
                (self._claim.also if further else self._claim.evidence).append(quoted)
            self._quoted = None
        elif element.tag == "li" and "statement" in element.classes and self._claim is not None:
            self._claim.words = one_line("".join(self._text))
            self._claim = None

    def heard(self, words: str) -> None:
        """Take the words to where they belong."""
        super().heard(words)
        if self._quoted is not None:
            if not self.within("cut"):
                self._words.append(words)
        elif self._claim is not None and self.within("statement__text"):
            self._text.append(words)
        elif self.inside and self.inside[-1].tag in self._headings:
            self._headings[self.inside[-1].tag] += words


def one_line(text: str) -> str:
    """Return words as they are compared: white space is one space, what was skipped is none."""
    return " ".join(_SKIP.sub(" ", text).split())


def in_css(text: str) -> Iterator[tuple[Spot, str]]:
    """Yield each address that a style sheet loads, and where."""
    text = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)
    if "\\" in text:
        text = _ESCAPED.sub(_character, text)
    for match in _IN_CSS.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - text.rfind("\n", 0, match.start())
        yield Spot(line, column), next((part for part in match.groups() if part), "")


def _character(found: re.Match[str]) -> str:
    number = int(found[1], 16) if found[1] else 0
    return chr(number) if 0 < number < 0x110000 else (found[2] or "")
