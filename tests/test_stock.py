"""What comes with the builder: complete, and about no briefing."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from site_builder import stock
from site_builder.content import read_briefing
from site_builder.findings import FaultError

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
# Words of the shipped briefing that any text may have.
_ANYBODYS = {"Prevent", "Reach", "Statistics", "users"}


@pytest.fixture(autouse=True)
def unread() -> Iterator[None]:
    """Nothing is known of the builder's files before a test, nor after it."""
    stock.looks.cache_clear()
    yield
    stock.looks.cache_clear()


def test_in_a_checkout_the_looks_are_those_at_its_top() -> None:
    for folder in ("templates", "static"):
        there = {
            path.relative_to(ROOT).as_posix(): path.read_bytes()
            for path in (ROOT / folder).rglob("*")
            if path.is_file()
        }
        assert stock.looks(folder) == there


def test_in_an_installed_package_the_looks_stand_inside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "static" / "css").mkdir(parents=True)
    for name in ("css/a.css", ".DS_Store", "css/a.css~", "css/#a.css#"):
        (tmp_path / "static" / name).write_bytes(b"p {}")
    monkeypatch.setattr(stock, "_INSTALLED", tmp_path)
    assert stock.looks("static") == {"static/css/a.css": b"p {}"}


def test_a_builder_without_its_looks_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stock, "_INSTALLED", tmp_path)
    with pytest.raises(FaultError) as raised:
        stock.looks("static")
    assert raised.value.finding.code == "builder-fault"
    assert "install it again" in raised.value.finding.hint


def _names() -> Iterator[str]:
    """Yield the names that the shipped briefing is about."""
    files = {
        path.relative_to(ROOT).as_posix(): path.read_bytes()
        for path in (ROOT / "content").rglob("*.yaml")
    }
    briefing, _ = read_briefing(files)
    assert briefing is not None
    for noun in (*briefing.speakers, *briefing.terms):
        yield from (str(noun.name), *map(str, noun.also))
    for theme in briefing.themes:
        yield from (str(theme.title), theme.id)
    yield from (str(origin.name) for origin in briefing.origins)
    yield from (str(record.short) for record in briefing.records)


def test_nothing_about_the_shipped_briefing_stands_in_the_builder() -> None:
    names = sorted({name for name in _names() if len(name) > 2} - _ANYBODYS, key=str.lower)
    assert len(names) > 40
    any_of = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b", re.IGNORECASE)
    places = [
        f"{path.relative_to(ROOT)}: {found.group()}"
        for folder in ("site_builder", "templates", "static")
        for path in sorted((ROOT / folder).rglob("*"))
        if path.is_file() and path.suffix not in {".pyc", ".png"}
        for found in any_of.finditer(path.read_text(encoding="utf-8"))
    ]
    assert places == []


def test_a_folder_that_may_not_be_read_is_no_folder_without_files(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    original = os.scandir

    def guarded(path: str) -> object:
        if str(path).endswith("css"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return original(path)

    monkeypatch.setattr(os, "scandir", guarded)
    with pytest.raises(PermissionError):
        stock.looks("static")
