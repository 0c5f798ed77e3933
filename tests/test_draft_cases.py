"""Of every case, whatever is wrong in it, every page can be made; most are made once for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import test_cases
from test_draft import rendered

from site_builder.checks import run
from site_builder.draft import draft_of
from site_builder.exports import exports
from site_builder.findings import has_errors
from site_builder.inputs import read_inputs
from site_builder.memory import Memory
from site_builder.proof import read_case
from site_builder.views.index import Index

if TYPE_CHECKING:
    from pathlib import Path

# Most of a case is the base, as most of what is saved is as it was: see `serve`.
MEMORY = Memory()


@pytest.mark.parametrize("case", test_cases.FOLDERS, ids=test_cases.name_of)
def test_every_page_of_every_case_can_be_made(case: Path, tmp_path: Path) -> None:
    test_cases.overlay(case, tmp_path / "project")
    inputs, unread = read_inputs(tmp_path / "project")
    MEMORY.begin()
    opened, found, whole = read_case(inputs, unread=unread, memory=MEMORY)
    if opened is None:  # there is no briefing at all
        assert "content/site.yaml" not in inputs.content or has_errors(found)
        return
    findings = [*found, *run(opened, whole=whole)]
    draft = draft_of(opened, findings)
    pages = rendered(draft)
    assert {"index.html", "method.html", "404.html"} <= set(pages)
    for make in exports(
        Index(proved=draft)
    ).values():  # so that the links to data lead somewhere in a draft too
        assert isinstance(make(), bytes)
