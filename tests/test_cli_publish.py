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

from site_builder import __version__
from site_builder.cli import main
from site_builder.publish.finished import failed, finished
from site_builder.publish.plan import Plan

if TYPE_CHECKING:
    from collections.abc import Callable

    from ran import Ran

    Run = Callable[..., Ran]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs symbolic links")
ROOT = Path(__file__).parent.parent
NO_ADDRESS = (
    "hint: without `base_url` in content/site.yaml there is no feed, no sitemap, no preview, "
    "and 404.html has no styles below the top\n"
)


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
    assert (ran.status, ran.err) == (0, NO_ADDRESS)
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
    assert (ran.status, ran.err) == (0, NO_ADDRESS)
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
    assert f"{www} would serve edition 1.0 of 2026-11-21\n" in ran.out
    ran = run("publish", www, "--rollback")
    first = finished(www / "current").manifest
    assert f"{www} serves edition 1.0 of 2026-11-21\ndigest {first.digest}\n" in ran.out
    assert first.version == "1.0"
    made = site(here.parent / "3.0", "3.0")
    run("publish", www, "--from", made.folder, "-q")
    document = json.loads(run("publish", www, "--rollback", "--format", "json").out)
    assert document["result"]["digest"] == first.digest


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
    assert "hint: pages travel smaller after: " in ran.err
    assert not list(www.rglob("*.gz"))


def test_a_bucket_is_published_to_by_its_own_module(
    licensed: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {}

    def publish_s3(made: object, target: str, **more: object) -> Plan:
        given.update(more, target=target, made=made)
        return Plan(new=("a",), changed=(), gone=())

    module = types.ModuleType("site_builder.publish.s3")
    module.publish_s3 = publish_s3
    monkeypatch.setitem(sys.modules, "site_builder.publish.s3", module)
    ran = run("publish", "s3://bucket/here", "--dry-run")
    assert ran.status == 0
    assert (given["target"], given["dry_run"]) == ("s3://bucket/here", True)
    assert "at s3://bucket/here; nothing was changed" in ran.out


def test_a_password_in_an_address_is_not_said(licensed: Path, run: Run) -> None:
    for place in ("git:https://me:s3cret@127.0.0.1:1/x.git", "s3://me:s3cret@127.0.0.1/x"):
        for more in ([], ["-v"], ["--format", "json"]):
            ran = run("publish", place, "--dry-run", *more)
            assert ran.status == 1
            assert "127.0.0.1" in ran.out + ran.err
            assert "s3cret" not in ran.out + ran.err


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ([], "name a TARGET, or --init HOST"),
        (["www", "--init", "nginx"], "--init takes no TARGET"),
        (["git:x", "--rollback"], "--rollback is for a folder"),
        (["s3://briefing", "--keep", "3"], "--keep is for a folder"),
        (["www", "--rollback", "--from", "x"], "--rollback does not go with --from"),
        (["www", "--rollback", "--strict"], "--rollback does not go with --strict"),
        (["www", "--from", "x", "--excerpts"], "--from does not go with --excerpts"),
        (["--init", "nginx", "--dry-run"], "--init does not go with --dry-run"),
        (["ftp://host/x"], "a TARGET is a folder (./a:b, where a name has a colon), git:REMOTE"),
        (["s3:bucket"], "a TARGET is a folder"),
        (["S3://bucket"], "a TARGET is a folder"),
        (["host:site"], "a TARGET is a folder"),
        (["www", "--keep", "1"], "write a number from 2 on"),
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
    document = json.loads(ran.out)
    assert (ran.status, document["status"], document["result"]) == (1, 1, None)
    assert [found["code"] for found in document["findings"]] == ["publish-refused"]
    ran = run("publish", www, "--excerpts", "--format", "json")
    result = json.loads(ran.out)["result"]
    made = finished(www / "current")
    assert result["digest"] == made.manifest.digest
    assert (result["new"], result["changed"], result["dry_run"]) == (len(made.files), 0, False)
    assert result["edition"] == {"version": "1.0", "date": "2024-06-01"}
    assert result["hints"]


def test_a_host_gets_its_file_once(here: Path, run: Run) -> None:
    ran = run("publish", "--init", "github")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith(
        "made .github/workflows/publish.yml\nnext:\n  in the file, put where "
    )
    assert f"for “site-builder=={__version__}” (a wheel, or git+https://…)" in ran.out
    assert "\n  1 article states no " in ran.out
    assert "\n  write `base_url`, where the site will stand, in content/site.yaml\n" in ran.out
    assert "\n  commit the file" in ran.out
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
    ran = run("publish", "--init", "gitlab")
    assert "registry" not in ran.out
    assert 'BUILDER: ".[publish]"' in (here / ".gitlab-ci.yml").read_text(encoding="utf-8")


def test_what_is_to_be_done_names_the_builder_as_it_was_called(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["publish", "--init", "nginx"], call="python ../builder/build.py") == 0
    out = capsys.readouterr().out
    assert "\n  python ../builder/build.py publish /srv/www/site\n" in out
    assert "registry" not in out  # nothing is installed by this file


def test_an_edition_goes_out_with_one_text(licensed: Path, www: Path, run: Run) -> None:
    digest = json.loads(run("publish", www, "--format", "json").out)["result"]["digest"]
    tiny.project(licensed, {"site": {"title": "Another"}}, one={"rights": "with permission"})
    ran = run("publish", www, "--strict")
    assert ran.status == 1
    assert "edition-reused: edition 1.0 was published here before with other content" in ran.err
    assert digest in ran.err
    assert finished(www / "current").manifest.digest == digest
    ran = run("publish", www)
    assert ran.status == 0
    assert f"{www}: warning edition-reused: " in ran.err
    assert "  content/site.yaml is not what it was\n" in ran.err
    assert finished(www / "current").manifest.digest != digest


def test_a_target_that_can_be_none_is_told_before_a_build(here: Path, run: Run) -> None:
    """The content has an error, which is not what is told."""
    (here / "content/site.yaml").write_text("title: [", encoding="utf-8")
    (here.parent / "file").write_text("x", encoding="utf-8")
    for target, why in (
        ("git:", "this is no address of a repository"),
        ("s3://A", "no bucket can have this name"),
        (here.parent / "file/www", "file is no folder"),
        (here.parent / "no/www", "there is no folder"),
    ):
        ran = run("publish", target)
        assert ran.status == 1
        assert why in ran.err
        assert "content/site.yaml" not in ran.err


def test_what_a_build_warned_of_is_told_with_what_stopped_publishing(
    licensed: Path, www: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    rights = {"rights": "published with permission"}
    tiny.project(licensed, {"site": {"coverage": "warn"}}, one=rights)

    def stop(*_: object, **__: object) -> Plan:
        raise failed("here", "no answer", "again")

    monkeypatch.setattr("site_builder.publish.folder.publish_folder", stop)
    document = json.loads(run("publish", www, "--format", "json").out)
    told = {found["code"] for found in document["findings"]}
    assert told == {"publish-fault", "sentence-unreviewed"}
