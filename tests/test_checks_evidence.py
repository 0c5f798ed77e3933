from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.findings import Finding, report
from site_builder.proof import Inputs, Proved, prove

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from site_builder.model import Briefing, Quote
    from site_builder.places import Place

THEME = "content/themes/the-pool.yaml"


def run(files: Mapping[str, bytes]) -> tuple[Proved | None, list[Finding]]:
    content = {name: data for name, data in files.items() if name.startswith("content/")}
    seeds = {name: data for name, data in files.items() if name.startswith("seeds/")}
    return prove(Inputs(content=content, seeds=seeds))


def with_seed(pool: Mapping[str, bytes], old: str, new: str) -> dict[str, bytes]:
    """Return the files with words of the seeds changed, and the new hashes recorded."""
    files = dict(pool)
    for name in ("seeds/100_pool.txt", "seeds/200_pool.txt"):
        before = files[name]
        files[name] = before.replace(old.encode(), new.encode())
        record = f"content/sources/{name[6:9]}.yaml"
        was, now = (sha256(data).hexdigest().encode() for data in (before, files[name]))
        files[record] = files[record].replace(was, now)
    return files


def with_quote(files: Mapping[str, bytes], old: str, new: str) -> dict[str, bytes]:
    """Return the files with something of the theme changed."""
    assert old.encode() in files[THEME]
    return {**files, THEME: files[THEME].replace(old.encode(), new.encode())}


LETTER = "quote: The letter is framed in the hall."


@pytest.mark.parametrize(
    ("seed", "quote"),
    [
        ("The letter is framed in the hall.", "The letter is framed in the hall"),
        ("The  letter is\u00a0framed in the hall.", "The letter is framed in the hall."),
        ("The let\u00adter is framed in the hall.", "The letter is framed in the hall."),
        ("The letter is framed in the hall.", "The letter is fra\u00admed in the hall."),
        ("The letter – framed – is in the hall.", "The letter — framed - is in the hall."),
        ("The letter is ‘framed’ in the hall.", "The letter is 'framed' in the hall."),
        ("The letter is “framed” in the hall.", 'The letter is "framed" in the hall.'),
        ("The letter is framed\u2009in the hall.", "The letter is framed in the hall."),
        ("The le\u0301tter is framed in the hall.", "The l\u00e9tter is framed in the hall."),
        ("The l\u00e9tter is framed in the hall.", "The le\u0301tter is framed in the hall."),
        ("The letter is framed in the hall.", "The letter […] in the hall."),
        ("The letter is framed in the hall.", "The letter [...] in the hall."),
    ],
)
def test_typography_alone_makes_no_difference(
    pool: Mapping[str, bytes], seed: str, quote: str
) -> None:
    files = with_seed(pool, "The letter is framed in the hall.", seed)
    _, findings = run(with_quote(files, LETTER, f"quote: {quote}"))
    assert report(findings) == ""


def quotes(briefing: Briefing) -> Iterator[Quote]:
    entries = [e for s in briefing.statements() for e in (*s.evidence, *s.also)]
    entries += [e for d in briefing.differences for a in d.accounts for e in a.evidence]
    entries += briefing.naming()
    for entry in entries:
        yield entry.quote
        if entry.context is not None:
            yield entry.context
    for record in briefing.records:
        yield from (fact.basis for _, fact in record.stated() if fact is not None)
        yield from (voice.shown_by for voice in record.voices)


@pytest.fixture(scope="module")
def honest(pool: Mapping[str, bytes]) -> Briefing:
    proved, _ = run(pool)
    assert proved is not None
    return proved.briefing


@settings(max_examples=60)
@given(st.data())
def test_one_letter_changed_anywhere_in_a_quote_is_found_and_pointed_at(
    pool: Mapping[str, bytes], honest: Briefing, data: st.DataObject
) -> None:
    every = list(quotes(honest))
    quote = every[data.draw(st.integers(0, len(every) - 1))]
    letters = [at for at, char in enumerate(quote.text) if char.isalnum()]
    at = quote.text.at(data.draw(st.sampled_from(letters)))
    source = quote.text.source
    new = data.draw(st.sampled_from([c for c in "aeZ7é" if c != source.text[at]]))
    changed = source.text[:at] + new + source.text[at + 1 :]
    broken, findings = run({**pool, source.name: changed.encode()})
    assert broken is None
    spot = source.place(at)
    pointed = [found for found in findings if new in carets(found, spot)]
    assert [found.code for found in pointed] == ["quote-missing"]


def carets(found: Finding, spot: Place) -> str:
    """Return the character of the finding's line that stands at this place, if it has a caret."""
    snippet = found.snippet
    assert snippet is not None
    at = snippet.start + spot.column - found.place.column
    same_line = (found.place.file, found.place.line) == (spot.file, spot.line)
    return snippet.text[at] if same_line and snippet.start <= at < snippet.end else ""


@settings(max_examples=60)
@given(st.data())
def test_one_letter_changed_anywhere_in_a_seed_is_found(
    pool: Mapping[str, bytes], data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(["seeds/100_pool.txt", "seeds/200_pool.txt"]))
    text = pool[name].decode()
    at = data.draw(st.sampled_from([i for i, char in enumerate(text) if char.isalnum()]))
    new = "x" if text[at] != "x" else "y"
    proved, findings = run({**pool, name: (text[:at] + new + text[at + 1 :]).encode()})
    assert proved is None
    assert "seed-changed" in {found.code for found in findings}


def only(findings: list[Finding]) -> Finding:
    (found,) = findings
    return found


def test_parts_that_stand_apart_in_the_paragraph_named(pool: Mapping[str, bytes]) -> None:
    elided = "quote: The letter is framed […] open to everybody\n            paragraph: 4"
    _, findings = run(with_quote(pool, LETTER, elided))
    found = only(findings)
    assert found.code == "quote-missing"
    assert found.notes == ("nearest (200, paragraph 4): The letter is framed",)
    assert found.message == "this quote is not in seed 200"


def test_a_misprint_with_a_prefix_is_shown_like_any_other(pool: Mapping[str, bytes]) -> None:
    wrong = "quote: The letter is framed in the hull.\n            prefix: pupil."
    _, findings = run(with_quote(pool, LETTER, wrong))
    found = only(findings)
    assert found.notes[-1] == "the quote has “hull.”, the article “hall.”"


def test_a_hedge_after_a_quote_that_runs_over_paragraphs(pool: Mapping[str, bytes]) -> None:
    files = with_seed(
        pool, "The letter is framed in the hall.\nThe ramp", "It is framed.\nThe letter may hang"
    )
    files = with_quote(
        files, LETTER, "quote: |\n              It is framed.\n              The letter"
    )
    cut = only([found for found in run(files)[1] if found.code == "hedge-cut"])
    assert cut.message.startswith("“may” stands in the same clause")
    assert cut.notes == ("the article (200, paragraph 5): …It is framed. The letter may…",)


def test_a_long_passage_is_cut_short_in_a_note(pool: Mapping[str, bytes]) -> None:
    words = " ".join(f"lane{number}" for number in range(120))
    files = with_seed(pool, "The letter is framed in the hall.", f"The letter {words}.")
    _, findings = run(with_quote(files, LETTER, f"quote: The litter {words}."))
    note = only(findings).notes[0]
    assert note.startswith("nearest (200, paragraph 4): The letter lane0 lane1 ")
    assert note.endswith(" …")
    assert len(note) < 340


@pytest.mark.parametrize("length", [11, 12])
def test_evidence_has_twelve_characters(pool: Mapping[str, bytes], length: int) -> None:
    words = "in the hall" if length == 11 else "in the hall."
    _, findings = run(with_quote(pool, LETTER, f"quote: {words}"))
    assert [found.code for found in findings] == (["quote-short"] if length == 11 else [])


def test_a_quote_without_words_is_told_once(pool: Mapping[str, bytes]) -> None:
    _, findings = run(with_quote(pool, LETTER, "quote: ''"))
    assert only(findings).code == "value-empty"


def test_a_quote_that_only_skips(pool: Mapping[str, bytes]) -> None:
    _, findings = run(with_quote(pool, LETTER, "quote: '[…] […] […] […]'"))
    found = only(findings)
    assert found.code == "quote-missing"
    assert found.hint.endswith("nothing in it comes near these")


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        (
            "The l\u0435tter",
            "the quote has U+0065 LATIN SMALL LETTER E where the article has U+0435",
        ),
        ("The let\u200bter", "the quote lacks U+200B ZERO WIDTH SPACE"),
        ("The lettre", "the quote has “letter”, the article “lettre”\n"),
    ],
)
def test_what_only_looks_the_same_is_named_by_its_number(
    pool: Mapping[str, bytes], printed: str, said: str
) -> None:
    _, findings = run(with_seed(pool, "The letter", printed))
    assert said in report(findings)
