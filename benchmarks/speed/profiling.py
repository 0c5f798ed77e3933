"""Where the builder's time goes, by what its modules are for: one build from nothing, looked at.

To look takes time of its own, and more where functions are many and short: the shares tell where to
look next, not how long anything takes. All is done by one process, on one processor.
"""

from __future__ import annotations

import os
import pstats
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from benchmarks.speed.measure import timed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.speed.ground import Site

_PARTS = (
    ("reading", "inputs encoding yamltext slips fields scalars places content schema seeds yaml"),
    ("reading", "settings model selected memory"),
    ("finding quotes", "quotes folding clauses nearest guesses misquotes"),
    ("checks", "checks language coverage shared withholding rights proof changed losses alike"),
    ("rendering", "render bounds jinja2 markupsafe templates compiled stock"),
    ("views", "views markdown urls labels markdown_it searching wordindex ranking"),
    ("exports", "exports jsontext json manifest hosting citing"),
    ("writing", "output staging swap sidebyside packed compressing cache hashlib"),
    ("beginning", "cli assets importlib pkgutil inspect argparse re dataclasses typing enum site"),
    ("beginning", "collections abc functools gettext"),
)
_PART = {name: part for part, names in _PARTS for name in names.split()}
_REST = "all else"
_MODULE = re.compile(r"(?:site_builder|site-packages|python3\.[0-9]+)/([a-z0-9_]+)")


def profile(site: Site) -> Iterator[str]:
    """Yield the lines of a table: what the modules are for, and what they took."""
    stats = _stats(site)
    spent: defaultdict[str, float] = defaultdict(float)
    modules: defaultdict[str, float] = defaultdict(float)
    for function, (_, _, own, _, callers) in stats.items():
        shares = {function: own} if _module(function) else _by_caller(own, callers)
        for at, seconds in shares.items():
            name = _module(at)
            spent[_PART.get(name, _REST)] += seconds
            modules[name or "Python"] += seconds
    total = sum(spent.values())
    yield f"\n| {site.seeds:,} articles | share | mostly in |\n|---|---:|---|"
    for part, seconds in _most(spent):
        first = [name for name, _ in _most(modules) if _PART.get(name, _REST) == part][:4]
        yield f"| {part} | {seconds / total:.0%} | {', '.join(first)} |"
    yield f"\nUnder the profiler it took {total:.1f} s."


def _most(spent: dict[str, float]) -> list[tuple[str, float]]:
    return sorted(spent.items(), key=lambda item: -item[1])


def _stats(site: Site) -> dict[Any, Any]:
    program, file = site.ours(), site.folder / "profile"
    program.forget()
    python, *rest = program.command
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(allowed)})
    try:
        timed([python, "-m", "cProfile", "-o", str(file), *rest], program.environment)
    finally:
        os.sched_setaffinity(0, allowed)
    found: dict[Any, Any] = pstats.Stats(str(file)).stats  # type: ignore[attr-defined]
    return found


def _module(function: tuple[str, int, str]) -> str:
    """Return the module or package that a function is of; "" for what Python has in itself."""
    file = function[0]
    if file.startswith("<frozen "):
        return "importlib"
    if file.startswith("templates/"):
        return "templates"
    found = _MODULE.findall(file.replace(os.sep, "/"))
    return found[-1] if found else ""


def _by_caller(own: float, callers: dict[Any, Any]) -> dict[Any, float]:
    """Return the time of a function of Python's own by who called it."""
    shares = {caller: timing[2] for caller, timing in callers.items()}
    return shares or {("", 0, ""): own}
