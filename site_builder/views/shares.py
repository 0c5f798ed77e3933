"""What templates are given of coverage: a bar, and a row of numbers (see also `shapes`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareView:
    """How many sentences came to one end; `x` and `width` place it in a bar, in per cent."""

    kind: Literal["cited", "partly", "aside", "furniture", "unreviewed"]
    number: int
    label: str
    x: str
    width: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageView:
    """What became of an article's sentences: a line of words, and the shares that there are."""

    words: str
    shares: tuple[ShareView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageRow:
    """The same as numbers: the sentences of an article, and of each kind; `href` is its page."""

    text: str
    href: str
    name: str
    sentences: int
    cited: int
    partly: int
    aside: int
    furniture: int
    unreviewed: int

    @property
    def left(self) -> int:
        """How many were not reviewed, or only in part."""
        return self.partly + self.unreviewed
