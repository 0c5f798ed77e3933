"""Templates that end: a Jinja environment in which none runs for ever or reaches beyond its page.

Turns of loops, calls and inclusions are counted, what is printed is measured, and memory is bounded
where the system can do that. Jinja's sandbox keeps templates from Python's own attributes and from
changing what they are given.
"""

from __future__ import annotations

import re
import sys
import threading
from collections.abc import Mapping
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from functools import wraps
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import StrictUndefined, TemplateRuntimeError, Undefined, nodes
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from site_builder.alike import Alike

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from jinja2 import BaseLoader
    from jinja2.compiler import Frame
    from jinja2.runtime import Context

STEPS = 2_000_000
"""How many steps a page may take: a turn of a loop is one."""

_CALL = 30  # steps: about how many turns of a loop take the time of one call or inclusion
_NUMBER = 20  # steps: a number of a range, which filters may go over uncounted

LARGEST = 64 << 20
"""How many characters a page, or a text repeated on the way, may have."""

_MEMORY = 640 << 20  # bytes, beyond what is in use
_BITS = 4096  # of a number
_MACRO = re.compile(r"\{%[-+]?\s*macro\b.*?\{%[-+]?\s*endmacro\b", re.DOTALL)
_SET = re.compile(r"\{%[-+]?\s*(?:set|with)\b.*?%\}", re.DOTALL)
_AT_ONCE = 500  # parts of what is printed
_TOLD = 40  # names that a message lists


class _Given(dict[type, frozenset[str]]):
    """The fields by which a value of each type is read: those of a frozen dataclass."""

    def __missing__(self, kind: type) -> frozenset[str]:
        frozen = is_dataclass(kind) and kind.__dataclass_params__.frozen  # type: ignore[attr-defined]  # its only sign
        names = (field.name for field in fields(kind)) if frozen else ()
        self[kind] = found = frozenset(name for name in names if not name.startswith("_"))
        return found


class _Generator(CodeGenerator):
    """Reads a field of what a page is given where it stands: most of a template is that."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write what reads an attribute."""
        name = node.node.name if isinstance(node.node, nodes.Name) else ""
        ref = frame.symbols.find_ref(name) if name else None
        if ref is not None and node.ctx == "load" and node.attr.isidentifier():
            self.write(
                f"({ref}.{node.attr} if {node.attr!r} in environment.given[type({ref})] else "
            )
            super().visit_Getattr(node, frame)
            self.write(")")
        else:
            super().visit_Getattr(node, frame)


class BoundedEnvironment(ImmutableSandboxedEnvironment):
    """Jinja with autoescape, StrictUndefined and bounds; what passes them is a template error."""

    intercepted_binops = frozenset({"*", "**"})
    code_generator_class = _Generator

    def __init__(self, loader: BaseLoader, *, remembers: bool = True) -> None:
        """Take templates from this loader; where one `remembers`, each page begins all anew."""
        super().__init__(
            loader=loader,
            extensions=[Alike],
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            optimized=False,  # or what is constant would be worked out beyond all bounds
            auto_reload=False,
            cache_size=-1,
        )
        self.left = STEPS
        self.remembers = remembers
        self.given = _Given()
        self.filters = {name: self._counted(function) for name, function in self.filters.items()}
        self.filters["turns"] = self._turns
        self.globals["range"] = self._range
        del self.globals["lipsum"], self.filters["random"]  # no page is left to chance
        del self.filters["slice"]  # takes any number of turns by itself

    def begin(self) -> None:
        """Begin a page: it has all its steps, and nothing that another page left behind."""
        self.left = STEPS
        if self.remembers:
            for template in self.cache.values() if self.cache else ():
                template._module = None  # noqa: SLF001 - Jinja has no other way to forget it

    def step(self, count: int = 1) -> None:
        """Take steps of those that the page has left; raises TemplateRuntimeError at the end."""
        self.left -= count
        if self.left < 0:
            raise TemplateRuntimeError(f"this page takes more than {STEPS:,} steps to fill")

    def call(self, context: Context, obj: Any, /, *args: Any, **values: Any) -> Any:
        """Call a macro or method, which counts as many steps."""
        self.step(_CALL)
        if type(obj) is Macro:  # which is safe to call, and asks nothing of the context
            values.pop("_loop_vars", None)
            values.pop("_block_vars", None)
            return self._weighed(obj(*args, **values))
        return self._weighed(super().call(context, obj, *args, **values))

    def join_path(self, template: str, parent: str) -> str:
        """Return the name of a template that another includes, imports or extends."""
        self.step(_CALL)
        return super().join_path(template, parent)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Multiply or raise to a power, within bounds."""
        del context
        if isinstance(left, int) and isinstance(right, int):
            large = left.bit_length() * (right if operator == "**" else 1) + right.bit_length()
            if large > _BITS:
                raise TemplateRuntimeError("this number is too large")
        elif operator == "*":
            texts = [side for side in (left, right) if hasattr(side, "__len__")]
            times = right if texts and texts[0] is left else left
            if texts and len(texts[0]) * int(times) > LARGEST:
                raise TemplateRuntimeError("this repeats a value too often")
        return self.binop_table[operator](left, right)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return an attribute; a field of what a page is given needs no look at what it is."""
        if attribute in self.given[type(obj)]:
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return an item; where a mapping has none of that name, the error says which it has."""
        found = super().getitem(obj, argument)
        if isinstance(found, Undefined) and isinstance(obj, Mapping):
            there = ", ".join(str(name) for name in islice(obj, _TOLD))
            more = f" and {len(obj) - _TOLD} more" if len(obj) > _TOLD else ""
            return self.undefined(f"there is no “{argument}”; there is: {there or 'nothing'}{more}")
        return found

    def concat(self, parts: Iterable[str]) -> str:
        """Join what a page, a block or a macro prints."""
        if type(parts) is list and len(parts) < _AT_ONCE:  # what a macro prints: it is in hand
            parts = ("".join(parts),)
        return "".join(_measured(parts))

    def _counted(self, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def counted(*args: Any, **values: Any) -> Any:
            self.step()
            return self._weighed(function(*args, **values))

        return counted

    def _weighed(self, value: Any) -> Any:
        """Return the value, after a step for every thousand characters or items of it."""
        self.step(len(value) // 1000 if isinstance(value, str | list) else 0)
        return value

    def _turns(self, items: Iterable[object]) -> Iterator[object]:
        for item in items:
            self.step()
            yield item

    def _range(self, *bounds: int) -> range:
        numbers = range(*bounds)
        self.step(len(numbers) * _NUMBER)
        return numbers

    def _generate(self, source: nodes.Template, *args: Any, **options: Any) -> str:
        for loop in list(source.find_all(nodes.For)):
            loop.iter = nodes.Filter(loop.iter, "turns", [], [], None, None, lineno=loop.lineno)
        first, _, rest = super()._generate(source, *args, **options).partition("\n")
        # On one line with Jinja's own imports, so that the numbers of lines stay what they are.
        return f"{first}; from {__name__} import shown as escape\n{rest}"


def shown(value: object) -> str:
    """Return a value as HTML, as Jinja's own `escape` does; most have nothing to escape."""
    kind = type(value)
    if kind is Markup or (
        kind is str
        and not ("&" in value or "<" in value or ">" in value or '"' in value or "'" in value)  # type: ignore[operator]
    ):
        return value  # type: ignore[return-value]
    return escape(value)


def remembers(source: str) -> bool:
    """Tell whether what a template defines could be otherwise after a page has used it.

    So it is with what it calls or filters once for all its macros: a namespace, a generator. All
    other values are never changed, and a macro begins anew with each call.
    """
    outside = _MACRO.sub("", source)
    return any("(" in found[0] or "|" in found[0] for found in _SET.finditer(outside))


def _measured(parts: Iterable[str]) -> Iterator[str]:
    """Yield what is printed in pieces of some parts: each is measured, and few are in hand."""
    size, parts = 0, iter(parts)
    while piece := "".join(islice(parts, _AT_ONCE)):
        size += len(piece)
        if size > LARGEST:
            raise TemplateRuntimeError(f"this prints more than {LARGEST >> 20} million characters")
        yield piece


# The bound is the process's: two threads that set it would each put back what the other had set.
_BOUNDING = threading.RLock()


@contextmanager
def bounded_memory() -> Iterator[None]:
    """Let what runs within take 640 MB beyond what is in use; more is a MemoryError.

    Linux counts what a process takes; elsewhere there is no such bound.
    """
    if sys.platform != "linux":
        yield
        return
    import resource  # Windows has none

    with _BOUNDING:
        soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
        try:
            pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5])  # of data
        except OSError:  # where /proc is hidden, less exactly: the most that was ever in use
            pages = (
                resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 // resource.getpagesize()
            )
        wanted = pages * resource.getpagesize() + _MEMORY
        bound = min([limit for limit in (wanted, soft, hard) if limit != resource.RLIM_INFINITY])
        resource.setrlimit(resource.RLIMIT_DATA, (bound, hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))
