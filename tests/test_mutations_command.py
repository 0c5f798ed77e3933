"""The measure of the checks: how changes are counted, what it prints, and what it ends with."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from test_mutations import HONEST, SEEDS
from tiny import project

from benchmarks.mutations import __main__ as command
from benchmarks.mutations.changes import KINDS, Change, draw
from benchmarks.mutations.honest import read_honest
from benchmarks.mutations.score import (
    BrokenChangeError,
    Result,
    Row,
    code_lines,
    judge,
    judge_all,
    rows,
    table,
)


def result(kind: str, *errors: str, warnings: tuple[str, ...] = ()) -> Result:
    return Result(
        kind=kind, owner="x", place="", before="a", after="b", errors=errors, warnings=warnings
    )


def test_the_table_is_right() -> None:
    kinds = [kind for kind in KINDS if kind.name in ("digit", "unit", "when")]
    results = [
        *[result("digit", "number-unproved")] * 3,
        result("digit", warnings=("unlike",)),
        *[result("unit", "x")] * 19,
        result("unit"),
        result("when"),
    ]
    lines = rows(results, kinds)
    assert [(r.kind, r.made, r.caught, r.noticed, r.met) for r in lines] == [
        ("digit", 4, 3, 1, False),
        ("unit", 20, 19, 0, True),
        ("when", 1, 0, 0, True),
    ]
    text = table(lines).splitlines()
    assert text[2].split() == ["digit", "4", "3", "75.0", "100", "1", "not", "met"]
    assert text[3].split() == ["unit", "20", "19", "95.0", "95", "0"]
    assert text[-1].split() == ["all", "25", "22", "88.0", "1"]
    assert next(code_lines(results)) == "digit: number-unproved 3"
    assert not Row(kind="none", made=0, caught=0, noticed=0, required=95).met


def test_only_what_the_honest_briefing_does_not_have_counts() -> None:
    seed = "seeds/one.txt"
    data = SEEDS["one"].replace("1,204", "1,205").encode()
    change = Change(kind="x", owner="x", place="", before="a", after="b", files={seed: data})
    [judged] = judge_all(HONEST.inputs, [change])
    assert "seed-changed" in judged.errors
    same = Change(kind="x", owner="x", place="", before="a", after="b", files={})
    assert next(judge_all(HONEST.inputs, [same])).errors == ()


def test_a_change_that_breaks_the_yaml_is_not_counted() -> None:
    files = {"content/speakers.yaml": b"- id: a\n  id: b\n"}
    change = Change(kind="x", owner="x", place="", before="a", after="b", files=files)
    with pytest.raises(BrokenChangeError):
        judge(HONEST.inputs, Counter(), change)


def test_it_ends_with_1_where_a_requirement_is_not_met(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = str(project(tmp_path / "a"))
    file = tmp_path / "out.json"
    arguments = ["1", "--project", where, "--count", "6", "--json", str(file), "--codes"]
    assert command.main([*arguments, "--kind", "letter of a quote"]) == 0
    assert '"caught": true' in file.read_text(encoding="utf-8")
    assert "quote-missing 6" in capsys.readouterr().out
    assert command.main([*arguments, "--kind", "digit", "--show-missed"]) == 1, "none was made"


def test_it_ends_with_1_where_the_honest_briefing_has_findings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = project(tmp_path / "a")
    (where / "seeds" / "one.txt").write_text("Something else.\n", encoding="utf-8")
    kind = ["--kind", "letter of a quote", "--count", "2"]
    assert command.main(["1", "--project", str(where), *kind]) == 1
    assert "it must have none" in capsys.readouterr().out


def test_of_several_briefings_nothing_is_required_and_all_are_counted_together(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = [str(project(tmp_path / name)) for name in "ab"]
    arguments = ["1", "--count", "6", "--kind", "letter of a quote", "--kind", "digit"]
    assert command.main([*arguments, "--project", *where]) == 0
    digits, letters = capsys.readouterr().out.splitlines()[2:4]
    assert letters.split() == ["letter", "of", "a", "quote", "6", "6", "100.0", "0"]
    assert "not met" not in digits
    assert command.main([*arguments, "--project", *where, str(tmp_path / "c")]) == 2
    assert f"{tmp_path / 'c'}: no briefing to change" in capsys.readouterr().err


def test_it_ends_with_2_where_nothing_can_be_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(["1", "--project", str(tmp_path)]) == 2
    assert "no briefing to change" in capsys.readouterr().err
    with pytest.raises(SystemExit) as ended:
        command.main(["one"])
    assert ended.value.code == 2


def test_twenty_changes_of_the_shipped_briefing() -> None:
    shipped = Path(__file__).parent.parent
    read = read_honest(command.read_inputs(shipped)[0])
    changes = draw(read, 1, count=20)
    assert len({change.kind for change in changes}) == 20
    results = list(judge_all(read.inputs, changes))
    assert len(results) == 20
    certain = {"seed id", "letter of a quote", "character of a seed", "ellipsis"}
    assert all(r.caught for r in results if r.kind in certain)
