"""What must hold of any quote looked for in any text, against a search that tries every span."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import is_normalized, normalize

from site_builder.clauses import cut_hedge
from site_builder.folding import fold
from site_builder.nearest import difference, look_alike, nearest
from site_builder.quotes import (
    Ambiguous,
    CutsWord,
    Found,
    Haystack,
    InFurniture,
    Missing,
    OutOfOrder,
    Result,
    Span,
    find,
    parts_of,
)
from site_builder.seeds import paragraph_spans

SMALL = 40  # characters of a text in which every span is tried
_WRITTEN = (
    str,
    lambda quote: normalize("NFD", quote),
    lambda quote: normalize("NFC", quote),
    lambda quote: quote.replace(" ", "\u00a0\n"),
    lambda quote: quote.translate({ord(a): b for a, b in zip("‘’“”–—", "''\"\"--", strict=True)}),
    "\u00ad".join,
    lambda quote: quote[: len(quote) // 3] + "[…]" + quote[len(quote) // 2 :],
    lambda quote: quote.replace("e", "x", 1),
)


@dataclass(frozen=True, kw_only=True)
class Ask:
    """A quote, the text it is looked for in, and how."""

    hay: Haystack
    quote: str
    prefix: str = ""
    suffix: str = ""
    paragraph: int | None = None
    in_furniture: bool = False
    whole_words: bool = True

    def find(self) -> Result:
        return find(
            self.quote,
            self.hay,
            prefix=self.prefix,
            suffix=self.suffix,
            paragraph=self.paragraph,
            in_furniture=self.in_furniture,
            whole_words=self.whole_words,
        )


def read(data: bytes) -> Ask:
    """Return what the bytes ask: eight that choose, then a text, or a text, a "|" and a quote.

    Where there is no "|" the quote is a stretch of the text, written in another way.
    """
    how, at, size, number, *marked = data[:7].ljust(7, b"0")
    text, bar, quote = data[7:].decode(errors="replace").partition("|")
    paragraphs = tuple(paragraph_spans(text))
    start, end = at % (len(text) + 1), (at % (len(text) + 1)) + size % 64
    if not bar:
        quote = _WRITTEN[how % 8](text[start:end])
    furniture = Span(marked[0], marked[0] + marked[1] % 32)
    return Ask(
        hay=Haystack(
            text=text,
            paragraphs=paragraphs,
            furniture=(furniture,) if furniture.end <= len(text) and marked[2] & 1 else (),
        ),
        quote=quote,
        prefix=text[max(start - 9, 0) : start] if how & 16 else "",
        suffix=text[end : end + 9] if how & 32 else "",
        paragraph=number % 8 if marked[2] & 8 else None,
        in_furniture=bool(marked[2] & 2),
        whole_words=not marked[2] & 4,
    )


def holds(data: bytes) -> None:
    """Look for the quote, and hold that the answer is the one that trying every span gives."""
    ask = read(data)
    result = ask.find()
    match result:
        case Found(parts=parts):
            stands(ask, parts)
            told = cut_hedge(ask.hay.text, parts, Span(0, len(ask.hay.text)))
            assert told is None or ask.hay.text[slice(*told[1])] == told[0]
        case Ambiguous(places=places):
            assert 2 <= len(places) <= 10
            assert len(set(places)) == len(places)
            for parts in places:
                stands(ask, parts)
        case CutsWord(parts=parts, edge=edge, word=word):
            assert any(part.start <= edge <= part.end for part in parts)
            assert word
            assert word in ask.hay.text
        case Missing() | OutOfOrder():
            near_enough(ask)
        case InFurniture(parts=parts):
            assert any(map(ask.hay.in_furniture, parts))
    if len(ask.hay.text) <= SMALL and not ask.prefix and not ask.suffix:
        agrees(ask, result)


def stands(ask: Ask, parts: tuple[Span, ...]) -> None:
    """Hold that the parts of the quote stand here, on word edges, in order, where they may."""
    hay, text = ask.hay, ask.hay.text
    wholly = [_folded(ask.quote)]  # where the text itself has the […]
    in_parts = [_folded(ask.quote[slice(*part)]) for part in parts_of(ask.quote)]
    assert [_folded(text[slice(*part)]) for part in parts] in (wholly, in_parts)
    assert all(a.end <= b.start for a, b in pairwise(parts))
    assert len(parts) == 1 or hay.paragraph_of(Span(parts[0].start, parts[-1].end))
    for part in parts:
        assert 0 <= part.start < part.end <= len(text)
        assert not ask.whole_words or (hay.is_edge(part.start) and hay.is_edge(part.end))
        assert ask.in_furniture or not hay.in_furniture(part)
        if ask.paragraph:
            within = hay.paragraphs[ask.paragraph - 1]
            assert within.start <= part.start < part.end <= within.end
    before, after = fold(text[: parts[0].start]).text, fold(text[parts[-1].end :]).text
    assert before.rstrip().endswith(fold(ask.prefix).text.strip())
    assert after.lstrip().startswith(fold(ask.suffix).text.strip())


def near_enough(ask: Ask) -> None:
    """Hold that the passage a missing quote is near to can be shown, and so can what differs."""
    near = nearest(ask.quote, ask.hay)
    if near is None:
        return
    assert 60 <= near.similarity <= 100
    assert ask.hay.paragraph_of(near.span) == near.paragraph
    assert not ask.hay.in_furniture(near.span)
    part = ask.quote[slice(*near.part)]
    differs = difference(part, ask.hay.text[slice(*near.span)])
    if differs is not None:
        where, mine, theirs = differs
        assert 0 <= where.start <= where.end <= len(part)
        assert look_alike(mine, theirs).isascii()


def agrees(ask: Ask, result: Result) -> None:
    """Hold that trying every span of the text gives the same answer."""
    if not is_normalized("NFC", ask.hay.folded.text):  # a heap of marks: see folding
        return
    ways = every_way(ask)
    if len(ways) == 1:
        assert result == Found(parts=ways[0])
    elif ways:
        assert result == Ambiguous(places=tuple(ways[:10]))
    else:
        assert not isinstance(result, Found | Ambiguous)


def every_way(ask: Ask) -> list[tuple[Span, ...]]:
    """Return the ways to place the quote: exactly, or else folded; whole, or else in parts."""
    wholes = [[ask.quote.strip()]] if re.search(r"\[(…|\.\.\.)\]", ask.hay.text) else []
    for wanted in (*wholes, [ask.quote[slice(*part)] for part in parts_of(ask.quote)]):
        for same in (str, _folded):
            if wanted and (ways := sorted(_ways(ask, wanted, same))):
                return ways
    return []


def _folded(words: str) -> str:
    return fold(words).text.strip()


def _ways(ask: Ask, wanted: list[str], same: object) -> list[tuple[Span, ...]]:
    assert callable(same)
    hay, text = ask.hay, ask.hay.text
    within = Span(0, len(text))
    if ask.paragraph is not None:
        if not 1 <= ask.paragraph <= len(hay.paragraphs):
            return []
        within = hay.paragraphs[ask.paragraph - 1]
    spans = [
        Span(start, end)
        for start in range(within.start, within.end)
        for end in range(start + 1, within.end + 1)
        if _may_stand(ask, start, end, folded=same is _folded)
    ]
    ways: list[tuple[Span, ...]] = [()]
    for words in wanted:
        here = [span for span in spans if same(text[slice(*span)]) == same(words)]
        ways = [(*way, span) for way in ways for span in here if not way or way[-1].end <= span[0]]
    if len(wanted) > 1:
        ways = [way for way in ways if hay.paragraph_of(Span(way[0].start, way[-1].end))]
    return ways


def _may_stand(ask: Ask, start: int, end: int, *, folded: bool) -> bool:
    hay, text = ask.hay, ask.hay.text
    if ask.whole_words and not (hay.is_edge(start) and hay.is_edge(end)):
        return False
    if not ask.in_furniture and hay.in_furniture(Span(start, end)):
        return False
    if not folded:
        return True
    ends = (text[start], text[end - 1])
    if any(char.isspace() or char == "\u00ad" for char in ends):
        return False
    view = hay.folded
    inside = (range(first + 1, past) for first, past in zip(view.starts, view.ends, strict=True))
    return not any(start in changed or end in changed for changed in inside)
