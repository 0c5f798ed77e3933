"""`diff`: what two versions of a briefing say differently.

`--format json` is one object on standard output; its keys stay while `version` is 1, and others
may be added:

    version, tool       1; the builder's name and version
    status              0 where nothing differs, 1 where something does
    old, new            folder, and kind: project or site
    not_compared        empty: a project and a site tell the same
    changes             what (statement, seed, difference, gap, briefing, theme, article, speaker,
                        origin, term, note), id, how (added, removed, changed), details (field,
                        old, new)
"""

from __future__ import annotations

import json
import os
import stat
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from site_builder import __version__
from site_builder.comparing import Change, Detail, compared, word_changes
from site_builder.findings import in_order, printable
from site_builder.inputs import read_inputs
from site_builder.labels import counted
from site_builder.manifest import MADE_BY
from site_builder.proof import read_case
from site_builder.sitedata import of_site
from site_builder.urls import EVIDENCE, MANIFEST
from site_builder.versions import Version, of_project

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from site_builder.cli.terminal import Terminal
    from site_builder.findings import Finding, Palette

_LARGEST = 1 << 30  # bytes of a manifest, or of the evidence
_TEXT = 700  # characters of a line


class CannotCompareError(Exception):
    """Why a folder tells nothing that can be compared: in words, or by findings."""

    def __init__(self, message: str, findings: Sequence[Finding] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.findings = findings


def show_diff(options: Namespace, terminal: Terminal) -> int:
    """Print what differs; return 0 where nothing does, 1 where something does.

    Raises CannotCompareError.
    """
    old, new = _version(options.old, terminal), _version(options.new, terminal)
    changes = compared(old, new)
    status = int(bool(changes))
    if options.format == "json":
        document = _document(options, old, new, changes)
        terminal.out.put(f"{json.dumps(document, ensure_ascii=True)}\n")
        return status
    palette = terminal.palette(options.color, os.environ, terminal.out)
    for change in changes:
        for line in _lines(change, palette):
            terminal.out.put(f"{line}\n")
    if not options.quiet:
        terminal.err.say(_summary(changes, new))
    return status


def _version(folder: Path, terminal: Terminal) -> Version:
    """Read a folder as what it is: a built site, or a project."""
    if (folder / MANIFEST).is_file():
        return _site(folder, terminal)
    if not (folder / "content").is_dir():
        message = (
            f"{folder} is neither a project (it has no content/) nor a site of this builder "
            f"(it has no {MANIFEST})"
        )
        raise CannotCompareError(message)
    inputs, unread = read_inputs(folder)
    case, findings, whole = read_case(inputs, unread=unread)
    if case is None:
        raise CannotCompareError(f"the content of {folder} cannot be read", in_order(findings))
    if not whole:
        terminal.err.say(f"some files of {folder} cannot be read, which `check` tells: what they "
                         "hold counts as not there")  # fmt: skip
    digests = {name: sha256(data).hexdigest() for name, data in inputs.seeds.items()}
    return of_project(case, digests)


def _site(folder: Path, terminal: Terminal) -> Version:
    try:
        manifest = json.loads(_read(folder / MANIFEST))
        ours = str(manifest["generator"]).startswith(f"{MADE_BY} ")
        digest = str(manifest["files"].get(EVIDENCE, ""))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        ours = False
    if not ours:
        raise CannotCompareError(f"{folder / MANIFEST} is not one that this builder wrote")
    data = _read(folder / EVIDENCE)
    if sha256(data).hexdigest() != digest:
        terminal.err.say(f"{folder / EVIDENCE} was changed after it was built")
    try:
        return of_site(json.loads(data))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        message = (
            f"{folder / EVIDENCE} is not as this version of the builder makes it: compare the "
            "project folders that the sites were built from"
        )
        raise CannotCompareError(message) from None


def _read(path: Path) -> bytes:
    status = path.stat()
    if not stat.S_ISREG(status.st_mode) or status.st_size > _LARGEST:
        raise CannotCompareError(f"{path} is not an ordinary file of at most 1 GB")
    return path.read_bytes()


def _lines(change: Change, palette: Palette) -> Iterator[str]:
    weight = {"added": palette.hint, "removed": palette.error}.get(change.how, palette.warning)
    head = f"{weight}{change.how}{palette.end} {change.what} {printable(change.id)}"
    if change.what == "seed":
        yield head
        return
    if change.how != "changed":
        words = "".join(detail.old or detail.new for detail in change.details)
        yield f"{head}: {printable(words, _TEXT)}" if words else head
        return
    yield head
    for detail in change.details:
        yield from _detail(detail, palette)


def _detail(detail: Detail, palette: Palette) -> Iterator[str]:
    """Yield a change of one field: passages line by line, other texts by their words."""
    if "\n" in f"{detail.old}{detail.new}" or detail.field in {"evidence", "also"}:
        old, new = detail.old.split("\n"), detail.new.split("\n")
        for sign, here, there, colour in (
            ("-", old, new, palette.error),
            ("+", new, old, palette.hint),
        ):
            for line in here:
                if line and line not in there:
                    text = printable(line, _TEXT)
                    yield f"  {detail.field} {colour}{sign}{palette.end} {text}"
        return
    shown = []
    for sign, words in word_changes(detail.old, detail.new):
        colour = {"-": palette.error, "+": palette.hint}.get(sign, "")
        opens, closes = {"-": ("[-", "-]"), "+": ("{+", "+}")}.get(sign, ("", ""))
        text = printable(f"{opens}{words}{closes}", _TEXT)
        shown.append(f"{colour}{text}{palette.end if colour else ''}")
    yield f"  {detail.field}: {' '.join(shown)}"


def _summary(changes: Sequence[Change], new: Version) -> str:
    if not changes:
        return f"nothing differs: {counted(new.count('statement'), 'statement')}"
    parts = []
    for what in dict.fromkeys(change.what for change in changes):
        hows = [change.how for change in changes if change.what == what]
        numbers = (f"{hows.count(how)} {how}" for how in dict.fromkeys(hows))
        parts.append(f"{what}s: {', '.join(numbers)}")
    return "; ".join(parts)


def _document(
    options: Namespace, old: Version, new: Version, changes: Sequence[Change]
) -> dict[str, Any]:
    return {
        "version": 1,
        "tool": f"site-builder {__version__}",
        "status": int(bool(changes)),
        "old": {"folder": str(options.old), "kind": old.kind},
        "new": {"folder": str(options.new), "kind": new.kind},
        "not_compared": "",
        "changes": [
            {
                "what": change.what,
                "id": change.id,
                "how": change.how,
                "details": [detail._asdict() for detail in change.details],
            }
            for change in changes
        ],
    }
