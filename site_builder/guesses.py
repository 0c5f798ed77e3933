"""What an article seems to state of itself, and which of its lines look like furniture.

A statement counts only with words of the text as its basis, and only where nothing else competes
with it. What looks like furniture is a guess for a curator to read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from site_builder.quotes import Found, Haystack, find
from site_builder.urls import address_fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from site_builder.quotes import Span

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
_DAY = (
    rf"(?:[0-9]{{1,2}}(?:st|nd|rd|th)? (?:{_MONTHS})\.?,? [0-9]{{4}}|(?:{_MONTHS})\.? "
    r"[0-9]{1,2}(?:st|nd|rd|th)?,? [0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2}|"
    r"[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{4})"
)
_NAME = r"[A-Z][\w’'-]+(?: (?:[A-Z]\.|de|van|von|al|bin|[A-Z][\w’'-]+)){1,3}"
# Each with the field it states, as the first group.
_STATED = {
    "published": re.compile(
        rf"^(?:First published|Published|Posted|Date published|Publication date)"
        rf"(?: on| at)?[:,]?\s(?:[^\n]{{0,30}}\s)?({_DAY})",
        re.MULTILINE | re.IGNORECASE,
    ),
    "author": re.compile(
        rf"^(?:By|Written by|Author:|Words by)\s({_NAME}(?: and {_NAME})?)[,.]?$", re.MULTILINE
    ),
    "url": re.compile(r"^(?:URL|Link|Web address|Source):?\s+(https?://\S+)$", re.MULTILINE),
}
LABELS = {
    "publisher": "name",
    "title": "text",
    "author": "name",
    "published": "text",
    "url": "text",
}
"""What an article may state of itself, and the key that has it in the record."""

_BESIDE = re.compile(r"\s+[|–—-]\s+")
_READ = 10_000  # paragraphs that are looked at
_LONGEST = 25  # words of a line that is furniture by its look
_KINDS = {
    "cookies": r"cookies?\b.*(?:accept|consent|use|manag|polic|prefer)|(?:accept|reject) all"
    r"|privacy (?:notice|policy|settings)|consent",
    "advert": r"^advert(?:isement|ising)?s?\b.{0,30}$|^sponsored\b|article continues below"
    r"|scroll to continue|promoted (?:content|stories)",
    "promotion": r"newsletter|sign up\b|subscri(?:be|ption)|download (?:the|our) app|push notif"
    r"|follow us\b|become a member",
    "contact": r"^(?:get in touch|contact us|email (?:us|our)|do you have a story|send us"
    r"|know more\b.*\?)|news ?(?:desk|room|team)\b.*@",
    "credit": r"^\(?(?:image|photo|picture|credit|getty|pa wire|reuters|afp)s?\b[^.]{0,80}$"
    r"|photo(?:graph)? by\b|\bgetty images\b|\bistock\b|©",
    "links": r"^(?:more(?=:)|more (?:on|from|stories)|for more stories|read (?:more|next)|related"
    r"|latest (?:news|stories|headlines|developments)|also read|see also|recommended|trending"
    r"|most read|you may also like|don['’]t miss)\b|^>>?",
    "menu": r"^(?:skip to (?:main )?content|(?:open )?menu(?: menu)?|home|search|log ?in|sign in"
    r"|register|news|sport|share(?: (?:on|this|via)\b.*)?|facebook|twitter|x|whatsapp|linkedin"
    r"|reddit|email|print|copy link|comments?|bookmark|save|tweet|pinterest|back to top|close)"
    r"(?: icon)?$",
}
_FURNITURE = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _KINDS.items()}


class Stated(NamedTuple):
    """What an article states of itself, and the words that do."""

    value: str
    basis: str


class Line(NamedTuple):
    """A paragraph, by its number from 1, that looks like furniture of a kind."""

    number: int
    kind: str
    words: str


def stated(text: str, paragraphs: Sequence[Span], tells: Mapping[str, str]) -> dict[str, Stated]:
    """Return what the text states of itself, by the names of LABELS.

    `tells` is what the file says beside the text: its title counts where a paragraph is that title.
    Each basis is found in the text in one place.
    """
    found: dict[str, Stated] = {}
    for key, pattern in _STATED.items():
        matches = list(pattern.finditer(text))
        if len({match[1] for match in matches}) == 1:
            found[key] = Stated(matches[0][1], " ".join(matches[0][0].split()))
    whole = {" ".join(text[slice(*span)].split()) for span in paragraphs}
    title = tells.get("title", "")
    for words in (title, _BESIDE.split(title)[0]):  # “Title | Newspaper”
        if words in whole:
            found.setdefault("title", Stated(words, words))
    hay = Haystack(text=text, paragraphs=tuple(paragraphs))
    return {
        key: one
        for key, one in found.items()
        if one.basis.isprintable()
        and isinstance(find(one.basis, hay), Found)
        and not (key == "url" and address_fault(one.value))
    }


def furniture(text: str, paragraphs: Sequence[Span]) -> Iterator[Line]:
    """Yield which of the first 10,000 paragraphs look like menus, notices, buttons and credits."""
    for number, span in enumerate(paragraphs[:_READ], 1):
        words = " ".join(text[slice(*span)].split())
        if len(words.split()) > _LONGEST:
            continue
        kind = next((kind for kind, look in _FURNITURE.items() if look.search(words)), None)
        if kind is not None:
            yield Line(number, kind, words)
