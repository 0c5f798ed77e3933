"""What of an old site takes its place in the new one: the same file, or a copy of its bytes."""

from __future__ import annotations

import errno
import os
import stat
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest
from outputs import OURS, old_site, tree, write, written

from site_builder import staging as module

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site that stands in its output folder."""
    return old_site(tmp_path)


def test_a_file_of_the_old_site_is_taken_over_by_its_bytes(site: Path) -> None:
    same = write(site / "a/same.html", b"same")
    node = same.stat().st_ino
    with written(site) as staging:
        assert not staging.keep("a/same.html", sha256(b"other").hexdigest())
        assert not staging.keep("a/missing.html", sha256(b"same").hexdigest())
        assert staging.keep("a/same.html", sha256(b"same").hexdigest())
        assert staging.digests == {"a/same.html": sha256(b"same").hexdigest()}
    assert tree(site) == {"a/same.html": b"same"}
    assert (site / "a/same.html").stat().st_ino == node


@pytest.mark.parametrize("way", ["a mode of its own", "no second names", "no open folders"])
def test_what_cannot_be_the_same_file_is_a_copy(
    way: str, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    same = write(site / "old.html", b"same")
    node = same.stat().st_ino
    if way == "a mode of its own":
        same.chmod(0o600)
    elif way == "no second names":
        monkeypatch.setattr(os, "link", _refuse)
    else:
        monkeypatch.setattr(module, "_BY_FOLDER", False)
    with written(site) as staging:
        assert staging.keep("old.html", sha256(b"same").hexdigest())
    made = (site / "old.html").stat()
    assert tree(site) == {"old.html": b"same"}
    assert made.st_ino != node
    assert stat.S_IMODE(made.st_mode) == 0o644


def _refuse(*_args: object, **_options: object) -> None:
    raise OSError(errno.EMLINK, "too many links")


def test_no_link_is_taken_over_and_no_file_that_took_its_place(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (site / "old.html").unlink()
    (site / "old.html").symlink_to(write(tmp_path / "elsewhere.html", b"same"))
    with written(site) as staging:
        assert not staging.keep("old.html", sha256(b"same").hexdigest())
        staging.write("manifest.json", OURS)
    write(site / "old.html", b"same")
    link = os.link

    def late(source: Path, *args: str, **options: Any) -> None:
        source.unlink()
        write(source, b"other")
        link(source, *args, **options)

    monkeypatch.setattr(os, "link", late)
    with written(site) as staging:
        assert staging.keep("old.html", sha256(b"same").hexdigest())
    assert tree(site) == {"old.html": b"same"}
