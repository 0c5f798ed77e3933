"""A briefing on a bridge that names people without office, for tests of what is withheld."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import tiny
from tiny import quote, statement, theme

from site_builder.checks import run
from site_builder.findings import report
from site_builder.proof import Inputs, Proved, read_case
from site_builder.withholding import withhold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from site_builder.model import Briefing
    from site_builder.seeds import Seed

NAMES = re.compile("Bell|Bill|Bowle", re.IGNORECASE)
ONE = """\
Bridge keeper Bell is fined
The old bridge closed in March. Its keeper Tom Bell was fined £40 for closing it.
The court fined him on a Monday. He was also told to pay for a key.
Bell had the key, said the court. It was a brass key. It cost £9 in all, said Bell’s aunt.
Join us TODAY with Tom Bell
"""
TWO = """\
A keeper was fined £40.
The court fined Tom Bill on a Tuesday. The bridge opened again in May. Tim Bowle is glad.
The bridge was closed for two months.
"""
SEEDS = {"one": ONE, "two": TWO}
FINED = quote("one", "Its keeper Tom Bell was fined £40 for closing it.")
UNNAMED = quote("one", "It cost £9 in all")
CLOSED = quote("one", "The old bridge closed in March.")
KEY = quote("one", "It was a brass key.")
OPENED = quote("two", "The bridge opened again in May.")
KEEPER = quote("two", "A keeper was fined £40.")
MONDAY = quote("one", "The court fined him on a Monday.")
MONTHS = quote("two", "The bridge was closed for two months.")
RECORD: dict[str, Any] = {
    "title": {"text": "Bridge keeper Bell is fined", "basis": "Bridge keeper Bell is fined"},
    "published": {"text": "a Monday", "basis": "on a Monday"},
    "furniture": [{"quote": "Join us TODAY with Tom Bell", "kind": "promotion"}],
    "set_aside": [{"quote": "He was also told to pay for a key.", "reason": "about a key"}],
}
COUNT: dict[str, Any] = {"kind": "count", "value": "40", "measure": "pounds"}


def account(says: str, *evidence: dict[str, Any]) -> dict[str, Any]:
    return {"says": says, "by": "article", "evidence": list(evidence)}


def difference(name: str, on: str, *accounts: dict[str, Any], **more: Any) -> dict[str, Any]:
    base = {"id": name, "on": on, "rank": 1, "question": f"What of {name}?"}
    return {**base, "statements": [], "accounts": list(accounts), **more}


CONTENT: dict[str, Any] = {
    "site": {
        "themes": ["bridge", "court"],
        "named": ["Tom Bell", "Tom Bill", "Tim Bowle"],
        "summary": ["closed", "day-of-the-fine", "spelling", "who-paid", "cost"],
        "figures": ["cost", "months"],
    },
    "themes/bridge": theme(
        statement("closed", CLOSED, text="It *closed*; see [the fine](#fined)."),
        statement("months", MONTHS, figure={**COUNT, "not_with": ["cost", "keeper"]}),
        statement(
            "keeper", KEEPER, also=[FINED, quote("one", "The court fined him")], figure=COUNT
        ),
        summary=["closed", "cost"],
        figures=["months", "cost"],
    ),
    "themes/court": {
        "title": "The court",
        "sections": [
            {"heading": "The day", "statements": [statement("day", MONDAY, origin="files")]},
            {
                "heading": "The fine",
                "statements": [
                    statement("fined", FINED, text="Tom Bell was fined.", kind="court-outcome"),
                    statement("cost", UNNAMED, kind="court-outcome", figure=COUNT),
                    statement("context", {**KEY, "context": "said Bell’s aunt"}, by="court"),
                ],
            },
        ],
    },
    "differences": [
        difference(
            "day-of-the-fine",
            "date",
            account("a Monday", MONDAY),
            account("a Tuesday", quote("two", "The court fined […] on a Tuesday")),
            account("not said", KEEPER),
            statements=["day", "fined", "cost"],
            note="See [Monday](#day) and [the fine](#fined).",
        ),
        difference("spelling", "name", account("Tom Bell", FINED), account("A keeper", KEEPER)),
        difference("untouched", "wording", account("May", OPENED), account("March", CLOSED)),
    ],
    "gaps": [{"id": "who-paid", "question": "Who paid?", "absent": ["grant"], "seeds": "all"}],
    "speakers": [
        {"id": "court", "name": "the court", "kind": "organisation", "evidence": [MONDAY]},
    ],
    "origins": [{"id": "files", "name": "the files", "by": "court", "kind": "statement"}],
    "terms": [{"id": "brass", "name": "brass", "text": "A metal.", "evidence": [KEY]}],
    "changes": [
        {
            "date": "2024-05-0" + day,
            "kind": "correction",
            "statement": "keeper" if now else "gone",
            "was": was,
            "now": now,
            "why": why,
            **({} if now else {"theme": "bridge"}),
        }
        for day, was, now, why in (
            ("1", "Bell paid.", "A keeper paid.", "plainer"),
            ("2", "He paid.", "Tom Bell paid.", "plainer"),
            ("3", "He paid.", "A keeper paid.", "Bell was named"),
            ("4", "He paid.", "A keeper paid.", "plainer"),
            ("5", "He paid.", None, "plainer"),
        )
    ],
}


def given(names: str = "withheld", **more: Any) -> Inputs:
    """Return the files of the briefing, some of them others."""
    content = {**CONTENT, **more}
    content["site"] = {**content["site"], "names": names}
    return tiny.inputs(content, SEEDS, one=RECORD)


def placed(inputs: Inputs) -> Proved:
    """Return a briefing whose quotes are found, wherever it names anyone."""
    case, findings, whole = read_case(inputs)
    assert case is not None
    findings += run(case, whole=whole)
    wrong = [one for one in findings if one.code not in tiny.FIT | {"named-misplaced"}]
    assert not wrong, report(wrong)
    seeds = {seed.id: seed for seed in case.seeds.values()}
    digests = dict.fromkeys([*inputs.content, *inputs.seeds], "0")
    return Proved(briefing=case.briefing, seeds=seeds, passages=case.passages(), digests=digests)


def withheld(inputs: Inputs) -> tuple[Briefing, Mapping[str, Seed], Proved]:
    """Return what is left of a briefing and of its seeds, and the whole of it."""
    whole = placed(inputs)
    briefing, seeds, _ = withhold(whole.briefing, whole.seeds, whole.passages)
    return briefing, seeds, whole


def published(inputs: Inputs) -> Proved:
    """Return what pages are made of: the briefing without what is withheld."""
    whole = placed(inputs)
    briefing, seeds, passages = withhold(whole.briefing, whole.seeds, whole.passages)
    return replace(whole, briefing=briefing, seeds=seeds, passages=passages)


def ids(items: Any) -> list[str]:
    return [str(item.id) for item in items]


def hidden(seed: Seed) -> list[str]:
    """Return the words of a seed that are not shown."""
    return [seed.text[span.start : span.end] for span in seed.withheld]
