"""`diff`: projects and built sites against each other, and what cannot be compared."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING

import pytest
import tiny

from site_builder import pipeline
from site_builder.builtpages import of_site
from site_builder.inputs import read_inputs
from site_builder.proof import read_case
from site_builder.versions import of_project

if TYPE_CHECKING:
    from collections.abc import Callable

    from ran import Ran

ROOT = Path(__file__).parent.parent
OTHER = {"themes/bridge": tiny.theme(tiny.statement("closed", text="Statement opened."))}


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    return tiny.project(tmp_path / "old"), tiny.project(tmp_path / "new")


def test_two_projects_that_say_the_same(two: tuple[Path, Path], run: Callable[..., Ran]) -> None:
    assert run("diff", *two) == (0, "", "nothing differs: 1 statement\n")


def test_what_changed_is_shown_word_by_word(
    two: tuple[Path, Path], run: Callable[..., Ran]
) -> None:
    evidence = [tiny.quote("one", "It opened again in May.")]
    changed = tiny.statement("closed", text="Statement opened.", evidence=evidence)
    tiny.project(two[1], {"themes/bridge": tiny.theme(changed, tiny.statement("new"))})
    ran = run("diff", *two)
    assert ran.status == 1
    assert ran.out.splitlines() == [
        "changed statement closed",
        "  text: Statement [-closed.-] {+opened.+}",
        "  evidence - one: The old bridge closed in March.",
        "  evidence + one: It opened again in May.",
        "added statement new: Statement new.",
    ]
    assert ran.err == "statements: 1 changed, 1 added\n"
    assert "\x1b[31m[-closed.-]\x1b[0m" in run("diff", *two, "--color", "always").out


def test_the_same_for_programs(two: tuple[Path, Path], run: Callable[..., Ran]) -> None:
    tiny.project(two[1], OTHER)
    ran = run("diff", *two, "--format", "json")
    document = json.loads(ran.out)
    assert (ran.status, document["status"], document["old"]["kind"]) == (1, 1, "project")
    assert document["changes"] == [
        {
            "what": "statement",
            "id": "closed",
            "how": "changed",
            "details": [{"field": "text", "old": "Statement closed.", "new": "Statement opened."}],
        }
    ]


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped briefing, built."""
    site = tmp_path_factory.mktemp("built") / "site"
    assert pipeline.build(ROOT, site).pages
    return site


def test_a_built_site_says_what_its_project_says(shipped: Path, run: Callable[..., Ran]) -> None:
    ran = run("diff", shipped, ROOT)
    assert (ran.status, ran.out) == (0, "")
    assert "not compared between a project and a built site: who says" in ran.err


def test_a_changed_page_shows_the_change_and_that_it_was_made_later(
    shipped: Path, tmp_path: Path, run: Callable[..., Ran]
) -> None:
    other = copytree(shipped, tmp_path / "other")
    page = other / "themes/com-networks.html"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("UK rose sixfold between", "UK rose fivefold between"), "utf-8")
    ran = run("diff", shipped, other)
    assert ran.status == 1
    assert "[-sixfold-] {+fivefold+}" in ran.out
    assert f"{page} was changed after it was built" in ran.err


def test_two_built_sites_are_compared_in_their_differences_and_gaps_too(
    shipped: Path, tmp_path: Path, run: Callable[..., Ran]
) -> None:
    case = read_case(read_inputs(ROOT)[0])[0]
    assert case is not None
    pages = {n: (shipped / n).read_text("utf-8") for n in ("differences.html", "not-stated.html")}
    assert set(of_site(pages, {}).points) == set(of_project(case, {}).points)
    other = copytree(shipped, tmp_path / "other")
    for name, old, new in (
        ("differences.html", "How many people take part?", "How many take part?"),
        ("not-stated.html", 'id="sixfold-base"', 'id="base"'),
    ):
        assert old in pages[name]
        (other / name).write_text(pages[name].replace(old, new), "utf-8")
    ran = run("diff", shipped, other)
    assert ran.status == 1
    lines = ran.out.splitlines()
    assert lines[0] == "changed difference how-many"
    assert lines[1].strip() == "question: How many [-people-] take part?"
    assert [line.partition(":")[0] for line in lines[2:]] == [
        "removed gap sixfold-base",
        "added gap base",
    ]
    assert "not compared" not in ran.err


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "is neither a project"),
        ({"manifest.json": "{}"}, "is not one that this builder wrote"),
        ({"manifest.json": "["}, "is not one that this builder wrote"),
        ({"manifest.json": "[" * 100_000}, "is not one that this builder wrote"),
        (
            {"manifest.json": '{"generator": "site-builder 1", "files": {}, "inputs": {}}'},
            "are not laid out as this version of the builder does it",
        ),
        (
            {
                "manifest.json": '{"generator": "site-builder 1", "files": '
                '{"themes/a.html": "0", "themes/../../x.html": "0"}, "inputs": {}}'
            },
            "themes/a.html cannot be read: No such file or directory",
        ),
        ({"content/site.yaml": "["}, "cannot be read"),
    ],
)
def test_what_cannot_be_compared_is_said(
    files: dict[str, str],
    said: str,
    two: tuple[Path, Path],
    tmp_path: Path,
    run: Callable[..., Ran],
) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    ran = run("diff", two[0], folder)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err


def test_a_folder_must_be_there(two: tuple[Path, Path], run: Callable[..., Ran]) -> None:
    ran = run("diff", two[0], "nowhere")
    assert ran.status == 2
    assert "there is no folder “nowhere”" in ran.err
