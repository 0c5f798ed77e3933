"""`init`: a small or an empty briefing to start from, in a folder of its own, all or nothing."""

from __future__ import annotations

import argparse
import json
import os
import re
import shlex
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from site_builder import stock
from site_builder.cli.arguments import path

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping, Sequence

    from site_builder.cli.arguments import Commands
    from site_builder.cli.terminal import Terminal

_SITE = "content/site.yaml"
_TITLE = re.compile(rb"^title: .*$", re.MULTILINE)
_LONGEST = 200  # characters of a title


def add_init(known: Commands) -> None:
    """Add the command."""
    parser = known.add(
        "init",
        init,
        doing="making a briefing to start from",
        summary="make a small briefing to start from",
        about="Make a small, complete briefing on two invented articles, with a word on "
        "everything in it, in a folder that is new or empty. With --empty it has no article and "
        "says nothing; `check` then names what is to be filled in.",
        plain=True,
    )
    parser.add_argument("folder", type=path, metavar="DIR", help="the folder to make")
    parser.add_argument(
        "--title", type=_title, metavar="TEXT", help="what the briefing is called in it"
    )
    parser.add_argument(
        "--empty",
        action="store_true",
        help="no example: nothing that is not yours can be published",
    )


def init(options: Namespace, terminal: Terminal) -> int:
    """Make the briefing; return the exit status."""
    shown = str(options.folder)
    files = stock.blank() if options.empty else stock.starter()
    if options.title is not None:
        files[_SITE] = titled(files[_SITE], options.title)
    try:
        target = Path(os.path.abspath(options.folder))  # noqa: PTH100 - links stay as they are named
        refused = _refused(target, shown)
        if refused is None:
            _make(target, files)
    except OSError as error:
        why = error.strerror or "the system refused"
        terminal.err.say(f"“{shown}” cannot be made: {why}; nothing was written")
        return 1
    if refused is not None:
        terminal.err.say(refused)
        return 2
    seeds = sum(name.startswith("seeds/") for name in files)
    what = f"a briefing on {seeds} invented articles, to change into yours"
    commands = ("check", "add FILE") if options.empty else ("serve",)
    terminal.out.say(
        f"made “{shown}”: {'an empty briefing, to fill in' if options.empty else what}",
        "next:",
        *(f"  {line}" for line in _next(options.folder, options.call, commands)),
    )
    return 0


def titled(site: bytes, title: str) -> bytes:
    """Return site.yaml with another title, whatever characters it has."""
    line = f"title: {json.dumps(title, ensure_ascii=False)}"
    return _TITLE.sub(lambda _: line.encode(), site, count=1)


def _title(text: str) -> str:
    if not text.strip() or not text.isprintable():
        raise argparse.ArgumentTypeError("a title is one line of words")
    if len(text) > _LONGEST:
        raise argparse.ArgumentTypeError(f"a title has {_LONGEST} characters at most")
    return text.strip()


def _refused(target: Path, shown: str) -> str | None:
    """Return why nothing may be made there, or None."""
    if target.is_dir():
        if next(target.iterdir(), None) is None:
            return None
        return f"“{shown}” is not empty: name a folder that is new or empty"
    if os.path.lexists(target):
        return f"“{shown}” is not a folder: name one that is new or empty"
    if not target.parent.is_dir():
        return f"there is no folder “{Path(shown).parent}”: make it first"
    return None


def _make(target: Path, files: Mapping[str, bytes]) -> None:
    """Write the files below a folder that is new or empty; whatever goes wrong leaves nothing."""
    new = not target.exists()
    beside = (target.parent if new else target) / f".{target.name}.{os.getpid()}.new"
    beside.mkdir()
    moved: list[Path] = []
    try:
        for name, data in files.items():
            (beside / name).parent.mkdir(parents=True, exist_ok=True)
            (beside / name).write_bytes(data)
        if new:
            beside.rename(target)
            return
        for entry in sorted(beside.iterdir()):  # the folder itself may be the current one: it stays
            moved.append(target / entry.name)
            entry.rename(moved[-1])
        beside.rmdir()
    except BaseException:
        for entry in (*moved, beside):
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink(missing_ok=True)
        raise


def _next(folder: Path, call: str, commands: Sequence[str]) -> list[str]:
    """Return what to type next; a checkout's builder is called where it is."""
    name = shlex.quote(str(folder))
    if call != "site-builder":
        return [f"{call} --project {name} {command}" for command in commands]
    into = [] if folder == Path() else [f"cd {name}"]
    return [*into, *(f"{call} {command}" for command in commands)]
