"""Writing a site while others write: programs, links, a second build."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from site_builder import output as module
from site_builder.findings import FaultError, as_text
from site_builder.output import claimed

if TYPE_CHECKING:
    from collections.abc import Callable

from outputs import OLD, old_site, tree, write, written


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return old_site(tmp_path)


def remove_new(output: Path) -> None:
    shutil.rmtree(output.with_name(".public.new"))


def replace_new_by_a_link(output: Path) -> None:
    output.with_name(".public.new").rename(output.with_name("moved"))
    output.with_name(".public.new").symlink_to(output.with_name("moved"))


def replace_new_by_another(output: Path) -> None:
    remove_new(output)
    write(output.with_name(".public.new") / "evil.html")


def remove_a_new_file(output: Path) -> None:
    (output.with_name(".public.new") / "new.html").unlink()


def add_a_file(output: Path) -> None:
    write(output / "mine.txt")


def put_a_file_there(output: Path) -> None:
    shutil.rmtree(output)
    write(output)


@pytest.mark.parametrize(
    "meddle",
    [
        remove_new,
        replace_new_by_a_link,
        replace_new_by_another,
        remove_a_new_file,
        add_a_file,
        put_a_file_there,
    ],
)
def test_what_another_program_does_meanwhile_loses_nothing(
    meddle: Callable[[Path], None], site: Path
) -> None:
    meant: dict[str, bytes] = {}

    def build_meanwhile() -> None:
        with written(site) as staging:
            staging.write("new.html", b"new")
            meddle(site)
            meant.update(tree(site) or {"": site.read_bytes()})

    with pytest.raises(FaultError) as caught:
        build_meanwhile()
    assert caught.value.finding.code == "output-refused"
    assert (tree(site) or {"": site.read_bytes()}) == meant


@pytest.mark.parametrize(
    ("meddle", "why"),
    [(remove_new, "No such file"), (replace_new_by_a_link, "put a link in the new site's place")],
)
def test_nothing_more_is_written_where_the_new_site_is_gone(
    meddle: Callable[[Path], None], why: str, site: Path
) -> None:
    def build_on() -> None:
        with written(site) as staging:
            meddle(site)
            staging.write("late.html", b"late")

    with pytest.raises(OSError, match=why):
        build_on()
    assert tree(site) == OLD


def test_a_file_that_appears_at_the_last_moment_is_put_back(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = module.refuse_foreign

    def looks_just_too_early(output: Path, project: Path) -> None:
        original(output, project)
        if output.with_name(".public.new").exists():
            write(output / "mine.txt")

    monkeypatch.setattr(module, "refuse_foreign", looks_just_too_early)
    with pytest.raises(FaultError, match=r"did not make mine\.txt"), written(site) as staging:
        staging.write("new.html", b"new")
    assert tree(site) == {**OLD, "mine.txt": b"x"}


def test_nothing_is_written_through_a_link(site: Path) -> None:
    victim = write(site.parent / "victim/keep.txt")

    def build_through(planted: str, target: Path) -> None:
        with written(site) as staging:
            (site.with_name(".public.new") / planted).symlink_to(target)
            staging.write("a/b.html" if planted == "a" else planted, b"new")

    for planted, target in [("a", victim.parent), ("404.html", victim)]:
        with pytest.raises((FileExistsError, NotADirectoryError)):
            build_through(planted, target)
    assert tree(victim.parent) == {"keep.txt": b"x"}
    assert tree(site) == OLD


def test_folders_deep_in_one_another_are_somebody_elses(site: Path) -> None:
    (site / "/".join("d" * 40)).mkdir(parents=True)
    with pytest.raises(FaultError, match="did not make d/d/d"), written(site):
        pytest.fail("what is so deep was not made here")


# One at a time


def test_a_second_build_waits_for_the_first(tmp_path: Path) -> None:
    output = tmp_path / "public"
    waiting, order = threading.Event(), []

    def second() -> None:
        with claimed(output, tmp_path / "project", waiting=waiting.set):
            order.append("second")

    other = threading.Thread(target=second)
    with claimed(output, tmp_path / "project"):
        other.start()
        assert waiting.wait(5)
        order.append("first")
    other.join(5)
    assert order == ["first", "second"]
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_can_be_written_it_is_said_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "touch", refused)
    output = tmp_path / "public"
    with pytest.raises(FaultError) as caught, claimed(output, tmp_path / "project"):
        pytest.fail("nothing can be written")
    assert as_text(caught.value.finding) == (
        f"{output}: error disk-fault: nothing can be written here: Permission denied\n"
        "  hint: choose another folder with --output, or make this one writable"
    )


def test_a_build_that_waits_too_long_says_so(tmp_path: Path) -> None:
    output = tmp_path / "public"
    with (
        claimed(output, tmp_path / "project"),
        pytest.raises(FaultError) as caught,
        claimed(output, tmp_path / "project", patience=0.2),
    ):
        pytest.fail("two commands write at once")
    assert as_text(caught.value.finding) == (
        f"{output}: error output-busy: another command has been writing here for 0 s\n"
        "  hint: run the command again when it is done"
    )
    assert list(tmp_path.iterdir()) == []
