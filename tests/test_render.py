from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import tiny

from site_builder import urls
from site_builder.findings import FaultError, as_text
from site_builder.render import Renderer
from site_builder.views.index import Index
from site_builder.views.pages import Page, pages
from site_builder.views.shapes import Link, MissingPage

if TYPE_CHECKING:
    from types import CodeType

    from site_builder.findings import Finding

VIEW = MissingPage(home=Link(text='<b> & "so" {{ 7 * 7 }}', href="a.html"))


def renderer(**files: str | bytes) -> Renderer:
    """Return a renderer for templates named without `.html` and with `__` for `/`."""
    return Renderer.of(
        {
            f"templates/{name.replace('__', '/')}.html": (
                text if isinstance(text, bytes) else text.encode()
            )
            for name, text in files.items()
        }
    )


def fill(**files: str | bytes) -> str:
    return renderer(**files).fill("x", page=VIEW, number=5).decode()


def page_of(template: str, path: str = "x.html") -> Page:
    first = next(pages(Index(proved=tiny.proved())))
    site = replace(first.site, root=urls.root(path))
    return replace(first, path=path, template=template, site=site, view=VIEW)


def fault(**files: str | bytes) -> Finding:
    with pytest.raises(FaultError) as caught:
        fill(**files)
    assert str(caught.value) == caught.value.finding.message
    return caught.value.finding


def test_what_a_template_prints_is_escaped() -> None:
    assert (
        fill(pages__x="<p>{{ page.home.text }}</p>\n")
        == "<p>&lt;b&gt; &amp; &#34;so&#34; {{ 7 * 7 }}</p>\n"
    )


def test_a_page_is_filled_with_its_view_and_the_site() -> None:
    filler = renderer(pages__x="{{ site.title }}É {{ page.home.href }}")
    assert filler.page(page_of("x")) == "A bridgeÉ a.html".encode()


def test_a_page_knows_the_names_of_static_files() -> None:
    names = {"css/a.css": "static/css/a.012.css", "b.svg": "static/b.345.svg"}
    text = '{{ site.static["css/a.css"] }} {{ site.static.names["b.svg"] }}'
    filler = replace(renderer(pages__x=text), static=names)
    assert filler.page(page_of("x", "themes/a.html")) == b"../static/css/a.012.css static/b.345.svg"
    filler = replace(renderer(pages__x='\n{{ site.static["css/b.css"] }}'), static=names)
    with pytest.raises(FaultError) as caught:
        filler.page(page_of("x"))
    assert as_text(caught.value.finding).splitlines()[0] == (
        "templates/pages/x.html:2:1: error template-fault: "
        "there is no “css/b.css”; there is: css/a.css, b.svg"
    )
    text = "{{ site.static['b.css']|default('none') }} {{ site.static|length }}"
    filler = replace(renderer(pages__x=text), static=dict.fromkeys(map(str, range(50)), ""))
    assert filler.page(page_of("x")) == b"none 50"
    filler = replace(renderer(pages__x="{{ site.static.a.b }}"), static=filler.static)
    with pytest.raises(FaultError, match=r"has no attribute 'a'"):
        filler.page(page_of("x"))
    filler = replace(renderer(pages__x="{{ site.static[page] }}"), static=filler.static)
    with pytest.raises(FaultError, match=r" 38, 39 and 10 more$"):
        filler.page(page_of("x"))


def test_lines_of_blocks_leave_no_trace() -> None:
    assert fill(pages__x="{% if true %}\n  {% set a = 1 %}\na\n{% endif %}\n") == "a\n"


def test_what_cannot_be_encoded_becomes_a_question_mark() -> None:
    assert fill(pages__x=r'{{ "\ud800" }}') == "?"


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
            "pages/x.html:2:1: error template-fault: this goes on within itself without end",
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
def test_a_fault_says_where_it_is(files: dict[str, str | bytes], text: str) -> None:
    shown = as_text(fault(**files))
    assert shown.startswith(f"templates/{text}")
    assert shown.endswith("\n  hint: see templates/README.md for what a template is given")


def test_a_template_that_is_not_utf_8_says_where() -> None:
    assert as_text(fault(pages__x="a\né".encode() + b"\xff")) == (
        "templates/pages/x.html:2:2: error template-fault: the byte 0xFF is not UTF-8\n"
        "  hint: save the file as UTF-8"
    )


def test_a_fault_without_words_says_something(monkeypatch: pytest.MonkeyPatch) -> None:
    filler = renderer(pages__x="a")

    def broken(name: str) -> None:
        raise ValueError

    monkeypatch.setattr(filler.environment, "get_template", broken)
    with pytest.raises(FaultError, match="the template could not be filled"):
        filler.fill("x")


def test_a_template_that_is_as_it_was_is_not_compiled_again() -> None:
    compiled: dict[tuple[str, str], CodeType] = {}
    files = {"templates/pages/x.html": b"{% include 'y.html' %}a", "templates/y.html": b"b"}
    assert Renderer.of(files, compiled).fill("x") == b"ba"
    first = dict(compiled)
    assert len(first) == 2
    assert Renderer.of({**files, "templates/y.html": b"c"}, compiled).fill("x") == b"ca"
    assert len(compiled) == 3
    assert all(compiled[key] is code for key, code in first.items())
    assert Renderer.of(files, compiled).fill("x") == b"ba"
    assert len(compiled) == 3


def test_a_template_is_read_without_being_filled() -> None:
    made = renderer(sound="{{ nothing }}", broken="\n{% if %}")
    made.read("sound.html")
    for name, words in (("broken", "templates/broken.html:2:1: "), ("none", "no template none")):
        with pytest.raises(FaultError) as caught:
            made.read(f"{name}.html")
        assert words in as_text(caught.value.finding)
