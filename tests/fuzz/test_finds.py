"""What the hunt has found, and what it starts from: all of it holds now, and without the hunter."""

from __future__ import annotations

from pathlib import Path

import pytest

from . import finder, loader, markdown
from .corpus import dictionary, starts

FINDS = Path(__file__).parent / "finds"
TARGETS = {"loader": loader.holds, "finder": finder.holds, "markdown": markdown.holds}


@pytest.mark.parametrize(
    "path", sorted(FINDS.glob("*/*")), ids=lambda path: f"{path.parent.name}-{path.name}"
)
def test_what_was_found_holds_now(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())


@pytest.mark.parametrize("target", TARGETS)
def test_what_the_hunt_starts_from_holds(target: str) -> None:
    inputs = set(starts(target))
    assert len(inputs) > 10
    for data in inputs:
        TARGETS[target](data)


def test_the_dictionary_is_one_that_the_hunter_reads() -> None:
    lines = dictionary().splitlines()
    assert lines[0] == r'"\x2d\x20"'
    assert len(set(lines)) == len(lines) > 50


def test_every_find_belongs_to_a_target() -> None:
    assert {path.parent.name for path in FINDS.glob("*/*")} <= set(TARGETS)
