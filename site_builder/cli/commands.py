"""What each command does and prints: findings on standard error, the rest on standard output."""

from __future__ import annotations

import sys
from difflib import get_close_matches
from time import perf_counter
from typing import TYPE_CHECKING

from site_builder import pipeline
from site_builder.codes import CODES
from site_builder.findings import Severity, has_errors, report
from site_builder.labels import counted

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from site_builder.pipeline import Outcome, Progress


def build(options: Namespace) -> int:
    """Build the site; return the exit status."""
    started = perf_counter()
    output = _output(options)
    outcome = pipeline.build(
        options.project,
        output,
        base_url=options.base_url,
        strict=options.strict,
        progress=_progress(options),
        waiting=lambda: _say_waiting(output),
    )
    _print_findings(outcome, strict=options.strict)
    if not outcome.pages:
        if output.exists():
            print(f"nothing written: {output} is as it was", file=sys.stderr)
        return 2 if outcome.findings[0].code == "output-refused" else 1
    if not options.quiet:
        spent = perf_counter() - started
        print(
            f"built {counted(outcome.pages, 'page')} in {spent:.2f} s: "
            f"{counted(outcome.statements, 'statement')}, {counted(outcome.quotes, 'quote')} "
            f"found in {counted(outcome.seeds, 'seed')}\nopen {output / 'index.html'}"
        )
    return 0


def _say_waiting(output: Path) -> None:
    print(f"another build is writing {output}: waiting for it", file=sys.stderr, flush=True)


def check(options: Namespace) -> int:
    """Check the content; return the exit status."""
    proved, outcome = pipeline.check(options.project, strict=options.strict)
    _print_findings(outcome, strict=options.strict)
    if proved is None:
        return 1
    if not options.quiet:
        print(
            f"no error: {counted(outcome.statements, 'statement')}, "
            f"{counted(outcome.quotes, 'quote')} found in {counted(outcome.seeds, 'seed')}"
        )
    return 0


def serve(options: Namespace) -> int:
    """Serve the site until it is interrupted; return the exit status."""
    from site_builder.cli.serving import serve_project  # noqa: PLC0415 - brings in a web server

    return serve_project(options.project, options.port, quiet=options.quiet)


def clean(options: Namespace) -> int:
    """Remove the output folder; return the exit status."""
    from site_builder.output import remove_site  # noqa: PLC0415 - `explain` touches no disk

    output = _output(options)
    removed = remove_site(output, options.project)
    if not options.quiet:
        print(f"removed {output}" if removed else f"{output} is not there: nothing to remove")
    return 0


def explain(options: Namespace) -> int:
    """Print what a code means, or every code; return the exit status."""
    if options.code is None:
        for code in CODES.values():
            print(f"{code.name} ({code.severity})\n    {code.meaning}")
        return 0
    known = CODES.get(options.code)
    if known is None:
        near = get_close_matches(options.code, CODES, n=1)
        hint = f"did you mean {near[0]}?" if near else "`explain` lists them"
        print(f"there is no finding called {options.code!r}; {hint}", file=sys.stderr)
        return 2
    print(f"{known.name} ({known.severity})\n    {known.meaning}")
    return 0


def _output(options: Namespace) -> Path:
    output: Path = options.output or options.project / "public"
    return output


def _print_findings(outcome: Outcome, *, strict: bool) -> None:
    if not outcome.findings:
        return
    print(report(outcome.findings), file=sys.stderr)
    errors = sum(found.severity is Severity.ERROR for found in outcome.findings)
    warnings = len(outcome.findings) - errors
    counts = [counted(errors, "error")] if errors else []
    counts += [counted(warnings, "warning")] if warnings else []
    harmless = not has_errors(outcome.findings, strict=strict)
    print(f"{' and '.join(counts)}{': the build goes on' if harmless else ''}", file=sys.stderr)


def _progress(options: Namespace) -> Progress | None:
    """Return what shows progress: every page with -v, a line that counts on a terminal."""
    if options.verbose:
        started = perf_counter()

        def each(number: int, total: int, path: str) -> None:
            print(f"{perf_counter() - started:8.3f} s  {number:>5}/{total}  {path}")

        return each
    if options.quiet or not sys.stdout.isatty():
        return None

    def line(number: int, total: int, path: str) -> None:
        end = "\r\x1b[K" if number == total else ""
        print(f"\r\x1b[K{number}/{total} {path[:60]}", end=end, flush=True)

    return line
