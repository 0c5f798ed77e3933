"""Runs commands one after another, each in a process forked from this one, which has all modules.

Nearly all that a short build takes are Python's start, imports, templates, and tables that are made
when first asked for. So this process builds the honest base before it forks. Nothing of that comes
to a fork but what functions keep of pure values, as under `serve`; the cases that are not run in a
fork begin with nothing. Whoever started this program writes a command as a line of JSON, reads the
number of the process, looks at it while it runs, writes an empty line and reads how it ended:
status, seconds of a processor, kilobytes.
"""

import gc
import importlib
import json
import os
import pkgutil
import runpy
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

from kept import keep_templates

import site_builder
from site_builder.pipeline import build

BUILD = Path(__file__).parent.parent / "build.py"
BASE = BUILD.parent / "tests" / "cases" / "base"
LIBRARIES = (
    "jinja2",
    "jinja2.ext",
    "jinja2.sandbox",
    "markdown_it",
    "rapidfuzz",
    "filelock",
    "yaml",
)


def everything() -> None:
    """Import what the command may import, compile the templates, and build the honest base."""
    for found in pkgutil.walk_packages(site_builder.__path__, "site_builder."):
        if not found.name.endswith("__main__"):
            importlib.import_module(found.name)
    for name in LIBRARIES:
        importlib.import_module(name)
    keep_templates(BUILD.parent)
    with TemporaryDirectory() as folder:
        assert build(BASE, Path(folder) / "site").pages
    gc.freeze()  # a fork that looks through what is here to collect it makes a copy of it


def told(child: int) -> str:
    """Wait until the child is no longer looked at; return how it ended."""
    sys.stdin.readline()
    _, status, usage = os.wait4(child, 0)
    seconds = usage.ru_utime + usage.ru_stime
    return f"{os.waitstatus_to_exitcode(status)} {seconds} {usage.ru_maxrss}"


def become(wish: dict) -> None:
    """Make this process what the command would have been started as."""
    os.setsid()
    for number, path in ((0, os.devnull), (1, wish["log"]), (2, wish["log"])):
        opened = os.open(path, os.O_RDWR | os.O_APPEND)
        os.dup2(opened, number)
        os.close(opened)
    os.chdir(wish["within"])
    os.umask(wish["umask"])
    os.environ.clear()
    os.environ.update(wish["environment"])
    sys.argv = [str(BUILD), *wish["arguments"]]
    sys.path[0] = str(BUILD.parent)


def leave(status: int) -> NoReturn:
    """End here: to take apart what all the modules made would be a copy of it first."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def main() -> None:
    """Fork for each line; return in each child, once it is to run the command."""
    for line in iter(sys.stdin.readline, ""):
        child = os.fork()
        if child == 0:
            become(json.loads(line))
            try:
                runpy.run_path(str(BUILD), run_name="__main__")
            except SystemExit as end:
                if isinstance(end.code, int):
                    leave(end.code)
                raise
            return
        print(child, flush=True)
        print(told(child), flush=True)


if __name__ == "__main__":
    everything()
    main()
