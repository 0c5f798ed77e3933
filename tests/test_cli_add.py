"""`add`: what a curator sees, and what stands on the disk afterwards."""

from __future__ import annotations

import os
from hashlib import sha256
from typing import TYPE_CHECKING

import papers
import pytest
from ran import Ran

from site_builder import writing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEXT = "A ferry\nThe ferry to Skerrow carried 1,204 passengers in May 2026, the office said.\n"
STEM = f"001_{sha256(TEXT.encode()).hexdigest()[:16]}"


def put(here: Path, name: str, data: bytes | str) -> str:
    path = here.parent / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return f"../{name}"


def tree(here: Path) -> dict[str, bytes]:
    return {
        path.relative_to(here).as_posix(): path.read_bytes()
        for path in here.rglob("*")
        if path.is_file()
    }


def test_a_text_becomes_a_seed_with_a_record(here: Path, run: Callable[..., Ran]) -> None:
    before = tree(here)
    ran = run("add", put(here, "a.txt", TEXT))
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "added ../a.txt as seed 001: 2 paragraphs, 15 words",
        f"  seeds/{STEM}.txt   the text",
        "  content/sources/001.yaml   what is known of it: read it",
        "next: read each record, give it a `short` name, and mark what is furniture; then",
        "  python build.py coverage   shows which sentences nobody has looked at",
        "  python build.py find WORDS   finds words in the articles, as an entry of evidence",
    ]
    after = tree(here)
    assert {name: after[name] for name in before} == before
    assert after.keys() - before.keys() == {f"seeds/{STEM}.txt", "content/sources/001.yaml"}
    assert after[f"seeds/{STEM}.txt"] == TEXT.encode()
    assert run("check").status == 0
    assert "2 sentences not reviewed" in run("coverage").out or "001" in run("coverage").out


def test_a_page_and_a_pdf_are_kept_beside_their_texts(here: Path, run: Callable[..., Ran]) -> None:
    page, pdf = papers.page().encode(), papers.pdf(papers.LINES, [""])
    ran = run("add", put(here, "a.html", page), put(here, "b.pdf", pdf))
    assert ran.status == 0
    kept = {name: data for name, data in tree(here).items() if "originals" in name}
    assert sorted(kept.values()) == sorted([page, pdf])
    assert [name.split("/")[2][:4] for name in sorted(kept)] == ["001_", "002_"]
    assert ran.err == "../b.pdf: there is next to no text on these of its 2 pages: 2\n"
    assert run("check").status == 0


def test_what_a_page_loses_is_told_and_stands_in_the_record(
    here: Path, run: Callable[..., Ran]
) -> None:
    byline = "<article><header><p class='byline'>Ann Dell, correspondent</p></header>"
    page = papers.page().replace("<article>", byline, 1)
    (here / "saved.html").write_text(page, encoding="utf-8")
    ran = run("add", "saved.html")
    lost = "the page shows “Ann Dell, correspondent”, perhaps its byline, and the text does not"
    assert ran.status == 0
    assert f"saved.html: {lost} have it\n" in ran.err
    (record,) = (here / "content/sources").glob("001.yaml")
    assert f"# Mind: {lost} have it\n" in record.read_text(encoding="utf-8")


def test_with_schemas_a_record_names_its_own(here: Path, run: Callable[..., Ran]) -> None:
    run("schema", "--write", "-q")
    assert run("add", "-q", put(here, "a.txt", TEXT)) == Ran(0, "", "")
    first = (here / "content/sources/001.yaml").read_text("utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../.schema/sources.schema.json"


def test_the_same_article_is_noticed_and_a_near_one_told(
    here: Path, run: Callable[..., Ran]
) -> None:
    text = " ".join(papers.WORDS * 3)
    run("add", put(here, "a.txt", text))
    before = tree(here)
    ran = run("add", "../a.txt")
    assert (ran.status, tree(here)) == (1, before)
    assert "id-duplicate: this article is here already: seeds/001_" in ran.err
    ran = run("add", put(here, "b.txt", f"{text} More."))
    assert ran.status == 0
    assert "nearly the same as seeds/001_" in ran.err


def test_a_seed_that_stands_there_without_a_record_gets_one(
    here: Path, run: Callable[..., Ran]
) -> None:
    (here / "seeds/ferry_1.txt").write_bytes(TEXT.encode())
    before = tree(here)
    ran = run("add", "seeds/ferry_1.txt")
    assert ran.out.splitlines()[:2] == [
        "began the record of seeds/ferry_1.txt as seed ferry: 2 paragraphs, 15 words",
        "  content/sources/ferry.yaml   what is known of it: read it",
    ]
    assert tree(here).keys() - before.keys() == {"content/sources/ferry.yaml"}
    assert run("check").status == 0
    assert "id-duplicate" in run("add", "seeds/ferry_1.txt").err
    assert "id-duplicate" in run("add", "seeds/one.txt").err


def test_an_id_of_ones_own(here: Path, run: Callable[..., Ran]) -> None:
    assert run("add", "--id", "ferry", put(here, "a.txt", TEXT)).status == 0
    assert (here / "content/sources/ferry.yaml").is_file()
    for name in ("ferry", "FERRY", "a_b", "con", "one", "../x"):
        ran = run("add", "--id", name, put(here, "b.txt", TEXT + "More."))
        assert (ran.status, "error seed-name: the id “" in ran.err) == (1, True)
    assert run("add", "--id", "x", "../a.txt", "../b.txt").status == 2


def test_a_number_is_free_only_where_no_half_of_another_is(
    here: Path, run: Callable[..., Ran]
) -> None:
    (here / "content/sources/007.yaml").write_text("seed: gone\n", encoding="utf-8")
    run("add", put(here, "a.txt", TEXT))
    assert (here / "content/sources/008.yaml").is_file()


def test_an_address_is_not_fetched(here: Path, run: Callable[..., Ran]) -> None:
    for address in ("https://example.org/x", "www.example.org", "ftp://example.org"):
        ran = run("add", address)
        assert (ran.status, ran.out) == (2, "")
        assert ran.err.startswith(f"“{address}” is an address, and nothing is fetched here\n  hint")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"caf\xe9", ":1:4: error seed-encoding: byte 4 of the file, 0xE9, is not UTF-8"),
        (b"", ": error seed-empty: the file is empty"),
        (b"PK\x03\x04", ": error file-unreadable: this is a Word, OpenDocument, EPUB or zip"),
    ],
)
def test_what_cannot_be_added_is_told_and_the_others_are_added(
    here: Path, run: Callable[..., Ran], data: bytes, told: str
) -> None:
    ran = run("add", put(here, "bad", data), put(here, "a.txt", TEXT))
    assert ran.status == 1
    assert ran.err.startswith(f"../bad{told}")
    assert (here / f"seeds/{STEM}.txt").is_file()


def test_what_is_no_file_is_told(here: Path, run: Callable[..., Ran]) -> None:
    before = tree(here)
    os.mkfifo(here.parent / "pipe")
    with (here.parent / "big.txt").open("wb") as file:
        file.truncate(50 << 20)
    for name, told in (
        ("..", "file-unreadable: this is a folder"),
        ("../none", "file-missing: there is no such file"),
        ("../pipe", "file-unreadable: this is no ordinary file"),
        ("../big.txt", "file-unreadable: this file has 50 MB, and no more than 32 are read"),
        ("a\0b", "file-unreadable: cannot be read: its name cannot be a file’s"),
        ("x" * 5000, "file-unreadable: cannot be read: File name too long"),
    ):
        ran = run("add", name)
        assert (ran.status, f"error {told}" in ran.err) == (1, True), ran.err
    assert tree(here) == before


def test_without_a_project_nothing_is_written(
    tmp_path: Path, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    ran = run("add", "a.txt")
    assert (ran.status, [path.name for path in tmp_path.iterdir()]) == (1, ["a.txt"])
    assert "not found: there is no project here\n  hint: run the command in the folder" in ran.err
    (tmp_path / "seeds").mkdir()
    assert run("add", "a.txt").status == 0  # a project that is just begun
    assert (tmp_path / "content/sources/001.yaml").is_file()


def test_where_one_file_cannot_be_written_none_is(
    here: Path, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(here)
    page = put(here, "a.html", papers.page())
    real, calls = writing._write, []

    def full(path: Path, data: bytes) -> None:
        real(path, data)
        calls.append(path)
        if len(calls) == 3:
            raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(writing, "_write", full)
    ran = run("add", page)
    assert (ran.status, tree(here), len(calls)) == (1, before, 3)
    assert not (here / "seeds/originals").exists()
    assert "No space left on device" in ran.err


def test_ctrl_c_leaves_nothing(
    here: Path, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(here)

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(writing, "_put", stopped)
    assert run("add", put(here, "a.txt", TEXT)).status == 130
    assert tree(here) == before


def test_a_file_that_is_there_is_not_overwritten(here: Path, run: Callable[..., Ran]) -> None:
    (here / "content/sources/.001.yaml.new").write_bytes(b"left behind")
    (here / "seeds" / f"{STEM}.txt").mkdir()  # no seed, but in the way
    before = tree(here)
    ran = run("add", put(here, "a.txt", TEXT))
    assert ran.status == 1
    assert "disk-fault: a file of this name is there already" in ran.err
    assert {**before, "content/sources/.001.yaml.new": b""}.keys() >= tree(here).keys()
