"""A build takes over from the last site what it would make the same, and nothing else."""

from __future__ import annotations

import os
from shutil import rmtree
from typing import TYPE_CHECKING, Any

import pytest
import tiny
from outputs import tree, write
from tiny import quote, statement, theme

from site_builder import cache
from site_builder.pipeline import Means, build

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SEEDS = {
    **tiny.SEEDS,
    "two": "The fair drew 1,000 people. It rained later.\n",
    "three": "Ada Holm sold apples at the fair.\n",
}
FAIR = quote("two", "The fair drew 1,000 people.")
APPLES = quote("three", "sold apples at the fair")
CONTENT: dict[str, Any] = {
    "themes/bridge": theme(statement("closed", text="The old bridge closed in March.")),
    "themes/fair": theme(statement("drew", FAIR, text="The fair drew 1,000 people."), title="Fair"),
    "themes/apples": theme(statement("sold", APPLES, text="Apples were sold."), title="Apples"),
    "site": {"themes": ["bridge", "fair", "apples"]},
}
AGAIN = {"themes/fair": theme(statement("drew", FAIR, text="The fair drew 1,000."), title="Fair")}


def project(folder: Path, content: Any = None, seeds: Any = None) -> Path:
    """Write the project, or another state of it, with the builder's own templates."""
    made = tiny.project(folder, {**CONTENT, **(content or {})}, seeds or SEEDS)
    rmtree(made / "templates")
    return made


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A project of which a site was built."""
    made = project(tmp_path / "project")
    assert build(made, tmp_path / "public", means=Means(cached=True)).pages
    return made


def again(folder: Path, **options: Any) -> set[str]:
    """Build once more; return the files that are the very files of the last site."""
    output = folder.parent / "public"
    before = {path: (output / path).stat().st_ino for path in tree(output)}
    assert build(folder, output, means=Means(cached=True), **options).pages
    fresh = folder.parent / "fresh"
    build(folder, fresh, **options)
    assert tree(output) == tree(fresh)
    return {path for path, node in before.items() if (output / path).stat().st_ino == node}


def test_what_shows_nothing_of_a_changed_theme_is_taken_over(site: Path) -> None:
    project(site, AGAIN)
    assert again(site) == {
        "articles/one.html",
        "articles/three.html",
        "themes/apples.html",
        "themes/apples.jsonld",
        "themes/bridge.html",
        "themes/bridge.jsonld",
    }


def test_any_page_may_show_something_of_a_record(site: Path) -> None:
    project(site, seeds={**SEEDS, "two": SEEDS["two"] + "It was cold.\n"})  # it has the SHA-256
    assert again(site) == set()


def test_where_every_input_is_as_it_was_nothing_is_made(site: Path) -> None:
    made = set(tree(site.parent / "public"))
    assert {path for path in made - again(site) if not path.startswith("static/")} == {
        "manifest.json"
    }


def _note(folder: Path) -> Path:
    (note,) = (folder / cache.FOLDER).glob("*.site")
    return note


LOOKS: dict[str, Callable[[Path], object]] = {
    "a template": lambda folder: write(
        folder / "templates/pages/gaps.html", b"<title>{{ site.title }}</title>"
    ),
    "a static file": lambda folder: write(folder / "static/own.txt"),
    "a title": lambda folder: project(
        folder, {"themes/fair": {**CONTENT["themes/fair"], "title": "A fair"}}
    ),
    "the settings": lambda folder: project(
        folder, {"site": {**CONTENT["site"], "caution": "Take care."}}
    ),
    "no note": lambda folder: _note(folder).unlink(),
    "a damaged note": lambda folder: _note(folder).write_bytes(_note(folder).read_bytes()[1:]),
    "the note of other looks": lambda folder: _note(folder).write_bytes(
        bytes(32) + _note(folder).read_bytes()[32:]
    ),
    "the note of another site": lambda folder: _note(folder).write_bytes(
        _note(folder).read_bytes()[:32] + bytes(32)
    ),
}


@pytest.mark.parametrize("change", LOOKS.values(), ids=LOOKS)
def test_where_all_could_look_otherwise_all_is_made(
    change: Callable[[Path], object], site: Path
) -> None:
    change(site)
    assert again(site) == set()


def test_names_that_are_withheld_are_looked_for_anew_each_time(site: Path) -> None:
    named = {**CONTENT["site"], "named": ["Ada Holm"], "names": "withheld"}
    project(site, {"site": named})
    assert again(site) == set()
    assert again(site) == set()


@pytest.mark.parametrize("options", [{"base_url": "https://example.org/"}, {"excerpts": True}])
def test_where_something_else_is_asked_for_all_is_made(options: Any, site: Path) -> None:
    assert again(site, **options) == set()


def test_another_builder_makes_all(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "maker", lambda: bytes(32))
    assert again(site) == set()


def test_a_file_of_the_last_site_that_was_meddled_with_is_made(site: Path) -> None:
    public = site.parent / "public"
    first = tree(public)
    (public / "themes/apples.html").write_text("nobody said this", encoding="utf-8")
    (public / "themes/bridge.html").unlink()
    (public / "articles/one.html").unlink()
    os.link(public / "articles/three.html", public / "articles/one.html")
    kept = again(site)
    assert {"themes/apples.html", "themes/bridge.html", "articles/one.html"}.isdisjoint(kept)
    assert "articles/three.html" in kept
    assert tree(public) == first


def test_without_a_cache_nothing_is_taken_over(site: Path) -> None:
    public = site.parent / "public"
    before = {path: (public / path).stat().st_ino for path in tree(public)}
    assert build(site, public).pages
    assert not {path for path, node in before.items() if (public / path).stat().st_ino == node}
