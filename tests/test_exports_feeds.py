"""Feeds: both say the same, hold what their specifications ask for, and nothing else gets in."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
import tiny

from site_builder.changed import UNSAID
from site_builder.exports.feeds import files
from site_builder.proof import Inputs, Proved, prove
from site_builder.views.index import Index

if TYPE_CHECKING:
    from collections.abc import Iterator

BASE = "https://example.org/a&b/"
ATOM = "{http://www.w3.org/2005/Atom}"
TRICK = "<b>]]></content> & “it”"
# RFC 3339, as RFC 4287 (3.3) narrows it
TIME = re.compile(r"\d{4}-\d\d-\d\dT00:00:00Z")


def change(date: str, name: str = "closed", **more: Any) -> dict[str, Any]:
    base = {"date": date, "kind": "correction", "statement": name, "was": "It shut.", "why": "slip"}
    return {**base, "now": "Statement closed.", **more}


GONE = change("2024-05-02", "gone", now=None, theme="bridge", was="It fell. It fell!")
CHANGES = [change("2024-05-01"), GONE, change("2024-05-02", kind="update", was="It opened")]


def proved(changes: list[dict[str, Any]] = CHANGES, **site: Any) -> Proved:
    given = {"site": {"base_url": BASE, **site}, "changes": changes}
    return tiny.placed(tiny.inputs(given))


def atom(made: Proved) -> ET.Element:
    return ET.fromstring(files(Index(proved=made))["feed.atom"]())


def feed(made: Proved) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(files(Index(proved=made))["feed.json"]())
    return data


def test_there_are_feeds_only_where_the_address_of_the_site_is_known() -> None:
    assert files(Index(proved=tiny.proved())) == {}
    assert list(files(Index(proved=proved()))) == ["feed.atom", "feed.json"]


def faults(root: ET.Element) -> list[str]:
    """Return what of RFC 4287 a feed does not keep, so far as it concerns what we write."""
    entries = root.findall(f"{ATOM}entry")
    found = [fault for part in (root, *entries) for fault in of_part(part)]
    if not root.findtext(f"{ATOM}author/{ATOM}name"):  # 4.1.1: one where not every entry has one
        found.append("no author")
    if not root.findall(f"{ATOM}link[@rel='self']"):
        found.append("no link to itself")
    ids = [entry.findtext(f"{ATOM}id") for entry in (root, *entries)]
    return found if len(set(ids)) == len(ids) else [*found, "an id stands twice"]


def of_part(part: ET.Element) -> Iterator[str]:
    for name in ("id", "title", "updated"):  # 4.1.1, 4.1.2: exactly one
        if len(part.findall(f"{ATOM}{name}")) != 1:
            yield f"{part.tag} has not one {name}"
    for time in (*part.findall(f"{ATOM}updated"), *part.findall(f"{ATOM}published")):
        if not TIME.fullmatch(time.text or ""):
            yield f"{time.text} is no time"
    links = part.findall(f"{ATOM}link")
    if [link.get("rel") for link in links].count("alternate") != 1:
        yield f"{part.tag} has not one alternate"
    if not all((link.get("href") or "").startswith(BASE) for link in links):
        yield "a link leads elsewhere"
    known = "id title subtitle updated published author link entry content".split()
    yield from (child.tag for child in part if child.tag.removeprefix(ATOM) not in known)


@pytest.mark.parametrize("changes", [[], CHANGES])
def test_the_atom_feed_is_one_by_its_specification(changes: list[dict[str, Any]]) -> None:
    assert faults(atom(proved(changes))) == []


def test_the_checks_of_a_feed_find_what_is_missing() -> None:
    root = atom(proved())
    for name in ("id", "author"):
        root.remove(root.find(f"{ATOM}{name}"))
    root.findall(f"{ATOM}entry")[1].find(f"{ATOM}updated").text = "today"
    assert len(faults(root)) == 3


def test_entries_are_the_edition_and_the_changes_newest_first() -> None:
    said = [(item["title"], item["content_text"]) for item in feed(proved())["items"]]
    assert said == [
        ("Edition 1.0, 1 June 2024", "What is said about a bridge. Review by 1 June 2025."),
        (
            "Updated 2 May 2024: The bridge",
            "We said: “It opened”. Now: Statement closed. Why: slip.",
        ),
        (
            "Withdrawn 2 May 2024: The bridge",
            "We said: “It fell. It fell!”. We no longer say this. Why: slip.",
        ),
        (
            "Corrected 1 May 2024: The bridge",
            "We said: “It shut”. Now: Statement closed. Why: slip.",
        ),
    ]


def test_both_feeds_say_the_same() -> None:
    made = proved()
    told = [
        tuple(entry.findtext(f"{ATOM}{name}") for name in ("id", "title", "content", "updated"))
        for entry in atom(made).findall(f"{ATOM}entry")
    ]
    data = feed(made)
    assert told == [
        (item["id"], item["title"], item["content_text"], item["date_modified"])
        for item in data["items"]
    ]
    assert data["version"] == "https://jsonfeed.org/version/1.1"
    assert (data["home_page_url"], data["feed_url"]) == (BASE, f"{BASE}feed.json")
    assert all(item["url"] == item["id"] for item in data["items"])
    assert atom(made).findtext(f"{ATOM}updated") == "2024-06-01T00:00:00Z"


def test_an_id_stays_when_more_is_changed() -> None:
    more = [*CHANGES, change("2024-05-02", was="It is shut."), change("2024-05-03")]
    before = [item["id"] for item in feed(proved())["items"]]
    after = [item["id"] for item in feed(proved(more))["items"]]
    assert before[0] == f"{BASE}corrections.html#edition_2024-06-01"
    assert before[1] == f"{BASE}corrections.html#change_2024-05-02_closed"
    assert f"{before[1]}_2" in after
    assert set(before) < set(after)
    assert len(after) == len(set(after))


def test_words_stay_words() -> None:
    made = proved([change("2024-05-01", was=TRICK, why="a & b")], title="A & <B>")
    data, root = feed(made), atom(made)
    assert "<b>]]></content> & “it”" in data["items"][1]["content_text"]
    contents = root.findall(f"{ATOM}entry/{ATOM}content")
    assert {content.get("type") for content in contents} == {"text"}
    assert [len(content) for content in contents] == [0, 0]
    assert (root.findtext(f"{ATOM}title"), data["title"]) == ("A & <B>", "A & <B>")


@pytest.mark.parametrize("point", [0x0, 0x8, 0xB, 0x1F, 0xD800, 0xDFFF, 0xFFFE, 0xFFFF])
def test_what_xml_cannot_hold_is_refused_when_it_is_read(point: int) -> None:
    words = json.dumps(chr(point))
    given = tiny.inputs()
    content = f'[{{"date": {words}, "why": {words}}}]'
    made, findings = prove(
        Inputs(
            content={**given.content, "content/changes.yaml": content.encode()}, seeds=given.seeds
        )
    )
    assert made is None
    assert {found.code for found in findings} & {"yaml-control", "yaml-syntax"}


def test_nobody_without_an_office_is_named() -> None:
    named = [change("2024-05-01", was="Ann Dell shut it.")]
    made = proved(named, named=["Ann Dell"])
    for make in files(Index(proved=made)).values():
        assert "Dell" not in make().decode()
    assert feed(made)["items"][1]["content_text"] == f"{UNSAID} Why: slip."
