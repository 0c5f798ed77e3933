"""The meeting note: the first of each kind, and what of it is left to the site."""

from __future__ import annotations

from typing import Any

import pytest
import tiny
from tiny import quote, statement, theme

from site_builder.views.index import Index
from site_builder.views.meeting import meeting_page
from site_builder.views.statements import Shelf

COUNT = {"kind": "count", "value": "1", "measure": "bridges"}


def difference(name: str, rank: int) -> dict[str, Any]:
    accounts = [
        {"says": says, "by": "article", "evidence": [quote("s00", tiny.SEED[:31])]}
        for says in ("one", "another")
    ]
    base = {"id": name, "on": "scope", "rank": rank, "question": f"Which {name}?"}
    return {**base, "statements": [], "accounts": accounts}


def note(ranks: tuple[int, ...] = (), summary: list[str] | None = None, **many: int) -> Any:
    """Return the note of a briefing that has so many of each, and differences of these ranks."""
    counts = {"points": 1, "figures": 0, "gaps": 0, "asks": 0, "articles": 1, **many}
    points = [f"point-{n}" for n in range(counts["points"])]
    rest = quote("s00", tiny.SEED[:31])
    statements = [
        *(statement(name, rest) for name in points),
        *(statement(f"figure-{n}", rest, figure=COUNT) for n in range(counts["figures"])),
        *(statement(f"ask-{n}", rest, kind="advice") for n in range(counts["asks"])),
    ]
    content = {
        "site": {"summary": summary or points},
        "themes/bridge": theme(*statements, sensitive=["a fall"]),
        "differences": [difference(f"d{n}", rank) for n, rank in enumerate(ranks)],
        "gaps": [
            {"id": f"g{n}", "question": f"Who {n}?", "absent": ["grant"], "seeds": "all"}
            for n in range(counts["gaps"])
        ],
    }
    seeds = {f"s{n:02}": tiny.SEED for n in range(counts["articles"])}
    dated = {"title": {"text": "It is safe", "basis": "It is safe"}}
    dated["published"] = {"text": "May", "basis": "opened again in May"}
    proved = tiny.placed(tiny.inputs(content, seeds, s00=dated))
    return meeting_page(Shelf(index=Index(proved=proved), page="meeting-note.html"))


def more(page: Any) -> list[tuple[str, str]]:
    return [(link.text, link.href) for link in page.more]


def test_a_small_briefing_stands_on_it_whole() -> None:
    page = note(points=2, figures=1, ranks=(1,), gaps=1, asks=1)
    assert [one.id for one in page.points] == ["point-0", "point-1"]
    assert [one.id for one in page.figures] == ["figure-0"]
    assert [one.id for one in page.differences] == ["d0"]
    assert [one.id for one in page.gaps] == ["g0"]
    assert [one.id for one in page.asks] == ["ask-0"]
    assert page.sensitive == "a fall"
    assert page.more == ()


MOST = {
    "points": (12, "{} more point{s}", "index.html"),
    "figures": (8, "{} more figure{s}", "index.html"),
    "asks": (10, "{} more request{s}", "index.html"),
    "articles": (12, "{} more article{s}", "articles/index.html"),
    "gaps": (30, "{} more question{s} no article answers", "not-stated.html"),
}


@pytest.mark.parametrize("kind", MOST)
@pytest.mark.parametrize("left", [0, 1, 2])
def test_what_two_sides_do_not_hold_is_left_to_the_site(kind: str, left: int) -> None:
    most, words, href = MOST[kind]
    page = note(**{kind: most + left})
    assert len(getattr(page, "sources" if kind == "articles" else kind)) == most
    wanted = words.format(left, s="" if left == 1 else "s")
    assert more(page) == ([(wanted, href)] if left else [])


@pytest.mark.parametrize(
    ("ranks", "shown", "left"),
    [
        ((), [], 0),
        ((3, 1, 2, 1), ["d1", "d3"], 2),
        ((2,), [], 1),
        ((1,) * 7, ["d0", "d1", "d2", "d3", "d4"], 2),
        ((1,) * 5, ["d0", "d1", "d2", "d3", "d4"], 0),
    ],
)
def test_only_the_weightiest_differences_stand_on_it(
    ranks: tuple[int, ...], shown: list[str], left: int
) -> None:
    page = note(ranks=ranks)
    assert [one.id for one in page.differences] == shown
    points = "point" if left == 1 else "points"
    wanted = f"{left} more {points} on which articles differ"
    assert more(page) == ([(wanted, "differences.html")] if left else [])


def test_points_are_the_statements_of_the_summary() -> None:
    page = note(points=2, ranks=(2,), gaps=1, summary=["g0", "point-1", "d0", "point-0"])
    assert [one.id for one in page.points] == ["point-1", "point-0"]


def test_the_sources_say_what_the_articles_state() -> None:
    first, second = note(articles=2).sources
    assert (first.link.text, first.link.href) == ("Article s00", "articles/s00.html")
    assert (first.name, first.title, first.published) == ("Paper s00", "It is safe", "May")
    assert (second.name, second.title, second.published) == ("Paper s01", "", "")
