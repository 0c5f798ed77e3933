"""A site that was changed, and signed again: what its pages, articles and data tell of it."""

from __future__ import annotations

import random
import re
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING

import pytest
from signed import edited, looked, signed, told

from site_builder.pipeline import build

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parent.parent
BASE = ROOT / "tests/cases/base"
SEEDS = BASE / "seeds"
THEME, ARTICLE = "themes/lessons.html", "articles/400.html"
LEARNED = "In 2025, 1,204 people learned to swim in its six pools."


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of tests/cases/base, built once; no test writes into it."""
    folder = tmp_path_factory.mktemp("small") / "site"
    assert build(BASE, folder).pages
    return folder


@pytest.fixture
def site(small: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may change."""
    return copytree(small, tmp_path / "site")


def text_of(site: Path, name: str) -> str:
    return (site / name).read_bytes().decode()


def test_a_built_site_is_proved(small: Path) -> None:
    audit = looked(small, SEEDS)
    assert audit.findings == []
    counts = audit.counts
    assert counts["files"] == len(audit.manifest.files)
    assert counts["held articles"] == counts["articles"] == 3
    assert counts["held passages"] == counts["passages"] == 52
    assert counts["statements"] == 31
    assert counts["quotations"] > 40
    assert counts["links to anchors"] > 100
    assert not counts["quotations unknown"]


def test_without_the_articles_that_is_said(small: Path) -> None:
    audit = looked(small)
    assert audit.findings == []
    assert "the text of 3 articles" in [unseen.what for unseen in audit.unseen]
    assert not audit.counts["held passages"]


def test_the_shipped_briefing_is_proved_to_the_last_quotation(built_site: Path) -> None:
    audit = looked(built_site, ROOT / "seeds")
    assert [found.message for found in audit.findings] == []
    assert audit.counts["held passages"] == audit.counts["passages"] > 150
    assert audit.counts["statements"] > 150
    assert not audit.counts["quotations unknown"]
    assert not looked(built_site).findings


@pytest.mark.parametrize("name", ["excerpts", "overlap"])
def test_passages_that_cross_skip_or_stand_alone_are_no_fault(name: str, tmp_path: Path) -> None:
    project = ROOT / "tests/sites" / name / "project"
    assert build(project, tmp_path / "site").pages
    assert told(tmp_path / "site") == []
    assert told(tmp_path / "site", project / "seeds") == []
    assert not looked(tmp_path / "site", project / "seeds").counts["quotations unknown"]


# Any change shows


def change_byte(site: Path, rng: random.Random) -> str:
    path = rng.choice(files(site))
    data = bytearray(path.read_bytes())
    at = rng.randrange(len(data))
    data[at] ^= rng.randrange(1, 256)
    path.write_bytes(data)
    return f"byte {at} of {path.name}"


def delete(site: Path, rng: random.Random) -> str:
    path = rng.choice(files(site))
    path.unlink()
    return f"{path.name} deleted"


def add(site: Path, rng: random.Random) -> str:
    path = rng.choice(files(site)).parent / rng.choice(["a.html", ".hidden", "x.gz", "b.0123.js"])
    path.write_bytes(b"")
    return f"{path.name} added"


def truncate(site: Path, rng: random.Random) -> str:
    path = rng.choice(files(site))
    path.write_bytes(path.read_bytes()[: -rng.randrange(1, 20)])
    return f"{path.name} cut off"


def append(site: Path, rng: random.Random) -> str:
    path = rng.choice(files(site))
    path.write_bytes(path.read_bytes() + b"\n")
    return f"{path.name} goes on"


def swap(site: Path, rng: random.Random) -> str:
    one, other = rng.sample([path for path in files(site) if path.suffix == ".html"], 2)
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)
    return f"{one.name} and {other.name} swapped"


def files(site: Path) -> list[Path]:
    return sorted(path for path in site.rglob("*") if path.is_file() and path.stat().st_size > 20)


@pytest.mark.no_cover
@pytest.mark.parametrize("how", [change_byte, delete, add, truncate, append, swap])
def test_any_one_change_is_a_fault(how: object, site: Path) -> None:
    assert callable(how)
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    for seed in range(5):
        what = how(site, random.Random(seed))
        assert told(site), what
        for path in set(site.rglob("*")) - before.keys():
            if path.is_file():
                path.unlink()
        for path, data in before.items():
            if not path.is_file() or path.read_bytes() != data:
                path.write_bytes(data)
    assert told(site) == []


def test_every_byte_of_the_manifest_counts(site: Path) -> None:
    path = site / "manifest.json"
    data = path.read_bytes()
    for at in range(0, len(data), 397):
        path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        assert told(site), at


# Somebody edits a page and writes a new manifest


EDITS: dict[str, tuple[dict[str, tuple[str, str]], str]] = {
    "a quotation of a theme": (
        {THEME: ("1,204 people learned to swim in</mark>",
                 "2,204 people learned to swim in</mark>")},
        f"{THEME}:[0-9]+ passage-differs: the quotation is not its passage: .*2,204.*1,204",
    ),
    "the words of an article": (
        {ARTICLE: ("1,204", "11,204")},
        f"{ARTICLE}:[0-9]+ passage-differs: .* does not stand where its offsets say",
    ),
    "the anchor of a passage": (
        {ARTICLE: ('id="c167-222"', 'id="c168-223"')},
        "passage-differs: .* does not stand where its offsets say",
    ),
    "a statement's evidence": (
        {THEME: ('<blockquote cite="../articles/400.html#c167-222"', "<div")},
        "passage-differs: “In 2025.*: this statement has no quotation to rest on",
    ),
    "where a quotation leads": (
        {THEME: ("400.html#c167-222", "400.html#c223-263")},
        "passage-differs: the quotation is not its passage",
    ),
    "where the link under a quotation leads": (
        {THEME: ('class="ref" href="../articles/400.html#c167-222"',
                 'class="ref" href="../articles/400.html#c223-263"')},
        "site-broken: .*: the link under a quotation leads elsewhere than the quotation",
    ),
    "a link": ({"index.html": ("themes/lessons.html#", "themes/lesson.html#")},
               "index.html:[0-9]+ site-broken: .*: there is no such file"),
    "an anchor": ({THEME: ('id="learners"', 'id="learner"')},
                  "site-broken: .*#learners: the page is there, the anchor is not"),
    "an id twice": ({THEME: ('id="adults"', 'id="learners"')},
                    "site-broken: #learners: 2 elements have this id"),
    "a statement": ({THEME: ("1,204 people learned to swim in the six pools",
                             "1,200 people learned to swim in the six pools")},
                    "passage-differs: the margin does not say .* as its page does"),
    "the margin": ({ARTICLE: ('<a href="../themes/lessons.html#learners">',
                              '<a href="../themes/lessons.html#adults">')},
                   "passage-differs: the margin of .*#c167-222 does not lead back to"),
    "a mark": ({ARTICLE: (f"<mark>{LEARNED}</mark>", LEARNED)},
               "passage-differs: what is marked here is not what the passages’ anchors name"),
    "a mark too many": ({ARTICLE: (' <span class="cite" id="c223',
                                   '<mark> </mark><span class="cite" id="c223')},
                        "passage-differs: what is marked here is not what"),
    "the SHA-256 of an article": (
        {ARTICLE: ('<code class="hash"><span>', '<code class="hash"><span>0')},
        "passage-differs: the SHA-256 that this page states",
    ),
    "a script from elsewhere": (
        {"index.html": ("</head>", '<script src="https://example.org/a.js"></script></head>')},
        "site-broken: https://example.org/a.js: a page loads nothing from elsewhere",
    ),
    "a script in the page": ({"index.html": ("</head>", "<script>fetch(1)</script></head>")},
                             "site-broken: a page has no script of its own"),
    "a picture from elsewhere": (
        {"static/css/site.*.css": ("body {", "body {background:url(//example.org/a.png);")},
        r"static/css/site\.[0-9a-f]{12}\.css:[0-9]+ site-broken: //example.org/a.png: a page",
    ),
    "a page that a browser reads otherwise": (
        {THEME: ("<h1>", "<h1><textarea>")}, "site-unreadable: no page of this builder has",
    ),
    "a page that ends midway": ({THEME: ("</main>", "<p ")}, "site-unreadable: the page goes on"),
    "a page without statements": (
        {THEME: ('<li class="statement"', "<li")}, "site-unreadable: no statement can be read",
    ),
    "where the site stands": (
        {"index.html": ("</head>", '<link rel="canonical" href="https://a.org/x/"></head>'),
         THEME: ("</head>", '<link rel="canonical" href="https://b.org/themes/lessons.html"></head>')},
        "site-broken: canonical says that the site stands at",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", EDITS)
def test_an_edit_that_was_signed_is_found_by_the_pages_alone(what: str, site: Path) -> None:
    edits, expected = EDITS[what]
    edited(site, edits)
    lines = told(site)
    assert any(re.search(expected, line) for line in lines), lines


def test_what_was_changed_everywhere_alike_only_the_article_tells(site: Path) -> None:
    pages = [path.relative_to(site).as_posix() for path in site.rglob("*.html")]
    pages.append("evidence.json")
    edited(site, {page: ("1,204", "9,204") for page in pages if "1,204" in text_of(site, page)})
    assert told(site) == []
    lines = told(site, SEEDS)
    (line,) = (line for line in lines if line.startswith(ARTICLE))
    assert "the words shown here are not those of the article" in line
    assert all(line.startswith((ARTICLE, "evidence.json")) for line in lines), lines


def test_words_that_nothing_cites_are_held_to_the_article_too(site: Path) -> None:
    edited(site, {ARTICLE: ('“<span class="cite" id="c869', '‘<span class="cite" id="c869')})
    assert any("the words shown here are not those" in line for line in told(site, SEEDS))


def test_a_paragraph_that_the_article_has_not_is_told(site: Path) -> None:
    edited(site, {ARTICLE: ('class="para" id="p1"', 'class="para" id="p99"')})
    assert any("the article has no paragraph 99" in line for line in told(site, SEEDS))
    assert any("the paragraphs are not in order" in line for line in told(site))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"400_lessons.txt": b"Other words.\n"}, "its SHA-256 is another"),
        ({}, "this article is not there"),
    ],
    ids=["changed", "missing"],
)
def test_an_article_that_is_another_is_refused_by_its_name(
    given: Mapping[str, bytes], expected: str, small: Path, tmp_path: Path
) -> None:
    for path in SEEDS.iterdir():
        if path.name != "400_lessons.txt":
            (tmp_path / f"renamed-{path.name}").write_bytes(path.read_bytes())
    for name, data in given.items():
        (tmp_path / name).write_bytes(data)
    audit = looked(small, tmp_path)
    assert [found.code for found in audit.findings] == ["seed-refused"]
    assert audit.findings[0].place.file == f"{tmp_path.as_posix()}/400_lessons.txt"
    assert expected in audit.findings[0].message
    assert audit.counts["held articles"] == 2  # the others, found by their SHA-256


def test_a_page_that_a_theme_lists_but_the_manifest_does_not_is_told(site: Path) -> None:
    (site / ARTICLE).unlink()
    signed(site)
    assert any("has no page of it" in line for line in told(site))


@pytest.mark.parametrize("name", ["articles/100.html", THEME, "index.html"])
def test_what_is_wrong_with_a_page_is_told_once(name: str, site: Path) -> None:
    """Not again of every page that repeats what it says."""
    (site / name).write_bytes((site / name).read_bytes() + b" ")
    (line,) = told(site)
    assert line.startswith(f"{name} site-changed")
    assert any(unseen.what == "evidence.json" for unseen in looked(site).unseen)
