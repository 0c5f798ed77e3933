"""JSON Schema of every content file, so that editors complete and check what a curator writes.

The schemas are written for JSON Schema 2020-12 with words that mean the same in draft 7, which
many editors know alone. Choices and forms are those of the readers; `tests/test_schema.py` holds
the keys to the readers too. An editor's YAML has types where ours has none (`2024` is a number,
`true` is no text), so a schema takes every type that the reader takes as text.
"""

from __future__ import annotations

import json
from typing import Any

from site_builder.content import FOLDERS
from site_builder.schema import labels, ledgers, records, themes
from site_builder.schema.shapes import DIALECT

FOLDER = "content/.schema"
"""Where the schemas of a project stand: a hidden folder, which the builder does not read."""

MARK = "Written by `build.py schema --write`; change nothing here, it is written anew."
"""What stands in each file that the builder may write over."""

_MAKE = {
    "site": ledgers.site,
    "sources": records.source,
    "themes": themes.theme,
    "speakers": ledgers.speakers,
    "origins": ledgers.origins,
    "terms": ledgers.terms,
    "differences": ledgers.differences,
    "gaps": ledgers.gaps,
    "notes": ledgers.notes,
    "changes": ledgers.changes,
    "labels": labels.labels,
}
NAMES = tuple(_MAKE)
"""The names of the schemas: those of the files and folders of content/."""


def schema(name: str) -> dict[str, Any]:
    """Return the schema of one kind of content file, named as in NAMES."""
    return {"$schema": DIALECT, "$comment": MARK, **_MAKE[name]()}


def describes(name: str) -> str:
    """Return which files the schema of this name is for, as a path below the project."""
    return f"content/{name}/*.yaml" if name in FOLDERS else f"content/{name}.yaml"


def file_name(name: str) -> str:
    """Return the name of the file that holds this schema."""
    return f"{name}.schema.json"


def as_json(name: str) -> str:
    """Return the schema as the text of its file."""
    return json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n"


def modeline(path: str) -> str:
    """Return the first line of a content file by which an editor finds its schema.

    `path` is below the project, as in content/themes/ferry.yaml.
    """
    _, *folders, file = path.split("/")
    name = folders[0] if folders else file.removesuffix(".yaml")
    up = "../" * len(folders) or "./"
    return f"# yaml-language-server: $schema={up}.schema/{file_name(name)}"
