"""What README.md says is true."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from site_builder import pipeline
from site_builder.findings import report

if TYPE_CHECKING:
    from collections.abc import Callable

    from ran import Ran

ROOT = Path(__file__).parent.parent
_LINE = re.compile(r"(?<=\.yaml):\d+:")
_PUBLISHED = re.compile(r"^(\$ python build\.py publish .*?)^```$", re.MULTILINE | re.DOTALL)
_VARYING = re.compile(r"\b\d+ files?|\b[0-9a-f]{64}")
_EXAMPLE = re.compile(r"^\$ python build\.py check\n(.*?)^1 error\n```$", re.MULTILINE | re.DOTALL)


def test_the_example_of_a_changed_letter_reads_as_shown(tmp_path: Path) -> None:
    for name in ("content", "seeds"):
        shutil.copytree(ROOT / name, tmp_path / name)
    theme = tmp_path / "content" / "themes" / "com-networks.yaml"
    text = theme.read_text(encoding="utf-8")
    quote = "Known reports of this threat increased sixfold in the UK between 2022 and 2024."
    before, found, after = text.partition(f"quote: {quote}")
    assert found, "the quote of the example is not in the briefing any more"
    theme.write_text(before + found.replace("increased", "increesed") + after, encoding="utf-8")
    _, outcome = pipeline.check(tmp_path)
    example = _EXAMPLE.search((ROOT / "README.md").read_text(encoding="utf-8"))
    assert example is not None
    # The line moves whenever a statement is added above it; all else must be as shown.
    assert _LINE.sub(":N:", report(outcome.findings) + "\n") == _LINE.sub(":N:", example[1])


@pytest.mark.skipif(os.name == "nt" or not shutil.which("git"), reason="needs links and git")
def test_the_site_of_a_new_briefing_is_published_as_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Callable[..., Ran]
) -> None:
    for name in ("COMMITTER_NAME", "AUTHOR_NAME"):
        monkeypatch.setenv(f"GIT_{name}", "A Publisher")
    for name in ("COMMITTER_EMAIL", "AUTHOR_EMAIL"):
        monkeypatch.setenv(f"GIT_{name}", "publisher@example.org")
    subprocess.run(["git", "init", "-q", "--bare", tmp_path / "site.git"], check=True)
    assert run("init", tmp_path / "footbridge").status == 0
    monkeypatch.chdir(tmp_path / "footbridge")
    example = _PUBLISHED.search((ROOT / "README.md").read_text(encoding="utf-8"))
    assert example is not None
    for step in example[1].split("$ python build.py ")[1:]:
        command, _, expected = step.partition("\n")
        ran = run(*command.split())
        assert _VARYING.sub("N", ran.out + ran.err) == _VARYING.sub("N", expected), command
        assert ran.status == int("error" in expected)
