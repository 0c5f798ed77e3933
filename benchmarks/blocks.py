"""YAML in block style, as the briefings that are made for a measure are written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def quoted(text: str) -> str:
    """Return a text in quotation marks."""
    return json.dumps(text, ensure_ascii=False)


def typed(text: str) -> str:
    """Return a text as a curator types it: in quotation marks only where YAML needs them."""
    plain = text[0].isalpha() and ": " not in text and " #" not in text
    return text if plain else quoted(text)


def block(value: Any, scalar: Callable[[str], str] = quoted) -> str:
    """Return texts, lists and mappings as YAML, each text as `scalar` has it."""
    return "\n".join([*_lines(value, scalar), ""])


def _lines(value: Any, scalar: Callable[[str], str], indent: str = "") -> Iterator[str]:
    items = value.items() if isinstance(value, dict) else ((None, item) for item in value)
    for key, item in items:
        head = f"{indent}-" if key is None else f"{indent}{key}:"
        if isinstance(item, str):
            yield f"{head} {scalar(item)}"
        elif not item:
            yield f"{head} []"
        elif key is None:
            first, *rest = _lines(item, scalar, f"{indent}  ")
            yield f"{head} {first.lstrip()}"
            yield from rest
        else:
            yield head
            yield from _lines(item, scalar, f"{indent}  ")
