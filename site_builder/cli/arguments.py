"""What the arguments of several commands have in common, and the parser they are added to."""

from __future__ import annotations

import argparse
import re
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from site_builder.findings import printable

if TYPE_CHECKING:
    from collections.abc import Callable

    from _typeshed import SupportsWrite

    from site_builder.cli.terminal import Terminal

    Run = Callable[[argparse.Namespace, Terminal], int]


class Parser(argparse.ArgumentParser):
    """A parser that speaks through the terminal, where no argument acts on it."""

    def __init__(self, *, terminal: Terminal, **options: Any) -> None:
        super().__init__(allow_abbrev=False, **options)
        self._terminal = terminal
        self.color = False  # of Python 3.14 on, which would colour help by sequences of its own

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        del file  # help and version come here; what is wrong goes to `error`
        self._terminal.out.say(*message.removesuffix("\n").split("\n"))

    @property
    def arguments(self) -> tuple[argparse.Action, ...]:
        """What it takes: argparse tells that to its own kind alone."""
        return tuple(self._actions)

    def take(self, option: str, action: argparse.Action) -> None:
        """Add an argument of another parser, unless there is one of this option."""
        if option not in self._option_string_actions:
            self._add_action(action)

    def error(self, message: str) -> NoReturn:
        """End with 2 and what is wrong, after a line on how the command is used."""
        usage = self.format_usage().removesuffix("\n").split("\n")
        self._terminal.err.say(*usage, f"{self.prog}: error: {printable(message)}")
        raise SystemExit(2)


def common(terminal: Terminal) -> Parser:
    """Return the options that commands have in common, for a parser to take them from."""
    common = Parser(terminal=terminal, add_help=False)
    common.add_argument(
        "--project",
        type=project,
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
    loud.add_argument(
        "-v", "--verbose", action="store_true", help="print every file that is made, and when"
    )
    return common


class Commands:
    """The commands of a parser, to which each command is added with its own arguments.

    `doing` says what it was about where something unforeseen ends it: "building the site".
    """

    def __init__(self, parser: Parser, terminal: Terminal) -> None:
        self._terminal = terminal
        self._every: list[tuple[Parser, str]] = []
        self._common = common(terminal)
        self._subs = parser.add_subparsers(
            title="commands", dest="command", metavar="COMMAND", required=True
        )

    def add(
        self, name: str, run: Run, *, doing: str, summary: str, about: str, plain: bool = False
    ) -> Parser:
        """Add a command and return its parser; a `plain` one has none of the common options."""
        parser = self._subs.add_parser(
            name,
            terminal=self._terminal,
            parents=[] if plain else [self._common],
            help=summary,
            description=about,
        )
        parser.set_defaults(run=run, doing=doing)
        self._every.append((parser, summary))
        return parser

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all commands, in the order they were added."""
        return tuple(self._subs.choices)

    def options(self, name: str) -> tuple[str, ...]:
        """Return the options of a command, as they are written."""
        actions = self._subs.choices[name].arguments if name in self._subs.choices else ()
        return tuple(option for action in actions for option in action.option_strings)

    @property
    def every(self) -> tuple[tuple[Parser, str], ...]:
        """The parser of each command and its summary, in the order they were added."""
        return tuple(self._every)

    @property
    def with_value(self) -> frozenset[str]:
        """The options of any command that are followed by a value."""
        return frozenset(
            option
            for parser in self._subs.choices.values()
            for action in parser.arguments
            if action.option_strings and action.nargs != 0
            for option in action.option_strings
        )


def output(parser: argparse.ArgumentParser) -> None:
    """Add --output."""
    parser.add_argument(
        "--output", type=path, metavar="DIR", help="the output folder (default: public)"
    )


def strict(parser: argparse.ArgumentParser) -> None:
    """Add --strict."""
    parser.add_argument("--strict", action="store_true", help="let warnings stop the build too")


def excerpts(parser: argparse.ArgumentParser) -> None:
    """Add --excerpts."""
    parser.add_argument(
        "--excerpts",
        action="store_true",
        help="of articles show only the sentences that are cited, whatever site.yaml says",
    )


def cache(parser: argparse.ArgumentParser) -> None:
    """Add --no-cache."""
    parser.add_argument(
        "--no-cache",
        dest="cache",
        action="store_false",
        help="make everything anew, whatever is kept of earlier builds in .cache/",
    )


def formats(parser: argparse.ArgumentParser, *choices: str) -> None:
    """Add --format."""
    parser.add_argument(
        "--format",
        choices=choices or ("text", "json", "github", "sarif"),
        default="text",
        help="how findings are written: for people, or for programs on standard output",
    )


def path(text: str) -> Path:
    """Return a path that is named."""
    if not text or "\0" in text:
        raise argparse.ArgumentTypeError("name a folder")
    return Path(text)


def project(text: str) -> Path:
    """Return a folder that is there."""
    folder, shown = path(text), printable(text, 100)
    try:
        if stat.S_ISDIR(folder.stat().st_mode):
            return folder
        message = f"“{shown}” is not a folder"
    except FileNotFoundError:
        message = f"there is no folder “{shown}”"
    except OSError as error:
        message = f"“{shown}” cannot be read: {error.strerror}"
    raise argparse.ArgumentTypeError(message)


def base_url(text: str) -> str:
    """Return an address that ends in a slash."""
    from site_builder.settings import is_base_url  # help needs no YAML

    if not is_base_url(text):
        raise argparse.ArgumentTypeError("write it as https://example.org/briefing/")
    return text.rstrip("/") + "/"


def port(text: str) -> int:
    """Return the number of a port."""
    if not re.fullmatch("[0-9]{1,5}", text) or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError("a port is a number from 1 to 65535")
    return int(text)


def host(text: str) -> str:
    """Return the name or number of an interface."""
    if not re.fullmatch(r"[A-Za-z0-9.:-]{1,253}", text):
        raise argparse.ArgumentTypeError("write it as 127.0.0.1, or as this machine’s name")
    return text


def base_path(text: str) -> str:
    """Return a path that begins and ends with a slash."""
    if not re.fullmatch(r"/?(?:[A-Za-z0-9._~-]+/)*(?:[A-Za-z0-9._~-]+)?", text) or ".." in text:
        raise argparse.ArgumentTypeError("write it as /briefing/")
    inner = text.strip("/")
    return f"/{inner}/" if inner else "/"
