"""The command `publish`: what it sends, what it refuses, and what it says of it."""

from __future__ import annotations

import json
import os
import sys
import types
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import tiny
from published import site

from site_builder.publish.finished import finished
from site_builder.publish.plan import Plan

if TYPE_CHECKING:
    from collections.abc import Callable

    from ran import Ran

    Run = Callable[..., Ran]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs symbolic links")
ROOT = Path(__file__).parent.parent


@pytest.fixture
def www(here: Path) -> Path:
    return here.parent / "www"


@pytest.fixture
def licensed(here: Path) -> Path:
    """The project, with a right to its article stated."""
    return tiny.project(here, one={"rights": "published with permission"})


def test_a_project_is_built_and_put_into_a_folder(licensed: Path, www: Path, run: Run) -> None:
    ran = run("publish", www)
    made = finished(www / "current")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        f"new      {len(made.files)} files",
        f"published edition 1.0 of 2024-06-01 at {www}",
        f"digest {made.manifest.digest}",
    ]
    assert made.packed, "files are packed, as the extra is installed"
    assert not (licensed / "public").exists()
    again = run("publish", www)
    assert f"{www} has edition 1.0 of 2024-06-01 already: nothing to change" in again.out


def test_full_text_without_a_right_is_held_back(here: Path, www: Path, run: Run) -> None:
    ran = run("publish", www)
    assert ran.status == 1
    assert "publish-refused: the site shows the full text of articles whose records" in ran.err
    assert "  one: `rights:` of its record in content/sources/ is null\n" in ran.err
    for way in ("`rights:`", "--excerpts", "--allow-full-text"):
        assert way in ran.err
    assert not www.exists()
    assert run("publish", www, "--allow-full-text").status == 0
    assert finished(www / "current").manifest.without_rights == ("one",)
    assert run("publish", www, "--excerpts").status == 0
    assert finished(www / "current").manifest.seed_text == "excerpts"


def test_a_dry_run_names_what_would_change(licensed: Path, www: Path, run: Run) -> None:
    ran = run("publish", www, "--dry-run")
    assert "         index.html\n" in ran.out
    assert "would be published at" in ran.out
    assert not www.exists()
    assert ran.out.count("\n") < 40


def test_a_built_site_is_published_as_it_is(here: Path, www: Path, run: Run) -> None:
    made = site(here.parent / "made", "3.1")
    ran = run("publish", www, "--from", made.folder, "--no-compress")
    assert (ran.status, ran.err) == (0, "")
    assert finished(www / "current").manifest.digest == made.manifest.digest
    (made.folder / "index.html").write_bytes(b"other")
    ran = run("publish", www, "--from", made.folder)
    assert ran.status == 1
    assert "it was changed after the build" in ran.err


def test_going_back_says_to_what(here: Path, www: Path, run: Run) -> None:
    ran = run("publish", www, "--rollback")
    assert ran.status == 1
    assert "no earlier release" in ran.err
    for version in ("1.0", "2.0"):
        made = site(here.parent / version, version)
        run("publish", www, "--from", made.folder, "-q")
    ran = run("publish", www, "--rollback", "--dry-run")
    assert f"{www} would serve 1.0-" in ran.out
    ran = run("publish", www, "--rollback")
    assert f"{www} serves 1.0-" in ran.out
    assert finished(www / "current").manifest.version == "1.0"


def test_content_with_an_error_is_not_published(here: Path, www: Path, run: Run) -> None:
    (here / "content/site.yaml").write_text("title: [", encoding="utf-8")
    ran = run("publish", www)
    assert ran.status == 1
    assert "content/site.yaml:" in ran.err
    assert not www.exists()


def test_without_the_extra_a_folder_gets_no_packed_files_and_a_hint(
    licensed: Path, www: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "brotli", None)
    ran = run("publish", www)
    assert ran.status == 0
    assert "hint: pages travel smaller after: pip install 'site-builder[publish]'" in ran.err
    assert not list(www.rglob("*.gz"))


def test_a_bucket_is_published_to_by_its_own_module(
    licensed: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {}

    def publish_s3(made: object, target: str, **more: object) -> Plan:
        given.update(more, target=target, made=made)
        return Plan(new=("a",), changed=(), gone=())

    module = types.ModuleType("site_builder.publish.s3")
    module.publish_s3 = publish_s3  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "site_builder.publish.s3", module)
    ran = run("publish", "s3://bucket/here", "--dry-run")
    assert ran.status == 0
    assert (given["target"], given["dry_run"]) == ("s3://bucket/here", True)
    assert "at s3://bucket/here; nothing was changed" in ran.out


def test_a_password_in_an_address_is_not_said(licensed: Path, run: Run) -> None:
    target = "git:https://me:s3cret@127.0.0.1:1/x.git"
    for more in ([], ["-v"], ["--format", "json"]):
        ran = run("publish", target, "--dry-run", *more)
        assert ran.status == 1
        assert "127.0.0.1" in ran.out + ran.err
        assert "s3cret" not in ran.out + ran.err


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ([], "name a TARGET, or --init HOST"),
        (["www", "--init", "nginx"], "--init takes no TARGET"),
        (["git:x", "--rollback"], "--rollback is for a folder"),
        (["www", "--rollback", "--from", "x"], "--rollback is for a folder"),
        (["www", "--from", "x", "--excerpts"], "--from takes a site as it was built"),
        (["ftp://host/x"], "a TARGET is a folder, git:REMOTE or s3://bucket"),
        (["www", "--keep", "0"], "write a number from 1 on"),
        (["w\nw"], "name a folder"),
        (["--init", "geocities"], "invalid choice"),
    ],
)
def test_what_does_not_go_together_is_told(
    here: Path, run: Run, words: list[str], why: str
) -> None:
    ran = run("publish", *words)
    assert ran.status == 2
    assert why in ran.err


def test_findings_for_machines_stand_alone_on_the_standard_output(
    here: Path, www: Path, run: Run
) -> None:
    ran = run("publish", www, "--format", "json")
    assert ran.status == 1
    assert "publish-refused" in json.dumps(json.loads(ran.out.splitlines()[-1]))


def test_a_host_gets_its_file_once(here: Path, run: Run) -> None:
    ran = run("publish", "--init", "github")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("made .github/workflows/publish.yml\nnext:\n  commit the file")
    file = here / ".github/workflows/publish.yml"
    assert 'BUILDER: "site-builder==' in file.read_text(encoding="utf-8")
    file.write_text("mine", encoding="utf-8")
    ran = run("publish", "--init", "github")
    assert ran.status == 1
    assert "a file of this name is there already" in ran.err
    assert file.read_text(encoding="utf-8") == "mine"


def test_a_host_is_told_where_the_site_stands(here: Path, run: Run) -> None:
    tiny.project(here, {"site": {"base_url": "https://example.org/briefing/"}})
    run("publish", "--init", "nginx", "-q")
    assert "location /briefing/ {" in (here / "nginx.conf").read_text(encoding="utf-8")
    ran = run("publish", "--init", "netlify", "--base-url", "https://example.org/a;b/")
    assert ran.status == 1
    assert "this address has characters that no configuration is given" in ran.err
    assert not (here / "netlify.toml").exists()


def test_the_builder_itself_is_installed_from_its_own_folder(here: Path, run: Run) -> None:
    (here / "pyproject.toml").write_text('[project]\nname = "site-builder"\n', encoding="utf-8")
    (here / "content/site.yaml").unlink()
    run("publish", "--init", "gitlab")
    assert 'BUILDER: ".[publish]"' in (here / ".gitlab-ci.yml").read_text(encoding="utf-8")
