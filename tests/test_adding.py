"""The files of an article: the name of its seed, and a record that the readers and checks take."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
import tiny
import yaml
from hypothesis import given
from hypothesis import strategies as st

from site_builder.adding import added, id_fault, nearly_same, next_id, same
from site_builder.extracts import Extracted
from site_builder.findings import report
from site_builder.proof import Inputs, prove
from site_builder.schema import schema
from site_builder.seeds import read_seeds

if TYPE_CHECKING:
    from site_builder.adding import Added

TEXT = "Skip to content\nA ferry\nBy Tom Bell\nPublished: 12 May 2026\nThe ferry is busy today.\n"


def article(text: str = TEXT, **more: object) -> Added:
    return added("005", "in/a.txt", b"raw", Extracted(data=text.encode(), **more))


def record(made: Added) -> str:
    return made.files[made.record].decode()


@pytest.mark.parametrize(
    ("ids", "following"),
    [
        (["000", "004", "003"], "005"),
        ([], "001"),
        (["bbc", "one"], "001"),
        (["9"], "10"),
        (["0999"], "1000"),
        (["999"], "1000"),
        (["100", "200"], "201"),
    ],
)
def test_the_next_number_is_free_and_as_wide_as_the_others(ids: list[str], following: str) -> None:
    assert next_id(ids) == following


@pytest.mark.parametrize("name", ["bbc", "005", "bbc-1", "a.b"])
def test_an_id_that_may_be(name: str) -> None:
    assert id_fault(name, ["000", "001"]) is None


@pytest.mark.parametrize(
    "name", ["", "a_b", "../x", "con", "a b", "x" * 101, "ONE", "one", "index", "é", ".a"]
)
def test_an_id_that_may_not_be(name: str) -> None:
    assert id_fault(name, ["one"]) is not None


def test_the_seed_is_named_by_its_hash_and_kept_as_it_is() -> None:
    made = article()
    digest = sha256(TEXT.encode()).hexdigest()
    assert made.seed == f"seeds/005_{digest[:16]}.txt"
    assert made.files == {made.seed: TEXT.encode(), made.record: record(made).encode()}
    assert (made.paragraphs, made.words, made.guesses) == (5, 17, 1)


def test_a_record_has_every_field_and_states_what_the_article_states() -> None:
    made = article(tells={"publisher": "Harbour News", "title": "A ferry | News", "url": "x"})
    assert list(yaml.safe_load(record(made))) == list(schema("sources")["properties"])
    assert yaml.safe_load(record(made)) == {
        **dict.fromkeys(("publisher", "url", "rights")),
        "seed": made.seed[6:-4],
        "sha256": sha256(TEXT.encode()).hexdigest(),
        "short": "Article 005",
        "title": {"text": "A ferry", "basis": "A ferry"},
        "author": {"name": "Tom Bell", "basis": "By Tom Bell"},
        "published": {"text": "12 May 2026", "basis": "Published: 12 May 2026"},
        **{key: [] for key in ("voices", "furniture", "set_aside")},
    }
    lines = record(made).splitlines()
    assert lines[0] == "# The seed is the file “a.txt”, byte for byte."
    at = lines.index("publisher: null")
    assert lines[at - 3 : at] == [
        "# The file’s own data, which no reader sees, say of the next field:",
        "#   Harbour News",
        "# It counts only with a basis: words of the article that say so.",
    ]


def test_a_record_says_what_its_text_was_taken_from() -> None:
    made = article(kept=".pdf", how="By a program.", remarks=("page 2 has none",))
    where = f"seeds/originals/{made.seed[6:-4]}.pdf"
    assert made.files[where] == b"raw"
    assert record(made).splitlines()[:5] == [
        "# From the file “a.txt” (3 bytes), which is kept as",
        f"# {where}",
        f"# SHA-256 {sha256(b'raw').hexdigest()}",
        "# By a program.",
        "# Mind: page 2 has none",
    ]
    # What is kept is no seed.
    assert (
        len(read_seeds({name: data for name, data in made.files.items() if name[-4:] == ".txt"}))
        == 2
    )


def test_guesses_of_furniture_become_entries_where_a_curator_says_so() -> None:
    made = record(article())
    line = "#  - {paragraph: 1, kind: menu}  # Skip to content"
    assert line in made.splitlines()
    taken = made.replace("furniture: []", "furniture:").replace(line, line[1:])
    assert yaml.safe_load(taken)["furniture"] == [{"paragraph": 1, "kind": "menu"}]


def test_the_first_line_names_the_schema_where_there_is_one() -> None:
    made = added("005", "a.txt", b"", Extracted(data=TEXT.encode()), schema="# here")
    assert record(made).splitlines()[0] == "# here"


SENTENCES = st.lists(
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=40)
    | st.sampled_from(["By Tom Bell", "Published: 12 May 2026", "Menu", "Title: “x” #y: z"]),
    min_size=1,
    max_size=6,
)
TELLS = st.dictionaries(
    st.sampled_from(["title", "author", "publisher", "published", "url"]),
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=40),
)


@given(SENTENCES, TELLS, st.text(max_size=20))
def test_whatever_an_article_holds_its_record_is_read_without_a_finding(
    lines: list[str], tells: dict[str, str], name: str
) -> None:
    data = "\n".join(lines).encode()
    if not data.strip() or not data.decode().strip():
        return
    made = added("two", name, b"raw", Extracted(data=data, kept=".html", how="So.", tells=tells))
    given = tiny.inputs()
    content = {**given.content, made.record: made.files[made.record]}
    _, findings = prove(Inputs(content=content, seeds={**given.seeds, made.seed: data}))
    of_seed = [
        found for found in findings if not found.code.startswith(("seed-control", "seed-look"))
    ]
    assert not of_seed, report(of_seed) + made.files[made.record].decode()


def test_the_same_bytes_and_nearly_the_same_words_are_noticed() -> None:
    seeds = {"seeds/a.txt": b"one", "seeds/b.txt": b"two"}
    assert same(b"two", seeds) == "seeds/b.txt"
    assert same(b"three", seeds) is None
    words = " ".join(f"word{number}" for number in range(200))
    known = {"seeds/a.txt": words, "seeds/b.txt": "other words " * 50}
    assert nearly_same(words.upper().replace(" ", "\n"), known) == ("seeds/a.txt", 100)
    assert nearly_same(f"A head. {words} And a foot of the page.", known) == ("seeds/a.txt", 100)
    assert nearly_same(words.replace("00 ", "0x "), known) is not None
    assert nearly_same("quite another text, of which nothing stands there", known) is None
    assert nearly_same(words, {}) is None
