"""What each command does and says: text findings on standard error, the rest on standard output.

In the formats for machines the findings alone go to standard output, the rest to standard error.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from shutil import get_terminal_size
from textwrap import fill
from time import perf_counter
from typing import TYPE_CHECKING

from site_builder.codes import CODES, RUNNING
from site_builder.findings import Severity, has_errors, report
from site_builder.labels import counted

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Mapping, Sequence

    from site_builder.cli.terminal import Terminal, Voice
    from site_builder.findings import Finding
    from site_builder.outcome import Outcome
    from site_builder.pipeline import Progress

_WIDEST, _NARROWEST = 100, 40


def build(options: Namespace, terminal: Terminal) -> int:
    """Build the site; return the exit status."""
    from site_builder import cache  # `explain` and help need none of it

    started = perf_counter()
    output = _output(options)
    asked = (options.base_url, options.strict, options.compress, options.excerpts)
    before = cache.look(options.project, asked) if options.cache else None
    outcome = cache.recall(options.project, output, before) if before is not None else None
    if outcome is None:
        outcome = _made(output, options, terminal)
        if before is not None and outcome.pages:
            cache.remember(options.project, output, before, outcome)
    spent = perf_counter() - started
    pages = counted(outcome.pages, "page")
    done = f"nothing changed: {pages} as built before" if outcome.kept else f"built {pages}"
    said = [
        f"{done} in {spent:.2f} s: {_found(outcome)}",
        f"open {output / 'index.html'}",
        *([f"hint: {outcome.advice}"] if outcome.advice else []),
    ]
    return _written(output, outcome, said, options, terminal)


def _made(output: Path, options: Namespace, terminal: Terminal) -> Outcome:
    from site_builder import pipeline

    return pipeline.build(
        options.project,
        output,
        base_url=options.base_url,
        strict=options.strict,
        compress=options.compress,
        excerpts=options.excerpts,
        means=pipeline.Means(
            jobs=1 if options.verbose else None,  # which names each file as it is made
            cached=options.cache,
            progress=progress(options, terminal),
            waiting=lambda: terminal.err.say(f"another build is writing {output}: waiting for it"),
        ),
    )


def pdf(options: Namespace, terminal: Terminal) -> int:
    """Print the whole briefing into a PDF; return the exit status."""
    from site_builder import pipeline

    started = perf_counter()
    file = options.output or Path("briefing.pdf")
    outcome = pipeline.pdf(
        options.project,
        file,
        base_url=options.base_url,
        strict=options.strict,
        telling=_steps(options, terminal),
    )
    spent = perf_counter() - started
    said = f"printed {counted(outcome.pages, 'page')} in {spent:.0f} s: {_found(outcome)}"
    return _written(file, outcome, [said, f"open {file}"], options, terminal)


def check(options: Namespace, terminal: Terminal) -> int:
    """Check the content; return the exit status."""
    from site_builder import pipeline

    means = pipeline.Means(cached=options.cache)
    proved, outcome = pipeline.check(options.project, strict=options.strict, means=means)
    _show(outcome.findings, options, terminal, failed=proved is None)
    if proved is None:
        return _failure(outcome.findings)
    if not options.quiet:
        people(options, terminal).say(f"no error: {_found(outcome)}")
    return 0


def coverage(options: Namespace, terminal: Terminal) -> int:
    """Show which sentences of the articles are reviewed; return the exit status."""
    from site_builder import pipeline
    from site_builder.cli.coverage import show_coverage

    case, findings = pipeline.opened(options.project)
    if case is None:
        _show(findings, options, terminal, failed=True)
        return _failure(findings)
    if has_errors(findings):
        terminal.err.say("the content has errors, which `check` tells: the numbers may be too low")
    show_coverage(case, options, terminal, home_of(options.project))
    return 0


def serve(options: Namespace, terminal: Terminal) -> int:
    """Serve the site until it is interrupted; return the exit status."""
    from site_builder.cli.serving import serve_project  # brings in a web server

    return serve_project(options, terminal)


def clean(options: Namespace, terminal: Terminal) -> int:
    """Remove the output folder; return the exit status."""
    from site_builder.output import remove_site

    output = _output(options)
    removed = remove_site(output, options.project)
    _show((), options, terminal, failed=False)
    if not options.quiet:
        people(options, terminal).say(
            f"removed {output}" if removed else f"{output} is not there: nothing to remove"
        )
    return 0


def explain(options: Namespace, terminal: Terminal) -> int:
    """Say what a code means, or list every code; return the exit status."""
    from site_builder.explanations import EXPLANATIONS

    if options.code is None:
        for code in CODES.values():
            terminal.out.say(f"{code.name} ({code.severity})", *_lines(code.meaning, "    "))
        return 0
    known = CODES.get(options.code)
    if known is None:
        near = get_close_matches(options.code[:100], CODES, n=1)
        hint = f"did you mean {near[0]}?" if near else "`explain` lists them"
        terminal.err.say(f"there is no finding called “{options.code}”; {hint}")
        return 2
    terminal.out.say(f"{known.name} ({known.severity})", "", *_lines(known.meaning))
    explanation = EXPLANATIONS[known.name].replace("python build.py", options.call)
    for paragraph in explanation.strip("\n").split("\n\n"):
        example = paragraph.startswith("    ")
        terminal.out.say("", *(paragraph.splitlines() if example else _lines(paragraph)))
    return 0


def _lines(paragraph: str, indent: str = "") -> list[str]:
    """Wrap a paragraph to the width of the terminal, within what is easy to read."""
    width = max(min(get_terminal_size().columns, _WIDEST), _NARROWEST)
    filled = fill(
        " ".join(paragraph.split()),
        width,
        initial_indent=indent,
        subsequent_indent=indent,
        break_on_hyphens=False,
    )
    return filled.splitlines()


def show_fault(
    error: Exception,
    options: Namespace | None,
    terminal: Terminal,
    before: Sequence[Finding] = (),
) -> int:
    """Show what ended a command, or the reading of its options; return the exit status.

    What was found `before` is shown with it.
    """
    from site_builder.cli.faults import details, finding_of

    if options is None:
        fault = finding_of(error, Path(), "starting")
        terminal.err.put(f"{report([fault])}\n")
        return 1
    fault = finding_of(error, options.project, options.doing)
    if options.verbose:
        terminal.err.say(*details(error))
    _show([*before, fault], options, terminal, failed=True)
    return _failure([fault])


def refused(findings: Sequence[Finding], options: Namespace, terminal: Terminal) -> int:
    """Show the findings for which a command could do nothing; return the exit status."""
    _show(findings, options, terminal, failed=True)
    return _failure(findings)


def _failure(findings: Sequence[Finding]) -> int:
    return 2 if any(found.code == "output-refused" for found in findings) else 1


def _output(options: Namespace) -> Path:
    output: Path = options.output or options.project / "public"
    return output


def _written(
    place: Path, outcome: Outcome, said: Sequence[str], options: Namespace, terminal: Terminal
) -> int:
    """Show what was found, and what is `said` of what was written; return the exit status."""
    _show(outcome.findings, options, terminal, failed=not outcome.pages)
    if not outcome.pages:
        if os.path.lexists(place):
            terminal.err.say(f"nothing written: {place} is as it was")
        return _failure(outcome.findings)
    if not options.quiet:
        people(options, terminal).say(*said)
    return 0


def _found(outcome: Outcome) -> str:
    """Return what a check came to, in words."""
    return (
        f"{counted(outcome.statements, 'statement')}, {counted(outcome.quotes, 'quote')} "
        f"found in {counted(outcome.seeds, 'seed')}"
    )


def judged(
    findings: Sequence[Finding],
    options: Namespace,
    terminal: Terminal,
    result: Mapping[str, object] | None = None,
) -> int:
    """Show what was found, if anything, and to machines the result; return the exit status."""
    failed = has_errors(findings, strict=options.strict)
    _show(findings, options, terminal, failed=failed, result=result)
    return _failure(findings) if failed else 0


def people(options: Namespace, terminal: Terminal) -> Voice:
    """Return the stream for what is said to people."""
    return terminal.out if options.format == "text" else terminal.err


def _show(
    findings: Sequence[Finding],
    options: Namespace,
    terminal: Terminal,
    *,
    failed: bool,
    result: Mapping[str, object] | None = None,
) -> None:
    """Show the findings in the format that was asked for, and say how many there are."""
    if options.format != "text":
        from site_builder.formats import FORMATS

        seen = _seen_from_here(findings, options.project)
        status = _failure(findings) if failed else 0
        document = FORMATS[options.format](seen, status, result)
        terminal.out.put(f"{document}\n" if document else "")
    elif findings:
        palette = terminal.palette(options.color, os.environ)
        terminal.err.put(f"{report(findings, palette)}\n")
    if findings:
        terminal.err.say(_counts(findings, strict=options.strict))
    if any(found.lost for found in findings):
        terminal.err.say("not all could be read, so not all was checked: mend this first")


def _counts(findings: Sequence[Finding], *, strict: bool) -> str:
    errors = sum(found.severity is Severity.ERROR for found in findings)
    warnings = len(findings) - errors
    counts = [counted(errors, "error")] if errors else []
    counts += [counted(warnings, "warning")] if warnings else []
    harmless = not has_errors(findings, strict=strict)
    return f"{' and '.join(counts)}{': the build goes on' if harmless else ''}"


def home_of(project: Path) -> Path:
    """Return the project's folder as seen from the current one."""
    with suppress(OSError, ValueError):  # the current folder is gone, or the project is elsewhere
        return project.absolute().relative_to(Path.cwd())
    return project


def _seen_from_here(findings: Sequence[Finding], project: Path) -> list[Finding]:
    """Return the findings with their files named as seen from the current folder."""
    home = home_of(project)

    def seen(found: Finding) -> Finding:
        if found.code in RUNNING:
            return found
        file = (home / found.place.file).as_posix()
        return replace(found, place=replace(found.place, file=file))

    return [seen(found) for found in findings]


def _steps(options: Namespace, terminal: Terminal) -> Callable[[str], None]:
    """Return what shows the steps of a PDF: each with -v, one line that changes on a terminal."""
    if options.verbose:
        started = perf_counter()
        return lambda step: people(options, terminal).say(
            f"{perf_counter() - started:8.3f} s  {step}"
        )
    if options.quiet or not terminal.err.obeys_escapes(os.environ):
        return lambda _: None
    return terminal.err.pass_by


def telling_of(options: Namespace, terminal: Terminal) -> Callable[[str], None]:
    """Return what shows the steps of publishing: each with -v, one line on a terminal."""
    if options.verbose:
        return people(options, terminal).say
    if options.quiet or not terminal.err.obeys_escapes(os.environ):
        return lambda _: None
    return terminal.err.pass_by


def progress(options: Namespace, terminal: Terminal) -> Progress | None:
    """Return what shows progress: every page with -v, a line that counts on a terminal."""
    if options.verbose:
        started = perf_counter()

        def each(number: int, total: int, path: str) -> None:
            spent = perf_counter() - started
            people(options, terminal).say(f"{spent:8.3f} s  {number:>5}/{total}  {path}")

        return each
    if options.quiet or not terminal.err.obeys_escapes(os.environ):
        return None

    def line(number: int, total: int, path: str) -> None:
        if number < total:
            terminal.err.pass_by(f"{number}/{total} {path}")
        else:
            terminal.err.put("")

    return line
