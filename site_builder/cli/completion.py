"""`completion`: a script by which a shell completes commands, options and what they take.

It is made by the library shtab from the parser itself, so that no command is missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_builder.codes import CODES

if TYPE_CHECKING:
    from argparse import Action, Namespace
    from collections.abc import Callable

    from site_builder.cli.arguments import Commands, Parser
    from site_builder.cli.terminal import Terminal

    Parsers = Callable[[Terminal, str], tuple[Parser, Commands]]

SHELLS = ("bash", "zsh", "fish")
_NAME = "site-builder"  # a shell completes a command that is installed, not a file


def completing(everything: Parsers) -> Callable[[Commands], None]:
    """Return what adds the command; `everything` makes the parser that the script is for."""

    def completion(options: Namespace, terminal: Terminal) -> int:
        """Print the script; return the exit status."""
        try:
            script = script_of(*everything(terminal, _NAME), options.shell)
        except ModuleNotFoundError as error:
            if error.name != "shtab":
                raise
            terminal.err.say(
                "this needs the Python package shtab",
                "  hint: the command `doctor` says how to install it",
            )
            return 1
        terminal.out.put(f"{script.rstrip()}\n")
        return 0

    def add(known: Commands) -> None:
        parser = known.add(
            "completion",
            completion,
            doing="making the script of a shell",
            summary="print a script that completes commands in your shell",
            about="Print a script by which a shell completes commands, options and what they "
            f'take. For bash, put this into ~/.bashrc: eval "$({_NAME} completion bash)"; for '
            f'zsh, into ~/.zshrc, after compinit: eval "$({_NAME} completion zsh)"; for fish, '
            f"into ~/.config/fish/config.fish: {_NAME} completion fish | source",
            plain=True,
        )
        parser.add_argument("shell", choices=SHELLS, metavar="SHELL", help="bash, zsh or fish")

    return add


def script_of(parser: Parser, known: Commands, shell: str) -> str:
    """Return the script for a shell; raises ModuleNotFoundError where shtab is not installed.

    An argument whose metavar is DIR, FILE or CODE is completed as a folder, a file or a code. The
    parser is used up: it is changed to say what may stand before a command too.
    """
    import shtab

    before: dict[str, Action] = {}
    for command, summary in known.every:
        command.description = summary
        for action in command.arguments:
            if action.metavar == "CODE":
                action.choices = list(CODES)
            elif action.metavar in {"DIR", "FILE", "SITE"}:
                folder = action.metavar == "DIR"
                action.complete = shtab.DIRECTORY if folder else shtab.FILE  # type: ignore[attr-defined]  # shtab reads it
            for option in action.option_strings:
                before.setdefault(option, action)
    for option, action in before.items():
        parser.take(option, action)
    return shtab.complete(parser, shell)
