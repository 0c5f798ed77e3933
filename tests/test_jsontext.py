"""JSON as it is written: the same values, a line for what a person or a comparison looks at."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.jsontext import listed, written

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(VALUES)
def test_what_is_written_is_read_back(said: object) -> None:
    for data in (written(said), listed(said)):
        assert json.loads(data) == said
        assert data.endswith(b"\n")


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ({"a": "é", "b": [1, 2]}, '{"a":"é","b":[1,2]}\n'),
        ([{"a": 1}, {"b": [{"c": 2}]}], '[\n{"a":1},\n{"b":[{"c":2}]}\n]\n'),
        (
            {"total": 2, "first": {"items": [{"a": 1}, {"a": 2}]}, "none": []},
            '{\n"total": 2,\n"first": {\n"items": [\n{"a":1},\n{"a":2}\n]\n},\n"none": []\n}\n',
        ),
    ],
)
def test_each_item_of_a_long_list_has_a_line(said: object, text: str) -> None:
    assert listed(said).decode() == text


@given(st.lists(st.dictionaries(st.text(), st.integers())))
def test_items_that_are_made_as_they_are_read_are_written_as_a_list_is(
    items: list[dict[str, int]],
) -> None:
    assert json.loads(listed({"items": iter(items)})) == {"items": items}
    if items:
        assert listed({"items": iter(items)}) == listed({"items": items})


def test_what_people_read_has_a_line_a_field() -> None:
    assert written({"a": [1], "b": "é"}).decode() == '{\n "a": [\n  1\n ],\n "b": "é"\n}\n'
