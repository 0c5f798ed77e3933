"""`doctor`: whether all is there that the builder and its tests need, line by line.

It uses nothing but Python itself, so that it can say what is missing. `--format json` is one object
on standard output; its keys stay while `version` is 1, and others may be added: version, tool,
status, and lines (state: ok, missing or wrong; what, found, todo).
"""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from contextlib import suppress
from datetime import UTC, datetime
from importlib import import_module, metadata
from pathlib import Path
from typing import TYPE_CHECKING

from site_builder import __version__, stock
from site_builder.examining import Line, Requirement, State, extra, fits, needed, requirements
from site_builder.findings import FaultError
from site_builder.installing import HOME, installs, is_checkout
from site_builder.labels import counted

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator

    from site_builder.cli.terminal import Terminal

_PYTHON = ">=3.11"
# One may be there and lack what it needs itself.
_IMPORTED = ("trafilatura", "pypdf", "shtab", "weasyprint", "brotli", "zopfli", "boto3")
_DEVELOPING = ("test", "lint", "fuzz")  # extras for whoever changes the builder itself
_NEEDED = (("content", ".yaml"), ("seeds", ".txt"))
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
_FONTS = ("serif", "sans-serif", "monospace")
_MB = 1 << 20
_LEAST, _PLENTY = 20 * _MB, 500 * _MB  # free on the disk: needed, and enough for long
_WATCHES, _INSTANCES = 1024, 8  # of inotify, which `serve` and an editor share
_EXPIRES = re.compile(r"^[^#\n]*\bexpires:\s+[\"']?(\d{4}-\d{2}-\d{2})\b", re.MULTILINE)
_PATIENCE = 5.0  # seconds for a program that is asked


def show_health(options: Namespace, terminal: Terminal) -> int:
    """Print a line for each thing that is needed; return 1 where something needed is wrong."""
    lines = [line for look in _LOOKS for line in look(options)]
    status = int(any(line.state is State.WRONG for line in lines))
    if options.format == "json":
        document = {
            "version": 1,
            "tool": f"site-builder {__version__}",
            "status": status,
            "lines": [
                {"state": line.state, "what": line.what, "found": line.found, "todo": line.todo}
                for line in lines
            ],
        }
        terminal.out.put(f"{json.dumps(document, ensure_ascii=True)}\n")
        return status
    for line in lines:
        if line.state is State.OK and options.quiet:
            continue
        found = f": {line.found}" if line.found else ""
        terminal.out.say(f"{line.state:<7}  {line.what}{found}")
        if line.todo:
            terminal.out.say(f"         {line.todo}")
    if not options.quiet:
        terminal.out.say("", _summary(lines))
    return status


def _summary(lines: list[Line]) -> str:
    wrong = sum(line.state is State.WRONG for line in lines)
    missing = sum(line.state is State.MISSING for line in lines)
    if wrong:
        return f"wrong: {counted(wrong, 'thing')} that the builder needs"
    if missing:
        return f"all that the builder needs is there; missing for other uses: {missing}"
    return "all is there"


def _versions(_: Namespace) -> Iterator[Line]:
    python = platform.python_version()
    state = State.OK if fits(python, _PYTHON) else State.WRONG
    todo = "" if state is State.OK else "install Python 3.11 or later: make site PYTHON=python3.12"
    yield Line(state=state, what=f"Python {python}", found=sys.executable, todo=todo)
    yield Line(state=State.OK, what=f"site-builder {__version__}", found=str(HOME))


def _packages(_: Namespace) -> Iterator[Line]:
    wanted = _wanted()
    if not wanted:
        todo = "run `make site`, or: .venv/bin/pip install -e ."
        yield Line(state=State.WRONG, what="packages", found="unknown which", todo=todo)
    yield from (needed(need, _version(need.name)) for need in wanted if not need.extra)
    yield _parser()
    for name in dict.fromkeys(need.extra for need in wanted if need.extra):
        if name in _DEVELOPING and not is_checkout():
            continue
        inside = [need for need in wanted if need.extra == name]
        yield extra(name, [(need, _usable(need.name)) for need in inside], installs(name))


def _wanted() -> list[Requirement]:
    """Return the packages that the project asks for, by its own file or as it was installed."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        project = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        if project["name"] == "site-builder":
            wanted = list(requirements(project["dependencies"]))
            for name, lines in project.get("optional-dependencies", {}).items():
                wanted += requirements(lines, name)
            return wanted
    with suppress(metadata.PackageNotFoundError):
        return list(requirements(metadata.requires("site-builder") or []))
    return []


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _usable(name: str) -> str | None:
    """Return the version of a package that can be imported; None of one that cannot."""
    version = _version(name)
    if name in _IMPORTED:
        try:
            import_module(name)
        except (ImportError, OSError):  # the latter where WeasyPrint finds no Pango
            return None
    return version


def _parser() -> Line:
    what = "YAML parser in C (part of PyYAML)"
    try:
        from yaml._yaml import CParser
    except ImportError:
        todo = (
            "install PyYAML from a wheel: pip install --only-binary :all: --force-reinstall pyyaml"
        )
        return Line(state=State.WRONG, what=what, found="not there", todo=todo)
    del CParser
    return Line(state=State.OK, what=what)


def _folders(options: Namespace) -> Iterator[Line]:
    project: Path = options.project
    for name, ending in _NEEDED:
        folder = project / name
        try:
            found = sum(1 for path in folder.rglob(f"*{ending}") if path.is_file())
        except OSError as error:
            yield Line(state=State.WRONG, what=f"{name}/", found=error.strerror or "unreadable")
            continue
        if found:
            yield Line(state=State.OK, what=f"{name}/", found=counted(found, "file"))
            continue
        todo = "run this in the folder of the project, or name it with --project"
        state = "holds nothing of its kind" if folder.is_dir() else "not there"
        yield Line(state=State.WRONG, what=f"{name}/", found=state, todo=todo)
    yield from _looks()


def _looks() -> Iterator[Line]:
    """Yield whether the builder has what it shows a project with that has no looks of its own."""
    for name in ("templates", "static"):
        what = f"the builder's own {name}/"
        try:
            yield Line(state=State.OK, what=what, found=counted(len(stock.looks(name)), "file"))
        except FaultError as fault:
            found = fault.finding
            yield Line(state=State.WRONG, what=what, found=found.message, todo=found.hint)
        except OSError as error:
            yield Line(state=State.WRONG, what=what, found=error.strerror or "unreadable")


def _output(options: Namespace) -> Iterator[Line]:
    output: Path = options.output or options.project / "public"
    what = f"output folder {output}"
    try:
        from site_builder.output import refuse_foreign

        refuse_foreign(output, options.project)
        beside = next(folder for folder in output.absolute().parents if folder.is_dir())
        with tempfile.TemporaryDirectory(prefix=".site-builder.", dir=beside):
            pass
    except FaultError as fault:
        found = fault.finding
        yield Line(state=State.WRONG, what=what, found=found.message, todo=found.hint)
        return
    except ModuleNotFoundError as error:
        yield Line(state=State.WRONG, what=what, found=f"unknown: {error.name} is not installed")
        return
    except OSError as error:
        todo = "mend its permissions, or name another with --output"
        found_ = f"cannot be written: {error.strerror}"
        yield Line(state=State.WRONG, what=what, found=found_, todo=todo)
        return
    yield Line(state=State.OK, what=what, found="can be written")
    yield _disk(beside)


def _disk(folder: Path) -> Line:
    free = shutil.disk_usage(folder).free
    found = f"{free // _MB:,} MB free"
    if free < _LEAST:
        return Line(state=State.WRONG, what="disk", found=found, todo="make room on the disk")
    if free < _PLENTY:
        return Line(state=State.MISSING, what="disk", found=found, todo="make room soon")
    return Line(state=State.OK, what="disk", found=found)


def _told(options: Namespace) -> Iterator[Line]:
    """Say whether what site.yaml says of weaknesses still holds; a build knows no day."""
    try:
        text = (options.project / "content" / "site.yaml").read_text(encoding="utf-8")
    except (OSError, ValueError):
        return
    found = _EXPIRES.search(text)
    if found is not None:
        today = datetime.now(UTC).date().isoformat()
        what = "security in content/site.yaml: whom to tell of a weakness"
        if today < found[1]:
            yield Line(state=State.OK, what=what, found=f"until {found[1]}")
        else:
            todo = "look whether the contact is right, set a day within the next year, and build"
            yield Line(state=State.MISSING, what=what, found=f"expired on {found[1]}", todo=todo)


def _watching(_: Namespace) -> Iterator[Line]:
    if sys.platform != "linux":
        return
    limits = {"max_user_watches": _WATCHES, "max_user_instances": _INSTANCES}
    for name, least in limits.items():
        path = Path("/proc/sys/fs/inotify") / name
        try:
            limit = int(path.read_text(encoding="ascii"))
        except (OSError, ValueError):
            continue
        what = f"watching files for `serve` ({name})"
        if limit >= least:
            yield Line(state=State.OK, what=what, found=f"{limit:,}")
        else:
            todo = f"sudo sysctl fs.inotify.{name}={least * 8}"
            yield Line(state=State.MISSING, what=what, found=f"{limit:,} is few", todo=todo)


def _tools(_: Namespace) -> Iterator[Line]:
    chosen = next((os.environ[n] for n in ("CHROME", "BROWSER_PATH") if os.environ.get(n)), None)
    names = (chosen,) if chosen else (*_BROWSERS, *_APPLICATIONS)
    todo = (
        "install Chromium or Chrome (Debian: apt-get install chromium), or set CHROME to its path"
    )
    yield _program("browser", names, todo)
    yield _program("git for `publish git:`", ("git",), "Debian: apt-get install git")
    if not is_checkout():  # the rest is for whoever changes the builder itself
        return
    if sys.platform == "linux":
        yield _program("strace for the tests", ("strace",), "Debian: apt-get install strace")
    where = ("nginx", "/usr/sbin/nginx")
    yield _program("nginx for the tests", where, "Debian: apt-get install nginx-light")
    yield _program("Node for `make audit`", ("node",), "install Node 20 or later")
    yield _program("Java for `make audit`", ("java",), "install Java 17 or later")


def _program(what: str, names: tuple[str, ...], todo: str) -> Line:
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        return Line(state=State.MISSING, what=what, found="not found", todo=todo)
    return Line(state=State.OK, what=what, found=found)


def _fonts(_: Namespace) -> Iterator[Line]:
    """Look for the fonts that pictures and PDF get where those of the style sheet are not there."""
    ask = shutil.which("fc-match")
    if ask is None:
        return
    for family in _FONTS:
        with suppress(OSError, subprocess.SubprocessError):
            told = subprocess.run(  # noqa: S603 - a program of the system, with fixed words
                [ask, "-f", "%{family}", family],
                capture_output=True,
                timeout=_PATIENCE,
                check=True,
                text=True,
            )
            font = told.stdout.split(",")[0].strip()
            what = f"{family} font for pictures and PDF"
            todo = "Debian: apt-get install fonts-dejavu fonts-liberation"
            if font:
                yield Line(state=State.OK, what=what, found=font)
            else:
                yield Line(state=State.MISSING, what=what, found="no font", todo=todo)


_LOOKS: tuple[Callable[[Namespace], Iterator[Line]], ...] = (
    _versions,
    _packages,
    _folders,
    _output,
    _told,
    _watching,
    _tools,
    _fonts,
)
