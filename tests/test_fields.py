from __future__ import annotations

from time import process_time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.fields import Fields, as_list, as_mapping, is_identifier
from site_builder.findings import as_text
from site_builder.places import Source, Text
from site_builder.yamltext import Mapping, parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from site_builder.findings import Finding

KINDS = ("count", "estimate", "judgement")
GETTERS: dict[str, Callable[[Fields], object]] = {
    "text": lambda f: f.text("k"),
    "maybe_text": lambda f: f.maybe_text("k"),
    "choice": lambda f: f.choice("k", KINDS),
    "choice with default": lambda f: f.choice("k", KINDS, default="estimate"),
    "maybe_choice": lambda f: f.maybe_choice("k", KINDS),
    "identifier": lambda f: f.identifier("k"),
    "texts": lambda f: f.texts("k"),
    "date": lambda f: f.date("k"),
    "maybe_date": lambda f: f.maybe_date("k"),
    "whole": lambda f: f.whole("k"),
    "paragraphs": lambda f: f.paragraphs("k"),
    "mapping": lambda f: f.mapping("k"),
    "items": lambda f: f.items("k"),
    "node": lambda f: f.node("k"),
}
REQUIRED = {"text", "choice", "identifier", "date"}


def mapping(document: str) -> Mapping:
    node, _ = parse(Source(name="a.yaml", text=document))
    assert isinstance(node, Mapping)
    return node


def get(getter: str, document: str) -> tuple[object, str]:
    """Return what the getter gives for key `k`, and the findings as text."""
    findings: list[Finding] = []
    fields = Fields(mapping(document), findings, "a statement")
    value = GETTERS[getter](fields)
    fields.close()
    return value, "\n".join(map(as_text, findings))


@pytest.mark.parametrize(
    ("getter", "written", "value"),
    [
        ("text", "Known “reports”", "Known “reports”"),
        ("text", "'null'", "null"),
        ("text", "no", "no"),
        ("maybe_text", "words", "words"),
        ("choice", "judgement", "judgement"),
        ("choice with default", "count", "count"),
        ("choice with default", "~", "estimate"),
        ("maybe_choice", "'count'", "count"),
        ("identifier", "sixfold-rise", "sixfold-rise"),
        ("identifier", "4-in-5", "4-in-5"),
        ("identifier", "a" * 80, "a" * 80),
        ("identifier", "con-artists", "con-artists"),
        ("texts", "nca", ("nca",)),
        ("texts", "[nca, 'null']", ("nca", "null")),
        ("texts", "[]", ()),
        ("date", "2026-11-21", "2026-11-21"),
        ("maybe_date", "2024-02-29", "2024-02-29"),
        ("whole", "12", 12),
        ("paragraphs", "12", (12, 12)),
        ("paragraphs", "15-23", (15, 23)),
        ("paragraphs", "7-7", (7, 7)),
        ("items", "[a, b]", ("a", "b")),
        ("node", "words", "words"),
        ("node", "null", "null"),
    ],
)
def test_what_is_right_comes_back(getter: str, written: str, value: object) -> None:
    assert get(getter, f"k: {written}\n") == (value, "")


def test_a_mapping_comes_back_as_it_stands() -> None:
    value, findings = get("mapping", "k: {a: b}\n")
    assert isinstance(value, Mapping)
    assert (value.entries, findings) == ({"a": "b"}, "")


@pytest.mark.parametrize("getter", sorted(GETTERS.keys() - REQUIRED))
def test_what_may_be_absent_is_absent_without_a_finding(getter: str) -> None:
    empty = {"texts": (), "items": (), "choice with default": "estimate"}.get(getter)
    assert get(getter, "{}") == (empty, "")
    if getter != "node":
        assert get(getter, "k:\n") == get(getter, "k: null\n") == get(getter, "k: ~\n")
        assert get(getter, "k:\n") == (empty, "")


HOLDS = {
    "text": "",
    "choice": " with one of: count, estimate, judgement",
    "identifier": " with lower-case letters a to z, digits and single hyphens, as in sixfold-rise",
    "date": " with a day, as in 2026-03-31",
}


@pytest.mark.parametrize("getter", sorted(REQUIRED))
def test_what_must_be_there_is_missed_at_the_mapping(getter: str) -> None:
    findings: list[Finding] = []
    node = mapping("# a comment\nother: x\n")
    value = GETTERS[getter](Fields(node, findings, "a statement"))
    assert value == ("count" if getter == "choice" else "")
    assert isinstance(value, Text)
    assert (str(value.place), value.start, value.end) == ("a.yaml:2:1", node.start, node.start)
    assert [as_text(found) for found in findings] == [
        "a.yaml:2:1: error key-missing: a statement needs “k”\n    other: x\n    ^"
        f"\n  hint: add a line `k: …`{HOLDS[getter]}"
    ]


@pytest.mark.parametrize("getter", sorted(REQUIRED))
@pytest.mark.parametrize("written", ["", "null", "~", "''", '" \\t "', "|\n  \n"])
def test_what_must_have_words_is_missed_where_it_is_empty(getter: str, written: str) -> None:
    value, findings = get(getter, f"k: {written}\n")
    assert value == ("count" if getter == "choice" else "")
    assert findings.startswith("a.yaml:1:")
    assert " error value-empty: “k” has no words" in findings


NOT_TEXT = "error value-shape: “k” must be text, not"
IN_QUOTES = "put a text that begins with [ in quotation marks"
HOLDS_COLON = "put a text that holds a colon and a space, or begins with {, in quotation marks"
ID_HINT = "use lower-case letters a to z, digits and single hyphens, as in sixfold-rise"
DATE_HINT = "write year, month and day in digits, as in 2026-11-21"
SPAN = "“k” is not a paragraph or a run of them"
SPAN_HINT = "write one number or two with a hyphen, as in 12 or 15-23"
ONE_OF = "it is one of: count, estimate, judgement"

WRONG = [
    ("text", "[…]", "", f"{NOT_TEXT} a list", IN_QUOTES),
    ("maybe_text", "{a: b}", None, f"{NOT_TEXT} a mapping", HOLDS_COLON),
    ("choice", "[count]", "count", f"{NOT_TEXT} a list", IN_QUOTES),
    ("maybe_choice", "{a: b}", None, f"{NOT_TEXT} a mapping", HOLDS_COLON),
    ("choice", "judgment", "count", "error value-choice: “k” cannot be “judgment”",
     f"did you mean “judgement”? {ONE_OF}"),
    ("choice with default", "Count", "estimate", "error value-choice: “k” cannot be “Count”",
     f"did you mean “count”? {ONE_OF}"),
    ("maybe_choice", "xyz", None, "error value-choice: “k” cannot be “xyz”", ONE_OF),
    ("identifier", "Sixfold_Rise", "", "error value-form: “Sixfold_Rise” cannot be an id", ID_HINT),
    ("identifier", "six--fold", "", "error value-form: “six--fold” cannot be an id", ID_HINT),
    ("identifier", "-six", "", "error value-form: “-six” cannot be an id", ID_HINT),
    ("identifier", "sécurité", "", "error value-form: “sécurité” cannot be an id", ID_HINT),
    ("identifier", "٣", "", "error value-form: “٣” cannot be an id", ID_HINT),
    ("identifier", "lpt1", "", "error value-form: “k” cannot be “lpt1”",
     "Windows keeps this name for itself"),
    ("identifier", "a" * 81, "",
     "error value-form: “k” is longer than 80 characters", "shorten it"),
    ("texts", "{a: b}", (), f"{NOT_TEXT} a mapping", HOLDS_COLON),
    ("date", "21 November 2026", "", "error value-form: “k” is not a date", DATE_HINT),
    ("maybe_date", "20261121", None, "error value-form: “k” is not a date", DATE_HINT),
    ("maybe_date", "2025-02-29", None, "error value-form: there is no day 2025-02-29",
     "check the month and the day"),
    ("date", "0000-01-01", "", "error value-form: there is no day 0000-01-01",
     "check the month and the day"),
    ("whole", "0", None, "error value-form: “k” is not a whole number",
     "write it in digits, as in 12"),
    ("whole", "-1", None, "error value-form: “k” is not a whole number",
     "write it in digits, as in 12"),
    ("whole", "012", None, "error value-form: “k” is not a whole number",
     "write it in digits, as in 12"),
    ("whole", "١٢", None, "error value-form: “k” is not a whole number",
     "write it in digits, as in 12"),
    ("whole", "9" * 50, None, "error value-form: “k” is not a whole number",
     "write it in digits, as in 12"),
    ("paragraphs", "15–23", None, f"error value-form: {SPAN}", SPAN_HINT),
    ("paragraphs", "15-", None, f"error value-form: {SPAN}", SPAN_HINT),
    ("paragraphs", "0-3", None, f"error value-form: {SPAN}", SPAN_HINT),
    ("paragraphs", "23-15", None, "error value-form: “k” ends before it begins",
     "write the smaller number first"),
    ("mapping", "words", None, "error value-shape: “k” must be a mapping, not text",
     "give each key a line, with a colon and a space after it"),
    ("mapping", "[a]", None, "error value-shape: “k” must be a mapping, not a list",
     "give each key a line, with a colon and a space after it"),
    ("items", "words", (), "error value-shape: “k” must be a list, not text",
     "give each entry a line that begins with `- `"),
    ("items", "{a: b}", (), "error value-shape: “k” must be a list, not a mapping",
     "give each entry a line that begins with `- `"),
]  # fmt: skip


@pytest.mark.parametrize(("getter", "written", "value", "message", "hint"), WRONG)
def test_what_is_wrong_is_a_finding_at_the_value(
    getter: str, written: str, value: object, message: str, hint: str
) -> None:
    got, findings = get(getter, f"k: {written}\n")
    assert got == value
    assert getter != "identifier" or not is_identifier(written)
    first, *snippet, last = findings.splitlines()
    assert first == f"a.yaml:1:4: {message}"
    assert snippet == [f"    k: {written}", f"       {'^' * len(written)}"]
    assert last == f"  hint: {hint}"


def test_a_list_or_a_mapping_may_be_required() -> None:
    findings: list[Finding] = []
    fields = Fields(mapping("a: [b]\nc: {d: e}\nf:\n"), findings, "an edition")
    assert fields.texts("a", required="words") == ("b",)
    assert fields.mapping("c", required="words") is not None
    assert not findings
    assert fields.texts("f", required="words") == ()
    assert fields.mapping("g", required="words") is None
    assert [found.message for found in findings] == ["“f” has no words", "an edition needs “g”"]
    assert [found.hint for found in findings] == [
        "fill it in: words",
        "add a line `g: …` with words",
    ]
    assert fields.texts("h", required="words") == ()
    assert findings[-1].message == "an edition needs “h”"
    here = fields.here()
    assert (here, str(here.place)) == ("", "a.yaml:1:1")


def test_the_wrong_entries_of_a_list_are_left_out() -> None:
    value, findings = get("texts", "k:\n  - nca\n  -\n  - [a]\n  - Why: because\n  - iwf\n")
    assert value == ("nca", "iwf")
    assert findings == (
        "a.yaml:3:4: error value-empty: an entry of “k” has no words\n    -\n     ^\n"
        "  hint: fill it in\n"
        "a.yaml:4:5: error value-shape: an entry of “k” must be text, not a list\n"
        f"    - [a]\n      ^^^\n  hint: {IN_QUOTES}\n"
        "a.yaml:5:5: error value-shape: an entry of “k” must be text, not a mapping\n"
        f"    - Why: because\n      ^^^^^^^^^^^^\n  hint: {HOLDS_COLON}"
    )


def test_many_choices_are_not_listed() -> None:
    findings: list[Finding] = []
    fields = Fields(mapping("k: s-12x\nj: zzz\n"), findings, "a statement")
    choices = [f"s-{n}" for n in range(40)]
    assert fields.choice("k", iter(choices)) == "s-0"
    assert fields.maybe_choice("j", iter(choices)) is None
    assert [found.hint for found in findings] == ["did you mean “s-12”?", ""]


def test_unknown_keys_are_told_at_the_close() -> None:
    findings: list[Finding] = []
    fields = Fields(mapping("id: a\ntxt: b\nzzz: c\n"), findings, "a statement")
    fields.identifier("id")
    fields.maybe_text("text")
    fields.node("evidence")
    fields.close()
    assert [as_text(found) for found in findings] == [
        "a.yaml:2:1: error key-unknown: a statement has no key “txt”\n    txt: b\n    ^^^\n"
        "  hint: did you mean “text”? it may have: evidence, id, text",
        "a.yaml:3:1: error key-unknown: a statement has no key “zzz”\n    zzz: c\n    ^^^\n"
        "  hint: it may have: evidence, id, text",
    ]


def test_a_key_already_there_is_the_last_guess() -> None:
    findings: list[Finding] = []
    fields = Fields(mapping("text: a\ntexts: b\nalsoo: c\n"), findings, "a statement")
    for key in ("text", "also"):
        fields.maybe_text(key)
    fields.close()
    assert [found.hint for found in findings] == [
        "did you mean “text”? it may have: also, text",
        "did you mean “also”? it may have: also, text",
    ]


def test_a_file_of_the_wrong_shape_is_told_once() -> None:
    findings: list[Finding] = []
    words, _ = parse(Source(name="a.yaml", text="only words"))
    nothing, _ = parse(Source(name="a.yaml", text="- a\n-\n"))
    assert words is not None
    assert nothing is not None
    assert as_mapping(words, findings, "site.yaml") is None
    assert as_mapping(nothing, findings, "site.yaml") is None
    assert as_list(words, findings, "speakers.yaml") == ()
    items = as_list(nothing, findings, "speakers.yaml")
    assert items == ("a", "")
    assert as_mapping(items[1], findings, "a speaker") is None
    node = mapping("a: b")
    assert as_mapping(node, findings, "site.yaml") is node
    assert [found.message for found in findings] == [
        "site.yaml must be a mapping, not text",
        "site.yaml must be a mapping, not a list",
        "speakers.yaml must be a list, not text",
        "a speaker must be a mapping, not nothing",
    ]


def test_a_long_value_is_cut_in_the_message() -> None:
    _, findings = get("choice", f"k: >\n  {'long ' * 30}\n  words\n")
    assert findings.splitlines()[0] == (
        f"a.yaml:1:4: error value-choice: “k” cannot be “{('long ' * 12)[:59]}…”"
    )


@given(st.sampled_from(sorted(GETTERS)), st.text(alphabet="k ab-01:[]{}\n'\"~é", max_size=30))
def test_any_value_is_read_or_reported(getter: str, written: str) -> None:
    node, _ = parse(Source(name="a.yaml", text=f"k: {written}"))
    if isinstance(node, Mapping):
        findings: list[Finding] = []
        fields = Fields(node, findings, "a statement")
        value = GETTERS[getter](fields)
        fields.close()
        assert value or findings or getter not in REQUIRED
        assert all(as_text(found).startswith("a.yaml:") for found in findings)


def test_a_word_that_only_looks_like_one_of_the_choices_is_told_apart_by_name() -> None:
    assert get("choice", "k: \u0441ount\u200b")[1] == (
        "a.yaml:1:4: error value-choice: “k” cannot be “\u0441ount\ufffd”\n"
        "    k: \u0441ount\ufffd\n       ^^^^^^\n"
        "  hint: did you mean “count”? (yours has U+0441 CYRILLIC SMALL LETTER ES where "
        "it has U+0063 LATIN SMALL LETTER C; yours has U+200B ZERO WIDTH SPACE which it lacks) "
        "it is one of: count, estimate, judgement"
    )


def test_a_key_that_is_missing_as_another_is_misspelt_is_one_finding() -> None:
    findings: list[Finding] = []
    fields = Fields(mapping("knid: x\nkidn: x\n"), findings, "a statement")
    fields.text("kind")
    fields.text("date")
    fields.close()
    assert [found.code for found in findings] == ["key-missing", "key-unknown", "key-unknown"]
    assert findings[0].message == "a statement needs “date”"


@pytest.mark.no_cover
def test_a_great_many_faults_are_told_in_good_time() -> None:
    before = process_time()
    findings: list[Finding] = []
    entry = mapping("knid: x\nk: y\n")
    for _ in range(10_000):
        fields = Fields(entry, findings, "a statement")
        fields.choice("k", KINDS)
        fields.text("kind")
        fields.close()
    assert len(findings) == 20_000
    assert findings[0].hint == "it is one of: count, estimate, judgement"
    assert findings[1].hint == "did you mean “kind”? it may have: k, kind"
    last = [found for found in findings if found.code == "key-unknown"][-1]
    assert last.hint == "it may have: k, kind"
    assert process_time() - before < 20


@pytest.mark.parametrize("getter", GETTERS)
@pytest.mark.parametrize("value", ["“" + "é" * 100_000 + "”", "'a " + "b\n\n  c " * 20_000 + "'"])
def test_no_message_is_long_however_long_the_value(getter: str, value: str) -> None:
    found = get(getter, f"k: {value}")[1]
    assert len(found) < 600
    found = get(getter, f"? {value}\n: k")[1]
    assert len(found) < 1_200
