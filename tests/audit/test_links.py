"""The link checker of `make audit`: what it counts, and what it says of each kind of fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .links import faults, main

if TYPE_CHECKING:
    from pathlib import Path

GOOD = {
    "index.html": '<link href="static/site.css"><a href="a/b.html#here">b</a> <a href="#top">t</a>'
    '<p id="top"><a href="https://example.org/x">x</a>',
    "a/b.html": '<a href="../index.html">home</a> <b id="here"></b><b id="naïve"></b>'
    '<a href="#na%C3%AFve">n</a><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
    "static/site.css": '@import "more.css";\nb { background: url(dot.svg) }',
    "static/more.css": "",
    "static/dot.svg": "<svg/>",
}


def site(folder: Path, pages: dict[str, str]) -> Path:
    for name, text in {**GOOD, **pages}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def test_a_site_without_fault_is_counted(tmp_path: Path) -> None:
    found, counts = faults(site(tmp_path, {}))
    assert found == []
    assert counts == {
        "pages": 2,
        "links to anchors": 3,
        "links to files": 4,
        "links elsewhere, not followed": 2,
    }


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("gone.html", "there is no such file"),
        ("../a", "there is no such file"),
        ("B.html", "there is no such file"),
        ("../index.html#gone", "the page is there, the anchor is not"),
        ("#gone", "the page is there, the anchor is not"),
        ("../../outside.html", "leads out of the site"),
        ("/index.html", "holds under one base path only"),
        ("", "leads nowhere"),
        ("//example.org/", "leads to no place that every reader can open"),
        ("file:///etc/hosts", "leads to no place that every reader can open"),
        ("javascript:alert(1)", "leads to no place that every reader can open"),
    ],
)
def test_each_fault_is_named_with_its_line(tmp_path: Path, written: str, said: str) -> None:
    page = f'<p id="here"></p>\n<p><a href="{written}">x</a></p>'
    found, _ = faults(site(tmp_path, {"a/b.html": page}))
    assert found == [f"a/b.html:2: {written or '(empty)'}: {said}"]


def test_every_way_to_link_is_looked_at(tmp_path: Path) -> None:
    page = '<b id="here"></b><blockquote cite="1.html"></blockquote><img srcset="2.png 2x, 3.png">'
    found, _ = faults(site(tmp_path, {"a/b.html": page, "static/more.css": "a{b:url('4.svg')}"}))
    assert [line.split(": ")[1] for line in found] == ["1.html", "2.png", "3.png", "4.svg"]


def test_an_id_stands_once_on_a_page(tmp_path: Path) -> None:
    found, _ = faults(site(tmp_path, {"a/b.html": '<b id="here"></b><b id="here"></b>'}))
    assert found == ["a/b.html:1: #here: 2 elements have this id"]


def test_links_of_a_page_with_a_base_hold_from_the_folder_of_the_site(tmp_path: Path) -> None:
    page = '<base href="/some/base/"><b id="here"></b><a href="index.html">home</a>'
    assert faults(site(tmp_path, {"a/b.html": page}))[0] == []


def test_the_exit_status_tells(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(site(tmp_path, {}))]) == 0
    assert capsys.readouterr().out.endswith(": none broken\n")
    assert main([str(site(tmp_path, {"a/b.html": '<b id="here"><a href="x">'}))]) == 1
    assert capsys.readouterr().out.startswith("a/b.html:1: x: there is no such file\n")
    assert main([str(tmp_path / "static")]) == 1
    assert "holds no built site" in capsys.readouterr().err
