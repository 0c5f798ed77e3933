"""Whom to tell of a weakness of the site, as the curator wrote it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from site_builder.places import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Security:
    """Where to tell it, on which day that ends to hold, and in which languages (RFC 9116)."""

    contact: Text
    expires: Text
    policy: Text | None
    preferred_languages: tuple[Text, ...]
