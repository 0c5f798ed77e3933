"""Gaps: the words that a gap names stand in none of the seeds it names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from site_builder.findings import Finding, finding
from site_builder.folding import fold
from site_builder.quotes import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from site_builder.checks.case import Case
    from site_builder.places import Text
    from site_builder.seeds import Seed

_LONGEST = 200  # characters of what is said to be absent
_UNSEEN = "[\u200b-\u200f\u2060\ufeff]"


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for every word of a gap that stands in a seed outside its furniture."""
    plain: dict[str, str] = {}  # a seed as it is looked through first, by its id
    for gap in case.briefing.gaps:
        names: Iterable[str] = gap.seeds or case.seeds
        seeds = {seed.id: seed for name in names if (seed := case.seed(name)) is not None}
        for word in gap.absent:
            if len(word) > _LONGEST:
                message = f"this has {len(word):,} characters; {_LONGEST} are looked for at most"
                hint = (
                    "name a word or a few that would stand in an article that answers the question"
                )
                yield finding("value-form", word, message, hint=hint)
                continue
            yield from _present(case, word, list(seeds.values()), plain)


def _present(case: Case, word: Text, seeds: list[Seed], plain: dict[str, str]) -> Iterator[Finding]:
    forms = [_seen(fold(form.strip()).text) for form in _forms(case, word)]
    pattern = _pattern(forms)
    for seed in seeds:
        folded = seed.haystack.folded
        if seed.id not in plain:
            plain[seed.id] = _seen(folded.text).casefold()
        if not any(form.casefold() in plain[seed.id] for form in forms):
            continue
        for match in pattern.finditer(folded.text):
            start, end = folded.start(match.start()), folded.end(match.end() - 1)
            if seed.haystack.in_furniture(Span(start, end)):
                continue
            around = " ".join(seed.text[max(start - 40, 0) : end + 40].split())
            message = f"“{match.group()}” is said to be absent, but stands in seed {seed.id}"
            note = f"{seed.id}, paragraph {seed.paragraph_at(start)}: …{around}…"
            hint = (
                "read the passage: if it answers the question, the gap must go; else drop the word"
            )
            yield finding("gap-filled", word, message, hint=hint, notes=(note,))
            break


def _seen(text: str) -> str:
    return re.sub(_UNSEEN, "", text)


def _forms(case: Case, word: Text) -> list[str]:
    """Return the word and, where terms.yaml knows it, every other form of it."""
    forms = {word.casefold(): str(word)}
    for term in case.briefing.terms:
        names = [term.name, *term.also]
        if any(name.casefold() == word.casefold() for name in names):
            forms.update((name.casefold(), str(name)) for name in names)
    return list(forms.values())


def _pattern(forms: list[str]) -> re.Pattern[str]:
    """Return what finds the words as a reader sees them, whatever unseen stands within."""
    words = [f"{_UNSEEN}*".join(map(re.escape, form)) for form in forms]
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)
