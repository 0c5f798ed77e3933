"""A project's own labels: read like other content, shown in the place of ours."""

from __future__ import annotations

from typing import Any

import pytest
import tiny
from tiny import statement, theme

from site_builder import labels
from site_builder.content import read_briefing
from site_builder.findings import report
from site_builder.labels import LABELS, Labels
from site_builder.views.index import Index
from site_builder.views.inputs import PageInputs
from site_builder.views.method import method_page
from site_builder.views.pages import pages
from site_builder.views.shapes import ArticlesPage
from site_builder.views.sheets import ThemePage
from site_builder.views.statements import Shelf


def read(text: str) -> tuple[dict[str, str], str]:
    site = b"title: T\n"
    briefing, findings = read_briefing(
        {"content/site.yaml": site, "content/labels.yaml": text.encode()}
    )
    assert briefing is not None
    return dict(briefing.labels), report(f for f in findings if "labels" in f.place.file)


def test_labels_are_read_by_path() -> None:
    text = "kind:\n  plan: Promised\nmethod:\n  truth:\n    name: Truth\ndiffers_on: null\n"
    assert read(text) == ({"kind.plan": "Promised", "method.truth.name": "Truth"}, "")
    assert read("") == ({}, "")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("kinds: {}\n", "1:1: error key-unknown: labels.yaml has no key “kinds”"),
        ("kind:\n  plans: x\n", "2:3: error key-unknown: “kind” has no key “plans”"),
        ("kind:\n  plan: [x]\n", "2:9: error value-shape: “plan” must be text, not a list"),
        ("kind:\n  plan: ' '\n", "2:9: error value-empty: “plan” has no words"),
        ("kind: x\n", "1:7: error value-shape: “kind” must be a mapping, not text"),
        ("- kind\n", "1:1: error value-shape: labels.yaml must be a mapping, not a list"),
        ("method: {truth: x}\n", "1:17: error value-shape: “truth” must be a mapping, not text"),
        (
            "method: {truth: {words: x}}\n",
            "1:18: error key-unknown: a point of the method page has no key “words”",
        ),
    ],
)
def test_what_is_wrong_has_its_place(text: str, line: str) -> None:
    own, told = read(text)
    assert not own
    assert told.startswith(f"content/labels.yaml:{line}\n")


def test_an_unknown_label_is_told_which_was_meant() -> None:
    _, told = read("method:\n  quotes-found: {name: x}\n")
    assert "hint: did you mean “quote-found”? it may have: " in told


def everything(words: str) -> dict[str, Any]:
    """Return a labels.yaml that says all of it in these words."""
    point = {"name": words, "text": words}
    return {
        group: {key: words if isinstance(ours, str) else point for key, ours in inside.items()}
        for group, inside in LABELS.items()
    }


def test_every_label_can_be_replaced() -> None:
    own = Labels(own=tiny_labels("Zed"))
    assert {own.kind(kind) for kind in labels.KIND} == {"Zed"}
    assert {own.differs_on(on) for on in labels.DIFFERS_ON} == {"Zed"}
    assert {own.origin(kind) for kind in labels.ORIGIN} == {"Zed"}
    assert {own.found(code) for code in LABELS["found"]} == {"Zed"}
    assert set(own.points({**labels.PROVED, **labels.FITTED, **labels.NOT_PROVED})) == {
        ("Zed", "Zed")
    }
    assert own.reviewed() == ("Zed", "Zed")
    assert own.found("quote-missing") == labels.found("quote-missing")


def tiny_labels(words: str) -> dict[str, str]:
    proved = tiny.proved({"labels": everything(words)})
    return {key: str(text) for key, text in proved.briefing.labels.items()}


def test_without_a_file_the_labels_are_ours() -> None:
    own = Labels(own={})
    assert own.points(labels.PROVED) == tuple(labels.PROVED.values())
    assert (own.reviewed(), own.kind("plan")) == (labels.REVIEWED, labels.KIND["plan"])


def test_pages_show_the_projects_labels_and_say_what_they_are_made_from() -> None:
    content = {
        "labels": {"kind": {"event": "Happened"}, "method": {"truth": {"name": "Is it so?"}}},
        "themes/bridge": theme(statement("closed")),
    }
    proved = tiny.proved(content)
    index = Index(proved=proved)
    inputs = PageInputs(index=index)
    for page in pages(index):
        assert {"content/labels.yaml", "content/*"} & {*inputs.of(page.path)}, page.path
        if isinstance(page.view, ThemePage):
            assert page.view.sections[0].statements[0].kind == "Happened"
    shelf = Shelf(index=index, page="method.html")
    method = method_page(shelf, (), ArticlesPage(rows=()).rows)
    assert method.not_proved[0] == ("Is it so?", labels.NOT_PROVED["truth"][1])
