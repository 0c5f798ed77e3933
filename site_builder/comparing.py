"""What two versions of a briefing claim differently: statements, differences, gaps and seeds."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from site_builder.versions import passages_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from site_builder.versions import Version

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
    """Return what differs, statements first; of each kind those in the old version first.

    Facts, differences and gaps are compared between versions of one kind.
    """
    same = old.kind == new.kind
    changes = [
        *_changes("statement", _texts(old, facts=same), _texts(new, facts=same)),
        *_changes("seed", _digests(old), _digests(new)),
    ]
    if same:
        for what in ("difference", "gap"):
            ours, theirs = (
                {k[1]: v for k, v in version.items() if k[0] == what}
                for version in (old.points, new.points)
            )
            changes += _changes(what, ours, theirs)
    return changes


def _changes(
    what: str, old: Mapping[str, Mapping[str, str]], new: Mapping[str, Mapping[str, str]]
) -> Iterator[Change]:
    for name, before in old.items():
        after = new.get(name)
        if after is None:
            yield Change(what=what, id=name, how="removed", details=_all(before, "old"))
        elif details := tuple(_details(before, after)):
            yield Change(what=what, id=name, how="changed", details=details)
    for name, after in new.items():
        if name not in old:
            yield Change(what=what, id=name, how="added", details=_all(after, "new"))


def _details(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Detail]:
    for name in dict.fromkeys((*old, *new)):
        before, after = old.get(name, ""), new.get(name, "")
        if before != after:
            yield Detail(name, before, after)


def _all(values: Mapping[str, str], side: str) -> tuple[Detail, ...]:
    first = next(((name, text) for name, text in values.items()), None)
    if first is None:
        return ()
    return (Detail(first[0], *((first[1], "") if side == "old" else ("", first[1]))),)


def _texts(version: Version, *, facts: bool) -> dict[str, dict[str, str]]:
    """Return every statement as texts by name; passages are compared in any order."""
    return {
        name: {
            "text": claim.text,
            **(claim.facts if facts else {}),
            "evidence": passages_text(claim.evidence),
            "also": passages_text(claim.also),
        }
        for name, claim in version.statements.items()
    }


def _digests(version: Version) -> dict[str, dict[str, str]]:
    return {name: {"sha256": digest} for name, digest in sorted(version.seeds.items())}


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
