"""`new`: writes the first words of a theme, statement, speaker, difference or gap.

Nothing that stands there already is changed, and nothing is written where anything is wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_builder import beginning
from site_builder.beginning import Choices, add_entry
from site_builder.checks.parts import Role
from site_builder.cli.entering import (
    Project,
    Stop,
    Written,
    cited,
    must_know,
    named,
    opened,
    unlike,
    with_entry,
)
from site_builder.content.ledgers import SPEAKERS
from site_builder.model import ARTICLE, KINDS
from site_builder.places import Place, Source, Text
from site_builder.writing import write
from site_builder.yamltext import Listing, Mapping, parse
from site_builder.yamlwriting import refused, value

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable
    from pathlib import Path

    from site_builder.cli.terminal import Terminal
    from site_builder.yamltext import Node

_SITE = "content/site.yaml"
_CALL = "python build.py"
_LONGEST = 2_000  # characters of a text
_FOR = {
    "section": ("statement",),
    "by": ("statement",),
    "given": ("statement",),
    "kind": ("statement", "speaker"),
    "origin": ("statement",),
    "cite": ("statement", "speaker", "difference"),
    "on": ("difference",),
    "rank": ("difference",),
    "absent": ("gap",),
}
_KINDS = {"statement": KINDS, "speaker": SPEAKERS}


def begin(options: Namespace, terminal: Terminal, home: Path) -> int:
    """Write what is to be begun; return the exit status. `home` is the project seen from here."""
    try:
        _check(options)
        project = opened(options.project, getattr(options, "call", _CALL))
        what, written, left = _BEGUN[options.what](options, project)
        write(
            project.folder,
            {file.name: file.after for file in written if file.before is None},
            {file.name: (file.before, file.after) for file in written if file.before is not None},
        )
    except Stop as stop:
        for line in stop.lines:
            terminal.err.say(*line.split("\n"))
        return stop.status
    for file in written:
        place = f"{(home / file.name).as_posix()}:{file.place.line}:{file.place.column}"
        terminal.out.say(f"{place}: {'added' if file.before is not None else 'begun'}")
    if not options.quiet:
        terminal.out.say(f"{what}: {left}")
    return 0


def _check(options: Namespace) -> None:
    """Stop where an option is for something else, or words cannot stand in a content file."""
    for name, kinds in _FOR.items():
        if getattr(options, name) and options.what not in kinds:
            these = " or a ".join(kinds)
            raise Stop(f"--{name} is for a {these}, not for a {options.what}", status=2)
    if options.kind and options.kind not in _KINDS[options.what]:
        these = ", ".join(_KINDS[options.what])
        raise Stop(f"no {options.what} is of the kind {options.kind}: kinds are {these}", status=2)
    named = (options.section, options.id, options.by, options.origin)
    for word in (*options.words, *options.absent, *(name or "" for name in named)):
        wrong = next((what for _, what in refused(word)), "a line end" if "\n" in word else "")
        if wrong or "\r" in word:
            raise Stop(f"the words hold {wrong or 'a line end'}: write them without", status=2)
        if len(word) > _LONGEST:
            raise Stop(f"a text has {_LONGEST:,} characters at most", status=2)
    if not " ".join(options.words).strip():
        raise Stop("the words are missing", status=2)


def _theme(options: Namespace, project: Project) -> tuple[str, list[Written], str]:
    title = " ".join(options.words).strip()
    name = named(options, title, project.themes(), "theme")
    file = f"content/themes/{name}.yaml"
    if file in project.files or (project.folder / file).exists():
        raise Stop(f"{file} is there already: nothing was written; name another with --id")
    site = project.source(_SITE)
    listed = with_entry(project, site, ("themes",), f"- {value(name, 0)}\n")
    begun = beginning.theme_file(title, name, project.call).encode()
    left = f'{project.call} new statement {name} "…" adds a statement to it'
    return (
        f"theme “{name}”",
        [Written(file, None, begun, Place(file=file, line=1, column=1)), listed],
        left,
    )


def _statement(options: Namespace, project: Project) -> tuple[str, list[Written], str]:
    theme, *words = options.words
    must_know("theme", theme, project.themes(), 'write new statement THEME "text"')
    if not words:
        raise Stop('the text is missing: write new statement THEME "text"', status=2)
    if options.by:
        known = [ARTICLE, *(speaker.id for speaker in project.speakers())]
        otherwise = f'{project.call} new speaker "…" begins an entry for one'
        must_know("speaker", options.by, known, otherwise)
    if options.origin:
        ids = [origin.id for origin in project.origins()]
        must_know("origin", options.origin, ids, "begin an entry in content/origins.yaml first")
    text = " ".join(words).strip()
    name = named(options, text, project.taken, "statement")
    chosen = Choices(
        by=options.by or "",
        given=options.given or "",
        kind=options.kind or "",
        origin=options.origin or "",
    )
    evidence = cited(options, project)
    source = project.source(f"content/themes/{theme}.yaml")
    source, number = _section(source, options.section)
    path = ("sections", number, "statements")
    added = with_entry(
        project, source, path, beginning.statement(name, text, chosen, evidence, project.call)
    )
    left = [*chosen.open(), *([] if evidence else ["evidence"])]
    return f"statement “{name}”", [added], _left(left)


def _speaker(options: Namespace, project: Project) -> tuple[str, list[Written], str]:
    name = " ".join(options.words).strip()
    speakers = project.speakers()
    same = [s.id for s in speakers if name.lower() in {n.lower() for n in (s.name, *s.also)}]
    if same and options.id is None:
        raise Stop(
            f"“{name}” is {same[0]} already: if this is another, name it with --id", status=2
        )
    speaker_id = named(options, name, [ARTICLE, *(s.id for s in speakers)], "speaker")
    evidence = cited(options, project, Role.NAME)
    kind = options.kind or ""
    entry = beginning.speaker(speaker_id, name, kind, evidence, project.call)
    left = [*([] if kind else ["kind"]), *([] if evidence else ["evidence"])]
    return f"speaker “{speaker_id}”", [_ledger(project, "speakers", entry)], _left(left)


def _section(source: Source, heading: str | None) -> tuple[Source, int]:
    """Return the file with a section of this heading, or any, and the section's number."""
    root, _ = parse(source)
    if root is None:
        raise Stop(f"{source.name} is empty: delete it, then begin it with new theme")
    sections = _value(root, "sections")
    items = sections.items if isinstance(sections, Listing) else ()
    headings = [_text(item, "heading") for item in items]
    if heading is None and headings:
        return source, len(headings) - 1
    if heading in headings:
        return source, headings.index(heading)
    added = add_entry(source, ("sections",), beginning.section(heading or "What the articles say"))
    if added is None:
        raise Stop(unlike(source.name))
    return Source(name=source.name, text=added.text), len(headings)


def _value(node: Node | None, key: str) -> Node | None:
    entries = node.entries if isinstance(node, Mapping) else {}
    return next((item for name, item in entries.items() if name == key), None)


def _text(node: Node, key: str) -> str:
    found = _value(node, key)
    return found if isinstance(found, Text) else ""


def _difference(options: Namespace, project: Project) -> tuple[str, list[Written], str]:
    question = " ".join(options.words).strip()
    name = named(options, question, project.taken, "difference")
    evidence = cited(options, project)
    on, rank = options.on or "", options.rank or ""
    entry = beginning.difference(name, question, evidence, project.call, on=on, rank=rank)
    left = [*([] if options.on else ["on"]), *([] if options.rank else ["rank"]), "statements"]
    left += ["what each account says", *([] if len(evidence) > 1 else ["evidence"])]
    return f"difference “{name}”", [_ledger(project, "differences", entry)], _left(left)


def _gap(options: Namespace, project: Project) -> tuple[str, list[Written], str]:
    question = " ".join(options.words).strip()
    name = named(options, question, project.taken, "gap")
    entry = beginning.gap(name, question, options.absent, ())
    left = [*([] if options.absent else ["absent"]), "themes"]
    return f"gap “{name}”", [_ledger(project, "gaps", entry)], _left(left)


def _ledger(project: Project, name: str, entry: str) -> Written:
    file = f"content/{name}.yaml"
    return with_entry(project, project.source(file), (), entry)


def _left(fields: list[str]) -> str:
    return f"fill in {', '.join(fields)}; then check" if fields else "check it"


_BEGUN: dict[str, Callable[[Namespace, Project], tuple[str, list[Written], str]]] = {
    "theme": _theme,
    "statement": _statement,
    "speaker": _speaker,
    "difference": _difference,
    "gap": _gap,
}
