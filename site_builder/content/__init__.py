"""The content files as one briefing: every file read and typed, every fault in them reported."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import lru_cache, partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, cast

from site_builder.content import ledgers
from site_builder.content.entries import each
from site_builder.content.labels import read_labels
from site_builder.content.records import read_record
from site_builder.content.themes import read_theme
from site_builder.fields import as_list, as_mapping
from site_builder.findings import Finding, finding
from site_builder.memory import Memory
from site_builder.model import Briefing
from site_builder.places import Place
from site_builder.settings import read_settings
from site_builder.yamltext import decode, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from site_builder.model import Record, Settings, Theme
    from site_builder.places import Text
    from site_builder.yamltext import Mapping as MappingNode
    from site_builder.yamltext import Node

SITE = "content/site.yaml"
LABELS = "content/labels.yaml"
LISTS: dict[str, tuple[str, Callable[[MappingNode, list[Finding]], object]]] = {
    "speakers": ("a speaker", ledgers.read_speaker),
    "origins": ("an origin", ledgers.read_origin),
    "terms": ("a term", ledgers.read_term),
    "differences": ("a difference", ledgers.read_difference),
    "gaps": ("a gap", ledgers.read_gap),
    "notes": ("an outside note", ledgers.read_note),
    "changes": ("a change", ledgers.read_change),
}
_FILES = frozenset({SITE, LABELS, *(f"content/{stem}.yaml" for stem in LISTS)})
FOLDERS: dict[str, Callable[[str, MappingNode, list[Finding]], object]] = {
    "sources": read_record,
    "themes": read_theme,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """What one file holds, and what is wrong in it; nothing where it is of no use at all."""

    value: Settings | Record | Theme | tuple[object, ...] | Mapping[str, Text] | None
    findings: tuple[Finding, ...]


def read_briefing(
    files: Mapping[str, bytes], memory: Memory | None = None
) -> tuple[Briefing | None, list[Finding]]:
    """Return the briefing in these files (name to bytes) and every fault found in them.

    Without a `site.yaml` that is a mapping there is nothing to read, and the briefing is None.
    """
    memory = Memory() if memory is None else memory
    read = {
        name: memory.once("content", (name, data), partial(_file, name, data))
        for name, data in sorted(files.items())
    }
    findings = [found for one in read.values() for found in one.findings]
    settings = read[SITE].value if SITE in read else None
    if SITE not in files:
        hint = "run the command in the folder that holds content/ and seeds/, or use --project"
        findings.append(finding("file-missing", Place(file=SITE), "not found", hint=hint))
    findings += [_stray(name) for name in files if not _is_known(name)]
    if settings is None:
        return None, findings

    def ledger(name: str) -> Any:
        known = read.get(f"content/{name}.yaml")
        return known.value if known is not None else ()

    def folder(name: str) -> Any:
        return tuple(
            one.value for n, one in read.items() if _folder(n) == name and one.value is not None
        )

    briefing = Briefing(
        settings=cast("Settings", settings),
        records=folder("sources"),
        themes=folder("themes"),
        labels=cast("Mapping[str, Text]", (read[LABELS].value if LABELS in read else None) or {}),
        **{name: ledger(name) for name in LISTS},
    )
    return briefing, findings


def themes_listed(briefing: Briefing, files: Collection[str]) -> Iterator[Finding]:
    """Yield a finding for each theme that is listed and has no file, or the other way round.

    Where a file of nearly that name is not listed, its name or that of the list is a slip.
    """
    listed = briefing.settings.themes
    spare = {str(theme.id): theme for theme in briefing.themes if theme.id not in listed}
    for name in listed:
        file = f"content/themes/{name}.yaml"
        if file in files:
            continue
        near = get_close_matches(name, spare, n=1)
        hint = "put the file back, or take the name out of the list"
        if near:
            hint = f"did you mean {near[0]}? content/themes/{near[0]}.yaml is not listed"
            del spare[near[0]]
        message = f"there is no theme “{name}”: no file {file}"
        yield replace(finding("theme-unknown", name, message, hint=hint), lost=not near)
    for theme in spare.values():
        message = f"the theme “{theme.id}” is not in the list of {SITE}"
        hint = "add it to `themes:`, or move the file out of content/"
        yield finding("theme-unlisted", theme.title, message, hint=hint)


def _file(name: str, data: bytes) -> _Read:
    """Return what a file of this name holds."""
    findings: list[Finding] = []
    node = _node(name, data, findings)
    stem = PurePosixPath(name).stem
    value: Any = None
    if name == SITE:
        settings = as_mapping(node, findings, "site.yaml") if node is not None else None
        value = read_settings(settings, findings) if settings is not None else None
    elif name == LABELS:
        words = as_mapping(node, findings, "labels.yaml") if node is not None else None
        value = read_labels(words, findings) if words is not None else None
    elif _folder(name) in FOLDERS:
        mapping = as_mapping(node, findings, "the file") if node is not None else None
        value = FOLDERS[_folder(name)](name, mapping, findings) if mapping is not None else None
    elif _is_known(name):
        what, read = LISTS[stem]
        items = as_list(node, findings, f"{stem}.yaml") if node is not None else ()
        value = each(items, findings, what, read)
        value = ledgers.numbered(value) if stem == "changes" else value
    return _Read(value=value, findings=tuple(findings))


def _node(name: str, data: bytes, findings: list[Finding]) -> Node | None:
    source, faults = decode(name, data)
    findings += faults
    if source is None:
        return None
    node, faults = parse(source)
    findings += faults
    if node is None and not faults and (name == SITE or _folder(name) in FOLDERS):
        hint = "fill it in: content/README.md says what it holds"
        if name != SITE:
            hint += "; or delete the file, and its name where it is listed"
        empty = finding("value-empty", Place(file=name), "the file is empty", hint=hint)
        findings.append(replace(empty, lost=True))
    return node


@lru_cache(maxsize=1 << 16)
def _folder(name: str) -> str:
    path = PurePosixPath(name)
    return path.parts[1] if len(path.parts) == 3 and path.suffix == ".yaml" else ""


def _is_known(name: str) -> bool:
    return name in _FILES or _folder(name) in FOLDERS


def _stray(name: str) -> Finding:
    known = ", ".join(f"{stem}.yaml" for stem in ("site", *LISTS, "labels"))
    hint = f"content/ holds {known}, and the folders {' and '.join(FOLDERS)}"
    if name.endswith(".yml"):
        hint = f"rename it to {PurePosixPath(name).stem}.yaml"
    message = "the builder reads no file of this name"
    return finding("file-unknown", Place(file=name), message, hint=hint)
