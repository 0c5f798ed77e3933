"""Tiny briefings for tests: content as Python values (JSON is YAML), seeds as text."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from site_builder.checks import run
from site_builder.codes import ACCEPTABLE
from site_builder.findings import report
from site_builder.proof import Inputs, Proved, prove, read_case

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SEED = "The old bridge closed in March. “It is safe,” said Ann Dell. It opened again in May.\n"
SEEDS = {"one": SEED}
SITE = {
    "title": "A bridge",
    "description": "What is said about a bridge.",
    "edition": {
        "version": "1.0",
        "date": "2024-06-01",
        "review_by": "2025-06-01",
        "would_change": "a survey",
    },
    "themes": ["bridge"],
    "coverage": "count",
}
FIT = ACCEPTABLE | {
    *("also-incomplete", "difference-missing", "entry-unproved", "figure-unlike"),
    "heading-unproved",
    "change-unlike",
}
TEMPLATES = ("home", "differences", "gaps", "articles", "method", "missing", "theme", "article")
TEMPLATE = (
    "<!doctype html>\n<html><head><title>{{ site.title }}</title></head><body></body></html>\n"
)


def quote(seed: str, words: str, **more: Any) -> dict[str, Any]:
    """Return an entry of evidence."""
    return {"seed": seed, "quote": words, **more}


def statement(name: str, *evidence: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return a statement; without evidence it rests on the first sentence of SEED."""
    rest = list(evidence) or [quote("one", "The old bridge closed in March.")]
    base = {"id": name, "text": f"Statement {name}.", "by": "article", "given": "own-words"}
    return {**base, "kind": "event", "evidence": rest, **more}


def theme(*statements: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return a theme of one section."""
    sections = [{"heading": "Bridge", "statements": list(statements)}]
    return {"title": "The bridge", "sections": sections, **more}


def inputs(
    content: Mapping[str, Any] | None = None, seeds: Mapping[str, str] = SEEDS, **records: Any
) -> Inputs:
    """Return the bytes of a tiny briefing.

    `content` is by name below content/, without `.yaml`; `site` is merged into SITE. `records` adds
    to the record of a seed.
    """
    given = {"themes/bridge": theme(statement("closed")), **(content or {})}
    given["site"] = {**SITE, **given.get("site", {})}
    texts = {f"seeds/{name}.txt": text.encode() for name, text in seeds.items()}
    for name in seeds:
        digest = sha256(texts[f"seeds/{name}.txt"]).hexdigest()
        base = {"seed": name, "sha256": digest, "short": f"Paper {name}"}
        given[f"sources/{name}"] = {**base, **records.get(name, {})}
    data = {
        f"content/{name}.yaml": json.dumps(value, ensure_ascii=False).encode()
        for name, value in given.items()
    }
    return Inputs(content=data, seeds=texts)


def proved(
    content: Mapping[str, Any] | None = None, seeds: Mapping[str, str] = SEEDS, **records: Any
) -> Proved:
    """Return a tiny briefing, proved without a finding."""
    made, findings = prove(inputs(content, seeds, **records))
    assert not findings, report(findings)
    assert made is not None
    return made


def placed(given: Inputs) -> Proved:
    """Return a tiny briefing whose quotes are found, whether or not its statements fit them.

    For tests of how things are shown: those need words of any kind, and no rule of the fit.
    """
    case, findings, whole = read_case(given)
    assert case is not None
    findings += [found for found in run(case, whole=whole) if found.code not in FIT]
    assert not findings, report(findings)
    return Proved(
        briefing=case.briefing,
        seeds={seed.id: seed for seed in case.seeds.values()},
        passages=case.passages(),
        digests={
            name: sha256(data).hexdigest()
            for name, data in {**given.content, **given.seeds}.items()
        },
    )


def project(
    folder: Path,
    content: Mapping[str, Any] | None = None,
    seeds: Mapping[str, str] = SEEDS,
    **records: Any,
) -> Path:
    """Write a tiny project with templates that say next to nothing; return its folder."""
    given = inputs(content, seeds, **records)
    files = {**given.content, **given.seeds}
    files |= {f"templates/pages/{name}.html": TEMPLATE.encode() for name in TEMPLATES}
    files["static/README.md"] = b"Nothing is here yet.\n"
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder
