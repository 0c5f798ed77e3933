"""Makes the world that a hostile case is played in: a whole project, and what is done to it."""

from __future__ import annotations

import os
import re
import shutil
import socket
import stat
import subprocess
from hashlib import file_digest, sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trees import linked, own

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

ROOT = Path(__file__).parent.parent
BASE = ROOT / "tests" / "cases" / "base"
LOOKS = ("templates", "static")

_BYTE = re.compile(r"@x([0-9a-f]{2})@")
_SHA256 = re.compile(rb"^sha256: .*$", re.MULTILINE)


class CannotError(Exception):
    """This machine cannot make the world that a case needs; the message says why."""


class World:
    """A folder of its own for one case; everything that the command may touch lies in it.

    `project` is the honest base, with `looks` of its own or with those that come with the builder;
    they are the same, and copying them would be most of the work. `site` is the output folder,
    `outside` and `tmp` what HOME and TMPDIR name. `mounts` are taken down by `close`.
    """

    def __init__(self, folder: Path, *, looks: bool) -> None:
        self.folder = folder
        self.mounts: list[Path] = []
        for name in ("outside", "tmp"):
            (folder / name).mkdir(parents=True)
        shutil.copytree(BASE, folder / "project")
        for name in LOOKS if looks else ():
            shutil.copytree(ROOT / name, folder / "project" / name)

    def words(self, text: str) -> str:
        """Return the text with @world@, @project@, @site@ and bytes as @xff@ filled in."""
        for name, value in (("world", ""), ("project", "project"), ("site", "site")):
            text = text.replace(f"@{name}@", str(self.folder / value))
        return _BYTE.sub(lambda found: os.fsdecode(bytes.fromhex(found[1])), text)

    def pieces(self, text: Any) -> Iterator[str]:
        """Yield a text that may be given in parts, some repeated: 64,000 times at most at once."""
        for part in text if isinstance(text, list) else [text]:
            words, left = (part, 1) if isinstance(part, str) else (part["repeat"], part["times"])
            while left > 0:
                yield self.words(words) * min(left, 64_000)
                left -= 64_000

    def text(self, text: Any) -> str:
        """Return a text that may be given in parts."""
        return "".join(self.pieces(text))

    def path(self, name: str) -> Path:
        """Return what a name in a case stands for: below the project unless it is absolute."""
        return self.folder / "project" / self.words(name)

    def do(self, deed: Mapping[str, Any], earlier: Path) -> None:
        """Do one thing to the world; `earlier` is a site that the builder made."""
        verb, name = next(iter(deed.items()))
        if verb == "site":
            linked(earlier, self.path(name))
        else:
            own(self.path(name))
            _DEEDS[verb](self, self.path(name), deed)

    def mount(self, path: Path, *options: str) -> None:
        """Mount something at a path until the world is closed; raises CannotError."""
        if shutil.which("mount") is None:
            raise CannotError("this system has no mount command")
        ran = subprocess.run(["mount", *options, path], capture_output=True, text=True, check=False)
        if ran.returncode:
            raise CannotError(f"mounting is not permitted here: {ran.stderr.strip()}")
        self.mounts.append(path)

    def close(self) -> None:
        """Take down the mounts and remove the folder."""
        for path in reversed(self.mounts):
            subprocess.run(["umount", path], check=True)
        self.mounts.clear()
        if os.geteuid():  # root may remove what it likes
            for root, folders, _ in os.walk(self.folder):
                for name in folders:
                    if not (Path(root) / name).is_symlink():
                        (Path(root) / name).chmod(0o700)
        shutil.rmtree(self.folder)


def _put(world: World, path: Path, deed: Mapping[str, Any], mode: str = "wb") -> None:
    """Write what a deed says: `text`, or `bytes` whose characters are bytes."""
    key, encoding = ("bytes", "latin-1") if "bytes" in deed else ("text", "utf-8")
    with path.open(mode) as file:
        for piece in world.pieces(deed[key]):
            file.write(piece.encode(encoding, "surrogateescape"))


def _write(world: World, path: Path, deed: Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    _put(world, path, deed)


def _many(world: World, path: Path, deed: Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    for number in range(deed["times"]):
        _put(world, path.with_name(path.name.replace("@n@", str(number))), deed)


def _append(world: World, path: Path, deed: Mapping[str, Any]) -> None:
    _put(world, path, deed, "ab")


def _prepend(world: World, path: Path, deed: Mapping[str, Any]) -> None:
    kept = path.read_bytes()
    _put(world, path, deed)
    with path.open("ab") as file:
        file.write(kept)


def _replace(world: World, path: Path, deed: Mapping[str, Any]) -> None:
    text = path.read_text(encoding="utf-8")
    this = world.words(deed["this"])
    if text.count(this) != 1 and not deed.get("every"):
        raise ValueError(f"{path.name} has {this!r} {text.count(this)} times, not once")
    by = world.text(deed["by"])
    path.write_text(text.replace(this, by), encoding="utf-8", newline="")


def _convert(world: World, path: Path, deed: Mapping[str, Any]) -> None:
    path.write_bytes(path.read_text(encoding="utf-8").encode(deed["to"]))


def _delete(world: World, path: Path, deed: Mapping[str, Any]) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()


def _move(world: World, path: Path, deed: Mapping[str, Any]) -> None:
    path.rename(world.path(deed["to"]))


def _copy(world: World, path: Path, deed: Mapping[str, Any]) -> None:
    if path.is_dir():
        shutil.copytree(path, world.path(deed["to"]))
    else:
        shutil.copyfile(path, world.path(deed["to"]))


def _link(world: World, path: Path, deed: Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(world.words(deed["to"]))


def _fifo(world: World, path: Path, deed: Mapping[str, Any]) -> None:
    os.mkfifo(path)


def _socket(world: World, path: Path, deed: Mapping[str, Any]) -> None:
    here = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:  # through a short name: the path of a socket has room for about a hundred characters
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(f"/proc/self/fd/{here}/{path.name}")
    except OSError as error:
        raise CannotError(f"no socket can be made here: {error.strerror}") from error
    finally:
        os.close(here)


def _folder(world: World, path: Path, deed: Mapping[str, Any]) -> None:
    path.mkdir(parents=True)


def _mode(world: World, path: Path, deed: Mapping[str, Any]) -> None:
    path.chmod(int(deed["is"], 8))


def _time(world: World, path: Path, deed: Mapping[str, Any]) -> None:
    os.utime(path, (deed["is"], deed["is"]))


def _sparse(world: World, path: Path, deed: Mapping[str, Any]) -> None:
    with path.open("wb") as made:
        made.truncate(int(deed["megabytes"]) << 20)


def _record(world: World, path: Path, deed: Mapping[str, Any]) -> None:
    with world.path(deed["of"]).open("rb") as seed:
        digest = file_digest(seed, "sha256").hexdigest()
    path.write_bytes(_SHA256.sub(b"sha256: " + digest.encode(), path.read_bytes()))


def _disk(world: World, path: Path, deed: Mapping[str, Any]) -> None:
    path.mkdir(parents=True, exist_ok=True)
    world.mount(path, "-t", "tmpfs", "-o", f"size={deed['size']}", "none")


def _freeze(world: World, path: Path, deed: Mapping[str, Any]) -> None:
    world.mount(path, "--bind", str(path))
    subprocess.run(["mount", "-o", "remount,ro,bind", path], check=True)


_DEEDS: dict[str, Callable[[World, Path, Mapping[str, Any]], None]] = {
    "write": _write,
    "many": _many,
    "append": _append,
    "prepend": _prepend,
    "replace": _replace,
    "convert": _convert,
    "delete": _delete,
    "move": _move,
    "copy": _copy,
    "link": _link,
    "fifo": _fifo,
    "socket": _socket,
    "folder": _folder,
    "mode": _mode,
    "time": _time,
    "sparse": _sparse,
    "record": _record,
    "disk": _disk,
    "freeze": _freeze,
}
VERBS = frozenset({*_DEEDS, "site"})


def state(folder: Path, apart: Sequence[Path] = ()) -> dict[str, tuple[object, ...]]:
    """Return what stands below a folder (and the folder itself), file by file, but not `apart`."""
    found: dict[str, tuple[object, ...]] = {}
    above, waiting = len(os.fspath(folder)) + 1, [folder]
    while waiting:
        path = waiting.pop()
        if path in apart or not os.path.lexists(path):
            continue
        status = path.lstat()
        entry: tuple[object, ...] = (oct(status.st_mode),)
        if stat.S_ISLNK(status.st_mode):
            entry += (str(path.readlink()),)
        elif stat.S_ISDIR(status.st_mode):
            waiting += path.iterdir()
        elif stat.S_ISREG(status.st_mode):
            small = status.st_size < 1 << 20
            digest = sha256(path.read_bytes()).hexdigest() if small else ""
            entry += (status.st_size, status.st_mtime_ns, digest)
        found[str(path)[above:] or "."] = entry
    return found
