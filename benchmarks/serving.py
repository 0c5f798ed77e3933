"""How long a save takes to be on the screen, in a real browser, and what `serve` costs meanwhile.

A copy of the shipped briefing, or one of more seeds made from it, is served. A page is open; a file
is saved; the time runs until the page shows it, two frames later (for a style sheet: until it has
the new style). Linux only: memory and processor time are read from /proc.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, sleep
from typing import TYPE_CHECKING

from playwright.sync_api import Error, sync_playwright

from benchmarks.scale import made
from site_builder.inputs import read_inputs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from playwright.sync_api import Page

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
_PATIENCE = 60.0  # seconds after which what never comes ends the measure
_FOLDERS = ("content", "seeds", "templates", "static")


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A project that is served: its folder, the server's address and process."""

    project: Path
    address: str
    process: subprocess.Popen[str]

    @property
    def memory(self) -> float:
        """The MB of memory in use."""
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGESIZE") / 1e6

    @property
    def spent(self) -> float:
        """The seconds of processor time spent so far."""
        text = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii")
        fields = text.rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def served(project: Path) -> Iterator[Served]:
    """Serve a project; end it, by force if it must be."""
    command = [sys.executable, "build.py", "serve", "-q", "--port", "8571"]
    with subprocess.Popen(
        [*command, "--project", str(project)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # findings of the states in between
        text=True,
    ) as process:
        assert process.stdout is not None
        line = next(line for line in process.stdout if "serving http" in line)
        address = line[line.index("http") :].split()[0]
        try:
            yield Served(project=project, address=address, process=process)
        finally:
            process.kill()


def until(page: Page, expression: str, every: float = 0.005) -> None:
    """Wait until an expression is true on the page. Raises TimeoutError."""
    ends = perf_counter() + _PATIENCE
    while perf_counter() < ends:
        with suppress(Error):  # it is just being loaded again
            if page.evaluate(expression):
                return
        sleep(every)
    raise TimeoutError(expression)


_LOADED = "document.readyState === 'complete' && !!window.LiveReload"
_VERSION = "JSON.parse(document.getElementById('desk-data').textContent).version"
_PAINTED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))"


def reloaded(page: Page, save: Callable[[], object]) -> float:
    """Return the seconds from a save until the page shows the state it led to."""
    version = page.evaluate(_VERSION)
    save()
    began = perf_counter()
    until(page, f"document.readyState === 'complete' && {_VERSION} !== '{version}'")
    page.evaluate(_PAINTED)
    return perf_counter() - began


def theme_of(project: Path) -> Path:
    """Return the first theme of a project."""
    return min((project / "content/themes").glob("*.yaml"))


def titled(text: str, title: str) -> str:
    """Return a theme with another title."""
    return re.sub(r"(?m)^title:.*$", f'title: "{title}"', text, count=1)


def times_of_saves(page: Page, project: Path, saves: int) -> Iterator[tuple[str, list[float]]]:
    """Yield what is saved, and the seconds of each save."""
    record = min((project / "content/sources").glob("*.yaml"))
    for name, file, extra in (
        ("theme", theme_of(project), "\n# {}\n"),
        ("seed record", record, "\n# {}\n"),
        ("template", project / "templates/pages/theme.html", "\n{{# {} #}}\n"),
    ):
        before = file.read_text(encoding="utf-8")
        times = []
        for number in range(saves):
            text = before + extra.format(number)
            times.append(reloaded(page, partial(file.write_text, text, encoding="utf-8")))
            sleep(0.15)
        reloaded(page, partial(file.write_text, before, encoding="utf-8"))
        yield name, times
    sheet = next(p for p in sorted((project / "static/css").glob("*.css")) if p.name != "site.css")
    before, times = sheet.read_text(encoding="utf-8"), []
    for number in range(saves):
        rule = f"\nbody {{ outline-offset: {number + 1}px !important; }}\n"
        sheet.write_text(before + rule, encoding="utf-8")
        began = perf_counter()
        until(page, f"getComputedStyle(document.body).outlineOffset === '{number + 1}px'")
        times.append(perf_counter() - began)
        sleep(0.15)
    sheet.write_text(before, encoding="utf-8")
    yield "style sheet", times


def quick_saves(page: Page, project: Path, saves: int) -> float:
    """Return the seconds from the last of many quick saves until the page shows it."""
    file = theme_of(project)
    before = file.read_text(encoding="utf-8")
    for number in range(saves):
        file.write_text(titled(before, f"Save {number}"), encoding="utf-8")
        sleep(0.001)
    began = perf_counter()
    # Asked seldom: a question that meets a page being left may never be answered.
    until(page, f"document.title.includes('Save {saves - 1} ') && {_LOADED}", every=0.25)
    spent = perf_counter() - began
    sleep(1.0)
    assert f"Save {saves - 1} " in page.title()
    file.write_text(before, encoding="utf-8")
    return spent


def ended(project: Path, *, saving: bool) -> float:
    """Return the seconds that Ctrl-C takes, while idle or in the middle of a rebuild."""
    with served(project) as live:
        sleep(0.5)
        if saving:
            file = theme_of(project)
            text = file.read_text(encoding="utf-8")
            file.write_text(f"{text}\n# one more\n", encoding="utf-8")
            sleep(0.15)
        live.process.send_signal(signal.SIGINT)
        began = perf_counter()
        live.process.wait(timeout=_PATIENCE)
        return perf_counter() - began


def lay(project: Path, seeds: int) -> None:
    """Write the project that is served: the shipped one, or one of so many seeds."""
    for name in _FOLDERS:
        shutil.copytree(name, project / name)
    inputs = read_inputs(Path())[0]
    if seeds > len(inputs.seeds):
        shutil.rmtree(project / "content")
        shutil.rmtree(project / "seeds")
        large = made(inputs, seeds, 5 * seeds)
        for name, data in {**large.content, **large.seeds}.items():
            (project / name).parent.mkdir(parents=True, exist_ok=True)
            (project / name).write_bytes(data)


def _row(name: str, times: Sequence[float]) -> str:
    p95 = quantiles(times, n=20, method="inclusive")[-1]
    return f"{name:26}{median(times):9.3f}{p95:9.3f}{max(times):9.3f} s"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; return 0."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.serving", description=__doc__)
    parser.add_argument("--seeds", type=int, default=0, help="more than are shipped are made")
    parser.add_argument("--saves", type=int, default=50, help="of each kind of file")
    parser.add_argument("--quick", type=int, default=1_000, help="saves without a pause")
    asked = parser.parse_args(arguments)
    browser = os.environ.get("CHROME") or next(filter(None, map(shutil.which, _BROWSERS)))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        project = Path(folder) / "project"
        lay(project, asked.seeds)
        chromium = playwright.chromium.launch(executable_path=browser, args=_ARGUMENTS)
        page = chromium.new_page()
        with served(project) as live:
            page.goto(f"{live.address}themes/{theme_of(project).stem}.html")
            until(page, _LOADED)
            sleep(1.0)
            before = live.memory
            print(f"{'from save to new page':26}{'median':>9}{'p95':>9}{'max':>9}")
            for name, times in times_of_saves(page, project, asked.saves):
                print(_row(name, times), flush=True)
            last = quick_saves(page, project, asked.quick)
            print(f"of {asked.quick:,} quick saves the last shows {last:.2f} s after it was made")
            print(f"memory {before:.0f} MB before, {live.memory:.0f} MB after", flush=True)
            sleep(2.0)
            spent = live.spent
            sleep(10.0)
            print(f"idle: {(live.spent - spent) * 10:.1f} % of a processor, a page open")
        chromium.close()
        print(f"Ctrl-C: {ended(project, saving=False):.2f} s while idle", flush=True)
        print(f"Ctrl-C: {ended(project, saving=True):.2f} s in the middle of a rebuild")
    return 0


if __name__ == "__main__":
    sys.exit(main())
