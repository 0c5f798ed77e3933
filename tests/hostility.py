"""Reads hostile cases (tests/hostile/ holds them as data), plays them and judges what came."""

from __future__ import annotations

import itertools
import json
import re
from dataclasses import dataclass, field, fields
from functools import lru_cache
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from hostile_run import MEMORY, run, seconds_of
from hostile_world import LOOKS, VERBS, World, state
from inert import DATA, faults
from trees import linked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hostile_run import Forks, Ran

CASES = Path(__file__).parent / "hostile"

_OUTPUT = 64_000  # bytes
_TRIES = 3
_PLACES = ("--project", "@project@", "--output", "@site@")

MARK = "zqx"
"""Stands in every payload of a case that builds: readers may see it, a browser must not obey it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case as its file gives it; README.md in tests/hostile/ says what each field means."""

    family: str
    case: str
    do: list[dict[str, Any]] = field(default_factory=list)
    run: list[Any] = field(default_factory=lambda: ["build", *_PLACES])
    flags: list[Any] = field(default_factory=list)
    python: list[str] = field(default_factory=list)
    environment: dict[str, str | None] = field(default_factory=dict)
    umask: str = "022"
    first: str = ""
    within: str = "@world@"
    stdin: str = ""
    stdout: str = ""
    stderr: str = ""
    obeys_modes: bool = False
    earlier: bool = True
    output: str = "@site@"
    exit: int = 0
    says: list[str] = field(default_factory=list)
    never: list[str] = field(default_factory=list)
    builds: bool = False
    or_builds: bool = False
    shows: list[str] = field(default_factory=list)
    may_change: list[str] = field(default_factory=list)
    enormous: bool = False
    why: str = ""

    @property
    def name(self) -> str:
        """What the case is called in a report."""
        return f"{self.family}: {self.case}"

    @property
    def looks(self) -> bool:
        """Whether anything is done to templates or static files, or may be."""
        return any(name in str(self.do) for name in LOOKS)


_KEYS = {f.name for f in fields(Case)} - {"family"} | {"each"}


def read_cases(path: Path) -> Iterator[Case]:
    """Yield the cases of one file, one for each value of `each`; raises ValueError."""
    for entry in yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader):
        for number, values in enumerate(_values(entry.pop("each", None)), start=1):
            one = _filled(entry, values)
            verbs = {next(iter(deed)) for deed in one.get("do", [])}
            strange = {*one} - _KEYS | verbs - VERBS
            if strange or not (("exit" in one) ^ ("builds" in one)):
                complaint = f"unknown: {sorted(strange)}" if strange else "say `exit` or `builds`"
                raise ValueError(f"{path.name}, case {one.get('case')}: {complaint}")
            if values:
                one["case"] += f", {values.get('name', number)}"
            yield Case(family=path.stem, **one)


def _values(each: Any) -> list[dict[str, Any]]:
    """Return what @it@ (or @key@) stands for in each case that an entry gives."""
    if each is None:
        return [{}]
    if isinstance(each, dict):
        return [dict(zip(each, some, strict=True)) for some in itertools.product(*each.values())]
    return [value if isinstance(value, dict) else {"it": value} for value in each]


def _filled(value: Any, words: Mapping[str, Any]) -> Any:
    """Return the value with @key@ filled in; alone, it becomes the very thing it stands for."""
    if isinstance(value, str):
        if value[1:-1] in words and value == f"@{value[1:-1]}@":
            return words[value[1:-1]]
        for key, word in words.items():
            value = value.replace(f"@{key}@", str(word))
        return value
    if isinstance(value, list):
        return [_filled(item, words) for item in value]
    if isinstance(value, dict):
        return {_filled(key, words): _filled(item, words) for key, item in value.items()}
    return value


def play(case: Case, folder: Path, earlier: Path, forks: Forks) -> list[str]:
    """Return what was wrong with how the command took the case; raises CannotError.

    A processor is slower while others use what it shares with them, so what is late is tried again.
    """
    for _ in range(_TRIES):
        ran, wrong = _played(case, folder, earlier, forks)
        if not ran.late(case):
            break
    return [*wrong, _account(ran)] if wrong else []


def _played(case: Case, folder: Path, earlier: Path, forks: Forks) -> tuple[Ran, list[str]]:
    world = World(folder, looks=case.looks)
    try:
        if case.earlier:
            linked(earlier, world.folder / "site")
        for deed in case.do:
            world.do(deed, earlier)
        site = Path(world.words(case.output))
        apart = [site, site.with_name(f".{site.name}.lock")]
        apart += [Path(world.words(path)) for path in case.may_change]
        before = state(folder, apart), state(site)
        ran = run(case, world, forks)
        after = state(folder, apart), state(site)
        wrong = [*_manners(case, ran, world), *_trace(before[0], after[0])]
        if case.builds or (case.or_builds and ran.status == 0):
            wrong += _site_faults(case, site)
        elif before[1] != after[1] and site not in apart[2:]:
            wrong += [f"the output folder: {line}" for line in _trace(before[1], after[1])][:3]
    finally:
        world.close()
    return ran, wrong


def _names_of_exceptions() -> frozenset[str]:
    """Return what Python and libraries call their exceptions, but for words of plain English."""
    modules = ("builtins", "yaml", "jinja2", "jinja2.sandbox", "tornado.web", "tornado.websocket")
    values = (value for name in modules for value in vars(import_module(name)).values())
    kinds = (value for value in values if isinstance(value, type))
    names = {kind.__name__ for kind in kinds if issubclass(kind, BaseException)}
    return frozenset(names - {"Finish", "Warning"})


_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_EXCEPTIONS = re.compile(rf"\b(?:{'|'.join(sorted(_names_of_exceptions()))})\b")


def _manners(case: Case, ran: Ran, world: World) -> Iterator[str]:
    """Yield what is wrong with the status, the time, the memory and the words."""
    built = case.or_builds and ran.status == 0
    if ran.status != case.exit and not built:
        yield f"exit status {ran.status}, not {case.exit}"
    if ran.late(case):
        yield f"took longer than {seconds_of(case):.0f} s of a processor: {_TRIES} times"
    if ran.memory > MEMORY:
        yield f"took {ran.memory >> 20} MiB, more than {MEMORY >> 20} MiB"
    if len(ran.said.encode("utf-8", "surrogateescape")) > _OUTPUT:
        yield f"said more than {_OUTPUT} bytes"
    if "Traceback" in ran.said:
        yield "said Traceback"
    for name in sorted(set(_EXCEPTIONS.findall(ran.said))):
        yield f"said {name}, which is a name of Python's"
    for char in sorted(set(filter(_is_control, ran.said))):
        yield f"put the control character U+{ord(char):04X} on the terminal"
    says = [] if built else case.says
    yield from (f"did not say: {s}" for s in says if world.words(s) not in ran.said)
    yield from (f"said: {words}" for words in case.never if words in ran.said)


def _is_control(char: str) -> bool:
    return char not in "\n\t" and _CONTROL.match(char) is not None


_KEPT = ".cache"  # of the project, which is there to be written


def _trace(
    before: Mapping[str, tuple[object, ...]], after: Mapping[str, tuple[object, ...]]
) -> Iterator[str]:
    for name in sorted({*before, *after}):
        if before.get(name) != after.get(name) and f"{name}/".split("/")[1] != _KEPT:
            verb = "changed" if name in before and name in after else "removed"
            yield f"{verb if name in before else 'added'} {name[:200]!r}"


class _Page(HTMLParser):
    """The words that a reader sees, and every place where a browser would obey the mark."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.obeyed: list[str] = []
        self.quiet = 0
        self.is_data = False  # in a script element that no browser runs; `faults` looks at it
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.quiet += tag in {"script", "style"}
        self.is_data = tag == "script" and ("type", DATA) in attrs
        active = [
            f"{name}={value}"
            for name, value in attrs
            if MARK in name or (name.startswith(("on", "style", "src")) and MARK in (value or ""))
        ]
        self.obeyed += [f"<{tag}>"] if MARK in tag else []
        self.obeyed += [f"<{tag} {attribute}>" for attribute in active]

    def handle_endtag(self, tag: str) -> None:
        self.quiet -= tag in {"script", "style"}

    def handle_data(self, data: str) -> None:
        if not self.quiet:
            self.words.append(data)
        elif MARK in data and not self.is_data:
            self.obeyed.append(f"script or style: {data[:80]}")

    def handle_comment(self, data: str) -> None:
        if MARK in data:
            self.obeyed.append(f"comment: {data[:80]}")


@lru_cache(1000)
def _judged(data: bytes) -> tuple[str, list[str]]:
    """Return the words of a page and what is wrong with it; the same page comes in many sites."""
    page = _Page(data.decode())
    wrong = [*faults(data), *(f"a browser obeys {what}" for what in page.obeyed)]
    return " ".join("".join(page.words).split()), wrong


def _site_faults(case: Case, site: Path) -> Iterator[str]:
    """Yield what is wrong with a built site: every page is inert, and what was written is shown."""
    static = site / "static"  # the project's own files, published as they stand
    pages = sorted(path for path in site.rglob("*.html") if static not in path.parents)
    if len(pages) < 8 or not (site / "manifest.json").is_file():
        yield "the site is not whole"
    shown: list[str] = []
    for path in pages:
        words, wrong = _judged(path.read_bytes())
        shown.append(words)
        yield from (f"{path.relative_to(site)}: {what}" for what in wrong[:3])
    for words in case.shows:
        if not any(" ".join(words.split()) in text for text in shown):
            yield f"no page shows: {words}"
    for path in site.rglob("*.json*"):
        json.loads(path.read_bytes())


def _account(ran: Ran) -> str:
    """Return what somebody needs to see why a case failed."""
    seen = _ascii(ran.said[:3000]).replace("\x1b", "\\x1b")
    command = _ascii(" ".join(ran.command))[:3000]
    return (
        f"command: {command}\nexit status {ran.status} after {ran.seconds:.2f} s of a processor "
        f"{ran.slowness:.1f} times as slow as alone ({ran.clock:.2f} s by the clock) "
        f"with {ran.memory >> 20} MiB; it said:\n{seen or '(nothing)'}"
    )


def _ascii(text: str) -> str:
    """Return what any stream can carry, that between two workers of pytest among them."""
    return text.encode("ascii", "backslashreplace").decode()
