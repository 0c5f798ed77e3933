from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from site_builder.findings import as_text
from site_builder.render import Renderer, TemplateFaultError
from site_builder.views.pages import Page
from site_builder.views.shapes import Link, MissingPage

if TYPE_CHECKING:
    from site_builder.findings import Finding

VIEW = MissingPage(home=Link(text='<b> & "so" {{ 7 * 7 }}', href="a.html"))


def templates(folder: Path, **files: str | bytes) -> Path:
    """Write templates, named without `.html` and with `__` for `/`; return the project."""
    for name, text in files.items():
        path = folder / "templates" / f"{name.replace('__', '/')}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def fill(project: Path, template: str = "x") -> str:
    return Renderer.at(project).fill(template, page=VIEW, number=5).decode()


def fault(project: Path, template: str = "x") -> Finding:
    with pytest.raises(TemplateFaultError) as caught:
        fill(project, template)
    assert str(caught.value) == caught.value.finding.message
    return caught.value.finding


def test_what_a_template_prints_is_escaped(tmp_path: Path) -> None:
    project = templates(tmp_path, pages__x="<p>{{ page.home.text }}</p>\n")
    assert fill(project) == "<p>&lt;b&gt; &amp; &#34;so&#34; {{ 7 * 7 }}</p>\n"


def test_a_page_is_filled_with_its_view_and_the_site(tmp_path: Path) -> None:
    project = templates(tmp_path, pages__x="{{ site }} {{ page.home.href }}")
    page = Page(path="x.html", template="x", site="É", view=VIEW, inputs=())  # type: ignore[arg-type]
    assert Renderer.at(project).page(page) == "É a.html".encode()


def test_lines_of_blocks_leave_no_trace(tmp_path: Path) -> None:
    project = templates(tmp_path, pages__x="{% if true %}\n  {% set a = 1 %}\na\n{% endif %}\n")
    assert fill(project) == "a\n"


def test_what_cannot_be_encoded_becomes_a_question_mark(tmp_path: Path) -> None:
    assert fill(templates(tmp_path, pages__x=r'{{ "\ud800" }}')) == "?"


MACRO = "{% macro show(value) %}\n\n{{ value.nothing.more }}{% endmacro %}"


@pytest.mark.parametrize(
    ("files", "text"),
    [
        (
            {"pages__x": "a\n{{ page.hoem }}"},
            "pages/x.html:2:1: error template-fault: "
            "'site_builder.views.shapes.MissingPage object' has no attribute 'hoem'",
        ),
        (
            {"pages__x": "\n\n{{ page.home }"},
            "pages/x.html:3:1: error template-fault: unexpected '}'",
        ),
        (
            {"pages__x": "{% if %}"},
            "pages/x.html:1:1: error template-fault: "
            "Expected an expression, got 'end of statement block'",
        ),
        ({}, "pages/x.html: error template-fault: there is no template pages/x.html"),
        (
            {"pages__x": '\n{% extends "base.html" %}'},
            "pages/x.html:2:1: error template-fault: there is no template base.html",
        ),
        (
            {"pages__x": '{% from "m.html" import show %}\n{{ show(number) }}', "m": MACRO},
            "m.html:3:1: error template-fault: 'int object' has no attribute 'nothing'",
        ),
        (
            {"pages__x": '{% from "m.html" import show %}', "m": "\n{{ value }\n"},
            "m.html:2:1: error template-fault: unexpected '}'",
        ),
        (
            {"pages__x": '\n{% from "m.html" import other %}\n{{ other(1) }}', "m": MACRO},
            "pages/x.html:3:1: error template-fault: the template 'm.html' (imported on line 2 in "
            "'pages/x.html') does not export the requested name 'other'",
        ),
        ({"pages__x": "\n{{ 1 / 0 }}"}, "pages/x.html:2:1: error template-fault: division by zero"),
        ({"pages__x": "{{ 10.0 ** 400 }}"}, "pages/x.html:1:1: error template-fault: (34, "),
        (
            {"pages__x": "\n{{ number|nothing }}"},
            "pages/x.html:2:1: error template-fault: No filter named 'nothing'.",
        ),
        (
            {"pages__x": "{% for a, b in [number] %}{% endfor %}"},
            "pages/x.html:1:1: error template-fault: cannot unpack non-iterable int object",
        ),
        (
            {"pages__x": '\n{% include "pages/x.html" %}'},
            "pages/x.html:2:1: error template-fault: maximum recursion depth exceeded",
        ),
        (
            {"pages__x": b"a\n\xff"},
            "pages/x.html: error template-fault: 'utf-8' codec can't decode byte 0xff",
        ),
        (
            {"pages__x": '{{ "abc".missing() }}'},
            "pages/x.html:1:1: error template-fault: 'str object' has no attribute 'missing'",
        ),
        (
            {"pages__x": '{{ "abc".index("z") }}'},
            "pages/x.html:1:1: error template-fault: substring not found",
        ),
    ],
)
def test_a_fault_says_where_it_is(files: dict[str, str | bytes], text: str, tmp_path: Path) -> None:
    shown = as_text(fault(templates(tmp_path, **files)))
    assert shown.startswith(f"templates/{text}")
    assert shown.endswith("\n  hint: see templates/README.md for what a template is given")
    assert str(tmp_path) not in shown


@pytest.mark.parametrize("where", [".", "a/..", "./a/../"])
def test_the_place_is_found_however_the_project_is_named(
    where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(templates(tmp_path, pages__x="\n{{ nothing }}"))
    found = fault(Path(where))
    assert (found.place.file, found.place.line) == ("templates/pages/x.html", 2)


def test_a_fault_without_words_says_something(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    renderer = Renderer.at(templates(tmp_path, pages__x="a"))

    def broken(name: str) -> None:
        raise ValueError

    monkeypatch.setattr(renderer.environment, "get_template", broken)
    with pytest.raises(TemplateFaultError, match="the template could not be filled"):
        renderer.fill("x")
