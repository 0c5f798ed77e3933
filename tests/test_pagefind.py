"""A large site's index by Pagefind: who gets one, what is in it, what happens if it fails."""

from __future__ import annotations

import gzip
import json
import re
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from site_builder import pagefind
from site_builder.findings import FaultError, as_text
from site_builder.pipeline import Means, build, check
from site_builder.views.index import Index
from site_builder.views.search import KINDS, entries
from site_builder.wordindex import Entry

if TYPE_CHECKING:
    from collections.abc import Callable

    from ran import Ran

PROJECT = Path(__file__).parent.parent
ENTRIES = [
    *(Entry(kind="statement", href=f"a.html#s{n}", text=f"Ferry <{n}> & quay.") for n in range(30)),
    Entry(kind="person", href="p.html", text="Ann Dell", by="board", also="chair", worth=0.5),
]
needed = pytest.mark.skipif(
    pagefind.program() is None, reason="the extra `search` is not installed"
)


def made(program: Path, **how: float) -> dict[str, bytes]:
    return dict(pagefind.pagefind(ENTRIES, [*KINDS], "en-GB", made_by=program, **how))


def fragments(files: dict[str, bytes]) -> list[dict[str, Any]]:
    """Return what Pagefind gives out of each sheet, which begins with a mark of its own."""
    texts = [gzip.decompress(data) for path, data in files.items() if path.endswith("fragment")]
    return [json.loads(text[text.index(b"{") :]) for text in texts]


def fake(folder: Path, code: str) -> Path:
    program = folder / "fake"
    (folder / "fake.py").write_text(f"{code}\n", encoding="utf-8")
    # A first line that names a program takes no space in its path, a shell does.
    words = shlex.join([sys.executable, str(folder / "fake.py")])
    program.write_text(f'#!/bin/sh\nexec {words} "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return program


@needed
def test_sheets_hold_a_few_entries_of_one_kind_each_with_its_address() -> None:
    program = pagefind.program()
    assert program is not None
    files = made(program)
    assert files == made(program)  # the same bytes every time
    marks = [[(m["id"], m["text"]) for m in one["anchors"]] for one in fragments(files)]
    assert sorted(map(len, marks)) == [2, 6, 12, 12]
    every = {mark for some in marks for mark in some}
    assert ("0:1.00:a.html#s7", "Ferry <7> & quay.") in every
    assert [some for some in marks if len(some) == 2] == [
        [("3:0.50:p.html", "Ann Dell"), ("by", "board")]
    ]
    assert {re.sub(r"en-gb_\w+|\w+\.en-gb", "*", path) for path in files} >= {
        *("pagefind/pagefind.js", "pagefind/fragment/*.pf_fragment", "pagefind/index/*.pf_index"),
    }
    assert not [path for path in files if "ui" in path or path.endswith((".css", ".html"))]


@needed
def test_no_file_of_the_real_index_names_who_holds_no_office() -> None:
    settings = yaml.safe_load((PROJECT / "content/site.yaml").read_text(encoding="utf-8"))
    proved, _ = check(PROJECT)
    program = pagefind.program()
    assert proved is not None
    assert program is not None
    files = dict(
        pagefind.pagefind(entries(Index(proved=proved)), [*KINDS], "en-GB", made_by=program)
    )
    packed = [d for path, d in files.items() if path.endswith(("fragment", "pf_index", "pf_meta"))]
    held = b"\n".join(map(gzip.decompress, packed)).lower()
    assert b"taskforce" in held
    for name in settings["named"]:
        assert name.split()[-1].lower().encode() not in held


@needed
def test_a_large_site_has_the_index_in_its_manifest(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("site_builder.views.pages.LARGE", 5)
    told: list[str] = []
    outcome = build(here, here / "public", means=Means(progress=lambda *what: told.append(what[2])))
    assert (outcome.findings, outcome.advice, told[0]) == ((), "", "pagefind/")
    files = json.loads((here / "public/manifest.json").read_text(encoding="utf-8"))["files"]
    assert {"pagefind/pagefind.js", "search-words.js", "search-index.js"} <= set(files)
    page = (here / "public/search.html").read_text(encoding="utf-8")
    assert 'data-pagefind="pagefind/"' in page
    assert "opens-search" not in page


@pytest.mark.parametrize("installed", [True, False])
def test_a_small_site_never_has_one(
    here: Path, monkeypatch: pytest.MonkeyPatch, installed: bool
) -> None:
    monkeypatch.setattr(pagefind, "program", lambda: here / "none" if installed else None)
    outcome = build(here, here / "public")
    assert (outcome.findings, outcome.advice) == ((), "")
    assert not (here / "public/pagefind").exists()
    assert not (here / "public/search-words.js").exists()
    page = (here / "public/search.html").read_text(encoding="utf-8")
    assert 'data-pagefind="' not in page
    assert "opens-search" in page


def test_a_large_site_without_it_is_built_with_advice(
    here: Path, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("site_builder.views.pages.LARGE", 5)
    monkeypatch.setitem(sys.modules, "pagefind_bin", None)
    ran = run("build", "--strict")
    assert ran.status == 0
    assert ran.out.count("[search]'") == 1
    assert not (here / "public/pagefind").exists()
    index = (here / "public/search-index.js").read_text(encoding="utf-8")
    assert "paragraph" not in index  # no passages
    assert "pip install" not in run("build", "-q").out


@pytest.mark.parametrize(
    ("code", "patience", "message"),
    [
        ("raise SystemExit('no\\x1b room')", 60.0, "the program ended with status 1: no� room"),
        ("raise SystemExit(3)", 60.0, "the program ended with status 3"),
        ("", 60.0, "the program ended well and left no index"),
        ("import time; time.sleep(60)", 0.05, "the program did not end in 0 s"),
    ],
)
def test_a_program_that_fails_is_a_finding(
    tmp_path: Path, code: str, patience: float, message: str
) -> None:
    with pytest.raises(FaultError) as caught:
        made(fake(tmp_path, code), patience=patience)
    assert (caught.value.finding.code, caught.value.finding.message) == ("search-fault", message)


def test_the_last_site_stays_where_the_program_does_not_start(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert build(here, here / "public").pages
    before = (here / "public/manifest.json").read_bytes()
    monkeypatch.setattr("site_builder.views.pages.LARGE", 5)
    monkeypatch.setattr(pagefind, "program", lambda: here / "none")
    outcome = build(here, here / "public")
    assert (outcome.pages, [one.code for one in outcome.findings]) == (0, ["search-fault"])
    assert " search-fault: the program did not start: " in as_text(outcome.findings[0])
    assert (here / "public/manifest.json").read_bytes() == before


def test_it_takes_no_settings_from_around_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAGEFIND_ROOT_SELECTOR", "nav")
    seen = tmp_path / "seen"
    program = fake(tmp_path, f"import os; open({str(seen)!r}, 'w').write(repr(dict(os.environ)))")
    with pytest.raises(FaultError):
        made(program)
    assert "PAGEFIND" not in seen.read_text(encoding="utf-8")
