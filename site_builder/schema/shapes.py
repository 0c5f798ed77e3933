"""What a field may hold, as JSON Schema: one function for each getter of `fields`.

Every one takes what an editor's YAML (1.2, core) makes of a text that our reader takes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from site_builder import fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Schema: TypeAlias = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SCALAR = ["string", "number", "boolean"]
_NULL = ["null"]
_WORDS = r"\S"


def whole(pattern: str) -> str:
    """Return the pattern of a text that is all of this form."""
    return f"^(?:{pattern})$"


def text(about: str, *, null: bool = False, pattern: str = _WORDS, **more: Any) -> Schema:
    """Return the schema of a text that has words, and the form of `pattern`."""
    kinds = _SCALAR + _NULL * null
    return {"description": about, "type": kinds, "pattern": pattern, **more}


def maybe(about: str, pattern: str = _WORDS, **more: Any) -> Schema:
    """Return the schema of a text that may be null."""
    return text(about, null=True, pattern=pattern, **more)


def identifier(about: str) -> Schema:
    """Return the schema of an id."""
    reserved, form = fields.RESERVED.pattern, fields.ID.pattern
    return text(about, pattern=f"^(?!(?:{reserved})$){form}$", maxLength=fields.LONGEST_ID)


def name(about: str, *, null: bool = False) -> Schema:
    """Return the schema of a reference: an id of another entry, or the name of a seed."""
    return text(about, null=null)


def choice(about: str, choices: Iterable[str], *, null: bool = False) -> Schema:
    """Return the schema of one of the choices; a digit may be a number."""
    known: list[str | int | None] = list(choices)
    known += [int(one) for one in known if one is not None and str(one).isdigit()]
    return {"description": about, "enum": known + [None] * null}


def date(about: str, *, null: bool = False) -> Schema:
    """Return the schema of a day."""
    return text(about, null=null, pattern=whole(fields.DATE.pattern))


def number(about: str) -> Schema:
    """Return the schema of a whole number from 1, or null."""
    pattern = whole(fields.WHOLE.pattern)
    kinds = ["integer", "string", "null"]
    return {"description": about, "type": kinds, "minimum": 1, "pattern": pattern}


def span(about: str) -> Schema:
    """Return the schema of a paragraph or a run of them."""
    pattern = whole(fields.SPAN.pattern)
    kinds = ["integer", "string", "null"]
    return {"description": about, "type": kinds, "minimum": 1, "pattern": pattern}


def names(about: str, *, null: bool = True) -> Schema:
    """Return the schema of one text, or a list of texts."""
    kinds = [*_SCALAR, "array"] + _NULL * null
    entry = {"type": _SCALAR, "pattern": _WORDS}
    return {"description": about, "type": kinds, "pattern": _WORDS, "items": entry}


def entries(about: str, entry: Schema, *, null: bool = True) -> Schema:
    """Return the schema of a list of entries."""
    return {"description": about, "type": ["array"] + _NULL * null, "items": entry}


def mapping(
    title: str, about: str, keys: Mapping[str, Schema], needed: Iterable[str], **more: Any
) -> Schema:
    """Return the schema of a mapping that has these keys and no others."""
    return {
        "title": title,
        "description": about,
        "type": "object",
        "properties": dict(keys),
        "required": list(needed),
        "additionalProperties": False,
        **more,
    }


def either(about: str, *schemas: Schema, null: bool = True) -> Schema:
    """Return the schema of what one of the schemas takes, or null."""
    return {"description": about, "anyOf": [*schemas, *[{"type": "null"}] * null]}


def ref(key: str, about: str = "") -> Schema:
    """Return the schema that stands under this key of `$defs`."""
    found = {"$ref": f"#/$defs/{key}"}
    return {"description": about, "allOf": [found]} if about else found
