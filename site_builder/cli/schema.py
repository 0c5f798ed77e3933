"""`schema`: JSON Schema of every content file, for editors that complete and check."""

from __future__ import annotations

import json
import os
from difflib import get_close_matches
from typing import TYPE_CHECKING

from site_builder.findings import FaultError, finding, printable
from site_builder.inputs import read_inputs
from site_builder.labels import counted
from site_builder.places import Place
from site_builder.schema import FOLDER, MARK, NAMES, as_json, describes, file_name, modeline
from site_builder.writing import replace

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator
    from pathlib import Path

    from site_builder.cli.terminal import Terminal

_LARGEST = 1 << 20  # bytes of a file that may be a schema
_HEAD = 200  # bytes of a content file in which its first line names its schema
_FEW = 20  # content files that are told of


def show_schema(options: Namespace, terminal: Terminal) -> int:
    """List the schemas, print one or write all; return the exit status."""
    if options.write and options.name is not None:
        terminal.err.say("--write writes every schema: leave the name out")
        return 2
    if options.write:
        return _write(options.project, options, terminal)
    if options.name is None:
        _list(terminal)
        return 0
    name = options.name.removeprefix("content/").split("/")[0].split(".")[0]
    if name not in NAMES:
        near = get_close_matches(name[:100], NAMES, n=1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(NAMES)}"
        terminal.err.say(f"there is no schema “{printable(options.name, 100)}”; {hint}")
        return 2
    terminal.out.put(as_json(name))
    return 0


def _list(terminal: Terminal) -> None:
    wide = max(map(len, NAMES))
    terminal.out.say(
        *(f"{name:{wide}}  {describes(name)}" for name in NAMES),
        "",
        "`schema NAME` prints one; `schema --write` puts all of them in "
        f"{FOLDER}/, where an editor finds them by the first line of a content file, as in",
        f"  {modeline('content/site.yaml')}",
    )


def _write(project: Path, options: Namespace, terminal: Terminal) -> int:
    if not (project / "content").is_dir():
        hint = "run the command in the folder that holds content/ and seeds/, or use --project"
        raise FaultError(finding("file-missing", Place(file="content"), "not found", hint=hint))
    wanted = {f"{FOLDER}/{file_name(name)}": as_json(name).encode() for name in NAMES}
    old = {name: _old(project, name) for name in wanted}
    changed = [name for name, data in wanted.items() if old[name] != data]
    for name in changed:
        replace(project, name, old[name], wanted[name])
    if not options.quiet:
        same = len(wanted) - len(changed)
        terminal.out.say(*(f"wrote {name}" for name in changed))
        if same:
            terminal.out.say(f"{counted(same, 'schema')} in {FOLDER}/ as they should be")
        terminal.out.say(*_advice(project))
    return 0


def _old(project: Path, name: str) -> bytes | None:
    """Return what a schema's file holds; None where there is none. What is not ours stays."""
    path = project / name
    if not os.path.lexists(path):
        return None
    data = path.read_bytes()[:_LARGEST] if path.is_file() else b"no ordinary file"
    if not data or f'"$comment": {json.dumps(MARK)}'.encode() in data:
        return data
    message = "this file was not written by `schema --write`, and stays as it is"
    hint = f"move it away: the files of {FOLDER}/ are written anew"
    raise FaultError(finding("disk-fault", Place(file=name), message, hint=hint))


def _advice(project: Path) -> Iterator[str]:
    """Yield the lines on content files that do not name their schema yet."""
    inputs, _ = read_inputs(project)
    known = {f"content/{name}.yaml" for name in NAMES}
    bare = [
        name
        for name, data in inputs.content.items()
        if (name in known or name.count("/") == 2) and b"$schema=" not in data[:_HEAD]
    ]
    if bare:
        yield "so that an editor finds the schema, make this the first line"
        yield from (f"  of {name}:  {modeline(name)}" for name in bare[:_FEW])
    if bare[_FEW:]:
        yield f"  and so on in {counted(len(bare) - _FEW, 'more file')}"
