from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.findings import (
    COLOURS,
    Finding,
    Severity,
    Snippet,
    as_text,
    finding,
    has_errors,
    in_order,
    printable,
    report,
)
from site_builder.places import Place, Source, Text
from site_builder.yamltext import Mapping, parse

FILE = "content/a.yaml"


def at(text: str, start: int, end: int) -> Finding:
    return finding("value-form", (Source(name=FILE, text=text), start, end), "wrong")


def shown(found: Finding) -> tuple[str, str]:
    """Return the snippet's text and what of it has carets."""
    snippet = found.snippet
    assert snippet is not None
    return snippet.text, snippet.text[snippet.start : snippet.end]


def value(document: str) -> Text:
    """Return the text under `k`."""
    node, findings = parse(Source(name=FILE, text=document))
    assert isinstance(node, Mapping)
    assert findings == []
    text = node.entries["k"]
    assert isinstance(text, Text)
    return text


@pytest.mark.parametrize(
    ("text", "start", "end", "place", "line", "carets"),
    [
        ("ab cd", 3, 5, (1, 4), "ab cd", "cd"),
        ("  ab cd", 2, 4, (1, 3), "ab cd", "ab"),
        ("x\n  ab\ny", 4, 6, (2, 3), "ab", "ab"),
        ("x\r\n\tab\r\ny", 4, 6, (2, 2), "ab", "ab"),
        ("ab\ncd", 0, 5, (1, 1), "ab", "ab"),
        ("ab", 0, 0, (1, 1), "ab", "a"),
        ("ab", 2, 2, (1, 3), "ab", ""),
        ("ab  ", 2, 4, (1, 3), "ab", ""),
        ("", 0, 1, (1, 1), "", ""),
        ("   ", 1, 2, (1, 2), "", ""),
    ],
)
def test_a_snippet_is_the_line_without_its_indentation(
    text: str, start: int, end: int, place: tuple[int, int], line: str, carets: str
) -> None:
    found = at(text, start, end)
    assert (found.place.file, found.place.line, found.place.column) == (FILE, *place)
    assert shown(found) == (line, carets)


LONG = " ".join(f"word{number:03}" for number in range(100))


@pytest.mark.parametrize(
    ("start", "end"), [(0, 7), (80, 87), (160, 167), (400, 407), (792, 799), (0, 90), (400, 490)]
)
def test_a_long_line_is_cut_to_a_window_around_the_span(start: int, end: int) -> None:
    text, carets = shown(at(LONG, start, end))
    assert len(text) <= 96
    assert carets == LONG[start:end]
    assert text in LONG


def test_the_carets_of_a_long_span_end_with_the_window() -> None:
    text, carets = shown(at(LONG, 200, 700))
    assert text == carets == LONG[200:296].rstrip()


@given(st.text(alphabet="ab \t\u00e9\n\r", max_size=400), st.integers(0, 400), st.integers(0, 400))
def test_carets_always_stand_where_the_span_begins(text: str, one: int, two: int) -> None:
    start, end = sorted((min(one, len(text)), min(two, len(text))))
    found = at(text, start, end)
    snippet = found.snippet
    assert snippet is not None
    assert 0 <= snippet.start < snippet.end <= 97
    assert len(snippet.text) <= 96
    line = Source(name=FILE, text=text).line(found.place.line)
    assert found.place.column <= len(line) + 3
    if start < end and not text[start].isspace():
        assert snippet.text[snippet.start] == text[start]


@pytest.mark.parametrize(
    ("document", "span", "place", "carets"),
    [
        ("k: one two", None, (1, 4), "one two"),
        ("k: one two", (4, 7), (1, 8), "two"),
        ("k: one two", (4, 4), (1, 8), "t"),
        ("k: one two", (6, 7), (1, 10), "o"),
        ('k: "one\\u0020two"', (3, 4), (1, 8), "\\"),
        ('k: "one\\u0020two"', (3, 5), (1, 8), "\\u0020t"),
        ("k: >-\n  one\n  two", (4, 7), (3, 3), "two"),
        ("k: |\n  one\n   two", (4, 8), (3, 3), " two"),
        ("k: 'it''s'", (2, 4), (1, 7), "''s"),
    ],
)
def test_a_part_of_a_text(
    document: str, span: tuple[int, int] | None, place: tuple[int, int], carets: str
) -> None:
    found = finding("value-form", value(document), "wrong", span=span)
    assert (found.place.line, found.place.column) == place
    assert shown(found)[1] == carets.lstrip(" ") or shown(found)[1] == carets


def test_a_line_of_megabytes_costs_no_more_than_its_window() -> None:
    source = Source(name=FILE, text="ab " * 4_000_000)
    for start in range(9_000_000, 9_060_000, 3):  # some hours, if the line were looked at
        found = finding("value-form", (source, start, start + 2), "wrong")
    assert shown(found)[1] == "ab"


@pytest.mark.parametrize(
    ("document", "span", "end"),
    [
        ("k: one two", None, (1, 11)),
        ("k: one two", (0, 3), (1, 7)),
        ('k: "one\\u0020two"', (3, 5), (1, 15)),
        ("k: >-\n  one\n  two", None, (3, 6)),
    ],
)
def test_a_finding_knows_where_it_ends(
    document: str, span: tuple[int, int] | None, end: tuple[int, int]
) -> None:
    found = finding("value-form", value(document), "wrong", span=span)
    assert found.end == Place(file=FILE, line=end[0], column=end[1])


def test_a_place_has_no_snippet_and_no_end() -> None:
    found = finding("seed-empty", Place(file="seeds/1.txt"), "no text", hint="write some")
    assert (found.snippet, found.end) == (None, None)
    assert as_text(found) == "seeds/1.txt: error seed-empty: no text\n  hint: write some"


def test_a_finding_has_a_code_of_the_list() -> None:
    with pytest.raises(ValueError, match="no-such-code"):
        Finding(code="no-such-code", place=Place(file="a"), message="")
    with pytest.raises(KeyError):
        finding("no-such-code", Place(file="a"), "")


def test_everything_a_finding_can_say() -> None:
    source = Source(name=FILE, text="title: Pool\n")
    found = finding("value-form", (source, 7, 11), "wrong", hint="mend it", notes=("one", "two"))
    assert as_text(found).splitlines() == [
        "content/a.yaml:1:8: error value-form: wrong",
        "    title: Pool",
        "           ^^^^",
        "  one",
        "  two",
        "  hint: mend it",
    ]


@pytest.mark.parametrize("char", ["\x1b", "\x07", "\u202e", "\u200b", "\u2028", "\x85", "\ud800"])
def test_no_character_reaches_the_terminal_that_could_act_there(char: str) -> None:
    source = Source(name=FILE, text=f"a{char}b")
    found = finding("value-form", (source, 0, 1), f"m{char}", hint=f"h{char}", notes=(f"n{char}",))
    text = as_text(found)
    assert char not in text
    assert text.count("\N{REPLACEMENT CHARACTER}") == 4


def test_no_words_begin_a_line_of_their_own() -> None:
    forged = "x\nb.yaml:1:1: error value-form: forged\r\n::error::forged"
    found = finding("value-form", Place(file=forged), forged, hint=forged, notes=(forged,))
    assert len(report([found]).splitlines()) == 3
    assert not re.search("^(b.yaml|::error)", as_text(found), re.MULTILINE)


def test_what_is_long_is_cut_and_the_place_is_kept() -> None:
    place = Place(file="x" * 5000, line=3, column=4)
    text = as_text(finding("value-form", place, "y" * 5000, hint="z" * 5000, notes=["n"] * 99))
    assert len(text) < 2000
    assert text.startswith("x" * 599 + "…:3:4: error value-form: yyy")
    assert text.endswith("z…")


def test_printable_keeps_what_may_be_printed() -> None:
    assert printable("“Ärger” – 🙂") == "“Ärger” – 🙂"
    assert printable("a\tb\u00adc") == "a�b�c"
    assert printable("abcdef", 4) == "abc…"


def test_colour_changes_nothing_but_the_colour() -> None:
    source = Source(name=FILE, text="title: Pool\n")
    found = finding("value-form", (source, 7, 11), "wrong", hint="mend it", notes=("one",))
    warning = plain("a", 1, "speaker-unused")
    coloured = report([found, warning], COLOURS)
    assert "\x1b[31merror\x1b[0m \x1b[1mvalue-form\x1b[0m: wrong" in coloured
    assert "\x1b[31m^^^^\x1b[0m" in coloured
    assert "\x1b[36mhint:\x1b[0m mend it" in coloured
    assert "\x1b[35mwarning\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9]+m", "", coloured) == report([found, warning])


@given(st.text(), st.text())
def test_a_report_is_printable(message: str, line: str) -> None:
    source = Source(name=FILE, text=line)
    text = report([finding("value-form", (source, 0, 1), message)])
    assert all(unicodedata.category(char)[0] != "C" or char == "\n" for char in text)


def plain(file: str, line: int, code: str = "value-form", message: str = "wrong") -> Finding:
    return finding(code, Place(file=file, line=line, column=1), message)


def test_findings_come_in_the_order_of_their_places_each_once() -> None:
    wanted = [
        plain("a", 2),
        plain("a", 10),
        plain("b", 1, "key-missing"),
        plain("b", 1, "value-form", "one"),
        plain("b", 1, "value-form", "two"),
    ]
    assert in_order([*reversed(wanted), *wanted]) == wanted


def test_a_report_of_nothing_is_empty() -> None:
    assert report([]) == ""


@pytest.mark.parametrize(
    ("messages", "printed"),
    [(["wrong"] * 500, 3), (["wrong"] * 3, 3), ([f"wrong {n}" for n in range(500)], 20)],
)
def test_many_alike_in_one_file_are_summed_up(messages: list[str], printed: int) -> None:
    many = [plain("a", line, message=words) for line, words in enumerate(messages, start=1)]
    others = [plain("b", 1), plain("a", 3, "key-missing")]
    lines = report([*many, *others]).splitlines()
    every = [f"a:{n}:1: error value-form: {words}" for n, words in enumerate(messages, start=1)]
    assert [line for line in lines if line in every] == every[:printed]
    assert {"b:1:1: error value-form: wrong", "a:3:1: error key-missing: wrong"} <= set(lines)
    left = len(messages) - printed
    assert (lines[-1] == f"a: {left} more value-form, not shown") is (left > 0)


@pytest.mark.parametrize("sign", ["x", "“", "\N{SLIGHTLY SMILING FACE}"])
def test_a_report_is_not_without_end(sign: str) -> None:
    many = [plain(f"{n}.yaml", 1, message=f"{n} {sign * 300}") for n in range(5000)]
    text = report(many)
    assert 50_000 < len(text.encode("ascii", "backslashreplace")) < 64_000
    *lines, last = text.splitlines()
    assert last == f"not shown: {5000 - len(lines)} more"


def test_many_files_with_many_alike_are_counted_in_the_last_line() -> None:
    many = [plain(f"{f}.yaml", line) for f in range(700) for line in range(1, 6)]
    *lines, last = report(many).splitlines()
    told = sum(int(line.split()[1]) if "not shown" in line else 1 for line in lines)
    assert last == f"not shown: {3500 - told} more"


def test_few_of_what_coverage_lists_are_printed() -> None:
    many = [plain("seeds/a.txt", n, "sentence-unreviewed", f"wrong {n}") for n in range(1, 30)]
    lines = report(many).splitlines()
    assert lines[-1] == "seeds/a.txt: 25 more sentence-unreviewed: `coverage` lists them"
    assert len(lines) == 5


def test_one_finding_is_shown_however_long_it_is() -> None:
    sign = "\N{SLIGHTLY SMILING FACE}"
    vast = finding("value-form", Place(file="a"), sign * 600, notes=[sign * 600] * 12)
    assert report([vast]).startswith("a: error value-form: ")
    assert report([vast, plain("b", 1)]).endswith("\nnot shown: 1 more")


def test_a_warning_stops_a_build_only_where_that_is_asked() -> None:
    warning = plain("a", 1, "speaker-unused")
    assert warning.severity is Severity.WARNING
    assert not has_errors([])
    assert not has_errors([], strict=True)
    assert not has_errors([warning])
    assert has_errors([warning], strict=True)
    assert has_errors([warning, plain("a", 1)])


def test_a_snippet_is_a_value() -> None:
    assert Snippet(text="a", start=0, end=1) == Snippet(text="a", start=0, end=1)
