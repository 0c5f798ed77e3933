"""Finds this machine's Firefox, which the audit drives; where there is none, gets Debian's."""

from __future__ import annotations

import os
import shutil

from tests.browser.chromium import install

SETTING = "FIREFOX"
COMMANDS = ("firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox")


def find(*, installing: bool) -> str | None:
    """Return the path of a Firefox, or None where there is none and none could be installed."""
    if chosen := os.environ.get(SETTING):
        return shutil.which(chosen)
    if found := next(filter(None, map(shutil.which, COMMANDS)), None):
        return found
    return shutil.which("firefox-esr") if installing and install("firefox-esr") else None
