"""Names withheld: neither a built site nor a draft holds them, and no link leads to what went."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import tiny
from audit.links import faults
from named import (
    CLOSED,
    CONTENT,
    FINED,
    KEEPER,
    KEY,
    NAMES,
    RECORD,
    SEEDS,
    account,
    difference,
    given,
    hidden,
    ids,
    published,
)
from tiny import quote, statement, theme

from site_builder.checks import run
from site_builder.draft import Draft, draft_of
from site_builder.inputs import read_inputs
from site_builder.pipeline import build
from site_builder.proof import Inputs, prove, read_case
from site_builder.views.index import Index
from site_builder.views.pages import book, pages

ROOT = Path(__file__).parent.parent


def honest(names: str = "withheld", **site: Any) -> Inputs:
    """Return the briefing with statements that its passages bear out, so that it is proved."""
    fined = statement(
        "fined",
        FINED,
        text="The bridge’s keeper Tom Bell was fined £40 for closing it.",
        kind="court-outcome",
    )
    sold = statement("key", KEY, text="It was a brass key.", kind="description")
    closed = statement(
        "closed",
        CLOSED,
        text="The old bridge closed in March: see [the fine](#fined).",
        kind="event",
    )
    keeper = statement("keeper", KEEPER, text="A keeper was fined £40.", kind="court-outcome")
    spelling = difference(
        "spelling",
        "name",
        account("Tom Bell", FINED),
        account("Tom Bill", quote("two", "The court fined Tom Bill on a Tuesday.")),
        question="How is the name of the keeper spelt?",
        statements=["fined"],
    )
    content = {
        "site": {
            "themes": ["bridge", "court"],
            "named": ["Tom Bell", "Tom Bill", "Tim Bowle"],
            "names": names,
            "summary": ["closed"],
            **site,
        },
        "themes/bridge": theme(closed, {**sold, "also": []}),
        "themes/court": {
            "title": "The court",
            "sections": [
                {"heading": "The fine", "statements": [fined]},
                {"heading": "A keeper", "statements": [keeper]},
            ],
        },
        "differences": [spelling],
        "changes": [{**CONTENT["changes"][0], "now": "A keeper was fined £40."}],
    }
    return tiny.inputs(content, SEEDS, one=RECORD)


def write(project: Path, inputs: Inputs) -> None:
    for name, data in {**inputs.content, **inputs.seeds}.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_bytes(data)


def test_a_link_to_a_statement_that_went_leads_nowhere() -> None:
    made = {page.path: page.view for page in pages(Index(proved=published(given())))}
    closed = made["themes/bridge.html"].sections[0].statements[0]
    assert closed.text == 'It <em>closed</em>; see <a href="#">the fine</a>.'
    noted = made["differences.html"].differences[0].note
    assert 'href="themes/court.html#day"' in noted
    assert 'href="#">the fine' in noted


@pytest.mark.parametrize("seed_text", ["full", "excerpts"])
def test_no_file_of_the_site_holds_a_name(tmp_path: Path, seed_text: str) -> None:
    project, out = tmp_path / "project", tmp_path / "site"
    write(project, honest(seed_text=seed_text))
    outcome = build(project, out)
    assert outcome.pages, outcome.findings
    files = [path for path in sorted(out.rglob("*")) if path.is_file()]
    assert len(files) > 12
    holding = {
        path.relative_to(out).as_posix(): found
        for path in files
        if (found := NAMES.findall(path.read_bytes().decode("utf-8", "replace")))
    }
    assert holding == {}
    assert all(not NAMES.search(path.name) for path in files)
    assert faults(out)[0] == []
    write(project, honest(names="shown"))
    assert build(project, out).pages
    assert NAMES.search((out / "articles" / "one.html").read_text(encoding="utf-8"))
    assert NAMES.search((out / "themes" / "court.html").read_text(encoding="utf-8"))


def test_a_briefing_is_proved_before_anything_is_withheld() -> None:
    proved, findings = prove(honest())
    assert findings == []
    assert proved is not None
    assert ids(proved.briefing.statements()) == ["closed", "key", "keeper"]
    assert ids(proved.briefing.differences) == []
    assert hidden(proved.seeds["two"])
    shown, _ = prove(honest(names="shown"))
    assert shown is not None
    assert ids(shown.briefing.statements()) == ["closed", "key", "fined", "keeper"]


def drafted(inputs: Inputs) -> Draft:
    case, findings, whole = read_case(inputs)
    assert case is not None
    findings = [*findings, *run(case, whole=whole)]
    return draft_of(case, findings)


@pytest.mark.parametrize("broken", [False, True])
def test_a_draft_withholds_too(broken: bool) -> None:
    inputs = honest()
    if broken:
        spoilt = inputs.content["content/themes/bridge.yaml"].replace(b"brass key.", b"brass kay.")
        inputs = replace(inputs, content={**inputs.content, "content/themes/bridge.yaml": spoilt})
    draft = drafted(inputs)
    assert ids(draft.briefing.statements()) == ["closed", "key", "keeper"]
    assert ids(draft.briefing.differences) == []
    assert list(draft.briefing.settings.summary) == ["closed"]
    assert hidden(draft.seeds["one"])
    assert draft.unproved == ({"key"} if broken else frozenset())
    assert len(book(Index(proved=draft))) > 12


@pytest.mark.parametrize("broken", [False, True])
def test_no_page_of_a_draft_holds_a_name(broken: bool) -> None:
    inputs = honest()
    if broken:
        spoilt = inputs.content["content/themes/bridge.yaml"].replace(b"brass key.", b"brass kay.")
        inputs = replace(inputs, content={**inputs.content, "content/themes/bridge.yaml": spoilt})
    for path, make in book(Index(proved=drafted(inputs))).items():
        page = make()
        assert not NAMES.search(f"{page.view!r} {page.site!r}"), path


def test_the_shipped_briefing_can_withhold_its_names() -> None:
    inputs, _ = read_inputs(ROOT)
    site = inputs.content["content/site.yaml"]
    assert site.count(b"names: shown") == 1
    changed = site.replace(b"names: shown", b"names: withheld")
    inputs = replace(inputs, content={**inputs.content, "content/site.yaml": changed})
    proved, findings = prove(inputs)
    assert proved is not None, findings
    named = re.compile("Ehiemere|Finn[ei]gan")
    assert any(named.search(seed.text) for seed in proved.seeds.values())
    for page in pages(Index(proved=proved)):
        assert not named.search(f"{page.view!r} {page.site!r}"), page.path
