from __future__ import annotations

from sys import getsizeof
from time import process_time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from yaml import events
from yaml._yaml import CParser

from site_builder.scalars import offsets

WHITE = " \t\r\n"
WORDS = st.text(alphabet="ab:#-'\"\\“”’\u00e9e\u0301\N{GRINNING FACE}\u00a0 \n", max_size=60)
RAW = st.text(alphabet="abc \n\t'\"\\“😀", max_size=40)
LINE = st.text(alphabet="ab \t“😀#", max_size=8)


def scalars(document: str) -> list[tuple[str, str, str]]:
    """Return (raw, style, value) of every scalar that libyaml reads before it ends or gives up."""
    parser, found = CParser(document), []
    try:
        while (event := parser.get_event()) is not None:
            if isinstance(event, events.ScalarEvent):
                raw = document[event.start_mark.index : event.end_mark.index]
                found.append((raw, event.style or "", event.value))
    except yaml.YAMLError:
        pass
    return found


def all_of(raw: str, style: str, value: str) -> list[int]:
    """Return the offset of each character of the value, and of its end."""
    found = offsets(raw, style, value)
    return [found.at(index) for index in range(len(value) + 1)]


def check(raw: str, style: str, value: str) -> None:
    spots = all_of(raw, style, value)
    assert spots == sorted(spots)
    assert all(0 <= spot <= len(raw) for spot in spots)
    for char, spot in zip(value, spots, strict=False):
        here = raw[spot : spot + 1]
        if here == "\\" and style == '"':
            continue
        if char in WHITE:
            assert here in WHITE  # or the end of a block scalar, after its last line
            assert here or (style in ("|", ">") and char == "\n")
        else:
            assert here == char


@pytest.mark.parametrize(
    ("raw", "style", "value", "spots"),
    [
        ("", "", "", [0]),
        ("ab c", "", "ab c", [0, 1, 2, 3, 4]),
        ("a  \n   b", "", "a b", [0, 3, 7, 8]),
        ("a\r\n  b", "", "a b", [0, 1, 5, 6]),
        ("a\u2028 \n b", "", "a\u2028\nb", [0, 1, 3, 5, 6]),
        (">\n a\u2028\n b", ">", "a\u2028\nb", [3, 4, 5, 7, 8]),
        ("a\n\n\n b", "", "a\n\nb", [0, 2, 3, 5, 6]),
        ("''", "'", "", [1]),
        ("'it''s'", "'", "it's", [1, 2, 3, 5, 6]),
        ("'“x”\n y'", "'", "“x” y", [1, 2, 3, 4, 6, 7]),
        (
            r'"\x41\u201c\U0001F600\n\"\\\/z"',
            '"',
            'A“😀\n"\\/z',
            [1, 5, 11, 21, 23, 25, 27, 29, 30],
        ),
        ('"a \\\n   b"', '"', "a b", [1, 2, 8, 9]),
        ('"a\\\n\n b"', '"', "a\nb", [1, 4, 6, 7]),
        ('"a\\ \n b"', '"', "a  b", [1, 2, 4, 6, 7]),
        ("|\n  ab\n  c\n", "|", "ab\nc\n", [4, 5, 6, 9, 10, 11]),
        ("|-  # why\n  a\n\n   b", "|", "a\n\n b", [12, 13, 14, 17, 18, 19]),
        ("|2\n   a", "|", " a", [5, 6, 7]),
        ("|", "|", "", [1]),
        (">-\n  a\n  b\n\n  c", ">", "a b\nc", [5, 6, 9, 11, 14, 15]),
        (">\n  a\n    b\n  c\n", ">", "a\n  b\nc\n", [4, 5, 8, 9, 10, 11, 14, 15, 16]),
        (">\n\n  a", ">", "\na\n", [2, 5, 6, 6]),
    ],
)
def test_each_character_comes_from_where_it_is_written(
    raw: str, style: str, value: str, spots: list[int]
) -> None:
    assert all_of(raw, style, value) == spots


def test_the_table_above_is_what_libyaml_reads() -> None:
    for raw in (
        "a\u2028 \n b",
        ">\n a\u2028\n b\n",
        "a  \n   b",
        "'it''s'",
        '"a\\\n\n b"',
        '"a\\ \n b"',
        ">\n\n  a\n",
        "|2\n   a\n",
    ):
        (found,) = scalars("- " + raw)
        check(*found)


@pytest.mark.parametrize("style", ["", "'", '"', "|", ">"])
def test_what_does_not_line_up_gives_the_nearest_earlier_offset(style: str) -> None:
    assert all_of("", style, "xyz")[:3] == [0, 0, 0]
    assert max(all_of("'a'", style, "abcdef")) <= 3


@given(WORDS, st.sampled_from([None, "'", '"', "|", ">"]), st.integers(4, 30), st.booleans())
def test_dumped_text_lines_up(value: str, style: str | None, width: int, nested: bool) -> None:
    data = [{"key": [value]}] if nested else [value]
    document = yaml.dump(data, default_style=style, width=width, allow_unicode=True)
    found = scalars(document)
    # The dumper itself folds some texts that begin with a space wrongly.
    assert style == ">" or value in [scalar[2] for scalar in found]
    for scalar in found:
        check(*scalar)


@given(RAW, st.sampled_from(["{}", "'{}'", '"{}"', "k: {}", "[{}]"]), st.sampled_from("\n\r"))
def test_flow_scalars_as_written_line_up(raw: str, frame: str, end: str) -> None:
    for scalar in scalars(frame.format(raw).replace("\n", end)):
        check(*scalar)


@given(
    st.lists(LINE, max_size=8),
    st.sampled_from(["|", ">", "|-", ">+", "|1-", ">2", "|+ # x"]),
    st.integers(1, 3),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_block_scalars_as_written_line_up(
    lines: list[str], header: str, indent: int, end: str
) -> None:
    body = end.join(" " * indent + line for line in lines)
    for scalar in scalars(f"a: {header}{end}{body}{end}b: c{end}"):
        check(*scalar)


@pytest.mark.parametrize(
    ("raw", "style", "value"),
    [
        ("a" + " " * 100_000 + "b", "", "a" + " " * 100_000 + "b"),
        ('"a' + " \t" * 100_000 + 'b"', '"', "a" + " \t" * 100_000 + "b"),
        ('"a' + "\n" * 100_000 + 'b"', '"', "a" + "\n" * 99_999 + "b"),
        ('"' + "\\x41" * 50_000 + 'b"', '"', "A" * 50_000 + "b"),
        ("'" + "''" * 50_000 + "b'", "'", "'" * 50_000 + "b"),
        (">\n a" + "\n" * 100_000 + " b", ">", "a" + "\n" * 99_999 + "b"),
        ("|\n" + " ab\n" * 50_000 + " b", "|", "ab\n" * 50_000 + "b"),
    ],
    ids=["spaces", "quoted spaces", "lines", "escapes", "doubled", "folded", "literal"],
)
@pytest.mark.no_cover
def test_the_last_character_of_a_long_scalar_is_found_in_good_time(
    raw: str, style: str, value: str
) -> None:
    before = process_time()
    found = offsets(raw, style, value)
    assert raw[found.at(len(value) - 1)] == value[-1] == "b"
    assert process_time() - before < 20


def test_neighbours_that_stay_neighbours_are_kept_as_one() -> None:
    value = "a“b " * 100_000
    assert getsizeof(offsets(f"'{value}'", "'", value)._starts) < 1_000
