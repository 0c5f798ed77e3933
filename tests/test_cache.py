"""A build is done again when anything changed that it was made from, and only then."""

from __future__ import annotations

import json
import os
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import tiny
from outputs import tree

from site_builder import cache

if TYPE_CHECKING:
    from collections.abc import Callable

    from ran import Ran

KEPT, BUILT = "nothing changed: 14 pages as built before in ", "built 14 pages in "
THEME = Path("content/themes/bridge.yaml")


@pytest.fixture(autouse=True)
def _long_ago(here: Path) -> None:
    """Let nothing in the project have been saved just before."""
    for path in here.rglob("*"):
        os.utime(path, (1_600_000_000, 1_600_000_000))


@pytest.fixture
def built(
    here: Path, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> Callable[[], str]:
    """What builds once more and returns what was said, after a first build."""
    monkeypatch.setattr(cache, "_SETTLED", 0)
    run("build")
    return lambda: run("build").out


def test_nothing_is_made_where_nothing_changed(here: Path, built: Callable[[], str]) -> None:
    before = {path: path.stat().st_ino for path in (here / "public").rglob("*")}
    said = built()
    assert said.startswith(KEPT)
    assert said.endswith(
        f"1 statement, 1 quote found in 1 seed\nopen {Path('public/index.html')}\n"
    )
    assert {path: path.stat().st_ino for path in (here / "public").rglob("*")} == before
    assert (here / cache.FOLDER / ".gitignore").read_text(encoding="ascii") == "*\n"


def _save(path: Path) -> None:
    path.write_bytes(path.read_bytes())


def _swap(path: Path) -> None:
    """Put another file of the same size and time in the place of one."""
    status, other = path.stat(), path.with_suffix(".other")
    other.write_bytes(bytes(status.st_size))
    os.utime(other, ns=(status.st_mtime_ns, status.st_mtime_ns))
    other.replace(path)


CHANGES: dict[str, Callable[[], object]] = {
    "a theme is saved": lambda: _save(THEME),
    "a seed is saved": lambda: _save(Path("seeds/one.txt")),
    "a file is added": lambda: Path("content/more.txt").write_text("more", encoding="utf-8"),
    "a template is added": lambda: _added("templates/macros/own.html"),
    "a static file is added": lambda: _added("static/own.txt"),
    "a page is gone": lambda: Path("public/index.html").unlink(),
    "a page is another": lambda: _swap(Path("public/index.html")),
    "a page is changed": lambda: Path("public/words.html").write_bytes(b"changed"),
    "the site is gone": lambda: shutil.rmtree("public"),
    "all is forgotten": lambda: shutil.rmtree(".cache"),
}


def _added(name: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text("own", encoding="utf-8")


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_changed_all_is_made_anew(
    change: Callable[[], object], here: Path, built: Callable[[], str]
) -> None:
    first = tree(here / "public")
    change()
    assert built().startswith(BUILT)
    again = tree(here / "public")
    assert {name for name in again if again[name] != first.get(name)} <= {
        "static/own.txt",
        "manifest.json",
        *(name for name in again if name.startswith("static/own.")),
    }
    assert built().startswith(KEPT)


@pytest.mark.parametrize("options", [["--strict"], ["--excerpts"], ["--base-url=https://a.org/"]])
def test_what_was_asked_for_is_what_is_kept(
    options: list[str], built: Callable[[], str], run: Callable[..., Ran]
) -> None:
    assert run("build", *options).out.startswith(BUILT)
    assert run("build", *options).out.startswith(KEPT)
    assert built().startswith(BUILT)


def test_with_no_cache_nothing_is_read_of_it_nor_kept(here: Path, run: Callable[..., Ran]) -> None:
    assert run("build", "--no-cache").out.startswith(BUILT)
    assert not (here / ".cache").exists()
    run("build")
    assert run("build", "--no-cache").out.startswith(BUILT)


def test_another_builder_builds_anew(
    built: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert built().startswith(KEPT)
    monkeypatch.setattr(cache, "_packages", lambda: ["jinja2-99.dist-info"])
    assert built().startswith(BUILT)


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[: len(data) // 2],
        lambda data: data.replace(b'"pages": 14', b'"pages": 15'),
        lambda data: b"[1]",
        lambda data: b"\xff" + data,
        lambda data: b'{"seal": 1}',
    ],
)
def test_a_damaged_note_is_none(
    damage: Callable[[bytes], bytes], here: Path, built: Callable[[], str]
) -> None:
    (note,) = (here / cache.FOLDER).glob("*.json")
    note.write_bytes(damage(note.read_bytes()))
    assert built().startswith(BUILT)
    assert built().startswith(KEPT)


def test_a_note_that_cannot_be_kept_hinders_nothing(here: Path, run: Callable[..., Ran]) -> None:
    (here / ".cache").write_text("mine", encoding="utf-8")
    assert run("build").out.startswith(BUILT)
    assert run("build").out.startswith(BUILT)
    assert (here / ".cache").read_text(encoding="utf-8") == "mine"


def test_findings_are_kept_as_they_were(
    here: Path, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "_SETTLED", 0)
    tiny.project(here, {"speakers": [{"id": "bo", "name": "Bo", "kind": "person"}]})
    first, second = run("build", "--format=json"), run("build", "--format=json")
    assert KEPT in second.err
    assert json.loads(first.out)["findings"] != []
    assert json.loads(second.out) == json.loads(first.out)
    assert run("build").err == run("build", "--no-cache").err != ""


def test_what_was_saved_just_before_is_looked_at_whole(here: Path, run: Callable[..., Ran]) -> None:
    """A file saved twice within one tick of the clock has the same times and, here, size."""
    now = time.time_ns()
    seed = here / "static/a.txt"
    seed.parent.mkdir(exist_ok=True)
    seed.write_bytes(b"one")
    run("build")
    assert run("build").out.startswith(KEPT)
    note = next((here / cache.FOLDER).glob("*.json"))
    said = json.loads(note.read_bytes())
    assert [Path(name).name for name in said["fresh"]]
    assert now - seed.stat().st_mtime_ns < 10**10
    said["fresh"] = dict.fromkeys(said["fresh"], "0" * 64)
    said.pop("seal")
    note.write_text(json.dumps({**said, "seal": cache._digest(said)}), encoding="utf-8")
    assert run("build").out.startswith(BUILT)


def test_what_leads_elsewhere_is_never_kept(here: Path, run: Callable[..., Ran]) -> None:
    (here / "seeds/two.txt").symlink_to(here / "seeds/one.txt")
    run("build")
    assert not run("build").out.startswith(KEPT)


def test_a_large_file_that_was_just_saved_is_not_read_for_that(
    here: Path, run: Callable[..., Ran]
) -> None:
    large = here / "static/large.bin"
    large.parent.mkdir(exist_ok=True)
    with large.open("wb") as file:
        file.truncate(1 << 40)
    assert cache.look(here, ()) is None
    assert "larger than" in run("build").err
    os.utime(large, (1_600_000_000, 1_600_000_000))


def test_a_folder_without_end_is_never_kept(tmp_path: Path) -> None:
    deep = tmp_path / "static" / Path(*["a"] * 60)
    deep.mkdir(parents=True)
    assert cache.look(tmp_path, ()) is None
    assert cache.look(tmp_path / "static" / "a" / "a", ()) is not None


@pytest.mark.parametrize("name", [".cache", cache.FOLDER])
def test_nothing_is_kept_where_a_link_leads(
    name: str, here: Path, run: Callable[..., Ran], tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (here / name).parent.mkdir(exist_ok=True)
    (here / name).symlink_to(elsewhere)
    assert run("build").out.startswith(BUILT)
    assert list(elsewhere.iterdir()) == []


def test_what_else_stands_in_that_folder_stays(here: Path, run: Callable[..., Ran]) -> None:
    (here / ".cache").mkdir()
    (here / ".cache/.gitignore").write_text("mine", encoding="ascii")
    run("build")
    assert (here / cache.FOLDER).is_dir()
    assert (here / ".cache/.gitignore").read_text(encoding="ascii") == "mine"
