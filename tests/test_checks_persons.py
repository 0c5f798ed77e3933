"""Persons who hold no office: where a name is found out of place, and where it may stand."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
import tiny
from fitting import pointed
from tiny import quote, statement, theme

from site_builder.checks import persons
from site_builder.proof import Inputs, read_case

if TYPE_CHECKING:
    from site_builder.findings import Finding

SEED = """\
The old bridge closed in March.
Its keeper Tom Bell was fined £40 for closing it.
Bell had a key, said the court. It was a brass key.
Another paper calls him Tom Ball. The Tom Bull fund paid.
"""
FINED = quote("one", "Its keeper Tom Bell was fined £40 for closing it.")
CLOSED, KEY = quote("one", "The old bridge closed in March."), quote("one", "It was a brass key.")
COURT: dict[str, Any] = {"kind": "court-outcome", "text": "Tom Bell was fined £40."}


def content() -> dict[str, Any]:
    """Return a briefing in which the name stands where it may."""
    account = {"says": "Tom Bell", "by": "article", "evidence": [FINED]}
    other = {"says": "Tom Ball", "by": "article", "evidence": [quote("one", "calls him Tom Ball")]}
    figure = {"kind": "count", "value": "1", "measure": "keys"}
    return {
        "site": {
            "named": ["Tom Bell"],
            "summary": ["closed", "key-or-keys", "who-paid"],
            "figures": ["key"],
        },
        "themes/bridge": theme(
            statement("fined", FINED, **COURT),
            statement("closed", CLOSED, also=[KEY]),
            statement("key", KEY, figure=figure),
            statement("plain", CLOSED, also=[KEY]),
            summary=["closed"],
            figures=["key"],
            sensitive=["a fine"],
        ),
        "speakers": [{"id": "court", "name": "the court", "kind": "organisation", "role": "court"}],
        "origins": [{"id": "files", "name": "the files", "by": "court", "kind": "statement"}],
        "terms": [
            {"id": "brass", "name": "brass", "also": ["bronze"], "text": "Gold.", "evidence": [KEY]}
        ],
        "notes": [
            {"id": "keys", "kind": "context", "name": "Keys", "text": "A fact.", "source": "a book"}
        ],
        "gaps": [{"id": "who-paid", "question": "Who paid?", "absent": ["grant"], "seeds": "all"}],
        "differences": [
            {
                "id": name,
                "on": on,
                "rank": 3,
                "question": "Which?",
                "note": "Both are printed.",
                "statements": ["closed"],
                "accounts": deepcopy(accounts),
            }
            for name, on, accounts in (
                ("spelling", "name", [account, other]),
                (
                    "key-or-keys",
                    "wording",
                    [
                        {**account, "says": "a key", "evidence": [KEY]},
                        {**account, "says": "none", "evidence": [CLOSED]},
                    ],
                ),
            )
        ],
    }


def found(given: dict[str, Any], **record: Any) -> list[Finding]:
    case, findings, _ = read_case(tiny.inputs(given, {"one": SEED}, one=record))
    assert case is not None
    assert not findings, findings
    return list(persons.check(case))


def put(given: dict[str, Any], path: str, value: object) -> None:
    """Set what stands at a path such as "gaps/0/note" (a theme's name has no folder here)."""
    *way, last = path.split("/")
    node: Any = given
    for step in way:
        node = node[int(step) if isinstance(node, list) else step]
    node[int(last) if isinstance(node, list) else last] = value


def changed(path: str, value: object) -> dict[str, Any]:
    given = content()
    given["bridge"] = given.pop("themes/bridge")
    put(given, path, value)
    given["themes/bridge"] = given.pop("bridge")
    return given


SECTION = "bridge/sections/0"
KEY_ONE, PLAIN_ONE = (f"{SECTION}/statements/{k}" for k in (2, 3))
ACCOUNT = "differences/1/accounts/0"


def test_a_name_in_its_place_is_no_finding() -> None:
    assert found(content()) == []


def test_without_names_nothing_is_looked_for() -> None:
    given = changed("bridge/title", "Tom Bell")
    assert found(given) != []
    given["site"] = {}
    assert found(given) == []


@pytest.mark.parametrize(
    "path",
    [
        *("site/title", "site/description", "site/caution", "site/contact"),
        *("bridge/title", "bridge/sensitive", f"{SECTION}/heading", f"{PLAIN_ONE}/text"),
        *(f"{KEY_ONE}/figure/{name}" for name in ("measure", "population", "base")),
        *("differences/0/question", "differences/0/note", "differences/1/note", f"{ACCOUNT}/says"),
        *("gaps/0/question", "gaps/0/note", "gaps/0/absent/0"),
        *("speakers/0/name", "speakers/0/also", "speakers/0/role", "origins/0/name"),
        *("terms/0/name", "terms/0/also/0", "terms/0/text", "notes/0/name", "notes/0/text"),
    ],
)
@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Of Tom Bell.", "Tom Bell"),
        ("What Bell had", "Bell"),
        ("TOM BELL", "TOM BELL"),
        ("By Mr Bell’s key", "Bell’s"),
    ],
)
def test_a_name_out_of_its_place(path: str, words: str, shown: str) -> None:
    (one,) = found(changed(path, words))
    assert (one.code, pointed(one)) == ("named-misplaced", shown)
    assert one.message == f"“{shown}” holds no office, and is named out of place"
    assert "[…]" in (one.hint or "")


@pytest.mark.parametrize(
    "path",
    [
        *(f"{PLAIN_ONE}/evidence/0", f"{PLAIN_ONE}/also/0", f"{ACCOUNT}/evidence/0"),
        *("speakers/0/evidence", "origins/0/evidence", "terms/0/evidence"),
    ],
)
def test_a_name_in_a_quote_out_of_its_place(path: str) -> None:
    entry: object = FINED if path.endswith("/0") else [FINED]
    (one,) = found(changed(path, entry))
    assert (one.code, pointed(one)) == ("named-misplaced", "Tom Bell")
    left_out = quote("one", "Its keeper […] was fined £40")
    assert found(changed(path, left_out if path.endswith("/0") else [left_out])) == []


def test_a_name_in_the_words_around_a_quote() -> None:
    (one,) = found(changed(f"{PLAIN_ONE}/evidence/0", {**KEY, "context": "Bell had a key"}))
    assert pointed(one) == "Bell"


@pytest.mark.parametrize(
    "record",
    [
        {"short": "The Bell paper"},
        {"set_aside": [{"paragraph": 4, "reason": "about Tom Bell"}]},
    ],
)
def test_a_name_in_the_record_of_an_article(record: dict[str, Any]) -> None:
    (one,) = found(content(), **record)
    assert pointed(one) in {"Bell", "Tom Bell"}


def test_a_name_in_the_reason_for_an_acceptance_even_of_a_court_outcome() -> None:
    given = content()
    given["themes/bridge"]["sections"][0]["statements"][0]["accept"] = [
        {"code": "hedge-dropped", "words": "may", "reason": "Bell had"}
    ]
    (one,) = found(given)
    assert pointed(one) == "Bell"


@pytest.mark.parametrize(
    "path",
    [
        *(f"{SECTION}/statements/0/id", "differences/0/id", "gaps/0/id", "speakers/0/id"),
        *("origins/0/id", "terms/0/id"),
    ],
)
@pytest.mark.parametrize("name", ["tom-bell", "what-the-fine-of-bell-was", "bell"])
def test_an_id_is_an_address(path: str, name: str) -> None:
    given = changed(path, name)
    (one,) = found(given)
    assert (one.code, pointed(one)) == ("named-misplaced", name)
    assert one.message.startswith("an id becomes an address")


def test_a_themes_name_is_an_address() -> None:
    given = content()
    given["themes/tom-bell"] = given.pop("themes/bridge")
    given["site"]["themes"] = ["tom-bell", "bridge"]
    (one,) = found(given)
    assert (one.code, pointed(one)) == ("named-misplaced", "tom-bell")


@pytest.mark.parametrize("name", ["tom", "bells", "bellwood", "toms-key"])
def test_an_id_that_names_nobody(name: str) -> None:
    assert found(changed(f"{SECTION}/statements/0/id", name)) == []


@pytest.mark.parametrize(
    "path", ["site/summary", "site/figures", "bridge/summary", "bridge/figures"]
)
def test_a_statement_that_names_anyone_is_not_brought_to_the_top(path: str) -> None:
    (one,) = found(changed(path, ["key", "fined"]))
    assert (one.code, pointed(one)) == ("named-misplaced", "fined")
    assert one.message == "“fined” names a person who holds no office, and would stand here again"
    assert one.hint == "leave it to its own section"


def test_a_difference_that_names_anyone_is_not_brought_to_the_home_page() -> None:
    (one,) = found(changed("site/summary", ["closed", "spelling"]))
    assert (one.code, pointed(one)) == ("named-misplaced", "spelling")


@pytest.mark.parametrize("place", ["evidence", "also"])
def test_a_statement_whose_passage_names_anyone_is_not_brought_to_the_top(place: str) -> None:
    rest = {"evidence": [CLOSED], "also": [], place: [FINED]}
    given = changed("site/summary", ["court"])
    court = {**statement("court", **COURT), **rest, "text": "Somebody was fined £40."}
    given["themes/bridge"]["sections"][0]["statements"].append(court)
    (one,) = found(given)
    assert (one.code, pointed(one)) == ("named-misplaced", "court")


@pytest.mark.parametrize(
    ("name", "unknown"),
    [
        *(("Tom Bell", False), ("Bell", False), ("Tom Ball", False)),
        *(("Ann Holm", True), ("Tom Bowl", True), ("Bellman", True)),
    ],
)
def test_a_name_is_spelt_as_an_article_prints_it(name: str, unknown: bool) -> None:
    given = content()
    given["site"]["named"].append(name)
    assert [(one.code, pointed(one)) for one in found(given)] == (
        [("named-unknown", name)] if unknown else []
    )


def test_why_a_statement_was_changed_and_a_withdrawn_id_name_nobody() -> None:
    given = content()
    base = {"date": "2024-05-01", "kind": "update", "statement": "bell", "now": None}
    change = {**base, "was": "Tom Bell paid.", "why": "Bell did not", "theme": "bridge"}
    given["changes"] = [change]
    assert [(one.code, pointed(one)) for one in found(given)] == [
        ("named-misplaced", "Bell"),
        ("named-misplaced", "bell"),
    ]
    given["changes"] = [{**change, "statement": "paid", "why": "he did not"}]
    assert found(given) == []


@pytest.mark.parametrize("gone", ["seeds/one.txt", "content/sources/one.yaml"])
def test_where_an_article_or_its_record_is_gone_no_name_is_said_to_be_in_none(gone: str) -> None:
    given = tiny.inputs(content(), {"one": SEED, "two": "Rain fell.\n"})
    left = ({n: d for n, d in part.items() if n != gone} for part in (given.content, given.seeds))
    case, _, _ = read_case(Inputs(content=next(left), seeds=next(left)))
    assert case is not None
    assert "named-unknown" not in [one.code for one in persons.check(case)]


def test_a_name_that_no_article_has_is_told() -> None:
    given = changed("site/named", ["Tom Bill"])
    codes = [one.code for one in found(given)]
    assert "named-unknown" in codes
