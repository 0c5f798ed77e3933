"""Where a site is read from: a folder, a zip; and nothing hostile in either does harm."""

from __future__ import annotations

import gzip
import os
import zipfile
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from signed import told

from site_builder.findings import FaultError
from site_builder.manifest import Manifest
from site_builder.packed import Packed, read_packed
from site_builder.verifying import copies
from site_builder.verifying.audit import audited
from site_builder.verifying.copies import UnreadError, can_unpack, path_fault, unpacked
from site_builder.verifying.folders import Folder
from site_builder.verifying.zips import Zip

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PAGE = b'<!doctype html>\n<html><head><title>A</title></head><body><p id="a">A</p></body></html>\n'
SITE = Manifest(
    generator="site-builder 1",
    version="1.0",
    date="2026-11-21",
    seed_text="full",
    without_rights=(),
    inputs={},
    files={"index.html": sha256(PAGE).hexdigest()},
    made_from={},
)
FILES = {"index.html": PAGE, "manifest.json": SITE.data()}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    for name, data in FILES.items():
        (folder / name).write_bytes(data)
    return folder


def zipped(path: Path, files: Mapping[str, bytes] = FILES, above: str = "") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(above + name, data)
    return path


def wrong(path: Path) -> list[str]:
    """Return what is wrong with a zip."""
    try:
        return [found.message for found in audited(Zip(path)).findings]
    except UnreadError as error:
        return [error.message]
    except FaultError as error:
        return [error.finding.message]


def pack(site: Path, files: Mapping[str, bytes]) -> None:
    for name, data in files.items():
        (site / name).write_bytes(data)
    digests = {name: sha256(data).hexdigest() for name, data in files.items()}
    (site / "packed.json").write_bytes(Packed(manifest=SITE.digest, files=digests).data())


# Folders


def test_a_link_and_a_pipe_are_no_files_of_a_site(site: Path) -> None:
    (site / "index.html").rename(site.parent / "page")
    (site / "index.html").symlink_to(site.parent / "page")
    assert told(site) == ["index.html site-unreadable: it is a link, not a file of the site"]
    (site / "index.html").unlink()
    os.mkfifo(site / "index.html")
    assert told(site) == ["index.html site-unreadable: it is not an ordinary file"]


def test_a_link_to_a_folder_is_not_followed(site: Path) -> None:
    (site / "more").symlink_to(site.parent)
    assert told(site) == ["more site-changed: the site does not list this file"]


def test_a_file_that_is_too_large_is_not_read(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("site_builder.verifying.folders.LARGEST", 10)
    assert told(site)[0].endswith("it is larger than 0 MB")


def test_too_many_files_are_not_listed(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("site_builder.verifying.folders.MOST", 1)
    with pytest.raises(UnreadError, match="more than 1 files"):
        Folder(site)


def test_an_earlier_static_file_is_known_by_its_name(site: Path) -> None:
    (site / "static").mkdir()
    name = sha256(b"old").hexdigest()[:12]
    (site / f"static/site.{name}.css").write_bytes(b"old")
    audit = audited(Folder(site))
    assert (audit.findings, audit.counts["earlier"]) == ([], 1)
    (site / f"static/site.{name}.css").write_bytes(b"new")
    assert told(site) == [f"static/site.{name}.css site-changed: the site does not list this file"]


# Packed files


def test_packed_files_are_held_to_what_they_pack(site: Path) -> None:
    pack(site, {"index.html.gz": gzip.compress(PAGE)})
    audit = audited(Folder(site))
    assert (audit.findings, audit.counts["packed"]) == ([], 1)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (gzip.compress(b"other", mtime=0), "it does not unpack to the bytes of index.html"),
        (gzip.compress(PAGE, mtime=0)[:-4], "it cannot be unpacked: it is cut off"),
        (gzip.compress(PAGE, mtime=0) + b"x", "it cannot be unpacked: it is cut off, or goes on"),
        (b"no gzip", "it cannot be unpacked: it is not gzip"),
    ],
    ids=["other words", "cut off", "goes on", "no gzip"],  # the bytes hold a time
)
def test_what_packs_something_else_is_told(data: bytes, expected: str, site: Path) -> None:
    pack(site, {"index.html.gz": data})
    assert [
        line for line in told(site) if line.startswith(f"index.html.gz site-changed: {expected}")
    ]


def test_brotli_is_held_to_what_it_packs_or_said_not_to_be(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    brotli = pytest.importorskip("brotli")
    pack(site, {"index.html.br": brotli.compress(PAGE)})
    assert audited(Folder(site)).counts["packed"] == 1
    pack(site, {"index.html.br": brotli.compress(PAGE)[:-2]})
    assert told(site) == ["index.html.br site-changed: it cannot be unpacked: it is cut off"]
    pack(site, {"index.html.br": b"no Brotli at all"})
    assert told(site) == ["index.html.br site-changed: it cannot be unpacked: it is not Brotli"]
    bomb = brotli.compress(bytes(1 << 20))
    assert len(unpacked(bomb, "br", 1000) or b"") == 1001
    monkeypatch.setattr(copies, "_brotli", lambda: None)
    audit = audited(Folder(site))
    assert not audit.findings
    assert any("Brotli, which is not installed" in unseen.what for unseen in audit.unseen)
    assert (can_unpack("br"), can_unpack("gzip")) == (False, True)


def test_a_list_of_packed_files_is_whole_and_of_this_site(site: Path) -> None:
    pack(site, {"index.html.gz": gzip.compress(PAGE)})
    listed = read_packed((site / "packed.json").read_bytes())
    for other, expected in (
        (replace(listed, manifest="0" * 64).data(), "it is of another site, or another edition"),
        (listed.data() + b" ", "it was changed: its digest does not fit what it says"),
        (b"[" * 100_000, "it is not JSON"),
        (b"[]", "it is no list of names and values"),
        (Packed(manifest="", files={"a": "0" * 64}).data(), "it lists a file that is not packed"),
        (b'{"manifest": "\\ud800", "files": {}, "digest": ""}', "it was changed: its digest"),
    ):
        (site / "packed.json").write_bytes(other)
        assert [
            line for line in told(site) if line.startswith(f"packed.json site-changed: {expected}")
        ]
    (site / "packed.json").unlink()
    assert told(site) == ["index.html.gz site-changed: the site does not list this file"]
    pack(site, {"other.html.gz": gzip.compress(PAGE)})
    assert any("which packs no file of the site" in line for line in told(site))


def test_what_the_list_of_packed_files_names_has_to_be_there(site: Path) -> None:
    pack(site, {"index.html.gz": gzip.compress(PAGE)})
    (site / "index.html.gz").write_bytes(b"")
    assert told(site) == [
        "index.html.gz site-changed: these are not the bytes that packed.json says"
    ]
    (site / "index.html.gz").unlink()
    assert told(site) == ["index.html.gz site-changed: the site lists this file: it is not there"]


# Zips


@pytest.mark.parametrize("above", ["", "site-1.0/"])
def test_a_zip_is_read_at_its_root_or_in_its_one_folder(above: str, tmp_path: Path) -> None:
    assert wrong(zipped(tmp_path / "a.zip", above=above)) == []


@pytest.mark.parametrize("name", ["../a", "/a", "a/../../b", "a\\b", "a\x01b", "x/" * 40 + "a"])
def test_a_name_that_leads_out_of_a_zip_is_refused(name: str, tmp_path: Path) -> None:
    assert "it holds" in wrong(zipped(tmp_path / "a.zip", {**FILES, name: b""}))[0]


def test_a_zip_that_unpacks_to_far_more_is_refused(tmp_path: Path) -> None:
    assert wrong(zipped(tmp_path / "a.zip", {**FILES, "index.html": bytes(30 << 20)})) == [
        "it unpacks to far more than a file of a site does"
    ]


def test_a_zip_is_bounded_as_a_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = zipped(tmp_path / "a.zip")
    for name, value, expected in (
        ("MOST", 1, "more than 1 files"),
        ("IN_ALL", 1, "unpacks to more than"),
        ("_LARGEST", 1, "it is larger than"),
        ("LARGEST", 1, "it is larger than"),
    ):
        with monkeypatch.context() as patched:
            patched.setattr(f"site_builder.verifying.zips.{name}", value)
            assert expected in wrong(path)[0]


def test_a_zip_with_two_files_of_one_name_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("index.html", PAGE)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("index.html", PAGE)
    assert "two files of one name" in wrong(tmp_path / "a.zip")[0]


def test_a_link_in_a_zip_is_no_file(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("index.html")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("manifest.json", FILES["manifest.json"])
    assert wrong(tmp_path / "a.zip") == ["it is a link, not a file of the site"]


def test_a_broken_zip_is_a_finding(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip")
    data = bytearray(path.read_bytes())
    data[45] ^= 255  # within the first file
    path.write_bytes(data)
    assert wrong(path) == ["it cannot be unpacked"]
    path.write_bytes(b"PK no zip")
    assert wrong(path) == ["it is no zip that can be read"]
    assert "No such file" in wrong(tmp_path / "none.zip")[0]


# Manifests


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"[" * 1_000_000, "it is not JSON"),
        (b'{"generator": "\\ud800"}', "it does not say"),
        (replace(SITE, generator="other 1").data(), "this builder did not make the site"),
        (replace(SITE, files={"../a": "0" * 64}).data(), "this path leads out of the site"),
        (replace(SITE, files={"a\0b": "0" * 64}).data(), "characters that no file of a site has"),
        (replace(SITE, files={"a" * 2_000: "0" * 64}).data(), "this path is too long"),
        (replace(SITE, files={"manifest.json": "0" * 64}).data(), "no site lists that"),
    ],
)
def test_a_hostile_manifest_is_one_finding(data: bytes, expected: str, site: Path) -> None:
    (site / "manifest.json").write_bytes(data)
    (line,) = told(site)
    assert expected in line


def test_a_site_has_the_digest_that_is_expected_or_is_another(site: Path) -> None:
    assert not audited(Folder(site), expected=SITE.digest).findings
    with pytest.raises(FaultError) as error:
        audited(Folder(site), expected="0" * 64)
    assert SITE.digest in error.value.finding.message


def test_a_folder_without_a_manifest_is_no_site(tmp_path: Path) -> None:
    assert told(tmp_path) == [
        "manifest.json site-unreadable: there is no site that can be held to anything: it is not "
        "there"
    ]


def test_paths_of_a_site_lead_into_it() -> None:
    assert not path_fault("themes/a.html")
    assert not path_fault(".well-known/security.txt")
    for path in ("", "/a", "a//b", "a/./b", "..", "c:/a", "a\nb"):
        assert path_fault(path), path


@pytest.mark.skipif(os.name == "nt", reason="Windows has no files of these names")
def test_a_file_below_a_folder_of_an_odd_name_is_told(site: Path) -> None:
    for name in ("a:b", "x\\y"):
        (site / name).mkdir()
        (site / name / "evil.html").write_bytes(b"<p>evil</p>")
    folders = [name for name in Folder(site).names() if path_fault(name)]
    assert sorted(folders) == ["a:b", "x\\y"]
    assert len(audited(Folder(site)).findings) == 2
