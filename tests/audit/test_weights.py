"""The scales of `make audit`: what counts for a page, and what is too much."""

from __future__ import annotations

import gzip
import random
from typing import TYPE_CHECKING

import pytest

from .weights import BUDGETS, main, weigh

if TYPE_CHECKING:
    from pathlib import Path

HEAD = '<link rel="icon" href="i.svg"><link rel="stylesheet" href="{up}static/site.css">'
PAGES = {
    "index.html": HEAD.format(up="") + '<script src="static/a.js?v=1"></script>',
    "deep/er/page.html": HEAD.format(up="../../") + '<script src="../../static/a.js"></script>'
    '<script src="../../static/b.js"></script><script>late()</script>',
    "404.html": '<base href="/some/base/">' + HEAD.format(up=""),
    "static/site.css": "p { color: red }",
    "static/a.js": "a()",
    "static/b.js": "bb()",
    "static/search-index.js": "c",
    "i.svg": "<svg/>",
}


def noise(size: int) -> str:
    """Return text of which no packing makes much less."""
    return random.Random(1).randbytes(size).hex()


def site(folder: Path, pages: dict[str, str]) -> Path:
    for name, text in {**PAGES, **pages}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def packed(*names: str) -> int:
    return sum(len(gzip.compress(PAGES[name].encode(), 9)) for name in names)


def test_a_page_weighs_what_it_names(tmp_path: Path) -> None:
    found = {weight.page: weight.bytes for weight in weigh(site(tmp_path, {}))}
    css = packed("static/site.css")
    assert found == {
        "index.html": {
            "HTML": packed("index.html"),
            "CSS": css,
            "JavaScript": packed("static/a.js"),
        },
        "deep/er/page.html": {
            "HTML": packed("deep/er/page.html"),
            "CSS": css,
            "JavaScript": packed("static/a.js", "static/b.js"),
        },
        "404.html": {"HTML": packed("404.html"), "CSS": css, "JavaScript": 0},
    }


def test_the_heaviest_stands_first(tmp_path: Path) -> None:
    assert weigh(site(tmp_path, {"z.html": noise(400)}))[0].page == "z.html"


@pytest.mark.parametrize(
    ("name", "kind", "pages"),
    [
        ("z.html", "HTML", ["z.html"]),
        ("static/site.css", "CSS", ["404.html", "deep/er/page.html", "index.html"]),
        ("static/b.js", "JavaScript", ["deep/er/page.html"]),
    ],
)
def test_too_much_is_said_of_each_page(
    tmp_path: Path, name: str, kind: str, pages: list[str]
) -> None:
    made = site(tmp_path, {name: noise(BUDGETS[kind])})
    over = [line for weight in weigh(made) for line in weight.over()]
    assert sorted(line.split(" of ")[0] for line in over) == [f"{page}: {kind}" for page in pages]


def test_what_fits_to_the_byte_fits(tmp_path: Path) -> None:
    text = noise(BUDGETS["HTML"])
    for step in (4096, 256, 16, 1):
        while len(gzip.compress(text[:-step].encode(), 9)) >= BUDGETS["HTML"]:
            text = text[:-step]
    assert BUDGETS["HTML"] - 2 <= len(gzip.compress(text.encode(), 9)) <= BUDGETS["HTML"]
    assert not [line for one in weigh(site(tmp_path, {"z.html": text})) for line in one.over()]


def test_the_exit_status_tells(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(site(tmp_path, {}))]) == 0
    assert capsys.readouterr().out.endswith("3 pages weighed: none too heavy\n")
    assert main([str(site(tmp_path, {"z.html": noise(BUDGETS["HTML"])}))]) == 1
    assert "\nz.html: HTML of " in capsys.readouterr().out
    assert main([str(tmp_path / "none")]) == 1
    assert "holds no built site" in capsys.readouterr().err
