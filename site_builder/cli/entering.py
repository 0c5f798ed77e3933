"""What a new entry is written into: the project as it stands, and what of it is known by name."""

from __future__ import annotations

from codecs import BOM_UTF8
from typing import TYPE_CHECKING, NamedTuple

from site_builder import urls
from site_builder.beginning import add_entry, made_id, taken_ids
from site_builder.checks.case import did_you_mean
from site_builder.checks.parts import Role
from site_builder.citing import cite_words
from site_builder.content.ledgers import read_origin, read_speaker
from site_builder.encoding import decode
from site_builder.fields import is_identifier
from site_builder.findings import report
from site_builder.inputs import read_inputs
from site_builder.places import Place, Source
from site_builder.proof import read_case
from site_builder.yamltext import Listing, Mapping, parse

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Collection, Sequence
    from collections.abc import Mapping as Files
    from pathlib import Path

    from site_builder.findings import Finding
    from site_builder.model import Origin, Speaker
    from site_builder.proof import Inputs

_SHOWN = 20  # names that are told where none is near


class Stop(Exception):  # noqa: N818 - it is no error of the program's
    """Why nothing is written, line by line, and the exit status."""

    def __init__(self, *lines: str, status: int = 1) -> None:
        super().__init__()
        self.lines = lines
        self.status = status


class Project(NamedTuple):
    """What a new entry is written into."""

    folder: Path
    files: Files[str, bytes]
    inputs: Inputs
    unread: Sequence[Finding]
    taken: frozenset[str]
    call: str  # how the builder was called

    def source(self, name: str) -> Source:
        """Return a content file's text; an empty one where there is no file."""
        source, findings = decode(name, self.files.get(name, b""))
        if source is not None:
            findings = [*findings, *parse(source)[1]]
        broken = [found for found in findings if found.lost]
        if source is None or broken:
            raise Stop(report(broken or findings), "mend this first: nothing was written")
        return source

    def themes(self) -> list[str]:
        """Return the ids of the themes there are files for."""
        head = "content/themes/"
        return [
            n.removeprefix(head)[:-5]
            for n in self.files
            if n.startswith(head) and n[-5:] == ".yaml"
        ]

    def speakers(self) -> list[Speaker]:
        """Return the speakers that there are, as far as they can be read."""
        return [read_speaker(entry, []) for entry in self._entries("content/speakers.yaml")]

    def origins(self) -> list[Origin]:
        """Return the origins that there are, as far as they can be read."""
        return [read_origin(entry, []) for entry in self._entries("content/origins.yaml")]

    def _entries(self, name: str) -> list[Mapping]:
        root, _ = parse(self.source(name))
        items = root.items if isinstance(root, Listing) else ()
        return [item for item in items if isinstance(item, Mapping)]


class Written(NamedTuple):
    """A file to be written: its bytes before (None where there was none) and after, and a place."""

    name: str
    before: bytes | None
    after: bytes
    place: Place


def opened(folder: Path, call: str) -> Project:
    """Return the project in this folder; `call` is how the builder was called."""
    inputs, unread = read_inputs(folder)
    if not inputs.content:
        raise Stop(
            "there is no content/ here: run the command in the folder that holds content/ and "
            "seeds/, or use --project"
        )
    texts = (data.decode(errors="replace") for data in inputs.content.values())
    return Project(folder, inputs.content, inputs, unread, taken_ids(texts), call)


def must_know(what: str, name: str, known: Collection[str], otherwise: str) -> None:
    """Stop where nothing is called so, with the name nearest to it or those there are.

    `otherwise` is what to do where none of them is meant.
    """
    if name in known:
        return
    names = sorted(known)
    every = f"{what}s are {', '.join(names[:_SHOWN])}{' …' * (len(names) > _SHOWN)}"
    # Whoever names somebody in words of his own is told the id that looks like them.
    hint = did_you_mean(name.lower().replace(" ", "-"), names) or (every if names else "")
    raise Stop(
        f"there is no {what} “{name}”{f'; {hint}' if hint else ''}", f"  {otherwise}", status=2
    )


def named(options: Namespace, text: str, taken: Collection[str], otherwise: str) -> str:
    """Return the id that was asked for, or one made from the text."""
    if options.id is None:
        return made_id(text, taken, otherwise)
    if options.id in taken:
        raise Stop(f"the id “{options.id}” is taken: name another", status=2)
    if not is_identifier(options.id) or urls.is_reserved(options.id):
        raise Stop(
            f"“{options.id}” cannot be an id: use lower-case letters, digits and single hyphens",
            status=2,
        )
    return str(options.id)


def cited(options: Namespace, project: Project, role: Role = Role.EVIDENCE) -> list[str]:
    """Return the entries of evidence, for this purpose, for the words named with --cite."""
    entries: list[str] = []
    case = read_case(project.inputs, unread=project.unread)[0] if options.cite else None
    for name, words in options.cite:
        seed = None if case is None else case.seed(name)
        if seed is None:
            known = sorted({s.id for s in case.seeds.values()}) if case else []
            raise Stop(f"there is no seed “{name}”; seeds are {', '.join(known[:20])}", status=2)
        found = cite_words(seed, words, role=role)
        if found.faults:
            raise Stop(f"“{words}”: {found.faults[0]}", *found.faults[1:], "nothing was written")
        entries.append(found.yaml)
    return entries


def with_entry(
    project: Project, source: Source, path: tuple[str | int, ...], entry: str
) -> Written:
    """Return the file with the entry, and as it is now; a byte order mark stays."""
    added = add_entry(source, path, entry)
    if added is None:
        raise Stop(unlike(source.name), "write this by hand:", "", entry.rstrip("\n"))
    place = Source(name=source.name, text=added.text).place(added.start)
    before = project.files.get(source.name)
    mark = BOM_UTF8 if (before or b"").startswith(BOM_UTF8) else b""
    return Written(source.name, before, mark + added.text.encode(), place)


def unlike(name: str) -> str:
    """Return why nothing can be added to a file."""
    return f"{name} is laid out in a way that nothing can be added to: nothing was written"
