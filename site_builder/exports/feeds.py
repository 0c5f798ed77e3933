"""What changes, for programs that follow it: Atom (RFC 4287) and JSON Feed 1.1, saying the same.

Only a site whose address is known has them: each entry is known for ever by its address. All
times are midnight, UTC, of days that the content gives.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from site_builder import urls
from site_builder.changed import UNSAID, entries
from site_builder.jsontext import written
from site_builder.labels import day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from site_builder.changed import Entry
    from site_builder.model import Briefing
    from site_builder.views.index import Index

_ATOM = "http://www.w3.org/2005/Atom"
_JSON_FEED = "https://jsonfeed.org/version/1.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An entry of a feed; `url` is its address and its id for ever, `date` ISO, `text` plain."""

    url: str
    title: str
    date: str
    text: str


def files(index: Index) -> dict[str, Callable[[], bytes]]:
    """Return what makes the feeds of a site whose address is known, by path."""
    briefing = index.proved.briefing
    if not briefing.settings.base_url:
        return {}
    return {urls.ATOM: partial(atom, briefing), urls.JSON_FEED: partial(json_feed, briefing)}


def items(briefing: Briefing) -> tuple[Item, ...]:
    """Return the entries of a feed: the edition, and every change, the newest first."""
    edition = briefing.settings.edition
    return (
        Item(
            url=_address(briefing, f"{urls.CORRECTIONS}#{urls.edition_anchor(str(edition.date))}"),
            title=f"Edition {edition.version}, {day(edition.date)}",
            date=str(edition.date),
            text=f"{briefing.settings.description} Review by {day(edition.review_by)}.",
        ),
        *_changes(briefing),
    )


def _changes(briefing: Briefing) -> Iterator[Item]:
    titles = {str(theme.id): str(theme.title) for theme in briefing.themes}
    for entry in entries(briefing):
        title = titles.get(entry.theme, "")
        yield Item(
            url=_address(briefing, entry.path),
            title=f"{entry.headline}: {title}",
            date=entry.date,
            text=_said(entry),
        )


def _said(entry: Entry) -> str:
    """Return a change in sentences, whole: no hedge of it is cut off."""
    said = [UNSAID] if entry.is_named else [f"We said: “{entry.was}”."]
    if entry.is_withdrawn:
        said.append("We no longer say this.")
    elif not entry.is_named:
        said.append(f"Now: {entry.now}")
    return " ".join([*said, f"Why: {entry.why}"])


def atom(briefing: Briefing) -> bytes:
    """Return the feed as Atom; its author is the briefing, which names nobody."""
    settings, every = briefing.settings, items(briefing)
    feed = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": settings.language})
    own = _address(briefing, urls.ATOM)
    _add(feed, "id", own)
    _add(feed, "title", settings.title)
    _add(feed, "subtitle", settings.description)
    _add(feed, "updated", _time(max(item.date for item in every)))
    _add(_add(feed, "author"), "name", settings.title)
    kind = {"rel": "self", "type": "application/atom+xml"}
    _add(feed, "link", **kind, href=own)
    _add(feed, "link", rel="alternate", type="text/html", href=settings.base_url)
    for item in every:
        entry = _add(feed, "entry")
        _add(entry, "id", item.url)
        _add(entry, "title", item.title)
        _add(entry, "published", _time(item.date))
        _add(entry, "updated", _time(item.date))
        _add(entry, "link", rel="alternate", type="text/html", href=item.url)
        _add(entry, "content", item.text, type="text")
    ET.indent(feed, " ")
    return bytes(ET.tostring(feed, encoding="utf-8", xml_declaration=True)) + b"\n"


def json_feed(briefing: Briefing) -> bytes:
    """Return the feed as JSON Feed."""
    settings = briefing.settings
    feed: Mapping[str, object] = {
        "version": _JSON_FEED,
        "title": str(settings.title),
        "home_page_url": settings.base_url,
        "feed_url": _address(briefing, urls.JSON_FEED),
        "description": str(settings.description),
        "language": settings.language,
        "authors": [{"name": str(settings.title)}],
        "items": [
            {
                "id": item.url,
                "url": item.url,
                "title": item.title,
                "content_text": item.text,
                "date_published": _time(item.date),
                "date_modified": _time(item.date),
            }
            for item in items(briefing)
        ],
    }
    return written(feed)


def _address(briefing: Briefing, path: str) -> str:
    return f"{briefing.settings.base_url}{path}"


def _time(date: str) -> str:
    """Return the first second of a day as RFC 3339 has it."""
    return f"{date}T00:00:00Z"


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, name, attributes)
    child.text = text or None  # no control character, which XML could not hold, gets read
    return child
