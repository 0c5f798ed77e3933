"""A project that is served in a process of its own, and saves of its files."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

ROOT = Path(__file__).parent.parent.parent
BASE = "/some/base/"


@dataclass
class Desk:
    """A project that is served, and what was said of it."""

    project: Path
    root: str
    process: subprocess.Popen[str]

    @contextmanager
    def saved(self, name: str, old: str, new: str) -> Iterator[None]:
        """Save a file with some words changed; put the old ones back in the end."""
        file = self.project / name
        before = file.read_text(encoding="utf-8")
        assert old in before, old
        file.write_text(before.replace(old, new, 1), encoding="utf-8")
        try:
            yield
        finally:
            file.write_text(before, encoding="utf-8")


@contextmanager
def process(project: Path) -> Iterator[Desk]:
    command = [sys.executable, str(ROOT / "build.py"), "serve", "--project", str(project)]
    with subprocess.Popen(
        [*command, "--port", "8471", "--base-path", BASE],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as started:
        assert started.stdout is not None
        line = next(line for line in started.stdout if "serving http" in line)
        Thread(target=lambda: [*started.stdout], daemon=True).start()
        address = line[line.index("http") :].split()[0]
        yield Desk(project=project, root=address, process=started)
        started.kill()


THEME = "content/themes/com-networks.yaml"
ALERT = "<img src=x onerror=alert(1)>"
PATIENCE = 30_000


def watch(page: Page) -> tuple[list[str], list[str]]:
    wrong: list[str] = []
    asked: list[str] = []
    page.set_default_timeout(PATIENCE)
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    return wrong, asked


def until(page: Page, expression: str) -> None:
    """Wait until an expression is true; the page's policy does not let Playwright wait there."""
    ends = monotonic() + PATIENCE / 1000
    while monotonic() < ends:
        with suppress(Error):  # the page is just being loaded again
            if page.evaluate(expression):
                return
        page.wait_for_timeout(20)
    pytest.fail(f"never true: {expression}")


def first_statement(desk: Desk) -> tuple[str, str]:
    """Return the id of a theme's first statement and the words of its first quote."""
    text = (desk.project / THEME).read_text(encoding="utf-8")
    name = re.search(r"- id: (\S+)", text)
    words = re.search(r"quote: (.+)", text)
    assert name is not None
    assert words is not None
    return name[1], words[1]


def theme(page: Page, desk: Desk) -> None:
    page.goto(f"{desk.root}themes/com-networks.html")
    page.wait_for_selector(".desk-overlay")


# Selects from one text to another: the paragraph's number, and how many characters from its end
# or beginning, in what a reader sees.
