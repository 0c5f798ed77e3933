from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import tiny

from site_builder import files
from site_builder.files import (
    OutputRefusedError,
    Staging,
    read_inputs,
    read_static,
    remove_site,
    replacing,
)
from site_builder.findings import as_text
from site_builder.pipeline import build

if TYPE_CHECKING:
    from collections.abc import Callable

    from site_builder.findings import Finding

OURS = b'{"generator": "site-builder 0.1.0"}'


def told(findings: list[Finding]) -> list[str]:
    """Return the first line of each finding."""
    return [as_text(found).splitlines()[0] for found in findings]


def write(path: Path, data: bytes = b"x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, hidden ones too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


# Reading


def test_inputs_are_the_bytes_by_name_in_order(tmp_path: Path) -> None:
    for name in ("content/themes/b.yaml", "content/a.yml", "content/site.yaml", "seeds/1.txt"):
        write(tmp_path / name, name.encode())
    inputs, findings = read_inputs(tmp_path)
    assert not findings
    names = ["content/a.yml", "content/site.yaml", "content/themes/b.yaml"]
    assert list(inputs.content.items()) == [(name, name.encode()) for name in names]
    assert inputs.seeds == {"seeds/1.txt": b"seeds/1.txt"}


def test_other_files_and_those_of_editors_are_not_read(tmp_path: Path) -> None:
    passed_over = [
        *("content/README.md", "content/.site.yaml.swp", "content/site.yaml~", "content/a.tmp"),
        *("content/#site.yaml#", "content/.hidden/a.yaml", "content/__pycache__/a.yaml"),
        *("seeds/notes.md", "seeds/.1.txt", "seeds/.git/1.txt", "seeds/1.txt~"),
    ]
    for name in passed_over:
        write(tmp_path / name)
    inputs, findings = read_inputs(tmp_path)
    assert (inputs.content, inputs.seeds, findings) == ({}, {}, [])


def test_no_seeds_is_a_finding_and_no_static_is_none(tmp_path: Path) -> None:
    _, findings = read_inputs(tmp_path)
    assert told(findings) == ["seeds: error file-missing: not found"]
    assert read_static(tmp_path) == ({}, [])


def fifo(path: Path) -> None:
    os.mkfifo(path)


def leads_out(path: Path) -> None:
    path.symlink_to(write(path.parents[2] / "outside.txt"))


def leads_nowhere(path: Path) -> None:
    path.symlink_to("nothing")


def leads_to_itself(path: Path) -> None:
    path.symlink_to(path.name)


def folder_link(path: Path) -> None:
    path.symlink_to(path.parent.parent)


def huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate((16 << 20) + 1)  # a hole: takes no room


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (fifo, "this is not an ordinary file"),
        (leads_out, "this link leads out of the project"),
        (leads_nowhere, "cannot be read: No such file or directory"),
        (leads_to_itself, "cannot be read: Too many levels of symbolic links"),
        (folder_link, "this link leads to a folder"),
        (huge, "this file is larger than 16 MB"),
    ],
)
def test_what_is_no_ordinary_file_is_a_finding_and_the_rest_is_read(
    make: Callable[[Path], None], message: str, tmp_path: Path
) -> None:
    project = tmp_path / "project"
    write(project / "content/site.yaml")
    write(project / "seeds/1.txt")
    make(project / "content/odd.yaml")
    inputs, findings = read_inputs(project)
    assert told(findings) == [f"content/odd.yaml: error file-unreadable: {message}"]
    assert list(inputs.content) == ["content/site.yaml"]


def test_a_link_within_the_project_is_read(tmp_path: Path) -> None:
    write(tmp_path / "seeds/1.txt", b"words")
    (tmp_path / "seeds/2.txt").symlink_to("1.txt")
    inputs, findings = read_inputs(tmp_path)
    assert not findings
    assert inputs.seeds == {"seeds/1.txt": b"words", "seeds/2.txt": b"words"}


@pytest.mark.parametrize("name", [b"\xff.svg", b"a\nb.svg", "a\u202eb.svg".encode()])
def test_a_name_that_cannot_be_printed_is_a_finding(name: bytes, tmp_path: Path) -> None:
    write(tmp_path / "static" / os.fsdecode(name))
    static, findings = read_static(tmp_path)
    assert not static
    (line,) = told(findings)
    assert line.endswith("error file-unreadable: this name has characters that cannot be printed")
    assert line.isprintable()


def test_a_file_that_may_not_be_read_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "static/a.css")
    write(tmp_path / "static/b.css")
    original = Path.read_bytes

    def guarded(path: Path) -> bytes:
        if path.name == "a.css":
            raise OSError(errno.EIO, "Input/output error")  # as reading does, without a name
        return original(path)

    monkeypatch.setattr(Path, "read_bytes", guarded)
    static, findings = read_static(tmp_path)
    assert list(static) == ["static/b.css"]
    assert told(findings) == [
        "static/a.css: error file-unreadable: cannot be read: Input/output error"
    ]


def test_a_folder_that_may_not_be_read_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "static/css/a.css")
    write(tmp_path / "static/b.css")
    original = os.scandir

    def guarded(path: str) -> object:
        if str(path).endswith("css"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return original(path)

    monkeypatch.setattr(os, "scandir", guarded)
    static, findings = read_static(tmp_path)
    assert list(static) == ["static/b.css"]
    assert told(findings) == [
        "static/css: error file-unreadable: cannot be read: Permission denied"
    ]


def test_a_file_in_the_place_of_a_folder_is_a_finding(tmp_path: Path) -> None:
    write(tmp_path / "static")
    static, findings = read_static(tmp_path)
    assert not static
    assert told(findings) == ["static: error file-unreadable: cannot be read: Not a directory"]


# Where a site may be written


@pytest.mark.parametrize(
    ("output", "why"),
    [
        ("project", "holds the project itself"),
        ("project/..", "holds the project itself"),
        (".", "holds the project itself"),
        ("project/content", "lies in content/"),
        ("project/seeds/site", "lies in seeds/"),
        ("project/public/../templates", "lies in templates/"),
        ("project/static/new", "lies in static/"),
        ("project/site_builder", "lies in site_builder/"),
        ("project/tests/out", "lies in tests/"),
        ("file", "is a file"),
        ("foreign", "holds files that this builder did not make"),
        ("app", "holds files that this builder did not make"),
        ("broken", "holds files that this builder did not make"),
        ("list", "holds files that this builder did not make"),
        ("folder", "holds files that this builder did not make"),
        ("link", "is a link"),
        ("loop", "is a link"),
        ("dangling", "is a link"),
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
    write(tmp_path / "ours/manifest.json", OURS)
    for name, target in [("link", "ours"), ("loop", "loop"), ("dangling", "nothing")]:
        (tmp_path / name).symlink_to(target)
    before = tree(tmp_path)
    with pytest.raises(OutputRefusedError, match=why), replacing(tmp_path / output, project):
        pytest.fail("no site may be written here")
    with pytest.raises(OutputRefusedError, match=why):
        remove_site(tmp_path / output, project)
    assert tree(tmp_path) == before


def test_a_project_may_lie_beside_its_output(tmp_path: Path) -> None:
    with replacing(tmp_path / "deep/er/public", tmp_path / "project") as staging:
        staging.write("index.html", b"new")
        staging.write("a/b/c.html", b"c")
    assert tree(tmp_path) == {
        "deep/er/public/index.html": b"new",
        "deep/er/public/a/b/c.html": b"c",
    }
    assert sorted(staging.digests) == ["a/b/c.html", "index.html"]


# All or nothing


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site that stands in its output folder."""
    write(tmp_path / "public/manifest.json", OURS)
    write(tmp_path / "public/old.html", b"old")
    return tmp_path / "public"


def left_beside(output: Path) -> list[str]:
    return sorted(path.name for path in output.parent.iterdir() if path != output)


def test_the_new_site_takes_the_place_of_the_whole_old_one(site: Path) -> None:
    with replacing(site, site.parent / "project") as staging:
        staging.write("new.html", b"new")
        assert tree(site) == {"manifest.json": OURS, "old.html": b"old"}
    assert tree(site) == {"new.html": b"new"}
    assert left_beside(site) == []


def test_an_empty_folder_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "public").mkdir()
    with replacing(tmp_path / "public", tmp_path / "project") as staging:
        staging.write("new.html", b"new")
    assert tree(tmp_path) == {"public/new.html": b"new"}


@pytest.mark.parametrize("error", [OSError, KeyboardInterrupt, RuntimeError])
def test_on_any_error_while_writing_the_old_site_stays(
    error: type[BaseException], site: Path
) -> None:
    def fail(staging: Staging) -> None:
        staging.write("new.html", b"new")
        raise error

    with pytest.raises(error), replacing(site, site.parent / "project") as staging:
        fail(staging)
    assert tree(site) == {"manifest.json": OURS, "old.html": b"old"}
    assert left_beside(site) == []


@pytest.mark.parametrize("error", [OSError(errno.EXDEV, "no"), KeyboardInterrupt()])
@pytest.mark.parametrize("call", [1, 2])
def test_on_any_error_while_swapping_the_old_site_stays(
    call: int, error: BaseException, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original, calls = Path.rename, []

    def failing(path: Path, target: Path) -> Path:
        calls.append(path.name)
        if len(calls) == call:
            raise error
        return original(path, target)

    monkeypatch.setattr(Path, "rename", failing)
    with (
        pytest.raises(type(error)),
        replacing(site, site.parent / "project") as staging,
    ):
        staging.write("new.html", b"new")
    assert len(calls) >= call
    assert tree(site) == {"manifest.json": OURS, "old.html": b"old"}
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

        monkeypatch.setattr(files.Staging, "write", failing)
        with suppress(OSError):
            assert build(project, output).pages
            break
        failed += 1
        assert tree(output) == old, calls
        assert left_beside(output) == ["project"]
    assert failed == len(calls) == len(tree(output))  # every file of the site failed once
    assert tree(output)["index.html"] == b"another home"


def test_what_a_killed_build_left_is_tidied(site: Path) -> None:
    beside = site.parent
    write(beside / ".public.new-1/index.html", b"half")
    write(beside / ".public.old-2/index.html", b"older")
    write(beside / ".publican.new-3/index.html", b"somebody else's")
    write(beside / ".public.notes", b"mine")
    with replacing(site, beside / "project") as staging:
        staging.write("new.html", b"new")
    assert tree(site) == {"new.html": b"new"}
    assert left_beside(site) == [".public.notes", ".publican.new-3"]


def test_a_site_that_a_killed_build_had_moved_away_comes_back(tmp_path: Path) -> None:
    output = tmp_path / "public"
    write(tmp_path / ".public.old-7/old.html", b"old")
    write(tmp_path / ".public.old-8/older.html", b"older")
    write(tmp_path / ".public.new-7/index.html", b"half")
    with suppress(RuntimeError), replacing(output, tmp_path / "project"):
        assert tree(output) == {"old.html": b"old"}
        raise RuntimeError
    assert tree(tmp_path) == {"public/old.html": b"old"}


def test_an_output_whose_name_has_signs_of_a_pattern_is_tidied_like_any(tmp_path: Path) -> None:
    output = tmp_path / "site [1]*"
    write(tmp_path / ".site [1]*.new-1/index.html", b"half")
    write(tmp_path / ".site 1x.new-1/index.html", b"somebody else's")
    with replacing(output, tmp_path / "project") as staging:
        staging.write("new.html", b"new")
    assert tree(tmp_path) == {
        ".site 1x.new-1/index.html": b"somebody else's",
        "site [1]*/new.html": b"new",
    }


# Removing


def test_a_site_is_removed_whole(site: Path) -> None:
    assert remove_site(site, site.parent / "project")
    assert not site.exists()
    assert not remove_site(site, site.parent / "project")
