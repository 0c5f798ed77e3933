"""What publishing would change at a place, or has changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from site_builder.manifest import Manifest


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The paths that come, change and go; `kept` stay though no page of the site names them.

    `kept` are static files of an earlier edition, which a page that a reader still has open asks
    for. `same` counts the files that stay as they are. `former` are the editions that are known to
    have been published there, the last one first, and `beside` names what else lies there.
    """

    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    kept: tuple[str, ...] = ()
    same: int = 0
    former: tuple[Manifest, ...] = ()
    beside: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing changes."""
        return not (self.new or self.changed or self.gone)


if TYPE_CHECKING:
    Agreed = Callable[[Plan], None]
    """Is shown what would change, before anything does, and may raise FaultError."""

    Telling = Callable[[str], None]
    """Is told of each step."""


def planned(
    there: Mapping[str, str], wanted: Mapping[str, str], *, kept: frozenset[str] = frozenset()
) -> Plan:
    """Return what leads from the files that are there (path to digest) to those that are wanted.

    What stands in `kept` and is no longer wanted stays.
    """
    left = there.keys() - wanted.keys()
    return Plan(
        new=tuple(sorted(wanted.keys() - there.keys())),
        changed=tuple(sorted(p for p in wanted if p in there and there[p] != wanted[p])),
        gone=tuple(sorted(left - kept)),
        kept=tuple(sorted(left & kept)),
        same=sum(there.get(path) == digest for path, digest in wanted.items()),
    )
