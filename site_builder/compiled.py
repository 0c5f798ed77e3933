"""Compiled templates, kept where Python keeps its compiled modules: in `__pycache__`.

To compile the builder's templates takes longer than to build a small site. What is kept is used
only for the very same template, builder, Jinja and Python; what cannot be read or written is none.
"""

from __future__ import annotations

import marshal
import os
import sys
from contextlib import suppress
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from site_builder.render import Compiled

_MOST = 200
"""Templates that are kept: those of the builder, and of a few projects."""

_DIGEST = 32  # bytes


def read_compiled() -> Compiled:
    """Return what was compiled before by the name and the hash of each template."""
    with suppress(OSError, ValueError, EOFError, TypeError):
        data = _place().read_bytes()
        digest, said = data[:_DIGEST], data[_DIGEST:]
        if sha256(_maker() + said).digest() == digest:
            return dict(marshal.loads(said))  # noqa: S302 - as Python reads its own
    return {}


def keep_compiled(compiled: Compiled) -> None:
    """Keep these for the next command; the oldest go where there are very many."""
    if sys.dont_write_bytecode:
        return
    said = marshal.dumps(dict([*compiled.items()][-_MOST:]))
    place = _place()
    beside = place.with_name(f"{place.name}.{os.getpid()}")
    with suppress(OSError):
        place.parent.mkdir(exist_ok=True)
        beside.write_bytes(sha256(_maker() + said).digest() + said)
        beside.replace(place)


def _place() -> Path:
    return Path(cache_from_source(str(Path(__file__).with_name("templates.py"))))


def _maker() -> bytes:
    """Return what tells apart all that has a part in compiling."""
    from jinja2 import __version__ as jinja

    own = (Path(__file__).with_name(name).read_bytes() for name in ("alike.py", "bounds.py"))
    return f"{sys.version}\n{jinja}\n".encode() + b"".join(own)
