"""Values as JSON text: a line a field for what people read, a line an item for long lists."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import chain

_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def written(said: object) -> bytes:
    """Return the bytes of what is said, as JSON that a person can read: a line a field."""
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def listed(said: object) -> bytes:
    """Return the bytes of what is said, as JSON in which each item of a long list has a line.

    A line is what a comparison of two editions shows, and what a program can read alone. A list may
    be an iterator, so that its items are not all there at once.
    """
    return b"".join(line.encode() for line in chain(_lines(said), "\n"))


def _lines(value: object) -> Iterator[str]:
    if isinstance(value, Iterator) or (isinstance(value, list) and _is_long(value)):
        between = "[\n"
        for item in value:
            yield f"{between}{_compact(item)}"
            between = ",\n"
        yield "\n]" if between == ",\n" else "[]"
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
    if isinstance(value, Iterator):
        return True
    return isinstance(value, list) and bool(value) and isinstance(value[0], Mapping)
