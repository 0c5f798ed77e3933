"""`add`: an article brought into the project, with the record of it begun."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from site_builder.adding import added, id_fault, nearly_same, next_id, same
from site_builder.extracting import extracted
from site_builder.extracts import fault
from site_builder.findings import FaultError, printable, report
from site_builder.inputs import read_inputs
from site_builder.labels import counted
from site_builder.places import Text
from site_builder.schema import FOLDER, file_name, modeline
from site_builder.seeds import read_seeds
from site_builder.writing import create
from site_builder.yamltext import Mapping, decode, parse

if TYPE_CHECKING:
    from argparse import Namespace

    from site_builder.adding import Added
    from site_builder.cli.terminal import Terminal
    from site_builder.proof import Inputs

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
    status, done, call = 0, False, getattr(options, "call", "python build.py")
    for name in options.files:
        try:
            _add(name, options, terminal)
            done = True
        except FaultError as wrong:
            palette = terminal.palette(options.color, os.environ)
            terminal.err.put(f"{report([wrong.finding], palette)}\n")
            status = 1
    if done and not options.quiet:
        terminal.out.say(
            "next: read each record, give it a `short` name, and mark what is furniture; then",
            f"  {call} coverage   shows which sentences nobody has looked at",
            f"  {call} find WORDS   finds words in the articles, as an entry of evidence",
        )
    return status


def _add(name: str, options: Namespace, terminal: Terminal) -> None:
    """Add one article, or raise FaultError."""
    project: Path = options.project
    data = _read(name)
    article = extracted(name, data, options.encoding)
    inputs = _inputs(project)
    twin = same(article.data, inputs.seeds) or ""
    seed_id = _unlisted(name, twin, inputs) if twin else _new_id(name, options.id, inputs)
    others = {other: data for other, data in inputs.seeds.items() if other != twin}
    near = nearly_same(article.text, _texts(others))
    record = f"content/sources/{seed_id}.yaml"
    has_schema = (project / FOLDER / file_name("sources")).is_file()
    schema = modeline(record) if has_schema else ""
    new = added(seed_id, name, data, article, there=twin, schema=schema)
    create(project, new.files)
    _told(name, new, options, terminal)
    if near is not None:
        terminal.err.say(
            f"{printable(name)}: nearly the same as {near[0]} ({near[1]} % of its runs of five "
            "words): if it is one article, keep one of the two"
        )
    for remark in article.remarks:
        terminal.err.say(f"{printable(name)}: {remark}")


def _new_id(name: str, wish: str | None, inputs: Inputs) -> str:
    """Return the id of a new seed: the one that was asked for, or the next free number.

    Taken are those of seeds and records, also where the other half of one is missing.
    """
    records = filter(_is_record, inputs.content)
    ids = {PurePosixPath(file).stem.split("_", 1)[0] for file in (*inputs.seeds, *records)}
    if wish is None:
        return next_id(ids)
    if (wrong := id_fault(wish, ids)) is not None:
        message = f"the id “{printable(wish, 100)}” {wrong.message}"
        raise fault("seed-name", name, message, wrong.hint)
    return wish


def _unlisted(name: str, twin: str, inputs: Inputs) -> str:
    """Return the id of a seed that stands in seeds/ without a record; one with a record is here."""
    named = {source.name: source.id for source in read_seeds(inputs.seeds)[0].values()}
    seed_id, stem = named.get(twin, ""), PurePosixPath(twin).stem
    records = {file: data for file, data in inputs.content.items() if _is_record(file)}
    listed = {PurePosixPath(file).stem for file in records}
    listed |= {_seed_of(file, data) for file, data in records.items()}
    if not seed_id or listed & {seed_id, stem}:
        message = f"this article is here already: {twin} has the same bytes"
        raise fault("id-duplicate", name, message, "nothing was written")
    return seed_id


def _is_record(file: str) -> bool:
    return file.startswith("content/sources/")


def _seed_of(file: str, data: bytes) -> str:
    """Return the seed that a record names; "" where it cannot be read."""
    source, _ = decode(file, data)
    node = None if source is None else parse(source)[0]
    seed = node.entries.get(Text("seed")) if isinstance(node, Mapping) else None
    return str(seed) if isinstance(seed, Text) else ""


def _told(name: str, new: Added, options: Namespace, terminal: Terminal) -> None:
    if options.quiet:
        return
    size = f"{counted(new.paragraphs, 'paragraph')}, {counted(new.words, 'word')}"
    done = "added" if new.seed in new.files else "began the record of"
    terminal.out.say(f"{done} {printable(name)} as seed {new.id}: {size}")
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
            raise fault("file-unreadable", name, f"this is {what}", hint)
        if status.st_size > _LARGEST * _MB:
            size = (
                f"this file has {status.st_size // _MB:,} MB, and no more than {_LARGEST} are read"
            )
            raise fault("file-unreadable", name, size, "add the article alone")
        with path.open("rb") as file:
            data = file.read(status.st_size + 1)
    except FileNotFoundError:
        raise fault("file-missing", name, "there is no such file", hint) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "its name cannot be a file’s"
        raise fault("file-unreadable", name, f"cannot be read: {why}", hint) from None
    if len(data) > status.st_size:  # or an article would be cut off
        again = "run the command again"
        raise fault("file-unreadable", name, "this file grew while it was read", again)
    return data


def _inputs(project: Path) -> Inputs:
    """Return what the project has; there is one where there is seeds/ or content/."""
    if not any((project / folder).is_dir() for folder in ("seeds", "content")):
        hint = "run the command in the folder that holds content/ and seeds/, or use --project"
        raise fault("file-missing", "seeds", "not found: there is no project here", hint)
    return read_inputs(project)[0]


def _texts(seeds: dict[str, bytes]) -> dict[str, str]:
    return {source.name: source.text for source in read_seeds(seeds)[0].values()}
