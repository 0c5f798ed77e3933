"""The workshop: what is served after each save, and what open pages load again."""

from __future__ import annotations

import json
import os
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import tiny
from tiny import quote, statement, theme

from site_builder.cli import workshop
from site_builder.cli.workshop import STYLE, Workshop

if TYPE_CHECKING:
    from site_builder.served import Served

ROOT = Path(__file__).parent.parent
BROKEN = {"themes/bridge": theme(statement("closed", quote("one", "The <new> bridge closed")))}
UNUSED = {"speakers": [{"id": "bo", "name": "Bo", "kind": "person"}]}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A tiny project with the real draft page."""
    folder = tiny.project(tmp_path / "project")
    shutil.copy(ROOT / "templates/pages/draft.html", folder / "templates/pages/draft.html")
    (folder / "static/css").mkdir(parents=True)
    (folder / STYLE).write_text('@import url("part.css");\n', encoding="utf-8")
    (folder / "static/css/part.css").write_text("p > b { color: red; }\n", encoding="utf-8")
    return folder


def made(project: Path) -> Workshop:
    return Workshop(project=project, base_url="http://127.0.0.1/")


def codes(served: Served) -> list[str]:
    return [found.code for found in served.findings]


def page(served: Served, path: str = "index.html") -> str:
    reply = served.page(path)
    assert reply is not None
    return reply.body.decode()


def asked(served: Served, question: str, **query: str) -> Any:
    reply = served.ask(question, query)
    return json.loads(reply.body) if reply is not None else None


def test_a_good_project_is_shown_without_a_finding(project: Path) -> None:
    served, loads = made(project).renew()
    assert (codes(served), loads, served.stale, len(served.book)) == ([], "*", False, 13)
    assert "<title>A bridge</title>" in page(served)
    assert not (project / "public").exists()


def test_where_nothing_changed_nothing_is_loaded(project: Path) -> None:
    desk = made(project)
    first, _ = desk.renew()
    (project / "content/site.yaml").touch()
    (project / "content/notes.txt").write_text("not content")
    assert desk.renew() == (first, "")


def test_a_save_is_shown_and_a_slip_is_shown_in_its_place(project: Path) -> None:
    desk = made(project)
    desk.renew()
    tiny.project(project, {"site": {"title": "Anew"}})
    served, loads = desk.renew()
    assert (codes(served), loads) == ([], "*")
    assert "<title>Anew</title>" in page(served)
    tiny.project(project, BROKEN)
    served, loads = desk.renew()
    assert codes(served) == ["quote-missing"]
    assert served.unproved == {"closed"}
    assert served.where(served.findings[0]) == "themes/bridge.html#closed"
    assert "<title>A bridge</title>" in page(served)
    tiny.project(project, UNUSED)
    served, _ = desk.renew()
    assert (codes(served), served.unproved) == (["speaker-unused"], frozenset())


def test_what_could_not_be_read_is_no_finding_any_more_when_it_is_gone(project: Path) -> None:
    desk = made(project)
    desk.renew()
    for folder in ("seeds", "static"):
        link = project / folder / "out.txt"
        link.symlink_to(project.parent)
        served, loads = desk.renew()
        assert (codes(served), loads) == (["file-unreadable"], "*")
        link.unlink()
        served, loads = desk.renew()
        assert (codes(served), loads) == ([], "*")


def test_a_second_save_of_the_same_length_in_the_same_moment_is_seen(project: Path) -> None:
    file, desk = project / "content/site.yaml", made(project)
    text = file.read_text(encoding="utf-8")
    long_ago = time.time() - 3_600
    for title in ("A bridge", "B bridge", "C bridge", "D bridge"):
        file.write_text(text.replace("A bridge", title), encoding="utf-8")
        os.utime(file, (long_ago, long_ago))
        served, _ = desk.renew()
        assert f"<title>{title}</title>" in page(served)


@pytest.mark.parametrize("spoilt", [b"title: [", b"\xff\xfe", b"", b"- a\n"])
def test_where_too_little_can_be_read_the_last_pages_are_shown_and_it_is_said(
    spoilt: bytes, project: Path
) -> None:
    desk = made(project)
    before, _ = desk.renew()
    good = (project / "content/site.yaml").read_bytes()
    (project / "content/site.yaml").write_bytes(spoilt)
    served, loads = desk.renew()
    assert (served.stale, loads) == (True, "*")
    assert codes(served)
    assert "<title>A bridge</title>" in page(served)
    assert served.book is before.book
    (project / "content/site.yaml").write_bytes(good)
    served, loads = desk.renew()
    assert (served.stale, codes(served), loads) == (False, [], "*")


def test_a_project_with_nothing_in_it_shows_what_is_missing(tmp_path: Path) -> None:
    served, loads = made(tmp_path).renew()
    assert set(codes(served)) == {"file-missing"}
    assert (served.stale, loads, len(served.book)) == (False, "*", 0)
    assert "content/site.yaml: error file-missing" in page(served)
    tiny.project(tmp_path)
    served, _ = made(tmp_path).renew()
    assert codes(served) == []


@pytest.mark.parametrize("folder", ["content", "seeds", "templates", "static"])
def test_a_folder_that_goes_and_comes_back(folder: str, project: Path) -> None:
    desk = made(project)
    desk.renew()
    (project / folder).rename(project / "away")
    served, _ = desk.renew()
    # The builder's own templates and static files take the place of those that are gone.
    assert bool(codes(served)) is (folder in {"content", "seeds"})
    assert page(served)
    (project / "away").rename(project / folder)
    served, loads = desk.renew()
    again = "static/css/site.css" if folder == "static" else "*"
    assert (codes(served), loads, served.stale) == ([], again, False)
    assert "<title>A bridge</title>" in page(served)


def test_a_theme_that_is_half_typed_is_shown_as_it_was(project: Path) -> None:
    desk = made(project)
    desk.renew()
    file = project / "content/themes/bridge.yaml"
    good = file.read_bytes()
    file.write_bytes(good + b"\nsections: [\n")
    served, _ = desk.renew()
    assert "yaml-syntax" in codes(served) or "key-duplicate" in codes(served)
    path = "themes/bridge.html"
    assert '"stale": true' in page(served, path)
    assert '"stale": false' in page(served, "method.html")
    served, _ = desk.renew()
    assert '"stale": true' in page(served, path)
    file.write_bytes(good)
    served, _ = desk.renew()
    assert codes(served) == []
    assert '"stale": false' in page(served, path)


def test_the_page_of_a_theme_that_is_deleted_goes(project: Path) -> None:
    desk = made(project)
    desk.renew()
    (project / "content/themes/bridge.yaml").unlink()
    served, _ = desk.renew()
    assert codes(served)
    assert served.page("themes/bridge.html") is None


def test_a_broken_template_is_a_finding_that_goes_when_it_is_mended(project: Path) -> None:
    desk = made(project)
    desk.renew()
    home = project / "templates/pages/home.html"
    good = home.read_text(encoding="utf-8")
    for broken, line, then in (("\n{{ page.nothing }}", 2, "*"), ("\n\n{% if %}", 3, "")):
        home.write_text(broken, encoding="utf-8")
        assert desk.renew()[1] == "*"
        served, loads = desk.settle()
        assert (codes(served), loads) == (["template-fault"], then)  # syntax is told first
        assert str(served.findings[0].place) == f"templates/pages/home.html:{line}:1"
        assert f"templates/pages/home.html:{line}:1" in page(served)
        assert "<title>A bridge</title>" in page(served, "themes/bridge.html")
    home.write_text(good, encoding="utf-8")
    served, loads = desk.renew()
    assert (codes(served), loads) == ([], "*")
    assert "<title>A bridge</title>" in page(served)


def test_templates_are_tried_once_when_nobody_saves(project: Path) -> None:
    desk = made(project)
    assert desk.settle()[1] == "*"  # nothing was read before
    assert desk.settle()[1] == ""
    theme = project / "templates/pages/theme.html"
    theme.write_text("{{ page.nothing }}", encoding="utf-8")
    first, _ = desk.renew()
    assert codes(first) == []
    told, loads = desk.settle()
    assert (codes(told), loads, told.book) == (["template-fault"], "*", first.book)
    assert told.version != first.version
    assert told.version in page(told)
    assert desk.settle() == (told, "")
    assert desk.renew() == (told, "")
    (project / "content/site.yaml").write_text("title: Anew\n", encoding="utf-8")
    served, _ = desk.renew()
    assert "template-fault" in codes(served)  # it is not forgotten


def test_other_pages_are_tried_anew(project: Path) -> None:
    """Whether a template can be filled hangs on what it is filled with."""
    site = project / "content/site.yaml"
    good = site.read_text(encoding="utf-8")
    site.write_text("title: [", encoding="utf-8")
    page = project / "templates/pages/gaps.html"
    filled = page.read_text(encoding="utf-8")
    page.write_text(f"{filled}{{{{ page.gaps[0].question }}}}", encoding="utf-8")
    desk = made(project)
    desk.renew()
    assert desk.settle()[1] == ""  # there is no page at all
    site.write_text(good, encoding="utf-8")
    desk.renew()
    assert codes(desk.settle()[0]) == ["template-fault"]
    gap = {"id": "why", "question": "Why?", "absent": "because", "seeds": "all", "note": "None."}
    text = "\n".join(f"  {key}: {value}" for key, value in {**gap, "themes": "[bridge]"}.items())
    text = text.replace("absent: because", "absent: [because]")
    (project / "content/gaps.yaml").write_text(f"- {text.lstrip()}\n", encoding="utf-8")
    desk.renew()
    served, loads = desk.settle()
    assert (codes(served), loads) == ([], "*")


def test_a_page_that_cannot_be_made_is_a_finding_of_its_own(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = workshop.book

    def book(draft: Any) -> Any:
        def fail() -> Any:
            raise ZeroDivisionError

        return {**original(draft), "not-stated.html": fail}

    monkeypatch.setattr(workshop, "book", book)
    desk = made(project)
    desk.renew()
    served, loads = desk.settle()
    assert (codes(served), loads, served.stale) == (["builder-fault"], "*", False)
    assert "builder-fault" in page(served, "not-stated.html")
    assert "<title>A bridge</title>" in page(served)
    assert desk.settle() == (served, "")


def test_what_cannot_even_be_tried_is_a_finding(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = made(project)
    desk.renew()

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(workshop._Looks, "trial", broken)
    served, loads = desk.settle()
    assert (codes(served), loads, served.stale) == (["builder-fault"], "*", True)


def test_a_template_that_no_page_uses_yet_is_read_too(project: Path) -> None:
    desk = made(project)
    macro = project / "templates/macros/unused.html"
    macro.parent.mkdir()
    macro.write_text("{% macro a( %}", encoding="utf-8")
    served, _ = desk.renew()
    assert [str(found.place) for found in served.findings] == ["templates/macros/unused.html:1:1"]


def test_of_a_large_site_the_pages_made_of_everything_are_not_tried(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workshop, "_LARGE", 5)
    for name in ("home", "theme"):
        path = project / f"templates/pages/{name}.html"
        path.write_text("{{ page.nothing }}", encoding="utf-8")
    desk = made(project)
    desk.renew()
    served, _ = desk.settle()
    assert [found.place.file for found in served.findings] == ["templates/pages/theme.html"]
    assert "templates/pages/home.html:1:1" in page(served)


def test_a_change_of_style_alone_names_the_sheet(project: Path) -> None:
    desk = made(project)
    desk.renew()
    part = project / "static/css/part.css"
    part.write_text("p { color: blue; }\n", encoding="utf-8")
    served, loads = desk.renew()
    assert loads == STYLE
    assert b"blue" in served.static[STYLE]
    part.write_text("p { color: green; }\n", encoding="utf-8")
    (project / "static/a.svg").write_text("<svg/>", encoding="utf-8")
    assert desk.renew()[1] == "*"
    part.write_text("p { color: red; }\n", encoding="utf-8")
    tiny.project(project, {"site": {"title": "Anew"}})
    assert desk.renew()[1] == "*"


def test_a_style_sheet_with_a_fault_is_a_finding_and_is_shown_all_the_same(project: Path) -> None:
    desk = made(project)
    desk.renew()
    sheet = project / STYLE
    good = sheet.read_text(encoding="utf-8")
    sheet.write_text('@import url("nowhere.css");\np { margin: 0; }\n', encoding="utf-8")
    served, loads = desk.renew()
    assert (codes(served), loads) == (["file-missing"], "*")
    assert served.findings[0].place.file == STYLE
    assert page(served)
    sheet.write_text(good, encoding="utf-8")
    served, loads = desk.renew()
    assert (codes(served), loads) == ([], "*")  # the finding must go


def test_findings_alone_have_their_style_with_them_and_end_at_some_number(tmp_path: Path) -> None:
    for name in ("templates/pages", "static/css", "seeds", "content"):
        (tmp_path / name).mkdir(parents=True)
    shutil.copy(ROOT / "templates/pages/draft.html", tmp_path / "templates/pages/draft.html")
    (tmp_path / STYLE).write_text("</style><p>", encoding="utf-8")
    for number in range(700):
        (tmp_path / f"content/{number}.yml").write_text("", encoding="utf-8")
    shown = page(made(tmp_path).renew()[0])
    assert "<h1>Draft</h1>" in shown
    assert r"<\/style><p>" in shown
    assert shown.count("</style>") == 1
    assert shown.count("error file-unknown") == 500
    assert "not shown: 201 more" in shown


def test_findings_alone_are_plain_text_where_their_own_page_is_broken(tmp_path: Path) -> None:
    (tmp_path / "templates/pages").mkdir(parents=True)
    (tmp_path / "templates/pages/draft.html").write_text("{{ <b> }}", encoding="utf-8")
    shown = page(made(tmp_path).renew()[0])
    assert "<pre>" in shown
    assert "content/site.yaml: error file-missing" in shown
    assert "templates/pages/draft.html:1:1: error template-fault: " in shown


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(28, "No space left", "/a/b.html"), "No space left"),
        (MemoryError(), "no memory is left for making the draft"),
        (RecursionError("x"), "the builder met something"),
    ],
)
def test_whatever_ends_the_reading_is_a_finding_and_the_next_save_is_shown(
    error: Exception, words: str, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise error

    desk = made(project)
    desk.renew()
    with monkeypatch.context() as patch:
        patch.setattr(workshop, "read_inputs", fail)
        served, loads = desk.renew()
    assert (served.stale, loads) == (True, "*")
    assert words in served.findings[0].message
    assert "<title>A bridge</title>" in page(served)
    served, loads = desk.renew()
    assert (served.stale, codes(served), loads) == (False, [], "*")


def test_words_of_an_article_are_cited_and_what_rests_on_them_is_told(project: Path) -> None:
    served, _ = made(project).renew()
    cited = asked(
        served, "cite", seed="one", paragraph="1", words="It opened again in May.", before=""
    )
    assert cited["faults"] == []
    assert cited["yaml"].startswith("- seed: ")
    assert cited["used"] == []
    cited = asked(
        served, "cite", seed="one", paragraph="1", words="The old bridge closed", before=""
    )
    assert [use["href"] for use in cited["used"]] == ["../themes/bridge.html#closed"]
    for wrong in (
        {"seed": "nine"},
        {"paragraph": "x"},
        {"paragraph": "²"},
        {"paragraph": "9" * 99},
    ):
        query = {"seed": "one", "paragraph": "1", "words": "The old bridge closed", **wrong}
        assert asked(served, "cite", **query) is None
    far = asked(served, "cite", seed="one", paragraph="999", words="The old bridge closed")
    assert far is None or far["faults"] or far["yaml"]


def test_a_code_is_explained_and_the_scripts_are_the_builders(project: Path) -> None:
    served, _ = made(project).renew()
    explained = served.ask("explain", {"code": "quote-missing"})
    assert explained is not None
    assert b"quote" in explained.body
    assert served.ask("explain", {"code": "../x"}) is None
    for name in ("desk.js", "desk.css"):
        asset = served.ask(name, {})
        assert asset is not None
        assert asset.body == (ROOT / "site_builder/desk" / name).read_bytes()
