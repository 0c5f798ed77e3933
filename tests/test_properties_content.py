"""Reading content: whatever stands in it, there is a finding with a place and no failure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.content import read_briefing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from site_builder.findings import Finding

from contents import NAMES, SITE


def places_are_inside(findings: list[Finding], files: Mapping[str, bytes]) -> bool:
    """Tell whether each place is in its file, or right after the end of one of its lines."""
    for found in findings:
        line, column = found.place.line, found.place.column
        if found.place.file not in files:
            assert found.code == "file-missing"
            continue
        text = files[found.place.file].removeprefix(b"\xef\xbb\xbf").decode(errors="replace")
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        if line == 0:
            assert column == 0
        elif not (line <= len(lines) and 1 <= column <= len(lines[line - 1]) + 1):
            return False
    return True


KEYS = ("id", "title", "name", "kind", "by", "text", "seed", "quote", "evidence", "sections", "on")
KEYS += ("heading", "statements", "figure", "period", "voices", "furniture", "accounts", "value")
WORDS = st.one_of(
    st.text(max_size=8), st.sampled_from(["article", "null", "2024", "1-2", "all", "count", "1"])
)
VALUES = st.recursive(
    WORDS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.one_of(st.sampled_from(KEYS), WORDS), inner, max_size=4),
    ),
    max_leaves=12,
)


def written(value: object) -> str:
    """Return a value as YAML in flow style."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{written(k)}: {written(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    return "'" + str(value).replace("'", "''") + "'" if len(str(value)) % 2 else f'"{value}"'


@settings(max_examples=150)
@given(st.sampled_from(NAMES), st.binary(max_size=200))
def test_no_bytes_make_reading_fail(name: str, data: bytes) -> None:
    files = {SITE: b"title: T\n", name: data}
    _, findings = read_briefing(files)
    assert places_are_inside(findings, files)


@settings(max_examples=150)
@given(st.sampled_from(NAMES), VALUES, st.booleans())
def test_no_value_makes_reading_fail(name: str, value: object, listed: bool) -> None:
    text = f"- {written(value)}\n" if listed else f"{written(value)}\n"
    files = {SITE: b"title: T\n", name: text.encode(errors="replace")}
    _, findings = read_briefing(files)
    assert places_are_inside(findings, files)


@settings(max_examples=150)
@given(st.data())
def test_no_stray_bytes_in_an_honest_file_make_reading_fail(
    pool: Mapping[str, bytes], data: st.DataObject
) -> None:
    content = {name: text for name, text in pool.items() if name.startswith("content/")}
    name = data.draw(st.sampled_from(sorted(content)))
    at = data.draw(st.integers(0, len(content[name])))
    gone = data.draw(st.integers(0, 12))
    new = data.draw(st.binary(max_size=6))
    content[name] = content[name][:at] + new + content[name][at + gone :]
    _, findings = read_briefing(content)
    assert places_are_inside(findings, content)
