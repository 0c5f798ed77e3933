"""The content files as one briefing: every file read and typed, every fault in them reported."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from site_builder.content import ledgers
from site_builder.content.entries import each
from site_builder.content.labels import read_labels
from site_builder.content.records import read_record
from site_builder.content.themes import read_theme
from site_builder.fields import as_list, as_mapping
from site_builder.findings import Finding, finding
from site_builder.model import Briefing
from site_builder.places import Place
from site_builder.settings import read_settings
from site_builder.yamltext import decode, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeVar

    from site_builder.places import Text
    from site_builder.yamltext import Mapping as MappingNode
    from site_builder.yamltext import Node

    T = TypeVar("T")

SITE = "content/site.yaml"
LABELS = "content/labels.yaml"
LISTS = ("speakers", "origins", "terms", "differences", "gaps", "notes", "changes")
FOLDERS = ("sources", "themes")


def read_briefing(files: Mapping[str, bytes]) -> tuple[Briefing | None, list[Finding]]:
    """Return the briefing in these files (name to bytes) and every fault found in them.

    Without a `site.yaml` that is a mapping there is nothing to read, and the briefing is None.
    """
    findings: list[Finding] = []
    nodes = {name: _node(name, data, findings) for name, data in sorted(files.items())}
    site = nodes.get(SITE)
    if SITE not in files:
        hint = "run the command in the folder that holds content/ and seeds/, or use --project"
        findings.append(finding("file-missing", Place(file=SITE), "not found", hint=hint))
    settings = as_mapping(site, findings, "site.yaml") if site is not None else None
    findings += [_stray(name) for name in files if not _is_known(name)]
    if settings is None:
        return None, findings

    def ledger(
        name: str, what: str, read: Callable[[MappingNode, list[Finding]], T]
    ) -> tuple[T, ...]:
        node = nodes.get(f"content/{name}.yaml")
        items = as_list(node, findings, f"{name}.yaml") if node is not None else ()
        return each(items, findings, what, read)

    def folder(name: str, read: Callable[[str, MappingNode, list[Finding]], T]) -> tuple[T, ...]:
        inside = [(n, node) for n, node in nodes.items() if _folder(n) == name and node is not None]
        mappings = [(n, as_mapping(node, findings, "the file")) for n, node in inside]
        return tuple(read(n, mapping, findings) for n, mapping in mappings if mapping is not None)

    def labels(node: Node | None) -> Mapping[str, Text]:
        mapping = as_mapping(node, findings, "labels.yaml") if node is not None else None
        return read_labels(mapping, findings) if mapping is not None else {}

    briefing = Briefing(
        settings=read_settings(settings, findings),
        records=folder("sources", read_record),
        speakers=ledger("speakers", "a speaker", ledgers.read_speaker),
        origins=ledger("origins", "an origin", ledgers.read_origin),
        terms=ledger("terms", "a term", ledgers.read_term),
        themes=folder("themes", read_theme),
        differences=ledger("differences", "a difference", ledgers.read_difference),
        gaps=ledger("gaps", "a gap", ledgers.read_gap),
        notes=ledger("notes", "an outside note", ledgers.read_note),
        changes=ledger("changes", "a change", ledgers.read_change),
        labels=labels(nodes.get(LABELS)),
    )
    return briefing, findings


def _node(name: str, data: bytes, findings: list[Finding]) -> Node | None:
    source, faults = decode(name, data)
    findings += faults
    if source is None:
        return None
    node, faults = parse(source)
    findings += faults
    if node is None and not faults and (name == SITE or _folder(name) in FOLDERS):
        hint = "fill it in, or delete the file"
        findings.append(finding("value-empty", Place(file=name), "the file is empty", hint=hint))
    return node


def _folder(name: str) -> str:
    path = PurePosixPath(name)
    return path.parts[1] if len(path.parts) == 3 and path.suffix == ".yaml" else ""


def _is_known(name: str) -> bool:
    lists = {f"content/{stem}.yaml" for stem in LISTS}
    return name in {SITE, LABELS} or name in lists or _folder(name) in FOLDERS


def _stray(name: str) -> Finding:
    known = ", ".join(f"{stem}.yaml" for stem in ("site", *LISTS, "labels"))
    hint = f"content/ holds {known}, and the folders {' and '.join(FOLDERS)}"
    if name.endswith(".yml"):
        hint = f"rename it to {PurePosixPath(name).stem}.yaml"
    message = "the builder reads no file of this name"
    return finding("file-unknown", Place(file=name), message, hint=hint)
