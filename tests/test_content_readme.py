"""The examples of content/README.md make a briefing that gives no finding."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from site_builder import pipeline
from site_builder.content import FOLDERS, LISTS
from site_builder.findings import report

ROOT = Path(__file__).parent.parent
_BLOCK = re.compile(r"^```(?:yaml|text) (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    reference = (ROOT / "content" / "README.md").read_text(encoding="utf-8")
    for name, text in _BLOCK.findall(reference):
        target = tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="")
    return tmp_path


def test_every_kind_of_file_has_an_example(project: Path) -> None:
    made = {path.relative_to(project).as_posix() for path in project.rglob("*.yaml")}
    assert {f"content/{name}.yaml" for name in ("site", *LISTS)} <= made
    assert {name.split("/")[1] for name in made if name.count("/") == 2} == set(FOLDERS)


def test_the_examples_give_no_finding(project: Path) -> None:
    proved, outcome = pipeline.check(project, strict=True)
    assert report(outcome.findings) == ""
    assert proved is not None
    assert outcome.statements == 3


def test_the_examples_build_with_the_shipped_templates(project: Path) -> None:
    for name in ("templates", "static"):
        (project / name).symlink_to(ROOT / name)
    outcome = pipeline.build(project, project / "public")
    assert report(f for f in outcome.findings if f.code != "file-unreadable") == ""
