from __future__ import annotations

import pytest
import tiny

from site_builder.findings import Finding, report
from site_builder.proof import prove

CLOSED = "The old bridge closed in March.\n\n"


def found(words: str, **record: object) -> list[Finding]:
    """Return the findings on a seed that has these words after the sentence that is cited."""
    return prove(tiny.inputs(seeds={"one": CLOSED + words}, one=record))[1]


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("a\x07b", "seeds/one.txt:3:2: error seed-control: U+0007 is a control character"),
        ("a\x1b[31mb", "seeds/one.txt:3:2: error seed-control: U+001B is a control character"),
        ("a\x7fb", "seeds/one.txt:3:2: error seed-control: U+007F is a control character"),
        ("a\x85b", "seeds/one.txt:3:2: error seed-control: U+0085 is a control character"),
        ("a\uffffb", "seeds/one.txt:3:2: error seed-control: U+FFFF is a control character"),
        ("\u202bab", "seeds/one.txt:3:1: error seed-control: U+202B turns the order in which"),
        ("a\r\nb\u202dc", "seeds/one.txt:4:2: error seed-control: U+202D turns the order"),
        ("a\u202eb\u202cc", "seeds/one.txt:3:2: error seed-control: U+202E turns the order"),
        ("a\u2067b\u2069c", "seeds/one.txt:3:2: error seed-control: U+2067 turns the order"),
        ("in \u200f2022 - 2024", "seeds/one.txt:3:4: warning seed-lookalike: U+200F may turn the"),
        ("in \u061c- 5", "seeds/one.txt:3:4: warning seed-lookalike: U+061C may turn the order"),
        ("n\u200bot", "seeds/one.txt:3:2: warning seed-lookalike: U+200B is not seen, but parts"),
        ("n\ufeffot", "seeds/one.txt:3:2: warning seed-lookalike: U+FEFF is not seen, but parts"),
        ("n\u043et", "seeds/one.txt:3:2: warning seed-lookalike: U+043E is no Latin letter"),
        ("\u0410nn", "seeds/one.txt:3:1: warning seed-lookalike: U+0410 is no Latin letter"),
        ("\u039fn", "seeds/one.txt:3:1: warning seed-lookalike: U+039F is no Latin letter"),
    ],
)
def test_a_seed_reads_as_it_stands(words: str, start: str) -> None:
    findings = found(f"{words}.")
    assert report(findings).startswith(start)
    assert len(findings) == 1
    assert findings[0].hint


@pytest.mark.parametrize(
    "words",
    [
        "Tabs\tand form feeds\f.\fNext page.",
        "soft\u00adly, \u200ba break\u200b / here\u200b, \ufeffa mark, a \u2060joiner.",
        "A mark\u200e of direction\u200f, here\u200f (too) and there\u061c.",
        "“\u2066@pool\u2069” and \u2068Ann\u2069 and \u202ahere\u202c.",
        "line\u2028and paragraph\u2029separators.",
        "Москва, Αθήνα, Δx, 5 µg, ångström, naïve, אבג 5, سلام.",
        "👩\u200d👩\u200d👧 and 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f.",
    ],
)
def test_what_honest_articles_hold_is_no_finding(words: str) -> None:
    assert found(words) == []


def test_a_trick_is_told_once_for_its_kind() -> None:
    findings = found("a\x07b\x08 c\u202ed \u202ee n\u200bo\u200bt.\n")
    assert [(f.code, f.message.endswith("; there are more further on")) for f in findings] == [
        ("seed-control", True),
        ("seed-control", True),
        ("seed-lookalike", True),
    ]


def test_what_is_not_printed_may_hold_anything_but_nul() -> None:
    words = "Menu \u202e\x07\n\nThe river rose.\x07\n"
    furniture = [{"paragraph": 2, "kind": "menu"}]
    assert len(found(words)) == 2
    assert [str(f.place) for f in found(words, furniture=furniture)] == ["seeds/one.txt:5:16"]
