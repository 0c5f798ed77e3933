"""The command line: arguments, wiring, printing, exit codes."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from site_builder.cli.parser import parse
from site_builder.findings import FaultError, as_text

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0 when there is no error, 1 when there is, 2 for wrong usage."""
    options = parse(list(sys.argv[1:] if arguments is None else arguments))
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A terminal that cannot show “ shows \u201c: no message is lost to its encoding.
            stream.reconfigure(errors="backslashreplace")
    try:
        status = int(options.run(options))
        sys.stdout.flush()
        return status
    except FaultError as fault:
        print(as_text(fault.finding), file=sys.stderr)
        return 2 if fault.finding.code == "output-refused" else 1
    except KeyboardInterrupt:
        print("\nstopped; the last good site is as it was", file=sys.stderr)
        return 130
    except BrokenPipeError:  # whoever read the output is gone: what is left of it goes nowhere
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in (sys.stdout, sys.stderr):
            os.dup2(nowhere, stream.fileno())
        return 1
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        print(
            f"site-builder: {where}{error.strerror or error}\n"
            "  hint: the last good site is as it was; mend this and run the command again",
            file=sys.stderr,
        )
        return 1
