"""The commands with which a curator looks, lists, begins and compares: their arguments.

What a command needs is imported when it runs.
"""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING

from site_builder.cli.arguments import formats
from site_builder.cli.commands import home_of

if TYPE_CHECKING:
    from argparse import Namespace

    from site_builder.cli.arguments import Commands
    from site_builder.cli.terminal import Terminal


def find(known: Commands) -> None:
    """Add `find`."""
    parser = known.add(
        "find",
        _find,
        doing="looking for words",
        summary="find the passage that some words mean, ready to paste as evidence",
        about="Find the best passages for some words over all articles: the words just as they "
        "stand, then all of them in one sentence in any form, then most of them. Under each stand "
        "the statements that use it already, and the entry of evidence to paste. The content may "
        "have errors.",
    )
    parser.add_argument("words", nargs="+", metavar="WORDS", help="the words to look for")
    parser.add_argument("--seed", metavar="ID", help="look in this article only")
    parser.add_argument(
        "--most", type=_most, default=5, metavar="N", help="how many are shown (default: 5)"
    )
    formats(parser, "text", "json")


def _find(options: Namespace, terminal: Terminal) -> int:
    from site_builder.cli.find import show_found  # noqa: PLC0415 - see the module's docstring

    return show_found(options, terminal, home_of(options.project))


def _most(text: str) -> int:
    """Return how many passages are wanted."""
    if not re.fullmatch("[0-9]{1,4}", text) or not int(text):
        raise argparse.ArgumentTypeError("name a number from 1 to 9999")
    return int(text)
