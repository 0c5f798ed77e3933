"""What a field of published data may hold, as JSON Schema: one function for each sort."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Schema: TypeAlias = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def record(
    about: str,
    fields: Mapping[str, Schema],
    *,
    may: Mapping[str, Schema] | None = None,
    null: bool = False,
) -> Schema:
    """Return the schema of named values: all of `fields`, any of `may`, and none else."""
    return {
        **({"description": about} if about else {}),
        "type": ["object", "null"] if null else "object",
        "properties": {**fields, **(may or {})},
        "required": list(fields),
        "additionalProperties": False,
    }


def many(about: str, items: Schema, *, least: int = 0) -> Schema:
    """Return the schema of a list."""
    return {"description": about, "type": "array", "items": items, "minItems": least}


def texts(about: str) -> Schema:
    """Return the schema of a list of texts."""
    return many(about, {"type": "string", "minLength": 1})


def names(about: str) -> Schema:
    """Return the schema of a list of ids."""
    return many(about, {"type": "string", "pattern": r"^\S+$"})


def text(about: str, *, least: int = 1, **more: Any) -> Schema:
    """Return the schema of a text of so many characters or more."""
    return {"description": about, "type": "string", "minLength": least, **more}


def name(about: str) -> Schema:
    """Return the schema of an id."""
    return text(about, pattern=r"^\S+$")


def page(about: str) -> Schema:
    """Return the schema of the address of a page, or of a place on one."""
    return text(about, pattern=r"^[A-Za-z0-9][A-Za-z0-9._/-]*\.html(?:#[A-Za-z0-9_-]+)?$")


def maybe(about: str, *, least: int = 1) -> Schema:
    """Return the schema of a text that may be null."""
    return {"description": about, "type": ["string", "null"], "minLength": least}


def day(about: str, *, null: bool = False) -> Schema:
    """Return the schema of a day."""
    kinds = ["string", "null"] if null else "string"
    return {"description": about, "type": kinds, "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}


def count(about: str, least: int = 0) -> Schema:
    """Return the schema of a whole number."""
    return {"description": about, "type": "integer", "minimum": least}


def choice(about: str, choices: Iterable[str | int | None]) -> Schema:
    """Return the schema of one of the choices."""
    return {"description": about, "enum": list(choices)}
