"""A tag for templates: what pages show alike is filled in once, for all of them.

`{% alike site %}…{% endalike %}` around the masthead: pages whose `site.alike` is the same show the
same between the two. Where it is empty, each page fills it in anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2.ext import Extension
from jinja2.nodes import CallBlock, Const

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment
    from jinja2.nodes import Node
    from jinja2.parser import Parser

    from site_builder.views.shapes import SiteView


class Alike(Extension):
    """Keeps what was filled in for the pages that were alike last."""

    tags = {"alike"}  # noqa: RUF012 - as Jinja has it

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        self._of: object = None
        self._kept: dict[tuple[str | None, str], str] = {}

    def parse(self, parser: Parser) -> Node:
        """Return what fills in the words between the tags, or what was kept of them."""
        line = next(parser.stream).lineno
        site = parser.parse_expression()
        own = parser.free_identifier().name  # no other of this template has it
        body = parser.parse_statements(("name:endalike",), drop_needle=True)
        call = self.call_method("_filled", [site, Const(parser.name), Const(own)])
        return CallBlock(call, [], [], body).set_lineno(line)

    def _filled(
        self, site: SiteView, template: str | None, own: str, caller: Callable[[], str]
    ) -> str:
        if not site.alike:
            return caller()
        if (site.alike, site.static) != self._of:
            self._of = (site.alike, site.static)
            self._kept.clear()
        if (template, own) not in self._kept:
            self._kept[template, own] = caller()
        return self._kept[template, own]
