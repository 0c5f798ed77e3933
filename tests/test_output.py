from __future__ import annotations

import errno
import os
import stat
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest
import tiny
from outputs import OLD, OURS, left_beside, old_site, tree, write, written

from site_builder import output as module
from site_builder import swap as swapping
from site_builder.findings import FaultError, as_text
from site_builder.output import Staging, claimed, remove_site
from site_builder.pipeline import build


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site that stands in its output folder."""
    return old_site(tmp_path)


@pytest.fixture(params=["exchanged", "moved"])
def either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Runs a test with renameat2 and without it, as on macOS and Windows."""
    if request.param == "moved":
        monkeypatch.setattr(swapping, "_LINUX", False)
    elif not swapping._LINUX:
        pytest.skip("only Linux has renameat2")
    return str(request.param)


def done(*command: str | Path) -> bool:
    """Run a command of the system, and tell whether it did what was asked."""
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


# Where a site may be written


@pytest.mark.parametrize(
    ("output", "why"),
    [
        ("project", "the output holds the project itself"),
        ("project/..", "the output holds the project itself"),
        (".", "the output holds the project itself"),
        ("project/content", "the output lies in content/"),
        ("project/seeds/site", "the output lies in seeds/"),
        ("project/public/../templates", "the output lies in templates/"),
        ("project/static/new", "the output lies in static/"),
        ("project/site_builder", "the output lies in site_builder/"),
        ("project/tests/out", "the output lies in tests/"),
        ("project/.git/x", "the output lies in .git/"),
        ("same/new", "the output lies in content/"),
        ("file", "the output is not a folder"),
        ("file/public", "the output lies below file, which is not a folder"),
        ("foreign", "the builder did not make thesis.txt, which is in the output folder"),
        ("app", "the builder did not make manifest.json, which is in the output folder"),
        ("broken", "the builder did not make manifest.json, which is in the output folder"),
        ("list", "the builder did not make manifest.json, which is in the output folder"),
        ("folder", "the builder did not make manifest.json/x, which is in the output folder"),
        ("added", "the builder did not make a/notes.txt, which is in the output folder"),
        ("linked", "the builder did not make a/link, which is in the output folder"),
        ("link", "the output is a link"),
        ("loop", "the output is a link"),
        ("dangling", "the output is a link"),
    ],
)
def test_an_output_that_is_not_the_builders_is_refused(
    output: str, why: str, tmp_path: Path
) -> None:
    project = tmp_path / "project"
    write(project / "content/site.yaml")
    write(tmp_path / "file")
    write(tmp_path / "foreign/thesis.txt")
    write(tmp_path / "app/manifest.json", b'{"name": "an app", "generator": "other"}')
    write(tmp_path / "broken/manifest.json", b"{")
    write(tmp_path / "list/manifest.json", b"[]")
    write(tmp_path / "folder/manifest.json/x")
    for name in ("ours", "added", "linked"):
        write(tmp_path / name / "manifest.json", OURS)
    write(tmp_path / "added/a/notes.txt")
    write(tmp_path / "linked/a/same.html")
    (tmp_path / "linked/a/link").symlink_to(tmp_path / "foreign")
    (tmp_path / "same").symlink_to(project / "content")
    for name, target in [("link", "ours"), ("loop", "loop"), ("dangling", "nothing")]:
        (tmp_path / name).symlink_to(target)
    before = tree(tmp_path)
    with pytest.raises(FaultError) as claiming, claimed(tmp_path / output, project):
        pytest.fail("nothing may be written here")
    with pytest.raises(FaultError) as removing:
        remove_site(tmp_path / output, project)
    for caught in (claiming, removing):
        found = caught.value.finding
        first, _, rest = as_text(found).partition("\n")
        assert first == f"{tmp_path / output}: error output-refused: {why}"
        assert rest.startswith("  hint: ")
    assert tree(tmp_path) == before


def test_a_project_may_lie_beside_its_output(tmp_path: Path) -> None:
    with written(tmp_path / "deep/er/public") as staging:
        staging.write("index.html", b"new")
        staging.write("a/b/c.html", b"c")
    assert tree(tmp_path) == {
        "deep/er/public/index.html": b"new",
        "deep/er/public/a/b/c.html": b"c",
    }
    assert sorted(staging.digests) == ["a/b/c.html", "index.html"]


def test_what_a_file_manager_leaves_in_a_site_does_not_hinder(site: Path) -> None:
    write(site / ".DS_Store")
    with written(site) as staging:
        staging.write("new.html", b"new")
    assert tree(site) == {"new.html": b"new"}


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="mounting needs root")
def test_a_mount_point_is_refused_and_as_it_was(tmp_path: Path) -> None:
    output, source = tmp_path / "public", tmp_path / "source"
    write(source / "manifest.json", OURS)
    output.mkdir()
    if not done("mount", "--bind", source, output):
        pytest.skip("mounting is not permitted here")
    try:
        with pytest.raises(FaultError, match="mount point"), written(output) as staging:
            staging.write("new.html", b"new")
        assert tree(output) == {"manifest.json": OURS}
        assert left_beside(output) == ["source"]
    finally:
        assert done("umount", output)


# All or nothing


@pytest.mark.usefixtures("either_way")
def test_the_new_site_takes_the_place_of_the_whole_old_one(site: Path) -> None:
    with written(site) as staging:
        staging.write("new.html", b"new")
        assert tree(site) == OLD
    assert tree(site) == {"new.html": b"new"}
    assert left_beside(site) == []


@pytest.mark.usefixtures("either_way")
def test_an_empty_folder_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "public").mkdir()
    with written(tmp_path / "public") as staging:
        staging.write("new.html", b"new")
    assert tree(tmp_path) == {"public/new.html": b"new"}


@pytest.mark.parametrize("error", [OSError, KeyboardInterrupt, RuntimeError])
def test_on_any_error_while_writing_the_old_site_stays(
    error: type[BaseException], site: Path
) -> None:
    def fail(staging: Staging) -> None:
        staging.write("new.html", b"new")
        raise error

    with pytest.raises(error), written(site) as staging:
        fail(staging)
    assert tree(site) == OLD
    assert left_beside(site) == []


@pytest.mark.parametrize("error", [OSError(errno.EXDEV, "no"), KeyboardInterrupt()])
@pytest.mark.parametrize("call", [1, 2])
def test_on_any_error_while_moving_the_old_site_stays(
    call: int, error: BaseException, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original, calls = Path.rename, []

    def failing(path: Path, target: Path) -> Path:
        calls.append(path.name)
        if len(calls) == call:
            raise error
        return original(path, target)

    monkeypatch.setattr(Path, "rename", failing)
    monkeypatch.setattr(swapping, "_LINUX", False)
    with pytest.raises(type(error)), written(site) as staging:
        staging.write("new.html", b"new")
    assert len(calls) >= call
    assert tree(site) == OLD
    assert left_beside(site) == []


def test_a_build_that_fails_at_any_write_leaves_the_old_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = tiny.project(tmp_path / "project")
    output = tmp_path / "public"
    assert build(project, output).pages
    old = tree(output)
    write(project / "static/a.css")
    write(project / "templates/pages/home.html", b"another home")
    original, failed = Staging.write, 0
    for call in range(1, 100):
        calls = []

        def failing(
            staging: Staging, path: str, data: bytes, calls: list[str] = calls, call: int = call
        ) -> None:
            calls.append(path)
            if len(calls) == call:
                raise OSError(errno.ENOSPC, "No space left on device", path)
            original(staging, path, data)

        monkeypatch.setattr(Staging, "write", failing)
        outcome = build(project, output)
        if outcome.pages:
            break
        failed += 1
        (found,) = outcome.findings
        assert as_text(found).startswith(
            f"{calls[-1]}: error disk-fault: No space left on device\n  hint: the last good site"
        )
        assert tree(output) == old, calls
        assert left_beside(output) == ["project"]
    assert failed == len(calls) == len(tree(output))  # every file of the site failed once
    assert tree(output)["index.html"] == b"another home"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="mounting needs root")
def test_a_full_disk_leaves_the_old_site_and_names_the_file(tmp_path: Path) -> None:
    project = tiny.project(tmp_path / "project")
    disk = tmp_path / "disk"
    disk.mkdir()
    if not done("mount", "-t", "tmpfs", "-o", "size=900k", "tmpfs", disk):
        pytest.skip("mounting is not permitted here")
    try:
        output = disk / "public"
        assert build(project, output).pages
        old = tree(output)
        write(project / "static/large.bin", bytes(1_000_000))
        (found,) = build(project, output).findings
        assert found.place.file.startswith(f"{output}/static/large.")
        assert (found.code, found.message) == ("disk-fault", "No space left on device")
        assert tree(disk) == {f"public/{name}": data for name, data in old.items()}
    finally:
        assert done("umount", disk)


@pytest.mark.usefixtures("either_way")
def test_what_a_killed_build_left_is_tidied(site: Path) -> None:
    beside = site.parent
    write(beside / ".public.new/index.html", b"half")
    write(beside / ".public.old/index.html", b"older")
    write(beside / ".public.lock")
    write(beside / ".public.notes", b"mine")
    with written(site) as staging:
        staging.write("new.html", b"new")
    assert tree(site) == {"new.html": b"new"}
    assert left_beside(site) == [".public.notes"]


def test_an_old_site_that_may_not_be_changed_is_removed_all_the_same(site: Path) -> None:
    write(site / "a/same.html")
    for folder in (site / "a", site):
        folder.chmod(0o555)
    module._open_up(site)
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in (site, site / "a")} == {0o755}
    with written(site) as staging:
        staging.write("new.html", b"new")
    assert left_beside(site) == []


def test_a_file_or_link_in_the_place_of_the_new_folder_is_removed(site: Path) -> None:
    kept = write(site.parent / "kept/file")
    (site.parent / ".public.new").symlink_to(kept.parent)
    write(site.parent / ".public.old")
    with written(site) as staging:
        staging.write("new.html", b"new")
    assert left_beside(site) == ["kept"]
    assert kept.is_file()


def test_a_site_that_a_killed_build_had_moved_away_comes_back(tmp_path: Path) -> None:
    output = tmp_path / "public"
    write(tmp_path / ".public.old/old.html", b"old")
    write(tmp_path / ".public.new/index.html", b"half")
    with suppress(RuntimeError), claimed(output, tmp_path / "project"):
        assert tree(output) == {"old.html": b"old"}
        raise RuntimeError
    assert tree(tmp_path) == {"public/old.html": b"old"}


def test_folders_made_for_a_site_that_was_not_built_are_removed(tmp_path: Path) -> None:
    with claimed(tmp_path / "deep/er/public", tmp_path / "project"):
        assert (tmp_path / "deep/er").is_dir()
    assert list(tmp_path.iterdir()) == []


# The same bytes, modes and times


@pytest.mark.skipif(os.name != "posix", reason="modes are those of POSIX")
@pytest.mark.parametrize("umask", [0o000, 0o077, 0o777 & ~0o700])
def test_modes_are_the_same_under_any_umask(umask: int, tmp_path: Path) -> None:
    before = os.umask(umask)
    try:
        with written(tmp_path / "public") as staging:
            staging.write("a/b/c.html", b"c")
    finally:
        os.umask(before)
    modes = {
        path.relative_to(tmp_path).as_posix(): stat.S_IMODE(path.stat().st_mode)
        for path in tmp_path.rglob("*")
    }
    assert modes == {
        "public": 0o755,
        "public/a": 0o755,
        "public/a/b": 0o755,
        "public/a/b/c.html": 0o644,
    }


@pytest.mark.usefixtures("either_way")
def test_a_file_that_did_not_change_keeps_its_time(site: Path) -> None:
    long_ago = 1_000_000_000_123_456_789
    for name in ("old.html", "a/same.html"):
        os.utime(write(site / name, b"same"), ns=(long_ago, long_ago))
    with written(site) as staging:
        staging.write("old.html", b"new!")
        staging.write("a/same.html", b"same")
        staging.write("a/new.html", b"same")
    times = {name: (site / name).stat().st_mtime_ns for name in tree(site)}
    assert times.pop("a/same.html") == long_ago
    assert min(times.values()) > long_ago
    assert set(times) == {"old.html", "a/new.html"}


# Removing


def test_a_site_is_removed_whole(site: Path) -> None:
    assert remove_site(site, site.parent / "project")
    assert list(site.parent.iterdir()) == []
    assert not remove_site(site, site.parent / "project")
