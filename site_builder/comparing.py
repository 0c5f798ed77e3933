"""What two versions of a briefing say differently: its statements, and all that stands by them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from site_builder.versions import Facts, Version

FIRST = ("statement", "seed", "difference", "gap")
"""What is told first of what differs."""
_LONGEST = 3_000  # words of a text that are compared one by one


class Detail(NamedTuple):
    """One thing that changed: its name, what was there before and what is there now."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something that one version has and the other has not, or has otherwise."""

    what: str
    id: str
    how: str  # added, removed or changed
    details: tuple[Detail, ...] = ()


def compared(old: Version, new: Version) -> list[Change]:
    """Return what differs, statements first; of each kind those in the old version first."""
    before, after = _by_kind(old), _by_kind(new)
    kinds = dict.fromkeys((*FIRST, *before, *after))
    return [found for kind in kinds for found in _changes(kind, before[kind], after[kind])]


def _by_kind(version: Version) -> dict[str, dict[str, Facts]]:
    found: dict[str, dict[str, Facts]] = defaultdict(dict)
    for (kind, name), facts in version.things.items():
        found[kind][name] = facts
    return found


def _changes(what: str, old: Mapping[str, Facts], new: Mapping[str, Facts]) -> Iterator[Change]:
    for name, before in old.items():
        after = new.get(name)
        if after is None:
            yield Change(what=what, id=name, how="removed", details=_all(before, "old"))
        elif details := tuple(_details(before, after)):
            yield Change(what=what, id=name, how="changed", details=details)
    for name, after in new.items():
        if name not in old:
            yield Change(what=what, id=name, how="added", details=_all(after, "new"))


def _details(old: Facts, new: Facts) -> Iterator[Detail]:
    for name in dict.fromkeys((*old, *new)):
        before, after = old.get(name, ""), new.get(name, "")
        if before != after:
            yield Detail(name, before, after)


def _all(values: Facts, side: str) -> tuple[Detail, ...]:
    """Return the first fact of what is there once only: its words."""
    name, text = next(iter(values.items()))
    return (Detail(name, *((text, "") if side == "old" else ("", text))),)


def word_changes(old: str, new: str) -> list[tuple[str, str]]:
    """Return the two texts as runs of words in order: (sign, words), the sign "", - or +."""
    before, after = old.split(), new.split()
    if len(before) + len(after) > _LONGEST:
        return [("-", old), ("+", new)]
    runs: list[tuple[str, str]] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(("", " ".join(before[a:b])))
            continue
        runs += [("-", " ".join(before[a:b]))] if a < b else []
        runs += [("+", " ".join(after[c:d]))] if c < d else []
    return runs
