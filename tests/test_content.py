from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from site_builder.content import read_briefing

if TYPE_CHECKING:
    from collections.abc import Mapping


from contents import LEDGERS, RECORD, SITE, THEME, first_lines, read, record


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
            "{date: 2026, kind: update, statement: a, was: b, now: c, why: d}",
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
