"""What a check or a build came to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from site_builder.findings import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a check or a build came to; `pages` is 0 where there is no site.

    `advice` is what would make the site better and is no fault of the content. `kept` tells that
    the site was there already: nothing that it is made from had changed.
    """

    findings: tuple[Finding, ...]
    statements: int = 0
    quotes: int = 0
    seeds: int = 0
    pages: int = 0
    advice: str = ""
    kept: bool = False
