"""`content/labels.yaml`: a project's own words in place of those that every page has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_builder.fields import Fields
from site_builder.labels import LABELS

if TYPE_CHECKING:
    from site_builder.findings import Finding
    from site_builder.places import Text
    from site_builder.yamltext import Mapping


def read_labels(node: Mapping, findings: list[Finding]) -> dict[str, Text]:
    """Return the labels that are given, by path ("kind.plan"); what is wrong is logged."""
    own: dict[str, Text] = {}
    groups = Fields(node, findings, "labels.yaml")
    for group, labels in LABELS.items():
        inside = groups.mapping(group)
        if inside is None:
            continue
        fields = Fields(inside, findings, f"“{group}”")
        for key, ours in labels.items():
            if isinstance(ours, str):
                _take(fields, key, f"{group}.{key}", own)
            elif (point := fields.mapping(key)) is not None:
                parts = Fields(point, findings, "a point of the method page")
                for part in ("name", "text"):
                    _take(parts, part, f"{group}.{key}.{part}", own)
                parts.close()
        fields.close()
    groups.close()
    return own


def _take(fields: Fields, key: str, path: str, own: dict[str, Text]) -> None:
    text = fields.maybe_text(key)
    if text is not None:
        own[path] = text
