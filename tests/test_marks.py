from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.quotes import Span
from site_builder.views.marks import DEEPEST, Cite, tokens

if TYPE_CHECKING:
    from site_builder.views.shapes import Token

TEXT = "The old bridge closed in March. It opened again in May."
WHOLE = Span(0, len(TEXT))


def cite(*parts: tuple[int, int], letter: str = "a") -> Cite:
    spans = tuple(Span(*part) for part in parts)
    anchor = "c" + "_".join(f"{span.start}-{span.end}" for span in spans)
    return Cite(anchor=anchor, parts=spans, letter=letter, href=f"#m1-{letter}")


def on(*words: str, letter: str = "a") -> Cite:
    """Return the citation of these words of TEXT, one part each."""
    return cite(*((TEXT.index(w), TEXT.index(w) + len(w)) for w in words), letter=letter)


def shown(found: list[Token]) -> str:
    """Return tokens as one line: ‹anchor|words|letter›, *marked*, /set aside/, [hidden]."""
    out = []
    for token in found:
        match token.kind:
            case "open":
                out.append(f"‹{token.id and token.id[0]}|")
            case "close":
                out.append(f"|{token.letter}›")
            case "hidden":
                out.append(f"[{token.text}]")
            case _:
                edge = "/" * token.aside + "*" * token.marked
                out.append(edge + token.text + edge[::-1])
    return "".join(out)


@pytest.mark.parametrize(
    ("cites", "aside", "hidden", "line"),
    [
        ([], [], [], TEXT),
        (
            [on("old bridge")],
            [],
            [],
            "The ‹c|*old bridge*|a› closed in March. It opened again in May.",
        ),
        (
            [on("old bridge closed"), on("closed in March", letter="b")],
            [],
            [],
            "The ‹c|*old bridge *‹c|*closed*|›|a›‹|* in March*|b›. It opened again in May.",
        ),
        (
            [on("bridge closed in March"), on("closed", letter="b")],
            [],
            [],
            "The old ‹c|*bridge *‹c|*closed*|b›* in March*|a›. It opened again in May.",
        ),
        (
            [on("old", "closed in March")],
            [],
            [],
            "The ‹c|*old* bridge *closed in March*|a›. It opened again in May.",
        ),
        ([on(TEXT)], [], [], f"‹c|*{TEXT}*|a›"),
        ([], [Span(0, 31)], [], "/The old bridge closed in March./ It opened again in May."),
        ([], [], [(Span(0, 31), "gone")], "[gone] It opened again in May."),
        (
            [on("It opened")],
            [Span(4, 14)],
            [(Span(22, 31), "gone")],
            "The /old bridge/ closed [gone] ‹c|*It opened*|a› again in May.",
        ),
        (
            [on("The", "It opened")],
            [],
            [(Span(4, 31), "gone")],
            "‹c|*The* [gone] *It opened*|a› again in May.",
        ),
    ],
    ids=["plain", "one", "crossing", "nested", "elided", "all", "aside", "hidden", "mixed", "skip"],
)
def test_a_line(
    cites: list[Cite], aside: list[Span], hidden: list[tuple[Span, str]], line: str
) -> None:
    assert shown(list(tokens(TEXT, WHOLE, cites, aside, hidden))) == line


def test_a_passage_that_goes_on_in_the_next_paragraph_has_its_letter_where_it_begins() -> None:
    first, second = Span(0, 31), Span(32, len(TEXT))
    begun = cite((22, 41))
    goes_on = Cite(anchor=begun.anchor, parts=begun.parts, letter="", href="")
    assert shown(list(tokens(TEXT, first, [begun], [], []))).endswith("‹c|*in March.*|a›")
    assert shown(list(tokens(TEXT, second, [goes_on], [], []))).startswith("‹|*It opened*|›")


def test_what_was_hidden_before_the_paragraph_and_goes_on_in_it_is_told_again() -> None:
    found = tokens(TEXT, Span(32, len(TEXT)), [], [], [(Span(4, 41), "gone")])
    assert shown(list(found)) == "[gone] again in May."


def test_what_is_hidden_elsewhere_says_nothing_here() -> None:
    hidden = [(Span(0, 3), "before"), (Span(32, 41), "after")]
    assert shown(list(tokens(TEXT, Span(4, 31), [], [], hidden))) == TEXT[4:31]


@dataclass(frozen=True)
class Sheet:
    text: str
    paragraphs: list[Span]
    cites: list[Cite]
    aside: list[Span] = field(default_factory=list)
    hidden: list[tuple[Span, str]] = field(default_factory=list)


def spans(size: int) -> st.SearchStrategy[Span]:
    ends = st.lists(st.integers(0, size), min_size=2, max_size=2, unique=True)
    return ends.map(lambda pair: Span(*sorted(pair)))


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    text = draw(st.text("ab <&é\U0001f426", min_size=2, max_size=40))
    cuts = draw(st.sets(st.integers(1, len(text) - 1), max_size=3))
    edges = [0, *sorted(cuts), len(text)]
    cites = []
    for _ in range(draw(st.integers(0, 6))):
        ends = draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=6))
        even = sorted(ends)[: len(ends) // 2 * 2]
        cites.append(cite(*zip(even[::2], even[1::2], strict=True)))
    unique = {one.anchor: one for one in cites}
    hidden = draw(st.lists(spans(len(text)), max_size=3))
    return Sheet(
        text=text,
        paragraphs=[Span(*pair) for pair in pairwise(edges)],
        cites=list(unique.values()),
        aside=draw(st.lists(spans(len(text)), max_size=3)),
        hidden=[(span, f"note {n}") for n, span in enumerate(sorted(hidden))],
    )


def holds(among: list[Span], offset: int) -> bool:
    return any(span.start <= offset < span.end for span in among)


def made(sheet: Sheet, paragraph: Span) -> list[Token]:
    return list(tokens(sheet.text, paragraph, sheet.cites, sheet.aside, sheet.hidden))


@given(sheets())
def test_opens_and_closes_nest_and_every_one_is_closed(sheet: Sheet) -> None:
    for paragraph in sheet.paragraphs:
        depth = 0
        for token in made(sheet, paragraph):
            depth += {"open": 1, "close": -1}.get(token.kind, 0)
            assert depth >= 0
        assert depth == 0


@given(sheets())
def test_every_anchor_is_opened_once_where_its_passage_begins(sheet: Sheet) -> None:
    opened = [t.id for p in sheet.paragraphs for t in made(sheet, p) if t.kind == "open" and t.id]
    assert sorted(opened) == sorted(one.anchor for one in sheet.cites)
    for paragraph in sheet.paragraphs:
        here = {t.id for t in made(sheet, paragraph) if t.kind == "open" and t.id}
        starts = {c.anchor for c in sheet.cites if holds([paragraph], c.whole.start)}
        assert here == starts


@given(sheets())
def test_the_words_are_the_paragraph_without_what_is_hidden_marked_where_cited(
    sheet: Sheet,
) -> None:
    marked = [part for one in sheet.cites for part in one.parts]
    gone = [span for span, _ in sheet.hidden]
    for paragraph in sheet.paragraphs:
        wanted = [
            (sheet.text[at], holds(marked, at), holds(sheet.aside, at))
            for at in range(*paragraph)
            if not holds(gone, at)
        ]
        words = [token for token in made(sheet, paragraph) if token.kind == "words"]
        assert [(char, t.marked, t.aside) for t in words for char in t.text] == wanted


@given(sheets())
def test_every_character_stands_inside_the_passages_that_hold_it(sheet: Sheet) -> None:
    for paragraph in sheet.paragraphs:
        depth = 0
        visible = [at for at in range(*paragraph) if not holds([s for s, _ in sheet.hidden], at)]
        depths = []
        for token in made(sheet, paragraph):
            depth += {"open": 1, "close": -1}.get(token.kind, 0)
            depths += [depth] * len(token.text) if token.kind == "words" else []
        wholes = [one.whole for one in sheet.cites]
        assert depths == [sum(w.start <= at < w.end for w in wholes) for at in visible]


@given(sheets())
def test_every_letter_is_shown_once_in_each_paragraph_of_its_passage(sheet: Sheet) -> None:
    for paragraph in sheet.paragraphs:
        letters = [t.href for t in made(sheet, paragraph) if t.kind == "close" and t.letter]
        inside = [
            one
            for one in sheet.cites
            if one.whole.start < paragraph.end and paragraph.start < one.whole.end
        ]
        assert sorted(letters) == sorted(one.href for one in inside)


@given(sheets())
def test_what_is_hidden_is_told(sheet: Sheet) -> None:
    """Each run of hidden characters begins with a note, and no note stands without one."""
    gone = [span for span, _ in sheet.hidden]
    for paragraph in sheet.paragraphs:
        runs = [
            at
            for at in range(*paragraph)
            if holds(gone, at) and (at == paragraph.start or not holds(gone, at - 1))
        ]
        notes = [token.text for token in made(sheet, paragraph) if token.kind == "hidden"]
        assert len(notes) >= len(runs)
        assert bool(notes) == bool(runs)
        assert set(notes) <= {note for _, note in sheet.hidden}


def test_passages_that_nest_too_deep_are_marked_without_being_opened() -> None:
    words = " ".join(f"w{number}" for number in range(200))
    half = len(words) // 2
    cites = [
        Cite(anchor=f"c{n}", parts=(Span(n, len(words) - n),), letter=f"l{n}", href=f"#m{n}")
        for n in range(half)
    ]
    found = list(tokens(words, Span(0, len(words)), cites, [], []))
    depth = deepest = 0
    for token in found:
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        assert depth >= 0
        deepest = max(deepest, depth)
    assert (depth, deepest) == (0, DEEPEST + 1)
    opened = [token.id for token in found if token.kind == "open" and token.id]
    assert sorted(opened) == sorted(cite.anchor for cite in cites)
    closed = [token.letter for token in found if token.letter]
    assert closed == [f"l{n}" for n in reversed(range(half))]
    assert "".join(token.text for token in found) == words


def test_passages_that_cross_make_a_page_of_bounded_size() -> None:
    length, count = 3000, 1000
    cites = [
        Cite(anchor=f"c{n}", parts=(Span(n, n + 2000),), letter="a", href="#m")
        for n in range(count)
    ]
    found = list(tokens("x" * length, Span(0, length), cites, [], []))
    assert len(found) < 2 * count * (DEEPEST + 4)
