"""Whether the data that a site carries says what its pages say.

`evidence.json` may hold more than is compared here; what is compared has to be there.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from site_builder.urls import EVIDENCE
from site_builder.verifying.articles import parts_of
from site_builder.verifying.links import Fault
from site_builder.verifying.pages import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from site_builder.manifest import Manifest
    from site_builder.seeds import SeedText
    from site_builder.verifying.articles import Marked
    from site_builder.verifying.statements import Stated

_MARKUP = re.compile(r"\[([^\]]*+)\]\([^)]*+\)|[*_`\\]")


@dataclass(slots=True)
class Carried:
    """What was wrong with the data, and how much of it was compared."""

    faults: list[Fault] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)


class _Wrong(Exception):  # noqa: N818 - told as a fault
    """What is wrong with one entry."""


def carried(
    data: bytes,
    manifest: Manifest,
    statements: Mapping[str, Stated],
    passages: Mapping[str, Marked],
    seeds: Mapping[str, SeedText],
) -> Carried:
    """Hold evidence.json to the pages, and to those articles that are there, by their ids."""
    found = Carried()
    try:
        said = json.loads(data)
    except (ValueError, RecursionError):
        found.faults.append(Fault(EVIDENCE, None, "this is not JSON"))
        return found
    if not isinstance(said, dict):
        found.faults.append(Fault(EVIDENCE, None, "this is no list of names and values"))
        return found
    known = _passages(said, passages, seeds, found)
    _seeds(said, manifest, found)
    _statements(said, statements, known, found)
    return found


def _entries(said: Mapping[str, Any], name: str, found: Carried) -> Iterator[dict[str, Any]]:
    """Yield the entries of a list, and tell of those that have no id or one twice."""
    entries = said.get(name)
    if not isinstance(entries, list):
        found.faults.append(Fault(EVIDENCE, None, f"it has no list of {name}"))
        return
    ids: set[str] = set()
    for entry in entries:
        if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
            found.faults.append(Fault(EVIDENCE, None, f"an entry of {name} has no id"))
            continue
        if entry["id"] in ids:
            message = f"{name}: {entry['id'][:100]} is there twice"
            found.faults.append(Fault(EVIDENCE, None, message))
        ids.add(entry["id"])
        found.counts[name] += 1
        yield entry


def _tell(found: Carried, what: str, entry: Mapping[str, Any], message: str) -> None:
    found.faults.append(Fault(EVIDENCE, None, f"{what} {entry['id'][:100]}: {message}"))


def _passages(
    said: Mapping[str, Any],
    passages: Mapping[str, Marked],
    seeds: Mapping[str, SeedText],
    found: Carried,
) -> dict[str, str]:
    """Hold the passages to the pages; return the address of each by its id."""
    known: dict[str, str] = {}
    for entry in _entries(said, "passages", found):
        try:
            known[entry["id"]] = _passage(entry, passages, seeds)
        except _Wrong as wrong:
            _tell(found, "passage", entry, str(wrong))
    return known


def _passage(
    entry: Mapping[str, Any], passages: Mapping[str, Marked], seeds: Mapping[str, SeedText]
) -> str:
    page, seed = entry.get("page"), entry.get("seed")
    if not isinstance(page, str) or not isinstance(seed, str):
        raise _Wrong("it does not say its seed and page")
    seed_id, mark, anchor = entry["id"].partition("#")
    if seed_id != seed or not mark or page != f"articles/{seed}.html#{anchor}":
        raise _Wrong("its id, seed and page do not fit one another")
    if page not in passages:
        raise _Wrong(f"{page} is no passage of an article’s page")
    marked = passages[page]
    parts, exact = _parts(entry.get("parts"))
    if parts != parts_of(anchor) or parts != marked.parts:
        raise _Wrong("its offsets are not those of its anchor")
    if marked.words is not None and one_line(" ".join(exact)) != marked.words:
        raise _Wrong("its words are not those that the article’s page marks")
    if seed in seeds:
        text = seeds[seed].text
        for (start, end), words in zip(parts, exact, strict=True):
            if text[start:end] != words:
                raise _Wrong("its words are not those of the article")
    return page


def _parts(given: object) -> tuple[tuple[tuple[int, int], ...], list[str]]:
    parts, exact = [], []
    for part in given if isinstance(given, list) else ():
        fields = part if isinstance(part, dict) else {}
        start, end, words = (fields.get(name) for name in ("start", "end", "exact"))
        if type(start) is not int or type(end) is not int or not isinstance(words, str):
            raise _Wrong("a part of it does not say start, end and exact")
        parts.append((start, end))
        exact.append(words)
    return tuple(parts), exact


def _seeds(said: Mapping[str, Any], manifest: Manifest, found: Carried) -> None:
    """Hold the articles that are named to the manifest."""
    read = {d for name, d in manifest.inputs.items() if name.startswith("seeds/")}
    named = set()
    for entry in _entries(said, "seeds", found):
        named.add(entry.get("sha256"))
        if entry.get("sha256") not in read:
            _tell(found, "seed", entry, "the site was made from no article of this SHA-256")
    if len(named & read) < len(read):
        message = "it does not name every article that the site was made from"
        found.faults.append(Fault(EVIDENCE, None, message))


def _statements(
    said: Mapping[str, Any],
    statements: Mapping[str, Stated],
    known: Mapping[str, str],
    found: Carried,
) -> None:
    """Hold the statements to the pages, and the pages to them."""
    named = set()
    for entry in _entries(said, "statements", found):
        page = entry.get("page")
        stated = statements.get(page) if isinstance(page, str) else None
        if not isinstance(page, str) or stated is None:
            _tell(found, "statement", entry, "it is not on the page that it names")
            continue
        named.add(page)
        if not page.endswith(f"#{entry['id']}"):
            _tell(found, "statement", entry, "its page names another")
        if not _same(entry.get("text"), stated.words):
            _tell(found, "statement", entry, "its text is not that of the page")
        for name, shown in (("evidence", stated.evidence), ("also", stated.also)):
            ids = entry.get(name, [])
            addresses = {known.get(one) for one in ids if isinstance(one, str)} if isinstance(
                ids, list) else set()  # fmt: skip
            if addresses != set(shown):
                _tell(found, "statement", entry, f"its {name} is not what the page shows")
    for page in sorted(set(statements) - named):
        message = f"{page} is a statement of a page, and is not told here"
        found.faults.append(Fault(EVIDENCE, None, message))


def _same(text: object, words: str) -> bool:
    """Tell whether a text, plain or with its emphasis and links, reads as these words."""
    if not isinstance(text, str):
        return False
    return one_line(text) == words or one_line(_MARKUP.sub(r"\1", text)) == one_line(
        _MARKUP.sub(r"\1", words)
    )
