"""Golden sites: a small project and the whole of what the builder makes of it, byte for byte.

The templates (tests/sites/templates/) print every field of every view and nothing else, so that
what is expected says what templates are given, however the real ones look.
"""

from __future__ import annotations

import difflib
import html
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from site_builder.pipeline import build, check
from site_builder.seeds import sentence_spans

SITES = Path(__file__).parent / "sites"
NAMES = sorted(folder.parent.name for folder in SITES.glob("*/project"))
HINT = "python -m pytest tests/test_golden.py --bless"


def project(name: str, folder: Path) -> Path:
    """Return a copy of the golden site's project, with templates and static files of the test.

    Whatever it lacked would be the builder's, and change with it.
    """
    shutil.copytree(SITES / name / "project", folder)
    shutil.copytree(SITES / "templates", folder / "templates")
    if not (folder / "static").is_dir():
        shutil.copytree(SITES / "overlap" / "project" / "static", folder / "static")
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def difference(expected: dict[str, bytes], made: dict[str, bytes]) -> str:
    """Return how two folders differ, as a unified diff of every file."""
    lines: list[str] = []
    for name in sorted({*expected, *made}):
        old, new = (side.get(name, b"").decode().splitlines() for side in (expected, made))
        lines += difflib.unified_diff(old, new, f"expected/{name}", f"made/{name}", lineterm="")
        if (name in expected) != (name in made):
            lines.append(f"{name} is {'missing' if name in expected else 'new'}")
    return "\n".join(lines)


def test_there_are_golden_sites() -> None:
    assert NAMES == ["excerpts", "overlap"]


@pytest.mark.parametrize("name", NAMES)
def test_the_site_is_what_is_expected(name: str, tmp_path: Path, bless: bool) -> None:
    output = tmp_path / "out"
    outcome = build(project(name, tmp_path / name), output)
    assert not outcome.findings
    expected = SITES / name / "expected"
    if bless:
        shutil.rmtree(expected, ignore_errors=True)
        shutil.copytree(output, expected)
    made, wanted = files(output), files(expected)
    if made != wanted:
        pytest.fail(f"{difference(wanted, made)}\n\nif this is meant: {HINT}", pytrace=False)
    assert outcome.pages == sum(path.endswith(".html") for path in made)


@pytest.mark.parametrize("name", NAMES)
def test_a_site_built_twice_is_the_same_byte_for_byte(name: str, tmp_path: Path) -> None:
    folder = project(name, tmp_path / name)
    first, second = tmp_path / "first", tmp_path / "second"
    assert build(folder, first).pages
    assert build(folder, second).pages
    assert files(first) == files(second)
    assert build(folder, second).pages  # in the place of the site that is there
    assert files(first) == files(second)


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_order_of_sets_shows_nowhere(seed: str, tmp_path: Path) -> None:
    output = tmp_path / "out"
    arguments = ["--project", project("overlap", tmp_path / "overlap"), "--output", output]
    command = [sys.executable, SITES.parent.parent / "build.py", "-q", *arguments]
    subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, timeout=60)
    assert files(output) == files(SITES / "overlap" / "expected")


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def words(data: bytes) -> str:
    return " ".join(html.unescape(data.decode()).split())


def test_excerpts_hold_no_sentence_that_is_not_cited(tmp_path: Path) -> None:
    output = tmp_path / "out"
    folder = project("excerpts", tmp_path / "excerpts")
    assert build(folder, output).pages
    made = {name: words(data) for name, data in files(output).items()}
    for sentence in lines(SITES / "excerpts" / "uncited.txt"):
        shown = [name for name, text in made.items() if " ".join(sentence.split()) in text]
        assert not shown, sentence
        pieces = [sentence.split()[at : at + 3] for at in range(len(sentence.split()) - 2)]
        assert not any(" ".join(piece) in text for piece in pieces for text in made.values())
    for furniture in lines(SITES / "excerpts" / "furniture.txt"):
        assert not any(furniture in text for text in made.values()), furniture


def test_every_sentence_of_the_excerpts_is_cited_or_known_not_to_be(tmp_path: Path) -> None:
    """So that the list of sentences that must not be shown is whole."""
    proved, _ = check(project("excerpts", tmp_path / "excerpts"))
    assert proved is not None
    cited = {p for quote, p in proved.passages.items() if str(quote.text)[:8] != "PICTURE:"}
    uncited = []
    for seed in proved.seeds.values():
        for span in (s for p in seed.paragraphs for s in sentence_spans(seed.text, p)):
            parts = [part for p in cited if p.seed == seed.id for part in p.parts]
            parts += [f for f in seed.furniture if f.start <= span.start and span.end <= f.end]
            if not any(part.start < span.end and span.start < part.end for part in parts):
                uncited.append(seed.text[span.start : span.end])
    assert sorted(uncited) == sorted(lines(SITES / "excerpts" / "uncited.txt"))


def test_what_differs_is_shown() -> None:
    expected = {"a.html": b"one\ntwo\n", "gone.html": b"x\n"}
    shown = difference(expected, {"a.html": b"one\nthree\n", "new.html": b"y\n"})
    for line in ("-two", "+three", "gone.html is missing", "new.html is new"):
        assert line in shown.splitlines()
