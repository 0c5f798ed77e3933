from __future__ import annotations

import json
import re
from fnmatch import fnmatch
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from shutil import rmtree
from typing import Any
from urllib.parse import urljoin

import pytest
import tiny
from outputs import tree
from tiny import quote, statement, theme

from site_builder import __version__, pipeline
from site_builder.hosting import is_fingerprinted
from site_builder.pipeline import Means, build, check

CONTENT = {
    "themes/bridge": theme(statement("closed")),
    "themes/fair": theme(statement("drew", quote("two", "The fair drew many."))),
    "site": {"themes": ["bridge", "fair"]},
}
SEEDS = {**tiny.SEEDS, "two": "The fair drew many. It rained.\n"}
WARNING = {"speakers": [{"id": "bo", "name": "Bo", "kind": "person"}]}
MISSING = {"themes/bridge": theme(statement("closed", quote("one", "The new bridge closed")))}


def project(folder: Path) -> Path:
    made = tiny.project(folder / "project", CONTENT, SEEDS)
    static = made / "static"
    static.mkdir(exist_ok=True)
    (static / "a.css").write_text("p { margin: 0; }")
    (static / "b.svg").write_bytes(b"<svg/>")
    (static / "README.md").write_bytes(b"a note")
    return made


def built(folder: Path, **options: Any) -> tuple[Path, dict[str, Any]]:
    """Build a project; return the site's folder and its manifest."""
    output = folder / "public"
    outcome = build(project(folder), output, **options)
    assert not outcome.findings
    return output, json.loads((output / "manifest.json").read_text(encoding="utf-8"))


def digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def test_an_outcome_counts_what_was_built(tmp_path: Path) -> None:
    outcome = build(project(tmp_path), tmp_path / "public")
    pages = len(list((tmp_path / "public").rglob("*.html")))
    assert (outcome.statements, outcome.quotes, outcome.seeds, outcome.pages) == (2, 2, 2, pages)


def plain(text: str) -> str:
    """Return a text without what in the names of static files tells their bytes."""
    return re.sub(r"\.[0-9a-f]{12}(?=\.[a-z]+)", "", text)


def only(folder: Path) -> Path:
    (path,) = folder.iterdir()
    return path


def test_the_manifest_has_the_hash_of_every_file_and_input(tmp_path: Path) -> None:
    output, manifest = built(tmp_path)
    files = {
        path.relative_to(output).as_posix(): digest(path)
        for path in output.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }
    assert manifest["files"] == files
    static = {path for path in files if path.startswith("static/")}
    assert {f"static/{name}" for name in ("a.css", "b.svg")} <= {plain(path) for path in static}
    assert all(is_fingerprinted(path) for path in static)
    assert "static/README.md" not in {plain(path) for path in static}
    inputs = {
        path.relative_to(tmp_path / "project").as_posix(): digest(path)
        for folder in ("content", "seeds")
        for path in (tmp_path / "project" / folder).rglob("*")
        if path.is_file()
    }
    assert manifest["inputs"] == inputs
    assert manifest["generator"] == f"site-builder {__version__}"
    assert manifest["edition"] == {"version": "1.0", "date": "2024-06-01"}


def test_what_hosts_read_is_published_and_may_be_replaced(tmp_path: Path) -> None:
    told = {"contact": "tel:0800123", "expires": "2027-05-21"}
    site = {**CONTENT["site"], "security": told, "cname": "example.org"}
    made = tiny.project(tmp_path / "project", {**CONTENT, "site": site}, SEEDS)
    hidden = {".nojekyll", ".well-known/security.txt", "_headers", "robots.txt", "CNAME"}
    for _ in range(2):  # the second finds them in the folder, and knows them for its own
        assert build(made, tmp_path / "public").findings == ()
        files = json.loads((tmp_path / "public/manifest.json").read_bytes())["files"]
        assert hidden <= files.keys()
    (tmp_path / "public/.well-known/acme").write_bytes(b"")
    (found,) = build(made, tmp_path / "public").findings
    assert (found.code, ".well-known/acme" in found.message) == ("output-refused", True)


def test_the_manifest_says_what_each_page_is_made_from(tmp_path: Path) -> None:
    _, manifest = built(tmp_path)
    made_from = {
        path: {one for one in manifest["inputs"] if any(fnmatch(one, name) for name in names)}
        for path, names in manifest["made_from"].items()
    }
    assert set(made_from) == {name for name in manifest["files"] if name.endswith(".html")}
    assert "seeds/two.txt" not in made_from["themes/bridge.html"]
    assert "content/themes/fair.yaml" not in made_from["themes/bridge.html"]
    assert "seeds/one.txt" not in made_from["articles/two.html"]
    assert set(manifest["inputs"]) <= set(made_from["index.html"])


def test_a_project_may_replace_any_file_of_the_builders_and_needs_none(tmp_path: Path) -> None:
    made = project(tmp_path)
    rmtree(made / "templates")
    rmtree(made / "static")
    assert build(made, tmp_path / "public").pages
    first = {path: plain(path.read_text()) for path in (tmp_path / "public").rglob("*.html")}
    assert len(first) == 16
    sheet = only(tmp_path / "public/static/css").read_text(encoding="utf-8")
    tokens = made / "static/css/tokens.css"
    tokens.parent.mkdir(parents=True)
    tokens.write_text(":root { --mine: 1px; }")
    page = made / "templates/pages/theme.html"
    page.parent.mkdir(parents=True)
    page.write_text("<!doctype html>\n<html><head></head><body>{{ page.title }}</body></html>\n")
    assert build(made, tmp_path / "public").pages
    changed = {path.name for path, text in first.items() if plain(path.read_text()) != text}
    assert changed == {"bridge.html", "fair.html"}
    mine = only(tmp_path / "public/static/css").read_text(encoding="utf-8")
    assert "--mine: 1px" in mine
    assert mine.partition("@layer base {")[2] == sheet.partition("@layer base {")[2]


@pytest.mark.parametrize(
    ("content", "page"),
    [(MISSING, "quote-missing"), ({"site": {"summary": ["nothing"]}}, "statement-unknown")],
)
def test_findings_stop_a_build_and_leave_the_output_as_it_was(
    content: dict[str, Any], page: str, tmp_path: Path
) -> None:
    broken = tiny.project(tmp_path / "broken", content)
    output = tmp_path / "public"
    outcome = build(broken, output)
    assert ([f.code for f in outcome.findings], outcome.pages) == ([page], 0)
    assert not output.exists()
    assert build(project(tmp_path), output).pages
    before = {path: path.read_bytes() for path in output.rglob("*") if path.is_file()}
    assert build(broken, output).findings == outcome.findings
    assert {path: path.read_bytes() for path in output.rglob("*") if path.is_file()} == before


def test_a_seed_that_cannot_be_read_is_told_with_the_rest(tmp_path: Path) -> None:
    made = project(tmp_path)
    (made / "seeds/three.txt").symlink_to("/nowhere/at/all")
    proved, outcome = check(made)
    assert proved is None
    assert [found.code for found in outcome.findings] == ["file-unreadable"]


@pytest.mark.parametrize(
    ("name", "data", "place"),
    [
        (
            "templates/pages/article.html",
            b"\n{{ page.nothing }}",
            "templates/pages/article.html:2:1",
        ),
        ("templates/pages/home.html", b"{% if %}", "templates/pages/home.html:1:1"),
        ("static/a.css", b'@import url("gone.css");', "static/a.css:1:1"),
    ],
)
def test_a_fault_in_a_template_or_sheet_leaves_the_output_as_it_was(
    name: str, data: bytes, place: str, tmp_path: Path
) -> None:
    output, _ = built(tmp_path)
    before = {path: path.read_bytes() for path in output.rglob("*") if path.is_file()}
    (tmp_path / "project" / name).write_bytes(data)
    outcome = build(tmp_path / "project", output)
    assert ([str(f.place) for f in outcome.findings], outcome.pages) == ([place], 0)
    assert {path: path.read_bytes() for path in output.rglob("*") if path.is_file()} == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["project", "public"]


def test_a_static_file_that_cannot_be_read_stops_the_build(tmp_path: Path) -> None:
    made = project(tmp_path)
    (made / "static/font.woff2").symlink_to("/nowhere/at/all")
    outcome = build(made, tmp_path / "public")
    assert [(f.code, str(f.place)) for f in outcome.findings] == [
        ("file-unreadable", "static/font.woff2")
    ]
    assert not (tmp_path / "public").exists()


def test_a_warning_stops_only_a_strict_build(tmp_path: Path) -> None:
    made = tiny.project(tmp_path / "project", WARNING)
    outcome = build(made, tmp_path / "public", strict=True)
    assert ([f.code for f in outcome.findings], outcome.pages) == (["speaker-unused"], 0)
    assert check(made, strict=True)[0] is None
    outcome = build(made, tmp_path / "public")
    assert [f.code for f in outcome.findings] == ["speaker-unused"]
    assert outcome.pages


def test_a_foreign_output_is_refused(tmp_path: Path) -> None:
    made = project(tmp_path)
    (tmp_path / "public").mkdir()
    (tmp_path / "public/thesis.txt").write_text("years of work")
    outcome = build(made, tmp_path / "public")
    assert ([found.code for found in outcome.findings], outcome.pages) == (["output-refused"], 0)
    assert [path.name for path in (tmp_path / "public").iterdir()] == ["thesis.txt"]


def test_progress_names_every_file_that_is_made(tmp_path: Path) -> None:
    seen: list[tuple[int, int, str]] = []
    output, manifest = built(tmp_path, means=Means(progress=lambda *step: seen.append(step)))
    made = sorted(path for path in manifest["files"] if not path.startswith("static/"))
    assert sorted(path for *_, path in seen) == made
    assert [number for number, *_ in seen] == list(range(1, len(made) + 1))
    assert {total for _, total, _ in seen} == {len(made)}
    assert all((output / path).is_file() for path in made)


class _Addresses(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.base = ""
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if tag == "base":
                self.base = value or ""
            elif name in {"href", "src"}:
                self.found.append(value or "")


def test_a_base_url_makes_the_404_page_work_at_any_depth(tmp_path: Path) -> None:
    """With the real templates: at whatever address it is shown, its links lead into the site."""
    root = Path(__file__).parent.parent
    output = tmp_path / "public"
    outcome = build(root, output, base_url="https://example.org/some/base/")
    assert outcome.pages
    page = _Addresses()
    page.feed((output / "404.html").read_text(encoding="utf-8"))
    assert page.base == "/some/base/"
    own = [address for address in page.found if "://" not in address]
    assert len(own) > 5
    for wrong in ("x", "themes/gone.html", "a/b/c/d/", "articles/"):
        shown_at = f"https://example.org/some/base/{wrong}"
        for address in own:
            whole = urljoin(urljoin(shown_at, page.base), address)
            assert whole.startswith("https://example.org/some/base/"), address
            path = whole.partition("/some/base/")[2].partition("#")[0] or "index.html"
            assert (output / path).is_file(), address


def test_what_is_tiny_is_made_by_one_process_and_all_else_by_as_many_as_can_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pipeline, "_FEW", 3)
    monkeypatch.setattr(pipeline, "processes", lambda: 4)
    assert [Means().workers(articles) for articles in (3, 4)] == [1, 4]
    assert [Means(jobs=2).workers(articles) for articles in (3, 4)] == [2, 2]


def test_sites_of_many_processes_are_those_of_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "_MANY", 1)  # so that sentences are counted beforehand
    made = project(tmp_path)
    for jobs in (1, 2):
        build(made, tmp_path / f"{jobs}", means=Means(jobs=jobs))
    assert tree(tmp_path / "1") == tree(tmp_path / "2")
