"""`pdf`: one tagged file, the same bytes each time, over nothing that is not its own."""

from __future__ import annotations

import builtins
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import typesetter
from bookpdf import BookPdf, faults
from ran import ran

from site_builder import pipeline, printing, stock
from site_builder.findings import FaultError
from site_builder.render import Renderer
from site_builder.typesetting import Typeset, typeset
from site_builder.views.book import book_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from ran import Ran

ROOT = Path(__file__).parent.parent
BASE = ROOT / "tests" / "cases" / "base"
OURS = b"%PDF-1.7\n/ID [(site-builder-0) (0)]\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The PDF of a whole small briefing, as a process of its own makes it."""
    folder = tmp_path_factory.mktemp("pdf")
    done = subprocess.run(
        [sys.executable, ROOT / "build.py", "pdf", "--project", BASE, "-q"],
        cwd=folder,
        env={**os.environ, "PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    return (folder / "briefing.pdf").read_bytes()


@typesetter.needed
def test_a_whole_briefing_is_in_it_with_right_pages_and_notes(made: bytes) -> None:
    proved, _ = pipeline.check(BASE)
    assert proved is not None
    html = Renderer.of(stock.looks("templates")).page(book_page(proved)).decode()
    book = BookPdf(data=made, html=html)
    assert list(faults(book, proved)) == []
    assert len(book.notes) > 30
    assert book.reader.metadata is not None
    assert book.reader.metadata["/CreationDate"] == "D:20261121"


@typesetter.needed
def test_the_same_briefing_is_the_same_bytes(
    made: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "again.pdf"
    done = ran(capsys, "pdf", "--project", BASE, "--output", file)
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("printed 1")
    assert done.out.endswith(f"open {file}\n")
    assert file.read_bytes() == made


@typesetter.needed
@pytest.mark.parametrize(
    ("body", "sheet", "said"),
    [
        ('<p><a href="#gone">x</a></p>', "", "No anchor #gone"),
        ('<p><img alt="x" src="https://example.org/x.png"></p>', "", "nothing is fetched"),
        ('<p><img alt="x" src="/etc/hostname"></p>', "", "Failed to load image"),
        ("<p>x</p>", "p { background: url('https://example.org/x') }", "nothing is fetched"),
        ("<p>x</p>", "p { colour: red }", "colour"),
        ('<p id="lost">x</p>', "p { display: none }", "lost is on none of its pages"),
        (
            '<p id="x"><a href="#x">x</a></p>',
            'a::after { content: " " counter(page, upper-roman) "9" }',
            "x is on page 1, and another is given",
        ),
        (f'<p>x<i id="long">{"word " * 9000}</i></p>', "i { float: footnote }", "long is too long"),
    ],
)
def test_what_would_not_be_whole_is_not_written(body: str, sheet: str, said: str) -> None:
    html = f'<!doctype html><html lang="en"><title>x</title><section>{body}</section></html>'
    with pytest.raises(FaultError) as raised:
        typeset(html.encode(), sheet)
    assert raised.value.finding.code == "pdf-fault"
    assert said in raised.value.finding.message


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, here: Path) -> Path:
    """A tiny project of which a PDF is made without its pages being set."""

    def instead(html: bytes, sheet: str, **_: Any) -> Typeset:
        return Typeset(OURS + html + sheet.encode(), 3)

    monkeypatch.setattr(pipeline, "typeset", instead)
    return here


def test_it_is_written_into_the_current_folder(quick: Path, run: Callable[..., Ran]) -> None:
    assert run("pdf").status == 0
    (quick / "static" / "css").mkdir(parents=True)
    (quick / "static" / "css" / "book.css").write_text("p { margin: 1px }", encoding="utf-8")
    done = run("pdf", "--base-url", "https://example.org/x")
    assert done.status == 0
    assert done.out.splitlines()[-1] == "open briefing.pdf"
    data = (quick / "briefing.pdf").read_bytes()
    assert data.endswith(b"p { margin: 1px }")
    assert b'Online: <a href="https://example.org/x/">' in data
    assert [path.name for path in quick.glob(".*pdf*")] == []
    assert run("build").status == 0
    assert not (quick / "public" / "static" / "css" / "book.css").exists()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("briefing.txt", "a PDF is written to a file whose name ends in .pdf"),
        ("gone/x.pdf", "there is no folder gone"),
        ("seeds/x.pdf", "the PDF would lie in seeds/"),
        ("public/x.pdf", "public/ is a built site, whose manifest lists every file"),
        ("public/static/x.pdf", "public/ is a built site, whose manifest lists every file"),
        ("other/x.pdf", "other/ is a built site, whose manifest lists every file"),
        ("theirs.pdf", "this file is there, and not a PDF that this builder made"),
        ("text.pdf", "this file is there, and not a PDF that this builder made"),
        ("link.pdf", "this is a folder, a link or a device, not a file"),
        ("folder.pdf", "this is a folder, a link or a device, not a file"),
    ],
)
def test_nothing_else_is_written_over(
    name: str, said: str, quick: Path, run: Callable[..., Ran]
) -> None:
    assert run("build").status == run("build", "--output", "other").status == 0
    (quick / "theirs.pdf").write_bytes(b"%PDF-1.7\n/ID [(another) (0)]\n")
    (quick / "text.pdf").write_bytes(b"/ID [(site-builder-0) (0)]")
    (quick / "link.pdf").symlink_to("theirs.pdf")
    (quick / "folder.pdf").mkdir()
    before = {path: path.stat().st_mtime_ns for path in quick.rglob("*")}
    done = run("pdf", "--output", name)
    assert (done.status, done.out) == (2, "")
    assert f"{name}: error output-refused: {said}" in done.err.splitlines()
    assert {path: path.stat().st_mtime_ns for path in quick.rglob("*")} == before


def test_only_a_proved_briefing_is_printed(quick: Path, run: Callable[..., Ran]) -> None:
    (quick / "briefing.pdf").write_bytes(OURS)
    (quick / "content" / "site.yaml").write_text("title: x\n", encoding="utf-8")
    done = run("pdf")
    assert (done.status, done.out) == (1, "")
    assert done.err.splitlines()[-1] == "nothing written: briefing.pdf is as it was"
    assert (quick / "briefing.pdf").read_bytes() == OURS


@pytest.mark.parametrize(
    ("path", "text", "code"),
    [
        ("templates/pages/book.html", "{{ page.nothing }}", "template-fault"),
        ("static/css/book.css", "@import url('https://example.org/x.css');", "style-fault"),
    ],
)
def test_what_is_wrong_with_its_looks_is_a_finding(
    path: str, text: str, code: str, quick: Path, run: Callable[..., Ran]
) -> None:
    (quick / path).parent.mkdir(parents=True, exist_ok=True)
    (quick / path).write_text(text, encoding="utf-8")
    done = run("pdf")
    assert done.status == 1
    assert f"{path}:1:1: error {code}: " in done.err
    assert not (quick / "briefing.pdf").exists()


def test_a_disk_that_refuses_is_a_finding(
    quick: Path, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(printing.os, "fsync", full)
    done = run("pdf")
    assert done.status == 1
    assert "briefing.pdf: error disk-fault: No space left on device" in done.err
    assert not list(quick.glob("*.pdf")) + list(quick.glob(".*.new"))


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            ModuleNotFoundError("No module named 'weasyprint'", name="weasyprint"),
            "the Python package weasyprint is needed for a PDF, and this Python does not have it",
        ),
        (ImportError("no pydyf", name="pydyf"), "and it cannot be used: no pydyf"),
        (OSError("cannot load library 'libpango-1.0-0'\nmore"), "lacks a library: cannot load"),
    ],
)
def test_without_what_makes_it_a_person_is_told_what_to_install(
    error: Exception,
    said: str,
    here: Path,
    run: Callable[..., Ran],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    original = builtins.__import__

    def without(name: str, *rest: object) -> object:
        if name == "weasyprint":
            raise error
        return original(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    done = run("pdf")
    assert (done.status, done.out) == (1, "")
    assert "error pdf-fault: " in done.err
    assert said in done.err
    assert "hint: " in done.err
    assert not (here / "briefing.pdf").exists()


@typesetter.needed
def test_verbose_tells_each_step(here: Path, run: Callable[..., Ran]) -> None:
    shutil.copy(ROOT / "static" / "favicon.svg", here)  # beside it, and no part of it
    done = run("pdf", "-v")
    assert (done.status, done.err) == (0, "")
    assert "Page 1" in done.out
    assert "Creating PDF" in done.out
