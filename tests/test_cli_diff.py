"""`diff`: projects and built sites against each other, and what cannot be compared."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING

import pytest
import tiny

from site_builder import pipeline

if TYPE_CHECKING:
    from collections.abc import Callable

    from ran import Ran

ROOT = Path(__file__).parent.parent
OURS = '{"generator": "site-builder 1", "files": {}}'
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


def test_seeds_are_told_by_their_files_and_a_lost_file_is_said(
    two: tuple[Path, Path], run: Callable[..., Ran]
) -> None:
    (two[1] / "seeds/one.txt").write_text("Another text.\n", "utf-8")
    (two[1] / "content/terms.yaml").write_text("[", "utf-8")
    ran = run("diff", *two, "-q")
    assert ran.out.startswith("changed seed seeds/one.txt\n")
    assert ran.err == (
        f"some files of {two[1]} cannot be read, which `check` tells: what they hold counts as not "
        "there\n"
    )


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped briefing, built."""
    site = tmp_path_factory.mktemp("built") / "site"
    assert pipeline.build(ROOT, site).pages
    return site


def test_a_built_site_says_what_its_project_says(shipped: Path, run: Callable[..., Ran]) -> None:
    ran = run("diff", shipped, ROOT)
    assert (ran.status, ran.out) == (0, "")
    assert "nothing differs: 158 statements" in ran.err


def test_a_change_of_a_sites_data_is_shown_and_that_it_was_made_later(
    shipped: Path, tmp_path: Path, run: Callable[..., Ran]
) -> None:
    other = copytree(shipped, tmp_path / "other")
    data = other / "evidence.json"
    text = data.read_text(encoding="utf-8")
    for old, new in (
        ("UK rose sixfold between", "UK rose fivefold between"),
        ("How many people take part?", "How many take part?"),
        ('"role":"director general of threats"', '"role":"director of threats"'),
        ('"heading":"Motives"', '"heading":"Why"'),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    data.write_text(text, "utf-8")
    ran = run("diff", shipped, other)
    assert ran.status == 1
    assert [line for line in ran.out.splitlines() if not line.startswith(" ")] == [
        "changed statement sixfold-rise",
        "changed difference how-many",
        "changed theme com-networks",
        "changed speaker james-babbage",
    ]
    for words in ("[-sixfold-] {+fivefold+}", "How many [-people-] take part?", "headings + Why"):
        assert words in ran.out
    assert f"{data} was changed after it was built" in ran.err


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "is neither a project"),
        ({"manifest.json": "{}"}, "is not one that this builder wrote"),
        ({"manifest.json": "["}, "is not one that this builder wrote"),
        ({"manifest.json": "[" * 100_000}, "is not one that this builder wrote"),
        ({"manifest.json": '{"generator": "site-builder 1"}'}, "is not one that this builder"),
        ({"manifest.json": OURS}, "evidence.json cannot be read: No such file or directory"),
        ({"manifest.json": OURS, "evidence.json/x": ""}, "evidence.json is not an ordinary file"),
        ({"manifest.json": OURS, "evidence.json": "{}"}, "is not as this version of the builder"),
        ({"manifest.json": OURS, "evidence.json": "[" * 100_000}, "is not as this version"),
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
