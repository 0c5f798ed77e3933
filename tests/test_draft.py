"""Drafts: of any briefing that can be opened every page can be made, and none is published."""

from __future__ import annotations

import inspect
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import tiny
from tiny import quote, statement, theme

from site_builder import pipeline
from site_builder.assets import shipped as static_files
from site_builder.checks import run
from site_builder.codes import SAID
from site_builder.draft import Draft, draft_of
from site_builder.findings import has_errors
from site_builder.inputs import read_inputs, read_looks
from site_builder.proof import Inputs, Proved, read_case
from site_builder.render import Renderer
from site_builder.views.index import Index
from site_builder.views.pages import book

if TYPE_CHECKING:
    from collections.abc import Callable

    from site_builder.findings import Finding
    from site_builder.views.pages import Page

ROOT = Path(__file__).parent.parent


@cache
def renderer() -> Renderer:
    static, _ = static_files(read_looks(ROOT, "static")[0])
    return replace(Renderer.of(read_looks(ROOT, "templates")[0]), static=static.names)


def drawn(inputs: Inputs, base_url: str = "") -> tuple[Draft, list[Finding]]:
    """Return the draft of a briefing and what is wrong with it."""
    case, found, whole = read_case(inputs)
    assert case is not None
    findings = [*found, *run(case, whole=whole)]
    return draft_of(case, findings, base_url), findings


@cache
def filled(page: Page) -> str:
    """Return a page; cases share most of theirs, and to fill one again would show nothing."""
    return renderer().page(page).decode()


def rendered(draft: Draft) -> dict[str, str]:
    """Return every page of a draft, filled by the real templates."""
    return {path: filled(make()) for path, make in book(Index(proved=draft)).items()}


@cache
def shipped() -> Inputs:
    return read_inputs(ROOT)[0]


def without(name: str) -> Inputs:
    given = shipped()
    assert name in given.content or name in given.seeds
    return Inputs(
        content={n: data for n, data in given.content.items() if n != name},
        seeds={n: data for n, data in given.seeds.items() if n != name},
    )


def changed(name: str, old: bytes, new: bytes) -> Inputs:
    given = shipped()
    assert old in given.content[name]
    data = given.content[name].replace(old, new, 1)
    return Inputs(content={**given.content, name: data}, seeds=given.seeds)


def first(folder: str) -> str:
    return next(n for n in (*shipped().content, *shipped().seeds) if n.startswith(folder))


def test_what_leads_nowhere_is_cut_and_all_else_stays_as_it_is() -> None:
    name = first("content/themes/")
    given = changed(name, b"quote: ", b"quote: not ")
    case, found, whole = read_case(given)
    assert case is not None
    draft = draft_of(case, [*found, *run(case, whole=whole)])
    pairs = zip(draft.briefing.themes, case.briefing.themes, strict=True)
    assert [one.file for one, other in pairs if one is not other] == [name]
    seeds = {seed.id: seed for seed in case.seeds.values()}
    assert all(draft.seeds[name] is seed for name, seed in seeds.items())


def test_what_only_says_too_much_is_shown_as_it_stands() -> None:
    name = first("content/themes/")
    case, found, whole = read_case(changed(name, b"text: ", b"text: In 1931, "))
    assert case is not None
    findings = [*found, *run(case, whole=whole)]
    assert {one.code for one in findings if one.place.file == name} <= SAID
    assert has_errors(findings)
    assert draft_of(case, findings).briefing.themes == case.briefing.themes


@pytest.mark.parametrize(
    "broken",
    [
        lambda: without(first("seeds/")),
        lambda: without(first("content/sources/")),
        lambda: without(first("content/themes/")),
        lambda: without("content/speakers.yaml"),
        lambda: without("content/origins.yaml"),
        lambda: without("content/differences.yaml"),
        lambda: changed(first("content/themes/"), b"quote: ", b"quote: not "),
        lambda: changed(first("content/themes/"), b"\n", b"\n\t["),
    ],
    ids=["seed", "record", "theme", "speakers", "origins", "differences", "quote", "syntax"],
)
def test_the_shipped_briefing_with_one_thing_broken_can_be_shown(
    broken: Callable[[], Inputs],
) -> None:
    draft, findings = drawn(broken())
    assert has_errors(findings)
    pages = rendered(draft)
    assert len(pages) > 8
    assert all("</html>" in page for page in pages.values())


def test_a_whole_briefing_is_shown_whole() -> None:
    draft, findings = drawn(tiny.inputs(), base_url="http://127.0.0.1/some/path/")
    assert not has_errors(findings)
    assert draft.unproved == frozenset()
    assert draft.briefing.themes == tiny.proved().briefing.themes
    assert draft.briefing.settings.base_url == "http://127.0.0.1/some/path/"


def test_statements_that_lack_a_passage_are_unproved_and_stand_without_it() -> None:
    held, missing = quote("one", "The old bridge closed in March."), quote("one", "It never did.")
    draft, _ = drawn(
        tiny.inputs(
            {
                "themes/bridge": theme(
                    statement("sound", held),
                    statement("half", held, missing),
                    statement("also", held, also=[missing]),
                    statement("none", evidence=[]),
                    statement("elsewhere", quote("nine", "The old bridge closed")),
                )
            }
        )
    )
    assert draft.unproved == {"half", "also", "none", "elsewhere"}
    left = {str(s.id): len(s.evidence) + len(s.also) for s in draft.briefing.statements()}
    assert left == {"sound": 1, "half": 1, "also": 1, "none": 0, "elsewhere": 0}
    page = rendered(draft)["themes/bridge.html"]
    assert all(f'id="{name}"' in page for name in left)
    assert "It never did" not in page


def test_what_a_record_may_cite_proves_no_statement() -> None:
    """The same words are furniture to a theme, and to a record what the article says of itself."""
    seed = "Town Echo, paper of the town\n\n" + tiny.SEED
    echo = quote("one", "Town Echo, paper of the town")
    record = {
        "publisher": {
            "name": "Town Echo, paper of the town",
            "basis": "Town Echo, paper of the town",
        },
        "furniture": [{"paragraph": 1, "kind": "menu"}],
    }
    content = {"themes/bridge": theme(statement("sound"), statement("menu", echo))}
    draft, findings = drawn(tiny.inputs(content, {"one": seed}, one=record))
    assert "quote-in-furniture" in {found.code for found in findings}
    assert draft.unproved == {"menu"}
    assert draft.seeds["one"].record.publisher is not None


def test_of_two_statements_of_one_id_the_first_is_shown() -> None:
    draft, _ = drawn(
        tiny.inputs({"themes/bridge": theme(statement("a", text="One."), statement("a"))})
    )
    assert [str(s.text) for s in draft.briefing.statements()] == ["One."]


def test_only_what_is_proved_is_written() -> None:
    hints = inspect.get_annotations(pipeline._publish)
    assert hints["proved"] == Proved.__name__
    assert not issubclass(Draft, Proved)


def test_a_draft_leaves_the_output_as_it_was(tmp_path: Path) -> None:
    project = tiny.project(tmp_path / "project")
    output = tmp_path / "public"
    assert pipeline.build(project, output).pages
    before = {path: path.read_bytes() for path in output.rglob("*") if path.is_file()}
    tiny.project(project, {"themes/bridge": theme(statement("a", quote("one", "It never did.")))})
    assert not pipeline.build(project, output).pages
    assert {path: path.read_bytes() for path in output.rglob("*") if path.is_file()} == before
