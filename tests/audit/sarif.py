"""Checks SARIF reports against the published schema: of every case, of none, of hostile findings.

`python tests/audit/sarif.py` returns 0 when all are valid, and one broken on purpose is not.
The schema and what checks by it are installed by npm (package.json).
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from test_cases import FOLDERS, name_of, overlay
from test_formats import HOSTILE

from site_builder import pipeline
from site_builder.codes import CODES
from site_builder.findings import Finding, finding
from site_builder.formats import as_sarif
from site_builder.places import Place, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

SCRIPT = Path(__file__).with_name("sarif.mjs")


def reports() -> Iterator[tuple[str, str]]:
    """Yield what is looked at by name."""
    yield "no finding", as_sarif([], 0)
    yield "every code", as_sarif([finding(code, Place(file="a"), "wrong") for code in CODES], 1)
    for number, text in enumerate(HOSTILE):
        yield f"hostile {number}", as_sarif([hostile(text)], 1)
    yield "more than there is room for", as_sarif([one(number) for number in range(5000)], 1)
    with tempfile.TemporaryDirectory() as folder:
        for number, case in enumerate(FOLDERS):
            project = Path(folder) / str(number)
            overlay(case, project)
            _, outcome = pipeline.check(project)
            yield name_of(case), as_sarif(outcome.findings, 1)


def hostile(text: str) -> Finding:
    """Return a finding that has the text wherever it can have one."""
    found = finding("value-form", (Source(name=text, text=text or " "), 0, 1), text, hint=text)
    return replace(found, notes=(text, text))


def one(number: int) -> Finding:
    """Return one of many findings."""
    return finding("value-form", Place(file="a", line=number + 1, column=1), f"wrong {number}")


def broken() -> str:
    """Return a report that no schema of SARIF 2.1.0 lets pass."""
    report: dict[str, Any] = json.loads(as_sarif([one(0)], 1))
    report["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    return json.dumps(report)


def validated(lines: list[tuple[str, str]]) -> subprocess.CompletedProcess[str]:
    """Have the reports looked at."""
    given = "".join(f"{json.dumps([name, json.loads(report)])}\n" for name, report in lines)
    return subprocess.run(
        ["node", SCRIPT], input=given, capture_output=True, text=True, check=False
    )


def main() -> int:
    """Print what was found and return the exit status."""
    looked = validated(list(reports()))
    print(looked.stdout + looked.stderr, end="")
    if validated([("broken", broken())]).returncode != 1:
        print("a report that is broken on purpose was let pass")
        return 1
    return looked.returncode


if __name__ == "__main__":
    sys.exit(main())
