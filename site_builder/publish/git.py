"""A finished site put onto a branch of a git repository, as one commit on those before.

Nothing is checked out: a repository of our own, thrown away afterwards, fetches the last commit of
that branch, and a commit is made of what differs. It is pushed without force, so that nothing of
anybody's is lost. What `publish` did not put on the branch stays there.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import new as hashing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from site_builder.hosting import is_fingerprinted, says_its_bytes
from site_builder.labels import counted
from site_builder.manifest import MADE_BY, read_manifest
from site_builder.publish.finished import busy, failed, refused
from site_builder.publish.gitrun import PATIENCE, Git, unasked
from site_builder.publish.plan import planned
from site_builder.publish.shown import shown
from site_builder.urls import MANIFEST

if TYPE_CHECKING:
    from collections.abc import Mapping

    from site_builder.manifest import Manifest
    from site_builder.publish.finished import Finished
    from site_builder.publish.plan import Agreed, Plan, Telling

BRANCH = "gh-pages"
_TRIES = 2
_SEEN = "refs/heads/there"
_MADE = "refs/heads/made"
_PLAIN = "100644"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_BRANCH = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,199}")
_PERSON = re.compile(r"(?P<name>.*?) ?<(?P<mail>[^<>]*)> \d+ [+-]\d+\s*")
_RACE = re.compile(r"\[rejected\]|cannot lock ref|failed to update ref|reference already exists")
_FORM = "write git:REMOTE or git:REMOTE#branch, as in git:https://example.org/site.git#gh-pages"


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """What stands on a branch: `files` have mode and object id; `ours` are those we put there."""

    commit: str | None
    files: Mapping[str, str]
    ours: frozenset[str] = frozenset()
    carried: frozenset[str] = frozenset()
    manifest: Manifest | None = None


def publish_git(
    site: Finished,
    target: str,
    *,
    project: Path,
    dry_run: bool = False,
    patience: float = PATIENCE,
    agreed: Agreed = lambda _: None,
    telling: Telling = lambda _: None,
) -> Plan:
    """Make the branch of `git:REMOTE#branch` hold the site, and return what that changed.

    Where somebody else pushes at the same time it looks again, once. A call of git that does not
    end in `patience` seconds is ended. Raises FaultError.
    """
    remote, branch = read_remote(target, project)
    place = shown(target)
    for path in site.files:
        if any(part.lower() in {".git", ".gitmodules"} for part in path.split("/")):
            raise refused(place, f"the site has a file {path}, which git keeps for itself", "")
    outside = Git(place=place, project=project, patience=patience)
    person = "" if dry_run else _person(outside)
    with TemporaryDirectory(prefix="site-builder-", ignore_cleanup_errors=True) as folder:
        git = replace(outside, repository=Path(folder) / "git", more=unasked(outside))
        git.done("init", "--quiet", "--bare", "--template=", str(git.repository))
        wanted = _wanted(git, site)
        for _ in range(_TRIES):
            telling(f"looking at {branch}")
            there = _fetched(git, remote, branch)
            plan = _plan(place, there, wanted)
            agreed(plan)
            if dry_run or plan.is_empty:
                return plan
            telling(f"sending {counted(len(plan.new) + len(plan.changed), 'file')}")
            if _pushed(git, remote, branch, _commit(git, site, there, plan, person)):
                return plan
    hint = "look at what is published, and run the command again"
    raise busy(place, "somebody else is pushing to this branch again and again", hint)


def read_remote(target: str, project: Path) -> tuple[str, str]:
    """Return the remote and the branch that `git:REMOTE#branch` names; raises FaultError.

    The name of a remote of the project is its address.
    """
    remote, mark, branch = target.removeprefix("git:").rpartition("#")
    if not mark:
        remote, branch = branch, BRANCH
    place = shown(target)
    if not remote or remote.startswith("-") or "::" in remote:
        raise refused(place, "this is no address of a repository", _FORM)
    bad = ("..", "//", "/.", ".lock", "@{")
    if (
        not _BRANCH.fullmatch(branch)
        or branch.endswith(("/", "."))
        or any(b in branch for b in bad)
    ):
        raise refused(place, "this is no name of a branch", _FORM)
    if _NAME.fullmatch(remote) and not Path(remote).exists():
        said = Git(place=place, project=project).run("remote", "get-url", "--push", remote)
        if said.status:
            hint = "`git remote` lists those there are; a folder or an address will do too"
            raise refused(place, f"the project has no remote called {remote}", hint)
        remote = said.out.decode("utf-8", "replace").strip()
        if remote.startswith("-") or "::" in remote:
            raise refused(place, "this is no address of a repository", _FORM)
    local = Path(remote)
    return (str(local.absolute()) if local.exists() else remote), branch


def _person(git: Git) -> str:
    """Return who commits, from the configuration of the project or of whoever publishes."""
    said = git.run("-c", "user.useConfigOnly=true", "var", "GIT_COMMITTER_IDENT")
    person = _PERSON.fullmatch(said.out.decode("utf-8", "replace"))
    if said.status or person is None:
        hint = "git config --global user.name NAME; git config --global user.email ADDRESS"
        raise refused(git.place, "git does not know who commits", hint)
    return f"{person['name']} <{person['mail']}>"


def _fetched(git: Git, remote: str, branch: str) -> Branch:
    """Return what stands on the branch now; nothing where there is no such branch."""
    name = f"refs/heads/{branch}"
    said = git.run("ls-remote", "--exit-code", "--", remote, name)
    if said.status == 2:
        return Branch(commit=None, files={})
    if said.status:
        hint = "see that the address is right, and that git can push to it from here unasked"
        raise failed(git.place, said.why, hint)
    words = ("fetch", "--quiet", "--depth=1", "--no-tags", "--no-write-fetch-head")
    git.done(*words, "--", remote, f"+{name}:{_SEEN}")
    commit = git.done("rev-parse", _SEEN).decode().strip()
    files: dict[str, str] = {}
    for line in git.done("ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0"):
        if line:
            said_of, _, path = line.partition(b"\t")
            mode, _, oid = said_of.decode().split(" ")
            files[path.decode("utf-8", "surrogateescape")] = f"{mode} {oid}"
    manifest = _manifest(git, files)
    ours = frozenset({MANIFEST, *manifest.files} & files.keys() if manifest is not None else ())
    earlier = {path for path in files.keys() - ours if _is_carried(git, path, files[path])}
    return Branch(
        commit=commit, files=files, ours=ours, carried=frozenset(earlier), manifest=manifest
    )


def _manifest(git: Git, files: Mapping[str, str]) -> Manifest | None:
    """Return the manifest on the branch, whose files are ours; None where there is none."""
    if files.get(MANIFEST, "").startswith(_PLAIN):
        with suppress(ValueError):
            manifest = read_manifest(_blob(git, files[MANIFEST]))
            return manifest if manifest.generator.startswith(MADE_BY) else None
    return None


def _is_carried(git: Git, path: str, state: str) -> bool:
    """Tell whether a file is of an edition before: its name says its bytes."""
    plain = is_fingerprinted(path) and state.startswith(_PLAIN)
    return plain and says_its_bytes(path, _blob(git, state))


def _blob(git: Git, state: str) -> bytes:
    return git.done("cat-file", "blob", state.split(" ")[1])


def _wanted(git: Git, site: Finished) -> dict[str, str]:
    """Return mode and object id of each file of the site."""
    kind = git.done("rev-parse", "--show-object-format").decode().strip()

    def state(path: str) -> str:
        data = site.read(path)
        return f"{_PLAIN} {hashing(kind, b'blob %d%c' % (len(data), 0) + data).hexdigest()}"

    return {path: state(path) for path in site.files}


def _plan(place: str, there: Branch, wanted: Mapping[str, str]) -> Plan:
    """Return what is to change; raises FaultError where something that is not ours is in the way.

    Static files of the edition before stay, for pages that are still open or kept by a cache.
    """
    ours = there.ours | there.carried
    folders = {folder for path in wanted for folder in _above(path)}
    hit = []
    for path in sorted(there.files.keys() - ours):
        other = path in wanted and wanted[path] != there.files[path]
        if other or path in folders or any(folder in wanted for folder in _above(path)):
            hit.append(path)
    if hit:
        names = ", ".join(hit[:5]) + (", …" if len(hit) > 5 else "")
        message = f"files are in the way that publish did not put on this branch: {names}"
        raise refused(place, message, "take them away, or name another branch with #branch")
    same = wanted[MANIFEST] == there.files.get(MANIFEST)
    kept = there.carried if same else frozenset(filter(is_fingerprinted, there.ours))
    own = {path: state for path, state in there.files.items() if path in ours or path in wanted}
    former = (there.manifest,) if there.manifest is not None else ()
    return replace(planned(own, wanted, kept=kept), former=former)


def _above(path: str) -> list[str]:
    """Return the folders that a file lies in."""
    parts = path.split("/")
    return ["/".join(parts[:number]) for number in range(1, len(parts))]


def _commit(git: Git, site: Finished, there: Branch, plan: Plan, person: str) -> str:
    """Make a commit of what differs, after the last one of the branch; return its id."""
    manifest = site.manifest
    message = (
        f"Publish edition {manifest.version} of {manifest.date}\n\nmanifest {manifest.digest}\n"
    )
    stream = [f"commit {_MADE}\ncommitter {person} now\n".encode(), _data(message.encode())]
    if there.commit is not None:
        stream.append(f"from {there.commit}\n".encode())
    stream += [b"D %s\n" % _quoted(path) for path in plan.gone]
    for path in (*plan.new, *plan.changed):
        stream += [b"M %s inline %s\n" % (_PLAIN.encode(), _quoted(path)), _data(site.read(path))]
    words = ("fast-import", "--quiet", "--date-format=now", "--force")
    git.done(*words, data=b"".join([*stream, b"\ndone\n"]))
    return git.done("rev-parse", _MADE).decode().strip()


def _data(data: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(data), data)


def _quoted(path: str) -> bytes:
    inner = path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{inner}"'.encode("utf-8", "surrogateescape")


def _pushed(git: Git, remote: str, branch: str, commit: str) -> bool:
    """Push a commit; return False where somebody else pushed in the meantime."""
    words = ("push", "--porcelain", "--no-verify", "--recurse-submodules=no")
    said = git.run(*words, "--", remote, f"{commit}:refs/heads/{branch}")
    if not said.status:
        return True
    if _RACE.search(said.out.decode("utf-8", "replace")):
        return False
    hint = "see that you may push to this branch, and run the same command again"
    raise failed(git.place, said.why, hint)
