"""Which files of a project change, told in bursts; none is lost, also when folders come and go.

The package watchfiles waits in the system (inotify, FSEvents), so nothing is spent while nobody
saves; where the system gives no watch, it looks every so often.
"""

from __future__ import annotations

import asyncio
import logging
import os
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator, Sequence

    Say = Callable[[str], None]

_BURST = 100  # ms from the first save of a burst, after which no more is waited for
_STEP = 10  # ms without a save that end a burst
_SELDOM = 100  # the same for folders that come and go
_LOOK = 400  # ms between two looks where the system gives no watch
_GONE = 0.3  # seconds between two looks for a project's folder that is gone


class Watch:
    """The saves below the named folders of a project, whether these are there yet or not."""

    def __init__(self, project: Path, names: Sequence[str], *, poll: bool, say: Say) -> None:
        self._project = project.resolve()
        self._names = frozenset(names)
        self._poll = poll
        self._say = say
        self._saved: asyncio.Queue[str] = asyncio.Queue()

    async def burst(self) -> list[str]:
        """Wait for saves, and return the paths of all there were, in order, each once."""
        paths = {await self._saved.get()}
        while not self._saved.empty():
            paths.add(self._saved.get_nowait())
        return sorted(paths)

    @asynccontextmanager
    async def watching(self) -> AsyncIterator[Watch]:
        """Watch until this ends; from when it begins no save is lost."""
        begun = asyncio.Event()
        task = asyncio.ensure_future(self._run(begun))
        await asyncio.wait(
            {task, asyncio.ensure_future(begun.wait())}, return_when="FIRST_COMPLETED"
        )
        try:
            yield self
        finally:
            task.cancel()
            await asyncio.wait({task})

    async def _run(self, begun: asyncio.Event) -> None:
        """Watch; begin anew whenever one of the folders has come or gone."""
        while True:
            while not self._project.is_dir():
                begun.set()
                await asyncio.sleep(_GONE)
            try:
                await self._until_another(self._there(), begun)
            except Exception as error:  # noqa: BLE001 - what watches has errors of its own
                if self._poll:
                    await asyncio.sleep(_GONE)
                    continue
                why = getattr(error, "strerror", None) or error
                self._say(f"the system watches no more files ({why}): looking every {_LOOK} ms")
                self._poll = True

    def _there(self) -> list[Path]:
        folders = (self._project / name for name in sorted(self._names))
        return [folder for folder in folders if folder.is_dir()]

    def _state(self) -> list[tuple[str, int]]:
        """Return the folders that are there, each with what tells it from another of its name."""
        found = []
        for folder in (self._project, *self._there()):
            with suppress(OSError):
                found.append((str(folder), folder.stat().st_ino))
        return found

    def _begin(self, begun: asyncio.Event) -> None:
        """Note that the watch has begun: what was saved before is not known but the first time."""
        if begun.is_set():
            for name in sorted(self._names):
                self._saved.put_nowait(str(self._project / name))
        begun.set()

    async def _until_another(self, folders: Sequence[Path], begun: asyncio.Event) -> None:
        """Note saves until one of the folders has come or gone."""
        state = self._state()
        tasks = {asyncio.ensure_future(self._another(state))}
        await asyncio.sleep(0)
        if folders:
            tasks.add(asyncio.ensure_future(self._note(folders, state)))
            await asyncio.sleep(0)
        await asyncio.sleep(0)  # a watch begins with the first steps of its task
        self._begin(begun)
        try:
            done, _ = await asyncio.wait(tasks, return_when="FIRST_COMPLETED")
            for task in done:
                task.result()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)

    async def _note(self, folders: Sequence[Path], state: Sequence[tuple[str, int]]) -> None:
        async for paths in self._changes(folders, deep=True):
            for path in paths:
                self._saved.put_nowait(path)
            if self._is_other(state, paths):
                return

    async def _another(self, state: Sequence[tuple[str, int]]) -> None:
        """Return when one of the folders that were there is gone, or another has come."""
        async for paths in self._changes([self._project], deep=False):
            if self._is_other(state, paths):
                return

    def _is_other(self, state: Sequence[tuple[str, int]], paths: Sequence[str]) -> bool:
        """Tell whether a folder is another, or was away and is back: its watch may be lost."""
        return not {folder for folder, _ in state}.isdisjoint(paths) or self._state() != state

    async def _changes(self, paths: Sequence[Path], *, deep: bool) -> AsyncIterator[list[str]]:
        if self._poll:
            async for changed in _looked(paths, deep=deep):
                yield changed
            return
        from watchfiles import awatch  # looking without it does too

        logging.getLogger("watchfiles").setLevel(logging.ERROR)
        changes = awatch(
            *paths,
            watch_filter=lambda _, path: is_watched(Path(path)),
            debounce=_BURST,
            step=_STEP if deep else _SELDOM,
            recursive=deep,
            ignore_permission_denied=True,
        )
        async for found in changes:
            yield sorted(path for _, path in found)


async def _looked(paths: Sequence[Path], *, deep: bool) -> AsyncIterator[list[str]]:
    """Yield what has changed since the last look, every so often.

    The package's own looking compares times by the second, which loses one save of two.
    """
    before = {path: state for folder in paths for path, state in _states(folder, deep=deep)}
    while True:
        await asyncio.sleep(_LOOK / 1000)
        now = {path: state for folder in paths for path, state in _states(folder, deep=deep)}
        changed = sorted(path for path, _ in before.items() ^ now.items())
        before = now
        if changed:
            yield list(dict.fromkeys(changed))


def _states(folder: Path, *, deep: bool) -> Iterator[tuple[str, tuple[int, int, int]]]:
    """Yield the files of a folder, each with what changes when it is saved."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if not is_watched(Path(entry.name)):
            continue
        with suppress(OSError):
            status = entry.stat(follow_symlinks=False)
            is_folder = entry.is_dir(follow_symlinks=False)
            changing = (0, 0) if is_folder else (status.st_mtime_ns, status.st_size)
            yield entry.path, (status.st_ino, *changing)
            if is_folder and deep:
                yield from _states(Path(entry.path), deep=True)


def is_watched(path: Path) -> bool:
    """Tell whether a file is one that a site may be made from, by its name alone."""
    name = path.name
    return not name.startswith((".", "#")) and not name.endswith(("~", ".swp", ".tmp", ".pyc"))
