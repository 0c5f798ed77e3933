"""Every folder of tests/cases/: a small briefing with one fault, and the whole report about it."""

from __future__ import annotations

import difflib
import shutil
from pathlib import Path

import pytest

from site_builder import pipeline
from site_builder.codes import CODES
from site_builder.findings import report

CASES = Path(__file__).parent / "cases"
BASE = CASES / "base"
EXPECTED = "expected.txt"
DELETED = ".deleted"

# Codes that no folder of content and seeds can show, each with the test file that covers it.
ELSEWHERE = (
    ("file-name", "test_assets.py"),
    ("style-fault", "test_assets.py"),
    ("template-fault", "test_render.py"),
    ("file-unreadable", "test_inputs.py"),
    ("output-refused", "test_output.py"),
    ("output-busy", "test_output_meanwhile.py"),
    ("disk-fault", "test_cli.py"),
    ("pdf-fault", "test_cli_pdf.py"),
    ("search-fault", "test_pagefind.py"),
    ("compress-fault", "test_compressing.py"),
    ("publish-refused", "test_publish_finished.py"),
    ("edition-reused", "test_publish_gate.py"),
    ("publish-busy", "test_publish_finished.py"),
    ("publish-fault", "test_publish_finished.py"),
    ("site-changed", "test_cli_verify.py"),
    ("site-unreadable", "test_cli_verify.py"),
    ("seed-refused", "test_cli_verify.py"),
    ("site-broken", "test_verifying_audit.py"),
    ("passage-differs", "test_verifying_audit.py"),
    ("builder-fault", "test_cli.py"),
)

FOLDERS = sorted(path for path in CASES.glob("*/*/") if path.parent != BASE)


def overlay(case: Path, project: Path) -> None:
    """Make a project of the base with the case's files over it."""
    shutil.copytree(BASE, project)
    for path in sorted(case.rglob("*")):
        target = project / path.relative_to(case)
        if path.is_dir() or path == case / EXPECTED:
            continue
        if path.name.endswith(DELETED):
            gone = target.with_name(target.name.removesuffix(DELETED))
            shutil.rmtree(gone) if gone.is_dir() else gone.unlink()
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)


def check(project: Path) -> tuple[bool, str]:
    """Return whether the project holds as a briefing, and the report."""
    proved, outcome = pipeline.check(project)
    found = report(outcome.findings)
    return proved is not None, f"{found}\n" if found else ""


def name_of(case: Path) -> str:
    return case.relative_to(CASES).as_posix()


@pytest.mark.parametrize("case", FOLDERS, ids=name_of)
def test_the_report_is_the_expected_one(case: Path, tmp_path: Path, *, bless: bool) -> None:
    project = tmp_path / "project"
    overlay(case, project)
    stands, found = check(project)
    expected = case / EXPECTED
    if bless:
        expected.write_text(found, encoding="utf-8", newline="\n")
    wanted = expected.read_text(encoding="utf-8") if expected.is_file() else ""
    if found != wanted:
        lines = difflib.unified_diff(
            wanted.splitlines(), found.splitlines(), "expected.txt", "found now", lineterm=""
        )
        pytest.fail(
            "\n".join(
                [
                    f"tests/cases/{name_of(case)}: the report is not the expected one",
                    *lines,
                    "If the new report is right: python -m pytest tests/test_cases.py --bless",
                ]
            ),
            pytrace=False,
        )
    code = case.parent.name
    assert f" {CODES[code].severity} {code}: " in found
    assert stands == (" error " not in found)


def test_the_base_gives_no_finding(tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(BASE, project)
    assert check(project) == (True, "")


def test_every_code_has_a_case() -> None:
    elsewhere = {code for code, _ in ELSEWHERE}
    with_case = {case.parent.name for case in FOLDERS}
    assert with_case | elsewhere == set(CODES)
    assert not with_case & elsewhere


@pytest.mark.parametrize(("code", "file"), ELSEWHERE)
def test_what_has_no_case_is_tested_elsewhere(code: str, file: str) -> None:
    assert f" {code}: " in (Path(__file__).parent / file).read_text(encoding="utf-8")


def test_a_case_holds_only_what_differs_from_the_base() -> None:
    same = [
        path.relative_to(CASES).as_posix()
        for case in FOLDERS
        for path in case.rglob("*")
        if path.is_file()
        and (twin := BASE / path.relative_to(case)).is_file()
        and twin.read_bytes() == path.read_bytes()
    ]
    assert same == []
