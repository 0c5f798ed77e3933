"""What does not fit: a code, the words it is about, what was expected and found, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from site_builder.checks.claims import Support
    from site_builder.places import Text

_LONGEST = 160  # characters of a passage that a note shows
_MOST = 3  # passages that are shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Misfit:
    """A point on which a claim does not fit its passages.

    `words` are what an acceptance names. It stands at `where` (the claim's text, if None), at the
    characters `span` of it.
    """

    code: str
    words: str
    message: str
    hint: str
    span: tuple[int, int] | None = None
    where: Text | None = None
    notes: tuple[str, ...] = ()


def passages(supports: Iterable[Support], around: str = "") -> tuple[str, ...]:
    """Return the passages as the notes of a finding, cut to what stands around some words."""
    shown = list(supports)
    notes = [f"the passage ({s.where}): {_cut(s.said.text, around)}" for s in shown[:_MOST]]
    if len(shown) > _MOST:
        notes.append(f"and {len(shown) - _MOST} more passages")
    return tuple(notes)


def _cut(text: str, around: str) -> str:
    line = " ".join(text.split())
    if len(line) <= _LONGEST:
        return line
    at = max(line.casefold().find(around.casefold()), 0) if around else 0
    start = max(min(at - _LONGEST // 2, len(line) - _LONGEST), 0)
    start = line.find(" ", start) + 1 if start else 0
    piece = line[start : start + _LONGEST]
    if start + len(piece) < len(line):
        piece = piece.rsplit(" ", 1)[0]
    return f"{'… ' if start else ''}{piece}{' …' if start + len(piece) < len(line) else ''}"
