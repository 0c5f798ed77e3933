"""What a page says of itself to programs: JSON-LD in the words of schema.org, nothing invented.

There is no rating and no review of a claim: the build shows that words were published, not that
they are true. See https://schema.org/Article and https://schema.org/CorrectionComment.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from site_builder import urls
from site_builder.withholding import NOT_SHOWN

if TYPE_CHECKING:
    from site_builder.draft import Draft
    from site_builder.proof import Proved
    from site_builder.seeds import Seed
    from site_builder.views.index import Index

    Node = dict[str, Any]

VOCABULARY = "https://schema.org/"
FACTS = ("publisher", "title", "author", "published", "url")
"""What an article may state of itself: fields of its record."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# None of these stands in the script, so no words of a briefing can end it or open another.
_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&"}


def script(index: Index, path: str, heading: str) -> Markup:
    """Return what the page at `path` says of itself, safe inside a script element.

    Nothing of a page without a heading: it stands at no address of its own.
    """
    if not heading:
        return Markup("")
    words = json.dumps(page(index, path, heading), separators=(",", ":"))  # in ASCII
    return Markup(words.translate(_ESCAPES))  # noqa: S704 - nothing in it can end the element


def page(index: Index, path: str, heading: str) -> Node:
    """Return what the page says of itself: its heading, its edition, what was corrected on it."""
    settings = index.proved.briefing.settings
    theme = index.theme_at(path)
    data = urls.theme_data(theme.id) if theme else urls.EVIDENCE
    kind = "application/ld+json" if theme else "application/json"
    node: Node = {
        "@context": VOCABULARY,
        "@type": "Article" if theme else "WebPage",
        "@id": urls.known_at(path, settings.base_url) or urls.relative(path, path),
        "headline": heading,
        "inLanguage": settings.language,
        "version": str(settings.edition.version),
        "dateModified": str(settings.edition.date),
        "isPartOf": {
            "@type": "WebSite",
            "@id": settings.base_url or urls.root(path) or "./",
            "name": str(settings.title),
        },
        "encoding": {
            "@type": "MediaObject",
            "contentUrl": urls.linked(data, path, settings.base_url),
            "encodingFormat": kind,
        },
    }
    if seed_id := urls.seed_of(path):
        node["mainEntity"] = article(index, index.seed(seed_id), path)
    corrected = corrections(index, path)
    return {**node, **({"correction": corrected} if corrected else {})}


def corrections(index: Index, path: str) -> list[Node]:
    """Return the changes that a page shows: a theme's its own, the page of corrections all.

    One of a statement that names a person without an office stands on the page alone, and what was
    withdrawn is repeated on the page of corrections alone.
    """
    base_url = index.proved.briefing.settings.base_url
    found = []
    for entry in index.changes:
        if path not in {urls.theme(entry.theme), urls.CORRECTIONS} or entry.is_named:
            continue
        repeated = path == urls.CORRECTIONS or not entry.is_gone
        if not (repeated or entry.is_withdrawn):
            continue
        said = f"Before: {entry.was}." if repeated and entry.was else ""
        now = "Withdrawn." if entry.is_withdrawn else f"Now: {entry.now}"
        found.append(
            {
                "@type": "CorrectionComment",
                "@id": urls.linked(entry.path, path, base_url),
                "datePublished": entry.date,
                "text": " ".join(part for part in (said, now, entry.why) if part),
            }
        )
    return found


def stated(proved: Proved | Draft, seed: Seed) -> dict[str, str]:
    """Return what an article states of itself and the site shows, by the name of the field."""
    every = ((name, getattr(seed.record, name)) for name in FACTS)
    return {
        name: str(fact.text)
        for name, fact in every
        if fact is not None and fact.basis in proved.passages and fact.text != NOT_SHOWN
    }


def title(index: Index, seed: Seed) -> str:
    """Return the title of an article; its number where it states none, or one with a name.

    A person who holds no office is named on a page and not in what search engines make cards of.
    """
    words = stated(index.proved, seed).get("title", "")
    return words if words and not index.persons.within(words) else f"Article {seed.id}"


def article(index: Index, seed: Seed, path: str) -> Node:
    """Return an article that the briefing rests on: what it states of itself, by its bytes."""
    facts = {
        name: words
        for name, words in stated(index.proved, seed).items()
        if not index.persons.within(words)
    }
    node: Node = {"@type": "Article", "@id": urls.hashed(seed.source.sha256)}
    node["name"] = title(index, seed)
    if "publisher" in facts:
        node["publisher"] = {"@type": "Organization", "name": facts["publisher"]}
    if "author" in facts:
        node["author"] = facts["author"]
    if _DAY.fullmatch(facts.get("published", "")):
        node["datePublished"] = facts["published"]
    if "url" in facts:
        node["url"] = facts["url"]
    base_url = index.proved.briefing.settings.base_url
    node["subjectOf"] = {"@id": urls.linked(urls.article(seed.id), path, base_url)}
    return node
