"""`serve`: joins the pipeline, the draft page and the server."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from site_builder import pipeline
from site_builder.assets import shipped
from site_builder.findings import FaultError, as_text, in_order, report
from site_builder.inputs import read_looks
from site_builder.render import Renderer
from site_builder.server import NoPortError, run
from site_builder.views.shapes import DraftPage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from site_builder.findings import Finding

STYLE = "static/css/site.css"
WATCHED = ("content", "seeds", "templates", "static")


def serve_project(project: Path, port: int, *, quiet: bool) -> int:
    """Serve a project on this machine until interrupted; return the exit status."""
    with tempfile.TemporaryDirectory(prefix="briefing-") as scratch:
        site = Path(scratch) / "site"
        site.mkdir()

        def rebuild(changed: Sequence[str]) -> bytes | None:
            return _rebuild(project, site, changed, quiet=quiet)

        def ready(address: str) -> None:
            taken = "" if f":{port}/" in address else f"port {port} is taken; "
            print(f"{taken}serving {address} (this machine only); Ctrl-C ends it", flush=True)

        folders = [project / name for name in WATCHED if (project / name).is_dir()]
        try:
            run(site, folders, rebuild, port=port, ready=ready)
        except NoPortError as error:
            print(f"site-builder: {error}", file=sys.stderr)
            return 2
    return 0


def _rebuild(project: Path, site: Path, changed: Sequence[str], *, quiet: bool) -> bytes | None:
    """Build the site; return None, or the page that shows why there is none."""
    started = perf_counter()
    outcome = pipeline.build(project, site)
    if outcome.findings:
        print(report(outcome.findings), file=sys.stderr, flush=True)
    if not quiet:
        why = f" after {_names(project, changed)}" if changed else ""
        what = f"built {outcome.pages} pages" if outcome.pages else "not built"
        print(f"{what} in {perf_counter() - started:.2f} s{why}", flush=True)
    return None if outcome.pages else _draft(project, outcome.findings)


def _names(project: Path, changed: Sequence[str]) -> str:
    home = project.resolve()
    paths = [Path(path).resolve() for path in sorted(changed)]
    names = [str(p.relative_to(home) if p.is_relative_to(home) else p) for p in paths]
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return ", ".join(names[:3]) + more


def _draft(project: Path, findings: Iterable[Finding]) -> bytes:
    """Return the page that shows the findings; plain text where even its template is broken."""
    shown = [(str(f.place), as_text(f), str(f.severity)) for f in in_order(findings)]
    page = DraftPage(findings=tuple(shown), style=_style(project))
    try:
        templates, _ = read_looks(project, "templates")
        return Renderer.of(templates).fill("draft", page=page)
    except FaultError as fault:
        text = escape("\n".join([*(words for _, words, _ in shown), as_text(fault.finding)]))
        return f"<!doctype html><html><head></head><body><pre>{text}</pre></body></html>".encode()


def _style(project: Path) -> Markup:
    """Return the site's style sheet, as far as it can be read."""
    files, _ = read_looks(project, "static")
    static, _ = shipped(files)
    sheet = static.get(STYLE, b"").decode("utf-8", "replace")
    return Markup(sheet.replace("</", r"<\/"))  # noqa: S704 - the project's own, and ends no tag
