"""A project that is served in a process of its own, and saves of its files."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

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
