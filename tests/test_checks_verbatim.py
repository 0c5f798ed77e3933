"""A statement in the very words of its passages is told from all others, and is not compared."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import tiny
from fitting import case_of
from tiny import quote, statement, theme

from site_builder.checks import fit
from site_builder.proof import read_case
from site_builder.quotes import Span
from site_builder.seeds import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_builder.checks.claims import Claim

ROOT = Path(__file__).parent.parent
ARTICLES = sorted([*ROOT.glob("seeds/*.txt"), *ROOT.glob("tests/honest/*/seeds/*.txt")])
MARKDOWN = set("*_[]<`\\")
PASSAGE = "Up to 40 boats may leave – “soon”, said Ann Dell, if the wind drops."
SPLIT = ["The bridge is old.", "Few boats pass."]


def claim(text: str, *passages: str, **more: Any) -> Claim:
    """Return the claim of one statement."""
    return next(iter(case_of(text, *passages, **more).claims()))


@pytest.mark.parametrize(
    ("text", "passages", "verbatim"),
    [
        (PASSAGE, [PASSAGE], True),
        (PASSAGE.replace("may leave", "*may* leave"), [PASSAGE], True),
        (PASSAGE.replace("–", "-").replace("“", '"').replace("”", '"'), [PASSAGE], True),
        (PASSAGE.rstrip("."), [PASSAGE], True),
        (PASSAGE.replace("40", "41"), [PASSAGE], False),
        (PASSAGE.replace("may ", ""), [PASSAGE], False),
        (PASSAGE.replace("“soon”", "soon"), [PASSAGE], False),
        (PASSAGE.replace("drops", "does not drop"), [PASSAGE], False),
        (PASSAGE.replace("Ann Dell", "ann dell"), [PASSAGE], False),
        (" ".join(SPLIT), SPLIT, True),
        (" ".join(reversed(SPLIT)), SPLIT, False),
        (SPLIT[0], SPLIT, False),
    ],
)
def test_the_very_words_are_all_words_in_their_order(
    text: str, passages: list[str], verbatim: bool
) -> None:
    assert claim(text, *passages).is_verbatim is verbatim


def test_words_that_a_quote_leaves_out_are_not_said() -> None:
    passage = "The bridge, which is old, is shut."
    left = [quote("one", "The bridge, […] is shut.")]
    assert not claim("The bridge, is shut.", passage, evidence=left).is_verbatim


def _sentences(path: Path) -> Iterator[str]:
    """Yield the sentences of an article that stand in it once and have no character of Markdown."""
    text = path.read_text(encoding="utf-8")
    for paragraph in filter(str.strip, text.splitlines()):
        for span in sentence_spans(paragraph, Span(0, len(paragraph))):
            sentence = paragraph[span.start : span.end]
            if len(sentence) > 25 and text.count(sentence) == 1 and not MARKDOWN & set(sentence):
                yield sentence


def test_the_rules_that_are_left_out_find_nothing_in_the_very_words() -> None:
    claims, misfits = 0, []
    for path in ARTICLES:
        made = [
            statement(f"s-{k}", quote("one", sentence), text=sentence)
            for k, sentence in enumerate(dict.fromkeys(_sentences(path)))
        ]
        seeds = {"one": path.read_text(encoding="utf-8")}
        case, _, _ = read_case(tiny.inputs({"themes/bridge": theme(*made)}, seeds))
        assert case is not None
        for one in case.claims():
            assert one.is_verbatim, one.text
            claims += 1
            for rule in {*fit.SHOWN, *fit.WHOLE} - set(fit.VERBATIM):
                misfits += [(path.name, misfit.code, misfit.words) for misfit in rule(one)]
    assert claims > 1000
    # Two are the tables' mistakes: "can carry no more than", and speech whose mark stands before.
    assert len(misfits) <= 2, misfits
