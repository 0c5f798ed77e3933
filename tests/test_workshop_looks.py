"""The workshop's looks: templates and style while they are changed, and pages that they break."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tiny
from desks import codes, made, page

from site_builder.cli import workshop
from site_builder.cli.workshop import STYLE as NAME

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).parent.parent
STYLE = f"static/{NAME}"


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
    assert re.fullmatch(r"static/css/site\.[0-9a-f]{12}\.css", loads)
    assert b"blue" in served.static[loads]
    (project / "templates/pages/home.html").write_text('{{ site.static["css/site.css"] }}')
    served, anew = desk.renew()
    assert (page(served), anew) == (loads, "*")
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
