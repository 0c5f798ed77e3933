"""The arguments of every command, with help that teaches."""

from __future__ import annotations

import argparse
import re
import stat
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from site_builder import __version__
from site_builder.cli import commands
from site_builder.findings import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from _typeshed import SupportsWrite

    from site_builder.cli.terminal import Terminal

_ABOUT = """\
Publishes briefings in which every sentence shows the passage it rests on.

You write statements with quotes in content/, articles stand in seeds/. The builder finds
every quote in its article, and writes a site only if each is there word for word."""

_EXAMPLES = """\
a day with it:
  python build.py check            what is wrong, with file:line:column and what to do
  python build.py serve            the site at http://127.0.0.1:8000/, anew at each save
  python build.py                  the site in public/; open public/index.html
  python build.py coverage         which sentences of the articles nobody has looked at
  python build.py explain quote-missing
                                   what a finding means
  python build.py check --help     the options of a command; they may stand before it too

exit status: 0 no error, 1 the content has an error, 2 the command was wrong.
The content format is described in content/README.md."""

COMMANDS = ("build", "check", "coverage", "serve", "clean", "explain")
WITH_VALUE = ("--project", "--output", "--base-url", "--port", "--format", "--color")


class _Parser(argparse.ArgumentParser):
    """A parser that speaks through the terminal, where no argument acts on it."""

    def __init__(self, *, terminal: Terminal, **options: Any) -> None:
        super().__init__(allow_abbrev=False, **options)
        self._terminal = terminal
        self.color = False  # of Python 3.14 on, which would colour help by sequences of its own

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        del file  # help and version come here; what is wrong goes to `error`
        self._terminal.out.say(*message.removesuffix("\n").split("\n"))

    def error(self, message: str) -> NoReturn:
        """End with 2 and what is wrong, after a line on how the command is used."""
        usage = self.format_usage().removesuffix("\n").split("\n")
        self._terminal.err.say(*usage, f"{self.prog}: error: {printable(message)}")
        raise SystemExit(2)


def parse(arguments: Sequence[str], terminal: Terminal) -> argparse.Namespace:
    """Return the options; without a command the command is `build`.

    Options may stand before the command or after it. Raises SystemExit: 0 where help or the
    version was asked for, 2 where the command is wrong.
    """
    parser = _parser(terminal)
    first, *others = _command_first(arguments)
    if not first.startswith("-") and first not in COMMANDS:
        near = get_close_matches(first[:100], COMMANDS, n=1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(COMMANDS)}"
        parser.error(f"there is no command “{printable(first, 100)}”; {hint}")
    return parser.parse_args([first, *others])


def _command_first(arguments: Sequence[str]) -> list[str]:
    """Return the arguments with the command in front, or `build` where none is named."""
    words: list[int] = []  # the places of what is neither an option nor the value of one
    waiting = False
    for index, argument in enumerate(arguments):
        if waiting:
            waiting = False
        elif argument == "--version":
            return [argument]
        elif argument in WITH_VALUE:
            waiting = True
        elif not argument.startswith("-"):
            words.append(index)
    if words:
        return [arguments[words[0]], *arguments[: words[0]], *arguments[words[0] + 1 :]]
    return list(arguments) if arguments in (["-h"], ["--help"]) else ["build", *arguments]


def _common(terminal: Terminal) -> _Parser:
    common = _Parser(terminal=terminal, add_help=False)
    common.add_argument(
        "--project",
        type=_project,
        default=Path(),
        metavar="DIR",
        help="the folder that holds content/ and seeds/ (default: this one)",
    )
    common.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="colour in findings; auto: on a terminal, unless NO_COLOR is set",
    )
    loud = common.add_mutually_exclusive_group()
    loud.add_argument("-q", "--quiet", action="store_true", help="print findings only")
    loud.add_argument("-v", "--verbose", action="store_true", help="print every page and its time")
    return common


def _parser(terminal: Terminal) -> _Parser:
    raw = argparse.RawDescriptionHelpFormatter
    parser = _Parser(
        terminal=terminal,
        prog="build.py",
        description=_ABOUT,
        epilog=_EXAMPLES,
        formatter_class=raw,
    )
    parser.add_argument("--version", action="version", version=f"site-builder {__version__}")
    parser.set_defaults(format="text", strict=False, verbose=False, project=Path(), color="auto")
    subs = parser.add_subparsers(title="commands", dest="command", metavar="COMMAND", required=True)
    common = _common(terminal)

    build = subs.add_parser(
        "build",
        terminal=terminal,
        parents=[common],
        help="check everything and write the site (the default)",
        description="Check everything and write the site. With an error nothing is written and "
        "the last good site stays as it was.",
    )
    _output(build)
    build.add_argument(
        "--base-url",
        type=_base_url,
        metavar="URL",
        help="where the site will stand, for its 404 page (default: base_url of site.yaml)",
    )
    _strict(build)
    _format(build)
    build.set_defaults(run=commands.build)

    check = subs.add_parser(
        "check",
        terminal=terminal,
        parents=[common],
        help="check everything and write nothing",
        description="Check everything and write nothing.",
    )
    _strict(check)
    _format(check)
    check.set_defaults(run=commands.check)

    coverage = subs.add_parser(
        "coverage",
        terminal=terminal,
        parents=[common],
        help="show which sentences of the articles nobody has looked at",
        description="Show of each article how many sentences are cited, set aside or furniture, "
        "and list those that are not reviewed (with -q these alone). The content may have errors.",
    )
    coverage.add_argument(
        "--unreviewed",
        action="store_true",
        help="list every sentence that is not reviewed, however many there are",
    )
    _format(coverage, "text", "json")
    coverage.set_defaults(run=commands.coverage)

    serve = subs.add_parser(
        "serve",
        terminal=terminal,
        parents=[common],
        help="show the site on this machine, anew at each save",
        description="Show the site at http://127.0.0.1:8000/ and build it anew at each save. "
        "While there is an error, every page shows it. The output folder is not touched.",
    )
    serve.add_argument(
        "--port",
        type=_port,
        default=8000,
        metavar="N",
        help="the port to listen on; the next free one is taken (default: 8000)",
    )
    serve.set_defaults(run=commands.serve)

    clean = subs.add_parser(
        "clean",
        terminal=terminal,
        parents=[common],
        help="remove the output folder",
        description="Remove the output folder, if this builder made it.",
    )
    _output(clean)
    _format(clean)
    clean.set_defaults(run=commands.clean)

    explain = subs.add_parser(
        "explain",
        terminal=terminal,
        help="say what a finding means",
        description="Say what a finding means, why it is there and what to do.",
    )
    explain.add_argument("code", nargs="?", metavar="CODE", help="a code; without one, all")
    explain.set_defaults(run=commands.explain)
    return parser


def _output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--output", type=_path, metavar="DIR", help="the output folder (default: public)"
    )


def _strict(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--strict", action="store_true", help="let warnings stop the build too")


def _format(parser: argparse.ArgumentParser, *choices: str) -> None:
    parser.add_argument(
        "--format",
        choices=choices or ("text", "json", "github", "sarif"),
        default="text",
        help="how findings are written: for people, or for programs on standard output",
    )


def _path(text: str) -> Path:
    if not text or "\0" in text:
        raise argparse.ArgumentTypeError("name a folder")
    return Path(text)


def _project(text: str) -> Path:
    path, shown = _path(text), printable(text, 100)
    try:
        if stat.S_ISDIR(path.stat().st_mode):
            return path
        message = f"“{shown}” is not a folder"
    except FileNotFoundError:
        message = f"there is no folder “{shown}”"
    except OSError as error:
        message = f"“{shown}” cannot be read: {error.strerror}"
    raise argparse.ArgumentTypeError(message)


def _base_url(text: str) -> str:
    from site_builder.settings import is_base_url  # noqa: PLC0415 - help needs no YAML

    if not is_base_url(text):
        raise argparse.ArgumentTypeError("write it as https://example.org/briefing/")
    return text.rstrip("/") + "/"


def _port(text: str) -> int:
    if not re.fullmatch("[0-9]{1,5}", text) or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError("a port is a number from 1 to 65535")
    return int(text)
