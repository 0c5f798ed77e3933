from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from site_builder.findings import finding, report
from site_builder.places import Place
from site_builder.proof import Inputs, Proved, prove

if TYPE_CHECKING:
    from collections.abc import Mapping

    from site_builder.findings import Finding

UNUSED = b"- id: nobody\n  name: nobody\n  kind: person\n"
SPEAKERS = "content/speakers.yaml"
THEME = "content/themes/the-pool.yaml"
SITE = "content/site.yaml"


def run(files: Mapping[str, bytes], *, strict: bool = False) -> tuple[Proved | None, list[Finding]]:
    content = {name: data for name, data in files.items() if name.startswith("content/")}
    seeds = {name: data for name, data in files.items() if name.startswith("seeds/")}
    return prove(Inputs(content=content, seeds=seeds), strict=strict)


def test_a_proved_briefing_has_a_passage_for_every_quote(pool: Mapping[str, bytes]) -> None:
    proved, findings = run(pool, strict=True)
    assert report(findings) == ""
    assert proved is not None
    assert list(proved.seeds) == ["100", "200", "400"]
    for statement in proved.briefing.statements():
        for entry in (*statement.evidence, *statement.also):
            passage = proved.passages[entry.quote]
            seed = proved.seeds[passage.seed]
            words = [seed.text[slice(*part)] for part in passage.parts]
            assert entry.quote.text.split()[0] == words[0].split()[0]
            assert passage.seed == entry.quote.seed[:3]


def test_the_passage_has_the_seeds_own_characters(pool: Mapping[str, bytes]) -> None:
    proved, _ = run(pool)
    assert proved is not None
    shown = {
        str(quote.text): [proved.seeds[p.seed].text[slice(*part)] for part in p.parts]
        for quote, p in proved.passages.items()
    }
    assert shown["The changing rooms were finished last - a pipe burst in March."] == [
        "The changing rooms were finished last – a pipe burst in March."
    ]
    assert shown["The council said the pool […] may open on Sundays from September."] == [
        "The council said the pool",
        "may open on Sundays from September.",
    ]


def test_digests_name_every_file(pool: Mapping[str, bytes]) -> None:
    proved, _ = run(pool)
    assert proved is not None
    assert proved.digests == {name: sha256(data).hexdigest() for name, data in pool.items()}


def test_a_warning_stops_a_strict_proof_alone(pool: Mapping[str, bytes]) -> None:
    files = {**pool, SPEAKERS: pool[SPEAKERS] + UNUSED}
    proved, findings = run(files)
    assert proved is not None
    assert [f.code for f in findings] == ["speaker-unused"]
    assert run(files, strict=True) == (None, findings)


def test_an_error_stops_it_and_findings_are_in_order(pool: Mapping[str, bytes]) -> None:
    theme = pool[THEME].replace(b"quote: The letter", b"quote: A letter")
    files = {**pool, THEME: theme, SPEAKERS: pool[SPEAKERS] + UNUSED}
    proved, findings = run(files)
    assert proved is None
    assert [(f.code, f.place.file) for f in findings] == [
        ("speaker-unused", SPEAKERS),
        ("quote-missing", THEME),
    ]


def test_what_a_lost_file_holds_is_not_reported_as_missing(pool: Mapping[str, bytes]) -> None:
    theme = pool[THEME].replace(b"quote: The letter", b"quote: A letter")
    files = {**pool, THEME: theme, SPEAKERS: b"- id: [\n"}
    proved, findings = run(files)
    assert proved is None
    assert [(f.code, f.place.file) for f in findings] == [
        ("yaml-syntax", SPEAKERS),
        ("quote-missing", THEME),
    ]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("sections:", "sectons:", "key-unknown"),
        ("    statements:\n", "    statements: none of them\n    statement:\n", "value-shape"),
        ("        evidence:", "        evidnce:", "key-unknown"),
    ],
)
def test_what_a_lost_list_holds_is_not_reported_as_missing(
    pool: Mapping[str, bytes], old: str, new: str, code: str
) -> None:
    assert old.encode() in pool[THEME]
    _, findings = run({**pool, THEME: pool[THEME].replace(old.encode(), new.encode(), 1)})
    assert findings[0].code == code
    assert {found.code for found in findings} <= {"key-unknown", "value-shape"}
    assert any(found.lost for found in findings)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        (THEME, b"- a\n", "value-shape"),
        (THEME, b"", "value-empty"),
        (THEME, b"title: Pool\nsections:\n  - none\n", "value-shape"),
        (SPEAKERS, b"", "file-missing"),
    ],
)
def test_what_a_misshapen_or_empty_file_should_hold_is_not_reported_besides(
    pool: Mapping[str, bytes], name: str, data: bytes, code: str
) -> None:
    _, findings = run({**pool, name: data})
    assert [(f.code, f.place.file, f.lost) for f in findings] == [(code, name, True)]


def test_where_the_list_of_themes_is_lost_no_theme_is_unlisted(pool: Mapping[str, bytes]) -> None:
    site = pool[SITE].replace(b"themes:", b"theme:")
    _, findings = run({**pool, SITE: site})
    assert [(f.code, f.lost) for f in findings] == [("key-unknown", True)]


def test_a_field_of_a_wrong_shape_hides_no_other_fault(pool: Mapping[str, bytes]) -> None:
    site = pool[SITE].replace(b"  - first-day", b"  - frist-day")
    site = site.replace(b"title: The new pool\n", b"title: The new pool\nsecurity: none\n")
    _, findings = run({**pool, SITE: site})
    assert [(f.code, f.lost) for f in findings] == [
        ("value-shape", False),
        ("statement-unknown", False),
    ]


def test_a_theme_without_a_file_is_told_once(pool: Mapping[str, bytes]) -> None:
    _, (found,) = run({name: data for name, data in pool.items() if name != THEME})
    assert (found.code, found.place.file, found.lost) == (
        "theme-unknown",
        "content/site.yaml",
        True,
    )
    assert THEME in found.message


def test_a_theme_whose_file_cannot_be_read_is_not_said_to_be_missing(
    pool: Mapping[str, bytes],
) -> None:
    unread = finding("file-unreadable", Place(file=THEME), "Permission denied")
    content = {n: data for n, data in pool.items() if n.startswith("content/") and n != THEME}
    seeds = {name: data for name, data in pool.items() if name.startswith("seeds/")}
    _, findings = prove(Inputs(content=content, seeds=seeds), unread=[unread])
    assert [found.code for found in findings] == ["file-unreadable"]


def test_a_theme_whose_file_has_nearly_its_name_is_told_once(pool: Mapping[str, bytes]) -> None:
    moved = {name.replace("the-pool.yaml", "the-pol.yaml"): data for name, data in pool.items()}
    _, (found,) = run(moved)
    assert (found.code, found.place.file, found.lost) == ("theme-unknown", SITE, False)
    assert "did you mean the-pol?" in found.hint


def test_without_a_site_file_only_reading_is_reported(pool: Mapping[str, bytes]) -> None:
    content = {name: data for name, data in pool.items() if name.startswith("content/themes/")}
    proved, findings = prove(Inputs(content=content, seeds={"seeds/1.txt": b"\xff"}))
    assert proved is None
    assert [f.code for f in findings] == ["file-missing", "seed-encoding"]


def test_nothing_at_all() -> None:
    proved, findings = prove(Inputs(content={}, seeds={}))
    assert proved is None
    assert [f.code for f in findings] == ["file-missing"]


def test_a_passage_reaches_from_its_first_part_to_its_last(pool: Mapping[str, bytes]) -> None:
    proved, _ = run(pool)
    assert proved is not None
    (elided,) = (p for p in proved.passages.values() if len(p.parts) > 1)
    words = proved.seeds[elided.seed].text[elided.start : elided.end]
    assert words.startswith("The council said the pool, which replaces")
    assert words.endswith(" may open on Sundays from September.")
