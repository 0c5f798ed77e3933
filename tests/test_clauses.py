from __future__ import annotations

import re
from pathlib import Path

import pytest

from site_builder.clauses import HEDGES, LIMITS, NEGATIONS, cut_hedge
from site_builder.quotes import Found, Haystack, Span, find

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))


def cut(sentence: str, quote: str) -> str | None:
    """Return the word that is cut off when `quote` is taken from `sentence`."""
    whole = Span(0, len(sentence))
    found = find(quote, Haystack(text=sentence, paragraphs=(whole,)))
    assert isinstance(found, Found), found
    cut_off = cut_hedge(sentence, found.parts, whole)
    assert cut_off is None or sentence[slice(*cut_off[1])] == cut_off[0]
    return cut_off and cut_off[0]


@pytest.mark.parametrize(
    ("sentence", "quote", "word"),
    [
        (
            "“Evidence suggests that offenders are driven by status”",
            "offenders are driven",
            "suggests",
        ),
        ("concerned about the likely thousands of teenage boys", "teenage boys", "likely"),
        ("Known reports of this threat increased.", "reports of this threat increased", "Known"),
        ("These groups are not lurking on the dark web.", "lurking on the dark web", "not"),
        ("They are almost certainly causing harm", "certainly causing harm", "almost certainly"),
        ("They are almost certainly causing harm", "causing harm", "almost certainly"),
        ("The harm may be done by some men", "The harm", "may"),
        ("This isn’t new to us", "new to us", "isn’t"),
        ("This isn't new to us", "new to us", "isn't"),
        ("It can’t be true", "be true", "can’t"),
        ("It was done without consent", "It was done", "without"),
        (
            "NCA analysts estimate that thousands of users are here",
            "thousands of users",
            "estimate",
        ),
        ("adults are estimated to pose risks", "adults are", "estimated"),
        ("In a number of cases girls were coerced", "girls were coerced", "In a number of cases"),
        ("reports fell and may fall again", "reports fell", "may"),
        ("It appears to be growing", "growing", "appears"),
        ("They often want to gain notoriety", "want to gain notoriety", "often"),
        ("No one has said that they paid", "they paid", "No"),
        ("The 13,000 cases are mostly old", "The 13,000 cases", "mostly"),
        ("Few of the men were charged", "the men were charged", "Few"),
        (
            "The archive, which is kept upstairs, was not damaged.",
            "The archive, which is kept upstairs",
            "not",
        ),
        (
            "The archive, which is kept upstairs, was not damaged.",
            "The archive, which is kept upstairs,",
            "not",
        ),
        ("The man, who was tired, may leave.", "The man, who was tired", "may"),
    ],
)
def test_a_hedge_in_the_same_clause_is_cut_off(sentence: str, quote: str, word: str) -> None:
    assert cut(sentence, quote) == word


@pytest.mark.parametrize(
    ("sentence", "quote", "word"),
    [
        ("Members are usually young men", "Members are […] young men", "usually"),
        ("This is absolutely not the case", "This is […] the case", "not"),
        ("Reports rose. They may fall. They fell.", "Reports rose […] They fell", "may"),
        ("They did harm and could not stop", "They […] stop", "could"),
        ("up to 840,000 adults, and 3 more", "adults […] 3 more", None),
        ("adults, up to 840,000, are here", "adults […] 840,000", "up to"),
        ("Members are young men", "Members […] young men", None),
    ],
)
def test_a_skip_cuts_off_what_it_skips(sentence: str, quote: str, word: str | None) -> None:
    assert cut(sentence, quote) == word


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("The NCA said some victims may not know", "some victims may not know"),
        ("the report warns that harm is done", "harm is done"),
        ("He said that they are boys", "they are boys"),
        ("Likely, the boys are young", "the boys are young"),
        ("They may be boys – the NCA is sure", "the NCA is sure"),
        ("They may be boys; the NCA is sure", "the NCA is sure"),
        ("They may “incite others” now", "“incite others”"),
        ("They may “incite others” now", "incite others"),
        ("They may ‘incite others’ now", "incite others"),
        ("It may be (so we hear) true", "so we hear"),
        ("Some say who did it", "who did it"),
        ("Some girls who are groomed", "are groomed"),
        ("It might be so but it is bad", "it is bad"),
        ("It is bad although it may change", "It is bad"),
        ("It may be so because boys do it", "because boys do it"),
        ("He was rejected for showing no clear ideology", "He was rejected"),
        ("- it may be - so be it", "so be it"),
        ("It may. Now it is so.", "Now it is so."),
        ("It is so. Now it may.", "It is so."),
        ("In May the boys were charged", "the boys were charged"),
        ("With chatbots becoming better known and used", "and used"),
        ("the gangs known as Com networks", "Com networks"),
        ("Two men appeared in court", "Two men"),
        ("a no-go area for police", "area for police"),
        ("the well-known group", "group"),
        ("parents were warned about three games", "parents were warned"),
        ("a few boys were charged", "boys were charged"),
        ("They tend the garden", "the garden"),
    ],
)
def test_what_stands_outside_the_clause_is_not_cut_off(sentence: str, quote: str) -> None:
    assert cut(sentence, quote) is None


@pytest.mark.parametrize(
    ("sentence", "quote", "word"),
    [
        ("With over 24 million views", "24 million views", "over"),
        ("up to 840,000 adults", "840,000 adults", "up to"),
        ("at least two arrests", "two arrests", "at least"),
        ("more than half of them", "half of them", "more than"),
        ("about 300 girls", "girls", None),
        ("around the world 300 girls", "300 girls", None),
        ("reports rose over two years", "reports rose", None),
        ("reports rose over two years", "reports rose over two years", None),
    ],
)
def test_a_limit_is_cut_off_from_its_number(sentence: str, quote: str, word: str | None) -> None:
    assert cut(sentence, quote) == word


def test_a_clause_stays_in_its_paragraph() -> None:
    text = "It may\nbe so\nor not"
    assert cut_hedge(text, [Span(7, 12)], Span(7, 12)) is None
    assert cut_hedge(text, [Span(7, 12)], Span(0, 12)) == ("may", Span(3, 6))
    assert cut_hedge(text, [Span(7, 12)], Span(7, len(text))) == ("not", Span(16, 19))
    assert cut_hedge(text, [Span(7, 15)], Span(7, 12)) is None


def test_a_clause_has_an_end_even_without_marks() -> None:
    text = "may " + "word " * 500_000
    assert cut_hedge(text, [Span(1_000_004, 1_000_008)], Span(0, len(text))) is None


def test_the_tables_hold_each_pattern_once() -> None:
    every = [*NEGATIONS, *HEDGES, *LIMITS]
    assert len(every) == len(set(every))


MARKS = r"[;!?()\[\]“”\"–—]|(?<!\d)[.,:]|[.,:](?!\d)|(?<!\w)['’‘]|['’‘](?!\w)|(?<= )-(?= )|\n"
RELATIVES = r"\b(?:who|which|because|although|where|when|if|as|after|before|but|while|though)\b"


def wholes(text: str) -> list[Span]:
    """The honest quotes of a text: its lines, sentences and clauses."""
    spans = [Span(*line.span()) for line in re.finditer(r"[^\n]+", text)]
    spans += [Span(*s.span()) for s in re.finditer(r"[^\s.!?][^\n.!?]*[.!?]", text)]
    for boundary in (MARKS, rf"{MARKS}|(?={RELATIVES})"):
        at = [0, *(m.end() for m in re.finditer(boundary, text)), len(text)]
        starts = [0, *(m.start() for m in re.finditer(boundary, text)), len(text)]
        for left, right in zip(at, starts[1:], strict=False):
            clause = text[left:right]
            if clause.strip():
                spans.append(Span(right - len(clause.lstrip()), left + len(clause.rstrip())))
    return spans


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem[:3])
def test_no_whole_clause_of_a_real_text_cuts_anything_off(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    lines = [Span(*line.span()) for line in re.finditer(r"[^\n]+", text)]
    honest = wholes(text)
    assert len(honest) > 100
    for span in honest:
        paragraph = next(line for line in lines if line.start <= span.start < line.end)
        assert cut_hedge(text, [span], paragraph) is None, text[slice(*span)]
