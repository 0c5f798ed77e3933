"""A workshop under test: a project to save in, and what is served of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiny import quote, statement, theme

from site_builder.cli.workshop import Workshop

if TYPE_CHECKING:
    from pathlib import Path

    from site_builder.served import Served

BROKEN = {"themes/bridge": theme(statement("closed", quote("one", "The <new> bridge closed")))}
UNUSED = {"speakers": [{"id": "bo", "name": "Bo", "kind": "person"}]}


def made(project: Path) -> Workshop:
    """Return a workshop that has read nothing yet."""
    return Workshop(project=project, base_url="http://127.0.0.1/")


def codes(served: Served) -> list[str]:
    return [found.code for found in served.findings]


def page(served: Served, path: str = "index.html") -> str:
    """Return a page as it is served."""
    reply = served.page(path)
    assert reply is not None
    return reply.body.decode()
