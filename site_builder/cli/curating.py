"""The commands with which a curator adds, looks, lists, begins, mends and compares: arguments.

What a command needs is imported when it runs.
"""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING

from site_builder.cli.arguments import formats, output, project
from site_builder.cli.commands import home_of, refused
from site_builder.model import DIFFERS_ON, GIVEN, KINDS

if TYPE_CHECKING:
    from argparse import Namespace

    from site_builder.cli.arguments import Commands
    from site_builder.cli.terminal import Terminal

_SPEAKERS = ("person", "organisation")  # as in content/ledgers.py, which help does not need


def add(known: Commands) -> None:
    """Add `add`."""
    parser = known.add(
        "add",
        _add,
        doing="adding an article",
        summary="bring an article into the project: text, a web page or a PDF",
        about="Bring articles into the project: each gets a seed in seeds/ and a record in "
        "content/sources/, in which nothing is filled in that the article does not state. Plain "
        "text in UTF-8 is kept byte for byte; a web page or a PDF is kept beside its text. Nothing "
        "is fetched, and nothing that is there is overwritten.",
    )
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="a text, a saved web page or a PDF"
    )
    parser.add_argument(
        "--id", metavar="ID", help="what the seed is called (default: the next free number)"
    )
    parser.add_argument(
        "--encoding", metavar="NAME", help="how a text is written, if not in UTF-8: windows-1252"
    )


def _add(options: Namespace, terminal: Terminal) -> int:
    from site_builder.cli.add import add_articles

    return add_articles(options, terminal)


def mend(known: Commands) -> None:
    """Add `mend`."""
    parser = known.add(
        "mend",
        _mend,
        doing="mending the content",
        summary="show, or make, the small corrections that are sure",
        about="Show as a unified diff what is surely a slip: other typography or a slip of letters "
        "in a quote, a misspelt id, key or choice. Nothing is written without --write. What may "
        "have been meant otherwise (a number, a name, a denial, a hedge) is only shown.",
    )
    parser.add_argument("--write", action="store_true", help="make the changes that are sure")
    parser.add_argument(
        "--reviewed",
        action="append",
        default=[],
        metavar="SEED",
        help="record the SHA-256 of a seed whose new text you have read against its quotes",
    )


def _mend(options: Namespace, terminal: Terminal) -> int:
    from site_builder.cli.mend import mend_content

    return mend_content(options, terminal)


def schema(known: Commands) -> None:
    """Add `schema`."""
    parser = known.add(
        "schema",
        _schema,
        doing="writing schemas",
        summary="let an editor complete and check the content files",
        about="List the JSON Schemas of the content files, print one, or write all of them into "
        "content/.schema/, where editors find them by the first line of a content file.",
    )
    parser.add_argument("name", nargs="?", metavar="NAME", help="print one, as in themes")
    parser.add_argument("--write", action="store_true", help="write all into content/.schema/")


def _schema(options: Namespace, terminal: Terminal) -> int:
    from site_builder.cli.schema import show_schema

    return show_schema(options, terminal)


def find(known: Commands) -> None:
    """Add `find`."""
    parser = known.add(
        "find",
        _find,
        doing="looking for words",
        summary="find the passage that some words mean, ready to paste as evidence",
        about="Find the best passages for some words over all articles: the words just as they "
        "stand, then each rare one as it was asked for, then all of them in one sentence in any "
        "form, then most of them. Under each stand the statements that use it already, and the "
        "entry of evidence to paste. The content may have errors.",
    )
    parser.add_argument("words", nargs="+", metavar="WORDS", help="the words to look for")
    parser.add_argument("--seed", metavar="ID", help="look in this article only")
    parser.add_argument(
        "--most", type=_most, default=5, metavar="N", help="how many are shown (default: 5)"
    )
    formats(parser, "text", "json")


def _find(options: Namespace, terminal: Terminal) -> int:
    from site_builder.cli.find import show_found

    return show_found(options, terminal, home_of(options.project))


def new(known: Commands) -> None:
    """Add `new`."""
    parser = known.add(
        "new",
        _new,
        doing="writing something new",
        summary="begin a theme, statement, speaker, difference or gap",
        about="Write the first words of a theme, statement, speaker, difference or gap where it "
        "belongs in content/, with an id made from them and a comment for each choice that is "
        "open. Nothing else in the file changes, and nothing is overwritten.",
    )
    parser.epilog = (
        'new theme "Online games"; new statement online-games "Three in four play." --cite 001 '
        '"three in four"; new speaker "Ann Dell" --kind person; new difference "How many play?"; '
        'new gap "Who pays?" --absent fee'
    )
    parser.add_argument(
        "what",
        choices=("theme", "statement", "speaker", "difference", "gap"),
        help="what is begun",
    )
    parser.add_argument(
        "words",
        nargs="+",
        metavar="WORDS",
        help="its title, name or question; for a statement the theme's id, then the text",
    )
    parser.add_argument("--id", metavar="ID", help="its id (default: made from the words)")
    parser.add_argument(
        "--cite",
        nargs=2,
        action="append",
        default=[],
        metavar=("SEED", "WORDS"),
        help="words of a seed that it rests on; may be given more than once",
    )
    parser.add_argument(
        "--section", metavar="HEADING", help="the statement's section (default: the last)"
    )
    parser.add_argument("--by", metavar="SPEAKER", help="who claims the statement")
    parser.add_argument("--given", choices=GIVEN, help="how the article gives it")
    parser.add_argument(
        "--kind",
        choices=(*KINDS, *_SPEAKERS),
        metavar="KIND",
        help=f"of a statement: {', '.join(KINDS)}; of a speaker: {', '.join(_SPEAKERS)}",
    )
    parser.add_argument("--origin", metavar="ID", help="where the statement first comes from")
    parser.add_argument("--on", choices=DIFFERS_ON, metavar="WHAT", help="what a difference is on")
    parser.add_argument("--rank", choices=("1", "2", "3"), help="of a difference")
    parser.add_argument(
        "--absent",
        action="append",
        default=[],
        metavar="WORDS",
        help="words that a gap says are in no article; may be given more than once",
    )


def _new(options: Namespace, terminal: Terminal) -> int:
    from site_builder.cli.new import begin

    return begin(options, terminal, home_of(options.project))


def listing(known: Commands) -> None:
    """Add `list`."""
    parser = known.add(
        "list",
        _list,
        doing="listing the statements",
        summary="list the statements, all or those of a theme, speaker, seed …",
        about="List the statements, one line each: id, file and line, kind, speaker, the seeds of "
        "its evidence (+ of `also`), text. The content may have errors.",
    )
    parser.add_argument(
        "words", nargs="*", metavar="WORDS", help="words that the text has, in any form"
    )
    parser.add_argument("--theme", metavar="ID", help="those of one theme")
    parser.add_argument("--speaker", metavar="ID", help="those that a speaker makes or passes on")
    parser.add_argument("--kind", choices=KINDS, metavar="KIND", help="those of one kind")
    parser.add_argument("--given", choices=GIVEN, help="how the article gives them")
    parser.add_argument("--seed", metavar="ID", help="those that rest on an article")
    parser.add_argument("--origin", metavar="ID", help="those of an origin; none: of no origin")
    figure = parser.add_mutually_exclusive_group()
    figure.add_argument(
        "--with-figure", dest="figure", action="store_true", default=None, help="those with one"
    )
    figure.add_argument(
        "--without-figure", dest="figure", action="store_false", default=None, help="those without"
    )
    parser.add_argument(
        "--with-findings", action="store_true", help="those in which `check` finds something"
    )
    formats(parser, "text", "json")


def _list(options: Namespace, terminal: Terminal) -> int:
    from site_builder.cli.listing import show_list

    come_to = show_list(options, terminal, home_of(options.project))
    return come_to if isinstance(come_to, int) else refused(come_to, options, terminal)


def diff(known: Commands) -> None:
    """Add `diff`."""
    parser = known.add(
        "diff",
        _diff,
        doing="comparing two versions",
        summary="show what two versions of a briefing claim differently",
        about="Show what NEW claims otherwise than OLD: statements, their passages and figures, "
        "differences, gaps, and articles. Each is a project's folder (with content/ and seeds/) or "
        "a built site; between the two kinds less is compared. Exit status: 0 nothing differs, 1 "
        "something does, 2 they cannot be compared.",
    )
    parser.add_argument("old", type=project, metavar="OLD", help="the folder of the old version")
    parser.add_argument("new", type=project, metavar="NEW", help="the folder of the new version")
    formats(parser, "text", "json")


def _diff(options: Namespace, terminal: Terminal) -> int:
    from site_builder.cli.diff import CannotCompareError, show_diff

    try:
        return show_diff(options, terminal)
    except CannotCompareError as fault:
        if fault.findings:
            refused(fault.findings, options, terminal)
        terminal.err.say(fault.message)
    except OSError as error:
        terminal.err.say(f"{error.filename} cannot be read: {error.strerror}")
    return 2


def doctor(known: Commands) -> None:
    """Add `doctor`."""
    parser = known.add(
        "doctor",
        _doctor,
        doing="looking at what is installed",
        summary="say whether all is there that the builder needs",
        about="Say of each thing that the builder, its tests and its checks need whether it is "
        "there, and what to do where it is not. Exit status: 1 where something is wrong without "
        "which no site can be built.",
    )
    output(parser)
    formats(parser, "text", "json")


def _doctor(options: Namespace, terminal: Terminal) -> int:
    from site_builder.cli.doctor import show_health

    return show_health(options, terminal)


def _most(text: str) -> int:
    """Return how many passages are wanted."""
    if not re.fullmatch("[0-9]{1,4}", text) or not int(text):
        raise argparse.ArgumentTypeError("name a number from 1 to 9999")
    return int(text)
