"""`evidence.json`: whole, as its schema says, and refused by it wherever it is changed."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import shelves
import tiny
from jsonschema import Draft202012Validator
from tiny import quote, statement, theme

from site_builder import urls
from site_builder.exports.evidence import files
from site_builder.exports.evidence_schema import schema
from site_builder.views.index import Index

if TYPE_CHECKING:
    from collections.abc import Iterator

SITES = Path(__file__).parent / "sites"
SEEDS = Path(__file__).parent.parent / "seeds"


def evidence(index: Index) -> Any:
    """Return what the file of evidence says."""
    return json.loads(files(index)[urls.EVIDENCE]())


def golden(name: str) -> Any:
    return json.loads((SITES / name / "expected" / "evidence.json").read_bytes())


@pytest.fixture(scope="module")
def shipped(built_site: Path) -> Any:
    return json.loads((built_site / "evidence.json").read_bytes())


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema("https://example.org/evidence.schema.json"))


@pytest.mark.parametrize("name", ["excerpts", "overlap"])
def test_the_evidence_of_the_test_sites_is_as_its_schema_says(name: str) -> None:
    folder = SITES / name / "expected"
    said = json.loads((folder / "evidence.schema.json").read_bytes())
    assert [e.message for e in Draft202012Validator(said).iter_errors(golden(name))] == []


def test_the_evidence_of_the_briefing_is_as_its_schema_says(built_site: Path, shipped: Any) -> None:
    said = json.loads((built_site / "evidence.schema.json").read_bytes())
    assert "$id" not in said
    assert [e.message for e in Draft202012Validator(said).iter_errors(shipped)] == []


def changed(value: Any, said: Any) -> Iterator[tuple[str, Any]]:
    """Yield the value with each thing in it, at its own depth, changed for the worse."""
    yield "another type", [value] if not isinstance(value, list) else {"0": value}
    if isinstance(value, dict):
        yield "a field more", {**value, "other": 1}
        for name in said["required"]:
            yield f"no {name}", {key: one for key, one in value.items() if key != name}
    if isinstance(value, str) and "pattern" in said:
        yield "another form", f" {value}"
    if isinstance(value, int):
        yield "less than there can be", -1
    if "enum" in said:
        yield "no choice", "no such choice"


def places(value: Any, said: Any, path: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Yield each place of some data with what the schema says of it; of lists, each entry."""
    yield path, value, said
    if isinstance(value, dict):
        for name, one in value.items():
            yield from places(one, said["properties"][name], f"{path}/{name}")
    elif isinstance(value, list):
        for one in value:
            yield from places(one, said["items"], f"{path}/0")


@pytest.mark.parametrize("name", ["excerpts", "overlap"])
def test_the_schema_refuses_a_change_at_each_place(name: str) -> None:
    for path, value, said in places(golden(name), schema("")):
        validator = Draft202012Validator(said)
        assert validator.is_valid(value), path
        for what, bad in changed(value, said):
            assert not validator.is_valid(bad), f"{path}: {what}"


def test_every_field_of_the_schema_is_met(shipped: Any) -> None:
    """So that no field is described which the builder never writes."""
    met = {path for name in ("excerpts", "overlap") for path, _, _ in places(golden(name), _NONE)}
    met |= {path for path, _, _ in places(shipped, _NONE)}
    met |= {path for path, _, _ in places(evidence(Index(proved=full())), _NONE)}
    assert {*map(alike, fields(schema("")))} - {*map(alike, met)} == set()


def alike(path: str) -> str:
    """Return the path with one name for all facts of a record, which are of one kind."""
    return re.sub("/seeds/0/(publisher|title|author|published|url)", "/seeds/0/fact", path)


class _Any(dict[str, Any]):
    """What says nothing of anything in it."""

    def __missing__(self, name: str) -> Any:
        return self


_NONE = _Any()


def fields(said: Any, path: str = "") -> set[str]:
    """Return the path of every field that a schema names."""
    found = {path} if path else set()
    for name, one in said.get("properties", {}).items():
        found |= fields(one, f"{path}/{name}")
    return found | (fields(said["items"], f"{path}/0") if "items" in said else set())


def described(said: Any) -> Iterator[Any]:
    for one in said.get("properties", {}).values():
        yield one
        yield from described(one)
    if "items" in said:
        yield from described(said["items"])


def test_every_field_is_described() -> None:
    assert all(one.get("description", "").endswith(".") for one in described(schema("")))


def full() -> Any:
    """Return a briefing with what the others lack."""
    figures = [
        {"kind": "multiple", "value": 2, "measure": "stones", "period": {"from": "2024"}},
        {"kind": "share", "value": 1, "of": 2, "measure": "stones", "not_with": ["figure-0"]},
        {"kind": "change", "value": 1, "from": 1, "to": 2, "measure": "stones", "unit": "stones"},
        {"kind": "range", "low": 1, "high": 2, "measure": "stones", "base": "all"},
    ]
    entry = quote("one", "The old bridge closed in March.", by="ann", given="paraphrased")
    statements = [
        statement("attributed", entry, by=[one["id"] for one in shelves.SPEAKERS], origin="survey"),
        *(statement(f"figure-{n}", figure=figure) for n, figure in enumerate(figures)),
    ]
    facts = {
        name: {key: "https://example.org/" if name == "url" else "old", "basis": "old bridge"}
        for name, key in (
            *(("publisher", "name"), ("title", "text"), ("author", "name")),
            *(("published", "text"), ("url", "text")),
        )
    }
    content = {
        "themes/bridge": theme(*statements, sensitive=["floods"], figures=["figure-0"]),
        "speakers": shelves.SPEAKERS,
        "origins": shelves.ORIGINS,
        "notes": [
            {
                "id": "help-line",
                "kind": "help",
                "name": "Help",
                "text": "Call.",
                "source": "the line",
                "themes": ["bridge"],
            }
        ],
        "changes": [
            {
                "date": "2024-05-01",
                "kind": "correction",
                "statement": "attributed",
                "was": "It closed.",
                "now": "Statement attributed.",
                "why": "a slip",
            }
        ],
    }
    given = tiny.inputs(
        content, one={**facts, "set_aside": [{"quote": "in May", "reason": "later"}]}
    )
    return tiny.placed(given)


def test_what_no_other_briefing_has_is_as_the_schema_says() -> None:
    said = Draft202012Validator(schema(""))
    assert [
        f"{e.json_path} {e.message}" for e in said.iter_errors(evidence(Index(proved=full())))
    ] == []


def test_each_passage_is_its_seed_s_own_characters(shipped: Any) -> None:
    texts = {
        seed["id"]: (SEEDS.parent / seed["file"]).read_bytes().decode("utf-8-sig")
        for seed in shipped["seeds"]
    }
    for passage in shipped["passages"]:
        for part in passage["parts"]:
            assert texts[passage["seed"]][part["start"] : part["end"]] == part["exact"]
    assert len(shipped["passages"]) > 100


def test_each_reference_leads_somewhere(shipped: Any) -> None:
    known = {name: {one["id"] for one in shipped[name]} for name in ("passages", "statements")}
    speakers = {"article", *(one["id"] for one in shipped["speakers"])}
    differences = {one["id"] for one in shipped["differences"]}
    for one in shipped["statements"]:
        assert one["evidence"]
        assert {*one["evidence"], *one["also"]} <= known["passages"]
        assert {*one["by"], *one["via"]} <= speakers
        assert {*one["differences"]} <= differences
        assert one["page"] == f"themes/{one['theme']}.html#{one['id']}"
    for one in shipped["differences"]:
        assert {*one["statements"]} <= known["statements"]
        assert all(account["evidence"] for account in one["accounts"])


def test_each_page_and_place_that_it_names_is_there(built_site: Path, shipped: Any) -> None:
    pages = {path: (built_site / path).read_text() for path in _pages(shipped)}
    named = [
        one["page"]
        for name, ones in shipped.items()
        if name in {"passages", "statements", "differences", "gaps", "terms", "speakers"}
        for one in ones
    ]
    for place in named:
        path, _, anchor = place.partition("#")
        assert f'id="{anchor}"' in pages[path], place


def _pages(shipped: Any) -> set[str]:
    standing = {"differences.html", "not-stated.html", "words.html", "people.html"}
    return standing | {one["page"] for one in (*shipped["themes"], *shipped["seeds"])}


def test_every_marked_passage_is_in_it_and_no_other(built_site: Path, shipped: Any) -> None:

    marked = {
        f"{path.stem}#{anchor}"
        for path in (built_site / "articles").glob("0*.html")
        for anchor in re.findall(r'id="(c[0-9][0-9_-]*)"', path.read_text())
    }
    assert marked == {one["id"] for one in shipped["passages"]}


def test_with_an_address_it_says_where_its_schema_stands() -> None:
    made = tiny.proved({"site": {"base_url": "https://example.org/b"}})
    said = json.loads(files(Index(proved=made))["evidence.schema.json"]())
    assert said["$id"] == "https://example.org/b/evidence.schema.json"
    assert evidence(Index(proved=made))["$schema"] == said["$id"]
    assert evidence(Index(proved=made))["base_url"] == "https://example.org/b/"
    assert "base_url" not in evidence(Index(proved=tiny.proved()))


def test_a_fact_with_its_basis_in_furniture_gives_none_of_its_words() -> None:
    record = {
        "publisher": {"name": "Echo", "basis": "an Echo page"},
        "furniture": [{"quote": "Menu of an Echo page", "kind": "menu"}],
    }
    made = tiny.proved(seeds={"one": tiny.SEED + "Menu of an Echo page\n"}, one=record)
    assert evidence(Index(proved=made))["seeds"][0]["publisher"] == {"text": "Echo", "furniture": 2}
    assert "Menu of an" not in json.dumps(evidence(Index(proved=made)))


def test_words_of_a_change_that_name_a_person_without_an_office_stand_nowhere() -> None:
    said = ("It *shut*.", "Ann Dell shut it.", "Statement closed.")
    changes = [
        {"date": "2024-05-01", "kind": "update", "statement": "closed", "why": "a slip"}
        | {"was": was, "now": now}
        for was, now in pairwise(said)
    ]
    made = evidence(
        Index(proved=tiny.proved({"changes": changes, "site": {"named": ["Ann Dell"]}}))
    )
    assert [(one["was"], one["now"]) for one in made["changes"]] == [("", ""), ("", "")]
    assert list(Draft202012Validator(schema("")).iter_errors(made)) == []
    made = evidence(Index(proved=tiny.proved({"changes": changes})))
    assert [one["was"] for one in made["changes"]] == ["It shut.", "Ann Dell shut it."]
