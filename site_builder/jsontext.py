"""Values as JSON text: a line a field for what people read, a line an item for long lists."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def written(said: object) -> bytes:
    """Return the bytes of what is said, as JSON that a person can read: a line a field."""
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def listed(said: object) -> bytes:
    """Return the bytes of what is said, as JSON in which each item of a long list has a line.

    A line is what a comparison of two editions shows, and what a program can read alone.
    """
    return ("".join(_lines(said)) + "\n").encode()


def _lines(value: object) -> Iterator[str]:
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        yield "[\n"
        yield ",\n".join(map(_compact, value))
        yield "\n]"
    elif isinstance(value, Mapping) and any(map(_is_long, value.values())):
        between = "{\n"
        for name, part in value.items():
            yield f"{between}{_compact(str(name))}: "
            yield from _lines(part)
            between = ",\n"
        yield "\n}"
    else:
        yield _compact(value)


def _is_long(value: object) -> bool:
    """Tell whether a value is a list of things, or has one in it."""
    if isinstance(value, Mapping):
        return any(map(_is_long, value.values()))
    return isinstance(value, list) and bool(value) and isinstance(value[0], Mapping)
