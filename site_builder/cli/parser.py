"""The arguments of every command, with help that teaches."""

from __future__ import annotations

import argparse
import shlex
from difflib import get_close_matches
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from site_builder import __version__
from site_builder.cli import commands, curating
from site_builder.cli.arguments import (
    Commands,
    Parser,
    base_path,
    base_url,
    cache,
    excerpts,
    formats,
    host,
    output,
    path,
    port,
    strict,
)
from site_builder.cli.completion import completing
from site_builder.cli.init import add_init
from site_builder.cli.looks import add_looks
from site_builder.cli.publish import add_publish
from site_builder.cli.verify import add_verify
from site_builder.findings import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from site_builder.cli.terminal import Terminal

_ABOUT = """\
Publishes briefings in which every sentence shows the passage it rests on.

You write statements with quotes in content/, articles stand in seeds/. The builder finds
every quote in its article, and writes a site only if each is there word for word."""

_EXAMPLES = (
    ("init footbridge", "a small briefing to start from, in the folder footbridge"),
    ("check", "what is wrong, with file:line:column and what to do"),
    ("serve", "the site at http://127.0.0.1:8000/, anew at each save"),
    ("", "the site in public/; open public/index.html"),
    ("pdf", "the whole briefing as one PDF, quotes as footnotes"),
    ("coverage", "which sentences of the articles nobody has looked at"),
    ("find increased sixfold", "the passage, ready to paste as evidence"),
    ("new statement THEME TEXT", "a statement begun, where it belongs"),
    ("add saved.html", "an article brought in, as text with a record of it"),
    ("mend", "the slips that are sure, as a diff; --write makes them"),
    ("diff OLD NEW", "what two versions claim differently"),
    ("verify public --seeds seeds", "proof of what a site shows, for whoever has it"),
    ("publish /srv/www/site", "the site put where readers find it, or the old one kept"),
    ("doctor", "whether all is installed, and what to do"),
    ("explain quote-missing", "what a finding means"),
    ("check --help", "the options of a command; they may stand before it too"),
)

_LONGEST = 14  # characters of a command, with its indent

_NOTES = """\
exit status: 0 no error, 1 the content has an error, 2 the command was wrong.
The content format is described in content/README.md."""


def parse(
    arguments: Sequence[str], terminal: Terminal, call: str = "python build.py"
) -> argparse.Namespace:
    """Return the options; without a command the command is `build`.

    Options may stand before the command or after it. Raises SystemExit: 0 where help or the
    version was asked for, 2 where the command is wrong.
    """
    parser, known = commands_of(terminal, call)
    first, *others = _command_first(arguments, known.with_value)
    if not first.startswith("-") and first not in known.names:
        near = get_close_matches(first[:100], known.names, n=1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(known.names)}"
        parser.error(f"there is no command “{printable(first, 100)}”; {hint}")
    options, left = parser.parse_known_args([first, *others])
    if left:
        near = get_close_matches(left[0][:100], known.options(first), n=1)
        hint = f"; did you mean {near[0]}?" if near else ""
        parser.error(f"unrecognized arguments: {' '.join(left)}{hint}")
    project = getattr(options, "project", Path())
    if project != Path():  # so that what a hint tells to call next is about the same project
        options.call = f"{call} --project {shlex.quote(str(project))}"
    return options


def _command_first(arguments: Sequence[str], with_value: Collection[str]) -> list[str]:
    """Return the arguments with the command in front, or `build` where none is named."""
    words: list[int] = []  # the places of what is neither an option nor the value of one
    waiting = False
    for index, argument in enumerate(arguments):
        if waiting:
            waiting = False
        elif argument == "--version":
            return [argument]
        elif argument in with_value:
            waiting = True
        elif not argument.startswith("-"):
            words.append(index)
    if words:
        return [arguments[words[0]], *arguments[: words[0]], *arguments[words[0] + 1 :]]
    return list(arguments) if arguments in (["-h"], ["--help"]) else ["build", *arguments]


def _epilog(call: str) -> str:
    width = max(len(f"{call} {words}") for words, _ in _EXAMPLES)
    examples = (f"  {f'{call} {words}':{width}}  {what}" for words, what in _EXAMPLES)
    return "\n".join(["a day with it:", *examples, "", _NOTES])


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help in which a long command has its summary beside it."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog)
        self._action_max_length = _LONGEST  # Python 3.11 forgets by how much commands are indented


def commands_of(terminal: Terminal, call: str = "python build.py") -> tuple[Parser, Commands]:
    """Return the parser of the whole command line, and its commands.

    `call` is how the builder is called; options keep it as `call`.
    """
    parser = Parser(
        terminal=terminal,
        prog=call if " -m " in call else PurePath(call.strip('"')).name.removeprefix("python "),
        description=_ABOUT,
        epilog=_epilog(call),
        formatter_class=_Help,
    )
    parser.add_argument("--version", action="version", version=f"site-builder {__version__}")
    parser.set_defaults(call=call)
    parser.set_defaults(format="text", strict=False, verbose=False, project=Path(), color="auto")
    known = Commands(parser, terminal)
    for add in _EVERY:
        add(known)
    return parser, known


def _build(known: Commands) -> None:
    build = known.add(
        "build",
        commands.build,
        doing="building the site",
        summary="check everything and write the site (the default)",
        about="Check everything and write the site. With an error nothing is written and "
        "the last good site stays as it was.",
    )
    output(build)
    build.add_argument(
        "--base-url",
        type=base_url,
        metavar="URL",
        help="where the site will stand, for its 404 page (default: base_url of site.yaml)",
    )
    build.add_argument(
        "--compress",
        action="store_true",
        help="write files packed by gzip and Brotli too, for servers that send those",
    )
    excerpts(build)
    cache(build)
    strict(build)
    formats(build)


def _pdf(known: Commands) -> None:
    pdf = known.add(
        "pdf",
        commands.pdf,
        doing="printing the briefing",
        summary="print the whole briefing into one PDF, quotes as footnotes",
        about="Check everything and print the whole briefing into one PDF: contents, statements "
        "with their quotes as footnotes, list of articles; tagged for screen readers (PDF/UA). It "
        "needs the extra `pdf`: see `doctor`.",
    )
    pdf.add_argument(
        "--output",
        type=path,
        metavar="FILE",
        help="the file to write (default: briefing.pdf in the current folder)",
    )
    pdf.add_argument(
        "--base-url",
        type=base_url,
        metavar="URL",
        help="where the site stands, for the title page (default: base_url of site.yaml)",
    )
    strict(pdf)
    formats(pdf)


def _check(known: Commands) -> None:
    check = known.add(
        "check",
        commands.check,
        doing="checking the content",
        summary="check everything and write nothing",
        about="Check everything and write nothing.",
    )
    cache(check)
    strict(check)
    formats(check)


def _coverage(known: Commands) -> None:
    coverage = known.add(
        "coverage",
        commands.coverage,
        doing="counting what is reviewed",
        summary="show which sentences of the articles nobody has looked at",
        about="Show of each article how many sentences are cited, set aside or furniture, "
        "and list those that are not reviewed (with -q these alone). The content may have errors.",
    )
    coverage.add_argument(
        "--unreviewed",
        action="store_true",
        help="list every sentence that is not reviewed, however many there are",
    )
    formats(coverage, "text", "json")


def _serve(known: Commands) -> None:
    serve = known.add(
        "serve",
        commands.serve,
        doing="serving the site",
        summary="show the site on this machine, anew at each save",
        about="Show a draft of the site at http://127.0.0.1:8000/, anew at each save. What is "
        "wrong stands in the page where it belongs. The output folder is not touched.",
    )
    serve.add_argument(
        "--host",
        type=host,
        default="127.0.0.1",
        metavar="NAME",
        help="the interface to listen on; others than 127.0.0.1 let other machines read the draft",
    )
    serve.add_argument(
        "--port",
        type=port,
        default=8000,
        metavar="N",
        help="the port to listen on; the next free one is taken (default: 8000)",
    )
    serve.add_argument(
        "--strict-port", action="store_true", help="take this port or none, not the next free one"
    )
    serve.add_argument(
        "--base-path",
        type=base_path,
        default="/",
        metavar="PATH",
        help="serve below this path, as the real host will: /briefing/",
    )
    serve.add_argument("--open", action="store_true", help="open the site in the browser")
    serve.add_argument(
        "--poll",
        action="store_true",
        help="look for saves instead of being told: for network folders and some containers",
    )


def _clean(known: Commands) -> None:
    clean = known.add(
        "clean",
        commands.clean,
        doing="removing the site",
        summary="remove the output folder",
        about="Remove the output folder, if this builder made it.",
    )
    output(clean)
    formats(clean)


def _explain(known: Commands) -> None:
    explain = known.add(
        "explain",
        commands.explain,
        doing="explaining a finding",
        summary="say what a finding means",
        about="Say what a finding means, why it is there and what to do.",
        plain=True,
    )
    explain.add_argument("code", nargs="?", metavar="CODE", help="a code; without one, all")


_EVERY: tuple[Callable[[Commands], None], ...] = (
    add_init,
    _build,
    _pdf,
    _check,
    _coverage,
    _serve,
    curating.add,
    curating.find,
    curating.new,
    curating.mend,
    curating.listing,
    curating.diff,
    curating.doctor,
    add_verify,
    add_publish,
    _clean,
    _explain,
    curating.schema,
    add_looks,
    completing(commands_of),
)
