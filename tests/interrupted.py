"""Builds a site again and again, each time in a forked process that stops before it begins.

Whoever started this program reads `stopped PID`, does to that process what it likes, lets it go on
and reads `ended STATUS`. For each build it writes a line: project, output and a file for what the
build says, with tabs between them. All modules are there from the first build on.
"""

import gc
import os
import signal
import sys
from pathlib import Path

from kept import keep_templates

from site_builder.findings import report
from site_builder.pipeline import build


def one(project: str, output: str, said: str) -> int:
    """Stop; once let go on, build; return the exit status."""
    with Path(said).open("w", encoding="utf-8") as file:
        os.dup2(file.fileno(), sys.stderr.fileno())
    os.kill(os.getpid(), signal.SIGSTOP)
    outcome = build(Path(project), Path(output))
    if outcome.findings:
        os.write(sys.stderr.fileno(), report(outcome.findings).encode())
    return int(not outcome.pages)


def main() -> None:
    """Build what each line of the standard input asks for."""
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            os._exit(one(*line.rstrip("\n").split("\t")))
        os.waitpid(child, os.WUNTRACED)
        print("stopped", child, flush=True)
        _, status = os.waitpid(child, 0)
        print("ended", os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    keep_templates(Path(sys.argv[1]))
    build(Path(sys.argv[1]), Path(sys.argv[2]))
    gc.freeze()  # a fork that looks through what is here to collect it makes a copy of it
    main()
