from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.content import read_briefing
from site_builder.findings import report

if TYPE_CHECKING:
    from collections.abc import Mapping

    from site_builder.findings import Finding
    from site_builder.model import Briefing, Figure, Statement

SITE = "content/site.yaml"
THEME = "content/themes/the-pool.yaml"
RECORD = "content/sources/s.yaml"
LEDGERS = ("speakers", "origins", "terms", "differences", "gaps", "notes", "changes")
NAMES = (
    SITE,
    *(f"content/{name}.yaml" for name in LEDGERS),
    RECORD,
    THEME,
)
STATEMENT = """title: T
sections:
  - heading: H
    statements:
      - id: one
        text: Words.
        by: article
        given: own-words
        kind: event
        evidence: []
"""


def read(files: Mapping[str, str]) -> tuple[Briefing, str]:
    briefing, findings = read_briefing(
        {SITE: b"title: T\n"} | {n: files[n].encode() for n in files}
    )
    assert briefing is not None
    return briefing, report(f for f in findings if f.place.file != SITE)


def statement(more: str) -> tuple[Statement, str]:
    """Return a statement with these fields more, and the report."""
    briefing, found = read({THEME: STATEMENT + more})
    (made,) = briefing.statements()
    return made, found


def figure(inside: str) -> tuple[Figure, str]:
    made, found = statement(f"        figure: {{measure: people, {inside}}}\n")
    assert made.figure is not None
    return made.figure, found


def record(more: str) -> tuple[Briefing, str]:
    return read({RECORD: f"seed: s\nsha256: {'0' * 64}\nshort: S\n{more}\n"})


def first_lines(found: str) -> list[str]:
    """Return code and message of each finding, without its place."""
    lines = [line for line in found.splitlines() if line.startswith("content/")]
    return [line.split(": ", 1)[1] for line in lines]


def test_the_whole_base(pool: Mapping[str, bytes]) -> None:
    content = {name: data for name, data in pool.items() if name.startswith("content/")}
    briefing, findings = read_briefing(content)
    assert findings == []
    assert briefing is not None
    assert [theme.id for theme in briefing.themes] == ["lessons", "teachers", "the-pool"]
    theme = briefing.themes[2]
    assert [s.id for s in briefing.statements()][-11:-9] == ["opened", "first-day"]
    assert (theme.id, theme.file) == ("the-pool", THEME)
    opened, first_day = list(theme.statements())[:2]
    assert (opened.by, opened.via, opened.given, opened.kind) == (
        ("article",),
        (),
        "own-words",
        "event",
    )
    assert (opened.when, len(opened.evidence), len(opened.also)) == ("2025-05-03", 1, 1)
    assert first_day.figure is not None
    assert first_day.figure.numbers == (("value", "400"),)
    assert first_day.figure.not_with == ("came-to-opening",)
    assert [speaker.id for speaker in briefing.speakers if speaker.of] == [
        "mara-okafor",
        "priya-nair",
    ]
    assert [(o.id, o.by, o.kind) for o in briefing.origins] == [
        ("council-statement", ("council",), "statement")
    ]
    assert [(d.rank, len(d.accounts)) for d in briefing.differences] == [(1, 2), (2, 2), (3, 2)]
    assert [gap.seeds for gap in briefing.gaps] == [()]
    assert [note.checked for note in briefing.notes] == ["2026-11-20"]
    assert [(c.kind, c.statement) for c in briefing.changes] == [("clarification", "first-day")]
    first, second, third = briefing.records
    assert (first.seed, second.seed, third.seed) == ("100_pool", "200", "400")
    assert [label for label, fact in first.stated() if fact is not None] != []
    assert len(list(first.stretches())) == 6


def test_every_quote_keeps_its_place(pool: Mapping[str, bytes]) -> None:
    content = {name: data for name, data in pool.items() if name.startswith("content/")}
    briefing, _ = read_briefing(content)
    assert briefing is not None
    for made in briefing.statements():
        for entry in made.evidence:
            place = entry.quote.text.place
            line = content[place.file].decode().split("\n")[place.line - 1]
            assert line.strip().removeprefix("- ").startswith("quote: ")
            assert line[: place.column - 1].endswith("quote: ")


def test_without_a_site_file_there_is_no_briefing() -> None:
    briefing, findings = read_briefing({THEME: b"title: T\n"})
    assert briefing is None
    assert [f.code for f in findings] == ["file-missing"]


@pytest.mark.parametrize(
    ("site", "codes"),
    [
        (b"", ["value-empty"]),
        (b"# only a comment\n", ["value-empty"]),
        (b"- a\n", ["value-shape"]),
        (b"words", ["value-shape"]),
        (b"\xff", ["yaml-encoding"]),
        (b"a: 'b", ["yaml-syntax"]),
    ],
)
def test_a_site_file_that_is_no_mapping(site: bytes, codes: list[str]) -> None:
    briefing, findings = read_briefing({SITE: site})
    assert briefing is None
    assert [f.code for f in findings] == codes


@pytest.mark.parametrize("name", LEDGERS)
@pytest.mark.parametrize("data", ["", "# nothing yet\n", "[]\n"])
def test_a_list_may_be_empty_or_absent(name: str, data: str) -> None:
    briefing, found = read({f"content/{name}.yaml": data})
    assert found == ""
    assert getattr(briefing, name) == ()


@pytest.mark.parametrize("name", [RECORD, THEME])
def test_a_file_of_a_folder_is_not_empty(name: str) -> None:
    assert first_lines(read({name: "# nothing yet\n"})[1]) == [
        "error value-empty: the file is empty"
    ]


@pytest.mark.parametrize(
    "name",
    [
        "content/site.yml",
        "content/speakers.yml",
        "content/speaker.yaml",
        "content/record.yaml",
        "content/themes.yaml",
        "content/themes/a.yml",
        "content/themes/b/a.yaml",
        "content/notes/a.yaml",
        "content/sources/a.yaml.yml",
    ],
)
def test_a_file_that_nothing_reads_is_told(name: str) -> None:
    briefing, found = read({name: "title: T\n"})
    assert first_lines(found) == ["error file-unknown: the builder reads no file of this name"]
    assert (briefing.themes, briefing.records) == ((), ())


@pytest.mark.parametrize("name", ["Pool", "the pool", "pool_1", "con", "a" * 81, "pöol", "-a"])
def test_a_themes_name_can_be_an_address(name: str) -> None:
    _, found = read({f"content/themes/{name}.yaml": "title: T\n"})
    assert first_lines(found)[0].startswith("error value-form: a theme’s file name becomes an addr")


@pytest.mark.parametrize(
    "when",
    [
        *("2024", "202X", "2024-05", "2024-05~", "2024?", "2024%", "2024-XX", "2024-05-XX"),
        *("2024-02-29", "2022/2024", "2022/..", "2022/", "../2024", "/2024", "2022-01/2024-05-06~"),
    ],
)
def test_a_date_in_edtf(when: str) -> None:
    made, found = statement(f"        when: {when}\n")
    assert (made.when, found) == (when, "")


@pytest.mark.parametrize(
    "when",
    [
        *("May 2024", "24", "2024-13", "2024-1", "2024-02-30", "2023-02-29/..", "2024-05-32"),
        *("/", "..", "../..", "2022/2023/2024", "2022-2024", "2024~~", "20XX", "٢٠٢٤"),
    ],
)
def test_not_a_date_in_edtf(when: str) -> None:
    made, found = statement(f"        when: {when}\n")
    assert made.when is None
    assert first_lines(found) == ["error value-form: this is not a date in EDTF"]


@pytest.mark.parametrize(
    ("inside", "numbers"),
    [
        ("kind: count, value: 400", {"value": "400"}),
        ("kind: multiple, value: 6, unit: times", {"value": "6"}),
        ("kind: share, value: 4, of: 5", {"value": "4", "of": "5"}),
        ("kind: share, value: half", {"value": "half"}),
        ("kind: range, low: 13, high: 14", {"low": "13", "high": "14"}),
        ("kind: change, value: 6%, from: 2, to: 3", {"value": "6%", "from": "2", "to": "3"}),
        ("kind: change, value: 6%", {"value": "6%"}),
        ("kind: age, low: 11", {"low": "11"}),
        ("kind: age, high: 10", {"high": "10"}),
    ],
)
def test_each_kind_of_figure_has_its_numbers(inside: str, numbers: dict[str, str]) -> None:
    made, found = figure(inside)
    assert found == ""
    assert dict(made.numbers) == numbers


@pytest.mark.parametrize(
    ("inside", "start"),
    [
        ("kind: count", "error key-missing: a figure needs “value”"),
        ("kind: range, low: 1", "error key-missing: a figure needs “high”"),
        ("kind: count, value: 1, low: 2", "error key-unknown: a figure has no key “low”"),
        ("kind: sum, value: 1", "error value-choice: “kind” cannot be “sum”"),
        ("kind: count, value: 1, period: {}", "error key-missing: a period needs “from”, “to”"),
        ("kind: count, value: 1, period: [a]", "error value-shape: a period must be a mapping"),
        ("kind: count, value: 1, period: {from: long ago}", "error value-form: this is not a date"),
        ("kind: count, value: 1, period: {to: 2023-02-29}", "error value-form: this is not a date"),
        ("kind: count, value: 1, period: {to: 2022/..}", "error value-form: this is not a date"),
        ("kind: count, value: 1, period: {to: 2022, on: x}", "error key-unknown: a period has no"),
    ],
)
def test_a_wrong_figure(inside: str, start: str) -> None:
    _, found = figure(inside)
    (line,) = first_lines(found)
    assert line.startswith(start)


@pytest.mark.parametrize(
    ("period", "ends"),
    [
        ("{from: 2022, to: 2024}", (None, "2022", "2024")),
        ("{from: 2022-05~}", (None, "2022-05~", None)),
        ("{to: 2024-02-29}", (None, None, "2024-02-29")),
        ("since 2022", ("since 2022", None, None)),
        ("not stated", ("not stated", None, None)),
    ],
)
def test_a_period(period: str, ends: tuple[str | None, str | None, str | None]) -> None:
    made, found = figure(f"kind: count, value: 1, period: {period}")
    assert found == ""
    assert made.period is not None
    assert (made.period.words, made.period.start, made.period.end) == ends


@pytest.mark.parametrize("absent", ["figure:", "figure: null", "figure: ~"])
def test_a_figure_may_be_absent(absent: str) -> None:
    made, found = statement(f"        {absent}\n")
    assert (made.figure, found) == (None, "")
    assert figure("kind: count, value: 1, period: null")[0].period is None
    assert figure("kind: count, value: 1")[0].period is None


def test_a_figure_is_a_mapping() -> None:
    made, found = statement("        figure: 400\n")
    assert made.figure is None
    assert first_lines(found) == ["error value-shape: a figure must be a mapping, not text"]


def test_an_entry_of_evidence_may_say_who_speaks_and_where() -> None:
    made, found = statement(
        """        also:
          - {seed: "001", quote: a, by: [b, c], via: d, given: quoted, prefix: e, suffix: f}
          - {seed: "001", quote: a, paragraph: 3, context: said so}
          - {seed: "001", quote: a, context: {quote: said so, paragraph: 4}}
          - {seed: "001", quote: a, context: null}
"""
    )
    assert found == ""
    first, second, third, fourth = made.also
    assert (first.by, first.via, first.given) == (("b", "c"), ("d",), "quoted")
    assert (first.quote.prefix, first.quote.suffix, first.context) == ("e", "f", None)
    assert second.quote.paragraph == 3
    assert second.context is not None
    assert (second.context.text, second.context.seed) == ("said so", "001")
    assert third.context is not None
    assert (third.context.text, third.context.paragraph) == ("said so", 4)
    assert fourth.context is None


@pytest.mark.parametrize(
    ("entry", "start"),
    [
        ("{seed: s, quote: a, context: [b]}", "error value-shape: a quote must be a mapping"),
        ("{seed: s, quote: a, context: {quote: b, on: c}}", "error key-unknown: a quote has no"),
        ("{seed: s}", "error key-missing: an entry of evidence needs “quote”"),
        ("{seed: s, quote: a, given: said}", "error value-choice: “given” cannot be “said”"),
        ("words", "error value-shape: an entry of evidence must be a mapping, not text"),
    ],
)
def test_a_wrong_entry_of_evidence(entry: str, start: str) -> None:
    _, found = statement(f"        also:\n          - {entry}\n")
    (line,) = first_lines(found)
    assert line.startswith(start)


def test_an_acceptance_has_a_code_words_and_a_reason() -> None:
    made, found = statement("        accept: [{code: a, words: b, reason: c}]\n")
    assert found == ""
    assert [(a.code, a.words, a.reason) for a in made.accept] == [("a", "b", "c")]
    _, found = statement("        accept: [{code: a}]\n")
    assert first_lines(found) == [
        "error key-missing: an acceptance needs “reason”",
        "error key-missing: an acceptance needs “words”",
    ]


@pytest.mark.parametrize(
    ("more", "start"),
    [
        ("title: A pool", "error value-shape: nothing is filled in from general knowledge"),
        ("title: [a]", "error value-shape: a stated fact must be a mapping, not a list"),
        ("title: {text: A pool}", "error key-missing: a stated fact needs “basis”"),
        ("title: {text: A pool, basis: null}", "error value-empty: “basis” has no words"),
        ("title: {text: A, basis: {quote: B, in: C}}", "error key-unknown: a quote has no key"),
        ("title: {text: A, basis: B, name: C}", "error key-unknown: a stated fact has no key"),
        ("publisher: {text: A, basis: B}", "error key-missing: a stated fact needs “name”"),
        ("voices: [{paragraph: 1, by: a}]", "error key-missing: a voice needs “shown_by”"),
        ("voices: [{paragraph: 1, shown_by: a}]", "error key-missing: a voice needs “by”"),
        ("voices: [{by: a, shown_by: b}]", "error key-missing: this names no part of the seed"),
        ("furniture: [{paragraph: 1}]", "error key-missing: an entry of furniture needs “kind”"),
        ("furniture: [{kind: menu, paragraph: [1]}]", "error key-missing: this names no part"),
        ("furniture: [{kind: menu, quote: null}]", "error value-empty: “quote” has no words"),
        ("set_aside: [{paragraph: 1}]", "error key-missing: an entry of set_aside needs “reason”"),
        ("sha256: abc", "error key-duplicate: “sha256” stands twice"),
        ("rights: []", "error value-shape: “rights” must be text, not a list"),
    ],
)
def test_a_wrong_record(more: str, start: str) -> None:
    _, found = record(more)
    assert any(line.startswith(start) for line in first_lines(found))


@pytest.mark.parametrize("digest", ["abc", "0" * 63, "0" * 65, "A" * 64, "g" * 64])
def test_a_sha256_has_64_digits(digest: str) -> None:
    _, found = read({RECORD: f"seed: s\nsha256: {digest}\nshort: S\n"})
    assert first_lines(found) == ["error value-form: this is not a SHA-256"]


def test_a_record_says_what_its_seed_states() -> None:
    briefing, found = record(
        """publisher: {name: The Gazette, basis: from the Gazette}
title: {text: A pool, basis: {quote: A pool, paragraph: 1}}
author: null
published: ~
voices: [{paragraphs: 3-4, by: a, via: [b], shown_by: {quote: said a, prefix: x}}]
furniture: [{quote: Share, prefix: x, suffix: y, paragraph: 2, kind: links}]
set_aside: [{paragraph: 5, reason: r}]"""
    )
    assert found == ""
    (made,) = briefing.records
    assert made.publisher is not None
    assert (made.publisher.text, made.publisher.basis.text) == ("The Gazette", "from the Gazette")
    assert made.publisher.basis.seed == "s"
    assert made.title is not None
    assert (made.title.text, made.title.basis.paragraph) == ("A pool", 1)
    assert (made.author, made.published, made.url, made.rights) == (None, None, None, None)
    (voice,) = made.voices
    assert (voice.stretch.paragraphs, voice.by, voice.via) == ((3, 4), ("a",), ("b",))
    assert (voice.shown_by.text, voice.shown_by.prefix) == ("said a", "x")
    (mark,) = made.furniture
    assert mark.stretch.quote is not None
    assert (mark.stretch.quote.prefix, mark.stretch.quote.suffix) == ("x", "y")
    assert (mark.stretch.quote.paragraph, mark.kind) == (2, "links")
    assert [(s.stretch.paragraphs, s.reason) for s in made.set_aside] == [((5, 5), "r")]


@pytest.mark.parametrize(
    ("name", "entry", "lines"),
    [
        ("speakers", "{id: a, name: A, kind: group}", ["error value-choice: “kind” cannot be"]),
        ("origins", "{id: a, name: A}", ["error key-missing: an origin needs “kind”"]),
        ("terms", "{id: a}", ["error key-missing: a term needs “name”"]),
        (
            "terms",
            "{id: a, name: A, text: B}",
            ["error evidence-missing: the meaning of “A” has no passage"],
        ),
        (
            "differences",
            "{id: a, on: figure, rank: 4, question: q}",
            ["error key-missing: a difference has at least two", "error value-choice: “rank”"],
        ),
        (
            "differences",
            "{id: a, on: figure, rank: 1, question: q, accounts: [{}, {says: b, as: c}]}",
            ["error key-missing: an account needs “says”", "error key-unknown: an account has no"],
        ),
        ("gaps", "{id: a, question: q}", ["error key-missing: a gap needs “absent”"]),
        (
            "notes",
            "{id: a, kind: help, name: n, text: t, source: s, checked: soon}",
            ["error value-form: “checked” is not a date"],
        ),
        (
            "changes",
            "{date: 2026, kind: update, statement: a, was: b, why: c}",
            ["error value-form: “date” is not a date"],
        ),
        ("changes", "words", ["error value-shape: a change must be a mapping, not text"]),
    ],
)
def test_a_wrong_entry_of_a_list(name: str, entry: str, lines: list[str]) -> None:
    _, found = read({f"content/{name}.yaml": f"- {entry}\n"})
    told = first_lines(found)
    assert len(told) == len(lines)
    assert all(a.startswith(b) for a, b in zip(told, lines, strict=True))


@pytest.mark.parametrize(
    ("seeds", "kept"),
    [("all", ()), ('["001", "002"]', ("001", "002")), ('"001"', ("001",)), ("null", ())],
)
def test_the_seeds_of_a_gap(seeds: str, kept: tuple[str, ...]) -> None:
    gap = f"- {{id: a, question: q, absent: b, seeds: {seeds}}}\n"
    briefing, found = read({"content/gaps.yaml": gap})
    assert found == ""
    assert briefing.gaps[0].seeds == kept


def places_are_inside(findings: list[Finding], files: Mapping[str, bytes]) -> bool:
    """Tell whether each place is in its file, or right after the end of one of its lines."""
    for found in findings:
        line, column = found.place.line, found.place.column
        if found.place.file not in files:
            assert found.code == "file-missing"
            continue
        text = files[found.place.file].removeprefix(b"\xef\xbb\xbf").decode(errors="replace")
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        if line == 0:
            assert column == 0
        elif not (line <= len(lines) and 1 <= column <= len(lines[line - 1]) + 1):
            return False
    return True


KEYS = ("id", "title", "name", "kind", "by", "text", "seed", "quote", "evidence", "sections", "on")
KEYS += ("heading", "statements", "figure", "period", "voices", "furniture", "accounts", "value")
WORDS = st.one_of(
    st.text(max_size=8), st.sampled_from(["article", "null", "2024", "1-2", "all", "count", "1"])
)
VALUES = st.recursive(
    WORDS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.one_of(st.sampled_from(KEYS), WORDS), inner, max_size=4),
    ),
    max_leaves=12,
)


def written(value: object) -> str:
    """Return a value as YAML in flow style."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{written(k)}: {written(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    return "'" + str(value).replace("'", "''") + "'" if len(str(value)) % 2 else f'"{value}"'


@settings(max_examples=150)
@given(st.sampled_from(NAMES), st.binary(max_size=200))
def test_no_bytes_make_reading_fail(name: str, data: bytes) -> None:
    files = {SITE: b"title: T\n", name: data}
    _, findings = read_briefing(files)
    assert places_are_inside(findings, files)


@settings(max_examples=150)
@given(st.sampled_from(NAMES), VALUES, st.booleans())
def test_no_value_makes_reading_fail(name: str, value: object, listed: bool) -> None:
    text = f"- {written(value)}\n" if listed else f"{written(value)}\n"
    files = {SITE: b"title: T\n", name: text.encode(errors="replace")}
    _, findings = read_briefing(files)
    assert places_are_inside(findings, files)


@settings(max_examples=150)
@given(st.data())
def test_no_stray_bytes_in_an_honest_file_make_reading_fail(
    pool: Mapping[str, bytes], data: st.DataObject
) -> None:
    content = {name: text for name, text in pool.items() if name.startswith("content/")}
    name = data.draw(st.sampled_from(sorted(content)))
    at = data.draw(st.integers(0, len(content[name])))
    gone = data.draw(st.integers(0, 12))
    new = data.draw(st.binary(max_size=6))
    content[name] = content[name][:at] + new + content[name][at + gone :]
    _, findings = read_briefing(content)
    assert places_are_inside(findings, content)
