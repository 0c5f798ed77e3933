"""Properties of finding a quote, against an oracle that tries every place and shares no code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, product
from pathlib import Path
from unicodedata import normalize

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from site_builder.folding import fold
from site_builder.quotes import Ambiguous, Found, Haystack, Result, Span, find, parts_of

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
WORDS = re.split(
    r"\s",
    "the men young reports of rose The a a a b 가 \u1100\u1161 café cafe\u0301 q\u0307\u0323 "
    "‘com’ “Com” \"bad\" don’t don't Women’s UK's victims’ soft\u00adhyphen (NCA) end. [email] "
    "non-violent six-fold six‐fold 13-year-old 2022–2024 – — - … 291,273 2,4 6% £5 3.5",
)
KINDS = ("'‘’‚‛", '"“”„‟', "-‐‑‒–—―−")
NOWHERE = Span(0, 0)
GAPS = (" ", "  ", "\n", "\u00a0", "\u202f ", "\t", "\u2009")


def slowly(text: str) -> str:
    text = normalize("NFC", text.replace("\u00ad", ""))
    for kind in KINDS:
        text = re.sub(f"[{kind}]", kind[0], text)
    return re.sub(r"\s+", " ", text).strip()


_W = r"[\w\u0300-\u036f\u00ad]"
_TOKEN = re.compile(
    rf"(?:[£#](?=\d)|(?<![^\s(])[-+−](?=\d))?{_W}+"
    rf"(?:(?:[-‐‑'’](?={_W})|(?<=\d)[,./:\u00a0\u202f](?=\d)){_W}+)*(?:(?<=\d)%)?"
)


@cache
def edges(text: str) -> frozenset[int]:
    """Where words begin and end, told by looking for whole words instead of at both sides."""
    inside: set[int] = set()
    for token in _TOKEN.finditer(text):
        inside |= set(range(token.start() + 1, token.end()))
        if (possessive := re.search(r"['’]s$", token.group())) and possessive.start():
            inside.discard(token.start() + possessive.start())
    return frozenset(range(len(text) + 1)) - inside


@dataclass(frozen=True)
class Sample:
    text: str
    paragraphs: tuple[Span, ...]

    @property
    def hay(self) -> Haystack:
        return Haystack(text=self.text, paragraphs=self.paragraphs)

    def edges_in(self, span: Span) -> list[int]:
        return [at for at in sorted(edges(self.text)) if span.start <= at <= span.end]


def sample(text: str) -> Sample:
    return Sample(text, tuple(Span(*line.span()) for line in re.finditer(r"[^\n]+", text)))


@st.composite
def paragraphs(draw: st.DrawFn) -> str:
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=9))
    gaps = (gap for gap in GAPS if "\n" not in gap)
    between = st.sampled_from([" ", " ", " ", *gaps])
    return "".join(word + draw(between) for word in words).strip()


generated = st.lists(paragraphs(), min_size=1, max_size=4).flatmap(
    lambda lines: st.sampled_from(["\n", "\n\n"]).map(lambda gap: sample(gap.join(lines)))
)
real = st.sampled_from([sample(path.read_text(encoding="utf-8")) for path in SEEDS])
texts = st.one_of(generated, generated, real)


def passage(draw: st.DrawFn, of: Sample, within: Span) -> Span:
    """Draw a passage on word edges, not beginning or ending with white space."""
    at = of.edges_in(within)
    starts = [i for i in at if i < within.end and not of.text[i].isspace()]
    start = draw(st.sampled_from(starts))
    ends = [i for i in at if start < i <= start + 300 and not of.text[i - 1].isspace()]
    assume(ends)
    return Span(start, draw(st.sampled_from(ends)))


@st.composite
def quoted(draw: st.DrawFn) -> tuple[Sample, Span]:
    of = draw(texts)
    return of, passage(draw, of, Span(0, len(of.text)))


@st.composite
def elided(draw: st.DrawFn) -> tuple[Sample, list[Span]]:
    """Draw two to four passages of one paragraph, in order."""
    of = draw(texts)
    within = draw(st.sampled_from(of.paragraphs))
    parts: list[Span] = []
    for _ in range(draw(st.integers(2, 4))):
        rest = Span(parts[-1].end if parts else within.start, within.end)
        if any(i < rest.end and not of.text[i].isspace() for i in of.edges_in(rest)):
            parts.append(passage(draw, of, rest))
    assume(len(parts) > 1)
    return of, parts


@st.composite
def retyped(draw: st.DrawFn, quote: str) -> str:
    """Write the quote with other typography."""
    form = draw(st.sampled_from(["NFC", "NFD", None]))
    quote = normalize(form, quote) if form else quote
    typed: list[str] = []
    for char in re.findall(r"\s+|\S", quote):
        kind = next((kind for kind in KINDS if char in kind), None)
        if char.isspace():
            typed.append(draw(st.sampled_from(GAPS)))
        elif kind:
            typed.append(draw(st.sampled_from(kind)))
        else:
            typed.append(char)
        if draw(st.integers(0, 9)) == 0:
            typed.append("\u00ad")
    return "".join(typed)


def holds(found: Result, parts: tuple[Span, ...], text: str, quote: str) -> bool:
    """Whether the place is found, or told among others, or a more exact one goes before it."""
    if isinstance(found, Ambiguous):
        return (
            parts in found.places or len(found.places) == 10 or exact(found.places[0], text, quote)
        )
    return isinstance(found, Found) and (found.parts == parts or exact(found.parts, text, quote))


def exact(parts: tuple[Span, ...], text: str, quote: str) -> bool:
    return [text[slice(*p)] for p in parts] == [quote[slice(*p)] for p in parts_of(quote)]


def places(of: Sample, quote: str, *, folded: bool) -> list[Span]:
    """Every span on word edges that reads as the quote, by trying them all."""
    text, at = of.text, sorted(edges(of.text))
    if not folded:
        return [
            Span(i, i + len(quote))
            for i in at
            if text[i : i + len(quote)] == quote and i + len(quote) in at
        ]
    wanted = slowly(quote)
    most = 4 * len(wanted) + 20
    return [
        Span(i, j)
        for i in at
        if i < len(text) and not text[i].isspace() and text[i] != "\u00ad"
        for j in at
        if i < j <= i + most and not text[j - 1].isspace() and text[j - 1] != "\u00ad"
        if slowly(text[i:j]) == wanted
    ]


def placements(of: Sample, quotes: list[str], blocked: Span = NOWHERE) -> set[tuple[Span, ...]]:
    """Every way to place the parts clear of `blocked`: exactly, or else with typography folded."""
    for folded in (False, True):
        tried = (places(of, quote, folded=folded) for quote in quotes)
        ways = {
            way
            for way in product(*tried)
            if all(a.end <= b.start for a, b in pairwise(way))
            and all(p.end <= blocked.start or p.start >= blocked.end for p in way)
            and (len(way) == 1 or in_one_paragraph(of, way))
        }
        if ways:
            return ways
    return set()


def in_one_paragraph(of: Sample, way: tuple[Span, ...]) -> bool:
    return any(p.start <= way[0].start and way[-1].end <= p.end for p in of.paragraphs)


def agree(found: Result, ways: set[tuple[Span, ...]]) -> None:
    if len(ways) == 1:
        assert found == Found(parts=ways.pop())
    elif ways:
        assert isinstance(found, Ambiguous)
        assert found.places == tuple(sorted(ways)[:10])
    else:
        assert not isinstance(found, Found | Ambiguous)


@given(quoted())
@settings(deadline=None, max_examples=150)
def test_a_passage_is_found_at_its_own_place(drawn: tuple[Sample, Span]) -> None:
    of, span = drawn
    quote = of.text[slice(*span)]
    assert holds(find(quote, of.hay), (span,), of.text, quote)


@given(quoted(), st.data())
@settings(deadline=None, max_examples=150)
def test_other_typography_leads_to_the_same_place(
    drawn: tuple[Sample, Span], data: st.DataObject
) -> None:
    of, span = drawn
    quote = data.draw(retyped(of.text[slice(*span)]))
    found = find(quote, of.hay)
    assert holds(found, (span,), of.text, quote)
    if isinstance(found, Found):
        assert [fold(of.text[slice(*p)]).text for p in found.parts] == [fold(quote).text]


@given(quoted(), st.data())
@settings(deadline=None, max_examples=150)
def test_one_character_changed_is_found_only_where_it_is_true(
    drawn: tuple[Sample, Span], data: st.DataObject
) -> None:
    of, span = drawn
    quote = of.text[slice(*span)]
    at = data.draw(st.sampled_from([i for i, char in enumerate(quote) if char.isalnum()] or [0]))
    other = data.draw(st.sampled_from([quote[at].swapcase(), "a", "b", "e", "2", "5", ""]))
    changed = quote[:at] + other + quote[at + 1 :]
    assume(slowly(changed) and changed != quote)
    found = find(changed, of.hay)
    if len(of.text) < 400:
        agree(found, placements(of, [changed.strip()]))
    elif slowly(changed) not in slowly(of.text):
        assert not isinstance(found, Found | Ambiguous)
    elif isinstance(found, Found):
        assert [slowly(of.text[slice(*p)]) for p in found.parts] == [slowly(changed)]


@given(generated, st.data())
@settings(deadline=None, max_examples=150)
def test_any_stretch_is_found_just_where_the_oracle_finds_it(
    of: Sample, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(of.text) - 1))
    quote = of.text[start : data.draw(st.integers(start + 1, len(of.text)))]
    assume(slowly(quote) and not quote.startswith("\u00ad") and not quote.endswith("\u00ad"))
    agree(find(quote, of.hay), placements(of, [quote.strip()]))


@given(elided(), st.sampled_from(["[…]", " [...] ", "\n[…] "]), st.data())
@settings(deadline=None, max_examples=150)
def test_parts_are_found_at_their_own_places(
    drawn: tuple[Sample, list[Span]], mark: str, data: st.DataObject
) -> None:
    of, parts = drawn
    quotes = [of.text[slice(*part)] for part in parts]
    if data.draw(st.booleans()):
        quotes = [data.draw(retyped(quote)) for quote in quotes]
    found = find(mark.join(quotes), of.hay)
    assert holds(found, tuple(parts), of.text, mark.join(quotes))
    if isinstance(found, Found):
        assert [fold(of.text[slice(*p)]).text for p in found.parts] == [
            fold(quote).text.strip() for quote in quotes
        ]


@given(elided(), st.data())
@settings(deadline=None, max_examples=100)
def test_parts_out_of_order_are_found_only_where_they_are_in_order(
    drawn: tuple[Sample, list[Span]], data: st.DataObject
) -> None:
    of, parts = drawn
    quotes = [of.text[slice(*part)] for part in data.draw(st.permutations(parts))]
    if len(of.text) < 400:
        agree(find(" […] ".join(quotes), of.hay), placements(of, quotes))
    else:
        found = find(" […] ".join(quotes), of.hay)
        if isinstance(found, Found):
            assert list(found.parts) == sorted(found.parts)


@given(generated, st.data())
@settings(deadline=None, max_examples=100)
def test_furniture_hides_what_it_touches(of: Sample, data: st.DataObject) -> None:
    at = sorted(edges(of.text))
    two = st.lists(st.sampled_from(at), min_size=2, max_size=2, unique=True).map(sorted)
    blocked = Span(*data.draw(two))
    quote = of.text[slice(*data.draw(two))].strip()
    assume(slowly(quote))
    hay = Haystack(text=of.text, paragraphs=of.paragraphs, furniture=(blocked,))
    agree(find(quote, hay), placements(of, [quote], blocked))
    agree(find(quote, hay, in_furniture=True), placements(of, [quote]))
