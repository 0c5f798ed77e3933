"""Whether a PDF can be made here: tests of it are left out where it cannot, but never on CI."""

from __future__ import annotations

import os

import pytest

from site_builder.findings import FaultError
from site_builder.typesetting import typeset


def _missing() -> str:
    try:
        typeset(b'<!doctype html><html lang="en"><title>x</title><p>x</p></html>', "")
    except FaultError as fault:
        return f"{fault.finding.message}: {fault.finding.hint}"
    return ""


MISSING = "" if os.environ.get("CI") else _missing()
needed = pytest.mark.skipif(bool(MISSING), reason=f"no PDF can be made here: {MISSING}")
