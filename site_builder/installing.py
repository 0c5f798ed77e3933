"""How an extra of the builder is installed: from where the builder itself is, on no registry."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

HOME = Path(__file__).parent.parent
"""Where pyproject.toml stands, in a checkout."""


def is_checkout() -> bool:
    """Tell whether the builder runs from its own sources."""
    return (HOME / "pyproject.toml").is_file()


def installs(extra: str) -> str:
    """Return the command that installs an extra beside the builder that runs."""
    import json  # a build that needs no extra waits for none of these
    import shlex
    from importlib import metadata
    from urllib.request import url2pathname

    here = f"{shlex.quote(sys.executable)} -m pip install"
    if is_checkout():
        return f"{here} -e {shlex.quote(f'{HOME}[{extra}]')}"
    with suppress(metadata.PackageNotFoundError, ValueError, KeyError, TypeError):
        source = metadata.distribution("site-builder").read_text("direct_url.json")
        address = json.loads(source or "")["url"]
        if address.startswith("file://"):
            address = url2pathname(address.removeprefix("file://"))
        return f"{here} {shlex.quote(f'{address}[{extra}]')}"
    return f"{here} 'site-builder[{extra}]', from where you have the builder"
