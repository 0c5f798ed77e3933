"""View and template to HTML."""

from __future__ import annotations

import os
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from site_builder.findings import Finding, finding
from site_builder.places import Place

if TYPE_CHECKING:
    from jinja2 import Environment

    from site_builder.views.pages import Page

FOLDER = "templates"

# What Python raises where an expression of a template goes wrong.
_SLIPS = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


class TemplateFaultError(Exception):
    """A template that cannot be read or filled; `finding` says where and why."""

    def __init__(self, found: Finding) -> None:
        super().__init__(found.message)
        self.finding = found


@dataclass(frozen=True, slots=True, kw_only=True)
class Renderer:
    """Fills the templates of one project."""

    folder: Path
    environment: Environment

    @classmethod
    def at(cls, project: Path) -> Renderer:
        """Return a renderer for the templates of the project."""
        from jinja2 import (  # noqa: PLC0415 - `check` renders nothing
            Environment,
            FileSystemLoader,
            StrictUndefined,
        )

        folder = Path(os.path.normpath(project / FOLDER))  # as Jinja names its files
        environment = Environment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            cache_size=-1,
        )
        return cls(folder=folder, environment=environment)

    def page(self, page: Page) -> bytes:
        """Return the page as UTF-8; raises TemplateFaultError."""
        return self.fill(page.template, site=page.site, page=page.view)

    def fill(self, template: str, **values: object) -> bytes:
        """Return the template `pages/<template>.html` filled with these values as UTF-8."""
        from jinja2 import TemplateError  # noqa: PLC0415 - as above

        name = f"pages/{template}.html"
        try:
            html = self.environment.get_template(name).render(**values)
        except (TemplateError, *_SLIPS) as error:
            raise TemplateFaultError(self._fault(name, error)) from error
        return html.encode("utf-8", "replace")

    def _fault(self, name: str, error: Exception) -> Finding:
        from jinja2 import TemplateNotFound  # noqa: PLC0415 - as above

        file, line = self._where(name, error)
        message = " ".join(str(error).split()) or "the template could not be filled"
        if isinstance(error, TemplateNotFound):
            message = f"there is no template {error.name}"
        hint = "see templates/README.md for what a template is given"
        place = Place(file=f"{FOLDER}/{file}", line=line, column=1 if line else 0)
        return finding("template-fault", place, message, hint=hint)

    def _where(self, name: str, error: Exception) -> tuple[str, int]:
        """Return the template and line: Jinja's own for syntax, else the last template called."""
        line = getattr(error, "lineno", None)
        if line is not None:
            return getattr(error, "name", None) or name, int(line)
        for frame in reversed(traceback.extract_tb(error.__traceback__)):
            path = Path(frame.filename)
            if path.is_relative_to(self.folder):
                return path.relative_to(self.folder).as_posix(), frame.lineno or 0
        return name, 0
