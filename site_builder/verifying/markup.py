"""HTML as this builder writes it, read strictly: what a browser could read otherwise is refused.

One pass, in time that grows with the text alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_RAW = frozenset({"script", "style", "title"})  # what stands in them is no markup
# What lets a browser read what follows in another way, or bring in a page of its own.
_REFUSED = frozenset(
    "applet embed frame frameset iframe listing math noembed noframes object plaintext portal "
    "template textarea xmp".split()
)
_DEEPEST = 200

_TOKEN = re.compile(
    r"""
    (?P<text>[^<]++)
    | </(?P<end>[A-Za-z][A-Za-z0-9-]*+)\s*+>
    | <(?P<tag>[A-Za-z][A-Za-z0-9-]*+)
      (?P<attributes>(?:\s++[^\s"'<>/=]++(?:=(?:"[^"]*+"|'[^']*+'|[^\s"'<>=`]++))?+)*+)
      \s*+(?P<closed>/?)>
    | <!--(?P<comment>(?:[^<>-]|-(?!-))*+)-->
    | <!(?P<doctype>doctype\ html)>
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""\s++([^\s"'<>/=]++)(?:=(?:"([^"]*+)"|'([^']*+)'|([^\s"'<>=`]++)))?+""")
_ENDS = {tag: re.compile(rf"</{tag}(?=[\s/>])|<!--", re.IGNORECASE) for tag in _RAW}


class Spot(NamedTuple):
    """Line and column, from 1."""

    line: int
    column: int


class MarkupError(Exception):
    """Why a page cannot be read for sure, and where."""

    def __init__(self, message: str, spot: Spot) -> None:
        super().__init__(message)
        self.message = message
        self.spot = spot


@dataclass(slots=True)
class Element:
    """An element that is open: its name, its attributes, its classes."""

    tag: str
    given: Mapping[str, str]
    classes: frozenset[str] = field(default_factory=frozenset)


class Reader:
    """Goes through a page element by element; what is open is `inside`, what is read `spot`."""

    def __init__(self) -> None:
        self.inside: list[Element] = []
        self._line, self._column = 1, 1

    @property
    def spot(self) -> Spot:
        """Where what is being read begins."""
        return Spot(self._line, self._column)

    def read(self, text: str) -> None:
        """Read a whole page; raises MarkupError."""
        at, line, start = 0, 1, 0
        while at < len(text):
            self._line, self._column = line, at - start + 1
            token = _TOKEN.match(text, at)
            if token is None:
                raise MarkupError("the page goes on as no page of this builder does", self.spot)
            end = token.end()
            if token.lastgroup == "text":
                self.heard(_unescaped(token["text"]))
            elif token["tag"]:
                end = self._begin(token, text)
            elif token["end"]:
                self._end(token["end"].lower())
            breaks = text.count("\n", at, end)
            if breaks:
                line, start = line + breaks, text.rindex("\n", at, end) + 1
            at = end

    def _begin(self, token: re.Match[str], text: str) -> int:
        """Open an element; return where reading goes on."""
        tag = token["tag"].lower()
        if tag in _REFUSED:
            raise MarkupError(f"no page of this builder has <{tag}>", self.spot)
        given: dict[str, str] = {}
        for name, *values in _ATTRIBUTE.findall(token["attributes"]):
            given.setdefault(name.lower(), _unescaped("".join(values)))
        element = Element(tag, given, frozenset(given.get("class", "").split()))
        if len(self.inside) >= _DEEPEST:
            raise MarkupError("elements stand in one another too deep", self.spot)
        self.inside.append(element)
        self.began(element)
        end = token.end()
        drawn = bool(token["closed"]) and any(open_.tag == "svg" for open_ in self.inside)
        if tag in VOID or drawn:
            self._end(tag)
        elif tag in _RAW and (tag != "title" or not drawn):
            closing = _ENDS[tag].search(text, end)
            if closing is None or closing[0] == "<!--":
                raise MarkupError(f"<{tag}> has no end that is sure", self.spot)
            self.heard(text[end : closing.start()])
            end = closing.start()  # its end is read as any other
        return end

    def _end(self, tag: str) -> None:
        """Close an element, and what within it was not closed."""
        if self.inside and self.inside[-1].tag == tag:  # as nearly always
            self.ended(self.inside[-1])
            self.inside.pop()
            return
        if all(element.tag != tag for element in self.inside):
            return
        while self.inside:
            element = self.inside[-1]
            self.ended(element)
            self.inside.pop()
            if element.tag == tag:
                return

    def within(self, name: str) -> bool:
        """Tell whether an element of this class is open."""
        return any(name in element.classes for element in self.inside)

    def began(self, element: Element) -> None:
        """Take note of an element that begins; it is the last of `inside`."""

    def ended(self, element: Element) -> None:
        """Take note of an element that ends; it is the last of `inside`."""

    def heard(self, words: str) -> None:
        """Take note of words."""


def _unescaped(text: str) -> str:
    return unescape(text) if "&" in text else text
