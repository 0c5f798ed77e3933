"""View and template to HTML."""

from __future__ import annotations

import traceback
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache, FunctionLoader, TemplateError, TemplateNotFound

from site_builder.bounds import BoundedEnvironment, bounded_memory, remembers
from site_builder.findings import FaultError, Finding, finding
from site_builder.places import Place
from site_builder.views.heads import Addresses

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import CodeType

    from jinja2.bccache import Bucket

    from site_builder.views.pages import Page

    Compiled = dict[tuple[str, str], CodeType]

FOLDER = "templates"

# What Python raises where an expression of a template, or a template as a whole, goes wrong.
_SLIPS = (
    *(ArithmeticError, AttributeError, LookupError, MemoryError, RecursionError),
    *(SyntaxError, TypeError, ValueError),
)
_TOO_MUCH = {
    MemoryError: "this takes more memory than a page may",
    RecursionError: "this goes on within itself without end",
    SyntaxError: "this is nested too deep",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Renderer:
    """Fills the `templates` of one project; `static` has the path of each static file by name.

    `digest` tells apart templates: those of one fill all pages alike.
    """

    environment: BoundedEnvironment
    digest: str
    templates: tuple[str, ...] = ()
    static: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, files: Mapping[str, bytes], compiled: Compiled | None = None) -> Renderer:
        """Return a renderer for these templates, by path below the project.

        `compiled` is what earlier renderers compiled, and is added to: by it a template that is
        as it was is not compiled again.
        """

        def load(name: str) -> tuple[str, str, None] | None:
            path = f"{FOLDER}/{name}"
            return (_decoded(path, files[path]), path, None) if path in files else None

        changing = any(remembers(data.decode("utf-8", "replace")) for data in files.values())
        environment = BoundedEnvironment(FunctionLoader(load), remembers=changing)
        environment.bytecode_cache = _cache_in(compiled) if compiled is not None else None
        inner = (name.removeprefix(f"{FOLDER}/") for name in files if name.endswith(".html"))
        return cls(environment=environment, digest=_digest(files), templates=tuple(inner))

    def ready(self) -> None:
        """Read the templates of all pages, so that copies of this process need not."""
        for name in self.templates:
            with suppress(FaultError):  # one that no page asks for may be broken
                self.read(name)

    def read(self, name: str) -> None:
        """Read a template, by its path below templates/; raises FaultError as `fill` does."""
        try:
            self.environment.get_template(name)
        except (TemplateError, *_SLIPS) as error:
            raise FaultError(_fault(name, error)) from error

    def page(self, page: Page) -> bytes:
        """Return the page as UTF-8; raises FaultError."""
        static = Addresses(root=page.site.root, names=self.static)
        return self.fill(page.template, site=replace(page.site, static=static), page=page.view)

    def fill(self, template: str, **values: object) -> bytes:
        """Return the template `pages/<template>.html` filled with these values as UTF-8.

        Raises FaultError (`template-fault`) where it cannot be read or filled, or has no end.
        """
        name = f"pages/{template}.html"
        self.environment.begin()
        try:
            with bounded_memory():
                html = self.environment.get_template(name).render(**values)
        except (TemplateError, *_SLIPS) as error:
            raise FaultError(_fault(name, error)) from error
        return html.encode("utf-8", "replace")


def _cache_in(compiled: Compiled) -> BytecodeCache:
    """Return a cache of Jinja's that keeps what is compiled in this mapping."""

    class Cache(BytecodeCache):
        def load_bytecode(self, bucket: Bucket) -> None:
            bucket.code = compiled.get((bucket.key, bucket.checksum))

        def dump_bytecode(self, bucket: Bucket) -> None:
            if bucket.code is not None:
                compiled[bucket.key, bucket.checksum] = bucket.code

    return Cache()


def _digest(files: Mapping[str, bytes]) -> str:
    each = (f"{name}\0{sha256(data).hexdigest()}\n" for name, data in sorted(files.items()))
    return sha256("".join(each).encode("utf-8", "surrogateescape")).hexdigest()


def _decoded(path: str, data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = len(data[: error.start].rpartition(b"\n")[2].decode()) + 1
        place = Place(file=path, line=line, column=column)
        message = f"the byte 0x{data[error.start]:02X} is not UTF-8"
        hint = "save the file as UTF-8"
        raise FaultError(finding("template-fault", place, message, hint=hint)) from error


def _fault(name: str, error: Exception) -> Finding:
    file, line = _where(name, error)
    said = next((words for kind, words in _TOO_MUCH.items() if type(error) is kind), str(error))
    message = " ".join(said.split()) or "the template could not be filled"
    if isinstance(error, TemplateNotFound):
        message = f"there is no template {error.name}"
    hint = "see templates/README.md for what a template is given"
    place = Place(file=file, line=line, column=1 if line else 0)
    return finding("template-fault", place, message, hint=hint)


def _where(name: str, error: Exception) -> tuple[str, int]:
    """Return the template and line: Jinja's own for syntax, else the last template called."""
    line = getattr(error, "lineno", None)
    if line is not None and not isinstance(error, SyntaxError):
        return f"{FOLDER}/{getattr(error, 'name', None) or name}", int(line)
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename.startswith(f"{FOLDER}/"):
            return frame.filename, frame.lineno or 0
    return f"{FOLDER}/{name}", 0
