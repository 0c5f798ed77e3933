"""What is begun: where it goes, and that nothing else of the file changes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.beginning import (
    Choices,
    add_entry,
    difference,
    gap,
    made_id,
    section,
    speaker,
    statement,
    taken_ids,
    theme_file,
)
from site_builder.places import Source
from site_builder.yamltext import Listing, Mapping, parse

THEME = (
    "title: The bridge  # as it is called\n"
    "sections:\n"
    "  # about its closing\n"
    "  - heading: Closing\n"
    "    statements:\n"
    "      - id: closed\n"
    "        text: >-\n"
    "          It: closed.\n"
    "\n"
    "  - heading: Opening\n"
    "    statements: []  # none yet\n"
    "summary: [closed]\n"
)


def added(text: str, path: tuple[str | int, ...], entry: str) -> str | None:
    found = add_entry(Source(name="x.yaml", text=text), path, entry)
    if found is not None:
        head = entry.split("\n", maxsplit=1)[0].removeprefix("- ")
        begins = re.compile(rf"(?:\w+:\n *)?(?:- )?{re.escape(head)}")
        assert begins.match(found.text, found.start)
    return None if found is None else found.text


def lines_added(before: str, after: str) -> list[str]:
    """Return the lines of `after` that are not those of `before`, which must all be there."""
    left = after.split("\n")
    for line in before.split("\n"):
        left.remove(line)
    return left


def test_an_entry_goes_after_the_last_and_all_else_stays() -> None:
    after = added(THEME, ("sections", 0, "statements"), "- id: new\n  text: It is.\n")
    assert after is not None
    assert lines_added(THEME, after) == ["      - id: new", "        text: It is."]
    assert after.index("It: closed.") < after.index("- id: new") < after.index("Opening")


def test_an_empty_list_is_begun_below_its_key_whose_comment_stays() -> None:
    after = added(THEME, ("sections", 1, "statements"), "- id: new\n")
    assert after == THEME.replace(
        "    statements: []  # none yet\n", "    statements:  # none yet\n      - id: new\n"
    )


def test_a_list_on_one_line_goes_on_there() -> None:
    after = added(THEME, ("summary",), "- new\n")
    assert after == THEME.replace("[closed]", "[closed, new]")
    assert added(THEME, ("summary",), "- id: new\n  text: It is.\n") is None


@pytest.mark.parametrize(
    ("before", "path", "after"),
    [
        ("", (), "- a\n"),
        ("# nothing yet\n", (), "# nothing yet\n- a\n"),
        ("- b", (), "- b\n- a\n"),
        ("- b\n# end\n", (), "- b\n- a\n# end\n"),
        ("- b\r\n", (), "- b\r\n- a\r\n"),
        ("k:\n- b\nl: c\n", ("k",), "k:\n- b\n- a\nl: c\n"),
        ("k:  # none\nl: c\n", ("k",), "k:  # none\n  - a\nl: c\n"),
        ("l: c\n", ("k",), "l: c\nk:\n  - a\n"),
        ("k: []", ("k",), "k:\n  - a\n"),
    ],
)
def test_whatever_the_layout(before: str, path: tuple[str | int, ...], after: str) -> None:
    assert added(before, path, "- a\n") == after


@pytest.mark.parametrize(
    ("text", "path"),
    [("k: word\n", ("k",)), ("{k: [{a: b}]}\n", ("k", 3, "x")), ("word\n", ()), ("k: [\n", ("k",))],
)
def test_where_it_cannot_be_added_nothing_is(text: str, path: tuple[str | int, ...]) -> None:
    assert added(text, path, "- a: b\n  c: d\n") is None


words = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1)
phrases = st.lists(words, min_size=1, max_size=4).map(" ".join)


@given(st.lists(phrases, max_size=3), phrases)
def test_any_words_are_added_and_read_back(there: list[str], new: str) -> None:
    text = "".join(gap(f"g{k}", words, ["x"], ["t"]) for k, words in enumerate(there))
    after = added(text, (), statement("new", new, Choices(by=new), [], "build"))
    assert after is not None
    assert after.startswith(text)
    node, findings = parse(Source(name="x.yaml", text=after))
    assert findings == []
    assert isinstance(node, Listing)
    last = node.items[-1]
    assert isinstance(last, Mapping)
    read = {str(key): item for key, item in last.entries.items()}
    assert (read["text"], read["by"]) == (new, new)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Known reports rose sixfold in the UK.", "known-reports-rose-sixfold-uk"),
        ("Who pays?", "who-pays"),
        ("The café’s 1,204 guests", "cafes-1-204-guests"),
        ("Кто платит?", "gap"),
        ("Summary", "summary-2"),
        ("Taken words here", "taken-words-here-3"),
        ("extraordinarily " * 5, "extraordinarily-extraordinarily-extraordinarily"),
        ("x" * 200, "x" * 48),
    ],
)
def test_an_id_is_made_of_the_telling_words_and_is_free(text: str, expected: str) -> None:
    taken = {"taken-words-here", "taken-words-here-2"}
    assert made_id(text, taken, "gap") == expected


def test_every_id_is_taken_withdrawn_ones_too() -> None:
    files = ["- id: one\n- {id: 'two'}\n", "- statement: gone\n  now: null\n", "not: [yaml"]
    assert taken_ids(files) == {"one", "two", "gone"}


@pytest.mark.parametrize(
    "text",
    [
        theme_file("On: games", "on-games", "build"),
        section("Who: and why"),
        difference("d", "How many?", [], "build"),
        difference(
            "d",
            "How many?",
            ['- seed: "1"\n  quote: some words\n'] * 3,
            "b",
            on="figure",
            rank="1",
        ),
        speaker("null", "No: one", "", [], "build"),
        speaker("a", "A", "person", ['- seed: "1"\n  quote: A said\n'], "build"),
        gap("g", "Who: pays?", [], []),
        gap("g", "Who pays?", ["fee", "no"], ["games"]),
    ],
)
def test_what_is_begun_can_be_read(text: str) -> None:
    node, findings = parse(Source(name="x.yaml", text=text))
    assert findings == []
    assert node is not None


def test_what_is_settled_has_no_comment_and_what_is_open_has() -> None:
    chosen = Choices(by="article", given="quoted", origin="survey")
    assert chosen.open() == ["kind"]
    text = statement("a", "It is.", chosen, ['- seed: "1"\n  quote: It is so.\n'], "build")
    assert text.splitlines() == [
        "- id: a",
        "  text: It is.",
        "  by: article",
        "  given: quoted",
        "  kind:  # count, estimate, judgement, opinion, plan, advice, event, court-outcome or "
        "description",
        "  origin: survey",
        "  evidence:",
        '    - seed: "1"',
        "      quote: It is so.",
    ]
