"""Compiles each template once for all builds of a process and its forks.

That is more than half of what a small build takes, and touches nothing but the processor.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import Environment

from site_builder.inputs import read_looks
from site_builder.render import Renderer

if TYPE_CHECKING:
    from pathlib import Path
    from types import CodeType


def keep_compiled() -> None:
    """Let equal templates be compiled once in this process."""
    kept: dict[tuple[Any, ...], CodeType] = {}
    once = Environment.compile

    def compiled(self: Environment, *template: Any) -> Any:
        key = (type(self), *template)
        if key not in kept:
            kept[key] = once(self, *template)
        return kept[key]

    Environment.compile = compiled


def keep_templates(project: Path) -> None:
    """Let equal templates be compiled once; those of `project` are, here and now."""
    keep_compiled()
    files = read_looks(project, "templates")[0]
    environment = Renderer.of(files).environment
    for name in files:
        if name.endswith(".html"):
            environment.get_template(name.removeprefix("templates/"))
