"""The command line: arguments, wiring, printing, exit codes.

What a command needs is imported when it runs: Ctrl-C may come while that goes on.
"""

from __future__ import annotations

import _thread
import gc
import os
import signal
import sys
import threading
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence
    from types import FrameType

    from site_builder.cli.terminal import Terminal

_INTERRUPTED = 130
_REPAIR = "run `make site` in the builder's folder, or there: python -m pip install -e ."
_INSTALL_AGAIN = "install the builder again, from where you have it, with pip's --force-reinstall"
# Objects made before those that nothing refers to are looked for: a build makes hundreds of
# thousands and keeps them, and looking through them took a third of its time.
COLLECT = (100_000, 50, 100)
_AGAIN = 0.2  # seconds, in which a clean-up has long ended


def run(call: str = "site-builder") -> NoReturn:
    """Run the command of this process and end the process with its exit status.

    `call` is how the builder was called, for whoever is told to call it again.
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _leave)
    signal.signal(signal.SIGTERM, _end)
    hang_up = getattr(signal, "SIGHUP", None)  # Windows has none; under nohup it is ignored
    if hang_up is not None and signal.getsignal(hang_up) is signal.SIG_DFL:
        signal.signal(hang_up, _end)
    sys.unraisablehook = _unraisable
    gc.set_threshold(*COLLECT)
    status = main(call=call)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # all is done, and the status tells how
    sys.exit(status)


def main(arguments: Sequence[str] | None = None, *, call: str = "python build.py") -> int:
    """Run one command; return 0 when there is no error, 1 when there is, 2 for wrong usage."""
    from site_builder.cli.terminal import Terminal

    terminal = Terminal.of_process()
    try:
        status = _status(sys.argv[1:] if arguments is None else arguments, terminal, call)
    except KeyboardInterrupt:
        if terminal.err.obeys_escapes(os.environ):
            terminal.err.put("\n")  # after the ^C that it shows
        terminal.err.say("stopped; the last good site is as it was")
        return _INTERRUPTED
    return terminal.settled(status)


def _status(arguments: Sequence[str], terminal: Terminal, call: str) -> int:
    options: Namespace | None = None
    try:
        from site_builder.cli.parser import parse

        options = parse(arguments, terminal, call)
        if signal.getsignal(signal.SIGINT) is _leave:  # from here on there is something to undo
            signal.signal(signal.SIGINT, signal.default_int_handler)
        return int(options.run(options, terminal))
    except SystemExit as end:  # help was asked for, or the command was wrong
        return int(end.code or 0)
    except ModuleNotFoundError as error:
        terminal.err.say(
            f"the Python package {error.name} is needed, and this Python does not have it",
            f"  hint: {_REPAIR if call.startswith('python ') else _INSTALL_AGAIN}",
        )
        return 1
    except Exception as error:  # noqa: BLE001 - whatever it is, a person gets a sentence
        return _told(error, options, terminal)


def _told(error: Exception, options: Namespace | None, terminal: Terminal) -> int:
    """Say what ended a command; return the exit status."""
    try:
        from site_builder.cli.commands import show_fault

        return show_fault(error, options, terminal)
    except Exception:  # noqa: BLE001 - there is no memory left, or no file can be opened
        why = getattr(error, "strerror", None) or "out of memory, or a mistake of its own"
        terminal.err.say(f"site-builder cannot go on ({why}); the last good site is as it was")
        return 1


def _leave(_number: int, _frame: FrameType | None) -> NoReturn:
    """End the process where it stands: nothing has been begun that would have to be undone."""
    with suppress(OSError, AttributeError):  # AttributeError: it is closed
        os.write(sys.stderr.fileno(), b"stopped\n")
    os._exit(_INTERRUPTED)


def _end(number: int, _frame: FrameType | None) -> NoReturn:
    """End the process as Ctrl-C does, so that what a command began is undone."""
    sys.exit(128 + number)


def _unraisable(what: sys.UnraisableHookArgs) -> None:
    """Send Ctrl-C again where Python would only note that it came in a clean-up of its own."""
    if what.exc_type is KeyboardInterrupt:
        send = getattr(signal, "pthread_kill", None)  # Windows has none
        main_thread = (threading.main_thread().ident, signal.SIGINT)
        again = partial(send, *main_thread) if send else _thread.interrupt_main
        threading.Timer(_AGAIN, again).start()
