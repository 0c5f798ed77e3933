"""What was worked out before and serves again, so that a save costs what it changed.

Every step that uses it is a pure function of the parts it names, so what is remembered is what
would be worked out anew.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    _Key = tuple[object, ...] | str


T = TypeVar("T")

KEPT = 8
"""The builds after which what none of them asked for is forgotten."""

_BY_VALUE = frozenset({str, bytes, int, type(None)})


class Memory:
    """What the steps of earlier builds came to."""

    def __init__(self) -> None:
        # Of each: the last build that asked for it, the parts, what they came to.
        self._kept: dict[_Key, list[object]] = {}
        self._build = 0

    def __len__(self) -> int:
        return len(self._kept)

    def begin(self) -> None:
        """Begin another build: forget what the last `KEPT` builds did not ask for."""
        self._build += 1
        oldest = self._build - KEPT
        for key in [key for key, one in self._kept.items() if cast("int", one[0]) < oldest]:
            del self._kept[key]

    @contextmanager
    def apart(self) -> Iterator[None]:
        """Forget at the end what is worked out meanwhile, of which nothing before is known."""
        kept, self._kept = self._kept, {}
        try:
            yield
        finally:
            self._kept = kept

    def of_text(self, text: str, make: Callable[[str], T]) -> T:
        """Return what one maker makes of a text; it is made once.

        There is one such maker, since texts are read by the hundred thousand: no key is put
        together for them.
        """
        kept = self._kept
        known = kept.get(text)
        if known is None:
            known = kept[text] = [self._build, (), make(text)]
        known[0] = self._build
        return cast("T", known[2])

    def once(self, step: str, parts: tuple[object, ...], make: Callable[[], T]) -> T:
        """Return what `make` makes of these parts in this step; it is made once.

        Strings, bytes and whole numbers are the same where they are equal; of all other objects
        the very same one is, as they are never changed. The parts are kept with the result.
        """
        key = (step, *[p if type(p) in _BY_VALUE else id(p) for p in parts])
        kept = self._kept
        known = kept.get(key)
        if known is None:
            known = kept[key] = [self._build, parts, make()]
        known[0] = self._build
        return cast("T", known[2])
