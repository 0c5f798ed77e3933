"""The schema of `content/labels.yaml`, with the words that each label has now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_builder.labels import LABELS
from site_builder.schema.shapes import Schema, either, mapping, maybe

if TYPE_CHECKING:
    from site_builder.labels import Point

_GROUPS = {
    "kind": "What a kind of claim is called at its statement.",
    "differs_on": "What articles differ on.",
    "origin": "What a kind of originator is called.",
    "method": "The points of the method page.",
    "found": "What an overruled check had found, on the method page.",
}


def labels() -> Schema:
    """Return the schema of labels.yaml."""
    groups = {
        group: either(
            _GROUPS[group],
            mapping(
                f"“{group}”",
                _GROUPS[group],
                {key: _label(ours) for key, ours in inside.items()},
                (),
            ),
        )
        for group, inside in LABELS.items()
    }
    about = "Your own words in place of those that every page has."
    return mapping("labels.yaml", about, groups, ())


def _label(ours: str | Point) -> Schema:
    if isinstance(ours, str):
        return maybe(f"In place of: {ours}" if ours else "Without it nothing is said.")
    name, words = ours
    keys = {"name": maybe(f"In place of: {name}"), "text": maybe(f"In place of: {words}")}
    return either(name, mapping("A point of the method page", name, keys, ()))
