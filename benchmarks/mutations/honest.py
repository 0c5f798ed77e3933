"""The honest briefing as the changes see it: its wordings, its quotes, and how a change is written.

Nothing here knows how the checks work.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from site_builder.content import read_briefing
from site_builder.places import Source, Text
from site_builder.seeds import SeedText, read_seeds
from site_builder.yamltext import Listing, Mapping, Node, parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from site_builder.model import Briefing, Evidence, Quote
    from site_builder.proof import Inputs


class UnwritableError(Exception):
    """A change cannot be written as YAML that reads as it was meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Words of the briefing that claim something, and the evidence that they rest on.

    `place` is statement, account, heading, question or note; `below` holds the texts of the
    statements (and accounts) that a heading, question or note stands over.
    """

    text: Text
    owner: str
    place: str
    rests: tuple[Evidence, ...]
    below: tuple[str, ...] = ()

    def quotes(self) -> list[str]:
        """Return the words of all quotes that it rests on."""
        return [str(evidence.quote.text) for evidence in self.rests]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """New characters for `[start, end)` of a file, in code points, and the values they mean."""

    file: str
    start: int
    end: int
    new: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, eq=False)
class Honest:
    """A briefing that was read: its bytes, nouns, seeds and wordings."""

    inputs: Inputs
    briefing: Briefing
    seeds: dict[str, SeedText]
    wordings: tuple[Wording, ...]
    nodes: dict[str, Node] = field(repr=False)
    entries: dict[tuple[str, int], Mapping] = field(repr=False)

    def seed(self, name: str) -> SeedText | None:
        """Return the seed of this id or stem."""
        stems = {seed.stem: seed for seed in self.seeds.values()}
        return self.seeds.get(name) or stems.get(name)

    def entry(self, quote: Quote) -> Mapping | None:
        """Return the YAML mapping that a quote stands in."""
        return self.entries.get((quote.text.source.name, quote.text.start))

    def write(self, edits: Sequence[Edit], *, known: bool = False) -> dict[str, bytes]:
        """Return the bytes of the files that the edits change.

        Raises UnwritableError where a file would read otherwise than meant, unless that it does
        not is `known`.
        """
        files: dict[str, bytes] = {}
        for name in sorted({edit.file for edit in edits}):
            here = sorted((e for e in edits if e.file == name), key=lambda e: e.start)
            text = self._text(name)
            for edit in reversed(here):
                text = text[: edit.start] + edit.new + text[edit.end :]
            if name in self.nodes and not known:
                self._agree(name, text, here)
            files[name] = text.encode()
        return files

    def _text(self, name: str) -> str:
        if name in self.nodes:
            return self.nodes[name].source.text
        return self.inputs.seeds[name].decode()

    def _agree(self, name: str, text: str, edits: Sequence[Edit]) -> None:
        """Raise unless the file reads as before but for the values of the edits."""
        expected: list[str] = []
        left = list(edits)
        within = 0  # up to where an edit has said what stands there
        for scalar in scalars(self.nodes[name]):
            if left and left[0].start <= scalar.start < left[0].end:
                expected += left[0].values
                within = left.pop(0).end
            elif scalar.start >= within:
                expected.append(str(scalar))
        node, findings = parse(Source(name=name, text=text))
        if findings or node is None or [str(s) for s in scalars(node)] != expected:
            raise UnwritableError(name)

    def reword(self, text: Text, new: str) -> Edit:
        """Return the edit that makes a scalar say something else, in its own style if may be."""
        raw = text.source.text[text.start : text.end]
        low, high = differ(text, new)
        start, end = text.at(low) - text.start, text.at(high) - text.start
        spliced = raw[:start] + new[low : len(new) - (len(text) - high)] + raw[end:]
        for form in (spliced, json.dumps(new, ensure_ascii=False)):
            edit = Edit(
                file=text.source.name, start=text.start, end=text.end, new=form, values=(new,)
            )
            try:
                self.write([edit])
            except UnwritableError:
                continue
            return edit
        raise UnwritableError(new)


def differ(old: str, new: str) -> tuple[int, int]:
    """Return the span of `old` outside of which `new` is the same."""
    low, most = 0, min(len(old), len(new))
    while low < most and old[low] == new[low]:
        low += 1
    most -= low
    high = len(old)
    while most and old[high - 1] == new[high - 1 - len(old)]:
        high, most = high - 1, most - 1
    return low, high


def scalars(node: Node) -> Iterator[Text]:
    """Yield every key and value of a file in the order in which they stand."""
    if isinstance(node, Text):
        yield node
    elif isinstance(node, Listing):
        for item in node.items:
            yield from scalars(item)
    else:
        for key, value in node.entries.items():
            yield key
            yield from scalars(value)


def read_honest(inputs: Inputs) -> Honest:
    """Return the briefing of these inputs; raise ValueError if it cannot be read at all."""
    briefing, _ = read_briefing(inputs.content)
    seeds, _ = read_seeds(inputs.seeds)
    if briefing is None:
        raise ValueError("content/site.yaml cannot be read")
    nodes: dict[str, Node] = {}
    for name, data in sorted(inputs.content.items()):
        text = data.decode().removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
        node, _ = parse(Source(name=name, text=text))
        if node is not None:
            nodes[name] = node
    entries = {key: entry for node in nodes.values() for key, entry in _entries(node)}
    return Honest(
        inputs=inputs,
        briefing=briefing,
        seeds=seeds,
        wordings=tuple(_wordings(briefing)),
        nodes=nodes,
        entries=entries,
    )


def _entries(node: Node) -> Iterator[tuple[tuple[str, int], Mapping]]:
    if isinstance(node, Mapping):
        quote = node.entries.get(Text("quote"))
        if isinstance(quote, Text):
            yield (node.source.name, quote.start), node
        for value in node.entries.values():
            yield from _entries(value)
    elif isinstance(node, Listing):
        for item in node.items:
            yield from _entries(item)


def _wordings(briefing: Briefing) -> Iterator[Wording]:
    known = {str(statement.id): statement for statement in briefing.statements()}
    for theme in briefing.themes:
        for section in theme.sections:
            yield Wording(
                text=section.heading,
                owner=f"{theme.id}: heading",
                place="heading",
                rests=tuple(e for s in section.statements for e in (*s.evidence, *s.also)),
                below=tuple(str(s.text) for s in section.statements),
            )
    for statement in known.values():
        yield Wording(
            text=statement.text,
            owner=str(statement.id),
            place="statement",
            rests=(*statement.evidence, *statement.also),
        )
    for difference in briefing.differences:
        listed = [known[name] for name in difference.statements if name in known]
        rests = [e for s in listed for e in (*s.evidence, *s.also)]
        rests += [e for account in difference.accounts for e in account.evidence]
        below = (*(str(s.text) for s in listed), *(str(a.says) for a in difference.accounts))
        for place, text in (("question", difference.question), ("note", difference.note)):
            if text is not None:
                owner = f"{difference.id}: {place}"
                yield Wording(text=text, owner=owner, place=place, rests=tuple(rests), below=below)
        for number, account in enumerate(difference.accounts, 1):
            owner = f"{difference.id}: account {number}"
            yield Wording(text=account.says, owner=owner, place="account", rests=account.evidence)
