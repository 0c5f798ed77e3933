"""Sites put into a folder: whole or not at all, wherever a publisher is stopped."""

from __future__ import annotations

import errno
import gzip
import os
import re
import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock
from published import Killed, asset, site, stopping

from site_builder.compressing import packers
from site_builder.findings import FaultError, finding, report
from site_builder.packed import read_packed
from site_builder.places import Place
from site_builder.publish import disk
from site_builder.publish.finished import Finished, finished
from site_builder.publish.folder import publish_folder, roll_back
from site_builder.publish.releases import Shelf

if TYPE_CHECKING:
    from site_builder.publish.plan import Plan

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs symbolic links")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait for the device: no test pulls its plug."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    (tmp_path / "srv").mkdir()
    (tmp_path / "project").mkdir()
    return tmp_path / "srv/www"


@pytest.fixture
def editions(tmp_path: Path) -> list[Finished]:
    colours = ("red", "green", "blue", "black", "white")
    return [site(tmp_path / f"e{n}", f"{n}.0", colour) for n, colour in enumerate(colours, 1)]


def put(made: Finished, target: Path, **more: object) -> Plan:
    options = {"project": target.parent.parent / "project", "keep": 3, "packing": None, **more}
    return publish_folder(made, target, **options)


def back(target: Path, *, dry_run: bool = False) -> str:
    project = target.parent.parent / "project"
    return str(roll_back(target, project=project, dry_run=dry_run)[1].version)


def served(target: Path) -> set[str]:
    root = (target / "current").resolve()
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def whole(target: Path) -> str | None:
    """Return the edition that is served, having looked at every file and every page's assets."""
    if not (target / "current").exists():
        return None
    made = finished(target / "current")
    for path in made.files:
        page = made.read(path).decode()
        for named in re.findall(r'href="([^"]+)"', page):
            assert (target / "current" / named).is_file()
    return made.manifest.version


def releases(target: Path) -> list[str]:
    return sorted(path.name for path in (target / "releases").iterdir() if path.name[0] != ".")


def refusal(made: Finished, target: Path, code: str = "publish-refused", **more: object) -> str:
    with pytest.raises(FaultError) as caught:
        put(made, target, **more)
    assert caught.value.finding.code == code
    return report([caught.value.finding])


def test_a_site_is_served_from_a_release_of_its_own(target: Path, editions: list[Finished]) -> None:
    old = os.umask(0o077)
    try:
        plan = put(editions[0], target)
    finally:
        os.umask(old)
    assert len(plan.new) == len(editions[0].files)
    assert served(target) == set(editions[0].files)
    assert (target / "current").readlink() == Path("releases", releases(target)[0])
    assert releases(target)[0] == f"1.0-{editions[0].manifest.digest[:12]}"
    for path in [target, *target.rglob("*")]:
        if not path.name.startswith(".publish"):
            assert path.stat().st_mode & 0o777 == (0o755 if path.is_dir() else 0o644), path


def test_the_same_site_again_changes_nothing(target: Path, editions: list[Finished]) -> None:
    put(editions[0], target)
    before = {path: path.lstat().st_mtime_ns for path in (target / "current").resolve().rglob("*")}
    link = (target / "current").lstat().st_ino
    assert put(editions[0], target).is_empty
    assert (target / "current").lstat().st_ino == link
    after = {path: path.lstat().st_mtime_ns for path in (target / "current").resolve().rglob("*")}
    assert after == before


def test_what_stays_as_it_is_keeps_its_time(target: Path, tmp_path: Path) -> None:
    page = {"about.html": b"the same in both"}
    put(site(tmp_path / "one", "1.0", **page), target)
    os.utime(target / "current/about.html", (1, 1))
    put(site(tmp_path / "two", "2.0", **page), target)
    assert (target / "current/about.html").stat().st_mtime == 1
    assert (target / "current/index.html").stat().st_mtime > 1


def test_a_dry_run_says_what_would_change_and_changes_nothing(
    target: Path, editions: list[Finished]
) -> None:
    assert put(editions[0], target, dry_run=True).new
    assert not target.exists()
    put(editions[0], target)
    plan = put(editions[1], target, dry_run=True)
    assert plan.changed == ("index.html", "manifest.json")
    assert (plan.gone, plan.kept) == (("themes/1.0.html",), (asset("red")[0],))
    assert whole(target) == "1.0"


def test_what_an_open_page_asks_for_stays_while_its_release_is_kept(
    target: Path, editions: list[Finished]
) -> None:
    for number in (0, 1, 2):
        put(editions[number], target)
    for colour in ("red", "green", "blue"):
        path, data = asset(colour)
        assert (target / "current" / path).read_bytes() == data
    put(editions[3], target)
    assert not (target / "current" / asset("red")[0]).exists()
    assert (target / "current" / asset("green")[0]).exists()
    assert whole(target) == "4.0"
    assert [name[:3] for name in releases(target)] == ["2.0", "3.0", "4.0"]
    put(editions[4], target, keep=1)
    assert [name[:3] for name in releases(target)] == ["4.0", "5.0"], "never the one before"


def test_going_back_is_one_release_each_time_and_publishing_goes_forward(
    target: Path, editions: list[Finished]
) -> None:
    for number in (0, 1, 2):
        put(editions[number], target)
    assert back(target, dry_run=True) == "2.0"
    assert whole(target) == "3.0"
    assert [back(target), whole(target)] == ["2.0", "2.0"]
    assert (target / "current" / asset("blue")[0]).exists(), "of the pages that are open now"
    assert [back(target), whole(target)] == ["1.0", "1.0"]
    with pytest.raises(FaultError, match="no earlier release"):
        back(target)
    put(editions[2], target)
    assert whole(target) == "3.0"
    assert back(target) == "1.0", "what readers had before"


def test_a_release_whose_files_were_changed_is_not_gone_back_to(
    target: Path, editions: list[Finished]
) -> None:
    put(editions[0], target)
    put(editions[1], target)
    first = next((target / "releases").glob("1.0-*"))
    (first / "index.html").write_bytes(b"other")
    with pytest.raises(FaultError, match="its files were changed"):
        back(target)
    assert whole(target) == "2.0"
    put(editions[0], target)
    assert whole(target) == "1.0", "publishing mends it"


def test_a_damaged_release_that_is_served_is_mended(target: Path, editions: list[Finished]) -> None:
    put(editions[0], target)
    (target / "current/index.html").unlink()
    other = next(path for path in editions[0].files if path.startswith("static/"))
    (target / "current" / other).write_bytes(b"somebody else was here")
    plan = put(editions[0], target)
    assert (plan.new, plan.changed) == (("index.html",), (other,)), "it is said"
    assert whole(target) == "1.0"
    assert put(editions[0], target).is_empty


def test_packed_files_stand_beside_their_own(target: Path, editions: list[Finished]) -> None:
    put(editions[0], target)
    assert not list(target.rglob("*.gz"))
    assert put(editions[0], target, packing=packers()).is_empty, "for a reader"
    packed = read_packed((target / "current/packed.json").read_bytes())
    assert packed.manifest == editions[0].manifest.digest
    assert {"index.html.gz", "index.html.br"} <= packed.files.keys()
    page = (target / "current/index.html").read_bytes()
    assert gzip.decompress((target / "current/index.html.gz").read_bytes()) == page
    put(editions[1], target, packing=packers())
    both = finished(target / "current")
    assert all(both.read(path) for path in both.packed)
    plan = put(both, target.with_name("other"))
    assert len(plan.new) == len(editions[1].files)
    assert finished(target.with_name("other") / "current").packed == both.packed


def test_two_publishers_do_not_meet(target: Path, editions: list[Finished]) -> None:
    put(editions[0], target)
    with FileLock(target / ".publish.lock"):
        said = refusal(editions[1], target, code="publish-busy")
    assert "somebody else is publishing here" in said
    assert whole(target) == "1.0"
    put(editions[1], target)
    assert whole(target) == "2.0"


def foreign(target: Path, what: str) -> None:
    target.mkdir()
    match what:
        case "current is a folder":
            (target / "current").mkdir()
        case "current is a file":
            (target / "current").write_text("mine")
        case "current leads elsewhere":
            (target / "current").symlink_to("../project")
        case "releases is a link":
            (target / "releases").symlink_to(target.parent.parent / "project")
        case "a site":
            (target / "manifest.json").write_text("{}")


@pytest.mark.parametrize(
    ("what", "why"),
    [
        ("current is a folder", "something stands here that publish did not make"),
        ("current is a file", "something stands here that publish did not make"),
        ("current leads elsewhere", "this link leads to ../project"),
        ("releases is a link", "releases in it is not a folder that publish made"),
        ("a site", "this is a built site itself"),
    ],
)
def test_what_somebody_else_put_there_stays(
    target: Path, editions: list[Finished], what: str, why: str
) -> None:
    foreign(target, what)
    before = sorted(target.rglob("*"))
    assert why in refusal(editions[0], target)
    assert sorted(target.rglob("*")) == before


def test_a_folder_of_a_releases_name_that_is_not_ours_stays(
    target: Path, editions: list[Finished]
) -> None:
    put(editions[0], target)
    name = f"2.0-{editions[1].manifest.digest[:12]}"
    (target / "releases" / name).mkdir()
    assert "something stands here that publish did not make" in refusal(editions[1], target)
    (target / "releases" / name).rmdir()
    for number in (1, 2):
        put(editions[number], target)
    (target / "releases" / name / "notes.txt").write_text("mine")
    said: list[str] = []
    put(editions[3], target, keep=2, telling=said.append)
    put(editions[4], target, keep=2, telling=said.append)
    assert f"kept {name}: publish did not put notes.txt into it" in said
    assert (target / "releases" / name / "notes.txt").read_text() == "mine"


@pytest.mark.parametrize("place", ["project", ".", "project/content/www", "file", "no/such"])
def test_a_place_that_is_no_place_for_it_is_refused(
    target: Path, editions: list[Finished], tmp_path: Path, place: str
) -> None:
    (tmp_path / "project/content").mkdir()
    (tmp_path / "file").write_text("x")
    with pytest.raises(FaultError, match=r"folder|holds") as caught:
        publish_folder(
            editions[0], tmp_path / place, project=tmp_path / "project", keep=3, packing=None
        )
    assert caught.value.finding.code == "publish-refused"


def test_a_site_that_was_changed_after_the_build_is_not_put_there(
    target: Path, editions: list[Finished]
) -> None:
    put(editions[0], target)
    (editions[1].folder / "index.html").write_bytes(b"other")
    assert "it was changed after the build" in refusal(editions[1], target)
    assert whole(target) == "1.0"
    put(editions[2], target)
    assert [name[:3] for name in releases(target)] == ["1.0", "3.0"]


def test_a_record_that_is_not_ours_says_nothing(target: Path, editions: list[Finished]) -> None:
    put(editions[0], target)
    name = releases(target)[0]
    for said in ("[]", "{", '{"made_by": "x"}', '{"made_by": "site-builder"}'):
        (target / "releases" / f".{name}.json").write_text(said)
        assert Shelf(target=target).every() == {}
    (target / "releases/.notes.json").write_text('{"made_by": "site-builder", "served": "x"}')
    assert "something stands here that publish did not make" in refusal(editions[0], target)
    assert (target / "releases/.notes.json").exists()


def test_bytes_that_the_disk_does_not_keep_are_noticed(
    target: Path, editions: list[Finished], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(editions[0], target)
    real = disk.write
    monkeypatch.setattr(disk, "write", lambda path, data, **_: real(path, data[:-1]))
    said = refusal(editions[1], target, code="publish-fault")
    assert "the disk gives back other bytes" in said
    monkeypatch.setattr(disk, "write", real)
    put(editions[1], target)
    assert whole(target) == "2.0"


def test_where_a_disk_has_no_hard_links_a_copy_is_carried(
    target: Path, editions: list[Finished], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no links")

    monkeypatch.setattr(os, "link", refuse)
    put(editions[0], target)
    put(editions[1], target)
    path, data = asset("red")
    assert (target / "current" / path).read_bytes() == data


def steps_of(target: Path, made: Finished, monkeypatch: pytest.MonkeyPatch) -> int:
    """Return how many calls that change the disk it takes to publish, and leave all as it was."""
    kept = target.with_name("kept")
    shutil.copytree(target, kept, symlinks=True)
    with monkeypatch.context() as patch:
        calls = stopping(patch, 10_000)
        put(made, target, keep=2)
    shutil.rmtree(target)
    kept.rename(target)
    return len(calls)


@pytest.mark.parametrize("fault", [None, errno.ENOSPC, errno.EACCES])
def test_wherever_it_is_stopped_a_whole_site_is_served_and_the_next_run_completes_it(
    target: Path, editions: list[Finished], monkeypatch: pytest.MonkeyPatch, fault: int | None
) -> None:
    put(editions[0], target)
    put(editions[1], target)
    total = steps_of(target, editions[2], monkeypatch)
    assert total > 30
    start = target.with_name("start")
    shutil.copytree(target, start, symlinks=True)
    seen = set()
    for at in range(total):
        shutil.rmtree(target)
        shutil.copytree(start, target, symlinks=True)
        with monkeypatch.context() as patch:
            error = None if fault is None else (lambda: OSError(fault, os.strerror(fault), "f"))
            stopping(patch, at, error)
            with suppress(Killed, FaultError):
                put(editions[2], target, keep=2)
        now = whole(target)
        assert now in {"2.0", "3.0"}, at
        seen.add(now)
        assert (target / "current" / asset("green")[0]).exists(), at
        put(editions[2], target, keep=2)
        assert whole(target) == "3.0", at
        assert [name[:3] for name in releases(target)] == ["2.0", "3.0"], at
        left = [path.name for path in (target / "releases").iterdir() if path.name[0] == "."]
        assert len(left) == 2, (at, left)
        assert not os.path.lexists(target / ".current.new"), at
        assert back(target) == "2.0", at
    assert seen == {"2.0", "3.0"}


def test_a_first_release_that_is_stopped_is_completed(
    target: Path, editions: list[Finished], monkeypatch: pytest.MonkeyPatch
) -> None:
    at = 0
    while whole(target) is None:
        with monkeypatch.context() as patch:
            stopping(patch, at)
            with suppress(Killed):
                put(editions[0], target)
        at += 1
    assert at > 10
    assert whole(target) == "1.0"
    put(editions[1], target)
    assert back(target) == "1.0", "it counts as served though its publisher did not say so"


def test_before_anything_changes_a_publisher_is_asked(target: Path, tmp_path: Path) -> None:
    """What is known of the place: editions that were served, and what else lies there."""
    asked: list[Plan] = []

    def refuse(plan: Plan) -> None:
        asked.append(plan)
        raise FaultError(finding("edition-reused", Place(file="here"), "the same"))

    target.mkdir()
    (target / "notes.txt").write_text("mine", encoding="utf-8")
    first, second = (site(tmp_path / f"s{n}", "1.0", c) for n, c in enumerate(("red", "blue")))
    assert put(first, target, agreed=asked.append).beside == ("notes.txt",)
    with pytest.raises(FaultError):
        put(second, target, agreed=refuse)
    with pytest.raises(FaultError):
        put(second, target, agreed=refuse, dry_run=True)
    assert [plan.former for plan in asked] == [(), (first.manifest,), (first.manifest,)]
    assert [plan.beside for plan in asked[1:]] == [(), ()], "it was said once"
    assert served(target) == set(first.files)
    assert (target / "notes.txt").exists()


def test_going_back_after_going_back_does_not_lead_to_what_was_taken_away(
    target: Path, editions: list[Finished]
) -> None:
    for edition in editions[:2]:
        put(edition, target)
    assert back(target) == "1.0"
    put(editions[2], target)
    assert [back(target), whole(target)] == ["1.0", "1.0"]


def test_going_back_where_nothing_was_published_makes_nothing(target: Path) -> None:
    target.mkdir()
    with pytest.raises(FaultError, match="no earlier release"):
        back(target)
    assert not list(target.iterdir())


def test_what_cannot_be_written_says_whether_anything_is_served(
    target: Path, editions: list[Finished], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> OSError:
        return OSError(errno.ENOSPC, "No space left on device")

    for said, edition in (("nothing is served from here yet", 0), ("what is served is whole", 1)):
        with monkeypatch.context() as patched:
            stopping(patched, 4, full)
            with pytest.raises(FaultError) as caught:
                put(editions[edition], target)
        assert said in report([caught.value.finding])
        put(editions[0], target)


def test_a_static_file_that_somebody_changed_is_not_carried_on(
    target: Path, editions: list[Finished]
) -> None:
    put(editions[0], target)
    name, _ = asset("red")
    (target / "current" / name).write_bytes(b"p { background: url(elsewhere) }")
    put(editions[1], target)
    assert not (target / "current" / name).exists()
