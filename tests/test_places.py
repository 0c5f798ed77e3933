from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.places import Place, Source, Text
from site_builder.yamltext import Listing, parse


def source(text: str) -> Source:
    return Source(name="content/a.yaml", text=text)


def only_text(document: str) -> Text:
    """Return the one text of a document that is a list of one."""
    node, findings = parse(source(document))
    assert not findings
    assert isinstance(node, Listing)
    (text,) = node.items
    assert isinstance(text, Text)
    return text


@pytest.mark.parametrize(
    ("text", "offset", "expected"),
    [
        ("", 0, (1, 1)),
        ("ab\ncd", 0, (1, 1)),
        ("ab\ncd", 2, (1, 3)),
        ("ab\ncd", 3, (2, 1)),
        ("ab\ncd", 5, (2, 3)),
        ("ab\n", 3, (2, 1)),
        ("ab\r\ncd", 3, (1, 4)),
        ("ab\r\ncd", 4, (2, 1)),
        ("ab\rcd\n\re", 3, (2, 1)),
        ("ab\rcd\n\re", 7, (4, 1)),
        ("😀é“x", 3, (1, 4)),
    ],
)
def test_a_place_counts_lines_and_code_points_from_one(
    text: str, offset: int, expected: tuple[int, int]
) -> None:
    place = source(text).place(offset)
    assert (place.line, place.column) == expected


def test_a_place_reads_as_file_line_and_column() -> None:
    assert str(Place(file="a.yaml", line=3, column=7)) == "a.yaml:3:7"
    assert str(Place(file="a.yaml")) == "a.yaml"


def test_places_sort_by_file_line_and_column() -> None:
    spots = [("b", 0, 0), ("a", 10, 1), ("a", 9, 2), ("a", 9, 1)]
    places = sorted(Place(file=f, line=n, column=c) for f, n, c in spots)
    assert [(p.file, p.line, p.column) for p in places] == sorted(spots)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_line_comes_without_its_end(end: str) -> None:
    text = source(end.join(["one", "", "three", ""]))
    assert [text.line(n) for n in range(6)] == ["", "one", "", "three", "", ""]


@given(st.text(alphabet="ab😀\r\n", max_size=30), st.data())
def test_every_character_stands_on_its_line_at_its_column(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    place = source(text).place(offset)
    line = source(text).line(place.line)
    assert line[place.column - 1 : place.column] in (text[offset : offset + 1], "")
    if text[offset : offset + 1] not in ("", "\r", "\n"):
        assert line[place.column - 1] == text[offset]


def test_a_text_is_its_string() -> None:
    text = only_text("- abc\n")
    assert text == "abc"
    assert {text: 1}["abc"] == 1
    assert type(text.upper()) is str
    assert str(text.place) == "content/a.yaml:1:3"


@pytest.mark.parametrize(
    ("document", "null"),
    [
        ("- \n", True),
        ("- null\n", True),
        ("- ~\n", True),
        ("- 'null'\n", False),
        ('- ""\n', False),
        ("- |\n", False),
        ("- no\n", False),
    ],
)
def test_only_what_is_unquoted_is_null(document: str, null: bool) -> None:
    assert only_text(document).is_null is null


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "lines",
    [
        ["- Known “reports” 😀 rose"],
        ["- Known “reports” 😀", "  rose"],
        ["- 'Known “reports”", "", "  😀 rose'"],
        ['- "Known \\u201creports” \\', '  😀 ro\\x73e"'],
        ["- |", "  Known “reports”", "", "  😀 rose", "", ""],
        ["- >-  # why", "", "    Known “reports”", "    😀", "", "    rose", "# end"],
    ],
)
def test_each_word_is_found_where_it_is_written(lines: list[str], end: str) -> None:
    document = end.join(lines) + end
    text = only_text(document)
    for word in ("Known", "reports", "😀", "ro"):
        at = text.at(text.index(word))
        assert document.startswith(word, at)
        assert source(document).place(at) == text.source.place(at)
    assert text.at(len(text)) <= text.end
    assert document[text.end - 1] in "es'\""  # the span ends with the text, not with what follows


def test_beyond_the_end_is_the_end() -> None:
    text = only_text("- 'ab'\n")
    assert [text.at(n) for n in (0, 2, 3, 99)] == [3, 5, 5, 5]


def test_a_stand_in_has_a_place_for_everything() -> None:
    text = Text.of("article", source("a: b"), 2, 2)
    assert {text.at(n) for n in range(9)} == {2}
