"""Tables of cases that need no programming: see tests/language/README.md."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from _pytest.mark.structures import ParameterSet

FOLDER = Path(__file__).parent / "language"


class Line(NamedTuple):
    """A line of a table: where it stands, a text, what is expected; whether it is a known gap."""

    where: str
    section: str
    text: str
    wanted: str
    gap: bool

    def holds(self, got: object, wanted: object) -> None:
        """Assert that the result is the one expected or, for a known gap, that it is not yet."""
        if self.gap:
            assert got != wanted, f"{self.where} is no gap any more: take the “? ” away"
        else:
            assert got == wanted, f"{self.where}: {self.text}"


def lines(name: str, section: str | None = None) -> list[Line]:
    """Return the lines of a table, or of one section of it."""
    found: list[Line] = []
    here = ""
    for number, line in enumerate((FOLDER / name).read_text().splitlines(), 1):
        if line.startswith("== "):
            here = line.strip("= ")
        elif line.strip() and not line.startswith("#"):
            text, _, wanted = line.removeprefix("? ").partition(" => ")
            where = f"{name}:{number}"
            found.append(Line(where, here, text.strip(), wanted.strip(), line.startswith("? ")))
    assert found, name
    return [line for line in found if section is None or line.section == section]


def each(name: str, section: str | None = None) -> list[ParameterSet]:
    """Return the lines as cases for pytest, named by where they stand."""
    return [pytest.param(line, id=line.where) for line in lines(name, section)]
