"""`mend`: the small corrections that are sure, as a unified diff, or made in the files."""

from __future__ import annotations

import codecs
import os
from difflib import unified_diff
from itertools import groupby
from typing import TYPE_CHECKING

from site_builder.checks.case import did_you_mean
from site_builder.edits import Edit, edited
from site_builder.findings import has_errors, printable, report
from site_builder.inputs import read_inputs
from site_builder.labels import counted
from site_builder.mending import mends
from site_builder.proof import read_case
from site_builder.writing import write
from site_builder.yamltext import decode

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Mapping, Sequence

    from site_builder.checks.case import Case
    from site_builder.cli.terminal import Terminal
    from site_builder.mending import Mend
    from site_builder.places import Source
    from site_builder.proof import Inputs

_AROUND = 1  # lines of a file on each side of a change
_WORDS = 300  # characters of a value that is shown


def mend_content(options: Namespace, terminal: Terminal) -> int:
    """Show or make what can be mended; return the exit status."""
    inputs, unread = read_inputs(options.project)
    case, findings, whole = read_case(inputs, unread=unread)
    if case is None:
        terminal.err.put(f"{report(findings, terminal.palette(options.color, os.environ))}\n")
        return 1
    if (wrong := _unknown(case, options.reviewed)) is not None:
        terminal.err.say(wrong)
        return 2
    decoded = {name: decode(name, data)[0] for name, data in inputs.content.items()}
    sources = {name: source for name, source in decoded.items() if source is not None}
    reviewed = {seed.id for name in options.reviewed if (seed := case.seed(name))}
    found = mends(case, findings, sources.values(), whole=whole, reviewed=reviewed)
    if not whole:
        terminal.err.say("not all could be read, which `check` tells: no unknown name is mended")
    made, left = _made(found, sources)
    if options.write:
        write(options.project, {}, {name: _bytes(inputs, name, made[name][0]) for name in made})
    for name, (text, changes) in made.items():
        _show(sources[name], text, changes, options, terminal)
    if left and not options.quiet:
        _show_left(left, terminal, apart=bool(made))
    return _summary(made, left, options, terminal, wrong=has_errors(findings))


def _bytes(inputs: Inputs, name: str, text: str) -> tuple[bytes, bytes]:
    """Return a file as it is and as it will be; a byte order mark stays."""
    old = inputs.content[name]
    mark = codecs.BOM_UTF8 if old.startswith(codecs.BOM_UTF8) else b""
    return old, mark + text.encode()


def _unknown(case: Case, names: Sequence[str]) -> str | None:
    for name in names:
        if case.seed(name) is None:
            hint = did_you_mean(name, {seed.id for seed in case.seeds.values()})
            return f"there is no seed “{printable(name, 100)}” with a record; {hint}".rstrip("; ")
    return None


def _made(
    found: Sequence[Mend], sources: Mapping[str, Source]
) -> tuple[dict[str, tuple[str, list[Mend]]], list[tuple[Mend, str]]]:
    """Return the files that change, each with its new text, and what is left with the reason."""
    made: dict[str, tuple[str, list[Mend]]] = {}
    left = [(mend, mend.doubt) for mend in found if mend.doubt]
    sure = (mend for mend in found if not mend.doubt)
    for name, group in groupby(sure, key=lambda mend: mend.text.source.name):
        changes = list(group)
        edits = {Edit(mend.text, mend.new): mend for mend in changes}
        text, done = edited(sources[name], list(edits))
        if done:
            made[name] = text, [edits[edit] for edit in done]
        why = "it cannot be written in the way the value is written: change it by hand"
        left += [(mend, why) for edit, mend in edits.items() if edit not in done]
    return made, sorted(left, key=lambda pair: pair[0].text.place)


def _show(
    source: Source, text: str, changes: Sequence[Mend], options: Namespace, terminal: Terminal
) -> None:
    """Print the reasons, which programs that apply a diff pass over, and the diff."""
    if options.write and options.quiet:
        return
    terminal.out.say(
        *(f"{mend.text.place}: {mend.code}: {mend.reason}" for mend in changes),
        f"--- a/{source.name}",
        f"+++ b/{source.name}",
    )
    terminal.out.show(*_diff(source.text, text))


def _diff(old: str, new: str) -> Iterator[str]:
    """Yield the hunks of a unified diff."""
    one, other = _lines(old), _lines(new)
    if len(one) != len(other):  # a change reached over the end of a line
        # not for every file: it is slow where many lines are alike
        yield from list(unified_diff(one, other, lineterm="", n=_AROUND))[2:]
        return
    runs: list[list[int]] = []
    for number in (k for k in range(len(one)) if one[k] != other[k]):
        if not runs or number - runs[-1][-1] > 2 * _AROUND + 1:
            runs.append([])
        runs[-1].append(number)
    for run in runs:
        first, past = max(run[0] - _AROUND, 0), min(run[-1] + _AROUND + 1, len(one))
        at = f"{first + 1},{past - first}"
        yield f"@@ -{at} +{at} @@"
        for differs, group in groupby(range(first, past), key=set(run).__contains__):
            numbers = list(group)
            yield from (f"{'-' if differs else ' '}{one[k]}" for k in numbers)
            yield from (f"+{other[k]}" for k in numbers if differs)


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").removesuffix("\n").split("\n")


def _show_left(left: Sequence[tuple[Mend, str]], terminal: Terminal, *, apart: bool) -> None:
    """Print what is for somebody to decide."""
    terminal.out.say(*[""] * apart, "not sure, and so left to you:")
    for mend, why in left:
        lines = [f"{mend.text.place}: {mend.code}: {mend.reason}", f"  not sure: {why}"]
        terminal.out.say(*lines)
        terminal.out.say(
            f"    - {printable(mend.text, _WORDS)}", f"    + {printable(mend.new, _WORDS)}"
        )


def _summary(
    made: Mapping[str, tuple[str, list[Mend]]],
    left: Sequence[tuple[Mend, str]],
    options: Namespace,
    terminal: Terminal,
    *,
    wrong: bool,
) -> int:
    number = sum(len(changes) for _, changes in made.values())
    places = f"{counted(number, 'change')} in {counted(len(made), 'file')}"
    lines = []
    if number:
        lines.append(
            f"made {places}" if options.write else f"sure: {places}; `mend --write` makes them"
        )
    if left:
        lines.append(f"not sure: {len(left)}")
    if not lines:
        lines.append(
            "nothing to mend" + (": what `check` tells is yours to decide" if wrong else "")
        )
    if not options.quiet or (number and not options.write) or left:
        terminal.err.say("; ".join(lines))
    if number and options.write and not options.quiet:
        terminal.err.say("now run `check`")
    return 1 if left or (number and not options.write) else 0
