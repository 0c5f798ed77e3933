from __future__ import annotations

import json
import unicodedata
from functools import cache
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder import __version__
from site_builder.codes import CODES
from site_builder.findings import Finding, finding
from site_builder.formats import FORMATS, as_github, as_json, as_sarif
from site_builder.places import Place, Source

FILE = "content/a.yaml"
HOSTILE = (
    "::set-output name=x::y",
    "\n::set-env name=PATH::x\r\n##[add-mask]x",
    "a,line=9::b%0A::warning::c%25",
    "\x1b]0;title\x07\x1b[2J",
    "\u202egnp.exe\u2066\u200b\u2028\x85",
    "\ud800 \udcff \x00 \x7f",
    '"}],"</script><!--',
    "../../etc/hosts?a#b c%20d\\e",
    "\N{SLIGHTLY SMILING FACE}" * 20,
    "",
)


def wrong(line: int = 2, message: str = "wrong", file: str = FILE, **more: Any) -> Finding:
    """Return a finding at the second word of a line."""
    source = Source(name=file, text="\n" * (line - 1) + "key: value\n")
    return finding("value-form", (source, line + 4, line + 9), message, **more)


def everywhere(text: str) -> Finding:
    """Return a finding that has the text in all its parts."""
    source = Source(name=text, text=text or " ")
    return finding("value-form", (source, 0, 1), text, hint=text, notes=(text, text))


def from_json(*findings: Finding, status: int = 1) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(as_json(findings, status))
    return document


def run_of(*findings: Finding, status: int = 1) -> dict[str, Any]:
    """Return the one run of a SARIF log."""
    log = json.loads(as_sarif(findings, status))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def as_the_runner_reads_it(line: str) -> tuple[str, dict[str, str], str]:
    """Return the command, its properties and its data, read as GitHub's runner does."""
    assert line.startswith("::")
    told, _, data = line[2:].partition("::")
    name, _, rest = told.partition(" ")
    pairs = [pair.split("=", 1) for pair in rest.split(",")]

    def undone(text: str, signs: dict[str, str]) -> str:
        for escape, sign in signs.items():
            text = text.replace(escape, sign)
        return text

    in_data = {"%0D": "\r", "%0A": "\n", "%25": "%"}
    in_property = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}
    return name, {key: undone(value, in_property) for key, value in pairs}, undone(data, in_data)


# JSON


def test_json_tells_all_of_a_finding_under_keys_that_stay() -> None:
    assert from_json(wrong(hint="mend it", notes=("one", "two"))) == {
        "version": 1,
        "tool": f"site-builder {__version__}",
        "status": 1,
        "result": None,
        "counts": {"errors": 1, "warnings": 0, "not_shown": 0},
        "findings": [
            {
                "code": "value-form",
                "severity": "error",
                "file": FILE,
                "line": 2,
                "column": 6,
                "end_line": 2,
                "end_column": 11,
                "message": "wrong",
                "hint": "mend it",
                "notes": ["one", "two"],
                "snippet": {"text": "key: value", "start": 5, "end": 10},
            }
        ],
    }


def test_json_has_the_same_keys_for_a_whole_file() -> None:
    whole = from_json(finding("speaker-unused", Place(file=FILE), "unused"))
    assert whole["counts"] == {"errors": 0, "warnings": 1, "not_shown": 0}
    (entry,) = whole["findings"]
    assert entry.keys() == from_json(wrong())["findings"][0].keys()
    nothing = ("line", "column", "end_line", "end_column", "snippet")
    assert [entry[key] for key in nothing] == [None] * 5


def test_json_of_nothing_is_an_object_that_says_so() -> None:
    nothing = from_json(status=0)
    assert nothing["status"] == 0
    assert nothing["counts"] == {"errors": 0, "warnings": 0, "not_shown": 0}
    assert nothing["findings"] == []


# GitHub


def test_github_gets_a_command_for_each_finding() -> None:
    unused = finding("speaker-unused", Place(file="content/b.yaml"), "unused")
    assert as_github([unused, wrong(hint="mend it", notes=("one",))], 1).splitlines() == [
        "::error file=content/a.yaml,line=2,col=6,endLine=2,endColumn=11,title=value-form"
        "::wrong%0Aone%0Ahint: mend it",
        "::warning file=content/b.yaml,title=speaker-unused::unused",
    ]


def test_github_gets_nothing_where_nothing_is_wrong() -> None:
    assert as_github([], 0) == ""


@pytest.mark.parametrize("text", HOSTILE)
def test_no_words_begin_another_command_or_property(text: str) -> None:
    line = as_github([everywhere(text)], 1)
    assert "\n" not in line
    name, properties, data = as_the_runner_reads_it(line)
    assert name == "error"
    assert list(properties) == ["file", "line", "col", "endLine", "endColumn", "title"]
    assert properties["title"] == "value-form"
    assert data.count("\n") == (3 if text else 2)


@given(st.text())
def test_the_runner_reads_what_was_found(text: str) -> None:
    safe = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
    _, properties, data = as_the_runner_reads_it(as_github([wrong(message=text, file=text)], 1))
    assert properties["file"] == safe
    assert data == safe


# SARIF


def test_sarif_names_the_rule_and_the_region() -> None:
    run = run_of(wrong(hint="mend it", notes=("one",)))
    (rule,) = run["tool"]["driver"]["rules"]
    assert (rule["id"], rule["defaultConfiguration"]) == ("value-form", {"level": "error"})
    assert rule["shortDescription"]["text"] == CODES["value-form"].meaning
    assert len(rule["help"]["text"]) > 200
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["results"] == [
        {
            "ruleId": "value-form",
            "ruleIndex": 0,
            "level": "error",
            "message": {"text": "wrong\none\nhint: mend it"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": FILE, "uriBaseId": "%SRCROOT%"},
                        "region": {"startLine": 2, "startColumn": 6, "endLine": 2, "endColumn": 11},
                    }
                }
            ],
        }
    ]


def test_sarif_of_nothing_is_a_run_without_results() -> None:
    run = run_of(status=0)
    assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])
    assert run["invocations"] == [{"executionSuccessful": True, "exitCode": 0}]


def test_a_result_points_at_its_rule() -> None:
    run = run_of(*(finding(code, Place(file="a"), "") for code in ("yaml-tab", "key-missing")))
    rules = run["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [
        "key-missing",
        "yaml-tab",
    ]
    assert all("region" not in r["locations"][0]["physicalLocation"] for r in run["results"])


def test_a_place_without_an_end_is_a_region_without_one() -> None:
    (result,) = run_of(finding("yaml-tab", Place(file="a", line=2, column=3), ""))["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 2, "startColumn": 3}


@pytest.mark.parametrize("code", ["disk-fault", "output-refused", "builder-fault", "output-busy"])
def test_what_ended_the_command_was_no_success(code: str) -> None:
    run = run_of(finding(code, Place(file="public"), "refused"), status=2)
    assert run["invocations"] == [{"executionSuccessful": False, "exitCode": 2}]


@pytest.mark.parametrize(
    ("file", "artifact"),
    [
        ("a b/ü.yaml", {"uri": "a%20b/%C3%BC.yaml", "uriBaseId": "%SRCROOT%"}),
        ("a:b", {"uri": "a%3Ab", "uriBaseId": "%SRCROOT%"}),
        ("?#%25", {"uri": "%3F%23%2525", "uriBaseId": "%SRCROOT%"}),
        ("\udcff\ud800", {"uri": "%FF%EF%BF%BD", "uriBaseId": "%SRCROOT%"}),
        ("/pool/x\n", {"uri": "file:///pool/x%0A"}),
        ("C:/x", {"uri": "file:///C%3A/x"}),
    ],
)
def test_a_file_is_named_by_an_address(file: str, artifact: dict[str, str]) -> None:
    (result,) = run_of(finding("value-form", Place(file=file), ""))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == artifact


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_the_address_is_that_of_the_file(file: str) -> None:
    (result,) = run_of(finding("value-form", Place(file=file), ""))["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri.isascii()
    assert unquote(uri.removeprefix("file://")).removeprefix("/") == file.removeprefix("/")


# All of them


@pytest.mark.parametrize("write", FORMATS.values())
@pytest.mark.parametrize("text", HOSTILE)
def test_no_character_acts_on_the_terminal(write: Any, text: str) -> None:
    written = write([everywhere(text)], 1)
    assert [char for char in written if unicodedata.category(char)[0] == "C"] == []


@pytest.mark.parametrize("name", ["json", "sarif"])
def test_a_document_is_one_line_of_ascii(name: str) -> None:
    written = FORMATS[name]([everywhere(text) for text in HOSTILE], 1)
    assert written.isascii()
    assert written.isprintable()


@pytest.mark.parametrize("write", FORMATS.values())
def test_the_order_is_that_of_the_places_and_each_finding_stands_once(write: Any) -> None:
    one, two = wrong(2), wrong(3)
    assert write([two, one, two], 1) == write([one, two], 1)
    assert write([one, two], 1) != write([one], 1)


@cache
def many() -> list[Finding]:
    return [wrong(line=number, message=f"{number} “…” " * 99) for number in range(1, 900)]


@pytest.mark.parametrize("write", FORMATS.values())
def test_no_document_is_without_end(write: Any) -> None:
    assert 40_000 < len(write(many(), 1).encode("ascii", "backslashreplace")) < 64_000
    assert len(write([wrong(message="x" * 10**6)], 1)) < 4000


def test_a_document_says_how_much_it_leaves_out() -> None:
    document = from_json(*many())
    shown = len(document["findings"])
    assert 10 < shown < len(many())
    assert document["counts"] == {"errors": 899, "warnings": 0, "not_shown": 899 - shown}
    run = run_of(*many())
    (note,) = run["invocations"][0]["toolExecutionNotifications"]
    left = len(many()) - len(run["results"])
    assert note == {"level": "note", "message": {"text": f"{left} more findings are not shown"}}
    *lines, last = as_github(many(), 1).splitlines()
    assert last == f"::notice::{len(many()) - len(lines)} more findings are not shown"


def test_one_finding_is_shown_however_long_it_is() -> None:
    vast = wrong(message="\N{SLIGHTLY SMILING FACE}" * 600, notes=["\U0001f642" * 600] * 12)
    assert len(from_json(vast)["findings"]) == 1
    assert from_json(vast, wrong(3))["counts"]["not_shown"] == 1
