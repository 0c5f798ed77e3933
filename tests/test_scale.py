"""The large briefing that the checks are timed on: as large as asked, all different, no finding."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import scale
from site_builder.content import read_briefing
from site_builder.inputs import read_inputs

if TYPE_CHECKING:
    import pytest

SHIPPED = read_inputs(Path(__file__).parent.parent)[0]


def test_it_is_as_large_as_asked_and_no_text_is_another() -> None:
    inputs = scale.made(SHIPPED, 60, 120)
    briefing, findings = read_briefing(inputs.content)
    assert not findings
    assert briefing is not None
    assert len(inputs.seeds) == len(set(inputs.seeds.values())) == 60
    statements = list(briefing.statements())
    assert len(statements) == len({str(s.id) for s in statements}) == 120
    assert len({str(s.evidence[0].quote.seed) for s in statements}) > 20
    assert len(briefing.speakers) > len(read_briefing(SHIPPED.content)[0].speakers)


def test_the_same_is_made_each_time() -> None:
    assert scale.made(SHIPPED, 20, 40) == scale.made(SHIPPED, 20, 40)


def test_each_step_is_timed_and_nothing_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    project = str(Path(__file__).parent.parent)
    assert scale.main(["--seeds", "10", "--statements", "30", "--project", project]) == 0
    said = capsys.readouterr().out
    assert said.startswith("10 seeds, 30 statements, ")
    assert "reading content" in said
    assert "checks.evidence" in said
    assert "peak memory" in said


def test_a_finding_is_shown_and_ends_it_with_1(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    record = "content/sources/000.yaml"
    data = SHIPPED.content[record].replace(b"basis: expert", b"basis: exbert")
    spoilt = type(SHIPPED)(content={**SHIPPED.content, record: data}, seeds=SHIPPED.seeds)
    monkeypatch.setattr(scale, "read_inputs", lambda _: (spoilt, []))
    assert scale.main(["--seeds", "5", "--statements", "10"]) == 1
    assert "quote-missing" in capsys.readouterr().out
