"""Whose text it is: in `excerpts` no file has more than is cited; furniture is in none at all."""

from __future__ import annotations

import json
import shutil
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import named
import pytest
import rights
from test_golden import SITES, files

from site_builder import urls
from site_builder.exports import exports
from site_builder.pipeline import build, check
from site_builder.views.index import Index

if TYPE_CHECKING:
    from site_builder.proof import Proved

PROJECT = Path(__file__).parent.parent
DATA = (urls.EVIDENCE, urls.ANNOTATIONS, urls.FIGURES, urls.CSL, urls.BIBTEX)

Site = tuple["Proved", dict[str, bytes]]


def site(project: Path, output: Path) -> Site:
    proved, _ = check(project)
    assert proved is not None
    assert build(project, output).pages
    return proved, files(output)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The golden site in excerpts, with the real templates."""
    folder = tmp_path_factory.mktemp("small")
    shutil.copytree(SITES / "excerpts" / "project", folder / "project")
    return site(folder / "project", folder / "out")


@pytest.fixture(scope="module")
def briefing(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The shipped briefing in excerpts."""
    folder = tmp_path_factory.mktemp("briefing")
    for name in ("content", "seeds"):
        shutil.copytree(PROJECT / name, folder / "project" / name)
    settings = folder / "project" / "content" / "site.yaml"
    text = settings.read_text().replace("seed_text: full", "seed_text: excerpts")
    settings.write_text(text.replace("language:", "base_url: https://example.org/b\nlanguage:"))
    return site(folder / "project", folder / "out")


def data(made: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files for programs, which have cited words only, not whole sentences."""
    return {name: one for name, one in made.items() if name in DATA or name.endswith(".jsonld")}


@pytest.mark.parametrize("name", ["small", "briefing"])
def test_excerpts_carry_cited_sentences_only(name: str, request: pytest.FixtureRequest) -> None:
    proved, made = request.getfixturevalue(name)
    index = Index(proved=proved)
    assert proved.briefing.settings.seed_text == "excerpts"
    assert rights.excerpts(proved, index, exact=False).leaks(made) == {}
    assert len(data(made)) > len(DATA)
    assert rights.excerpts(proved, index, exact=True).leaks(data(made)) == {}


@pytest.mark.parametrize("name", ["small", "briefing"])
def test_furniture_is_in_no_file_of_excerpts(name: str, request: pytest.FixtureRequest) -> None:
    proved, made = request.getfixturevalue(name)
    assert rights.furniture(proved).may_not
    assert rights.furniture(proved).leaks(made) == {}


def test_furniture_is_in_no_file_of_the_full_text(built_site: Path, briefing: Site) -> None:
    assert rights.furniture(briefing[0]).leaks(files(built_site)) == {}


def planted(text: str) -> dict[str, bytes]:
    """Return files that carry the text, each as its kind would."""
    first, _, rest = text.partition(" ")
    return {
        "page.html": f"<p>{escape(text)}</p>".encode(),
        "marked.html": f"<p><mark>{escape(first)}</mark> {escape(rest)}</p>".encode(),
        "attribute.html": f'<a data-words="{escape(text)}">x</a>'.encode(),
        "head.html": f'<script type="application/ld+json">{json.dumps(text)}</script>'.encode(),
        "evidence.json": json.dumps({"a": [text]}, ensure_ascii=False).encode(),
        "escaped.json": json.dumps({"a": [text]}).encode(),
        "codes.json": "".join(f"\\u{ord(char):04x}" for char in text).encode(),
        "search-index.js": f"index = [{json.dumps(text)}];".encode(),
        "figures.csv": '"{}","1"\r\n'.format(text.replace('"', '""')).encode("utf-8-sig"),
        "feed.atom": f"<content>{escape(escape(text))}</content>".encode(),
        "note.txt": text.upper().encode(),
        "prefix.jsonld": json.dumps({"prefix": " ".join(text.split()[:8])}).encode(),
    }


def test_a_sentence_that_nobody_cites_is_found_in_every_kind_of_file(small: Site) -> None:
    proved, _ = small
    for uncited in (SITES / "excerpts" / "uncited.txt").read_text().splitlines():
        files = planted(uncited)
        rule = rights.excerpts(proved, Index(proved=proved), exact=False)
        assert {*rule.leaks(files)} == {*files}, uncited


def test_words_beside_a_quote_are_found_in_data(small: Site) -> None:
    """A page shows the whole of a cited sentence; data has its cited words alone."""
    proved, _ = small
    beside = "before May. Nobody had <counted> them last year"
    rule = rights.excerpts(proved, Index(proved=proved), exact=True)
    assert rule.leaks({"annotations.jsonld": beside.encode()})


def test_furniture_is_found_in_every_kind_of_file(small: Site) -> None:
    proved, _ = small
    for line in (SITES / "excerpts" / "furniture.txt").read_text().splitlines():
        files = planted(line)
        assert {*rights.furniture(proved).leaks(files)} == {*files}, line


@pytest.mark.parametrize("text", ["full", "excerpts"])
def test_names_that_are_withheld_are_in_no_data(text: str) -> None:
    site = {**named.CONTENT["site"], "seed_text": text}
    made = exports(Index(proved=named.published(named.given(site=site))))
    whole = exports(Index(proved=named.placed(named.given(site=site))))
    assert any(named.NAMES.search(make().decode()) for make in whole.values())
    for path, make in made.items():
        assert not named.NAMES.search(make().decode()), path
