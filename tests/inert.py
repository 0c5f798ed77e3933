"""What in a built page is not inert: a strict whitelist, read off what the templates make.

Whatever a curator or an article holds, a page is text, lists, tables and links, and names the
site's own scripts. A template that needs another element, attribute or value adds it here, on
purpose.
"""

from __future__ import annotations

import json
import re
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Attributes = list[tuple[str, str | None]]

# The attributes that each element may have.
ELEMENTS = {
    element: frozenset(attributes.split())
    for elements, attributes in (
        ("html", "lang"),
        ("head body noscript thead tbody tr caption b em strong mark q sup wbr summary", ""),
        ("h1 h3 dt dd", ""),
        ("h2 dl figure ol ul table td code header footer", "class"),
        ("nav aside", "aria-label class"),
        ("section li", "class id"),
        ("a", "aria-current aria-label class data-from data-words href rel"),
        ("base", "href"),
        ("bdi", "dir"),
        ("blockquote", "cite dir"),
        ("desc title", "id"),
        ("div", "aria-hidden aria-label class data-pagefind id role tabindex"),
        ("link", "href rel type"),
        ("main", "id tabindex"),
        ("meta", "charset content http-equiv name property"),
        ("p", "class dir id"),
        ("rect", "class height width x y"),
        ("details", "class open"),
        ("script", "data-finder data-pagefinder data-search data-stays defer src type"),
        ("span", "aria-hidden class id"),
        ("svg", "aria-hidden aria-labelledby class height role width"),
        ("text", "class text-anchor x y"),
        ("th", "class rowspan scope"),
    )
    for element in elements.split()
}
# What the value of an attribute may be; of those not named here, anything.
VALUES = {
    "aria-current": "page",
    "aria-hidden": "true",
    "aria-labelledby": r"chart_[a-z0-9_-]+ chart_[a-z0-9_-]+",
    "charset": "utf-8",
    "class": r"[a-z0-9_-]+( [a-z0-9_-]+)* ?",
    "data-pagefind": "pagefind/",
    "dir": "ltr",
    "height": r"[0-9]+(\.[0-9]+)?",
    "http-equiv": "Content-Security-Policy",
    "id": r"[a-z0-9]+([_-][a-z0-9]+)*",
    "lang": r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*",
    "data-finder": r"(\.\./)*static/js/finder\.[0-9a-f]{12}\.js",
    "data-pagefinder": r"(\.\./)*static/js/pagefinder\.[0-9a-f]{12}\.js",
    "data-search": r"(\.\./)*static/js/search\.[0-9a-f]{12}\.js",
    "name": "viewport|color-scheme|description|referrer|robots|twitter:card",
    "property": r"og:(type|title|description|url|site_name|locale|image(:width|:height|:alt)?)",
    "rel": "noopener noreferrer|icon|stylesheet|alternate|canonical",
    "role": "region|img",
    "rowspan": "[0-9]+",
    "scope": "col|row|rowgroup",
    "tabindex": "0|-1",
    "text-anchor": "end",
    "type": r"image/svg\+xml|application/((ld|feed)\+)?json|application/atom\+xml",
    "width": r"[0-9]+(\.[0-9]+)?%?",
    "x": r"[0-9]+(\.[0-9]+)?%?",
    "y": r"[0-9]+(\.[0-9]+)?",
}
EMPTY = {"base", "link", "meta", "wbr"}
INLINE = {"a", "b", "bdi", "code", "em", "mark", "q", "span", "strong", "sup", "wbr"}
# These hold words and inline elements only, so a browser closes none of them early.
WORDS = INLINE | {"caption", "desc", "dt", "h1", "h2", "h3", "p", "summary", "text", "th", "title"}
PARENTS = {
    element: frozenset(parents.split())
    for elements, parents in (
        ("base link meta script", "head"),
        ("head body", "html"),
        ("dt dd", "div dl"),
        ("caption thead tbody", "table"),
        ("tr", "thead tbody"),
        ("th td", "tr"),
        ("li", "ol ul"),
        ("title", "head svg"),
        ("desc rect text", "svg"),
        ("summary", "details"),
    )
    for element in elements.split()
}
# These hold nothing else.
HOLDERS = frozenset({"html", "head", "table", "thead", "tbody", "tr", "ol", "ul", "svg", "script"})
POLICY = "Content-Security-Policy"
SOURCES = {"'none'", "'self'", "file:"}

# An article may hold these, where its words are kept apart by an element with a direction.
DIRECTION = "\u061c\u200e\u200f\u202a\u202c\u2066\u2068\u2069"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u202b\u202d\u202e\u2067\ufffe\uffff]")
_START = re.compile(r'<[a-z][a-z0-9]*(?: [a-z-]+(?:="[^"<>]*")?)*>')
_ADDRESS = re.compile(r"[!-~]*")
_EXTERNAL = re.compile(
    r"https?://[A-Za-z0-9.\[\]:-]+([/?#][!-~]*)?|mailto:[!-;=?-~]+@[A-Za-z0-9.-]+"
)
_RELATIVE = re.compile(
    r"(\.\./)*([A-Za-z0-9][A-Za-z0-9._-]*/)*([A-Za-z0-9][A-Za-z0-9._-]*)?(#[^#]*)?"
)

# The attribute of other elements that holds an address, and what it may be.
_ADDRESSES = {
    "base": ("href", re.compile(r"/(?:[!-.0-~][!-~]*)?")),
    "blockquote": ("cite", _RELATIVE),
    "link": (
        "href",
        re.compile(
            r"(\.\./)*(static/[\w./-]+|evidence\.json|feed\.(atom|json))|[a-z0-9-]+\.jsonld"
        ),
    ),
    "script": ("src", re.compile(r"(\.\./)*static/js/[a-z]+\.[0-9a-f]{12}\.js")),
}
# What a script element of this type holds is never run.
DATA = "application/ld+json"


def faults(html: bytes) -> list[str]:
    """Return what in a page is not inert, each with its line; a page that is gives none."""
    try:
        text = html.decode()
    except UnicodeDecodeError as error:
        return [f"byte {error.start} is not UTF-8"]
    page = _Page()
    page.feed(text)
    page.close()
    return page.end()


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self._faults: list[str] = []
        self._open: list[tuple[str, Mapping[str, str]]] = []
        self._head: list[str] = []
        self._began = False
        self._title = ""
        self._data = ""

    def end(self) -> list[str]:
        if self._open:
            self._note(f"never closed: {', '.join(name for name, _ in self._open)}")
        if self._head[:2] != ["charset", POLICY]:
            self._note("the policy does not stand directly after the character set")
        if self._head.count(POLICY) > 1:
            self._note("there is a second policy")
        if "base" in self._head and not self._title.startswith("Page not found"):
            self._note("a base outside the page for missing addresses")
        return self._faults

    def handle_decl(self, decl: str) -> None:
        if self._began or decl != "doctype html":
            self._note(f"declaration: {decl}")
        self._began = True

    def unknown_decl(self, data: str) -> None:
        self._note(f"declaration: {data}")

    def handle_pi(self, data: str) -> None:
        self._note(f"processing instruction: {data}")

    def handle_comment(self, data: str) -> None:
        self._note(f"comment: {data}")

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        self._note(f"{tag} is written as closed")

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        raw = self.get_starttag_text() or ""
        if not _START.fullmatch(raw):
            self._note(f"written as no template does: {raw}")
        if not self._began:
            self._note("no doctype before the first element")
            self._began = True
        self._place(tag)
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self._note(f"{tag} has an attribute twice")
        values = {name: value or "" for name, value in attrs}
        for fault in _attribute_faults(tag, values):
            self._note(fault)
        if [name for name, _ in self._open] == ["html", "head"]:
            kind = "charset" if "charset" in values else values.get("http-equiv", tag)
            self._head.append(kind)
        if tag not in EMPTY:
            self._open.append((tag, values))

    def _place(self, tag: str) -> None:
        parents = [name for name, _ in self._open]
        parent = parents[-1] if parents else ""
        if tag not in ELEMENTS:
            self._note(f"element {tag}")
        elif (
            (parent in WORDS and tag not in INLINE)
            or (parent in HOLDERS and parent not in PARENTS.get(tag, ()))
            or parent not in PARENTS.get(tag, {parent})
        ):
            self._note(f"{tag} inside {parent or 'nothing'}")
        elif (tag == "html") == bool(parents):
            self._note(f"{tag} outside html" if tag != "html" else "html inside html")
        elif tag == "a" and "a" in parents:
            self._note("a link inside a link")

    def handle_endtag(self, tag: str) -> None:
        if self._in_data():
            for fault in _data_faults(self._data):
                self._note(fault)
            self._data = ""
        if not self._open or self._open[-1][0] != tag:
            self._note(f"</{tag}> closes {self._open[-1][0] if self._open else 'nothing'}")
        if any(name == tag for name, _ in self._open):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if "<" in data or "&" in data:
            self._note(f"not escaped: {data.strip()[:60]!r}")
        self._words(data)

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name};")

    def _reference(self, written: str) -> None:
        char = unescape(written)
        if char in {written, ""}:
            self._note(f"no character: {written}")
        self._words(char)

    def _words(self, words: str) -> None:
        if self._in_data():
            self._data += words
        elif words.strip() and self._open and self._open[-1][0] == "script":
            self._note("words in script")
        elif words.strip() and not any(name in {"body", "title"} for name, _ in self._open):
            self._note(f"words outside the body: {words.strip()[:60]!r}")
        if self._open and self._open[-1][0] == "title":
            self._title += words
        kept_apart = any("dir" in values for _, values in self._open)
        for fault in _character_faults(words, kept_apart=kept_apart):
            self._note(fault)

    def _in_data(self) -> bool:
        return bool(self._open) and self._open[-1] == ("script", {"type": DATA})

    def _note(self, fault: str) -> None:
        line, column = self.getpos()
        self._faults.append(f"{line}:{column + 1}: {fault}")


def _data_faults(data: str) -> Iterator[str]:
    try:
        json.loads(data)
    except ValueError:
        yield "data that is no JSON"
    if not data.isascii() or "<" in data or ">" in data or "&" in data:
        yield "data with characters that are not escaped"


def _character_faults(words: str, *, kept_apart: bool) -> Iterator[str]:
    for match in _CONTROL.finditer(words):
        yield f"control character U+{ord(match.group()):04X}"
    if not kept_apart:
        for char in words:
            if char in DIRECTION:
                yield f"direction character U+{ord(char):04X} that nothing keeps apart"


def _attribute_faults(tag: str, values: Mapping[str, str]) -> Iterator[str]:
    for name, value in values.items():
        if name not in ELEMENTS.get(tag, ()):
            yield f"attribute {name} of {tag}"
        if name in VALUES and not re.fullmatch(VALUES[name], value):
            yield f"{name} of {tag} is {value!r}"
        yield from (f"{name} of {tag}: {f}" for f in _character_faults(value, kept_apart=False))
    yield from _kind_faults(tag, values)


def _kind_faults(tag: str, values: Mapping[str, str]) -> Iterator[str]:
    """Yield what is wrong with the attributes of an element taken together."""
    if tag == "a":
        yield from _link_faults(values)
    elif tag == "script" and "type" in values:
        yield from [] if values == {"type": DATA} else ["a script of a type"]
    elif (told := _told(values)) is not None:
        if not _EXTERNAL.fullmatch(told):
            yield f"address {told!r}"
    elif tag in _ADDRESSES:
        name, address = _ADDRESSES[tag]
        if not address.fullmatch(values.get(name, "")):
            yield f"address {values.get(name)!r}"
    elif values.get("http-equiv") == POLICY:
        yield from _policy_faults(values.get("content", ""))


def _told(values: Mapping[str, str]) -> str | None:
    """Return the address that a page tells others, if this is one; no browser asks for it."""
    if values.get("rel") == "canonical":
        return values.get("href", "")
    return values.get("content", "") if values.get("property") in {"og:url", "og:image"} else None


def _link_faults(values: Mapping[str, str]) -> Iterator[str]:
    address = values.get("href")
    if address is None or not _ADDRESS.fullmatch(address):
        yield f"address {address!r}"
    elif _EXTERNAL.fullmatch(address):
        if values.get("rel") != "noopener noreferrer":
            yield f"the link to {address} tells where it comes from"
    elif not _RELATIVE.fullmatch(address):
        yield f"address {address!r}"


def _policy_faults(policy: str) -> Iterator[str]:
    rules = {part.split()[0]: part.split()[1:] for part in policy.split(";") if part.strip()}
    for rule in ("default-src", "form-action"):
        if rules.get(rule) != ["'none'"]:
            yield f"the policy has no {rule} 'none'"
    if "base-uri" not in rules:
        yield "the policy has no base-uri"
    for rule, sources in rules.items():
        if rule.startswith(("script-", "object", "frame")) and rule != "script-src":
            yield f"the policy has {rule}"
        yield from (f"the policy allows {s} in {rule}" for s in sources if s not in SOURCES)
