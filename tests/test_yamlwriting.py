"""Text as a YAML value: whatever is written is read back, by this project's own reader."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.places import Source
from site_builder.yamltext import Listing, Mapping, parse
from site_builder.yamlwriting import entry, holdable, refused, value

SIGNS = "ab :#-?!|>%@`'\"“[]{},&*=<~…\t\n\r\u00a0\u00ad\u200b\u200e\u2028\x85\x07\ufeff9.0🙂"
texts = st.one_of(st.text(SIGNS), st.text())


def written(text: str, indent: int) -> str:
    """Read back an entry of a list, `indent` columns in, whose second key has this text."""
    pairs = [("seed", '"1"'), ("quote", value(text, indent + 2)), ("kind", "event")]
    margin = "".join(f"{' ' * 2 * level}key:\n" for level in range(indent // 2))
    node, findings = parse(Source(name="x.yaml", text=margin + entry(pairs, indent)))
    assert findings == []
    for _ in range(indent // 2):
        assert isinstance(node, Mapping)
        node = node.entries["key"]
    assert isinstance(node, Listing)
    assert isinstance(node.items[0], Mapping)
    read = {str(key): str(read) for key, read in node.items[0].entries.items()}
    assert read == {"seed": "1", "quote": read["quote"], "kind": "event"}
    return read["quote"]


@given(texts, st.sampled_from([0, 2, 8]))
def test_any_text_that_content_may_hold_is_read_back(text: str, indent: int) -> None:
    held = holdable(text).strip()
    if not any(refused(held)):
        assert written(held, indent) == held


@given(texts)
def test_what_is_held_differs_from_the_text_in_white_space_alone(text: str) -> None:
    assert holdable(text).split() == text.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Known reports rose sixfold.", "Known reports rose sixfold."),
        ("“It is safe,” said Ann Dell", "“It is safe,” said Ann Dell"),
        ("She said: it is safe", ">-\n    She said: it is safe"),
        ('"It is safe," she said', '>-\n    "It is safe," she said'),
        ("- it is safe", ">-\n    - it is safe"),
        ("one #two", ">-\n    one #two"),
        ("[…] the end", ">-\n    […] the end"),
        ("It is.\n\nIt was.", "|-\n    It is.\n\n    It was."),
        ("010", '"010"'),
        ("2024-01-02", '"2024-01-02"'),
        ("no", '"no"'),
        ("", '""'),
    ],
)
def test_only_what_needs_it_is_quoted(text: str, expected: str) -> None:
    assert value(text, 2) == expected


def test_what_content_may_not_hold_is_told() -> None:
    assert list(refused("a\u200eb")) == [("\u200e", "a bidirectional control character")]
