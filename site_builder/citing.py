"""From a stretch of a seed to the entry of evidence that points at it, and what is wrong with it.

Offsets are code points into the seed's text, end exclusive; paragraphs count from 1.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from site_builder.checks.evidence import SHORTEST, cut_of
from site_builder.checks.parts import Role
from site_builder.folding import is_unseen
from site_builder.nearest import nearest
from site_builder.quotes import NOWHERE, Found, Span, find
from site_builder.selected import place_of
from site_builder.yamlwriting import entry, holdable, refused, value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_builder.quotes import Haystack
    from site_builder.seeds import Seed

__all__ = ["Citation", "brief", "cite", "cite_words", "to_words"]

_WORD = re.compile(r"\S+")
_MOST_BESIDE = 12  # words of a prefix or suffix
_BESIDE = 300  # characters of one
_WIDENED = 12  # times that a quote is widened for a negation or hedge
_SHOWN = 300  # characters of a passage that a message shows


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A passage, and the entry of evidence that points at it and nowhere else.

    `quote` has the seed's own characters, but a line feed for each line end; `yaml` is one entry of
    a list that reads back to it. `paragraph`, `prefix` and `suffix` are there where equal words
    need to be told apart. With `faults`, sentences for a curator, the entry would be a finding;
    `wider` is the passage that takes in what the quote cuts off, where that is the fault.
    """

    seed: str
    span: Span
    quote: str
    paragraph: int | None
    prefix: str
    suffix: str
    yaml: str
    faults: tuple[str, ...]
    wider: Span | None = None


class _Beside(NamedTuple):
    """What tells a passage from others with the same words."""

    paragraph: int | None = None
    prefix: str = ""
    suffix: str = ""


def cite(seed: Seed, start: int, end: int, role: Role = Role.EVIDENCE) -> Citation:
    """Return the entry of evidence for [start, end) of a seed, moved out to the edges of words.

    `role` is what the quote is for: one that only shows a name may be short and cut a hedge off.
    """
    span = to_words(seed.haystack, start, end)
    quote = holdable(seed.text[slice(*span)])
    if span.start == span.end:
        return _citation(seed, NOWHERE, "", _Beside(), ("no words are selected",))
    faults = list(_faults(seed, span, quote, role))
    beside = None if faults else _told_apart(seed, span, quote)
    if not faults and beside is None:
        faults.append(
            "these words stand more than once, and what stands beside them does not tell the "
            "places apart: take in more words"
        )
    cut = cut_of(seed, (span,)) if role is Role.EVIDENCE else None
    wider = None if cut is None else _wider(seed, span, cut)
    if cut is not None:
        faults.append(_cut_off(seed, cut, wider))
    return _citation(seed, span, quote, beside or _Beside(), tuple(faults), wider=wider)


def cite_words(
    seed: Seed,
    words: str,
    *,
    paragraph: int | None = None,
    before: str = "",
    role: Role = Role.EVIDENCE,
) -> Citation:
    """Return the entry of evidence for words as a page shows them, as far as they are found.

    White space, typography, furniture and a page's letters and notes may differ. `paragraph` is
    the number of the one in which the words begin, `before` what of it stands before them; `role`
    is what the quote is for.
    """
    found = place_of(seed, words, paragraph=paragraph, before=before)
    if found is None:
        return _citation(seed, NOWHERE, "", _Beside(), (_not_there(seed, words),))
    cited = cite(seed, *found.span, role)
    if found.places == 1:
        return cited
    fault = (
        f"these words stand {found.places} times in seed {seed.id}, and this is the first "
        "(the entry tells which): name the paragraph, or take in more words"
    )
    faults = (*cited.faults, fault)
    beside = _Beside(cited.paragraph, cited.prefix, cited.suffix)
    return _citation(seed, cited.span, cited.quote, beside, faults, wider=cited.wider)


def to_words(hay: Haystack, start: int, end: int) -> Span:
    """Return the span without unseen characters at its ends, and with the words it cuts whole.

    It is empty where nothing that can be seen is in it.
    """
    text = hay.text
    start, end = max(min(start, end), 0), min(max(start, end), len(text))
    while start < end and is_unseen(text[start]):
        start += 1
    while end > start and is_unseen(text[end - 1]):
        end -= 1
    if start == end:
        return NOWHERE
    while not hay.is_edge(start):
        start -= 1
    while not hay.is_edge(end):
        end += 1
    return Span(start, end)


def _citation(
    seed: Seed,
    span: Span,
    quote: str,
    beside: _Beside,
    faults: tuple[str, ...],
    *,
    wider: Span | None = None,
) -> Citation:
    return Citation(
        seed=seed.id,
        span=span,
        quote=quote,
        paragraph=beside.paragraph,
        prefix=beside.prefix,
        suffix=beside.suffix,
        yaml=_yaml(seed, quote, beside),
        faults=faults,
        wider=wider,
    )


def _yaml(seed: Seed, quote: str, beside: _Beside) -> str:
    if not quote or any(refused(quote)):
        return ""
    pairs = [("seed", f'"{seed.id}"'), ("quote", value(quote, 2))]
    if beside.prefix:
        pairs.append(("prefix", value(beside.prefix, 2)))
    if beside.suffix:
        pairs.append(("suffix", value(beside.suffix, 2)))
    if beside.paragraph is not None:
        pairs.append(("paragraph", str(beside.paragraph)))
    return entry(pairs)


def _faults(seed: Seed, span: Span, quote: str, role: Role) -> Iterator[str]:
    """Yield why these words can be no evidence, wherever else they stand."""
    for char, what in refused(quote):
        yield f"the passage holds U+{ord(char):04X}, {what}, which content may not: stop before it"
    if seed.haystack.in_furniture(span):
        block = next(b for b in seed.haystack.blocked if b.start < span.end and b.end > span.start)
        shown = brief(seed.text[max(block.start, span.start) : min(block.end, span.end)], 60)
        number = seed.paragraph_at(max(block.start, span.start))
        yield (
            f"“{shown}” (paragraph {number}) is page furniture, which is never evidence: stop "
            f"before it, or go on after it in an entry of its own"
        )
    elif role is Role.EVIDENCE and len(quote) < SHORTEST:
        yield f"this is too short to prove anything: take in {SHORTEST} characters or more"


def _told_apart(seed: Seed, span: Span, quote: str) -> _Beside | None:
    """Return the least that makes the quote be found at this place, if anything does."""
    hay = seed.haystack

    def here(beside: _Beside) -> bool:
        found = find(quote, hay, **beside._asdict())
        return isinstance(found, Found) and found.parts == (span,)

    paragraph = hay.paragraph_of(span)
    inside = [_Beside(paragraph=paragraph)] if paragraph is not None else []
    before = [_Beside(prefix=words) for words in _before(hay, span)]
    after = [_Beside(suffix=words) for words in _after(hay, span)]
    both = [_Beside(None, before[-1].prefix, after[-1].suffix)] if before and after else []
    placed = [beside._replace(paragraph=paragraph) for beside in (before[-1:] + after[-1:] + both)]
    every = chain([_Beside()], inside, before, after, both, placed if inside else [])
    return next((beside for beside in every if here(beside)), None)


def _before(hay: Haystack, span: Span) -> Iterator[str]:
    """Yield the words directly before the span, outside furniture: as one, two, three and more."""
    reach = max(span.start - _BESIDE, 0, *(b.end for b in hay.blocked if b.end <= span.start))
    words = list(_WORD.finditer(hay.text, reach, span.start))
    if words and reach and words[0].start() == reach and not hay.is_edge(reach):
        del words[0]  # its beginning was left out
    for word in words[::-1][:_MOST_BESIDE]:
        yield from _beside(hay.text[word.start() : span.start])


def _after(hay: Haystack, span: Span) -> Iterator[str]:
    """Yield the words directly after the span, outside furniture: as one, two, three and more."""
    ends = (b.start for b in hay.blocked if b.start >= span.end)
    reach = min(span.end + _BESIDE, len(hay.text), next(ends, len(hay.text)))
    words = list(_WORD.finditer(hay.text, span.end, reach))
    if words and words[-1].end() == reach and not hay.is_edge(reach):
        del words[-1]
    for word in words[:_MOST_BESIDE]:
        yield from _beside(hay.text[span.end : word.end()])


def _beside(words: str) -> Iterator[str]:
    line = " ".join(holdable(words).split())
    if line and not any(refused(line)):
        yield line


def _wider(seed: Seed, span: Span, cut: tuple[str, Span]) -> Span | None:
    """Return the passage widened until it cuts off no negation or hedge, if it can be."""
    for _ in range(_WIDENED):
        start, end = min(span.start, cut[1].start), max(span.end, cut[1].end)
        span = to_words(seed.haystack, start, end)
        if seed.haystack.in_furniture(span):
            return None
        again = cut_of(seed, (span,))
        if again is None:
            return span
        cut = again
    return None


def _cut_off(seed: Seed, cut: tuple[str, Span], wider: Span | None) -> str:
    why = f"“{cut[0]}” stands in the same clause, outside the quote, and changes what it says"
    if wider is None:
        return f"{why}: take it in"
    return f"{why}; take in: {brief(seed.text[slice(*wider)])}"


def _not_there(seed: Seed, words: str) -> str:
    near = nearest(words[:_SHOWN], seed.haystack)
    if near is None:
        return f"these words are not in seed {seed.id}, and nothing in it comes near them"
    shown = brief(seed.text[slice(*near.span)])
    return f"these words are not in seed {seed.id}; nearest, paragraph {near.paragraph}: {shown}"


def brief(text: str, longest: int = _SHOWN) -> str:
    """Return a text on one line, cut at a word where it is long."""
    words = " ".join(text[: 4 * longest].split())
    return words if len(words) <= longest else words[:longest].rsplit(" ", 1)[0] + " …"
