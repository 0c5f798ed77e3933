"""What README.md says is true."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from site_builder import pipeline
from site_builder.findings import report

ROOT = Path(__file__).parent.parent
_LINE = re.compile(r"(?<=\.yaml):\d+:")
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
