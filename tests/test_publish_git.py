"""Sites put onto a branch: one commit each, nothing of anybody's lost, nothing secret said."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from published import asset, site

from site_builder.findings import FaultError, report
from site_builder.publish.finished import finished
from site_builder.publish.git import publish_git
from site_builder.publish.gitrun import Git

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from site_builder.publish.finished import Finished
    from site_builder.publish.plan import Plan

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
CONFIG = """\
[user]
name = A Publisher
email = publisher@example.org
[core]
autocrlf = true
[commit]
gpgSign = true
[push]
gpgSign = true
"""

_OWN = ("-c", "core.hooksPath=/dev/null", "-c", "commit.gpgSign=false", "-c", "push.gpgSign=false")


@pytest.fixture(autouse=True)
def configured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The configuration of whoever publishes, with what must not get in the way."""
    file = tmp_path / "gitconfig"
    template = tmp_path / "template"
    for name in ("pre-push", "reference-transaction"):
        hook(template / "hooks" / name, "exit 1")
    file.write_text(f"{CONFIG}[init]\ntemplateDir = {template}\n", encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(file))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for name in ("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "EMAIL"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "project").mkdir()
    return file


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    folder = tmp_path / "remote.git"
    git(tmp_path, "init", "-q", "--bare", "--template=", "-b", "main", str(folder))
    return folder


@pytest.fixture
def editions(tmp_path: Path) -> list[Finished]:
    colours = ("red", "green", "blue")
    return [site(tmp_path / f"e{n}", f"{n}.0", colour) for n, colour in enumerate(colours, 1)]


def hook(path: Path, words: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{words}\n", encoding="utf-8")
    path.chmod(0o755)


def git(where: Path, *words: str, data: str = "") -> str:
    made = subprocess.run(
        ["git", *_OWN, *words],
        cwd=where,
        input=data,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return made.stdout


def files(remote: Path, branch: str = "gh-pages") -> set[str]:
    return set(git(remote, "ls-tree", "-r", "--name-only", branch).splitlines())


def commits(remote: Path, branch: str = "gh-pages") -> list[str]:
    return git(remote, "log", "--format=%s", branch).splitlines()


def committed(remote: Path, given: dict[str, str], branch: str = "gh-pages") -> None:
    """Commit files onto a branch as somebody else would, after what is there."""
    where = remote.with_name("clone")
    shutil.rmtree(where, ignore_errors=True)
    git(remote.parent, "clone", "-q", "--template=", str(remote), str(where))
    there = git(remote, "branch", "--list", branch)
    git(where, "checkout", "-q", *([branch] if there else ["--orphan", branch]))
    for name, words in given.items():
        (where / name).parent.mkdir(parents=True, exist_ok=True)
        (where / name).write_text(words, encoding="utf-8")
    git(where, "add", "-A")
    git(where, "commit", "-q", "-m", "of somebody else")
    git(where, "push", "-q", "origin", branch)


def put(made: Finished, target: Path | str, **more: object) -> Plan:
    project = made.folder.parent / "project"
    return publish_git(made, f"git:{target}", project=project, **more)


def refusal(
    made: Finished, target: Path | str, code: str = "publish-refused", **more: object
) -> str:
    with pytest.raises(FaultError) as caught:
        put(made, target, **more)
    assert caught.value.finding.code == code
    return report([caught.value.finding])


def test_a_branch_gets_a_commit_for_each_edition(remote: Path, editions: list[Finished]) -> None:
    assert len(put(editions[0], remote).new) == len(editions[0].files)
    assert files(remote) == set(editions[0].files)
    assert git(remote, "log", "--format=%an <%ae>|%cn|%P|%B", "gh-pages").strip() == (
        "A Publisher <publisher@example.org>|A Publisher||Publish edition 1.0 of 2026-11-21\n\n"
        f"manifest {editions[0].manifest.digest}"
    )
    assert git(remote, "show", "gh-pages:index.html") == editions[0].read("index.html").decode()
    plan = put(editions[1], remote)
    assert plan.changed == ("index.html", "manifest.json")
    assert commits(remote) == [f"Publish edition {n} of 2026-11-21" for n in ("2.0", "1.0")]


def test_the_same_edition_again_makes_no_commit(remote: Path, editions: list[Finished]) -> None:
    put(editions[0], remote)
    assert put(editions[0], remote).is_empty
    assert len(commits(remote)) == 1


def test_a_dry_run_pushes_nothing(remote: Path, editions: list[Finished]) -> None:
    assert put(editions[0], remote, dry_run=True).new
    assert git(remote, "branch", "--list") == ""


def test_static_files_of_the_edition_before_stay_for_open_pages(
    remote: Path, editions: list[Finished]
) -> None:
    put(editions[0], remote)
    assert put(editions[1], remote).kept == (asset("red")[0],)
    assert asset("red")[0] in files(remote)
    assert put(editions[1], remote).is_empty
    assert asset("red")[0] in put(editions[2], remote).gone
    assert files(remote) == {*editions[2].files, asset("green")[0]}


def test_packed_files_are_not_sent(tmp_path: Path, remote: Path, editions: list[Finished]) -> None:
    (editions[0].folder / "index.html.gz").write_bytes(b"x")
    put(finished(editions[0].folder), remote)
    assert files(remote) == set(editions[0].files)


def test_what_others_put_on_the_branch_stays(remote: Path, editions: list[Finished]) -> None:
    fake = "static/css/site.0123456789ab.css"
    committed(remote, {"README.md": "about", "notes/a.txt": "mine", fake: "mine"})
    put(editions[0], remote)
    committed(remote, {"CNAME": "www.example.org"})
    put(editions[1], remote)
    assert files(remote) == {
        *editions[1].files,
        *("README.md", "notes/a.txt", "CNAME", fake, asset("red")[0]),
    }


@pytest.mark.parametrize("name", ["index.html", "themes", "index.html/a", "manifest.json"])
def test_what_others_put_in_the_way_is_not_overwritten(
    remote: Path, editions: list[Finished], name: str
) -> None:
    committed(remote, {name: "mine"})
    said = refusal(editions[0], remote)
    assert f"files are in the way that publish did not put on this branch: {name}" in said
    assert files(remote) == {name}


def test_other_branches_are_let_be(remote: Path, editions: list[Finished]) -> None:
    committed(remote, {"a.py": "code"}, "main")
    put(editions[0], f"{remote}#site/live")
    assert files(remote, "main") == {"a.py"}
    assert files(remote, "site/live") == set(editions[0].files)


def test_a_remote_of_the_project_is_known_by_its_name(
    remote: Path, editions: list[Finished]
) -> None:
    project = editions[0].folder.parent / "project"
    git(project, "init", "-q", "--template=")
    assert "the project has no remote called origin" in refusal(editions[0], "origin")
    git(project, "remote", "add", "origin", str(remote))
    put(editions[0], "origin")
    assert files(remote) == set(editions[0].files)
    git(project, "remote", "set-url", "origin", "ext::sh -c true")
    assert "this is no address of a repository" in refusal(editions[0], "origin")


def test_a_relative_folder_is_one_of_the_current_folder(
    remote: Path, editions: list[Finished], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(remote.parent)
    put(editions[0], "remote.git")
    put(editions[1], "./remote.git#gh-pages")
    assert len(commits(remote)) == 2


def test_names_of_any_kind_arrive(tmp_path: Path, remote: Path) -> None:
    odd = {'static/a "b" c.txt': b"one", "static/ünï.txt": b"two\r\n"}
    put(site(tmp_path / "odd", "1.0", **odd), remote)
    listed = set(git(remote, "ls-tree", "-r", "-z", "--name-only", "gh-pages").split("\0"))
    assert odd.keys() <= listed
    made = subprocess.run(
        ["git", "show", "gh-pages:static/ünï.txt"], cwd=remote, capture_output=True, check=True
    )
    assert made.stdout == b"two\r\n", "no line end is changed"
    more = site(tmp_path / "git", "1.0", **{"a/.GIT/config": b"x"})
    assert "which git keeps for itself" in refusal(more, remote)


def test_a_remote_that_refuses_is_told_and_the_next_run_completes_it(
    remote: Path, editions: list[Finished]
) -> None:
    put(editions[0], remote)
    hook(remote / "hooks/pre-receive", "echo 'the branch is protected' >&2; exit 1")
    said = refusal(editions[1], remote, code="publish-fault")
    assert "the branch is protected" in said
    assert commits(remote) == ["Publish edition 1.0 of 2026-11-21"]
    (remote / "hooks/pre-receive").unlink()
    put(editions[1], remote)
    assert len(commits(remote)) == 2


def pushing(
    monkeypatch: pytest.MonkeyPatch,
    remote: Path,
    times: int,
    given: Callable[[int], dict[str, str]],
) -> None:
    """Let somebody else push just before each of the first pushes of a publisher."""
    real, count = Git.run, iter(range(100))

    def run(self: Git, *words: str, data: bytes = b"") -> object:
        if words[0] == "push" and (number := next(count)) < times:
            committed(remote, given(number))
        return real(self, *words, data=data)

    monkeypatch.setattr(Git, "run", run)


@pytest.mark.parametrize("fresh", [True, False])
def test_whoever_pushed_in_the_meantime_loses_nothing(
    remote: Path, editions: list[Finished], monkeypatch: pytest.MonkeyPatch, *, fresh: bool
) -> None:
    if not fresh:
        put(editions[0], remote)
    pushing(monkeypatch, remote, 1, lambda n: {f"notes{n}.txt": "mine"})
    put(editions[1], remote)
    assert commits(remote)[:2] == ["Publish edition 2.0 of 2026-11-21", "of somebody else"]
    assert "notes0.txt" in files(remote)


def test_whoever_pushes_again_and_again_goes_first(
    remote: Path, editions: list[Finished], monkeypatch: pytest.MonkeyPatch
) -> None:
    pushing(monkeypatch, remote, 2, lambda n: {f"notes{n}.txt": "mine"})
    said = refusal(editions[0], remote, code="publish-busy")
    assert "somebody else is pushing to this branch again and again" in said
    assert files(remote) == {"notes0.txt", "notes1.txt"}


def test_two_publishers_of_two_editions_make_two_commits(
    remote: Path, editions: list[Finished], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(editions[0], remote)
    real, done = Git.run, []

    def run(self: Git, *words: str, data: bytes = b"") -> object:
        if words[0] == "push" and not done:
            done.append(1)
            put(editions[1], remote)
        return real(self, *words, data=data)

    monkeypatch.setattr(Git, "run", run)
    put(editions[2], remote)
    assert [line.split()[2] for line in commits(remote)] == ["3.0", "2.0", "1.0"]


def test_a_publisher_that_was_killed_leaves_the_branch_as_it_was(
    remote: Path, editions: list[Finished], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(editions[0], remote)
    real = Git.run
    for stop in ("ls-remote", "fetch", "fast-import", "push"):

        def run(self: Git, *words: str, data: bytes = b"", stop: str = stop) -> object:
            if words[0] == stop:
                raise KeyboardInterrupt
            return real(self, *words, data=data)

        with monkeypatch.context() as patch:
            patch.setattr(Git, "run", run)
            with pytest.raises(KeyboardInterrupt):
                put(editions[1], remote)
        assert len(commits(remote)) == 1
    put(editions[1], remote)
    assert len(commits(remote)) == 2


def test_who_commits_must_be_known(
    remote: Path, editions: list[Finished], configured: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    configured.write_text("", encoding="utf-8")
    said = refusal(editions[0], remote)
    assert "git does not know who commits" in said
    assert "git config --global user.name" in said
    assert put(editions[0], remote, dry_run=True).new
    monkeypatch.setenv("GIT_COMMITTER_NAME", "A Machine")
    monkeypatch.setenv("GIT_COMMITTER_EMAIL", "machine@example.org")
    put(editions[0], remote)
    assert git(remote, "log", "--format=%an %cn", "gh-pages") == "A Machine A Machine\n"


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("", "no address"),
        ("#x", "no address"),
        ("--upload-pack=true", "no address"),
        ("ext::sh -c true", "no address"),
        ("x#", "no name of a branch"),
        ("x#-f", "no name of a branch"),
        ("x#a..b", "no name of a branch"),
        ("x#a b", "no name of a branch"),
        ("x#a.lock", "no name of a branch"),
        ("x#a/", "no name of a branch"),
        ("x#+refs:x", "no name of a branch"),
    ],
)
def test_what_is_no_address_or_branch_is_refused(
    editions: list[Finished], target: str, why: str
) -> None:
    assert why in refusal(editions[0], target)


def test_a_password_is_never_said(editions: list[Finished]) -> None:
    target = "https://me:s3cret@127.0.0.1:1/site.git"
    said = refusal(editions[0], target, code="publish-fault")
    assert "127.0.0.1" in said
    assert "s3cret" not in said
    assert "me" not in said.split("127.0.0.1")[0].split("/")[-1]


def test_a_remote_that_never_answers_is_given_up(
    editions: list[Finished], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_SSH_COMMAND", "sleep 600;")
    said = refusal(editions[0], "ssh://host/site.git", code="publish-fault", patience=0.6)
    assert "git ls-remote did not end in 1 s" in said


def test_ssh_asks_nobody(
    editions: list[Finished], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook(tmp_path / "bin/ssh", f'echo "$@" > {tmp_path}/asked; exit 1')
    monkeypatch.setenv("PATH", f"{tmp_path}/bin{os.pathsep}{os.environ['PATH']}")
    refusal(editions[0], "ssh://host/site.git", code="publish-fault")
    assert "-oBatchMode=yes" in (tmp_path / "asked").read_text(encoding="utf-8")


def test_without_git_the_command_says_so(
    editions: list[Finished], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    said = refusal(editions[0], "/x.git", code="publish-fault")
    assert "this needs git, which is not installed" in said
