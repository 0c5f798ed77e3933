"""`find`: the passages of the articles that some words mean, each with what to paste.

`--format json` is one object on standard output; its keys stay while `version` is 1, and others
may be added:

    version, tool       1; the builder's name and version
    status              0
    words               what was asked for
    spelt               asked, found: words that are in no article, and what they were taken for
    in_furniture        how many places were left out because they are page furniture
    found, nearest      the passages, best first; `nearest` only where none was found: seed, short,
                        paragraph, how (word for word, all words, some words), missing (words),
                        text, marks (start, end in code points of text), yaml, faults, used_by
                        (what, id, file, line)
                        file, line, column of where it begins; from 1, in code points
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any, NamedTuple

from site_builder import __version__
from site_builder.citing import brief
from site_builder.findings import printable
from site_builder.inputs import read_inputs
from site_builder.labels import counted
from site_builder.model import Record
from site_builder.places import Source, Text
from site_builder.proof import read_case
from site_builder.searching import Answer, Hit, citation, search
from site_builder.seeds import prepare, read_seeds
from site_builder.uses import used_by

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from site_builder.checks.case import Case
    from site_builder.cli.terminal import Terminal
    from site_builder.findings import Palette
    from site_builder.places import Place
    from site_builder.quotes import Span
    from site_builder.seeds import Seed, SeedText
    from site_builder.uses import Use

_SHOWN = 600  # characters of a passage on a terminal
_USES = 5  # of a passage that are named


class _Library(NamedTuple):
    """The seeds that can be searched, what rests on them, and whether that could be read."""

    seeds: tuple[Seed, ...]
    case: Case | None

    def used(self, span: Span, seed: Seed) -> tuple[Use, ...]:
        """Return what rests on any of the span."""
        return () if self.case is None else used_by(self.case, seed.id, *span)


def show_found(options: Namespace, terminal: Terminal, home: Path) -> int:
    """Print the best passages; return the exit status. `home` is the project as seen from here."""
    words = " ".join(options.words)
    library = _library(options.project)
    seeds = library.seeds
    if options.seed is not None:
        seeds = tuple(seed for seed in seeds if options.seed in {seed.id, seed.source.stem})
    if not seeds:
        known = ", ".join(seed.id for seed in library.seeds[:20])
        wrong = f"there is no seed “{options.seed}”" if library.seeds else "no seed can be read"
        terminal.err.say(f"{wrong}; {f'seeds are {known}' if known else 'see `check`'}")
        return 2 if known else 1
    if not any(char.isalnum() for char in words):
        terminal.err.say('name some words to look for: find "known reports"')
        return 2
    if library.case is None:
        terminal.err.say("the content cannot be read, which `check` tells: what is used is unknown")
    answer = search(words, seeds, options.most)
    if options.format == "json":
        document = _document(words, answer, library, home)
        terminal.out.put(f"{json.dumps(document, ensure_ascii=True)}\n")
        return 0
    _introduce(words, answer, options, terminal)
    palette = terminal.palette(options.color, os.environ, terminal.out)
    _show(answer, library, home, terminal, palette)
    return 0


def _library(project: Path) -> _Library:
    """Return the seeds with what their records mark; without a record they have no furniture."""
    inputs, unread = read_inputs(project)
    case, _, _ = read_case(inputs, unread=unread)
    sources = case.sources if case is not None else read_seeds(inputs.seeds)[0]
    known = {seed.id: seed for seed in case.seeds.values()} if case is not None else {}
    every = {source.id: source for source in sources.values()}
    seeds = (known.get(name) or _bare(source) for name, source in sorted(every.items()))
    return _Library(tuple(seeds), case)


def _bare(source: SeedText) -> Seed:
    nothing = Text.of("", Source(name="", text=""), 0, 0)
    none = dict.fromkeys(("publisher", "title", "author", "published", "url", "rights"))
    record = Record(
        file="",
        seed=nothing,
        sha256=nothing,
        short=nothing,
        voices=(),
        furniture=(),
        set_aside=(),
        **none,
    )
    return prepare(source, record)


def _introduce(words: str, answer: Answer, options: Namespace, terminal: Terminal) -> None:
    """Say where the words are not, what was taken for them, and what was left out."""
    nowhere = f"seed {options.seed} does not have" if options.seed else "no article has"
    for asked, found in answer.spelt:
        terminal.out.say(f"{nowhere} “{asked}”; taken for “{found}”")
    if not answer.hits:
        nearest = "; nearest is:" if answer.nearest else ""
        terminal.out.say(f"{nowhere} “{brief(words, 200)}”{nearest}")
    if answer.furniture and not options.quiet:
        left = counted(answer.furniture, "place")
        terminal.out.say(f"left out because it is page furniture: {left}")


def _show(
    answer: Answer, library: _Library, home: Path, terminal: Terminal, palette: Palette
) -> None:
    for number, hit in enumerate(answer.hits or answer.nearest, start=1):
        if number > 1 or answer.spelt or answer.furniture or not answer.hits:
            terminal.out.say("")
        cited = citation(hit)
        place = _place(hit, home)
        missing = f", without {', '.join(hit.missing)}" if hit.missing else ""
        short = f" {hit.seed.record.short}" if hit.seed.record.short else ""
        terminal.out.say(
            f"{number}. seed {hit.seed.id}{short}, paragraph {hit.paragraph} ({place}): "
            f"{hit.how}{missing}"
        )
        terminal.out.put(f"   {_marked(hit, palette)}\n")
        for line in _used(library.used(cited.span, hit.seed), home):
            terminal.out.say(f"   {line}")
        for fault in cited.faults:
            terminal.out.say(f"   not evidence as it stands: {fault}")
        if cited.yaml and not cited.faults:
            terminal.out.show(*cited.yaml.removesuffix("\n").split("\n"))


def _marked(hit: Hit, palette: Palette) -> str:
    """Return the passage on one line, its words marked by colour or by asterisks."""
    opens, closes = (palette.hint, palette.end) if palette.end else ("*", "*")
    text, parts, at = hit.seed.text, [], hit.span.start
    last = min(hit.span.end, hit.span.start + _SHOWN)
    for mark in _merged(hit.marks):
        if mark.end > last:
            break
        parts += [_line(text[at : mark.start]), opens, _line(text[slice(*mark)]), closes]
        at = mark.end
    more = "" if last == hit.span.end else " …"
    return "".join([*parts, _line(text[at:last])]) + more


def _merged(marks: Sequence[Span]) -> list[Span]:
    """Return the marks in order, none inside another."""
    merged: list[Span] = []
    for mark in sorted(marks):
        if not merged or mark.start >= merged[-1].end:
            merged.append(mark)
    return merged


def _line(text: str) -> str:
    """Return a stretch with each run of white space as one space, and nothing that acts."""
    spaced = "".join(" " if char.isspace() else char for char in text)
    while "  " in spaced:
        spaced = spaced.replace("  ", " ")
    return printable(spaced, _SHOWN + 1)


def _used(used: Sequence[Use], home: Path) -> Iterator[str]:
    for use in used[:_USES]:
        file = (home / use.place.file).as_posix()
        yield f"already used by {use.what} {use.id} ({file}:{use.place.line})"
    if len(used) > _USES:
        yield f"and by {len(used) - _USES} more"


def _place(hit: Hit, home: Path) -> str:
    place = _begins(hit)
    return f"{(home / place.file).as_posix()}:{place.line}:{place.column}"


def _begins(hit: Hit) -> Place:
    return Source(name=hit.seed.source.name, text=hit.seed.text).place(hit.span.start)


def _document(words: str, answer: Answer, library: _Library, home: Path) -> dict[str, Any]:
    return {
        "version": 1,
        "tool": f"site-builder {__version__}",
        "status": 0,
        "words": words,
        "spelt": [{"asked": asked, "found": found} for asked, found in answer.spelt],
        "in_furniture": answer.furniture,
        "found": [_entry(hit, library, home) for hit in answer.hits],
        "nearest": [_entry(hit, library, home) for hit in answer.nearest],
    }


def _entry(hit: Hit, library: _Library, home: Path) -> dict[str, Any]:
    cited, place = citation(hit), _begins(hit)
    return {
        "seed": hit.seed.id,
        "short": str(hit.seed.record.short),
        "paragraph": hit.paragraph,
        "how": hit.how,
        "missing": list(hit.missing),
        "text": hit.seed.text[slice(*hit.span)],
        "marks": [
            {"start": mark.start - hit.span.start, "end": mark.end - hit.span.start}
            for mark in _merged(hit.marks)
        ],
        "yaml": cited.yaml,
        "faults": list(cited.faults),
        "used_by": [
            {
                "what": use.what,
                "id": use.id,
                "file": (home / use.place.file).as_posix(),
                "line": use.place.line,
            }
            for use in library.used(cited.span, hit.seed)
        ],
        "file": (home / place.file).as_posix(),
        "line": place.line,
        "column": place.column,
    }
