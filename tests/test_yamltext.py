from __future__ import annotations

from time import process_time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder import yamltext
from site_builder.findings import as_text, report
from site_builder.places import Source, Text
from site_builder.yamltext import Listing, Mapping, Node, decode, parse

if TYPE_CHECKING:
    from collections.abc import Callable

QUOTE_IT = "put the value in quotation marks or on the next line after `>-`"


def read(document: str) -> tuple[Node | None, str]:
    node, findings = parse(Source(name="a.yaml", text=document))
    return node, "\n".join(map(as_text, findings))


def plain(node: Node | None) -> object:
    """Return a node as strings, lists and dicts."""
    if isinstance(node, Listing):
        return [plain(item) for item in node.items]
    if isinstance(node, Mapping):
        return {str(key): plain(value) for key, value in node.entries.items()}
    return None if node is None else str(node)


def nodes(node: Node | None) -> list[Node]:
    """Return the node and all below it."""
    if isinstance(node, Listing):
        return [node, *(below for item in node.items for below in nodes(item))]
    if isinstance(node, Mapping):
        below = (pair for entry in node.entries.items() for pair in entry)
        return [node, *(inner for part in below for inner in nodes(part))]
    return [] if node is None else [node]


@pytest.mark.parametrize(
    ("document", "value"),
    [
        ("", None),
        ("\n\n", None),
        ("# only a comment\n", None),
        ("---\n", None),
        ("--- # nothing\n...\n", None),
        ("words", "words"),
        ("''", ""),
        ("---\na: b\n", {"a": "b"}),
        ("%YAML 1.2\n---\na: b\n...\n", {"a": "b"}),
        (
            "a: no\nb: 12:30\nc: 010\nd: null\ne:\n",
            {"a": "no", "b": "12:30", "c": "010", "d": "null", "e": ""},
        ),
        ("- a\n-\n- [b, c]\n- {d: e}\n", ["a", "", ["b", "c"], {"d": "e"}]),
        ("a: \"b\\tc\"\nd: 'e''f'\n", {"a": "b\tc", "d": "e'f"}),
        ("a: >-\n  b\n  c\nd: |\n  e\n  f\n", {"a": "b c", "d": "e\nf\n"}),
        ("? a\n: b\n", {"a": "b"}),
        ("'<<': a\n", {"<<": "a"}),
        ("{a: , 'b': , c : , \"d\":}\n", {"a": "", "b": "", "c": "", "d": ""}),
        ("{question: From what?, a: b ? c}", {"question": "From what?", "a": "b ? c"}),
        ("{a: http://x.org/?q=1, b: “c”}", {"a": "http://x.org/?q=1", "b": "“c”"}),
        ("a: |\n  x\n  \ty\nb:\tc\n", {"a": "x\n\ty\n", "b": "c"}),
        ("a: […]\n", {"a": ["…"]}),
    ],
)
def test_values_are_text_lists_and_mappings(document: str, value: object) -> None:
    node, findings = read(document)
    assert plain(node) == value
    assert findings == ""


def test_everything_knows_the_span_it_stands_in() -> None:
    document = "a:\n  - “b”\n  - {c: 'd e'}  # why\nf: >\n  g\n  h\n\n# end\n"
    node, _ = read(document)
    assert [document[part.start : part.end] for part in nodes(node)] == [
        "a:\n  - “b”\n  - {c: 'd e'}  # why\nf: >\n  g\n  h",
        "a",
        "- “b”\n  - {c: 'd e'}",
        "“b”",
        "{c: 'd e'}",
        "c",
        "'d e'",
        "f",
        ">\n  g\n  h",
    ]


@pytest.mark.parametrize(
    ("block", "end"),
    [
        ("|\n  x\n\n\n", 5),
        ("|\n  x  \n\n", 7),
        (">+\n  x\n \n", 6),
        ("|  # why\n\n\n", 8),
        ("|\r\n  x\r\n\r\n", 6),
    ],
)
def test_a_block_ends_with_its_own_text(block: str, end: int) -> None:
    node, _ = read(f"- {block}# a comment\n")
    assert isinstance(node, Listing)
    assert node.items[0].end == 2 + end


ODD = {
    "a: &x b\nc: *x\n": (
        {"a": "b", "c": "b"},
        "a.yaml:1:4: error yaml-anchor: “&x” is an anchor\n    a: &x b\n       ^^\n"
        "  hint: write the value out in each place that uses it\n"
        "a.yaml:2:4: error yaml-anchor: “*x” is an alias\n    c: *x\n       ^^\n"
        "  hint: write the value out in each place that uses it; "
        "put a text that begins with * in quotation marks",
    ),
    "a:\n  <<: {b: c}\n": (
        {"a": {}},
        "a.yaml:2:3: error yaml-anchor: “<<” is a merge key\n    <<: {b: c}\n    ^^\n"
        "  hint: write the entries out in each place that uses them",
    ),
    "a: !!int 3\n": (
        {"a": "3"},
        "a.yaml:1:4: error yaml-tag: “!!int” is a tag\n    a: !!int 3\n       ^^^^^\n"
        "  hint: put a text that begins with ! in quotation marks",
    ),
    "%TAG !e! x\n---\na: b\n": (
        {"a": "b"},
        "a.yaml:1:1: error yaml-tag: a %TAG line declares tags\n    %TAG !e! x\n    ^\n"
        "  hint: delete it",
    ),
    "a: !e!f b\n": (
        None,
        "a.yaml:1:4: error yaml-tag: this reads as a tag\n    a: !e!f b\n       ^\n"
        "  hint: put a text that begins with ! in quotation marks",
    ),
    "a: b\nc: d\na: e\n": (
        {"a": "b", "c": "d"},
        "a.yaml:3:1: error key-duplicate: “a” stands twice in this mapping: lines 1 and 3\n"
        "    a: e\n    ^\n  hint: keep one of them",
    ),
    "a: b\n---\nc: d\n": (
        {"a": "b"},
        "a.yaml:2:1: error yaml-documents: a second document begins here\n    ---\n    ^^^\n"
        "  hint: delete the line `---` or `...`, or move what follows to a file of its own",
    ),
    "a: b\n...\nc: d\n": (
        None,
        "a.yaml:3:1: error yaml-documents: a second document begins here\n    c: d\n    ^\n"
        "  hint: delete the line `---` or `...`, or move what follows to a file of its own",
    ),
    "[a]: b\nc: d\n": (
        {"c": "d"},
        "a.yaml:1:1: error value-shape: a key is text, not a list\n    [a]: b\n    ^^^\n"
        "  hint: put a key that begins with [ or { in quotation marks",
    ),
    "? {a: b}\n: c\n": (
        {},
        "a.yaml:1:3: error value-shape: a key is text, not a mapping\n    ? {a: b}\n      ^^^^^^\n"
        "  hint: put a key that begins with [ or { in quotation marks",
    ),
    "{says: thousands, in Britain, by: nca}": (
        {"says": "thousands", "by": "nca"},
        "a.yaml:1:19: error flow-split: “in Britain” stands here as a key, without a value\n"
        "    {says: thousands, in Britain, by: nca}\n                      ^^^^^^^^^^\n"
        "  hint: an unquoted comma ends a value: put the whole value in quotation marks",
    ),
    "{question: Why, ?or not}": (
        {"question": "Why"},
        "a.yaml:1:18: error flow-split: “or not” stands here as a key, without a value\n"
        "    {question: Why, ?or not}\n                     ^^^^^^\n"
        "  hint: an unquoted ? begins a key: put the value in quotation marks",
    ),
    "{seed:000}": (
        {},
        "a.yaml:1:2: error flow-split: “seed:000” stands here as a key, without a value\n"
        "    {seed:000}\n     ^^^^^^^^\n"
        "  hint: put a space after the colon",
    ),
    "text: {name}": (
        {"text": {}},
        "a.yaml:1:8: error flow-split: “name” stands here as a key, without a value\n"
        "    text: {name}\n           ^^^^\n"
        "  hint: each key in { } has a colon and a value; put other text in quotation marks",
    ),
    'a: "\\u202Eb\\0"\n': (
        {"a": "\u202eb\0"},
        "a.yaml:1:12: error yaml-control: this escape stands for U+0000, a control character\n"
        '    a: "\\u202Eb\\0"\n               ^\n  hint: delete it\n'
        "a.yaml:1:5: error yaml-control: "
        "this escape stands for U+202E, a bidirectional control character\n"
        '    a: "\\u202Eb\\0"\n        ^\n  hint: delete it',
    ),
}


@pytest.mark.parametrize("document", ODD)
def test_what_is_refused_leaves_the_rest_readable(document: str) -> None:
    node, findings = read(document)
    assert (plain(node), findings) == ODD[document]


def test_all_of_them_are_reported_in_one_reading() -> None:
    document = "a: &x !!str b\nc: {<<: *x, d: *y}\na: !t |\n  e\na: [&z f, *z]\n{g}: h\n"
    node, findings = parse(Source(name="a.yaml", text=document))
    assert plain(node) == {"a": "b", "c": {}}
    assert [(f.code, f.place.line, f.place.column) for f in findings] == [
        ("yaml-anchor", 1, 4),
        ("yaml-tag", 1, 7),
        ("yaml-anchor", 2, 5),
        ("yaml-anchor", 2, 9),
        ("yaml-anchor", 2, 16),
        ("yaml-tag", 3, 4),
        ("key-duplicate", 3, 1),
        ("yaml-anchor", 5, 5),
        ("yaml-anchor", 5, 11),
        ("key-duplicate", 5, 1),
        ("flow-split", 6, 2),
        ("value-shape", 6, 1),
    ]


def test_a_text_begins_after_its_anchor_and_tag() -> None:
    document = "a: &x !t 'b'\nc: !t &y # why\n  d\ne: !t\nf: &z:g\n"
    node, _ = read(document)
    assert isinstance(node, Mapping)
    spans = [document[text.start : text.end] for text in node.entries.values()]
    assert spans == ["'b'", "d", "", ":g"]


def test_aliases_cannot_multiply() -> None:
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    node, _ = read("\n".join(lines))
    assert len(nodes(node)) < 60


SHORT = (
    lambda depth: "[" * depth + "]" * depth,
    lambda depth: "{a: " * depth + "}" * depth,
    lambda depth: "- " * depth + "x",
    lambda depth: "? " * depth + "x",
)
LONG = (
    lambda depth: "\n".join(" " * n + "a:" for n in range(depth)),  # as long as depth squared
    lambda depth: "[a: " * (depth // 2) + "x" + "]" * (depth // 2),
)
OPEN = (lambda depth: "[" * depth,)


def nested(depth: int, *kinds: tuple[Callable[[int], str], ...]) -> list[str]:
    return [write(depth) for kind in kinds for write in kind]


def begun(document: str) -> str:
    return f"{document[:12]!r} and so on, {len(document)}"


@pytest.mark.parametrize("document", nested(20, SHORT, LONG), ids=begun)
def test_twenty_levels_are_read(document: str) -> None:
    _, findings = read(document)
    assert "yaml-depth" not in findings


@pytest.mark.parametrize(
    "document",
    [*nested(22, OPEN, SHORT, LONG), *nested(80_000, OPEN, SHORT), *nested(3_000, LONG)],
    ids=begun,
)
def test_one_more_is_refused_however_deep_it_goes(document: str) -> None:
    node, findings = read(document)
    assert node is None
    assert "error yaml-depth: this is nested more than 20 deep\n" in findings
    assert findings.endswith("hint: use fewer levels")


def test_a_large_file_is_read_whole() -> None:
    node, findings = read("".join(f"- id: s{n}\n  text: 'words {n}'\n" for n in range(5_000)))
    assert isinstance(node, Listing)
    assert (len(node.items), findings) == (5_000, "")


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ("{" + ", ".join(f"k{n}" for n in range(5_000)) + "}", "flow-split"),
        ("\n".join(f"k{n}: a" for n in [*range(2_000), *range(2_000)]), "key-duplicate"),
        ("- &a x\n" + "- *a\n" * 5_000, "yaml-anchor"),
        ("- !a x\n" * 5_000, "yaml-tag"),
        ("- a #b\n" * 5_000, "yaml-comment"),
        ('- "\\0"\n' * 5_000, "yaml-control"),
    ],
)
def test_the_reading_ends_after_a_thousand_faults(document: str, code: str) -> None:
    node, findings = parse(Source(name="a.yaml", text=document))
    assert node is None
    assert {found.code for found in findings[:-1]} == {code}
    assert len(findings) == 1_002
    assert (
        as_text(findings[-1])
        .splitlines()[0]
        .endswith(
            ": error file-unreadable: the reading ends here: the file has more than 1,000 faults"
        )
    )
    assert findings[-1].place.line == 1 or findings[-1].place.line > 1_000
    assert len(report(findings)) < 20_000


def test_tabs_beyond_a_thousand_are_not_told() -> None:
    node, findings = parse(Source(name="a.yaml", text="a: [\n" + "\tb,\n" * 5_000 + "]"))
    assert node is not None
    assert [found.code for found in findings] == ["yaml-tab"] * 1_000


@pytest.mark.parametrize("end", ["", "]"])
def test_a_file_with_too_many_values_is_not_read(end: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yamltext, "_MOST", 2_500)  # of 250,000: so many take a second
    node, findings = parse(Source(name="a.yaml", text="[" + "a," * 2_498 + "a]"))
    assert (node is not None, findings) == (True, [])
    node, findings = parse(Source(name="a.yaml", text="[" + "a," * 2_501 + end))
    assert node is None
    assert [as_text(found).splitlines()[0] for found in findings] == [
        "a.yaml:1:5003: error file-unreadable: "
        "the reading ends here: the file has more than 2,500 values"
    ]


@pytest.mark.parametrize("sign", ["", "'", '"', "|", ">"])
def test_a_text_has_a_million_characters(sign: str) -> None:
    start, end = (f"{sign}\n    ", "") if sign in ("|", ">") else (sign, sign)
    node, findings = parse(Source(name="a.yaml", text=f"- a: {start}{'b' * 999_999}{end}\n"))
    assert (node is not None, findings) == (True, [])
    text = f"- a: {start}{'b' * 1_000_001}{end}\n"
    node, findings = parse(Source(name="a.yaml", text=text))
    assert node is None
    (found,) = findings
    assert (found.place.line, found.place.column) == (1, 6)
    assert len(as_text(found)) < 400
    assert found.message == "this text has more than 1,000,000 characters"


@pytest.mark.parametrize(
    "text",
    [
        *(sign * 50_000 for sign in "[{#'\" \t\r\n\\!&*|>%@`-?:,"),
        *(
            sign * 100_000
            for sign in ("- ", "? ", ": ", "a: ", "- a\n", "--- \n", '""', "''", "[]")
        ),
        *(start + " " * 50_000 + end for start in ("a:", "a: 'b", "- b", "[") for end in ("", "'")),
        *("a: " + sign * 30_000 for sign in ("#", " #", "b ", "'", "\\", "\ufeff", "\x01", "&a ")),
        "a: |\n" + " \n" * 30_000 + "b",
        "a: " + "&a" * 30_000 + " b",
        "- " + "<<<<<<< " * 20_000 + "\n" + "=======\n" * 20_000,
    ],
    ids=lambda text: f"{text[:5]!a}",
)
@pytest.mark.no_cover
def test_a_file_of_one_sign_is_read_in_good_time(text: str) -> None:
    before = process_time()
    source, findings = decode("a.yaml", text.encode())
    assert source is not None
    node, found = parse(source)
    assert len(report([*findings, *found])) < 20_000
    for part in nodes(node):
        assert isinstance(part, Text) <= (0 <= part.start <= part.end <= len(text))
    assert process_time() - before < 20


@pytest.mark.parametrize("text", ["a: b\x00", "\x1b", "a: \ud800", "\ufffe"])
def test_what_the_parser_refuses_outright_is_a_control_character(text: str) -> None:
    node, findings = parse(Source(name="a.yaml", text=text))
    assert node is None
    assert [found.code for found in findings] == ["yaml-control"]


YAMLISH = st.text(alphabet="ab:-?,[]{}#&*!|>'\"%@`\\ \n\t~<=….“0\r\u2028\ufeff", max_size=60)


@given(st.one_of(st.text(max_size=60), YAMLISH))
def test_any_text_is_a_value_or_a_finding(text: str) -> None:
    source, findings = decode("a.yaml", text.encode())
    assert source is not None or findings
    for each in filter(None, [source, Source(name="a.yaml", text=text)]):
        node, found = parse(each)
        assert node is not None or found or not plain(node)
        assert bool(report(found)) is bool(found)
        for part in nodes(node):
            assert 0 <= part.start <= part.end <= len(text)
            if isinstance(part, Text):
                assert part.start <= part.at(0) <= part.at(len(part)) <= part.end
