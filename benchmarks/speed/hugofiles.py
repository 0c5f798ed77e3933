"""Content files as Hugo reads them: front matter, and what stands below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from benchmarks.blocks import block, quoted

Fields = dict[str, Any]

FRONTS = {
    "yaml": "Hugo, YAML",
    "toml": "Hugo, TOML",
    "data": "Hugo, YAML, data files too",
}
"""The kinds of sites for Hugo, and what each is called.

Curators of the builder's write YAML, and so do those of this Hugo. Of TOML Hugo's reader makes half
the work (JSON is in between). In the last Hugo makes the data files that a template can make, where
the others copy them.
"""


class Bare(str):
    """A number or another word that is written without quotation marks."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file of the site for Hugo: where it stands below it, and its bytes."""

    path: str
    data: bytes


def content(path: str, fields: Fields, front: str, body: str = "") -> File:
    """Return a content file with this front matter; a field without a value is left out."""
    fields = {name: value for name, value in fields.items() if value}
    if front == "toml":
        text = f"+++\n{_toml(fields)}+++\n{body}"
    else:
        text = f"---\n{yaml(fields)}---\n{body}"
    return File(path=f"content/{path}", data=text.encode())


def yaml(fields: Fields) -> str:
    """Return fields as YAML."""
    return block(fields, _scalar)


def _scalar(text: str) -> str:
    return str(text) if isinstance(text, Bare) else quoted(text)


def _toml(fields: Fields) -> str:
    return "".join(f"{name} = {_value(value)}\n" for name, value in fields.items())


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{name} = {_value(one)}' for name, one in value.items())} }}"
    if isinstance(value, list):
        return f"[\n{''.join(f'{_value(one)},{chr(10)}' for one in value)}]"
    return _scalar(value)
