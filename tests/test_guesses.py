"""What an article states of itself, and what of it looks like furniture."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder import pipeline
from site_builder.guesses import Stated, furniture, stated
from site_builder.seeds import paragraph_spans

ROOT = Path(__file__).parent.parent


def found(text: str, **tells: str) -> dict[str, Stated]:
    return stated(text, list(paragraph_spans(text)), tells)


@pytest.mark.parametrize(
    ("line", "key", "value"),
    [
        ("Published: 12 May 2026", "published", "12 May 2026"),
        ("First published on Tue 12 May 2026 09.30 BST", "published", "12 May 2026"),
        ("PUBLISHED: 09:30, 12 May 2026", "published", "12 May 2026"),
        ("Posted May 12, 2026", "published", "May 12, 2026"),
        ("By Tom Bell", "author", "Tom Bell"),
        ("By Tom Bell and Ada O’Dell,", "author", "Tom Bell and Ada O’Dell"),
        ("Source: https://example.org/ferry", "url", "https://example.org/ferry"),
    ],
)
def test_what_is_stated_has_its_words_as_basis(line: str, key: str, value: str) -> None:
    text = f"A line before.\n{line}\nAnd a line after.\n"
    one = found(text)[key]
    assert one.value == value
    assert one.basis in line


@pytest.mark.parametrize(
    "text",
    [
        "The report was published on 12 May 2026, it said.",  # of another thing
        "Published: 12 May 2026\nPublished: 13 May 2026",
        "Published: 12 May 2026\nAnd so on.\nPublished: 12 May 2026",
        "By then Tom Bell had left.",
        "By the river\nBy Monday",
        "By Tom Bell\nBy Ada Dell",
        "Source: https://user@example.org/",
        "Source: the council",
    ],
)
def test_what_is_not_stated_in_one_place_is_not(text: str) -> None:
    assert found(f"{text}\nA line after.\n") == {}


def test_a_title_counts_where_a_paragraph_is_it() -> None:
    text = "Ferry busier than ever\nThe ferry is busier than ever.\n"
    assert found(text, title="Ferry busier than ever")["title"].basis == "Ferry busier than ever"
    assert found(text, title="Ferry") == {}
    assert found(text, title="Ferry busier than ever | News", publisher="News").keys() == {"title"}
    assert found("News\n" + text, title="Ferry | News") == {}


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Skip to main content", "menu"),
        ("Share on Facebook", "menu"),
        ("We use cookies to manage your preferences", "cookies"),
        ("Advertisement", "advert"),
        ("Sign up to our newsletter", "promotion"),
        ("Get in touch with our news team", "contact"),
        ("Photo by iStock", "credit"),
        ("Read more: Boats of the north", "links"),
    ],
)
def test_what_looks_like_furniture(line: str, kind: str) -> None:
    text = f"The ferry is busy.\n{line}\nThe boat is new.\n"
    (one,) = furniture(text, list(paragraph_spans(text)))
    assert (one.number, one.kind, one.words) == (2, kind, line)


@pytest.mark.parametrize(
    "line",
    [
        "The home of the ferry is Skerrow.",
        "She told the news team of the harbour that it may double.",
        "People who search for it find nothing.",
        "The picture is mixed, the harbour office said.",
    ],
)
def test_what_does_not(line: str) -> None:
    assert list(furniture(line, list(paragraph_spans(line)))) == []


def test_guesses_on_the_shipped_articles_are_mostly_what_the_curator_marked() -> None:
    case, _ = pipeline.opened(ROOT)
    assert case is not None
    right = wrong = 0
    for seed in {seed.id: seed for seed in case.seeds.values()}.values():
        for line in furniture(seed.text, seed.paragraphs):
            marked = seed.haystack.in_furniture(seed.paragraphs[line.number - 1])
            right, wrong = right + marked, wrong + (not marked)
    assert (right >= 12, wrong) == (True, 0)
