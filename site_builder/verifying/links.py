"""Whether every link of a site leads to a file and an anchor of it, and nothing loads more."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from site_builder.urls import HOME, MISSING
from site_builder.verifying.pages import in_css

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from site_builder.verifying.markup import Spot
    from site_builder.verifying.pages import Link, Page

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_WITHIN = re.compile(r"data:(?:image|font)/", re.IGNORECASE)  # it brings its bytes along
_OPENED = frozenset({"http", "https", "mailto", "tel"})


class Fault(NamedTuple):
    """What is wrong in a file, and where."""

    path: str
    spot: Spot | None
    message: str


@dataclass(slots=True)
class Looked:
    """What was wrong with the links of a site, and how many of each kind there were."""

    faults: list[Fault] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)


def looked_over(
    pages: Mapping[str, Page], sheets: Mapping[str, str], files: Container[str]
) -> Looked:
    """Return what is wrong with the links of pages and of style sheets, by their paths.

    `files` are all files of the site.
    """
    looked = Looked(counts=Counter(pages=len(pages)))
    for name in sorted(pages):
        page = pages[name]
        for message, spot in page.wrong:
            looked.faults.append(Fault(name, spot, message))
        for anchor, times in page.anchors.items():
            if times > 1 or not anchor:
                message = f"#{anchor}: {times} elements have this id"
                looked.faults.append(Fault(name, page.spots[anchor], message))
        for link in page.links:
            looked.counts[_kind(link.address)] += 1
            wrong = _wrong_link(name, link, page, files, pages)
            if wrong:
                message = f"{link.address or '(empty)'}: {wrong}"
                looked.faults.append(Fault(name, link.spot, message))
    for name in sorted(sheets):
        for spot, address in in_css(sheets[name]):
            looked.counts[_kind(address)] += 1
            within = _WITHIN.match(address)
            wrong = "" if within else _loaded(address) or _wrong(name, address, files, pages)
            if wrong:
                looked.faults.append(Fault(name, spot, f"{address or '(empty)'}: {wrong}"))
    looked.faults += _addresses(pages, files)
    return looked


def within(name: str, address: str) -> str:
    """Return an address on the page `name` as the site's root would write it; "" if it leaves."""
    target, anchor = target_of(name, address)
    return f"{target}#{anchor}" if target is not None else ""


def target_of(name: str, address: str) -> tuple[str | None, str]:
    """Return which file an address leads to from the file `name`, and the anchor in it.

    The file is None where the address leaves the site.
    """
    path, _, anchor = address.partition("#")
    path, anchor = path.partition("?")[0], unquote(anchor)
    if not path:
        return name, anchor
    if path.startswith("/") or _SCHEME.match(path):
        return None, anchor
    place = name.split("/")[:-1]
    for step in path.split("/"):
        if step == "..":
            if not place:
                return None, anchor
            place.pop()
        elif step not in {"", "."}:
            place.append(unquote(step))
    return "/".join(place), anchor


def _kind(address: str) -> str:
    if _SCHEME.match(address) or address.startswith("//"):
        return "links elsewhere, not followed"
    return "links to anchors" if "#" in address else "links to files"


def _wrong_link(
    name: str, link: Link, page: Page, files: Container[str], pages: Mapping[str, Page]
) -> str:
    # A page with a base is served at any depth, so its links hold there, not here.
    here = MISSING if page.base is not None else name
    if link.loads:
        if _WITHIN.match(link.address):
            return ""
        elsewhere = _loaded(link.address)
        if elsewhere:
            return elsewhere
    return _wrong(here, link.address, files, pages)


def _loaded(address: str) -> str:
    if address.strip().startswith("//") or _SCHEME.match(address.strip()):
        return "a page loads nothing from elsewhere"
    return ""


def _wrong(name: str, address: str, files: Container[str], pages: Mapping[str, Page]) -> str:
    """Return what is wrong with an address that the file `name` holds, or nothing."""
    scheme = _SCHEME.match(address)
    wrong = _unsound(address, scheme[1].lower() if scheme else "")
    if wrong or scheme:
        return wrong
    target, anchor = target_of(name, address)
    if target is None:
        return "leads out of the site"
    if target not in files:
        return "there is no such file"
    missing = anchor and target in pages and not pages[target].anchors[anchor]
    return "the page is there, the anchor is not" if missing else ""


def _unsound(address: str, scheme: str) -> str:
    """Return why an address cannot stand in a page, wherever it leads."""
    if not address:
        return "leads nowhere"
    if address != address.strip() or not address.isprintable():
        return "no address has white space around it, or anything invisible"
    if (scheme and scheme not in _OPENED) or "\\" in address or address.startswith("//"):
        return "leads to no place that every reader can open"
    return "holds under one base path only" if address.startswith("/") else ""


def _addresses(pages: Mapping[str, Page], files: Container[str]) -> Iterator[Fault]:
    """Yield where pages do not agree on where the site stands."""
    bases: Counter[str] = Counter()
    said: list[tuple[str, str, str, Spot]] = []
    for name, page in sorted(pages.items()):
        for what, address, spot in page.named:
            base = _base(name, what, address, files)
            if base is None:
                message = f"{what} {address or '(empty)'}: this is not the address of "
                message += "a file of the site" if "image" in what else "this page"
                yield Fault(name, spot, message)
            else:
                bases[base] += 1
                said.append((name, what, base, spot))
    if not bases:
        return
    usual = bases.most_common(1)[0][0]
    for name, what, base, spot in said:
        if base != usual:
            yield Fault(name, spot, f"{what} says that the site stands at {base}; others: {usual}")
    for name, page in sorted(pages.items()):
        path = "/" + usual.split("/", 3)[-1] if usual.count("/") > 2 else "/"
        if page.base is not None and page.base != path:
            yield Fault(name, None, f"<base> is {page.base}, but the site stands at {path}")


def _base(name: str, what: str, address: str, files: Container[str]) -> str | None:
    """Return where the site stands by an address that a page gives of itself, or of a picture."""
    if not address.startswith(("https://", "http://")):
        return None
    if "image" in what:
        pieces = address.split("/")
        for at in range(3, len(pieces)):
            if "/".join(pieces[at:]) in files:
                return "/".join(pieces[:at]) + "/"
        return None
    own = [name, name.removesuffix(".html")]
    if name == HOME or name.endswith("/" + HOME):
        own.append(name.removesuffix(HOME))
    for path in own:
        if address.endswith("/" + path):
            return address[: len(address) - len(path)]
    return None
