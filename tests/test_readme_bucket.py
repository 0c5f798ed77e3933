"""What README.md shows of publishing to a bucket is run, against a host on this machine."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from buckets import hosting

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest
    from ran import Ran

ROOT = Path(__file__).parent.parent
_SHOWN = re.compile(
    r"^<!-- run against a bucket on this machine -->\n```\n(.*?)^```$", re.MULTILINE | re.DOTALL
)
_VARYING = re.compile(r"\b\d+ files?|\b[0-9a-f]{64}")


def test_the_site_of_a_new_briefing_is_put_into_a_bucket_as_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Callable[..., Ran]
) -> None:
    shown = _SHOWN.search((ROOT / "README.md").read_text(encoding="utf-8"))
    assert shown is not None
    assert run("init", tmp_path / "footbridge").status == 0
    monkeypatch.chdir(tmp_path / "footbridge")
    with hosting(monkeypatch) as host:
        host.make("briefing")
        for step in shown[1].split("$ python build.py ")[1:]:
            command, _, expected = step.partition("\n")
            ran = run(*command.split())
            assert _VARYING.sub("N", ran.out + ran.err) == _VARYING.sub("N", expected), command
            assert ran.status == 0
        assert "index.html" in host.served("briefing", "site/")
