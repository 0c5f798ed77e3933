"""What a version says, read from content and from the data of a site: the same."""

from __future__ import annotations

import json
from copy import deepcopy
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import tiny

from site_builder.inputs import read_inputs
from site_builder.proof import read_case
from site_builder.sitedata import of_site
from site_builder.versions import BRIEFING, Version, of_project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_builder.proof import Inputs

SITES = Path(__file__).parent / "sites"


def project(inputs: Inputs) -> Version:
    """Return what the content says."""
    case, _, _ = read_case(inputs)
    assert case is not None
    return of_project(case, {name: sha256(data).hexdigest() for name, data in inputs.seeds.items()})


def evidence(name: str) -> Any:
    """Return the data that a golden site carries."""
    return json.loads((SITES / name / "expected/evidence.json").read_text(encoding="utf-8"))


def told(version: Version) -> dict[tuple[str, str], dict[str, str]]:
    """Return all facts that are not empty."""
    return {key: {n: t for n, t in facts.items() if t} for key, facts in version.things.items()}


@pytest.mark.parametrize("name", ["overlap", "excerpts"])
def test_a_site_says_what_its_project_says(name: str) -> None:
    ours, theirs = project(read_inputs(SITES / name / "project")[0]), of_site(evidence(name))
    assert (ours.kind, theirs.kind) == ("project", "site")
    assert told(ours) == told(theirs)
    assert ours.count("statement") == len(evidence(name)["statements"])


def test_a_project_tells_its_statements_in_the_words_of_the_seed() -> None:
    quotes = [tiny.quote("one", "The  old bridge […] in March."), tiny.quote("one", "Not there")]
    quotes[1]["by"] = "ann"
    statement = tiny.statement("closed", text="It *closed*\n then.", evidence=quotes)
    version = project(tiny.inputs({"themes/bridge": tiny.theme(statement)}))
    facts = version.things["statement", "closed"]
    assert facts["text"] == "It closed then."
    assert facts["evidence"] == "one: Not there (by: ann)\none: The old bridge […] in March."
    assert facts["theme"] == "bridge"
    assert version.things["briefing", BRIEFING]["title"] == "A bridge"
    assert version.things["theme", "bridge"]["headings"] == "Bridge"


def test_a_figure_is_told_fact_by_fact_and_what_it_is_not_compared_with_on_both_sides() -> None:
    figure = {"kind": "count", "value": "4", "measure": "bridges", "period": {"from": "2022"}}
    one = tiny.statement("a", figure={**figure, "not_with": ["b"]})
    other = tiny.statement("b", figure={**figure, "period": "spring"})
    version = project(tiny.inputs({"themes/bridge": tiny.theme(one, other)}))
    first, second = version.things["statement", "a"], version.things["statement", "b"]
    assert first["figure period"] == "2022/"
    assert first["figure not with"] == "b"
    assert second["figure period"] == "spring"
    assert second["figure not with"] == "a"


def test_what_a_curator_answers_for_is_told() -> None:
    answer = {"code": "hedge-dropped", "words": "may", "reason": "said before"}
    data = evidence("overlap")
    data["statements"][0]["overruled"] = [answer]
    accepted = tiny.statement("a", accept=[answer])
    version = project(tiny.inputs({"themes/bridge": tiny.theme(accepted)}))
    site = of_site(data).things["statement", data["statements"][0]["id"]]
    assert site["accepted"] == version.things["statement", "a"]["accepted"]
    assert site["accepted"] == "hedge-dropped: may: said before"


def _damaged(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of every value that one of its kind leads to."""
    pairs = data.items() if isinstance(data, dict) else enumerate(data[:1])
    for key, value in pairs:
        yield (*path, key)
        if isinstance(value, dict | list):
            yield from _damaged(value, (*path, key))


def test_data_of_another_form_is_refused_or_read_and_never_anything_else() -> None:
    whole = evidence("overlap")
    paths = list(_damaged(whole))
    refused = 0
    for path in paths:
        for value in (None, 7, "x", [], {}, [7]):
            data = deepcopy(whole)
            inner = data
            for key in path[:-1]:
                inner = inner[key]
            inner[path[-1]] = value
            try:
                of_site(data)
            except (KeyError, TypeError, AttributeError):
                refused += 1
    assert refused > len(paths)
