"""`looks`: the builder's templates and static files, listed or copied into a project."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from site_builder import stock

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from site_builder.cli.arguments import Commands
    from site_builder.cli.terminal import Terminal

FOLDERS = ("templates", "static")


def add_looks(known: Commands) -> None:
    """Add the command."""
    parser = known.add(
        "looks",
        looks,
        doing="copying a file of the builder's",
        summary="list the templates and style sheets, or copy one to change it",
        about="List the builder's templates and static files; or copy those that are named into "
        "the project, where each takes the place of the builder's and can be changed.",
    )
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help="a file, such as static/css/tokens.css"
    )


def looks(options: Namespace, terminal: Terminal) -> int:
    """List the files, or copy some; return the exit status."""
    from site_builder.writing import create  # help needs none of it

    files = {name: data for folder in FOLDERS for name, data in stock.looks(folder).items()}
    project: Path = options.project
    if not options.names:
        for name in files:
            own = "" if options.quiet or not (project / name).exists() else "  (the project's own)"
            terminal.out.say(f"{name}{own}")
        return 0
    wrong = list(_wrong(options.names, files, project))
    if wrong:
        terminal.err.say(*wrong)
        return 2
    try:
        create(project, {name: files[name] for name in options.names})
    except OSError as error:
        why = error.strerror or "the system refused"
        terminal.err.say(
            f"{error.filename or project}: cannot be written: {why}; nothing was copied"
        )
        return 1
    if not options.quiet:
        terminal.out.say(*(f"copied {name}: change it as you like" for name in options.names))
    return 0


def _wrong(names: Sequence[str], files: Mapping[str, bytes], project: Path) -> Iterator[str]:
    """Yield why each name that cannot be copied cannot."""
    for name in names:
        if name not in files:
            near = get_close_matches(name[:100], files, n=1)
            hint = f"did you mean {near[0]}?" if near else "`looks` lists them"
            yield f"the builder has no file “{name}”; {hint}"
        elif (project / name).exists() or (project / name).is_symlink():
            yield f"{project / name} is there already, and is left as it is"
        elif not (project / name).parent.resolve().is_relative_to(project.resolve()):
            yield f"{project / name} would lie out of the project: a link leads there"
