from __future__ import annotations

import pytest

from site_builder.findings import as_text
from site_builder.places import Source
from site_builder.sheeturls import address_faults, renamed, unescaped

NAMES = {"static/a.svg": "static/a.1.svg", "static/css/b.png": "static/css/b.2.png"}


def faults(text: str) -> list[str]:
    sheet = Source(name="static/css/x.css", text=text)
    found = address_faults(sheet, {*NAMES, "static/css/x.css", "static/css/y.css"})
    return [as_text(one).splitlines()[0].partition(": error ")[2] for one in found]


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("url(b.png)", 'url("b.2.png")'),
        ('url( "b.png" )', 'url("b.2.png")'),
        ("URL('../a.svg#part')", 'url("../a.1.svg#part")'),
        ("url(\\62.png)", 'url("b.2.png")'),
        ("url(./x/../b.png?v=1)", 'url("b.2.png?v=1")'),
    ],
)
def test_an_address_gets_the_published_name(text: str, made: str) -> None:
    sheet = "static/css/x.css"
    assert renamed(f"p{{x:{text}}}", sheet, into=sheet, names=NAMES) == f"p{{x:{made}}}"
    assert faults(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "/* url(b.png) */",
        "/* url(b.png)",
        "'url(b.png)'",
        '"\\"url(b.png)"',
        "curl(b.png)",
        "url(#a)",
        "url()",
        "url(data:image/png;base64,AAAA)",
        "url(https://example.org/b.png)",  # told elsewhere
        "@import url(b.png);",
        "url(b.png",
    ],
)
def test_what_is_no_address_of_ours_stays(text: str) -> None:
    sheet = "static/css/x.css"
    assert renamed(text, sheet, into=sheet, names=NAMES) == text
    assert faults(text) == []


def test_an_address_counts_from_the_sheet_that_it_is_put_into() -> None:
    made = renamed("url(../a.svg)", "static/css/x.css", into="static/y.css", names=NAMES)
    assert made == 'url("a.1.svg")'


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("c.png", "file-missing: there is no static/css/c.png"),
        ("../../content/site.yaml", "file-missing: there is no content/site.yaml"),
        ("B.png", "file-missing: there is no static/css/B.png"),
        ("/static/a.svg", "style-fault: this address is right only where the site is all that"),
        ("y.css", "style-fault: a style sheet is brought in by @import, not by an address"),
        ("x.css", "style-fault: a style sheet is brought in by @import, not by an address"),
    ],
)
def test_an_address_that_leads_nowhere_is_a_finding(address: str, told: str) -> None:
    assert [one[: len(told)] for one in faults(f"p {{ x: url({address}) }}")] == [told]


def test_characters_by_number() -> None:
    assert unescaped("\\61 b\\000063\\.d\\110000 ") == "abc.d"


@pytest.mark.parametrize("text", ["url(", "url( ", 'url("', "/*", "@", '"', "url(\\", "'\\\n"])
def test_a_hostile_sheet_is_read_to_its_end(text: str) -> None:
    sheet = text * 50_000  # in a second or never
    assert renamed(sheet, "static/a.css", into="static/a.css", names=NAMES) == sheet
