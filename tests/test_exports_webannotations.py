"""`annotations.jsonld`, read by a JSON-LD processor: what is linked to which words, and where."""

from __future__ import annotations

import base64
import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import jsonlds
import pytest
import tiny
from jsonlds import AS, OA, RDF
from tiny import quote, statement, theme

from site_builder.exports.webannotations import files
from site_builder.views.index import Index


def collection(index: Index) -> Any:
    """Return what the file of annotations says."""
    return json.loads(files(index)["annotations.jsonld"]())


SITES = Path(__file__).parent / "sites"
PROJECT = Path(__file__).parent.parent
SEED = "Menu one. The old bridge closed in March. It opened again in May, late. Menu two.\n"
CLOSED = quote("one", "The old bridge closed in March.")
FURNITURE = [{"quote": "Menu one.", "kind": "menu"}, {"quote": "Menu two.", "kind": "menu"}]


def made(*statements: dict[str, Any], seed: str = SEED, **site: Any) -> Any:
    content = {"themes/bridge": theme(*statements), "site": site}
    given = tiny.inputs(content, {"one": seed}, one={"furniture": FURNITURE})
    return collection(Index(proved=tiny.placed(given)))


def items(document: Any) -> list[Any]:
    found: list[Any] = document["first"]["items"]
    return found


@pytest.fixture(scope="module")
def shipped(built_site: Path) -> Any:
    return json.loads((built_site / "annotations.jsonld").read_bytes())


def test_every_term_is_one_of_the_vocabulary(shipped: Any) -> None:
    for name in ("overlap", "excerpts"):
        document = json.loads((SITES / name / "expected/annotations.jsonld").read_bytes())
        assert jsonlds.dropped(document) == set()
    assert jsonlds.dropped(shipped) == set()


def test_a_processor_finds_statement_passage_and_place() -> None:
    found = jsonlds.triples(made(statement("closed", CLOSED)))
    here = "https://example.org/site/"
    name = f"{here}data.jsonld#closed_one_c10-41"
    body = f"{here}themes/bridge.html#closed"
    assert (name, f"{RDF}type", f"{OA}Annotation") in found
    assert (name, f"{OA}motivatedBy", f"{OA}linking") in found
    assert (name, f"{OA}hasBody", body) in found
    assert (body, f"{RDF}value", "Statement closed.") in found
    said = {(predicate, value) for _, predicate, value in found}
    assert (f"{OA}exact", "The old bridge closed in March.") in said
    assert {(f"{OA}start", "10"), (f"{OA}end", "41")} <= said
    assert (f"{OA}hasScope", f"{here}articles/one.html#c10-41") in said
    sources = [value for predicate, value in said if predicate == f"{OA}hasSource"]
    assert [source.partition(";")[0] for source in sources] == ["ni:///sha-256"]
    assert (f"{AS}totalItems", "1") in said


def test_the_source_is_named_by_its_bytes() -> None:
    source = items(made(statement("closed", CLOSED)))[0]["target"]["source"]["id"]
    digest = base64.urlsafe_b64decode(source.removeprefix("ni:///sha-256;") + "=")
    assert digest == sha256(SEED.encode()).digest()


def test_each_selector_finds_the_same_words_in_the_seed(shipped: Any) -> None:
    texts = {}
    for path in (PROJECT / "seeds").glob("*.txt"):
        data = path.read_bytes()
        name = base64.urlsafe_b64encode(sha256(data).digest()).decode().rstrip("=")
        texts[f"ni:///sha-256;{name}"] = data.decode("utf-8-sig")
    count = 0
    for one in items(shipped):
        target = one["target"]
        for part in target if isinstance(target, list) else [target]:
            words, place = part["selector"]
            text = texts[part["source"]["id"]]
            assert text[place["start"] : place["end"]] == words["exact"]
            whole = words.get("prefix", "") + words["exact"] + words.get("suffix", "")
            assert text.count(whole) >= 1
            count += text.count(whole) == 1
    assert count > 150  # most stand once; the place tells the others apart


def test_a_statement_has_an_annotation_for_each_passage_and_each_an_id_of_its_own(
    shipped: Any,
) -> None:
    names = [one["id"] for one in items(shipped)]
    assert len(names) == len(set(names)) == shipped["total"]
    rests = {(one["body"]["id"], json.dumps(one["target"])) for one in items(shipped)}
    assert len(rests) == len(names)


def test_a_quote_that_leaves_words_out_has_a_target_for_each_part() -> None:
    entry = quote("one", "It opened […] in May, late.")
    one, two = items(made(statement("opened", entry)))[0]["target"]
    assert [part["selector"][0]["exact"] for part in (one, two)] == ["It opened", "in May, late."]
    assert one["scope"] == two["scope"] == "articles/one.html#c42-51_58-71"


def test_context_ends_where_furniture_begins() -> None:
    one = items(made(statement("closed", CLOSED)))[0]["target"]["selector"][0]
    assert (one["prefix"], one["suffix"]) == (" ", " It opened again in May, late. ")
    last = quote("one", "It opened again in May, late.")
    two = items(made(statement("opened", last)))[0]["target"]["selector"][0]
    assert two["suffix"] == " "


def test_context_has_32_characters_at_most() -> None:
    seed = f"{'before ' * 9}. The old bridge closed in March. {'after ' * 9}."
    words = items(made_of(seed))[0]["target"]["selector"][0]
    assert (len(words["prefix"]), len(words["suffix"])) == (32, 32)


def made_of(seed: str) -> Any:
    content = {"themes/bridge": theme(statement("closed", CLOSED))}
    return collection(Index(proved=tiny.placed(tiny.inputs(content, {"one": seed}))))


def test_a_passage_alone_in_its_seed_has_no_context() -> None:
    words = items(made_of("The old bridge closed in March."))[0]["target"]["selector"][0]
    assert words == {"type": "TextQuoteSelector", "exact": "The old bridge closed in March."}


def test_excerpts_have_no_context() -> None:
    one = items(made(statement("closed", CLOSED), seed_text="excerpts"))[0]
    assert [*one["target"]["selector"][0]] == ["type", "exact"]


def test_with_an_address_every_name_is_whole() -> None:
    document = made(statement("closed", CLOSED), base_url="https://example.org/b/")
    one = items(document)[0]
    assert document["id"] == "https://example.org/b/annotations.jsonld"
    assert one["id"] == "https://example.org/b/annotations.jsonld#closed_one_c10-41"
    assert one["body"]["id"] == "https://example.org/b/themes/bridge.html#closed"
    assert one["target"]["scope"] == "https://example.org/b/articles/one.html#c10-41"
    assert one["target"]["source"]["id"].startswith("ni:")
