from __future__ import annotations

import re
from pathlib import Path

import pytest

from site_builder.codes import ACCEPTABLE, CODES, Code
from site_builder.findings import Severity

PACKAGE = Path(__file__).parent.parent / "site_builder"


@pytest.mark.parametrize("code", CODES.values(), ids=lambda code: code.name)
def test_a_code_reads_well(code: Code) -> None:
    assert CODES[code.name] is code
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", code.name)
    assert code.severity in set(Severity)
    assert re.fullmatch(r"[A-Z](.|\n)*\.", code.meaning)
    assert "  " not in code.meaning


@pytest.mark.parametrize("name", CODES)
def test_a_code_is_used(name: str) -> None:
    files = (path for path in PACKAGE.rglob("*.py") if path.name != "codes.py")
    assert any(f'"{name}"' in path.read_text(encoding="utf-8") for path in files)


def test_what_can_be_accepted_is_a_code() -> None:
    assert set(CODES) >= ACCEPTABLE


def test_no_finding_about_the_format_or_a_quote_can_be_accepted() -> None:
    never = ("yaml-", "key-", "value-", "quote-", "hedge-cut", "seed-", "id-", "file-", "evidence-")
    assert [name for name in ACCEPTABLE if name.startswith(never)] == []
