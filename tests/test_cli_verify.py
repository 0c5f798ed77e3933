"""`verify`: what it says of a folder, a zip and an address, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copytree, make_archive
from typing import TYPE_CHECKING

import pytest
from test_verifying_remote import Host, serving

from site_builder.manifest import read_manifest
from site_builder.pipeline import build

if TYPE_CHECKING:
    from collections.abc import Callable

    from ran import Ran

BASE = Path(__file__).parent / "cases/base"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of tests/cases/base, built once; no test writes into it."""
    folder = tmp_path_factory.mktemp("small") / "site"
    assert build(BASE, folder).pages
    return folder


def test_it_says_what_was_proved_and_what_was_not_looked_at(
    small: Path, run: Callable[..., Ran]
) -> None:
    ran = run("verify", small, "--seeds", BASE / "seeds")
    digest = read_manifest((small / "manifest.json").read_bytes()).digest
    assert (ran.status, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0].startswith(f"{small}: edition 1.0 of ")
    assert lines[1] == f"  digest      {digest}"
    assert lines[2] == "  files       41 of 41 are as the manifest lists them"
    assert "  passages    52 in 3 articles, 52 held to 3 articles, 2,269 characters" in lines
    assert lines[-1].startswith("no fault: what is counted here is proved")
    ran = run("verify", small, "--expect", f"sha256:{digest}")
    assert ran.status == 0
    assert "not looked at: the text of 3 articles" in ran.out


def test_a_fault_has_its_place_and_a_hint(
    small: Path, tmp_path: Path, run: Callable[..., Ran]
) -> None:
    site = copytree(small, tmp_path / "site")
    (site / "index.html").write_bytes(b"")
    (site / "more.txt").write_bytes(b"")
    ran = run("verify", site)
    assert ran.status == 1
    assert f"{site}/index.html: error site-changed: these are not the bytes" in ran.err
    assert f"{site}/more.txt: error site-changed: the site does not list this file" in ran.err
    assert "  hint: " in ran.err
    assert ran.out.splitlines()[-1] == "there are faults: what the findings name is not proved"


def test_quiet_says_nothing_of_a_site_that_is_whole(small: Path, run: Callable[..., Ran]) -> None:
    assert run("verify", small, "-q") == (0, "", "")


@pytest.mark.parametrize("form", ["json", "github", "sarif"])
def test_findings_come_in_every_format(
    form: str, small: Path, tmp_path: Path, run: Callable[..., Ran]
) -> None:
    site = copytree(small, tmp_path / "site")
    (site / "index.html").unlink()
    ran = run("verify", site, "--format", form)
    assert ran.status == 1
    assert "site-changed" in ran.out
    if form == "json":
        document = json.loads(ran.out)
        assert document["status"] == 1
        assert document["findings"][0]["file"] == f"{site}/index.html"
    ran = run("verify", small, "--format", form)
    assert ran.status == 0
    assert "error" not in ran.out or form == "json"
    assert "  digest  " in ran.err


def test_a_zip_and_an_address_are_read_too(
    small: Path, tmp_path: Path, run: Callable[..., Ran]
) -> None:
    archive = make_archive(str(tmp_path / "site"), "zip", small.parent, small.name)
    ran = run("verify", archive, "--seeds", BASE / "seeds")
    assert (ran.status, ran.err) == (0, "")
    names = (path.relative_to(small).as_posix() for path in small.rglob("*") if path.is_file())
    with serving(Host({name: (small / name).read_bytes() for name in names})) as host:
        ran = run("verify", f"{host.url}/themes/lessons.html", "-v", "--seeds", BASE / "seeds")
    assert (ran.status, ran.err) == (0, "")
    assert "themes/lessons.html\n" in ran.out
    assert f"{host.url}: edition 1.0" in ran.out
    assert "a host does not tell what else it serves" in ran.out


@pytest.mark.parametrize(
    ("site", "expected"),
    [
        ("nowhere", "nowhere: error site-unreadable: it cannot be read: No such file or directory"),
        ("http://u:secret@example.org/", "the address: error site-unreadable: an address with a"),
        ("http://127.0.0.1:1/a/b.html?k=secret", "http://127.0.0.1:1/a: error site-unreadable: "),
    ],
)
def test_what_cannot_be_read_is_a_finding(
    site: str, expected: str, run: Callable[..., Ran]
) -> None:
    ran = run("verify", site)
    assert ran.status == 1
    assert ran.err.startswith(expected)
    assert "secret" not in ran.err + ran.out


def test_articles_that_are_not_those_of_the_site_are_an_error(
    small: Path, tmp_path: Path, run: Callable[..., Ran]
) -> None:
    ran = run("verify", small, "--seeds", tmp_path)
    assert ran.status == 1
    assert f"{tmp_path}/100_pool.txt: error seed-refused: this article is not there" in ran.err


@pytest.mark.parametrize(
    "arguments",
    [[], [""], ["a", "--expect", "1"], ["a", "--seeds", "nowhere"], ["a", "b"]],
    ids=str,
)
def test_wrong_usage_ends_with_two(arguments: list[str], run: Callable[..., Ran]) -> None:
    assert run("verify", *arguments).status == 2


def test_a_folder_of_releases_is_the_one_that_is_served(
    small: Path, tmp_path: Path, run: Callable[..., Ran]
) -> None:
    (tmp_path / "www").mkdir()
    copytree(small, tmp_path / "www/release")
    (tmp_path / "www/current").symlink_to("release")
    ran = run("verify", tmp_path / "www")
    assert (ran.status, ran.out.partition(": ")[0]) == (0, f"{tmp_path}/www/current")


def test_a_branch_that_was_cloned_is_proved_without_its_history(
    small: Path, tmp_path: Path, run: Callable[..., Ran]
) -> None:
    site = copytree(small, tmp_path / "site")
    (site / ".git").mkdir()
    (site / ".git/HEAD").write_text("ref: refs/heads/gh-pages")
    assert run("verify", site).status == 0
    (site / "themes/.git").write_text("no history")
    assert run("verify", site).status == 1
