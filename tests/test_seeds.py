from __future__ import annotations

import hashlib
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.content import read_briefing
from site_builder.content.records import read_record
from site_builder.findings import report
from site_builder.places import Source
from site_builder.quotes import Span
from site_builder.seeds import (
    Seed,
    SeedText,
    paragraph_spans,
    prepare,
    read_seeds,
    sentence_spans,
)
from site_builder.yamltext import Mapping, parse

PROJECT = Path(__file__).parent.parent


def paragraphs(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraph_spans(text)]


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t\n\u00a0\n", []),
        ("One", ["One"]),
        ("  One  \n\tTwo\t\n", ["One", "Two"]),
        ("One.\nTwo.", ["One.", "Two."]),
        ("One.\r\nTwo.\r\n", ["One.", "Two."]),
        ("One.\rTwo.", ["One.", "Two."]),
        ("Power, control,\nhatred", ["Power, control,\nhatred"]),
        ("Power, control,\r\nhatred", ["Power, control,\r\nhatred"]),
        ("Power, control,\rhatred", ["Power, control,\rhatred"]),
        ("a\n b \nc", ["a\n b \nc"]),
        ("Power, control,\n\nhatred", ["Power, control,", "hatred"]),
        ("Power, control,\r\n\r\nhatred", ["Power, control,", "hatred"]),
        ("Power, control,\n \t\nhatred", ["Power, control,", "hatred"]),
        ("One.\nand two", ["One.", "and two"]),
        ("He said: “One.”\nand two", ["He said: “One.”", "and two"]),
        ("One:\ntwo", ["One:", "two"]),
        ("One…\ntwo", ["One…", "two"]),
        ("One”\ntwo", ["One”\ntwo"]),
        ("One\nTwo", ["One", "Two"]),
        ("One\n2 three", ["One", "2 three"]),
        ("One\n“two”", ["One", "“two”"]),
        ("- One\n- two", ["- One", "- two"]),
        ("One\néclair", ["One\néclair"]),
        ("\ufeffOne", ["\ufeffOne"]),
    ],
)
def test_a_paragraph_is_a_line_unless_it_goes_on(text: str, expected: list[str]) -> None:
    assert paragraphs(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("One", ["One"]),
        ("One. Two! Three? Four… Five", ["One.", "Two!", "Three?", "Four…", "Five"]),
        ("One.  Two", ["One.", "Two"]),
        ("One.Two", ["One.Two"]),
        ("Wait... Two", ["Wait...", "Two"]),
        ("Wait?! Two", ["Wait?!", "Two"]),
        ("One... two", ["One... two"]),
        ("“One.” Two", ["“One.”", "Two"]),
        ("“One,” he said. “Two.”", ["“One,” he said.", "“Two.”"]),
        ("(One.) (Two.)", ["(One.)", "(Two.)"]),
        ("“One!” he said", ["“One!” he said"]),
        ("It rose by 2.5 per cent. It fell.", ["It rose by 2.5 per cent.", "It fell."]),
        ("In 2024. 12 came.", ["In 2024.", "12 came."]),
        ("Mr. Reed and Dr. Okafor came.", ["Mr. Reed and Dr. Okafor came."]),
        ("It is “Mr. Reed” here.", ["It is “Mr. Reed” here."]),
        ("J. R. Reed came. He swam.", ["J. R. Reed came.", "He swam."]),
        ("Swim, e.g. Monday. Dive.", ["Swim, e.g. Monday.", "Dive."]),
        ("See no. 5 and St. Mary. Go.", ["See no. 5 and St. Mary.", "Go."]),
        ("On 3 Sept. Ashby opened.", ["On 3 Sept. Ashby opened."]),
        ("Ten lanes etc. Then", ["Ten lanes etc. Then"]),
        ("Is it Mr? Yes.", ["Is it Mr?", "Yes."]),
        (". Two", [".", "Two"]),
        ("It has 5. Then six.", ["It has 5.", "Then six."]),
        ("One.\u00a0Two.", ["One.", "Two."]),
        ("- Half swim. - Half dive.", ["- Half swim.", "- Half dive."]),
    ],
)
def test_a_sentence_ends_where_a_reader_would_say(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(st.text(alphabet="Aa b.!“”…\n\r\t-"))
def test_paragraphs_and_sentences_lose_nothing_but_white_space(text: str) -> None:
    spans = list(paragraph_spans(text))
    assert "".join("".join(text[slice(*span)] for span in spans).split()) == "".join(text.split())
    for span in spans:
        inside = list(sentence_spans(text, span))
        assert inside[0].start == span.start
        assert inside[-1].end == span.end
        for first, second in pairwise(inside):
            assert text[first.end : second.start].isspace()


def real_seeds() -> dict[str, SeedText]:
    files = {f"seeds/{path.name}": path.read_bytes() for path in (PROJECT / "seeds").glob("*.txt")}
    seeds, findings = read_seeds(files)
    assert findings == []
    return seeds


@pytest.mark.parametrize(
    ("seed", "paragraph_count", "sentence_count"),
    [("000", 14, 28), ("001", 19, 33), ("002", 27, 43), ("003", 29, 30), ("004", 46, 46)],
)
def test_the_real_seeds(seed: str, paragraph_count: int, sentence_count: int) -> None:
    source = real_seeds()[seed]
    assert len(source.paragraphs) == paragraph_count
    every = [span for p in source.paragraphs for span in sentence_spans(source.text, p)]
    assert len(every) == sentence_count


def test_sentences_of_the_real_seeds() -> None:
    seeds = real_seeds()

    def of(seed: str, number: int) -> list[str]:
        source = seeds[seed]
        spans = sentence_spans(source.text, source.paragraphs[number - 1])
        return [source.text[slice(*span)] for span in spans]

    assert [s[:12] for s in of("000", 6)] == ["“They’re loo", "They’re look", "“In general,"]
    assert [s[-9:] for s in of("001", 13)] == ["e seeing.", "hers do.”"]
    assert [s[:11] for s in of("002", 13)] == ["Last month ", "In January,"]
    assert of("004", 16) == [
        "Members are usually young men motivated by status, power, control,\n"
        "hatred of women, sexual gratification, or an obsession with extreme material."
    ]


@pytest.mark.parametrize(
    ("names", "ids"),
    [
        (["001_ab"], ["001"]),
        (["001_ab", "002_cd"], ["001", "002"]),
        (["001"], ["001"]),
        (["001", "001_ab"], ["001", "001_ab"]),
        (["001_ab", "001_cd"], ["001_ab", "001_cd"]),
        (["pool"], ["pool"]),
    ],
)
def test_a_seeds_id_is_its_short_part_where_that_is_enough(
    names: list[str], ids: list[str]
) -> None:
    seeds, findings = read_seeds({f"seeds/{name}.txt": b"One." for name in names})
    assert findings == []
    assert list(seeds) == ids
    assert [seed.stem for seed in seeds.values()] == names
    assert [seed.id for seed in seeds.values()] == ids


def test_a_seed_keeps_its_bytes_hash_and_size_and_drops_a_byte_order_mark() -> None:
    data = b"\xef\xbb\xbfOne.\r\n\r\nTwo\xe2\x80\xa6\r\n"
    (seed,) = read_seeds({"seeds/001_ab.txt": data})[0].values()
    assert seed.text == "One.\r\n\r\nTwo…\r\n"
    assert seed.sha256 == hashlib.sha256(data).hexdigest()
    assert seed.size == len(data)
    assert seed.paragraphs == (Span(0, 4), Span(8, 12))


@pytest.mark.parametrize(
    ("data", "start"),
    [
        (b"", "seeds/1.txt: error seed-empty"),
        (b"\xef\xbb\xbf \n", "seeds/1.txt: error seed-empty"),
        ("\u00a0\n".encode(), "seeds/1.txt: error seed-empty"),
        (b"\xff", "seeds/1.txt:1:1: error seed-encoding: the byte 0xFF is not UTF-8"),
        (b"\xef\xbb\xbfab\xff", "seeds/1.txt:1:3: error seed-encoding: the byte 0xFF is not UTF-8"),
        ("a\r\n“é”".encode() + b"\xe2\x80", "seeds/1.txt:2:4: error seed-encoding: the byte 0xE2"),
        (b"ab\rc\0d\0", "seeds/1.txt:2:2: error seed-encoding: the seed holds a NUL"),
        ("One".encode("utf-16"), "seeds/1.txt:1:1: error seed-encoding: the byte 0xFF"),
    ],
)
def test_what_cannot_be_a_seed(data: bytes, start: str) -> None:
    seeds, findings = read_seeds({"seeds/1.txt": data})
    assert seeds == {}
    assert report(findings).startswith(start)
    assert len(findings) == 1


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("a b", "has characters that cannot"),
        ("é", "has characters that cannot"),
        ("e\u0301", "has characters that cannot"),
        ("_ab", "has characters that cannot"),
        (".x", "has characters that cannot"),
        ("-x", "has characters that cannot"),
        ("a%20b", "has characters that cannot"),
        ("a#b", "has characters that cannot"),
        ("a:b", "has characters that cannot"),
        ("a\\b", "has characters that cannot"),
        ("..\\..\\b", "has characters that cannot"),
        ("<script>", "has characters that cannot"),
        ("a\nb", "has characters that cannot"),
        ("a\u202eb", "has characters that cannot"),
        ("a" * 101, "is too long"),
        ("é" * 101, "has characters that cannot"),
        ("a.", "ends with a dot"),
        ("a._b", "ends with a dot"),
        ("con", "is one that Windows keeps for itself"),
        ("NUL_pool", "is one that Windows keeps for itself"),
        ("com1.pool", "is one that Windows keeps for itself"),
        ("index", "the list of articles"),
        ("INDEX", "the list of articles"),
        ("index_ab", "the list of articles"),
    ],
)
def test_a_name_that_cannot_be_an_address(name: str, why: str) -> None:
    seeds, findings = read_seeds({f"seeds/{name}.txt": b"One."})
    assert seeds == {}
    assert [f.code for f in findings] == ["seed-name"]
    assert why in findings[0].message
    assert findings[0].hint


@pytest.mark.parametrize("name", ["001", "console", "aux-x", "con-1", "a.b_c", "a" * 100])
def test_a_name_that_can_be_an_address(name: str) -> None:
    seeds, findings = read_seeds({f"seeds/{name}.txt": b"One."})
    assert [seed.stem for seed in seeds.values()] == [name]
    assert findings == []


@pytest.mark.parametrize(
    "names", [("a/001.txt", "b/001.txt"), ("Pool.txt", "pool.txt"), ("POOL_1.txt", "pool_1.txt")]
)
def test_two_seeds_of_one_address(names: tuple[str, str]) -> None:
    seeds, findings = read_seeds({f"seeds/{name}": b"One." for name in names})
    assert [seed.name for seed in seeds.values()] == [f"seeds/{names[0]}"]
    assert report(findings).startswith(f"seeds/{names[1]}: error seed-name: ")


def prepared(text: str, marks: str) -> Seed:
    """Return a seed of this text with what a record says under furniture and set_aside."""
    document = f"seed: s\nsha256: {'0' * 64}\nshort: S\n{marks}"
    node, findings = parse(Source(name="content/sources/s.yaml", text=document))
    assert isinstance(node, Mapping)
    record = read_record("content/sources/s.yaml", node, findings)
    assert findings == []
    source = SeedText(id="s", name="seeds/s.txt", text=text, sha256="", size=0)
    return prepare(source, record)


TEXT = "Menu\nNews\nAdvertisementThe pool opens. It opens.\nShare\nThe end.\n"


def stretches(seed: Seed) -> tuple[list[str], list[tuple[str, str]]]:
    furniture = [seed.text[slice(*span)] for span in seed.furniture]
    return furniture, [(seed.text[slice(*span)], reason) for span, reason in seed.set_aside]


def test_furniture_is_found_merged_and_in_order() -> None:
    marks = """
furniture:
  - {quote: Share, kind: links}
  - {paragraphs: 1-2, kind: menu}
  - {quote: Advertise, kind: advert}
  - {quote: sement, kind: advert}
  - {quote: Advertisement, kind: advert}
set_aside:
  - {paragraph: 5, reason: the last words}
  - {quote: opens. It, reason: said again}
"""
    seed = prepared(TEXT, marks)
    furniture, aside = stretches(seed)
    assert furniture == ["Menu\nNews", "Advertisement", "Share"]
    assert aside == [("opens. It", "said again"), ("The end.", "the last words")]
    assert seed.haystack.furniture == seed.furniture


def test_furniture_without_a_place_or_in_several_marks_nothing() -> None:
    marks = """
furniture:
  - {quote: Absent, kind: menu}
  - {quote: opens, kind: menu}
  - {paragraph: 99, kind: menu}
"""
    assert stretches(prepared(TEXT, marks)) == ([], [])
    located = "furniture: [{quote: opens, paragraph: 3, prefix: It, suffix: ., kind: menu}]"
    (span,) = prepared(TEXT, located).furniture
    assert span == Span(TEXT.index("opens. It") + 10, TEXT.index("opens. It") + 15)


def test_a_paragraph_is_known_by_any_offset_in_or_after_it() -> None:
    seed = prepared("\n One.\n\nTwo.\n", "furniture: []")
    assert [seed.paragraph_at(at) for at in range(13)] == [1] * 8 + [2] * 5
    assert seed.paragraphs == (Span(2, 6), Span(8, 12))


def test_a_seed_shows_what_its_file_gives() -> None:
    seed = prepared(TEXT, "furniture: [{paragraph: 5, kind: links}]")
    assert (seed.id, seed.source.stem) == ("s", "s")


def test_a_stretch_that_names_nothing_marks_nothing() -> None:
    document = (
        f"seed: s\nsha256: {'0' * 64}\nshort: S\nfurniture: [{{kind: menu}}]\n"
        "set_aside: [{paragraph: x, reason: r}]\n"
    )
    site = "title: t\n"
    files = {"content/site.yaml": site.encode(), "content/sources/s.yaml": document.encode()}
    briefing, findings = read_briefing(files)
    assert briefing is not None
    assert {"key-missing", "value-form"} <= {f.code for f in findings}
    source = SeedText(id="s", name="seeds/s.txt", text=TEXT, sha256="", size=0)
    assert stretches(prepare(source, briefing.records[0])) == ([], [])


@pytest.mark.parametrize(
    ("span", "numbers"),
    [
        (Span(0, 4), [1]),
        (Span(3, 5), [1]),  # into the gap
        (Span(4, 6), []),
        (Span(5, 7), [2]),
        (Span(0, 14), [1, 2, 3]),
        (Span(9, 12), [2]),
        (Span(10, 13), []),
        (Span(13, 14), [3]),
    ],
)
def test_the_paragraphs_of_a_span(span: Span, numbers: list[int]) -> None:
    seed = prepared("One.\n\nTwo.\n\n\nSix.", "")
    assert [tuple(p) for p in seed.paragraphs] == [(0, 4), (6, 10), (13, 17)]
    assert list(seed.paragraphs_of(span)) == numbers


def test_sentences_are_looked_for_once() -> None:
    seed = prepared("One. Two.\n\nSix.", "")
    assert [seed.text[s.start : s.end] for s in seed.sentences(1)] == ["One.", "Two."]
    assert seed.sentences(1) == seed.sentences(1)
    assert list(seed.source.sentences) == [1]  # they are looked for once


# Each takes quadratic time, ten seconds and more, if what was read is looked at again at each mark.
@pytest.mark.parametrize(
    "text",
    ["Mr. A. " * 30_000, "." * 200_000 + "x", "?! " * 200_000, "the pool\n" * 200_000],
    ids=["abbreviations", "dots", "marks", "lines"],
)
@pytest.mark.no_cover
def test_long_texts_are_read_in_linear_time(text: str) -> None:
    before = time.process_time()
    spans = [s for paragraph in paragraph_spans(text) for s in sentence_spans(text, paragraph)]
    assert spans
    assert time.process_time() - before < 5
