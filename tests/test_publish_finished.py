"""A finished site on the disk, and what publishing it would change."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from site_builder.findings import FaultError, report
from site_builder.manifest import Manifest
from site_builder.packed import Packed
from site_builder.publish.finished import busy, failed, finished
from site_builder.publish.plan import planned

if TYPE_CHECKING:
    from pathlib import Path

PAGE = b"<!doctype html>"
SITE = Manifest(
    generator="site-builder 1",
    version="1.0",
    date="2026-11-21",
    seed_text="excerpts",
    without_rights=(),
    inputs={},
    files={"index.html": sha256(PAGE).hexdigest()},
    made_from={},
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "index.html").write_bytes(PAGE)
    (tmp_path / "manifest.json").write_bytes(SITE.data())
    return tmp_path


def test_a_site_is_its_manifest_and_what_that_lists(site: Path) -> None:
    (site / "private.txt").write_text("not ours")
    made = finished(site)
    assert sorted(made.files) == ["index.html", "manifest.json"]
    assert made.read("index.html") == PAGE
    assert made.read("manifest.json") == SITE.data()


def refusal(site: Path) -> str:
    with pytest.raises(FaultError) as caught:
        [finished(site).read(path) for path in finished(site).files]
    return report([caught.value.finding])


def test_a_file_that_was_changed_is_not_published(site: Path) -> None:
    (site / "index.html").write_bytes(PAGE + b" ")
    assert " publish-refused: it is not what the site's manifest says" in refusal(site)


def test_a_file_that_is_gone_is_told(site: Path) -> None:
    (site / "index.html").unlink()
    assert "index.html: error publish-refused: No such file" in refusal(site)


@pytest.mark.parametrize("path", ["../index.html", "/etc/passwd", "a/../../b", "a\\b"])
def test_a_manifest_leads_nowhere_else(site: Path, path: str) -> None:
    listed = replace(SITE, files={path: "a" * 64})
    (site / "manifest.json").write_bytes(listed.data())
    assert "which is no file" in refusal(site)


def test_a_folder_without_a_manifest_of_ours_is_no_site(site: Path) -> None:
    (site / "manifest.json").write_bytes(replace(SITE, generator="other").data())
    assert "this builder did not make the site" in refusal(site)
    (site / "manifest.json").write_bytes(b"{}")
    assert "it does not say `generator`" in refusal(site)
    (site / "manifest.json").unlink()
    assert "there is no built site" in refusal(site)


PACKED = Packed(manifest=SITE.digest, files={"index.html.gz": sha256(b"packed").hexdigest()})


def test_packed_files_are_those_of_their_list(site: Path) -> None:
    (site / "packed.json").write_bytes(PACKED.data())
    (site / "index.html.gz").write_bytes(b"packed")
    (site / "other.html.gz").write_bytes(b"packed")
    made = finished(site)
    assert list(made.packed) == ["index.html.gz", "packed.json"]
    assert made.read("index.html.gz") == b"packed"
    assert sorted(made.files) == ["index.html", "manifest.json"]
    (site / "index.html.gz").write_bytes(b"other")
    with pytest.raises(FaultError, match="it was changed after the build"):
        made.read("index.html.gz")


@pytest.mark.parametrize(
    ("packed", "why"),
    [
        (b"{}", "it does not say `manifest`"),
        (replace(PACKED, manifest="a" * 64).data(), "it is the list of another site"),
        (replace(PACKED, files={"x.html.gz": "a" * 64}).data(), "which packs no file of the site"),
        (replace(PACKED, files={"../a.gz": "a" * 64}).data(), "which packs no file of the site"),
        (None, "Is a directory"),
    ],
)
def test_a_list_of_packed_files_that_is_not_of_the_site(
    site: Path, packed: bytes | None, why: str
) -> None:
    if packed is None:
        (site / "packed.json").mkdir()
    else:
        (site / "packed.json").write_bytes(packed)
    assert why in refusal(site)


def test_what_a_place_says_is_told() -> None:
    told = report([failed("s3://b", "no answer", "try again").finding])
    assert "s3://b: error publish-fault: no answer" in told
    told = report([busy("/srv/www", "another is publishing", "wait").finding])
    assert "/srv/www: error publish-busy: another is publishing" in told


def test_a_plan_is_what_comes_changes_and_goes() -> None:
    there = {"a.html": "1", "b.html": "1", "c.html": "1", "static/old.js": "1"}
    wanted = {"a.html": "1", "b.html": "2", "d.html": "1"}
    plan = planned(there, wanted, kept=frozenset({"static/old.js"}))
    assert (plan.new, plan.changed, plan.gone) == (("d.html",), ("b.html",), ("c.html",))
    assert (plan.kept, plan.same, plan.is_empty) == (("static/old.js",), 1, False)
    assert planned(there, there).is_empty
