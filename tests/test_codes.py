from __future__ import annotations

import re
from pathlib import Path

import pytest

from site_builder.codes import ACCEPTABLE, CODES, RUNNING, Code
from site_builder.explanations import EXPLANATIONS
from site_builder.findings import Severity

PACKAGE = Path(__file__).parent.parent / "site_builder"


@pytest.mark.parametrize("code", CODES.values(), ids=lambda code: code.name)
def test_a_code_reads_well(code: Code) -> None:
    assert CODES[code.name] is code
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", code.name)
    assert code.severity in set(Severity)
    assert re.fullmatch(r"[A-Z](.|\n)*\.", code.meaning)
    assert "  " not in code.meaning


def test_every_code_is_explained() -> None:
    assert set(EXPLANATIONS) == set(CODES)


@pytest.mark.parametrize(("name", "text"), EXPLANATIONS.items())
def test_an_explanation_is_a_paragraph_and_perhaps_an_example(name: str, text: str) -> None:
    assert all(line.isprintable() and len(line) <= 100 for line in text.splitlines())
    first, *others = text.strip("\n").split("\n\n")
    assert 150 < len(first) < 900
    assert re.fullmatch(r"\S(.|\n)*\.", first)
    assert CODES[name].meaning not in text
    for example in others:
        assert all(line.startswith("    ") for line in example.splitlines())


def test_what_is_about_the_run_is_no_fault_of_the_content() -> None:
    assert set(CODES) > RUNNING
    assert not RUNNING & ACCEPTABLE


@pytest.mark.parametrize("name", CODES)
def test_a_code_is_used(name: str) -> None:
    about = {PACKAGE / "codes.py", *(PACKAGE / "explanations").iterdir()}
    files = set(PACKAGE.rglob("*.py")) - about
    assert any(f'"{name}"' in path.read_text(encoding="utf-8") for path in files)


def test_what_can_be_accepted_is_a_code() -> None:
    assert set(CODES) >= ACCEPTABLE


def test_no_finding_about_the_format_or_a_quote_can_be_accepted() -> None:
    never = ("yaml-", "key-", "value-", "quote-", "hedge-cut", "seed-", "id-", "file-", "evidence-")
    assert [name for name in ACCEPTABLE if name.startswith(never)] == []
