"""What a command says: safe for whatever terminal it goes to, and no fault where it cannot go."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from site_builder.findings import COLOURS, PLAIN, Palette, printable
from site_builder.yamlwriting import refused

if TYPE_CHECKING:
    from collections.abc import Mapping

_LONGEST = 2_000  # characters of a line
_CLEAR = "\r\x1b[K"  # the line of progress


class Voice:
    """One of the two streams of the process; why it can say no more is kept as `fault`.

    One that was closed from the first was closed on purpose: it is silent, and that is no fault.
    """

    def __init__(self, stream: TextIO | None) -> None:
        self.fault: OSError | None = None
        self._stream = stream
        self._passing = ""
        if stream is not None and hasattr(stream, "reconfigure"):
            # A terminal that cannot show “ shows \u201c: no message is lost to its encoding.
            stream.reconfigure(errors="backslashreplace")

    def say(self, *lines: str) -> None:
        """Say each text as one line in which no character acts on the terminal."""
        self.put("".join(f"{printable(line, _LONGEST)}\n" for line in lines))

    def show(self, *lines: str) -> None:
        """Say lines of content as they are; one with what content may not hold, as `say` does."""
        for line in lines:
            if any(refused(line)):
                self.say(line)
            else:
                self.put(f"{line}\n")

    def put(self, text: str) -> None:
        """Say a text whose characters are known to be harmless, or meant to act."""
        if self._passing:
            text, self._passing = _CLEAR + text, ""
        self._write(text)

    def pass_by(self, line: str) -> None:
        """Show a line that stays only until something else is said."""
        self._passing = line
        self._write(_CLEAR + printable(line, 79))

    def _write(self, text: str) -> None:
        if self._stream is None or self.fault is not None:
            return
        try:
            self._stream.write(text)
            self._stream.flush()
        except OSError as error:
            self.fault = error
            _let_go(self._stream)

    def obeys_escapes(self, environment: Mapping[str, str]) -> bool:
        """Tell whether this is a terminal that obeys escape sequences.

        The consoles of Windows do so only after a call that is not made here.
        """
        terminal = self._stream is not None and self._stream.isatty()
        return terminal and os.name != "nt" and environment.get("TERM", "dumb") != "dumb"


def _let_go(stream: TextIO) -> None:
    """Let what is left in a stream go nowhere: the interpreter writes it when it ends."""
    with suppress(OSError):  # also where it is no file
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terminal:
    """The two streams: findings for machines go to `out`, text findings and faults to `err`."""

    out: Voice
    err: Voice

    @classmethod
    def of_process(cls) -> Terminal:
        """Return the streams of this process; one that is closed is there and has no voice."""
        return cls(out=Voice(sys.stdout), err=Voice(sys.stderr))

    def palette(
        self, wish: str, environment: Mapping[str, str], voice: Voice | None = None
    ) -> Palette:
        """Return the colours for findings on `voice`, or `err`: `wish` is auto, always or never.

        auto is none with NO_COLOR (https://no-color.org/) and where it is no terminal.
        """
        if wish == "auto":
            voice = voice or self.err
            plain = environment.get("NO_COLOR") or not voice.obeys_escapes(environment)
            return PLAIN if plain else COLOURS
        return COLOURS if wish == "always" else PLAIN

    def settled(self, status: int) -> int:
        """Return the exit status: at least 1 where something could not be said.

        Whoever closed a pipe has read enough and is told nothing.
        """
        fault = self.out.fault
        if fault is not None and not isinstance(fault, BrokenPipeError):
            self.err.say(f"standard output cannot be written: {fault.strerror}")
        return status or int(fault is not None or self.err.fault is not None)
