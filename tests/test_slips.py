from __future__ import annotations

import pytest

from site_builder.findings import as_text
from site_builder.places import Source
from site_builder.yamltext import Node, decode, parse

QUOTE_IT = "put the value in quotation marks or on the next line after `>-`"


def read(document: str) -> tuple[Node | None, str]:
    node, findings = parse(Source(name="a.yaml", text=document))
    return node, "\n".join(map(as_text, findings))


ONE_LINE = [
    # A colon, a bracket or a sign that means something to YAML
    ("key: words: more", 10, 1, "a colon followed by a space stands inside a value",
     f"a colon followed by a space ends a key: {QUOTE_IT}"),
    ("quote: said: “we”", 11, 1, "a colon followed by a space stands inside a value",
     f"a colon followed by a space ends a key: {QUOTE_IT}"),
    ("{says: said: we}", 11, 1, "a colon followed by a space stands inside a value",
     f"a colon followed by a space ends a key: {QUOTE_IT}"),
    ("{says: said:, a: b}", 11, 1, "a colon stands inside a value in { } or [ ]",
     f"a colon followed by a space ends a key: {QUOTE_IT}"),
    ("quote: […] rose", 7, 3, "a value begins with […]",
     f"quote a value that begins with […]: {QUOTE_IT}"),
    ("- [...] rose", 2, 5, "a value begins with […]",
     f"quote a value that begins with […]: {QUOTE_IT}"),
    ("{quote: […] rose}", 8, 3, "a value begins with […]",
     f"quote a value that begins with […]: {QUOTE_IT}"),
    ("text: [Known] reports", 14, 1, "text stands after the “]” that closes a value",
     f"if the bracket belongs to the text, {QUOTE_IT}"),
    ("text: @a", 6, 1, "a value cannot begin with “@” unless it is in quotation marks", QUOTE_IT),
    ("text: `a`", 6, 1, "a value cannot begin with “`” unless it is in quotation marks", QUOTE_IT),
    ("text: %a", 6, 1, "a value cannot begin with “%” unless it is in quotation marks", QUOTE_IT),
    ("text: *Known* a", 6, 1, "a value cannot begin with “*” unless it is in quotation marks",
     QUOTE_IT),
    ("text: & a", 6, 1, "a value cannot begin with “&” unless it is in quotation marks", QUOTE_IT),
    ("text: , a", 6, 1, "a value cannot begin with “,” unless it is in quotation marks", QUOTE_IT),
    ("text: ? a", 6, 1, "a value cannot begin with a lone “?”", QUOTE_IT),
    ("text: - a", 6, 1, "a list cannot begin on the line of its key",
     f"give each entry, with its `- `, a line of its own; if this is text, {QUOTE_IT}"),
    ("text: > a", 8, 1, "text stands on the line of a > or |",
     "begin the text on the next line, indented, or put it in quotation marks"),
    ("- : a", 2, 1, "a colon stands here without a key", "write `key: value`"),
    ("text: }", 6, 1, "a value cannot begin with “}” unless it is in quotation marks", QUOTE_IT),
    ("text: |0", 7, 1, "the indentation after > or | is counted from 1", "leave the number out"),
    ("%a", 0, 1, "a line that begins with % is read as a directive",
     "indent it, or put the value in quotation marks"),
    # Quotation marks
    ('text: "Known', 6, 1, "this quotation mark opens a value that is never closed",
     "close it; in '…' an apostrophe is written twice"),
    ("text: 'James's'", 13, 1, "text stands after the ' that closes a value",
     "put it inside, or close a quotation mark that is open further up; "
     "in '…' an apostrophe is written twice"),
    ('text: "Known" reports', 14, 1, 'text stands after the " that closes a value',
     "put it inside, or close a quotation mark that is open further up; inside \"…\" write \\\""),
    (r'text: "a\q"', 8, 1,
     "a backslash in double quotation marks begins an escape, and this is none",
     "write \\\\ for a backslash, or put the value on the next line after `>-`"),
    (r'text: "\ud800"', 9, 1, "this escape stands for no character", "write the character itself"),
    (r'text: "\x4"', 9, 1, "this escape needs more digits", "write the character itself"),
    # What is not closed, or closed wrongly
    ("text: [a", 6, 1, "this “[” is not closed",
     "close it on the last line of its value; put text that begins so in quotation marks"),
    ("text: [a}", 8, 1, "“}” does not close “[”", QUOTE_IT),
    ("text: {a: b [c], d: e}", 12, 1, "a comma is missing here in what “{” opened",
     "put a value that holds one of , : [ ] { } in quotation marks"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "at", "length", "message", "hint"), ONE_LINE)
def test_a_slip_is_said_in_plain_words(
    line: str, at: int, length: int, message: str, hint: str
) -> None:
    node, findings = read(f"{line}\n")
    assert node is None
    assert findings == (
        f"a.yaml:1:{at + 1}: error yaml-syntax: {message}\n"
        f"    {line}\n"
        f"    {' ' * at}{'^' * length}\n"
        f"  hint: {hint}"
    )


COLUMNS = (
    "the keys of one entry start in the same column, and so do the `- ` of one list; "
    "a line that goes on with a value is indented further than its key"
)
DASH = f"begin each entry of a list with `- `; {COLUMNS}"
MORE_LINES = [
    ("a: b\n c: d\n", 2, "c: d", 1,
     "this line goes on with the value above it, and then has a colon",
     "start a key in the column of its neighbours; see that the line above has its colon; "
     f"if this is text, {QUOTE_IT}"),
    ("quote: He said\n  of it: this\n", 2, "of it: this", 5,
     "a colon followed by a space stands inside a value",
     f"a colon followed by a space ends a key: {QUOTE_IT}"),
    ("a:\n  b: c\n d: e\n", 3, "d: e", 0, "this line does not fit the lines above it", COLUMNS),
    ("- \na: b\n", 2, "a: b", 0, "this line does not fit the lines above it", COLUMNS),
    ("- a\nb: c\n", 2, "b: c", 0, "this line has no `- `, as the entries above it have", DASH),
    ("a:\n  - b: c\n  b: d\n", 3, "b: d", 0,
     "this line has no `- `, as the entries above it have", DASH),
    ("a:\n  - b\n\n  c\n  - d\n", 4, "c", 0,
     "this line has no `- `, as the entries above it have", DASH),
    ("a:\n  - b\n d: e\n", 3, "d: e", 0, "this line does not fit the lines above it", COLUMNS),
    ("- a\n-b\n", 2, "-b", 0, "no space stands after the hyphen",
     "begin each entry of a list with `- `"),
    ("a: b\nc\nd: e\n", 2, "c", 0, "this line has no key and colon",
     f"write `key: value`; {COLUMNS}"),
    ("a: b\nc:d\ne: f\n", 2, "c:d", 0, "no space stands after the colon", "write `key: value`"),
    ("a: [b\nc: d\n", 1, "a: [b", 3, "this “[” is not closed",
     "close it on the last line of its value; put text that begins so in quotation marks"),
    ("%YAML 3.0\n---\na: b\n", 1, "%YAML 3.0", 0, "this version of YAML is not known",
     "delete the %YAML line"),
    ('a: "b\nc: "d"\n', 1, 'a: "b', 3, "this quotation mark opens a value that is never closed",
     "close it; in '…' an apostrophe is written twice"),
    ('a:\n  - "b\n  - "c"\n', 2, '- "b', 2,
     "this quotation mark opens a value that is never closed",
     "close it; in '…' an apostrophe is written twice"),
    ("- a: 'b\n  c: d\n- a: it's\n", 1, "- a: 'b", 5,
     "this quotation mark opens a value that is never closed",
     "close it; in '…' an apostrophe is written twice"),
    ('a: "b\n  c "d" e"\n', 2, 'c "d" e"', 3, 'text stands after the " that closes a value',
     "put it inside, or close a quotation mark that is open further up; inside \"…\" write \\\""),
    ("a: 'b\n---\nc'\n", 1, "a: 'b", 3, "this quotation mark opens a value that is never closed",
     "close it; in '…' an apostrophe is written twice"),
]  # fmt: skip


@pytest.mark.parametrize(("document", "number", "line", "at", "message", "hint"), MORE_LINES)
def test_a_slip_over_lines_is_shown_where_it_is(
    document: str, number: int, line: str, at: int, message: str, hint: str
) -> None:
    node, findings = read(document)
    assert node is None
    indent = len(document.splitlines()[number - 1]) - len(line)
    assert findings == (
        f"a.yaml:{number}:{indent + at + 1}: error yaml-syntax: {message}\n"
        f"    {line}\n    {' ' * at}^\n  hint: {hint}"
    )


@pytest.mark.parametrize("before", ["", "a: b\n", "a:\n  - b\n"])
@pytest.mark.parametrize(
    "lines",
    [
        ["<<<<<<< mine", "c: d", "=======", "c: e", ">>>>>>> theirs"],
        [">>>>>>> theirs", "c: d"],
        ["||||||| before", "c: d"],
    ],
    ids=lambda lines: lines[0][:2],
)
def test_a_merge_marker_is_named(before: str, lines: list[str]) -> None:
    line = before.count("\n") + 1
    assert read(before + "\n".join(lines)) == (
        None,
        f"a.yaml:{line}:1: error yaml-syntax: this is a marker of an unresolved merge\n"
        f"    {lines[0]}\n    ^^^^^^^\n"
        "  hint: choose one side, and delete the lines with <<<<<<<, ======= and >>>>>>>",
    )


@pytest.mark.parametrize("before", ["a: b\n", "a:\n  - b\n"])
def test_what_is_left_of_a_merge_is_named(before: str) -> None:
    found = f"a.yaml:{before.count(chr(10)) + 1}:1: error yaml-syntax: this is a marker of an unres"
    assert read(f"{before}=======\nc: d\n")[1].startswith(found)
    assert not read(f"{before}========\nc: d\n")[1].startswith(found)


def test_a_merge_marker_is_named_though_the_file_can_be_read() -> None:
    node, findings = read("a: 'b\n<<<<<<< mine\n  c'\n")
    assert node is not None
    assert findings.startswith("a.yaml:2:1: error yaml-syntax: this is a marker of an unresolved")


@pytest.mark.parametrize("text", ["a: |\n  <<<<<<< b\n", "a: b <<<<<<< c\n", "a:\n  =======\n"])
def test_what_stands_inside_a_value_is_no_merge_marker(text: str) -> None:
    assert read(text)[1] == ""


@pytest.mark.parametrize("text", ["...\n", "...\na: b\n", "# a\n...\n"])
def test_a_file_does_not_begin_with_its_end(text: str) -> None:
    line = text.count("\n", 0, text.index("...")) + 1
    assert read(text) == (
        None,
        f"a.yaml:{line}:1: error yaml-syntax: a line with `...` ends the file before it begins\n"
        "    ...\n    ^^^\n  hint: delete it",
    )


@pytest.mark.parametrize("text", ["a: b\n\ufeffc: d\n", "a: b\n c\ufeff: d: e\n"])
def test_a_byte_order_mark_that_breaks_the_file_is_told_once(text: str) -> None:
    source, findings = decode("a.yaml", text.encode())
    assert source is not None
    (found,) = {*findings, *parse(source)[1]}
    assert (found.code, found.message[:6]) == ("yaml-control", "U+FEFF")


@pytest.mark.parametrize(
    ("document", "places"),
    [
        ("a:\n\tb: c\n", ["2:1"]),
        ("a:\n  \tb: c\n", ["2:3"]),
        ("\ta: b\n", ["1:1"]),
        ("\t# comment\na: b\n", ["1:1"]),
        ("a: b\n\tc\n", ["2:1"]),
        ("a: |\n\tb\n", ["2:1"]),
        ("a: |\n  b\n\tc\n", ["3:1"]),
        ("a: {b: c,\n\td: e,\n \tf: g}\n", ["2:1", "3:2"]),
        ("a: 'b\n\tc'\n", ["2:1"]),
        ("a: |\n  b\n  \tc\nd: {e: f,\r\n\tg: h}\n", ["5:1"]),
        ("a: {b: c,\n\td: e}\nf: g: h\n\ti: j\n", ["2:1"]),
        ("a: {b: c,\n\td: e}\r\n\t\r\n \t \nf: |\n   \tg\n\n", ["2:1", "3:1"]),
    ],
)
def test_a_tab_in_the_indentation_is_shown(document: str, places: list[str]) -> None:
    _, findings = parse(Source(name="a.yaml", text=document))
    tabs = [found for found in findings if found.code == "yaml-tab"]
    assert sorted(f"{f.place.line}:{f.place.column}" for f in tabs) == places
    assert all(f.message == "a tab stands in the indentation" for f in tabs)


def test_a_file_that_ends_too_early_is_told_at_its_end() -> None:
    assert read("a:\n  [\n") == (
        None,
        "a.yaml:3:1: error yaml-syntax: the file ends in the middle of a value\n"
        "  hint: close what [ or { opened",
    )


def test_a_tab_is_shown_though_the_rest_is_read() -> None:
    node, findings = read("a: {b: c,\n\td: e}\n")
    assert node is not None
    assert findings == (
        "a.yaml:2:1: error yaml-tab: a tab stands in the indentation\n    �d: e}\n    ^\n"
        "  hint: use spaces, two for each level"
    )


def test_an_alias_before_other_words_is_text_that_lacks_its_quotation_marks() -> None:
    _, findings = read("a: *b c\n")
    assert findings == (
        "a.yaml:1:4: error yaml-anchor: “*b” is an alias\n    a: *b c\n       ^^\n"
        "  hint: write the value out in each place that uses it; "
        "put a text that begins with * in quotation marks\n"
        "a.yaml:1:4: error yaml-syntax: a value cannot begin with “*”\n    a: *b c\n       ^^\n"
        f"  hint: {QUOTE_IT}"
    )
