"""`new`: writes the first words of a theme, statement, difference or gap where they belong.

Nothing that stands there already is changed, and nothing is written where anything is wrong.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from typing import TYPE_CHECKING, NamedTuple

from site_builder import beginning, urls
from site_builder.beginning import Choices, add_entry, made_id, taken_ids
from site_builder.citing import cite_words
from site_builder.codes import LOST
from site_builder.encoding import decode
from site_builder.fields import is_identifier
from site_builder.findings import report
from site_builder.inputs import read_inputs
from site_builder.places import Place, Source, Text
from site_builder.proof import read_case
from site_builder.writing import write
from site_builder.yamltext import Listing, Mapping, parse
from site_builder.yamlwriting import refused, value

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Collection, Sequence
    from collections.abc import Mapping as Files
    from pathlib import Path

    from site_builder.cli.terminal import Terminal
    from site_builder.findings import Finding
    from site_builder.proof import Inputs
    from site_builder.yamltext import Node

_SITE = "content/site.yaml"
_CALL = "python build.py"
_LONGEST = 2_000  # characters of a text
_CITING = ("statement", "difference")
_ONLY_FOR = {
    "statement": ("section", "by", "given", "kind", "origin", "cite"),
    "difference": ("on", "rank"),
    "gap": ("absent",),
}


class _Stop(Exception):  # noqa: N818 - it is no error of the program's
    """Why nothing is written, line by line, and the exit status."""

    def __init__(self, *lines: str, status: int = 1) -> None:
        super().__init__()
        self.lines = lines
        self.status = status


class _Project(NamedTuple):
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
        broken = [found for found in findings if found.code in LOST]
        if source is None or broken:
            raise _Stop(report(broken or findings), "mend this first: nothing was written")
        return source

    def themes(self) -> list[str]:
        """Return the ids of the themes there are files for."""
        head = "content/themes/"
        return [
            n.removeprefix(head)[:-5]
            for n in self.files
            if n.startswith(head) and n[-5:] == ".yaml"
        ]


class Written(NamedTuple):
    """A file to be written: its bytes before (None where there was none) and after, and a place."""

    name: str
    before: bytes | None
    after: bytes
    place: Place


def begin(options: Namespace, terminal: Terminal, home: Path) -> int:
    """Write what is to be begun; return the exit status. `home` is the project seen from here."""
    try:
        _check(options)
        project = _open(options.project, getattr(options, "call", _CALL))
        kinds = {"theme": _theme, "statement": _statement, "difference": _difference, "gap": _gap}
        what, written, left = kinds[options.what](options, project)
        write(
            project.folder,
            {file.name: file.after for file in written if file.before is None},
            {file.name: (file.before, file.after) for file in written if file.before is not None},
        )
    except _Stop as stop:
        for line in stop.lines:
            terminal.err.say(*line.split("\n"))
        return stop.status
    for file in written:
        place = f"{(home / file.name).as_posix()}:{file.place.line}:{file.place.column}"
        terminal.out.say(f"{place}: {'added' if file.before is not None else 'begun'}")
    if not options.quiet:
        terminal.out.say(f"{what}: {left}")
    return 0


def _open(folder: Path, call: str) -> _Project:
    inputs, unread = read_inputs(folder)
    if not inputs.content:
        raise _Stop(
            "there is no content/ here: run the command in the folder that holds content/ and "
            "seeds/, or use --project"
        )
    texts = (data.decode(errors="replace") for data in inputs.content.values())
    return _Project(folder, inputs.content, inputs, unread, taken_ids(texts), call)


def _check(options: Namespace) -> None:
    """Stop where an option is for something else, or words cannot stand in a content file."""
    for what, names in _ONLY_FOR.items():
        given = [name for name in names if getattr(options, name)]
        if given and options.what != what and not (given == ["cite"] and options.what in _CITING):
            raise _Stop(f"--{given[0]} is for a {what}, not for a {options.what}", status=2)
    named = (options.section, options.id, options.by, options.origin)
    for word in (*options.words, *options.absent, *(name or "" for name in named)):
        wrong = next((what for _, what in refused(word)), "a line end" if "\n" in word else "")
        if wrong or "\r" in word:
            raise _Stop(f"the words hold {wrong or 'a line end'}: write them without", status=2)
        if len(word) > _LONGEST:
            raise _Stop(f"a text has {_LONGEST:,} characters at most", status=2)
    if not " ".join(options.words).strip():
        raise _Stop("the words are missing", status=2)


def _theme(options: Namespace, project: _Project) -> tuple[str, list[Written], str]:
    title = " ".join(options.words).strip()
    name = _named(options, title, project.themes(), "theme")
    file = f"content/themes/{name}.yaml"
    if file in project.files or (project.folder / file).exists():
        raise _Stop(f"{file} is there already: nothing was written; name another with --id")
    site = project.source(_SITE)
    listed = _added(project, site, ("themes",), f"- {value(name, 0)}\n")
    begun = beginning.theme_file(title, name, project.call).encode()
    left = f'{project.call} new statement {name} "…" adds a statement to it'
    return (
        f"theme “{name}”",
        [Written(file, None, begun, Place(file=file, line=1, column=1)), listed],
        left,
    )


def _statement(options: Namespace, project: _Project) -> tuple[str, list[Written], str]:
    theme, *words = options.words
    known = project.themes()
    if theme not in known or not words:
        wrong = f"there is no theme “{theme}”" if theme not in known else "the text is missing"
        raise _Stop(
            f'{wrong}: write new statement THEME "text"; themes are {", ".join(known)}', status=2
        )
    text = " ".join(words).strip()
    name = _named(options, text, project.taken, "statement")
    chosen = Choices(
        by=options.by or "",
        given=options.given or "",
        kind=options.kind or "",
        origin=options.origin or "",
    )
    evidence = _cited(options, project)
    source = project.source(f"content/themes/{theme}.yaml")
    source, number = _section(source, options.section)
    path = ("sections", number, "statements")
    added = _added(
        project, source, path, beginning.statement(name, text, chosen, evidence, project.call)
    )
    left = [*chosen.open(), *([] if evidence else ["evidence"])]
    return f"statement “{name}”", [added], _left(left)


def _section(source: Source, heading: str | None) -> tuple[Source, int]:
    """Return the file with a section of this heading, or any, and the section's number."""
    root, _ = parse(source)
    if root is None:
        raise _Stop(f"{source.name} is empty: delete it, then begin it with new theme")
    sections = _value(root, "sections")
    items = sections.items if isinstance(sections, Listing) else ()
    headings = [_text(item, "heading") for item in items]
    if heading is None and headings:
        return source, len(headings) - 1
    if heading in headings:
        return source, headings.index(heading)
    added = add_entry(source, ("sections",), beginning.section(heading or "What the articles say"))
    if added is None:
        raise _Stop(_unlike(source.name))
    return Source(name=source.name, text=added.text), len(headings)


def _value(node: Node | None, key: str) -> Node | None:
    entries = node.entries if isinstance(node, Mapping) else {}
    return next((item for name, item in entries.items() if name == key), None)


def _text(node: Node, key: str) -> str:
    found = _value(node, key)
    return found if isinstance(found, Text) else ""


def _difference(options: Namespace, project: _Project) -> tuple[str, list[Written], str]:
    question = " ".join(options.words).strip()
    name = _named(options, question, project.taken, "difference")
    evidence = _cited(options, project)
    on, rank = options.on or "", options.rank or ""
    entry = beginning.difference(name, question, on, rank, evidence, project.call)
    left = [*([] if options.on else ["on"]), *([] if options.rank else ["rank"]), "statements"]
    left += ["what each account says", *([] if len(evidence) > 1 else ["evidence"])]
    return f"difference “{name}”", [_ledger(project, "differences", entry)], _left(left)


def _gap(options: Namespace, project: _Project) -> tuple[str, list[Written], str]:
    question = " ".join(options.words).strip()
    name = _named(options, question, project.taken, "gap")
    entry = beginning.gap(name, question, options.absent, ())
    left = [*([] if options.absent else ["absent"]), "themes"]
    return f"gap “{name}”", [_ledger(project, "gaps", entry)], _left(left)


def _ledger(project: _Project, name: str, entry: str) -> Written:
    file = f"content/{name}.yaml"
    return _added(project, project.source(file), (), entry)


def _left(fields: list[str]) -> str:
    return f"fill in {', '.join(fields)}; then check" if fields else "check it"


def _named(options: Namespace, text: str, taken: Collection[str], otherwise: str) -> str:
    """Return the id that was asked for, or one made from the text."""
    if options.id is None:
        return made_id(text, taken, otherwise)
    if options.id in taken:
        raise _Stop(f"the id “{options.id}” is taken: name another", status=2)
    if not is_identifier(options.id) or urls.is_reserved(options.id):
        raise _Stop(
            f"“{options.id}” cannot be an id: use lower-case letters, digits and single hyphens",
            status=2,
        )
    return str(options.id)


def _cited(options: Namespace, project: _Project) -> list[str]:
    """Return the entries of evidence for the words that were named with --cite."""
    entries: list[str] = []
    case = read_case(project.inputs, unread=project.unread)[0] if options.cite else None
    for name, words in options.cite:
        seed = None if case is None else case.seed(name)
        if seed is None:
            known = sorted({s.id for s in case.seeds.values()}) if case else []
            raise _Stop(f"there is no seed “{name}”; seeds are {', '.join(known[:20])}", status=2)
        cited = cite_words(seed, words)
        if cited.faults:
            raise _Stop(f"“{words}”: {cited.faults[0]}", *cited.faults[1:], "nothing was written")
        entries.append(cited.yaml)
    return entries


def _added(project: _Project, source: Source, path: tuple[str | int, ...], entry: str) -> Written:
    """Return the file with the entry, and as it is now; a byte order mark stays."""
    added = add_entry(source, path, entry)
    if added is None:
        raise _Stop(_unlike(source.name), "write this by hand:", "", entry.rstrip("\n"))
    place = Source(name=source.name, text=added.text).place(added.start)
    before = project.files.get(source.name)
    mark = BOM_UTF8 if (before or b"").startswith(BOM_UTF8) else b""
    return Written(source.name, before, mark + added.text.encode(), place)


def _unlike(name: str) -> str:
    return f"{name} is laid out in a way that nothing can be added to: nothing was written"
