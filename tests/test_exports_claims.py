"""`themes/<id>.jsonld`, read by a JSON-LD processor: claims, and the quotations they appear in."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonlds
import named
import pytest
import tiny
from jsonlds import RDF, SCHEMA
from tiny import quote, statement, theme

from site_builder.exports.claims import files
from site_builder.views.index import Index

SITES = Path(__file__).parent / "sites"
PATH = "themes/bridge.jsonld"
BASE = f"https://example.org/site/{PATH}"
# https://schema.org/docs/full.html: what the files say, and nothing that rates a claim.
TERMS = (
    *("Article", "Claim", "MediaObject", "Organization", "Person", "Quotation", "WebPage"),
    *("WebSite", "CorrectionComment", "appearance", "author", "contentUrl", "correction"),
    *("dateModified", "datePublished", "encoding", "encodingFormat", "headline", "inLanguage"),
    *("isPartOf", "mainEntity", "name", "publisher", "subjectOf", "text", "url", "version"),
)


def terms(document: Any) -> set[str]:
    """Return the addresses of the types and properties that a processor finds."""
    found = set()
    for _, predicate, value in jsonlds.triples(document, BASE):
        found |= {value} if predicate == f"{RDF}type" else {predicate}
    return found


def made(*statements: dict[str, Any], **content: Any) -> Any:
    given = tiny.inputs({"themes/bridge": theme(*statements), **content})
    return json.loads(files(Index(proved=tiny.placed(given)))[PATH]())


def test_the_claims_of_the_briefing_are_in_the_words_of_schema_org(built_site: Path) -> None:
    known = {f"{SCHEMA}{term}" for term in TERMS}
    paths = [*built_site.glob("themes/*.jsonld"), *SITES.glob("*/expected/themes/*.jsonld")]
    assert len(paths) > 5
    for path in paths:
        document = json.loads(path.read_bytes())
        assert terms(document) <= known
        types = {node["@type"] for node in document["@graph"]}
        assert types == {"Article", "Claim", "Quotation"}


def test_each_claim_of_the_briefing_appears_in_quotations_of_articles(built_site: Path) -> None:
    evidence = json.loads((built_site / "evidence.json").read_bytes())
    parts = {
        one["page"]: " […] ".join(part["exact"] for part in one["parts"])
        for one in evidence["passages"]
    }
    for path in built_site.glob("themes/*.jsonld"):
        nodes = {node["@id"]: node for node in json.loads(path.read_bytes())["@graph"]}
        claims = [node for node in nodes.values() if node["@type"] == "Claim"]
        for claim in claims:
            assert claim["appearance"]
            for one in claim["appearance"]:
                said = nodes[one["@id"]]
                assert said["text"] == parts[one["@id"].removeprefix("../")]
                assert nodes[said["isPartOf"]["@id"]]["@type"] == "Article"
        page = path.with_suffix(".html").read_text()
        assert all(f'id="{claim["@id"].partition("#")[2]}"' in page for claim in claims)


def test_a_processor_finds_claim_quotation_and_article() -> None:
    found = jsonlds.triples(made(statement("closed")), BASE)
    here = "https://example.org/site/"
    claim, said = f"{here}themes/bridge.html#closed", f"{here}articles/one.html#c0-31"
    assert (claim, f"{RDF}type", f"{SCHEMA}Claim") in found
    assert (claim, f"{SCHEMA}appearance", said) in found
    assert (said, f"{RDF}type", f"{SCHEMA}Quotation") in found
    assert (said, f"{SCHEMA}text", "The old bridge closed in March.") in found
    (article,) = [v for s, p, v in found if s == said and p == f"{SCHEMA}isPartOf"]
    assert article.startswith("ni:///sha-256;")
    assert (article, f"{SCHEMA}subjectOf", f"{here}articles/one.html") in found
    assert not any(s == article and p == f"{SCHEMA}publisher" for s, p, _ in found)


def test_whoever_makes_a_claim_is_its_author() -> None:
    ann = {"id": "ann", "name": "Ann Dell", "kind": "person", "role": "keeper"}
    trust = {"id": "trust", "name": "The trust", "kind": "organisation"}
    said = statement("said", quote("one", "said Ann Dell"), by=["ann", "trust"])
    document = made(said, statement("closed"), speakers=[ann, trust])
    authors = {n["@id"]: n.get("author") for n in document["@graph"] if n["@type"] == "Claim"}
    assert authors == {
        "bridge.html#said": [
            {"@type": "Person", "@id": "../people.html#speaker_ann", "name": "Ann Dell"},
            {"@type": "Organization", "@id": "../people.html#speaker_trust", "name": "The trust"},
        ],
        "bridge.html#closed": None,
    }


def test_with_an_address_every_name_is_whole() -> None:
    document = made(statement("closed"), site={"base_url": "https://example.org/b"})
    names = re.findall(r'"@id": "([^"]*)"', json.dumps(document))
    assert all(name.startswith(("https://example.org/b/", "ni:")) for name in names)


def test_claims_that_name_a_person_without_office_are_left_out() -> None:
    shown = named.placed(named.given(names="shown"))
    for make in files(Index(proved=shown)).values():
        assert not named.NAMES.search(make().decode())
    assert b"Claim" in files(Index(proved=shown))["themes/bridge.jsonld"]()


def test_a_claim_on_a_person_is_in_the_evidence_of_the_briefing_alone(built_site: Path) -> None:
    data = "".join(path.read_text() for path in built_site.glob("themes/*.jsonld"))
    assert "Ehiemere" in (built_site / "evidence.json").read_text()
    assert not re.search("Ehiemere|Finn[ie]", data)


@pytest.mark.parametrize("word", ["ClaimReview", "Rating", "reviewRating", "claimReviewed"])
def test_no_claim_is_rated(word: str, built_site: Path) -> None:
    for path in (*built_site.rglob("*.jsonld"), *built_site.rglob("*.html")):
        assert word not in path.read_text(), path
