"""Findings for machines: JSON, GitHub's workflow commands, and SARIF 2.1.0.

Each holds all findings in the order of their places; what would pass 56 kB is left out, and the
document says how many that are. Texts are as `findings.printable` gives them, so that none can act
on the terminal or in the log of whoever prints them.

JSON is one object; its keys stay while `version` is 1, and others may be added:

    version, tool       1; the builder's name and version
    status              the exit status of the command
    result              what the command came to, for `publish` and `verify`; null where it failed
    counts              errors, warnings: all there are; not_shown: how many of them are left out
    findings            code, severity (error or warning), message, hint ("" for none), notes
                        file, line, column, end_line, end_column (of the character just after);
                        from 1, in code points; null where the whole file is meant
                        snippet: null, or text, start, end: the span is text[start:end]
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from site_builder import __version__
from site_builder.codes import CODES, RUNNING
from site_builder.explanations import EXPLANATIONS
from site_builder.findings import Severity, in_order, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Protocol

    from site_builder.findings import Finding

    class Written(Protocol):
        """A format: findings, the exit status, and what the command came to."""

        def __call__(
            self,
            findings: Iterable[Finding],
            status: int,
            result: Mapping[str, object] | None = None,
        ) -> str:
            """Return the document."""


_TOOL = "site-builder"
_ROOM = 56_000  # bytes
_NOTES = 12
_SAFE = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")
_HALVES = re.compile("[\ud800-\udc7f\udd00-\udfff]")  # surrogates that stand for no byte
_DRIVE = re.compile(r"[A-Za-z]:/")
_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_HERE = "%SRCROOT%"


def as_json(
    findings: Iterable[Finding], status: int, result: Mapping[str, object] | None = None
) -> str:
    """Return the findings as one JSON object on a line; its keys are described above."""
    ordered = in_order(findings)
    shown = _fitting(ordered, lambda found: _dumped(_entry(found)))
    errors = sum(found.severity is Severity.ERROR for found in ordered)
    counts = {
        "errors": errors,
        "warnings": len(ordered) - errors,
        "not_shown": len(ordered) - len(shown),
    }
    return _dumped(
        {
            "version": 1,
            "tool": f"{_TOOL} {__version__}",
            "status": status,
            "result": result,
            "counts": counts,
            "findings": [_entry(found) for found in shown],
        }
    )


def as_github(
    findings: Iterable[Finding], status: int, result: Mapping[str, object] | None = None
) -> str:
    """Return the findings as workflow commands, from which GitHub makes annotations.

    Data and properties are escaped as the runner undoes it, so that none begins another command:
    https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
    """
    del status, result
    ordered = in_order(findings)
    shown = _fitting(ordered, _command)
    left = len(ordered) - len(shown)
    more = [f"::notice::{left} more findings are not shown"] if left else []
    return "\n".join([*map(_command, shown), *more])


def as_sarif(
    findings: Iterable[Finding], status: int, result: Mapping[str, object] | None = None
) -> str:
    """Return the findings as a SARIF 2.1.0 log of one run, with the rules that they name."""
    del result
    ordered = in_order(findings)
    named: set[str] = set()

    def written(found: Finding) -> str:
        rule = "" if found.code in named else _dumped(_rule(found.code))
        named.add(found.code)
        return rule + _dumped(_result(found, 0))

    shown = _fitting(ordered, written)
    codes = list(dict.fromkeys(found.code for found in shown))
    invocation: dict[str, Any] = {
        "executionSuccessful": not any(
            found.code in RUNNING and found.severity is Severity.ERROR for found in ordered
        ),
        "exitCode": status,
    }
    if left := len(ordered) - len(shown):
        told = {"text": f"{left} more findings are not shown"}
        invocation["toolExecutionNotifications"] = [{"level": "note", "message": told}]
    here = {"description": {"text": "the folder in which the command was run"}}
    run = {
        "tool": {
            "driver": {
                "name": _TOOL,
                "semanticVersion": __version__,
                "rules": [_rule(code) for code in codes],
            }
        },
        "invocations": [invocation],
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_HERE: here},
        "results": [_result(found, codes.index(found.code)) for found in shown],
    }
    return _dumped({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


FORMATS: dict[str, Written] = {
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}
"""The formats by the name that `--format` gives them."""


def _fitting(ordered: Sequence[Finding], written: Callable[[Finding], str]) -> Sequence[Finding]:
    """Return the findings from the first on that there is room for, as they are written."""
    room = _ROOM
    for number, found in enumerate(ordered):
        room -= len(written(found).encode("ascii", "backslashreplace"))
        if room < 0:
            return ordered[: max(number, 1)]
    return ordered


def _dumped(value: object) -> str:
    """Return compact JSON in ASCII: whatever its encoding, no terminal is told anything by it."""
    return json.dumps(value, separators=(",", ":"))


def _entry(found: Finding) -> dict[str, Any]:
    place, end, snippet = found.place, found.end, found.snippet
    return {
        "code": found.code,
        "severity": str(found.severity),
        "file": printable(place.file),
        "line": place.line or None,
        "column": place.column or None,
        "end_line": end.line if end is not None else None,
        "end_column": end.column if end is not None else None,
        "message": printable(found.message),
        "hint": printable(found.hint),
        "notes": [printable(note) for note in found.notes[:_NOTES]],
        "snippet": None
        if snippet is None
        else {"text": printable(snippet.text), "start": snippet.start, "end": snippet.end},
    }


def _words(found: Finding) -> str:
    """Return the message, the notes and the hint, a line each."""
    hint = [f"hint: {found.hint}"] if found.hint else []
    return "\n".join(map(printable, [found.message, *found.notes[:_NOTES], *hint]))


def _command(found: Finding) -> str:
    properties: dict[str, object] = {"file": printable(found.place.file)}
    if found.place.line:
        properties |= {"line": found.place.line, "col": found.place.column}
    if found.end is not None:
        properties |= {"endLine": found.end.line, "endColumn": found.end.column}
    properties["title"] = found.code
    told = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{found.severity} {told}::{_data(_words(found))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _rule(code: str) -> dict[str, Any]:
    known = CODES[code]
    return {
        "id": code,
        "shortDescription": {"text": known.meaning},
        "help": {"text": EXPLANATIONS[code].strip()},
        "defaultConfiguration": {"level": known.severity},
    }


def _result(found: Finding, rule: int) -> dict[str, Any]:
    spot: dict[str, Any] = {"artifactLocation": _artifact(found.place.file)}
    if found.place.line:
        spot["region"] = {"startLine": found.place.line, "startColumn": found.place.column}
        if found.end is not None:
            spot["region"] |= {"endLine": found.end.line, "endColumn": found.end.column}
    return {
        "ruleId": found.code,
        "ruleIndex": rule,
        "level": str(found.severity),
        "message": {"text": _words(found)},
        "locations": [{"physicalLocation": spot}],
    }


def _artifact(file: str) -> dict[str, str]:
    """Return where a file is: below the current folder, or by its whole path."""
    name = _HALVES.sub("\N{REPLACEMENT CHARACTER}", file).encode("utf-8", "surrogateescape")
    uri = "".join(chr(byte) if byte in _SAFE else f"%{byte:02X}" for byte in name)
    if file.startswith("/"):
        return {"uri": f"file://{uri}"}
    if _DRIVE.match(file):
        return {"uri": f"file:///{uri}"}
    return {"uri": uri, "uriBaseId": _HERE}
