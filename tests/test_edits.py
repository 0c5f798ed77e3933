"""A scalar gets another value, and every other character of its file stays as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.edits import Edit, edited, scalars
from site_builder.places import Source, Text

FILE = """\
# a comment, with “quote: increesed”
- seed: "001"   # quoted
  other: 'it''s increesed'
  quote: {}
  # between
  last:   increesed
"""


def source(text: str) -> Source:
    return Source(name="content/x.yaml", text=text)


def texts(made: Source, value: str) -> list[Text]:
    found = [text for text in scalars(made) if text == value]
    return sorted(found, key=lambda text: text.start)


@pytest.mark.parametrize(
    ("written", "value", "new", "result"),
    [
        ("was increesed by 6", "was increesed by 6", "was increased by 6", "was increased by 6"),
        ("'it''s increesed'", "it's increesed", "it's “so”", "'it''s “so”'"),
        ("'its so'", "its so", "it's so", "'it''s so'"),
        ('"caf\\u00e9s and"', "cafés and", "cafes and", '"cafes and"'),
        ('"say so"', "say so", 'say "so"', '"say \\"so\\""'),
        ('"a\\tb c"', "a\tb c", "a\tb d", '"a\\tb d"'),
        (
            ">-\n    one twoo\n    three",
            "one twoo three",
            "one two three",
            ">-\n    one two\n    three",
        ),
        ("|-\n    one\n    twoo", "one\ntwoo", "one\ntwo", "|-\n    one\n    two"),
        (">-\n    one\n    two", "one two", "one five two", ">-\n    one\n    five two"),
        ("one\n    twoo three", "one twoo three", "one two three", "one\n    two three"),
        (">\n    one twoo\n", "one twoo\n", "one two!\n", ">\n    one two!\n"),
        ('"one \\\n    twoo"', "one twoo", "one two", '"one \\\n    two"'),
    ],
)
def test_each_style_keeps_its_way_of_writing(
    written: str, value: str, new: str, result: str
) -> None:
    before = source(FILE.replace("{}", written))
    edit = Edit(texts(before, value)[-1], new)
    assert edited(before, [edit]) == (FILE.replace("{}", result), [edit])


def test_equal_words_in_other_places_stay() -> None:
    before = source(FILE.replace("{}", "increesed"))
    first, second = texts(before, "increesed")
    after, done = edited(before, [Edit(second, "increased")])
    assert after == FILE.replace("{}", "increesed").replace("last:   incree", "last:   increa")
    both = edited(before, [Edit(first, "increased"), Edit(second, "increased")])[0]
    assert both.count("increased") == 2
    assert len(done) == 1


@pytest.mark.parametrize(
    ("written", "new"),
    [
        ("one two", "one: two"),
        ("one two", "one #two"),
        ("one two", "[one] two"),
        ("one two", " one two"),
        ("one two", "one\ntwo"),
        ("one two", ""),
        ("one two", "~"),
        ("'one two'", "one\x07two"),
        ("'one two'", "one\ud800two"),
        (">-\n    one two", "  one two"),
        ("{a: one two}", "one, two"),
    ],
)
def test_what_cannot_be_written_so_is_left(written: str, new: str) -> None:
    before = source(FILE.replace("{}", written))
    assert edited(before, [Edit(texts(before, "one two")[0], new)]) == (before.text, [])


def test_one_that_cannot_be_made_does_not_hinder_the_others() -> None:
    before = source("a: one\nb: two\nc: three\n")
    one, two, three = (texts(before, value)[0] for value in ("one", "two", "three"))
    wanted = [Edit(one, "1 one"), Edit(two, "two: 2"), Edit(three, "3 three")]
    assert edited(before, wanted) == ("a: 1 one\nb: two\nc: 3 three\n", [wanted[0], wanted[2]])


def test_a_key_is_not_made_one_that_is_there() -> None:
    before = source("name: one\nnmae: two\n")
    assert edited(before, [Edit(texts(before, "nmae")[0], "name")]) == (before.text, [])
    before = source("nmae: two\n")
    assert edited(before, [Edit(texts(before, "nmae")[0], "name")])[0] == "name: two\n"


def test_a_byte_order_of_lines_stays() -> None:
    before = source("a: >-\r\n  one\r\n  twoo\r\nb: c\r\n")
    after, _ = edited(before, [Edit(texts(before, "one twoo")[0], "one two")])
    assert after == "a: >-\r\n  one\r\n  two\r\nb: c\r\n"


WORDS = st.lists(st.text("abcdeé“”’'\"-,.é", min_size=1, max_size=6), min_size=1, max_size=8)
STYLES = ("'", '"', "\\", ">", "|", "plain")


def written(words: list[str], style: str, breaks: list[bool]) -> str:
    """Return words as a scalar of a style, on several lines where `breaks` says so."""
    ends = ["\n      " if broken else " " for broken in breaks]
    if style in "'\"\\":
        quote = "'" if style == "'" else '"'
        escaped = [
            word.replace("'", "''")
            if style == "'"
            else "".join(f"\\u{ord(c):04x}" if style == "\\" or c == '"' else c for c in word)
            for word in words
        ]
        return quote + "".join(w + e for w, e in zip(escaped, ends, strict=False)).rstrip() + quote
    if style == "|":
        return "|-\n      " + " ".join(words)
    if style == ">":
        return ">-\n      " + "".join(w + e for w, e in zip(words, ends, strict=False)).rstrip()
    return "x" + "".join(w + e for w, e in zip(words, ends, strict=False)).rstrip()


@given(WORDS, st.sampled_from(STYLES), st.lists(st.booleans(), min_size=8, max_size=8), st.data())
def test_whatever_slip_is_mended_all_other_characters_stay(
    words: list[str], style: str, breaks: list[bool], data: st.DataObject
) -> None:
    scalar = written(words, style, breaks)
    before = source(FILE.replace("{}", scalar))
    start = before.text.index("quote: ", 40) + len("quote: ")
    found = [text for text in scalars(before) if text.start == start]
    if not found:  # plain words that YAML reads as something else
        return
    (text,) = found
    at = data.draw(st.integers(0, len(text)))
    past = data.draw(st.integers(at, min(at + 3, len(text))))
    new = text[:at] + data.draw(st.text("abé’'\"#: ", max_size=3)) + text[past:]
    after, done = edited(before, [Edit(text, new)])
    if not done:
        assert after == before.text
        return
    tail = len(before.text) - text.end
    assert after[: text.start] == before.text[: text.start]
    assert after[len(after) - tail :] == before.text[text.end :]
    (now,) = (one for one in scalars(source(after)) if one.start == start)
    assert (now, now.style) == (new, text.style)


@given(WORDS, st.sampled_from(STYLES), st.lists(st.booleans(), min_size=8, max_size=8), st.data())
def test_a_slip_of_letters_can_always_be_mended(
    words: list[str], style: str, breaks: list[bool], data: st.DataObject
) -> None:
    plain = [f"a{word.strip('-,')}b" for word in words]
    before = source(FILE.replace("{}", written(plain, style, breaks)))
    start = before.text.index("quote: ", 40) + len("quote: ")
    (text,) = (text for text in scalars(before) if text.start == start)
    letters = [k for k, char in enumerate(text) if char in "ab"]
    at = data.draw(st.sampled_from(letters))
    new = text[:at] + data.draw(st.sampled_from(["x", "xy", "axe"])) + text[at + 1 :]
    after, done = edited(before, [Edit(text, new)])
    assert len(done) == 1
    assert [one for one in scalars(source(after)) if one.start == start] == [new]
