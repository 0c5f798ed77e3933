"""What may be shown of an address: all but the name and password that may stand in it."""

from __future__ import annotations

import re

_SECRET = re.compile(r"(?<=://)[^/\s'\"]*@")


def shown(text: str) -> str:
    """Return a text in which no address has what stands before the host."""
    return _SECRET.sub("", text)
