"""Runs every step of the audit on a built site, two at a time, and says how each ended.

`python -m tests.audit.run public` returns 0 where all passed; names of steps have only those run.
What a step says is printed when it ends. Lighthouse measures time, so it has a lane of its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING

from tests.audit import firefox
from tests.browser import chromium

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# The HTML checker takes no rule of a content security policy to fit a page on a disk, so it says of
# our own files that they are blocked. Browsers do not block them; tests/browser/ proves that.
OWN = (
    r".*Content Security Policy.*(\.\./)*static/(css|js)/[a-z-]+\.[0-9a-f]{12}\.(css|js). blocked.*"
    # It takes data for a script, too, which no policy governs: by the HTML standard an element of
    # such a type is never run. That no page has one that is, tests/inert.py and `verify` hold.
    r"|Inline script violates Content Security Policy.*"
)
VNU = "node_modules/vnu-jar/build/dist/vnu.jar"
CHECKER = ("java", "-jar", VNU, "--Werror", "--skip-non-html", "--filterpattern", OWN)

# Each lane is done in order, the lanes side by side: a machine with two cores has no rest.
LANES: tuple[dict[str, tuple[str, ...]], ...] = (
    {"Lighthouse": ("node", "tests/audit/lighthouse.mjs")},
    {
        "HTML": CHECKER,
        "links": (sys.executable, "tests/audit/links.py"),
        "weights": (sys.executable, "tests/audit/weights.py"),
        "axe": ("node", "tests/audit/axe.mjs"),
        "Firefox": ("node", "tests/audit/firefox.mjs"),
        "PDF": (sys.executable, "tests/audit/book.py"),
        "SARIF": (sys.executable, "tests/audit/sarif.py"),
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a step ended: what it said, how long it took, and whether it passed."""

    name: str
    said: str
    seconds: float
    passed: bool
    skipped: bool = False

    def __str__(self) -> str:
        """Return its line of the summary."""
        state = "skipped" if self.skipped else "passed" if self.passed else "FAILED"
        return f"  {self.name:14}{state:8}{self.seconds:6.1f} s"


def run(name: str, command: Sequence[str], environment: Mapping[str, str]) -> Ended:
    """Run a step, say what it said, and return how it ended."""
    began = time.monotonic()
    done = subprocess.run(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    said = done.stdout.decode("utf-8", "replace").strip() or "nothing to say"
    ended = Ended(
        name=name, said=said, seconds=time.monotonic() - began, passed=done.returncode == 0
    )
    return told(ended)


def told(ended: Ended) -> Ended:
    """Print what a step said in one piece, and return how it ended."""
    print(f"\n-- {ended.name}\n{ended.said}", flush=True)
    return ended


def lane(steps: Iterable[tuple[str, Sequence[str]]], environment: Mapping[str, str]) -> list[Ended]:
    """Run steps one after the other."""
    return [
        run(name, command, environment)
        if name != "Firefox" or "FIREFOX" in environment
        else no_firefox()
        for name, command in steps
    ]


def no_firefox() -> Ended:
    """Say that there is no Firefox: on a person's machine a pity, in CI a fault."""
    demanded = os.environ.get("CI") == "true"
    said = "no Firefox here, and none could be installed (on Debian: apt-get install firefox-esr)"
    return told(
        Ended(name="Firefox", said=said, seconds=0, passed=not demanded, skipped=not demanded)
    )


def main(arguments: list[str]) -> int:
    """Run the steps that are named, or all, and return the exit status."""
    site, *chosen = arguments or ["public"]
    known = [name for steps in LANES for name in steps]
    if strange := [name for name in chosen if name not in known]:
        print(f"no such step: {', '.join(strange)}; there are {', '.join(known)}", file=sys.stderr)
        return 2
    wanted = set(chosen or known)
    try:
        environment = {**os.environ, "CHROME": chromium.find()}
    except chromium.NoBrowserError as error:
        print(error, file=sys.stderr)
        return 1
    if found := firefox.find(installing="Firefox" in wanted):
        environment["FIREFOX"] = found
    began = time.monotonic()
    lanes = [
        [(name, (*command, site)) for name, command in steps.items() if name in wanted]
        for steps in LANES
    ]
    with ThreadPoolExecutor(len(lanes)) as pool:
        ran = pool.map(lane, lanes, repeat(environment))
        ended = [one for each in ran for one in each]
    print("\n".join(["", *map(str, ended)]))
    failed = [one.name for one in ended if not one.passed]
    print(
        f"the audit took {time.monotonic() - began:.0f} s: {', '.join(failed) or 'nothing'} failed"
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
