"""JSON-LD read by a real processor, with contexts of our own: nothing is fetched in a test.

The terms are those that the files use, written out from the vocabularies; what a processor makes
of them is compared with the vocabularies' addresses, so that a term misspelt maps to nothing.
https://www.w3.org/TR/annotation-vocab/, https://schema.org/docs/jsonldcontext.jsonld
"""

from __future__ import annotations

from typing import Any

from pyld import jsonld

OA = "http://www.w3.org/ns/oa#"
AS = "https://www.w3.org/ns/activitystreams#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DC = "http://purl.org/dc/elements/1.1/"
XSD = "http://www.w3.org/2001/XMLSchema#"
SCHEMA = "https://schema.org/"

_CONTEXTS = {
    "http://www.w3.org/ns/anno.jsonld": {
        "id": {"@type": "@id", "@id": "@id"},
        "type": {"@type": "@vocab", "@id": "@type"},
        "Annotation": f"{OA}Annotation",
        "SpecificResource": f"{OA}SpecificResource",
        "TextualBody": f"{OA}TextualBody",
        "TextQuoteSelector": f"{OA}TextQuoteSelector",
        "TextPositionSelector": f"{OA}TextPositionSelector",
        "linking": f"{OA}linking",
        "Text": "http://purl.org/dc/dcmitype/Text",
        "AnnotationCollection": f"{AS}OrderedCollection",
        "AnnotationPage": f"{AS}OrderedCollectionPage",
        "motivation": {"@type": "@vocab", "@id": f"{OA}motivatedBy"},
        "body": {"@type": "@id", "@id": f"{OA}hasBody"},
        "target": {"@type": "@id", "@id": f"{OA}hasTarget"},
        "source": {"@type": "@id", "@id": f"{OA}hasSource"},
        "selector": {"@type": "@id", "@id": f"{OA}hasSelector"},
        "scope": {"@type": "@id", "@id": f"{OA}hasScope"},
        "exact": f"{OA}exact",
        "prefix": f"{OA}prefix",
        "suffix": f"{OA}suffix",
        "start": {"@type": f"{XSD}nonNegativeInteger", "@id": f"{OA}start"},
        "end": {"@type": f"{XSD}nonNegativeInteger", "@id": f"{OA}end"},
        "value": f"{RDF}value",
        "format": f"{DC}format",
        "language": f"{DC}language",
        "label": "http://www.w3.org/2000/01/rdf-schema#label",
        "first": {"@type": "@id", "@id": f"{AS}first"},
        "total": {"@type": f"{XSD}nonNegativeInteger", "@id": f"{AS}totalItems"},
        "items": {"@type": "@id", "@id": f"{AS}items", "@container": "@list"},
        "startIndex": {"@type": f"{XSD}nonNegativeInteger", "@id": f"{AS}startIndex"},
    },
    "https://schema.org/": {"@vocab": SCHEMA},
}


def _load(address: str, _: Any) -> dict[str, Any]:
    document = {"@context": _CONTEXTS[address]}
    return {"contentType": None, "contextUrl": None, "documentUrl": address, "document": document}


def expanded(document: Any, base: str = "https://example.org/site/data.jsonld") -> Any:
    """Return the document as a processor reads it that has it from `base`."""
    return jsonld.expand(document, {"base": base, "documentLoader": _load})


def triples(document: Any, base: str = "https://example.org/site/data.jsonld") -> set[Any]:
    """Return the document as triples; names of nodes without an address are left out."""
    made = jsonld.to_rdf(document, {"base": base, "documentLoader": _load})["@default"]
    return {
        (one["subject"]["value"], one["predicate"]["value"], one["object"]["value"]) for one in made
    }


def dropped(document: Any) -> set[str]:
    """Return the terms of a document that a processor makes nothing of, since none maps them."""
    known = {term for context in _CONTEXTS.values() for term in context}
    return {name for name in _names(document) if name not in known and not name.startswith("@")}


def _names(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*map(_names, value.values()))
    return set().union(*map(_names, value)) if isinstance(value, list) else set()
