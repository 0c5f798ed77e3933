"""`add`: an article brought into the project, with the record of it begun."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from site_builder.adding import added, id_fault, nearly_same, next_id, same
from site_builder.extracting import extracted
from site_builder.findings import FaultError, finding, printable, report
from site_builder.inputs import read_inputs
from site_builder.labels import counted
from site_builder.places import Place
from site_builder.schema import FOLDER, file_name, modeline
from site_builder.seeds import read_seeds
from site_builder.writing import create

if TYPE_CHECKING:
    from argparse import Namespace

    from site_builder.adding import Added
    from site_builder.cli.terminal import Terminal

_MB = 1 << 20
_LARGEST = 32  # MB
_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*://|www\.)", re.IGNORECASE)


def add_articles(options: Namespace, terminal: Terminal) -> int:
    """Add every article that can be; return the exit status."""
    if options.id is not None and len(options.files) > 1:
        terminal.err.say("--id names one article: add the others without it")
        return 2
    address = next(filter(_ADDRESS.match, options.files), None)
    if address is not None:
        terminal.err.say(
            f"“{printable(address, 200)}” is an address, and nothing is fetched here",
            "  hint: save the page in your browser (as a web page, or as text), and add that file",
        )
        return 2
    status, done = 0, False
    for name in options.files:
        try:
            _add(name, options, terminal)
            done = True
        except FaultError as fault:
            palette = terminal.palette(options.color, os.environ)
            terminal.err.put(f"{report([fault.finding], palette)}\n")
            status = 1
    if done and not options.quiet:
        terminal.out.say(
            "next: read each record, give it a `short` name, and mark what is furniture; then",
            "  python build.py coverage   shows which sentences nobody has looked at",
            "  python build.py find WORDS   finds words in the articles, as an entry of evidence",
        )
    return status


def _add(name: str, options: Namespace, terminal: Terminal) -> None:
    """Add one article, or raise FaultError."""
    project: Path = options.project
    data = _read(name)
    article = extracted(name, data, options.encoding)
    seeds = _seeds(project)
    if (twin := same(article.data, seeds)) is not None:
        message = f"this article is here already: {twin} has the same bytes"
        raise _fault("id-duplicate", name, message, "nothing was written")
    ids = _ids(project, seeds)
    seed_id = options.id or next_id(ids)
    if options.id is not None and (fault := id_fault(seed_id, ids)) is not None:
        message = f"the id “{printable(seed_id, 100)}” {fault.message}"
        raise _fault("seed-name", name, message, fault.hint)
    near = nearly_same(article.text, _texts(seeds))
    record = f"content/sources/{seed_id}.yaml"
    has_schema = (project / FOLDER / file_name("sources")).is_file()
    new = added(seed_id, name, data, article, schema=modeline(record) if has_schema else "")
    create(project, new.files)
    _told(name, new, options, terminal)
    if near is not None:
        terminal.err.say(
            f"{printable(name)}: nearly the same as {near[0]} ({near[1]} % of its runs of five "
            "words): if it is one article, keep one of the two"
        )
    for remark in article.remarks:
        terminal.err.say(f"{printable(name)}: {remark}")


def _told(name: str, new: Added, options: Namespace, terminal: Terminal) -> None:
    if options.quiet:
        return
    size = f"{counted(new.paragraphs, 'paragraph')}, {counted(new.words, 'word')}"
    terminal.out.say(f"added {printable(name)} as seed {new.id}: {size}")
    what = {new.seed: "the text", new.record: "what is known of it: read it"}
    terminal.out.say(
        *(f"  {file}   {what.get(file, 'the file itself, as it was')}" for file in new.files)
    )
    if new.guesses:
        lines = counted(new.guesses, "paragraph")
        terminal.out.say(f"  {lines} may be furniture: see the comments of the record")


def _read(name: str) -> bytes:
    """Return the bytes of an ordinary file that is not too large."""
    hint = "name a file: a text, a saved web page or a PDF"
    path = Path(name)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            what = "a folder" if stat.S_ISDIR(status.st_mode) else "no ordinary file"
            raise _fault("file-unreadable", name, f"this is {what}", hint)
        if status.st_size > _LARGEST * _MB:
            size = (
                f"this file has {status.st_size // _MB:,} MB, and no more than {_LARGEST} are read"
            )
            raise _fault("file-unreadable", name, size, "add the article alone")
        with path.open("rb") as file:
            return file.read(_LARGEST * _MB)
    except FileNotFoundError:
        raise _fault("file-missing", name, "there is no such file", hint) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "its name cannot be a file’s"
        raise _fault("file-unreadable", name, f"cannot be read: {why}", hint) from None


def _seeds(project: Path) -> dict[str, bytes]:
    """Return the project's seeds by name; there is a project where there is seeds/ or content/."""
    if not any((project / folder).is_dir() for folder in ("seeds", "content")):
        hint = "run the command in the folder that holds content/ and seeds/, or use --project"
        raise _fault("file-missing", "seeds", "not found: there is no project here", hint)
    return dict(read_inputs(project)[0].seeds)


def _texts(seeds: dict[str, bytes]) -> dict[str, str]:
    return {source.name: source.text for source in read_seeds(seeds)[0].values()}


def _ids(project: Path, seeds: dict[str, bytes]) -> set[str]:
    """Return the ids that seeds and records have, also those of which the other half is missing."""
    folder = project / "content/sources"
    records = folder.iterdir() if folder.is_dir() else ()
    names = [*map(Path, seeds), *records]
    return {path.stem.split("_", 1)[0] for path in names if not path.name.startswith(".")}


def _fault(code: str, name: str, message: str, hint: str) -> FaultError:
    return FaultError(finding(code, Place(file=name), message, hint=hint))
