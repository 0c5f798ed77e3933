"""What of the articles a built site may carry, and what of them it carries too much.

Texts are compared as runs of five words in lower case, so that neither markup nor escapes,
quotation marks or a doubled sign hide anything. Shorter sentences are looked for whole.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING, Any

from site_builder.coverage import Cover
from site_builder.model import Evidence, Furniture, Quote, Voice
from site_builder.quotes import Span
from site_builder.views.resting import quotes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from site_builder.proof import Proved
    from site_builder.seeds import Seed
    from site_builder.views.index import Index

LENGTH = 5
_WORD = re.compile(r"[^\W_]+")
_WITHIN = re.compile(r"</?(?:a|b|bdi|em|i|mark|q|span|strong|sup|wbr)(?:\s[^<>]*)?>")
_TAG = re.compile(r"<[!/a-zA-Z][^<>]*>")
_CODE = re.compile(r"\\u([0-9a-fA-F]{4})")
_ESCAPE = re.compile(r"\\[nrtbf/\"\\]")

_BREAK = " breakbetweenelements "

Run = tuple[str, ...]


def words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def runs(text: str, length: int = LENGTH) -> set[Run]:
    """Return the runs of so many words; a shorter text is one, if it has three words."""
    found = words(text)
    if len(found) < length:
        return {tuple(found)} if len(found) > 2 else set()
    return {tuple(found[at : at + length]) for at in range(len(found) - length + 1)}


def carried(name: str, data: bytes) -> list[str]:
    """Return the words of a file as whoever reads it has them, markup and escapes undone."""
    text = data.decode("utf-8", "replace")
    if name.endswith((".html", ".atom", ".xml", ".svg")):
        # As it is read; then as it is written, with what stands in attributes and scripts.
        text = f"{html.unescape(_TAG.sub(_BREAK, _WITHIN.sub('', text)))}{_BREAK}{text}"
    text = _CODE.sub(lambda found: chr(int(found[1], 16)), text)
    return words(html.unescape(_ESCAPE.sub(" ", text)))


def _each(text: list[str], length: int) -> Iterator[Run]:
    return zip(*(text[at:] for at in range(length)), strict=False)


@dataclass(frozen=True, kw_only=True)
class Rights:
    """What may stand in a file, as texts, and what may not."""

    may: list[str]
    may_not: list[str]

    def leaks(self, files: Mapping[str, bytes]) -> dict[str, list[str]]:
        """Return the runs of words that stand in each file and may not."""
        may = set().union(*(runs(text, n) for text in self.may for n in (3, 4, LENGTH)))
        never = set().union(*map(runs, self.may_not)) - may
        found = {}
        for name, data in files.items():
            text = carried(name, data)
            bad = {run for n in (3, 4, LENGTH) for run in _each(text, n) if run in never}
            if bad:
                found[name] = sorted(" ".join(run) for run in bad)
        return found


def _written(value: Any) -> Iterator[str]:
    """Yield the words of the curator's own: all but quotes."""
    if isinstance(value, str):
        yield str(value)
    elif isinstance(value, Quote | Voice | Furniture | Evidence):
        return
    elif is_dataclass(value):
        for field in fields(value):
            yield from _written(getattr(value, field.name))
    elif isinstance(value, dict):
        yield from (text for one in value.values() for text in _written(one))
    elif isinstance(value, list | tuple):
        yield from (text for one in value for text in _written(one))


def _slices(seed: Seed, spans: Iterable[Span]) -> list[str]:
    return [seed.text[span.start : span.end] for span in spans]


def _shown(seed: Seed, cited: Cover) -> Iterator[Span]:
    """Yield the stretches that the page of an article shows in excerpts: cited sentences."""
    hidden = Cover([*seed.furniture, *seed.withheld])
    for number, _ in enumerate(seed.paragraphs, start=1):
        start, end = -1, -1
        for sentence in seed.sentences(number):
            if cited.touches(sentence):
                start, end = (sentence.start if start < 0 else start), sentence.end
            elif start >= 0:
                yield from hidden.outside(Span(start, end))
                start = -1
        if start >= 0:
            yield from hidden.outside(Span(start, end))


def excerpts(proved: Proved, index: Index, *, exact: bool) -> Rights:
    """Return what a site in excerpts may carry: cited sentences or, `exact`, cited words alone."""
    may, may_not = [*_written(proved.briefing)], []
    passages = [proved.passages[quote] for quote in quotes(index)]
    for seed in proved.seeds.values():
        parts = [part for one in passages if one.seed == seed.id for part in one.parts]
        parts = [part for part in parts if not seed.haystack.in_furniture(part)]
        shown = parts if exact else [*_shown(seed, Cover(parts))]
        may += _slices(seed, shown)
        may_not += _slices(seed, seed.paragraphs)
        cover = Cover(shown)
        every = [s for n in range(1, len(seed.paragraphs) + 1) for s in seed.sentences(n)]
        may_not += [seed.text[s.start : s.end] for s in every if not cover.touches(s)]
    return Rights(may=may, may_not=may_not)


def furniture(proved: Proved) -> Rights:
    """Return what a site may carry in either mode: all of the articles but furniture."""
    may, may_not = [*_written(proved.briefing)], []
    for seed in proved.seeds.values():
        text = Span(0, len(seed.text))
        may += _slices(seed, Cover(seed.furniture).outside(text))
        may_not += [line for part in _slices(seed, seed.furniture) for line in part.splitlines()]
    return Rights(may=may, may_not=may_not)
