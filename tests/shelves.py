"""A shelf of statements on stones of a bridge, for tests of what is shown of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import tiny
from tiny import quote, statement, theme

from site_builder.views.index import Index
from site_builder.views.statements import Shelf

if TYPE_CHECKING:
    from collections.abc import Mapping

    from site_builder.views.shapes import StatementView

COUNT = "Engineers counted 49 loose stones in the arch and the pier of the bridge on Monday."
SEEDS = {
    "one": tiny.SEED + "“We mend it,” she added.\n“It takes a year.”\n" + COUNT,
    "two": COUNT.replace("Monday", "Tuesday") + " Nobody crossed it.\n",
    "three": "Forty-nine stones lay loose, said the engineers.\n",
    "four": COUNT + "\n",
    "five": "Forty-nine stones lay loose, said the engineers.\n",
}
SPEAKERS = [
    {"id": "trust", "name": "River Trust", "kind": "organisation", "of": "ann"},
    {"id": "ann", "name": "Ann Dell", "kind": "person", "of": "trust"},
    {"id": "bo", "name": "Bo", "kind": "person"},
    {"id": "echo", "name": "the Echo", "kind": "organisation"},
]
ORIGINS = [{"id": "survey", "name": "The survey", "by": "trust", "kind": "report"}]
ONE, FOUR = quote("one", COUNT), quote("four", COUNT)
TWO = quote("two", COUNT.replace("Monday", "Tuesday"))
THREE, FIVE = (quote(name, "Forty-nine stones lay loose") for name in ("three", "five"))


def shelf(*statements: dict[str, Any], more: Mapping[str, Any] | None = None) -> Shelf:
    """Return a shelf for the theme's page, with every speaker used by the way."""
    every = [statement(f"by-{s['id']}", by=s["id"], origin="survey") for s in SPEAKERS]
    content = {
        "themes/bridge": theme(*statements, *every),
        "speakers": SPEAKERS,
        "origins": ORIGINS,
        **(more or {}),
    }
    return Shelf(
        index=Index(proved=tiny.placed(tiny.inputs(content, SEEDS))), page="themes/bridge.html"
    )


def view(*evidence: dict[str, Any], **fields: Any) -> StatementView:
    """Return what is shown of a statement with this evidence."""
    made = shelf(statement("claim", *evidence, **fields))
    return made.statement(made.index.statements["claim"][1])


def account(says: str, *evidence: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return one account of a difference."""
    return {"says": says, "evidence": list(evidence), **more}
