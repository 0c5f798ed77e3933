"""The arguments of every command, with help that teaches."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from site_builder import __version__
from site_builder.cli import commands
from site_builder.settings import is_base_url

if TYPE_CHECKING:
    from collections.abc import Sequence

_ABOUT = """\
Publishes briefings in which every sentence shows the passage it rests on.

You write statements with quotes in content/, articles stand in seeds/. The builder finds
every quote in its article, and writes a site only if each is there word for word."""

_EXAMPLES = """\
a day with it:
  python build.py check            what is wrong, with file:line:column and what to do
  python build.py serve            the site at http://127.0.0.1:8000/, anew at each save
  python build.py                  the site in public/; open public/index.html
  python build.py explain quote-missing
                                   what a finding means

exit status: 0 no error, 1 the content has an error, 2 the command was wrong.
The content format is described in content/README.md."""


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Return the options; without a command the command is `build`. Exits with 2 if wrong."""
    first = arguments[0] if arguments else "-"
    asks = first in {"-h", "--help", "--version"}
    default = ["build"] if first.startswith("-") and not asks else []
    return _parser().parse_args([*default, *arguments])


def _common() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--project",
        type=Path,
        default=Path(),
        metavar="DIR",
        help="the folder that holds content/ and seeds/ (default: this one)",
    )
    loud = common.add_mutually_exclusive_group()
    loud.add_argument("-q", "--quiet", action="store_true", help="print findings only")
    loud.add_argument("-v", "--verbose", action="store_true", help="print every page and its time")
    return common


def _parser() -> argparse.ArgumentParser:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(
        prog="build.py", description=_ABOUT, epilog=_EXAMPLES, formatter_class=raw
    )
    parser.add_argument("--version", action="version", version=f"site-builder {__version__}")
    subs = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    common = _common()

    build = subs.add_parser(
        "build",
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
    build.set_defaults(run=commands.build)

    check = subs.add_parser(
        "check",
        parents=[common],
        help="check everything and write nothing",
        description="Check everything and write nothing.",
    )
    _strict(check)
    check.set_defaults(run=commands.check)

    serve = subs.add_parser(
        "serve",
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
        parents=[common],
        help="remove the output folder",
        description="Remove the output folder, if this builder made it.",
    )
    _output(clean)
    clean.set_defaults(run=commands.clean)

    explain = subs.add_parser(
        "explain", help="say what a finding means", description="Say what a finding means."
    )
    explain.add_argument("code", nargs="?", metavar="CODE", help="a code; without one, all")
    explain.set_defaults(run=commands.explain)
    return parser


def _output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--output", type=Path, metavar="DIR", help="the output folder (default: public)"
    )


def _strict(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--strict", action="store_true", help="let warnings stop the build too")


def _base_url(text: str) -> str:
    if not is_base_url(text):
        raise argparse.ArgumentTypeError("write it as https://example.org/briefing/")
    return text.rstrip("/") + "/"


def _port(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError("a port is a number from 1 to 65535")
    return int(text)
