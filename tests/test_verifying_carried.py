"""The data that a site carries, held to its pages and to the articles."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest

from site_builder.manifest import Manifest
from site_builder.seeds import read_seeds
from site_builder.verifying.articles import Marked
from site_builder.verifying.carried import carried
from site_builder.verifying.markup import Spot
from site_builder.verifying.statements import Stated

if TYPE_CHECKING:
    from collections.abc import Callable

TEXT = "The old bridge closed in March. It opened again in May.\n"
DIGEST = sha256(TEXT.encode()).hexdigest()
SEEDS, _ = read_seeds({"seeds/one.txt": TEXT.encode()})
MANIFEST = Manifest(
    generator="site-builder 1",
    version="1",
    date="2026-01-01",
    seed_text="full",
    without_rights=(),
    inputs={"seeds/one.txt": DIGEST},
    files={},
    made_from={},
)
PAGE = "articles/one.html#c0-10_22-31"
STATED = "themes/bridge.html#closed"
PASSAGES = {
    PAGE: Marked(
        parts=((0, 10), (22, 31)), words="The old br in March.", back=frozenset(), spot=Spot(1, 1)
    )
}
STATEMENTS = {
    STATED: Stated(
        words="It closed in March.",
        heading="",
        evidence=frozenset({PAGE}),
        also=frozenset(),
    )
}


def data() -> dict[str, Any]:
    """Return what a site with one statement carries."""
    parts = [
        {"start": 0, "end": 10, "exact": "The old br"},
        {"start": 22, "end": 31, "exact": "in March."},
    ]
    return {
        "generator": "site-builder 1",
        "seeds": [{"id": "one", "file": "one.txt", "sha256": DIGEST, "more": 1}],
        "passages": [{"id": "one#c0-10_22-31", "seed": "one", "parts": parts, "page": PAGE}],
        "statements": [
            {
                "id": "closed",
                "theme": "bridge",
                "page": STATED,
                "text": "It *closed* in [March](#march).",
                "evidence": ["one#c0-10_22-31"],
                "also": [],
            }
        ],
    }


def told(said: object, **given: Any) -> list[str]:
    found = carried(
        json.dumps(said).encode(), MANIFEST, STATEMENTS, PASSAGES, given.get("seeds", SEEDS)
    )
    return [fault.message for fault in found.faults]


def test_data_that_says_what_the_pages_say_is_no_fault() -> None:
    assert told(data()) == []
    assert told(data(), seeds={}) == []
    found = carried(json.dumps(data()).encode(), MANIFEST, STATEMENTS, PASSAGES, SEEDS)
    assert found.counts == {"seeds": 1, "passages": 1, "statements": 1}


CHANGES: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "seed's hash": (lambda d: d["seeds"][0].update(sha256="0" * 64), "made from no article of"),
    "no seed": (lambda d: d["seeds"].clear(), "does not name every article"),
    "words": (lambda d: d["passages"][0]["parts"][0].update(exact="The old bx"), "its words are"),
    "offsets": (lambda d: d["passages"][0]["parts"][0].update(end=11), "its offsets are not"),
    "offset that is none": (
        lambda d: d["passages"][0]["parts"][0].update(end=True),
        "does not say start, end and exact",
    ),
    "part that is none": (lambda d: d["passages"][0].update(parts=[1]), "does not say start"),
    "no parts": (lambda d: d["passages"][0].update(parts=None), "its offsets are not"),
    "page": (lambda d: d["passages"][0].update(page="a.html#c0-10_22-31"), "do not fit one"),
    "no page": (lambda d: d["passages"][0].update(page=None), "does not say its seed and page"),
    "passage of no page": (
        lambda d: d["passages"][0].update(id="one#c1-2", page="articles/one.html#c1-2"),
        "is no passage of an article’s page",
    ),
    "passage twice": (lambda d: d["passages"].append(d["passages"][0]), "is there twice"),
    "no id": (lambda d: d["passages"].append({}), "an entry of passages has no id"),
    "no list": (lambda d: d.update(passages={}), "it has no list of passages"),
    "text": (lambda d: d["statements"][0].update(text="It opened."), "its text is not that of"),
    "no text": (lambda d: d["statements"][0].update(text=1), "its text is not that of"),
    "evidence": (lambda d: d["statements"][0].update(evidence=[]), "its evidence is not what"),
    "evidence that is none": (lambda d: d["statements"][0].update(evidence=1), "its evidence is"),
    "also": (lambda d: d["statements"][0].update(also=["one#c0-10_22-31"]), "its also is not"),
    "id": (lambda d: d["statements"][0].update(id="opened"), "its page names another"),
    "statement of no page": (
        lambda d: d["statements"][0].update(page="themes/a.html#b"),
        "is not on the page that it names",
    ),
    "statement gone": (lambda d: d["statements"].clear(), "is not told here"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_data_that_says_something_else_is_told(what: str) -> None:
    said = data()
    change, expected = CHANGES[what]
    change(said)
    assert any(expected in message for message in told(said)), told(said)


def test_white_space_only_the_article_tells() -> None:
    said = data()
    said["passages"][0]["parts"][1]["exact"] = "in  March."
    assert told(said, seeds={}) == []
    assert told(said)[0] == "passage one#c0-10_22-31: its words are not those of the article"


@pytest.mark.parametrize("written", [b"", b"[" * 1_000_000, b"[]", b"\xff", b"1"])
def test_what_is_no_data_is_one_fault(written: bytes) -> None:
    assert len(carried(written, MANIFEST, STATEMENTS, PASSAGES, SEEDS).faults) == 1
