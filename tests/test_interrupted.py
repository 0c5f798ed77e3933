"""A build that is killed, or refused by the system, at one system call after another.

strace does both to a real process, at exactly the call that is asked for. Of calls that do the same
at the same stage to many files of a folder, the first, the last and one between are refused; so of
those, at any stage, to one thing of the system's: a folder above the project, or the memory in use.
What the next build makes of what is left is tried once for each state of the disk.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

import pytest
import tiny
from trees import linked

from site_builder.pipeline import build

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

pytestmark = pytest.mark.skipif(
    not shutil.which("strace"), reason="needs strace (on Debian: apt-get install strace)"
)

CHANGING = ("chmod", "fchmod", "flock", "mkdir", "rename", "renameat2", "rmdir", "unlink")
CHANGING += ("unlinkat", "utimensat", "write")
READING = ("close", "getdents64", "newfstatat", "openat", "read")
WORKERS = 2
PROJECT = Path(__file__).parent.parent

CALL = re.compile(r"(?P<name>\w+)\((?P<rest>.*)")
WHERE = re.compile(
    r'(?:AT_FDCWD<[^>]*>, )?(?:\d+<(?P<open>[^>]*)>(?:, (?="[^"]))?)?(?:"(?P<name>[^"]*)")?'
)
NO_WORD = re.compile(r'"[^"]*"|<[^>]*>')
WORD = re.compile(r"\b[A-Z][A-Z_]{2,}\b")
STEM = re.compile(r"[^/.][^/]*(?=\.\w+$)")
State = frozenset[tuple[str, int, bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One system call of a build: the `count`-th of its name.

    Calls of one `kind` do the same, in as many calls of that sort as were before, to files of the
    same folder with the same suffix; or the same to one thing that is not of this test's folder.
    """

    name: str
    count: int
    shown: str
    kind: tuple[object, ...]

    @property
    def changes(self) -> bool:
        return self.name in CHANGING or "O_CREAT" in self.shown


class Builder:
    """A process that builds projects, each time in a fork which strace may interrupt."""

    def __init__(self, project: Path, scratch: Path) -> None:
        program = Path(__file__).with_name("interrupted.py")
        self.process = subprocess.Popen(
            [sys.executable, program, project, scratch],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(PROJECT)},  # this checkout's builder
        )

    def ask(self, line: str = "") -> str:
        """Send a line, if any, and return the last word of the answer."""
        assert self.process.stdin
        assert self.process.stdout
        if line:
            self.process.stdin.write(f"{line}\n")
            self.process.stdin.flush()
        return self.process.stdout.readline().split()[-1]

    def build(self, project: Path, output: Path, said: Path, *options: str) -> int:
        """Build under strace; return the exit status, negative for a signal."""
        child = self.ask(f"{project}\t{output}\t{said}")
        strace = subprocess.Popen(
            ["strace", "-p", child, *options], stderr=subprocess.PIPE, text=True
        )
        assert strace.stderr
        try:
            assert "attached" in strace.stderr.readline()
            os.kill(int(child), signal.SIGCONT)
            return int(self.ask())
        finally:
            strace.stderr.close()
            strace.wait(10)

    def build_alone(self, project: Path, output: Path, said: Path) -> int:
        """Build with nothing in its way; return the exit status."""
        child = self.ask(f"{project}\t{output}\t{said}")
        os.kill(int(child), signal.SIGCONT)
        return int(self.ask())

    def end(self) -> None:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.close()
        assert self.process.wait(10) == 0
        self.process.stdout.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A project that has changed since its site was built, and both states of the site."""

    folder: Path
    old: dict[str, bytes]
    new: dict[str, bytes]
    calls: tuple[Call, ...]
    builders: SimpleQueue[Builder]
    mended: dict[State, str] = field(default_factory=dict)

    @property
    def project(self) -> Path:
        return self.folder / "project"

    def trouble_after(self, output: Path) -> str:
        """Return what is wrong once another build has met what an interrupted one left, or ""."""
        found = state(output.parent)
        if found not in self.mended:
            builder = self.builders.get()
            status = builder.build_alone(self.project, output, output.with_name("said"))
            self.builders.put(builder)
            after = status == 0 and tree(output) == self.new
            left = [path.name for path in output.parent.iterdir() if path.name.startswith(".")]
            self.mended[found] = "" if after and not left else f"next build {after}, left {left}"
        return self.mended[found]


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def state(folder: Path) -> State:
    """Return all that a next build could see in a folder, but for times."""
    return frozenset(
        (
            path.relative_to(folder).as_posix(),
            path.lstat().st_mode,
            path.read_bytes() if path.is_file() else b"",
        )
        for path in folder.rglob("*")
        if path.name not in ("said", "log")
    )


def calls_of(log: str, folder: Path) -> Iterable[Call]:
    """Yield the system calls that strace saw, with paths shown; what is tested is in `folder`."""
    counts: Counter[str] = Counter()
    before: Counter[tuple[object, ...]] = Counter()
    for line in log.splitlines():
        if match := CALL.match(line):
            name, rest = match["name"], match["rest"]
            counts[name] += 1
            where = WHERE.match(rest)
            assert where
            parts = [where["open"], "" if name in ("read", "write") else where["name"]]
            path = "/".join(filter(None, parts))
            words = tuple(WORD.findall(NO_WORD.sub("", rest)))
            exact = (name, path, words)
            ours = path.startswith(f"{folder}/")
            kind = (name, STEM.sub("*", path), words, before[exact] if ours else None)
            before[exact] += 1
            yield Call(name=name, count=counts[name], shown=rest, kind=kind)


def some_of_each(calls: Iterable[Call]) -> list[Call]:
    """Return the first, the last and one between of the calls of each kind, in order."""
    kinds: defaultdict[object, list[Call]] = defaultdict(list)
    for call in calls:
        kinds[call.kind].append(call)
    some = {same[at] for same in kinds.values() for at in (0, len(same) // 2, -1)}
    return sorted(some, key=lambda call: (call.name, call.count))


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    folder = tmp_path_factory.mktemp("interrupted")
    project = tiny.project(folder / "project")
    (project / "static/old.css").write_text("p { margin: 0; }")
    assert build(project, folder / "old/public").pages
    (project / "static/old.css").unlink()
    (project / "static/new.css").write_text("p { margin: 1px; }")
    home = project / "templates/pages/home.html"
    home.write_text(home.read_text() + "<p>another home</p>")
    assert build(project, folder / "new/public").pages
    old, new = tree(folder / "old/public"), tree(folder / "new/public")
    builders: SimpleQueue[Builder] = SimpleQueue()
    for number in range(WORKERS):
        builders.put(Builder(project, folder / f"scratch-{number}"))
    counted = folder / "counted"
    shutil.copytree(folder / "old", counted)
    builder = builders.get()
    names, log = ",".join([*CHANGING, *READING]), folder / "log"
    options = ("-y", "-o", str(log), "-e", f"trace={names}")
    assert builder.build(project, counted / "public", folder / "said", *options) == 0
    builders.put(builder)
    assert old != tree(counted / "public") == new
    calls = tuple(calls_of(log.read_text(), folder))
    yield Stage(folder=folder, old=old, new=new, calls=calls, builders=builders)
    for _ in range(WORKERS):
        builders.get().end()


def broken(stage: Stage, call: Call, what: str) -> str:
    """Return what is wrong after a build whose call is killed or refused; "" if nothing is."""
    place = stage.folder / f"{what[:4]}-{call.name}-{call.count}"
    linked(stage.folder / "old", place)  # no build writes into a file of an earlier site
    output, said, log = place / "public", place / "said", place / "log"
    inject = f"inject={call.name}:{what}:when={call.count}"
    options = ("-o", str(log), "-e", f"trace={call.name}", "-e", inject)
    builder = stage.builders.get()
    status = builder.build(stage.project, output, said, *options)
    stage.builders.put(builder)
    site = tree(output) if output.exists() else {}
    if what.startswith("signal"):
        met = status == -signal.SIGKILL
        right = site in (stage.old, stage.new)
    else:
        met = "(INJECTED)" in log.read_text()
        errors = said.read_text()
        right = status == 0 and site == stage.new and not errors
        right |= status == 1 and site == stage.old and ": error " in errors
    trouble = stage.trouble_after(output)
    shutil.rmtree(place)
    if met and right and not trouble:
        return ""
    return (
        f"{call.name} {call.count} ({call.shown[:199]}) {what}: status {status}, met {met}, "
        f"files {sorted(site)}, {trouble or 'mended by the next build'}"
    )


def judge(stage: Stage, calls: list[Call], what: Callable[[Call], str]) -> None:
    """Fail with all that is wrong after interrupting each of these calls."""
    with ThreadPoolExecutor(WORKERS) as pool:
        said = list(pool.map(lambda call: broken(stage, call, what(call)), calls))
    if wrong := [words for words in said if words]:
        pytest.fail("\n".join(wrong), pytrace=False)


def test_a_build_changes_the_disk_and_reads_it_in_known_ways(stage: Stage) -> None:
    changing = {call.name for call in stage.calls if call.changes}
    assert {"mkdir", "openat", "write", "chmod", "renameat2", "unlinkat", "rmdir"} <= changing
    assert set(READING) <= {call.name for call in stage.calls if not call.changes}
    assert len(stage.calls) > 300
    assert len({call.kind for call in stage.calls}) > 250


def test_a_build_killed_at_any_change_of_the_disk_leaves_a_whole_site(stage: Stage) -> None:
    judge(stage, [call for call in stage.calls if call.changes], lambda _: "signal=SIGKILL")


def test_a_build_refused_any_system_call_leaves_a_whole_site(stage: Stage) -> None:
    judge(
        stage,
        some_of_each(stage.calls),
        lambda call: f"error={'ENOSPC' if call.name == 'write' else 'EIO'}",
    )
