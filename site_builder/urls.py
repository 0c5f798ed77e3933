"""Ids to addresses, anchors and output paths, and what may be one: the only place that knows.

Paths are relative to the site's folder and explicit (`themes/ferry.html`), so that the same
files work from a disk, under any base path and on any host.
"""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from site_builder.model import Passage

HOME = "index.html"
DIFFERENCES = "differences.html"
GAPS = "not-stated.html"
ARTICLES = "articles/index.html"
PEOPLE = "people.html"
DATES = "dates.html"
WORDS = "words.html"
MEETING = "meeting-note.html"
METHOD = "method.html"
SEARCH = "search.html"
INDEX = "search-index.js"
SEARCH_WORDS = "search-words.js"
PAGEFIND = "pagefind"
MISSING = "404.html"
BOOK = "briefing.pdf"
MANIFEST = "manifest.json"
PACKED = "packed.json"
CORRECTIONS = "corrections.html"
EVIDENCE = "evidence.json"
EVIDENCE_SCHEMA = "evidence.schema.json"
ANNOTATIONS = "annotations.jsonld"
FIGURES = "figures.csv"
FILES = "method.html#data_files"  # no id has an underscore
THEMES = "all_themes"  # an anchor of the home page
CSL = "sources.csl.json"
BIBTEX = "sources.bib"
ATOM = "feed.atom"
JSON_FEED = "feed.json"
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
SECURITY = ".well-known/security.txt"
HEADERS = "_headers"
NO_JEKYLL = ".nojekyll"
CNAME = "CNAME"

# RFC 3986, which is ASCII only, with a host by name (RFC 1123) or number, and no user name.
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_HOST = re.compile(rf"(?=.{{1,253}}\Z){_LABEL}(?:\.{_LABEL})*|\[[0-9A-Fa-f:.]{{2,45}}\]")
_PARTS = re.compile(r"(https?)://([^/?#]*)([/?#].*)?", re.DOTALL)
_REST = re.compile(r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/?#\[\]-]|%[0-9A-Fa-f]{2})*")
_PORT = re.compile(r":([0-9]{1,5})\Z")
_MAIL = re.compile(r"mailto:[A-Za-z0-9._+-]{1,64}@([^@]*)")
_CALL = re.compile(r"tel:\+?[0-9](?:[0-9().-]{1,28}[0-9])")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")

LONGEST_CONTACT = 300
LONGEST_NAME = 100  # of a file or folder of the site; disks take 255 bytes
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)

_RESERVED = re.compile(r"main|help|top|edition|summary|figures|differences|gaps|section-[0-9]+")


def is_reserved(anchor: str) -> bool:
    """Tell whether the name is that of a part of a page, which no id of the content may be."""
    return _RESERVED.fullmatch(anchor) is not None


def section_anchor(number: int) -> str:
    """Return the anchor of section `number` of a theme's page."""
    return f"section-{number}"


def overruled_anchor(statement_id: str) -> str:
    """Return the anchor, on the method page, of what was overruled; no id has an underscore."""
    return f"overruled_{statement_id}"


def change_anchor(date: str, statement_id: str, number: int = 1) -> str:
    """Return the anchor of a change; `number` counts those of one day and statement."""
    return f"change_{date}_{statement_id}" + (f"_{number}" if number > 1 else "")


def edition_anchor(date: str) -> str:
    """Return the anchor, on the page of corrections, of the edition of that day."""
    return f"edition_{date}"


def sitemap_part(number: int) -> str:
    """Return the path of a part of a sitemap that is too long for one file; from 1."""
    return SITEMAP.replace(".", f"-{number}.")


def chart_anchor(statement_id: str, part: str) -> str:
    """Return the anchor of a part of a statement's chart, by which the chart is named."""
    return f"chart_{statement_id}_{part}"


def speaker_anchor(speaker_id: str) -> str:
    """Return the anchor of a speaker on the page of people; no id has an underscore."""
    return f"speaker_{speaker_id}"


def theme(theme_id: str) -> str:
    """Return the path of a theme's page."""
    return f"themes/{theme_id}.html"


def theme_data(theme_id: str) -> str:
    """Return the path of what a theme's page says, as data."""
    return f"themes/{theme_id}.jsonld"


def article(seed_id: str) -> str:
    """Return the path of an article's page."""
    return f"articles/{seed_id}.html"


def paragraph_anchor(number: int) -> str:
    """Return the anchor of paragraph `number` on its article's page."""
    return f"p{number}"


def passage_anchor(passage: Passage) -> str:
    """Return the anchor of a passage: its offsets, which hold as long as the seed's bytes do."""
    return "c" + "_".join([f"{start}-{end}" for start, end in passage.parts])


def passage(cited: Passage) -> str:
    """Return the address of a passage."""
    return f"{article(cited.seed)}#{passage_anchor(cited)}"


def seed_of(path: str) -> str:
    """Return the id of the seed whose page this is; "" for every other page."""
    if path == ARTICLES or not path.startswith("articles/"):
        return ""
    return path.removeprefix("articles/").removesuffix(".html")


def root(path: str) -> str:
    """Return what leads from a page to the site's folder: "" or "../" as often as needed."""
    return "../" * path.count("/")


def relative(target: str, page: str) -> str:
    """Return the address of `target` as the page at `page` must write it."""
    path, mark, anchor = target.partition("#")
    if path == page and mark:
        return f"#{anchor}"
    folder, _, _ = page.rpartition("/")
    if "/" not in folder:  # as of every page that the builder makes
        within = f"{folder}/"
        if not folder or target.startswith(within):
            return target.removeprefix(within)
        return f"../{target}"
    here, there = page.split("/"), path.split("/")
    while len(here) > 1 and len(there) > 1 and here[0] == there[0]:
        here, there = here[1:], there[1:]
    return "../" * (len(here) - 1) + "/".join(there) + mark + anchor


def linked(target: str, page: str, base_url: str) -> str:
    """Return the address of `target` as data at `page` gives it: whole, where that is known.

    `base_url` ends with a slash, or is "".
    """
    return base_url + target if base_url else relative(target, page)


def hashed(sha256: str) -> str:
    """Return the name of these very bytes, wherever they stand: RFC 6920, `ni:///sha-256;…`."""
    digest = base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")
    return f"ni:///sha-256;{digest}"


def known_at(path: str, base_url: str) -> str:
    """Return the address of a path of the site by which others know it; "" if that is not known.

    `base_url` ends with a slash. Only the site's folder itself is served by its first page on every
    host, so only the home page goes by the folder's name.
    """
    return (base_url + path.removeprefix(HOME)) if base_url else ""


def within_book(target: str) -> str:
    """Return the anchor at which the book, which holds all in one, has what stands at `target`.

    Statements and their like keep their ids; whole pages have an underscore, which no id has.
    """
    path, _, anchor = target.partition("#")
    name = path.removesuffix(".html").removesuffix("/index")
    folder, _, last = name.rpartition("/")
    if folder == "articles":
        return f"#article_{last}"
    return f"#{anchor}" if anchor else f"#{folder.rstrip('s') or 'page'}_{last}"


class Fault(NamedTuple):
    """What is wrong with an address or a name, and what to do."""

    message: str
    hint: str


def name_fault(name: str) -> Fault | None:
    """Return why no file or folder of the site can have this name; None where one can.

    A name is part of an address and goes on to disks of every kind, so it is what all of them
    take and no address has to encode: no rule tells apart names that only some can store.
    """
    if not _NAME.fullmatch(name):
        hint = (
            "use letters a to z, digits, dot, hyphen and underscore; begin with a letter or digit"
        )
        return Fault("has characters that cannot", hint)
    if len(name) > LONGEST_NAME:
        return Fault("is too long", f"use {LONGEST_NAME} characters at most")
    if name.endswith("."):
        return Fault("ends with a dot, which Windows leaves out", "take the dot away")
    if _DEVICE.fullmatch(name):
        return Fault("is one that Windows keeps for itself", "choose another name")
    return None


def looks_like_address(words: str) -> bool:
    """Tell whether a program could take the words for an address: `tel:0800`, `//example.org`."""
    words = words.strip()
    scheme = _SCHEME.match(words)
    return words.startswith("//") or bool(scheme and words[scheme.end() :][:1].strip())


def address_fault(address: str, *, mail: bool = False) -> Fault | None:
    """Return why no page may link to an address outside the site; None where one may.

    A page links to http and https, and with `mail` to mailto, written in lower case. What stands
    in the address is what a browser sends, so that a reader sees where a link leads: ASCII, no
    white space, no name before the host, no backslash.
    """
    usual = "write an address that begins with https://"
    usual += " (or http:// or mailto:)" if mail else " (or http://)"
    if any(not char.isprintable() or char.isspace() for char in address):
        return Fault("an address has no white space and nothing invisible in it", "take it out")
    if mail and address.startswith("mailto:"):
        found = _MAIL.fullmatch(address)
        if found is None or not _HOST.fullmatch(found[1]):
            hint = "write mailto: and one address, as in mailto:help@example.org"
            return Fault("this is not a mail address", hint)
        return None
    parts = _PARTS.fullmatch(address)
    if parts is None:
        scheme = _SCHEME.match(address)
        if scheme and not address.startswith(("http:", "https:")):
            return Fault(f"no page links to what begins with {scheme[0][:20]}", usual)
        return Fault("this is not a web address", usual)
    return _host_fault(address, parts[2]) or _rest_fault(parts[3] or "")


def security_fault(address: str, *, page: bool = False) -> Fault | None:
    """Return why nobody can be told of a weakness there; None where one can (RFC 9116).

    It is a page, by https alone; or, where it need not be a `page`, a mail address or telephone.
    """
    if len(address) > LONGEST_CONTACT:
        return Fault("this is too long", f"use {LONGEST_CONTACT} characters at most")
    usual = "write an address that begins with https://"
    usual += "" if page else ", mailto: or tel:"
    if not page and address.startswith("tel:"):
        ok = _CALL.fullmatch(address)
        hint = "write tel: and the number as it is dialled from abroad, as in tel:+44-20-7946-0000"
        return None if ok else Fault("this is not a telephone number", hint)
    if address.startswith("https:") or (not page and address.startswith("mailto:")):
        return address_fault(address, mail=not page)
    return Fault("this is not an address that such a file may give", usual)


def host_of(address: str) -> str:
    """Return the host of a web address, in lower case and without its port."""
    parts = _PARTS.fullmatch(address)
    return _PORT.sub("", parts[2]).lower() if parts else ""


def path_of(address: str) -> str:
    """Return what stands after the host of a web address: "" where nothing does."""
    parts = _PARTS.fullmatch(address)
    return (parts[3] or "") if parts else ""


def is_host(name: str) -> bool:
    """Tell whether the text is the full name of a host, such as `www.example.org`: no number."""
    labels = name.split(".")
    return _HOST.fullmatch(name) is not None and len(labels) > 1 and not labels[-1].isdigit()


def _host_fault(address: str, host: str) -> Fault | None:
    if "@" in host:
        message = "what stands before @ in a web address is not where it leads"
        return Fault(message, "leave out what stands between // and @, and the @")
    port = _PORT.search(host)
    name = host[: port.start()] if port else host
    if _HOST.fullmatch(name) and (port is None or int(port[1]) < 65536):
        return None
    hint = "write the host as in https://example.org/"
    if not name.isascii():
        sent = _as_sent(name)
        if sent:
            hint = f"write it as browsers send it: {address.replace(name, sent, 1)[:200]}"
        return Fault("this host is not in plain letters, so it may look like another", hint)
    return Fault("this web address has no host that there can be", hint)


def _as_sent(host: str) -> str:
    try:
        return host.encode("idna").decode() if len(host) <= 253 else ""
    except UnicodeError:
        return ""


def _rest_fault(rest: str) -> Fault | None:
    if _REST.fullmatch(rest):
        return None
    bad = next(char for char in rest if char == "%" or not _REST.fullmatch(char))
    if bad == "%":
        message = "a % in a web address stands before two digits or letters A to F"
        return Fault(message, "write %25 for the % itself")
    sent = "".join(f"%{byte:02X}" for byte in bad.encode())
    return Fault(f"“{bad}” cannot stand in a web address", f"write {sent} for it")
