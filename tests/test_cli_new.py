"""`new`: what it writes where, that it overwrites nothing, and what it refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import tiny

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ran import Ran

THEME = """\
title: The bridge
sections:
  - heading: Bridge
    statements:
      - id: closed
        text: The old bridge closed in March.
        by: article
        given: own-words
        kind: event
        evidence:
          - seed: one
            quote: The old bridge closed in March.
"""
SITE = """\
title: A bridge  # of stone
description: What is said about a bridge.
edition: {version: "1", date: 2024-06-01, review_by: 2025-06-01, would_change: a survey}
themes:
  - bridge
coverage: count
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tiny.project(tmp_path / "project")
    (folder / "content/themes/bridge.yaml").write_text(THEME, encoding="utf-8")
    (folder / "content/site.yaml").write_text(SITE, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in (folder / "content").rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_a_theme_is_a_file_of_its_own_and_on_the_list(here: Path, run: Callable[..., Ran]) -> None:
    ran = run("new", "theme", "Online", "games")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines()[:2] == [
        "content/themes/online-games.yaml:1:1: begun",
        "content/site.yaml:6:3: added",
    ]
    site = (here / "content/site.yaml").read_text(encoding="utf-8")
    assert site == SITE.replace("  - bridge\n", "  - bridge\n  - online-games\n")
    assert run("check").status == 0


def test_a_statement_is_complete_with_its_choices_and_evidence(
    here: Path, run: Callable[..., Ran]
) -> None:
    ran = run(
        *("new", "statement", "bridge", "It opened again in May.", "--cite", "one"),
        *("It opened again in May", "--by", "article", "--given", "own-words", "--kind", "event"),
    )
    assert ran.out.splitlines() == [
        "content/themes/bridge.yaml:13:7: added",
        "statement “it-opened-again-in-may”: check it",
    ]
    text = (here / "content/themes/bridge.yaml").read_text(encoding="utf-8")
    assert text.startswith(THEME)
    assert text.endswith(
        '        evidence:\n          - seed: "one"\n            quote: It opened again in May\n'
    )
    assert run("check").status == 0


def test_a_speaker_is_begun_with_what_shows_the_name(here: Path, run: Callable[..., Ran]) -> None:
    ran = run("new", "speaker", "Ann", "Dell", "--kind", "person", "--cite", "one", "Ann Dell")
    assert ran.out.splitlines() == [
        "content/speakers.yaml:1:1: begun",
        "speaker “ann-dell”: check it",
    ]
    ran = run("new", "speaker", "The Office", "--id", "office", "--kind", "organisation")
    assert ran.out.splitlines()[1] == "speaker “office”: fill in evidence; then check"
    ran = run("new", "speaker", "Article")
    assert ran.out.splitlines()[1] == "speaker “article-2”: fill in kind, evidence; then check"
    also = "  # also: other forms of the name, as articles write them\n"
    of = "  # of: for a person, the id of the organisation that he or she speaks for\n"
    none = '  evidence: []  # python build.py find "…" shows what to paste\n'
    assert (here / "content/speakers.yaml").read_text(encoding="utf-8") == (
        f"- id: ann-dell\n  name: Ann Dell\n  kind: person\n{also}{of}"
        '  evidence:\n    - seed: "one"\n      quote: Ann Dell\n'
        f"- id: office\n  name: The Office\n  kind: organisation\n{also}{of}{none}"
        f"- id: article-2\n  name: Article\n  kind:  # person or organisation\n{also}{of}{none}"
    )
    asked = run("check").err
    assert asked.count(": error ") == 1
    assert "“kind” has no words" in asked


def test_a_speaker_of_the_same_name_is_one_already(here: Path, run: Callable[..., Ran]) -> None:
    entry = "- {id: ann, name: Ann Dell, also: [Dell], kind: person}\n"
    (here / "content/speakers.yaml").write_text(entry, encoding="utf-8")
    for name in ("ann dell", "Dell"):
        ran = run("new", "speaker", name)
        assert ran.status == 2
        assert f"“{name}” is ann already" in ran.err
    assert "the id “ann” is taken" in run("new", "speaker", "Dell", "--id", "ann").err
    assert (here / "content/speakers.yaml").read_text(encoding="utf-8") == entry
    assert run("new", "speaker", "Dell", "--id", "dell").status == 0


def test_what_is_open_is_what_check_asks_for(here: Path, run: Callable[..., Ran]) -> None:
    ran = run("new", "statement", "bridge", "It is safe.", "--section", "Safety")
    assert ran.out.splitlines()[-1] == (
        "statement “it-is-safe”: fill in by, given, kind, evidence; then check"
    )
    text = (here / "content/themes/bridge.yaml").read_text(encoding="utf-8")
    assert "  - heading: Safety\n    statements:\n      - id: it-is-safe\n" in text
    asked = run("check").err
    for part in ("“by” has no words", "“given” has no words", "“it-is-safe” has no passage"):
        assert part in asked


def test_a_difference_and_a_gap_begin_their_ledgers(here: Path, run: Callable[..., Ran]) -> None:
    assert run("new", "difference", "When did it close?", "--on", "date").status == 0
    assert run("new", "gap", "Who pays?", "--absent", "fee", "--absent", "fees").status == 0
    assert run("new", "gap", "Who pays?", "--absent", "toll").status == 0
    gaps = (here / "content/gaps.yaml").read_text(encoding="utf-8")
    assert gaps.count("- id: who-pays\n") == 1
    assert "- id: who-pays-2\n" in gaps
    assert (here / "content/differences.yaml").read_text(encoding="utf-8").startswith("- id: when")


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["theme", "The bridge", "--id", "bridge"], 2, "the id “bridge” is taken"),
        (["theme", "The bridge", "--id", "A b"], 2, "“A b” cannot be an id"),
        (["statement", "pier", "It is."], 2, "there is no theme “pier”"),
        (["statement", "bridge"], 2, "the text is missing"),
        (["statement", "bridge", "It is.", "--id", "closed"], 2, "the id “closed” is taken"),
        (["statement", "bridge", "a\nb"], 2, "the words hold a line end"),
        (["statement", "bridge", "a\u202eb"], 2, "a bidirectional control character"),
        (["statement", "bridge", "x" * 3000], 2, "a text has 2,000 characters at most"),
        (["statement", "bridge", "It is.", "--by", "a\nb"], 2, "the words hold a line end"),
        (["statement", "bridge", "\udcff"], 2, "a control character"),
        (["theme", " "], 2, "the words are missing"),
        (
            ["gap", "Why?", "--cite", "nine", "words"],
            2,
            "--cite is for a statement or a speaker or a d",
        ),
        (["theme", "Why", "--rank", "1"], 2, "--rank is for a difference, not for a theme"),
        (
            ["speaker", "A", "--kind", "count"],
            2,
            "no speaker is of the kind count: kinds are person",
        ),
        (["statement", "bridge", "A", "--kind", "person"], 2, "no statement is of the kind person"),
        (["speaker", "A", "--by", "article"], 2, "--by is for a statement, not for a speaker"),
        (["difference", "Why?", "--absent", "x"], 2, "--absent is for a gap, not for a differ"),
        (["difference", "Why?", "--cite", "nine", "words"], 2, "there is no seed “nine”"),
        (["difference", "Why?", "--cite", "one", "zebra"], 1, "these words are not in seed one"),
        (["difference", "Why?", "--cite", "one", "in March"], 1, "too short to prove anything"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_written(
    arguments: list[str], status: int, said: str, here: Path, run: Callable[..., Ran]
) -> None:
    before = files(here)
    ran = run("new", *arguments)
    assert ran.status == status, ran.err
    assert said in ran.err
    assert files(here) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["brige", "It is."], "there is no theme “brige”; did you mean bridge?"),
        (["zoo", "It is."], "there is no theme “zoo”; known are bridge"),
        (["bridge", "It is.", "--by", "an-dell"], "no speaker “an-dell”; did you mean ann-dell?"),
        (["bridge", "It is.", "--by", "Ann Dell"], "no speaker “Ann Dell”; did you mean ann-dell?"),
        (["bridge", "It is.", "--by", "zoo"], "no speaker “zoo”; known are ann-dell, article, s1,"),
        (["bridge", "It is.", "--origin", "surveys"], "no origin “surveys”; did you mean survey?"),
    ],
)
def test_what_a_statement_names_must_be_there(
    arguments: list[str], said: str, here: Path, run: Callable[..., Ran]
) -> None:
    people = "- {id: ann-dell, name: Ann Dell, kind: person}\n- {id: s1, name: S, kind: person}\n"
    (here / "content/speakers.yaml").write_text(f"{people}- {{id: s2}}\n", encoding="utf-8")
    (here / "content/origins.yaml").write_text("- id: survey\n", encoding="utf-8")
    before = files(here)
    ran = run("new", "statement", *arguments)
    assert ran.status == 2
    assert said in ran.err
    assert files(here) == before
    for speaker in ("ann-dell", "s2", "article"):
        known = ("--by", speaker, "--origin", "survey")
        assert run("new", "statement", "bridge", "It is.", *known).status == 0


def test_of_many_names_some_are_told(here: Path, run: Callable[..., Ran]) -> None:
    many = "".join(f"- id: s{n:02}\n" for n in range(30))
    (here / "content/speakers.yaml").write_text(many, encoding="utf-8")
    ran = run("new", "statement", "bridge", "It is.", "--by", "zebra")
    assert "; speakers are article, s00, s01" in ran.err
    assert "s18 …\n" in ran.err


def test_where_nothing_can_be_named_it_says_what_to_do(here: Path, run: Callable[..., Ran]) -> None:
    ran = run("new", "statement", "bridge", "It is.", "--origin", "survey")
    speaker = run("new", "statement", "bridge", "It is.", "--by", "zebra").err
    assert speaker.endswith('\n  python build.py new speaker "…" begins an entry for one\n')
    assert ran.err.splitlines() == [
        "there is no origin “survey”",
        "  begin an entry in content/origins.yaml first",
    ]
    (here / "content/speakers.yaml").write_text("- id: [", encoding="utf-8")
    ran = run("new", "statement", "bridge", "It is.", "--by", "ann-dell")
    assert ran.status == 1
    assert "mend this first" in ran.err


def test_a_file_that_cannot_be_read_is_left_alone(here: Path, run: Callable[..., Ran]) -> None:
    theme = here / "content/themes/bridge.yaml"
    for data in (b"title: [", b"\xff\xfe", b"title: {a: b", b""):
        theme.write_bytes(data)
        ran = run("new", "statement", "bridge", "It is.")
        assert ran.status == 1
        assert ran.err.startswith("content/themes/bridge.yaml")
        assert theme.read_bytes() == data


def test_a_layout_that_nothing_can_be_added_to_shows_what_to_write(
    here: Path, run: Callable[..., Ran]
) -> None:
    tiny.project(here)  # all of it JSON, on one line
    before = files(here)
    ran = run("new", "statement", "bridge", "It is.")
    assert ran.status == 1
    assert "write this by hand" in ran.err
    assert "- id: it-is" in ran.err
    assert files(here) == before


def test_without_a_project_it_says_where_to_stand(tmp_path: Path, run: Callable[..., Ran]) -> None:
    ran = run("new", "theme", "Games", "--project", tmp_path)
    assert (ran.status, list(tmp_path.iterdir())) == (1, [])
    assert ran.err.startswith("there is no content/ here")


def test_where_the_second_file_fails_the_first_is_taken_back(
    here: Path, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(here)
    path = type(here)
    read = path.read_bytes

    def changed(self: Path) -> bytes:
        return read(self) + (b"#" if self.name == "site.yaml" else b"")

    monkeypatch.setattr(path, "read_bytes", changed)
    ran = run("new", "theme", "Games")
    monkeypatch.undo()
    assert ran.status == 1
    assert "content/site.yaml: error disk-fault: this file was changed in the meantime" in ran.err
    assert files(here) == before


def test_a_byte_order_mark_and_line_ends_stay(here: Path, run: Callable[..., Ran]) -> None:
    site = here / "content/site.yaml"
    data = b"\xef\xbb\xbf" + SITE.replace("\n", "\r\n").encode()
    site.write_bytes(data)
    assert run("new", "theme", "Games").status == 0
    assert site.read_bytes() == data.replace(b"  - bridge\r\n", b"  - bridge\r\n  - games\r\n")


def test_an_id_that_yaml_would_read_as_something_else_is_quoted(
    here: Path, run: Callable[..., Ran]
) -> None:
    assert run("new", "theme", "Null").status == 0
    assert '  - "null"\n' in (here / "content/site.yaml").read_text(encoding="utf-8")
    assert run("new", "gap", "Yes", "--absent", "no").status == 0
    assert '- id: "yes"\n' in (here / "content/gaps.yaml").read_text(encoding="utf-8")
    assert "theme-unlisted" not in run("check").err
