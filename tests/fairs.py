"""A small briefing with something of every kind, for tests of what pages show."""

from __future__ import annotations

from typing import Any

import tiny
from tiny import quote, statement, theme

SEEDS = {"one": tiny.SEED, "two": "The fair drew a thousand people. Rain fell later.\n"}
FAIR = quote("two", "The fair drew a thousand people.")
NOTE = {"name": "Line", "text": "Call.", "source": "a list"}
CONTENT: dict[str, Any] = {
    "site": {"themes": ["fair", "bridge"], "summary": ["fair-drew"]},
    "themes/bridge": theme(
        statement("closed"),
        statement("ask", kind="advice"),
        statement("count", figure={"kind": "count", "value": "1", "measure": "bridges"}),
    ),
    "themes/fair": theme(
        statement("fair-drew", FAIR), title="The fair", sensitive=["rain"], summary=["closed"]
    ),
    "differences": [
        {
            "id": name,
            "on": "date",
            "rank": rank,
            "question": f"{name}?",
            "statements": bears,
            "accounts": [
                {"says": "x", "by": "article", "evidence": [FAIR]},
                {
                    "says": "y",
                    "by": "article",
                    "evidence": [quote("one", "The old bridge closed"), FAIR],
                },
            ],
        }
        for name, rank, bears in [("small", 3, ["closed"]), ("big", 1, []), ("some", 2, ["ask"])]
    ],
    "gaps": [
        {"id": "who", "question": "Who?", "absent": ["grant"], "seeds": "all", "themes": ["fair"]}
    ],
    "notes": [
        {"id": "line", "kind": "help", "phone": "123", **NOTE},
        {"id": "height", "kind": "context", "themes": ["bridge"], **NOTE},
    ],
    "changes": [
        {
            "date": "2024-05-01",
            "kind": "correction",
            "statement": "closed",
            "was": "a",
            "now": "b",
            "why": "c",
        },
        {
            "date": "2024-05-02",
            "kind": "update",
            "statement": "gone",
            "was": "a",
            "now": None,
            "why": "c",
            "theme": "bridge",
        },
    ],
}
