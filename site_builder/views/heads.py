"""What stands around each page: where static files are, what it says of itself, where to turn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses(Mapping[str, str]):
    """The address of each static file as a page writes it, by its name in static/.

    `names` have the same from the site's folder on.
    """

    root: str = ""
    names: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __getitem__(self, name: str) -> str:
        """Return the address; raises KeyError."""
        return self.root + self.names[name]

    def __iter__(self) -> Iterator[str]:
        """Go over the names."""
        return iter(self.names)

    def __len__(self) -> int:
        """Return how many files there are."""
        return len(self.names)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadView:
    """What a page says of itself to those who list it or show a link to it.

    `base_url` is where the site stands and `address` where the page does: "" where that is not
    known, or for the page that stands at every missing address. `kind` and `locale` are in the
    words of Open Graph; `listed` tells whether search engines may have it.
    """

    base_url: str
    address: str
    kind: Literal["website", "article"]
    locale: str
    listed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpLine:
    """A place to turn to, from outside the articles; `checked` says when someone last looked."""

    name: str
    phone: str
    text: str
    url: str
    source: str
    checked: str
