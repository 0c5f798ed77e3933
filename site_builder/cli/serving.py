"""`serve`: joins the pipeline, the draft page and the server."""

from __future__ import annotations

import logging
import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from site_builder import pipeline, stock
from site_builder.assets import shipped
from site_builder.cli.faults import details, finding_of
from site_builder.findings import as_text, in_order, report
from site_builder.inputs import read_looks
from site_builder.pipeline import Outcome
from site_builder.render import Renderer
from site_builder.server import NoPortError, run
from site_builder.views.shapes import DraftPage

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator, Sequence

    from site_builder.cli.terminal import Terminal
    from site_builder.findings import Finding

_MOST = 500  # findings on the draft page
STYLE = "static/css/site.css"
WATCHED = ("content", "seeds", "templates", "static")


def serve_project(options: Namespace, terminal: Terminal) -> int:
    """Serve a project on this machine until interrupted; return the exit status."""
    project, port = options.project, options.port
    with _logs_told(terminal), tempfile.TemporaryDirectory(prefix="briefing-") as scratch:
        site = Path(scratch) / "site"
        site.mkdir()

        def rebuild(changed: Sequence[str]) -> bytes | None:
            return _rebuild(site, changed, options, terminal)

        def ready(address: str) -> None:
            taken = "" if f":{port}/" in address else f"port {port} is taken; "
            terminal.out.say(f"{taken}serving {address} (this machine only); Ctrl-C ends it")

        folders = [project / name for name in WATCHED if (project / name).is_dir()]
        try:
            run(site, folders, rebuild, port=port, ready=ready)
        except NoPortError as error:
            terminal.err.say(f"site-builder: {error}")
            return 2
    return 0


def _rebuild(
    site: Path, changed: Sequence[str], options: Namespace, terminal: Terminal
) -> bytes | None:
    """Build the site; return None, or the page that shows why there is none."""
    started = perf_counter()
    try:
        outcome = pipeline.build(options.project, site)
    except Exception as error:  # noqa: BLE001 - a person sees it on the page, and goes on
        if options.verbose:
            terminal.err.say(*details(error))
        outcome = Outcome(findings=(finding_of(error, options.project, "building the site"),))
    if outcome.findings:
        palette = terminal.palette(options.color, os.environ)
        terminal.err.put(f"{report(outcome.findings, palette)}\n")
    if not options.quiet:
        why = f" after {_names(options.project, changed)}" if changed else ""
        what = f"built {outcome.pages} pages" if outcome.pages else "not built"
        terminal.out.say(f"{what} in {perf_counter() - started:.2f} s{why}")
    return None if outcome.pages else _draft(options.project, outcome.findings)


def _names(project: Path, changed: Sequence[str]) -> str:
    home = project.resolve()
    paths = [Path(path).resolve() for path in sorted(changed)]
    names = [str(p.relative_to(home) if p.is_relative_to(home) else p) for p in paths]
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return ", ".join(names[:3]) + more


def _draft(project: Path, findings: Iterable[Finding]) -> bytes:
    """Return the page that shows the findings; plain text where even its template is broken."""
    ordered = in_order(findings)
    shown = [(str(f.place), as_text(f), str(f.severity)) for f in ordered[:_MOST]]
    if ordered[_MOST:]:
        shown.append(("", f"not shown: {len(ordered) - _MOST} more", ""))
    try:
        page = DraftPage(findings=tuple(shown), style=_style(project))
        templates, _ = read_looks(project, "templates")
        return Renderer.of({**stock.looks("templates"), **templates}).fill("draft", page=page)
    except Exception as error:  # noqa: BLE001 - whatever it is, the findings are shown
        fault = finding_of(error, project, "filling the draft page")
        text = escape("\n".join([*(words for _, words, _ in shown), as_text(fault)]))
        return f"<!doctype html><html><head></head><body><pre>{text}</pre></body></html>".encode()


def _style(project: Path) -> Markup:
    """Return the site's style sheet, as far as it can be read."""
    files, _ = read_looks(project, "static")
    static, _ = shipped(files, stock.looks("static"))
    sheet = static.get(STYLE, b"").decode("utf-8", "replace")
    return Markup(sheet.replace("</", r"<\/"))  # noqa: S704 - the project's own, and ends no tag


@contextmanager
def _logs_told(terminal: Terminal) -> Iterator[None]:
    """Let what libraries log, of requests from anywhere, reach the terminal as harmless lines."""
    root, told = logging.getLogger(), _Told(terminal)
    root.addHandler(told)
    try:
        yield
    finally:
        root.removeHandler(told)


class _Told(logging.Handler):
    """Says what is logged, without the name of what Python raised and where."""

    def __init__(self, terminal: Terminal) -> None:
        super().__init__(logging.WARNING)
        self._terminal = terminal

    def emit(self, record: logging.LogRecord) -> None:
        """Say the message, line by line."""
        self._terminal.err.say(*f"{record.name}: {record.getMessage()}".splitlines())
