"""`figures.csv`, opened by two readers: nothing is a formula, and no figure is changed."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
import tiny
from hypothesis import given
from hypothesis import strategies as st
from tiny import quote, statement, theme

from site_builder.exports.figures import COLUMNS, figures, files, harmless
from site_builder.views.index import Index

if TYPE_CHECKING:
    from pathlib import Path

    from site_builder.proof import Proved

STONES = {"kind": "count", "value": "49", "unit": "stones", "measure": "loose stones"}


def proved(*statements: dict[str, Any], **content: Any) -> Proved:
    return tiny.placed(tiny.inputs({"themes/bridge": theme(*statements), **content}))


def table(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def in_duckdb(path: Path) -> list[dict[str, Any]]:
    found = duckdb.sql(f"select * from read_csv('{path}', all_varchar = true, header = true)")
    return [
        {name: value or "" for name, value in zip(found.columns, row, strict=True)}
        for row in found.fetchall()
    ]


def test_two_readers_find_the_same_in_the_figures_of_the_briefing(built_site: Path) -> None:
    rows = table((built_site / "figures.csv").read_bytes())
    assert in_duckdb(built_site / "figures.csv") == rows
    assert [*rows[0]] == [*COLUMNS]
    values = {row["value"] for row in rows}
    assert {"291,273", "6%", "half", "three quarters"} <= values
    assert len(rows) > 10
    known = {row["statement"] for row in rows}
    assert all(name in known for row in rows for name in row["not_with"].split("; ") if name)
    for row in rows:
        pages = [path.partition("#") for path in row["passages"].split("; ")]
        assert pages
        for path, _, anchor in pages:
            assert f'id="{anchor}"' in (built_site / path).read_text()


def test_a_reader_that_guesses_types_reads_it_too(built_site: Path) -> None:
    query = f"select count(*), min(\"low\") from read_csv('{built_site / 'figures.csv'}')"
    assert duckdb.sql(query).fetchall()[0][0] > 10


def test_lines_end_and_begin_as_spreadsheets_want() -> None:
    data = files(Index(proved=proved(statement("stones", figure=STONES))))["figures.csv"]()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    assert data.count(b"\n") == data.count(b"\r\n") == 2


def test_without_figures_there_are_columns_only() -> None:
    data = files(Index(proved=tiny.proved()))["figures.csv"]()
    assert table(data) == []
    assert data.count(b"\r\n") == 1


def test_a_figure_says_all_that_its_statement_does() -> None:
    figure = {
        **STONES,
        "population": "the arch",
        "place": "Ashby",
        "period": {"from": "2023", "to": "2024"},
        "base": "all stones",
        "counted_by": "ann",
        "not_with": ["other"],
    }
    ann = {"id": "ann", "name": "Ann Dell", "kind": "person", "role": "keeper"}
    rest = quote("one", "said Ann Dell", by="ann")
    made = proved(
        statement("stones", rest, by="ann", figure=figure),
        statement("other", figure=STONES),
        speakers=[ann],
        site={"base_url": "https://example.org/b"},
    )
    one, other = figures(Index(proved=made))
    assert {name: text for name, text in one.items() if text} == {
        "statement": "stones",
        "theme": "bridge",
        "says": "Statement stones.",
        "figure": "count",
        "value": "49",
        "unit": "stones",
        "measure": "loose stones",
        "population": "the arch",
        "place": "Ashby",
        "period": "2023 to 2024",
        "period_from": "2023",
        "period_to": "2024",
        "base": "all stones",
        "counted_by": "Ann Dell",
        "kind": "event",
        "given": "own-words",
        "speaker": "Ann Dell",
        "articles": "one",
        "page": "https://example.org/b/themes/bridge.html#stones",
        "passages": "https://example.org/b/articles/one.html#c46-59",
        "not_with": "other",
        "edition": "1.0",
    }
    assert other["not_with"] == "stones"
    assert other["speaker"] == ""


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+44 20", "'+44 20"),
        ("-x", "'-x"),
        ("@SUM(A1)", "'@SUM(A1)"),
        (" =1", " '=1"),
        ("\t=1", "'\t'=1"),
        ("＝1", "'＝1"),
        ('"=1', "\"'=1"),
        ("a;=1", "a;'=1"),
        ("a; =1", "a; '=1"),
        ("a\n@b", "a\n'@b"),
        ("-5", "-5"),
        ("+5.5%", "+5.5%"),
        ("291,273", "291,273"),
        ("-5 degrees", "'-5 degrees"),
        ("a=b - c", "a=b - c"),
        ("", ""),
    ],
)
def test_no_cell_is_a_formula(text: str, safe: str) -> None:
    assert harmless(text) == safe


@given(st.text(alphabet="=+-@;\t\r\n|\"' a1,.%", max_size=12))
def test_no_words_begin_a_formula_however_a_line_is_split(text: str) -> None:
    safe = harmless(text)
    number = re.fullmatch(r"[+-]?\d+([.,]\d+)*%?", text)
    for cell in re.split("[;\t\r\n|]", safe):
        assert number or not cell.strip(' "').startswith(("=", "+", "-", "@"))
    assert safe.replace("'", "") == text.replace("'", "")  # nothing but an apostrophe is added


@pytest.mark.parametrize("trick", ["=HYPERLINK(1)", "@x", "+x", "-x", '",=1', "a;=1"])
def test_hostile_words_reach_no_formula(trick: str, tmp_path: Path) -> None:
    figure = {**STONES, "measure": trick, "unit": trick, "place": trick, "base": trick}
    (tmp_path / "f.csv").write_bytes(
        files(Index(proved=proved(statement("stones", figure=figure))))["figures.csv"]()
    )
    (row,) = in_duckdb(tmp_path / "f.csv")
    assert row == table((tmp_path / "f.csv").read_bytes())[0]
    for column in ("measure", "unit", "place", "base"):
        assert row[column].replace("'", "") == trick
        assert not row[column].startswith(("=", "+", "-", "@"))
