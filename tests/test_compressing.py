"""Packed files: smaller, the same bytes each time, listed, and part of a site that is replaced."""

from __future__ import annotations

import gzip
import sys
from hashlib import sha256
from typing import TYPE_CHECKING

import brotli
import pytest
import tiny

from site_builder import pipeline
from site_builder.compressing import gzipped, needed, packed_files, packers
from site_builder.findings import FaultError, report
from site_builder.manifest import read_manifest
from site_builder.output import listed, remove_site
from site_builder.packed import read_packed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ran import Ran

DATA = b"<p>The ferry crosses each hour.</p>" * 30


def test_packed_bytes_unpack_and_say_no_time() -> None:
    by = packers()
    assert by is not None
    assert gzip.decompress(by[".gz"](DATA)) == DATA
    assert brotli.decompress(by[".br"](DATA)) == DATA
    assert by[".gz"](DATA)[3:8] == bytes(5), "flags and time"


def test_packed_bytes_are_these_on_every_machine() -> None:
    by = needed()
    made = {ending: sha256(pack(DATA)).hexdigest()[:12] for ending, pack in by.items()}
    assert made == {".br": "2e669af695a1", ".gz": "efbb8278643f"}


def test_only_what_gets_smaller_is_packed_in_the_order_of_the_paths() -> None:
    files = {f"{number:02}.html": DATA for number in range(30)}
    files |= {"a.woff2": DATA, "b.html": b"-", "c.js": DATA}
    made = [path for path, _ in packed_files(files, files.__getitem__, needed())]
    pages = [f"{number:02}.html" for number in range(30)]
    assert made == [f"{path}{end}" for path in [*pages, "c.js"] for end in (".br", ".gz")]


def test_what_cannot_be_read_is_told() -> None:
    def gone(path: str) -> bytes:
        raise FileNotFoundError(2, "gone", path)

    with pytest.raises(FileNotFoundError):
        list(packed_files(["a.html"], gone, needed()))


def test_a_site_is_the_same_but_for_packed_files_that_it_lists(tmp_path: Path) -> None:
    project, output = tiny.project(tmp_path / "project"), tmp_path / "public"
    pipeline.build(project, output)
    plain = (output / "manifest.json").read_bytes()
    assert not (output / "packed.json").exists()
    told: list[tuple[int, int, str]] = []
    assert pipeline.build(
        project,
        output,
        compress=True,
        means=pipeline.Means(progress=lambda *step: told.append(step)),
    ).pages
    assert told[-1][0] == told[-1][1]
    assert told[-1][2] == "packed.json"
    assert (output / "manifest.json").read_bytes() == plain
    packed = read_packed((output / "packed.json").read_bytes())
    assert packed.manifest == read_manifest(plain).digest
    assert "manifest.json.br" in packed.files
    for path, digest in packed.files.items():
        data = (output / path).read_bytes()
        assert sha256(data).hexdigest() == digest
        unpacked = gzip.decompress(data) if path.endswith(".gz") else brotli.decompress(data)
        assert unpacked == (output / path[:-3]).read_bytes()
    first = {path: (output / path).read_bytes() for path in packed.files}
    pipeline.build(project, output, compress=True)
    assert {path: (output / path).read_bytes() for path in packed.files} == first
    pipeline.build(project, output)
    assert not list(output.rglob("*.gz"))
    assert remove_site(output, project)


def test_a_packed_file_that_is_not_listed_is_not_lost(tmp_path: Path) -> None:
    project, output = tiny.project(tmp_path / "project"), tmp_path / "public"
    pipeline.build(project, output, compress=True)
    (output / "mine.html.gz").write_bytes(b"mine")
    assert "did not make mine.html.gz" in report(pipeline.build(project, output).findings)
    (output / "mine.html.gz").unlink()
    packed = output / "packed.json"
    packed.write_bytes(packed.read_bytes().replace(b'"files"', b'"filed"'))
    assert "packed.json" not in listed(output)
    assert "did not make 404.html.br" in report(pipeline.build(project, output).findings)


def test_a_list_of_another_site_counts_for_nothing(tmp_path: Path) -> None:
    project, output = tiny.project(tmp_path / "project"), tmp_path / "public"
    pipeline.build(project, output, compress=True)
    other = read_packed((output / "packed.json").read_bytes())
    (output / "packed.json").write_bytes(type(other)(manifest="a" * 64, files=other.files).data())
    assert "packed.json" not in listed(output)


def test_without_the_extra_the_command_says_how_to_install_it(
    here: Path, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "brotli", None)
    ran = run("build", "--compress")
    assert ran.status == 1
    assert "--compress: error compress-fault: this needs the Python packages" in ran.err
    assert "[publish]'" in ran.err
    assert not (here / "public").exists()
    with pytest.raises(FaultError):
        needed()


def test_what_is_only_sent_says_no_time_and_unpacks() -> None:
    data = b"<p>The ferry crosses each hour.</p>" * 30
    packed = gzipped(data)
    assert gzip.decompress(packed) == data
    assert packed == gzipped(data)
    assert packed[3:8] == bytes(5), "flags and time"
    assert len(packed) < len(data) / 4
