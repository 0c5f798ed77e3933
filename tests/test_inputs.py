from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pytest

from site_builder import inputs as inputs_module
from site_builder.findings import as_text
from site_builder.inputs import read_inputs, read_looks

if TYPE_CHECKING:
    from collections.abc import Callable

    from site_builder.findings import Finding


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


def test_what_seeds_were_taken_from_is_no_seed(tmp_path: Path) -> None:
    for name in ("seeds/1.txt", "seeds/originals/1.txt", "seeds/originals/2.html", "seeds/a/3.txt"):
        write(tmp_path / name)
    inputs, findings = read_inputs(tmp_path)
    assert (list(inputs.seeds), findings) == (["seeds/1.txt", "seeds/a/3.txt"], [])


def test_a_saved_page_among_the_seeds_is_told(tmp_path: Path) -> None:
    write(tmp_path / "seeds/001.txt")
    write(tmp_path / "seeds/002.HTML")
    write(tmp_path / "seeds/README.md")
    write(tmp_path / "seeds/originals/003.html")
    read, findings = read_inputs(tmp_path)
    assert list(read.seeds) == ["seeds/001.txt"]
    message = (
        "seeds/002.HTML: error file-unknown: a seed is plain text: what is in this file is not read"
    )
    assert told(findings) == [message]


def test_folders_deep_in_one_another_are_a_finding(tmp_path: Path) -> None:
    write(tmp_path / "static" / "/".join("d" * 40) / "a.css")
    write(tmp_path / "static/b.css")
    static, findings = read_looks(tmp_path, "static")
    assert list(static) == ["static/b.css"]
    (line,) = told(findings)
    assert line.endswith("d: error file-unreadable: cannot be read: folders stand in one another "
                         "more than 30 deep")  # fmt: skip


def test_the_files_of_a_folder_are_bounded_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(inputs_module._IN_ALL, "static", 5)
    for name in "abc":
        write(tmp_path / "static" / name, b"xx")
    static, findings = read_looks(tmp_path, "static")
    assert list(static) == ["static/a", "static/b"]
    assert told(findings) == [
        "static: error file-unreadable: the files of this folder hold more than 0 MB"
    ]


def test_an_ending_in_capitals_is_an_ending(tmp_path: Path) -> None:
    write(tmp_path / "content/SITE.YAML", b"a")
    write(tmp_path / "seeds/1.TXT", b"b")
    inputs, findings = read_inputs(tmp_path)
    assert not findings
    assert {**inputs.content, **inputs.seeds} == {"content/SITE.YAML": b"a", "seeds/1.TXT": b"b"}


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


def test_a_link_that_nobody_would_read_may_lead_to_itself(tmp_path: Path) -> None:
    write(tmp_path / "content/site.yaml")
    (tmp_path / "seeds").mkdir()
    leads_to_itself(tmp_path / "content/notes.md")
    inputs, findings = read_inputs(tmp_path)
    assert (list(inputs.content), findings) == (["content/site.yaml"], [])


def test_a_missing_folder_is_a_finding(tmp_path: Path) -> None:
    _, findings = read_inputs(tmp_path)
    assert told(findings) == ["seeds: error file-missing: not found"]


@pytest.mark.parametrize("name", ["static", "templates"])
def test_a_project_needs_no_looks_of_its_own(name: str, tmp_path: Path) -> None:
    assert read_looks(tmp_path, name) == ({}, [])


def fifo(path: Path) -> None:
    os.mkfifo(path)


def leads_out(path: Path) -> None:
    path.symlink_to(write(path.parents[2] / "outside.txt"))


def out_of_sight(path: Path) -> None:
    path.symlink_to("/dev/zero")


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
        (out_of_sight, "this link leads out of the project"),
        (huge, "this file is larger than 16,384 kB"),
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


def test_a_folder_that_is_a_link_out_of_the_project_is_a_finding(tmp_path: Path) -> None:
    write(tmp_path / "outside/1.txt")
    (tmp_path / "project").mkdir()
    (tmp_path / "project/static").symlink_to(tmp_path / "outside")
    static, findings = read_looks(tmp_path / "project", "static")
    assert not static
    assert told(findings) == ["static: error file-unreadable: this link leads out of the project"]


def test_a_file_that_grows_while_it_is_read_is_not_read_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "static/log")
    with Path("/dev/zero").open("rb") as endless:
        monkeypatch.setattr(Path, "open", lambda path, mode: endless)
        _, findings = read_looks(tmp_path, "static")
    assert told(findings) == ["static/log: error file-unreadable: this file grew while it was read"]


def test_a_link_within_the_project_is_read(tmp_path: Path) -> None:
    write(tmp_path / "seeds/1.txt", b"words")
    (tmp_path / "seeds/2.txt").symlink_to("1.txt")
    inputs, findings = read_inputs(tmp_path)
    assert not findings
    assert inputs.seeds == {"seeds/1.txt": b"words", "seeds/2.txt": b"words"}


@pytest.mark.parametrize("name", [b"\xff.svg", b"a\nb.svg", "a\u202eb.svg".encode()])
def test_a_name_that_cannot_be_printed_is_a_finding(name: bytes, tmp_path: Path) -> None:
    write(tmp_path / "static" / os.fsdecode(name))
    static, findings = read_looks(tmp_path, "static")
    assert not static
    (line,) = told(findings)
    assert line.endswith("error file-unreadable: this name has characters that cannot be printed")
    assert line.isprintable()


def test_a_file_that_may_not_be_read_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "static/a.css")
    write(tmp_path / "static/b.css")
    original = Path.open

    def guarded(path: Path, mode: str) -> IO[bytes]:
        if path.name == "a.css":
            raise OSError(errno.EIO, "Input/output error")  # as reading does, without a name
        return original(path, mode)

    monkeypatch.setattr(Path, "open", guarded)
    static, findings = read_looks(tmp_path, "static")
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
    static, findings = read_looks(tmp_path, "static")
    assert list(static) == ["static/b.css"]
    assert told(findings) == [
        "static/css: error file-unreadable: cannot be read: Permission denied"
    ]


def test_a_file_in_the_place_of_a_folder_is_a_finding(tmp_path: Path) -> None:
    write(tmp_path / "static")
    static, findings = read_looks(tmp_path, "static")
    assert not static
    assert told(findings) == ["static: error file-unreadable: cannot be read: Not a directory"]


# Reading again


def test_a_file_that_is_as_it_was_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(tmp_path / "content/a.yaml", b"one")
    seed = write(tmp_path / "seeds/a.txt", b"seed")
    monkeypatch.setattr(inputs_module, "_SETTLED", -1)
    kept: dict[str, tuple[tuple[int, ...], bytes]] = {}
    first, _ = read_inputs(tmp_path, kept)
    again, _ = read_inputs(tmp_path, kept)
    assert again == first
    assert again.content["content/a.yaml"] is first.content["content/a.yaml"]
    write(file, b"three")
    third, _ = read_inputs(tmp_path, kept)
    assert third.content == {"content/a.yaml": b"three"}
    assert third.seeds["seeds/a.txt"] is first.seeds["seeds/a.txt"]
    file.unlink()
    seed.rename(tmp_path / "seeds/b.txt")
    last, _ = read_inputs(tmp_path, kept)
    assert (last.content, last.seeds) == ({}, {"seeds/b.txt": b"seed"})


def test_what_was_saved_a_moment_ago_is_read_again(tmp_path: Path) -> None:
    write(tmp_path / "content/a.yaml", b"one")
    kept: dict[str, tuple[tuple[int, ...], bytes]] = {}
    read_inputs(tmp_path, kept)
    assert kept == {}


def test_only_the_folder_of_originals_holds_what_is_not_read(tmp_path: Path) -> None:
    for name in ("seeds/originals/1.pdf", "seeds/originals.pdf", "seeds/originals-2/a.html"):
        write(tmp_path / name)
    _, findings = read_inputs(tmp_path)
    assert [f.place.file for f in findings if f.code == "file-unknown"] == [
        "seeds/originals-2/a.html",
        "seeds/originals.pdf",
    ]
