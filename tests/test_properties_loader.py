"""Properties of reading content, from bytes to findings, with text that leans on the nasty."""

from __future__ import annotations

import re

import yaml
from fuzz.corpus import NASTY, TOKENS
from fuzz.loader import NAMES, holds, values
from hypothesis import example, given, settings
from hypothesis import strategies as st

from site_builder.encoding import decode
from site_builder.places import Source, Text
from site_builder.yamltext import Mapping, parse

PIECES = st.one_of(
    st.sampled_from(TOKENS),
    st.sampled_from(NASTY),
    st.sampled_from(["id: a", "text: b", "- quote: c", "evidence:\n", "  ", "\n    - "]),
    st.text(max_size=4),
)
WORDS = st.lists(PIECES, max_size=6).map("".join)
# What a file may not hold is refused, and tested elsewhere; the dumper writes it as an escape.
CLEAN = WORDS.map(
    lambda text: re.sub(
        r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
        r"|[\ud800-\udfff]",
        "",
        text,
    )
)
KEYS = CLEAN.filter(lambda text: text != "<<" and len(text) < 100)
NESTED = st.recursive(
    CLEAN,
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(KEYS, inside, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from(NAMES), WORDS, st.sampled_from(["utf-8", "utf-16", "cp1252", "utf-8-sig"]))
@settings(max_examples=200)
@example("content/gaps.yaml", "- a: &b:c\n", "utf-8")
@example("content/site.yaml", "\ufeffcafé", "utf-8-sig")
def test_a_file_of_anything_is_read_or_told_what_is_wrong_with_it(
    name: str, text: str, encoding: str
) -> None:
    holds(bytes([NAMES.index(name)]) + text.encode(encoding, errors="replace"))


@given(NESTED, st.sampled_from([None, "'", '"', "|", ">"]), st.integers(4, 200), st.booleans())
def test_what_is_written_is_read(value: object, style: str | None, width: int, flow: bool) -> None:
    document = yaml.dump(
        {"top": value},
        default_style=style,
        default_flow_style=flow,
        width=width,
        allow_unicode=True,
    )
    # The dumper folds some texts that begin or end with white space wrongly.
    expected = yaml.load(document, Loader=yaml.CBaseLoader)
    node, findings = parse(Source(name="a.yaml", text=document))
    told = {found.code for found in findings}
    if not told - {"yaml-tab", "yaml-comment"}:
        assert values(node) == expected
    else:
        assert told <= {"yaml-syntax", "flow-split", "yaml-tab", "yaml-comment", "yaml-tag"}


@given(CLEAN, st.sampled_from(["\n", "\r\n", "\r"]), st.integers(0, 9))
def test_every_word_is_found_where_it_is_written(text: str, end: str, lines: int) -> None:
    words = re.findall(r"[^\s\"\\]+", text)
    document = end.join(["# before"] * lines + ['- "' + f"{end}   ".join(words) + '"', ""])
    source, findings = decode("a.yaml", document.encode())
    assert source is not None
    assert not findings
    node, findings = parse(source)
    if findings:  # a merge's marker, or a line of --- or ...
        return
    (read,) = values(node)
    assert read == " ".join(words)
    (item,) = node.items
    at = 0
    for word in words:
        at = read.index(word, at)
        assert source.text.startswith(word[:1], item.at(at))
        assert source.place(item.at(at)).line == lines + 1 + read.count(" ", 0, at) - sum(
            other.count(" ") for other in words[: words.index(word)]
        )
        at += len(word)


@given(st.lists(st.text(alphabet="abc", min_size=1, max_size=2), max_size=8))
def test_the_first_of_equal_keys_counts_and_each_other_is_told(keys: list[str]) -> None:
    document = "".join(f"{key}: v{number}\n" for number, key in enumerate(keys))
    node, findings = parse(Source(name="a.yaml", text=document or "{}"))
    assert isinstance(node, Mapping)
    first = {key: f"v{keys.index(key)}" for key in keys}
    assert {str(key): str(value) for key, value in node.entries.items()} == first
    again = [number + 1 for number, key in enumerate(keys) if key in keys[:number]]
    assert [found.place.line for found in findings] == again
    assert all(isinstance(key, Text) for key in node.entries)
