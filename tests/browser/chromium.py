"""Finds the Chromium or Chrome of this machine; `--install` gets Debian's where there is none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

SETTINGS = ("CHROME", "BROWSER_PATH")
COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
ADVICE = (
    "install Chromium or Chrome (on Debian: apt-get install chromium), "
    "or set CHROME to the path of one"
)


class NoBrowserError(Exception):
    """There is no Chromium here; the message says what to do."""


def find() -> str:
    """Return the path of the browser that the tests drive. Raises NoBrowserError."""
    for name in SETTINGS:
        if chosen := os.environ.get(name):
            found = shutil.which(chosen)
            if found is None:
                raise NoBrowserError(f"{name} is {chosen}, which is no program: mend or unset it")
            return found
    for command in (*COMMANDS, *APPLICATIONS):
        if found := shutil.which(command):
            return found
    raise NoBrowserError(f"the browser tests found no browser: {ADVICE}")


def main(arguments: list[str]) -> int:
    """Print the browser's path; return 1 where there is none and none could be installed."""
    try:
        print(find())
    except NoBrowserError as error:
        chosen = any(os.environ.get(name) for name in SETTINGS)
        if arguments != ["--install"] or chosen or not install("chromium"):
            print(error, file=sys.stderr)
            return 1
        print(find())
    return 0


def install(package: str) -> bool:
    """Install a browser of Debian's where that is possible; return whether it is there then."""
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        return False
    print(f"no browser for the tests: installing Debian's {package}", file=sys.stderr, flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-qq", "-y", "--no-install-recommends", package],
    ):
        done = subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL, check=False)
        if done.returncode != 0:
            return False
    return shutil.which(package) is not None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
