"""What the checks do that needs no case folder: above all, where they rightly stay silent."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
import tiny

from site_builder.checks import CHECKS
from site_builder.checks.case import did_you_mean, open_case
from site_builder.checks.parts import Asked, Role
from site_builder.codes import ACCEPTABLE
from site_builder.content import read_briefing
from site_builder.proof import Inputs, prove
from site_builder.quotes import Found
from site_builder.seeds import read_seeds

if TYPE_CHECKING:
    from collections.abc import Mapping

    from site_builder.checks.case import Case

THEME = "content/themes/the-pool.yaml"
DIFFERENCES = "content/differences.yaml"


def split(files: Mapping[str, bytes]) -> Inputs:
    return Inputs(
        content={name: data for name, data in files.items() if name.startswith("content/")},
        seeds={name: data for name, data in files.items() if name.startswith("seeds/")},
    )


def codes(pool: Mapping[str, bytes], name: str, old: str, new: str) -> list[str]:
    """Return the codes of the findings once `old` is `new` in this file."""
    assert old.encode() in pool[name]
    changed = pool[name].replace(old.encode(), new.encode())
    return [f.code for f in prove(split({**pool, name: changed}))[1]]


def case_of(pool: Mapping[str, bytes]) -> Case:
    inputs = split(pool)
    briefing, _ = read_briefing(inputs.content)
    sources, _ = read_seeds(inputs.seeds)
    assert briefing is not None
    return open_case(briefing, sources)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__module__)
def test_each_check_alone_finds_nothing_in_the_base(
    pool: Mapping[str, bytes], check: object
) -> None:
    assert callable(check)
    assert list(check(case_of(pool))) == []


def test_a_case_knows_everything_by_name(pool: Mapping[str, bytes]) -> None:
    case = case_of(pool)
    assert case.speakers >= {"pool-committee", "council", "mara-okafor", "j-reed"}
    assert "article" not in case.speakers
    assert case.origins == {"council-statement"}
    assert case.themes == {"the-pool", "lessons", "teachers"}
    assert case.statements["letter"].id == "letter"
    names = {"100", "100_pool", "200", "200_pool", "400", "400_lessons"}
    assert set(case.sources) == set(case.seeds) == names
    assert case.seed("100") is case.seed("100_pool")
    assert case.seed("300") is None


def test_each_quote_is_looked_for_by_what_it_is_for(pool: Mapping[str, bytes]) -> None:
    case = case_of(pool)
    roles = {str(asked.quote.text): asked.role for asked in case.asked()}
    assert roles["The letter is framed in the hall."] is Role.EVIDENCE
    assert roles["Ashby Vale gets its pool – at last"] is Role.BASIS
    assert roles["who chairs the pool committee"] is Role.NAME
    assert roles["Advertisement"] is Role.STRETCH
    assert all(isinstance(case.results[asked], Found) for asked in case.asked())


def test_a_quote_of_a_seed_without_a_record_is_not_looked_for(pool: Mapping[str, bytes]) -> None:
    case = case_of({n: d for n, d in pool.items() if n != "content/sources/200.yaml"})
    missing: list[Asked] = [asked for asked in case.asked() if asked not in case.results]
    assert {asked.quote.seed[:3] for asked in missing} == {"200"}
    assert {passage.seed for passage in case.passages().values()} == {"100", "400"}


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("letter", ["letters", "numbers"], "did you mean letters?"),
        ("zzz", ["b", "a"], "known are a, b"),
        ("zzz", [], ""),
        ("zzz", [f"name{n}" for n in range(12)], "known are name0, name1, name10, "),
        ("zzz", [f"name{n}" for n in range(13)], ""),
        ("", ["a"], "known are a"),
        ("“a”", ["a"], "curly quotation marks are part of a value: write straight ones, or none"),
    ],
)
def test_did_you_mean(word: str, known: list[str], hint: str) -> None:
    given = did_you_mean(word, known)
    assert given.startswith(hint)
    assert bool(given) is bool(hint)


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        # What a field lacks is told by the reading alone.
        (THEME, "- id: letter", "- id: ''", ["value-empty"]),
        ("content/speakers.yaml", "- id: j-reed", "- id:", ["value-empty", "speaker-unknown"]),
        ("content/sources/200.yaml", 'seed: "200"', "seed: ''", ["value-empty", "seed-unlisted"]),
        (THEME, "seed: 200_pool", "seed: ''", ["value-empty"]),
        # A withdrawn statement keeps its id in changes.yaml alone.
        (
            "content/changes.yaml",
            "statement: first-day\n  was: About 400 people came on the first day.\n"
            "  now: About 400 people swam on the first day, the committee said.",
            "statement: long-gone\n  was: About 400 people came on the first day.\n  now: null\n"
            "  theme: the-pool",
            [],
        ),
        # Ids of speakers and of statements do not meet on a page.
        (THEME, "- id: letter", "- id: council", []),
        # A text with nothing optional in it
        (DIFFERENCES, "  note: Those who [swam](#first-day) need not be all who came.\n", "", []),
        ("content/notes.yaml", "  url: https://example.org/water-safety\n", "", []),
        ("content/notes.yaml", "url: https:", "url: http:", []),
        # An acceptance without a code
        (
            THEME,
            "        when: 2025-05-03",
            "        accept: [{code: '', words: a, reason: b}]",
            ["value-empty"],
        ),
        # Speakers are used where they are named, wherever that is.
        (THEME, "place: Ashby Vale", "place: Ashby Vale\n          counted_by: article", []),
        (
            "content/speakers.yaml",
            "- id: j-reed",
            "- id: gazette\n  name: Gazette\n  kind: organisation\n- id: j-reed",
            ["speaker-unused"],
        ),
        (
            THEME,
            "by: j-reed\n        given: quoted",
            "by: article\n        given: own-words",
            ["speaker-unused"],
        ),
        (DIFFERENCES, "swam](#first-day)", "swam](<#first day>)", ["link-unknown"]),
        (DIFFERENCES, "swam](#first-day)", "swam]()", ["link-unknown"]),
        (DIFFERENCES, "swam](#first-day)", "swam](#)", ["link-unknown"]),
    ],
)
def test_what_follows_from_one_change(
    pool: Mapping[str, bytes], name: str, old: str, new: str, expected: list[str]
) -> None:
    assert codes(pool, name, old, new) == expected


GAZETTE = "- id: gazette\n  name: Gazette\n  kind: organisation\n"


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (THEME, "by: j-reed", "by: j-reed\n        via: gazette"),
        (THEME, "by: j-reed", "by: [j-reed, gazette]"),
        (THEME, "paragraph: 5", "paragraph: 5\n            via: gazette"),
        (THEME, "place: Ashby Vale", "place: Ashby Vale\n          counted_by: gazette"),
        (DIFFERENCES, "by: council", "by: council\n      via: gazette"),
        ("content/origins.yaml", "by: council", "by: [council, gazette]"),
        ("content/sources/100.yaml", "by: mara-okafor", "by: mara-okafor\n    via: gazette"),
        ("content/terms.yaml", "baths of 1931\n", "baths of 1931\n      by: gazette\n"),
    ],
)
def test_a_speaker_is_used_wherever_it_is_named(
    pool: Mapping[str, bytes], name: str, old: str, new: str
) -> None:
    speakers = "content/speakers.yaml"
    files = {**pool, speakers: pool[speakers] + GAZETTE.encode()}
    assert codes(files, name, old, old) == ["speaker-unused"]
    head, found, tail = files[name].partition(old.encode())
    assert found
    changed = {**files, name: head + new.encode() + tail}
    # Whether it fits is another matter: no article says that the Gazette passed this on.
    fit = ACCEPTABLE | {"figure-unlike"}
    assert [f for f in prove(split(changed))[1] if f.code not in fit] == []


@pytest.mark.no_cover
def test_many_unknown_names_are_told_in_time() -> None:
    count = 600
    made = tiny.inputs(
        {
            "themes/bridge": tiny.theme(
                *(tiny.statement(f"span-{n}", by=f"speeker-number-{n}") for n in range(count))
            ),
            "speakers": [
                {"id": f"speaker-number-{n}", "name": "Ann", "kind": "person"} for n in range(count)
            ],
        }
    )
    before = time.process_time()
    found = [f for f in prove(made)[1] if f.code == "speaker-unknown"]
    assert time.process_time() - before < 4
    assert [f.hint for f in found] == [f"did you mean speaker-number-{n}?" for n in range(count)]
