"""What the builder needs beside its own code, and whether what is there is enough."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_REQUIREMENT = re.compile(
    r"\s*(?P<name>[A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[[^\]]*\])?\s*(?P<range>[^;]*)"
    r"(?:;.*?\bextra\s*==\s*['\"](?P<extra>[^'\"]+)['\"].*)?"
)
_BOUND = re.compile(r"(>=|<=|==|!=|<|>|~=)\s*([0-9]+(?:\.[0-9]+)*)")
_NUMBERS = re.compile(r"[0-9]+(?:\.[0-9]+)*")


class State(StrEnum):
    """Whether something is as it should be."""

    OK = "ok"
    MISSING = "missing"  # what it is for does not work, all else does
    WRONG = "wrong"  # the builder needs it


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that was looked at: what, as what it was found, and what to do."""

    state: State
    what: str
    found: str = ""
    todo: str = ""


class Requirement(NamedTuple):
    """A package, the range its version is to be in, and the extra that asks for it, if one does."""

    name: str
    range: str
    extra: str


def requirements(plain: Iterable[str], extra: str = "") -> Iterator[Requirement]:
    """Yield what lines such as `jinja2>=3.1,<4` ask for; a marker may name the extra."""
    for line in plain:
        if found := _REQUIREMENT.fullmatch(line):
            yield Requirement(found["name"], found["range"].strip(), found["extra"] or extra)


def fits(version: str, wanted: str) -> bool:
    """Tell whether a version is in a range such as `>=3.1,<4`, by its numbers alone."""
    numbers = _NUMBERS.match(version)
    if numbers is None:
        return False
    have = _key(numbers[0])
    tests = {
        ">=": lambda bound: have >= bound,
        "<=": lambda bound: have <= bound,
        "==": lambda bound: have == bound,
        "!=": lambda bound: have != bound,
        "<": lambda bound: have < bound,
        ">": lambda bound: have > bound,
        "~=": lambda bound: have >= bound,
    }
    return all(tests[sign](_key(bound)) for sign, bound in _BOUND.findall(wanted))


def _key(numbers: str) -> tuple[int, ...]:
    """Return the numbers of a version; 3.1 and 3.1.0 are the same."""
    parts = [int(part) for part in numbers.split(".")]
    while parts and not parts[-1]:
        parts.pop()
    return tuple(parts)


def needed(wanted: Requirement, version: str | None) -> Line:
    """Return what is to be said of a package that every command needs."""
    what = f"{wanted.name} {version or ''}".strip()
    if version is None:
        return Line(state=State.WRONG, what=what, found="not installed", todo=_INSTALL)
    if not fits(version, wanted.range):
        return Line(state=State.WRONG, what=what, found=f"{wanted.range} is needed", todo=_INSTALL)
    return Line(state=State.OK, what=what)


_INSTALL = "run `make site`, or: .venv/bin/pip install -e ."


def extra(name: str, wanted: Iterable[tuple[Requirement, str | None]], install: str) -> Line:
    """Return what is to be said of an extra: which of its packages are missing, or do not fit.

    `install` is what installs it.
    """
    every = list(wanted)
    missing = [need.name for need, version in every if version is None]
    unfit = [
        f"{need.name} {version} ({need.range} is needed)"
        for need, version in every
        if version is not None and not fits(version, need.range)
    ]
    what = f"extra {name}: {', '.join(need.name for need, _ in every)}"
    if not missing and not unfit:
        return Line(state=State.OK, what=what)
    lacks = [f"without {', '.join(missing)}"] if missing else []
    found = "; ".join([*lacks, *unfit])
    todo = f"where you want it: {install}"
    return Line(state=State.MISSING, what=what, found=found, todo=todo)
